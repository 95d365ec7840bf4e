"""visavis agenda: the agenda of the next meeting, or the recap of a held one, mine or the partner's."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.errors import NotFound
from models.pages.question_bank import Bank, bank
from models.time.dates import parse_date, say_date
from storage.core.records import find
from storage.documents.entry import entry_of
from storage.documents.formats import FORMATS
from storage.reads.agenda import agenda_for, for_calendar, meant
from storage.reads.today import meetings
from tui.cli import delivering

if TYPE_CHECKING:
    import argparse

    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.log import Log
    from tui.cli.context import Context
    from tui.cli.parser import Parser


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--meeting", metavar="ID", help="M3, 3 or a uid; the next one unless told")
    which.add_argument("--on", metavar="DATE", help="the meeting of that day")
    whose = "me unless told, of a mail or an entry in a calendar partner: nothing private"
    parser.add_argument("--for", dest="whom", choices=("me", "partner"), help=whose)
    delivering.arguments(parser, tuple(FORMATS))


def run(context: Context) -> int:
    """Print or write the document; 0."""
    args = context.args
    form = delivering.form_of(args, tuple(FORMATS))
    mine = args.whom == "me" if args.whom else form not in delivering.SENT
    with context.reading() as log:
        if args.meeting:
            found = cast("Meeting", find(log.connection, "meeting", args.meeting))
            meeting: Meeting | None = found
            pair = context.pair_of(log, "meeting", found)
        else:
            pair = context.soonest_pair(log)
            meeting = _on(context, log, pair) if args.on else None
        as_of = context.as_of(log, pair)
        make = for_calendar if form == "ics" else agenda_for
        page = make(log, pair, as_of, meeting, mine=mine, bank=_bank())
        planned = meant(log, pair, as_of, meeting, mine=mine) if form in delivering.SENT else None
        delivering.deliver(context, log, page, form, entry_of(log, planned) if planned else None)
    return 0


def _bank() -> Bank:
    """The questions that an agenda begins with: ours, and the person's own."""
    from tui.config import config_path, load_or_say  # not for every command

    return bank(load_or_say(config_path())[0].questions)


def _on(context: Context, log: Log, pair: Pair) -> Meeting:
    """The meeting of a day, which may be the next one of that name or the last one."""
    as_of = context.as_of(log, pair)
    days = [parse_date(context.args.on, as_of, past=past) for past in (False, True)]
    found = meetings(log, pair, as_of)
    for day in days:
        for item in found:
            if pair.day(item.starts_at) == day:
                return item
    said = " or ".join(dict.fromkeys(say_date(day, as_of) for day in days))
    raise NotFound(f"there is no meeting with {pair.name} on {said}; see: visavis meeting list")

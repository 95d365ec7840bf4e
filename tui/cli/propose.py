"""visavis propose: what notes, a mail or a talk seem to promise, as a ballot; only what is ticked is recorded."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, cast

from models.errors import BadValue, LogMissing, Unclear
from models.proposals.ballot import ballot, rested, ticked
from models.proposals.lists import PROMPT
from models.proposals.people import KnownNames
from models.proposals.proposing import propose
from models.records.naming import short_id
from models.time.dates import full_date
from storage.core.records import find
from storage.outside.texts import name_of, read_text
from storage.reads.handlers import handlers
from storage.reads.sitting import day_of, refuse_coming
from tui.cli.context import Context, say
from tui.cli.output import line, lines, print_json
from tui.cli.parser import json_option

if TYPE_CHECKING:
    from datetime import date

    from models.proposals.text import GivenText, Proposal, Proposed
    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.log import Log
    from storage.writes.capture import TakenUp
    from tui.cli.parser import Parser


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = (
        "Write the ballot to a file, edit it, and take it:\n"
        "  visavis propose notes.md > ballot.txt\n"
        "  visavis propose notes.md --take ballot.txt\n"
        "Nothing is recorded before that, and the text itself is never kept."
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="txt, md, eml, vtt, srt or docx; - for the standard input"
    )
    said = parser.add_mutually_exclusive_group()
    said.add_argument("--on", metavar="DATE", help="the day it was said; that of the mail, or today, unless told")
    said.add_argument("--meeting", metavar="ID", help="the meeting it was said in, which then has the records")
    parser.add_argument("--all", action="store_true", help="print everything that may be something")
    parser.add_argument(
        "--take", metavar="BALLOT", help="record the ticked lines of an edited ballot; - for the standard input"
    )
    parser.add_argument("--source", metavar="FILE", help="the text that a list of an assistant was made from")
    parser.add_argument("--prompt", action="store_true", help="print words to give to an assistant, with the text")
    json_option(parser)


def run(context: Context) -> int:
    """Print what a text proposes, or record what was ticked of it; 0."""
    args = context.args
    if args.prompt:
        lines(_prompt(context))
        return 0
    if args.file is None:
        raise Unclear("no text is named; name its file, or - for the standard input")
    if [args.file, args.take, args.source].count("-") > 1:
        raise Unclear("the standard input can be only one of FILE, --take and --source; give the others as files")
    if args.take is not None:
        if args.json or args.all:
            raise Unclear("--take records, and prints no ballot; leave --json and --all out")
        return _take(context)
    given, source = _read(context)
    with context.reading() as log:
        pair, meeting = _where(context, log)
        found = _proposed(context, log, pair, meeting, given, source)
        names = {"me": pair.me.name, "partner": pair.other.name}
    if args.json:
        print_json(_json(found, names, name_of(args.file)))
    else:
        _tell(found, args.file, everything=args.all)
    return 0


def _prompt(context: Context) -> str:
    """The words for an assistant, with the names of the two where there is a log."""
    try:
        with context.reading() as log:
            pair = context.one_pair(log)
            me, other = pair.me.name, pair.other.name
    except LogMissing:
        me, other = "I", "the partner"
    return PROMPT.replace("{me}", me).replace("{other}", other)


def _read(context: Context) -> tuple[GivenText, GivenText | None]:
    """The text, and the one that a list was made from. No log waits meanwhile."""
    args = context.args
    return read_text(args.file), read_text(args.source) if args.source is not None else None


def _where(context: Context, log: Log) -> tuple[Pair, Meeting | None]:
    """The alliance, and the meeting that it was said in, where one is named."""
    if context.args.meeting is None:
        return context.the_pair(log), None
    meeting = cast("Meeting", find(log.connection, "meeting", context.args.meeting))
    pair = context.pair_of(log, "meeting", meeting)
    refuse_coming(log, pair, meeting)
    return pair, meeting


def _proposed(
    context: Context, log: Log, pair: Pair, meeting: Meeting | None, given: GivenText, source: GivenText | None
) -> Proposed:
    day = _day(context, log, pair, meeting, source or given)
    return propose(given, KnownNames.of(pair, handlers(log, pair)), day, source)


def _day(context: Context, log: Log, pair: Pair, meeting: Meeting | None, given: GivenText) -> date:
    """The day it was said: the one that is told, that of the meeting, that of the mail, today."""
    today = context.as_of(log, pair)
    if context.args.on is not None:
        return context.past_day("on", context.args.on, today)
    if meeting is not None:
        return day_of(log, pair, meeting.starts_at)
    return given.on or today


def _tell(found: Proposed, file: str, *, everything: bool) -> None:
    """Print the ballot; without a proposal one sentence."""
    where = name_of(file) or "the text"
    if not found.proposals:
        line(f"{where} says nothing that reads as a promise, a request, a decision or a disagreement")
        return
    for text in ballot(found, everything=everything):
        line(text)
    count = f"{len(found.sure)} sure, {len(found.maybe)} maybe, of {found.extent}"
    say(f"{count}, read as of {full_date(found.day)}")


def _json(found: Proposed, names: dict[str, str], file: str) -> dict[str, Any]:
    proposals = [_proposal_json(item, names, found.day) for item in found.proposals]
    return {"day": found.day, "file": file or None, "lines": found.lines, "proposals": proposals}


def _proposal_json(item: Proposal, names: dict[str, str], day: date) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "capture": item.capture(day),
        "owner": names.get(item.owner or ""),
        "handled_by": item.handled_by or None,
        "text": item.text,
        "due": item.due,
        "sure": item.sure,
        "line": item.line,
        "end": item.end,
        "at": item.at or None,
        "quote": item.quote,
        "why": item.why,
    }


# Taking


def _take(context: Context) -> int:
    """Record the ticked lines of a ballot."""
    from storage.writes.capture import Basis, take  # not for every command: it loads SQLModel

    context.refuse_past()
    args = context.args
    given, source = _read(context)
    chosen = ticked(read_text(args.take).lines)
    if not chosen:
        raise BadValue("no line of the ballot is ticked; write [x] before those to take")
    name = name_of(args.source if source else args.file)
    with context.writing() as log:
        pair, meeting = _where(context, log)
        found = _proposed(context, log, pair, meeting, given, source)
        taken = rested(chosen, found, source or given, name or "the text")
        done = take(log, pair, Basis(meeting, found.day, name), taken)
    _tell_taken(done)
    return 0


def _tell_taken(found: TakenUp) -> None:
    """Say what became of each line, and which of them were there already."""
    for item in found.done:
        line(f"{short_id(item.noun, item.id) if item.id else '':<4}  {item.told}")
    for text in found.there:
        line(f"      taken before: {text}")
    if not found.done:
        line("      nothing new was recorded")

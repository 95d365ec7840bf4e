"""visavis undo, redo and history: every change can be taken back, the newest or one alone, across restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.errors import NotFound, Unclear
from models.records.naming import short_id
from models.records.nouns import NOUNS
from models.records.people import first_name
from storage.core.records import record_noun
from storage.reads.history import HistoryEntry, HistoryFilter, history
from storage.reads.listing import find_any
from storage.writes.taking_back import Stepped, TakenBack, step_back, step_on, take_back_change
from tui.cli.context import say
from tui.cli.output import line, print_json, table
from tui.cli.parser import Parser, json_option, limit_option
from tui.text.words import ids_of, with_whom

if TYPE_CHECKING:
    import argparse
    from collections.abc import Container, Mapping

    from models.records.rows import Person
    from storage.log import Log
    from storage.reads.opened import Target
    from tui.cli.context import Context

MOST = 1_000_000
SIDES = ("me", "partner")


def arguments(name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    if name == "undo":
        parser.add_argument(
            "change", nargs="?", metavar="CHANGE", help="that change alone, by its number in the history"
        )
    elif name == "history":
        parser.add_argument("id", nargs="?", metavar="ID", help="only what touched that record: C31 or a uid")
        parser.add_argument("--since", metavar="DATE", help="only what was changed from that day on")
        parser.add_argument("--by", choices=SIDES, help="only what holds an act or word of that side")
        limit_option(parser)
        json_option(parser)


def run(context: Context) -> int:
    """Carry out the command; 0."""
    if context.args.command == "history":
        return _history(context)
    with context.writing_any() as log:
        found: Stepped | TakenBack
        pairs = log.pairs()  # whatever keeps them from being read keeps anything from being changed
        if context.args.command == "redo":
            found = step_on(log)
        elif context.args.change is None:
            found = step_back(log)
        else:
            found = take_back_change(log, _number(context.args.change))
        line(f"{'Done again' if context.args.command == 'redo' else 'Taken back'}: {found.title}")
        if whom := with_whom(pairs, found.alliances):
            say(f"that was with {whom}")
    return 0


def _number(text: str) -> int:
    plain = text.strip().removeprefix("#")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 10):
        raise Unclear(f'"{text[:40]}" is no number of a change; see: visavis history')
    return int(plain)


def _history(context: Context) -> int:
    with context.reading() as log:
        record = _record(log, context.args.id) if context.args.id else None
        since = context.bound("since", log.today())
        limit = min(context.args.limit, MOST)
        entries = history(log, HistoryFilter(record, since, _side(context, log), limit))
        people = log.people()
        if context.args.json:
            print_json([_json(entry) for entry in entries])
        elif not entries:
            line(_none(context, record))
        else:
            table(context, ["no", "when", "by", "id", "what"], [_row(log, entry, people) for entry in entries])
    return 0


def _side(context: Context, log: Log) -> Container[str] | None:
    """The people whose acts are wanted: the log's owner, or whoever is met; None where it is not told."""
    if context.args.by is None:
        return None
    if context.args.by == "me":
        return (log.owner(),)
    chosen = context.chosen(log)
    return [pair.other.uid for pair in ([chosen] if chosen else log.pairs())]


def _json(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "at": entry.at,
        "rows": entry.rows,
        "undone": entry.undone,
        "records": [short_id(*target) for target in entry.records],
        "by": entry.by,
        "later": entry.later,
        "taken_back": entry.taken_back,
        "takes_back": entry.takes_back,
    }


def _row(log: Log, entry: HistoryEntry, people: Mapping[str, Person]) -> list[str]:
    return [
        str(entry.id),
        f"{entry.at.astimezone(log.local_zone()):%Y-%m-%d %H:%M}",
        ", ".join(first_name(people[uid]) for uid in entry.by if uid in people),
        ids_of(entry.records),
        entry.title + _mark(entry),
    ]


def _mark(entry: HistoryEntry) -> str:
    """That a change does not stand any more, and which one took it back."""
    if entry.undone:
        return " (undone)"
    return f" (taken back by {entry.taken_back})" if entry.taken_back else ""


def _none(context: Context, record: object) -> str:
    if context.args.since or context.args.by:
        return "Nothing was changed that fits."
    return "Nothing was changed yet." if record is None else "Nothing of it can be taken back any more."


def _record(log: Log, text: str) -> Target:
    """The record that an id with its letter or a uid names, be it removed by now."""
    noun = record_noun(text)
    if noun is None and text.strip().isdecimal():
        raise Unclear(f"history needs the letter too, as C{text.strip()[:9]}")
    for name in [noun] if noun else NOUNS:
        if record := find_any(log, name, text):
            return name, record.id
    raise NotFound(f'"{text[:40]}" is nothing in this log; see: visavis history')

"""visavis undo, redo and history: every change can be taken back, across restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import NotFound, Unclear
from models.records.nouns import NOUNS
from storage.core import journal
from storage.core.records import record_noun
from storage.reads.listing import find_any
from tui.cli.output import line, print_json, table
from tui.cli.parser import Parser, json_option

if TYPE_CHECKING:
    import argparse

    from storage.log import Log
    from tui.cli.context import Context

MOST = 1_000_000


def arguments(name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    if name == "history":
        parser.add_argument("id", nargs="?", metavar="ID", help="only what touched that record: C31 or a uid")
        parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many; 50 unless told")
        json_option(parser)


def run(context: Context) -> int:
    """Carry out the command; 0."""
    if context.args.command == "history":
        return _history(context)
    with context.writing_any() as log:
        if context.args.command == "undo":
            line(f"Taken back: {log.undo()}")
        else:
            line(f"Done again: {log.redo()}")
    return 0


def _history(context: Context) -> int:
    with context.reading() as log:
        record = _record(log, context.args.id) if context.args.id else None
        entries = journal.history(log.connection, min(max(1, context.args.limit), MOST), record)
        if context.args.json:
            print_json(
                [
                    {"id": item.id, "title": item.title, "at": item.at, "rows": item.rows, "undone": item.undone}
                    for item in entries
                ]
            )
            return 0
        if not entries:
            line("Nothing was changed yet." if record is None else "Nothing of it can be taken back any more.")
            return 0
        rows = [
            [
                f"{item.at.astimezone(log.local_zone()):%Y-%m-%d %H:%M}",
                item.title + (" (undone)" if item.undone else ""),
            ]
            for item in entries
        ]
        table(context, ["when", "what"], rows)
    return 0


def _record(log: Log, text: str) -> tuple[str, int, str]:
    """Noun, id and uid of the record that an id with its letter or a uid names, be it removed by now."""
    noun = record_noun(text)
    if noun is None and text.strip().isdecimal():
        raise Unclear(f"history needs the letter too, as C{text.strip()[:9]}")
    for name in [noun] if noun else NOUNS:
        if record := find_any(log, name, text):
            return name, record.id, record.uid
    raise NotFound(f'"{text[:40]}" is nothing in this log; see: visavis history')

"""visavis undo, redo and history: every change can be taken back, across restarts."""

from __future__ import annotations

import argparse
from typing import Any

from models.errors import Unclear
from storage import journal
from storage.records import find, record_noun
from tui.cli.context import Context
from tui.cli.output import line, print_json, table
from tui.cli.parser import Parser, json_option


def arguments(name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    if name == "history":
        parser.add_argument("id", nargs="?", metavar="ID", help="only what touched that record, as C31")
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
        record = None
        if context.args.id:
            noun = record_noun(context.args.id)
            if noun is None:
                raise Unclear("history takes an id with its letter, as C31")
            found: Any = find(log.connection, noun, context.args.id)
            record = (noun, found.id, found.uid)
        entries = journal.history(log.connection, max(1, context.args.limit), record)
        if context.args.json:
            print_json(
                [
                    {"id": item.id, "title": item.title, "at": item.at, "rows": item.rows, "undone": item.undone}
                    for item in entries
                ]
            )
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

"""visavis agenda: the agenda of the next meeting, or the recap of a held one, mine or the partner's."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import cast

from models.dates import parse_date, say_date
from models.document import Document
from models.errors import NotFound, Unclear
from models.pair import Pair
from models.rows import Meeting
from storage.agenda import agenda_for
from storage.connection import journal_of
from storage.documents.rendering import RENDERERS
from storage.files.writing import write_file
from storage.log import Log
from storage.records import find
from storage.today import meetings
from tui.cli.context import Context
from tui.cli.output import line
from tui.cli.parser import Parser


def arguments(_name: str, parser: argparse.ArgumentParser, _shared: Parser) -> None:
    """Declare the command's own arguments."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--meeting", metavar="ID", help="M3, 3 or a uid; the next one unless told")
    which.add_argument("--on", metavar="DATE", help="the meeting of that day")
    parser.add_argument("--for", dest="whom", choices=("me", "partner"), default="me", help="partner: nothing private")
    parser.add_argument("--format", choices=tuple(RENDERERS), help="md unless told, or as the file's name ends")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to a file")
    parser.add_argument("--force", action="store_true", help="replace the file that is there")


def run(context: Context) -> int:
    """Print or write the document; 0."""
    args = context.args
    with context.reading() as log:
        if args.meeting:
            found = cast(Meeting, find(log.connection, "meeting", args.meeting))
            meeting: Meeting | None = found
            pair = context.pair_of(log, "meeting", found)
        else:
            pair = context.soonest_pair(log)
            meeting = _on(context, log, pair) if args.on else None
        page = agenda_for(log, pair, context.as_of(log, pair), meeting, mine=args.whom == "me")
        _deliver(context, log, page)
    return 0


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


def _deliver(context: Context, log: Log, page: Document) -> None:
    args = context.args
    if args.output is None:
        _print(RENDERERS[args.format or "md"](page))
        return
    target = Path(args.output)
    form = args.format or target.suffix.removeprefix(".") or "md"
    if form not in RENDERERS:
        raise Unclear(f"{target.name} ends in no known format; say which with --format ({', '.join(RENDERERS)})")
    write_file(target, [RENDERERS[form](page)], force=args.force, never=[log.path, journal_of(log.path)])
    line(f"Wrote {target}" + ("" if args.whom == "me" else ", without what is private"))


def _print(data: bytes) -> None:
    """Print a document; into a pipe or a file byte for byte, since a page says itself that it is UTF-8."""
    if sys.stdout.isatty():
        sys.stdout.write(data.decode())
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()

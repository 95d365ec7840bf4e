"""visavis import of what another program keeps: the options of each kind of file, the preview, and the taking."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Unclear
from models.time.dates import parse_date, say_date
from storage.outside.kind import HEAD, kind_of
from storage.outside.offer import OFFERS, offered
from tui.cli.context import say
from tui.cli.output import line, table
from tui.text.brought import brought_rows, brought_words

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from storage.outside.kind import FileKind
    from tui.cli.context import Context

FORMATS: dict[str, FileKind] = {"jsonl": "log", "ics": "calendar", "taskwarrior": "tasks", "csv": "table"}
"""What --format names, where a file's content does not tell it."""

_ONLY: dict[FileKind, tuple[str, ...]] = {
    "log": ("me",),
    "calendar": ("title", "series", "since", "until", "past"),
}
"""The options that mean something for one kind of file alone."""

_NAMES: dict[FileKind, str] = {"log": "our own files", "calendar": "calendars"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what import takes, whatever the file is."""
    parser.add_argument("--dry-run", action="store_true", help="say what it would bring, and change nothing")
    parser.add_argument("--overwrite", action="store_true", help="where a record differs, take what the file says")
    parser.add_argument("--me", metavar="NAME", help="whose log it is to be, where the file does not say it")
    parser.add_argument("--format", choices=tuple(FORMATS), help="what the file is; else its content tells")
    group = parser.add_argument_group("a calendar")
    group.add_argument("--title", metavar="WORDS", help="take what has these words in its title, whoever takes part")
    group.add_argument("--series", action="append", metavar="UID", help="take this series; may be told several times")
    group.add_argument("--since", metavar="DATE", help="the first day; today unless told")
    group.add_argument("--until", metavar="DATE", help="the last day; 90 days on unless told")
    group.add_argument("--past", choices=("planned", "held"), help="take what is past too, and as what")


def kind_of_file(context: Context) -> FileKind:
    """Which kind of file was named: by --format, else by its content. Unclear where an option is not of that kind."""
    args = context.args
    kind: FileKind = FORMATS[args.format] if args.format else _told_by_content(Path(args.file))
    kind = kind if kind in OFFERS else "log"  # which says what is wrong with it
    for other, names in _ONLY.items():
        given = next((name for name in names if getattr(args, name, None) is not None), None)
        if other != kind and given is not None:
            raise Unclear(f"--{given} is for {_NAMES[other]}, and {Path(args.file).name} is none; leave it out")
    return kind


def _told_by_content(path: Path) -> FileKind:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "log"
        with path.open("rb") as file:
            return kind_of(file.read(HEAD))
    except (OSError, ValueError):
        return "log"


def bring_in(context: Context, kind: FileKind) -> int:
    """Preview what a file brings, and take it unless only that is asked; 0."""
    args = context.args
    with context.writing() as log:
        pair = context.the_pair(log)
        given: dict[str, Any] = {**vars(args), **_days(context, log.today(pair))}
        found = offered(log, pair, kind, Path(args.file), given)
        brought = found.brought
        try:
            if brought.anything and not args.dry_run:
                brought = found.take(log, _progress if sys.stderr.isatty() else None)
        finally:
            if sys.stderr.isatty():
                sys.stderr.write("\r\x1b[K")
        if rows := brought_rows(brought, log.today(pair)):
            table(context, ("", "day", "title", ""), rows)
        for words in brought_words(brought, dry_run=args.dry_run):
            line(words)
    return 0


def _progress(done: int, size: int) -> None:
    sys.stderr.write(f"\r  {done} of {size} taken")
    sys.stderr.flush()


def _days(context: Context, today: date) -> dict[str, date | None]:
    """The days that --since and --until name: the one looks back, the other ahead; said back unless plain."""
    found: dict[str, date | None] = {}
    for name in ("since", "until"):
        words = getattr(context.args, name)
        found[name] = parse_date(words, today, past=name == "since") if words is not None else None
        if (day := found[name]) is not None and words.strip() != day.isoformat():
            say(f"{name} {say_date(day, today)}")
    return found

"""visavis import of a calendar: its options, the preview, and the taking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Unclear
from models.time.dates import parse_date, say_date
from storage.outside.offer import offered
from tui.cli.context import say
from tui.cli.output import line, progress, table, taken
from tui.text.brought import brought_rows, brought_words

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from storage.outside.kind import FileKind
    from tui.cli.context import Context

OPTIONS = ("title", "series", "since", "until", "past")
"""What only a calendar is asked for."""


def declare_calendar(parser: argparse.ArgumentParser) -> None:
    """Give import the options that a calendar has."""
    group = parser.add_argument_group("a calendar")
    group.add_argument("--title", metavar="WORDS", help="take what has these words in its title, whoever takes part")
    group.add_argument("--series", action="append", metavar="UID", help="take this series; may be repeated")
    group.add_argument("--since", metavar="DATE", help="the first day; today unless told")
    group.add_argument("--until", metavar="DATE", help="the last day; 90 days on unless told")
    group.add_argument("--past", choices=("planned", "held"), help="take what is past too, and as what")


def refuse_without(args: argparse.Namespace, kind: FileKind) -> None:
    """Unclear where an option of a calendar was given for a file that is none."""
    given = next((name for name in OPTIONS if getattr(args, name, None) is not None), None)
    if kind != "calendar" and given is not None:
        raise Unclear(f"--{given} is for a calendar, and {Path(args.file).name} is none; leave it out")


def bring(context: Context, kind: FileKind) -> int:
    """Preview what a file brings, and take it unless only that is asked; 0."""
    args = context.args
    with context.writing() as log:
        pair = context.the_pair(log)
        given: dict[str, Any] = {**vars(args), **_days(context, log.today(pair))}
        found = offered(log, pair, kind, Path(args.file), given)
        brought = found.brought
        if brought.anything and not args.dry_run:
            with progress(taken) as told:
                brought = found.take(log, told)
        if rows := brought_rows(brought, log.today(pair)):
            table(context, ("", "day", "title", ""), rows)
        for words in brought_words(brought, dry_run=args.dry_run):
            line(words)
    return 0


def _days(context: Context, today: date) -> dict[str, date | None]:
    """The days that --since and --until name: the one looks back, the other ahead; said back unless plain."""
    found: dict[str, date | None] = {}
    for name in ("since", "until"):
        words = getattr(context.args, name)
        found[name] = parse_date(words, today, past=name == "since") if words is not None else None
        if (day := found[name]) is not None and words.strip() != day.isoformat():
            say(f"{name} {say_date(day, today)}")
    return found

"""What a file of another program brings, or would bring, in words: the same by command and in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.time.dates import short_date

if TYPE_CHECKING:
    from datetime import date

    from storage.outside.brought import Brought, Coming

NOTHING_NEW = "Nothing new in the file; the log is as it was."


def brought_rows(brought: Brought, today: date) -> list[tuple[str, str, str, str]]:
    """What becomes of each entry: that, its day, its title, why. Those that stay as they are go without a row."""
    return [(row.what, _day(row, today), row.title, why_of(row)) for row in brought.rows if row.what != "same"]


def brought_words(brought: Brought, *, dry_run: bool = False) -> list[str]:
    """How many come to what, in sentences; with `dry_run` of what would be so."""
    counts = brought.counts
    found = (
        [f"{'Would bring in' if dry_run else 'Brought in'} {brought.summary}"] if brought.anything else [NOTHING_NEW]
    )
    rest = [(counts["same"], "there already"), (counts["kept"], "kept as they are"), (counts["left out"], "left out")]
    found += [", ".join(f"{count} {words}" for count, words in rest if count)]
    return [*filter(None, found), *brought.notes]


def _day(row: Coming, today: date) -> str:
    return short_date(row.day, today) if row.day is not None else ""


def why_of(row: Coming) -> str:
    """Why it comes to that, with the line of the file where it is left out."""
    return f"line {row.line}, {row.why}" if row.line and row.what == "left out" else row.why

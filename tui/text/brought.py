"""What a file of another program brings, or would bring, in words: the same by command and in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.records.nouns import NOUNS
from models.time.dates import full_date, short_date
from models.time.words import folded
from storage.outside.tables.heads import NOT_READ
from tui.text.imported import NOTHING_NEW
from tui.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from storage.outside.brought import Brought, Coming, What

SHOWN, TOLD = 3, 20
"""So many new rows are shown by command as they will be, and so many of any other kind."""


class _Section(NamedTuple):
    """Entries that come to the same: the heading in the app, and what stands before and behind their number."""

    what: What
    label: str
    done: str = ""
    would: str = ""
    stays: str = ""


SECTIONS = (
    _Section("new", "NEW", "Added", "Would add"),
    _Section("linked", "KNOWN BY IT FROM NOW ON", "Linked", "Would link"),
    _Section("moved", "MOVED", "Moved", "Would move"),
    _Section("changed", "CHANGED", "Changed", "Would change"),
    _Section("cancelled", "CALLED OFF", "Ended", "Would end"),
    _Section("kept", "KEPT AS THEY ARE", stays="kept as they are"),
    _Section("left out", "LEFT OUT", stays="left out"),
    _Section("same", "THERE ALREADY", stays="there already"),
)
"""What can become of an entry, in the order in which it is told."""


def brought_lines(brought: Brought, *, dry_run: bool) -> Iterator[str]:
    """What a table or a list of tasks brings: its columns, and under each count the rows that ask to be seen."""
    if brought.understood:
        yield _columns(brought.understood)
    if not brought.anything:
        yield NOTHING_NEW
    for section in SECTIONS:
        if rows := [row for row in brought.rows if row.what == section.what]:
            words = section.would if dry_run else section.done
            yield f"{words} {counted(len(rows), NOUNS['commitment'].name)}" if words else f"{len(rows)} {section.stays}"
            yield from _told(rows, SHOWN if section.what == "new" else TOLD) if section.what != "same" else ()
    yield from brought.notes


def _columns(understood: Sequence[tuple[str, str]]) -> str:
    read = [(head, name) for head, name in understood if name != NOT_READ]
    strange = [head for head, name in understood if name == NOT_READ]
    told = ", ".join(name if head.casefold() == name else f"{head} as {name}" for head, name in read)
    return f"Columns: {told}" + (f"; not read: {', '.join(strange)}" if strange else "")


def _told(rows: Sequence[Coming], most: int) -> Iterator[str]:
    shown = folded(len(rows), most)
    for row in rows[:shown]:
        due = f", due {full_date(row.day)}" if row.day else ""
        why = why_of(row)
        yield f"  {row.title}{due}" + (f" ({why})" if why else "")
    if rows[shown:]:
        yield f"  and {len(rows) - shown} more"


def brought_rows(brought: Brought, today: date) -> list[tuple[str, str, str, str]]:
    """What becomes of each entry: that, its day, its title, why. Those that stay as they are go without a row."""
    return [(row.what, _day(row, today), row.title, why_of(row)) for row in brought.rows if row.what != "same"]


def brought_words(brought: Brought, *, dry_run: bool = False) -> list[str]:
    """How many come to what, in sentences; with `dry_run` of what would be so."""
    counts = brought.counts
    found = (
        [f"{'Would bring in' if dry_run else 'Brought in'} {brought.summary}"] if brought.anything else [NOTHING_NEW]
    )
    rest = [f"{counts[section.what]} {section.stays}" for section in SECTIONS if section.stays and counts[section.what]]
    found += [", ".join(rest)]
    return [*filter(None, found), *brought.notes]


def _day(row: Coming, today: date) -> str:
    return short_date(row.day, today) if row.day is not None else ""


def why_of(row: Coming) -> str:
    """Why it comes to that, with the line of the file where that is to be looked at."""
    where = f"line {row.line}" if row.line and row.what in ("kept", "left out") else ""
    return ", ".join(filter(None, (where, row.why)))

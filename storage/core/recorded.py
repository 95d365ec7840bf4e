"""What the history says of the rows: one that is gone or is another, though no change left it so, was altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.core.layout import LAYOUTS
from storage.core.sealed import label
from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

GONE = "it is not there under its number, and no change took it away"
UNCHANGED = "it is not what the last change left there"

PURGED = "purged"
"""The setting that holds when something was purged last: what is purged takes its moment out of the journal."""

_SIZE = 16
"""How many bytes a hash has: of rows that were added at once they stand one after the other."""

_STANDING = """
SELECT r.place, r."row", r.last, r.hash_after FROM changed_row r JOIN change c ON c.id = r.change
WHERE NOT c.undone ORDER BY r.change, r.id
"""

_TOUCHED = 'SELECT max(coalesce(last, "row")) FROM changed_row WHERE place = ?'


def unlike_history(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every row of which the history knows what it holds, and which does not: what it is called, and what is wrong.

    The history is taken at its word, so its entries are to be held against their hashes first.
    """
    left: dict[str, dict[int, bytes | None]] = {}
    among_many: set[tuple[str, int]] = set()
    purges = was_purged(connection)
    for place, row, last, after in fetch(connection, _STANDING):
        held = left.setdefault(place, {})
        if last is None:
            held[row] = after
        else:
            held.update((number, after[at : at + _SIZE]) for at, number in _along(row, last))
            among_many.update((place, number) for number in range(row, last + 1) if purges)
    for place, known in left.items():
        now = dict(fetch(connection, f"SELECT id, hash FROM {LAYOUTS[place].name}"))
        for row in sorted(known):
            if row not in now and (place, row) in among_many:
                continue  # it may be one that was purged: its hash stays among those that were added with it
            if now.get(row) != known[row]:
                yield label(place, row), UNCHANGED if row in now else GONE


def was_purged(connection: sqlite3.Connection) -> bool:
    """Whether something was ever purged: of what was added at once a row may be gone then."""
    return bool(fetch(connection, "SELECT 1 FROM setting WHERE name = ?", (PURGED,)))


def _along(first: int, last: int) -> Iterator[tuple[int, int]]:
    """The rows that were added at once, each with where its hash begins."""
    return zip(range(0, (last - first + 1) * _SIZE, _SIZE), range(first, last + 1), strict=True)


def highest(connection: sqlite3.Connection, table: str) -> int:
    """The highest number that a table is known to have given: to a row that is there, or that the history tells of."""
    there = fetch(connection, f"SELECT max(id) FROM {table}")[0][0]
    touched = fetch(connection, _TOUCHED, (table,))[0][0] if table in LAYOUTS else None
    return max(there or 0, touched or 0)

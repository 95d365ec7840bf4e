"""The numbers of rows: none is given twice, whatever stands in the table that SQLite counts by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.core.layout import LAYOUTS
from storage.core.recorded import highest
from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3

COUNTED = (*LAYOUTS, "change")
"""Every table whose rows have numbers of which none is given twice."""

LIMIT = 999_999_999
"""The highest number that can be typed."""

_LAST = """
SELECT max(CASE typeof(seq) WHEN 'integer' THEN seq WHEN 'null' THEN 0 ELSE 9e18 END)
FROM sqlite_sequence WHERE name = ?
"""

_COUNTS = "SELECT typeof(name), CAST(name AS BLOB), CASE typeof(seq) WHEN 'integer' THEN seq END FROM sqlite_sequence"
"""What SQLite counts by; what is no text and no number of ours may be anything, and is not read."""


def next_number(connection: sqlite3.Connection, table: str) -> int:
    """The next number that a table gives. ValueError where SQLite counts by one that cannot have been given."""
    counted = fetch(connection, _LAST, (table,))[0][0]
    there = fetch(connection, f"SELECT max(id) FROM {table}")[0][0]
    last = max(counted or 0, there or 0)
    if last >= LIMIT:
        raise ValueError(f"{table} has no number left")
    return int(last) + 1


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """The number to count on from, of every table that has given one.

    That may be higher than any that is known of: a number may have been given and have left no trace.
    """
    held = _held(connection)
    found = {}
    for table in COUNTED:
        given = highest(connection, table)
        found[table] = max(given, *(each for each in held.get(table, ()) if each is not None and each <= LIMIT), 0)
    return {table: number for table, number in found.items() if number or table in held}


def miscounted(connection: sqlite3.Connection) -> bool:
    """Whether SQLite counts by something else: a number below one that was given, or by what is no number of ours."""
    return _held(connection) != {table: [number] for table, number in counts(connection).items()}


def _held(connection: sqlite3.Connection) -> dict[str, list[int | None]]:
    """What stands there by the names of our tables, what is not ours under none."""
    found: dict[str, list[int | None]] = {}
    for kind, name, number in fetch(connection, _COUNTS):
        table = next((ours for ours in COUNTED if kind == "text" and name == ours.encode()), "")
        found.setdefault(table, []).append(number)
    return found

"""Whether what stands in the log is what was written: the hash of a row, and that of an entry of the journal."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from models.errors import Damaged
from models.records.nouns import NOUNS
from storage.core.layout import is_flag
from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from models.records.event import Values
    from storage.core.layout import TableLayout

ALTERED = "its content was altered outside visavis"

SEALED: dict[str, tuple[str, ...]] = {
    "change": ("title", "at", "undone"),
    "changed_row": ("change", "place", "row", "last", "before", "hash_after", "replaced"),
}
"""What the hash of an entry of the journal is of, by its table: the change itself, and each row that it touched."""

ALTERED_ENTRY = {
    "change": "its line in the history was altered outside visavis",
    "changed_row": "what it would take back was altered outside visavis",
}
"""What an entry is whose hash is missing or another, by its table."""

MISREAD = (ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, RecursionError)
"""What comes of stored values that are no JSON, no text, or of another kind than they are written in."""


def label(place: str, row: int) -> str:
    """What a stored row is called: C31, or of what has no short id its table and number."""
    return f"{NOUNS[place].letter}{row}" if place in NOUNS else f"{place.replace('_', ' ')} {row}"


def is_whole(place: TableLayout, stored: Sequence[Any]) -> bool:
    """Whether a row, its id and hash first, holds what its hash says."""
    try:
        return bool(place.hash(place.values(stored[2:])) == stored[1])
    except MISREAD:
        return False


def whole(place: TableLayout, stored: Sequence[Any]) -> Values:
    """The content of a row, its id and hash first; Damaged where it is not what its hash says."""
    if not is_whole(place, stored):
        raise Damaged(f"{label(place.name, stored[0])}: {ALTERED}")
    return place.values(stored[2:])


def require_whole(connection: sqlite3.Connection, place: TableLayout, where: str, values: Sequence[Any]) -> None:
    """Raise Damaged where one of the rows that `where` (our own SQL) picks was altered."""
    for row in fetch(connection, f"SELECT {place.select} FROM {place.name} WHERE {where} ORDER BY id", values):
        whole(place, row)


def seal(table: str, values: Mapping[str, Any]) -> bytes:
    """The hash of an entry of the journal: blake2b-128 of its table and the JSON of what it says."""
    own = {name: values[name] for name in SEALED[table]}
    if table == "change":
        own["undone"] = bool(own["undone"]) if is_flag(own["undone"]) else own["undone"]
    elif own["hash_after"] is not None:
        own["hash_after"] = own["hash_after"].hex()
    text = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
    return blake2b(f"{table}\n{text}".encode(), digest_size=16).digest()


def entry(connection: sqlite3.Connection, table: str, row: int) -> dict[str, Any]:
    """What an entry of the journal says; Damaged where it is not what was written."""
    columns = _columns(table)
    found = fetch(connection, f"SELECT {columns} FROM {table} WHERE id = ?", (row,))
    for each in found:
        _require(table, each)
    return dict(zip(SEALED[table], found[0][3:], strict=True)) if found else {}


def require_changes(connection: sqlite3.Connection, first: int, last: int | None = None) -> None:
    """Raise Damaged where one of those changes, from one number to another or the newest, was altered, or its rows."""
    require_lines(connection, first, last)
    _require_between(connection, "changed_row", first, last)


def require_lines(connection: sqlite3.Connection, first: int, last: int | None = None) -> None:
    """The same of the changes alone: their lines, and whether they are undone."""
    _require_between(connection, "change", first, last)


def _require_between(connection: sqlite3.Connection, table: str, first: int, last: int | None) -> None:
    key = "change" if table == "changed_row" else "id"
    sql = f"SELECT {_columns(table)} FROM {table} WHERE {key} BETWEEN ? AND ? ORDER BY id"
    for found in fetch(connection, sql, (first, 2**62 if last is None else last)):
        _require(table, found)


def altered_entries(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every entry of the journal that is not what was written: its table, and what its change is called."""
    for table in SEALED:
        for found in fetch(connection, f"SELECT {_columns(table)} FROM {table} ORDER BY id"):
            if not _is_sealed(table, found):
                yield table, _called(found)


def _called(found: Sequence[Any]) -> str:
    """The change that an entry belongs to; what is no number is not told, it may be anything."""
    return f"change {found[1]}" if isinstance(found[1], int) else "a change"


def _columns(table: str) -> str:
    """Where to look: the entry's own number, that of its change, its hash, and all that the hash is of."""
    change = "change" if table == "changed_row" else "id"
    return ", ".join(["id", change, "hash", *(f'"{name}"' for name in SEALED[table])])


def _is_sealed(table: str, found: Sequence[Any]) -> bool:
    try:
        return bool(found[2] == seal(table, dict(zip(SEALED[table], found[3:], strict=True))))
    except MISREAD:
        return False


def _require(table: str, found: Sequence[Any]) -> None:
    if not _is_sealed(table, found):
        raise Damaged(f"{_called(found)}: {ALTERED_ENTRY[table]}")

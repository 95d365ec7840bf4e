"""What SQLite's own check says of the file: damage of what was written, or of the search index alone.

Its lines are read and never shown. Newer versions look into the search index too, which is made of the records and can
be made anew; and what an unreadable disk keeps from them is no damage at all.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from storage.core.layout import LAYOUTS
from storage.core.statements import fetch
from storage.disk.failures import is_damage

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = 100
"""So many lines are asked for: those of the index must not crowd out the others."""

_OURS = frozenset({*LAYOUTS, "change", "changed_row"})
_INDEX = re.compile(r"\bsearch(_data|_idx|_content|_docsize|_config)?\b")
_TREE = re.compile(r"\bTree (\d+)\b")
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"\berror code[ =](\d+)")


class Integrity(NamedTuple):
    """The tables that are damaged (empty: it is not said which), and whether the search index is."""

    damaged: tuple[str, ...]
    of_index: bool


def integrity(connection: sqlite3.Connection, lines: int = LINES) -> Integrity:
    """Have SQLite check the file. Raises the failure of SQLite where the disk does not let it."""
    found: list[str] = []
    try:
        for (text,) in connection.execute(f"PRAGMA integrity_check({lines})"):
            found += [line for line in str(text).splitlines() if line.strip() not in ("", "ok")]
    finally:  # also where it breaks off, since its last lines may say why
        for line in found:
            _refuse_unread(line)
    found = [line for line in found if not line.startswith("*** in database")]
    index = [bool(_INDEX.search(line)) for line in found]
    damaged = [line for line, only in zip(found, index, strict=True) if not only]
    return Integrity(tuple(dict.fromkeys(_tables(connection, damaged))), any(index))


def _refuse_unread(line: str) -> None:
    """Raise what kept SQLite from looking at a page, where that is not what stands in it."""
    told = _CODE.search(line)
    code = int(told[1]) if told else sqlite3.SQLITE_IOERR_READ if "failed to get page" in line else None
    if code is not None and not is_damage(code):
        error = sqlite3.OperationalError("a page could not be read")
        error.sqlite_errorcode = code
        raise error


def _tables(connection: sqlite3.Connection, lines: list[str]) -> Iterator[str]:
    """The table that each line is about, where it says so by its name, that of its index or its first page."""
    if not lines:
        return
    known: dict[str, str] = {}
    for name, table, root in fetch(connection, "SELECT name, tbl_name, rootpage FROM sqlite_schema"):
        known[str(name)] = known[f"Tree {root}"] = str(table)
    for line in lines:
        tree = [found[0] for found in [_TREE.search(line)] if found]
        named = (known.get(word, word) for word in (*tree, *_WORD.findall(line)))
        yield next((table for table in named if table in _OURS), "")

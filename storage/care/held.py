"""What a log holds, so that of two the newer one is known: by its journal, whatever a clock or a name says."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.core.recorded import PURGED
from storage.core.statements import fetch
from storage.disk.connection import looked_into

if TYPE_CHECKING:
    from pathlib import Path

Entries = frozenset[tuple[int, str]]
"""The changes that hold in a log, each by its number and moment."""


class Extent(NamedTuple):
    """How far a log has come: its latest moment, and how many changes were ever made. The newer one is the greater.

    A clock set back leaves the moment where it was, and the number grows. Of two that went on apart, as after a
    restore, the one that was changed last is the newer.
    """

    latest: str
    number: int

    @property
    def until(self) -> datetime | None:
        """The latest moment; None where nothing was ever changed. ValueError where it is none."""
        return datetime.fromisoformat(self.latest) if self.latest else None


class Differs(NamedTuple):
    """How many changes of the log a backup lacks, and how many it holds that the log does not."""

    lacks: int
    more: int


_HELD = f"""
SELECT coalesce(max(at), ''), coalesce(
    (SELECT max(seq) FROM sqlite_sequence WHERE name = 'change' AND typeof(seq) = 'integer'), 0)
FROM (SELECT at FROM change UNION ALL SELECT value FROM setting WHERE name = '{PURGED}')
"""


def held_in(connection: sqlite3.Connection) -> Extent:
    """How far an open log has come. ValueError where its journal holds no moments."""
    found = Extent(*fetch(connection, _HELD)[0])
    if not isinstance(found.latest, str):
        raise ValueError("a moment is no text")
    _ = found.until
    return found


def entries_in(connection: sqlite3.Connection) -> Entries:
    """The changes that hold in an open log."""
    return frozenset(fetch(connection, "SELECT id, at FROM change WHERE NOT undone"))


def entries_of(path: Path) -> Entries | None:
    """The changes that hold in the log at `path`; None where it cannot be read."""
    try:
        with looked_into(path) as connection:
            return entries_in(connection)
    except (sqlite3.Error, OSError, ValueError):
        return None


def differs(own: Entries, log: Entries) -> Differs:
    """How what a backup holds differs from what the log holds."""
    return Differs(len(log - own), len(own - log))

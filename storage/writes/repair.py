"""Making caches and the search index anew from the records."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from models.errors import IllegalAct
from models.records.nouns import LIVES
from storage.care.check import Problem, damaged_entries, damaged_rows, indexed, problems, structure
from storage.core.layout import events_of
from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3

    from storage.log import Log


def repair(log: Log) -> list[Problem]:
    """Make the cached states, what topics were raised from and the search index anew; gives the problems that are left.

    A log whose file, content or index is damaged beyond that is left as it is.
    """
    if _mendable(log.connection):
        with log.writing() as writer:
            for noun in LIVES:
                with_events = f'SELECT id FROM {noun} WHERE uid IN (SELECT "{noun}" FROM {events_of(noun)})'
                for (row,) in fetch(log.connection, with_events):
                    with suppress(IllegalAct):  # told by `problems`
                        writer.rebuild_caches(noun, row)
            writer.rebuild_sources()
            writer.rebuild_index()
    return problems(log.connection)


def _mendable(connection: sqlite3.Connection) -> bool:
    damaged = [*structure(connection), *damaged_rows(connection), *damaged_entries(connection)]
    return not damaged and indexed(connection) is not None

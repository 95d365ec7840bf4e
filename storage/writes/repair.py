"""Making what is derived anew from the records: caches, what SQLite counts by, the search index."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from models.errors import IllegalAct
from models.records.nouns import LIVES
from storage.care.check import (
    RESTORE,
    Problem,
    damaged_entries,
    damaged_rows,
    lost_rows,
    of_index,
    problems,
    structure,
)
from storage.core.layout import events_of
from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3

    from storage.log import Log


def repair(log: Log) -> list[Problem]:
    """Make anew what is derived: states, what topics were raised from, what numbers go on from, the search index.

    Gives the problems that are left. A log whose file, content or history is damaged is left as it is.
    """
    if _mendable(log.connection):
        with log.writing() as writer:
            for noun in LIVES:
                with_events = f'SELECT id FROM {noun} WHERE uid IN (SELECT "{noun}" FROM {events_of(noun)})'
                for (row,) in fetch(log.connection, with_events):
                    with suppress(IllegalAct):  # told by `problems`
                        writer.rebuild_caches(noun, row)
            writer.rebuild_sources()
            writer.recount()
            writer.rebuild_index()
    return problems(log.connection)


def _mendable(connection: sqlite3.Connection) -> bool:
    damaged = [*structure(connection), *damaged_rows(connection), *damaged_entries(connection)]
    beyond = damaged or lost_rows(connection)
    return not (beyond or any(problem.repair == RESTORE for problem in of_index(connection)))

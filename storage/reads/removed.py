"""What was removed and can come back: every record that is kept for undo, the one removed last first."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from models.records.naming import heading, one_line
from models.records.nouns import NOUNS
from models.records.rows import ROWS
from storage.core.records import select
from storage.core.statements import fetch
from storage.reads.opened import pair_of

if TYPE_CHECKING:
    from models.records.pair import Pair
    from storage.log import Log

MOST = 200
"""So many are offered, those removed last."""


class RemovedRecord(NamedTuple):
    """A record that was removed: which it is, what it is called, when that was, and whether it is private."""

    noun: str
    id: int
    title: str
    on: date
    private: bool


def removed(log: Log, shown: Pair) -> list[RemovedRecord]:
    """What was removed in any alliance, the newest first. People and alliances are never removed."""
    found: list[tuple[str, RemovedRecord]] = []
    for noun in NOUNS:
        if noun in ("person", "alliance"):
            continue
        where = "removed_at IS NOT NULL ORDER BY removed_at DESC LIMIT ?"
        moments = dict(fetch(log.connection, f"SELECT id, removed_at FROM {noun} WHERE {where}", (MOST,)))
        for record in select(log.connection, ROWS[noun], noun, f"WHERE r.id IN ({', '.join(map(str, moments))})"):
            pair, moment = pair_of(log, record, shown), moments[record.id]
            on = pair.day(datetime.fromisoformat(moment))
            title = one_line(heading(noun, record, pair, log.today(pair)))
            found.append((moment, RemovedRecord(noun, record.id, title, on, bool(record.private))))
    newest = sorted(found, key=lambda item: item[0], reverse=True)
    return [record for _, record in newest[:MOST]]

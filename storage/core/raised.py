"""The column `raised_from` of a topic: the uid of the record that it was raised from, derived from its own.

It is empty where the topic's uid may follow from that of a record that is not in the log, NULL where it was typed.
Like the cached states it is no content: it stands in no file, no hash and no journal, and follows what is written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.records.raised import RAISED, is_derived, sources
from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

Topic = tuple[int, str]
"""The number and the uid of a topic."""


@dataclass
class Written:
    """What was written since the column was settled: ranges of added rows by noun, and uids of records taken away.

    `likely` are the records that a new topic is first held against.
    """

    added: list[tuple[str, int, int]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    likely: list[str] = field(default_factory=list)


def due(connection: sqlite3.Connection) -> dict[int, str]:
    """Derive the whole column from the uids alone, by the topic's number; without topics that were typed.

    Where there is none but these, no record is looked through.
    """
    topics = _derived(fetch(connection, "SELECT id, uid FROM topic"))
    return _led(topics, sources(_uids(topics), _records(connection)) if topics else {})


def changed(connection: sqlite3.Connection, written: Written) -> dict[int, str]:
    """Say what the column holds from now on of the topics for which it is another after what was written."""
    new = _derived(_added(connection, written, ("topic",)))
    lost = _lost(connection, written.gone)
    found = {**_led(lost, {}), **_of_new(connection, new, written.likely)}
    if any(place in RAISED for place, _, _ in written.added):
        waiting = [*lost, *fetch(connection, "SELECT id, uid FROM topic WHERE raised_from = ''")]
        if waiting:
            back = sources(_uids(waiting), [uid for _, uid in _added(connection, written, RAISED)])
            found |= {row: back[uid] for row, uid in waiting if uid in back}
    return found


def _of_new(connection: sqlite3.Connection, topics: list[Topic], likely: list[str]) -> dict[int, str]:
    found = sources(_uids(topics), likely)
    rest = [uid for uid in _uids(topics) if uid not in found]
    return _led(topics, {**found, **(sources(rest, _records(connection)) if rest else {})})


def _lost(connection: sqlite3.Connection, gone: list[str]) -> list[Topic]:
    """The topics that lead back to a record that is in the log no more."""
    if not gone:
        return []
    sql = "SELECT id, uid, raised_from FROM topic WHERE raised_from IN (SELECT value FROM json_each(?))"
    led = fetch(connection, sql, (json.dumps(gone),))
    return [(row, uid) for row, uid, record in led if noun_of(connection, record) is None]


def noun_of(connection: sqlite3.Connection, record: str) -> str | None:
    """Find the noun of a record that can become a topic, by its uid; None where there is no such record."""
    return next((noun for noun in RAISED if fetch(connection, f"SELECT 1 FROM {noun} WHERE uid = ?", (record,))), None)


def _added(connection: sqlite3.Connection, written: Written, places: tuple[str, ...]) -> list[Topic]:
    return [
        row
        for place, first, last in written.added
        if place in places
        for row in fetch(connection, f"SELECT id, uid FROM {place} WHERE id BETWEEN ? AND ?", (first, last))
    ]


def _records(connection: sqlite3.Connection) -> Iterator[str]:
    for noun in RAISED:
        for (uid,) in fetch(connection, f"SELECT uid FROM {noun}"):
            yield uid


def _derived(topics: Iterable[tuple[int, str]]) -> list[Topic]:
    return [(row, uid) for row, uid in topics if is_derived(uid)]


def _uids(topics: Iterable[Topic]) -> list[str]:
    return [uid for _, uid in topics]


def _led(topics: Iterable[Topic], found: dict[str, str]) -> dict[int, str]:
    return {row: found.get(uid, "") for row, uid in topics}

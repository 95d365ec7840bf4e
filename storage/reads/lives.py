"""One record with its life: its events, and who stands on which side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.replay import Life, stored_life
from models.errors import Damaged
from models.records.naming import short_id
from models.records.rows import Commitment, Feedback, Living
from storage.core.statements import events

if TYPE_CHECKING:
    from models.records.event import Event
    from models.records.pair import Pair
    from storage.log import Log


def sides_of(record: Living, pair: Pair) -> tuple[str, str]:
    """Who may act in a record's life: its `from` and `to`, else its alliance's two."""
    if isinstance(record, Commitment | Feedback):
        return record.from_, record.to
    return pair.alliance.principal, pair.alliance.partner


def series_of(log: Log, noun: str, uid: str) -> list[Event]:
    """The events of one record, in order."""
    return events(log.connection, noun, f'"{noun}" = ?', (uid,)).get(uid, [])


def life_of(log: Log, noun: str, record: Living, pair: Pair) -> Life:
    """The life of one record as it stands; Damaged where it cannot have been."""
    series = series_of(log, noun, record.uid)
    if not series:
        raise Damaged(f"{short_id(noun, record.id)}: it has no events")
    return stored_life(noun, record.id, series, *sides_of(record, pair))

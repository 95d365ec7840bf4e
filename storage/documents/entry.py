"""What a calendar is told of a meeting: by which key it knows it, how often it was changed, when and where it is."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.care.held import held_in
from storage.core.statements import fetch

if TYPE_CHECKING:
    from models.records.rows import Meeting
    from storage.log import Log

_OCCURRENCE = ";RECURRENCE-ID="
_MOMENT = "%Y%m%dT%H%M%SZ"
_LATEST = """
SELECT max(coalesce(updated_at, created_at))
FROM (SELECT updated_at, created_at FROM meeting UNION ALL SELECT updated_at, created_at FROM commitment)
"""
_NO_CHANGE = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """A meeting as a calendar knows it. `uid` and `occurrence` (of a series, when it was to begin) are its key,
    `sequence` counts its changes; `minutes` and `place` are empty where nobody said; `changed` is when the log was.
    """

    uid: str
    occurrence: datetime | None
    sequence: int
    starts_at: datetime
    minutes: int | None
    place: str
    cancelled: bool
    changed: datetime


def entry_of(log: Log, meeting: Meeting) -> Entry:
    """The entry of a meeting: under the key that it has in the calendar it came from, else under its own uid."""
    uid, occurrence = _key(meeting.calendar_uid) if meeting.calendar_uid else (meeting.uid, None)
    return Entry(
        uid,
        occurrence,
        meeting.calendar_sequence or 0,
        meeting.starts_at,
        meeting.minutes,
        _PLACES.get(meeting.place or "", (meeting.place or "").capitalize()),
        meeting.state == "cancelled",
        changed_at(log),
    )


_PLACES = {"other": ""}
"""How a calendar names the place, where it is not named by its own word."""


def _key(text: str) -> tuple[str, datetime | None]:
    """What a calendar's key is made of: the UID, and of a series which of its meetings it is."""
    uid, _, moment = text.rpartition(_OCCURRENCE)
    with suppress(ValueError):
        return (uid, datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)) if uid else (text, None)
    return text, None


def changed_at(log: Log) -> datetime:
    """When the log was changed last; of one that was made whole when its meetings and promises were.

    It stands in place of the hour, so that the same log gives the same bytes.
    """
    if found := held_in(log.connection).until:
        return found
    [(latest,)] = fetch(log.connection, _LATEST)
    return datetime.fromisoformat(latest) if latest else _NO_CHANGE

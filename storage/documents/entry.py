"""What a calendar is told of a meeting: by which key it knows it, how often it was changed, when and where it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from models.records.naming import calendar_key, split_key
from models.records.rows import USUAL_MINUTES
from storage.care.held import held_in
from storage.core.statements import fetch

if TYPE_CHECKING:
    from models.records.rows import Meeting
    from storage.log import Log

_LATEST = """
SELECT max(coalesce(updated_at, created_at))
FROM (SELECT updated_at, created_at FROM meeting UNION ALL SELECT updated_at, created_at FROM commitment)
"""
_NO_CHANGE = datetime(1970, 1, 1, tzinfo=UTC)


class CalendarEntry(NamedTuple):
    """A meeting as a calendar knows it. `uid` and `occurrence` (of a series, when it was to begin) are its key,
    `sequence` counts its changes; where nobody said, `minutes` are the usual ones and `place` is empty; `changed` is
    when the log was.
    """

    uid: str
    occurrence: datetime | None
    sequence: int
    starts_at: datetime
    minutes: int
    place: str
    cancelled: bool
    changed: datetime


def entry_of(log: Log, meeting: Meeting) -> CalendarEntry:
    """The entry of a meeting: under the key that it has in the calendar it came from, else under its own uid."""
    uid, occurrence = split_key(calendar_key(meeting))
    return CalendarEntry(
        uid,
        occurrence,
        meeting.calendar_sequence or 0,
        meeting.starts_at,
        meeting.minutes or USUAL_MINUTES,  # without an end some calendars take it for a moment, others for a day
        meeting.where[:1].upper() + meeting.where[1:],
        meeting.state == "cancelled",
        changed_at(log),
    )


def changed_at(log: Log) -> datetime:
    """When the log was changed last; of one that was made whole when its meetings and promises were.

    It stands in place of the hour, so that the same log gives the same bytes.
    """
    if found := held_in(log.connection).until:
        return found
    [(latest,)] = fetch(log.connection, _LATEST)
    return datetime.fromisoformat(latest) if latest else _NO_CHANGE

"""What a record is called in one line, the day it belongs to, and by what a calendar knows a meeting."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from models.records.nouns import NOUNS
from models.time.dates import short_date

if TYPE_CHECKING:
    from models.records.pair import Pair
    from models.records.rows import Meeting

DATED = {
    "decision": "decided_on",
    "commitment": "opened_on",
    "feedback": "opened_on",
    "disagreement": "opened_on",
    "pulse": "opened_on",
    "note": "on",
    "placement": "from_on",
    "alliance": "started_on",
}
"""The column of the day that a record belongs to; that of a meeting follows from its moment."""


def short_id(noun: str, number: int) -> str:
    """The id people type: C31."""
    return f"{NOUNS[noun].letter}{number}"


def dated_on(noun: str, record: Any, pair: Pair | None) -> date | None:
    """The day a record belongs to, from its row; None where it has none. A meeting has that of its alliance."""
    if noun == "meeting":
        return pair.day(record.starts_at) if pair else None
    found = getattr(record, DATED[noun], None) if noun in DATED else None
    return found if isinstance(found, date) else None


def title_of(noun: str, record: Any, on: date | None = None) -> str:
    """What a record is called, from its row. Its own words where it has any, as they were stored.

    `on` is the day of a meeting in its own zone, where that is known.
    """
    if noun == "meeting":
        day = on or record.starts_at.date()
        return f"Meeting of {short_date(day, day)} {day.year}"
    if noun == "pulse":
        return f"Pulse of {short_date(record.opened_on, record.opened_on)} {record.opened_on.year}"
    value = getattr(record, NOUNS[noun].title)
    return str(value) if value else NOUNS[noun].name


def heading(noun: str, record: Any, pair: Pair | None, today: date) -> str:
    """What a record is called where there is room: a meeting with its day and time in its own zone."""
    if noun == "meeting" and pair is not None:
        local = pair.local(record.starts_at)
        return f"Meeting of {short_date(local.date(), today)}, {local:%H:%M}"
    if noun == "alliance" and pair is not None:
        return f"{pair.me.name} and {pair.other.name}"
    return title_of(noun, record)


def one_line(text: str) -> str:
    """The first line of a text, for a list; what follows is told by a mark."""
    first, *rest = text_lines(text.strip())
    return f"{first} …" if any(line.strip() for line in rest) else first


def text_lines(text: str) -> list[str]:
    """The lines of a text as its writer broke them: anything else that breaks lines is shown, not obeyed."""
    return text.replace("\r\n", "\n").split("\n")


_IN_SERIES = re.compile(r"(.+);RECURRENCE-ID=(\d{8}T\d{6}Z)", re.DOTALL)
_MOMENT = "%Y%m%dT%H%M%SZ"


def calendar_key(meeting: Meeting) -> str:
    """By what a calendar knows a meeting: the calendar's own key, else the uid under which we send it out."""
    return meeting.calendar_uid or meeting.uid


def key_in_series(uid: str, original: datetime) -> str:
    """The key of one meeting of a series, by the moment at which the series would have it, in UTC."""
    return f"{uid};RECURRENCE-ID={original:{_MOMENT}}"


def split_key(key: str) -> tuple[str, datetime | None]:
    """The UID of a key, and when its series would have it; None where it is no series."""
    if match := _IN_SERIES.fullmatch(key):
        with suppress(ValueError):  # digits that make no moment
            return match[1], datetime.strptime(match[2], _MOMENT).replace(tzinfo=UTC)
    return key, None

"""What one entry of a calendar says of a meeting: how long, where, whether it is private, and its version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.errors import BadValue
from models.records.choices import PLACES
from storage.outside.calendar.moments import length, local_time

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from storage.outside.calendar.lines import Entry
    from storage.outside.calendar.moments import LocalTime
    from storage.outside.calendar.zones import FileZones

_VIDEO = re.compile(r"\b(?:teams|zoom|meet)\b|\bhttps?:", re.IGNORECASE)
_WORDS = (*((word, word) for word in ("phone", "coffee", "lunch", "walk")), ("room", "office"), ("floor", "office"))
"""Words of a location and the place that each means, in the order in which they are looked for."""

LONGEST_TITLE = 120
MOST_MINUTES = 1440


class Version(NamedTuple):
    """Which version of an entry it is: how often it was changed, and when last."""

    sequence: int = 0
    modified: datetime | None = None

    def against(self, other: Version) -> int:
        """1 where it is newer than another, -1 where it is older, 0 where neither is known."""
        if self.sequence != other.sequence:
            return 1 if self.sequence > other.sequence else -1
        if self.modified is None or other.modified is None or self.modified == other.modified:
            return 0
        return 1 if self.modified > other.modified else -1


UNKNOWN = Version()


def title_of(entry: Entry) -> str:
    """What it is called, as long as a line can show."""
    text = entry.text("SUMMARY")
    return (text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…") or "without a title"


def is_cancelled(entry: Entry) -> bool:
    """Whether it was called off."""
    return entry.head.method.upper() == "CANCEL" or entry.text("STATUS").upper() == "CANCELLED"


def is_whole_day(entry: Entry, start: LocalTime) -> bool:
    """Whether it is a day without a time, as Outlook says it too."""
    return start.whole_day or entry.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"


def start_of(entry: Entry, zones: FileZones) -> LocalTime:
    """When it begins. BadValue where it does not say so."""
    found = entry.first("DTSTART")
    if found is None:
        raise BadValue("it has no start")
    return local_time(found, zones)


def length_of(entry: Entry, start: LocalTime, zones: FileZones) -> timedelta | None:
    """How long it is; None where it does not say so."""
    ends, lasts = entry.first("DTEND"), entry.first("DURATION")
    if ends is not None:
        return local_time(ends, zones).moment - start.moment
    return length(lasts.value) if lasts is not None else None


def minutes_of(long: timedelta | None) -> int | None:
    """A length in minutes; None where no meeting takes so long, or ends before it begins."""
    minutes = round(long.total_seconds() / 60) if long is not None else 0
    return minutes if 0 < minutes <= MOST_MINUTES else None


def place_of(entry: Entry) -> str | None:
    """Where it is, in one of our words; None where it says nothing of that."""
    text = entry.text("LOCATION")
    if not text:
        online = entry.first("X-GOOGLE-CONFERENCE") or entry.first("CONFERENCE")
        return "video" if online is not None and _VIDEO.search(online.value) else None
    plain = text.casefold()
    if plain in PLACES:
        return plain
    if _VIDEO.search(text):
        return "video"
    return next((place for word, place in _WORDS if word in plain), "other")


def is_private(entry: Entry) -> bool:
    """Whether others are not to see it; a class that is not known counts as private."""
    return entry.text("CLASS").upper() not in ("", "PUBLIC")


def version_of(entry: Entry, zones: FileZones) -> Version:
    """Which version it is; a number or moment that is none counts as missing."""
    text = entry.text("SEQUENCE")
    sequence = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    found = entry.first("LAST-MODIFIED")
    try:
        return Version(sequence, local_time(found, zones).moment if found is not None else None)
    except BadValue:
        return Version(sequence)

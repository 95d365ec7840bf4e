"""DayRange, moments and lengths as a calendar's file writes them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from models.errors import BadValue
from models.time.days import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.outside.calendar.lines import CalendarProperty
    from storage.outside.calendar.zones import FileZones

_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?", re.ASCII | re.IGNORECASE)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?",
    re.ASCII | re.IGNORECASE,
)


class LocalTime(NamedTuple):
    """A time as clocks show it, and where; `whole_day` where it is a day without a time."""

    shown: datetime
    zone: tzinfo
    whole_day: bool = False

    @property
    def moment(self) -> datetime:
        """The moment in UTC: of a time that the clock skips the one after it, of one that comes twice the first."""
        return moment_of(self.shown, self.zone)

    @property
    def day(self) -> date:
        """The day on which it is, where it is."""
        return self.shown.date()


def moment_of(shown: datetime, zone: tzinfo) -> datetime:
    """The moment in UTC at which clocks in a zone show a time."""
    return shown.replace(tzinfo=zone).astimezone(UTC)


def local_times(found: CalendarProperty, zones: FileZones) -> Iterator[LocalTime]:
    """Every time of a property: of a period its start. BadValue where one is none, or its zone is not known."""
    named = found.parameters.get("TZID")
    for text in found.value.split(","):
        yield _local_time(found.name, text.strip().partition("/")[0], named, zones)


def local_time(found: CalendarProperty, zones: FileZones) -> LocalTime:
    """The one time of a property. BadValue as above."""
    return next(local_times(found, zones))


def _local_time(name: str, text: str, named: str | None, zones: FileZones) -> LocalTime:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise BadValue(f"{name} is {text[:40] or 'empty'}, which is no moment")
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        on = date(int(year), int(month), int(day))
        shown = datetime.combine(on, time(int(hour or 0), int(minute or 0), min(int(second or 0), 59)))
    except ValueError:
        raise BadValue(f"{name} is {text[:40]}, which is no moment of the calendar") from None
    if not FIRST_YEAR < on.year < LAST_YEAR:
        raise BadValue(f"{name} is in the year {on.year}")
    if utc:
        return LocalTime(shown, UTC)
    return LocalTime(shown, zones.named(named) if named else zones.floating, hour is None)


def last_time(text: str, zone: tzinfo) -> datetime:
    """The local time of the UNTIL of a rule: of a day its end. BadValue where it is none."""
    match = _MOMENT.fullmatch(text.strip())
    year = int(match[1]) if match else 0
    if match is None or year < FIRST_YEAR:
        raise BadValue(f"its rule ends at {text[:40] or 'nothing'}, which is no moment")
    if year > LAST_YEAR:
        return datetime(LAST_YEAR, 12, 31)  # noqa: DTZ001 (a time of the series' own clocks)
    try:
        on = date(year, int(match[2]), int(match[3]))
        if match[4] is None:
            return datetime.combine(on, time.max)
        shown = datetime.combine(on, time(int(match[4]), int(match[5]), min(int(match[6] or 0), 59)))
    except ValueError:
        raise BadValue(f"its rule ends at {text[:40]}, which is no moment") from None
    return shown.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if match[7] else shown


def length(text: str) -> timedelta | None:
    """A length as PT50M; None where it is none."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        return None
    sign, *numbers = match.groups()
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    found = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -found if sign == "-" else found

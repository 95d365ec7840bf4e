"""From the entries of one UID to the meetings that they mean, each with the key by which it is known again.

Instances are worked out in local time, so that no change of the clock moves them, and only within a window of days.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from models.errors import BadDate, BadValue
from models.records.naming import key_in_series
from models.time.recurrence import series_days
from models.time.rrule import read_rule
from storage.outside.calendar.meaning import (
    UNKNOWN,
    Version,
    is_cancelled,
    is_private,
    is_whole_day,
    length_of,
    minutes_of,
    place_of,
    start_of,
    title_of,
    version_of,
)
from storage.outside.calendar.moments import LocalTime, last_time, local_time, local_times, moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from storage.outside.calendar.lines import Entry
    from storage.outside.calendar.zones import FileZones

MOST = 1000
"""So many instances of a series are read at most."""

_MOST_COUNT, _MOST_RULES = 10_000, 10


class DayRange(NamedTuple):
    """The days between which instances are wanted, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Instance:
    """One meeting as a calendar has it. `original` is when its series would have it; `off` that it was called off."""

    key: str
    uid: str
    original: datetime
    starts_at: datetime
    minutes: int | None
    place: str | None
    title: str
    private: bool
    version: Version
    line: int
    off: str = ""


class Untaken(NamedTuple):
    """An entry that is not taken, or not as it stands: where it is in the file, and why."""

    line: int
    title: str
    day: date | None
    why: str


@dataclass(slots=True)
class Series:
    """What a file says of one UID. `known` tells of a moment whether the file would hold an instance there."""

    uid: str
    title: str
    instances: list[Instance] = field(default_factory=list)
    excluded: set[datetime] = field(default_factory=set)
    told: list[Untaken] = field(default_factory=list)
    covers: DayRange | None = None
    """The days of which every instance is known; None where the file does not hold the series itself, or not whole."""
    version: Version = UNKNOWN
    off: str = ""
    """Why nothing of it takes place; empty where it does."""


def expanded(
    entries: Sequence[Entry], zones: Callable[[Entry], FileZones], days: DayRange, said_no: Callable[[Entry], bool]
) -> Series:
    """What the entries of one UID say of the days asked for. An exception counts whenever it is."""
    found = Series(entries[0].uid, title_of(entries[0]))
    masters: list[Entry] = []
    exceptions: list[Entry] = []
    for entry in entries:
        (exceptions if "RECURRENCE-ID" in entry.lines else masters).append(entry)
    master = _newest(masters, zones, found)
    reader = _Reader(found, zones, days, said_no)
    if master is not None:
        found.title = title_of(master)
        reader.take_master(master)
    reader.take_exceptions(exceptions)
    found.instances = sorted(reader.instances.values(), key=lambda one: one.starts_at)
    return found


def _newest(entries: Sequence[Entry], zones: Callable[[Entry], FileZones], series: Series) -> Entry | None:
    """Of several entries that say the same thing the newest; the others are told. Of equals the last one counts."""
    best: Entry | None = None
    for entry in entries:
        if best is not None:
            later = version_of(entry, zones(entry)).against(version_of(best, zones(best))) >= 0
            old, best = (best, entry) if later else (entry, best)
            series.told.append(
                Untaken(old.line, title_of(old), None, "it stands in the file twice; the newer one counts")
            )
        else:
            best = entry
    return best


class _Reader:
    """Reads one series into its instances, by when the series would have them."""

    def __init__(
        self, series: Series, zones: Callable[[Entry], FileZones], days: DayRange, said_no: Callable[[Entry], bool]
    ) -> None:
        self.series, self.zones, self.days, self.said_no = series, zones, days, said_no
        self.instances: dict[datetime, Instance] = {}
        self.master: LocalTime | None = None
        self.recurs = False

    def tell(self, entry: Entry, why: str, day: date | None = None) -> None:
        """Say why an entry is not taken."""
        self.series.told.append(Untaken(entry.line, title_of(entry), day, why))

    # The series itself

    def take_master(self, entry: Entry) -> None:
        """Take the entry that the series is."""
        zones = self.zones(entry)
        self.series.version = version_of(entry, zones)
        self.series.off = OFF if is_cancelled(entry) else DECLINED if self.said_no(entry) else ""
        try:
            start = start_of(entry, zones)
            if is_whole_day(entry, start):
                self.tell(entry, "it is a whole day", start.day)
                return
            self.recurs = "RRULE" in entry.lines or "RDATE" in entry.lines
            self.master = start
            shown = self._shown_times(entry, start, zones)
            long = length_of(entry, start, zones)
        except BadValue as fault:
            self.series.covers = None  # what cannot be read says nothing of what it holds
            self.series.excluded.clear()
            if not self.series.off:
                self.tell(entry, str(fault))
            return
        for time_ in shown:
            original = moment_of(time_, start.zone)
            self.instances[original] = self._instance(entry, original, original, minutes_of(long), self.series.off)

    def _shown_times(self, entry: Entry, start: LocalTime, zones: FileZones) -> list[datetime]:
        """The local times of the series within the days asked for, without those that it leaves out."""
        if not self.recurs:
            self.series.covers = DayRange(date.min, date.max)
            return [start.shown]
        first, last = self.days
        found = {start.shown} if first <= start.day <= last else set()
        rules = entry.every("RRULE")
        if len(rules) > _MOST_RULES:
            raise BadValue(f"it has {len(rules)} rules")
        for rule in rules:
            found.update(_by_rule(rule.value, start, self.days))
        for more in entry.every("RDATE"):
            found.update(_shown_in(one, start) for one in local_times(more, zones))
        times = sorted(one for one in found if first <= one.date() <= last)
        if len(times) > MOST:
            times = times[:MOST]
            self.tell(entry, f"only its first {MOST} dates are read", times[-1].date())
            last = times[-1].date()
        self.series.covers = DayRange(first, last)
        for less in entry.every("EXDATE"):
            for one in local_times(less, zones):
                self._leave_out(one, times, start)
        return times

    def _leave_out(self, one: LocalTime, times: list[datetime], start: LocalTime) -> None:
        """Take a date out of the series: the instance at that moment, else the only one of that day."""
        shown = _shown_in(one, start)
        met = (
            shown
            if shown in times and not one.whole_day
            else _only_one(times, one.day if one.whole_day else shown.date())
        )
        if met is not None:
            times.remove(met)
        self.series.excluded.add(moment_of(met or shown, start.zone))

    # Its exceptions

    def take_exceptions(self, entries: Sequence[Entry]) -> None:
        """Take what differs from the series, each in the place of the instance that it means."""
        groups: dict[datetime, list[Entry]] = {}
        for entry in entries:
            try:
                groups.setdefault(self._meant(entry), []).append(entry)
            except BadValue as fault:
                self.tell(entry, str(fault))
                self.series.covers = None
        for original, group in sorted(groups.items()):
            newest = _newest(group, self.zones, self.series)
            if newest is not None:
                self._take_exception(original, newest)

    def _meant(self, entry: Entry) -> datetime:
        """The moment of the series that an exception stands for."""
        zones = self.zones(entry)
        found = entry.first("RECURRENCE-ID")
        if found is None:
            raise BadValue("it does not say which date of its series it is")
        meant = local_time(found, zones)
        start = self.master or meant
        shown = _shown_in(meant, start)
        moment = moment_of(shown, start.zone)
        if moment in self.instances and not meant.whole_day:
            return moment
        day = meant.day if meant.whole_day else shown.date()
        of_day = [one for one in self.instances if one.astimezone(start.zone).date() == day]
        return of_day[0] if len(of_day) == 1 else moment

    def _take_exception(self, original: datetime, entry: Entry) -> None:
        zones = self.zones(entry)
        self.instances.pop(original, None)
        if is_cancelled(entry):  # to call it off needs no time
            self.instances[original] = self._instance(entry, original, original, None, OFF)
            return
        try:
            start = start_of(entry, zones)
            long = length_of(entry, start, zones)
        except BadValue as fault:
            self.tell(entry, str(fault))
            self.series.covers = None
            return
        if is_whole_day(entry, start):
            self.tell(entry, "it is a whole day", start.day)
            self.series.excluded.add(original)
            return
        off = DECLINED if self.said_no(entry) else ""
        self.instances[original] = self._instance(entry, original, start.moment, minutes_of(long), off)
        meant = entry.first("RECURRENCE-ID")
        if meant is not None and meant.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            self._move_following(original, self.instances[original])

    def _move_following(self, original: datetime, moved: Instance) -> None:
        """What is told of this one holds for all that follow it."""
        by = moved.starts_at - original
        for at, one in self.instances.items():
            if at > original and one.starts_at == one.original:
                self.instances[at] = replace(moved, key=one.key, original=at, starts_at=at + by)

    def _instance(
        self, entry: Entry, original: datetime, starts_at: datetime, minutes: int | None, off: str
    ) -> Instance:
        in_series = self.recurs or "RECURRENCE-ID" in entry.lines
        key = key_in_series(entry.uid, original) if in_series else entry.uid
        return Instance(
            key,
            entry.uid,
            original,
            starts_at,
            minutes,
            place_of(entry),
            title_of(entry),
            is_private(entry),
            version_of(entry, self.zones(entry)),
            entry.line,
            off,
        )


OFF, DECLINED = "in the calendar", "declined in the calendar"
"""Why a meeting is called off."""


def _shown_in(one: LocalTime, start: LocalTime) -> datetime:
    """What clocks where the series is show at a time; a day without a time is taken at the time of the series."""
    if one.whole_day:
        return datetime.combine(one.day, start.shown.time())
    if one.zone is start.zone:
        return one.shown
    return one.moment.astimezone(start.zone).replace(tzinfo=None)


def _only_one(times: Iterable[datetime], day: date) -> datetime | None:
    found = [one for one in times if one.date() == day]
    return found[0] if len(found) == 1 else None


def _by_rule(text: str, start: LocalTime, days: DayRange) -> Iterator[datetime]:
    """The local times that a rule gives within some days. BadValue for a rule that is none of meetings."""
    parts = dict(part.partition("=")[::2] for part in text.strip().strip(";").upper().split(";"))
    count, until = parts.pop("COUNT", None), parts.pop("UNTIL", None)
    try:
        rule = read_rule(";".join(f"{name}={value}" for name, value in parts.items()))
    except BadDate:
        raise BadValue(f"its rule is not read: {text.strip()[:60]}") from None
    at = rule.at or start.shown.time()
    end = last_time(until, start.zone) if until else None
    last = min(days.last, end.date()) if end else days.last
    if count is None:
        found = series_days(rule, start.day, days.first, last)
    else:
        found = islice(_from_start(series_days(rule, start.day, start.day, last), start.day), _number_of(count))
    for day in found:
        shown = datetime.combine(day, at)
        if (end is None or shown <= end) and shown >= start.shown and day >= days.first:
            yield shown


def _from_start(days: Iterator[date], first: date) -> Iterator[date]:
    """The days of a rule with the first day of its series before them: it counts, whether the rule gives it or not."""
    yield first
    yield from (day for day in days if day != first)


def _number_of(count: str) -> int:
    if not (count.isascii() and count.isdigit()) or len(count) > 9 or int(count) > _MOST_COUNT:
        raise BadValue(f"its rule asks for COUNT={count[:20]}")
    return int(count)


__all__ = ["DECLINED", "MOST", "OFF", "DayRange", "Instance", "Series", "Untaken", "expanded"]

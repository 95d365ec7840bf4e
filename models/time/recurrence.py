"""The dates of a rhythm: from a recurrence rule to days and moments.

Dates are worked out period by period here rather than by dateutil.rrule, which costs as much to import as a whole
command takes and searches to the year 9999 when a rule has no date; tests hold the two equal.

A rule begins on the first day on or after `started_on` that its BY parts allow, and its INTERVAL counts from there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import count, islice, pairwise, takewhile
from typing import TYPE_CHECKING

from models.errors import BadDate
from models.time.days import FIRST_YEAR, LAST_YEAR, days_in_month
from models.time.rrule import EXAMPLE, CadenceRule, read_rule
from models.time.words import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)

# A rule must come at least twice within these years, which hold every pairing of date and weekday.
_TRIAL = (date(2001, 1, 1), date(2030, 12, 31))

# The days of one period by frequency.
_PERIOD_DAYS = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 365.25 / 12, "YEARLY": 365.25}


def check_rule(rule: str) -> str:
    """The RRULE text in its one normal form.

    Raises BadDate for what is not RRULE text or is no rhythm of meetings: finer than days, more than once a day, with
    an end, or with fewer than two dates in thirty years.
    """
    read = read_rule(rule)
    first, last = _TRIAL
    came = list(islice(_dates(read, first, last), 2))
    if len(came) < 2:
        raise BadDate(f"{quoted(rule)} never comes round; {EXAMPLE}")
    return read.text()


def expected_dates(rule: str, started_on: date, until: date) -> list[date]:
    """The dates of the rule from `started_on` to `until`, both included, in order. Raises BadDate for a bad rule.

    They are calendar dates where the alliance is, so no time zone and no clock change can move them.
    """
    return list(takewhile(lambda day: day <= until, _course(rule, started_on)))


def next_moment(rule: str, started_on: date, from_day: date, zone: tzinfo) -> tuple[date, datetime | None] | None:
    """The first date of the rule on or after `from_day`, and its moment in UTC; None when no date follows.

    The moment is None where the rule tells no time. A time that the clock skips that day is moved forward by what is
    skipped, one that comes twice is the first (RFC 5545). Raises BadDate for a bad rule.
    """
    read = read_rule(rule)
    day = next(_dates(read, started_on, after=from_day), None)
    if day is None:
        return None
    return day, datetime.combine(day, read.at, zone).astimezone(UTC) if read.at is not None else None


def interval_days(rule: str, started_on: date, after: date = _FIRST_DAY) -> float:
    """Days between two meetings: the median gap of the rule's next 24 dates after a day. Raises BadDate for a bad rule.

    Where the rule has no two dates left before 2200, the length of its period.
    """
    read = read_rule(rule)
    days = list(islice((day for day in _course(rule, started_on) if day > after), 24))
    gaps = sorted((later - day).days for day, later in pairwise(days))
    if not gaps:
        return read.interval * _PERIOD_DAYS[read.freq]
    return (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2


def series_days(rule: CadenceRule, start: date, after: date, until: date) -> Iterator[date]:
    """The dates of a rule as a calendar has it (RFC 5545): its intervals count from the period of `start` itself.

    Only those from `after` to `until` are worked out: a rule of long ago, or one that never comes, costs little.
    """
    begun, earliest = _begun(rule, start), max(start, after)
    if earliest <= until:
        yield from (day for day in _days(begun, _ahead(begun, start, earliest), until) if earliest <= day <= until)


class _Course:
    """The dates of a rule, worked out once and only as far as somebody looked: Today looks four times."""

    def __init__(self, rule: CadenceRule, started_on: date) -> None:
        self._known: list[date] = []
        self._more = _dates(rule, started_on)

    def __iter__(self) -> Iterator[date]:
        at = 0
        while True:
            if at == len(self._known):
                day = next(self._more, None)
                if day is None:
                    return
                self._known.append(day)
            yield self._known[at]
            at += 1


@lru_cache(maxsize=256)
def _course(rule: str, started_on: date) -> _Course:
    return _Course(read_rule(rule), started_on)


def _dates(rule: CadenceRule, started_on: date, until: date = _LAST_DAY, after: date = _FIRST_DAY) -> Iterator[date]:
    """The dates of the rule from its beginning, or from `after`, to `until`, within the years 1900 to 2200."""
    start, end = max(started_on, _FIRST_DAY), min(until, _LAST_DAY)
    if start > end:
        return
    every = replace(rule, interval=1)
    first = next((day for day in _days(every, start, end) if day >= start), None)
    if first is not None:
        begun, earliest = _begun(rule, first), max(first, after)
        yield from (day for day in _days(begun, _ahead(begun, first, earliest), end) if earliest <= day <= end)


def _ahead(rule: CadenceRule, first: date, after: date) -> date:
    """A day of the last period of the rule that begins on or before `after`: what lies between is not gone through."""
    if rule.freq in ("DAILY", "WEEKLY"):
        period = rule.interval * (7 if rule.freq == "WEEKLY" else 1)
        return first + timedelta((after - first).days // period * period)
    months = rule.interval * (12 if rule.freq == "YEARLY" else 1)
    between = (after.year - first.year) * 12 + (after.month if rule.freq == "MONTHLY" else first.month) - first.month
    n = first.year * 12 + first.month - 1 + between // months * months
    return date(n // 12, n % 12 + 1, 1)


def _begun(rule: CadenceRule, first: date) -> CadenceRule:
    """The rule with what it leaves open taken from its first day: every month means on that day of the month."""
    if rule.weekdays or rule.monthdays or rule.freq == "DAILY":
        return rule
    if rule.freq == "WEEKLY":
        return replace(rule, weekdays=((0, first.weekday()),))
    months = (first.month,) if rule.freq == "YEARLY" else ()
    return replace(rule, monthdays=(first.day,), months=rule.months or months)


def _days(rule: CadenceRule, start: date, end: date) -> Iterator[date]:
    """Every day that the rule allows, in whole periods from that of `start` to that of `end`."""
    for period in _PERIODS[rule.freq](rule, start):
        if period[0] > end:
            return
        allowed = [day for day in period if _allows(rule, day)]
        if rule.positions and allowed:
            size = len(allowed)
            picked = {p - 1 if p > 0 else size + p for p in rule.positions if -size <= p <= size}
            allowed = [allowed[index] for index in sorted(picked)]
        yield from allowed


def _allows(rule: CadenceRule, day: date) -> bool:
    """Whether the rule's own parts, position apart, allow the day."""
    if rule.months and day.month not in rule.months:
        return False
    length = days_in_month(day.year, day.month) if rule.monthdays or rule.weekdays else 0
    if rule.monthdays and day.day not in rule.monthdays and day.day - length - 1 not in rule.monthdays:
        return False
    if not rule.weekdays:
        return True
    weekday = day.weekday()
    ordinals = (0, (day.day - 1) // 7 + 1, -((length - day.day) // 7) - 1)
    return any((ordinal, weekday) in rule.weekdays for ordinal in ordinals)


def _spans(first: date, days: int, interval: int) -> Iterator[list[date]]:
    """Stretches of so many days, one in every `interval`, the first beginning on `first`."""
    for start in count(first.toordinal(), days * interval):
        yield [date.fromordinal(n) for n in range(start, start + days)]


def _single_days(rule: CadenceRule, start: date) -> Iterator[list[date]]:
    return _spans(start, 1, rule.interval)


def _weeks(rule: CadenceRule, start: date) -> Iterator[list[date]]:
    return _spans(start - timedelta((start.weekday() - rule.week_start) % 7), 7, rule.interval)


def _months(rule: CadenceRule, start: date) -> Iterator[list[date]]:
    for n in count(start.year * 12 + start.month - 1, rule.interval):
        year, month = n // 12, n % 12 + 1
        yield [date(year, month, day) for day in range(1, days_in_month(year, month) + 1)]


def _years(rule: CadenceRule, start: date) -> Iterator[list[date]]:
    for year in count(start.year, rule.interval):
        first = date(year, 1, 1).toordinal()
        yield [date.fromordinal(n) for n in range(first, date(year + 1, 1, 1).toordinal())]


_PERIODS: dict[str, Callable[[CadenceRule, date], Iterator[list[date]]]] = {
    "DAILY": _single_days,
    "WEEKLY": _weeks,
    "MONTHLY": _months,
    "YEARLY": _years,
}

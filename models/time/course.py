"""The rhythms of an alliance one after the other: what was expected before a change stays expected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.time.recurrence import expected_dates, interval_days
from models.time.rrule import read_rule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time


class Stretch(NamedTuple):
    """A rule that held from the day `since` to the day before `until`; its intervals count from `start`.

    None as a rule: nothing was expected. None as `since` or `until`: from the beginning, and still.
    """

    rule: str | None
    start: date
    since: date | None = None
    until: date | None = None


Course = tuple[Stretch, ...]
"""Stretches in order, each since the day on which the one before it ended. Empty where there never was a rhythm."""


def known(course: Course, as_of: date) -> Course:
    """The course as it was known on a day: what held then goes on, since no change of it was made yet."""
    begun = [stretch for stretch in course if stretch.since is None or stretch.since <= as_of]
    return (*begun[:-1], begun[-1]._replace(until=None)) if begun else ()


def dates_until(course: Course, until: date) -> list[date]:
    """Every date that was expected up to a day, it included, in order. Raises BadDate for a bad rule."""
    return [day for stretch in course if stretch.rule for day in _dates(stretch, until)]


def interval_of(course: Course, after: date) -> float | None:
    """Days between two meetings by the last of the rules: the median gap of its next dates; None without a rule."""
    last = course[-1] if course else None
    return interval_days(last.rule, last.start, after) if last and last.rule else None


def time_of(course: Course, day: date) -> time | None:
    """The time of day at which the rhythm has a date of it; None where the rule tells no time."""
    for stretch in reversed(course):
        if stretch.rule and (stretch.since is None or stretch.since <= day):
            return read_rule(stretch.rule).at
    return None


def reach_of(course: Course, after: date) -> float:
    """Half of this reaches before the first date and behind the last one, which have no neighbour there: 0 without."""
    rules = [stretch for stretch in course if stretch.rule]
    return interval_of((rules[-1],), after) or 0.0 if rules else 0.0


def _dates(stretch: Stretch, until: date) -> Sequence[date]:
    assert stretch.rule is not None
    last = min(until, stretch.until - timedelta(1)) if stretch.until else until
    found = expected_dates(stretch.rule, stretch.start, last)
    return found if stretch.since is None else [day for day in found if day >= stretch.since]

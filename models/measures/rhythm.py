"""Whether the two meet as often as they meant to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.measures.window import Window
from models.records.choices import OUTSIDE
from models.time.course import dates_until, interval_of, known, reach_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.time.course import Course

Level = Literal["fine", "amber", "red"]

AMBER_PAST, RED_PAST = 1.0, 1.5
"""Intervals since the last meeting past which the rhythm is amber, and red."""


class Held(NamedTuple):
    """A meeting that was held: its day where the alliance is, and where it was."""

    on: date
    place: str | None = None


@dataclass(frozen=True, slots=True)
class RhythmFigures:
    """The figures of `meeting stats --json`, by the same names.

    `dates` are the expected dates that count, in order, each with whether a meeting satisfied it; `expected` is their
    number. Those, and `held`, are of the window. All else is as of the day: `gap_days` since the last meeting,
    `interval_days` between two by the rule, `streak` expected dates satisfied in a row up to the last one due,
    `out_of_office_days` since the last meeting outside the office. None where there is no such meeting or no rule.
    """

    expected: int
    satisfied: int
    held: int
    gap_days: int | None
    interval_days: float | None
    level: Level | None
    streak: int
    out_of_office_days: int | None
    dates: tuple[tuple[date, bool], ...]


def rhythm_figures(
    course: Course,
    held: Iterable[Held],
    as_of: date,
    since: date | None = None,
    until: date | None = None,
) -> RhythmFigures:
    """How the meetings held up to `as_of` follow the rhythm as it was known then; later ones are passed over.

    Raises BadDate for a bad rule.
    """
    window = Window(since, until)
    meetings = sorted((meeting for meeting in held if meeting.on <= as_of), key=lambda meeting: meeting.on)
    days = [meeting.on for meeting in meetings]
    course = known(course, as_of)
    interval = interval_of(course, as_of)
    due = _due(course, days, as_of)
    dates = tuple((day, met) for day, met in due if window.holds(day))
    gap = _since_last(days, as_of)
    return RhythmFigures(
        expected=len(dates),
        satisfied=sum(met for _, met in dates),
        held=sum(window.holds(day) for day in days),
        gap_days=gap,
        interval_days=interval,
        level=_level(gap, interval),
        streak=sum(1 for _ in takewhile(lambda item: item[1], reversed(due))),
        out_of_office_days=_since_last([meeting.on for meeting in meetings if meeting.place in OUTSIDE], as_of),
        dates=dates,
    )


def _due(course: Course, days: Sequence[date], as_of: date) -> list[tuple[date, bool]]:
    """Every expected date up to `as_of` with whether it was satisfied; that of `as_of` itself only where it was.

    The next date takes part in the matching, so that a meeting held a little before it is not taken for a late one of
    the date before. No meeting up to `as_of` can reach further.
    """
    dates = dates_until(course, as_of + _AHEAD)
    begun = bisect_right(dates, as_of)
    met = _taken(dates[: begun + 1], reach_of(course, as_of), days)
    return [(day, day in met) for day in dates[:begun] if day < as_of or (day == as_of and day in met)]


def coming_date(course: Course, days: Iterable[date], from_day: date) -> date | None:
    """The first date on or after a day, as the rhythm is known then, that no meeting takes up; None where none is near.

    `days` are those of all meetings, whatever became of them, and those from which meetings were moved away. Each takes
    up the date nearest to it and no other: one between two dates must not swallow the next one because the one before
    is taken already. One from before there was a rhythm takes up none: whoever begins a log types up old meetings.
    Raises BadDate for a bad rule.
    """
    course = known(course, from_day)
    dates = dates_until(course, from_day + _AHEAD)
    edge = reach_of(course, from_day)
    begun = [day for day in days if course and day >= course[0].start]
    taken = {near[0] for day in begun if (near := _near(dates, edge, day))}
    return next((day for day in dates if day >= from_day and day not in taken), None)


LATELY = timedelta(days=60)
"""So long ago is what somebody may still remember and type up."""


def unrecorded_dates(figures: RhythmFigures, course: Course, days: Iterable[date], as_of: date) -> list[date]:
    """The dates lately that were not met, and of which the log says nothing: no meeting, on one of `days`, is near."""
    missed = [day for day, met in figures.dates if not met and as_of - LATELY <= day]
    if not missed:
        return []
    course = known(course, as_of)
    dates, edge = dates_until(course, as_of + _AHEAD), reach_of(course, as_of)
    taken = {near[0] for day in days if (near := _near(dates, edge, day))}
    return [day for day in missed if day not in taken]


_AHEAD = timedelta(days=800)
"""How far ahead a date of the rhythm is looked for."""


def _taken(dates: Sequence[date], edge: float, days: Iterable[date]) -> set[date]:
    """The expected dates that the meetings on these days, in order, take up: each at most one."""
    taken: set[date] = set()
    for day in days:
        taken.update([near for near in _near(dates, edge, day) if near not in taken][:1])
    return taken


def _near(dates: Sequence[date], edge: float, day: date) -> list[date]:
    """The expected dates that a meeting on that day may satisfy, nearest first and of two as near the earlier first.

    Only the two around it can be within half of the gap between them. Before the first date, and after the last one of
    all, where there is no neighbour, half of `edge` holds.
    """
    at = bisect_left(dates, day)
    around = dates[max(at - 1, 0) : at + 1]
    gap = (around[1] - around[0]).days if len(around) == 2 else edge
    near = [expected for expected in around if 2 * abs((expected - day).days) <= gap]
    return sorted(near, key=lambda expected: abs((expected - day).days))


def _since_last(days: Sequence[date], as_of: date) -> int | None:
    return (as_of - days[-1]).days if days else None


def _level(gap: int | None, interval: float | None) -> Level | None:
    if gap is None or interval is None:
        return None
    if gap > RED_PAST * interval:
        return "red"
    return "amber" if gap > AMBER_PAST * interval else "fine"

"""How long matters stay unresolved, counting those that still are: the Kaplan-Meier estimate and its readings.

The figures are those of R's survival package (Therneau), `survfit(..., conf.type = "log-log")` as it prints them.
Times are whole or broken days, but any unit will do: nothing here knows what a day is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from math import ceil, exp, log, sqrt
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Z95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: a two-sided band of 95 %."""

SAME = 1.5e-8
"""Shares closer than this are the same share; R takes the square root of the machine epsilon."""

# The share unresolved is carried as a whole number of 2**-128 parts. Rounding down at each step loses less than one
# part, and a share above 0 is never below 1 in the number of cases, so the float it becomes is right to its last bit.
_WHOLE = 1 << 128


class Case(NamedTuple):
    """One matter: the days it took until it was resolved, or those it has been seen unresolved so far (censored)."""

    days: int | float
    resolved: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One step of the curve; it holds from `day` until the next step. Before the first, `unresolved` is 1.

    `at_risk` cases were unresolved and still observed just before `day`; `resolved` of them were resolved on it.
    `unresolved` is the share S not yet resolved, `se` its standard error, `low` and `high` its 95 % band; the last
    three are None where S is 0.
    """

    day: int | float
    at_risk: int
    resolved: int
    unresolved: float
    se: float | None
    low: float | None
    high: float | None


def estimate(cases: Iterable[Case]) -> tuple[Point, ...]:
    """The share still unresolved, a point for each day on which something was resolved, in order of days.

    S = prod(1 - d / n), those resolved on a day coming before those censored on it (Kaplan & Meier 1958, JASA 53:457).
    G = sum(d / (n (n - d))) and se = S sqrt(G) (Greenwood 1926). The band is S ** exp(+-z sqrt(G) / ln S): symmetric in
    log(-log S), hence always within 0 and 1 (Kalbfleisch & Prentice 1980).
    """
    ordered = sorted(cases, key=attrgetter("days"))
    points: list[Point] = []
    at_risk, share, greenwood = len(ordered), _WHOLE, 0.0
    for day, same_day in groupby(ordered, key=attrgetter("days")):
        ends = [case.resolved for case in same_day]
        resolved = ends.count(True)
        if resolved:
            left = at_risk - resolved
            share = share * left // at_risk
            s = share / _WHOLE
            if left:
                greenwood += resolved / (at_risk * left)
                error = sqrt(greenwood)
                # ln S is negative: the positive sign gives the upper edge. S is never 1 on a day of the curve.
                width = Z95 * error / log(s)
                points.append(Point(day, at_risk, resolved, s, s * error, s ** exp(-width), s ** exp(width)))
            else:
                points.append(Point(day, at_risk, resolved, 0.0, None, None, None))
        at_risk -= len(ends)
    return tuple(points)


def median(points: Sequence[Point]) -> float | None:
    """The days within which half are resolved; None while the curve stays above one half.

    The first day with S <= 0.5. Where S is 0.5 there and falls lower later, any day up to that fall would do, and the
    midpoint of the two is given (`survmean` in Therneau's survival, the "median" that `print.survfit` shows).
    """
    return _half((point.day, point.unresolved) for point in points)


def median_interval(points: Sequence[Point]) -> tuple[float | None, float | None]:
    """The 95 % interval of the median in days, lower and upper limit; None for a limit that is not reached.

    The rule of the median, read off the lower and the upper edge of the band (Brookmeyer & Crowley 1982, Biometrics
    38:29). A day without a band (S is 0) is passed over, as R passes over its NA: one case alone has no interval.
    """
    return _half((point.day, point.low) for point in points), _half((point.day, point.high) for point in points)


def share_within(points: Sequence[Point], last_day: float | None, day: float) -> float | None:
    """The share resolved within `day` days, 1 - S(day), from 0 to 1.

    `last_day` is the longest time of any case, resolved or not; None if there is no case. Beyond it the curve is
    unknown, and so is the answer (None), unless everything was resolved by then (Kaplan & Meier 1958).
    """
    steps = bisect_right(points, day, key=attrgetter("day"))
    unresolved = points[steps - 1].unresolved if steps else 1.0
    if unresolved > 0 and (last_day is None or day > last_day):
        return None
    return 1 - unresolved


def reaches(points: Sequence[Point], level: float) -> float | None:
    """The days after which at most the share `level` is unresolved: the first day with S <= `level`; None if never.

    0.15 answers "85 in 100 are resolved within", 0.30 the same of 70. Unlike the median it takes no midpoint.
    """
    return next((point.day for point in points if point.unresolved <= level + SAME), None)


def shown_until(points: Sequence[Point], longest: float) -> float:
    """The time at which a picture of the curve ends, so that a few that took far longer do not squeeze all others.

    The readings that one looks for (half, 70 and 85 in 100, of all and of the resolved ones) stand in it, with some
    room beyond: all of them, up to one that lies more than `_FAR` times beyond the one before. Where that would spare
    little, and where nothing is resolved, it is the longest time.
    """
    ended = list(accumulate(point.resolved for point in points))
    of_all = [day for part in _READ if (day := reaches(points, 1 - part)) is not None]
    of_resolved = [points[bisect_left(ended, part * ended[-1])].day for part in _READ if points]
    read = sorted([*of_all, *of_resolved])
    apart = (day for day, later in pairwise(read) if later > _FAR * max(day, 1))
    last = next(apart, read[-1]) if read else longest
    end = max(_LEAST, ceil(last * _ROOM))
    return max(1, longest) if longest <= end * _SPARED else end


_READ = (0.5, 0.7, 0.85)
_FAR = 5
_ROOM = 1.25
_SPARED = 1.5
"""The longest time ends the picture unless it lies so many times beyond where it would end otherwise."""
_LEAST = 7


def _half(curve: Iterable[tuple[float, float | None]]) -> float | None:
    """The day on which a falling curve crosses one half, by the midpoint rule of `median`."""
    known = [(day, share) for day, share in curve if share is not None and share <= 0.5 + SAME]
    if not known:
        return None
    day, share = known[0]
    if share >= 0.5 - SAME:
        # The upper edge may rise again after heavy censoring, so that the next point need not be the next fall.
        for later, lower in known[1:]:
            if lower < share:
                return (day + later) / 2
    return day

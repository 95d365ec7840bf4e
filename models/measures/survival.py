"""How many matters are settled by when, counting those that are still open and those that were dropped instead.

What lapsed is settled by nothing that comes later: it competes with settling, and taking it out of sight on that day
(1 - Kaplan-Meier) would tell how many settle if nothing ever lapsed. The figures are those of R's survival package
(Therneau), the multi-state `survfit` with its infinitesimal jackknife, and where nothing lapsed those of
`survfit(..., conf.type = "log-log")`. Times are whole or broken days, but any unit will do: nothing here knows what a
day is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from math import ceil, exp, log, sqrt
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Ending = Literal["resolved", "lapsed", "open"]
"""How a matter ended: as it was meant to, given up (which is final), or not yet."""

Z95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: a two-sided band of 95 %."""

SAME = 1.5e-8
"""Shares closer than this are the same share; R takes the square root of the machine epsilon."""

P85 = 0.15
"""The share that is left where 85 in 100 are reached."""

# Shares are carried as whole numbers of 2**-128 parts. Rounding down at each step loses less than one part, and a share
# above 0 is never below 1 in the number of cases, so the float it becomes is right to its last bit.
_WHOLE = 1 << 128


class Case(NamedTuple):
    """One matter: the days until it was resolved or lapsed, or those it has been seen open so far (censored)."""

    days: int | float
    ending: Ending


@dataclass(frozen=True, slots=True)
class Point:
    """One step of the curve; it holds from `day` until the next step. Before the first, both shares are 1.

    `at_risk` cases were open and still observed just before `day`; of them `resolved` were resolved on it and `lapsed`
    lapsed. `unresolved` is the share U not resolved by then, whether open or lapsed, and `open` the share S that is
    still open. `se` is the standard error of U, `low` and `high` are its 95 % band: no band while nothing is resolved
    (U is 1, its error 0), and neither where all is (U is 0).
    """

    day: int | float
    at_risk: int
    resolved: int
    lapsed: int
    unresolved: float
    open: float
    se: float | None
    low: float | None
    high: float | None

    @property
    def lapsed_share(self) -> float:
        """The share that lapsed by then, L."""
        return self.unresolved - self.open


def estimate(cases: Iterable[Case]) -> tuple[Point, ...]:
    """The share not resolved, a point for each day on which something was resolved or lapsed, in order of days.

    With d1 resolved and d2 lapsed of n at risk (those censored on a day come after) and d = d1 + d2: still open
    S = prod(1 - d / n), lapsed L = sum(S(before) d2 / n), not resolved U = S + L (Aalen & Johansen 1978, Scandinavian
    Journal of Statistics 5:141). Where nothing lapsed it is the estimate of Kaplan & Meier (1958, JASA 53:457) with the
    error of Greenwood (1926). The band is U ** exp(+-z se / (U ln U)): symmetric in log(-log U), hence always within 0
    and 1 (Kalbfleisch & Prentice 1980).
    """
    ordered = sorted(cases, key=attrgetter("days"))
    points: list[Point] = []
    at_risk, course = len(ordered), _Course()
    band: _Band = (0.0, None, None)
    for day, same_day in groupby(ordered, key=attrgetter("days")):
        ends = [case.ending for case in same_day]
        resolved, lapsed = ends.count("resolved"), ends.count("lapsed")
        if resolved or lapsed:
            course.step(at_risk, resolved, lapsed)
            # What lapses alone moves neither U nor its error; computed anew they would differ in their last bits.
            band = course.band() if resolved else band
            points.append(Point(day, at_risk, resolved, lapsed, course.unresolved, course.open, *band))
        at_risk -= len(ends)
    return tuple(points)


_Band = tuple[float | None, float | None, float | None]


class _Course:
    """Where the curve stands after the days so far: both shares, and the sums of which the error of U is made.

    With m = n - d, and S and L as after each day: G = sum(d / (n m)), Q = sum((L d + S d2) / (n m)),
    R = sum((L**2 d + 2 L S d2 + S**2 d2 (n - d2) / m) / (n m)), and se = U sqrt(G - 2 Q / U + R / U**2).
    """

    def __init__(self) -> None:
        self._open, self._lapsed = _WHOLE, 0
        self._g = self._q = self._r = 0.0

    @property
    def open(self) -> float:
        """S."""
        return self._open / _WHOLE

    @property
    def unresolved(self) -> float:
        """U."""
        return (self._open + self._lapsed) / _WHOLE

    def step(self, n: int, d1: int, d2: int) -> None:
        """Go on by a day on which of n at risk d1 were resolved and d2 lapsed."""
        before, d = self._open, d1 + d2
        m = n - d
        self._open = before * m // n
        self._lapsed += (before - self._open) * d2 // d
        if m:
            s, lapsed = self.open, self._lapsed / _WHOLE
            self._g += d / (n * m)
            self._q += (lapsed * d + s * d2) / (n * m)
            self._r += (lapsed * lapsed * d + 2 * lapsed * s * d2 + s * s * d2 * (n - d2) / m) / (n * m)
        else:
            self._r += (before / _WHOLE) ** 2 * d1 * d2 / n**3

    def band(self) -> _Band:
        """The error of U and both edges of its band, after a day on which something was resolved."""
        u = self.unresolved
        if not u:
            return None, None, None
        relative = sqrt(max(0.0, self._g - 2 * self._q / u + self._r / (u * u)))
        # ln U is negative: the positive sign gives the upper edge.
        width = Z95 * relative / log(u)
        return u * relative, u ** exp(-width), u ** exp(width)


def median(points: Sequence[Point]) -> float | None:
    """The days within which half are resolved; None while the curve stays above one half.

    The first day with U <= 0.5. Where U is 0.5 there and falls lower later, any day up to that fall would do, and the
    midpoint of the two is given (`survmean` in Therneau's survival, the "median" that `print.survfit` shows).
    """
    return _half((point.day, point.unresolved) for point in points)


def median_interval(points: Sequence[Point]) -> tuple[float | None, float | None]:
    """The 95 % interval of the median in days, lower and upper limit; None for a limit that is not reached.

    The rule of the median, read off the lower and the upper edge of the band (Brookmeyer & Crowley 1982, Biometrics
    38:29). A day without a band is passed over, as R passes over its NA: one case alone has no interval.
    """
    return _half((point.day, point.low) for point in points), _half((point.day, point.high) for point in points)


def share_within(points: Sequence[Point], last_day: float | None, day: float) -> float | None:
    """The share resolved within `day` days, 1 - U(day), from 0 to 1.

    `last_day` is the longest time of any case, however it ended; None if there is no case. Beyond it the curve is
    unknown, and so is the answer (None), unless everything had ended by then (Kaplan & Meier 1958).
    """
    steps = bisect_right(points, day, key=attrgetter("day"))
    unresolved, still_open = (points[steps - 1].unresolved, points[steps - 1].open) if steps else (1.0, 1.0)
    if still_open > 0 and (last_day is None or day > last_day):
        return None
    return 1 - unresolved


def reaches(points: Sequence[Point], level: float) -> float | None:
    """The days after which at most the share `level` is unresolved: the first day with U <= `level`; None if never.

    0.15 answers "85 in 100 are resolved within", 0.30 the same of 70. Unlike the median it takes no midpoint.
    """
    return next((point.day for point in points if point.unresolved <= level + SAME), None)


def ended_by(points: Sequence[Point], level: float) -> float | None:
    """The days after which at most the share `level` is still open, the rest resolved or lapsed: the first day with
    S <= `level`; None if never.
    """
    return next((point.day for point in points if point.open <= level + SAME), None)


def never(share: int, lapsed: int, n: int) -> bool:
    """Whether `share` in 100 of `n` can never be resolved any more, because so many lapsed."""
    return 100 * lapsed > (100 - share) * n


def shown_until(points: Sequence[Point], longest: float) -> float:
    """The time at which a picture of the curve ends, so that a few that took far longer do not squeeze all others.

    The readings that one looks for (half, 70 and 85 in 100, of all and of the resolved ones) stand in it, with some
    room beyond: all of them, up to one that lies more than `_FAR` times beyond the one before. Where that would spare
    little, and where nothing is resolved, it is the longest time.
    """
    ended = list(accumulate(point.resolved for point in points))
    of_all = [day for part in _READ if (day := reaches(points, 1 - part)) is not None]
    of_resolved = [points[bisect_left(ended, part * ended[-1])].day for part in _READ if ended and ended[-1]]
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

"""What several measures share: the window of days, the plain median, the interval of a share, how few are too few."""

from __future__ import annotations

from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from models.measures.survival import Z95

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 5
"""Cases from which on a share or a curve says something; fewer are listed."""


class Window(NamedTuple):
    """Days from `since` to `until`, both included; None leaves that side open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the window."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def gone_by(window: Window, as_of: date) -> int | None:
    """How many days of a window have gone by, the present one counted; None where it is over or has not begun."""
    since, until = window
    if since is None or until is None or not since <= as_of < until:
        return None
    return (as_of - since).days + 1


def quarter(day: date) -> tuple[date, date]:
    """The first and last day of the quarter that holds a day."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


FRESH = timedelta(days=14)
"""So long after its end a quarter is looked back on."""


def just_ended(day: date) -> Window | None:
    """The quarter that ended not long before a day; None later in the next one."""
    present, _ = quarter(day)
    return Window(*quarter(present - timedelta(1))) if day - present < FRESH else None


def year(day: date) -> tuple[date, date]:
    """The first and last day of a day's year."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def middle(values: Iterable[int]) -> float | None:
    """The median of whole numbers, in their own unit: of an even number of them the mean of the middle two; None of
    none. Every value must be known; `survival.median` is for those still under way.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def interval_of_share(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share that is known of `whole` cases, at least one (Wilson 1927, JASA 22:209)."""
    square = Z95 * Z95
    middle_of_it, half = part + square / 2, Z95 * sqrt(part * (whole - part) / whole + square / 4)
    return max(0.0, (middle_of_it - half) / (whole + square)), min(1.0, (middle_of_it + half) / (whole + square))

"""What falls due by week: the late, this week and the next, some weeks by name, what lies beyond, what has no date."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from models.time.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

WEEKS = 6
"""How many weeks from now the last one with a name of its own lies."""


class Week(NamedTuple, Generic[T]):
    """One group: its label, and what is in it, the first due first."""

    label: str
    items: list[T]


def by_week(items: Iterable[T], due: Callable[[T], date | None], as_of: date, weeks: int = WEEKS) -> list[Week[T]]:
    """Everything once, in groups by when it is due; within one by date, then as it came. Empty groups are left out.

    Weeks run from Monday to Sunday: "LATE" before `as_of`, "THIS WEEK" from `as_of` to Sunday, "NEXT WEEK", then
    "WEEK OF 7 DEC" by the Monday (with the year when not that of `as_of`) up to `weeks` weeks from this one, "LATER"
    after those, "UNDATED" without a date.
    """
    dated, undated = [], []
    for item in items:
        day = due(item)
        if day is None:
            undated.append(item)
        else:
            dated.append((day, item))
    dated.sort(key=itemgetter(0))
    starts = [as_of, *_mondays(as_of, weeks + 1)]
    cuts = [0, *(bisect_left(dated, start, key=itemgetter(0)) for start in starts), len(dated)]
    groups = [[item for _, item in dated[begin:end]] for begin, end in pairwise(cuts)]
    labels = ["LATE", *(_label(number, start, as_of) for number, start in enumerate(starts[:-1])), "LATER", "UNDATED"]
    return [Week(label, found) for label, found in zip(labels, [*groups, undated], strict=True) if found]


def _mondays(as_of: date, number: int) -> list[date]:
    """So many Mondays after a day."""
    first = as_of + timedelta(7 - as_of.weekday())
    return [first + timedelta(7 * week) for week in range(number)]


def _label(number: int, monday: date, as_of: date) -> str:
    """What the week so many from now is called."""
    if number < 2:
        return ("THIS WEEK", "NEXT WEEK")[number]
    year = f" {monday.year}" if monday.year != as_of.year else ""
    return f"WEEK OF {monday.day} {MONTHS[monday.month - 1][:3].upper()}{year}"

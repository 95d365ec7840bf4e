"""How disagreements settle, in words: what the places, the page of a review and the commands say of their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.measures.survival import never
from models.time.words import MONTHS_FROM, days_text
from models.visible import visible

if TYPE_CHECKING:
    from models.measures.disagreements import SettlingFigures
    from models.records.pair import Pair

Interval = tuple[float | None, float | None]


def interval_text(interval: Interval, median: float | None = None) -> str:
    """The interval of a median: "5 to 14", "at least 5"; empty where there is none at all.

    Where one of its ends or the median is told in months, each end has its unit: "6 days to 6 months".
    """
    if interval == (None, None):
        return ""
    in_days = all(days is None or days < MONTHS_FROM for days in (*interval, median))
    low, high = ("" if days is None else f"{days:g}" if in_days else days_text(days) for days in interval)
    if not high:
        return f"at least {low}"
    if low.endswith("months"):
        low = low.removesuffix(" months")  # so is the other end
    return f"{low} to {high}" if low else f"at most {high}"


def within_text(days: float) -> str:
    """Within 9 days; on the same day."""
    return f"within {days_text(days)}" if days else "on the same day"


def after_text(days: float) -> str:
    """After 9 days; the same day."""
    return f"after {days_text(days)}" if days else "the same day"


def raised_by(pair: Pair) -> str:
    """Who raises what is told of: "you raise", in a log that is kept for somebody "Jay and Dana raise"."""
    two = " and ".join(visible(pair.called(person.uid)) for person in (pair.me, pair.other))
    return "you raise" if pair.own else f"{two} raise"


def settled_text(found: SettlingFigures) -> str:
    """How many of them are settled: "3 of 4 settled"; of a single one what became of it, since that is no share."""
    if found.n != 1:
        return f"{found.resolved} of {found.n} settled"
    return "1 settled" if found.resolved else "1 lapsed" if found.lapsed else "1 not settled yet"


def half_text(found: SettlingFigures, raised: str = "") -> tuple[str, str]:
    """Within which time half of them settle, and the interval of that; in other words where it cannot be told.

    `raised` says whose they are ("you raise"), where that is not plain.
    """
    settled = settled_text(found)
    if not found.enough:
        return settled, ""
    if never(50, found.lapsed, found.n):
        return f"Half {f'of what {raised} never settles' if raised else 'never settle'}: {lapsed_text(found)}", ""
    if found.median_days is None:
        return f"Half is not reached: {settled}" + (f"; {found.lapsed} lapsed" if found.lapsed else ""), ""
    what = f"Half of what {raised} settles" if raised else "Half settle"
    return f"{what} {within_text(found.median_days)}", interval_text(found.median_ci, found.median_days)


def half_is_known(found: SettlingFigures) -> bool:
    """Whether it can be told within which time half of them settle, or that half never will."""
    return found.enough and (found.median_days is not None or never(50, found.lapsed, found.n))


def settles(found: SettlingFigures, raised: str = "") -> str:
    """The same in one sentence: "Half settle within 9 days (5 to 14)"."""
    if not found.n:
        return "Nothing was raised"
    words, interval = half_text(found, raised)
    if not found.enough:
        return f"{words}, too few to say how fast"
    return f"{words} ({interval})" if interval else words


def settling_sentence(found: SettlingFigures, raised: str) -> str:
    """The sentence that reads the curve, with how many came back and how many lapsed."""
    back = [f"{found.reopened or 'none'} of {found.ever_resolved} came back"] if found.ever_resolved > 1 else []
    if found.ever_resolved == 1 and found.reopened:
        back = ["it came back"]
    said_already = found.enough and found.median_days is None
    lapsed = [f"{found.lapsed} lapsed"] if found.lapsed and not said_already else []
    return "; ".join([settles(found, raised), *back, *lapsed])


def most_text(found: SettlingFigures) -> str:
    """Within which time 85 in 100 of them settle, or why that cannot be told."""
    if never(85, found.lapsed, found.n):
        return f"85 in 100 never: {lapsed_text(found)}"
    return f"85 in 100 {'not reached' if found.p85_days is None else within_text(found.p85_days)}"


def lapsed_text(found: SettlingFigures) -> str:
    """How many of them lapsed, of how many: 6 of 11 lapsed."""
    return f"{found.lapsed} of {found.n} lapsed"


def marks_text(found: SettlingFigures) -> str:
    """Within which times 7 in 10 and 85 in 100 have ended, against which the age of an open one is held: "7 in 10 are
    over within 34 days, 85 in 100 within 6 months"; empty where the first is not reached.
    """
    if found.watch_days is None:
        return ""
    ended = "are over" if found.lapsed else "settle"
    rest = "85 in 100 not reached" if found.late_days is None else f"85 in 100 {within_text(found.late_days)}"
    return f"7 in 10 {ended} {within_text(found.watch_days)}, {rest}"

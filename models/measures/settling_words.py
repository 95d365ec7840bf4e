"""How disagreements settle, in words: what the places, the page of a review and the commands say of their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.measures.window import ENOUGH
from models.time.words import days_text

if TYPE_CHECKING:
    from models.measures.disagreements import SettlingFigures

Interval = tuple[float | None, float | None]


def interval_text(interval: Interval) -> str:
    """The interval of a median: "5 to 14", "5 or more"; empty where there is none at all."""
    if interval == (None, None):
        return ""
    low, high = interval
    if high is None:
        return f"{low:g} or more"
    return f"up to {high:g}" if low is None else f"{low:g} to {high:g}"


def within_text(days: float) -> str:
    """Within 9 days; on the same day."""
    return f"within {days_text(days)}" if days else "on the same day"


def after_text(days: float) -> str:
    """After 9 days; the same day."""
    return f"after {days_text(days)}" if days else "the same day"


def half_text(found: SettlingFigures, raised: str = "") -> tuple[str, str]:
    """Within which time half of them settle, and the interval of that; in other words where it cannot be told.

    `raised` says whose they are ("you raise"), where that is not plain.
    """
    settled = f"{found.resolved} of {found.n} settled"
    if found.resolved < ENOUGH:
        return settled, ""
    if found.median_days is None:
        return f"Half is not reached: {settled}", ""
    what = f"Half of what {raised} settles" if raised else "Half settle"
    return f"{what} {within_text(found.median_days)}", interval_text(found.median_ci)


def settles(found: SettlingFigures, raised: str = "") -> str:
    """The same in one sentence: "Half settle within 9 days (5 to 14)"."""
    if not found.n:
        return "Nothing was raised"
    words, interval = half_text(found, raised)
    if found.resolved < ENOUGH:
        return f"{words}, too few to say how fast"
    return f"{words} ({interval})" if interval else words


def settling_sentence(found: SettlingFigures, raised: str) -> str:
    """The sentence that reads the curve, with how many came back and how many lapsed."""
    back = [f"{found.reopened or 'none'} of {found.ever_resolved} came back"] if found.ever_resolved else []
    lapsed = [f"{found.lapsed} lapsed"] if found.lapsed else []
    return "; ".join([settles(found, raised), *back, *lapsed])

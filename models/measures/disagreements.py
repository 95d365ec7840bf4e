"""How long disagreements take to settle. The cohort is what was raised in a window, never what was settled in it:
a mean over the settled ones alone leaves out the slow ones, which are still open (length-biased sampling).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.measures.lived import end_of
from models.measures.survival import (
    P85,
    Case,
    Ending,
    Point,
    ended_by,
    estimate,
    median,
    median_interval,
    reaches,
    share_within,
)
from models.measures.window import ENOUGH, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from models.acts.replay import Life
    from models.measures.lived import Lived

Measure = Literal["lasting", "first"]
Level = Literal["fine", "watch", "late"]

HORIZONS = (14, 30, 90)
"""Days within which the share resolved is told."""

WATCH_FROM, LATE_FROM = 0.30, 0.15
"""Shares still open: an open one is watched once 70 in 100 stayed open no longer, and late once 85 in 100 did not."""


@dataclass(frozen=True, slots=True)
class SettlingCase:
    """One disagreement: the days from the day it was raised to its ending, or as long as it was seen where it is open.

    `ever_resolved` and `reopened` tell what has happened to it, whichever resolution is measured.
    """

    id: int
    topic: str
    raised_on: date
    days: int
    ending: Ending
    ever_resolved: bool
    reopened: bool

    @property
    def case(self) -> Case:
        """What the estimate reads of it."""
        return Case(self.days, self.ending)


@dataclass(frozen=True, slots=True)
class Ageing:
    """An open one: its age in days against how long others stayed open, None where that cannot be told."""

    id: int
    topic: str
    days: int
    level: Level | None


@dataclass(frozen=True, slots=True)
class SettlingFigures:
    """The figures of `disagreement stats --json`, by the same names. Days and shares are None where not reached or not
    known; `resolved_within` maps days to the share resolved by then; `lapsed_share` is what lapsed by the end of the
    curve; from `watch_days` and `late_days` on an open one is watched and late; `ageing` is oldest first.
    """

    n: int
    resolved: int
    open: int
    lapsed: int
    median_days: float | None
    median_ci: tuple[float | None, float | None]
    p85_days: float | None
    resolved_within: dict[int, float | None]
    ever_resolved: int
    reopened: int
    lapsed_share: float
    watch_days: float | None
    late_days: float | None
    curve: tuple[Point, ...]
    ageing: tuple[Ageing, ...]

    @property
    def enough(self) -> bool:
        """Whether so many have ended, resolved or lapsed, that a curve says something.

        Five resolved would not do: of a cohort of which most lapse, that would wait for the lucky ones.
        """
        return self.resolved + self.lapsed >= ENOUGH


def settling_cases(
    lives: Iterable[Lived],
    as_of: date,
    since: date | None = None,
    until: date | None = None,
    measure: Measure = "lasting",
    kind: str | None = None,
    ends_on: date | None = None,
) -> tuple[SettlingCase, ...]:
    """The disagreements raised in the window, as they stood at the end of `as_of`, in the order given.

    `kind` leaves only those of that kind. By "lasting" one that was reopened is open since its first day, and resolved
    again runs to its last resolution; by "first" it stays resolved on the first. What is open is seen until `as_of`, or
    until `ends_on` where that is earlier.
    """
    window = Window(since, until)
    wanted = (lived for lived in lives if lived.noun == "disagreement" and kind in (None, lived.kind))
    cut = as_of if ends_on is None else min(as_of, ends_on)
    cases = (_case(lived, cut, cut, measure) for lived in wanted)
    return tuple(case for case in cases if case is not None and window.holds(case.raised_on))


def settling_figures(cases: Sequence[SettlingCase]) -> SettlingFigures:
    """The figures of a cohort of `settling_cases`, by the estimate of models/measures/survival.py: what lapsed competes
    with what was resolved.
    """
    endings = [case.ending for case in cases]
    points = estimate(case.case for case in cases)
    longest = max((case.days for case in cases), default=None)
    watch, late = _levels(points) if len(cases) - endings.count("open") >= ENOUGH else (None, None)
    oldest_first = sorted((case for case in cases if case.ending == "open"), key=lambda case: (-case.days, case.id))
    return SettlingFigures(
        n=len(cases),
        resolved=endings.count("resolved"),
        open=endings.count("open"),
        lapsed=endings.count("lapsed"),
        median_days=median(points),
        median_ci=median_interval(points),
        p85_days=reaches(points, P85),
        resolved_within={days: share_within(points, longest, days) for days in HORIZONS},
        ever_resolved=sum(case.ever_resolved for case in cases),
        reopened=sum(case.reopened for case in cases),
        lapsed_share=points[-1].lapsed_share if points else 0.0,
        watch_days=watch,
        late_days=late,
        curve=points,
        ageing=tuple(Ageing(case.id, case.topic, case.days, _level(case.days, watch, late)) for case in oldest_first),
    )


def _lasting(life: Life) -> date | None:
    return life.resolutions[-1] if life.state == "resolved" else None


def _first(life: Life) -> date | None:
    return life.resolutions[0] if life.resolutions else None


_RESOLVED_ON: dict[Measure, Callable[[Life], date | None]] = {"lasting": _lasting, "first": _first}


def _case(lived: Lived, as_of: date, cut: date, measure: Measure) -> SettlingCase | None:
    """The disagreement at the end of `as_of`, seen until `cut` where it is open; None where it had not been raised."""
    life = lived.at(as_of)
    if life is None or life.opened_on is None:
        return None
    end, ending = end_of(_RESOLVED_ON[measure](life), life.closed_on, cut)
    days = (end - life.opened_on).days
    ever, again = bool(life.resolutions), bool(life.reopenings)
    return SettlingCase(lived.id, lived.title, life.opened_on, days, ending, ever, again)


def _levels(points: Sequence[Point]) -> tuple[float | None, float | None]:
    return ended_by(points, WATCH_FROM), ended_by(points, LATE_FROM)


def _level(days: int, watch: float | None, late: float | None) -> Level | None:
    if watch is None:
        return None
    if late is not None and days >= late:
        return "late"
    return "watch" if days >= watch else "fine"

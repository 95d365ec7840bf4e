"""Whether the figures of disagreements tell the truth, where it is known. Run by `make bench`, or alone by
`python -m tests.benchmarks.settling_truth`.

Method: 1,000 made-up alliances for each share that lapses, 40 disagreements each, raised on any day of two years before
the day of measuring. Which of them lapse is drawn, and so are the days to either end (log-normal: settling takes 30
days in the middle, lapsing 45); the events of a life are written down to their end, and what comes after the day of
measuring is not known yet. The share truly settled within 14, 30 and 90 days follows from the draw. Promised: the mean
of the shares told lies within one point of it, and the 95 % band holds it in 92 to 98 of 100 alliances (those without a
band, where nothing or everything is settled by then, left out and counted). Beside it stands what was told while the
lapsed were only taken out of sight.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from math import erf, log, sqrt
from random import Random
from typing import NamedTuple

from models.measures.disagreements import HORIZONS, SettlingFigures, settling_cases, settling_figures
from models.measures.lived import Lived
from models.measures.survival import Case, estimate, share_within
from models.records.event import Event

ALLIANCES, EACH, SPAN = 1000, 40, 730
SHARES = (0, 15, 30, 45)
"""Of 100 disagreements so many are never settled."""

SETTLING, LAPSING = (log(30), 1.1), (log(45), 0.9)
DAY = date(2026, 11, 1)
MOST_BIAS, COVERED = 1.0, (92.0, 98.0)


class Told(NamedTuple):
    """What one alliance is told of one horizon: the share settled, whether the band holds the truth, and what was told
    before; None where it is not known.
    """

    share: float | None
    held: bool | None
    before: float | None


def truth(lapsing: int, days: int) -> float:
    """The share settled within so many whole days, by the distribution that is drawn from."""
    mean, spread = SETTLING
    return (1 - lapsing / 100) * 0.5 * (1 + erf((log(days + 1) - mean) / spread / sqrt(2)))


def alliance(random: Random, lapsing: int) -> list[Lived]:
    """The disagreements of one alliance, each with its end, however far ahead that lies."""
    return [_life(random, lapsing, number) for number in range(EACH)]


def _life(random: Random, lapsing: int, number: int) -> Lived:
    raised = DAY - timedelta(random.randrange(SPAN))
    lapses = random.random() * 100 < lapsing
    ended = raised + timedelta(int(random.lognormvariate(*(LAPSING if lapses else SETTLING))))
    end = Event("lapse", "a", ended, {"reason": "moot"})
    if not lapses:
        end = Event("resolve", "a", ended, {"kind": "agreed", "decision": "so"})
    return Lived("disagreement", number, "a", "b", "", None, (Event("raise", "a", raised, {}), end))


def told(lives: list[Lived], lapsing: int) -> list[Told]:
    """What the figures of an alliance say of each horizon."""
    cases = settling_cases(lives, DAY)
    found, longest = settling_figures(cases), max(case.days for case in cases)
    unseen = estimate(Case(case.days, "open" if case.ending == "lapsed" else case.ending) for case in cases)
    return [
        Told(found.resolved_within[days], _held(found, days, truth(lapsing, days)), share_within(unseen, longest, days))
        for days in HORIZONS
    ]


def _held(found: SettlingFigures, days: int, share: float) -> bool | None:
    steps = bisect_right([point.day for point in found.curve], days)
    point = found.curve[steps - 1] if steps else None
    if found.resolved_within[days] is None or point is None or point.low is None or point.high is None:
        return None
    return point.low <= 1 - share <= point.high


def _points(shares: list[float | None], true: float) -> float:
    """How far the mean of what is known lies from the truth, in points of a hundred."""
    known = [share for share in shares if share is not None]
    return 100 * (sum(known) / len(known) - true)


def bench_truth() -> None:
    """Print bias and coverage for each share that lapses and each horizon, and whether they hold."""
    for lapsing in SHARES:
        random = Random(lapsing)
        found = [told(alliance(random, lapsing), lapsing) for _ in range(ALLIANCES)]
        for days, each in zip(HORIZONS, zip(*found, strict=True), strict=True):
            true = truth(lapsing, days)
            bias, before = (_points([getattr(one, name) for one in each], true) for name in ("share", "before"))
            bands = [one.held for one in each if one.held is not None]
            covered = 100 * sum(bands) / len(bands)
            holds = abs(bias) < MOST_BIAS and COVERED[0] <= covered <= COVERED[1]
            print(
                f"truth: {lapsing:2} in 100 lapse, within {days:2} days {100 * true:5.2f}: bias {bias:+.2f} "
                f"(before {before:+.2f}), band holds it {covered:.1f} in 100 ({len(bands)} with a band): "
                f"{'holds' if holds else 'does not hold'}"
            )


if __name__ == "__main__":
    bench_truth()

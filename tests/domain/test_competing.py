"""What lapses competes with what is settled: R's figures, cases by hand, the definition, and Kaplan-Meier as before."""

from __future__ import annotations

import csv
import math
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.measures.logrank import log_rank
from models.measures.survival import (
    SAME,
    Z95,
    Case,
    Ending,
    Point,
    ended_by,
    estimate,
    median,
    median_interval,
    never,
    reaches,
    share_within,
)
from models.measures.window import interval_of_share
from tests.domain.made import written
from tests.properties import examples

DATA = Path(__file__).parent / "data"
SETS = ("hand_half", "hand_open", "mgus2_spike50", "transplant_AB")
H1 = "5- 5- 5- 5- 5- 10 10 10 10 10"
H2 = "2 3- 5 5- 6+ 8 9+ 12"
ENDINGS: tuple[Ending, ...] = ("open", "resolved", "lapsed")
SOME = examples(200)


def rows(name: str, of: str) -> list[dict[str, str]]:
    with (DATA / f"competing_{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["set"] == of]


def number(text: str) -> float | None:
    return None if text in ("NA", "NaN") else float(text)


def known(value: str) -> object:
    """A figure of R's, to 1e-7; None where it has none."""
    found = number(value)
    return None if found is None else pytest.approx(found, abs=1e-7, rel=0)


def sample_of(name: str) -> list[Case]:
    return [Case(int(row["time"]), ENDINGS[int(row["status"])]) for row in rows("raw", name)]


SAMPLES = st.lists(st.builds(Case, st.integers(0, 25), st.sampled_from(ENDINGS)), max_size=50)


# --- R's figures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
def test_the_curve_is_that_of_r(name: str) -> None:
    points, expected = estimate(sample_of(name)), rows("curve", name)
    assert len(points) == len(expected) > 0
    for point, row in zip(points, expected, strict=True):
        counts = (point.day, point.at_risk, point.resolved, point.lapsed)
        assert counts == tuple(int(row[column]) for column in ("time", "n_risk", "resolved", "lapsed"))
        assert (point.unresolved, point.open) == (known(row["unresolved"]), known(row["open"]))
        assert point.lapsed_share == known(row["lapsed_share"])
        assert (point.se, point.low, point.high) == (known(row["se"]), known(row["lower"]), known(row["upper"]))


@pytest.mark.parametrize("name", SETS)
def test_the_readings_are_those_of_r(name: str) -> None:
    sample = sample_of(name)
    points, last = estimate(sample), max(case.days for case in sample)
    (row,) = rows("median", name)
    endings = [case.ending for case in sample]
    assert len(sample) == int(row["n"])
    for ending in ENDINGS:
        assert endings.count(ending) == int(row[ending])
    assert median(points) == known(row["median"])
    assert median_interval(points) == (known(row["lcl"]), known(row["ucl"]))
    assert reaches(points, 0.15) == known(row["p85"])
    assert (ended_by(points, 0.30), ended_by(points, 0.15)) == (known(row["watch"]), known(row["late"]))
    for days in (14, 30, 90):
        assert share_within(points, last, days) == known(row[f"within{days}"])
    assert points[-1].lapsed_share == known(row["lapsed_share"])
    # What the figure was while the lapsed were only taken out of sight.
    before = [Case(case.days, "resolved" if case.ending == "resolved" else "open") for case in sample]
    assert median(estimate(before)) == known(row["km_median"])


# --- By hand --------------------------------------------------------------------------------------------------------

TABLES: list[tuple[str, list[tuple[float | None, ...]]]] = [
    (H1, [(5, 10, 0, 5, 1, 0.5, 0, None, None), (10, 5, 5, 0, 0.5, 0, 0.1581138830, 0.1836, 0.7532)]),
    (
        H2,
        [
            (2, 8, 1, 0, 0.875, 0.875, 0.1169267933, 0.3870, 0.9814),
            (3, 7, 0, 1, 0.875, 0.75, 0.1169267933, 0.3870, 0.9814),
            (5, 6, 1, 1, 0.75, 0.5, 0.1530931089, 0.3148, 0.9309),
            (8, 3, 1, 0, 0.5833333333, 0.3333333333, 0.1871137998, 0.1772, 0.8454),
            (12, 1, 1, 0, 0.25, 0, 0.1530931089, 0.0371, 0.5581),
        ],
    ),
    # One of each on the one day: U = 1/2, and by S(before)**2 d1 d2 / n**3 alone se = sqrt(1/8).
    ("4 4-", [(4, 2, 1, 1, 0.5, 0, math.sqrt(1 / 8), 0.0060, 0.9104)]),
    ("3- 3-", [(3, 2, 0, 2, 1, 0, 0, None, None)]),
    ("3-", [(3, 1, 0, 1, 1, 0, 0, None, None)]),
    ("3- 5+", [(3, 2, 0, 1, 1, 0.5, 0, None, None)]),
]


@pytest.mark.parametrize(("text", "steps"), TABLES)
def test_the_tables_by_hand(text: str, steps: list[tuple[float | None, ...]]) -> None:
    for point, expected in zip(estimate(written(text)), steps, strict=True):
        ours = (point.day, point.at_risk, point.resolved, point.lapsed, point.unresolved, point.open)
        assert ours == pytest.approx(expected[:6], abs=1e-9)
        *error, low, high = expected[6:]
        assert [point.se] == pytest.approx(error, abs=1e-9)
        for edge, wanted in ((point.low, low), (point.high, high)):
            assert edge == (None if wanted is None else pytest.approx(wanted, abs=5e-5))


@pytest.mark.parametrize(
    ("text", "half", "limits", "p85", "watch", "late", "within"),
    [
        (H1, 10, (10, None), None, 10, 10, 0.5),
        (H2, 12, (2, None), None, 12, 12, 0.75),
        ("3- 4- 5-", None, (None, None), None, 5, 5, 0),
        ("3- 4- 5- 20+", None, (None, None), None, 5, None, 0),
        ("3- 5", 5, (5, None), None, 5, 5, 0.5),
        # U is a half on day 4 and falls on day 8; on day 6 something lapses, which moves U by nothing.
        ("4 4 4 6- 8 8", 6, (4, None), None, 8, 8, 5 / 6),
        ("4 4 4 8- 8- 8-", 4, (4, None), None, 8, 8, 0.5),
        ("1 1 1 1 1 1 1 1 1 9-", 1, (1, 1), 1, 1, 1, 0.9),
    ],
)
def test_readings_by_hand(
    text: str,
    half: float | None,
    limits: tuple[float | None, float | None],
    p85: float | None,
    watch: float | None,
    late: float | None,
    within: float | None,
) -> None:
    sample = written(text)
    points, last = estimate(sample), max(case.days for case in sample)
    assert (median(points), median_interval(points), reaches(points, 0.15)) == (half, limits, p85)
    assert (ended_by(points, 0.30), ended_by(points, 0.15)) == (watch, late)
    assert share_within(points, last, 14) == (None if within is None else pytest.approx(within, abs=1e-12))


def test_what_is_told_beyond_the_last_case() -> None:
    # All have ended: it stays so. One is open: nobody knows.
    assert share_within(estimate(written(H1)), 10, 9000) == 0.5
    assert share_within(estimate(written(f"{H1} 10+")), 10, 11) is None
    assert share_within(estimate(written("3- 3-")), 3, 14) == 0
    assert share_within(estimate(written("3- 4+")), 4, 4) == 0
    assert share_within(estimate(written("3- 4+")), 4, 5) is None


def test_a_share_is_reached_within_the_tolerance_and_no_further() -> None:
    def steps(share: float) -> tuple[Point, ...]:
        return (Point(2, 9, 1, 0, 0.5, share, 0.1, 0.2, 0.8), Point(6, 5, 1, 0, 0.1, 0.1, 0.1, 0.01, 0.8))

    for level in (0.15, 0.30):
        assert ended_by(steps(level + SAME / 2), level) == 2
        assert ended_by(steps(level + SAME * 2), level) == 6


@pytest.mark.parametrize(
    ("share", "lapsed", "n", "expected"),
    [
        (50, 6, 11, True),
        (50, 5, 10, False),
        (50, 5, 11, False),
        (50, 7, 16, False),
        (85, 3, 10, True),
        (85, 3, 20, False),
        (85, 4, 20, True),
        (85, 0, 5, False),
        (50, 5, 5, True),
        (50, 0, 0, False),
    ],
)
def test_what_can_never_be_settled(share: int, lapsed: int, n: int, expected: bool) -> None:
    assert never(share, lapsed, n) is expected


@given(SAMPLES)
def test_what_can_never_be_settled_is_never_reached(sample: list[Case]) -> None:
    lapsed, points = sum(case.ending == "lapsed" for case in sample), estimate(sample)
    assert not (never(50, lapsed, len(sample)) and median(points) is not None)
    assert not (never(85, lapsed, len(sample)) and reaches(points, 0.15) is not None)


# --- The definition -------------------------------------------------------------------------------------------------


def exact(sample: list[Case]) -> list[tuple[int | float, Fraction, Fraction, Fraction]]:
    """Day, U, S and the square of the error by their definition, in fractions, all cases counted anew on each day."""
    still, lapsed, steps = Fraction(1), Fraction(0), []
    g, q, r = Fraction(0), Fraction(0), Fraction(0)
    for day in sorted({case.days for case in sample if case.ending != "open"}):
        n = sum(case.days >= day for case in sample)
        d1, d2 = (sum(case == (day, ending) for case in sample) for ending in ("resolved", "lapsed"))
        d, m = d1 + d2, n - d1 - d2
        before = still
        still, lapsed = before * Fraction(m, n), lapsed + before * Fraction(d2, n)
        if m:
            g += Fraction(d, n * m)
            q += (lapsed * d + still * d2) / (n * m)
            r += (lapsed**2 * d + 2 * lapsed * still * d2 + still**2 * d2 * Fraction(n - d2, m)) / (n * m)
        else:
            r += before**2 * Fraction(d1 * d2, n**3)
        u = still + lapsed
        steps.append((day, u, still, u * u * g - 2 * u * q + r))
    return steps


def close(points: tuple[Point, ...], expected: list[tuple[int | float, Fraction, Fraction, Fraction]]) -> None:
    for point, (day, u, s, square) in zip(points, expected, strict=True):
        assert (point.day, point.open) == (day, float(s))
        assert point.unresolved == pytest.approx(float(u), abs=1e-15)
        if u == 1:
            assert point.unresolved == 1
            assert square == 0
            assert (point.se, point.low, point.high) == (0, None, None)
        elif u == 0:
            assert (point.se, point.low, point.high) == (None, None, None)
        else:
            assert point.se == pytest.approx(math.sqrt(square), abs=1e-9)
            assert point.low is not None
            assert point.high is not None
            assert 0 <= point.low <= point.unresolved <= point.high <= 1


@SOME
@given(SAMPLES)
def test_the_curve_is_that_of_the_definition(sample: list[Case]) -> None:
    close(estimate(sample), exact(sample))


@SOME
@given(SAMPLES, st.randoms())
def test_the_order_of_cases_does_not_matter(sample: list[Case], random: Random) -> None:
    turned = sample.copy()
    random.shuffle(turned)
    assert estimate(iter(turned)) == estimate(sample)


@given(SAMPLES)
def test_what_lapses_alone_moves_neither_curve_nor_band(sample: list[Case]) -> None:
    before: tuple[float | None, ...] = (1.0, 0.0, None, None)
    for point in estimate(sample):
        now = (point.unresolved, point.se, point.low, point.high)
        assert point.resolved or now == before
        before = now


def test_hundreds_of_which_nearly_all_lapse_lose_no_digit() -> None:
    # The sums of the error are near their end, and cancel nearly whole, when the few are resolved.
    sample = [Case(day, "lapsed") for day in range(600)] + [Case(day, "resolved") for day in (3, 590, 600, 601)]
    close(estimate(sample), exact(sample))


# --- Where nothing lapsed -------------------------------------------------------------------------------------------


def kaplan_meier(sample: list[Case]) -> list[tuple[float | None, ...]]:
    """The estimate as it was before: the product, Greenwood's error and the log-log band, computed in its order."""
    ordered, share, greenwood, points = sorted(sample), Fraction(1), 0.0, []
    at_risk = len(ordered)
    for day, same_day in groupby(ordered, key=lambda case: case.days):
        ends = [case.ending for case in same_day]
        if resolved := ends.count("resolved"):
            left = at_risk - resolved
            share *= Fraction(left, at_risk)
            s = float(share)
            band: tuple[float | None, ...] = (None, None, None)
            if left:
                greenwood += resolved / (at_risk * left)
                error = math.sqrt(greenwood)
                width = Z95 * error / math.log(s)
                band = (s * error, s ** math.exp(-width), s ** math.exp(width))
            points.append((day, at_risk, resolved, s, *band))
        at_risk -= len(ends)
    return points


@SOME
@given(st.lists(st.builds(Case, st.integers(0, 40), st.sampled_from(ENDINGS[:2])), max_size=80))
def test_without_a_lapse_it_is_kaplan_meier_to_the_last_bit(sample: list[Case]) -> None:
    points = estimate(sample)
    ours = [(p.day, p.at_risk, p.resolved, p.unresolved, p.se, p.low, p.high) for p in points]
    assert ours == kaplan_meier(sample)
    assert all((point.lapsed, point.open) == (0, point.unresolved) for point in points)


# --- Faster than before ---------------------------------------------------------------------------------------------


def test_the_log_rank_test_lets_the_lapsed_leave() -> None:
    # R 4.2.2, survdiff, event 1 alone.
    found = log_rank(written("2 3- 5 5- 6+ 8 9 12"), written("4 7- 7 10 14+ 15- 20 21"))
    assert found is not None
    assert found.z == pytest.approx(1.755379, abs=1e-6)
    assert found.p == pytest.approx(0.079194, abs=1e-6)


@given(SAMPLES, SAMPLES)
def test_to_the_log_rank_test_a_lapse_is_an_end_of_sight(first: list[Case], second: list[Case]) -> None:
    def unseen(sample: list[Case]) -> list[Case]:
        return [Case(case.days, "open" if case.ending == "lapsed" else case.ending) for case in sample]

    assert log_rank(first, second) == log_rank(unseen(first), unseen(second))


# --- The interval of a share ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(8, 11, 0.4343547, 0.9025394), (5, 5, 0.5655175, 1), (0, 5, 0, 0.4344825), (0, 1, 0, 0.7934507)],
)
def test_the_interval_of_a_share(part: int, whole: int, low: float, high: float) -> None:
    assert interval_of_share(part, whole) == pytest.approx((low, high), abs=1e-7)


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    low, high = interval_of_share(part, whole)
    assert 0 <= low <= part / whole <= high <= 1

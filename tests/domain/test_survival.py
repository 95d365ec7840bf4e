"""What is settled by when, where nothing lapsed: against R's survfit, against scipy and against its definition."""

from __future__ import annotations

import csv
import math
import statistics
import warnings
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.measures.survival import (
    SAME,
    Z95,
    Case,
    Point,
    estimate,
    median,
    median_interval,
    reaches,
    share_within,
    shown_until,
)
from tests.domain.made import written

DATA = Path(__file__).parent / "data"
ARMS = ("freireich_6mp", "freireich_placebo")


def rows(name: str, arm: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["set"] == arm]


def number(text: str) -> float | None:
    return None if text in ("NA", "NaN") else float(text)


def arm_cases(arm: str) -> list[Case]:
    return [settled(int(row["time"]), row["event"] == "1") for row in rows("freireich_raw.csv", arm)]


def settled(days: float, done: bool) -> Case:
    """A case that is resolved after so many days, or still open."""
    return Case(days, "resolved" if done else "open")


def samples_of(most: int) -> st.SearchStrategy[list[Case]]:
    """Samples of up to `most` cases on few days, so that ties are frequent."""
    return st.lists(st.builds(settled, st.integers(0, 25), st.booleans()), max_size=most)


def exact_curve(sample: list[Case]) -> list[tuple[int | float, Fraction]]:
    """The share unresolved by its definition, in fractions, counting all cases anew on each day."""
    share, curve = Fraction(1), []
    for day in sorted({case.days for case in sample if case.ending == "resolved"}):
        at_risk = sum(case.days >= day for case in sample)
        ended = sum(case.days == day and case.ending == "resolved" for case in sample)
        share *= 1 - Fraction(ended, at_risk)
        curve.append((day, share))
    return curve


def exact_median(sample: list[Case]) -> float | None:
    """The median by its definition, with no tolerance since fractions need none."""
    curve = exact_curve(sample)
    reached = [day for day, share in curve if share <= Fraction(1, 2)]
    if not reached:
        return None
    below = [day for day, share in curve if share < Fraction(1, 2)]
    if not below or dict(curve)[reached[0]] < Fraction(1, 2):
        return reached[0]
    return (reached[0] + below[0]) / 2


# --- R's figures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arm", ARMS)
def test_the_curve_is_that_of_r(arm: str) -> None:
    points = estimate(arm_cases(arm))
    expected = rows("freireich_curve.csv", arm)
    assert len(points) == len(expected) > 0
    for point, row in zip(points, expected, strict=True):
        counts = (point.day, point.at_risk, point.resolved)
        assert counts == (int(row["time"]), int(row["n_risk"]), int(row["n_event"]))
        for ours, column in ((point.unresolved, "surv"), (point.se, "se"), (point.low, "lower"), (point.high, "upper")):
            theirs = number(row[column])
            assert ours == (None if theirs is None else pytest.approx(theirs, abs=1e-11, rel=0)), (point.day, column)


@pytest.mark.parametrize("arm", ARMS)
def test_median_interval_and_quartiles_are_those_of_r(arm: str) -> None:
    points = estimate(arm_cases(arm))
    (row,) = rows("freireich_median.csv", arm)
    assert len(arm_cases(arm)) == int(row["n"])
    assert sum(point.resolved for point in points) == int(row["events"])
    assert median(points) == number(row["median"])
    assert median_interval(points) == (number(row["lcl"]), number(row["ucl"]))
    assert reaches(points, 0.75) == number(row["q25"])
    assert reaches(points, 0.25) == number(row["q75"])


@pytest.mark.parametrize(
    ("text", "middle", "limits"),
    [
        ("1 2 3 4", 2.5, (1, None)),
        ("1 2 3+ 4+", 2, (1, None)),
        ("5", 5, (None, None)),
        ("3 3+ 5", 5, (3, None)),
    ],
)
def test_small_cases_from_r(text: str, middle: float, limits: tuple[float | None, float | None]) -> None:
    points = estimate(written(text))
    assert median(points) == middle
    assert median_interval(points) == limits


# --- The estimate ---------------------------------------------------------------------------------------------------


def test_nothing_and_nothing_resolved_have_no_curve() -> None:
    for text in ("", "4+", "0+ 3+ 3+ 900+"):
        points = estimate(written(text))
        assert points == ()
        assert median(points) is None
        assert median_interval(points) == (None, None)
        assert reaches(points, 0.15) is None


def test_one_case_falls_to_nothing_and_has_no_band() -> None:
    assert estimate(written("5")) == (Point(5, 1, 1, 0, 0.0, 0.0, None, None, None),)


def test_resolved_before_censored_on_the_same_day() -> None:
    first, second = estimate(written("3+ 3 5"))
    assert (first.day, first.at_risk, first.resolved) == (3, 3, 1)
    assert first.unresolved == pytest.approx(2 / 3, abs=1e-15)
    assert (second.at_risk, second.unresolved, second.se) == (1, 0.0, None)


def test_ties_are_one_step() -> None:
    (point, last) = estimate(written("2 2 2 7+ 9"))
    assert (point.at_risk, point.resolved) == (5, 3)
    assert point.unresolved == pytest.approx(0.4, abs=1e-15)
    # By hand: G = 3 / (5 * 2).
    assert point.se == pytest.approx(0.4 * math.sqrt(0.3), abs=1e-15)
    assert point.low == pytest.approx(0.4 ** math.exp(Z95 * math.sqrt(0.3) / -math.log(0.4)), abs=1e-15)
    assert point.high == pytest.approx(0.4 ** math.exp(Z95 * math.sqrt(0.3) / math.log(0.4)), abs=1e-15)
    assert last.at_risk == 1


def test_resolved_on_the_day_it_was_raised() -> None:
    points = estimate(written("0 0 0+ 4"))
    assert [(point.day, point.at_risk, point.resolved) for point in points] == [(0, 4, 2), (4, 1, 1)]
    assert median(points) == 2
    assert share_within(points, 4, 0) == 0.5


def test_years_and_broken_days() -> None:
    points = estimate([settled(36_525, False), settled(20_000, True), settled(0.25, True), settled(7_305.5, True)])
    assert [point.day for point in points] == [0.25, 7_305.5, 20_000]
    assert median(points) == (7_305.5 + 20_000) / 2
    assert reaches(points, 0.30) == 20_000


def test_whole_days_stay_whole() -> None:
    points = estimate(written("1 2 6 9"))
    assert isinstance(points[0].day, int)
    assert isinstance(reaches(points, 0.3), int)


@given(samples_of(60))
def test_the_share_is_the_exact_product_to_the_last_bit(sample: list[Case]) -> None:
    ours = [(point.day, point.unresolved) for point in estimate(sample)]
    assert ours == [(day, float(share)) for day, share in exact_curve(sample)]


@given(samples_of(60), st.randoms())
def test_the_order_of_cases_does_not_matter(sample: list[Case], random: Random) -> None:
    turned = sample.copy()
    random.shuffle(turned)
    assert estimate(iter(turned)) == estimate(sample)


@given(samples_of(60))
def test_each_edge_stays_on_its_side(sample: list[Case]) -> None:
    share = 1.0
    for point in estimate(sample):
        assert 0 <= point.unresolved < share
        share = point.unresolved
        if share == 0:
            assert (point.se, point.low, point.high) == (None, None, None)
        else:
            assert point.se is not None
            assert point.low is not None
            assert point.high is not None
            assert 0 <= point.low < share < point.high <= 1
            assert point.se > 0


@pytest.fixture(scope="module")
def stats() -> Any:
    """What scipy has: loaded by the one worker that needs it, and before any example is timed."""
    from scipy import stats  # type: ignore[import-untyped]

    return stats


SAMPLE = st.lists(st.builds(settled, st.integers(0, 25) | st.floats(0, 4000), st.booleans()), min_size=1, max_size=60)


@given(sample=SAMPLE)
@example(sample=written("1 2 3 4 5 6 7+ 8"))
@example(sample=written("0 0+ 1 1 1+ 2"))
@example(sample=written("5+ 5"))
@example(sample=[settled(0.5, True), settled(36_525, True), settled(36_525, False)])
def test_curve_and_band_are_those_of_scipy(stats: Any, sample: list[Case]) -> None:
    data = stats.CensoredData.right_censored([case.days for case in sample], [case.ending == "open" for case in sample])
    theirs = stats.ecdf(data).sf
    with warnings.catch_warnings():
        # scipy says so where its band is undefined, as it is where S is 0 or 1.
        warnings.simplefilter("ignore", RuntimeWarning)
        band = theirs.confidence_interval(0.95, method="log-log")
    points = estimate(sample)
    curve = zip(theirs.quantiles, theirs.probabilities, band.low.probabilities, band.high.probabilities, strict=True)
    steps = {point.day: point for point in points}
    share = 1.0
    for day, s, low, high in curve:
        point = steps.pop(float(day), None)
        if point is None:
            # Only censored on that day: the curve holds.
            assert s == pytest.approx(share, abs=1e-12)
            continue
        share = point.unresolved
        assert s == pytest.approx(share, abs=1e-12)
        if share == 0:
            assert math.isnan(low)
            assert math.isnan(high)
        else:
            assert point.low == pytest.approx(low, abs=1e-11)
            assert point.high == pytest.approx(high, abs=1e-11)
    assert steps == {}


def test_thousands_of_cases_are_exact() -> None:
    # Every other one is censored, the worst case for a product: 5,000 factors that never cancel.
    sample = [settled(day, day % 2 == 0) for day in range(10_000)]
    share = Fraction(1)
    for at_risk in range(10_000, 9_000, -2):
        share *= Fraction(at_risk - 1, at_risk)
    points = estimate(sample)
    assert len(points) == 5_000
    assert points[499].unresolved == float(share)
    # Wallis: the product of (2k - 1) / 2k is the central binomial coefficient over 4 ** k, here down to the last pair.
    assert points[-1].unresolved == math.comb(10_000, 5_000) / 4**5_000


# --- The median and its interval ------------------------------------------------------------------------------------


@given(samples_of(16))
@example(written("1 2 3+ 4+"))
@example(written("1 2 3+ 4+ 5 6"))
@example(written("2 2 3+ 9 9"))
def test_the_median_is_that_of_the_definition(sample: list[Case]) -> None:
    assert median(estimate(sample)) == exact_median(sample)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_with_all_resolved_it_is_the_plain_median(days: list[int]) -> None:
    assert median(estimate(settled(day, True) for day in days)) == statistics.median(days)


def test_a_half_across_censored_cases_is_a_half() -> None:
    # 10/12 * 3/5, five of them censored between.
    points = estimate(written("1 1 2+ 2+ 2+ 2+ 2+ 3 3 4+ 8 9"))
    assert points[1].unresolved == 0.5
    assert median(points) == 5.5


def curve(*steps: tuple[int, float | None, float | None]) -> tuple[Point, ...]:
    """Points with a chosen band; the counts and shares of them are never read."""
    return tuple(Point(day, 9, 1, 0, 0.7, 0.7, 0.1, low, high) for day, low, high in steps)


def test_the_midpoint_rule_holds_on_both_edges() -> None:
    points = curve((2, 0.5, 0.9), (6, 0.4, 0.8), (9, 0.2, 0.5), (20, 0.1, 0.3))
    assert median_interval(points) == (4, 14.5)


def test_an_edge_that_stays_at_a_half_gives_its_first_day() -> None:
    assert median_interval(curve((2, 0.5, 0.9), (6, 0.5, 0.5))) == (2, 6)
    assert median_interval(curve((2, 0.5, 0.5), (9, None, None))) == (2, 2)


def test_an_edge_that_rises_again_waits_for_its_next_fall() -> None:
    assert median_interval(curve((2, 0.1, 0.5), (6, 0.1, 0.6), (8, 0.1, 0.4))) == (2, 5)
    assert median_interval(curve((2, 0.1, 0.4), (6, 0.1, 0.6))) == (2, 2)
    # It does so after heavy censoring: 500 cases, 300 of them resolved on day 1, and two left on day 5.
    points = estimate([settled(1, True)] * 300 + [settled(2, False)] * 198 + [settled(5, True), settled(6, False)])
    assert points[0].high is not None
    assert points[1].high is not None
    assert points[0].high < 0.5 < points[1].high
    assert median_interval(points) == (1, 1)


def test_a_half_is_a_half_within_the_tolerance_and_no_further() -> None:
    def steps(first: float) -> tuple[Point, ...]:
        return tuple(Point(day, 9, 1, 0, s, s, 0.1, 0.2, 0.8) for day, s in ((2, first), (6, 0.3)))

    assert median(steps(0.5 + SAME / 2)) == 4
    assert median(steps(0.5 - SAME / 2)) == 4
    assert median(steps(0.5 + SAME * 2)) == 6
    assert median(steps(0.5 - SAME * 2)) == 2


@given(samples_of(40))
def test_the_interval_holds_the_median(sample: list[Case]) -> None:
    points = estimate(sample)
    middle = median(points)
    low, high = median_interval(points)
    if middle is None:
        assert high is None
    else:
        assert low is None or low <= middle
        assert high is None or high >= middle
    # Read off the points one by one; a band at exactly one half has its own tests above.
    assert low == next((point.day for point in points if point.low is not None and point.low <= 0.5), None)
    assert high == next((point.day for point in points if point.high is not None and point.high <= 0.5), None)


# --- Shares and levels ----------------------------------------------------------------------------------------------


def test_share_within_on_between_before_and_beyond() -> None:
    sample = arm_cases("freireich_6mp")
    points, last = estimate(sample), max(case.days for case in sample)
    assert share_within(points, last, 5) == 0
    assert share_within(points, last, 6) == pytest.approx(1 / 7, abs=1e-15)
    assert share_within(points, last, 6.5) == share_within(points, last, 6)
    assert share_within(points, last, 14) == pytest.approx(1 - 0.6901960784313724, abs=1e-12)
    assert share_within(points, last, 35) == pytest.approx(1 - 0.4481792717086834, abs=1e-12)
    assert share_within(points, last, 36) is None


def test_share_within_is_known_for_ever_once_all_are_resolved() -> None:
    points = estimate(arm_cases("freireich_placebo"))
    assert share_within(points, 23, 23) == 1
    assert share_within(points, 23, 90) == 1


def test_share_within_without_a_resolved_one() -> None:
    assert share_within((), 30, 14) == 0
    assert share_within((), 30, 30) == 0
    assert share_within((), 30, 31) is None
    assert share_within((), None, 14) is None


@given(samples_of(16).filter(bool), st.integers(0, 27))
def test_share_within_is_that_of_the_definition(sample: list[Case], day: int) -> None:
    share = min((s for at, s in exact_curve(sample) if at <= day), default=Fraction(1))
    last = max(case.days for case in sample)
    expected = None if day > last and share else float(1 - share)
    ours = share_within(estimate(sample), last, day)
    assert ours == (None if expected is None else pytest.approx(expected, abs=1e-15))


@pytest.mark.parametrize(
    ("text", "level", "day"),
    [
        # 20 cases: 3 of them are 0.15, which floats miss by an ulp or two.
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", 0.15, 17),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", 0.30, 14),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17+ 18+ 19+ 20+", 0.15, None),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14+ 15+ 16+ 17+ 18+ 19+ 20", 0.30, 20),
        ("6", 0.15, 6),
    ],
)
def test_the_day_a_level_is_reached(text: str, level: float, day: int | None) -> None:
    assert reaches(estimate(written(text)), level) == day


def test_a_level_is_reached_within_the_tolerance_and_no_further() -> None:
    def steps(share: float) -> tuple[Point, ...]:
        return (Point(2, 9, 1, 0, share, share, 0.1, 0.2, 0.8), Point(6, 5, 1, 0, 0.1, 0.1, 0.1, 0.01, 0.8))

    assert reaches(steps(0.15 + SAME / 2), 0.15) == 2
    assert reaches(steps(0.15 + SAME * 2), 0.15) == 6


@given(samples_of(16), st.sampled_from([15, 30]))
def test_a_level_is_reached_where_the_definition_says(sample: list[Case], percent: int) -> None:
    expected = next((day for day, share in exact_curve(sample) if share <= Fraction(percent, 100)), None)
    assert reaches(estimate(sample), percent / 100) == expected


# Where a picture of the curve ends


@given(
    st.lists(
        st.builds(
            Case, st.sampled_from([0, 1, 2, 5, 9, 20, 70, 400, 5000]), st.sampled_from(["resolved", "lapsed", "open"])
        ),
        max_size=20,
    )
)
def test_a_picture_ends_within_the_times_and_shows_most_of_what_is_resolved(sample: list[Case]) -> None:
    points, longest = estimate(sample), max((case.days for case in sample), default=0)
    end = shown_until(points, longest)
    assert 1 <= end <= max(1, longest)
    resolved = sorted(case.days for case in sample if case.ending == "resolved")
    assert not resolved or sum(days <= end for days in resolved) * 2 >= len(resolved)
    assert end == longest or longest > 1.5 * end or longest < 1

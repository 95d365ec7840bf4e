"""The log-rank test: the published figures of Freireich, a case worked by hand, and scipy on random samples."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.measures.logrank import log_rank
from models.measures.survival import Case
from tests.domain.made import written

SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def test_freireich() -> None:
    # R 4.2.2, survdiff: 9 observed against 19.3 expected in the 6-MP arm, chi-square 16.8 on 1 degree of freedom.
    found = log_rank(written(SIX_MP), written(PLACEBO))
    assert found is not None
    assert found.observed == 9
    assert found.expected == pytest.approx(19.25, abs=0.01)
    assert found.z**2 == pytest.approx(16.79, abs=0.01)
    assert found.p == pytest.approx(4.17e-5, rel=0.01)


def test_by_hand() -> None:
    # Day 1: 1 of 4, two in each group: expected 1/2, variance 1/4. Day 2: 1 of 3, one in the first: 1/3 and 2/9.
    found = log_rank(written("1 3+"), written("2 3+"))
    assert found is not None
    assert found.observed == 1
    assert found.expected == pytest.approx(5 / 6)
    assert found.z == pytest.approx((1 / 6) / (17 / 36) ** 0.5)


@pytest.mark.parametrize(("first", "second"), [("", ""), ("3", ""), ("3+", "4+"), ("3 3", "3")])
def test_where_nothing_can_be_told(first: str, second: str) -> None:
    assert log_rank(written(first), written(second)) is None


SAMPLE = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=2, max_size=25)


@pytest.fixture(scope="module")
def stats() -> Any:
    """What scipy has: loaded by the one worker that needs it, and before any example is timed."""
    from scipy import stats  # type: ignore[import-untyped]

    return stats


def settled(case: tuple[int, bool]) -> Case:
    days, done = case
    return Case(days, "resolved" if done else "open")


@given(first=SAMPLE, second=SAMPLE)
def test_it_is_that_of_scipy(stats: Any, first: list[tuple[int, bool]], second: list[tuple[int, bool]]) -> None:
    found = log_rank(map(settled, first), map(settled, second))
    if found is None or not any(done for _, done in first) or not any(done for _, done in second):
        return

    def censored(sample: list[tuple[int, bool]]) -> Any:
        seen, unseen = ([days for days, done in sample if done is wanted] for wanted in (True, False))
        return stats.CensoredData(seen, right=unseen)

    theirs = stats.logrank(censored(first), censored(second))
    assert abs(found.z) == pytest.approx(abs(theirs.statistic), abs=1e-9)
    assert found.p == pytest.approx(theirs.pvalue, abs=1e-9)

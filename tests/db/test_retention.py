"""Which backups stay, whatever the clock does: the newest sound ones, what is pinned, and one of each period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.care.retention import ALL_OF, surplus
from tests.properties import examples

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Made(NamedTuple):
    """A backup: its place by what it holds, when the clock says it was made, why, and whether it is sound."""

    number: int
    at: datetime
    why: str = "automatic"
    sound: bool = True


def gone(made: list[Made], now: datetime) -> list[Made]:
    """Those that may go; the newest by what it holds comes first."""
    return surplus(sorted(made, reverse=True), now, lambda item: item.sound)


def hourly(hours: int, step: int = 1) -> list[Made]:
    """A backup every so many hours until noon."""
    return [Made(number, NOON - timedelta(hours=hours - number * step)) for number in range(hours // step + 1)]


def test_of_two_days_all_stay() -> None:
    assert gone(hourly(47), NOON) == []


def test_of_ten_years_the_days_weeks_months_and_years_stay() -> None:
    made = hourly(10 * 365 * 24, 24) + [
        Made(10_000 + number, NOON - timedelta(hours=40 - number)) for number in range(9)
    ]
    left = sorted(set(made) - set(gone(made, NOON)))
    ages = [(NOON.date() - day).days for day in {item.at.date() for item in left}]
    assert len([age for age in ages if age < 14]) == 14
    assert 10 <= len([age for age in ages if 14 <= age < 84]) <= 12
    assert 20 <= len([age for age in ages if 84 <= age < 731]) <= 24
    assert {item.at.year for item in left} == set(range(2016, 2027))
    assert len(left) < 75
    assert len(left) == len(set(left) - set(gone(left, NOON)))


@pytest.mark.parametrize("why", ["by-hand", "before-migration"])
def test_what_is_pinned_stays(why: str) -> None:
    pinned = Made(-1, NOON - timedelta(days=900), why)
    assert pinned not in gone([pinned, *hourly(24 * 900, 24)], NOON)


def test_a_sound_one_stays_where_the_one_that_would_stand_for_it_is_damaged() -> None:
    days = [NOON - timedelta(days=30), NOON - timedelta(days=30, hours=1), NOON - timedelta(days=30, hours=2)]
    old = [Made(3, days[0], sound=False), Made(2, days[1]), Made(1, days[2])]
    newer = [Made(10 + number, NOON - timedelta(hours=number)) for number in range(5)]
    assert gone([*old, *newer], NOON) == [old[2]]


def test_the_newest_are_known_by_what_they_hold() -> None:
    """A clock that was set back: what was made last has the oldest names."""
    made = [Made(number, NOON - timedelta(days=1000 * (number > 90), hours=100 - number)) for number in range(100)]
    assert not {item.number for item in gone(made, NOON)} & {97, 98, 99}


def moved() -> Iterator[st.SearchStrategy[timedelta]]:
    """How far the clock moves to the next backup: on as it should, far on, and back."""
    yield st.integers(0, 90).map(lambda hours: timedelta(hours=hours))
    yield st.integers(-3000, 3000).map(lambda days: timedelta(days=days))


@examples(50)
@given(
    st.lists(
        st.tuples(
            st.one_of(*moved()),
            st.sampled_from(["automatic"] * 6 + ["by-hand", "before-import", "before-migration"]),
            st.sampled_from([True] * 5 + [False]),
        ),
        max_size=60,
    )
)
def test_the_newest_sound_ones_stay_whatever_the_clock_does(series: list[tuple[timedelta, str, bool]]) -> None:
    now, there = NOON, list[Made]()
    for number, (on, why, sound) in enumerate(series):
        now += on
        there.append(Made(number, now, why, sound))
        before = sorted(there, reverse=True)
        away = gone(there, now)
        there = [item for item in there if item not in away]
        kept = set(there)
        assert {item for item in before if item.sound}.intersection(before) >= set(away)
        assert set([item for item in before if item.sound][:3]) <= kept
        assert all(item in kept for item in before if item.why in ("by-hand", "before-migration"))
        assert all(item in kept for item in before if item.at > now - ALL_OF)
        for item in away:  # something newer that is sound stands for it
            assert any(other.sound and other.number > item.number and other.at.year == item.at.year for other in there)

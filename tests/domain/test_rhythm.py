"""The rhythm of meetings, against cases worked out by hand, the published example and its own definition."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.measures.rhythm import Held, RhythmFigures, rhythm_figures
from models.time.course import Course, Stretch
from tests.properties import examples

DATA = Path(__file__).parent / "data"

# Every other Tuesday from 6 January 2026: days 6, 20, 34, 48, 62.
EVERY_OTHER = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"
# Days 1, 5, 8, 12, 15, 19, 22: gaps of four days and of three.
TWICE_A_WEEK = "FREQ=WEEKLY;BYDAY=MO,TH"


def day(number: int) -> date:
    """Day 1 is Thursday 1 January 2026."""
    return date(2025, 12, 31) + timedelta(number)


def number(day: date) -> int:
    return (day - date(2025, 12, 31)).days


def course(rule: str | None, start: date) -> Course:
    return (Stretch(rule, start),)


def figures(
    held: list[int], at: int, rule: str | None = EVERY_OTHER, since: int | None = None, until: int | None = None
) -> RhythmFigures:
    window = [day(bound) if bound else None for bound in (since, until)]
    return rhythm_figures(course(rule, day(1)), [Held(day(on)) for on in held], day(at), *window)


def row(found: RhythmFigures) -> str:
    """The expected dates as `6 20! 34`, where ! is one without a meeting."""
    return " ".join(f"{number(on)}{'' if met else '!'}" for on, met in found.dates)


@pytest.mark.parametrize(
    ("held", "at", "expected"),
    [
        ([], 40, "6! 20! 34!"),
        ([6, 20, 34], 40, "6 20 34"),
        ([6, 34], 40, "6 20! 34"),
        # Within half the gap, to the very day; a tie goes to the earlier.
        ([13], 40, "6 20! 34!"),
        ([14], 40, "6! 20 34!"),
        ([27], 40, "6! 20 34!"),
        # A tie whose earlier date is taken goes to the later, in order of date however they come.
        ([6, 13], 40, "6 20 34!"),
        ([13, 6], 40, "6 20 34!"),
        ([13, 13], 40, "6 20 34!"),
        ([13, 13, 13], 40, "6 20 34!"),
        # One meeting satisfies one date, and a second one near it none.
        ([6, 7], 40, "6 20! 34!"),
        ([6, 12], 40, "6 20! 34!"),
        ([19, 21], 40, "6! 20 34!"),
        # Before the first date half the interval holds.
        ([1], 40, "6 20! 34!"),
        # The last date is held against the one after it, though that does not count yet.
        ([40], 40, "6! 20! 34"),
        ([41], 41, "6! 20! 34"),
        ([42], 42, "6! 20! 34!"),
        ([34, 41], 41, "6! 20! 34"),
        # The day itself counts once it is satisfied.
        ([6], 20, "6"),
        ([6, 20], 20, "6 20"),
        ([6, 19], 20, "6 20"),
        ([6, 19], 19, "6"),
        ([6], 21, "6 20!"),
        # What is held later is still planned.
        ([6, 20], 19, "6"),
        ([6, 22], 21, "6 20!"),
        ([], 5, ""),
        ([5], 5, ""),
        ([6], 6, "6"),
    ],
)
def test_matching(held: list[int], at: int, expected: str) -> None:
    found = figures(held, at)
    assert row(found) == expected
    assert (found.expected, found.satisfied) == (len(found.dates), sum(met for _, met in found.dates))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([2], "1 5! 8! 12! 15!"),
        ([3], "1 5! 8! 12! 15!"),
        ([4], "1! 5 8! 12! 15!"),
        ([6], "1! 5 8! 12! 15!"),
        ([7], "1! 5! 8 12! 15!"),
        ([5, 6], "1! 5 8! 12! 15!"),
        ([10], "1! 5! 8 12! 15!"),
        ([8, 10], "1! 5! 8 12 15!"),
        ([11], "1! 5! 8! 12 15!"),
        ([17], "1! 5! 8! 12! 15"),
        ([18], "1! 5! 8! 12! 15!"),
    ],
)
def test_each_side_is_held_against_its_own_gap(held: list[int], expected: str) -> None:
    assert row(figures(held, 18, TWICE_A_WEEK)) == expected


def test_before_the_first_date_only_half_an_interval_counts() -> None:
    found = rhythm_figures(course(WEEKLY, day(6)), [Held(day(2))], day(9))
    assert row(found) == "6!"
    assert row(rhythm_figures(course(WEEKLY, day(6)), [Held(day(3))], day(9))) == "6"


def test_a_rule_that_pauses_has_a_long_gap() -> None:
    # Tuesdays in January and June: 27 January is followed by 2 June, 126 days later.
    seasonal = "FREQ=WEEKLY;BYMONTH=1,6;BYDAY=TU"
    for after, met in ((63, True), (64, False)):
        found = rhythm_figures(course(seasonal, day(1)), [Held(day(27 + after))], day(120))
        assert found.dates[-1] == (day(27), met)


@pytest.mark.parametrize(
    ("since", "until", "expected", "held"),
    [
        (None, None, "6 20! 34 48", 4),
        (7, None, "20! 34 48", 3),
        (20, 34, "20! 34", 1),
        (None, 33, "6 20!", 2),
        (35, None, "48", 2),
        (49, None, "", 1),
    ],
)
def test_the_window(since: int | None, until: int | None, expected: str, held: int) -> None:
    found = figures([6, 33, 47, 50], 55, since=since, until=until)
    assert (row(found), found.held) == (expected, held)
    # These are of the day, whatever the window.
    assert (found.gap_days, found.streak, found.level) == (5, 2, "fine")


@pytest.mark.parametrize(
    ("held", "at", "streak"),
    [
        ([], 40, 0),
        ([6, 20, 34], 40, 3),
        ([6, 34], 40, 1),
        ([6, 20], 40, 0),
        ([6, 20], 34, 2),
        ([6, 20, 34], 34, 3),
        ([], 3, 0),
    ],
)
def test_the_streak_ends_at_the_last_one_due(held: list[int], at: int, streak: int) -> None:
    assert figures(held, at).streak == streak


@pytest.mark.parametrize(
    ("gap", "level"), [(0, "fine"), (14, "fine"), (15, "amber"), (21, "amber"), (22, "red"), (400, "red")]
)
def test_the_gap_against_the_interval(gap: int, level: str) -> None:
    found = figures([6], 6 + gap)
    assert (found.gap_days, found.interval_days, found.level) == (gap, 14, level)


def test_out_of_the_office() -> None:
    held = [
        Held(day(6), "walk"),
        Held(day(20), "lunch"),
        Held(day(34), "office"),
        Held(day(35)),
        Held(day(60), "coffee"),
    ]
    assert rhythm_figures(course(EVERY_OTHER, day(1)), held, day(40)).out_of_office_days == 20
    assert rhythm_figures(course(EVERY_OTHER, day(1)), held, day(60)).out_of_office_days == 0
    assert rhythm_figures(course(EVERY_OTHER, day(1)), held[2:4], day(60)).out_of_office_days is None


def test_without_a_rule_there_is_only_the_gap() -> None:
    found = asdict(rhythm_figures(course(None, day(1)), [Held(day(6), "lunch")], day(20)))
    assert found == {
        "expected": 0,
        "satisfied": 0,
        "held": 1,
        "gap_days": 14,
        "interval_days": None,
        "level": None,
        "streak": 0,
        "out_of_office_days": 14,
        "dates": (),
    }


def test_without_a_meeting_there_is_no_gap() -> None:
    found = figures([], 40)
    assert (found.held, found.gap_days, found.out_of_office_days) == (0, None, None)
    assert (found.interval_days, found.level) == (14, None)


# --- The published example ------------------------------------------------------------------------------------------


def test_the_example_meets_as_published() -> None:
    records = [json.loads(line) for line in (DATA / "first.visavis.jsonl").read_text(encoding="utf-8").splitlines()]
    (alliance,) = (record for record in records if record["type"] == "alliance")
    held = [
        Held(datetime.fromisoformat(record["starts_at"]).date(), record.get("place"))
        for record in records
        if record["type"] == "meeting" and record["state"] == "held"
    ]
    started_on = date.fromisoformat(alliance["started_on"])
    found = asdict(rhythm_figures(course(alliance["cadence"], started_on), held, date(2026, 2, 10)))
    expected = json.loads((DATA / "first.expected.json").read_text(encoding="utf-8"))["meeting stats 2026-02-10"]
    assert {name: found[name] for name in expected} == expected
    assert found["dates"] == ((day(6), True), (day(20), False), (day(34), True))


# --- What holds of every log ----------------------------------------------------------------------------------------

RULES = st.sampled_from([EVERY_OTHER, WEEKLY, TWICE_A_WEEK, "FREQ=MONTHLY;BYDAY=1TU", "FREQ=DAILY;INTERVAL=3"])
DAYS = st.lists(st.integers(1, 90), max_size=25)
SOME = examples(80)


@SOME
@given(RULES, DAYS, st.integers(1, 90))
def test_what_comes_after_the_day_does_not_count(rule: str, held: list[int], at: int) -> None:
    assert figures(held, at, rule) == figures([on for on in held if on <= at], at, rule)


@SOME
@given(RULES, DAYS, st.integers(1, 90))
def test_the_matching_is_that_of_the_definition(rule: str, held: list[int], at: int) -> None:
    """Every expected date tried for every meeting, with the dates far beyond the day at hand."""
    every = [number(on) for on, _ in figures([], 400, rule).dates]
    interval = figures([], at, rule).interval_days or 0
    met: set[int] = set()
    for meeting in sorted(on for on in held if on <= at):
        near = []
        for index, expected in enumerate(every):
            side = index - 1 if meeting < expected else index + 1
            gap = abs(every[side] - expected) if 0 <= side < len(every) else interval
            if expected <= at + interval / 2 and expected not in met and abs(meeting - expected) <= gap / 2:
                near.append((abs(meeting - expected), expected))
        if near:
            met.add(min(near)[1])
    plain = [(on, on in met) for on in every if on < at or (on == at and on in met)]
    assert [(number(on), done) for on, done in figures(held, at, rule).dates] == plain


@SOME
@given(RULES, DAYS, st.integers(1, 90), st.integers(1, 90), st.integers(1, 90))
def test_the_numbers_fit_each_other(rule: str, held: list[int], at: int, since: int, until: int) -> None:
    found = figures(held, at, rule, since, until)
    assert 0 <= found.satisfied <= found.expected == len(found.dates)
    assert found.held <= len(held)
    assert set(found.dates) <= set(figures(held, at, rule).dates)
    assert all(day(since) <= on <= day(min(until, at)) for on, _ in found.dates)

"""How disagreements settle, against cases worked out by hand and the published example."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts.replay import Life, may_now, step
from models.measures.disagreements import (
    Measure,
    SettlingCase,
    SettlingFigures,
    settling_cases,
    settling_figures,
)
from models.measures.lived import Lived
from models.records.event import Event
from tests.properties import examples

DATA = Path(__file__).parent / "data"
BEN, ANN = "ben", "ann"
NEEDS: dict[str, dict[str, Any]] = {
    "park": {"revisit_on": "2026-03-01"},
    "escalate": {"decider": "the board", "question": "who"},
    "resolve": {"kind": "agreed", "decision": "so"},
    "reopen": {"new_fact": "again"},
    "lapse": {"reason": "moot"},
}
MEASURES: tuple[Measure, ...] = ("lasting", "first")


def day(number: int) -> date:
    """Day 1 is 1 January 2026."""
    return date(2025, 12, 31) + timedelta(number)


def lived(text: str, number: int = 1, kind: str | None = None) -> Lived:
    """A life written as `day act`, a semicolon between two."""
    acts = [part.split() for part in text.split(";")]
    events = tuple(Event(act, BEN, day(int(on)), NEEDS.get(act, {})) for on, act in acts)
    return Lived("disagreement", number, BEN, ANN, f"topic {number}", kind, events)


def figures(*texts: str, at: int, measure: Measure = "lasting") -> SettlingFigures:
    lives = [lived(text, number) for number, text in enumerate(texts, 1)]
    return settling_figures(settling_cases(lives, day(at), measure=measure))


def settled(*days: int, open_since: tuple[int, ...] = (), at: int = 101) -> SettlingFigures:
    """Figures of some that were settled after so many days and some that have been open for so many."""
    done = [f"1 raise; {1 + count} resolve" for count in days]
    return figures(*done, *(f"{at - count} raise" for count in open_since), at=at)


REOPENED = "1 raise; 5 resolve; 9 reopen"
AGAIN = f"{REOPENED}; 12 resolve"


@pytest.mark.parametrize(
    ("text", "at", "lasting", "first"),
    [
        ("1 raise", 30, (29, "open"), (29, "open")),
        ("1 raise", 1, (0, "open"), (0, "open")),
        ("1 raise; 1 resolve", 30, (0, "resolved"), (0, "resolved")),
        ("1 raise; 3 discuss; 5 resolve", 30, (4, "resolved"), (4, "resolved")),
        ("1 raise; 3 discuss; 5 resolve", 4, (3, "open"), (3, "open")),
        ("1 raise; 3 discuss", 30, (29, "open"), (29, "open")),
        ("1 raise; 3 park", 30, (29, "open"), (29, "open")),
        ("1 raise; 3 escalate", 30, (29, "open"), (29, "open")),
        ("1 raise; 3 lapse", 30, (2, "lapsed"), (2, "lapsed")),
        ("1 raise; 3 lapse", 2, (1, "open"), (1, "open")),
        (REOPENED, 30, (29, "open"), (4, "resolved")),
        (REOPENED, 8, (4, "resolved"), (4, "resolved")),
        (f"{REOPENED}; 10 discuss; 11 park", 30, (29, "open"), (4, "resolved")),
        (AGAIN, 30, (11, "resolved"), (4, "resolved")),
        (AGAIN, 11, (10, "open"), (4, "resolved")),
        (f"{AGAIN}; 14 reopen; 20 resolve", 30, (19, "resolved"), (4, "resolved")),
        (f"{REOPENED}; 12 lapse", 30, (11, "lapsed"), (4, "resolved")),
    ],
)
def test_days_and_ending(text: str, at: int, lasting: tuple[int, str], first: tuple[int, str]) -> None:
    for measure, expected in zip(MEASURES, (lasting, first), strict=True):
        (case,) = settling_cases([lived(text)], day(at), measure=measure)
        assert (case.days, case.ending) == expected
        assert case.case == expected


@pytest.mark.parametrize(
    ("at", "since", "until", "ids"),
    [
        (30, None, None, [1, 2, 3]),
        (30, 5, 9, [2, 3]),
        (30, 6, None, [3]),
        (30, None, 4, [1]),
        (8, None, None, [1, 2]),
        (4, 5, None, []),
    ],
)
def test_the_cohort_is_what_was_raised_in_the_window(
    at: int, since: int | None, until: int | None, ids: list[int]
) -> None:
    lives = [lived("1 raise; 7 resolve", 1), lived("5 raise", 2), lived("9 raise; 40 resolve", 3)]
    since_on, until_on = (day(bound) if bound else None for bound in (since, until))
    assert [case.id for case in settling_cases(lives, day(at), since_on, until_on)] == ids


def test_the_kind_and_the_noun_choose() -> None:
    lives = [lived("1 raise", 1, "task"), lived("1 raise", 2), lived("1 raise", 3, "let-down")]
    lives.append(Lived("feedback", 4, BEN, ANN, "a talk", None, (Event("request", ANN, day(1), {}),)))
    assert [case.id for case in settling_cases(lives, day(9))] == [1, 2, 3]
    assert [case.id for case in settling_cases(lives, day(9), kind="task")] == [1]
    assert settling_cases(lives, day(9), kind="process") == ()


def test_counts() -> None:
    texts = ("1 raise; 3 resolve", REOPENED, AGAIN, "1 raise; 4 lapse", f"{REOPENED}; 12 lapse", "20 raise")
    lasting, first = (figures(*texts, at=30, measure=measure) for measure in MEASURES)
    assert (lasting.n, lasting.resolved, lasting.open, lasting.lapsed) == (6, 2, 2, 2)
    assert (first.n, first.resolved, first.open, first.lapsed) == (6, 4, 1, 1)
    for found in (lasting, first):
        assert (found.ever_resolved, found.reopened) == (4, 3)


def test_estimates_by_hand() -> None:
    # 2 4- 6 9 10+: U(2) = 4/5, and so on day 4, S = 3/5; then a third and a half of S: U(6) = 3/5, U(9) = 2/5.
    found = figures("1 raise; 3 resolve", "1 raise; 5 lapse", "1 raise; 7 resolve", "1 raise; 10 resolve", AGAIN, at=11)
    steps = [(point.day, point.at_risk, point.resolved, point.lapsed) for point in found.curve]
    assert steps == [(2, 5, 1, 0), (4, 4, 0, 1), (6, 3, 1, 0), (9, 2, 1, 0)]
    assert [point.unresolved for point in found.curve] == pytest.approx([4 / 5, 4 / 5, 3 / 5, 2 / 5])
    assert [point.open for point in found.curve] == pytest.approx([4 / 5, 3 / 5, 2 / 5, 1 / 5])
    assert (found.watch_days, found.late_days) == (None, None)
    assert found.lapsed_share == pytest.approx(1 / 5)
    assert found.median_days == 9
    assert found.p85_days is None
    assert found.resolved_within == {14: None, 30: None, 90: None}
    later = figures("1 raise; 3 resolve", "1 raise; 7 resolve", "1 raise", "1 raise", at=31)
    assert later.resolved_within == {14: pytest.approx(0.5), 30: pytest.approx(0.5), 90: None}
    assert figures("1 raise; 3 resolve", at=31).resolved_within == {14: 1, 30: 1, 90: 1}


def test_nothing_is_nothing() -> None:
    found = figures(at=30)
    assert (found.n, found.resolved, found.open, found.lapsed, found.ever_resolved, found.reopened) == (0,) * 6
    assert (found.median_days, found.median_ci, found.p85_days) == (None, (None, None), None)
    assert found.resolved_within == {14: None, 30: None, 90: None}
    assert (found.curve, found.ageing) == ((), ())


# --- Ageing ---------------------------------------------------------------------------------------------------------


def levels(found: SettlingFigures) -> list[tuple[int, str | None]]:
    return [(item.days, item.level) for item in found.ageing]


def test_the_youngest_are_fine_and_do_not_shift_the_curve() -> None:
    # Days 3 to 22, one each, and three open for fewer: 14 of 20 by day 16, 17 of 20 by day 19.
    found = settled(*range(3, 23), open_since=(0, 1, 2))
    assert next(point.day for point in found.curve if point.unresolved < 0.31) == 16
    assert found.p85_days == 19
    assert levels(found) == [(2, "fine"), (1, "fine"), (0, "fine")]


def test_each_level_from_its_very_day() -> None:
    # 1 1 1 1 5 9 and one open for t days. From t = 5 it is at risk on day 5: S = 3/7 on day 1, 2/7 on day 5; from
    # t = 9 on also on day 9: 1/7. Before, S is 0 on day 9, and 1/6 (t = 0) or 3/14 (t = 4) on day 5.
    def one(days: int) -> str | None:
        ((_, level),) = levels(settled(1, 1, 1, 1, 5, 9, open_since=(days,)))
        return level

    assert [one(days) for days in (0, 4, 5, 8, 9, 90)] == ["fine", "fine", "watch", "watch", "late", "late"]


def test_fewer_than_five_ended_tell_no_level() -> None:
    assert levels(settled(1, 2, 3, 4, open_since=(50,))) == [(50, None)]
    assert levels(settled(1, 2, 3, 4, 5, open_since=(50,))) == [(50, "watch")]
    # What lapsed has ended too.
    texts = [f"1 raise; {on} resolve" for on in (2, 3, 4)]
    assert levels(figures(*texts, "1 raise; 2 lapse", "1 raise", at=51)) == [(50, None)]
    for ending in ("lapse", "resolve"):
        found = figures(*texts, "1 raise; 2 lapse", f"1 raise; 5 {ending}", "1 raise", at=51)
        assert (levels(found), found.watch_days, found.late_days, found.enough) == ([(50, "watch")], 4, None, True)


def test_an_age_is_held_against_how_long_others_stayed_open() -> None:
    # By day 9 nine of ten have ended, only three of them settled: who waits longer than that waits long.
    texts = [f"1 raise; {1 + days} lapse" for days in (1, 2, 3, 4, 5, 6)]
    found = figures(*texts, *(f"1 raise; {1 + days} resolve" for days in (7, 8, 9)), "91 raise", "98 raise", at=101)
    assert (found.p85_days, found.watch_days, found.late_days) == (None, 8, 9)
    assert levels(found) == [(10, "late"), (3, "fine")]


def test_nothing_is_seen_beyond_the_end_of_an_alliance() -> None:
    lives = [lived("1 raise"), lived("1 raise; 5 resolve"), lived("1 raise; 3 lapse")]

    def seen(at: int, end: int | None) -> list[tuple[int, str]]:
        ends_on = day(end) if end else None
        return [(case.days, case.ending) for case in settling_cases(lives, day(at), ends_on=ends_on)]

    assert seen(30, None) == seen(30, 40) == [(29, "open"), (4, "resolved"), (2, "lapsed")]
    assert seen(30, 20) == [(19, "open"), (4, "resolved"), (2, "lapsed")]
    assert seen(30, 2)[0] == (1, "open")


def test_without_a_70_percent_point_no_level() -> None:
    # Five resolved of eight: S stays at 3/8.
    assert levels(settled(1, 2, 3, 4, 5, open_since=(90, 80, 6))) == [(90, None), (80, None), (6, None)]


def test_without_an_85_percent_point_nothing_is_late() -> None:
    # Eight of ten: S = 0.2 from day 8.
    found = settled(1, 2, 3, 4, 5, 6, 7, 8, open_since=(90, 80))
    assert found.p85_days is None
    assert levels(found) == [(90, "watch"), (80, "watch")]


def test_the_oldest_stands_first_and_of_one_age_the_smaller_id() -> None:
    found = figures("9 raise", "1 raise", "9 raise", "1 raise; 2 resolve", at=30)
    assert [(item.id, item.topic, item.days) for item in found.ageing] == [
        (2, "topic 2", 29),
        (1, "topic 1", 21),
        (3, "topic 3", 21),
    ]


def test_by_the_first_resolution_a_reopened_one_does_not_age() -> None:
    assert [item.id for item in figures(REOPENED, "1 raise", at=30).ageing] == [1, 2]
    assert [item.id for item in figures(REOPENED, "1 raise", at=30, measure="first").ageing] == [2]


# --- The published example ------------------------------------------------------------------------------------------

EXPECTED = json.loads((DATA / "first.expected.json").read_text(encoding="utf-8"))


def example() -> list[Lived]:
    lives: list[Lived] = []
    for line in (DATA / "first.visavis.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["type"] == "alliance":
            pair = record["principal"], record["partner"]
        elif record["type"] == "disagreement":
            acts = [
                Event(values.pop("act"), values.pop("by"), date.fromisoformat(values.pop("on")), values)
                for values in record["events"]
            ]
            number = len(lives) + 1
            lives.append(Lived("disagreement", number, *pair, record["topic"], record["kind"], tuple(acts)))
    return lives


@pytest.mark.parametrize("measure", MEASURES)
def test_the_example_settles_as_published(measure: Measure) -> None:
    expected = dict(EXPECTED[f"disagreement stats 2026-02-10, {measure}"])
    cases = settling_cases(example(), date(2026, 2, 10), measure=measure)
    assert [[case.days, int(case.ending == "resolved")] for case in cases] == expected.pop("times")
    found = settling_figures(cases)
    assert {name: getattr(found, name) for name in expected} == expected


def test_the_example_is_open_as_published() -> None:
    ageing = settling_figures(settling_cases(example(), date(2026, 2, 10))).ageing
    expected = EXPECTED["today 2026-02-10"]["disagreements"]
    assert (len(ageing), ageing[0].days) == (expected["open"], expected["oldest_days"])


# --- What holds of every log ----------------------------------------------------------------------------------------


@st.composite
def any_life(draw: st.DrawFn) -> Lived:
    """A disagreement with up to eight allowed acts."""
    life, found, on = Life(), [], draw(st.integers(1, 20))
    for _ in range(draw(st.integers(1, 8))):
        rules = may_now("disagreement", life)
        if not rules:
            break
        rule = draw(st.sampled_from(rules))
        event = Event(rule.act, draw(st.sampled_from((BEN, ANN))), day(on), NEEDS.get(rule.act, {}))
        step("disagreement", life, event, BEN, ANN)
        found.append(event)
        on += draw(st.integers(0, 6))
    return Lived(
        "disagreement", draw(st.integers(1, 99)), BEN, ANN, "any", draw(st.none() | st.just("task")), tuple(found)
    )


LOGS = st.lists(any_life(), max_size=14)
SOME = examples(60)


@SOME
@given(LOGS, st.integers(1, 60).map(day), st.sampled_from(MEASURES))
def test_what_comes_after_the_day_does_not_count(log: list[Lived], as_of: date, measure: Measure) -> None:
    cut = [replace(one, events=tuple(event for event in one.events if event.on <= as_of)) for one in log]
    assert settling_cases(log, as_of, measure=measure) == settling_cases(cut, as_of, measure=measure)


@SOME
@given(LOGS, st.integers(1, 60).map(day))
def test_the_numbers_fit_each_other(log: list[Lived], as_of: date) -> None:
    lasting, first = (settling_figures(settling_cases(log, as_of, measure=measure)) for measure in MEASURES)
    assert first.resolved == first.ever_resolved == lasting.ever_resolved >= lasting.resolved
    for found in (lasting, first):
        assert found.n == found.resolved + found.open + found.lapsed
        assert found.reopened <= found.ever_resolved
        assert len(found.ageing) == found.open
        assert sum(point.resolved for point in found.curve) == found.resolved
        assert sum(point.lapsed for point in found.curve) == found.lapsed
        assert found.enough == (found.resolved + found.lapsed >= 5)
        assert found.enough or {item.level for item in found.ageing} <= {None}


@SOME
@given(LOGS, st.integers(1, 60).map(day))
def test_the_first_resolution_is_never_later_than_the_lasting_one(log: list[Lived], as_of: date) -> None:
    def by(measure: Measure) -> tuple[SettlingCase, ...]:
        return settling_cases(log, as_of, measure=measure)

    assert all(first.days <= lasting.days for first, lasting in zip(by("first"), by("lasting"), strict=True))

"""Feedback counted, against cases worked out by hand and the published example."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts.rules import acts_of
from models.measures.feedback import FeedbackFigures, feedback_figures
from models.measures.lived import Lived
from models.records.event import Event

DATA = Path(__file__).parent / "data"
BEN, ANN = "ben", "ann"


def day(number: int) -> date:
    """Day 1 is 1 January 2026."""
    return date(2025, 12, 31) + timedelta(number)


def lived(text: str, from_: str = BEN, to: str = ANN) -> Lived:
    """Feedback of one to the other, written as `day act`, a semicolon between two."""
    acts = [part.split() for part in text.split(";")]
    return Lived("feedback", 1, from_, to, "a talk", None, tuple(Event(act, to, day(int(on)), {}) for on, act in acts))


def counted(figures: FeedbackFigures) -> dict[str, int]:
    """Without the zeros."""
    return {name: count for name, count in asdict(figures).items() if count}


ALL = "3 request; 5 give; 5 acknowledge; 8 will_act; 20 follow_up"


@pytest.mark.parametrize(
    ("text", "at", "since", "until", "expected"),
    [
        (ALL, 40, None, None, {"asked": 1, "given": 1, "acknowledged": 1, "will_act": 1, "followed_up": 1}),
        (ALL, 8, None, None, {"asked": 1, "given": 1, "acknowledged": 1, "will_act": 1}),
        (ALL, 7, None, None, {"asked": 1, "given": 1, "acknowledged": 1}),
        (ALL, 40, 5, 8, {"given": 1, "acknowledged": 1, "will_act": 1}),
        (ALL, 40, 9, None, {"followed_up": 1}),
        (ALL, 40, None, 3, {"asked": 1}),
        (ALL, 10, 9, 30, {}),
        (ALL, 2, None, None, {}),
        ("3 request; 4 decline", 40, None, None, {"asked": 1, "declined": 1}),
        ("3 request; 9 lapse", 40, None, None, {"asked": 1, "lapsed": 1}),
        ("3 give; 4 wont_act", 40, None, None, {"given": 1, "wont_act": 1}),
        ("3 give", 40, None, None, {"given": 1}),
    ],
)
def test_counts(text: str, at: int, since: int | None, until: int | None, expected: dict[str, int]) -> None:
    bounds = [day(bound) if bound else None for bound in (since, until)]
    assert counted(feedback_figures([lived(text)], BEN, ANN, day(at), *bounds)) == expected


def test_directions_and_nouns_are_kept_apart() -> None:
    lives = [
        lived("3 request; 4 give"),
        lived("3 request", ANN, BEN),
        lived("3 give"),
        Lived("commitment", 2, BEN, ANN, "a promise", None, (Event("request", ANN, day(3), {}),)),
    ]
    assert counted(feedback_figures(lives, BEN, ANN, day(9))) == {"asked": 1, "given": 2}
    assert counted(feedback_figures(lives, ANN, BEN, day(9))) == {"asked": 1}


@given(
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from(acts_of("feedback")))),
    st.integers(1, 40),
    st.integers(1, 40),
)
def test_windows_side_by_side_add_up_to_the_whole(acts: list[tuple[int, str]], cut: int, at: int) -> None:
    lives = [lived("; ".join(f"{on} {act}" for on, act in sorted(acts)))] if acts else []
    whole = feedback_figures(lives, BEN, ANN, day(at))
    before = feedback_figures(lives, BEN, ANN, day(at), until=day(cut))
    after = feedback_figures(lives, BEN, ANN, day(at), since=day(cut + 1))
    assert asdict(whole) == {name: count + asdict(after)[name] for name, count in asdict(before).items()}
    assert sum(asdict(whole).values()) == sum(on <= at for on, _ in acts)


def test_the_example_by_hand() -> None:
    lives, people = [], {}
    for line in (DATA / "first.visavis.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["type"] == "person":
            people[record["name"].split()[0]] = record["uid"]
        elif record["type"] == "feedback":
            acts = [Event(item["act"], item["by"], date.fromisoformat(item["on"]), {}) for item in record["events"]]
            lives.append(Lived("feedback", 1, record["from"], record["to"], record["about"], None, tuple(acts)))
    priya, tom = people["Priya"], people["Tom"]
    as_of = date(2026, 2, 10)
    assert counted(feedback_figures(lives, priya, tom, as_of)) == {"given": 1, "acknowledged": 1, "will_act": 1}
    assert counted(feedback_figures(lives, tom, priya, as_of)) == {"asked": 1}

"""One's own past: promises by the days they had, which of them count, and the line that is made of them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from models.measures.lived import Lived
from models.measures.own_past import BANDS, band_of, own_past, past_line
from models.measures.praise import PraiseCount, told
from models.measures.promises import Kept
from models.records.event import Event
from models.records.rows import Feedback

TODAY = date(2026, 11, 21)
ME, OTHER = "me", "other"


def event(act: str, by: str, on: int, **more: Any) -> Event:
    return Event(act, by, TODAY + timedelta(on), more)


def promise(days: int, *rest: Event, on: int = -60, from_: str = ME) -> Lived:
    """A promise made so many days from today, with so many days until its date, and what came of it."""
    due = str(TODAY + timedelta(on + days))
    first = event("promise", from_, on, due=due)
    to = OTHER if from_ == ME else ME
    return Lived("commitment", 1, from_, to, "Sandbox", None, (first, *rest))


def done(on: int) -> Event:
    return event("report", ME, on)


@pytest.mark.parametrize(
    ("days", "band"), [(-1, 0), (0, 0), (3, 0), (4, 1), (7, 1), (8, 2), (31, 2), (32, 3), (4000, 3)]
)
def test_every_number_of_days_has_its_band(days: int, band: int) -> None:
    assert band_of(days) == BANDS[band]


@pytest.mark.parametrize(
    ("life", "kept"),
    [
        (promise(3, done(-57)), Kept(1, 1)),
        (promise(3, done(-56)), Kept(0, 1)),
        (promise(3), Kept(0, 1)),
        (promise(3, event("revoke", ME, -58, reason_code="other")), Kept(0, 1)),
        (promise(3, event("cancel", OTHER, -58, reason="no")), None),
        (promise(3, event("cancel", OTHER, -50, reason="no")), Kept(0, 1)),
        (promise(3, on=-1), None),
        (promise(3, done(0), on=-1), Kept(1, 1)),
        (promise(3, from_=OTHER), None),
        (Lived("commitment", 1, ME, OTHER, "Undated", None, (event("promise", ME, -60),)), None),
        (Lived("commitment", 1, ME, OTHER, "Asked", None, (event("request", OTHER, -60),)), None),
    ],
)
def test_which_promises_count(life: Lived, kept: Kept | None) -> None:
    assert own_past([life], ME, OTHER, TODAY) == ({BANDS[0]: kept} if kept else {})


def test_a_date_that_was_moved_counts_by_the_first() -> None:
    moved = event("propose", OTHER, -59, due=str(TODAY - timedelta(20)), reason="later")
    life = promise(3, moved, event("agree", ME, -59), done(-25))
    assert own_past([life], ME, OTHER, TODAY) == {BANDS[0]: Kept(0, 1)}


def test_the_line() -> None:
    past = {BANDS[0]: Kept(4, 9), BANDS[1]: Kept(4, 4), BANDS[3]: Kept(0, 5)}
    assert past_line(past, 2, "you") == "of 9 promises with three days or less you kept 4"
    assert past_line(past, 6, "you") == ""
    assert past_line(past, 20, "you") == ""
    assert past_line(past, -1, "you") == ""
    assert past_line(past, 90, "Jay") == "of 5 promises with more than a month Jay kept 0"


# Praise and rework


def feedback(number: int, worked: str | None, rework: str | None) -> Feedback:
    empty: dict[str, Any] = {field.name: None for field in fields(Feedback)}
    return Feedback(**{**empty, "id": number, "worked": worked, "rework": rework})


def test_praise_beside_rework() -> None:
    records = {1: feedback(1, "Short", None), 2: feedback(2, "Early", "The close"), 3: feedback(3, None, "All")}
    lives = [
        Lived("feedback", 1, ME, OTHER, "", None, (event("give", ME, -400),)),
        Lived("feedback", 2, ME, OTHER, "", None, (event("request", OTHER, -9), event("give", ME, -2))),
        Lived("feedback", 3, OTHER, ME, "", None, (event("give", OTHER, -2),)),
        Lived("feedback", 4, ME, OTHER, "", None, (event("give", ME, -2),)),
        Lived("feedback", 2, ME, OTHER, "", None, (event("request", OTHER, -9),)),
    ]
    assert told(lives, records, ME, TODAY) == PraiseCount(2, 2, 1)
    assert told(lives, records, ME, TODAY, TODAY - timedelta(9)) == PraiseCount(1, 1, 1)
    assert told(lives, records, OTHER, TODAY) == PraiseCount(1, 0, 1)
    assert told(lives, records, ME, TODAY - timedelta(5)) == PraiseCount(1, 1, 0)

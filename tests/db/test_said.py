"""Last time we said: what is found of a matter, in which order, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.time.days import build
from storage.log import Log
from storage.reads.last_said import MOST_WORDS, any_of, last_said, meaning
from tests.ui.logs import DANA, JAY, NOW, PAIR, TODAY, day, disagreement, meeting, people, promise, topic, uid, write
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP


def decision(text: str, on: int, **more: Any) -> dict[str, Any]:
    found = {"type": "decision", "uid": uid(f"g{text}"), "alliance": PAIR, "text": text, "decided_on": day(on)}
    return {**found, **more}


def held(on: int, notes: str, **more: Any) -> dict[str, Any]:
    return {**meeting(day(on), "held"), "notes": notes, **more}


RECORDS = [
    *people(started_on=day(-400)),
    held(-300, "The analytics sandbox was too small"),
    held(-11, "- Agency accounts\n- the sandbox waits for IT", private_notes="He was tired of sandboxes"),
    decision("Sandbox for analytics is paid by IT", -100),
    decision("Sandbox stays closed", 5),
    decision("Colour of the sandbox", -30, private=True),
    promise("Analytics sandbox for the agency", JAY, 9),
    disagreement("Who owns the data model", -23, positions={JAY: "IT, beside the sandbox", DANA: "Marketing"}),
    topic("Analytics sandbox"),
    topic("Whose customer is it"),
]


@contextmanager
def opened(folder: Path, records: list[dict[str, Any]]) -> Iterator[Log]:
    with Log(write(folder / "log.visavis", records), lambda: NOW) as log:
        yield log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with opened(tmp_path, RECORDS) as found:
        yield found


def said(log: Log, text: str, most: int = 9) -> list[str]:
    return [item.title for item in last_said(log, log.pairs()[0], text, TODAY, most)]


def test_words_that_carry_meaning() -> None:
    assert meaning("Who signs for the analytics-sandbox, and WHEN? The sandbox!") == ["signs", "analytics", "sandbox"]
    assert meaning("the of and it is") == []
    assert meaning("Q3 plan: 12 % B2B") == ["q3", "plan", "12", "b2b"]
    assert len(meaning(" ".join(f"word{at}" for at in range(99)))) == MOST_WORDS
    assert any_of(["signs", "it", "glass"]) == '"sign"* OR "it" OR "glass"*'
    assert any_of(["boxes", "companies", "batches"]) == '"box"* OR "compan"* OR "batch"*'


def test_any_word_is_enough_and_what_has_more_of_them_is_better(log: Log) -> None:
    found = said(log, "Analytics sandbox: who pays")
    assert set(found[:2]) == {"Analytics sandbox for the agency", "Sandbox for analytics is paid by IT"}
    assert "Analytics sandbox" not in found  # topics are asked about, and answer nothing
    assert "Sandbox stays closed" not in found  # decided after that day


def test_among_the_best_the_newest_stands_first(log: Log) -> None:
    found = last_said(log, log.pairs()[0], "sandboxes", TODAY, 9)
    days = [item.on for item in found if "andbox" in item.title]
    assert days == sorted(days, reverse=True, key=str)
    assert len(found) == 6


def test_it_keeps_to_the_day_and_to_the_number(log: Log) -> None:
    assert len(said(log, "sandbox", most=2)) == 2
    then = last_said(log, log.pairs()[0], "sandbox", build(2026, 2, 1), 9)
    assert [item.title for item in then] == ["Meeting of Sun 25 Jan 2026"]
    assert then[0].snippet == "The analytics sandbox was too small"


def test_what_is_private_says_so(log: Log) -> None:
    found = {item.title: item for item in last_said(log, log.pairs()[0], "sandbox", TODAY, 9)}
    assert found["Colour of the sandbox"].private
    assert found["Meeting of Tue 10 Nov 2026"].private
    assert not found["Who owns the data model"].private


def test_nothing_found_is_an_empty_answer(log: Log) -> None:
    assert said(log, "zebra crossing") == []
    assert said(log, "the of") == []
    assert said(log, "") == []


@pytest.mark.parametrize("text", [*MARKUP, *HIDDEN, *DRIVING, '"', "a AND", "-x", "NEAR(", "title:x", "(" * 2000, "*"])
def test_no_text_is_an_error(log: Log, text: str) -> None:
    said(log, text)
    said(log, f"sandbox {text}")


def test_another_alliance_says_nothing_here(tmp_path: Path) -> None:
    other, third = uid("other pair"), uid("third")
    records = [
        *RECORDS,
        {"type": "person", "uid": third, "name": "Uma Dubois"},
        {"type": "alliance", "uid": other, "principal": JAY, "partner": third},
        {**decision("Sandbox of the others", -3), "alliance": other},
    ]
    with opened(tmp_path, records) as log:
        first, second = log.pairs()
        titles = [[item.title for item in last_said(log, pair, "sandbox", TODAY, 9)] for pair in (first, second)]
        assert "Sandbox of the others" not in titles[0]
        assert titles[1] == ["Sandbox of the others"]

"""Promises kept, against cases worked out by hand, the published example and a second reading of the raw events."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts.replay import Life, actors, may_now, replay, step
from models.measures.lived import Lived
from models.measures.promises import (
    Kept,
    PromiseFigures,
    changes,
    days_overdue,
    done_on,
    due_as_agreed,
    is_overdue,
    promise_figures,
)
from models.records.choices import REASON_CODES
from models.records.event import Event
from tests.properties import examples

DATA = Path(__file__).parent / "data"

# B promises, A relies on it. Days are numbers: 1 is 1 January 2026, 32 is 1 February.
BEN, ANN = "ben", "ann"
NEEDS = {
    "counter": {"reason": "so"},
    "decline": {"reason": "so", "alternative": "none"},
    "withdraw": {"reason": "so"},
    "propose": {"reason": "so"},
    "unsatisfied": {"missing": "half"},
    "revoke": {"reason_code": "vendor"},
    "cancel": {"reason": "so"},
}
DOES = {
    "request": ANN,
    "accept": ANN,
    "agree": ANN,
    "refuse": ANN,
    "satisfied": ANN,
    "unsatisfied": ANN,
    "cancel": ANN,
    "withdraw": ANN,
}
DATES = ("due", "wanted_by", "done_on")


def day(number: int) -> date:
    return date(2025, 12, 31) + timedelta(number)


def events(text: str) -> tuple[Event, ...]:
    """Events as `day act name=value by=ben`, a semicolon between two; what an act needs beside is filled in."""
    found = []
    for part in text.split(";"):
        on, act, *more = part.split()
        values: dict[str, Any] = dict(NEEDS.get(act, {}))
        values |= dict(item.split("=") for item in more)
        values |= {name: day(int(values[name])).isoformat() for name in DATES if name in values}
        by = values.pop("by", DOES.get(act, BEN))
        found.append(Event(act, by, day(int(on)), values))
    return tuple(found)


def lived(text: str, from_: str = BEN, to: str = ANN) -> Lived:
    return Lived("commitment", 1, from_, to, "a promise", None, events(text))


def figures(*texts: str, at: int, since: int | None = None, until: int | None = None) -> PromiseFigures:
    window = [day(bound) if bound else None for bound in (since, until)]
    return promise_figures([lived(text) for text in texts], BEN, ANN, day(at), *window)


def life(text: str, at: int) -> Life:
    found = lived(text).at(day(at))
    assert found is not None
    return found


# --- Kept -----------------------------------------------------------------------------------------------------------

MOVED_IN_TIME = "6 promise due=16; 14 propose due=37; 15 agree"
MOVED_ON_THE_DAY = "6 promise due=16; 16 propose due=37; 16 agree"
MOVED_TOO_LATE = "6 promise due=16; 15 propose due=37; 17 agree"
MOVED_TWICE_TOO_LATE = "6 promise due=16; 15 propose due=37; 17 agree; 18 propose due=60; 19 agree"
PULLED_IN = "6 promise due=37; 10 propose due=16; 11 agree"
WAITING, KEPT, MISSED = (0, 0), (1, 1), (0, 1)


@pytest.mark.parametrize(
    ("text", "at", "first", "agreed"),
    [
        # Done and due.
        ("6 promise due=16; 16 report; 18 satisfied", 40, KEPT, KEPT),
        ("6 promise due=16; 17 report; 18 satisfied", 40, MISSED, MISSED),
        ("6 promise due=16; 18 report done_on=16; 20 satisfied", 40, KEPT, KEPT),
        ("6 promise due=16", 15, WAITING, WAITING),
        ("6 promise due=16", 16, WAITING, WAITING),
        ("6 promise due=16", 17, MISSED, MISSED),
        ("6 promise due=16; 16 report", 16, KEPT, KEPT),
        ("6 promise due=16; 9 report", 10, KEPT, KEPT),
        ("6 promise due=6; 6 report; 6 satisfied", 6, KEPT, KEPT),
        ("6 promise due=2; 6 report; 6 satisfied", 6, MISSED, MISSED),
        # Waiting for a word, sent back, sent back and done again.
        ("6 promise due=16; 15 report", 40, KEPT, KEPT),
        ("6 promise due=16; 15 report; 20 unsatisfied", 40, MISSED, MISSED),
        ("6 promise due=16; 15 report; 20 unsatisfied", 19, KEPT, KEPT),
        ("6 promise due=16; 10 report; 12 unsatisfied; 15 report", 15, KEPT, KEPT),
        ("6 promise due=16; 10 report; 12 unsatisfied; 18 report; 19 satisfied", 40, MISSED, MISSED),
        ("6 promise due=16; 10 report; 12 unsatisfied", 14, WAITING, WAITING),
        # What happens after A does not count.
        ("6 promise due=16; 17 report; 18 satisfied", 16, WAITING, WAITING),
        ("16 promise due=20; 17 report", 15, WAITING, WAITING),
        # Revoked and cancelled.
        ("6 promise due=16; 10 revoke", 40, MISSED, MISSED),
        ("6 promise due=16; 20 revoke", 40, MISSED, MISSED),
        ("6 promise due=16; 10 revoke", 15, WAITING, WAITING),
        ("6 promise due=16; 15 cancel", 40, WAITING, WAITING),
        ("6 promise due=16; 16 cancel", 40, WAITING, WAITING),
        ("6 promise due=16; 17 cancel", 40, MISSED, MISSED),
        ("6 promise due=16; 20 cancel", 19, MISSED, MISSED),
        ("6 promise due=16; 15 report; 20 cancel", 40, MISSED, MISSED),
        # Moved.
        (f"{MOVED_IN_TIME}; 37 report; 38 satisfied", 60, MISSED, KEPT),
        (f"{MOVED_IN_TIME}; 38 report; 38 satisfied", 60, MISSED, MISSED),
        (MOVED_IN_TIME, 30, MISSED, WAITING),
        (f"{MOVED_IN_TIME}; 15 report", 30, KEPT, KEPT),
        (f"{MOVED_IN_TIME}; 20 cancel", 60, MISSED, WAITING),
        (f"{MOVED_ON_THE_DAY}; 37 report", 60, MISSED, KEPT),
        (f"{MOVED_TOO_LATE}; 37 report", 60, MISSED, MISSED),
        (MOVED_TOO_LATE, 17, MISSED, MISSED),
        (f"{MOVED_TWICE_TOO_LATE}; 20 report", 60, MISSED, MISSED),
        (f"{MOVED_IN_TIME}; 38 propose due=50; 39 agree; 45 report", 60, MISSED, MISSED),
        (f"{MOVED_IN_TIME}; 36 propose due=50; 37 agree; 45 report", 60, MISSED, KEPT),
        (f"{PULLED_IN}; 20 report", 60, KEPT, MISSED),
        (PULLED_IN, 20, WAITING, MISSED),
        ("6 promise due=16; 14 propose due=37; 15 refuse; 30 report", 60, MISSED, MISSED),
        ("6 promise due=16; 14 propose due=37; 15 propose due=40; 16 agree; 40 report", 60, MISSED, KEPT),
        ("6 promise due=16; 14 propose due=37; 30 report", 60, MISSED, MISSED),
        ("6 promise due=16; 14 propose due=37 by=ann; 15 agree by=ben; 37 report", 60, MISSED, KEPT),
        # Undated, and dated later: the first date is no change, however late it was agreed.
        ("6 promise; 15 report; 16 satisfied", 40, WAITING, WAITING),
        ("6 promise; 10 propose due=20; 11 agree; 20 report", 40, KEPT, KEPT),
        ("6 promise; 10 propose due=20; 25 agree; 26 report", 40, MISSED, MISSED),
        ("6 promise; 10 propose due=20; 25 agree; 26 propose due=40; 27 agree; 30 report", 60, MISSED, MISSED),
        # Not promised, or by another way.
        ("6 request", 40, WAITING, WAITING),
        ("6 request; 7 counter due=16", 40, WAITING, WAITING),
        ("6 request; 7 counter due=16; 8 accept", 40, MISSED, MISSED),
        ("6 request; 7 counter due=16; 8 accept; 16 report", 40, KEPT, KEPT),
        ("6 request; 7 counter terms=less; 8 accept; 16 report", 40, WAITING, WAITING),
        ("6 offer due=16; 7 refuse reason=no", 40, WAITING, WAITING),
        ("6 offer due=16; 20 accept; 21 report", 40, MISSED, MISSED),
    ],
)
def test_kept(text: str, at: int, first: tuple[int, int], agreed: tuple[int, int]) -> None:
    found = figures(text, at=at)
    assert (found.kept_first_date.kept, found.kept_first_date.known) == first
    assert (found.kept_as_agreed.kept, found.kept_as_agreed.known) == agreed


@pytest.mark.parametrize(
    ("since", "until", "first", "agreed"),
    [
        (None, None, 1, 1),
        (16, 16, 1, 0),
        (17, None, 0, 1),
        (None, 15, 0, 0),
        (37, 37, 0, 1),
        (38, None, 0, 0),
    ],
)
def test_each_is_held_against_the_window_by_its_own_date(
    since: int | None, until: int | None, first: int, agreed: int
) -> None:
    found = figures(MOVED_IN_TIME, at=60, since=since, until=until)
    assert (found.kept_first_date.known, found.kept_as_agreed.known) == (first, agreed)
    assert found.renegotiated.promised == first


def test_directions_and_nouns_are_kept_apart() -> None:
    lives = [
        lived("6 promise due=16; 16 report"),
        Lived("commitment", 2, ANN, BEN, "hers", None, (Event("promise", ANN, day(6), {"due": "2026-01-16"}),)),
        Lived("feedback", 3, BEN, ANN, "a talk", None, (Event("give", BEN, day(6), {}),)),
    ]
    his, hers = (promise_figures(lives, *pair, day(40)) for pair in ((BEN, ANN), (ANN, BEN)))
    assert (his.kept_first_date.kept, his.kept_first_date.known, his.time_to_done.n) == (1, 1, 1)
    assert (hers.kept_first_date.kept, hers.kept_first_date.known, hers.time_to_done.n) == (0, 1, 1)


def test_nothing_is_nothing() -> None:
    assert asdict(figures(at=40)) == {
        "kept_first_date": {"kept": 0, "known": 0},
        "kept_as_agreed": {"kept": 0, "known": 0},
        "undated": 0,
        "renegotiated": {"changed": 0, "promised": 0},
        "median_slip_days": None,
        "median_notice_days": None,
        "reasons": {},
        "time_to_done": {"n": 0, "reached": 0, "given_up": 0, "median_days": None, "median_ci": (None, None)},
        "answer_time": {"n": 0, "reached": 0, "given_up": 0, "median_days": None, "median_ci": (None, None)},
    }


# --- Undated, renegotiated, slip, notice ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "since", "until", "undated"),
    [
        ("6 promise", 40, None, None, 1),
        ("6 promise", 40, 6, 6, 1),
        ("6 promise", 40, 7, None, 0),
        ("6 promise", 40, None, 5, 0),
        ("6 promise; 7 report; 8 satisfied", 40, None, None, 1),
        ("6 promise; 7 cancel", 40, None, None, 1),
        ("6 promise; 7 propose due=20; 9 agree", 8, None, None, 1),
        ("6 promise; 7 propose due=20; 9 agree", 9, None, None, 0),
        ("5 request; 6 counter terms=less; 7 accept", 40, 7, 7, 1),
        ("5 request; 6 counter terms=less", 40, None, None, 0),
        ("6 promise", 5, None, None, 0),
    ],
)
def test_undated(text: str, at: int, since: int | None, until: int | None, undated: int) -> None:
    assert figures(text, at=at, since=since, until=until).undated == undated


@pytest.mark.parametrize(
    ("text", "changed", "slip", "notice"),
    [
        ("6 promise due=16", 0, None, None),
        (MOVED_IN_TIME, 1, 21, 2),
        (f"{MOVED_IN_TIME}; 20 cancel", 1, 21, 2),
        (f"{MOVED_IN_TIME}; 20 revoke", 1, 21, 2),
        (MOVED_TOO_LATE, 1, 21, 1),
        (MOVED_TWICE_TOO_LATE, 1, 44, 10),  # notice 1 and 19
        ("6 promise due=16; 20 propose due=37; 21 agree", 1, 21, -4),
        (PULLED_IN, 1, -21, 27),
        ("6 promise due=16; 14 propose due=37; 15 refuse", 0, None, None),
        ("6 promise due=16; 14 propose due=37", 0, None, None),
        ("6 promise; 10 propose due=16; 11 agree", 0, None, None),
        ("6 promise; 10 propose due=16; 11 agree; 12 propose due=20; 13 agree", 1, 4, 4),
    ],
)
def test_renegotiated(text: str, changed: int, slip: float | None, notice: float | None) -> None:
    found = figures(text, at=60)
    assert (found.renegotiated.changed, found.renegotiated.promised) == (changed, 1)
    assert (found.median_slip_days, found.median_notice_days) == (slip, notice)


def test_slip_is_over_promises_and_notice_over_changes() -> None:
    found = figures(MOVED_IN_TIME, MOVED_TWICE_TOO_LATE, "6 promise due=16", "6 promise", at=60)
    assert (found.renegotiated.changed, found.renegotiated.promised) == (2, 3)
    assert found.median_slip_days == 32.5  # 21, 44
    assert found.median_notice_days == 2  # 1, 2, 19


# --- Reasons --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("6 promise due=16", {"other": 1}),
        ("6 promise due=16; 17 report", {"other": 1}),
        ("6 promise due=16; 17 report reason_code=forgot", {"forgot": 1}),
        ("6 promise due=16; 15 propose due=20 reason_code=vendor; 16 agree", {"vendor": 1}),
        ("6 promise due=16; 15 propose due=20 reason_code=vendor; 16 agree; 20 report", {"vendor": 1}),
        ("6 promise due=16; 15 propose due=20 reason_code=vendor; 30 report reason_code=budget", {"budget": 1}),
        ("6 promise due=16; 15 propose due=20 reason_code=budget; 30 revoke", {"vendor": 1}),
        ("6 promise due=16; 20 cancel", {"other": 1}),
        ("6 promise due=16; 10 cancel", {}),
        ("6 promise due=16; 15 propose due=20 reason_code=vendor; 16 report reason_code=budget", {}),
        ("6 promise; 10 revoke", {}),
    ],
)
def test_reasons(text: str, reasons: dict[str, int]) -> None:
    assert figures(text, at=40).reasons == reasons


def test_the_most_frequent_reason_comes_first_and_ties_keep_the_order_of_the_codes() -> None:
    codes = ("other", "budget", "vendor", "priority-changed", "budget", "other", "forgot", "budget")
    found = figures(*(f"6 promise due=16; 20 revoke reason_code={code}" for code in codes), at=40)
    assert list(found.reasons.items()) == [
        ("budget", 3),
        ("other", 2),
        ("priority-changed", 1),
        ("vendor", 1),
        ("forgot", 1),
    ]


# --- Times ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "n", "done", "days"),
    [
        ("6 promise due=16; 16 report; 18 satisfied", 40, 1, 1, 10),
        ("6 promise due=16; 16 report", 40, 1, 1, 10),
        ("6 promise; 16 report done_on=12", 40, 1, 1, 6),
        ("6 promise; 6 report", 40, 1, 1, 0),
        ("6 promise; 8 report done_on=4", 40, 1, 1, 0),
        ("4 request; 6 promise; 16 report", 40, 1, 1, 10),
        ("4 offer due=9; 6 accept; 16 report", 40, 1, 1, 10),
        ("6 promise due=16; 16 report; 18 unsatisfied", 40, 1, 0, None),
        ("6 promise due=16; 16 report; 18 unsatisfied; 20 report", 40, 1, 1, 14),
        ("6 promise due=16; 16 report; 18 cancel", 40, 1, 0, None),
        ("6 promise due=16", 40, 1, 0, None),
        ("6 request", 40, 0, 0, None),
        ("6 promise", 5, 0, 0, None),
    ],
)
def test_time_to_done(text: str, at: int, n: int, done: int, days: float | None) -> None:
    found = figures(text, at=at).time_to_done
    assert (found.n, found.reached, found.median_days) == (n, done, days)


def test_what_ended_undone_will_never_be_done() -> None:
    # Done after 10 and 20 days, a third never: half of the three are by day 20. Of one that is open nobody knows.
    done = ("6 promise; 16 report", "6 promise; 26 report")
    for ending in ("11 cancel", "11 revoke", "18 cancel", "18 revoke", "18 report; 18 cancel"):
        found = figures(*done, f"6 promise; {ending}", at=40).time_to_done
        assert (found.n, found.reached, found.given_up, found.median_days) == (3, 2, 1, 20)
        assert figures(done[0], *[f"6 promise; {ending}"] * 2, at=40).time_to_done.median_days is None
    assert figures(*done, "6 promise; 30 revoke", at=29).time_to_done.given_up == 0
    assert figures(*done, "6 promise", at=26).time_to_done.median_days == 20
    assert figures(*done, "21 promise", at=26).time_to_done.median_days == 15


@pytest.mark.parametrize(
    ("text", "at", "n", "answered", "days"),
    [
        ("6 request; 9 promise", 40, 1, 1, 3),
        ("6 request; 8 counter due=20", 40, 1, 1, 2),
        ("6 request; 6 decline", 40, 1, 1, 0),
        ("6 request; 8 counter due=20; 12 accept", 40, 1, 1, 2),
        ("6 request; 8 counter due=20; 12 request terms=more; 20 promise", 40, 1, 1, 2),
        ("6 request; 8 counter due=20; 12 request terms=more", 40, 1, 1, 2),
        ("6 request; 8 counter due=20; 12 withdraw", 40, 1, 1, 2),
        ("6 request; 8 withdraw", 40, 1, 0, None),
        ("6 request", 40, 1, 0, None),
        ("6 request; 9 promise", 8, 1, 0, None),
        ("6 request", 5, 0, 0, None),
        ("6 offer due=9; 8 accept", 40, 0, 0, None),
        ("6 promise", 40, 0, 0, None),
    ],
)
def test_answer_time(text: str, at: int, n: int, answered: int, days: float | None) -> None:
    found = figures(text, at=at).answer_time
    assert (found.n, found.reached, found.median_days) == (n, answered, days)


def test_the_unanswered_count_until_now_and_the_withdrawn_as_never_answered() -> None:
    answered = ("6 request; 8 promise", "6 request; 12 promise")
    for ending in ("7 withdraw", "10 withdraw", "20 withdraw"):
        found = figures(*answered, f"6 request; {ending}", at=40).answer_time
        assert (found.n, found.reached, found.given_up, found.median_days) == (3, 2, 1, 6)
    # Withdrawn after an answer, it was answered.
    assert figures("6 request; 8 counter due=20; 9 withdraw", at=40).answer_time.given_up == 0
    assert figures(*answered, "6 request", at=12).answer_time.median_days == 6


def test_times_are_held_against_the_window_by_the_day_of_promise_and_request() -> None:
    text = "6 request; 9 promise due=16; 20 report"
    for since, until, requests, promises in ((6, 8, 1, 0), (7, 9, 0, 1), (10, 40, 0, 0), (1, 5, 0, 0)):
        found = figures(text, at=40, since=since, until=until)
        assert (found.answer_time.n, found.time_to_done.n) == (requests, promises)


def test_the_interval_of_the_median() -> None:
    # R: times 1 2 3 4, all events: 2.5 (1, not reached).
    found = figures(*(f"6 promise; {6 + days} report" for days in (1, 2, 3, 4)), at=40).time_to_done
    assert (found.median_days, found.median_ci) == (2.5, (1, None))


# --- Overdue --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "days"),
    [
        ("6 promise due=16", 16, None),
        ("6 promise due=16", 17, 1),
        ("6 promise due=16; 15 propose due=30", 20, 4),
        (MOVED_TOO_LATE, 37, None),
        (MOVED_TOO_LATE, 40, 3),
        ("6 promise due=16; 20 report", 30, None),
        ("6 promise due=16; 20 report; 22 unsatisfied", 30, 14),
        ("6 promise due=16; 20 revoke", 30, None),
        ("6 promise due=16; 20 cancel", 30, None),
        ("6 promise", 30, None),
        ("6 offer due=16", 30, None),
        ("6 request wanted_by=16", 30, None),
        ("6 request; 7 counter due=16", 30, None),
    ],
)
def test_overdue(text: str, at: int, days: int | None) -> None:
    found = life(text, at)
    assert days_overdue(found, day(at)) == days
    assert is_overdue(found, day(at)) is (days is not None)


def test_readings_of_one_life() -> None:
    moved = life(MOVED_TWICE_TOO_LATE, 60)
    assert (moved.first_due, moved.due, due_as_agreed(moved)) == (day(16), day(60), day(16))
    assert [change.due for change in changes(moved)] == [day(37), day(60)]
    assert due_as_agreed(life("6 promise", 60)) is None
    assert due_as_agreed(life("6 request", 60)) is None
    assert done_on(life("6 promise; 9 report done_on=8", 60)) == day(8)
    assert done_on(life("6 promise; 9 report; 10 unsatisfied", 60)) is None
    assert done_on(life("6 promise; 9 report; 10 cancel", 60)) is None


# --- The published example ------------------------------------------------------------------------------------------


def example() -> tuple[dict[str, str], list[Lived]]:
    """The people's uids by first name, and the commitments."""
    lines = (DATA / "first.visavis.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    people = {record["name"].split()[0]: record["uid"] for record in records if record["type"] == "person"}
    lives = []
    for number, record in enumerate((record for record in records if record["type"] == "commitment"), 1):
        acts = [
            Event(values.pop("act"), values.pop("by"), date.fromisoformat(values.pop("on")), values)
            for values in record["events"]
        ]
        lives.append(Lived("commitment", number, record["from"], record["to"], record["text"], None, tuple(acts)))
    return people, lives


EXPECTED = json.loads((DATA / "first.expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["Priya", "Tom"])
def test_the_example_is_kept_as_published(name: str) -> None:
    people, lives = example()
    other = next(uid for uid in people.values() if uid != people[name])
    found = asdict(promise_figures(lives, people[name], other, date(2026, 2, 10)))
    expected = EXPECTED[f"commitment stats 2026-02-10 from {name}"]
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("on", EXPECTED["overdue"])
def test_the_example_is_overdue_as_published(on: str) -> None:
    as_of = date.fromisoformat(on)
    found = []
    for lived in example()[1]:
        one = lived.at(as_of)
        if one is not None and is_overdue(one, as_of):
            found.append([lived.title, days_overdue(one, as_of), str(one.due), str(one.first_due)])
    assert sorted(found, key=lambda row: str(row[2])) == EXPECTED["overdue"][on]


def test_the_rest_of_the_example_by_hand() -> None:
    people, lives = example()
    priya, tom = people["Priya"], people["Tom"]
    hers = promise_figures(lives, priya, tom, date(2026, 2, 10))
    assert (hers.renegotiated.changed, hers.renegotiated.promised, hers.undated) == (0, 3, 0)
    assert hers.reasons == {"other": 1}
    assert (hers.time_to_done.n, hers.time_to_done.reached, hers.time_to_done.median_days) == (3, 1, None)
    assert (hers.answer_time.n, hers.answer_time.reached, hers.answer_time.median_days) == (2, 2, 1.5)
    his = promise_figures(lives, tom, priya, date(2026, 2, 10))
    assert (his.median_slip_days, his.median_notice_days) == (21, 2)
    assert (his.answer_time.n, his.answer_time.reached) == (1, 0)


# --- What holds of every log ----------------------------------------------------------------------------------------

FIELDS = {"due": st.integers(1, 50), "wanted_by": st.integers(1, 50), "reason_code": st.sampled_from(REASON_CODES)}


@st.composite
def any_life(draw: st.DrawFn) -> Lived:
    """A commitment with up to nine allowed acts within seven weeks."""
    from_, to = draw(st.sampled_from([(BEN, ANN), (ANN, BEN)]))
    life, found, on = Life(), [], draw(st.integers(1, 20))
    for _ in range(draw(st.integers(1, 9))):
        rules = may_now("commitment", life)
        if not rules:
            break
        rule = draw(st.sampled_from(rules))
        names = [*rule.needs, *rule.one_of, *draw(st.sets(st.sampled_from(rule.may)) if rule.may else st.just(set()))]
        values: dict[str, Any] = {name: draw(FIELDS[name]) if name in FIELDS else "so" for name in names}
        if "done_on" in values:
            values["done_on"] = draw(st.integers(1, on))
        values |= {name: day(values[name]).isoformat() for name in DATES if name in values}
        event = Event(rule.act, draw(st.sampled_from(actors(rule, life, from_, to))), day(on), values)
        step("commitment", life, event, from_, to)
        found.append(event)
        on += draw(st.integers(0, 8))
    return Lived("commitment", 1, from_, to, "any", None, tuple(found))


LOGS = st.lists(any_life(), max_size=8)
BOUND = st.none() | st.integers(1, 50).map(day)
SOME = examples(60)


@SOME
@given(LOGS, st.integers(1, 60).map(day), BOUND, BOUND)
def test_what_comes_after_the_day_does_not_count(
    log: list[Lived], as_of: date, since: date | None, until: date | None
) -> None:
    cut = [replace(one, events=tuple(event for event in one.events if event.on <= as_of)) for one in log]
    before, after = (promise_figures(lives, BEN, ANN, as_of, since, until) for lives in (log, cut))
    assert before == after


@SOME
@given(LOGS, st.integers(1, 60).map(day), BOUND, BOUND)
def test_the_numbers_fit_each_other(log: list[Lived], as_of: date, since: date | None, until: date | None) -> None:
    found = promise_figures(log, BEN, ANN, as_of, since, until)
    for kept in (found.kept_first_date, found.kept_as_agreed):
        assert 0 <= kept.kept <= kept.known
    assert sum(found.reasons.values()) == found.kept_first_date.known - found.kept_first_date.kept
    assert found.kept_first_date.known <= found.renegotiated.promised
    assert found.renegotiated.changed <= found.renegotiated.promised
    assert (found.median_slip_days is None) is (found.renegotiated.changed == 0)
    assert (found.median_notice_days is None) is (found.renegotiated.changed == 0)
    assert found.time_to_done.reached + found.time_to_done.given_up <= found.time_to_done.n
    assert found.answer_time.reached + found.answer_time.given_up <= found.answer_time.n
    assert promise_figures([one for one in log if one.from_ == BEN], BEN, ANN, as_of, since, until) == found


def plain_kept(one: Lived, as_of: date, *, agreed: bool) -> bool | None:
    """The definition once more, read off the raw events: kept, missed, or None where it is left out."""
    due = done = offered = proposed = state = None
    for event in one.events:
        if event.on > as_of:
            break
        state = event.act
        if event.act in ("offer", "counter"):
            offered = event.date("due")
        elif event.act == "promise":
            due = event.date("due")
        elif event.act == "accept":
            due = offered
        elif event.act == "propose":
            proposed = event.date("due")
        elif event.act == "agree" and (due is None or (agreed and event.on <= due)):
            due = proposed
        elif event.act == "report":
            done = event.date("done_on") or event.on
        elif event.act in ("unsatisfied", "cancel"):
            done = None
        if event.act == "cancel" and due and event.on <= due:
            return None
    if due is None or state in ("offer", "counter", "request", "decline", "withdraw"):
        return None
    if done and done <= due:
        return True
    return False if due < as_of else None


@SOME
@given(LOGS, st.integers(1, 60).map(day))
def test_kept_is_what_the_raw_events_say(log: list[Lived], as_of: date) -> None:
    found = promise_figures(log, BEN, ANN, as_of)
    for kept, agreed in ((found.kept_first_date, False), (found.kept_as_agreed, True)):
        plain = [plain_kept(one, as_of, agreed=agreed) for one in log if one.from_ == BEN]
        assert (kept.kept, kept.known) == (plain.count(True), plain.count(True) + plain.count(False))


@SOME
@given(st.lists(any_life(), max_size=8))
def test_slip_is_the_plain_median_of_first_to_last(log: list[Lived]) -> None:
    lives = [replay("commitment", one.events, one.from_, one.to) for one in log if one.from_ == BEN]
    slips = [(one.due - one.first_due).days for one in lives if one.due and one.first_due and changes(one)]
    found = promise_figures(log, BEN, ANN, day(200))
    assert found.median_slip_days == (median(slips) if slips else None)


@pytest.mark.parametrize(("ends", "kept"), [(13, WAITING), (14, KEPT), (20, KEPT), (60, KEPT)])
def test_what_was_done_before_the_end_of_an_alliance_is_kept(ends: int, kept: tuple[int, int]) -> None:
    late = lived("6 promise due=16; 40 report done_on=14; 40 satisfied")
    found = promise_figures([late], BEN, ANN, day(50), ends_on=day(ends))
    assert found.kept_as_agreed == found.kept_first_date == Kept(*kept)
    assert found.time_to_done.reached == kept[0]

"""What is known of each of the two: whose page a note stands on, in which order, and when it is stale."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Any

import pytest

from models.records.choices import NOTE_KINDS
from models.records.freshness import (
    GOES_STALE,
    PAGE,
    STALE_DAYS,
    asked_of,
    due,
    known,
    learned_on,
    page,
    stale,
    standing,
    unanswered,
    whose,
)
from models.records.pair import Pair
from models.records.rows import Alliance, Note, Person
from tests.domain.made import row

TODAY = date(2026, 11, 21)
ME, OTHER = "jay", "dana"


def note(kind: str, text: str = "so", **values: Any) -> Note:
    return row(Note, alliance="a", kind=kind, text=text, **values)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


PAIR = Pair(
    row(Alliance, uid="a", principal=ME, partner=OTHER),
    row(Person, uid=ME, name="Jay Moran"),
    row(Person, uid=OTHER, name="Dana Reyes"),
    UTC,
)


@pytest.mark.parametrize(
    ("kind", "by", "about", "expected"),
    [
        ("success-measure", ME, OTHER, OTHER),
        ("success-measure", OTHER, ME, ME),
        ("success-measure", ME, None, OTHER),
        ("success-measure", None, None, ""),
        ("challenge", None, ME, ME),
        ("expectation", ME, OTHER, OTHER),
        ("priority", ME, OTHER, ME),
        ("priority", ME, None, ME),
        ("priority", None, OTHER, OTHER),
        ("learning", OTHER, ME, OTHER),
        ("recognition", ME, OTHER, OTHER),
        ("suggestion", OTHER, None, ME),
        ("domain", ME, None, ""),
        ("domain", ME, OTHER, OTHER),
        ("personal", ME, OTHER, OTHER),
    ],
)
def test_whose_page(kind: str, by: str | None, about: str | None, expected: str) -> None:
    assert whose(note(kind, by=by, about=about), PAIR) == expected


@pytest.mark.parametrize(
    ("kind", "values", "days", "is_stale"),
    [
        ("challenge", {"on": ago(10)}, 10, False),
        ("challenge", {"on": ago(STALE_DAYS)}, STALE_DAYS, False),
        ("challenge", {"on": ago(STALE_DAYS + 1)}, STALE_DAYS + 1, True),
        ("challenge", {"on": ago(400), "confirmed_on": ago(3)}, 3, False),
        ("challenge", {"on": ago(400), "confirmed_on": ago(-3)}, 400, True),
        ("challenge", {"on": ago(2), "confirmed_on": ago(400)}, 2, False),
        ("challenge", {}, None, True),
        ("personal", {"on": ago(400)}, 400, True),
        ("learning", {"on": ago(400)}, 400, False),
        ("recognition", {}, None, False),
    ],
)
def test_how_fresh(kind: str, values: dict[str, Any], days: int | None, is_stale: bool) -> None:
    found = known(note(kind, **values), TODAY)
    assert (found.days, found.stale) == (days, is_stale)


def test_what_another_replaces_or_begins_later_does_not_stand() -> None:
    old, new = (
        note("challenge", "old", uid="1", on=ago(9)),
        note("challenge", "new", uid="2", supersedes="1", on=ago(2)),
    )
    later = note("challenge", "later", uid="3", on=ago(-1))
    assert standing([old, new, later], TODAY) == [new]
    assert standing([old, new, later], ago(5)) == [old]


def test_a_page_has_the_kinds_in_order_and_what_belongs_to_both_on_both() -> None:
    notes = [note(kind, kind, by=ME, about=OTHER, uid=kind) for kind in NOTE_KINDS]
    notes += [note("domain", "ours", by=ME, uid="ours")]
    theirs = page(notes, PAIR, OTHER, TODAY)
    assert [part.kind for part in theirs] == [kind for kind in PAGE if kind not in ("priority", "question", "learning")]
    assert [part.kind for part in page(notes, PAIR, ME, TODAY)] == ["priority", "question", "domain", "learning"]
    assert [item.note.text for part in theirs if part.kind == "domain" for item in part.items] == ["domain", "ours"]


@pytest.mark.parametrize(
    ("kind", "values", "waits_for"),
    [
        ("question", {"by": ME, "due_on": ago(0)}, OTHER),
        ("question", {"by": ME, "about": ME, "due_on": ago(1)}, ME),
        ("question", {"by": ME, "due_on": ago(-1)}, None),
        ("question", {"by": ME}, None),
        ("question", {"by": ME, "due_on": ago(1), "answered_on": ago(0)}, None),
        ("learning", {"by": OTHER, "due_on": ago(0)}, OTHER),
        ("learning", {"by": ME, "due_on": ago(3), "done_on": ago(1)}, None),
        ("learning", {"by": ME, "due_on": ago(3), "done_on": ago(-1)}, ME),
        ("learning", {"by": ME}, None),
        ("suggestion", {"by": ME, "due_on": ago(3)}, None),
    ],
)
def test_what_is_to_be_found_out_or_learned_by_now(kind: str, values: dict[str, Any], waits_for: str | None) -> None:
    found = due([note(kind, **values)], TODAY)
    assert [asked_of(item, PAIR) for item in found] == ([waits_for] if waits_for else [])


def test_what_has_another_in_its_place_waits_no_longer() -> None:
    first = note("question", by=ME, due_on=ago(1), uid="first")
    assert due([first, note("question", by=ME, uid="second", supersedes="first")], TODAY) == []


@pytest.mark.parametrize(
    ("values", "on"),
    [
        ({"on": ago(3)}, ago(3)),
        ({"on": ago(3), "due_on": ago(-3)}, None),
        ({"on": ago(3), "due_on": ago(2), "done_on": ago(1)}, ago(1)),
        ({"on": ago(3), "done_on": ago(1)}, ago(1)),
    ],
)
def test_what_is_planned_is_not_learned_yet(values: dict[str, Any], on: date | None) -> None:
    assert learned_on(note("learning", **values)) == on


def test_every_kind_has_its_place_on_a_page() -> None:
    assert sorted(PAGE) == sorted(NOTE_KINDS)


def test_priorities_by_rank_the_rest_the_newest_first() -> None:
    ranked = [note("priority", str(rank), by=ME, rank=rank, uid=str(rank), id=9 - (rank or 0)) for rank in (2, None, 1)]
    dated = [note("challenge", str(days), about=ME, on=ago(days), uid=str(days)) for days in (9, 1, 5)]
    found = {part.kind: [item.note.text for item in part.items] for part in page([*ranked, *dated], PAIR, ME, TODAY)}
    assert found == {"priority": ["1", "2", "None"], "challenge": ["1", "5", "9"]}


@pytest.mark.parametrize(
    ("kind", "values", "asked_again"),
    [
        *((kind, {"on": ago(91)}, True) for kind in GOES_STALE),
        ("challenge", {"on": ago(90)}, False),
        ("challenge", {}, True),
        ("priority", {"on": ago(91), "rank": 5}, True),
        ("priority", {"on": ago(91), "rank": 6}, False),
        ("personal", {"on": ago(900)}, False),
        ("learning", {"on": ago(900)}, False),
    ],
)
def test_what_is_asked_again(kind: str, values: dict[str, Any], asked_again: bool) -> None:
    assert bool(stale([note(kind, **values)], TODAY)) is asked_again


def test_the_oldest_is_asked_again_first() -> None:
    notes = [note("challenge", str(days), on=ago(days), uid=str(days), id=days) for days in (100, 300, 200)]
    assert [item.note.text for item in stale(notes, TODAY)] == ["300", "200", "100"]


@pytest.mark.parametrize(
    ("kind", "answered_on", "waits"),
    [
        ("suggestion", None, True),
        ("introduction", None, True),
        ("suggestion", ago(0), False),
        ("suggestion", ago(-2), True),
        ("learning", None, False),
    ],
)
def test_what_waits_for_an_answer(kind: str, answered_on: date | None, waits: bool) -> None:
    assert bool(unanswered([note(kind, on=ago(5), answered_on=answered_on)], TODAY)) is waits

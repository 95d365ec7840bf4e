"""The six benefits: what each says of a log, both directions, its picture, and the records that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest

from models.measures.lived import Lived
from models.measures.rhythm import Held
from models.pages.benefits import DOTS, Benefit, Evidence, asked_of, benefits, card_in_force
from models.pages.review_measured import ReviewRows
from models.records.event import Event
from models.records.pair import Pair
from models.records.rhythms import course_of
from models.records.rows import (
    Alliance,
    Commitment,
    Criterion,
    Customer,
    Disagreement,
    Feedback,
    KeptRecord,
    Meeting,
    Note,
    Person,
    Placement,
)
from tests.domain.made import row

TODAY = date(2026, 11, 21)
ME, OTHER = "jay", "dana"
BOTH = {ME: "2026-02-03", OTHER: "2026-02-05"}


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def pair(principal: str = ME, cadence: str | None = None) -> Pair:
    partner = OTHER if principal == ME else ME
    me, other = row(Person, uid=ME, name="Jay Moran"), row(Person, uid=OTHER, name="Dana Reyes")
    return Pair(row(Alliance, uid="a", principal=principal, partner=partner, cadence=cadence), me, other, UTC)


def evidence(
    lives: dict[str, list[Lived]] | None = None,
    notes: Sequence[Note] = (),
    criteria: Sequence[Criterion] = (),
    meetings: Sequence[Meeting] = (),
    of: Pair | None = None,
    **rows: Any,
) -> Evidence:
    held = [Held(item.starts_at.date(), item.place) for item in meetings if item.state == "held"]
    found = ReviewRows(
        pair=of or pair(),
        as_of=TODAY,
        held=held,
        course=course_of((of or pair()).alliance, min((item.on for item in held), default=TODAY)),
        lives={"commitment": [], "feedback": [], "disagreement": []} | (lives or {}),
        private=frozenset(),
        decisions=[],
        notes=[*notes],
        topics=[],
        criteria=[*criteria],
        today=cast(Any, None),  # no benefit rests on what is due today
    )
    return Evidence(found, meetings, **{"disagreements": (), "customers": (), "placements": (), **rows})


def measured(key: str, found: Evidence) -> Benefit:
    return next(item for item in benefits(found) if item.key == key)


def counts(found: Benefit) -> list[tuple[int, int | None]]:
    """Both directions, mine first."""
    assert [side.uid for side in found.sides] in ([], [ME, OTHER])
    return [(side.done, side.of) for side in found.sides]


def test_a_new_log_has_begun_none_and_says_so_six_times() -> None:
    found = benefits(evidence())
    assert [item.key for item in found] == ["customer", "contact", "measured", "accountable", "skills", "conflict"]
    assert not any(item.begun or item.sides or item.dots or item.series or item.traces for item in found)
    assert all(item.says and len(item.says) <= 36 for item in found)


def test_what_begins_later_has_begun_nothing() -> None:
    promised = Event("promise", ME, ago(-1), {})
    lives = {"commitment": [Lived("commitment", 1, ME, OTHER, "", None, (promised,))]}
    found = evidence(lives, placements=[row(Placement, who="Mia", from_on=ago(-1))])
    assert not measured("accountable", found).begun
    assert not measured("skills", found).begun


def test_all_of_it_is_of_the_last_twelve_months() -> None:
    assert evidence().window == (date(2025, 11, 22), TODAY)


# Shared customer


def card(**values: Any) -> Customer:
    return row(Customer, text="Families", **values)


@pytest.mark.parametrize(
    ("values", "leaning", "says", "sides", "dots"),
    [
        ({}, 0, "The card is not agreed by both yet", [(0, 1), (0, 1)], ()),
        ({"agreed": {OTHER: "2026-02-05"}}, 0, "The card is not agreed by both yet", [(0, 1), (1, 1)], ()),
        ({"agreed": BOTH}, 0, "Agreed by both since Thu 5 Feb", [(1, 1), (1, 1)], ()),
        (
            {"agreed": BOTH, "journey": [{"step": "Looks", "breaks": "so"}, {"step": "Pays"}]},
            0,
            "Agreed by both since Thu 5 Feb; the journey breaks at 1 of 2 steps",
            [(1, 1), (1, 1)],
            (False, True),
        ),
        ({"agreed": BOTH}, 1, "Agreed by both since Thu 5 Feb; 1 disagreement went back to it", [(1, 1), (1, 1)], ()),
        ({"agreed": BOTH}, 2, "Agreed by both since Thu 5 Feb; 2 disagreements went back to it", [(1, 1), (1, 1)], ()),
    ],
)
def test_the_customer(
    values: dict[str, Any], leaning: int, says: str, sides: list[tuple[int, int]], dots: tuple[bool, ...]
) -> None:
    raised = [row(Disagreement, id=at, customer="card", opened_on=ago(at)) for at in range(leaning)]
    found = measured("customer", evidence(customers=[card(**values)], disagreements=raised))
    assert (found.begun, found.says, counts(found), found.dots) == (True, says, sides, dots)
    assert [trace.noun for trace in found.traces] == ["customer", *["disagreement"] * leaning]


@pytest.mark.parametrize(
    ("chain", "in_force"),
    [((), None), ((None,), 0), ((None, 0), 1), ((None, 0, 1), 2), ((None, 0, None), 2), ((1, None), 0)],
)
def test_the_card_in_force_is_the_newest_that_none_replaces(
    chain: tuple[int | None, ...], in_force: int | None
) -> None:
    cards = [card(id=at, uid=str(at), supersedes=None if old is None else str(old)) for at, old in enumerate(chain)]
    found = card_in_force(cards)
    assert (found.id if found else None) == in_force


# Deliberate contact


def meeting(days: int, place: str = "office", asked: Sequence[str] = (), state: str = "held") -> Meeting:
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 14, tzinfo=UTC) - timedelta(days)
    return row(Meeting, id=days, starts_at=at, place=place, state=state, help_asked=[{"of": uid} for uid in asked])


@pytest.mark.parametrize(
    ("held", "says", "sides"),
    [
        ([meeting(4)], "Met 1 time; the last time on Tue 17 Nov; never out of the office", [(0, 1), (0, 1)]),
        ([meeting(4, "")], "Met 1 time; the last time on Tue 17 Nov", [(0, 1), (0, 1)]),
        (
            [meeting(18, "walk", [ME]), meeting(4, asked=[ME, OTHER])],
            "Met 2 times; the last time on Tue 17 Nov; out of the office on Tue 3 Nov",
            [(2, 2), (1, 2)],
        ),
        ([meeting(4), meeting(2, state="missed")], None, [(0, 1), (0, 1)]),
        ([meeting(14 * at + 4, asked=[OTHER]) for at in range(20, -1, -1)], None, [(0, DOTS), (DOTS, DOTS)]),
    ],
)
def test_contact(held: list[Meeting], says: str | None, sides: list[tuple[int, int]]) -> None:
    found = measured("contact", evidence(meetings=held))
    assert says is None or found.says == says
    assert counts(found) == sides
    assert found.dots == ()
    newest = sorted((item for item in held if item.state == "held"), key=lambda item: item.starts_at, reverse=True)
    assert [trace.id for trace in found.traces] == [item.id for item in newest[:DOTS]]


def test_with_a_rhythm_contact_is_told_by_its_dates() -> None:
    held = [meeting(14 * at + 4) for at in range(5, -1, -1) if at != 2]
    of = pair(cadence="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=14;BYMINUTE=0")
    found = measured("contact", evidence(meetings=held, of=of))
    assert found.says.startswith("Met 5 of 6; the last time on Tue 17 Nov")
    assert found.dots == (True, True, True, False, True, True)


def test_meetings_that_were_only_planned_are_no_contact() -> None:
    assert not measured("contact", evidence(meetings=[meeting(-3, state="planned")])).begun


def test_whom_a_meeting_asked() -> None:
    assert [asked_of(meeting(1, asked=[ME]), uid) for uid in (ME, OTHER)] == [True, False]
    assert not asked_of(row(Meeting), ME)


# Measured success


def checked(*values: float | None, status: str = "on") -> list[dict[str, Any]]:
    return [{"on": "2026-11-01", "value": value, "status": status} for value in values]


@pytest.mark.parametrize(
    ("criteria", "says", "series"),
    [
        ([{"name": "Days"}], "0 of 1 met; Days: not measured yet", ()),
        ([{"name": "Days", "check_ins": checked(24, 15), "target": 8, "unit": "days"}],
         "0 of 1 met; Days: 15 days, target 8, on course", (24, 15)),
        ([{"name": "Days", "check_ins": checked(24, None, status="off")}],
         "0 of 1 met; Days: off course", (24,)),
        ([{"name": "Won", "met_on": ago(3)}, {"name": "Days"}], "1 of 2 met; Days: not measured yet", ()),
        ([{"name": "Days"}, {"name": "Won", "met_on": ago(3)}], "1 of 2 met; Days: not measured yet", ()),
        ([{"name": "Won", "met_on": ago(3), "check_ins": checked(1, 2, status="done")}],
         "1 of 1 met; Won: 2, met", (1, 2)),
        ([{"name": "Soon", "met_on": ago(-3)}], "0 of 1 met; Soon: not measured yet", ()),
    ],
)  # fmt: skip
def test_measured_success(criteria: list[dict[str, Any]], says: str, series: tuple[float, ...]) -> None:
    rows = [row(Criterion, id=at, **values) for at, values in enumerate(criteria)]
    found = measured("measured", evidence(criteria=rows))
    assert (found.says, found.series) == (says, series)
    assert {trace.id for trace in found.traces} == {item.id for item in rows}
    first = found.traces[0].record
    assert isinstance(first, Criterion)
    assert first.name in found.says


@pytest.mark.parametrize("principal", [ME, OTHER])
def test_what_is_in_it_for_each(principal: str) -> None:
    rows = [row(Criterion, id=1, name="A", for_principal="so"), row(Criterion, id=2, name="B", for_partner="so"),
            row(Criterion, id=3, name="C", for_partner="so")]  # fmt: skip
    found = measured("measured", evidence(criteria=rows, of=pair(principal)))
    assert counts(found) == ([(1, 3), (2, 3)] if principal == ME else [(2, 3), (1, 3)])


# Mutual accountability


def promise(number: int, giver: str, due: int, done: int | None) -> tuple[Lived, Commitment]:
    """A promise made 60 days before its date, as it was lived and as a row."""
    taker = OTHER if giver == ME else ME
    events = [Event("promise", giver, ago(due + 60), {"due": str(ago(due))})]
    if done is not None:
        events += [Event("report", giver, ago(done), {}), Event("satisfied", taker, ago(done), {})]
    state = "promised" if done is None else "satisfied"
    record = row(
        Commitment, id=number, text="so", from_=giver, to=taker, state=state, due=ago(due), last_on=events[-1].on
    )
    return Lived("commitment", number, giver, taker, "so", None, tuple(events)), record


@pytest.mark.parametrize(
    ("promises", "says", "sides", "traces"),
    [
        ([(ME, -5, None)], "No promise has come due yet; no feedback given", [(0, 0), (0, 0)], []),
        ([(ME, 9, 10)], "1 promise kept in a year; no feedback given", [(1, 1), (0, 0)], [0]),
        ([(ME, 9, 10), (OTHER, 20, 15), (OTHER, 30, 31)],
         "2 of 3 promises kept in a year; no feedback given", [(1, 1), (1, 2)], [0, 1, 2]),
        ([(ME, 400, 401)], "No promise has come due yet; no feedback given", [(0, 0), (0, 0)], []),
        ([(ME, 3, None)], "1 promise came due; no feedback given", [(0, 1), (0, 0)], [0]),
    ],
)  # fmt: skip
def test_accountability(
    promises: list[tuple[str, int, int | None]], says: str, sides: list[tuple[int, int]], traces: list[int]
) -> None:
    both = [promise(at, *each) for at, each in enumerate(promises)]
    given = evidence({"commitment": [life for life, _ in both]}, commitments=[record for _, record in both])
    found = measured("accountable", given)
    assert (found.says, counts(found)) == (says, sides)
    assert [trace.id for trace in found.traces] == traces


def test_feedback_that_was_given_counts_and_what_was_only_asked_for_does_not() -> None:
    lives, rows = [], []
    for number, last in enumerate(("will_act", "give", "request")):
        acts = {"request": ME, "give": OTHER, "acknowledge": ME, "will_act": ME}
        until = [*acts].index(last) + 1
        events = [Event(act, by, ago(20 - at), {}) for at, (act, by) in enumerate(acts.items()) if at < until]
        lives.append(Lived("feedback", number, OTHER, ME, "so", None, tuple(events)))
        state = {"will_act": "will-act", "give": "given", "request": "requested"}[last]
        rows.append(row(Feedback, id=number, from_=OTHER, to=ME, state=state, last_on=events[-1].on))
    found = measured("accountable", evidence({"feedback": lives}, feedback=rows))
    assert found.says == "No promise has come due yet; 1 of 2 pieces of feedback acted on"
    assert [trace.id for trace in found.traces] == [0, 1]


# Skills crossing over


def note(kind: str, by: str = ME, days: int = 5, **values: Any) -> Note:
    return row(Note, kind=kind, text="so", by=by, on=ago(days), **values)


@pytest.mark.parametrize(
    ("notes", "placements", "says", "sides"),
    [
        ([note("learning")], [], "1 thing learned in twelve months", [(1, None), (0, None)]),
        ([note("learning"), note("learning", OTHER, 6)], [], "2 things learned in twelve months",
         [(1, None), (1, None)]),
        ([note("recognition")], [], "1 word said for the other", [(0, None), (0, None)]),
        ([note("advocacy"), note("recognition", OTHER), note("introduction")], [],
         "2 words said for the other; 1 introduction or suggestion made", [(0, None), (0, None)]),
        ([note("recognition"), note("recognition", whom="Web and shops")], [],
         "1 word said for the other; 1 recognition of those who work together", [(0, None), (0, None)]),
        ([note("advocacy", whom="The board"), note("showing", whom="Nora Beck, champion")], [],
         "1 word said for the other; 1 thing shown", [(0, None), (0, None)]),
        ([note("suggestion"), note("introduction")], [], "2 introductions or suggestions made",
         [(0, None), (0, None)]),
        ([], [{"from_on": ago(30)}], "1 person on the other's team", [(0, None), (0, None)]),
        ([], [{"from_on": ago(30)}, {"until_on": ago(0)}], "2 people on the other's team",
         [(0, None), (0, None)]),
    ],
)  # fmt: skip
def test_skills(
    notes: list[Note], placements: list[dict[str, Any]], says: str, sides: list[tuple[int, int | None]]
) -> None:
    rows = [row(Placement, id=at, who="Mia", **values) for at, values in enumerate(placements)]
    found = measured("skills", evidence(notes=notes, placements=rows))
    assert (found.begun, found.says, counts(found)) == (True, says, sides)
    assert len(found.traces) == len(notes) + len(rows)


@pytest.mark.parametrize("left_out", [note("learning", days=400), note("personal"), note("priority"), note("domain")])
def test_what_is_no_skill_begins_nothing(left_out: Note) -> None:
    assert not measured("skills", evidence(notes=[left_out])).begun


def test_a_placement_that_is_over_or_still_to_come_is_no_evidence_of_now() -> None:
    rows = [row(Placement, id=1, who="Mia", until_on=ago(1)), row(Placement, id=2, who="Ann", from_on=ago(-1))]
    assert measured("skills", evidence(notes=[note("learning")], placements=rows)).says.startswith("1 thing learned")


# Constructive conflict


def raised(number: int, days: int, settled: int | None, **values: Any) -> tuple[Lived, Disagreement]:
    events = [Event("raise", ME, ago(days), {})]
    if settled is not None:
        events.append(Event("resolve", ME, ago(days - settled), {"kind": "agreed", "decision": "so"}))
    record: KeptRecord = row(Disagreement, id=number, topic="so", opened_on=ago(days), **values)
    assert isinstance(record, Disagreement)
    return Lived("disagreement", number, ME, OTHER, "so", "task", tuple(events)), record


TWO = {ME: "mine", OTHER: "theirs"}


@pytest.mark.parametrize(
    ("cases", "says", "sides"),
    [
        ([(30, None, {})], "1 not settled yet", [(0, 0), (0, 0)]),
        ([(30, 9, {}), (20, None, {})], "1 of 2 settled; 1 open", [(0, 0), (0, 0)]),
        ([(30 + at, 9, {}) for at in range(5)], "Half settle within 9 days", [(0, 0), (0, 0)]),
        ([(30, 9, {"positions": TWO, "restated": {ME: "theirs of mine"}}), (20, 2, {"positions": TWO})],
         "2 of 2 settled", [(0, 2), (1, 2)]),
        ([(30, 9, {"positions": {ME: "mine"}, "restated": {ME: "so"}})], "1 settled", [(0, 0), (0, 0)]),
        ([(500, 9, {"positions": TWO, "restated": TWO})], "1 settled", [(0, 0), (0, 0)]),
    ],
)  # fmt: skip
def test_conflict(cases: list[tuple[int, int | None, dict[str, Any]]], says: str, sides: list[tuple[int, int]]) -> None:
    both = [raised(at, days, settled, **values) for at, (days, settled, values) in enumerate(cases)]
    given = evidence({"disagreement": [life for life, _ in both]}, disagreements=[record for _, record in both])
    found = measured("conflict", given)
    assert (found.says, counts(found)) == (says, sides)
    assert [trace.id for trace in found.traces] == [*range(len(cases))][::-1]

"""What comes back by itself on an agenda: tables of rows, without a log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models.acts.speed import say_speed, speed
from models.measures.neglect import BY_KEY, Neglected
from models.measures.rhythm import Held, RhythmFigures, rhythm_figures
from models.pages.recall import CONTRACT_NOTICE, Instead, RecallRows, invitation, recalled
from models.records.pair import Pair
from models.records.rows import Alliance, Commitment, Criterion, Decision, Meeting, Note, Person, Placement, Pulse
from models.time.course import Stretch
from tests.domain.made import row

TODAY = date(2026, 11, 21)
MEETING = date(2026, 11, 24)
ME, OTHER = "jay", "dana"
WRITTEN = datetime(2026, 11, 17, 12, tzinfo=UTC)


def the_pair() -> Pair:
    me, other = row(Person, uid=ME, name="Jay Moran"), row(Person, uid=OTHER, name="Dana Reyes")
    return Pair(row(Alliance, uid="a", principal=ME, partner=OTHER), me, other, UTC)


def back(ripe: bool = True, until: date = MEETING, **kept: Any) -> list[tuple[str, str, str, str]]:
    """What comes back, as kind, who, what and aside."""
    rows = {"notes": (), "criteria": (), "decisions": (), "placements": (), **kept}
    found = recalled(RecallRows(ripe=ripe, **rows), the_pair(), TODAY, until)
    return [(item.kind, item.who, item.what, item.aside) for item in found]


def ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"met_on": ago(2)}, [("celebrate", "met on Thu 19 Nov, credit to both teams")]),
        ({"met_on": ago(2), "credit": "both"}, []),
        ({"met_on": ago(-2)}, []),
        ({"check_ins": [{"on": "2026-11-01", "value": 15, "status": "off"}], "target": 8.0, "unit": "days"},
         [("course", "15 days, target 8, off course")]),
        ({"check_ins": [{"on": "2026-11-01", "status": "off"}, {"on": "2026-11-09", "status": "on"}]}, []),
        ({"check_ins": [{"on": "2026-11-01", "status": "off"}], "met_on": ago(1), "credit": "both"}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_criteria(values: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = back(criteria=[row(Criterion, name="Days from brief to live", **values)])
    assert [(kind, aside) for kind, _, _, aside in found] == expected


@pytest.mark.parametrize(
    ("review_on", "until", "comes"),
    [
        (ago(1), MEETING, True),
        (MEETING, MEETING, True),
        (MEETING + timedelta(1), MEETING, False),
        (None, MEETING, False),
    ],
)
def test_a_decision_comes_back_by_the_day_of_the_meeting(review_on: date | None, until: date, comes: bool) -> None:
    found = back(until=until, decisions=[row(Decision, text="Freeze", kind="guideline", review_on=review_on)])
    assert [kind for kind, *_ in found] == ["again"] * comes


def test_what_was_replaced_does_not_come_back() -> None:
    old = row(Decision, text="Five weeks", review_on=ago(9))
    new = row(Decision, text="Three weeks", review_on=ago(-90), supersedes=old.uid)
    assert back(decisions=[old, new]) == []
    later = row(Decision, text="Three weeks", decided_on=ago(-1), review_on=ago(-2), supersedes=old.uid)
    assert [what for _, _, what, _ in back(decisions=[old, later])] == ["Five weeks"]
    first = row(Note, kind="challenge", text="A new CFO", on=ago(200), about=OTHER)
    assert len(back(notes=[first])) == 1
    assert (
        back(notes=[first, row(Note, kind="challenge", text="None", on=ago(1), about=OTHER, supersedes=first.uid)])
        == []
    )


@pytest.mark.parametrize(
    ("values", "comes"),
    [
        ({"until_on": ago(1)}, True),
        ({"until_on": ago(0)}, True),
        ({"until_on": ago(-1)}, False),
        ({"until_on": ago(1), "learned": "much"}, False),
        ({}, False),
    ],
)
def test_a_placement_that_is_over_asks_what_was_learned(values: dict[str, Any], comes: bool) -> None:
    assert [kind for kind, *_ in back(placements=[row(Placement, who="Mia", **values)])] == ["again"] * comes


@pytest.mark.parametrize(
    ("values", "ripe", "expected"),
    [
        ({"kind": "success-measure", "about": OTHER, "on": ago(91)}, True, [("still", OTHER)]),
        ({"kind": "success-measure", "about": OTHER, "on": ago(90)}, True, []),
        ({"kind": "success-measure", "about": OTHER, "on": ago(400), "confirmed_on": ago(5)}, True, []),
        ({"kind": "success-measure", "about": OTHER, "on": ago(400)}, False, []),
        (
            {"kind": "expectation", "by": ME, "about": OTHER, "on": ago(400), "missed_on": ago(91)},
            True,
            [("still", OTHER)],
        ),
        ({"kind": "expectation", "by": ME, "about": OTHER, "on": ago(400), "missed_on": ago(5)}, True, []),
        ({"kind": "expectation", "by": ME, "about": OTHER, "on": ago(400), "met_on": ago(5)}, True, []),
        ({"kind": "priority", "by": ME, "rank": 2, "on": ago(100)}, True, [("still", ME)]),
        ({"kind": "priority", "by": ME, "rank": 6, "on": ago(100)}, True, []),
        ({"kind": "domain", "by": ME, "on": ago(100)}, True, [("still", "")]),
        ({"kind": "personal", "about": OTHER, "on": ago(500), "private": True}, True, []),
        ({"kind": "suggestion", "by": ME, "about": OTHER, "on": ago(3)}, False, [("answer", OTHER)]),
        ({"kind": "introduction", "by": OTHER, "on": ago(3)}, False, [("answer", ME)]),
        ({"kind": "suggestion", "by": ME, "about": OTHER, "on": ago(9), "answered_on": ago(2)}, False, []),
        ({"kind": "suggestion", "by": ME, "about": OTHER, "on": ago(-1)}, False, []),
        ({"kind": "learning", "by": ME, "on": ago(500)}, True, []),
        ({"kind": "question", "by": ME, "on": ago(3)}, False, [("answer", OTHER)]),
        ({"kind": "question", "by": OTHER, "about": OTHER, "on": ago(3)}, False, [("answer", OTHER)]),
        ({"kind": "question", "by": ME, "on": ago(3), "answered_on": ago(1)}, False, []),
        ({"kind": "introduction", "by": OTHER, "on": ago(3), "done_on": ago(1)}, False, []),
        ({"kind": "introduction", "by": OTHER, "on": ago(3), "done_on": ago(-1)}, False, [("answer", ME)]),
        ({"kind": "showing", "by": ME, "on": ago(3)}, True, []),
    ],
)
def test_notes(values: dict[str, Any], ripe: bool, expected: list[tuple[str, str]]) -> None:
    found = back(ripe, notes=[row(Note, text="Said", **values)])
    assert [(kind, who) for kind, who, *_ in found] == expected


HELD = datetime(2026, 11, 10, 14, tzinfo=UTC)
MEASURE = row(Note, uid="m", kind="success-measure", text="Members who come back", about=OTHER, on=ago(1))
HURTS = "hurts a measure of Dana: Members who come back"


def hurting(on: date | None, written: datetime | None = None, effect: str = "hurts") -> dict[str, Any]:
    said = {"measure": "m", "effect": effect, **({"on": str(on)} if on else {})}
    return {"effects": [said], "created_at": written, "updated_at": written}


@pytest.mark.parametrize(
    ("values", "held", "comes"),
    [
        (hurting(ago(3)), None, True),
        (hurting(ago(3)), ago(11), True),
        (hurting(ago(11)), ago(3), False),
        (hurting(ago(11), HELD - timedelta(hours=1)), ago(11), False),
        (hurting(ago(11), HELD + timedelta(hours=1)), ago(11), True),
        (hurting(None, HELD + timedelta(days=1)), ago(11), True),
        (hurting(None, HELD - timedelta(days=1)), ago(11), False),
        (hurting(None), None, True),
        (hurting(ago(3), effect="serves"), None, False),
    ],
)
@pytest.mark.parametrize("kind", ["criterion", "priority"])
def test_a_measure_that_is_hurt_comes_into_one_agenda(
    kind: str, values: dict[str, Any], held: date | None, comes: bool
) -> None:
    met = (row(Meeting, starts_at=HELD, updated_at=HELD), held) if held else None
    if kind == "criterion":
        found = back(notes=[MEASURE], criteria=[row(Criterion, name="Fewer tools", **values)], held=met)
    else:
        priority = row(Note, kind="priority", text="Fewer tools", by=ME, on=ago(1), **values)
        found = back(notes=[MEASURE, priority], held=met)
    assert found == [("hurt", "", "Fewer tools", HURTS)] * comes


def test_only_a_measure_of_success_can_be_hurt() -> None:
    """A link of a file to any other note must not carry its words onto an agenda."""
    other = row(Note, uid="m", kind="personal", text="Rows on Sundays", about=OTHER, on=ago(1))
    assert back(notes=[other], criteria=[row(Criterion, name="Fewer tools", **hurting(ago(1)))]) == []


@pytest.mark.parametrize(
    ("values", "comes"),
    [
        ({"contract_until": MEETING}, "tool, contract ends Tue 24 Nov"),
        ({"contract_until": MEETING + CONTRACT_NOTICE}, "tool, contract ends Tue 5 Jan 2027"),
        ({"contract_until": MEETING + CONTRACT_NOTICE + timedelta(1)}, ""),
        ({"contract_until": MEETING, "review_on": ago(-30)}, "tool, contract ends Tue 24 Nov"),
        ({"contract_until": ago(1)}, "tool, contract ended Fri 20 Nov"),
        ({"contract_until": ago(1), "review_on": ago(-30)}, ""),  # looked at since, and again in a month
        ({"contract_until": ago(-30), "review_on": ago(1)}, "tool, review Fri 20 Nov, contract ends Mon 21 Dec"),
        ({"review_on": ago(1), "bought_by": "Brand", "rationale": "Nobody watches it"},
         "tool bought by Brand, review Fri 20 Nov: Nobody watches it"),
        ({"rationale": "Nobody watches it"}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_a_tool_comes_back_weeks_before_its_contract_ends(values: dict[str, Any], comes: str) -> None:
    found = back(decisions=[row(Decision, kind="tool", text="The survey tool", **values)])
    assert [aside for *_, aside in found] == ([comes] if comes else [])


@pytest.mark.parametrize(
    ("alternative", "held", "comes"),
    [
        ("A shared workspace", None, True),
        ("A shared workspace", (row(Meeting), ago(5)), True),  # the day before it was declined
        ("A shared workspace", (row(Meeting), ago(3)), False),
        ("A shared workspace", (row(Meeting, updated_at=WRITTEN - timedelta(hours=1)), ago(4)), True),
        ("A shared workspace", (row(Meeting, updated_at=WRITTEN), ago(4)), False),
        ("none", None, False),
        (" None ", None, False),
    ],
)
def test_what_was_offered_instead_comes_into_one_agenda(alternative: str, held: Any, comes: bool) -> None:
    asked = row(Commitment, text="Sandbox", from_=ME, to=OTHER, state="declined")
    found = back(instead=[Instead(asked, alternative, ago(4), WRITTEN)], held=held)
    expected = ("instead", "", "A shared workspace", "offered by Jay instead of: Sandbox")
    assert found == [expected] * comes


def test_the_first_of_each_kind_comes_before_the_second_of_any() -> None:
    notes = [
        row(Note, id=number, kind="challenge", text=f"C{number}", about=OTHER, on=ago(100 + number))
        for number in (1, 2)
    ]
    met = [row(Criterion, id=number, name=f"K{number}", met_on=ago(1)) for number in (1, 2)]
    assert [what for _, _, what, _ in back(notes=notes, criteria=met)] == ["K1", "C2", "K2", "C1"]


def figures(gap: int) -> RhythmFigures:
    every_week = "FREQ=WEEKLY;BYDAY=TU"
    return rhythm_figures((Stretch(every_week, ago(400)),), [Held(ago(gap))], TODAY)


def test_a_lost_rhythm_is_asked_for_first_then_the_longest_neglected() -> None:
    waiting = (Neglected(BY_KEY["customer"], None, 9), Neglected(BY_KEY["learning"], ago(90), 4))
    assert invitation(waiting, figures(4)) == ("the customer", BY_KEY["customer"].question)
    assert invitation((), figures(4)) is None
    assert invitation(waiting, figures(30)) == (
        "the rhythm",
        "30 days since the last meeting, usually 7: what came between?",
    )


@pytest.mark.parametrize(
    ("state", "should_be", "days", "comes"),
    [
        ("requested", 5, 6, True),
        ("requested", 5, 5, False),
        ("promised", 5, 9, True),
        ("reported", 5, 9, False),
        ("satisfied", 5, 9, False),
        ("promised", None, 99, False),
    ],
)
def test_what_takes_longer_than_it_should_comes_back(state: str, should_be: int | None, days: int, comes: bool) -> None:
    item = row(
        Commitment, text="Sandbox", from_=ME, to=OTHER, state=state, opened_on=ago(days), should_be_days=should_be
    )
    assert back(commitments=[item]) == [("slow", ME, "Sandbox", f"should be 5 days, is {days} so far")] * comes


@pytest.mark.parametrize(
    ("was", "should_be", "done_after", "said"),
    [
        (45, 14, None, "was 45 days, should be 14, is 20 so far"),
        (45, 14, 9, "was 45 days, should be 14, is 9"),
        (None, 14, 9, "should be 14 days, is 9"),
        (45, None, None, "was 45 days, is 20 so far"),
        (None, None, 9, None),
    ],
)
def test_speed(was: int | None, should_be: int | None, done_after: int | None, said: str | None) -> None:
    item = row(Commitment, state="promised", opened_on=ago(20), was_days=was, should_be_days=should_be)
    found = speed(item, ago(20 - done_after) if done_after is not None else None, TODAY)
    assert (say_speed(found) if found else None) == said


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        ([(ago(9), (ME, OTHER))], []),
        ([(ago(9), (ME,))], [("pulse", OTHER, "Pulse of Thu 12 Nov", "not answered yet")]),
        ([(ago(9), ())], [("pulse", "", "Pulse of Thu 12 Nov", "not answered yet")]),
        ([(ago(99), ()), (ago(9), (ME, OTHER))], []),
        ([(ago(-9), ())], []),
    ],
)
def test_a_round_of_the_pulse_waits_for_its_answers(rounds: list[Any], expected: list[tuple[str, ...]]) -> None:
    found = [
        row(
            Pulse,
            opened_on=on,
            statements=[{"key": "a", "text": "A"}],
            answers=[{"by": uid, "key": "a", "score": 5} for uid in by],
        )
        for on, by in rounds
    ]
    assert back(pulses=found) == expected

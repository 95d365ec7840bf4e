"""The acts of the three lives, from the written tables: what is allowed leads where it should, and nothing else is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

import pytest

from models.acts.replay import DateChange, Life, actors, check_given, may_now, replay, step
from models.acts.rules import CLOSED, FINAL, NOTHING, PENDING, RULES, STATES, acts_of
from models.errors import IllegalAct
from models.records.event import Event

B, A, STRANGER = "b-promises", "a-relies", "somebody-else"
"""B stands in `from`, A in `to`."""

START = date(2026, 3, 2)
DUE, LATER, LATEST = "2026-04-01", "2026-05-01", "2026-06-01"


def on(days: int) -> date:
    """A day so many days after the first."""
    return START + timedelta(days)


def act(name: str, by: str, days: int = 0, **values: Any) -> Event:
    """One event, so many days after the first."""
    return Event(name, by, on(days), {"act": name, "by": by, "on": str(on(days)), **values})


class Way(NamedTuple):
    """One allowed act: from which state, which, by whom, to which state, and the least that it carries."""

    state: str
    act: str
    by: tuple[str, ...]
    to: str
    least: dict[str, Any]


def ways(*rows: tuple[str, str, str, str, dict[str, Any]]) -> list[Way]:
    """Rows of a written table, a comma between its states."""
    who = {"A": (A,), "B": (B,), "either": (A, B)}
    return [
        Way(state.strip(), name, who[by], to, least)
        for states, name, by, to, least in rows
        for state in states.split(",")
    ]


WHY: dict[str, Any] = {"reason": "because"}

# A withdraws what A requested; what B offered or countered, either of the two may withdraw.
COMMITMENT = [
    *ways(
        ("", "request", "A", "requested", {}),
        ("", "offer", "B", "offered", {"due": DUE}),
        ("", "promise", "B", "promised", {}),
        ("requested", "promise", "B", "promised", {}),
        ("requested", "counter", "B", "countered", {"due": DUE, **WHY}),
        ("requested", "decline", "B", "declined", {**WHY, "alternative": "none"}),
        ("requested", "withdraw", "A", "withdrawn", WHY),
        ("offered, countered", "withdraw", "either", "withdrawn", WHY),
        ("offered, countered", "accept", "A", "promised", {}),
        ("offered", "refuse", "A", "declined", WHY),
        ("countered", "request", "A", "requested", {"terms": "half of it"}),
        ("promised, pending", "propose", "either", "pending", {"due": LATER, **WHY}),
        ("promised, pending", "report", "B", "reported", {}),
        ("promised, pending", "revoke", "B", "revoked", {"reason_code": "forgot"}),
        ("promised, pending", "cancel", "A", "cancelled", WHY),
        ("reported", "cancel", "A", "cancelled", WHY),
        ("reported", "satisfied", "A", "satisfied", {}),
        ("reported", "unsatisfied", "A", "promised", {"missing": "the half of it"}),
    ),
    Way("pending", "agree", (A,), "promised", {}),  # B has proposed
    Way("pending", "refuse", (A,), "promised", {}),
]
FEEDBACK = ways(
    ("", "request", "A", "requested", {}),
    (", requested", "give", "B", "given", {}),
    ("requested", "decline", "B", "declined", WHY),
    ("requested", "lapse", "either", "lapsed", {}),
    ("given", "acknowledge", "A", "acknowledged", {}),
    ("given, acknowledged", "will_act", "A", "will-act", {}),
    ("given, acknowledged", "wont_act", "A", "wont-act", WHY),
    ("acknowledged, will-act, wont-act", "follow_up", "either", "followed-up", {"note": "it helped"}),
)
_OPEN = "raised, discussing, parked, escalated, reopened"
DISAGREEMENT = ways(
    ("", "raise", "either", "raised", {}),
    (_OPEN, "discuss", "either", "discussing", {}),
    (_OPEN, "park", "either", "parked", {"revisit_on": DUE}),
    (_OPEN, "escalate", "either", "escalated", {"decider": "the board", "question": "whose is it?"}),
    (_OPEN, "resolve", "either", "resolved", {"kind": "agreed", "decision": "ours"}),
    ("resolved", "reopen", "either", "reopened", {"new_fact": "it has changed"}),
    (_OPEN, "lapse", "either", "lapsed", WHY),
)
TABLES = {"commitment": COMMITMENT, "feedback": FEEDBACK, "disagreement": DISAGREEMENT}

# The shortest way to every state, the last event by B wherever either may do it.
_PROMISE, _REPORT = act("promise", B, due=DUE), act("report", B)
PATHS: dict[str, dict[str, list[Event]]] = {
    "commitment": {
        "": [],
        "requested": [act("request", A)],
        "offered": [act("offer", B, due=DUE)],
        "countered": [act("request", A), act("counter", B, due=DUE, **WHY)],
        "declined": [act("request", A), act("decline", B, alternative="none", **WHY)],
        "withdrawn": [act("offer", B, due=DUE), act("withdraw", B, **WHY)],
        "promised": [_PROMISE],
        "pending": [_PROMISE, act("propose", B, due=LATER, **WHY)],
        "reported": [_PROMISE, _REPORT],
        "satisfied": [_PROMISE, _REPORT, act("satisfied", A)],
        "revoked": [_PROMISE, act("revoke", B, reason_code="forgot")],
        "cancelled": [_PROMISE, act("cancel", A, **WHY)],
    },
    "feedback": {
        "": [],
        "requested": [act("request", A)],
        "given": [act("give", B)],
        "declined": [act("request", A), act("decline", B, **WHY)],
        "lapsed": [act("request", A), act("lapse", B)],
        "acknowledged": [act("give", B), act("acknowledge", A)],
        "will-act": [act("give", B), act("will_act", A)],
        "wont-act": [act("give", B), act("wont_act", A, **WHY)],
        "followed-up": [act("give", B), act("will_act", A), act("follow_up", B, note="it helped")],
    },
    "disagreement": {
        "": [],
        "raised": [act("raise", B)],
        "discussing": [act("raise", B), act("discuss", B)],
        "parked": [act("raise", B), act("park", B, revisit_on=DUE)],
        "escalated": [act("raise", B), act("escalate", B, decider="the board", question="whose is it?")],
        "resolved": [act("raise", B), act("resolve", B, kind="agreed", decision="ours")],
        "reopened": [
            act("raise", B),
            act("resolve", B, kind="agreed", decision="ours"),
            act("reopen", B, new_fact="it has changed"),
        ],
        "lapsed": [act("raise", B), act("lapse", B, **WHY)],
    },
}
ACTS = {noun: sorted({way.act for way in table}) for noun, table in TABLES.items()}
OPTIONAL: dict[tuple[str, str], dict[str, Any]] = {
    ("commitment", "request"): {"wanted_by": DUE, "terms": "all of it"},
    ("commitment", "promise"): {"due": DUE},
    ("commitment", "propose"): {"reason_code": "resources"},
    ("commitment", "report"): {"done_on": str(START), "evidence": "see for yourself", "reason_code": "vendor"},
    ("commitment", "revoke"): {"reason": "we forgot"},
    ("disagreement", "park"): {"reason": "it is August"},
    ("disagreement", "escalate"): {"by_when": DUE},
    ("disagreement", "resolve"): {"reason": "r", "dissent": "d", "review_on": DUE, "respect": 5},
}
ALWAYS = {
    "note": "said over lunch",
    "attested_by": "both",
    "recorded_by": "the assistant",
    "recorded_at": "2026-03-02T10:00:00+00:00",
    "at": "2026-03-02T09:00:00+00:00",
}


def stand(noun: str, state: str) -> Life:
    """A life that stands in that state."""
    return replay(noun, PATHS[noun][state], B, A)


def named(state: str) -> str:
    """The state as everything outside the acts names it."""
    return "promised" if state == "pending" else state


def each_way() -> list[Any]:
    return [
        pytest.param(noun, way, id=f"{noun}-{way.state or 'nothing'}-{way.act}")
        for noun, table in TABLES.items()
        for way in table
    ]


def each_forbidden() -> list[Any]:
    found = []
    for noun, paths in PATHS.items():
        able = {(way.state, way.act) for way in TABLES[noun]}
        for state, name in product(paths, ACTS[noun]):
            if (state, name) not in able:
                found.append(pytest.param(noun, state, name, id=f"{noun}-{state or 'nothing'}-{name}"))
    return found


# The tables


@pytest.mark.parametrize("noun", TABLES)
def test_the_rules_are_the_written_tables(noun: str) -> None:
    written = {(PENDING if way.state == "pending" else way.state, way.act) for way in TABLES[noun]}
    assert set(RULES[noun]) == written
    assert sorted(acts_of(noun)) == ACTS[noun]
    assert set(STATES[noun]) == {state for state in PATHS[noun] if state not in ("", "pending")}


@pytest.mark.parametrize("noun", TABLES)
def test_the_final_states_are_those_that_nothing_leaves(noun: str) -> None:
    left = {way.state for way in TABLES[noun]}
    assert {state for state in PATHS[noun] if state not in left} == FINAL[noun]
    assert CLOSED[noun] - FINAL[noun] == ({"resolved"} if noun == "disagreement" else set())


@pytest.mark.parametrize(("noun", "state"), [(noun, state) for noun, paths in PATHS.items() for state in paths])
def test_every_state_is_reached(noun: str, state: str) -> None:
    life = stand(noun, state)
    assert life.state == named(state)
    assert (life.closed_on is not None) == (state in CLOSED[noun])
    assert {rule.act for rule in may_now(noun, life)} == {way.act for way in TABLES[noun] if way.state == state}


@pytest.mark.parametrize(("noun", "way"), each_way())
def test_an_allowed_act_leads_to_its_state(noun: str, way: Way) -> None:
    for by in way.by:
        life = stand(noun, way.state)
        step(noun, life, act(way.act, by, 1, **way.least), B, A)
        assert life.state == named(way.to)
        assert (life.pending is not None) == (way.to == "pending")
        assert life.last_on == on(1)
        assert life.closed_on == (on(1) if way.to in CLOSED[noun] else None)


@pytest.mark.parametrize(("noun", "way"), each_way())
def test_the_same_act_by_anybody_else_is_refused(noun: str, way: Way) -> None:
    for by in {A, B, STRANGER, ""} - set(way.by):
        life = stand(noun, way.state)
        with pytest.raises(IllegalAct, match=r"for the other side|by neither of the two"):
            step(noun, life, act(way.act, by, 1, **way.least), B, A)
        assert life == stand(noun, way.state)


@pytest.mark.parametrize(("noun", "way"), each_way())
def test_those_who_may_are_told(noun: str, way: Way) -> None:
    life = stand(noun, way.state)
    rule = next(rule for rule in may_now(noun, life) if rule.act == way.act)
    assert set(actors(rule, life, B, A)) == set(way.by)


@pytest.mark.parametrize(("noun", "way"), each_way())
def test_whatever_an_act_needs_may_not_be_missing(noun: str, way: Way) -> None:
    for name in way.least:
        for empty in ({}, {name: ""}, {name: "  \t"}):
            values = {key: value for key, value in way.least.items() if key != name} | empty
            life = stand(noun, way.state)
            with pytest.raises(IllegalAct, match=rf"{way.act}: .*{name}.* is missing"):
                step(noun, life, act(way.act, way.by[0], 1, **values), B, A)
            assert life == stand(noun, way.state)


@pytest.mark.parametrize(("noun", "way"), each_way())
def test_what_an_act_may_have_is_taken(noun: str, way: Way) -> None:
    values = {**way.least, **OPTIONAL.get((noun, way.act), {}), **ALWAYS}
    if (way.state, way.act) == ("pending", "refuse"):
        values["reason"] = "not yet"
    life = stand(noun, way.state)
    step(noun, life, act(way.act, way.by[0], 1, **values), B, A)
    assert life.state == named(way.to)


@pytest.mark.parametrize(("noun", "way"), each_way())
def test_a_field_of_another_act_is_refused(noun: str, way: Way) -> None:
    stray = "new_fact" if way.act != "reopen" else "decider"
    for name in (stray, "uid", "text"):
        life = stand(noun, way.state)
        with pytest.raises(IllegalAct, match=f"{way.act} does not take {name}"):
            step(noun, life, act(way.act, way.by[0], 1, **{**way.least, name: "x"}), B, A)
        assert life == stand(noun, way.state)


@pytest.mark.parametrize(("noun", "way"), each_way())
def test_an_act_before_the_one_it_follows_is_refused(noun: str, way: Way) -> None:
    life = stand(noun, way.state)
    if way.state == "":
        step(noun, life, act(way.act, way.by[0], -900, **way.least), B, A)
        return
    with pytest.raises(IllegalAct, match="before the act that precedes it"):
        step(noun, life, act(way.act, way.by[0], -1, **way.least), B, A)
    assert life == stand(noun, way.state)


@pytest.mark.parametrize(("noun", "state", "name"), each_forbidden())
def test_every_other_act_is_refused(noun: str, state: str, name: str) -> None:
    carried = [way.least for way in TABLES[noun] if way.act == name]
    for by, values in product((A, B), carried):
        life = stand(noun, state)
        with pytest.raises(IllegalAct) as caught:
            step(noun, life, act(name, by, 1, **values), B, A)
        assert ("final" in str(caught.value)) == (state in FINAL[noun])
        assert life == stand(noun, state)


@pytest.mark.parametrize("noun", TABLES)
@pytest.mark.parametrize("name", ["", "Promise", "unknown", "raise ", "will-act"])
def test_an_unknown_act_is_refused(noun: str, name: str) -> None:
    for state in PATHS[noun]:
        with pytest.raises(IllegalAct):
            step(noun, stand(noun, state), act(name, B, 1), B, A)


@pytest.mark.parametrize("noun", TABLES)
def test_a_series_of_nothing_is_a_life_not_begun(noun: str) -> None:
    life = replay(noun, [], B, A)
    assert (life.state, life.opened_on, life.last_on, life.due) == (NOTHING, None, None, None)


def test_a_replay_stops_at_the_day_asked_for() -> None:
    series = [act("promise", B, 0, due=DUE), act("report", B, 5), act("satisfied", A, 9)]
    assert [replay("commitment", series, B, A, until=on(day)).state for day in (-1, 0, 4, 5, 8, 9, 99)] == [
        "",
        "promised",
        "promised",
        "reported",
        "reported",
        "satisfied",
        "satisfied",
    ]


def test_a_replay_names_the_first_act_that_is_not_allowed() -> None:
    with pytest.raises(IllegalAct, match="satisfied is not allowed from promised"):
        replay("commitment", [_PROMISE, act("satisfied", A), act("report", A)], B, A)


# Who may withdraw


@pytest.mark.parametrize(
    ("path", "able"),
    [
        ([act("request", A)], {A}),
        ([act("offer", B, due=DUE)], {A, B}),
        ([act("request", A), act("counter", B, terms="half", **WHY)], {A, B}),
        ([act("request", A), act("counter", B, terms="half", **WHY), act("request", A, terms="all")], {A}),
    ],
)
def test_an_offer_is_withdrawn_by_its_author_or_by_the_one_who_relies_on_it(path: list[Event], able: set[str]) -> None:
    for by in (A, B):
        life = replay("commitment", path, B, A)
        if by in able:
            step("commitment", life, act("withdraw", by, **WHY), B, A)
            assert life.state == "withdrawn"
        else:
            with pytest.raises(IllegalAct):
                step("commitment", life, act("withdraw", by, **WHY), B, A)


# One of several


@pytest.mark.parametrize("values", [{"due": DUE}, {"terms": "half"}, {"due": DUE, "terms": "half"}])
def test_a_counter_needs_a_date_or_terms(values: dict[str, Any]) -> None:
    life = stand("commitment", "requested")
    step("commitment", life, act("counter", B, **values, **WHY), B, A)
    assert life.state == "countered"


@pytest.mark.parametrize("values", [{"wanted_by": DUE}, {"terms": "all"}, {"wanted_by": DUE, "terms": "all"}])
def test_a_new_request_needs_new_terms(values: dict[str, Any]) -> None:
    life = stand("commitment", "countered")
    step("commitment", life, act("request", A, **values), B, A)
    assert life.state == "requested"


def test_a_new_request_with_neither_is_refused() -> None:
    with pytest.raises(IllegalAct, match="terms or wanted_by is missing"):
        step("commitment", stand("commitment", "countered"), act("request", A), B, A)


# The day it was done


@pytest.mark.parametrize(("done_on", "allowed"), [(-900, True), (0, True), (5, True), (6, False), (900, False)])
def test_it_was_done_by_the_day_of_its_report(done_on: int, allowed: bool) -> None:
    life = stand("commitment", "promised")
    report = act("report", B, 5, done_on=str(on(done_on)))
    if allowed:
        step("commitment", life, report, B, A)
        assert life.done_on == on(done_on)
    else:
        with pytest.raises(IllegalAct, match="after the report's own date"):
            step("commitment", life, report, B, A)
        assert life.done_on is None


def test_a_report_without_a_day_says_that_it_was_done_that_day() -> None:
    assert replay("commitment", [_PROMISE, act("report", B, 7)], B, A).done_on == on(7)


def test_a_report_that_was_sent_back_does_not_count() -> None:
    series = [_PROMISE, act("report", B, 3), act("unsatisfied", A, 4, missing="half"), act("report", B, 8)]
    assert replay("commitment", series[:3], B, A).done_on is None
    assert replay("commitment", series, B, A).done_on == on(8)


# A date that waits for an answer


@pytest.mark.parametrize(("proposer", "other"), [(A, B), (B, A)])
@pytest.mark.parametrize("answer", ["agree", "refuse"])
def test_only_the_other_answers_a_proposed_date(proposer: str, other: str, answer: str) -> None:
    series = [_PROMISE, act("propose", proposer, 1, due=LATER, **WHY)]
    life = replay("commitment", series, B, A)
    assert (life.state, life.due, life.pending_due, life.pending_by) == (
        "promised",
        date.fromisoformat(DUE),
        date.fromisoformat(LATER),
        proposer,
    )
    with pytest.raises(IllegalAct, match=r"for the other side|by neither of the two"):
        step("commitment", life, act(answer, proposer, 2), B, A)
    step("commitment", life, act(answer, other, 2), B, A)
    assert (life.state, life.pending_due, life.pending_by) == ("promised", None, None)
    assert life.due == date.fromisoformat(LATER if answer == "agree" else DUE)
    assert life.first_due == date.fromisoformat(DUE)


@pytest.mark.parametrize(("first", "second"), list(product((A, B), repeat=2)))
def test_a_new_proposal_takes_the_place_of_the_one_before(first: str, second: str) -> None:
    series = [_PROMISE, act("propose", first, 1, due=LATER, **WHY), act("propose", second, 2, due=LATEST, **WHY)]
    life = replay("commitment", series, B, A)
    assert (life.pending_due, life.pending_by) == (date.fromisoformat(LATEST), second)
    with pytest.raises(IllegalAct):
        step("commitment", life, act("agree", second, 3), B, A)
    step("commitment", life, act("agree", A if second == B else B, 3), B, A)
    assert life.dates == [
        DateChange(on(0), date.fromisoformat(DUE)),
        DateChange(on(3), date.fromisoformat(LATEST), on(2), date.fromisoformat(DUE)),
    ]


@pytest.mark.parametrize(
    "last", [act("report", B, 2), act("revoke", B, 2, reason_code="vendor"), act("cancel", A, 2, **WHY)]
)
def test_a_report_and_an_end_drop_the_proposed_date(last: Event) -> None:
    life = replay("commitment", [*PATHS["commitment"]["pending"], last], B, A)
    assert (life.pending, life.pending_due, life.pending_by) == (None, None, None)
    assert life.due == date.fromisoformat(DUE)


def test_a_proposal_that_a_report_dropped_does_not_come_back() -> None:
    series = [*PATHS["commitment"]["pending"], act("report", B, 2), act("unsatisfied", A, 3, missing="half")]
    life = replay("commitment", series, B, A)
    assert (life.state, life.pending_due) == ("promised", None)
    with pytest.raises(IllegalAct, match="agree is not allowed from promised"):
        step("commitment", life, act("agree", A, 4), B, A)


@pytest.mark.parametrize("answer", ["agree", "refuse"])
def test_without_a_proposed_date_there_is_nothing_to_answer(answer: str) -> None:
    with pytest.raises(IllegalAct, match=f"{answer} is not allowed from promised"):
        step("commitment", stand("commitment", "promised"), act(answer, A, 1), B, A)


# Dates and their absence


@pytest.mark.parametrize(
    ("series", "due"),
    [
        ([act("promise", B)], None),
        ([act("promise", B, due=DUE)], DUE),
        ([act("request", A, wanted_by=LATER), act("promise", B)], None),
        ([act("request", A, wanted_by=LATER), act("promise", B, due=DUE)], DUE),
        ([act("offer", B, due=DUE), act("accept", A)], DUE),
        ([act("request", A), act("counter", B, terms="half", **WHY), act("accept", A)], None),
        ([act("request", A), act("counter", B, due=DUE, **WHY), act("accept", A)], DUE),
        (
            [
                act("request", A),
                act("counter", B, due=DUE, **WHY),
                act("request", A, terms="all"),
                act("counter", B, terms="half", **WHY),
                act("accept", A),
            ],
            None,
        ),
        ([act("promise", B), act("propose", A, due=LATER, **WHY), act("agree", B)], LATER),
        ([act("promise", B), act("propose", A, due=LATER, **WHY), act("refuse", B)], None),
    ],
)
def test_the_date_in_force_is_the_one_that_was_promised(series: list[Event], due: str | None) -> None:
    life = replay("commitment", series, B, A)
    assert life.state == "promised"
    assert life.due == (date.fromisoformat(due) if due else None)
    assert life.first_due == life.due


def test_what_was_only_offered_or_requested_is_not_due() -> None:
    for state in ("requested", "offered", "countered", "declined", "withdrawn"):
        assert stand("commitment", state).due is None


# Heat


@pytest.mark.parametrize("way", DISAGREEMENT, ids=lambda way: f"{way.state}-{way.act}")
def test_every_act_on_a_disagreement_may_say_how_hot_it_is(way: Way) -> None:
    life = stand("disagreement", way.state)
    step("disagreement", life, act(way.act, A, 1, **way.least, heat=3), B, A)
    assert life.state == way.to


@pytest.mark.parametrize(
    ("noun", "way"), [(noun, way) for noun in ("commitment", "feedback") for way in TABLES[noun]], ids=str
)
def test_no_other_act_is_hot(noun: str, way: Way) -> None:
    with pytest.raises(IllegalAct, match="does not take heat"):
        step(noun, stand(noun, way.state), act(way.act, way.by[0], 1, **way.least, heat=3), B, A)


def test_a_disagreement_keeps_the_days_it_was_settled_and_reopened() -> None:
    series = [
        act("raise", A, 0),
        act("resolve", B, 3, kind="agreed", decision="ours"),
        act("reopen", A, 5, new_fact="it has changed"),
        act("resolve", A, 9, kind="compromise", decision="half each"),
    ]
    life = replay("disagreement", series, B, A)
    assert (life.resolutions, life.reopenings) == ([on(3), on(9)], [on(5)])
    assert (life.opened_on, life.closed_on) == (on(0), on(9))
    assert replay("disagreement", series[:3], B, A).closed_on is None


# Feedback says something


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"worked": "the figures"}, True),
        ({"rework": "the ending"}, True),
        ({"worked": "the figures", "rework": "the ending"}, True),
        ({}, False),
        ({"worked": " \n"}, False),
        ({"worked": "", "rework": "\t"}, False),
        ({"situation": "the board", "behaviour": "calm", "impact": "good"}, False),
    ],
)
def test_given_feedback_says_what_worked_or_what_to_rework(values: dict[str, Any], allowed: bool) -> None:
    asked, given = [act("request", A)], [act("request", A), act("give", B)]
    check_given("feedback", values, asked)
    check_given("commitment", values, given)
    if allowed:
        check_given("feedback", values, given)
    else:
        with pytest.raises(IllegalAct, match="neither what worked nor what to rework"):
            check_given("feedback", values, given)

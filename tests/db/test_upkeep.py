"""What is kept up to date: each verb is one change that says what is so now, and undo takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.errors import Fault, Refused
from models.verbs.meetings import Verb
from models.verbs.upkeep import VERBS
from storage.log import Log
from storage.writes.every_verb import do
from tests.ui.logs import DANA, JAY, NOW, PAIR, day, people, uid, write
from tests.ui.test_every_act import exported


def record(noun: str, **values: Any) -> dict[str, Any]:
    """One record of a noun."""
    return {"type": noun, "uid": uid("one"), "alliance": PAIR, **values}


def verb_of(noun: str, name: str) -> Verb:
    return next(verb for verb in VERBS[noun] if verb.name == name)


NOTE = {"text": "Cost per member", "kind": "success-measure"}
SUGGESTION = {"text": "Read the log aloud", "kind": "suggestion"}
CARD = {"text": "Menders", "segments": [{"name": "Home; garden"}], "journey": [{"step": "Buys"}], "sources": "Films"}
CRITERION = {"name": "Repeat rate", "check_ins": [{"on": day(-3), "value": 30}]}
PLACED = {"who": "Grace", "from_on": day(-30)}

# The noun and its record; the verb and what is told; what is said, and what the record says then.
DONE: list[tuple[str, dict[str, Any], str, dict[str, Any], str, dict[str, Any]]] = [
    ("note", NOTE, "confirm", {}, "Cost per member: still true", {"confirmed_on": day(0)}),
    ("note", SUGGESTION, "answer", {}, "Read the log aloud: answered", {"answered_on": day(0)}),
    (
        "note",
        SUGGESTION,
        "answer",
        {"on": day(-1)},
        "Read the log aloud: answered on Fri 20 November, yesterday",
        {"answered_on": day(-1)},
    ),
    (
        "note",
        {"text": "Brand lift", "kind": "learning"},
        "level",
        {"level": "explain"},
        "Brand lift: mastered well enough to explain it",
        {"level": "explain"},
    ),
    (
        "criterion",
        CRITERION,
        "check-in",
        {"value": 41, "how": "portal", "status": None},
        "Repeat rate: checked in (41)",
        {"check_ins": [{"on": day(-3), "value": 30}, {"on": day(0), "value": 41, "how": "portal"}]},
    ),
    (
        "criterion",
        CRITERION,
        "check-in",
        {"on": day(-5), "status": "done"},
        "Repeat rate: checked in (done)",
        {"check_ins": [{"on": day(-5), "status": "done"}, {"on": day(-3), "value": 30}], "met_on": day(-5)},
    ),
    (
        "criterion",
        {**CRITERION, "met_on": day(-1)},
        "celebrate",
        {"credit": "Both teams"},
        "Repeat rate: celebrated",
        {"credit": "Both teams"},
    ),
    ("customer", CARD, "agree", {}, "Menders: agreed by both", {"agreed": {JAY: day(0), DANA: day(0)}}),
    (
        "customer",
        CARD,
        "agree",
        {"by": "partner"},
        "Menders: agreed by Dana, not yet by Jay",
        {"agreed": {DANA: day(0)}},
    ),
    (
        "customer",
        {**CARD, "agreed": {JAY: day(-9)}},
        "agree",
        {},
        "Menders: agreed by both",
        {"agreed": {JAY: day(-9), DANA: day(0)}},
    ),
    (
        "decision",
        {"text": "SSO for all", "kind": "guideline"},
        "confirm",
        {"review_on": day(30)},
        "SSO for all: still holds, to be looked at again on Mon 21 December, in 30 days",
        {"review_on": day(30)},
    ),
    (
        "decision",
        {"text": "SSO for all", "review_on": day(-2)},
        "confirm",
        {},
        "SSO for all: still holds, to be looked at again on Sun 21 November 2027, in 365 days",
        {"review_on": day(365)},
    ),
    ("placement", PLACED, "end", {}, "Grace: ended on Sat 21 November, today", {"until_on": day(0)}),
    (
        "placement",
        PLACED,
        "end",
        {"until_on": day(3), "learned": "Keys"},
        "Grace: ends on Tue 24 November, in 3 days",
        {"until_on": day(3), "learned": "Keys"},
    ),
]


@pytest.mark.parametrize(("noun", "values", "name", "told", "says", "then"), DONE)
def test_what_is_done(
    tmp_path: Path,
    noun: str,
    values: dict[str, Any],
    name: str,
    told: dict[str, Any],
    says: str,
    then: dict[str, Any],
) -> None:
    path = write(tmp_path / "log.visavis", [*people(), record(noun, **values)])
    before = exported(path)
    with Log(path, lambda: NOW) as log:
        done = do(log, log.pairs()[0], noun, 1, verb_of(noun, name), told)
        assert done.says == says
    found = next(item for item in exported(path) if item["type"] == noun)
    assert {key: found[key] for key in found if key != "updated_at"} == record(noun, **{**values, **then})
    with Log(path, lambda: NOW) as log:
        assert log.undo() is not None
    assert exported(path) == before


def test_a_new_version_takes_the_place_of_a_card(tmp_path: Path) -> None:
    both = {JAY: day(-9), DANA: day(-9)}
    path = write(tmp_path / "log.visavis", [*people(), record("customer", **CARD, agreed=both, private=True)])
    with Log(path, lambda: NOW) as log:
        pair = log.pairs()[0]
        done = do(log, pair, "customer", 1, verb_of("customer", "revise"), {"text": "Makers", "sources": None})
        assert (done.id, done.says) == (2, "Makers: a new version of U1, not agreed yet")
        with pytest.raises(Refused, match="U1 is replaced by U2; that one can be kept up"):
            do(log, pair, "customer", 1, verb_of("customer", "agree"), {})
    new = exported(path)[-1]
    kept = {**CARD, "text": "Makers", "sources": None, "private": True, "supersedes": uid("one")}
    assert {name: new.get(name) for name in kept} == kept
    assert "agreed" not in new
    with Log(path, lambda: NOW) as log:
        log.undo()
        assert (
            do(log, log.pairs()[0], "customer", 1, verb_of("customer", "agree"), {}).says == "Menders: agreed by both"
        )


REFUSED: list[tuple[str, dict[str, Any], str, dict[str, Any], str]] = [
    ("note", SUGGESTION, "confirm", {}, "N1 is a note of kind suggestion; confirmed are: success measure, "),
    ("note", NOTE, "answer", {}, "N1 is a note of kind success measure; answered are: introduction, suggestion"),
    ("note", SUGGESTION, "answer", {"on": day(1)}, "its day cannot be still to come"),
    ("note", NOTE, "level", {"level": "use"}, "mastered are: learning"),
    ("note", {"text": "Keys", "kind": "learning"}, "level", {"level": "grasp"}, "expected one of use, explain, design"),
    ("criterion", CRITERION, "check-in", {"on": day(1)}, "its day cannot be still to come"),
    ("criterion", CRITERION, "check-in", {"status": "maybe"}, "expected one of on, off, done"),
    ("criterion", CRITERION, "celebrate", {"credit": "Both"}, "K1 is not met yet; a check-in with the status done"),
    ("criterion", {**CRITERION, "met_on": day(0), "credit": "x"}, "celebrate", {"credit": "y"}, "K1 has its credit"),
    ("customer", CARD, "agree", {"by": "all"}, "expected one of me, partner, both"),
    ("customer", CARD, "revise", {"text": None}, "text is missing"),
    ("decision", {"text": "SSO"}, "confirm", {}, "G1 is looked at once"),
    ("decision", {"text": "SSO", "kind": "guideline"}, "confirm", {"review_on": day(0)}, "lies ahead"),
    ("placement", PLACED, "end", {"until_on": day(-31)}, "X1 began on Thu 22 Oct; it cannot have ended before"),
]


@pytest.mark.parametrize(("noun", "values", "name", "told", "why"), REFUSED)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    tmp_path: Path, noun: str, values: dict[str, Any], name: str, told: dict[str, Any], why: str
) -> None:
    path = write(tmp_path / "log.visavis", [*people(), record(noun, **values)])
    before = exported(path)
    with Log(path, lambda: NOW) as log, pytest.raises(Fault) as fault:
        do(log, log.pairs()[0], noun, 1, verb_of(noun, name), told)
    assert why in str(fault.value)
    assert exported(path) == before

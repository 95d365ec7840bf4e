"""What can be done with what is kept up to date, as a table written by hand; and what follows from a note's kind."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models.records.choices import NOTE_KINDS
from models.records.note_defaults import defaults
from models.records.nouns import NOUNS
from models.records.pair import Pair
from models.records.rows import ROWS
from models.verbs.every import asking, done_verb, fields, kept, proposed, verbs
from models.verbs.upkeep import VERBS

TODAY = date(2026, 11, 21)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)


def row(noun: str, **values: Any) -> Any:
    """A row of a noun with these values and nothing else."""
    empty: dict[str, Any] = dict.fromkeys((item.name for item in dataclass_fields(ROWS[noun])), None)
    return ROWS[noun](**{**empty, "id": 1, "uid": "one", **values})


PAIR = Pair(
    row("alliance"), row("person", uid="me", name="Jay Moran"), row("person", uid="other", name="Dana Reyes"), UTC
)

# The noun, what the record says, what is offered, and what d does.
TABLE: list[tuple[str, dict[str, Any], str, str]] = [
    *(
        ("note", {"kind": kind}, "confirm", "confirm")
        for kind in ("success-measure", "challenge", "opportunity", "priority", "domain", "personal")
    ),
    ("note", {"kind": "expectation"}, "confirm met missed", "confirm"),
    ("note", {"kind": "expectation", "confirmed_on": TODAY}, "met missed", ""),
    ("note", {"kind": "question"}, "answer", "answer"),
    ("note", {"kind": "question", "answered_on": YESTERDAY}, "", ""),
    ("note", {"kind": "showing"}, "outcome", "outcome"),
    ("note", {"kind": "showing", "came_of": "Two asked for it"}, "", ""),
    ("note", {"kind": "learning", "due_on": TOMORROW}, "learned", "learned"),
    ("note", {"kind": "learning", "due_on": YESTERDAY, "done_on": TODAY}, "level", ""),
    ("note", {"kind": "introduction", "answered_on": YESTERDAY}, "made met", "made"),
    ("note", {"kind": "introduction", "done_on": YESTERDAY}, "met", "met"),
    ("note", {"kind": "introduction", "met_on": YESTERDAY}, "", ""),
    ("decision", {"kind": "tool"}, "confirm", ""),
    ("decision", {"kind": "data", "review_on": TODAY}, "confirm", "confirm"),
    ("note", {"kind": "priority", "confirmed_on": YESTERDAY}, "confirm", "confirm"),
    ("note", {"kind": "priority", "confirmed_on": TODAY}, "", ""),
    ("note", {"kind": "introduction"}, "answer made met", "answer"),
    ("note", {"kind": "suggestion"}, "answer", "answer"),
    ("note", {"kind": "suggestion", "answered_on": YESTERDAY}, "", ""),
    ("note", {"kind": "learning"}, "level", ""),
    ("note", {"kind": "learning", "level": "design"}, "level", ""),
    ("note", {"kind": "recognition"}, "", ""),
    ("note", {"kind": "advocacy"}, "", ""),
    ("criterion", {}, "check-in", "check-in"),
    ("criterion", {"credit": "both"}, "check-in", "check-in"),
    ("criterion", {"met_on": YESTERDAY}, "celebrate check-in", "celebrate"),
    ("criterion", {"met_on": YESTERDAY, "credit": "both"}, "check-in", ""),
    ("customer", {}, "agree revise", "agree"),
    ("customer", {"agreed": {"me": "2026-11-01"}}, "agree revise", "agree"),
    ("customer", {"agreed": {"me": "2026-11-01", "other": "2026-11-02"}}, "revise", ""),
    ("decision", {}, "", ""),
    ("decision", {"kind": "decision"}, "", ""),
    ("decision", {"kind": "decision", "review_on": TOMORROW}, "confirm", ""),
    ("decision", {"kind": "decision", "review_on": TODAY}, "confirm", "confirm"),
    ("decision", {"kind": "guideline"}, "confirm", ""),
    ("decision", {"kind": "guideline", "review_on": YESTERDAY}, "confirm", "confirm"),
    ("placement", {}, "end", "end"),
    ("placement", {"until_on": TOMORROW}, "end", "end"),
    ("placement", {"until_on": TODAY}, "", ""),
    ("placement", {"until_on": YESTERDAY}, "", ""),
    ("alliance", {}, "", ""),
    ("topic", {"state": "open"}, "discuss carry drop", "discuss"),
    ("meeting", {"state": "missed", "starts_at": datetime(2026, 11, 20, 14, tzinfo=UTC)}, "hold", ""),
]


@pytest.mark.parametrize(("noun", "values", "able", "done"), TABLE)
def test_what_can_be_done(noun: str, values: dict[str, Any], able: str, done: str) -> None:
    record = row(noun, **values)
    assert " ".join(verb.name for verb in verbs(noun, record, PAIR, TODAY)) == able
    found = done_verb(noun, record, PAIR, TODAY)
    assert (found.name if found else "") == done
    assert verbs(noun, record, PAIR, TODAY, replaced=True) == ()
    assert done_verb(noun, record, PAIR, TODAY, replaced=True) is None


def test_the_table_is_about_every_kind_of_note() -> None:
    assert {values["kind"] for noun, values, *_ in TABLE if noun == "note"} == set(NOTE_KINDS)


@pytest.mark.parametrize(("noun", "verb"), [(noun, verb) for noun, each in VERBS.items() for verb in each])
def test_what_a_verb_asks_for_is_declared(noun: str, verb: Any) -> None:
    asked = fields(noun, verb)
    assert tuple(field.name for field in asked) == verb.asks
    assert set(verb.needs) <= set(verb.asks)
    assert asking(noun, verb.name) == (verb if verb.asks else None)
    empty = row(noun)
    assert {*kept(verb, empty), *proposed(verb, TODAY)} <= set(verb.asks)
    assert all(field.help for field in asked if field.name in ("on", "by", "credit", "review_on", "until_on"))


def test_a_form_begins_with_what_is_there_and_what_is_likely() -> None:
    def begins(noun: str, name: str, **values: Any) -> dict[str, Any]:
        verb = next(verb for verb in VERBS[noun] if verb.name == name)
        return {**kept(verb, row(noun, **values)), **proposed(verb, TODAY)}

    assert begins("note", "level", level="use") == {"level": "use"}
    assert begins("decision", "confirm", review_on=YESTERDAY) == {"review_on": date(2027, 11, 21)}
    assert begins("placement", "end", learned="Keys", until_on=TOMORROW) == {"learned": "Keys", "until_on": TODAY}
    assert begins("criterion", "check-in", met_on=TODAY) == {}
    assert begins("customer", "agree") == {}
    assert begins("customer", "revise", text="Menders", agreed={"me": "2026-11-01"})["text"] == "Menders"
    assert set(begins("customer", "revise")) == {"text", "segments", "journey", "questions", "sources"}


# Whose a note is

SIDES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"kind": "priority"}, {"by": "me"}),
    ({"kind": "priority", "by": "other"}, {"by": "other"}),
    ({"kind": "success-measure"}, {"by": "me", "about": "other"}),
    ({"kind": "success-measure", "by": "other"}, {"by": "other", "about": "me"}),
    ({"kind": "domain", "about": "me"}, {"by": "other", "about": "me"}),
    ({"kind": "expectation", "about": "other"}, {"by": "me", "about": "other"}),
    ({"kind": "challenge", "by": "me", "about": "me"}, {"by": "me", "about": "me"}),
    ({"kind": "learning", "by": "other"}, {"by": "other", "about": "me"}),
    ({"kind": "recognition"}, {"by": "me", "about": "other"}),
    ({"kind": "personal"}, {"by": "me", "about": "other", "private": True}),
    ({"kind": "personal", "private": None}, {"by": "me", "about": "other"}),
]


@pytest.mark.parametrize(("told", "known"), SIDES)
def test_what_follows_from_the_kind_of_a_note(told: dict[str, Any], known: dict[str, Any]) -> None:
    assert defaults(told, PAIR) == known


def test_every_noun_here_has_no_series_of_acts() -> None:
    assert all(not NOUNS[noun].has_life for noun in VERBS)

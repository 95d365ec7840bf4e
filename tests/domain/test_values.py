"""Values held against their declared fields: what each kind takes, in which form it is kept, and what is refused."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from models.errors import BadValue
from models.records.fields import Field
from models.records.nouns import NOUNS
from models.records.values import (
    check_event,
    check_field,
    check_record,
    content,
    fields_of_event,
    is_blank,
    named,
    record_fields,
    references,
    shown_name,
    uid,
)

ONE, TWO, THREE = (f"0000000{n}-0000-4000-8000-000000000000" for n in (1, 2, 3))
NOON = "2026-03-03T12:00:00+00:00"

# The least that a record of each noun holds.
LEAST: dict[str, dict[str, Any]] = {
    "person": {"name": "Jay"},
    "alliance": {"principal": ONE, "partner": TWO},
    "meeting": {"alliance": THREE, "starts_at": NOON},
    "topic": {"alliance": THREE, "text": "Persona list"},
    "decision": {"alliance": THREE, "text": "We share the data model"},
    "commitment": {"alliance": THREE, "from": ONE, "to": TWO, "text": "Consent feed"},
    "feedback": {"alliance": THREE, "from": ONE, "to": TWO},
    "disagreement": {"alliance": THREE, "topic": "Who owns the data model"},
    "criterion": {"alliance": THREE, "name": "Fewer forms"},
    "pulse": {"alliance": THREE, "opened_on": "2026-03-03"},
    "note": {"alliance": THREE, "kind": "personal", "text": "Runs on Fridays"},
    "customer": {"alliance": THREE, "text": "Mid-sized agencies"},
    "placement": {"alliance": THREE, "who": "Sam"},
}

# A field of each kind in a noun that has one.
OF_KIND: dict[str, tuple[str, str]] = {
    "line": ("person", "role"),
    "text": ("commitment", "why"),
    "integer": ("commitment", "was_days"),
    "number": ("criterion", "baseline"),
    "date": ("decision", "decided_on"),
    "moment": ("meeting", "created_at"),
    "flag": ("person", "private"),
    "choice": ("meeting", "place"),
    "side": ("note", "covered_by"),
    "ref": ("topic", "meeting"),
    "refs": ("topic", "carried"),
    "words": ("disagreement", "tags"),
    "entries": ("customer", "segments"),
    "entry": ("decision", "source"),
    "by_person": ("disagreement", "positions"),
    "rule": ("alliance", "cadence"),
    "zone": ("alliance", "timezone"),
}


def kept(kind: str, value: Any) -> Any:
    """The form in which a record keeps that value in a field of that kind; it may have no problem."""
    noun, name = OF_KIND[kind]
    clean, problems = check_record(noun, {**LEAST[noun], name: value})
    assert problems == []
    return clean.get(name)


def problem(kind: str, value: Any) -> str:
    """The one problem of that value in a field of that kind, and nothing of it kept."""
    noun, name = OF_KIND[kind]
    clean, problems = check_record(noun, {**LEAST[noun], name: value})
    assert name not in clean
    (found,) = problems
    assert found.startswith(f"{name} ")
    assert found.isprintable()
    return found


def each(kind: str, why: str, *values: Any) -> list[tuple[str, Any, str]]:
    """Several values of a kind that are wrong in the same way."""
    return [(kind, value, why) for value in values]


def test_every_kind_has_an_example() -> None:
    kinds = {field.kind for noun in NOUNS for field in record_fields(noun).values()}
    assert set(OF_KIND) == kinds
    assert all(record_fields(noun)[name].kind == kind for kind, (noun, name) in OF_KIND.items())


@pytest.mark.parametrize("noun", NOUNS)
def test_the_least_record_is_whole_and_each_of_its_fields_is_needed(noun: str) -> None:
    assert check_record(noun, LEAST[noun]) == (LEAST[noun], [])
    for name in LEAST[noun]:
        short = {key: value for key, value in LEAST[noun].items() if key != name}
        assert check_record(noun, short)[1] == [f"{name} is missing"]
        assert check_record(noun, {**short, name: None})[1] == [f"{name} is missing"]


# What each kind takes


@pytest.mark.parametrize(
    ("kind", "value", "form"),
    [
        ("line", "Chief of Staff", "Chief of Staff"),
        ("line", "  outer spaces stay ", "  outer spaces stay "),
        ("line", "", ""),
        ("line", "Zoë 李 مدير \U0001f642", "Zoë 李 مدير \U0001f642"),
        ("line", "a\u200db \u202e \u2028 \u2066 \ufeff", "a\u200db \u202e \u2028 \u2066 \ufeff"),
        ("line", "e\u0301", "e\u0301"),
        ("text", "first\nsecond\twith a tab\r\n", "first\nsecond\twith a tab\r\n"),
        ("text", "\x1b]52;c;aGk=\x07 \x9b6n [@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07 \x9b6n [@click=app.quit]x[/]"),
        ("text", "x" * 200_000, "x" * 200_000),
        ("integer", 0, 0),
        ("integer", 2**53, 2**53),
        ("number", 41, 41),
        ("number", 41.0, 41),
        ("number", -0.5, -0.5),
        ("number", 1e300, 1e300),
        ("number", 2**53 + 1, 2**53),
        ("date", "2028-02-29", "2028-02-29"),
        ("date", "1900-01-01", "1900-01-01"),
        ("date", "2200-12-31", "2200-12-31"),
        ("moment", "2026-03-03T12:00:00Z", NOON),
        ("moment", "2026-03-03t12:00:00z", NOON),
        ("moment", "2026-03-03 12:00+00:00", NOON),
        ("moment", "2026-03-03T07:00:00-05:00", NOON),
        ("moment", "2026-03-04T02:00:00+14:00", NOON),
        ("moment", "2026-03-03T12:00:00.5+00:00", "2026-03-03T12:00:00.500000+00:00"),
        ("moment", "2026-10-25T01:30:00+01:00", "2026-10-25T00:30:00+00:00"),
        ("flag", True, True),
        ("flag", False, None),
        ("choice", "coffee", "coffee"),
        ("ref", ONE, ONE),
        ("ref", ONE.upper(), ONE),
        ("ref", ONE.replace("-", ""), ONE),
        ("ref", f"urn:uuid:{ONE}", ONE),
        ("refs", [TWO, ONE.upper()], [TWO, ONE]),
        ("refs", [], None),
        ("words", ["data", "money"], ["data", "money"]),
        ("words", [], None),
        ("entries", [{"name": "Agencies", "need": None}], [{"name": "Agencies"}]),
        ("entries", [{"need": "time", "name": "Agencies"}], [{"name": "Agencies", "need": "time"}]),
        ("entries", [], None),
        ("entry", {"line": 3, "quote": "I'll send it", "file": None}, {"quote": "I'll send it", "line": 3}),
        ("by_person", {TWO: "his", ONE: "hers"}, {ONE: "hers", TWO: "his"}),
        ("by_person", {TWO.upper(): "his", ONE: None}, {TWO: "his"}),
        ("by_person", {ONE: None}, None),
        ("by_person", {}, None),
        ("rule", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("zone", "Europe/London", "Europe/London"),
        ("zone", "UTC", "UTC"),
    ],
)
def test_a_value_is_kept_in_its_one_form(kind: str, value: Any, form: Any) -> None:
    assert kept(kind, value) == form
    assert type(kept(kind, value)) is type(form)
    if isinstance(form, dict):
        assert list(kept(kind, value)) == list(form)


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_kept_value_is_its_own_form(kind: str) -> None:
    given = {
        "line": "x",
        "text": "x\ny",
        "integer": 3,
        "number": 2.5,
        "date": "2026-03-03",
        "moment": "2026-03-03T07:00:00-05:00",
        "flag": True,
        "choice": "lunch",
        "side": "principal",
        "ref": ONE.upper(),
        "refs": [ONE],
        "words": ["x"],
        "entries": [{"need": "y", "name": "x"}],
        "entry": {"line": 3, "quote": "x"},
        "by_person": {TWO: "y", ONE: "x"},
        "rule": "freq=weekly;byday=tu",
        "zone": "UTC",
    }
    once = kept(kind, given[kind])
    assert kept(kind, once) == once


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("1200.50", "1200.50"),
        ("0", "0"),
        ("-3", "-3"),
        ("+3.10", "3.10"),
        ("007", "7"),
        ("-0.00", "0.00"),
        (12, "12"),
        ("999999999999999.9999", "999999999999999.9999"),
        ("", None),
        ("1,200", None),
        ("1e3", None),
        ("1.23456", None),
        ("NaN", None),
        (1.5, None),
        (True, None),
        (["1"], None),
    ],
)
def test_money_is_an_exact_number(given: Any, form: str | None) -> None:
    entry = {"on": "2026-03-03", "amount": given, "currency": "EUR"}
    clean, problems = check_record("criterion", {**LEAST["criterion"], "check_ins": [entry]})
    if form is None:
        assert "amount is not an exact number" in problems[0]
        return
    assert problems == []
    assert clean["check_ins"][0]["amount"] == form


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"amount": "1"}, "amount needs currency"),
        ({"currency": "EUR"}, "currency needs amount"),
        ({"amount": "1", "currency": "eur"}, "three capital letters"),
        ({"amount": "1", "currency": "EURO"}, "three capital letters"),
        ({"amount": "1", "currency": "EUR", "sureness": "sure"}, "expected one of guess, estimate, measured"),
    ],
)
def test_money_has_its_currency(entry: dict[str, Any], why: str) -> None:
    values = {**LEAST["criterion"], "check_ins": [{"on": "2026-03-03", **entry}]}
    assert why in check_record("criterion", values)[1][0]


# What each kind refuses


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        *((kind, "a\x00b", "holds U+0000 at character 2") for kind in ("line", "text")),
        *((kind, "ab\ud800", "holds U+D800 at character 3") for kind in ("line", "text")),
        *((kind, "\udfff", "holds U+DFFF at character 1") for kind in ("line", "text")),
        *((kind, "\ufffe", "holds U+FFFE at character 1") for kind in ("line", "text")),
        *((kind, "\uffff", "holds U+FFFF at character 1") for kind in ("line", "text")),
        *each("line", "is not text", 7, True, 1.5, b"x", ["x"], {"x": 1}),
        *each("text", "is not text", 7, True, 1.5, b"x", ["x"], {"x": 1}),
        *(
            ("line", f"a{chr(code)}", f"control character U+{code:04X} at character 2")
            for code in (*range(1, 32), *range(127, 160))
        ),
        *each("integer", "is not a whole number", True, False, "3", 3.0, 2.5, [], {}),
        ("integer", -1, "expected a number of 0 or more"),
        ("integer", 2**53 + 1, "expected a number"),
        ("integer", 10**400, "expected a number"),
        *each("number", "is not a number", True, False, "3", [], {}),
        ("number", float("nan"), "is out of bounds"),
        ("number", float("inf"), "is out of bounds"),
        ("number", float("-inf"), "is out of bounds"),
        ("number", 1e301, "is out of bounds"),
        ("number", 10**400, "is out of bounds"),
        *each(
            "date",
            "is not a date of the form",
            "12",
            "3/12",
            "2026-3-3",
            "20260303",
            "2026-W10-2",
            "2026-03-03T00:00",
            " 2026-03-03",
            "2026-03-03\n",
            "2026-03-03x",
            "",
            20260303,
            True,
        ),
        *each(
            "date", "is no day of the calendar", "2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01"
        ),
        *each("date", "years run from 1900 to 2200", "1899-12-31", "2201-01-01", "9999-12-31"),
        *each(
            "moment",
            "is not a moment of the form",
            "2026-03-03",
            "2026-03-03T12:00:00",
            "2026-03-03T12",
            "2026-03-03T12:00:00+0000",
            "2026-03-03T12:00:00 +00:00",
            "tomorrow noon",
            "",
            1772539200,
            True,
        ),
        *each(
            "moment",
            "is no moment of the calendar",
            "2026-02-30T12:00:00Z",
            "2026-03-03T24:01:00Z",
            "2026-03-03T12:60:00Z",
            "2026-03-03T12:00:61Z",
            "2026-03-03T12:00:00+25:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "1899-12-31T23:59:59Z",
            "2201-01-01T00:00:00Z",
        ),
        *each("flag", "is neither true nor false", 0, 1, "true", "", [], {}),
        *each("choice", "expected one of office, video", "Coffee", "", "coffee ", "pub", 1, True, ["coffee"]),
        *each("ref", "is not a uid", "", "C3", "x" * 36, ONE[:-1], f"{ONE}0", 1, True, [ONE]),
        *each("refs", "is not a list", ONE, {}, {ONE: 1}, 0, True, ""),
        *each("refs", "is not a uid", [1], [ONE, "x"], [None], [[ONE]]),
        *each("words", "is not a list", "data", {"data": 1}, 0, True),
        *each("words", "is not text", [1], ["data", None], [["data"]]),
        ("words", ["data\n"], "control character U+000A"),
        *each("entries", "is not a list", {}, {"name": "x"}, "x", 0, True),
        *each("entries", "entry 1 is not a map", ["x"], [1], [None], [["name", "x"]]),
        ("entries", [{"name": "x"}, {}], "entry 2: name is missing"),
        ("entries", [{"need": "x"}], "entry 1: name is missing"),
        ("entries", [{"name": "x", "colour": "red"}], 'entry 1: "colour" is not a field here'),
        ("entries", [{"name": " "}], "entry 1: name is empty"),
        ("entries", [{"name": "a\nb"}], "entry 1: name holds the control character U+000A"),
        *each("entry", "source is not a map", [], [{"quote": "x"}], "x", 0, True),
        *each("entry", "source: quote is missing", {}, {"line": 3}),
        ("entry", {"quote": "x", "line": 0}, "source: line"),
        *each("by_person", "is not a map", [], [ONE], ONE, 1, True),
        ("by_person", {"Jay": "his"}, "is not a uid"),
        ("by_person", {ONE: 1}, "is not text"),
        *each("rule", "is not text", 1, True, [], {}),
        *each(
            "rule",
            "cannot be read",
            "",
            "weekly",
            "FREQ=SECONDLY",
            "FREQ=DAILY;COUNT=1000000000",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        ),
        *each("zone", "is not text", 1, True, [], {}),
        *each("zone", "cannot be read", "", "Mars/Base", "../etc/passwd", "/etc/localtime", "CEST+"),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(kind: str, value: Any, why: str) -> None:
    assert why in problem(kind, value)


@pytest.mark.parametrize(
    ("noun", "name", "value", "why"),
    [
        ("meeting", "rating", 0, "expected a number from 1 to 5"),
        ("meeting", "rating", 6, "expected a number from 1 to 5"),
        ("meeting", "rating", 10**30, "expected a number from 1 to 5"),
        ("meeting", "minutes", 1441, "expected a number from 1 to 1440"),
        ("meeting", "minutes", -5, "expected a number from 1 to 1440"),
        ("note", "rank", 0, "expected a number of 1 or more"),
        ("disagreement", "heat", {ONE: 6}, "expected a number from 1 to 5"),
        ("disagreement", "heat", {ONE: True}, "is not a whole number"),
        ("customer", "agreed", {ONE: "2026-02-30"}, "is no day of the calendar"),
        ("pulse", "answers", [{"by": ONE, "key": "trust", "score": 9}], "entry 1: score is 9"),
        ("criterion", "check_ins", [{"on": "soon"}], "entry 1: on is not a date"),
    ],
)
def test_bounds_hold_wherever_a_number_or_date_stands(noun: str, name: str, value: Any, why: str) -> None:
    assert why in check_record(noun, {**LEAST[noun], name: value})[1][0]


# Titles that say nothing

BLANK = [
    "",
    " ",
    "\t",
    "\u00a0",
    "\u2003\u3000",
    "\u200b",
    "\u200d\u200c",
    "\ufeff",
    "\u2060",
    "\u202e\u2066",
    "\u2028",
]


@pytest.mark.parametrize("blank", BLANK, ids=ascii)
@pytest.mark.parametrize(
    ("noun", "name"),
    [(noun, name) for noun in NOUNS for name in LEAST[noun] if record_fields(noun)[name].kind in ("line", "text")],
)
def test_a_required_text_that_shows_nothing_is_empty(noun: str, name: str, blank: str) -> None:
    (found,) = check_record(noun, {**LEAST[noun], name: blank})[1]
    one_line = record_fields(noun)[name].kind == "line"
    assert found == f"{name} is empty" or (one_line and blank == "\t" and "control character U+0009" in found)


@pytest.mark.parametrize("blank", BLANK, ids=ascii)
def test_nothing_visible_is_blank(blank: str) -> None:
    assert is_blank(blank)
    assert is_blank(blank * 50)
    assert not is_blank(f"{blank}x{blank}")


@pytest.mark.parametrize("shown", [".", "\u0301", "\u2800x", "👍🏽", "0", "[/]"])
def test_anything_visible_is_not_blank(shown: str) -> None:
    assert not is_blank(shown)


# Fields, order, problems


@pytest.mark.parametrize(
    "name", ["uid", "type", "events", "state", "hash", "id", "from_", "NAME", "", "x" * 500, "\x1b[2J"]
)
def test_an_unknown_field_is_named_with_what_is_known(name: str) -> None:
    clean, problems = check_record("person", {"name": "Jay", name: "x"})
    assert clean == {"name": "Jay"}
    known = "name, role, organisation, email, called, private, created_at, updated_at, removed_at"
    assert problems == [f"{shown_name(name)} is not a field here; known: {known}"]
    assert len(problems[0]) < 200


@pytest.mark.parametrize("noun", NOUNS)
def test_absent_null_and_empty_are_the_same(noun: str) -> None:
    empty: dict[str, Any] = {
        name: [] if field.kind in ("refs", "words", "entries") else {} if field.kind == "by_person" else None
        for name, field in record_fields(noun).items()
        if name not in LEAST[noun]
    }
    assert check_record(noun, {**empty, **LEAST[noun]}) == (LEAST[noun], [])
    nothing = dict.fromkeys(empty)
    assert check_record(noun, {**nothing, **LEAST[noun], "private": False}) == (LEAST[noun], [])


@pytest.mark.parametrize("noun", NOUNS)
def test_a_record_is_kept_in_the_order_of_its_declaration(noun: str) -> None:
    given: dict[str, Any] = {**LEAST[noun], "private": True, "created_at": NOON, "updated_at": NOON, "removed_at": NOON}
    for field in NOUNS[noun].fields:
        if field.kind == "text":
            given.setdefault(field.name, "x")
        elif field.kind == "date":
            given.setdefault(field.name, "2026-03-03")
    clean, problems = check_record(noun, dict(reversed(given.items())))
    assert problems == []
    assert list(clean) == [name for name in record_fields(noun) if name in given]
    assert content(clean) == content(check_record(noun, given)[0])


def test_every_problem_is_told_and_what_is_sound_is_kept() -> None:
    clean, problems = check_record("meeting", {"starts_at": "noon", "rating": 9, "place": "pub", "minutes": 30})
    assert clean == {"minutes": 30}
    assert [text.split()[0] for text in problems] == ["starts_at", "rating", "place", "alliance"]


def test_the_values_given_are_not_touched() -> None:
    given = {**LEAST["commitment"], "private": False, "why": None, "was_days": 3}
    before = dict(given)
    check_record("commitment", given)
    assert given == before


# Events


@pytest.mark.parametrize(
    ("noun", "values"),
    [
        ("commitment", {"due": "2026-03-03", "reason": "x", "reason_code": "vendor", "done_on": "2026-03-01"}),
        ("feedback", {"reason": "x", "note": "y"}),
        ("disagreement", {"heat": 5, "kind": "compromise", "respect": 1, "by_when": "2026-03-03"}),
    ],
)
def test_an_event_is_checked_as_a_record_is(noun: str, values: dict[str, Any]) -> None:
    given = {"act": "promise", "by": ONE.upper(), "on": "2026-03-02", **values}
    clean, problems = check_event(noun, {**given, "recorded_at": "2026-03-02T00:00:00+01:00"})
    assert problems == []
    assert clean["by"] == ONE
    assert clean["recorded_at"] == "2026-03-01T23:00:00+00:00"
    assert list(clean) == [name for name in fields_of_event(noun) if name in clean]


@pytest.mark.parametrize(
    ("noun", "values", "why"),
    [
        ("commitment", {"by": ONE}, "act is missing"),
        ("commitment", {"act": "promise"}, "by is missing"),
        ("commitment", {"act": " ", "by": ONE}, "act is empty"),
        ("commitment", {"act": "x", "by": "me"}, "by is not a uid"),
        ("commitment", {"act": "x", "by": ONE, "reason_code": "weather"}, "expected one of priority-changed"),
        ("commitment", {"act": "x", "by": ONE, "heat": 3}, '"heat" is not a field here'),
        ("commitment", {"act": "x", "by": ONE, "commitment": TWO}, '"commitment" is not a field here'),
        ("commitment", {"act": "x", "by": ONE, "private": True}, '"private" is not a field here'),
        ("commitment", {"act": "x", "by": ONE, "attested_by": "neither"}, "expected one of self, other, both"),
        ("commitment", {"act": "x", "by": ONE, "on": "2026-02-29"}, "no day of the calendar"),
        ("commitment", {"act": "x", "by": ONE, "evidence": "\x00"}, "holds U+0000"),
        ("feedback", {"act": "x", "by": ONE, "due": "2026-03-03"}, '"due" is not a field here'),
        ("disagreement", {"act": "x", "by": ONE, "heat": 0}, "expected a number from 1 to 5"),
        ("disagreement", {"act": "x", "by": ONE, "kind": "task"}, "expected one of agreed"),
    ],
)
def test_a_wrong_event_is_refused(noun: str, values: dict[str, Any], why: str) -> None:
    (found,) = check_event(noun, values)[1]
    assert why in found


# One field, uids, content, links


def test_one_field_is_checked_by_itself() -> None:
    field = Field("rating", "integer", low=1, high=5)
    assert check_field(field, None) is None
    assert check_field(field, 5) == 5
    with pytest.raises(BadValue, match="rating is 6; expected a number from 1 to 5"):
        check_field(field, 6)


@pytest.mark.parametrize("text", [ONE, ONE.upper(), f"{{{ONE}}}", ONE.replace("-", ""), f"urn:uuid:{ONE}"])
def test_a_uid_has_one_form(text: str) -> None:
    assert uid(text) == ONE == str(UUID(text))


@pytest.mark.parametrize("text", ["", "x", "C1", ONE[:-1], f"{ONE}\n\n", "../x", "0" * 33, "\x00" * 36])
def test_what_is_no_uid_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="is not a uid"):
        uid(text)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": 'Zoë \u2028 \x7f "quoted" \\ / \n', "n": 41, "x": 2.5, "flag": True},
        {"list": [{"a": "b"}, {}], "map": {"k": [1, 2]}, "big": 2**53, "small": 1e-9, "huge": 1e300},
    ],
)
def test_content_is_compact_json_that_reads_back(values: dict[str, Any]) -> None:
    text = content(values)
    assert text == json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(text) == values


@pytest.mark.parametrize(
    ("noun", "values", "found"),
    [
        ("commitment", {"text": "x"}, []),
        (
            "commitment",
            {"alliance": THREE, "from": ONE, "to": TWO, "meeting": THREE},
            [
                ("alliance", "alliance", THREE),
                ("from", "person", ONE),
                ("to", "person", TWO),
                ("meeting", "meeting", THREE),
            ],
        ),
        ("topic", {"carried": [ONE, TWO]}, [("carried", "meeting", ONE), ("carried", "meeting", TWO)]),
        ("disagreement", {"heat": {ONE: 1, TWO: 2}}, [("heat", "person", ONE), ("heat", "person", TWO)]),
        ("customer", {"agreed": {ONE: "2026-03-03"}}, [("agreed", "person", ONE)]),
        (
            "meeting",
            {"help_asked": [{"of": ONE}, {"of": TWO, "heard": "x"}]},
            [("help_asked", "person", ONE), ("help_asked", "person", TWO)],
        ),
        (
            "pulse",
            {"answers": [{"by": ONE, "key": "k"}], "statements": [{"key": ONE, "text": TWO}]},
            [("answers", "person", ONE)],
        ),
        ("note", {"supersedes": ONE, "text": TWO}, [("supersedes", "note", ONE)]),
    ],
)
def test_every_link_of_a_record_is_found(noun: str, values: dict[str, Any], found: list[tuple[str, str, str]]) -> None:
    assert references(noun, values) == found


def test_a_record_is_called_by_its_title() -> None:
    assert named(NOUNS["commitment"], {"text": "Consent feed"}) == "Consent feed"
    assert named(NOUNS["feedback"], {}) == ""

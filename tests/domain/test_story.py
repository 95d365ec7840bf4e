"""The made-up story: legal and true on any day, whole in its references, nothing said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from statistics import median
from typing import Any

import pytest

from models.errors import BadDate
from models.records.choices import NOTE_KINDS, REASON_CODES, RESOLUTIONS
from models.records.nouns import COMMON, NOUNS, event_fields
from models.verbs.pulse_statements import STATEMENTS
from storage.sample import phrases, phrases_talk
from storage.sample.story import day_of as day_told
from storage.sample.story import read_story

Record = dict[str, Any]

PHASES = range(14)
"""How many days ahead the next expected date may lie."""

STORY = read_story()
(ALLIANCE,) = STORY["alliance"]
LIVES = ("commitment", "feedback", "disagreement")
AHEAD = {"due", "wanted_by", "by_when", "revisit_on", "review_on", "due_on", "until_on"}
BEHIND = {"on", "done_on", "decided_on", "about_on", "met_on", "opened_on", "confirmed_on", "answered_on", "from_on"}
DATES = AHEAD | BEHIND | {"started_on"}
DATE = re.compile(r"(m\d\d|today)([+-][1-9]\d*)?")
"""How the story writes a date."""

# The acts tables once more: (state, act) -> who (from, to, either, author, other), next state, what it needs.
Steps = dict[tuple[str, str], tuple[str, str, tuple[str, ...]]]


def _steps(text: str) -> Steps:
    """Rows of: states, act, by, next state, then what the act needs."""
    found: Steps = {}
    for row in text.strip().splitlines():
        states, act, by, after, *needs = row.split()
        for state in states.split(","):
            found["" if state == "none" else state, act] = (by, after, tuple(needs))
    return found


STEPS = {
    "commitment": _steps("""
        none                        request     to     requested
        none                        offer       from   offered    due
        none,requested              promise     from   promised
        requested                   counter     from   countered  reason due|terms
        requested                   decline     from   declined   reason alternative
        requested,offered,countered withdraw    author withdrawn  reason
        offered,countered           accept      to     promised
        offered                     refuse      to     declined   reason
        countered                   request     to     requested  terms|wanted_by
        promised,pending            propose     either pending    due reason
        pending                     agree       other  promised
        pending                     refuse      other  promised
        promised,pending            report      from   reported
        reported                    satisfied   to     satisfied
        reported                    unsatisfied to     promised   missing
        promised,pending            revoke      from   revoked    reason_code
        promised,pending,reported   cancel      to     cancelled  reason
    """),
    "feedback": _steps("""
        none                            request     to     requested
        none,requested                  give        from   given
        requested                       decline     from   declined    reason
        requested                       lapse       either lapsed
        given                           acknowledge to     acknowledged
        given,acknowledged              will_act    to     will-act
        given,acknowledged              wont_act    to     wont-act    reason
        acknowledged,will-act,wont-act  follow_up   either followed-up note
    """),
    "disagreement": _steps("""
        none                                          raise    either raised
        raised,discussing,parked,escalated,reopened   discuss  either discussing
        raised,discussing,parked,escalated,reopened   park     either parked     revisit_on
        raised,discussing,parked,escalated,reopened   escalate either escalated  decider question
        raised,discussing,parked,escalated,reopened   resolve  either resolved   kind decision
        resolved                                      reopen   either reopened   new_fact
        raised,discussing,parked,escalated,reopened   lapse    either lapsed     reason
    """),
}


def day_of(value: str, phase: int) -> int:
    """A date of the story in days from today, the next expected date lying `phase` days ahead."""
    found = DATE.fullmatch(value)
    assert found, value
    days = int(found[2] or 0)
    if found[1] == "today":
        return days
    meeting = next(meeting for meeting in STORY["meeting"] if meeting["key"] == found[1])
    return int(phase + 14 * meeting["slot"] + meeting.get("shift", 0) + days)


def may(record: Record, by: str, author: str, who: str) -> bool:
    """Whether the person may do an act that the table gives to `who`."""
    match who:
        case "from" | "to":
            return bool(by == record[who])
        case "author":
            return by in (author, record["to"])
        case "other":
            return by != author
        case _:
            return by in ("me", "partner")


def live(noun: str, record: Record) -> list[str]:
    """The states a record goes through, every act held against the table."""
    states, author = [""], ""
    for event in record["events"]:
        where = f"{record['key']}: {event['act']}"
        assert (states[-1], event["act"]) in STEPS[noun], f"{where} from {states[-1] or 'nothing'}"
        who, after, needs = STEPS[noun][states[-1], event["act"]]
        assert may(record, event["by"], author, who), f"{where} by {event['by']}"
        for need in needs:
            assert any(event.get(name) for name in need.split("|")), f"{where} needs {need}"
        states.append(after)
        author = event["by"]
    return states


def state(noun: str, record: Record) -> str:
    return live(noun, record)[-1]


def due(record: Record) -> str | None:
    """The due date in force, as the story writes it."""
    agreed, put_forward = None, None
    for event in record["events"]:
        match event["act"]:
            case "promise":
                agreed = event.get("due")
            case "offer" | "counter" | "propose":
                put_forward = event.get("due")
            case "accept" | "agree":
                agreed = put_forward
    return agreed


def parts(value: Any) -> Iterator[tuple[str, Any]]:
    """Every named value inside a record, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def dates(record: Record) -> Iterator[tuple[str, str]]:
    """Every date of a record, with the name that it stands under."""
    for name, value in parts(record):
        if name in DATES or value in record.get("agreed", {}).values():
            yield name, value


def records() -> Iterator[tuple[str, Record]]:
    for noun, found in STORY.items():
        for record in found:
            yield noun, record


@pytest.mark.parametrize(("noun", "low", "high"), [
    ("meeting", 45, 50), ("topic", 68, 72), ("decision", 11, 13), ("commitment", 58, 62), ("feedback", 25, 25),
    ("disagreement", 16, 16), ("note", 28, 44), ("criterion", 2, 2), ("customer", 2, 2), ("placement", 2, 2),
    ("pulse", 3, 3),
])  # fmt: skip
def test_it_has_the_size_of_two_years(noun: str, low: int, high: int) -> None:
    assert low <= len(STORY[noun]) <= high


def test_meetings_happen_most_of_the_time() -> None:
    states = Counter(meeting["state"] for meeting in STORY["meeting"])
    assert states == {"held": 42, "missed": 3, "cancelled": 1, "planned": 2}
    held = [meeting for meeting in STORY["meeting"] if meeting["state"] == "held"]
    assert sum("notes" in meeting for meeting in held) >= 14
    assert sum("help_asked" in meeting for meeting in held) >= 35
    assert {"office", "video", "lunch", "coffee", "walk"} == {meeting["place"] for meeting in held}
    assert all(meeting.get("reason") for meeting in STORY["meeting"] if meeting["state"] in ("missed", "cancelled"))


@pytest.mark.parametrize("phase", PHASES)
def test_meetings_stand_in_order_and_on_their_side_of_today(phase: int) -> None:
    days = [day_of(meeting["key"], phase) for meeting in STORY["meeting"]]
    assert days == sorted(set(days))
    for meeting, day in zip(STORY["meeting"], days, strict=True):
        assert day >= 0 if meeting["state"] == "planned" else day < 0
    assert -735 <= day_of(ALLIANCE["started_on"], phase) <= days[0]


def test_every_field_and_every_word_is_one_of_the_format() -> None:
    for noun, record in records():
        fields = {field.name: field for field in (*NOUNS[noun].fields, *COMMON)}
        own = {"key", "events"} | ({"slot", "shift", "time"} if noun == "meeting" else set())
        assert set(record) - own <= set(fields), record["key"]
        required = {name for name, field in fields.items() if field.required} - {"alliance", "starts_at"}
        assert required <= set(record), record["key"]
        known = {field.name: field for field in event_fields(noun)} if noun in LIVES else {}
        for event in record.get("events", []):
            assert set(event) <= set(known), record["key"]
        for declared, values in ((fields, record), *((known, event) for event in record.get("events", []))):
            for name, value in values.items():
                if name in declared and declared[name].choices:
                    assert value in declared[name].choices, (record["key"], name)


def test_keys_are_unique_and_references_meet_something() -> None:
    nouns = {record["key"]: noun for noun, record in records()}
    assert len(nouns) == sum(len(found) for found in STORY.values())
    for noun, record in records():
        for name in ("meeting", "criterion", "disagreement", "customer", "supersedes"):
            if name in record:
                assert nouns[record[name]] == (noun if name == "supersedes" else name), record["key"]
        for name, value in parts(record):
            if name in ("by", "from", "to", "of", "raised_by", "team_of"):
                assert value in ("me", "partner"), (record["key"], name)
        assert all(nouns[key] == "meeting" for key in record.get("carried", []))
    states = {meeting["key"]: meeting["state"] for meeting in STORY["meeting"]}
    for topic in STORY["topic"]:
        if topic["state"] != "open":
            assert states[topic["meeting"]] == "held", topic["key"]


@pytest.mark.parametrize("phase", PHASES)
def test_every_date_is_one_and_reads_as_it_is_written(phase: int) -> None:
    days = {meeting["key"]: day_of(meeting["key"], phase) for meeting in STORY["meeting"]} | {"today": 0}
    for _, record in records():
        for _, value in dates(record):
            assert day_told(value, days) == day_of(value, phase), record["key"]
        written = [value for _, value in parts(record) if isinstance(value, str) and DATE.fullmatch(value)]
        named = [value for name, value in parts(record) if name in ("key", "meeting")]
        assert Counter(written) == Counter(value for _, value in dates(record)) + Counter(
            value for value in named if value in days
        ), record["key"]


@pytest.mark.parametrize("told", ["m99", "m45+", "m45 +1", "+1", "", "M45", "m45+1.5", "2026-11-18", None, 1.5])
def test_what_is_no_date_is_told_so(told: Any) -> None:
    with pytest.raises(BadDate, match=re.escape(f'"{told}" is no date')):
        day_told(told, {"today": 0, "m45": -10})


@pytest.mark.parametrize(("told", "day"), [("m45", -10), ("m45+1", -9), ("m45-4", -14), ("today-6", -6), (3, 3)])
def test_dates_are_days_after_a_meeting_or_today(told: str | int, day: int) -> None:
    assert day_told(told, {"today": 0, "m45": -10}) == day


@pytest.mark.parametrize("noun", LIVES)
def test_every_life_is_legal_and_every_act_is_shown(noun: str) -> None:
    shown = set()
    for record in STORY[noun]:
        before = live(noun, record)
        shown |= {(at, event["act"]) for at, event in zip(before, record["events"], strict=False)}
        assert noun == "disagreement" or {record["from"], record["to"]} == {"me", "partner"}
    assert {act for _, act in shown} == {act for _, act in STEPS[noun]}
    if noun == "commitment":
        assert {("offered", "accept"), ("countered", "accept"), ("countered", "request")} <= shown
        assert {("offered", "refuse"), ("pending", "refuse"), ("pending", "agree")} <= shown


@pytest.mark.parametrize("phase", PHASES)
def test_dates_run_forward_and_never_past_today(phase: int) -> None:
    for _, record in records():
        for name, value in dates(record):
            if name in BEHIND:
                assert day_of(value, phase) <= 0, (record["key"], name)
        days = [day_of(event["on"], phase) for event in record.get("events", [])]
        assert days == sorted(days), record["key"]
        for day, event in zip(days, record.get("events", []), strict=True):
            for name in AHEAD & set(event):
                assert day_of(event[name], phase) >= day, (record["key"], event["act"])
            assert "done_on" not in event or days[0] <= day_of(event["done_on"], phase) <= day, record["key"]
        if "about_on" in record:
            assert day_of(record["about_on"], phase) <= days[0], record["key"]
        checks = [day_of(check["on"], phase) for check in record.get("check_ins", [])]
        assert checks == sorted(checks), record["key"]


@pytest.mark.parametrize("phase", PHASES)
def test_what_came_from_a_meeting_came_after_it(phase: int) -> None:
    for noun in LIVES:
        for record in STORY[noun]:
            if "meeting" in record and record["key"] != "d06":
                first = day_of(record["events"][0]["on"], phase)
                assert abs(first - day_of(record["meeting"], phase)) <= 12, record["key"]


@pytest.mark.parametrize("phase", PHASES)
def test_today_has_something_to_show(phase: int) -> None:
    now = [(record, state("commitment", record), due(record)) for record in STORY["commitment"]]
    running = [(record, at, at_due) for record, at, at_due in now if at in ("promised", "pending")]
    late = Counter(
        record["from"] for record, _, at_due in running if at_due is not None and -21 < day_of(at_due, phase) < -2
    )
    assert late == {"partner": 2, "me": 1}
    overdue = [record for record, _, at_due in running if at_due is not None and day_of(at_due, phase) < 0]
    assert len(overdue) == 3
    soon = [record for record, _, at_due in running if at_due is not None and 0 <= day_of(at_due, phase) <= 10]
    assert len(soon) >= 3
    assert sum(at_due is None for _, _, at_due in running) == 2
    assert sum(at == "pending" for _, at, _ in now) == 1
    assert {record["from"] for record, at, _ in now if at == "requested"} == {"me", "partner"}
    assert {record["from"] for record, at, _ in now if at == "reported"} == {"me", "partner"}
    waiting = Counter(state("feedback", record) for record in STORY["feedback"])
    assert (waiting["requested"], waiting["given"]) == (1, 2)


def test_commitments_go_both_ways_and_end_in_every_way() -> None:
    made = STORY["commitment"]
    directions = Counter(record["from"] for record in made)
    assert abs(directions["me"] - directions["partner"]) <= 4
    ends = Counter(state("commitment", record) for record in made)
    assert {"satisfied", "revoked", "cancelled", "declined", "withdrawn"} <= set(ends)
    assert ends["satisfied"] >= 30
    undated = [
        record for record in made for event in record["events"] if event["act"] == "promise" and "due" not in event
    ]
    assert len(undated) == 3
    codes = {event["reason_code"] for record in made for event in record["events"] if "reason_code" in event}
    assert len(codes & set(REASON_CODES)) >= 8
    optional = ("why", "done_means", "handled_by", "was_days", "should_be_days", "criterion", "disagreement", "private")
    for name in optional:
        assert sum(name in record for record in made) >= 2, name


@pytest.mark.parametrize("phase", PHASES)
def test_disagreements_settle_mostly_and_three_are_open(phase: int) -> None:
    raised = STORY["disagreement"]
    ends = Counter(state("disagreement", record) for record in raised)
    assert (ends["lapsed"], ends["resolved"]) == (1, 12)
    assert sum(ends.values()) - ends["lapsed"] - ends["resolved"] == 3
    acts = {record["key"]: [event["act"] for event in record["events"]] for record in raised}
    assert sum("reopen" in found for found in acts.values()) == 2
    assert sum(found.count("resolve") == 2 for found in acts.values()) == 1
    took = []
    for record in raised:
        days = {event["act"]: day_of(event["on"], phase) for event in reversed(record["events"])}
        if "resolve" in days:
            took.append(days["resolve"] - days["raise"])
    assert min(took) >= 2 and max(took) <= 45 and 9 <= median(took) <= 12  # noqa: PT018
    kinds = {event["kind"] for record in raised for event in record["events"] if event["act"] == "resolve"}
    assert kinds == set(RESOLUTIONS)
    assert {record["kind"] for record in raised} == {"task", "process", "relationship", "let-down"}
    assert all("lesson" in record for record in raised if "team_of" in record)


def test_pulses_notes_and_decisions_are_complete() -> None:
    *whole, half = STORY["pulse"]
    keys = [statement.key for statement in STATEMENTS]
    for pulse, sides in (*((each, {"me", "partner"}) for each in whole), (half, {"partner"})):
        assert pulse["statements"] == [{"key": item.key, "text": item.text} for item in STATEMENTS]
        given = Counter((answer["by"], answer["key"]) for answer in pulse["answers"])
        assert given == Counter((side, key) for side in sides for key in keys)
        assert all(1 <= answer[name] <= 5 for answer in pulse["answers"] for name in ("score", "guess"))
    notes = STORY["note"]
    assert {note["kind"] for note in notes} == set(NOTE_KINDS)
    assert all(note.get("private") for note in notes if note["kind"] == "personal")
    ranks = Counter((note["by"], note["rank"]) for note in notes if note["kind"] == "priority")
    assert ranks == Counter((side, rank) for side in ("me", "partner") for rank in range(1, 6))
    guidelines = [decision for decision in STORY["decision"] if decision["kind"] == "guideline"]
    assert len(guidelines) >= 3
    assert all("review_on" in decision for decision in guidelines)
    assert any("supersedes" in decision for decision in guidelines)
    assert sum("met_on" in criterion for criterion in STORY["criterion"]) == 1


def test_nothing_is_said_twice() -> None:
    texts: Counter[str] = Counter()
    for noun, record in records():
        told = list(parts(record)) if noun not in ("person", "pulse") else []
        for name, value in told:
            if isinstance(value, str) and " " in value and name not in ("handled_by", "decider", "whom"):
                texts[value] += 1
    assert [text for text, count in texts.items() if count > 1] == []
    for record in STORY["commitment"]:
        assert len(record["text"]) <= 60, record["key"]
        assert "\n" not in record["text"]


def test_phrases_make_many_different_texts() -> None:
    for names in (phrases.FIRST_NAMES, phrases.LAST_NAMES):
        assert len(names) == len(set(names)) == 60
    assert len(set(phrases.PURPOSES)) >= 40
    rng = Random(7)
    texts = [phrases.commitment_text(rng) for _ in range(40_000)]
    assert len(set(texts)) > 30_000
    assert all(0 < len(text) <= 60 and "#" not in text for text in texts)
    assert phrases.commitment_text(Random(3)) == phrases.commitment_text(Random(3))
    for kind in NOTE_KINDS:
        assert "#" not in phrases_talk.note_text(rng, kind)

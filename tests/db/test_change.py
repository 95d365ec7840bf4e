"""One way to write: what a change refuses, what it leaves behind, and when undo and redo refuse to go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from models.errors import BadValue, Fault, IllegalAct, LogUnusable, NotFound, Refused
from models.records.rows import Commitment, Note
from storage.care import check
from storage.core.records import find, select
from storage.interchange.exporting import records
from storage.interchange.importing import import_file
from storage.log import Log, start
from storage.reads.history import HistoryFilter, history

FIRST = Path(__file__).parents[1] / "domain" / "data" / "first.visavis.jsonl"


class Clock:
    """A clock that moves on at every look, and can be set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log(tmp_path: Path, clock: Clock) -> Iterator[Log]:
    path = tmp_path / "log.visavis"
    start(path, clock, ("Priya Nair", "CIO"), ("Tom Okafor", "CMO"), timezone="Europe/London")
    with Log(path, clock) as found:
        yield found


def content(log: Log) -> list[Any]:
    found = list(records(log))
    found[0].pop("exported_at")
    return found


def note(log: Log, text: str = "Brand lift", **more: Any) -> int:
    with log.change(f"Noted {text}") as change:
        return change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": text, **more})


def promise(log: Log, text: str = "Persona list") -> int:
    pair = log.pairs()[0]
    with log.change("Promised") as change:
        values = {"alliance": pair.uid, "from": pair.me.uid, "to": pair.other.uid, "text": text}
        return change.add("commitment", values, [{"act": "promise", "by": pair.me.uid, "on": "2026-02-10"}])


def titles(log: Log) -> list[str]:
    return [entry.title for entry in history(log)]


# What a change leaves behind


def test_a_change_is_one_entry_with_its_title_and_rows(log: Log) -> None:
    row = promise(log)
    newest = history(log)[0]
    assert (newest.title, newest.rows, newest.undone) == ("Promised", 2, False)
    assert [entry.title for entry in history(log, HistoryFilter(("commitment", row)))] == ["Promised"]


def test_a_change_that_changes_nothing_leaves_no_entry_and_keeps_the_redo(log: Log) -> None:
    row = note(log)
    note(log, "Reach")
    log.undo()
    before = content(log), titles(log)
    with log.change("Nothing") as change:
        change.edit("note", row, {"text": "Brand lift", "whom": None})
    with log.change("Nothing either"):
        pass
    assert (content(log), titles(log)) == before
    assert log.redo() == "Noted Reach"


def test_a_new_change_drops_what_waited_to_be_redone(log: Log) -> None:
    note(log)
    log.undo()
    note(log, "Reach")
    with pytest.raises(Refused, match="nothing to redo"):
        log.redo()
    assert titles(log)[0] == "Noted Reach"
    assert "Noted Brand lift" not in titles(log)


def test_a_block_that_raises_leaves_nothing(log: Log) -> None:
    def interrupted() -> None:
        with log.change("Half") as change:
            change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "half"})
            raise RuntimeError

    before = content(log), titles(log)
    with pytest.raises(RuntimeError):
        interrupted()
    assert (content(log), titles(log)) == before
    assert check.problems(log.connection) == []


def test_numbers_are_not_given_twice(log: Log) -> None:
    first = note(log)
    log.undo()
    assert note(log, "Reach") > first


def test_an_edit_says_when_and_its_undo_takes_that_back_too(log: Log) -> None:
    row = note(log)
    before = select(log.connection, Note, "note")[0]
    with log.change("Edited") as change:
        change.edit("note", row, {"text": "Brand recall"})
    after = select(log.connection, Note, "note")[0]
    assert after.updated_at is not None
    assert before.updated_at is not None
    assert after.updated_at > before.updated_at
    assert after.created_at == before.created_at
    log.undo()
    assert select(log.connection, Note, "note")[0] == before
    log.redo()
    assert select(log.connection, Note, "note")[0] == after


def test_what_no_shared_copy_carries_does_not_say_when(log: Log) -> None:
    (pair,) = log.pairs()
    with log.change("Planned a meeting") as change:
        row = change.add("meeting", {"alliance": pair.uid, "starts_at": "2026-11-24T14:00:00+00:00"})
    before = find(log.connection, "meeting", str(row))
    with log.change("Noted for myself") as change:
        change.edit("meeting", row, {"private_notes": "ask for the budget"})
    assert find(log.connection, "meeting", str(row)).updated_at == before.updated_at
    with log.change("Noted for both") as change:
        change.edit("meeting", row, {"private_notes": "ask again", "notes": "the budget"})
    assert find(log.connection, "meeting", str(row)).updated_at != before.updated_at


def test_a_clock_set_back_does_not_reorder_a_life(log: Log, clock: Clock) -> None:
    row = promise(log)
    pair = log.pairs()[0]
    clock.now -= timedelta(days=400)
    for act, by in (("report", pair.me.uid), ("satisfied", pair.other.uid)):
        with log.change(act) as change:
            change.act("commitment", row, {"act": act, "by": by, "on": "2026-02-10"})
    assert select(log.connection, Commitment, "commitment")[0].state == "satisfied"
    assert check.problems(log.connection) == []


# What a change refuses


def refused(log: Log, noun: str, values: dict[str, Any], kind: type[Fault], why: str) -> None:
    before = content(log)
    with pytest.raises(kind, match=why), log.change("Refused") as change:
        change.add(noun, values)
    assert content(log) == before
    assert "Refused" not in titles(log)


def test_a_link_that_leads_nowhere_is_refused(log: Log) -> None:
    values = {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "x", "supersedes": str(uuid4())}
    refused(log, "note", values, BadValue, "supersedes leads to no note")


def test_a_link_into_another_alliance_is_refused(log: Log) -> None:
    with log.change("Third") as change:
        third = change.uid("person", change.add("person", {"name": "Lena Brandt"}))
        other = change.uid("alliance", change.add("alliance", {"principal": log.owner(), "partner": third}))
        there = change.uid("note", change.add("note", {"alliance": other, "kind": "learning", "text": "x"}))
    values = {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "x", "supersedes": there}
    refused(log, "note", values, Refused, "belongs to another alliance")


def test_a_record_may_not_replace_itself_in_a_circle(log: Log) -> None:
    rows = [note(log, "one"), note(log, "two"), note(log, "three")]
    uids = [item.uid for item in select(log.connection, Note, "note", "ORDER BY r.id")]
    with log.change("Linked") as change:
        change.edit("note", rows[1], {"supersedes": uids[0]})
        change.edit("note", rows[2], {"supersedes": uids[1]})
    for key in uids:
        with pytest.raises(Refused, match="leads back to the record itself"), log.change("Circle") as change:
            change.edit("note", rows[0], {"supersedes": key})


def test_an_alliance_has_two_people(log: Log) -> None:
    refused(log, "alliance", {"principal": log.owner(), "partner": log.owner()}, Refused, "the same person")


def test_the_people_of_an_alliance_stay(log: Log) -> None:
    pair = log.pairs()[0]
    with log.change("Third") as change:
        third = change.uid("person", change.add("person", {"name": "Lena Brandt"}))
    with pytest.raises(Refused, match="people of an alliance stay"), log.change("Swapped") as change:
        change.edit("alliance", pair.alliance.id, {"partner": third})
    with log.change("Turned round") as change:
        change.edit("alliance", pair.alliance.id, {"principal": pair.other.uid, "partner": pair.me.uid})
    assert check.problems(log.connection) == []


@pytest.mark.parametrize(("from_", "to"), [("me", "third"), ("third", "other"), ("me", "me")])
def test_a_promise_is_between_the_two(log: Log, from_: str, to: str) -> None:
    pair = log.pairs()[0]
    with log.change("Third") as change:
        third = change.uid("person", change.add("person", {"name": "Lena Brandt"}))
    people = {"me": pair.me.uid, "other": pair.other.uid, "third": third}
    values = {"alliance": pair.uid, "from": people[from_], "to": people[to], "text": "x"}
    refused(log, "commitment", values, Refused, "not the alliance's two people")


def test_an_act_needs_its_day(log: Log) -> None:
    row, pair = promise(log), log.pairs()[0]
    with pytest.raises(BadValue, match="on is missing"), log.change("Undated") as change:
        change.act("commitment", row, {"act": "report", "by": pair.me.uid})


def test_an_act_that_is_not_allowed_takes_the_whole_change_back(log: Log) -> None:
    def too_early() -> None:
        with log.change("Too early") as change:
            change.add("note", {"alliance": pair.uid, "kind": "learning", "text": "x"})
            change.act("commitment", row, {"act": "satisfied", "by": pair.other.uid, "on": "2026-02-10"})

    row, pair = promise(log), log.pairs()[0]
    before = content(log)
    with pytest.raises(IllegalAct, match="not allowed"):
        too_early()
    assert content(log) == before
    assert check.problems(log.connection) == []


def test_a_removed_record_is_not_there(log: Log) -> None:
    row = note(log)
    with log.change("Removed") as change:
        change.remove("note", row)
    for number in (row, 999):
        with pytest.raises(NotFound), log.change("Edited") as change:
            change.edit("note", number, {"text": "x"})


# When undo and redo refuse


ALTERED = "UPDATE note SET text = 'Brand recall'"
ANEW = "UPDATE note SET text = 'Brand recall', hash = x'00112233445566778899aabbccddeeff'"


DAMAGED = (LogUnusable, "N1: its content was altered outside visavis")


@pytest.mark.parametrize(
    ("statement", "fault", "why"),
    [
        (ALTERED, *DAMAGED),
        (ANEW, *DAMAGED),
        ("DELETE FROM note", LogUnusable, "N1: it is not there under its number, and no change took it away"),
    ],
)
def test_undo_refuses_what_was_altered_underneath(log: Log, statement: str, fault: type[Fault], why: str) -> None:
    note(log)
    log.connection.execute(statement)
    before = log.connection.execute("SELECT * FROM note").fetchall()
    with pytest.raises(fault, match=why):
        log.undo()
    assert log.connection.execute("SELECT * FROM note").fetchall() == before
    assert not any(entry.undone for entry in history(log))


def test_redo_refuses_what_was_altered_underneath(log: Log) -> None:
    row = note(log)
    with log.change("Edited") as change:
        change.edit("note", row, {"text": "Reach"})
    log.undo()
    log.connection.execute(ALTERED)
    with pytest.raises(LogUnusable, match="N1: its content was altered outside visavis"):
        log.redo()
    assert select(log.connection, Note, "note")[0].text == "Brand recall"


@pytest.mark.parametrize(
    ("statement", "fault", "why"),
    [
        (
            "UPDATE commitment_event SET note = 'x' WHERE id = 3",
            LogUnusable,
            "commitment event 3: its content was altered",
        ),
        ("UPDATE note SET text = 'x'", *DAMAGED),
        ("DELETE FROM commitment_event WHERE id = 3", LogUnusable, "commitment event 3: it is not there"),
    ],
)
def test_an_import_is_not_undone_where_a_row_of_it_was_altered(
    tmp_path: Path, clock: Clock, statement: str, fault: type[Fault], why: str
) -> None:
    path = tmp_path / "log.visavis"
    import_file(path, FIRST, clock)
    with Log(path, clock) as log:
        log.connection.execute(statement)
        before = list(log.connection.iterdump())
        with pytest.raises(fault, match=why):
            log.undo()
        assert list(log.connection.iterdump()) == before


def test_an_import_is_one_step_back_and_one_forth(tmp_path: Path, clock: Clock, log: Log) -> None:
    lines = [json.loads(line) for line in FIRST.read_text().splitlines()]
    del lines[0]["by"]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    before = content(log)
    import_file(log.path, file, clock)
    after = content(log)
    index = log.connection.execute("SELECT * FROM search ORDER BY rowid").fetchall()
    assert log.undo() == "Imported in.jsonl"
    assert content(log) == before
    assert check.problems(log.connection) == []
    assert log.redo() == "Imported in.jsonl"
    assert content(log) == after
    assert log.connection.execute("SELECT * FROM search ORDER BY rowid").fetchall() == index
    assert check.problems(log.connection) == []

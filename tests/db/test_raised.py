"""What a topic was raised from: derived from uids, whatever comes, goes and comes back; never part of its content."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from models.records.raised import MOST, sources, topic_uid
from models.records.rows import Note, Topic
from storage.care import check
from storage.core import raised
from storage.core.records import find, select
from storage.core.statements import fetch
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import import_file
from storage.log import Log, start
from storage.reads.raised import source_of
from storage.writes.purge import purge
from storage.writes.repair import repair
from storage.writes.topics import raise_question, raise_topic
from tests.db.saving import DATA

NOTE = "00000000-0000-4000-8000-000000000001"
OTHER = "00000000-0000-4000-8000-000000000002"


def clock() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    path = tmp_path / "log.visavis"
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"), timezone="Europe/London")
    with Log(path, clock) as found:
        yield found


def note(log: Log, text: str = "Writes on paper first") -> Note:
    """A new note."""
    with log.change("Wrote a note") as change:
        row = change.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": text})
    (found,) = select(log.connection, Note, "note", "WHERE r.id = ?", (row,))
    return found


def raise_it(log: Log, record: Note) -> int:
    """Make the note a topic; gives the topic's number."""
    return raise_topic(log, log.pairs()[0], "note", record).id


def spoken_of(log: Log, topic: int) -> None:
    """Tick a topic off, so that its record can become one again."""
    with log.change("Spoken of") as change:
        change.edit("topic", topic, {"state": "discussed"})


def bring(log: Log, *lines: dict[str, Any]) -> None:
    """Import these records into the log."""
    pair = log.pairs()[0]
    head = {"type": "visavis", "version": 1, "by": pair.me.uid}
    found = [head, *({**line, "alliance": pair.uid} for line in lines)]
    file = log.path.with_name("in.visavis.jsonl")
    file.write_text("".join(json.dumps(line) + "\n" for line in found))
    import_file(log.path, file, clock)


def topic_line(record: str, number: int = 1) -> dict[str, Any]:
    """A topic of a file, raised from that record."""
    return {"type": "topic", "uid": topic_uid(record, number), "text": f"Topic {number} of {record[-1]}"}


def note_line(uid: str) -> dict[str, Any]:
    """A note of a file."""
    return {"type": "note", "uid": uid, "kind": "learning", "text": f"Note {uid[-1]}"}


def column(log: Log) -> list[str | None]:
    """What each topic holds, in the order of their numbers; the log is whole."""
    assert check.problems(log.connection) == []
    return [held for (held,) in fetch(log.connection, "SELECT raised_from FROM topic ORDER BY id")]


def source(log: Log, topic: int) -> tuple[str, int] | None:
    """The record that a topic leads back to."""
    (row,) = select(log.connection, Topic, "topic", "WHERE r.id = ?", (topic,))
    found = source_of(log, row)
    return found and (found[0], found[1].id)


# The uids


def test_a_topic_is_found_among_all_that_its_record_may_have_become() -> None:
    records = [str(uuid4()) for _ in range(50)]
    topics = {topic_uid(record, number): record for record in records for number in range(1, MOST + 1)}
    assert sources(topics, records) == topics
    assert sources([topic_uid(records[0], MOST + 1), str(uuid4())], records) == {}


def test_the_uid_of_a_topic_stays_what_it_was_in_every_log() -> None:
    assert topic_uid(NOTE, 1) == str(uuid5(UUID(NOTE), "topic 1")) == "fd8a4405-be79-5e3b-b58e-c152438d2390"


def test_without_topics_no_record_is_looked_at() -> None:
    assert sources([], (pytest.fail("a record was looked at") for _ in range(1))) == {}


# Raising


def test_a_topic_leads_back_through_undo_and_redo(log: Log) -> None:
    found = note(log)
    row = raise_it(log, found)
    assert column(log) == [found.uid]
    assert source(log, row) == ("note", found.id)
    log.undo()
    assert column(log) == []
    log.undo()
    log.redo()
    log.redo()
    assert column(log) == [found.uid]


def test_a_record_that_became_a_topic_again_has_two(log: Log) -> None:
    found = note(log)
    spoken_of(log, raise_it(log, found))
    raise_it(log, found)
    assert column(log) == [found.uid] * 2


def test_a_topic_that_is_edited_or_removed_still_leads_back(log: Log) -> None:
    found = note(log)
    row = raise_it(log, found)
    with log.change("Reworded") as change:
        change.edit("topic", row, {"text": "On paper"})
    assert column(log) == [found.uid]
    with log.change("Removed") as change:
        change.remove("topic", row)
    assert column(log) == [found.uid]
    log.undo()
    log.undo()
    assert source(log, row) == ("note", found.id)


def test_what_was_typed_or_asked_leads_nowhere(log: Log) -> None:
    raise_question(log, log.pairs()[0], "Who is our customer now?")
    with log.change("Typed") as change:
        change.add("topic", {"alliance": log.pairs()[0].uid, "text": "The offsite"})
    assert column(log) == [None, None]
    assert source(log, 1) is None


def test_a_record_that_is_removed_leads_back_once_it_is_there_again(log: Log) -> None:
    found = note(log)
    row = raise_it(log, found)
    with log.change("Removed") as change:
        change.remove("note", found.id)
    assert source(log, row) is None
    assert column(log) == [found.uid]
    log.undo()
    assert source(log, row) == ("note", found.id)


def test_a_purged_record_leaves_no_uid_behind(log: Log) -> None:
    found, kept = note(log), note(log, "Reads the last page first")
    raise_it(log, found)
    raise_it(log, kept)
    purge(log, "note", found.id)
    assert column(log) == ["", kept.uid]
    assert found.uid.encode() not in log.path.read_bytes()
    purge(log, "topic", 1)
    assert column(log) == [kept.uid]


# Files


@pytest.mark.parametrize("lines", [(NOTE, 1, 2), (1, NOTE, 2), (2, 1, NOTE)], ids=repr)
def test_record_and_topics_of_one_file_find_each_other(log: Log, lines: tuple[str | int, ...]) -> None:
    bring(log, *(note_line(item) if isinstance(item, str) else topic_line(NOTE, item) for item in lines))
    assert column(log) == [NOTE, NOTE]
    log.undo()
    assert column(log) == []
    log.redo()
    assert column(log) == [NOTE, NOTE]


def test_a_topic_waits_for_its_record_and_loses_it_again(log: Log) -> None:
    bring(log, topic_line(NOTE), topic_line(OTHER))
    assert column(log) == ["", ""]
    assert source(log, 1) is None
    bring(log, note_line(NOTE))
    assert column(log) == [NOTE, ""]
    assert source(log, 1) == ("note", 1)
    log.undo()
    assert column(log) == ["", ""]
    log.redo()
    bring(log, note_line(OTHER))
    assert column(log) == [NOTE, OTHER]


def test_a_topic_finds_a_record_that_was_there_before_it(log: Log) -> None:
    bring(log, note_line(NOTE))
    bring(log, topic_line(NOTE, 4))
    assert column(log) == [NOTE]


def test_a_record_put_in_by_a_use_case_is_found_as_well(log: Log) -> None:
    bring(log, topic_line(NOTE))
    with log.change("Wrote a note") as change:
        change.add("note", {"alliance": log.pairs()[0].uid, "uid": NOTE, "kind": "personal", "text": "Paper"})
    assert column(log) == [NOTE]


def test_a_topic_leads_to_no_record_of_another_alliance(log: Log) -> None:
    bring(log, note_line(NOTE))
    with log.change("Another alliance") as change:
        row = change.add("person", {"name": "Ines Roth"})
        two = {"principal": log.owner(), "partner": change.uid("person", row)}
        other = change.uid("alliance", change.add("alliance", two))
    with log.change("Its topic") as change:
        change.add("topic", {"uid": topic_uid(NOTE, 1), "alliance": other, "text": "Elsewhere"})
    assert column(log) == [NOTE]
    assert source(log, 1) is None


def test_everything_comes_over_into_an_empty_log_and_nothing_is_added_to_the_file(log: Log, tmp_path: Path) -> None:
    bring(log, topic_line(NOTE), topic_line(OTHER), note_line(NOTE))
    spoken_of(log, raise_it(log, note(log)))
    exported = b"".join(jsonl(records(log)))
    assert b"raised_from" not in exported
    file, path = tmp_path / "all.visavis.jsonl", tmp_path / "other.visavis"
    file.write_bytes(exported)
    import_file(path, file, clock)
    with Log(path, clock) as other:
        assert column(other) == column(log)
        assert b"".join(jsonl(records(other))) == exported


def test_a_shared_copy_without_the_record_does_not_name_it(log: Log, tmp_path: Path) -> None:
    with log.change("A private note") as change:
        change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "Mine", "private": True})
        change.add("topic", {"alliance": log.pairs()[0].uid, "text": "From it", "uid": topic_uid(NOTE, 1)})
    found = b"".join(jsonl(records(log, log.pairs()[0])))
    assert NOTE.encode() not in found
    assert b"raised_from" not in found


def test_where_every_topic_was_typed_no_record_is_looked_through(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raised, "_records", lambda _connection: pytest.fail("the records were looked through"))
    bring(log, note_line(NOTE), {"type": "topic", "uid": str(uuid4()), "text": "Typed"})
    log.undo()
    log.redo()
    raise_it(log, note(log))  # a new topic is held against its record alone
    log.undo()
    assert column(log) == [None]


# Check and repair


@pytest.mark.parametrize("held", ["NULL", "''", f"'{NOTE}'", f"'{OTHER}'", "x'00ff'"])
@pytest.mark.parametrize("topic", [1, 2, 3])
def test_check_finds_another_source_and_repair_mends_it(log: Log, topic: int, held: str) -> None:
    found = note(log)
    raise_it(log, found)
    bring(log, topic_line(OTHER), {"type": "topic", "uid": str(uuid4()), "text": "Typed"}, note_line(NOTE))
    before = column(log)
    assert before == [found.uid, "", None]
    changed = log.connection.execute(
        f"UPDATE topic SET raised_from = {held} WHERE id = ? AND raised_from IS NOT {held}", (topic,)
    ).rowcount
    told = [(problem.where, problem.repair) for problem in check.problems(log.connection)]
    assert told == [(f"T{topic}", check.REPAIR)] * changed
    assert repair(log) == []
    assert column(log) == before


def test_undo_of_a_change_from_before_the_column_finds_the_same_hash(tmp_path: Path) -> None:
    path = tmp_path / "old.visavis"
    path.write_bytes((DATA / "v1.visavis").read_bytes())
    with sqlite3.connect(path) as connection:
        before = dict(connection.execute("SELECT uid, hash FROM topic"))
    connection.close()
    with Log(path, clock) as log:
        assert dict(fetch(log.connection, "SELECT uid, hash FROM topic")) == before
        assert find(log.connection, "topic", "9").uid in before
        log.undo()
        assert check.problems(log.connection) == []

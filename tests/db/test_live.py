"""A meeting as it is read while it is held: order, topics, what was heard, and how many statements that takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.errors import NotFound
from models.records.pair import Pair
from models.records.rows import Commitment, Meeting, Topic
from storage.core import journal
from storage.core.records import find, lives
from storage.log import Log
from storage.reads.sitting import RecordLine, Sitting, read_sitting
from storage.reads.today import meetings
from storage.sample.building import make
from storage.writes import any_record, meeting_verbs
from storage.writes.capture import capture, capture_heard
from storage.writes.correct import correct
from storage.writes.meeting_verbs import Heard
from storage.writes.topics import tick
from tests.db.test_everyone import statements
from tests.ui.logs import DANA, JAY, NOW, TODAY, day, event, feedback, meeting, people, promise, topic, uid, write

TODAY_AT = day(0)


def records(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [*people(), meeting(day(-14), "held"), meeting(TODAY_AT, "planned"), *more]


@pytest.fixture
def log(tmp_path: Path) -> Any:
    found = Log(write(tmp_path / "log.visavis", records(topic("Budget", "decide"), topic("Agency"))), lambda: NOW)
    yield found
    found.close()


def pair_of(log: Log) -> Pair:
    return log.pairs()[0]


def the_meeting(log: Log, row: int = 2) -> Meeting:
    found = find(log.connection, "meeting", str(row))
    assert isinstance(found, Meeting)
    return found


def type_up(log: Log, *lines: str) -> None:
    for line in lines:
        capture(log, pair_of(log), the_meeting(log), [line])


def read(log: Log, row: int = 2) -> Sitting:
    return read_sitting(log, pair_of(log), row)


def told(entries: Sequence[RecordLine]) -> list[str]:
    return [f"{entry.what if entry.what != 'said' else entry.said.kind}: {entry.said.text}" for entry in entries]


def test_everything_stands_in_the_order_in_which_it_was_said(log: Log) -> None:
    lines = ["> feed by fri", "one note", "? sandbox", "! model", "two notes", "= SSO", "~ lift", "+ deck: fine", "< a"]
    type_up(log, *lines)
    assert told(read(log).entries) == [
        "promise: feed",
        "note: one note",
        "request: sandbox",
        "disagreement: model",
        "note: two notes",
        "decision: SSO",
        "learning: lift",
        "feedback: deck",
        "promise: a",
    ]
    assert [entry.said.mine for entry in read(log).entries][-1] is False
    assert str(read(log).entries[0].said.due) == "2026-11-27"


def test_what_was_taken_back_is_gone_and_what_comes_after_keeps_its_order(log: Log) -> None:
    type_up(log, "one", "> feed", "two")
    log.undo()
    log.undo()
    type_up(log, "three", "> other")
    assert told(read(log).entries) == ["note: one", "note: three", "promise: other"]


@pytest.mark.parametrize(("at", "left"), [(0, ["two", "three"]), (2, ["one", "three"]), (4, ["one", "two"])])
def test_what_is_left_keeps_its_order_where_a_note_is_taken_out(log: Log, at: int, left: list[str]) -> None:
    lines = ["one", "> feed", "two", "> other", "three"]
    type_up(log, *lines)
    spot = read(log).entries[at].spot
    assert spot is not None
    correct(log, pair_of(log), 2, spot, "")
    kept = [line for line in lines if line.startswith(">") or line in left]
    assert [entry.said.text for entry in read(log).entries] == [line.removeprefix("> ") for line in kept]
    log.undo()
    assert [entry.said.text for entry in read(log).entries] == [line.removeprefix("> ") for line in lines]


def test_notes_that_were_edited_stand_where_they_were_changed(log: Log) -> None:
    type_up(log, "one", "> feed", "two")
    with log.change("") as change:
        any_record.edit(log, pair_of(log), "meeting", 2, {"notes": "- one\n- 2\n\n## three"}, change)
    type_up(log, "> last")
    assert told(read(log).entries) == ["note: one", "promise: feed", "note: 2", "note: ## three", "promise: last"]


@pytest.mark.parametrize(
    ("at", "line", "notes"),
    [
        (0, "One", "- One\r\n  two \u200f\n\rthree\r\n"),
        (1, "Two", "- one\r\n  Two\n\rthree\r\n"),
        (1, "", "- one\r\n\rthree\r\n"),
        (0, "", "  two \u200f\n\rthree\r\n"),
        (2, "3", "- one\r\n  two \u200f\n\r3\r\n"),
    ],
)
def test_a_line_of_the_notes_put_right_leaves_the_others_as_they_came(log: Log, at: int, line: str, notes: str) -> None:
    with log.change("") as change:
        before = {"notes": "- one\r\n  two \u200f\n\rthree\r\n"}
        any_record.edit(log, pair_of(log), "meeting", 2, before, change)
    spot = read(log).entries[at].spot
    assert spot is not None
    correct(log, pair_of(log), 2, spot, line)
    assert the_meeting(log).notes == notes


def test_private_notes_stand_last_and_say_so(log: Log) -> None:
    with log.change("") as change:
        any_record.edit(log, pair_of(log), "meeting", 2, {"private_notes": "tired\nsad"}, change)
    type_up(log, "one")
    assert told(read(log).entries) == ["note: one", "private: tired", "private: sad"]
    assert [entry.private for entry in read(log).entries] == [False, True, True]


def test_what_was_heard_stands_where_it_was_said_and_holds_the_meeting(log: Log) -> None:
    type_up(log, "one")
    assert not read(log).heard
    done = capture_heard(log, pair_of(log), 2, Heard(DANA, "Shorter briefs", True), "a brief by fri")
    assert done.says == "Meeting of Sat 21 Nov, 14:00: heard how to help Dana succeed"
    type_up(log, "two")
    capture_heard(log, pair_of(log), 2, Heard(JAY, "Earlier numbers"), "> numbers")
    found = read(log)
    assert found.heard
    assert told(found.entries) == [
        "note: one",
        "heard: Shorter briefs",
        "promise: a brief",
        "note: two",
        "heard: Earlier numbers",
        "promise: numbers",
    ]
    assert [entry.said.mine for entry in found.entries if entry.said.kind == "promise"] == [True, False]
    made = lives(log.connection, Commitment, "commitment", TODAY, "r.why IS NOT NULL")
    assert [(item.text, item.why) for item in made] == [("a brief", "Shorter briefs"), ("numbers", "Earlier numbers")]
    assert found.meeting.help_asked == [
        {"of": DANA, "heard": "Shorter briefs", "played_back": True},
        {"of": JAY, "heard": "Earlier numbers"},
    ]


def test_what_was_heard_first_holds_the_meeting_and_is_one_undo(log: Log) -> None:
    capture_heard(log, pair_of(log), 2, Heard(DANA, "Shorter briefs"), "a brief by fri")
    assert the_meeting(log).state == "held"
    assert log.undo() == "Meeting of Sat 21 Nov, 14:00: heard how to help Dana succeed"
    assert (the_meeting(log).state, the_meeting(log).help_asked) == ("planned", None)
    assert read(log).entries == ()


@pytest.mark.parametrize("private", [None, True])
def test_what_a_private_meeting_heard_stays_private_in_what_is_promised(log: Log, private: bool | None) -> None:
    with log.change("") as change:
        any_record.edit(log, pair_of(log), "meeting", 2, {"private": private}, change)
    capture_heard(log, pair_of(log), 2, Heard(DANA, "Shorter briefs"), "a brief by fri")
    (made,) = lives(log.connection, Commitment, "commitment", TODAY, "r.why IS NOT NULL")
    assert (made.why, made.private) == ("Shorter briefs", private)


def test_imported_records_and_notes_are_read_without_a_journal(tmp_path: Path) -> None:
    here = uid(f"m{day(0)}")
    extra: list[dict[str, Any]] = [
        promise("Feed", JAY, 9, meeting=here),
        feedback("Deck", DANA, event("give", DANA, day(0)), worked="fine", meeting=here),
        {**meeting(day(0), "held"), "notes": "- a\n- b", "help_asked": [{"of": DANA, "heard": "less"}]},
    ]
    with Log(write(tmp_path / "log.visavis", [*people(), *extra]), lambda: NOW) as log:
        found = read(log, 1)
        assert sorted(told(found.entries)) == ["feedback: Deck", "heard: less", "note: a", "note: b", "promise: Feed"]


def test_the_topics_are_those_of_the_agenda_first_what_is_to_be_decided(log: Log) -> None:
    with log.change("") as change:
        any_record.add(log, pair_of(log), "topic", {"text": "Later", "meeting": the_meeting(log, 1).uid}, change)
        any_record.add(
            log, pair_of(log), "topic", {"text": "Now", "meeting": the_meeting(log).uid, "position": 1}, change
        )
    assert [item.text for item in read(log).topics] == ["Budget", "Now", "Agency", "Later"]
    assert [item.text for item in read(log, 1).topics] == ["Budget", "Agency", "Later"]
    type_up(log, "held now")
    assert [item.text for item in read(log, 1).topics] == ["Later"]  # they have met since


def test_a_ticked_topic_stays_with_its_meeting_and_can_be_opened_again(log: Log) -> None:
    with log.change("") as change:
        old = any_record.add(log, pair_of(log), "topic", {"text": "Old", "meeting": the_meeting(log, 1).uid}, change).id
    done = tick(log, pair_of(log), 2, old, spoken=True)
    assert done.says == "Old: spoken of"
    found = find(log.connection, "topic", str(old))
    assert isinstance(found, Topic)
    assert (found.meeting, found.state, found.carried) == (
        the_meeting(log).uid,
        "discussed",
        [the_meeting(log, 1).uid],
    )
    assert [item.state for item in read(log).topics] == [None, None, "discussed"]
    assert tick(log, pair_of(log), 2, old, spoken=False).says == "Old: open again"
    assert [item.state for item in read(log).topics] == [None, None, None]


def test_a_meeting_that_is_gone_is_told(log: Log) -> None:
    with log.change("") as change:
        any_record.remove(log, pair_of(log), "meeting", 2, change)
    with pytest.raises(NotFound):
        read(log)


def test_the_number_of_statements_grows_with_nothing(log: Log, tmp_path: Path) -> None:
    read_it = partial(read_sitting, pair=pair_of(log), row=2)
    assert statements(log, read_it) <= 14
    type_up(log, *(f"> promise {number} by fri" for number in range(8)), "? a", "! b", "+ c: d", "= e", "~ f", "g")
    with log.change("") as change:
        meeting_verbs.settle_topic(log, pair_of(log), read(log).topics[0], "discussed", change)
    assert statements(log, read_it) <= 14
    path = tmp_path / "ten.visavis"
    make(path, lambda: NOW, today=NOW.date(), years=3, alliances=1)
    with Log(path, lambda: NOW) as large:
        pair = large.pairs()[0]
        last = [item for item in meetings(large, pair, NOW.date() - timedelta(1)) if item.state == "held"][-1]
        # Where something came later, a life is replayed: its events and the alliances, for three nouns.
        assert statements(large, partial(read_sitting, pair=pair, row=last.id)) <= 14 + 6


def test_an_undone_line_can_be_redone_into_its_place(log: Log) -> None:
    type_up(log, "> one", "two")
    log.undo()
    with log.writing() as writer:
        journal.redo(writer)
    assert told(read(log).entries) == ["promise: one", "note: two"]


def test_reading_and_drawing_it_loads_nothing_that_writes() -> None:
    code = "import sys, tui.places.live.screen; print(' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True)
    assert not {name.partition(".")[0] for name in ran.stdout.split()} & {"sqlalchemy", "sqlmodel", "pydantic"}

"""Purging: nothing of what was taken out is left in the file, and what leads to it holds it back."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.errors import LogUnusable, Refused
from storage.care import backup, check
from storage.care.earlier import kept_logs
from storage.disk import notices
from storage.disk.beside import backups_of, journal_of
from storage.disk.connection import read_header
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import import_file
from storage.log import Log, start
from storage.reads.history import history
from storage.reads.search import search
from storage.writes.purge import purge, unfinished

SENTINEL = "Quixotic"
"""A word that stands in every text of what is purged, and nowhere else."""

TODAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def clock() -> datetime:
    """The present moment of every test here."""
    return TODAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "log.visavis"
    start(found, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"), purpose="One roadmap")
    return found


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    with Log(path, clock) as found:
        yield found


def traces(log: Log, word: str = SENTINEL) -> list[str]:
    """The files beside and around the log in which a word is left, in whatever case.

    Nothing is under way on the connection, so reading its file takes no lock away.
    """
    assert not log.connection.in_transaction
    folder = log.path.parent
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and word.lower().encode() in file.read_bytes().lower()
    ]


def note(log: Log, text: str, title: str = "Wrote a note") -> int:
    """One more note."""
    with log.change(title) as c:
        return c.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": text})


def promise(log: Log, more: str = SENTINEL) -> int:
    """A promise with a life, the word in every text of it and in the titles of the changes that made it."""
    pair = log.pairs()[0]
    jay, dana = pair.me.uid, pair.other.uid
    values = {"alliance": pair.uid, "from": dana, "to": jay, "text": f"{more} list", "why": f"For {more} reasons"}
    with log.change(f"Promised {more} list") as c:
        row = c.add(
            "commitment",
            {**values, "done_means": f"{more} is done", "handled_by": f"{more} team"},
            [{"act": "promise", "by": dana, "on": "2026-03-02", "due": "2026-04-01", "note": f"{more} over lunch"}],
        )
    with log.change(f"Changed {more} list") as c:
        c.edit("commitment", row, {"text": f"{more} list, again"})
    with log.change(f"Reported {more} list") as c:
        c.act("commitment", row, {"act": "report", "by": dana, "on": "2026-03-02", "evidence": f"{more} seen"})
    return row


def test_nothing_is_left_of_a_record_and_its_life(log: Log) -> None:
    kept = promise(log, "Ordinary")
    row = promise(log)
    assert traces(log) == ["log.visavis"]
    assert purge(log, "commitment", row) == 0
    assert traces(log) == []
    assert check.problems(log.connection) == []
    assert search(log, SENTINEL, TODAY.date()) == []
    assert [hit.id for hit in search(log, "Ordinary", TODAY.date())] == [kept]
    assert not journal_of(log.path).exists()


def test_many_texts_leave_nothing_on_any_page(log: Log) -> None:
    rows = [note(log, f"{SENTINEL} {number} " + "word " * 900, f"Wrote {SENTINEL}") for number in range(20)]
    others = [note(log, f"Ordinary {number} " + "word " * 900) for number in range(20)]
    for row in rows:
        purge(log, "note", row)
    assert traces(log) == []
    assert [item["text"].split()[1] for item in records(log) if item["type"] == "note"] == [
        str(number) for number in range(len(others))
    ]
    assert check.problems(log.connection) == []


def test_a_removed_record_is_purged_too(log: Log) -> None:
    row = note(log, f"{SENTINEL} once")
    with log.change(f"Removed {SENTINEL}") as c:
        c.remove("note", row)
    purge(log, "note", row)
    assert traces(log) == []


def test_what_waits_to_be_redone_goes_too(log: Log) -> None:
    row = note(log, "Ordinary")
    with log.change(f"Changed to {SENTINEL}") as c:
        c.edit("note", row, {"text": f"{SENTINEL} text"})
    log.undo()
    assert traces(log) == ["log.visavis"]
    purge(log, "note", row)
    assert traces(log) == []
    with pytest.raises(Refused, match="nothing to redo"):
        log.redo()


def test_the_journal_of_everything_else_stays(log: Log) -> None:
    other = note(log, "Ordinary")
    row = note(log, SENTINEL)
    with log.change("Changed the other") as c:
        c.edit("note", other, {"text": "Ordinary, again"})
    purge(log, "note", row)
    assert [entry.title for entry in history(log)] == [
        "Changed the other",
        "Wrote a note",
    ]
    assert log.undo() == "Changed the other"
    assert log.undo() == "Wrote a note"
    assert check.problems(log.connection) == []
    assert log.redo() == "Wrote a note"
    assert log.redo() == "Changed the other"


def test_a_change_of_several_records_loses_its_words_and_the_one_row(log: Log) -> None:
    alliance = {"alliance": log.pairs()[0].uid, "kind": "personal"}
    with log.change(f"Wrote {SENTINEL} and another") as c:
        row = c.add("note", {**alliance, "text": f"{SENTINEL} text"})
        other = c.add("note", {**alliance, "text": "Ordinary"})
    purge(log, "note", row)
    assert traces(log) == []
    (entry,) = history(log)
    assert (entry.title, entry.rows) == ("(purged)", 1)
    log.undo()
    assert [item["type"] for item in records(log)].count("note") == 0
    log.redo()
    assert [item["text"] for item in records(log) if item["type"] == "note"] == ["Ordinary"]
    assert other == 2


def test_a_number_is_not_given_again(log: Log) -> None:
    row = note(log, SENTINEL)
    purge(log, "note", row)
    assert note(log, "Ordinary") == row + 1


# What holds it back


def _topic_of_a_meeting(log: Log) -> tuple[str, int, str]:
    alliance = {"alliance": log.pairs()[0].uid}
    with log.change("Planned") as c:
        row = c.add("meeting", {**alliance, "starts_at": "2026-03-03T14:00:00+00:00"})
        c.add("topic", {**alliance, "text": "Persona list", "meeting": c.uid("meeting", row)})
    return "meeting", row, "T1 leads to it"


def _carried_from_a_meeting(log: Log) -> tuple[str, int, str]:
    alliance = {"alliance": log.pairs()[0].uid}
    with log.change("Planned") as c:
        row = c.add("meeting", {**alliance, "starts_at": "2026-03-03T14:00:00+00:00"})
        for number in range(7):
            c.add("topic", {**alliance, "text": f"Topic {number}", "carried": [c.uid("meeting", row)]})
    return "meeting", row, "T1, T2, T3, T4, T5, … lead to it"


def _a_newer_note(log: Log) -> tuple[str, int, str]:
    row = note(log, "Old")
    with log.change("Newer") as c:
        values = {"alliance": log.pairs()[0].uid, "kind": "personal", "text": "New", "supersedes": c.uid("note", row)}
        newer = c.add("note", values)
    with log.change("Removed") as c:
        c.remove("note", newer)
    return "note", row, "N2 leads to it"


def _a_person(_log: Log) -> tuple[str, int, str]:
    return "person", 2, "A1 leads to it"


def _the_alliance(log: Log) -> tuple[str, int, str]:
    note(log, "Ordinary")
    return "alliance", 1, "N1 leads to it"


@pytest.mark.parametrize(
    "linked", [_topic_of_a_meeting, _carried_from_a_meeting, _a_newer_note, _a_person, _the_alliance]
)
def test_a_record_that_others_lead_to_is_refused(log: Log, linked: Callable[[Log], tuple[str, int, str]]) -> None:
    noun, row, why = linked(log)
    before = list(log.connection.iterdump())
    with pytest.raises(Refused, match=why):
        purge(log, noun, row)
    assert list(log.connection.iterdump()) == before


def test_what_is_not_there_cannot_be_purged(log: Log) -> None:
    before = list(log.connection.iterdump())
    with pytest.raises(Refused, match="there is no note N99"):
        purge(log, "note", 99)
    assert list(log.connection.iterdump()) == before


# Copies


def test_backups_are_counted_and_taken_away_when_chosen(log: Log) -> None:
    row, more = note(log, SENTINEL), note(log, f"{SENTINEL} again")
    for _ in range(3):
        backup.make(log.connection, log.path, "by-hand")
    assert purge(log, "note", row) == 3
    assert len(traces(log)) == 4
    assert purge(log, "note", more, backups=True) == 0
    assert traces(log) == []
    assert not backups_of(log.path).exists()


def test_logs_that_a_restore_put_aside_are_copies_too(path: Path) -> None:
    with Log(path, clock) as log:
        row, more = note(log, SENTINEL), note(log, f"{SENTINEL} again")
        kept = backup.make(log.connection, path, "by-hand")
    aside = backup.restore(path, kept)
    assert aside is not None
    journal_of(aside).write_bytes(SENTINEL.encode())
    with Log(path, clock) as log:
        assert purge(log, "note", row) == 2
        assert len(traces(log)) == 4
        assert purge(log, "note", more, backups=True) == 0
        assert traces(log) == []
    assert [file.name for file in path.parent.iterdir()] == ["log.visavis"]


def test_what_is_not_a_copy_stays(log: Log) -> None:
    row = note(log, SENTINEL)
    export = log.path.with_name("mine.visavis.jsonl")
    export.write_bytes(b"".join(jsonl(records(log))))
    folder = backups_of(log.path)
    folder.mkdir()
    (folder / "readme.txt").write_text("mine", encoding="utf-8")
    assert purge(log, "note", row, backups=True) == 0
    assert (folder / "readme.txt").exists()
    assert traces(log) == [export.name]


def test_only_copies_that_hold_it_are_counted_and_go(log: Log) -> None:
    before = backup.make(log.connection, log.path, "by-hand")
    row = note(log, SENTINEL)
    held = backup.make(log.connection, log.path, "by-hand")
    log.undo()  # the journal still holds it
    undone = backup.make(log.connection, log.path, "by-hand")
    log.redo()
    assert purge(log, "note", row, backups=True) == 0
    assert [file.exists() for file in (before, held, undone)] == [True, False, False]
    after = backup.make(log.connection, log.path, "by-hand")
    assert newest(log) == after


def newest(log: Log) -> Path | None:
    """The newest copy, by what it holds."""
    return next((item.path for item in kept_logs(log.path)), None)


def test_what_a_purge_leaves_is_newer_than_the_copies_that_hold_it(log: Log) -> None:
    note(log, "Stays")
    row = note(log, SENTINEL)
    backup.make(log.connection, log.path, "by-hand")
    assert purge(log, "note", row) == 1
    log.clock = lambda: TODAY.replace(year=2020)
    assert newest(log) != backup.make(log.connection, log.path, "by-hand", TODAY.replace(year=2019))
    log.clock = clock
    with log.change("Wrote") as c:
        c.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": "Later"})
    later = backup.make(log.connection, log.path, "by-hand", TODAY.replace(year=2018))
    assert newest(log) == later


def test_one_of_many_that_came_at_once_is_not_missed(log: Log, tmp_path: Path) -> None:
    for number in range(3):
        note(log, f"{SENTINEL} {number}")
    (tmp_path / "out.jsonl").write_bytes(b"".join(jsonl(records(log))))
    import_file(tmp_path / "other.visavis", tmp_path / "out.jsonl", clock)
    with Log(tmp_path / "other.visavis", clock) as other:
        assert purge(other, "note", 2) == 0
        assert check.problems(other.connection) == []
        with pytest.raises(Refused, match="some of what it added was changed since"):
            other.undo()
        assert backup.is_sound(backup.make(other.connection, other.path, "by-hand"))


# Half-way

_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from storage.log import Log
from storage.writes import purge
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
setattr(purge, sys.argv[2], die)
with Log(Path(sys.argv[1]), lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)) as log:
    purge.purge(log, "note", int(sys.argv[3]), backups=True)
"""


@pytest.mark.parametrize("before", ["_clear_file", "copies_with", "remove"])
def test_one_that_was_killed_can_be_begun_again_and_goes_on(path: Path, before: str) -> None:
    with Log(path, clock) as log:
        row = note(log, SENTINEL)
        backup.make(log.connection, path, "by-hand")
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path), before, str(row)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with Log(path, clock) as log:
        assert unfinished(log) is not None
        with pytest.raises(Refused):
            purge(log, "note", row + 1)
        assert purge(log, "note", row, backups=True) == 0
        assert traces(log) == []
        assert unfinished(log) is None
        assert check.problems(log.connection) == []
        with pytest.raises(Refused):
            purge(log, "note", row)


def test_without_room_nothing_is_begun(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    row = note(log, SENTINEL)
    before = list(log.connection.iterdump())

    class Disk:
        f_bavail, f_frsize = log.path.stat().st_size // 512, 512

    monkeypatch.setattr(os, "statvfs", lambda _: Disk)
    with pytest.raises(LogUnusable, match=r"no room left .* nothing was changed"):
        purge(log, "note", row)
    assert list(log.connection.iterdump()) == before
    Disk.f_bavail += 4096
    assert purge(log, "note", row) == 0


def _fails(code: int) -> Callable[..., None]:
    def failing(*_: object) -> None:
        error = sqlite3.OperationalError("it failed")
        error.sqlite_errorcode = code
        raise error

    return failing


@pytest.mark.parametrize(
    ("step", "failing", "why"),
    [
        ("_clear_file", _fails(sqlite3.SQLITE_FULL), "there is no room left"),
        ("_clear_file", _fails(sqlite3.SQLITE_IOERR), "the disk reports an error"),
        ("copies_with", _fails(sqlite3.SQLITE_BUSY), "another program is writing to it"),
        ("Drafts", lambda *_: (_ for _ in ()).throw(OSError(5, "gone")), "the disk, or another program"),
    ],
)
def test_what_fails_when_the_record_is_gone_is_told_and_can_be_done_again(
    log: Log, monkeypatch: pytest.MonkeyPatch, step: str, failing: Callable[..., None], why: str
) -> None:
    row = note(log, SENTINEL)
    with monkeypatch.context() as patch:
        patch.setattr("storage.writes.purge." + step, failing)
        assert purge(log, "note", row) is None
    (told,) = notices.take()
    assert told.startswith("N1 is out of the log, but traces of it may be left")
    assert why in told
    assert told.endswith("say it again: visavis note purge N1")
    assert unfinished(log) is not None
    assert check.problems(log.connection) == []
    assert purge(log, "note", row) == 0
    assert traces(log) == []
    assert notices.take() == []


def test_what_was_done_is_not_read_back_to_go_on(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that failed at that read was told as "nothing was changed", and the record was gone."""
    row = note(log, SENTINEL)
    monkeypatch.setattr("storage.writes.purge.unfinished", _fails(sqlite3.SQLITE_IOERR))
    assert purge(log, "note", row) == 0
    assert traces(log) == []


def test_a_copy_that_cannot_be_taken_away_is_named_and_counted(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    row = note(log, SENTINEL)
    kept = [backup.make(log.connection, log.path, "by-hand") for _ in range(2)]
    unlink = Path.unlink

    def refusing(path: Path, *, missing_ok: bool = False) -> None:
        if path == kept[0]:
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refusing)
        assert purge(log, "note", row, backups=True) == 1
    (told,) = notices.take()
    assert str(kept[0]) in told
    assert [file.exists() for file in kept] == [True, False]


def test_a_file_that_a_purge_was_to_cut_short_still_opens_and_is_cut(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite lets go of the end of the file last, when all is written; whoever is killed before leaves it there."""
    with Log(path, clock) as log:
        row = note(log, SENTINEL)
        with monkeypatch.context() as patch:
            patch.setattr("storage.writes.purge._clear_file", _fails(sqlite3.SQLITE_IOERR))
            assert purge(log, "note", row) is None
    with path.open("ab") as file:
        file.write(SENTINEL.encode() * 512)
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        note(log, "Meanwhile")
        assert purge(log, "note", row) == 0
        assert traces(log) == []
    assert path.stat().st_size == read_header(path).pages * read_header(path).page_size

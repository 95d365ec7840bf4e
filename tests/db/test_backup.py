"""Backups, the way back from one, and what a check finds and mends."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from models.errors import LogUnusable, Refused
from models.records.event import Values
from storage.care import backup, check
from storage.care.check import REPAIR, RESTORE, Problem
from storage.core.layout import index_key
from storage.core.recorded import GONE
from storage.disk import connection as opening
from storage.disk import migrations
from storage.disk.beside import backups_of, journal_of
from storage.disk.migrations import steps
from storage.interchange.exporting import records
from storage.log import Log, start
from storage.reads.search import search
from storage.writes.repair import repair

PAGE = 4096
NOTES = 30


def clock() -> datetime:
    """The present moment of every test here."""
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log with something of several nouns in it."""
    found = tmp_path / "log.visavis"
    start(found, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"), purpose="One roadmap")
    with Log(found, clock) as log, log.change("Filled it") as c:
        pair = log.pairs()[0]
        jay, dana = pair.me.uid, pair.other.uid
        alliance = {"alliance": pair.uid}
        for number in range(NOTES):
            c.add("note", {**alliance, "kind": "personal", "text": f"Note {number} " + "word " * 200})
        met = c.add("meeting", {**alliance, "starts_at": "2026-03-03T14:00:00+00:00", "help_asked": [{"of": dana}]})
        c.add("topic", {**alliance, "text": "Persona list", "carried": [c.uid("meeting", met)]})
        promise = {"act": "promise", "by": dana, "on": "2026-03-02", "due": "2026-04-01"}
        report = {"act": "report", "by": dana, "on": "2026-03-02", "evidence": "It is on the portal"}
        c.add("commitment", {**alliance, "from": dana, "to": jay, "text": "Consent feed"}, [promise, report])
        given = {"act": "give", "by": jay, "on": "2026-03-02"}
        c.add("feedback", {**alliance, "from": jay, "to": dana, "about": "The board", "worked": "The figures"}, [given])
        raised = {"act": "raise", "by": jay, "on": "2026-03-02"}
        c.add("disagreement", {**alliance, "topic": "Who owns the data", "heat": {jay: 2, dana: 4}}, [raised])
    return found


def content_of(path: Path) -> list[Values]:
    """Everything that an export of the log holds."""
    with Log(path, clock) as log:
        return list(records(log))


def hashes(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of its content."""
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def made(path: Path, why: str = "by-hand") -> Path:
    """A backup of the log."""
    with Log(path, clock) as log:
        return backup.make(log.connection, path, why)


def alter(path: Path, *statements: str) -> None:
    """Change the file behind the back of visavis."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def change(path: Path, text: str = "Written after the backup") -> None:
    """Write one more note."""
    with Log(path, clock) as log, log.change(text) as c:
        c.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": text})


# Making one


def test_a_backup_holds_what_the_log_holds(path: Path) -> None:
    kept = made(path)
    assert kept.parent == backups_of(path)
    assert kept.name.endswith("-by-hand.visavis")
    assert content_of(kept) == content_of(path)
    with Log(kept, clock) as log:
        assert check.problems(log.connection) == []
        assert log.undo() == "Filled it"


def test_backups_of_one_second_do_not_replace_each_other(path: Path) -> None:
    names = [made(path).name for _ in range(3)]
    assert len(set(names)) == 3
    assert {file.name for file in backups_of(path).iterdir()} == set(names)


def test_a_backup_does_not_replace_a_file(path: Path) -> None:
    target = path.with_name("mine.txt")
    target.write_text("mine", encoding="utf-8")
    with Log(path, clock) as log, pytest.raises(Refused, match="is there already"):
        backup.write_to(log.connection, target)
    assert target.read_text(encoding="utf-8") == "mine"
    assert {file.name for file in path.parent.iterdir()} == {"log.visavis", "mine.txt"}


def test_a_backup_into_a_missing_folder_is_told(path: Path) -> None:
    with Log(path, clock) as log, pytest.raises(LogUnusable, match="cannot be written"):
        backup.write_to(log.connection, path.parent / "no" / "folder.visavis")


ALTERED = [
    "UPDATE note SET text = 'not what was written' WHERE id = 7",
    "UPDATE note SET text = CAST(x'ff00fe' AS TEXT) WHERE id = 7",
    "UPDATE note SET text = x'00ff' WHERE id = 7",
    "UPDATE note SET uid = upper(uid) WHERE id = 7",
    "UPDATE note SET private = 1 WHERE id = 7",
    "UPDATE note SET hash = x'00' WHERE id = 7",
    "UPDATE note SET hash = 'text' WHERE id = 7",
    "UPDATE note SET removed_at = '2026-03-02T09:00:00+00:00' WHERE id = 7",
    "UPDATE topic SET carried = '[' WHERE id = 1",
    "UPDATE topic SET carried = 7 WHERE id = 1",
    "UPDATE topic SET carried = NULL WHERE id = 1",
    "UPDATE disagreement SET heat = replace(heat, '4', '5')",
    "UPDATE commitment_event SET due = '2026-05-01' WHERE act = 'promise'",
    "UPDATE commitment_event SET note = 'slipped in' WHERE act = 'report'",
    "UPDATE commitment_event SET \"by\" = (SELECT uid FROM person WHERE id = 1) WHERE act = 'report'",
    "UPDATE setting SET value = (SELECT uid FROM person WHERE id = 2)",
    "UPDATE alliance SET principal = partner, partner = principal",
    "UPDATE person SET name = 'Somebody else' WHERE id = 2",
]


@pytest.mark.parametrize("statement", ALTERED)
def test_altered_content_is_found_and_makes_no_backup(path: Path, statement: str) -> None:
    alter(path, statement)
    with Log(path, clock) as log:
        found = check.problems(log.connection)
        assert found
        assert {problem.what for problem in found} == {"its content was altered outside visavis"}
        assert {problem.repair for problem in found} == {RESTORE}
        with pytest.raises(LogUnusable, match="is not sound"):
            backup.make(log.connection, path, "by-hand")
        assert repair(log) == found
        assert log.connection.text_factory is str
    assert not backups_of(path).exists()


def test_every_altered_row_is_named(path: Path) -> None:
    alter(path, "UPDATE note SET text = 'x' WHERE id IN (3, 9)", "UPDATE feedback_event SET note = 'x'")
    with Log(path, clock) as log:
        where = [problem.where for problem in check.problems(log.connection)]
    assert where == ["N3", "N9", "feedback event 1"]


# The way back


def test_a_restored_log_equals_its_backup(path: Path) -> None:
    kept = made(path)
    before = content_of(kept)
    change(path)
    after = path.read_bytes()
    aside = backup.restore(path, kept)
    assert content_of(path) == before
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
    assert aside is not None
    assert aside.read_bytes() == after
    assert aside.name.startswith("log.visavis.replaced-")
    assert content_of(kept) == before
    assert {file.name for file in path.parent.iterdir()} == {path.name, aside.name, backups_of(path).name}


def test_a_log_that_is_gone_comes_back(path: Path) -> None:
    kept = made(path)
    before = content_of(path)
    path.unlink()
    assert backup.restore(path, kept) is None
    assert content_of(path) == before


def test_a_backup_is_restored_into_a_new_folder(path: Path, tmp_path: Path) -> None:
    kept = made(path)
    elsewhere = tmp_path / "new" / "folder" / "log.visavis"
    assert backup.restore(elsewhere, kept) is None
    assert content_of(elsewhere) == content_of(path)


_KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE note SET text = 'overwritten' || text")
os._exit(1)
"""


def _hot(path: Path) -> None:
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)


def _leftover(path: Path) -> None:
    journal_of(path).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"left over" * 500)


def _empty(path: Path) -> None:
    journal_of(path).touch()


@pytest.mark.parametrize("leave", [_hot, _leftover, _empty])
@pytest.mark.parametrize("gone", [False, True])
def test_the_old_log_is_put_aside_with_its_journal_as_they_were(
    path: Path, leave: Callable[[Path], None], gone: bool
) -> None:
    kept = made(path)
    before = content_of(kept)
    leave(path)
    old, journal = path.read_bytes(), journal_of(path).read_bytes()
    if gone:
        path.unlink()
    aside = backup.restore(path, kept)
    assert aside is not None
    assert journal_of(aside).read_bytes() == journal
    assert not journal_of(path).exists()
    assert aside.exists() is not gone
    if not gone:
        assert aside.read_bytes() == old
    assert content_of(path) == before


def test_a_hot_journal_put_aside_still_takes_back_what_was_begun(path: Path) -> None:
    kept = made(path)
    change(path)
    before = content_of(path)
    _hot(path)
    aside = backup.restore(path, kept)
    assert aside is not None
    assert content_of(aside) == before


@pytest.mark.parametrize("data", [b"", b"x", b"<html>", b"SQLite format 3\x00" + bytes(5000)])
def test_a_log_that_is_none_any_more_is_put_aside_as_it_is(path: Path, data: bytes) -> None:
    kept = made(path)
    before = content_of(kept)
    path.write_bytes(data)
    aside = backup.restore(path, kept)
    assert aside is not None
    assert aside.read_bytes() == data
    assert content_of(path) == before


# Backups that are none


def _altered(kept: Path) -> None:
    alter(kept, "UPDATE note SET text = 'not what was written' WHERE id = 7")


def _cut(kept: Path) -> None:
    os.truncate(kept, kept.stat().st_size - PAGE)


def _zeroed(kept: Path) -> None:
    data = bytearray(kept.read_bytes())
    last = len(data) // PAGE - 4
    data[last * PAGE : (last + 1) * PAGE] = bytes(PAGE)
    kept.write_bytes(data)


def _broken_schema(kept: Path) -> None:
    data = bytearray(kept.read_bytes())
    data[100:PAGE] = bytes(PAGE - 100)
    kept.write_bytes(data)


def _html(kept: Path) -> None:
    kept.write_text("<html>", encoding="utf-8")


def _newer(kept: Path) -> None:
    alter(kept, f"PRAGMA user_version = {migrations.VERSION + 1}")


def _foreign(kept: Path) -> None:
    alter(kept, "PRAGMA application_id = 7")


def _link(kept: Path) -> None:
    kept.rename(kept.with_name("real"))
    kept.symlink_to("real")


def _folder(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()


def _gone(kept: Path) -> None:
    kept.unlink()


@pytest.mark.parametrize(
    "spoil", [_altered, _cut, _zeroed, _broken_schema, _html, _newer, _foreign, _link, _folder, _gone]
)
def test_what_is_no_sound_backup_is_refused_and_nothing_changes(path: Path, spoil: Callable[[Path], None]) -> None:
    kept = made(path)
    change(path)
    spoil(kept)
    _leftover(path)
    before = hashes(path.parent)
    with pytest.raises(LogUnusable) as caught:
        backup.restore(path, kept)
    assert "\n" not in str(caught.value)
    assert hashes(path.parent) == before


def test_the_log_itself_is_no_backup(path: Path) -> None:
    before = hashes(path.parent)
    with pytest.raises(Refused, match="is the log itself"):
        backup.restore(path, path)
    assert hashes(path.parent) == before


@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "fifo"])
def test_what_is_no_file_is_not_replaced(path: Path, kind: str) -> None:
    kept = made(path)
    target = path.with_name("target.visavis")
    if kind == "folder":
        target.mkdir()
    elif kind == "fifo":
        os.mkfifo(target)
    else:
        target.symlink_to(path if kind == "link" else path.with_name("nowhere"))
    before = hashes(path.parent)
    with pytest.raises(LogUnusable, match=r"is a link|is not a file"):
        backup.restore(target, kept)
    assert hashes(path.parent) == before
    assert len(list(path.parent.iterdir())) == 3


_HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("SELECT count(*) FROM note").fetchone()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "BEGIN"])
def test_a_log_that_another_program_is_at_work_on_stays(path: Path, begin: str) -> None:
    kept = made(path)
    change(path)
    before = hashes(path.parent)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path), begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LogUnusable, match="another program holds"):
            backup.restore(path, kept)
        assert hashes(path.parent) == before
    finally:
        holder.communicate()
    assert backup.restore(path, kept) is not None


def test_a_log_that_is_open_here_stays(path: Path) -> None:
    kept = made(path)
    change(path)
    with Log(path, clock):
        before = hashes(path.parent)
        with pytest.raises(LogUnusable, match="is open; close it"):
            backup.restore(path, kept)
        assert hashes(path.parent) == before
    assert backup.restore(path, kept) is not None


def test_an_older_backup_stays_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = made(path, "before-migration")
    before = kept.read_bytes()
    monkeypatch.setattr(steps, "STEPS", (*steps.STEPS, "CREATE TABLE extra (id INTEGER PRIMARY KEY);"))
    monkeypatch.setattr(migrations, "VERSION", len(steps.STEPS))
    backup.restore(path, kept)
    with Log(path, clock) as log:
        assert log.connection.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
        assert log.connection.execute("SELECT count(*) FROM extra").fetchone() == (0,)
    assert kept.read_bytes() == before
    assert list(backups_of(path).iterdir()) == [kept]


def test_a_backup_that_turned_out_not_to_be_needed_leaves_no_trace(path: Path) -> None:
    kept, more = made(path), made(path)
    backup.discard(more)
    assert list(backups_of(path).iterdir()) == [kept]
    backup.discard(kept)
    assert not backups_of(path).exists()


# What a check finds


def problems(path: Path) -> list[Problem]:
    """What a check finds."""
    with Log(path, clock) as log:
        return check.problems(log.connection)


def repaired(path: Path) -> list[Problem]:
    """What is left after a repair, the same for a check after it."""
    with Log(path, clock) as log:
        left = repair(log)
        assert check.problems(log.connection) == left
        return left


def test_a_whole_log_has_no_problem(path: Path) -> None:
    before = content_of(path)
    assert problems(path) == []
    assert repaired(path) == []
    assert content_of(path) == before


CACHES = [
    ("UPDATE commitment SET state = 'promised'", "C1"),
    ("UPDATE commitment SET state = NULL", "C1"),
    ("UPDATE commitment SET due = '2026-04-02'", "C1"),
    ("UPDATE commitment SET due = NULL, first_due = NULL", "C1"),
    ("UPDATE commitment SET pending_due = '2026-04-02'", "C1"),
    ("UPDATE commitment SET pending_by = 'x'", "C1"),
    ("UPDATE commitment SET closed_on = '2026-03-02'", "C1"),
    ("UPDATE feedback SET opened_on = '2026-03-01'", "F1"),
    ("UPDATE disagreement SET last_on = '2026-03-03'", "D1"),
]


@pytest.mark.parametrize(("statement", "where"), CACHES)
def test_an_altered_state_is_found_and_mended(path: Path, statement: str, where: str) -> None:
    before = content_of(path)
    alter(path, statement)
    assert problems(path) == [Problem("its state is not what its events say", where, REPAIR)]
    assert repaired(path) == []
    assert content_of(path) == before


NOTE_7, NO_NOTE = index_key("note", 7), index_key("note", 999)
OTHER = "the search index holds another text"
EXTRA = "the search index holds 1 entries without a record"
INDEX = [
    (f"DELETE FROM search WHERE rowid = {NOTE_7}", OTHER, "N7"),
    (f"UPDATE search SET body = 'xyzzy' WHERE rowid = {NOTE_7}", OTHER, "N7"),
    (f"UPDATE search SET title = 'xyzzy' WHERE rowid = {NOTE_7}", OTHER, "N7"),
    (f"INSERT INTO search (rowid, title, body) VALUES ({NO_NOTE}, 'xyzzy', '')", EXTRA, "the search index"),
    ("INSERT INTO search (rowid, title, body) VALUES (-5, 'xyzzy', '')", EXTRA, "the search index"),
]


@pytest.mark.parametrize(("statement", "what", "where"), INDEX)
def test_a_wrong_missing_or_foreign_index_entry_is_found_and_mended(
    path: Path, statement: str, what: str, where: str
) -> None:
    before = content_of(path)
    alter(path, statement)
    assert problems(path) == [Problem(what, where, REPAIR)]
    assert repaired(path) == []
    assert content_of(path) == before
    with Log(path, clock) as log:
        assert search(log, "xyzzy", clock().date()) == []
        assert [hit.id for hit in search(log, "note 6", clock().date())] == [7]


@pytest.mark.parametrize("rows", ["search_data WHERE id > 10", "search_docsize", "search_content WHERE id % 2"])
def test_an_index_that_does_not_hold_together_is_found_and_mended(path: Path, rows: str) -> None:
    alter(path, f"DELETE FROM {rows}")
    assert Problem("the search index does not hold together", "the search index", REPAIR) in problems(path)
    assert repaired(path) == []


SETTINGS = "the search index has not the settings that it was made with"
UNREADABLE = [
    ("DELETE FROM search_data", "the search index cannot be read"),
    ("DELETE FROM search_config", SETTINGS),
    ("UPDATE search_config SET v = 5", SETTINGS),
    ("UPDATE search_config SET v = '4'", SETTINGS),
    ("UPDATE search_config SET k = 'wersion'", SETTINGS),
    ("INSERT INTO search_config VALUES ('pgsz', 99)", SETTINGS),
    ("INSERT INTO search_config VALUES (CAST(x'ff' AS TEXT), x'00')", SETTINGS),
]


@pytest.mark.parametrize(("statement", "what"), UNREADABLE)
def test_an_index_that_fts_does_not_open_is_found_and_made_anew(path: Path, statement: str, what: str) -> None:
    before = content_of(path)
    alter(path, statement)
    assert problems(path) == [Problem(what, "the search index", REPAIR)]
    assert repaired(path) == []
    assert content_of(path) == before
    with Log(path, clock) as log:
        assert [hit.id for hit in search(log, "note 6", clock().date())] == [7]


def test_a_command_on_an_index_that_fts_does_not_open_says_what_mends_it(path: Path) -> None:
    alter(path, "UPDATE search_config SET v = 5")
    with (
        Log(path, clock) as log,
        pytest.raises(LogUnusable, match=r"not hold together \(the search index: .*visavis check --repair"),
        log.change("Wrote") as change,
    ):
        change.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": "More"})


def test_a_removed_record_has_no_index_entry(path: Path) -> None:
    with Log(path, clock) as log, log.change("Removed it") as c:
        c.remove("note", 7)
    assert problems(path) == []
    alter(path, f"INSERT INTO search (rowid, title, body) VALUES ({NOTE_7}, 'xyzzy', '')")
    assert problems(path) == [Problem(OTHER, "N7", REPAIR)]
    assert repaired(path) == []


def rehash(path: Path, place: str, row: int, **values: Any) -> None:
    """Write content as a change, with the hash that belongs to it: what a faulty program would leave."""
    with Log(path, clock) as log, log.change("Went wrong") as change:
        found = change.writer.read(place, row)
        assert found is not None
        change.put(place, row, {name: value for name, value in {**found[1], **values}.items() if value is not None})


STRAY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("place", "values", "what", "where"),
    [
        ("topic", {"carried": [STRAY]}, "carried leads to a meeting that is not there", "T1"),
        ("disagreement", {"heat": {STRAY: 2}}, "heat leads to a person that is not there", "D1"),
        ("meeting", {"help_asked": [{"of": STRAY}]}, "help_asked leads to a person that is not there", "M1"),
    ],
)
def test_a_link_in_a_list_or_map_that_leads_nowhere_is_found(
    path: Path, place: str, values: Values, what: str, where: str
) -> None:
    rehash(path, place, 1, **values)
    assert problems(path) == [Problem(what, where, RESTORE)]
    assert repaired(path) == [Problem(what, where, RESTORE)]


def test_a_link_in_a_column_that_leads_nowhere_is_found(path: Path) -> None:
    alter(path, f"UPDATE topic SET meeting = '{STRAY}'")
    assert problems(path) == [Problem("it leads to a meeting that is not there", "T1", RESTORE)]


@pytest.mark.parametrize(
    ("statements", "what"),
    [
        (["DELETE FROM commitment_event"], "it has no events"),
        (
            ["DELETE FROM commitment_event WHERE act = 'promise'"],
            "its events do not follow from each other: report is not allowed from nothing; allowed now: "
            "request, offer, promise",
        ),
    ],
)
def test_a_life_that_cannot_have_been_is_found_and_left(path: Path, statements: list[str], what: str) -> None:
    alter(path, *statements)
    found = problems(path)
    assert Problem(what, "C1", RESTORE) in found
    assert Problem(GONE, "commitment event 1", RESTORE) in found
    assert repaired(path) == found


def test_a_repair_leaves_no_journal_entry_and_redo_stays(path: Path) -> None:
    change(path)
    with Log(path, clock) as log:
        log.undo()
    alter(path, CACHES[0][0])
    assert repaired(path) == []
    with Log(path, clock) as log:
        assert log.redo() == "Written after the backup"
        assert check.problems(log.connection) == []


def test_a_check_changes_nothing(path: Path) -> None:
    alter(path, CACHES[0][0], INDEX[0][0])
    before = path.read_bytes()
    assert len(problems(path)) == 2
    assert path.read_bytes() == before


def test_a_check_beside_a_writer_tells_that_the_log_is_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_MS", 0)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Log(path, clock) as log:
        log.connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            check.problems(log.connection)
    writer.close()

"""Opening a log: what is no log of ours is refused untouched, what was cut short is found, what is ours is guarded."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from models.errors import LogUnusable, Refused
from storage.care import backup, check
from storage.care.earlier import newest_backup_hint
from storage.disk import connection as opening
from storage.disk import migrations
from storage.disk.beside import backups_of, journal_of
from storage.disk.failures import describe, reason
from storage.disk.migrations import steps
from storage.interchange.exporting import jsonl, records
from storage.interchange.writing import write_file
from storage.log import Log, start

PAGE = 4096


def clock() -> datetime:
    """The present moment of every test here."""
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def made(path: Path, notes: int = 0) -> Path:
    """A log of two people at `path`, with so many long notes."""
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"), purpose="One roadmap")
    if notes:
        with Log(path, clock) as log, log.change("Wrote the notes") as c:
            alliance = log.pairs()[0].uid
            for number in range(notes):
                text = f"Note {number} " + "word " * 300
                c.add("note", {"alliance": alliance, "kind": "personal", "text": text})
    return path


def listing(folder: Path) -> dict[str, tuple[int, int, int, str]]:
    """Everything in a folder, with kind, size, time of change and content."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        content = sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(state.st_mode) else ""
        found[str(path.relative_to(folder))] = (state.st_mode, state.st_size, state.st_mtime_ns, content)
    return found


# What is refused


def _empty(path: Path) -> None:
    path.touch()


def _one_byte(path: Path) -> None:
    path.write_bytes(b"S")


def _magic_alone(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def _html(path: Path) -> None:
    path.write_text("<!doctype html><title>Not found</title>" + "<p>404</p>" * 400, encoding="utf-8")


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(8 * PAGE))


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE moz_places (id INTEGER, url TEXT); PRAGMA user_version = 1;")
    connection.close()


def _newer(path: Path) -> None:
    made(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    connection.close()


def _half_made(path: Path) -> None:
    made(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def _cut_by_a_page(path: Path) -> None:
    size = made(path, 20).stat().st_size
    os.truncate(path, size - PAGE)


def _cut_in_a_page(path: Path) -> None:
    size = made(path, 20).stat().st_size
    os.truncate(path, size - 100)


def _cut_to_its_header(path: Path) -> None:
    os.truncate(made(path), 100)


def _grown(path: Path) -> None:
    with made(path).open("ab") as file:
        file.write(bytes(PAGE))


def _lying_header(path: Path) -> None:
    data = bytearray(made(path).read_bytes())
    struct.pack_into(">I", data, 28, 999)
    path.write_bytes(data)


def _link(path: Path) -> None:
    path.symlink_to(made(path.with_name("real.visavis")))


def _dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.visavis"))


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").touch()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _nothing(_path: Path) -> None:
    """Make nothing: the file is missing."""


REFUSED: list[tuple[Callable[[Path], None], str]] = [
    (_empty, "is not a visavis log; it was left as it is"),
    (_one_byte, "is not a visavis log; it was left as it is"),
    (_magic_alone, "is not a visavis log; it was left as it is"),
    (_html, "is not a visavis log; it was left as it is"),
    (_zeros, "is not a visavis log; it was left as it is"),
    (_foreign, "is a database of another program; it was left as it is"),
    (_newer, "was written by a newer visavis; update visavis"),
    (_half_made, "is half made; it was left as it is"),
    (_cut_by_a_page, "is damaged: its size is not what it says"),
    (_cut_in_a_page, "is damaged: its size is not what it says"),
    (_cut_to_its_header, "is damaged: its size is not what it says"),
    (_grown, "is damaged: its size is not what it says"),
    (_lying_header, "is damaged: its size is not what it says"),
    (_link, "is a link; name the log itself"),
    (_dangling_link, "is a link; name the log itself"),
    (_folder, "is not a file; name the log"),
    (_fifo, "is not a file; name the log"),
    (_nothing, "there is no log at .*; start one with: visavis init"),
]


@pytest.mark.parametrize(("make", "why"), REFUSED, ids=[make.__name__.strip("_") for make, _ in REFUSED])
def test_what_is_no_whole_log_is_refused_untouched(tmp_path: Path, make: Callable[[Path], None], why: str) -> None:
    path = tmp_path / "log.visavis"
    make(path)
    before = listing(tmp_path)
    for _ in range(2):
        with pytest.raises(LogUnusable, match=why) as caught:
            Log(path, clock)
        assert "\n" not in str(caught.value)
        assert listing(tmp_path) == before


@pytest.mark.parametrize(("make", "why"), REFUSED, ids=[make.__name__.strip("_") for make, _ in REFUSED])
def test_no_log_is_made_over_what_is_there(tmp_path: Path, make: Callable[[Path], None], why: str) -> None:
    path = tmp_path / "log.visavis"
    make(path)
    if not os.path.lexists(path):
        return
    before = listing(tmp_path)
    with pytest.raises(Refused, match="is there already"), opening.creating(path):
        pytest.fail("the block may not run")
    assert listing(tmp_path) == before


def test_the_log_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "log.visavis")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    before = listing(tmp_path)
    with pytest.raises(LogUnusable, match="belongs to another user"):
        Log(path, clock)
    assert listing(tmp_path) == before


@pytest.mark.parametrize("name", ["x" * 300, "a\x00b", "inside/log.visavis"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "inside").touch()
    with pytest.raises(LogUnusable):
        Log(tmp_path / name, clock)


@pytest.mark.parametrize(
    "name",
    [
        "a b.visavis",
        "what?.visavis",
        "100%.visavis",
        "a#b.visavis",
        "%41?mode=memory&x#y.visavis",
        "-rf",
        "é李\U0001f642",
        "[x]*",
    ],
)
def test_any_name_that_a_file_may_have_works(tmp_path: Path, name: str) -> None:
    path = made(tmp_path / "a folder?%#" / name)
    with Log(path, clock) as log:
        assert log.pairs()[0].me.name == "Jay Moran"
        kept = backup.make(log.connection, path, "by-hand")
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [name]
    assert kept.parent == path.with_name(f"{name}.backups")


# What opening cannot see: a page that is broken


def test_a_zeroed_page_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = made(tmp_path / "log.visavis", 60)
    size = path.stat().st_size
    told = 0
    for page in range(1, size // PAGE):
        copy = path.with_name(f"page-{page}.visavis")
        data = bytearray(path.read_bytes())
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        copy.write_bytes(data)
        fault: LogUnusable | None = None
        found: list[check.Problem] = []
        try:
            with Log(copy, clock) as log:
                found = check.problems(log.connection)
        except LogUnusable as refused:
            fault = refused
        except sqlite3.Error as error:
            fault = describe(error, copy)
        assert found or fault, f"page {page}"
        assert fault is None or "is damaged" in str(fault)
        told += 1
        assert copy.read_bytes() == data
        copy.unlink()
    assert told > 30


def failure(code: int | None, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    """A failure as SQLite tells it: with a code, and with words that quote the log."""
    found = kind("Could not decode to UTF-8 column 'text' with text 'Sings alto'")
    if code is not None:
        found.sqlite_errorcode, found.sqlite_errorname = code, "SQLITE_SOMETHING"
    return found


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (failure(sqlite3.SQLITE_BUSY), "another program is writing to"),
        (failure(sqlite3.SQLITE_BUSY_SNAPSHOT), "another program is writing to"),
        (failure(sqlite3.SQLITE_LOCKED), "another program is writing to"),
        (failure(sqlite3.SQLITE_FULL), "there is no room left"),
        (failure(sqlite3.SQLITE_READONLY), "cannot be written"),
        (failure(sqlite3.SQLITE_READONLY_DIRECTORY), "cannot be written"),
        (failure(sqlite3.SQLITE_CANTOPEN), "cannot be opened"),
        (failure(sqlite3.SQLITE_IOERR), "the disk under"),
        (failure(sqlite3.SQLITE_IOERR_FSYNC), "nothing was changed"),
        (failure(sqlite3.SQLITE_IOERR_READ), "the disk under"),
        (failure(sqlite3.SQLITE_NOMEM), "cannot be used (SQLITE_SOMETHING)"),
        (failure(sqlite3.SQLITE_ERROR), "cannot be used (SQLITE_SOMETHING)"),
        (failure(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError), "is damaged"),
        (failure(sqlite3.SQLITE_CORRUPT_INDEX, sqlite3.DatabaseError), "is damaged"),
        (failure(sqlite3.SQLITE_NOTADB, sqlite3.DatabaseError), "is damaged"),
        (failure(None), "is damaged"),
        (failure(None, sqlite3.ProgrammingError), "cannot be used (ProgrammingError)"),
    ],
)
def test_a_failure_is_told_in_one_line_that_quotes_nothing(tmp_path: Path, error: sqlite3.Error, words: str) -> None:
    told = str(describe(error, tmp_path / "log.visavis"))
    assert words in told
    assert "\n" not in told
    assert "Sings alto" not in told + reason(error)
    assert ("is damaged" in told) == (words == "is damaged") == ("damaged" in reason(error))


def test_a_damaged_log_names_its_newest_backup(tmp_path: Path) -> None:
    path = made(tmp_path / "log.visavis", 20)
    assert "no backup lies beside it" in newest_backup_hint(path)
    with Log(path, clock) as log:
        backup.make(log.connection, path, "a")
        newest = backup.make(log.connection, path, "b")
    os.truncate(path, path.stat().st_size - PAGE)
    with pytest.raises(LogUnusable) as caught:
        Log(path, clock)
    assert f"visavis restore {newest}" in str(caught.value)


# A writer that was killed

_WRITER = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE note SET text = 'overwritten' || text")
connection.execute("INSERT INTO change (title, at, undone) VALUES ('half', 'now', 0)")
if sys.argv[2] == "kill":
    os.kill(os.getpid(), signal.SIGKILL)
os._exit(1)
"""


@pytest.mark.parametrize("how", ["kill", "exit"])
def test_what_a_killed_writer_began_is_taken_back(tmp_path: Path, how: str) -> None:
    path = made(tmp_path / "log.visavis", 60)
    whole = path.read_bytes()
    ended = subprocess.run([sys.executable, "-c", _WRITER, str(path), how], check=False)
    assert ended.returncode == (-signal.SIGKILL if how == "kill" else 1)
    journal = journal_of(path)
    assert journal.stat().st_size > PAGE
    assert path.read_bytes() != whole
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        assert log.undo() == "Wrote the notes"
    assert not journal.exists()


def test_a_log_cut_short_beside_a_journal_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "log.visavis", 20)
    os.truncate(path, path.stat().st_size - PAGE)
    journal_of(path).touch()
    before = path.read_bytes()
    with pytest.raises((LogUnusable, sqlite3.DatabaseError)) as caught:
        Log(path, clock)
    if isinstance(caught.value, sqlite3.Error):
        assert "is damaged" in str(describe(caught.value, path))
    assert path.read_bytes() == before


# Permissions


def _others(folder: Path) -> list[Path]:
    """What somebody else may do anything with."""
    return [path for path in (folder, *folder.rglob("*")) if path.lstat().st_mode & 0o077]


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_everything_is_its_owners_alone(tmp_path: Path) -> None:
    opening.owner_only()
    path = made(tmp_path / "data" / "deep" / "log.visavis", 5)
    with Log(path, clock) as log:
        kept = backup.make(log.connection, path, "by-hand")
        backup.write_to(log.connection, path.with_name("elsewhere.visavis"))
        write_file(path.with_name("out.visavis.jsonl"), jsonl(records(log)))
        log.connection.execute("BEGIN IMMEDIATE")
        log.connection.execute("UPDATE setting SET value = value || 'x'")
        assert journal_of(path).exists()
        assert _others(tmp_path / "data") == []
        log.connection.execute("ROLLBACK")
    backup.restore(path, kept)
    assert len(list((tmp_path / "data").rglob("*"))) == 7
    assert _others(tmp_path / "data") == []


@pytest.mark.usefixtures("open_umask")
def test_files_that_hold_the_log_are_its_owners_whatever_the_umask(tmp_path: Path) -> None:
    path = made(tmp_path / "data" / "log.visavis")
    with Log(path, clock) as log:
        backup.make(log.connection, path, "by-hand")
        write_file(path.with_name("out.visavis.jsonl"), jsonl(records(log)))
    assert _others(tmp_path / "data") == []


# Every connection

PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "busy_timeout": 5000,
    "recursive_triggers": 1,
    "application_id": opening.APPLICATION_ID,
    "user_version": migrations.VERSION,
}


@pytest.mark.parametrize(("name", "value"), PRAGMAS.items())
def test_every_pragma_is_in_force(tmp_path: Path, name: str, value: object) -> None:
    with Log(made(tmp_path / "log.visavis"), clock) as log:
        found = log.connection.execute(f"PRAGMA {name}").fetchone()
        assert (found[0] if found else 0) == value  # without mmap there is nothing to tell
        assert log.connection.isolation_level is None


def test_a_log_in_another_journal_mode_is_brought_back(tmp_path: Path) -> None:
    path = made(tmp_path / "log.visavis")
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    connection.close()
    with Log(path, clock) as log:
        assert log.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [file.name for file in tmp_path.iterdir()] == ["log.visavis"]


def test_a_second_connection_does_not_read_the_file_with_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "log.visavis")
    with Log(path, clock):
        assert opening.is_open_here(path)
        with monkeypatch.context() as patched:
            patched.setattr(Path, "open", lambda *_: pytest.fail("opening it here would drop its locks"))
            Log(path, clock).close()
    assert not opening.is_open_here(path)


def test_a_refused_log_is_not_counted_as_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "log.visavis")
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)  # a step that is not there
    with pytest.raises(IndexError):
        Log(path, clock)
    assert not opening.is_open_here(path)


# Migrations

_BAD_STEP = """
CREATE TABLE extra (id INTEGER PRIMARY KEY, note TEXT);
INSERT INTO extra (note) VALUES ('one');
DROP TABLE placement;
UPDATE person SET name = 'migrated';
INSERT INTO no_such_table VALUES (1);
"""
_GOOD_STEP = """
CREATE TABLE extra (id INTEGER PRIMARY KEY, note TEXT);
INSERT INTO extra (note) VALUES ('half; a ''statement''');
"""


def _schema(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def _add_step(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(steps, "STEPS", (*steps.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", len(steps.STEPS))


def test_a_step_that_fails_leaves_version_schema_and_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "log.visavis")
    with Log(path, clock) as log:
        schema, rows = _schema(log.connection), list(log.connection.iterdump())
    version = migrations.VERSION
    _add_step(monkeypatch, _BAD_STEP)
    with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
        Log(path, clock)
    monkeypatch.undo()
    with Log(path, clock) as log:
        assert log.connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert _schema(log.connection) == schema
        assert list(log.connection.iterdump()) == rows


def test_a_migration_is_backed_up_before_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "log.visavis", 3)
    with Log(path, clock) as log:
        rows = list(log.connection.iterdump())
    version = migrations.VERSION
    _add_step(monkeypatch, _GOOD_STEP)
    with Log(path, clock) as log:
        assert log.connection.execute("PRAGMA user_version").fetchone() == (version + 1,)
        assert log.connection.execute("SELECT note FROM extra").fetchall() == [("half; a 'statement'",)]
        assert check.problems(log.connection) == []
    (kept,) = backups_of(path).iterdir()
    assert kept.name.endswith("-before-migration.visavis")
    monkeypatch.undo()
    with Log(kept, clock) as log:
        assert list(log.connection.iterdump()) == rows
    _add_step(monkeypatch, _GOOD_STEP)
    Log(path, clock).close()
    assert list(backups_of(path).iterdir()) == [kept]


def test_a_migration_does_not_run_where_the_backup_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "log.visavis")
    backups_of(path).touch()  # a file where the folder belongs
    before = path.read_bytes()
    _add_step(monkeypatch, _GOOD_STEP)
    with pytest.raises(LogUnusable, match="cannot be made"):
        Log(path, clock)
    assert path.read_bytes() == before


def test_half_a_statement_is_no_step() -> None:
    with pytest.raises(ValueError, match="half a statement"):
        list(steps.statements("CREATE TABLE a (id INTEGER);\nCREATE TABLE b (id"))


def test_a_step_is_cut_at_its_statements() -> None:
    script = "CREATE TABLE a (t TEXT);\n\nINSERT INTO a VALUES ('x;\ny');\n"
    assert list(steps.statements(script)) == ["CREATE TABLE a (t TEXT);", "INSERT INTO a VALUES ('x;\ny');"]


# Making a new log


@pytest.mark.parametrize("inside", ["log.visavis", "new/folders/log.visavis"])
@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, LogUnusable])
def test_a_block_that_raises_leaves_nothing_behind(tmp_path: Path, inside: str, fault: type[BaseException]) -> None:
    path = tmp_path / inside

    def fill() -> None:
        with opening.creating(path) as draft:
            connection = sqlite3.connect(draft, isolation_level=None)
            connection.execute("BEGIN")
            connection.execute("INSERT INTO change (title, at, undone) VALUES ('half', 'now', 0)")
            connection.close()
            assert not path.exists()
            raise fault

    with pytest.raises(fault):
        fill()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "there" / "log.visavis"
    path.parent.mkdir()
    with pytest.raises(RuntimeError), opening.creating(path):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == [path.parent]


def test_a_log_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "log.visavis"
    with pytest.raises(Refused, match="is there already"), opening.creating(path):
        path.write_text("somebody else's", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "somebody else's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_log_is_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "log.visavis"
    with opening.creating(path) as draft:
        assert draft.parent == path.parent
    assert [file.name for file in path.parent.iterdir()] == ["log.visavis"]
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        assert log.pairs() == []


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LogUnusable, match="cannot be made"), opening.creating(tmp_path / "file" / "log.visavis"):
        pytest.fail("the block may not run")


def test_a_file_system_without_links_takes_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_from: object, _to: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = made(tmp_path / "log.visavis")
    with Log(path, clock) as log:
        kept = backup.make(log.connection, path, "by-hand")
        with pytest.raises(Refused, match="is there already"):
            backup.write_to(log.connection, kept)
    Log(kept, clock).close()
    assert {file.name for file in tmp_path.iterdir()} == {"log.visavis", "log.visavis.backups"}

"""A disk that fails is no damage: what failed is said, and whether anything was changed; what is written stays."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.errors import LogUnusable, Refused
from storage.care import backup, check, integrity
from storage.care.judging import cause
from storage.core.statements import fetch
from storage.disk import connection as opening
from storage.disk import notices
from storage.disk.beside import backups_of
from storage.drafts import Drafts
from storage.interchange.writing import write_file
from storage.log import Log, start
from storage.writes.repair import repair

WRITTEN = "it is written, but the disk reported an error after that"


def clock() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.visavis"
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"))
    return path


@pytest.fixture(autouse=True)
def _told() -> Iterator[None]:
    notices.take()
    yield
    notices.take()


def note(log: Log, text: str = "Brand lift") -> None:
    with log.change(text) as change:
        change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": text})


def failure(code: int, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    """A failure as SQLite tells it."""
    found = kind("disk I/O error")
    found.sqlite_errorcode, found.sqlite_errorname = code, "SQLITE_SOMETHING"
    return found


class Failing(sqlite3.Connection):
    """A connection that fails at one statement, before it is carried out or after."""

    at, after, error = "", False, failure(sqlite3.SQLITE_IOERR)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Fail where it is to."""
        if not sql.startswith(Failing.at):
            return super().execute(sql, *values)
        if Failing.after:
            super().execute(sql, *values)
        raise Failing.error


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the next connections fail at a statement."""

    def prepare(at: str, code: int, *, after: bool = False) -> None:
        monkeypatch.setattr(Failing, "at", at)
        monkeypatch.setattr(Failing, "after", after)
        monkeypatch.setattr(Failing, "error", failure(code))
        monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Failing))

    return prepare


def test_what_fails_behind_the_commit_is_written_and_said(path: Path, fail: Callable[..., None]) -> None:
    fail("COMMIT", sqlite3.SQLITE_IOERR_DIR_FSYNC, after=True)
    with Log(path, clock) as log:
        note(log)
        assert [words[: len(WRITTEN)] for words in notices.take()] == [WRITTEN]
        assert log.undo() == "Brand lift"
        assert log.redo() == "Brand lift"
        assert len(notices.take()) == 1
        assert fetch(log.connection, "SELECT count(*) FROM note") == [(1,)]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_FULL])
def test_what_fails_at_the_commit_is_not_written(path: Path, fail: Callable[..., None], code: int) -> None:
    fail("COMMIT", code)
    with Log(path, clock) as log:
        with pytest.raises(LogUnusable, match="nothing was changed") as caught:
            note(log)
        assert "damaged" not in str(caught.value)
        assert fetch(log.connection, "SELECT count(*) FROM note") == [(0,)]
    assert notices.take() == []


def test_a_roll_back_that_fails_hides_nothing(path: Path, fail: Callable[..., None]) -> None:
    fail("ROLLBACK", sqlite3.SQLITE_ERROR)
    with Log(path, clock) as log, pytest.raises(Refused, match="are wrong"), log.change(""):
        raise Refused("the words are wrong")


# SQLite calls damaged what the disk does not give


def test_a_page_that_is_not_given_once_is_no_damage(path: Path) -> None:
    told = cause(failure(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError), path)
    assert "the disk under" in str(told)
    with Log(path, clock) as log:
        assert "nothing was changed" in str(log.unusable(failure(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError)))


def test_a_page_that_is_never_given_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pread(*_: Any) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Log(path, clock) as log:
        monkeypatch.setattr(os, "pread", pread)
        assert "the disk under" in str(log.unusable(failure(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError)))
        monkeypatch.undo()
        note(log)  # its locks are whole


@pytest.mark.parametrize(
    "line",
    [
        "*** in database main ***\nPage 9: unable to get the page. error code=8458",
        "Tree 5 page 9: unable to get the page. error code=266",
        "*** in database main ***\nMain freelist: failed to get page 7",
    ],
)
def test_a_check_that_meets_such_a_page_tells_the_disk(path: Path, line: str) -> None:
    with Log(path, clock) as log, pytest.raises(sqlite3.OperationalError) as caught:
        integrity.integrity(_saying(log, line))
    assert caught.value.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR


class _Saying:
    """A connection of which the check of SQLite says certain lines, as other versions do."""

    def __init__(self, connection: sqlite3.Connection, line: str) -> None:
        self._connection, self._line = connection, line

    def execute(self, sql: str, *values: Any) -> Any:
        """Say them, else ask."""
        said = "PRAGMA integrity_check" in sql and self._line
        return self._connection.execute("SELECT ?", (self._line,)) if said else self._connection.execute(sql, *values)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._connection, name, value) if name == "text_factory" else super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def _saying(log: Log, line: str) -> Any:
    return _Saying(log.connection, line)


# Newer versions of SQLite look into the search index as well


def of_file(where: str) -> list[check.Problem]:
    return [check.Problem("the file is damaged", where, check.RESTORE)]


NOT_TOGETHER = check.Problem("the search index does not hold together", "the search index", check.REPAIR)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("malformed inverted index for FTS5 table main.search", [NOT_TOGETHER]),
        ("unable to validate the inverted index for FTS5 table main.search: SQL logic error", [NOT_TOGETHER]),
        ("row 3 missing from index search_docsize", [NOT_TOGETHER]),
        (
            "row 3 missing from index ix_topic_meeting",
            [check.Problem("the file is damaged", "the table topic", check.RESTORE)],
        ),
        ("NULL value in note.text", of_file("the table note")),
        ("Page 7 is never used", of_file("the file")),
    ],
)
def test_the_search_index_is_told_apart(path: Path, line: str, found: list[check.Problem]) -> None:
    with Log(path, clock) as log:
        whole, log.connection = log.connection, _saying(log, line)
        assert check.problems(log.connection) == found
        if found == [NOT_TOGETHER]:
            backup.verify(log.connection, path)
        else:
            with pytest.raises(LogUnusable, match="is not sound"):
                backup.verify(log.connection, path)
        log.connection = whole


def test_the_search_index_alone_is_mended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Log(path, clock) as log:
        note(log)
        log.connection.execute("DELETE FROM search")
        real = integrity.integrity
        broken = [True, True]

        def newer(connection: sqlite3.Connection) -> integrity.Integrity:
            return real(connection)._replace(of_index=bool(broken and broken.pop()))

        monkeypatch.setattr(check, "integrity", newer)
        assert NOT_TOGETHER in check.problems(log.connection)
        assert repair(log) == []
        assert fetch(log.connection, "SELECT title FROM search WHERE title = 'Brand lift'") != []


# Files


@pytest.fixture
def folders_fail(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let folders not be brought to the disk."""
    real = os.fsync

    def prepare(number: int) -> None:
        def fsync(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(number, os.strerror(number))
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)

    return prepare


def _backup(path: Path) -> Path:
    with Log(path, clock) as log:
        return backup.make(log.connection, path, "by-hand")


def _backup_to(path: Path) -> Path:
    with Log(path, clock) as log:
        backup.write_to(log.connection, path.with_name("kept"))
    return path.with_name("kept")


def _export(path: Path) -> Path:
    write_file(path.with_name("out"), [b"words"])
    return path.with_name("out")


def _restore(path: Path) -> Path:
    found = backup.restore(path.with_name("new.visavis"), path)
    assert found is None
    return path.with_name("new.visavis")


def _restore_over(path: Path) -> Path:
    start(path.with_name("old.visavis"), clock, ("A", ""), ("B", ""))
    notices.take()
    assert backup.restore(path.with_name("old.visavis"), path) is not None
    return path.with_name("old.visavis")


def _start(path: Path) -> Path:
    start(path.with_name("another"), clock, ("A", ""), ("B", ""))
    return path.with_name("another")


@pytest.mark.parametrize("deed", [_backup, _backup_to, _export, _restore, _start])
@pytest.mark.parametrize(("number", "told"), [(errno.EIO, True), (errno.EINVAL, False)])
def test_a_file_that_stands_is_told_so(
    path: Path, folders_fail: Callable[[int], None], deed: Callable[[Path], Path], number: int, told: bool
) -> None:
    folders_fail(number)
    assert deed(path).exists()
    assert [words[: len(WRITTEN)] for words in notices.take()] == [WRITTEN] * told


@pytest.mark.parametrize(
    ("number", "fault"),
    [(errno.EIO, LogUnusable), (errno.ENOSPC, LogUnusable), (errno.EDQUOT, LogUnusable), (errno.EACCES, Refused)],
)
def test_a_disk_that_takes_no_export_is_no_wrong_word(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: type[Exception]
) -> None:
    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(fault, match=os.strerror(number)):
        write_file(path.with_name("out"), [b"words"])
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_full_disk_leaves_no_empty_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setenv("XDG_STATE_HOME", str(path.parent / "state"))
    with Log(path, clock) as log:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(LogUnusable, match="No space left"):
            backup.make(log.connection, path, "by-hand")
        with pytest.raises(OSError, match="No space left"):
            Drafts(path, clock)._put(path.with_name(path.name + ".drafts"), "x" * 8, b"words")
        monkeypatch.undo()
    with pytest.raises(LogUnusable), opening.creating(path.parent / "a" / "b" / "log.visavis"):
        raise LogUnusable("full")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# Who may read and change it


def test_what_others_could_read_is_mended_and_told(path: Path) -> None:
    _backup(path)
    path.chmod(0o644)
    backups_of(path).chmod(0o777)
    Log(path, clock).close()
    told = notices.take()
    assert [f"could {verb}" in words for verb, words in zip(("read", "change"), told, strict=True)] == [True, True]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups_of(path).stat().st_mode) == 0o700
    Log(path, clock).close()
    assert notices.take() == []


def test_what_cannot_be_mended_is_told_with_the_mend(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def chmod(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    path.chmod(0o664)
    monkeypatch.setattr(os, "chmod", chmod)
    Log(path, clock).close()
    assert notices.take() == [f"others on this machine can change the log {path}; keep them out with: chmod 600 {path}"]


def test_a_folder_of_backups_that_is_a_link_is_not_followed(path: Path) -> None:
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    (elsewhere / "2026-01-01T000000-a.visavis").write_bytes(path.read_bytes())
    backups_of(path).symlink_to(elsewhere)
    with pytest.raises(LogUnusable, match="is a link, and is not followed"):
        _backup(path)
    assert backup.copies(path) == []
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755
    assert len(list(elsewhere.iterdir())) == 1

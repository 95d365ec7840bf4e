"""Who holds the log is named by its process, without a lock of ours being lost; and a commit of another is noticed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.errors import LogUnusable
from storage.disk import connection as opening
from storage.disk import holder as looking
from storage.disk.failures import describe
from storage.disk.holder import born, holder
from storage.log import Log
from tests.ui.logs import people, write

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

_HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    connection.execute(statement).fetchone()
print("held", flush=True)
sys.stdin.read()
"""

_LOCKING = """
import fcntl, sys
file = open(sys.argv[1], "rb+")
fcntl.lockf(file, fcntl.LOCK_EX, 512, 0x40000000 + int(sys.argv[2]))
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "log.visavis"
    write(found, people())
    return found


@contextmanager
def process(code: str, *words: str) -> Iterator[int]:
    """Another process, once it has said that it holds what it shall hold; ended with the block."""
    ran = subprocess.Popen([sys.executable, "-c", code, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with ran:
        assert ran.stdout is not None
        try:
            assert ran.stdout.readline() == b"held\n"
            yield ran.pid
        finally:
            ran.kill()


WRITING = ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]


@pytest.mark.parametrize("begin", WRITING)
def test_who_writes_is_named(path: Path, begin: str) -> None:
    with process(_HOLDING, str(path), begin) as pid:
        assert holder(path) == pid
    assert holder(path) is None


def test_who_writes_goes_before_who_reads(path: Path) -> None:
    reading = ("BEGIN", "SELECT count(*) FROM person")
    with process(_HOLDING, str(path), *reading) as first, process(_HOLDING, str(path), *reading):
        assert holder(path) is not None
        with process(_HOLDING, str(path), "BEGIN IMMEDIATE") as writer:
            assert holder(path) == writer
        assert holder(path) is not None
        assert first != writer


def test_we_ourselves_are_not_another_program(path: Path) -> None:
    with Log(path, lambda: NOW) as log:
        log.connection.execute("BEGIN EXCLUSIVE")
        assert holder(path) is None
        log.connection.execute("ROLLBACK")


def test_who_only_has_it_open_holds_nothing(path: Path) -> None:
    with process(_HOLDING, str(path), "SELECT 1"):
        assert holder(path) is None


def test_a_lock_on_another_file_or_of_another_kind_is_none_of_ours(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.visavis"
    write(other, people())
    with (
        process(_HOLDING, str(other), "BEGIN EXCLUSIVE") as pid,
        process(_LOCKING, str(path), "512"),
        process(_LOCKING, str(other), "512"),
    ):
        assert holder(path) is None
        assert holder(other) == pid
    with process(_LOCKING, str(path), "0") as pid:  # as a restore does it
        assert holder(path) == pid


def test_what_cannot_be_looked_at_has_no_holder(tmp_path: Path) -> None:
    assert holder(tmp_path / "nowhere.visavis") is None
    assert holder(Path("a\0b")) is None


def test_looking_drops_none_of_our_locks(path: Path) -> None:
    with Log(path, lambda: NOW) as log:
        log.connection.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            holder(path)
            describe(sqlite3.OperationalError("database is locked"), path)
        code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
        tried = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
        assert "database is locked" in tried.stderr
        log.connection.execute("ROLLBACK")


def test_the_kernels_list_is_read_with_care(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    state, listed = path.stat(), tmp_path / "locks"
    file = f"{os.major(state.st_dev):02x}:{os.minor(state.st_dev):02x}:{state.st_ino}"
    foreign = f"7f:7f:{state.st_ino}"
    monkeypatch.setattr(looking, "_LOCKS", listed)

    def found(*lines: str) -> int | None:
        listed.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
        return holder(path)

    assert found(f"1: POSIX  ADVISORY  WRITE 77 {file} 1073741825 1073741825") == 77
    assert found(f"1: OFDLCK ADVISORY  WRITE -1 {file} 1073741825 1073741825") is None
    assert found(f"1: -> POSIX  ADVISORY  WRITE 77 {file} 1073741825 1073741825") is None
    assert found(f"1: FLOCK  ADVISORY  WRITE 77 {file} 0 EOF") is None
    assert found(f"1: POSIX  ADVISORY  WRITE 77 {file} 0 EOF") == 77
    assert found(f"1: POSIX  ADVISORY  WRITE 77 {file} 0 1073741823") is None
    assert found(f"1: POSIX  ADVISORY  WRITE {os.getpid()} {file} 1073741824 1073742335") is None
    assert found("", "nonsense", f"1: POSIX ADVISORY WRITE x {file} y z", "1: POSIX ADVISORY WRITE 7 a:b:c 1 2") is None
    # A file system that names another device: believed where the process has this very file open.
    assert found(f"1: POSIX  ADVISORY  WRITE 4200000 {foreign} 1073741825 1073741825") is None
    with process(_HOLDING, str(path), "SELECT 1 FROM person") as pid:
        assert found(f"1: POSIX  ADVISORY  WRITE {pid} {foreign} 1073741825 1073741825") == pid


def test_without_the_kernels_list_the_only_other_user_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(looking, "_LOCKS", tmp_path / "nowhere")
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", str(tools))
    assert holder(path) is None

    def lsof(body: str) -> int | None:
        (tools / "lsof").write_text(f"#!/bin/sh\n{body}\n", encoding="ascii")
        (tools / "lsof").chmod(0o700)
        return holder(path)

    assert lsof(f"echo {os.getpid()}; echo 77") == 77
    assert lsof("echo 77; echo 78") is None
    assert lsof("echo nonsense; exit 1") is None
    # One that hangs is not waited for: had it ended, its one number would have been taken.
    assert lsof("echo 77; exec /bin/sleep 30") is None


# How it is told


@pytest.mark.parametrize("begin", WRITING)
def test_a_stuck_writer_is_told_with_its_number(path: Path, begin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_MS", 20)
    with Log(path, lambda: NOW) as log:
        log.connection.execute("PRAGMA busy_timeout = 20")
        with process(_HOLDING, str(path), begin) as pid:
            os.kill(pid, signal.SIGSTOP)
            with pytest.raises(LogUnusable) as caught, log.writing():
                pytest.fail("the block may not run")
            assert str(caught.value) == f"another program (pid {pid}) is writing to {path}; try again when it is done"


def test_it_is_told_when_it_has_waited_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def waited(asks: Path) -> sqlite3.Connection:
        asked.append(asks)
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    monkeypatch.setattr(opening, "_connect", waited)
    with pytest.raises(LogUnusable, match="another program is writing to"):
        Log(path, lambda: NOW)
    assert asked == [path]


def test_without_a_number_it_is_told_as_before(path: Path) -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    told = describe(error, path)
    assert str(told) == f"another program is writing to {path}; try again when it is done"


# Whether a process is the one it was


def test_a_process_is_known_by_its_beginning() -> None:
    assert born(os.getpid()) == born(os.getpid()) != ""
    with process("print('held', flush=True); input()") as pid:
        other = born(pid)
        assert other not in ("", born(os.getpid()))
    assert born(pid) == ""


def test_a_process_that_ended_and_was_not_fetched_is_dead() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert born(ended.pid) == ""
    ended.wait()


# Whether another connection has committed


def test_the_version_is_another_once_another_connection_has_committed(path: Path) -> None:
    with Log(path, lambda: NOW) as log, Log(path, lambda: NOW) as other:
        before = log.version()
        assert log.version() == before
        other.connection.execute("BEGIN IMMEDIATE")
        other.connection.execute("ROLLBACK")
        assert log.version() == before
        with log.change("Ours") as c:
            c.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": "Ours"})
        log.undo()
        assert log.version() == before
        with other.change("Theirs") as c:
            c.add("note", {"alliance": other.pairs()[0].uid, "kind": "personal", "text": "Theirs"})
        theirs = log.version()
        assert theirs != before
        other.undo()
        assert log.version() not in (before, theirs)

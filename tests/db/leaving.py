"""Logs whose writer was killed in the middle of a commit, and what is left of them beside their name."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from models.records.event import Values
from storage.care import check
from storage.disk.beside import journal_of
from storage.interchange.exporting import records
from storage.log import Log, start


def clock() -> datetime:
    """The present moment of every such log."""
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


_KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE note SET text = 'overwritten' || text")
connection.execute("INSERT INTO change (title, at, undone) VALUES ('half', 'now', 0)")
os.kill(os.getpid(), signal.SIGKILL)
"""

_KILLED_IN_WAL = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
assert connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("UPDATE note SET hash = hash")
os.kill(os.getpid(), signal.SIGKILL)
"""


def filled(path: Path, word: str = "Note", count: int = 60) -> Path:
    """A log with so many long notes."""
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"), purpose="One roadmap")
    with Log(path, clock) as log, log.change(f"Wrote {word}") as change:
        for number in range(count):
            text = f"{word} {number} " + "word " * 200
            change.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": text})
    return path


def kill_a_writer(path: Path) -> bytes:
    """Kill a writer of the log half-way: a journal is left, without which the log is damaged; gives its content."""
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    found = journal_of(path).read_bytes()
    assert len(found) > 4096
    return found


def kill_a_writer_ahead(path: Path) -> bytes:
    """Kill a writer that has written ahead, in another journal mode; gives the write-ahead log that it left."""
    ended = subprocess.run([sys.executable, "-c", _KILLED_IN_WAL, str(path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    return path.with_name(path.name + "-wal").read_bytes()


def content_of(path: Path) -> list[Values]:
    """Everything that an export of the log holds; it is whole."""
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        return list(records(log))


def listing(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}

"""8. Every backup opens.

Done: backups are made one after another while another process writes as fast as it can; each is opened and checked.
Disproved by: a backup that does not open, is not whole, or holds something that the log never held.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.care import backup, check
from storage.log import Log
from tests.conftest import Tell
from tests.db.leaving import clock, filled
from tests.proofs.test_01_kill import write_on
from tests.sampling import counted

ALSO = ("tests/db/test_backup.py",)


@contextmanager
def busy(path: Path) -> Iterator[None]:
    """Another process that writes into the log without a pause."""
    child = os.fork()
    if child == 0:
        try:
            write_on(path, "Busy", os.open(os.devnull, os.O_WRONLY))
        finally:
            os._exit(1)
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def notes(log: Log) -> list[str]:
    """The texts of all notes, in the order in which they were written."""
    return [text for (text,) in log.connection.execute("SELECT text FROM note ORDER BY id").fetchall()]


@counted(sample=2, full=100)
def test_backups_beside_a_busy_writer(tmp_path: Path, count: int, tell: Tell) -> None:
    path = filled(tmp_path / "log.visavis", count=5)
    sizes = []
    for _ in range(count):
        with busy(path), Log(path, clock) as log:
            before = len(notes(log))
            while len(notes(log)) == before:
                time.sleep(0.001)
            kept = backup.make(log.connection, path, "busy")
        with Log(kept, clock) as copy, Log(path, clock) as log:
            assert check.problems(copy.connection) == []
            held = notes(copy)
            assert held == notes(log)[: len(held)]
        sizes.append(len(held))
        kept.unlink()
    assert sizes == sorted(sizes)
    tell({"backups": count, "notes written meanwhile": sizes[-1] - 5})

"""14. Two windows on one log lose nothing.

Done: three processes count up in one note, each 300 times; writers side by side with the app; the same field changed in
two windows, which shows both texts.
Disproved by: a count that is too low, a change that is not there, a text that the other window was not shown.
"""

from __future__ import annotations

import os
from pathlib import Path

from storage.care import check
from storage.log import Log
from tests.conftest import Tell
from tests.db.leaving import clock, filled
from tests.sampling import counted

ALSO = ("tests/ui/test_two_windows.py",)

WRITERS = 3


def count_up(path: Path, times: int) -> None:
    """Read a number and write the next one, in one change, so many times."""
    with Log(path, clock) as log:
        for _ in range(times):
            with log.change("Counted") as change:
                text = log.connection.execute("SELECT text FROM note WHERE id = 1").fetchone()[0]
                change.edit("note", 1, {"text": str(int(text) + 1)})


def in_a_child(path: Path, times: int) -> int:
    """Start a process that counts up."""
    child = os.fork()
    if child == 0:
        try:
            count_up(path, times)
            os._exit(0)
        finally:
            os._exit(1)
    return child


@counted(sample=5, full=300)
def test_no_increment_is_lost(tmp_path: Path, count: int, tell: Tell) -> None:
    path = filled(tmp_path / "log.visavis", count=1)
    with Log(path, clock) as log, log.change("Began") as change:
        change.edit("note", 1, {"text": "0"})
    children = [in_a_child(path, count) for _ in range(WRITERS)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * WRITERS
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        counted_to = int(log.connection.execute("SELECT text FROM note WHERE id = 1").fetchone()[0])
    tell({"increments": WRITERS * count, "lost": WRITERS * count - counted_to})
    assert counted_to == WRITERS * count

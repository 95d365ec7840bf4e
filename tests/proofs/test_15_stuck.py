"""15. A lock that is not let go is named, and the app stays alive.

Done: another process holds the log, in each way that SQLite knows, and is stopped. Commands that write are run as
processes, the app writes and goes on; then the other lets go.
Disproved by: a message without the number of that process, or later than five seconds (and the start of a process)
after; an app that takes no key; a change that is done twice, or that was told as not done and was.
"""

from __future__ import annotations

import os
import signal
import time

import pytest

from storage.disk.connection import BUSY_MS
from tests.cli.desk import Desk
from tests.conftest import Tell
from tests.db.test_holder import _HOLDING, process

ALSO = (
    "tests/db/test_holder.py",
    "tests/ui/test_two_windows.py::test_who_holds_the_log_is_named_and_nothing_is_done_twice",
    "tests/ui/test_two_windows.py::test_one_that_never_lets_go_is_named_and_later_everything_works",
)
"""Tests that are part of this proof."""

WAYS = {
    "a write is begun": ["BEGIN IMMEDIATE"],
    "nobody else may read": ["BEGIN EXCLUSIVE"],
    "a write is half done": ["BEGIN IMMEDIATE", "UPDATE note SET hash = hash"],
    "pages are written": [
        "PRAGMA cache_size = 1",
        "BEGIN IMMEDIATE",
        "UPDATE commitment SET text = text || zeroblob(99999)",
    ],
}
WRITES = ("note add Portal --kind learning", "commitment edit C1 --why so", "undo", "check --repair")
MORE = 5.0
"""Seconds that a process may take beside the waiting: it starts on a machine that does other things as well."""


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_who_is_stopped_is_named_in_time(desk: Desk, way: str, tell: Tell) -> None:
    assert BUSY_MS <= 5000
    desk.lines("note add Begun --kind learning")
    before = desk.exported()
    slowest = 0.0
    with process(_HOLDING, str(desk.path), *WAYS[way]) as pid:
        os.kill(pid, signal.SIGSTOP)
        for words in WRITES:
            began = time.monotonic()
            said = desk.visavis(*words.split())
            slowest = max(slowest, time.monotonic() - began)
            assert said.code == 4, (words, said)
            assert f"another program (pid {pid}) is writing to {desk.path}" in said.fault
        os.kill(pid, signal.SIGCONT)
    assert slowest < BUSY_MS / 1000 + MORE
    assert desk.exported() == before
    assert desk.json("check")["ok"]
    desk.ok("undo")
    tell({"commands kept waiting": len(WRITES), "named in time": len(WRITES)})

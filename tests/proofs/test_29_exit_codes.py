"""29. Exit codes are honest.

Done: every kind of failure that a command can meet, on a log that is there, not there, damaged, newer, held, somebody
else's or of another kind.
Disproved by: a failure that ends with 0, one that is told in more than a line or as a result, a traceback.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.conftest import Tell

ALSO = (
    "tests/cli/test_hostile.py::test_results_that_cannot_be_written",
    "tests/cli/test_hostile.py::test_streams_that_are_closed",
    "tests/cli/test_hostile.py::test_no_input",
    "tests/cli/test_hostile.py::test_interrupted",
    "tests/ui/test_process.py::test_signals_end_it_in_order",
    "tests/cli/test_no_log.py",
)

WORDS = {
    2: (
        "nonsense", "today --nonsense", "note add", "note", "commitment add x --due",
        "--as-of 2026-01-01 undo", "history --limit x",
    ),
    3: (
        "note show 999", "note show C1", "commitment done 999", "commitment add x --due 2026-02-30",
        "commitment add x --due 3/12", "note add x --kind nonsense", "note add x --on 2026-02-29", "restore nowhere",
        "import nowhere", "import {folder}", "export {folder}", "export {log}", "backup {folder}", "redo",
        "agenda --meeting 999", "disagreement settle 999", "person show 999",
    ),
}  # fmt: skip
"""What ends with which code on a whole log."""

READS = ("today", "overdue", "agenda", "note list", "search x", "history", "status", "check", "export {folder}/out")
WRITES = ("note add x --kind learning", "undo", "commitment add x --due 2026-03-01", "backup")


def _gone(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _html(path: Path) -> None:
    path.write_text("<html></html>" * 100)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 1")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _zeroed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)


SPOILT: tuple[Callable[[Path], None], ...] = (_gone, _empty, _html, _cut, _newer, _foreign, _folder, _zeroed)


def is_told(desk: Desk, words: str, codes: tuple[int, ...]) -> str:
    """What is wrong with how a failing command ends; empty where it is as it should be."""
    said = desk.run(*words.format(folder=desk.path.parent, log=desk.path).split())
    if said.code not in codes:
        return f"{words}: ends with {said.code}"
    if not said.err or "Traceback" in said.err or said.out:
        return f"{words}: {said}"
    return ""


def test_words_that_fail(desk: Desk, tell: Tell) -> None:
    wrong = [is_told(desk, words, (code,)) for code, each in WORDS.items() for words in each]
    tell({"failures": len(wrong), "told with 0": 0})
    assert list(filter(None, wrong)) == []


@pytest.mark.parametrize("spoil", SPOILT)
def test_logs_that_cannot_be_used(desk: Desk, spoil: Callable[[Path], None], tell: Tell) -> None:
    spoil(desk.path)
    wrong = [is_told(desk, words, (4,)) for words in (*READS, *WRITES)]
    tell({"failures": len(wrong), "told with 0": 0})
    assert list(filter(None, wrong)) == []

"""29. Exit codes are honest.

Done: every kind of failure that a command can meet, on a log that is there, not there, damaged, newer, held, somebody
else's or of another kind; and every column of every table, altered to what does not fit, before each command.
Disproved by: a failure that ends with 0, one that is told in more than a line or as a result, a traceback; damage that
is told as a refusal or as a fault of visavis, or that changes something.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from storage.core.layout import LAYOUTS
from tests.cli.desk import Desk
from tests.cli.test_damaged import SECRET, alter, told
from tests.conftest import Tell
from tests.sampling import counted

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


# Every column, altered

NOT_FITTING = (
    "'SENTINEL'", "''", "x'53454e54494e454cff'", "CAST(x'53454e54494e454cff' AS TEXT)", "-1", "NULL", "'{\"SENTINEL'",
    "'[1]'", "4611686018427387904", "1e300", "'2026-99-99'",
)  # fmt: skip
ON_EVERY_LOG = (
    "today", "overdue", "commitment list", "commitment show C1", "commitment stats", "disagreement show D1",
    "feedback show F1", "meeting show M1", "note show N1", "note list", "agenda", "review", "search list", "history",
    "status", "undo", "redo", "commitment edit C1 --why so", "note edit N1 --text So", "meeting hold M1",
    "alliance edit A1 --purpose more", "topic add So", "note remove N1",
)  # fmt: skip
"""Commands that end with 0 on the log that is altered."""


def altered_cells(desk: Desk) -> list[str]:
    """A statement for every column of every table that holds content or history, and each value that does not fit."""
    with closing(sqlite3.connect(desk.path)) as connection:
        tables = [name for name in (*LAYOUTS, "change", "changed_row") if _first(connection, name)]
        return [
            f'UPDATE {name} SET "{column}" = {value} WHERE id = {_first(connection, name)}'
            for name in tables
            for _, column, *_ in connection.execute(f"PRAGMA table_info({name})")
            for value in NOT_FITTING
        ]


def _first(connection: sqlite3.Connection, table: str) -> int | None:
    found = connection.execute(f"SELECT min(id) FROM {table}").fetchone()
    return None if found[0] is None else int(found[0])


@counted(sample=1, full=300)
def test_any_cell_that_is_altered(desk: Desk, count: int, tell: Tell) -> None:
    desk.lines("note edit N1 --text Again\nnote edit N1 --text Anew\nundo")
    whole, wrong, done, met = desk.path.read_bytes(), list[str](), 0, 0
    for statement in Random(29).sample(altered_cells(desk), count):
        desk.path.write_bytes(whole)
        try:
            alter(desk.path, statement)
        except sqlite3.IntegrityError:
            continue  # no program but one that writes bytes leaves that there
        altered = desk.path.read_bytes()
        done += 1
        for words in ON_EVERY_LOG:
            desk.path.write_bytes(altered)
            said = desk.run(*words.split())
            met += said.code == 4
            if said.code not in (0, 4) or SECRET in said.err or (said.code == 4 and desk.path.read_bytes() != altered):
                wrong.append(f"{statement}: {words}: {said}")
            else:
                told(said)
    tell({"cells altered": done, "commands": done * len(ON_EVERY_LOG), "that met it and said so": met})
    assert wrong == [], "\n".join(wrong[:20])

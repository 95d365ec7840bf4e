"""24. Errors, reports and the list of processes reveal nothing.

Done: a log with a word of its own in every text. Commands fail at every so many texts that they read, with an error
that quotes the text, as libraries do, and with rows that were altered; what is told and every report of a fault is
searched for the word. Commands take it by their input while every process of this machine is looked at.
Disproved by: the word in one of them. The control: it is found in what a command prints where nothing fails.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from storage.disk import connection as opening
from storage.interchange.importing import import_file
from tests.cli.desk import DAY, Desk, clock_of, environment
from tests.cli.test_damaged import READS
from tests.conftest import Tell
from tests.db.test_shared_copy import SENTINEL, filled
from tests.sampling import counted

ALSO = (
    "tests/ui/test_faults_file.py",
    "tests/ui/test_fault.py",
    "tests/db/test_opening.py::test_a_failure_is_told_in_one_line_that_quotes_nothing",
    "tests/ui/test_process.py::test_an_unexpected_fault_is_a_calm_screen_then_one_line_and_no_success",
    "tests/cli/test_damaged.py::test_every_command_on_an_altered_log",
)
"""Tests that are part of this proof."""

COMMANDS = [*READS.strip().splitlines(), "commitment edit C1 --why so", "undo", "search x", "note list", "check"]
EVERY = 7
"""After so many more texts the next failure is forced."""


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A log in which the word stands in every text."""
    maker = filled(Random(24))
    import_file(tmp_path / "log.visavis", maker.file(tmp_path / "in.jsonl"), clock_of(DAY))
    return Desk(tmp_path / "log.visavis", capsys)


class Quoting:
    """Reads the texts of a log, and fails at one of them with an error that quotes it."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, data: bytes) -> str:
        """Give the text; the last one is not given."""
        self.left -= 1
        if self.left == 0:
            raise ValueError(f"Could not decode: {data!r} {SENTINEL}")
        return data.decode()


def failing_at(desk: Desk, words: list[str], last: int, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, str]:
    """Run a command that fails at its text of that number; gives whether it came to that, and what it told."""
    quoting, connect = Quoting(last), opening._connect

    def connected(path: Path) -> sqlite3.Connection:
        found = connect(path)
        found.text_factory = quoting
        return found

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_connect", connected)
        said = desk.run(*words)
    return quoting.left <= 0, said.err + (said.out if said.code not in (0, 1) else "")


@counted(sample=1, full=len(COMMANDS))
def test_no_failure_quotes_what_was_read(
    told: Desk, tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    data, failures = told.path.read_bytes(), 0
    for words in COMMANDS[:count]:
        for last in range(1, 40 * EVERY, EVERY):
            told.path.write_bytes(data)
            (out := tmp_path / f"out-{failures}").mkdir(exist_ok=True)
            came, err = failing_at(told, words.format(out=out).split(), last, monkeypatch)
            if not came:
                break
            failures += 1
            assert SENTINEL.lower() not in err.lower(), (words, last, err)
            assert "Traceback" not in err
    reports = [file for file in (tmp_path / "state").rglob("*") if file.is_file()]
    assert not [file for file in reports if SENTINEL.encode() in file.read_bytes()]
    assert failures > 0
    tell({"failures forced": failures, "told": 0})


def processes() -> list[bytes]:
    """What the machine tells everybody of every process: its words, its name; and what its owner sees, its settings."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            for what in ("cmdline", "comm", "environ"):
                with suppress(OSError):
                    found.append((process / what).read_bytes())
    return found


def looked_at_meanwhile(desk: Desk, words: list[str], stdin: bytes) -> int:
    """Run a command as a person does, and look at every process as often as can be; gives how often."""
    looks = 0
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--log", str(desk.path), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(desk.path.parent),
        cwd=desk.path.parent,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        while process.poll() is None:
            assert not [told for told in processes() if SENTINEL.encode() in told]
            looks += 1
    return looks


INPUTS: list[Callable[[Path], tuple[list[str], bytes]]] = [
    lambda _: (["capture"], f"! {SENTINEL} by friday\n? {SENTINEL}\n".encode()),
    lambda _: (["propose", "-"], f"I will send the {SENTINEL} by Friday.\n".encode()),
    lambda _: (["today"], b""),
    lambda folder: (["export", str(folder / "out.jsonl")], b""),
    lambda folder: (["agenda", "--format", "pdf", "-o", str(folder / "out.pdf")], b""),
    lambda _: (["backup"], b""),
]


@counted(sample=1, full=len(INPUTS))
def test_no_process_tells_what_is_worked_on(told: Desk, tmp_path: Path, count: int, tell: Tell) -> None:
    looks = sum(looked_at_meanwhile(told, *make(tmp_path)) for make in INPUTS[:count])
    assert looks > 0
    tell({"looks at all processes": looks, "told by one": 0})


def test_the_word_is_there_to_be_told(told: Desk) -> None:
    """The control."""
    assert SENTINEL in told.ok("note", "list")
    assert SENTINEL in json.dumps(told.exported())

"""A log and the commands on it: called here with a clock that stands still, or as processes of their own."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from storage.interchange.importing import import_file
from tests.cli.forking import Forking
from tui.__main__ import main

FIRST = Path(__file__).parents[1] / "domain" / "data" / "first.visavis.jsonl"
EXPECTED: dict[str, Any] = json.loads(FIRST.with_name("first.expected.json").read_text())

DAY = "2026-02-10"
"""The day of most tests: the one that the worked example is about."""

Clock = Callable[[], datetime]


def noon(day: str) -> datetime:
    """Noon of a day, in UTC."""
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def clock_of(day: str) -> Clock:
    """A clock that stands at noon of a day."""
    return lambda: noon(day)


def prepare(path: Path, lines: Sequence[str], day: str = DAY) -> None:
    """Run commands, a line each, that only prepare something."""
    for line in lines:
        told = StringIO()
        with redirect_stdout(told), redirect_stderr(told):
            code = main(["--log", str(path), *shlex.split(line)], clock=clock_of(day))
        assert code == 0, (line, told.getvalue())


def make_first(path: Path) -> Path:
    """The worked example as a log."""
    import_file(path, FIRST, clock_of(DAY))
    return path


@cache
def _forking() -> Forking:
    return Forking(environment(Path(tempfile.gettempdir())))


@dataclass(frozen=True, slots=True)
class Said:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON it printed."""
        assert self.code in (0, 1), self.err
        return json.loads(self.out)

    @property
    def fault(self) -> str:
        """The one line that tells what was wrong; the result is empty then."""
        assert self.out == ""
        assert self.err.startswith("visavis: ")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.removeprefix("visavis: ").rstrip("\n")


def environment(home: Path, more: Mapping[str, str] = {}) -> dict[str, str]:
    """A clean environment: nothing of the person who runs the tests."""
    own = {"HOME": str(home), "PATH": os.defpath, "TZ": "UTC", "LANG": "C.UTF-8", "XDG_DATA_HOME": str(home / "data")}
    return {**own, **more}


@dataclass(slots=True)
class Desk:
    """A log at `path`, and its commands on the day `day` unless told."""

    path: Path
    captured: pytest.CaptureFixture[str] | None
    day: str = DAY

    def run(self, *words: str, on: str | None = None) -> Said:
        """Run a command here."""
        assert self.captured is not None
        self.captured.readouterr()
        code = main(["--log", str(self.path), *words], clock=clock_of(on or self.day))
        found = self.captured.readouterr()
        return Said(code, found.out, found.err)

    def ok(self, *words: str, on: str | None = None) -> str:
        """Run a command that succeeds; gives what it printed."""
        said = self.run(*words, on=on)
        assert said.code == 0, (words, said.err)
        return said.out

    def json(self, *words: str, on: str | None = None) -> Any:
        """Run a reading command; gives its JSON."""
        return self.run(*words, "--json", on=on).json

    def refused(self, *words: str, on: str | None = None, code: int = 3) -> str:
        """Run a command that is refused with that code, the log unchanged; gives the one line that says why."""
        before = self.path.read_bytes() if self.path.exists() else None
        said = self.run(*words, on=on)
        assert said.code == code, (words, said)
        assert (self.path.read_bytes() if self.path.exists() else None) == before
        return said.fault

    def lines(self, text: str, on: str | None = None) -> None:
        """Run commands, a line each, that only prepare something."""
        prepare(self.path, text.strip().splitlines(), on or self.day)

    def process(self, *words: str, on: str | None = None, stdin: bytes = b"") -> Said:
        """Run a command as a process of its own in which it is noon of a day."""
        words = ("--log", str(self.path), *words)
        return Said(*_forking().run(words, noon(on or self.day).isoformat(), self.path.parent, stdin))

    def visavis(self, *words: str, stdin: bytes = b"", env: Mapping[str, str] = {}) -> Said:
        """Run a command as a person does, today."""
        found = subprocess.run(
            [sys.executable, "-m", "tui", "--log", str(self.path), *words],
            input=stdin,
            capture_output=True,
            cwd=self.path.parent,
            env=environment(self.path.parent, env),
            timeout=300,
            check=False,
        )
        return Said(found.returncode, found.stdout.decode(), found.stderr.decode())

    def terminal(self, *words: str, env: Mapping[str, str] = {}, size: tuple[int, int] = (24, 80)) -> tuple[int, bytes]:
        """Run a command as a process on a terminal; gives its exit code and every byte that reached the terminal."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        told = environment(self.path.parent, {"TERM": "xterm-256color", **env})
        with subprocess.Popen(
            [sys.executable, "-m", "tui", "--log", str(self.path), *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=told,
            cwd=self.path.parent,
        ) as process:
            os.close(theirs)
            found = b""
            with suppress(OSError):  # the terminal is gone once the process is
                while data := os.read(ours, 65536):
                    found += data
            os.close(ours)
            return process.wait(timeout=300), found

    def exported(self) -> list[dict[str, Any]]:
        """Everything the log holds, but for the moment at which it was asked."""
        target = self.path.with_name("exported.jsonl")
        self.ok("export", str(target), "--force")
        header, *rest = map(json.loads, target.read_text().splitlines())
        del header["exported_at"]
        return [header, *rest]

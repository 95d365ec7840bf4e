"""3. An I/O error is reported, and nothing is half applied.

Done: commands that write are run with the disk failing at their first call, their second, and so on to the last: once
and from then on, with EIO and with ENOSPC (a full disk writes half of what it is given before it says so); reads fail
as well. And a disk of 1 MiB is filled up with notes.
Disproved by: a failure that ends with 0, with a traceback, in more than one line or as a fault of visavis; a log that
is neither as before nor as after; a file that is there in part; a next write that does not work.
"""

from __future__ import annotations

import errno
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

from storage.care import backup, check
from storage.log import Log
from tests.cli.desk import DAY, FIRST, clock_of, make_first, prepare
from tests.conftest import Tell
from tests.proofs.committing import fingerprint
from tests.proofs.shim import built, loaded
from tests.sampling import counted

FINE = {"nth": 0, "number": 0, "for_good": 0, "reads": 0}
WAYS = {
    "EIO once": {"number": errno.EIO, "for_good": 0, "reads": 0},
    "EIO for good": {"number": errno.EIO, "for_good": 1, "reads": 0},
    "ENOSPC once": {"number": errno.ENOSPC, "for_good": 0, "reads": 0},
    "ENOSPC for good": {"number": errno.ENOSPC, "for_good": 1, "reads": 0},
    "EIO once, reads too": {"number": errno.EIO, "for_good": 0, "reads": 1},
}
COMMANDS = (
    "commitment add Portal --due 2026-03-01",
    "commitment edit C1 --text Portals",
    "undo",
    "note purge N1",
    "import more.jsonl",
    "export out.jsonl",
    "agenda --format html -o out.html",
    "backup",
    "backup out.visavis",
    "restore kept.visavis",
)
WHOLE = ("out.jsonl", "out.html", "out.visavis")
"""Files that a command makes: they are there as it makes them where nothing fails, or not at all."""

DISK_CODES = (3, 4, 74)
"""Exit codes that tell a failure of the disk: refused, the log, the results."""


@dataclass(slots=True)
class Failing:
    """A process that runs commands with faults, and the folder that they work in."""

    folder: Path
    process: subprocess.Popen[str]

    @property
    def path(self) -> Path:
        """The log."""
        return self.folder / "log.visavis"

    def run(self, words: str, fault: dict[str, int] = FINE, *, go_on: bool = False) -> dict[str, Any]:
        """Run a command on a fresh log, or on the one that is there, with a fault; gives how it went."""
        asked = {"words": ["--log", str(self.path), *words.split()], "fault": fault, "go_on": go_on}
        streams: tuple[IO[str] | None, ...] = (self.process.stdin, self.process.stdout)
        assert streams[0] is not None
        assert streams[1] is not None
        streams[0].write(json.dumps(asked) + "\n")
        streams[0].flush()
        found: dict[str, Any] = json.loads(streams[1].readline())
        return found

    def held(self) -> str:
        """Everything the log holds, as a hash; it is whole."""
        with Log(self.path, clock_of(DAY)) as log:
            assert check.problems(log.connection) == []
            return fingerprint(log.connection)


@contextmanager
def failing(folder: Path) -> Iterator[Failing]:
    """A log with a backup and a file to bring in beside it, and the process that works on copies of them."""
    library, here = built(folder), folder / "here"
    (template := folder / "template").mkdir()
    path = make_first(template / "log.visavis")
    with Log(path, clock_of(DAY)) as log:
        backup.write_to(log.connection, template / "kept.visavis")
    prepare(path, ['commitment add "Since the backup" --due 2026-03-01'])
    more = [json.loads(line) for line in FIRST.read_text().splitlines()]
    more[0].pop("exported_at", None)
    note = {"type": "note", "uid": "0b8a1f5e-0000-4000-8000-0000000000aa", "kind": "learning", "text": "More"}
    alliance = next(line["uid"] for line in more if line["type"] == "alliance")
    text = "\n".join(map(json.dumps, [*more, {**note, "alliance": alliance}]))
    (template / "more.jsonl").write_text(text)
    words = [sys.executable, "-m", "tests.proofs.failing", str(template), str(here)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=loaded(library, here)
    ) as process:
        yield Failing(here, process)


def prove(found: Failing, words: str, way: dict[str, int], every: int) -> tuple[Counter[str], list[str]]:
    """Let each call of a command fail in turn, or every so many; gives the counts, and what went wrong."""
    counts, wrong = Counter[str](), list[str]()
    found.run("status")
    before = found.held()
    assert (fine := found.run(words))["code"] == 0, fine
    after, made = found.held(), {name: (found.folder / name) for name in WHOLE}
    whole = {name: _content(file) for name, file in made.items() if file.exists()}
    for nth in range(1, 2000, every):
        said = found.run(words, {**way, "nth": nth})
        if said["calls"] < nth:
            return counts, wrong
        counts["faults"] += 1
        if problem := _problem(found, words, said, (before, after), whole):
            wrong.append(f"{words}, call {nth}: {problem}: {said['code']} {said['err']!r}")
    raise AssertionError(f"{words} makes no end")


def _content(file: Path) -> object:
    """What a file holds; of a log its rows, since its pages may lie otherwise."""
    if file.suffix != ".visavis":
        lines = file.read_text().splitlines()
        return lines[1:] if file.suffix == ".jsonl" else lines
    connection = sqlite3.connect(file)
    try:
        return fingerprint(connection)
    finally:
        connection.close()


def _problem(
    found: Failing, words: str, said: dict[str, Any], states: tuple[str, str], whole: dict[str, object]
) -> str:
    """What is wrong after a fault, in a few words; empty where all is well."""
    if said["code"] != 0 and said["code"] not in DISK_CODES:
        return "another exit code than that of a failing disk"
    if said["code"] and (said["err"].count("\n") != 1 or not said["err"].startswith("visavis: ")):
        return "not one line"
    if "say it again" in said["err"]:  # a record is purged, and something failed when it was gone
        if said["code"] or (again := found.run(words, go_on=True))["code"]:
            return "not told as done, or not done when it is said again"
        said = again
    try:
        held = found.held()
    except Exception as error:  # noqa: BLE001 (any failure at reading is what is sought)
        return f"the log is not whole ({type(error).__name__}: {error})"
    if held not in states:
        return "half applied"
    if said["code"] == 0 and held != states[1]:
        return "told as done, and it was not"
    if said["code"] and held == states[1] != states[0]:
        return "told as failed, and it was done"
    for name in WHOLE:
        if (file := found.folder / name).exists() and _content(file) != whole.get(name):
            return f"{name} is there in part"
    again = found.run("note add Next --kind learning", go_on=True)
    return "" if again["code"] == 0 and found.held() != held else f"the next write does not work: {again['err']}"


def test_a_few_calls_fail(tmp_path: Path) -> None:
    with failing(tmp_path) as found:
        counts, wrong = prove(found, COMMANDS[0], WAYS["ENOSPC once"], 11)
    assert counts["faults"] > 1
    assert wrong == []


@pytest.mark.parametrize("way", WAYS)
@counted(sample=None, full=len(COMMANDS))
def test_each_call_fails(tmp_path: Path, way: str, count: int, tell: Tell) -> None:
    wrong: list[str] = []
    with failing(tmp_path) as found:
        for words in COMMANDS[:count]:
            counts, more = prove(found, words, WAYS[way], 1)
            wrong += more
            tell(counts)
    assert wrong == [], "\n".join(wrong)

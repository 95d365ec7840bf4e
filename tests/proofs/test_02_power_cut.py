"""2. What was acknowledged survives a power cut.

Done: a log is begun, changed 40 times, backed up and restored, and every call that changes a file is recorded: writes,
syncs, names given and taken away. Then the power is cut after each of these calls, many times over. Of what was not
synced each call, each sector of 512 bytes and each name may be there or not. What is left is opened and checked.
Disproved by: a state that is not whole (corrupt), or in which something acknowledged is missing (lost). The controls
must fail: with synchronous = OFF, and with FULL, which leaves out the sync of the folder.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from random import Random

import pytest

from models.errors import LogUnusable
from storage.log import Log
from tests.conftest import Tell
from tests.db.leaving import clock
from tests.proofs.committing import fingerprint
from tests.proofs.power import Disk, State, laid_out
from tests.proofs.shim import Call, built, calls, loaded
from tests.sampling import counted

COMMITS = 40
PARTS = 4
"""So many tests share the states among themselves, since they run side by side."""


@dataclass(slots=True)
class Replay:
    """A recorded run, and what power cuts in it have left."""

    folder: Path
    into: Path
    record: list[Call]
    seen: set[bytes]
    found: Counter[str]

    def cut(self, state: State, said: list[str], next_one: str) -> None:
        """Look at what one power cut has left, unless it was looked at; `said` are the fingerprints acknowledged."""
        mark = blake2b(repr((sorted(state.items()), len(said))).encode(), digest_size=16).digest()
        if mark in self.seen:
            return
        self.seen.add(mark)
        shutil.rmtree(self.into, ignore_errors=True)
        self.into.mkdir()
        laid_out(state, self.folder, self.into)
        self.found[self._is(said, next_one)] += 1

    def _is(self, said: list[str], next_one: str) -> str:
        path = self.into / "log.visavis"
        if not path.exists():
            return "lost" if said else "not begun"
        try:
            with Log(path, clock) as log:
                sound = log.connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
                held = fingerprint(log.connection) if sound else ""
        except (LogUnusable, sqlite3.Error):
            return "corrupt"
        if held == next_one:
            return "not yet acknowledged"
        return "as acknowledged" if said and held == said[-1] else "lost" if held in said else "corrupt"

    def run(self, count: int, part: int, parts: int) -> Counter[str]:
        """Cut the power in one part of all places, again and again, until that many states were looked at."""
        marks = [call.name for call in self.record if call.kind == "k"]
        for seed in range(1000):
            before = len(self.seen)
            disk, said, chance = Disk(), [], Random(f"{seed} {part}")
            for at, call in enumerate(self.record):
                disk.take(call)
                if call.kind == "k":
                    said.append(call.name)
                if at % parts == part:
                    self.cut(disk.after_a_cut(chance), said, marks[len(said)] if len(said) < len(marks) else "")
                if len(self.seen) >= count:
                    return self.found
            assert len(self.seen) > before, "there are no more states"
        raise AssertionError("there are too few states")


def recorded(folder: Path, commits: int, synchronous: str) -> Replay:
    """Run the changes between which and the system the library stands."""
    library = built(folder)
    (here := folder / "here").mkdir()
    words = [sys.executable, "-m", "tests.proofs.committing", str(here / "log.visavis"), str(commits), synchronous]
    subprocess.run(words, env=loaded(library, here, folder / "trace"), check=True)
    return Replay(here, folder / "cut", list(calls(folder / "trace")), set(), Counter())


def prove(replay: Replay, count: int, part: int, parts: int, tell: Tell) -> None:
    """Cut the power until that many states were looked at: none may be corrupt, in none may anything be lost."""
    found = replay.run(count, part, parts)
    bad = {"corrupt": found["corrupt"], "lost": found["lost"]}
    tell({"states": len(replay.seen), "of them before the log was there": found["not begun"], **bad})
    assert (found["corrupt"], found["lost"]) == (0, 0), found


def test_a_few_power_cuts(tmp_path: Path, tell: Tell) -> None:
    replay = recorded(tmp_path, 5, "EXTRA")
    kinds = Counter(call.kind for call in replay.record)
    assert kinds.keys() == set("cwsSurlk")
    prove(replay, 40, 0, 23, tell)


@pytest.mark.parametrize("part", range(PARTS))
@counted(sample=None, full=12_000)
def test_power_cuts(tmp_path: Path, count: int, part: int, tell: Tell) -> None:
    replay = recorded(tmp_path, COMMITS, "EXTRA")
    prove(replay, count // PARTS, part, PARTS, tell)


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL", "FULL"])
@counted(sample=None, full=600)
def test_without_the_syncs_it_fails(tmp_path: Path, count: int, synchronous: str, tell: Tell) -> None:
    found = recorded(tmp_path, COMMITS, synchronous).run(count, 0, 7)
    tell({f"lost or corrupt of {count} with {synchronous}": found["corrupt"] + found["lost"]})
    assert found["lost"] > 0, found

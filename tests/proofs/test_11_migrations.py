"""11. A migration is all or nothing.

Done: a log of every version that was released is brought to this one and killed on the way, at steps of SQLite all
along and at the growth of its files; the sizes of a file are limited by the kernel.
Disproved by: a log that is neither the old one nor the new one, row by row, or that the next opening does not bring
over.
"""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage.care import check
from storage.disk import migrations
from storage.disk.migrations import steps
from storage.log import Log
from tests.conftest import Tell
from tests.db.saving import clock
from tests.db.test_migrating import SAVED, rows, version
from tests.sampling import counted

ALSO = ("tests/db/test_migrating.py",)


def dies(path: Path, how: str, number: int) -> int | None:
    """Open a log in a process that is killed on the way; gives the steps it took where it was not."""
    words = [sys.executable, "-m", "tests.db.dying", str(path), how, str(number)]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    if found.returncode == 0:
        return int(found.stdout)
    assert found.returncode == -(signal.SIGXFSZ if how == "size" else signal.SIGKILL), found.stderr
    return None


def brought(saved: Path, folder: Path, to: int) -> Path:
    """Bring a copy of a saved log to a version; gives the copy."""
    path = Path(shutil.copyfile(saved, folder / f"brought-{to}.visavis"))
    connection = sqlite3.connect(path, isolation_level=None)
    steps.run(connection, version(saved), to)
    connection.close()
    return path


def kill(saved: Path, folder: Path, how: str, numbers: list[int]) -> list[int]:
    """Kill as many migrations of a saved log; gives the version that each was left with, every one of them whole."""
    states = {to: rows(brought(saved, folder, to)) for to in range(version(saved), migrations.VERSION + 1)}
    found = []
    for number in numbers:
        path = Path(shutil.copyfile(saved, folder / f"{how}-{number}.visavis"))
        dies(path, how, number)
        left = version(path)
        assert rows(path) == states[left]
        found.append(left)
        with Log(path, clock) as log:
            assert check.problems(log.connection) == []
        assert rows(path) == states[migrations.VERSION]
    return found


def steps_until_open(saved: Path, folder: Path) -> int:
    """How many steps SQLite takes to open a saved log."""
    steps = dies(Path(shutil.copyfile(saved, folder / "counted.visavis")), "never", 0)
    assert steps is not None
    return steps


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
@counted(sample=3, full=50)
def test_a_migration_that_is_killed_leaves_the_old_log_or_the_new(
    saved: Path, tmp_path: Path, count: int, tell: Tell
) -> None:
    """Kill migrations all along their statements, and at the growth of the journal and of the log."""
    kills, folder = count, tmp_path
    steps, old = steps_until_open(saved, folder), version(saved)
    spread = [1 + number * (steps - 1) // (kills - 1) for number in range(kills)]
    found = kill(saved, folder, "step", spread)
    assert found[0] == old
    found += kill(saved, folder, "size", sizes := list(range(0, 24_000, 24_000 // kills)))
    assert set(found[-len(sizes) :]) == {old}
    # The pages that were there are written; the first that is new is not: the journal brings them back.
    found += kill(saved, folder, "size", [saved.stat().st_size])
    assert found[-1] == old
    tell({"kills": len(found), "left the old log": found.count(old), "the new one": len(found) - found.count(old)})

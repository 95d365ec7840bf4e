"""7. A restore gives the backup, and what was there before stays.

Done: logs are restored from backups of another state, beside the journals that killed writers leave, in rollback and
in write-ahead mode, empty, of another log, of a change to several databases; and restores are killed at every step.
Disproved by: a row that is not the backup's, a log that is neither old nor new, an old log or journal that is gone.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from storage.care import backup, check
from storage.disk import beside
from storage.log import Log
from tests.conftest import Tell
from tests.db.leaving import clock, filled, kill_a_writer, listing
from tests.db.test_replacing import LEAVE
from tests.proofs.committing import change, fingerprint
from tests.sampling import counted

ALSO = (
    "tests/db/test_replacing.py",
    "tests/db/test_backup.py",
)
"""Tests that are part of this proof."""

OLD, KEPT = "log.visavis", "kept.visavis"


def held(path: Path) -> str:
    """Everything that a log holds, row by row, its journal and search index included, as a hash; it is whole."""
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        return fingerprint(log.connection)


def backed_up(folder: Path, chance: Random) -> Path:
    """A log with a backup of an earlier state beside it; changed since then, at random."""
    path = filled(folder / OLD, count=24)
    steps = [chance.randint(1, 6) for _ in range(2)]
    with Log(path, clock) as log:
        for number in range(steps[0]):
            change(log, number)
        backup.write_to(log.connection, folder / KEPT)
        for number in range(8, 8 + steps[1]):
            change(log, number)
    return path


def restored(folder: Path, leave: Callable[[Path], None], chance: Random) -> None:
    """Restore once beside what was left there, and hold what came of it against what was there before."""
    path = backed_up(folder, chance)
    due = held(folder / KEPT)
    leave(path)
    before = listing(folder)
    aside = backup.restore(path, folder / KEPT)
    assert aside is not None
    assert held(path) == due == held(folder / KEPT)
    kept = {name.removeprefix(aside.name): data for name, data in listing(folder).items() if aside.name in name}
    assert kept == {name.removeprefix(path.name): data for name, data in before.items() if name != KEPT}
    assert beside.unsettled(path) == []


@counted(sample=2, full=50)
def test_restores_beside_what_was_left(tmp_path: Path, count: int, tell: Tell) -> None:
    for number in range(count):
        (here := tmp_path / str(number)).mkdir()
        restored(here, LEAVE[number % len(LEAVE)], Random(number))
        shutil.rmtree(here)
    tell({"restores": count, "rows that differ": 0, "logs and journals that were lost": 0})


def test_a_copy_of_the_file_alone_would_not_do(tmp_path: Path) -> None:
    """The control: a backup that is copied to where a log was, beside the journal of that one, is no restore."""
    path = backed_up(tmp_path, Random(3))
    due = held(tmp_path / KEPT)
    kill_a_writer(path)
    shutil.copyfile(tmp_path / KEPT, path)
    with pytest.raises((sqlite3.DatabaseError, AssertionError)):  # damaged or another log: the journal decides
        assert held(path) == due

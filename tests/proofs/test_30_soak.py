"""30. Twenty thousand mixed operations and many kills leave what they should.

Done: processes add, edit, remove, act, undo, redo and reopen at random, and are killed at random moments; a model in a
page of plain Python does the same. The two are compared after every kill and at the end, where everything is undone.
Disproved by: a record, a text, an act or a removal that the model does not have, or a log that is not whole.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.log import Log, start
from tests.conftest import Tell
from tests.db.leaving import clock
from tests.proofs.soaking import found_in, soak
from tests.sampling import counted

PARTS = 10
KILLS_IN = 40


def prove(path: Path, count: int, seed: int, tell: Tell) -> None:
    """Work on a new log, then undo all that was done."""
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"))
    kills, early = soak(path, count, seed, KILLS_IN)
    with Log(path, clock) as log:
        left = log.connection.execute("SELECT count(*) FROM change WHERE undone = 0").fetchone()[0]
        for _ in range(left):
            log.undo()
    assert found_in(path) == {}
    tell(
        {"operations": count, "kills": kills, "of them before it was written": early, "differences": 0, "undone": left}
    )


def test_a_short_soak(tmp_path: Path, tell: Tell) -> None:
    prove(tmp_path / "log.visavis", 60, 5, tell)


@pytest.mark.parametrize("part", range(PARTS))
@counted(sample=None, full=20_000)
def test_a_soak(tmp_path: Path, count: int, part: int, tell: Tell) -> None:
    prove(tmp_path / "log.visavis", count // PARTS, part, tell)

"""13. Undo never takes away what was changed since.

Done: two windows change fields of a few notes at random, and any change is taken back alone; what was altered past the
journal; what an import brought and somebody edited.
Disproved by: a field that was changed later and is another afterwards, or a refusal that changes something.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from models.errors import Refused
from storage.care import check
from storage.log import Log
from storage.writes.taking_back import take_back_change
from tests.conftest import Tell
from tests.db.leaving import clock, filled
from tests.sampling import counted

ALSO = (
    "tests/db/test_change.py",
    "tests/ui/test_two_windows.py::test_what_another_window_did_is_not_taken_back_unasked",
    "tests/ui/test_two_windows.py::test_what_was_changed_past_the_journal_is_not_clobbered",
    "tests/db/test_undo_property.py::test_undo_refuses_what_was_changed_underneath",
)

FIELDS = ("text", "serves", "whom")
NOTES = 3

Cell = tuple[int, str]
"""A field of a note."""


def held(log: Log) -> dict[Cell, str | None]:
    """What every field holds."""
    rows = log.connection.execute(f"SELECT id, {', '.join(FIELDS)} FROM note").fetchall()
    return {(row[0], name): value for row in rows for name, value in zip(FIELDS, row[1:], strict=True)}


def interleaved(path: Path, seed: int) -> tuple[int, int]:
    """Change and take back at random in two windows; gives how often it was taken back, and how often refused."""
    chance, taken, refused = Random(seed), 0, 0
    changed: dict[int, Cell] = {}
    with Log(path, clock) as left, Log(path, clock) as right:
        for number in range(12):
            log = chance.choice((left, right))
            cell = (chance.randint(1, NOTES), chance.choice(FIELDS))
            with log.change(f"Change {number}") as change:
                change.edit("note", cell[0], {cell[1]: f"Said {seed} {number}"})
            newest = log.newest()
            assert newest is not None
            changed[newest[0]] = cell
        for number in chance.sample(sorted(changed), 4):
            log, before = chance.choice((left, right)), held(left)
            later = {cell for other, cell in changed.items() if other > number}
            try:
                take_back_change(log, number)
                del changed[number]  # what is taken back itself is no later change of its field any more
                taken += 1
            except Refused:
                refused += 1
                assert held(left) == before
            after = held(left)
            assert {cell: before[cell] for cell in later} == {cell: after[cell] for cell in later}, (seed, number)
        assert check.problems(left.connection) == []
    return taken, refused


@counted(sample=2, full=300)
def test_what_was_changed_later_stays(tmp_path: Path, count: int, tell: Tell) -> None:
    path, taken, refused = filled(tmp_path / "log.visavis", count=NOTES), 0, 0
    for seed in range(count):
        some, others = interleaved(path, seed)
        taken, refused = taken + some, refused + others
    tell({"interleavings": count, "taken back": taken, "refused": refused, "later changes lost": 0})
    assert taken
    assert refused

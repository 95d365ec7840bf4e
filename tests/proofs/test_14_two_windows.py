"""14. Two windows on one log lose nothing.

Done: three processes count up in one note, each 300 times; writers side by side with the app; 200 times the same field
is changed in a form that is open and by a command meanwhile, which shows both texts before one of them is kept.
Disproved by: a count that is too low, a change that is not there, a text that the other window was not shown. The
control must fail: processes that read the number before their change begins.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from models.errors import LogUnusable
from storage.care import check
from storage.log import Log
from tests.conftest import Tell
from tests.db.leaving import clock, filled
from tests.sampling import counted
from tests.ui.driving import NARROW, driven
from tests.ui.logs import DANA, NOW, people, promise, write

ALSO = ("tests/ui/test_two_windows.py",)

WRITERS = 3

Count = Callable[[Log], None]


def count_up(log: Log) -> None:
    """Read a number and write the next one, in one change."""
    with log.change("Counted") as change:
        change.edit("note", 1, {"text": str(number_in(log) + 1)})


def count_up_unheld(log: Log) -> None:
    """Read a number, and write the next one in a change that begins only then."""
    number = number_in(log)
    with log.change("Counted") as change:
        change.edit("note", 1, {"text": str(number + 1)})


def again_and_again(count: Count, path: Path, times: int) -> None:
    """Count up so many times; what is refused since another one writes all the time is done again, as it says."""
    with Log(path, clock) as log:
        while times:
            with suppress(LogUnusable):
                count(log)
                times -= 1


def number_in(log: Log) -> int:
    """The number that stands in the note."""
    return int(log.connection.execute("SELECT text FROM note WHERE id = 1").fetchone()[0])


def in_a_child(count: Count, path: Path, times: int) -> int:
    """Start a process that counts up."""
    child = os.fork()
    if child == 0:
        try:
            again_and_again(count, path, times)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def counted_to(path: Path, count: Count, times: int) -> int:
    """Have three processes count up from 0 side by side; gives how far they have come."""
    filled(path, count=1)
    with Log(path, clock) as log, log.change("Began") as change:
        change.edit("note", 1, {"text": "0"})
    children = [in_a_child(count, path, times) for _ in range(WRITERS)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * WRITERS
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        return number_in(log)


@counted(sample=5, full=300)
def test_no_increment_is_lost(tmp_path: Path, count: int, tell: Tell) -> None:
    found = counted_to(tmp_path / "log.visavis", count_up, count)
    tell({"increments": WRITERS * count, "lost": WRITERS * count - found})
    assert found == WRITERS * count


@counted(sample=None, full=300)
def test_without_one_transaction_it_fails(tmp_path: Path, count: int, tell: Tell) -> None:
    found = counted_to(tmp_path / "log.visavis", count_up_unheld, count)
    tell({"lost where the number is read before": WRITERS * count - found})
    assert found < WRITERS * count


@counted(sample=1, full=200)
async def test_the_same_field_shows_both_texts(tmp_path: Path, count: int, tell: Tell) -> None:
    path = write(tmp_path / "log.visavis", [*people(), promise("Portal", DANA, -3)])
    async with driven(path, NARROW) as found:
        for number in range(count):
            await found.press("e", "end", "ctrl+u")
            await found.type(mine := f"Mine {number}")
            assert found.form.values["text"] == mine
            with Log(path, lambda: NOW) as other, other.change("Elsewhere") as change:
                change.edit("commitment", 1, {"text": (theirs := f"Theirs {number}")})
            await found.press("ctrl+s")
            assert f"meanwhile it says: {theirs}" in " ".join(found.text.split())
            assert mine in found.text
            with Log(path, lambda: NOW) as other:
                assert other.connection.execute("SELECT text FROM commitment").fetchall() == [(theirs,)]
            await found.press("ctrl+s")
            with Log(path, lambda: NOW) as other:
                assert other.connection.execute("SELECT text FROM commitment").fetchall() == [(mine,)]
    with Log(path, lambda: NOW) as log:
        assert check.problems(log.connection) == []
    tell({"pairs of one field": count, "texts that were not shown": 0})

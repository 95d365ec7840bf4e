"""21. An import is previewed, atomic, the same twice, and one step back.

Done: imports of our own file and of a table into a filled log are killed at random moments; files with bytes altered at
random are brought in, and the whole file twice.
Disproved by: a log that holds part of a file, one that is another after a refusal, a second import that changes
something, one that one undo does not take back.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from models.errors import Fault
from storage.care import check
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import import_file
from storage.log import Log
from storage.outside.promises.plan import bring, planned
from storage.outside.promises.told import Asked
from storage.outside.tables.reading import read_table
from tests.conftest import Tell
from tests.db.test_shared_copy import OPEN, Maker, clock, filled
from tests.sampling import counted

ALSO = ("tests/db/test_import.py", "tests/db/test_import_rules.py")


def content(path: Path) -> list[bytes]:
    """Everything a log exports but the first line; it is whole."""
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        return list(jsonl(records(log)))[1:]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of the people and alliances of the file, and a change of its own."""
    path = tmp_path / "log.visavis"
    import_file(path, Maker(Random(21)).file(tmp_path / "people.jsonl"), clock)
    with Log(path, clock) as log, log.change("Own") as change:
        change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "Own"})
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with every kind of record."""
    return filled(Random(21)).file(tmp_path / "in.jsonl")


def bring_table(path: Path, file: Path) -> None:
    """Bring a table of promises in."""
    with Log(path, clock) as log:
        asked = Asked(usual=lambda: log.pairs()[0], by="me")
        bring(log, file.name, lambda: planned(log, read_table(log, file.name, file.read_bytes(), asked)))


def bring_file(path: Path, file: Path) -> None:
    """Bring an interchange file in."""
    import_file(path, file, clock)


def killed(bringing: Callable[[Path, Path], None], path: Path, file: Path, after: float) -> None:
    """Bring a file in, in a process that is killed after so many seconds unless it is done by then."""
    child = os.fork()
    if child == 0:
        try:
            bringing(path, file)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def brings_all_or_nothing(
    bringing: Callable[[Path, Path], None], log: Path, file: Path, count: int, chance: Random
) -> int:
    """Kill so many imports of a file into copies of a log; gives how many of them were in."""
    folder, before, came_in = log.parent, content(log), 0
    whole = Path(shutil.copyfile(log, folder / "whole.visavis"))
    began = time.monotonic()
    bringing(whole, file)
    took, after = time.monotonic() - began, content(whole)
    for number in range(count):
        here = Path(shutil.copyfile(log, folder / f"{number}.visavis"))
        killed(bringing, here, file, chance.uniform(0, 3 * took))
        held = content(here)
        assert held in (before, after)
        came_in += held == after
        here.unlink()
    return came_in


@counted(sample=3, full=100)
def test_a_killed_import_is_whole_or_not_there(log: Path, file: Path, count: int, tell: Tell) -> None:
    came_in = brings_all_or_nothing(bring_file, log, file, count, Random(21))
    tell({"killed imports": count, "that were in": came_in, "that were not": count - came_in, "half": 0})


@counted(sample=2, full=100)
def test_a_killed_table_is_whole_or_not_there(log: Path, tmp_path: Path, count: int, tell: Tell) -> None:
    table = tmp_path / "in.csv"
    table.write_text("text,due\n" + "\n".join(f"Promise {number},2030-01-02" for number in range(600)))
    came_in = brings_all_or_nothing(bring_table, log, table, count, Random(23))
    tell({"killed tables": count, "that were in": came_in, "that were not": count - came_in, "half": 0})


@counted(sample=5, full=300)
def test_an_altered_file_is_refused_or_one_step(log: Path, file: Path, tmp_path: Path, count: int, tell: Tell) -> None:
    chance, before, data, refused = Random(22), content(log), file.read_bytes(), 0
    words = [found.start() for found in re.finditer(OPEN.encode(), data)]
    for number in range(count):
        altered = bytearray(data)
        if number % 2:
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        else:  # a letter of a text
            altered[chance.choice(words)] = ord(chance.choice("abc"))
        file.write_bytes(altered)
        here = Path(shutil.copyfile(log, tmp_path / f"{number}.visavis"))
        try:
            import_file(here, file, clock)
        except Fault:
            refused += 1
        else:
            assert content(here) != before
            with Log(here, clock) as opened:
                opened.undo()
        assert content(here) == before
        here.unlink()
    tell({"altered files": count, "refused": refused, "brought in and undone": count - refused})


def test_the_same_file_twice_is_once(log: Path, file: Path) -> None:
    import_file(log, file, clock)
    before = content(log)
    import_file(log, file, clock)
    assert content(log) == before
    with Log(log, clock) as opened:
        opened.undo()
        newest = opened.newest()
        assert newest is not None
        assert newest[1] == "Own"

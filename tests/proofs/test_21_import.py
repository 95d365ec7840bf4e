"""21. An import is previewed, atomic, the same twice, and one step back.

Done: imports into a filled log are killed at random moments; files with bytes altered at random are brought in, and
the whole file twice.
Disproved by: a log that holds part of a file, one that is another after a refusal, a second import that changes
something, one that one undo does not take back.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from pathlib import Path
from random import Random

import pytest

from models.errors import Fault
from storage.care import check
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import import_file
from storage.log import Log
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


def killed(path: Path, file: Path, after: float) -> None:
    """Bring a file in, in a process that is killed after so many seconds unless it is done by then."""
    child = os.fork()
    if child == 0:
        try:
            import_file(path, file, clock)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@counted(sample=3, full=100)
def test_a_killed_import_is_whole_or_not_there(log: Path, file: Path, tmp_path: Path, count: int, tell: Tell) -> None:
    chance, seen, before = Random(21), [], content(log)
    whole = Path(shutil.copyfile(log, tmp_path / "whole.visavis"))
    began = time.monotonic()
    import_file(whole, file, clock)
    took, after = time.monotonic() - began, content(whole)
    for number in range(count):
        here = Path(shutil.copyfile(log, tmp_path / f"{number}.visavis"))
        killed(here, file, chance.uniform(0, 3 * took))
        held = content(here)
        assert held in (before, after)
        seen.append(held == after)
        here.unlink()
    tell({"killed imports": count, "that were in": sum(seen), "that were not": count - sum(seen), "half": 0})


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

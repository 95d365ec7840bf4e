"""16. No text crashes the app.

Done: the catalogue of hostile texts through every screen, form, list and command; and random strings, made of what
joins, hides, parts or drives, through lists, opened records, search and commands.
Disproved by: a fault, a line wider than the screen, or a character that is shown as something else than it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rich.cells import cell_len

from models.records.values import is_blank
from tests.cli.desk import Desk
from tests.cli.test_hostile import CONTROL
from tests.conftest import Tell
from tests.sampling import counted
from tests.ui.driving import NARROW, Driven, driven
from tests.ui.logs import DANA, JAY, people, promise, write
from tests.ui.test_text_is_data import one_of
from tests.ui.texts import CATALOGUE, LINES

ALSO = (
    "tests/ui/test_text_is_data.py",
    "tests/ui/test_safety.py",
    "tests/ui/test_entries.py",
    "tests/ui/test_graphemes.py",
    "tests/ui/test_kept_text.py",
    "tests/cli/test_hostile.py",
)

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
PARTS = 4
PAGE = 125
"""So many strings stand in one log, each in two records."""


def string(chance: Random, pieces: list[str]) -> str:
    """A random string of pieces of the catalogue and of any characters."""
    found = []
    for _ in range(chance.randint(1, 6)):
        piece = chance.choice(pieces)
        at = chance.randrange(len(piece))
        code = chance.choice((chance.randrange(0xA0, 0x3000), chance.randrange(0x1F000, 0x1FB00), 0x20))
        found += [piece[at : at + chance.randint(1, 12)], chr(code)]
    text = "".join(found)
    return "x" if is_blank(text) else text


def fits(found: Driven) -> None:
    """Hold that nothing stands beyond the screen, and nothing on it that drives or turns what is around it."""
    for line in found.lines:
        assert UNSAFE.search(line) is None, ascii(line)
        assert cell_len(line) <= NARROW[0], line


def records(chance: Random, count: int) -> list[dict[str, Any]]:
    """A log with so many random strings as lines and as texts."""
    found = people()
    for number in range(1, count // 2 + 1):
        line, text = string(chance, CATALOGUE), string(chance, LINES)
        found.append(promise(f"{line} {number}", JAY if number % 2 else DANA, -number, why=text, done_means=text))
        found.append(one_of("note", line, number))
    return found


@pytest.mark.parametrize("part", range(PARTS))
@counted(sample=None, full=5_000)
async def test_random_strings(tmp_path: Path, count: int, part: int, capsys: Any, tell: Tell) -> None:
    chance = Random(part)
    for number in range(-(-count // (PARTS * PAGE))):
        (folder := tmp_path / str(number)).mkdir()
        path = write(folder / "log.visavis", records(chance, PAGE))
        async with driven(path, NARROW) as found:
            await found.press("3")
            for _ in range(PAGE // 5):
                await found.press("down", "enter")
                fits(found)
                await found.press("escape", "down", "down")
                fits(found)
        for words in ("commitment list", "note list", "search x", "overdue", "commitment show 1"):
            said = Desk(path, capsys, "2026-11-21").run(*words.split())
            assert said.code == 0
            assert CONTROL.search((said.out + said.err).encode()) is None
        tell({"random strings": PAGE, "faults": 0})

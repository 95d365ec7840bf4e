"""17. What is stored never drives the terminal.

Done: on a log in which every text is hostile, every command that reads, on a terminal of three sizes, on a dumb one and
through a pipe; and every place of the app with the records and forms that open from it, at three sizes, each as a
process on a terminal of its own. Every byte that reaches the terminal is looked at.
Disproved by: one control byte of a stored text. The control: the texts themselves, in which they are found.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.desk import DAY, Desk
from tests.cli.test_hostile import CONTROL, READS, STYLE, TEXT, hostile, poisoned
from tests.conftest import Tell
from tests.sampling import counted
from tests.ui.test_process import OPENED, Terminal

__all__ = ["hostile", "poisoned"]

ALSO = (
    "tests/ui/test_process.py::test_no_byte_of_a_payload_reaches_the_terminal",
    "tests/cli/test_hostile.py::test_stored_text_never_drives_the_terminal_through_a_pipe",
    "tests/cli/test_hostile.py::test_stored_text_never_drives_the_terminal",
    "tests/cli/test_hostile.py::test_control_characters_in_a_text_are_kept_and_shown",
)
"""Tests that are part of this proof."""

SIZES = [(24, 80), (5, 20), (60, 200)]
"""Lines and columns: as most terminals, one that holds next to nothing, one that holds everything."""

PAYLOAD = re.compile("\x1b\\](?!22;)|\x1b[P_^Xc]|\x1b\\[\\d*n|[\x80-\x9f]|\x08|\x7f|owned\x07")
"""What the texts hold and the app never sends: titles, the clipboard, questions, a reset, codes of one byte.

The shape of the pointer (OSC 22) is asked for by Textual.
"""

KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "?", "/", "\x10"]
"""The places, help, search and the palette."""


def driving(seen: bytes) -> list[str]:
    """The parts of a text that have reached the terminal as what drives it."""
    return PAYLOAD.findall(seen.decode(errors="replace"))


@counted(sample=None, full=len(READS))
@pytest.mark.parametrize(
    ("size", "term"),
    [*((size, "xterm-256color") for size in SIZES), (SIZES[0], "dumb")],
    ids=["usual", "tiny", "large", "dumb"],
)
def test_every_command_on_a_terminal(hostile: Desk, size: tuple[int, int], term: str, count: int, tell: Tell) -> None:
    seen = 0
    for words in [words for words in READS if words][:count]:
        code, found = hostile.terminal("--as-of", DAY, *words.split(), env={"TERM": term}, size=size)
        assert code in (0, 1, 2, 3), words  # not all are read as of a day, or have such a record
        assert CONTROL.search(STYLE.sub(b"", found.replace(b"\r\n", b"\n"))) is None, words
        seen += len(found)
    tell({"commands on terminals": count, "bytes looked at": seen, "control bytes of a text": 0})


@counted(sample=None, full=len(KEYS))
@pytest.mark.parametrize("size", SIZES, ids=["usual", "tiny", "large"])
def test_every_place_on_a_terminal(
    poisoned: Path, tmp_path: Path, size: tuple[int, int], count: int, tell: Tell
) -> None:
    path = Path(shutil.copy(poisoned, tmp_path / "log.visavis"))
    terminal = Terminal(path, size=size)
    terminal.read_until(OPENED)
    for key in KEYS[:count]:
        terminal.press(key.encode())
        for then in ("\r", "\x1b", "\x1b[B", "e", "\x1b", "\x1b"):
            terminal.quiet()
            terminal.press(then.encode())
        terminal.quiet()
    seen = terminal.written
    terminal.kill(15)
    assert terminal.ended() == 128 + 15
    assert driving(seen) == []
    tell({"places on terminals": count, "bytes looked at": len(seen), "control bytes of a text": 0})


def test_they_are_found_where_they_are() -> None:
    """The control."""
    assert CONTROL.search(TEXT.encode()) is not None
    assert len(driving(TEXT.encode())) > 5

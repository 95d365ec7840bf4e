"""Copying: a record as a line, a page as text, what the mouse selects; nothing veiled, and clean of what drives."""

from __future__ import annotations

import base64
import os
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.pages.record_line import as_text
from storage.reads.opened import read_record
from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import (
    DANA,
    JAY,
    PAIR,
    day,
    disagreement,
    drawn,
    event,
    feedback,
    meeting,
    people,
    promise,
    topic,
    uid,
)
from tests.ui.test_agenda import agenda, busy
from tui.clipboard import _by_program, _terminal_takes, cleaned
from tui.handing.copying import TAKES_NONE
from tui.page.list_page import ListPage
from tui.places.agenda.preview import Preview
from tui.widgets.sheet import Reader

VEILED = "What is veiled is not copied; v lifts the veil"


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a program of this machine was given: it takes everything."""
    given: list[str] = []

    def by_program(text: str) -> bool:
        given.append(text)
        return True

    monkeypatch.setattr("tui.clipboard._by_program", by_program)
    return given


async def go_to(found: Driven, what: str) -> None:
    await found.press("home")
    while not found.selected.startswith(what):
        await found.press("down")


async def test_the_record_under_the_cursor_as_a_line(tmp_path: Path, programs: list[str]) -> None:
    records = [*people(), promise("Persona list", DANA, -3), {**topic("Mine"), "private": True}]
    async with on_records(tmp_path, records, NARROW) as found:
        line = "Persona list (Dana, due Wed 18 Nov)"
        await found.press("y")
        assert (programs, found.app.clipboard, found.status) == ([line], line, f'Copied "{line}"')
        await found.press("enter", "y")  # of the opened one as well
        assert programs == [line] * 2
        await found.press("escape", "w", "y")  # and of the one that is walked
        assert programs == [line] * 3
        await found.press("escape", "2")
        await go_to(found, "Mine")
        await found.press("y")
        assert (len(programs), found.status) == (3, 'Private; y once more copies "Mine"')
        await found.press("y")
        assert (programs[3:], found.status) == (["Mine"], 'Copied, though private, "Mine"')
        await found.press("v", "y", "y")
        assert (len(programs), found.status) == (4, VEILED)
        await found.press("ctrl+p")
        await found.type("copy")
        assert "copy it as a line, or what is selected" in found.text


async def test_every_place_copies_what_stands_under_its_cursor(tmp_path: Path, programs: list[str]) -> None:
    records = [{**record, **({"private": False} if "private" in record else {})} for record in busy()]
    async with on_records(tmp_path, records) as found:
        for key in "123456":
            await found.press(key)
            assert isinstance(found.app.screen, ListPage)
            before = len(programs)
            await found.press("y")
            assert len(programs) == before + 1, (key, found.status)
            assert found.status == f'Copied "{programs[-1]}"'
        await found.press("?")
        lines = found.app.screen.query_one("#keys-sheet", Reader)._lines
        told = " ".join(" ".join(text for line in lines for text, _ in line).split())
        assert "copy it as a line, or what is selected" in told


LINES: list[tuple[dict[str, Any], str]] = [
    (promise("Names: both", JAY, 2), "Names: both (Jay, due Mon 23 Nov)"),
    (meeting("2026-11-24", "planned"), "Meeting of Tue 24 Nov, 14:00 (office)"),
    ({**topic("Budget"), "raised_by": DANA, "minutes": 20}, "Budget (Dana, 20 min)"),
    (disagreement("Who owns it", -10), "Who owns it (open since Wed 11 Nov)"),
    (disagreement("Who owned it", -10, 3), "Who owned it (settled Sat 14 Nov)"),
    (
        feedback("The deck", DANA, event("give", DANA, day(-1)), worked="Short\nand clear", rework="The close"),
        "The deck; worked: Short and clear; to rework: The close (Dana)",
    ),
    (
        {"type": "decision", "uid": uid("d"), "alliance": PAIR, "text": "Sandbox first", "decided_on": "2025-11-10"},
        "Sandbox first (decided Mon 10 Nov 2025)",
    ),
]


async def test_a_line_stands_by_itself(tmp_path: Path) -> None:
    seen_of = Counter[str]()
    async with on_records(tmp_path, [*people(), *(record for record, _ in LINES)]) as found:
        pair = found.place.shown_pair
        assert pair is not None
        for record, says in LINES:
            noun = str(record["type"])
            seen_of[noun] += 1
            read = partial(read_record, pair=pair, as_of=date(2026, 11, 21), target=(noun, seen_of[noun]))
            opened = await found.app.on_log(read)
            assert as_text(noun, opened.record, pair, opened.as_of) == says


async def test_a_page_as_text_for_a_mail(tmp_path: Path, programs: list[str]) -> None:
    async with agenda(tmp_path, busy(), NARROW) as found:
        await found.press("p", "y")
        assert isinstance(found.app.screen, Preview)
        assert programs[0].startswith("Agenda: Jay Moran and Dana Reyes\n")
        assert "Topic 3" not in programs[0]
        assert found.status == "Copied Dana's copy as text"
        await found.press("tab", "y")
        assert (len(programs), found.status) == (1, "Your own copy holds what is private; y once more copies it")
        await found.press("y")
        assert "Topic 3" in programs[1]
        await found.press("ctrl+l", "y")
        assert (len(programs), found.status) == (2, VEILED)
        await found.press("tab", "y")
        assert programs[2] == programs[0]
        await found.press("escape", "escape", "7", "y")
        assert programs[3].startswith("Review: ")
        assert found.status == "Copied Review of this quarter as text"


# The mouse


async def draw_over(found: Driven, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Draw the mouse from one cell to another, with its button down."""
    await found.pilot.mouse_down(offset=start)
    await found.pilot.hover(offset=end)
    await found.pilot.mouse_up(offset=end)
    await found.settle()


def seen(found: Driven, text: str) -> tuple[int, int]:
    row = next(at for at, line in enumerate(found.lines) if text in line)
    return found.lines[row].index(text), row


async def test_what_the_mouse_selects_is_copied_and_a_click_stays_a_click(tmp_path: Path, programs: list[str]) -> None:
    async with on_records(tmp_path, drawn(), WIDE) as found:
        what, (left, row) = found.selected, seen(found, "Persona list")
        await draw_over(found, (left, row), (left + len("Persona list") - 1, row))
        assert (found.status, found.selected) == ("Selected; ^c copies it", what)
        await found.press("ctrl+c")
        assert (programs, found.status) == (["Persona list"], "Copied what was selected")
        await found.press("y")
        assert programs == ["Persona list"] * 2
        await found.click(left, row + 1)
        assert found.selected != what
        await found.press("y")
        assert programs[-1].startswith(found.selected)
        await found.click(left, row + 1)
        assert found.app.screen.has_class("-detail")
        await found.press("ctrl+c")
        assert "q quits" in found.status


async def test_lines_of_a_page_are_selected_as_they_stand(tmp_path: Path, programs: list[str]) -> None:
    async with agenda(tmp_path, busy(), NARROW) as found:
        await found.press("p")
        left, row = seen(found, "Agenda: Jay")
        await draw_over(found, (left, row), (left + 20, row + 1))
        await found.press("y")
        assert programs == [f"Agenda: Jay Moran and Dana Reyes\n{found.lines[row + 1][left : left + 21].rstrip()}"]
        for where in ("#copy", "#page", None):
            await found.pilot.click(where, offset=(1, 1), times=3)
            await found.settle()
            assert not found.app.screen.get_selected_text()


# What takes it


def test_what_is_copied_is_the_text_itself_without_what_drives() -> None:
    told = "a\x1b[2Jb\x07\x9bc\r\nd\te\u202ef\u2066g\u2028h\ud800\u200di\u0645\u200f"
    assert cleaned(told) == "a[2Jbc\nd\tefg\nh\u200di\u0645\u200f"


def test_which_terminals_take_none(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("TERM", "TERM_PROGRAM", "VTE_VERSION", "STY")
    for value, takes in (
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7801"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, False),
        ({"TERM": "screen", "STY": "1.tty"}, False),
    ):
        for name in names:
            monkeypatch.setenv(name, value[name]) if name in value else monkeypatch.delenv(name, raising=False)
        assert _terminal_takes("text") is takes, value
    monkeypatch.delenv("STY")
    assert not _terminal_takes("x" * 80_000)


def test_a_program_takes_it_by_its_input_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.delenv("TMUX", raising=False)
    for name, code in (("pbcopy", 1), ("wl-copy", 0)):
        got = tmp_path / f"{name}.got"
        (tmp_path / name).write_text(f'#!/bin/sh\ncat > "{got}"; echo "$*" >> "{got}"\nexit {code}\n')
        (tmp_path / name).chmod(0o700)
    assert _by_program("$(touch x) é")
    assert [(tmp_path / f"{name}.got").read_text() for name in ("pbcopy", "wl-copy")] == ["$(touch x) é\n"] * 2


async def test_where_nothing_takes_it_a_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.clipboard._by_program", lambda _text: False)
    monkeypatch.setenv("TERM", "linux")
    async with on_records(tmp_path, [*people(), promise("Late", DANA, -3)]) as found:
        await found.press("y")
        assert found.status == TAKES_NONE


async def test_the_terminal_is_given_it_in_one_sequence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    async with on_records(tmp_path, [*people(), promise("a\u202eb\u200d", DANA, -3)]) as found:
        driver = found.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", written.append)
        await found.press("y")
    (sequence,) = [each for each in written if each.startswith("\x1b]52;")]
    assert base64.b64decode(sequence[7:-1]).decode() == "ab\u200d (Dana, due Wed 18 Nov)"

"""Text is data: no screen has another way to draw than ours, and every hostile string goes through every screen."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import tui
from models.records.nouns import NOUNS
from tests.sampling import each, sample
from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import DANA, JAY, PAIR, day, event, people, uid
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP, bytes_of

ROOT = Path(tui.__path__[0])
OTHER_WAYS = {
    "Text",
    "Label",
    "Static",
    "Markdown",
    "Content",
    "RichLog",
    "DataTable",
    "OptionList",
    "Option",
    "Select",
    "notify",
    "from_markup",
    "render_markup",
    "Console",
    "Pretty",
}
"""What would draw text without passing it through tui/text/cells.py and tui/widgets/drawn.py."""

ALLOWED = {
    ("text.py", "Content"),  # the helper itself
    ("entry.py", "Content"),  # a hint of ours; what is typed went through `visible` as it came
    ("app.py", "Text"),  # the one line that is told after a fault, which holds no words of a person
    ("output.py", "Console"),  # tables of commands, which pass `visible` cell by cell
    ("output.py", "Text"),
}


def test_nothing_draws_text_another_way() -> None:
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in OTHER_WAYS:
                    found.add((path.name, name))
            if isinstance(node, ast.keyword) and node.arg == "markup":
                assert isinstance(node.value, ast.Constant), path
                assert node.value.value is False, path
    assert found <= ALLOWED, found - ALLOWED


def test_segments_are_made_where_lines_and_entries_are_drawn() -> None:
    using = {path.name for path in ROOT.rglob("*.py") if "Segment(" in path.read_text()}
    assert using == {"drawn.py", "entry.py", "field.py", "thumb.py"}  # words that went through `visible`, and bars


# Every string through every screen


def one_of(noun: str, text: str, number: int) -> dict[str, Any]:
    """A record of a noun with that text wherever a text may stand."""
    record: dict[str, Any] = {"type": noun, "uid": uid(f"{noun}{number}"), "alliance": PAIR}
    for field in NOUNS[noun].fields:
        if field.kind == "text" or (field.kind == "line" and text not in DRIVING):
            record[field.name] = text
        elif field.required and field.name not in record:
            record[field.name] = {"from": JAY, "to": DANA, "starts_at": f"{day(-number)}T14:00:00+00:00"}.get(
                field.name, field.choices[0] if field.choices else day(-number) if field.kind == "date" else "named"
            )
    if noun == "disagreement":
        record |= {"positions": {JAY: text, DANA: text}, "restated": {JAY: text}}
    if noun == "pulse":
        record["statements"] = [{"key": "one", "text": text}]
    if NOUNS[noun].has_life:
        act = {"commitment": "promise", "feedback": "give", "disagreement": "raise"}[noun]
        more = {"due": day(-number)} if noun == "commitment" else {}
        record["events"] = [event(act, JAY, day(-40), note=text, **more)]
    return record


def hostile_log() -> list[dict[str, Any]]:
    """Every noun with every string."""
    nouns = [noun for noun in NOUNS if noun not in ("person", "alliance")]
    texts = [text for text in (*MARKUP, *HIDDEN, *DRIVING) if text.strip("\u00a0 ")]
    return [*people(), *(one_of(noun, text, number + 1) for noun in nouns for number, text in enumerate(texts))]


def is_whole(found: Driven, width: int) -> None:
    """Nothing but what may be shown stands on the screen, and nothing stands beyond it."""
    assert bytes_of(found.app).isprintable()
    assert all(cell_len(line) <= width for line in found.lines)
    styles = [segment.style for strip in found.app.screen._compositor.render_strips() for segment in strip]
    assert not any(style and (style.link or "@click" in (style.meta or {})) for style in styles)


WHOLE_PLACES = [(place, size, 14) for size in (NARROW, WIDE) for place in "123456"]
PLACES = [*((place, NARROW, 1) for place in "123456"), ("1", WIDE, 2)]


@pytest.mark.parametrize(("place", "size", "steps"), each([*PLACES, *WHOLE_PLACES], PLACES))
async def test_every_string_through_every_place(tmp_path: Path, place: str, size: tuple[int, int], steps: int) -> None:
    async with on_records(tmp_path, hostile_log(), size) as found:
        await found.press(place)
        is_whole(found, size[0])
        for _ in range(steps):
            await found.press("down", "down", "enter")
            is_whole(found, size[0])
            await found.press("m")
            is_whole(found, size[0])
            await found.press("escape", "escape")
        await found.press("e")
        is_whole(found, size[0])


@pytest.mark.parametrize("keys", [("slash", "n", "a", "m", "e", "d"), ("slash", "x"), ("ctrl+p",), ("w",), ("f", "x")])
async def test_every_string_through_what_opens_over_a_place(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with on_records(tmp_path, hostile_log(), NARROW) as found:
        await found.press("3", *keys)
        is_whole(found, NARROW[0])
        for _ in range(4):
            await found.press("space" if keys == ("w",) else "down")
            is_whole(found, NARROW[0])


OVER_MEETINGS = {
    "agenda": ("2", "enter"),
    "last time": ("2", "enter", "down", "down", "h"),
    "copies": ("2", "enter", "p"),
    "live": ("2", "l", "enter"),
    "closing": ("2", "l", "enter", "x", "enter", "escape"),
    "review": ("7", "right", "left"),
}


@pytest.mark.parametrize("keys", OVER_MEETINGS.values(), ids=OVER_MEETINGS.keys())
async def test_every_string_through_what_a_meeting_is_about(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with on_records(tmp_path, hostile_log(), NARROW) as found:
        await found.press(*keys)
        is_whole(found, NARROW[0])
        for _ in range(6):
            await found.press("pagedown")
            is_whole(found, NARROW[0])
        await found.press("tab")
        is_whole(found, NARROW[0])


TEXTS = [text for text in (*MARKUP, *HIDDEN, *DRIVING) if text.strip("\u00a0 ")]
NUMBERS = range(1, len(TEXTS) + 1)
FEW = [TEXTS.index(text) + 1 for text in sample(TEXTS)]
FORMS = ["commitment", "meeting", "note", "disagreement", "feedback", "customer"]


@pytest.mark.parametrize(
    ("noun", "numbers"),
    # All forms are made of the same fields: of the sample, each form takes a sixth, and each string goes through one.
    each([(noun, share) for at, noun in enumerate(FORMS) for share in (FEW[at::6], NUMBERS)],
         [(noun, FEW[at::6]) for at, noun in enumerate(FORMS)]),
)  # fmt: skip
async def test_every_string_through_every_form(tmp_path: Path, noun: str, numbers: Sequence[int]) -> None:
    from tui.page.acting import edit

    async with on_records(tmp_path, hostile_log(), NARROW) as found:
        for number in numbers:
            before = found.path.read_bytes()
            edit(found.place, (noun, number))
            await found.settle()
            is_whole(found, NARROW[0])
            await found.press("tab", "tab", "escape")
            assert found.path.read_bytes() == before

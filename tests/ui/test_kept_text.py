"""What a person edits comes back as it was but for what was typed: in a field, in a form, in a draft, in the log."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import category

import pytest
from textual.events import Key
from textual.widgets import Input

from models.visible import visible
from tests.sampling import each, few, sample, texts, walk
from tests.ui.driving import Driven, on_records
from tests.ui.logs import JAY, commitment, day, event, people
from tests.ui.test_every_act import exported
from tests.ui.test_form import Filling, filling
from tests.ui.test_forms import open_new
from tests.ui.texts import CATALOGUE, LINES, ODD, OF_LINES
from tui.page.acting import edit
from tui.text.graphemes import split
from tui.widgets.fields.entry import Editor, LineField, is_typed
from tui.widgets.fields.field import Question
from tui.widgets.textual_private import OVERRIDDEN

BOTH = ("line", "text")


def fields(line: str = "", text: str = "") -> list[Question]:
    return [Question("line", "Line", "line", value=line, whole=True), Question("text", "Text", "text", value=text)]


def held(found: Filling, name: str) -> str:
    return found.form.values[name]


def entry_of(found: Filling, name: str) -> LineField | Editor:
    entry = found.entry(name)
    assert isinstance(entry, LineField | Editor)
    return entry


def go_behind(entry: LineField | Editor, steps: int) -> None:
    """Put the cursor so many graphemes behind the beginning."""
    if isinstance(entry, LineField):
        entry.cursor_position = 0
    else:
        entry.move_cursor((0, 0))
    for _ in range(steps):
        entry.action_cursor_right()


def press(entry: LineField | Editor, key: str) -> None:
    """Do at once what a key does."""
    actions = {
        "left": entry.action_cursor_left,
        "right": entry.action_cursor_right,
        "backspace": entry.action_delete_left,
        "delete": entry.action_delete_right,
    }
    if key in actions:
        actions[key]()
    elif isinstance(entry, LineField):
        entry.replace(key, *entry.selection)
    else:
        entry.replace(key, *entry.selection, maintain_selection_offset=False)


async def type_in(found: Filling, text: str) -> None:
    """Type a text as a terminal sends it: a key for each character."""
    for char in text:
        found.app.post_message(Key("", char))
    await found.settle()


def drives_nothing(found: Filling) -> bool:
    """Whether what is drawn is no control, turns no direction and hides nothing of a line."""
    drawn = "".join(found.lines)
    return all(category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in drawn) and not re.search(TURNING, drawn)


TURNING = "[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"


def in_one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


# A field


@pytest.mark.parametrize("texts", walk(LINES, sample(LINES)))
@pytest.mark.parametrize("name", BOTH)
async def test_a_letter_added_anywhere_changes_nothing_else(name: str, texts: Sequence[str]) -> None:
    async with filling(fields()) as found:
        entry = entry_of(found, name)
        entry.focus()
        for text in texts:
            before = in_one_line(text)[:1000] if name == "line" else text
            graphemes = split(before)
            for steps in {0, 1, 2, 3, len(graphemes) // 2, len(graphemes) - 1, len(graphemes)} & set(range(99)):
                at = len("".join(graphemes[:steps]))
                entry.put(before)
                assert held(found, name) == before
                go_behind(entry, steps)
                press(entry, "z")
                assert held(found, name) == before[:at] + "z" + before[at:], (before, steps)
                if split(before[at:])[:1] == split("z" + before[at:])[1:2]:  # no mark joins the letter
                    press(entry, "backspace")
                    assert held(found, name) == before, (before, steps)
            await found.settle()
            assert drives_nothing(found), before


@pytest.mark.parametrize("texts", walk(LINES, sample(LINES)))
@pytest.mark.parametrize("name", BOTH)
async def test_backspace_takes_away_whole_graphemes(name: str, texts: Sequence[str]) -> None:
    async with filling(fields()) as found:
        entry = entry_of(found, name)
        for text in texts:
            entry.put(in_one_line(text)[:300] if name == "line" else text[:300])
            graphemes = split(held(found, name))
            while graphemes:
                press(entry, "backspace")
                graphemes.pop()
                assert held(found, name) == "".join(graphemes), text
            assert held(found, name) == ""


@pytest.mark.parametrize("texts", walk(CATALOGUE, sample(CATALOGUE)))
@pytest.mark.parametrize("name", BOTH)
async def test_what_is_typed_or_pasted_is_taken_as_it_came(name: str, texts: Sequence[str]) -> None:
    async with filling(fields()) as found:
        entry = entry_of(found, name)
        await found.go(name)
        for text in texts:
            for taken, how in ((text[:200], type_in), (text[:2000], Filling.paste)):
                entry.put("")
                await how(found, taken)
                assert held(found, name) == taken, how
                assert drives_nothing(found)


@pytest.mark.parametrize("text", texts([text for text in ODD.values() if len(text) < 20]))
async def test_what_is_shown_is_the_picture(text: str) -> None:
    async with filling(fields(text, text)) as found:
        for name, row in (("line", 0), ("text", 1)):
            assert found.lines[row].split("▎ ")[1].startswith(visible(text))
            await found.go(name)
            assert found.lines[row].split("▎ ")[1].startswith(visible(text))


@pytest.mark.parametrize("name", BOTH)
async def test_joiners_typed_on_a_keyboard_stay(name: str) -> None:
    async with filling(fields()) as found:
        await found.go(name)
        await type_in(found, "می\u200cخواهم क्\u200dष\u3000")
        assert held(found, name) == "می\u200cخواهم क्\u200dष\u3000"


@pytest.mark.parametrize("name", BOTH)
async def test_a_family_goes_as_one(name: str) -> None:
    family = "👨\u200d👩\u200d👧"
    async with filling(fields(f"a{family}b", f"a{family}b")) as found:
        await found.go(name)
        go_behind(entry_of(found, name), 1)
        await found.type("shift+right")
        await found.type("x")
        assert held(found, name) == "axb"
        await type_in(found, family)
        assert held(found, name) == f"ax{family}b"
        await found.press("left", "delete")
        assert held(found, name) == "axb"
        await type_in(found, "👨\u200d👩")
        await found.type("backspace")
        assert held(found, name) == "axb"


@pytest.mark.parametrize("name", BOTH)
async def test_a_click_goes_before_the_grapheme_that_stands_there(name: str) -> None:
    text = "👨\u200d👩\u200d👧x\u202eyक्षz"
    shown = ["👨\u200d👩\u200d👧", "x", "<U+202E>", "y", "क्ष", "z"]
    async with filling(fields(text, text)) as found:
        row, cell = BOTH.index(name), 18
        from tui.text.cells import cell_width

        at = 0
        for grapheme, picture in zip(split(text), shown, strict=True):
            for offset in {0, cell_width(picture) - 1}:
                await found.pilot.click(offset=(cell + offset, row))
                await found.type("|")
                assert held(found, name) == text[:at] + "|" + text[at:], (picture, offset)
                await found.type("backspace")
            at, cell = at + len(grapheme), cell + cell_width(picture)


async def test_words_go_as_wholes() -> None:
    async with filling(fields("x", "नमस्ते दुनिया 👨\u200d👩\u200d👧 می\u200cخواهم")) as found:
        await found.go("text")
        await found.type("ctrl+end", "ctrl+w")
        assert held(found, "text") == "नमस्ते दुनिया 👨\u200d👩\u200d👧 "
        go_behind(entry_of(found, "text"), 0)
        await found.press("ctrl+right", "x")
        assert held(found, "text").startswith("नमस्तेx दुनिया")


@pytest.mark.parametrize("text", OF_LINES.values())
async def test_what_is_taken_back_is_as_it_was(text: str) -> None:
    async with filling(fields("", text)) as found:
        await found.go("text")
        go_behind(entry_of(found, "text"), 2)
        await found.paste("🇩e\r\nx")
        after = held(found, "text")
        assert "🇩e\nx" in after
        await found.type("ctrl+z")
        assert held(found, "text") == text
        await found.type("ctrl+y")
        assert held(found, "text") == after
        await found.type("ctrl+z", "shift+right", "shift+right", "delete", "ctrl+z")
        assert held(found, "text") == text


class Typist:
    """What a field holds by the keys that were pressed, and which of its graphemes the cursor stands before."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, len(text)

    def press(self, key: str) -> None:
        """Do what a key does, by whole graphemes."""
        ends = [0, *accumulate(map(len, split(self.text)))]
        before = max((end for end in ends if end < self.at), default=0)
        behind = min((end for end in ends if end > self.at), default=self.at)
        if key == "left":
            self.at = before
        elif key == "right":
            self.at = behind
        elif key == "backspace":
            self._put("", before, self.at)
        elif key == "delete":
            self._put("", self.at, behind)
        else:
            self._put(key, self.at, self.at)

    def _put(self, text: str, start: int, end: int) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        ends = [0, *accumulate(map(len, split(self.text)))]
        self.at = min(end for end in ends if end >= start + len(text))


ROUNDS = each([15, 60], [15])
KEYS = ["left", "right", "backspace", "delete"]
SIGNS = [*"a ;\u200d\u200c\u200f\u0301🇩🇪👨👩क\u094dष\u1100\u1161"]


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("name", BOTH)
async def test_any_keys_do_to_the_text_what_they_say(name: str, rounds: int) -> None:
    chance = Random(7)
    async with filling(fields()) as found:
        entry = entry_of(found, name)
        entry.focus()
        for _ in range(rounds):
            begun = "".join(chance.choices([*SIGNS, *(["\r\n", "\n"] * (name == "text"))], k=12))
            entry.put(begun)
            typist, keys = Typist(begun), chance.choices([*KEYS * 4, *SIGNS], k=60)
            for key in keys:
                typist.press(key)
                press(entry, key)
                assert held(found, name) == typist.text, (begun, keys, key)
            await found.settle()
            assert drives_nothing(found)


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("keys", ["ctrl+z", "ctrl+z ctrl+y ctrl+z"])
async def test_all_that_was_typed_is_taken_back(keys: str, rounds: int) -> None:
    chance = Random(8)
    async with filling(fields()) as found:
        entry = entry_of(found, "text")
        assert isinstance(entry, Editor)
        for _ in range(rounds):
            begun = "".join(chance.choices([*SIGNS, "\r\n", "\n"], k=12))
            entry.put(begun)
            go_behind(entry, 5)
            for key in chance.choices([*KEYS, *SIGNS], k=30):
                press(entry, key)
            after = held(found, "text")
            for key in keys.split():
                back, there = key == "ctrl+z", None
                while there != held(found, "text"):
                    there = held(found, "text")
                    (entry.undo if back else entry.redo)()
                assert there == (begun if back else after)


# What is pasted and may not be held


@pytest.mark.parametrize(
    ("pasted", "line", "text"),
    [
        ("a\x1b[2Jb", "a␛[2Jb", "a\x1b[2Jb"),
        ("a\tb\r\nc\rd\n", "a b c d", "a\tb\nc\nd\n"),
        ("\x00\ud800", "␀<U+D800>", "␀<U+D800>"),
        ("\x9b31m\x7f\x85", "<U+009B>31m␡<U+0085>", "\x9b31m\x7f\x85"),
        ("a\u2028b", "a\u2028b", "a\u2028b"),
    ],
)
async def test_controls_come_in_as_signs_where_none_may_be_held(pasted: str, line: str, text: str) -> None:
    async with filling(fields()) as found:
        for name, expected in (("line", line), ("text", text)):
            await found.go(name)
            await found.paste(pasted)
            assert held(found, name) == expected
            found.assert_safe()


def test_a_key_types_every_character_that_is_no_control() -> None:
    for code in range(0x110000):
        control = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
        assert is_typed(chr(code)) is not control, hex(code)
    assert not is_typed(None)
    assert not is_typed("")


# A form


def of_kind(noun: str, path: Path) -> list[dict[str, Any]]:
    return [record for record in exported(path) if record["type"] == noun]


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name, value in after.items() if name != "updated_at" and before.get(name) != value]


@pytest.mark.parametrize("texts", walk(LINES, few(LINES)))
async def test_in_the_form_of_a_record_only_what_is_typed_is_changed(tmp_path: Path, texts: Sequence[str]) -> None:
    lines = [text for text in CATALOGUE if text.strip() and len(text) < 1000]
    made = event("promise", JAY, day(-9), due=day(1))
    many = [
        commitment(f"{lines[at % len(lines)]} {at}", JAY, made, why=text, done_means=text)
        for at, text in enumerate(texts)
    ]
    async with on_records(tmp_path, [*people(), *many]) as found:
        for number, before in enumerate(of_kind("commitment", found.path), 1):
            edit(found.place, ("commitment", number))
            await found.settle()
            for name in ("text", "why"):
                press(typed_in(found, name), "z")
            await found.press("ctrl+s")
            after = of_kind("commitment", found.path)[number - 1]
            assert changed(before, after) == ["text", "why"], before
            assert (after["text"], after["why"]) == (f"{before['text']}z", f"{before['why']}z")


def typed_in(found: Driven, name: str) -> LineField | Editor:
    entry = found.form._fields[name].entry
    assert isinstance(entry, LineField | Editor)
    return entry


async def test_a_draft_keeps_the_text(tmp_path: Path) -> None:
    line, text = "".join(ODD.values()), "".join((*ODD.values(), *OF_LINES.values()))
    async with on_records(tmp_path, people()) as found:
        await open_new(found, "commitment")
        typed_in(found, "text").put(line)
        typed_in(found, "why").put(text)
        await found.settle()
        await found.press("escape")
        await open_new(found, "commitment")
        assert (found.form.values["text"], found.form.values["why"]) == (line, text)


# What Textual keeps to itself


def test_what_we_override_of_textual_is_there() -> None:
    assert [name for name in OVERRIDDEN if not callable(getattr(Input, name, None))] == []
    assert tuple(name for name in vars(LineField) if name in vars(Input) and name in OVERRIDDEN) == OVERRIDDEN

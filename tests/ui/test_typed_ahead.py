"""What is typed right behind a key goes to what the key opens: nothing is lost, and nothing acts on the page."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key

from storage.log import Log
from storage.reads.history import history
from tests.ui.driving import Driven, driven
from tests.ui.logs import DANA, JAY, NOW, people, promise, topic, write
from tests.ui.quiet import turned
from tui.app import VisavisApp

ACTS = "dDwuUxJKt1234 l"
"""Letters that each do something on a place."""

RECORDS = [*people(), promise("Consent feed", JAY, 10), promise("Persona list", DANA, -3), topic("Zebra")]


async def burst(found: Driven, *keys: str) -> None:
    """Send keys all at once, as a paste into a terminal or a slow line does; a longer text letter by letter."""
    send(found, *keys)
    await found.settle()


def send(found: Driven, *keys: str) -> None:
    """Send them, and wait for nothing."""
    driver = found.app._driver
    assert driver is not None
    for key in keys:
        named = key in ("enter", "escape", "tab", "up", "down", "right") or key.startswith(("ctrl+", "shift+"))
        for char in [key] if named else key:
            event = Key(char if named or char.isalnum() else _character_to_key(char), None if named else char)
            event.set_sender(found.app)
            driver.send_message(event)


def changes(path: Path) -> int:
    with Log(path, lambda: NOW) as log:
        return len(history(log))


FORMS = [
    ("today, the first of the menu", "1", ("a", "enter"), "what"),
    ("today, by its number", "1", ("a", "2"), "what"),
    ("commitments", "3", ("a", "enter"), "what"),
    ("feedback", "4", ("a", "3"), ""),
    ("disagreements", "5", ("a", "enter"), "what"),
    ("an edit", "3", ("e",), "what"),
    ("the palette", "3", ("ctrl+p", "add a commitment", "enter"), "what"),
]


@pytest.mark.parametrize(("place", "keys"), [case[1:3] for case in FORMS], ids=[case[0] for case in FORMS])
async def test_letters_go_into_the_form(tmp_path: Path, place: str, keys: tuple[str, ...]) -> None:
    async with driven(write(tmp_path / "log.visavis", RECORDS)) as found:
        before = changes(found.path)
        await found.press(place)
        await burst(found, *keys, ACTS)
        assert any(ACTS.strip() in value for value in found.form.values.values()), found.text
        assert changes(found.path) == before


@pytest.mark.parametrize("place", ["1", "2", "3", "4", "5"])
async def test_the_search_and_the_filter_take_what_is_typed(tmp_path: Path, place: str) -> None:
    async with driven(write(tmp_path / "log.visavis", RECORDS)) as found:
        await found.press(place)
        await burst(found, "/", "zeb dw")
        assert found.app.screen.query_one("#sought").value == "zeb dw"  # type: ignore[attr-defined]
        await burst(found, "ctrl+u", "escape", place, "f", "con dw")
        for line in found.app.screen.query("#filter"):
            assert line.value == "con dw"  # type: ignore[attr-defined]


async def test_a_whole_promise_typed_at_once_is_saved(tmp_path: Path) -> None:
    async with driven(write(tmp_path / "log.visavis", RECORDS)) as found:
        await burst(found, "3", "a", "enter", "Draft of the plan", "ctrl+s")
        assert "Draft of the plan" in found.status
        await burst(found, "u", "U", "3", "a", "enter", "Another", "ctrl+s")
        assert changes(found.path) == 3


@pytest.mark.parametrize("keys", [("3", "a", "enter"), ("3", "ctrl+p", "add a commitment", "enter")])
async def test_keys_wait_for_what_a_page_still_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    let_go, on_log = asyncio.Event(), VisavisApp.on_log

    async def late(app: VisavisApp, work: Any) -> Any:
        await let_go.wait()
        return await on_log(app, work)

    async with driven(write(tmp_path / "log.visavis", RECORDS)) as found:
        monkeypatch.setattr(VisavisApp, "on_log", late)
        send(found, *keys, "Draft of the plan", "ctrl+s")
        await turned()
        let_go.set()
        await found.settle()
        assert "Draft of the plan" in found.status
        assert changes(found.path) == 2


async def test_a_paste_behind_a_key_goes_where_the_key_leads(tmp_path: Path) -> None:
    async with driven(write(tmp_path / "log.visavis", RECORDS)) as found:
        driver = found.app._driver
        assert driver is not None
        await found.press("3")
        for event in (Key("e", "e"), Paste("zebra"), Key("x", "x")):
            event.set_sender(found.app)
            driver.send_message(event)
        await found.settle()
        assert any("zebrax" in value for value in found.form.values.values())


async def test_lines_of_a_meeting_typed_at_once_are_all_there(tmp_path: Path) -> None:
    async with driven(write(tmp_path / "log.visavis", RECORDS)) as found:
        await burst(found, "l", "enter", "> one by fri", "enter", "< two by fri", "enter", "three", "enter")
        for word in ("one", "two", "three"):
            assert word in found.text

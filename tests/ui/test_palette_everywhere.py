"""The palette holds every command in every place: what needs no record is not lacking anywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from storage.log import Log
from storage.writes.any_record import add_alliance
from tests.sampling import each
from tests.ui.driving import Driven, driven
from tests.ui.logs import DANA, JAY, NOW, drawn, write
from tests.ui.test_pulse import MINE, THEIRS, round_of
from tui.page.form_screen import FormScreen
from tui.places.help import Help
from tui.places.live.closing import Closing
from tui.places.live.screen import Live
from tui.places.palette.commands import ADD, EVERYWHERE, GO_TO, THEME
from tui.places.palette.screen import Commands
from tui.places.pulse import PulseTurn
from tui.places.walk.screen import Walk

Way = Callable[[Driven], Awaitable[object]]

ANYWHERE = (
    "walk the late: go through what is late, one by one",
    "hold the meeting, and write it down",
    "add something",
)
"""What Today holds under its own label and needs no record."""


def pair_of(found: Driven) -> Any:
    return found.place.shown_pair


def by_keys(*keys: str) -> Way:
    return lambda found: found.press(*keys)


async def over(found: Driven, screen: Any) -> None:
    found.app.push_screen(screen)
    await found.settle()
    await found.press()


async def round_shown(found: Driven) -> None:
    found.app.ways.show_pulse(found.place, pair_of(found), 1)
    await found.settle()
    await found.press()


PLACES: dict[str, Way] = {
    "meetings": by_keys("2"),
    "commitments": by_keys("3"),
    "feedback": by_keys("4"),
    "disagreements": by_keys("5"),
    "alliance": by_keys("6"),
    "review": by_keys("7"),
    "everyone": by_keys("0"),
    "search": by_keys("slash"),
    "agenda": by_keys("home", "enter"),
    "help over a place": by_keys("7", "question_mark"),
    "an opened record": by_keys("3", "enter"),
    "the history": by_keys("ctrl+p", *"history", "enter"),
    "a round of the pulse": round_shown,
    "the walk": by_keys("1", "w"),
    "a form": by_keys("3", "a", "enter"),
    "a form over the walk": by_keys("1", "w", "e"),
    "the preview of an agenda": by_keys("home", "enter", "p"),
    "a turn of the pulse": by_keys("6", "right", "right", "right", "right", "a", "enter", "d"),
    "the end of a meeting": lambda found: over(found, Closing(pair_of(found), 1, "today")),
    "a live meeting": lambda found: over(found, Live(pair_of(found), 13, "today")),
}


@asynccontextmanager
async def log(tmp_path: Path) -> AsyncIterator[Driven]:
    """A log with two alliances and a round that both have answered."""
    seen = round_of("seen", "2026-03-03", (JAY, MINE), (DANA, THEIRS))
    path = write(tmp_path / "log.visavis", [*drawn(), seen])
    with Log(path, lambda: NOW) as opened, opened.change("") as change:
        add_alliance(opened, "Tom Okafor", "CMO", {}, change)
    async with driven(path, (120, 40), alliance="Dana", demo=True) as found:
        yield found


async def held(found: Driven) -> set[str]:
    """What the palette holds that needs no record."""
    await found.press("ctrl+p")
    assert isinstance(found.app.screen, Commands)
    groups = (ADD, EVERYWHERE, GO_TO, THEME)
    return {item.words for item in found.app.screen._commands if item.group in groups or item.words in ANYWHERE}


SOME = ("everyone", "search", "agenda", "an opened record", "the history", "a live meeting")
"""Of all pairs, over a place, below one, a record beside its list, what only reads, and where letters are written."""


@pytest.mark.parametrize("place", each([*PLACES], SOME))
async def test_what_todays_palette_holds_is_held_everywhere(tmp_path: Path, place: str) -> None:
    async with log(tmp_path) as found:
        today = await held(found)
        assert set(ANYWHERE) < today
        assert {"end this alliance", "change this alliance", "add a commitment", "settings"} < today
        await found.press("escape")
        await PLACES[place](found)
        left_out = today - await held(found)
        if place == "search":  # one is there
            left_out -= {"search everything"}
        if place == "the end of a meeting":  # q leaves that first
            left_out -= {"quit: leave; everything is saved"}
        if place == "a live meeting":  # letters are written there, and it is left before one goes elsewhere
            left_out = {words for words in left_out if words.startswith("add ") and words not in ANYWHERE}
        assert left_out == set()


async def test_of_the_review_a_promise_is_added_and_the_alliance_ends(tmp_path: Path) -> None:
    async with log(tmp_path) as found:
        await found.press("7", "ctrl+p", *"add a commitment", "enter")
        await found.type("Segments")
        await found.press("ctrl+s")
        assert "Segments" in found.status
        assert "u takes it back" in found.status
        # Of all screens only places have a name.
        assert found.app.screen.place_name == "review"  # type: ignore[attr-defined]
        await found.press("ctrl+p", *"end this", "enter")
        assert "The alliance with Dana Reyes ends" in found.text


async def test_in_a_live_meeting_something_is_added_without_leaving(tmp_path: Path) -> None:
    async with log(tmp_path) as found:
        await PLACES["a live meeting"](found)
        await found.press("ctrl+p", *"add a criterion", "enter")
        await found.type("Leads from the portal")
        await found.press("ctrl+s")
        assert isinstance(found.app.screen, Live)
        assert "Leads from the portal" in found.status
        await found.press("escape")


async def test_a_form_is_left_for_a_command_and_what_is_typed_is_kept(tmp_path: Path) -> None:
    async with log(tmp_path) as found:
        await found.press("1", "w", "e")
        await found.type("Kept ")
        await found.press("ctrl+p", *"go to feedback", "enter")
        assert found.place.NAME == "feedback"
        await found.press("1", "ctrl+p", *"take up", "enter")
        assert "Kept" in found.text
        await found.press("ctrl+p", *"veil", "enter")
        assert isinstance(found.app.screen, FormScreen)  # it stays for what is done for itself
        assert found.app.veiled


async def test_what_would_be_lost_stays(tmp_path: Path) -> None:
    async with log(tmp_path) as found:
        await PLACES["a turn of the pulse"](found)
        await found.press("4", "ctrl+p", *"go to feedback", "enter")
        assert isinstance(found.app.screen, PulseTurn)
        assert "Nothing is kept yet" in found.status
        await found.press("escape", "escape", "1", "w", "n", "ctrl+p", *"go to feedback", "enter")
        assert isinstance(found.app.screen, Walk)
        assert "Something is typed here" in found.status


async def test_the_keys_lead_to_the_palette(tmp_path: Path) -> None:
    async with log(tmp_path) as found:
        await found.press("question_mark")
        assert isinstance(found.app.screen, Help)
        await found.press("ctrl+p", "escape")
        assert found.place.NAME == "today"

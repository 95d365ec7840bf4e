"""In the app: what was recorded wrong is put right from the menu of a record, what was removed comes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from storage.log import Log
from storage.reads.lives import series_of
from storage.reads.removed import removed
from storage.writes.by_key import remove
from tests.ui.driving import Driven, on_records
from tests.ui.logs import DANA, JAY, NOW, day, disagreement, event, feedback, people, promise, topic, uid
from tests.ui.test_commands import run, type_in, words
from tui.page.form_screen import FormScreen
from tui.page.menu import Menu

LIST = "Persona list for the portal"
RECORDS = [
    *people(),
    promise(LIST, DANA, 5),
    feedback("Deck", JAY, event("give", JAY, day(-3)), worked="much"),
    disagreement("Who pays", -9),
    topic("Budget"),
]


def life(found: Driven, noun: str, name: str) -> tuple[str, str, str, object]:
    with Log(found.path, lambda: NOW) as log:
        last = series_of(log, noun, uid(name))[-1]
        return last.act, last.by, str(last.on), last.values.get("due")


def choose(found: Driven, label: str) -> int:
    menu = found.app.screen
    assert isinstance(menu, Menu)
    return next(at for at, choice in enumerate(menu.choices, 1) if label in choice.words)


async def open_form(found: Driven, place: str) -> None:
    await found.press(place, "m")
    await found.press(*["down"] * (choose(found, "put its date or person right") - 1), "enter")
    assert isinstance(found.app.screen, FormScreen)


async def test_a_date_is_put_right_by_the_menu(tmp_path: Path) -> None:
    async with on_records(tmp_path, RECORDS) as found:
        await open_form(found, "3")
        found.form.set({"due": "30 nov", "by": JAY})
        await found.settle()
        await found.press("ctrl+s")
        assert life(found, "commitment", f"c{LIST}") == ("promise", JAY, day(-40), "2026-11-30")
        assert "put right" in found.status
        assert "u takes it back" in found.status
        await found.press("u")
        assert life(found, "commitment", f"c{LIST}") == ("promise", DANA, day(-40), day(5))
        await found.press("U")
        assert life(found, "commitment", f"c{LIST}")[1] == JAY


@pytest.mark.parametrize(("place", "noun", "name"), [("4", "feedback", "fDeck"), ("5", "disagreement", "dWho pays")])
async def test_the_day_of_the_others_is_put_right(tmp_path: Path, place: str, noun: str, name: str) -> None:
    async with on_records(tmp_path, RECORDS) as found:
        await open_form(found, place)
        found.form.set({"on": "2026-11-02"})
        await found.settle()
        await found.press("ctrl+s")
        assert life(found, noun, name)[2] == "2026-11-02"


@pytest.mark.parametrize("text", ["nonsense", "2026-12-01", ""])
async def test_a_day_that_cannot_be_stays_in_the_form(tmp_path: Path, text: str) -> None:
    async with on_records(tmp_path, RECORDS) as found:
        await open_form(found, "3")
        found.form.set({"on": text})
        await found.settle()
        await found.press("ctrl+s")
        assert isinstance(found.app.screen, FormScreen)
        assert life(found, "commitment", f"c{LIST}")[2] == day(-40)


async def test_what_was_removed_comes_back_from_the_palette(tmp_path: Path) -> None:
    async with on_records(tmp_path, RECORDS) as found:
        pair = found.place.shown_pair
        assert pair is not None
        await run(found, "bring back")
        assert "Nothing was removed" in found.status
        for target in (("commitment", 1), ("topic", 1)):
            await found.app.on_log(partial(remove, shown=pair, target=target))
        await found.app.changed()
        await found.press("ctrl+p")
        await type_in(found, "undelete")
        await found.press("enter")
        menu = found.app.screen
        assert isinstance(menu, Menu)
        assert sorted(choice.words for choice in menu.choices) == ["Budget", LIST]
        await found.press(*["down"] * (choose(found, LIST) - 1), "enter")
        assert found.status.startswith(f"{LIST}: brought back")
        await found.press("3")
        assert LIST in found.text
        assert [item.noun for item in await found.app.on_log(lambda log: removed(log, pair))] == ["topic"]
        await found.press("u")
        assert len(await found.app.on_log(lambda log: removed(log, pair))) == 2


async def test_a_private_title_is_veiled_among_what_was_removed(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("The merger", DANA, 5) | {"private": True}]) as found:
        pair = found.place.shown_pair
        assert pair is not None
        await found.app.on_log(lambda log: remove(log, pair, ("commitment", 1)))
        await found.press("v")
        await run(found, "bring back")
        assert isinstance(found.app.screen, Menu)
        assert "merger" not in found.text


async def test_the_palette_offers_both(tmp_path: Path) -> None:
    async with on_records(tmp_path, RECORDS) as found:
        await found.press("3", "ctrl+p")
        assert "put its date or person right" in words(found, "THE RECORD")
        assert "bring back what was removed" in words(found, "EVERYWHERE")

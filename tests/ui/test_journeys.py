"""From the welcome to a clean log, once by keys alone and once by the mouse alone: only texts are typed there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import pytest
from rich.cells import cell_len

from storage.log import Log
from tests.ui.driving import NARROW, Driven, driven, on_records
from tests.ui.logs import DANA, NOW, people, promise
from tests.ui.test_every_act import exported
from tui.__main__ import main
from tui.page.dialog import Over
from tui.page.frame import PLACES
from tui.page.menu import Menu
from tui.places.palette.screen import Commands
from tui.places.search import Search
from tui.widgets.fields.field import MoreFields

TAKES_BACK = "u takes it back"


class Hand(Protocol):
    """What somebody does at the app, by whatever means."""

    async def place(self, found: Driven, name: str) -> None:
        """Go to a place."""

    async def do(self, found: Driven, key: str) -> None:
        """Do what a key does."""

    async def pick(self, found: Driven, words: str) -> None:
        """Pick a line of the menu in front."""

    async def enter(self, found: Driven, label: str, text: str) -> None:
        """Put a text into a field of the form in front."""

    async def choose(self, found: Driven, label: str, option: str) -> None:
        """Choose an option of a field."""

    async def save(self, found: Driven) -> None:
        """Save the form."""

    async def select(self, found: Driven, what: str) -> None:
        """Put the cursor on a row."""

    async def open(self, found: Driven) -> None:
        """Open the row under the cursor."""

    async def back(self, found: Driven) -> None:
        """One step back."""

    async def undo(self, found: Driven) -> None:
        """Take back what the status line tells."""

    async def redo(self, found: Driven) -> None:
        """Do again what the status line tells that it was taken back."""


class Keys:
    """By keys alone."""

    async def place(self, found: Driven, name: str) -> None:
        await found.press(next(key for key, _, called in PLACES if called == name))

    async def do(self, found: Driven, key: str) -> None:
        await found.press({"/": "slash"}.get(key, key))

    async def pick(self, found: Driven, words: str) -> None:
        assert isinstance(found.app.screen, Menu)
        at = [choice.words for choice in found.app.screen.choices].index(words)
        await found.press(*["down"] * at, "enter")

    async def enter(self, found: Driven, label: str, text: str) -> None:
        await self._to(found, label)
        await found.type(text)

    async def choose(self, found: Driven, label: str, option: str) -> None:
        field = await self._to(found, label)
        for key in ("", *["right"] * len(field.asked.choices)):
            await found.press(*filter(None, (key, "space")))
            if dict(field.asked.choices).get(field.typed) == option:
                return
        raise AssertionError(f"{label}: {option} is not among {field.asked.choices}")

    async def _to(self, found: Driven, label: str) -> Any:
        field = next(each for each in found.form._fields.values() if each.asked.label == label)
        for _ in range(40):
            if found.app.focused is field.entry:
                return field
            hidden = isinstance(found.app.focused, MoreFields) and not field.display
            await found.press("enter" if hidden else "tab")
        raise AssertionError(f"{label} is not reached")

    async def save(self, found: Driven) -> None:
        await found.press("ctrl+s")

    async def select(self, found: Driven, what: str) -> None:
        await found.press("home")
        for _ in range(40):
            if found.selected == what:
                return
            await found.press("down")
        raise AssertionError(found.text)

    async def open(self, found: Driven) -> None:
        await found.press("enter")

    async def back(self, found: Driven) -> None:
        await found.press("escape")

    async def undo(self, found: Driven) -> None:
        await found.press("u")

    async def redo(self, found: Driven) -> None:
        await found.press("U")


class Mouse:
    """By the mouse alone: every click is on words that stand on the screen."""

    async def click(self, found: Driven, words: str, row: int | None = None, beside: str = "") -> None:
        """Click on words: in that row, in the one that has those words `beside` them, or wherever they stand first."""
        rows = range(len(found.lines)) if row is None else [row % len(found.lines)]
        for number in rows:
            line = found.lines[number]
            at = line.find(beside) + len(beside) if beside in line else -1
            at = line.find(words, at) if at >= 0 else -1
            if at >= 0:
                await found.click(cell_len(line[:at]), number)
                return
        raise AssertionError(f"{words!r} is not to be seen:\n{found.text}")

    async def place(self, found: Driven, name: str) -> None:
        await self.click(found, name, row=1)

    async def do(self, found: Driven, key: str) -> None:
        if f" {key} " in found.lines[-1]:
            await found.click(cell_len(found.lines[-1].partition(f" {key} ")[0]) + 1, len(found.lines) - 1)
            return
        await self.click(found, "visavis", row=0)
        assert isinstance(found.app.screen, Commands), found.text
        words = next(each.words for each in found.app.screen._commands if key in each.keys.split())
        await found.type(words[:9])  # a text, so that the line is on the screen; it could be scrolled to as well
        await self.click(found, words)

    async def pick(self, found: Driven, words: str) -> None:
        await self.click(found, words, beside="▎")

    async def enter(self, found: Driven, label: str, text: str) -> None:
        await self._show(found, label)
        await self.click(found, label)
        await found.type(text)

    async def choose(self, found: Driven, label: str, option: str) -> None:
        await self._show(found, label)
        first = next(at for at, line in enumerate(found.lines) if line.strip().startswith(label))
        row = next(at for at in range(first, len(found.lines)) if option in found.lines[at])
        await self.click(found, option, row, beside="▎")

    async def _show(self, found: Driven, label: str) -> None:
        if not any(line.strip().startswith(label) for line in found.lines):
            await self.click(found, "further field")

    async def save(self, found: Driven) -> None:
        await self.click(found, "save", row=-1)

    async def select(self, found: Driven, what: str) -> None:
        if found.selected != what:
            await self.click(found, what)

    async def open(self, found: Driven) -> None:
        await self.click(found, found.selected, beside="›")

    async def back(self, found: Driven) -> None:
        await self.click(found, "back", row=-1)

    async def undo(self, found: Driven) -> None:
        await self.click(found, TAKES_BACK, row=-2)

    async def redo(self, found: Driven) -> None:
        await self.click(found, "U does it again", row=-2)


def lives(path: Path) -> dict[str, tuple[str, list[str]]]:
    """Every commitment of a log by its text: where it stands, and its acts."""
    with Log(path, lambda: NOW) as log:
        states = dict(log.connection.execute("SELECT uid, state FROM commitment").fetchall())
    found = [record for record in exported(path) if record["type"] == "commitment"]
    return {record["text"]: (states[record["uid"]], [event["act"] for event in record["events"]]) for record in found}


def told(found: Driven, *words: str) -> None:
    """The status line tells of a change, and how it is taken back."""
    assert found.status.endswith(TAKES_BACK), found.text
    assert TAKES_BACK in found.lines[-2], found.text
    for each in words:
        assert each in found.status, found.status


NAMES, SANDBOX, FEED = "Names for the exchange", "Analytics sandbox", "Consent feed"


@pytest.mark.parametrize(
    "hand", [pytest.param(Keys(), id="keys"), pytest.param(Mouse(), id="mouse", marks=pytest.mark.slow)]
)
async def test_from_the_welcome_to_a_clean_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], hand: Hand
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TZ", "Europe/London")
    path = tmp_path / "data" / "log.visavis"
    async with driven(path, NARROW, welcome=True) as found:
        # A log of one's own
        for label, text in (("name", "Jay Moran"), ("role", "CIO"), ("partner's name", "Dana Reyes")):
            await hand.enter(found, label, text)
        await hand.save(found)
        assert found.place.NAME == "today", found.text
        assert "Jay Moran, CIO · Dana Reyes" in found.lines[0]

        # A promise of each of the two
        for text, who in ((FEED, "you"), (NAMES, "Dana")):
            await new(found, hand, text, who, "promised", "fri")
            told(found, text, "Jay" if who == "you" else "Dana")
            assert lives(path)[text] == ("promised", ["promise"])

        # Something asked for, and something else offered
        await hand.place(found, "Commitments")
        assert f"Fri 27 Nov   {FEED}" in found.text
        await new(found, hand, SANDBOX, "Dana", "asked for", "eom")
        told(found, SANDBOX)
        assert lives(path)[SANDBOX] == ("requested", ["request"])
        await hand.select(found, SANDBOX)
        await hand.do(found, "m")
        await hand.pick(found, "offer something else")
        await hand.enter(found, "due", "4 dec")
        await hand.enter(found, "reason", "No room before")
        await hand.save(found)
        told(found, SANDBOX)
        assert lives(path)[SANDBOX] == ("countered", ["request", "counter"])
        assert "new offer" in found.text

        # A new date of another, agreed on the spot
        await hand.select(found, NAMES)
        await hand.do(found, "m")
        await hand.pick(found, "new date")
        await hand.enter(found, "due", "1 dec")
        await hand.choose(found, "kind of reason", "a vendor")
        await hand.choose(found, "and Dana", "agreed with Dana")
        await hand.save(found)
        told(found, NAMES, "1 Dec")
        assert lives(path)[NAMES] == ("promised", ["promise", "propose", "agree"])

        # Said to be done, then accepted
        await hand.select(found, FEED)
        await hand.do(found, "d")
        told(found, FEED)
        assert lives(path)[FEED] == ("reported", ["promise", "report"])
        await hand.undo(found)
        assert found.status.startswith("Taken back: ")
        assert lives(path)[FEED] == ("promised", ["promise"])
        await hand.redo(found)
        told(found, "Done again: ")
        assert lives(path)[FEED] == ("reported", ["promise", "report"])
        await hand.do(found, "m")
        await hand.pick(found, "accept it as done")
        await hand.save(found)
        told(found, FEED)
        assert lives(path)[FEED] == ("satisfied", ["promise", "report", "satisfied"])

        # Found, opened, and the last change taken back
        await hand.place(found, "Today")
        await hand.do(found, "/")
        assert isinstance(found.app.screen, Search)
        await found.type("consent")
        if isinstance(hand, Keys):
            await found.press("enter")
        await hand.open(found)
        assert "LIFE" in found.text
        assert "21 Nov accepted" in found.text
        await hand.back(found)
        await hand.back(found)
        assert found.place.NAME == "today"
        await hand.do(found, "u")
        assert found.status.startswith("Taken back: "), found.status
        assert lives(path)[FEED] == ("reported", ["promise", "report"])

        # The veil, and out
        await hand.do(found, "v")
        assert found.app.veiled
        assert "Veiled" in found.status
        await hand.do(found, "q")
        assert found.app._exit
        assert found.app.return_code == 0

    # Nothing is left behind, and nothing is wrong with it.
    assert main(["--log", str(path), "check"], lambda: NOW) == 0
    assert capsys.readouterr().out == "The log is whole.\n"
    assert not list(tmp_path.rglob("*.json"))


async def new(found: Driven, hand: Hand, text: str, who: str, how: str, due: str) -> None:
    """Add a commitment."""
    await hand.do(found, "a")
    if isinstance(found.app.screen, Menu):  # where several kinds of records stand, it asks for one
        await hand.pick(found, "commitment")
    await hand.enter(found, "what", text)
    await hand.choose(found, "who promises", who)
    await hand.choose(found, "how", how)
    await hand.enter(found, "due", due)
    await hand.save(found)


async def test_what_lies_over_a_place_is_left_by_a_click_beside_it(tmp_path: Path) -> None:
    mouse = Mouse()
    async with on_records(tmp_path, [*people(), promise(NAMES, DANA, -3)], NARROW) as found:
        before = found.path.read_bytes()
        for words, row in (("visavis", 0), ("x agenda", -1), ("? keys", -1)):
            await mouse.click(found, words, row=row)
            assert isinstance(found.app.screen, Over), words
            column, top = found.app.screen.query_one("#dialog").region.offset
            await found.click(column + 5, top)
            assert isinstance(found.app.screen, Over), words
            await found.click(column - 2, top)
            assert found.place.NAME == "today", words
        assert found.path.read_bytes() == before


@pytest.mark.parametrize("width", [40, 60, 80, 118])
async def test_the_status_line_takes_back_wherever_its_words_stand(tmp_path: Path, width: int) -> None:
    mouse = Mouse()
    text = "Names for the exchange of persona lists between the two of them: all"
    async with on_records(tmp_path, [*people(), promise(text, DANA, -3)], (width, 24)) as found:
        before = exported(found.path)
        await found.press("d")
        assert exported(found.path) != before
        await mouse.click(found, "u takes", row=next(-at for at in (1, 2) if "u takes" in found.lines[-at]))
        assert exported(found.path) == before

"""Driving the app in tests: a log of some records, a frozen clock, and the screen as lines of text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

from textual._context import visible_screen_stack
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from storage.log import Clock
from tests.ui.logs import NOW, write
from tests.ui.quiet import press, quiet, until
from tui.app import VisavisApp
from tui.page.frame import Frame
from tui.page.list_place import ListPlace
from tui.widgets.bar import Bar
from tui.widgets.fields.form import Form
from tui.widgets.line_list import LineList

WIDE, NARROW = (118, 30), (80, 24)


@dataclass
class Driven:
    """A running app, its pilot and its log."""

    app: VisavisApp
    pilot: Pilot[None]
    path: Path

    async def settle(self) -> None:
        """Wait for everything that was started, and for what that has started in turn."""
        await quiet(self.pilot)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait, without a key, until something holds that a timer, a thread or another process brings about."""
        await until(self.pilot, holds)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has had its effect.

        Letters for a field come as fast as they do from a hand, and have had their effect together.
        """
        at = 0
        while at < len(keys):
            letters = takewhile(_is_letter, keys[at:]) if isinstance(self.app.focused, Input | TextArea) else ()
            some = [*letters] or [keys[at]]
            await press(self.pilot, some)
            at += len(some)

    async def click(self, column: int, row: int) -> None:
        """Click on a cell of the screen."""
        await self.pilot.click(offset=(column, row))
        await self.settle()

    @property
    def lines(self) -> list[str]:
        """The screen as text, a line a row."""
        visible_screen_stack.set(self.app._background_screens)
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def frame(self) -> Frame[Any]:
        """The place or form that is in front."""
        assert isinstance(self.app.screen, Frame)
        return self.app.screen

    @property
    def place(self) -> ListPlace:
        """The place that is in front."""
        assert isinstance(self.app.screen, ListPlace)
        return self.app.screen

    @property
    def list(self) -> LineList:
        """The list in front, of a place or a menu."""
        return self.app.screen.query_one(LineList)

    @property
    def form(self) -> Form:
        """The form in front."""
        return self.app.screen.query_one(Form)

    @property
    def selected(self) -> str:
        """What the row under the cursor says."""
        return self.list.selected.what if self.list.selected else ""

    @property
    def status(self) -> str:
        """What the status line says, the whole of it."""
        return self.frame.query_one("#status", Bar).says

    @property
    def keys(self) -> str:
        """What the keys row says."""
        return self.frame.query_one("#keys", Bar).says

    async def type(self, text: str) -> None:
        """Type a text, letter by letter, as fast as letters come."""
        await press(self.pilot, ("space" if char == " " else char for char in text))


def _is_letter(key: str) -> bool:
    return len(key) == 1 or key in ("space", "backspace")


@asynccontextmanager
async def driven(
    log: Path, size: tuple[int, int] = WIDE, clock: Clock = lambda: NOW, tended: bool = False, **options: Any
) -> AsyncIterator[Driven]:
    """The app on an existing log; `tended`: it does what it does unasked as well."""
    app = VisavisApp(log, clock, **options)
    app.tended = tended  # or else what a test takes long for would be backed up meanwhile
    try:
        async with app.run_test(size=size) as pilot:
            found = Driven(app, pilot, log)
            await found.settle()
            yield found
    finally:
        app.session.close()


@asynccontextmanager
async def on_records(
    folder: Path, records: list[dict[str, Any]], size: tuple[int, int] = WIDE, as_of: date | None = None
) -> AsyncIterator[Driven]:
    """The app on a new log with these records."""
    async with driven(write(folder / "log.visavis", records), size, as_of=as_of) as found:
        yield found

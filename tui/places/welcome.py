"""The first run: what this is, where the log will lie, and the few questions of which it is made."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from tui.forms.asking import Asking, WrongField
from tui.forms.welcome import KEY, asked, begin
from tui.machine import local_zone_name
from tui.page.form_screen import FormScreen
from tui.text.cells import visible
from tui.text.prose import prose
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from textual.widget import Widget

    from storage.log import Clock
    from tui.text.spans import Spans

WHAT = "visavis keeps what you and your partner promise, ask and tell each other."
WHERE = "Everything stays on this machine, in one file, which is not encrypted:"

_FRAME, _FORM = 7, 8
"""Rows of the frame around what is said and asked, and those that the form has in any case."""


class Before(NamedTuple):
    """What is left of a log that lay there: how it comes back, in words, its name, and what brings it back."""

    says: str
    name: str
    restore: Callable[[], object]


class Welcome(FormScreen):
    """Makes the log, and goes on to Today. Nothing is made before it is saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "leave", id="welcome.leave", tooltip="leave; no log is made"),
        Binding("ctrl+b", "restore", "bring it back", id="welcome.restore", tooltip="bring back the log that was here"),
    ]

    def __init__(self, path: Path, clock: Clock, before: Before | None = None) -> None:
        """Ask for the log that is to lie at `path`; `before` is what is left of one that was there."""
        self._path = path
        self._before = before
        self._begun = False
        self._begin = partial(begin, path, clock)
        super().__init__(Asking("Welcome", KEY, asked(clock, local_zone_name()), self._begin), "")

    def above(self) -> Iterable[Widget]:
        """What this is, and where the log will lie."""
        yield from super().above()
        yield Sheet(id="intro")

    def on_mount(self) -> None:
        """While somebody types, load what the log is made with."""
        self.visavis.first_picture()

    def show_places(self) -> None:
        """There are no places yet."""

    def on_resize(self) -> None:
        """Say as much as leaves the form its room."""
        intro = self.query_one("#intro", Sheet)
        intro.show(self._intro)
        intro.styles.height = len(self._intro(self.size.width - 2 * self._margin))

    @property
    def _margin(self) -> int:
        return 2 if self.size.width >= 100 else 1

    def _intro(self, width: int) -> list[Spans]:
        """How an earlier log comes back, where there was one, and both sentences; as much as there is room for."""
        told = f"There was a log here before: {self._before.says}" if self._before else ""
        before = prose(visible(told), width) if told else []
        where = [*before, *prose(WHERE, width, "aside"), *prose(visible(str(self._path.absolute())), width)]
        whole = [*before, *prose(WHAT, width), *where[len(before) :]]
        room = self.size.height - _FORM
        if len(whole) + _FRAME <= room:
            return whole
        if len(where) + 1 <= room:
            return where
        return before if len(before) <= self.size.height // 2 else []

    def works(self, action: str) -> bool:
        """What was there before can be brought back."""
        return self._before is not None if action == "restore" else super().works(action)

    @work(group="acting")
    async def action_restore(self) -> None:
        """Put what is left of the log back in its place, and show it; say why where that cannot be."""
        if self._before is None:
            return
        try:
            await asyncio.to_thread(self._before.restore)
        except Fault as fault:
            self.say(str(fault))
        else:
            self._begun = True
            self.visavis.begun(f"Restored {visible(self._before.name)}")

    # Saving and leaving

    @work(group="acting")
    async def save(self, values: dict[str, str], changed: dict[str, str]) -> None:
        """Make the log and show it; say what is wrong where it cannot be made."""
        try:
            done = await asyncio.to_thread(self._begin, None, values, changed)
        except WrongField as fault:
            self._form.fault(fault.field, str(fault))
        except Fault as fault:
            self.say(str(fault))
        else:
            self._typed.drop()
            self._begun = True
            self.visavis.begun(done.says)
        finally:
            self._saving = False

    def keep(self) -> None:
        """Keep what is typed; nothing once the log is there, beside which this screen stays."""
        if not self._begun:
            super().keep()

    async def action_leave(self) -> None:
        """Leave the app; what was typed is kept, and offered the next time."""
        await self.app.action_quit()

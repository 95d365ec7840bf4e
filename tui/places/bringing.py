"""A file of another program before it is taken: what it would bring, each line with why, and one key that takes it."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from models.acts.sentences import Became
from models.errors import Fault
from storage.writes.lives import Done
from tui.page.frame import Frame
from tui.rows.brought import brought_lines
from tui.text.brought import brought_words
from tui.text.cells import visible
from tui.text.imported import NOTHING_NEW
from tui.text.words import veil
from tui.widgets.bar import Bar
from tui.widgets.sheet import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from storage.log import Log
    from storage.outside.offer import Offer
    from tui.text.spans import Spans


class _Stopped(Fault):
    """The person has had enough of it: nothing is taken."""


class BroughtScreen(Frame[Done | None]):
    """What a file offers. Gives what was done; None where it was left."""

    AUTO_FOCUS = "#brought"
    TELLS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+s", "take", "take it", id="brought.take", tooltip="bring in what stands here, as one change"
        ),
        Binding("escape,q", "leave", "leave it", id="brought.leave", tooltip="leave the file; while it is taken, stop"),
    ]

    def __init__(self, offer: Offer, place: str) -> None:
        super().__init__()
        self._offer, self._place = offer, place
        self._stop: threading.Event | None = None
        """There while the file is being taken."""

    @property
    def place_name(self) -> str:
        """The place that it was opened from."""
        return self._place

    def above(self) -> Iterable[Widget]:
        """The file, and how many come to what."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """What becomes of each entry."""
        yield Reader(id="brought")

    def on_mount(self) -> None:
        """Show it."""
        self.show_who_of_app()
        brought = self._offer.brought
        says = brought.summary or NOTHING_NEW
        self.query_one("#title", Bar).show([(visible(brought.file), "strong"), (f"   {says}", "aside")], flex=0)
        self.redraw()

    def redraw(self) -> None:
        """The veil was drawn or lifted: titles that others gave are covered."""
        self.query_one("#brought", Reader).show(self._shown, keep_place=True)

    def _shown(self, width: int) -> list[Spans]:
        _, today = self.visavis.shown
        hidden = veil() if self.visavis.veiled else ""
        return brought_lines(self._offer.brought, today, width, hidden=hidden)

    def works(self, action: str) -> bool:
        """`take` where there is something to take."""
        return action != "take" or self._offer.brought.anything

    # Taking it

    def action_leave(self) -> None:
        """Leave the file; while it is being taken, stop that."""
        if self._stop is not None:
            self._stop.set()
        else:
            self.dismiss(None)

    def action_take(self) -> None:
        """Take what the file offers."""
        if self._stop is None and self._offer.brought.anything and not self.visavis.refuses_writing():
            self._stop = threading.Event()
            self.run_worker(self._taken(self._stop), group="acting")

    async def _taken(self, stop: threading.Event) -> None:
        def progress(done: int, size: int) -> None:
            if stop.is_set():
                raise _Stopped("Stopped; nothing was changed")
            with suppress(RuntimeError):  # the app was left meanwhile
                self.app.call_from_thread(partial(self.say, f"{done} of {size} taken; esc stops", passing=True))

        def take(log: Log) -> Done:
            brought = self._offer.take(log, progress)
            return Done("import", 0, "", Became(brought_words(brought)[0]), log.today(), changed=brought.anything)

        try:
            done = await self.visavis.on_log(take)
        except Fault as fault:
            self.say(str(fault))
        else:
            coming = self.visavis.session.calendar
            if coming is not None and coming[1] is self._offer:
                self.visavis.session.calendar = None  # it is taken, so Today has nothing to say of it
            self.dismiss(done)
        finally:
            self._stop = None

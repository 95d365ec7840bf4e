"""What opens over a place: on panel, 64 wide, its top at a third, one edge in primary, its keys in the last row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.containers import Container
from textual.screen import ModalScreen

from tui.page.keys_row import WIDEST, Keyed
from tui.widgets.bar import Keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

R = TypeVar("R")

WIDTH, _PAGE = 64, 134
"""Cells of a dialog, and of the widest page with its margins: it stands over the middle of what can be read."""

_ROOMY = 10
"""Below so many lines of the screen nothing is left free around what matters."""

_KEYS_FROM = (60, 15)
"""From that size on the screen has a row for the keys."""


class Over(Keyed[R], ModalScreen[R]):
    """A dialog or a menu over the place that it was opened from."""

    ALLOW_SELECT = False  # there is no line in which it could be said that something was copied
    LINES: int = 0
    """How many lines the dialog has, its padding left out."""

    def compose(self) -> ComposeResult:
        """The dialog, and the keys that work in it, where those of the place below stood."""
        with Container(id="dialog"):
            yield from self.inside()
        yield Keys(id="keys")

    def inside(self) -> Iterable[Widget]:
        """The widgets of the dialog."""
        raise NotImplementedError

    def measure(self) -> None:
        """Say in LINES how many the dialog has in this width, where that hangs on it."""

    def fit(self, _lines: int) -> None:
        """Lay the dialog out in so many lines; what it lists scrolls where these are too few."""

    def on_resize(self) -> None:
        """Put the top at a third of the screen, or higher where the dialog would not fit below."""
        self.measure()
        roomy = self.size.height >= _ROOMY
        self.set_class(not roomy, "-tight")
        padding = 2 if roomy else 0
        width, height = _KEYS_FROM
        room = self.size.height - (self.size.width >= width and self.size.height >= height) - padding
        lines = max(1, min(self.LINES, room))
        top = max(0, min(self.size.height // 3, room - lines))
        page = self.size.width if self.size.width >= WIDEST else min(self.size.width, _PAGE)
        left = max(0, (page - WIDTH) // 2)
        self.query_one("#dialog", Container).styles.margin = (top, 0, 0, left)
        self.fit(lines)

    def on_click(self, event: events.Click) -> None:
        """A click beside it leaves it, with nothing done; one on the keys presses one."""
        ours = (self.query_one("#dialog", Container), *self.query(Keys))
        if not any(widget.region.contains(event.screen_x, event.screen_y) for widget in ours):
            self.dismiss()

"""What opens over a place: on panel, 64 wide, its top at a third, one edge in primary."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import events
from textual.containers import Container
from textual.screen import ModalScreen

from tui.widgets.drawn import Drawn

R = TypeVar("R")


class Over(ModalScreen[R]):
    """A dialog or a menu over the place that it was opened from."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Drawn.VOICES

    LINES: int = 0
    """How many lines the dialog has, its padding left out."""

    def on_resize(self) -> None:
        """Put the top at a third of the screen, or higher where the dialog would not fit below."""
        top = max(0, min(self.size.height // 3, self.size.height - self.LINES - 2))
        self.query_one("#dialog", Container).styles.margin = (top, 0, 0, 0)

    def on_click(self, event: events.Click) -> None:
        """A click beside it leaves it, with nothing done."""
        if not self.query_one("#dialog", Container).region.contains(event.screen_x, event.screen_y):
            self.dismiss()

"""What opens over a place: on panel, 64 wide, its top at a third, one edge in primary."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Container
from textual.screen import ModalScreen

from tui.widgets.drawn import Drawn


class Over(ModalScreen[None]):
    """A dialog or a menu over the place that it was opened from."""

    COMPONENT_CLASSES: ClassVar[set[str]] = Drawn.VOICES

    def on_resize(self) -> None:
        """Keep the top at a third of the screen."""
        self.query_one("#dialog", Container).styles.margin = (self.size.height // 3 if self.size.height >= 24 else 0, 0)

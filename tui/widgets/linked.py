"""A sheet to read whose lines lead elsewhere: the codes of other records in it are followed by key or click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.sheet import Reader

if TYPE_CHECKING:
    from textual import events


class Linked(Reader):
    """A sheet with links: `Followed` is posted for `enter`, and with the code for a click on a line that holds one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "follow", "go to", id="link.follow", tooltip="go to what it links to"),
    ]

    class Followed(Message):
        """A link is to be followed: that with the code, else the one there is, or one of several."""

        def __init__(self, code: str = "") -> None:
            super().__init__()
            self.code = code

    def action_follow(self) -> None:
        """Follow a link."""
        self.post_message(self.Followed())

    def on_click(self, event: events.Click) -> None:
        """Follow the link of the line that was clicked."""
        if self.is_selected:
            return
        content = event.get_content_offset(self)
        at = content.y + self.scroll_offset.y if content else -1
        codes = (
            [text.strip() for text, voice in self._lines[at] if voice == "link"] if 0 <= at < len(self._lines) else []
        )
        if codes:
            self.post_message(self.Followed(codes[0]))

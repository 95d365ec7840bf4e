"""Lines of words, each in one of the page's voices: what every widget of ours is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.text.spans import Span, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable


class Drawn(Widget):
    """A widget that draws its lines itself, in the voices of its screen."""

    ALLOW_SELECT = False
    """Rows of keys and fields are clicked; what is read is selected of (readable.py)."""

    VOICES: ClassVar[set[str]] = {f"voice--{voice}" for voice in (*get_args(Voice), "cursor")}
    """Component classes that a screen declares once for all that is drawn on it."""

    _looks: dict[tuple[str, bool], Style] | None = None

    def notify_style_update(self) -> None:
        """Forget the looks of another theme."""
        self._looks = None
        super().notify_style_update()

    def look(self, voice: str, cursor: bool = False) -> Style:
        """A voice on this widget's ground or on that of the row under the cursor, unless it has its own."""
        if self._looks is None:
            self._looks = {}
        found = self._looks.get((voice, cursor))
        if found is None:
            ground = self.background_colors[1]
            if cursor:
                ground += self.screen.get_component_styles("voice--cursor").background
            words = self.screen.get_component_rich_style(f"voice--{voice}", partial=True)
            found = self._looks[voice, cursor] = Style(bgcolor=ground.rich_color) + words
        return found

    def strip(self, spans: Iterable[Span], width: int, *, cursor: bool = False) -> Strip:
        """One line as Textual draws it, filled up to its width."""
        segments = [Segment(text, self.look(voice, cursor)) for text, voice in spans if text]
        return Strip(segments).adjust_cell_length(width, self.look("body", cursor))


def on_ground(strip: Strip, ground: Style) -> Strip:
    """The strip on another ground."""
    return Strip([Segment(text, style + ground if style else ground) for text, style, _ in strip], strip.cell_length)

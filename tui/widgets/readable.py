"""Drawn lines that are read: the mouse selects of them, and gets what it selected as it stands on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.strip import Strip

from tui.text.cells import cell_width
from tui.widgets.drawn import Drawn, on_ground

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.selection import Selection
    from textual.widget import Widget

    from tui.text.spans import Spans


class Readable(Drawn):
    """A widget of lines. Textual knows of what it draws itself alone where it stands: here each line says so when it is
    asked for by itself. What is painted carries nothing but its look.
    """

    ALLOW_SELECT = True
    _paints = False

    def drawn(self, line: int) -> Spans:
        """What stands in a line, counted from the first, in the width that there is."""
        raise NotImplementedError

    @property
    def is_selected(self) -> bool:
        """Whether something of it is selected: the mouse was drawn over it, and was no click."""
        return self.is_attached and self.text_selection is not None

    def forget_selected(self) -> None:
        """Select nothing: other words stand here now."""
        if self.is_selected:
            self.screen.clear_selection()

    def marked(self, strip: Strip, line: int) -> Strip:
        """The strip of a line, with what is selected of it on its own ground."""
        span = self.text_selection.get_span(line) if self.text_selection else None
        if span is not None:
            text = strip.text
            start, end = span[0], len(text.rstrip()) if span[1] < 0 else span[1]
            left, right = cell_width(text[:start]), cell_width(text[:end])
            if left < right:
                lit = on_ground(strip.crop(left, right), self._selected_ground())
                strip = Strip.join([strip.crop(0, left), lit, strip.crop(right)])
        return strip if self._paints else strip.apply_offsets(0, line)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines of a region."""
        self._paints = True
        try:
            return super().render_lines(crop)
        finally:
            self._paints = False

    def _selected_ground(self) -> Style:
        ground = self.background_colors[1] + self.screen.get_component_styles("screen--selection").background
        return Style(bgcolor=ground.rich_color)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return what is selected, line by line, and what ends it."""
        last = self.virtual_size.height - 1
        first, end = selection.start.y if selection.start else 0, selection.end.y if selection.end else last
        lines = []
        for line in range(max(0, first), min(end, last) + 1):
            text = "".join(words for words, _ in self.drawn(line))
            span = selection.get_span(line) or (0, 0)
            lines.append(text[span[0] :] if span[1] < 0 else text[span[0] : span[1]])
        return "\n".join(line.rstrip() for line in lines), "\n"

    def text_select_all(self) -> None:
        """Select nothing: two clicks are two clicks here."""

    @property
    def select_container(self) -> Widget:
        """Itself: three clicks are three clicks as well."""
        return self

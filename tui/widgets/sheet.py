"""A sheet of lines laid out for its width: figures, the sentence at the foot, an opened record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView

from tui.text.spans import Spans, cut_spans
from tui.widgets.readable import Readable

if TYPE_CHECKING:
    from textual.strip import Strip

Layout = Callable[[int], Sequence[Spans]]
"""Gives the lines of a sheet for a width in cells."""

ROWS, FURTHER = "read on by a row", "read on by a page, or to either end"


class Sheet(ScrollView, Readable, can_focus=False, inherit_bindings=False):
    """Lines to read. It asks its layout for them anew whenever its width changes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(id=id)
        self._layout: Layout = lambda _width: ()
        self._lines: Sequence[Spans] = ()
        self._laid_out_for = -1

    def show(self, layout: Layout, *, keep_place: bool = False) -> None:
        """Replace the lines; from the top, or from where it stands."""
        self.forget_selected()
        self._layout = layout
        self._laid_out_for = -1
        self._lay_out()
        if not keep_place:
            self.scroll_to(0, 0, animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()

    FREE: ClassVar[int] = 0
    """Cells at the right of the lines that stay free."""

    def _lay_out(self) -> None:
        width = max(0, self.scrollable_content_region.width - self.FREE)
        if width and width != self._laid_out_for:
            self._laid_out_for = width
            self._lines = self._layout(width)
            self.virtual_size = Size(width, len(self._lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (as Textual asks)
        """Return how many lines there are in so many cells: one that was not seen yet was not laid out either."""
        return len(self._layout(max(0, width - self.FREE)))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the part that is seen."""
        self._lay_out()  # a first picture is drawn before the new size is told
        at = y + self.scroll_offset.y
        return self.marked(self.strip(self.drawn(at), self.scrollable_content_region.width), at)

    def drawn(self, line: int) -> Spans:
        """What stands in a line, cut to the width."""
        width = self.scrollable_content_region.width
        return cut_spans(self._lines[line], width) if line < len(self._lines) else ()


class Reader(Sheet, can_focus=True):
    """A sheet that is read with the keys. No word touches its scrollbar."""

    FREE = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "up", show=False, id="reader.up", tooltip=ROWS),
        Binding("down,j", "scroll_down", "down", show=False, id="reader.down", tooltip=ROWS),
        Binding("pageup", "page_up", "a page up", show=False, id="reader.pageup", tooltip=FURTHER),
        Binding("pagedown,space", "page_down", "a page down", show=False, id="reader.pagedown", tooltip=FURTHER),
        Binding("home", "scroll_home", "to the top", show=False, id="reader.home", tooltip=FURTHER),
        Binding("end", "scroll_end", "to the end", show=False, id="reader.end", tooltip=FURTHER),
    ]

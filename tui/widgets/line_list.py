"""The one list of the app: a grid of lines in sections, with one cursor across them.

It draws only the lines that are seen and finds them by bisection, so that 40,000 rows cost no more than forty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

from tui.text.columns import MARK
from tui.text.glyphs import glyphs
from tui.text.spans import Span, Spans, cut_spans
from tui.widgets.grid import Grid, Words
from tui.widgets.readable import Readable
from tui.widgets.sections import More, Outline, Section
from tui.widgets.thumb import Thumb

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from textual import events
    from textual.strip import Strip

    from tui.widgets.row import Row

ScrollBar.renderer = Thumb

ROWS, FURTHER = "move by a row", "move by a page, or to either end"

_LEAST = 8
"""Cells that rows of several lines are laid out for at least."""


class LineList(ScrollView, Readable, can_focus=True, inherit_bindings=False):
    """Rows under labels. `Opened` is posted for `enter` and for a click on the row under the cursor, with `one_click`
    for a click on any row.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="list.open", tooltip="open the record with its life line"),
        Binding("up,k", "move(-1)", "up", show=False, id="list.up", tooltip=ROWS),
        Binding("down,j", "move(1)", "down", show=False, id="list.down", tooltip=ROWS),
        Binding("pageup", "page(-1)", "a page up", show=False, id="list.pageup", tooltip=FURTHER),
        Binding("pagedown", "page(1)", "a page down", show=False, id="list.pagedown", tooltip=FURTHER),
        Binding("home", "move(-1000000000)", "to the top", show=False, id="list.home", tooltip=FURTHER),
        Binding("end", "move(1000000000)", "to the end", show=False, id="list.end", tooltip=FURTHER),
    ]

    class Moved(Message):
        """The cursor stands on another row."""

    class Opened(Message):
        """A row was opened."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 (Textual's own word)
        grid: type[Grid] | type[Words] = Grid,
        one_click: bool = False,
    ) -> None:
        super().__init__(id=id)
        self._one_click = one_click
        self._outline = Outline((), ())
        self._kind = grid
        self._grid: Grid | Words = grid()
        self._cursor = 0
        self._wanted: tuple[Hashable, str] | None = None
        self._measured: Sequence[Section] = ()
        self._given: tuple[Sequence[Spans], Sequence[Section], int | None] = ((), (), None)
        self._unfolded: frozenset[str] = frozenset()
        self._from_top = False

    # What it holds

    def show(
        self,
        head: Sequence[Spans],
        sections: Sequence[Section],
        most: int | None = None,
        *,
        whole: Sequence[Section] | None = None,
    ) -> None:
        """Replace the content. `head` stands above the first label. Where not everything fits, a section shows at most
        `most` rows and then "and N more". `whole` are the sections that these were filtered from: they give the
        columns, which so stay where they are while somebody types.

        The row under the cursor stays selected, and on its row of the screen; where it has gone, the one that took its
        place is selected until it is back.
        """
        self.forget_selected()
        self._given = (head, sections, most)
        if whole is None or whole is not self._measured:
            self._measured = sections if whole is None else whole
            self._grid = self._kind.of(self._measured)
        self._arrange()

    def _arrange(self) -> None:
        on_screen = self._outline.line_of(self._cursor) - self.scroll_offset.y
        wanted = self._wanted = self._wanted or self._here()
        self._outline = self._fitting()
        found = self._outline.find(*wanted) if wanted else None
        self._cursor = self._outline.clamp(self._cursor if found is None else found)
        self.virtual_size = Size(self.scrollable_content_region.width, self._outline.height)
        if self._from_top:
            self._from_top = not self.size.height  # the size may not be known yet
            self.scroll_to(y=0, animate=False, force=True)
        elif wanted is not None:
            self.scroll_to(y=self._outline.line_of(self._cursor) - on_screen, animate=False, force=True)
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Moved())

    def _here(self) -> tuple[Hashable, str] | None:
        """The record under the cursor and the section it is looked at in."""
        row = self.selected
        return (row.key, self._outline.label_of(self._cursor)) if row else None

    def begin_anew(self) -> None:
        """Forget which row the cursor is on: among tens of thousands of others it would be looked for in vain."""
        self._outline, self._cursor, self._wanted = Outline((), ()), 0, None

    def select(self, key: Hashable) -> None:
        """Put the cursor on the row of that record, now or as soon as it is there."""
        self._wanted = (key, "")
        self._arrange()

    def begin_at(self, key: Hashable) -> None:
        """Put the cursor on the row of that record, with what stands above it in view as far as there is room."""
        self._from_top = True
        self.select(key)

    def _fitting(self) -> Outline:
        """Rows of several lines stand apart where everything fits, else close, else tight; then sections fold."""
        head, sections, most = self._given
        cells = max(_LEAST, self.scrollable_content_region.width - MARK - 1)
        for given in _closer(sections):
            whole = Outline(head, given, None, self._unfolded, cells)
            if whole.height <= self.size.height:
                break
        else:
            if most is not None:
                return Outline(head, given, most, self._unfolded, cells)
        return whole

    @property
    def height_of_all(self) -> int:
        """How many lines everything would take that it was given."""
        head, sections, _ = self._given
        cells = max(_LEAST, self.scrollable_content_region.width - MARK - 1)
        given = next(iter(_closer(sections)))
        return Outline(head, given, None, self._unfolded, cells).height

    @property
    def selected(self) -> Row | None:
        """The row under the cursor; None on "and N more" and in an empty list."""
        found = self._outline.row(self._cursor)
        return None if isinstance(found, More) else found

    @property
    def holds_any(self) -> bool:
        """Whether there is a row to open."""
        return self._outline.places > 0

    # Moving

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows, to the first or last one at most."""
        self._go(self._outline.clamp(self._cursor + rows))

    def action_first(self) -> None:
        """Put the cursor on the first row."""
        self._go(0)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what fits the window."""
        self.action_move(pages * max(1, self.scrollable_content_region.height - 2))

    def action_open(self) -> None:
        """Open the row under the cursor, or unfold its section."""
        found = self._outline.row(self._cursor)
        if isinstance(found, More):
            self._unfold(found)
        elif found is not None:
            self.post_message(self.Opened(found))

    def _unfold(self, more: More) -> None:
        self._unfolded |= {more.label}
        self._arrange()

    def _go(self, to: int) -> None:
        before, self._cursor = self._cursor, to
        self._wanted = self._here()
        self._bring_into_view()
        if to != before:
            for place in (before, to):
                first = self._outline.line_of(place)
                for line in range(first, first + self._outline.lines_of(place)):
                    self.refresh_line(line)
            self.post_message(self.Moved())

    def _bring_into_view(self) -> None:
        """Scroll so that the cursor is seen, with the label right above it, and with the head at the first row."""
        line = self._outline.line_of(self._cursor)
        top = 0 if self._cursor == 0 else self._outline.label_above(line)
        width, room = self.scrollable_content_region.size
        lines = self._outline.lines_of(self._cursor)
        if line - top + lines <= room:
            self.scroll_to_region(Region(0, top, width, line - top + lines), animate=False, force=True)
        else:
            self.scroll_to_region(Region(0, line, width, min(lines, max(1, room))), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Select the row that was clicked; open it where it is selected already."""
        if self.is_selected:
            return
        content = event.get_content_offset(self)
        place = self._outline.place_at(content.y + self.scroll_offset.y) if content else None
        if place is None:
            return
        before = self._cursor
        self._go(place)
        if place == before or self._one_click:
            self.action_open()

    def on_resize(self) -> None:
        """Fold what does not fit any more, unfold what fits again, and keep the cursor in view."""
        self._arrange()

    def on_focus(self) -> None:
        """The cursor gets its ground."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor keeps only a quiet mark."""
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the part that is seen."""
        line = y + self.scroll_offset.y
        spans, lit = self._drawn(line)
        return self.marked(self.strip(spans, self.scrollable_content_region.width, cursor=lit), line)

    def drawn(self, line: int) -> Spans:
        """What stands in a line."""
        return self._drawn(line)[0]

    def _drawn(self, line: int) -> tuple[Spans, bool]:
        """What stands in a line, and whether it is on the ground of the cursor."""
        width = self.scrollable_content_region.width
        spans = self._outline.words(line)
        if spans is not None:
            return cut_spans(spans, width), False
        place = self._outline.place_at(line)
        if place is None:
            return (), False
        here, lit = place == self._cursor, place == self._cursor and self.has_focus
        at = line - self._outline.line_of(place)
        block = self._outline.block(place, lit)
        if block is not None and at >= len(block):
            return (), False  # what keeps two rows apart has no ground
        if block is not None:
            mark = self._mark(here and not at, lit)
            return [mark, *cut_spans(block[at], width - MARK - 1)], lit
        # The last cell stays free, so that no word touches the scrollbar.
        return [self._mark(here, lit), *self._words(place, width - 1, lit)], lit

    def _mark(self, here: bool, lit: bool) -> Span:
        return (f"{glyphs().cursor} ", "key" if lit else "quiet") if here else ("  ", "body")

    def _words(self, place: int, room: int, lit: bool) -> list[Span]:
        found = self._outline.row(place)
        if isinstance(found, More):
            return self._grid.more(found.hidden, room, lit)
        assert found is not None
        return self._grid.spans(found, room, lit)


def _closer(sections: Sequence[Section]) -> Iterator[Sequence[Section]]:
    """The sections as they are, and where rows have several lines, ever closer together."""
    yield sections
    if any(section.layout for section in sections):
        yield [section._replace(apart=False) for section in sections]
        yield [section._replace(apart=False, layout=section.tight or section.layout) for section in sections]

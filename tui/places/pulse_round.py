"""A round of the pulse that both have answered, on the whole page: a line a statement, the furthest apart first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from models.errors import NotFound
from models.records.naming import title_of
from models.records.rows import Pulse
from models.verbs.pulse import is_seen
from storage.reads.found import record_of
from storage.reads.opened import pair_of
from storage.reads.pulse import rounds_up_to
from tui.page.list_page import NOTHING
from tui.page.list_place import ListPlace
from tui.pictures.pulse import (
    OVER_TIME,
    RoundRead,
    Sides,
    alike_text,
    behind,
    each_round,
    legend,
    read_round,
    sides_of,
    statement_lines,
)
from tui.text.cells import visible
from tui.text.columns import MARK
from tui.text.glyphs import glyphs, veil
from tui.text.prose import prose
from tui.text.words import called
from tui.widgets.bar import Bar
from tui.widgets.line_list import LineList
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import PurePath

    from textual.widget import Widget

    from models.measures.pulse import Compared
    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.opened import Target
    from tui.page.shell import ListHost
    from tui.text.spans import Spans

_BESIDE = MARK + 1
"""Cells of the list that are not its rows': the mark, and the last one, which stays free."""

_BEHIND = 4
"""Lines that are kept below the list for what is known of the statement under the cursor, with the empty one above."""


class RoundShown(NamedTuple):
    """The rounds up to the one that is shown, as they were read."""

    pair: Pair
    as_of: date
    rounds: Sequence[Pulse]


class PulseRound(ListPlace):
    """Both people's marks on every statement; below the list what is known of the one under the cursor."""

    NAME = "round"
    FIGURES = False
    CSS_PATH: ClassVar[list[str | PurePath]] = ["../styles/pulse.tcss"]

    def __init__(self, shown: Pair, number: int, place: str) -> None:
        super().__init__()
        self._pair = shown
        self._number = number
        self._place = place
        self._shown: RoundShown | None = None
        self._found: RoundRead | None = None

    @property
    def place_name(self) -> str:
        """The place that the round was opened from."""
        return self._place

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance whose round it is, None before it was read."""
        return self._shown.pair if self._shown else None

    @property
    def target(self) -> Target:
        """The round: whatever a key does is done to it."""
        return "pulse", self._number

    def adds(self) -> tuple[str, ...]:
        """Another round."""
        return ("pulse",)

    def above(self) -> Iterable[Widget]:
        """Which round it is, and how alike the two see it."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """The statements, and what is known of the one under the cursor."""
        yield LineList(id="list")
        yield Sheet(id="behind")
        yield Sheet(id="figures")
        yield Sheet(id="foot")

    def on_mount(self) -> None:
        """Read at once."""
        self.show_who_of_app()
        self.read_anew()

    # Reading

    async def read(self) -> None:
        """Read the rounds; back where this one is not to be seen any more, since an answer was taken back."""
        self._shown = shown = await self.visavis.on_log(self._read_log)
        self.show_who(shown.pair, shown.as_of, self.visavis.today())
        seen = is_seen(shown.rounds[-1], shown.pair)
        self._found = read_round(shown.rounds, shown.pair) if seen else None
        self.redraw()
        if not seen and self.is_current:
            self.dismiss(None)

    def _read_log(self, log: Log) -> RoundShown:
        pulse = record_of(log, "pulse", self._number, Pulse)
        if pulse.removed_at is not None:
            raise NotFound(f"{title_of('pulse', pulse)} is no longer here")
        pair = pair_of(log, pulse, self._pair)
        return RoundShown(pair, self.visavis.as_of or log.today(pair), rounds_up_to(log, pair, pulse))

    # What the page says

    @property
    def _hidden(self) -> bool:
        return self._shown is not None and bool(self._shown.rounds[-1].private) and self.visavis.veiled

    @property
    def _sides(self) -> Sides:
        assert self._shown is not None
        pair = self._shown.pair
        return sides_of(pair, lambda uid: called(pair, uid), glyphs())

    def redraw(self) -> None:
        """Show what was read."""
        super().redraw()
        self._show_title()
        self._show_behind()

    def _show_title(self) -> None:
        if self._shown is not None and self._found is not None:
            said = veil() if self._hidden else visible(title_of("pulse", self._shown.rounds[-1]))
            alike = "" if self._hidden else f"  {alike_text(self._found)}"
            self.query_one("#title", Bar).show([(said, "strong"), (alike, "aside")])

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """Whose the marks are, named once."""
        if self._found is None or self._hidden:
            return NOTHING
        cells = self.listed.scrollable_content_region.width - _BESIDE
        return [[(" " * MARK, "body"), *line] for line in legend(self._sides, max(1, cells))]

    def sections(self) -> list[Section]:
        """The statements, the furthest apart first."""
        if self._found is None or self._hidden:
            return []
        rows = [Row(item.key, "", "", visible(item.text)) for item in self._found.items]
        before = [Row(number, "", "", "") for number in range(len(each_round(self._found, self._sides, 1)))]
        return [
            Section("FURTHEST APART FIRST", Rows.of(rows), None, layout=self._statement),
            Section(OVER_TIME, Rows.of(before), None, layout=self._before),
        ]

    def _before(self, row: Row, cells: int, _lit: bool) -> Sequence[Spans]:
        assert self._found is not None
        assert isinstance(row.key, int)
        return each_round(self._found, self._sides, cells)[row.key]

    def _item(self, row: Row | None) -> Compared | None:
        """The statement of a row; None on a round and where nothing was read."""
        items = self._found.items if self._found is not None and row is not None and not self._hidden else ()
        return next((item for item in items if row is not None and item.key == row.key), None)

    def _statement(self, row: Row, cells: int, lit: bool) -> Sequence[Spans]:
        item = self._item(row)
        assert item is not None
        first, *rest = statement_lines(item, cells, glyphs())
        (text, voice), *drawn = first
        head: Spans = [(text, "strong" if lit else voice), *drawn]
        return [head, *rest]

    def empty(self) -> Sequence[Spans]:
        """Nothing: there is nothing that could be put here."""
        return [[("^l lifts the veil", "aside")]] if self._hidden else NOTHING

    def on_line_list_moved(self) -> None:
        """Show what is known of the statement under the cursor."""
        super().on_line_list_moved()
        self._show_behind()

    def on_resize(self) -> None:
        """The scales are as wide as there is room."""
        super().on_resize()
        self.call_after_refresh(self.lay_out)

    def lay_out(self) -> None:
        """Give the list its lines, and as much height as they need or leave room for."""
        super().lay_out()
        below = _BEHIND if self.query_one("#behind").display else 0
        room = self.query_one("#page").size.height - below
        self.listed.styles.height = max(3, min(self.listed.virtual_size.height, room))

    def _show_behind(self) -> None:
        self.query_one("#behind", Sheet).show(self._behind_lines, keep_place=True)

    def _behind_lines(self, width: int) -> list[Spans]:
        row = self.listed.selected
        item = self._item(row)
        if self._found is None or row is None or item is None:
            return []
        lines: list[Spans] = [[(line, "aside")] for line in behind(item, self._found, self._sides, width)]
        whole = any(row.what in text for spans in self._statement(row, width, False) for text, _ in spans)
        return lines if whole else [*prose(row.what, width), *lines]

    # Keys

    def open_row(self, row: Row) -> None:
        """Nothing opens: what is known of a statement stands below already."""

    def works(self, action: str) -> bool:
        """There is always a way back, and nothing to open."""
        return action == "back" or (action != "open" and super().works(action))

    def action_back(self) -> None:
        """From the filtered statements to all of them, else to the place it was opened from."""
        if self._words:
            super().action_back()
        else:
            self.dismiss(None)


def show_round(host: ListHost, pair: Pair, number: int) -> None:
    """Show a round that both have answered; the place below reads anew where something was changed meanwhile."""
    host.say("")
    host.app.push_screen(PulseRound(pair, number, host.place_name))

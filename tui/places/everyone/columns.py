"""The columns of Everyone: who, the next meeting, what is late both ways, what waits, what is oldest, when met last."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.text.cells import cell_width, cut, padded
from tui.text.columns import MARK, WHO
from tui.text.glyphs import glyphs
from tui.widgets.line_list import LineList
from tui.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.text.spans import Span, Spans, Voice
    from tui.widgets.sections import Rows

COLUMNS = ("next", "late {me}", "late them", "waiting", "oldest", "met")
"""What stands in them, in the order in which they have room; `me` is what the log's owner is called."""

NO_DATE, NOT_MET = "no date", "not yet"
"""What stands where no meeting is planned, and where none was held."""

_LATE = (1, 2)
_GAP = 2
_MEASURED = 200
_WIDEST_NAME = 24


class Columns(NamedTuple):
    """The widths of the names, and of each column under its head: as wide as the widest in it."""

    name: int = WHO
    heads: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()

    @classmethod
    def of(cls, rows: Rows[Any], heads: tuple[str, ...]) -> Columns:
        """The columns that these rows need."""
        found = [rows[at] for at in range(min(len(rows), _MEASURED))]
        name = max((cell_width(row.what) for row in found), default=0)
        told = zip(heads, *(row.cells for row in found), strict=True)
        return cls(max(WHO, min(name, _WIDEST_NAME)), heads, tuple(max(map(cell_width, column)) for column in told))

    def spans(self, row: Row, cells: int, lit: bool) -> list[Span]:
        """A row without its mark, in so many cells with it; bold where the cursor lies on it."""
        shown = self._shown(cells - MARK)
        room = self.name if shown else max(1, cells - MARK)
        name = padded(cut(row.what, room, glyphs().cut), room)
        told = ((text, _voice(at, text)) for at, text in enumerate(row.cells))
        return [(name, "strong" if lit else "body"), *_in_columns(told, shown)]

    def head(self, label: Spans, cells: int) -> Spans:
        """The label of the list with the heads of its columns, in so many cells without a mark."""
        free = max(0, MARK + self.name - sum(cell_width(text) for text, _ in label))
        heads: list[Span] = [(head, "aside") for head in self.heads]
        return [*label, (" " * free, "body"), *_in_columns(heads, self._shown(cells))]

    def _shown(self, room: int) -> Sequence[int]:
        """The widths of the first columns, as many as have room beside the names."""
        ends = accumulate(_GAP + width for width in self.widths)
        return self.widths[: sum(self.name + end <= room for end in ends)]


def _in_columns(told: Iterable[Span], widths: Sequence[int]) -> Iterable[Span]:
    return (
        (" " * _GAP + padded(text, width, right=True), voice)
        for (text, voice), width in zip(told, widths, strict=False)
    )


def _voice(number: int, cell: str) -> Voice:
    """Late is late in whoever's column; what is not there is quiet."""
    return "quiet" if cell in (NO_DATE, NOT_MET) else "late" if number in _LATE else "body"


class AllianceList(LineList):
    """The list of alliances, in columns of its own."""

    columns = Columns()

    def _words(self, place: int, room: int, lit: bool) -> list[Span]:
        row = self._outline.row(place)
        return self.columns.spans(row, room, lit) if isinstance(row, Row) else super()._words(place, room, lit)

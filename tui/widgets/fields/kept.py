"""A text of several lines as it is kept and as it is drawn: what Textual's editor works on.

Textual sees the pictures of the lines and names places by their columns. What it puts in, takes out and reads is the
text itself, code point by code point, with the ends of its lines as they came.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple, overload

from textual.geometry import Size

from tui.text.graphemes import Pictured, ceiling, floor
from tui.widgets.textual_private import DocumentBase, EditResult, Location, Newline

_END = re.compile("(\r\n|\n)")


class Splice(NamedTuple):
    """A text for what stands between two places, and how far the cursor is in it then: lines, and characters."""

    start: Location
    end: Location
    text: str
    down: int
    along: int


class KeptDocument(DocumentBase):
    """Lines, each with its end. The lines that are asked for are stand-ins for pictures: their cells can be counted."""

    def __init__(self, text: str) -> None:
        lines, self._ends = _parts(text)
        self._lines = [Pictured(line) for line in lines]
        self._measured = [line.measured for line in self._lines]

    # What it says

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(line.text + end for line, end in zip(self._lines, [*self._ends, ""], strict=True))

    def get_text_range(self, start: Location, end: Location) -> str:
        """The text between two places."""
        (row, column), (last, to) = self._ordered(start, end)
        first, final = self._lines[row], self._lines[last]
        if row == last:
            return first.text[first.position(column) : first.position(to)]
        between = [line.text + end for line, end in zip(self._lines[row:last], self._ends[row:last], strict=True)]
        return "".join(between)[first.position(column) :] + final.text[: final.position(to)]

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put a text in the place of what stands between; gives that, and where the new text ends."""
        (row, column), (last, to) = self._ordered(start, end)
        replaced = self.get_text_range(start, end)
        lines = self._spliced((row, column), (last, to), text)
        new_ends = _parts(text)[1]
        at = self._lines[row].position(column)
        self._lines[row : last + 1] = lines
        self._measured[row : last + 1] = [line.measured for line in lines]
        self._ends[row:last] = new_ends
        return EditResult(self.place(row, at, text), replaced)

    def _spliced(self, start: Location, end: Location, text: str) -> list[Pictured]:
        """The lines between two places, the whole of them, with a text in the place of what stands between."""
        (row, column), (last, to) = start, end
        first, final = self._lines[row], self._lines[last]
        at, until = first.position(column), final.position(to)
        pieces = _parts(text)[0]
        if row == last and len(pieces) == 1:
            return [first.spliced(at, until, pieces[0])]
        if len(pieces) == 1:
            return [first.spliced(at, len(first.text), pieces[0] + final.text[until:])]
        head = first.spliced(at, len(first.text), pieces[0])
        return [head, *map(Pictured, pieces[1:-1]), final.spliced(0, until, pieces[-1])]

    # Whole graphemes

    def whole(self, start: Location, end: Location, text: str) -> Splice:
        """The change that does what this one does, and outside of which nothing looks or parts in another way.

        A mark joins the letter before it, and one flag less parts a row of flags anew: what is drawn anew around a
        change belongs to it, so that taking it back finds the same places.
        """
        (row, column), (last, to) = self._ordered(start, end)
        first, final = self._lines[row], self._lines[last]
        column, to = floor(first.columns, column), ceiling(final.columns, to)
        begin, stop = first.position(column), final.position(to)
        new = self._spliced((row, column), (last, to), text)
        pieces = _parts(text)[0]
        left, right = begin, stop
        while left and not first.parts_alike(left, new[0], left, before=True):
            left = first.starts[_index(first, left) - 1]
        behind = len(new[-1].text) - len(final.text)
        while right < len(final.text) and not final.parts_alike(right, new[-1], right + behind, before=False):
            right = final.starts[_index(final, right) + 1]
        along = len(pieces[-1]) + (begin - left if len(pieces) == 1 else 0)
        around = first.text[left:begin] + text + final.text[stop:right]
        return Splice((row, first.column(left)), (last, final.column(right)), around, len(pieces) - 1, along)

    def place(self, row: int, position: int, text: str) -> Location:
        """Where a text ends that begins at a position of a row: where a grapheme does."""
        pieces = _parts(text)[0]
        at = len(pieces[-1]) + (position if len(pieces) == 1 else 0)
        return self.behind(row + len(pieces) - 1, at)

    def behind(self, row: int, position: int) -> Location:
        """The first place of a row, at or behind a position, at which a grapheme starts or the last one ends."""
        line = self._lines[row]
        return row, line.column(ceiling(line.starts, position))

    def position(self, place: Location) -> int:
        """The position in its line of the grapheme at a place."""
        return self._lines[place[0]].position(place[1])

    def reachable(self, place: Location, *, onwards: bool = False) -> Location:
        """Where the cursor comes to stand: the beginning of the grapheme at a place, or `onwards` its end."""
        row, column = self._clamped(place)
        columns = self._lines[row].columns
        return row, (ceiling if onwards else floor)(columns, column)

    def pictured(self, row: int) -> Pictured:
        """A line with its picture."""
        return self._lines[row]

    def _ordered(self, start: Location, end: Location) -> tuple[Location, Location]:
        top, bottom = sorted((self._clamped(start), self._clamped(end)))
        return top, bottom

    def _clamped(self, place: Location) -> Location:
        row, column = place
        if row >= len(self._lines):
            return self.end
        return max(0, row), max(0, min(column, len(self._measured[row])))

    # As Textual asks for it

    @property
    def newline(self) -> Newline:
        """How a line ends that is begun here."""
        return "\n"

    @property
    def lines(self) -> list[str]:
        """Every line, as it is measured."""
        return self._measured

    def get_line(self, index: int) -> str:
        """A line, as it is measured."""
        return self._measured[index]

    def get_size(self, indent_width: int) -> Size:
        """The cells of the longest line, and the number of lines."""
        from rich.cells import cell_len  # not for the first picture

        return Size(max(cell_len(line.expandtabs(indent_width)) for line in self._measured), len(self._measured))

    @property
    def line_count(self) -> int:
        """How many lines there are, at least one."""
        return len(self._lines)

    @property
    def start(self) -> Location:
        """The place at which it begins."""
        return 0, 0

    @property
    def end(self) -> Location:
        """The place at which it ends."""
        return len(self._lines) - 1, len(self._measured[-1])

    @overload
    def __getitem__(self, line_index: int) -> str: ...

    @overload
    def __getitem__(self, line_index: slice) -> list[str]: ...

    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        """A line or several, as they are measured."""
        return self._measured[line_index]


def _parts(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text, and the ends between them."""
    found = _END.split(text)
    return found[::2], found[1::2]


def _index(line: Pictured, position: int) -> int:
    return bisect_left(line.starts, position)

"""Several lines that were pasted, each with what it would become, before any of them is recorded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from models.acts.capture import read_line
from models.errors import BadValue
from models.time.dates import short_date
from storage.reads.sitting import RecordLine
from tui.page.dialog import Over
from tui.places.live.words import text_of, word_cells, word_of_entry
from tui.text.cells import cut, padded, visible
from tui.text.glyphs import glyphs
from tui.text.words import counted, veil
from tui.widgets.bar import Bar
from tui.widgets.sheet import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from models.records.pair import Pair
    from tui.page.shell import Shell
    from tui.text.spans import Spans

MOST_LINES, MOST_BYTES = 2000, 1 << 20
"""What is taken at a time, as of the command."""

_DATE, _GAP, _LEAST_WHAT = 10, 2, 12
_TITLE = _FAULT = 2
"""Rows of the title and of the fault, each with the empty one between it and the lines."""


def lines_of(text: str) -> list[str]:
    """The lines of a pasted text that are not empty; BadValue where they are too many, or too long together."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise BadValue(f"These are {len(lines)} lines, and at most {MOST_LINES} are taken at a time; paste fewer")
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadValue("This is longer than 1 MiB, the most that is taken at a time; paste less")
    return [line for line in lines if read_line(line, date.min) is not None]


class Pasted(Over[bool]):
    """Gives whether the lines are to be recorded. `fault` says why they could not be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "dismiss(True)", "record them", id="live.take", tooltip="record the pasted lines"),
        Binding("escape", "dismiss(False)", "leave them out", id="live.drop", tooltip="leave the pasted lines out"),
    ]

    def __init__(self, lines: Sequence[str], pair: Pair, day: date, fault: str = "") -> None:
        super().__init__()
        self._lines, self._pair, self._day = lines, pair, day
        self._fault = visible(fault)
        self.LINES = len(lines) + _TITLE + (_FAULT if fault else 0)

    def inside(self) -> Iterable[Widget]:
        """How many there are, the lines, and why they could not be recorded."""
        yield Bar(id="pasted-title")
        yield Reader(id="pasted")
        if self._fault:
            yield Bar(id="pasted-fault")

    def on_mount(self) -> None:
        """Show them."""
        self.query_one("#pasted-title", Bar).show([(counted(len(self._lines), "line") + " to record", "strong")])
        for told in self.query("#pasted-fault").results(Bar):
            told.show([(self._fault, "late")])
        self.redraw()
        self.query_one("#pasted", Reader).focus()

    def fit(self, lines: int) -> None:
        """The title and the fault stay where there is room; what does not fit is read with the keys."""
        tight = self.has_class("-tight")
        around = 0 if tight else _TITLE
        if self._fault:
            around += 1 if tight else _FAULT
        self.query_one("#pasted", Reader).styles.height = max(1, lines - around)

    def redraw(self) -> None:
        """The veil was drawn or lifted."""
        self.query_one("#pasted", Reader).show(self._shown, keep_place=True)

    def _shown(self, width: int) -> list[Spans]:
        """Each line: the word of its mark, what it says, and the date that was understood."""
        if cast("Shell", self.app).veiled:
            return [[(veil(), "quiet")]]
        column = word_cells(self._pair)
        column = column if width - column - _DATE - _GAP >= _LEAST_WHAT else 0
        date_ = _DATE + _GAP if width - column >= _LEAST_WHAT + _DATE + _GAP else 0
        return [self._line(line, column, max(1, width - column - date_ - 1), date_) for line in self._lines]

    def _line(self, line: str, column: int, room: int, date_: int) -> Spans:
        said = read_line(line, self._day)
        assert said is not None
        entry = RecordLine("", 0, said)
        word = cut(word_of_entry(entry, self._pair), max(0, column - 2), glyphs().cut)
        what = visible(text_of(entry)[: 4 * room]).strip()
        due = short_date(said.due, self._day) if said.due and date_ else ""
        return [
            (padded(word, column), "aside"),
            (padded(cut(what, room, glyphs().cut), room), "body"),
            (due.rjust(date_), "aside"),
        ]

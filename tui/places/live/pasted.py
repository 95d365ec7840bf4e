"""Several lines that were pasted, each with what it would become, before any of them is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual.binding import Binding, BindingType

from models.acts.capture import Captured, meaning
from models.errors import BadValue
from models.records.values import is_blank
from storage.reads.sitting import RecordLine
from tui.page.dialog import Over
from tui.places.live.words import due_of, text_of, word_cells, word_of_entry
from tui.text.cells import cell_width, cut, padded, visible
from tui.text.glyphs import glyphs
from tui.text.words import counted, veil
from tui.widgets.bar import Bar
from tui.widgets.sheet import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from textual.widget import Widget

    from models.records.pair import Pair
    from tui.page.shell import Shell
    from tui.text.spans import Spans, Voice

MOST_LINES, MOST_BYTES = 2000, 1 << 20
"""What is taken at a time, as of the command."""

_GAP, _LEAST_WHAT = 2, 12
_TITLE = _FAULT = 2
"""Rows of the title and of the fault, each with the empty one between it and the lines."""


def lines_of(text: str) -> list[str]:
    """The lines of a pasted text that are not empty; BadValue where they are too many, or too long together."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise BadValue(f"These are {len(lines)} lines, and at most {MOST_LINES} are taken at a time; paste fewer")
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadValue("This is longer than 1 MiB, the most that is taken at a time; paste less")
    return [line for line in lines if not is_blank(line)]


Take = Literal["new", "again", "none"]
"""What is recorded of pasted lines: those that are new, all of them once more, or nothing."""


class Pasted(Over[Take]):
    """Gives which of the lines are to be recorded. `fault` says why they could not be.

    `meant` is what each line means, and `there` what was captured for the meeting already.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "dismiss('new')", "record them", id="live.take", tooltip="record the pasted lines"),
        Binding(
            "a", "again", "all of them again", id="live.again", tooltip="record what was captured already once more"
        ),
        Binding("escape", "dismiss('none')", "leave them out", id="live.drop", tooltip="leave the pasted lines out"),
    ]

    def __init__(
        self, meant: Sequence[Captured], pair: Pair, day: date, there: frozenset[Captured], fault: str = ""
    ) -> None:
        super().__init__()
        self._pair, self._day = pair, day
        self._meant = [(said, meaning(said) in there) for said in meant]
        self._fault = visible(fault)
        self.LINES = len(meant) + _TITLE + (_FAULT if fault else 0)

    def inside(self) -> Iterable[Widget]:
        """How many there are, the lines, and why they could not be recorded."""
        yield Bar(id="pasted-title")
        yield Reader(id="pasted")
        if self._fault:
            yield Bar(id="pasted-fault")

    def on_mount(self) -> None:
        """Show them."""
        self.query_one("#pasted-title", Bar).show([(self._title, "strong")])
        for told in self.query("#pasted-fault").results(Bar):
            told.show([(self._fault, "late")])
        self.redraw()
        self.query_one("#pasted", Reader).focus()

    @property
    def _there(self) -> int:
        return sum(there for _, there in self._meant)

    @property
    def _title(self) -> str:
        new = len(self._meant) - self._there
        title = counted(new, "line") + " to record" if new else "Nothing new"
        return f"{title}, {self._there} captured already" if self._there else title

    def works(self, action: str) -> bool:
        """To record all of them again is another thing only where some were captured already."""
        return action != "again" or bool(self._there)

    def action_again(self) -> None:
        """Record all of them, where some were captured already."""
        if self._there:
            self.dismiss("again")

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
        states = [_state(said, self._day, there=there) for said, there in self._meant]
        right = max(map(cell_width, states)) + _GAP
        column = column if width - column - right >= _LEAST_WHAT else 0
        right = right if width - column >= _LEAST_WHAT + right else 0
        room = max(1, width - column - right - 1)
        return [
            self._line(said, state, (column, room, right), "quiet" if there else "body")
            for (said, there), state in zip(self._meant, states, strict=True)
        ]

    def _line(self, said: Captured, state: str, cells: tuple[int, int, int], voice: Voice) -> Spans:
        column, room, right = cells
        entry = RecordLine("", 0, said)
        word = cut(word_of_entry(entry, self._pair), max(0, column - 2), glyphs().cut)
        what = visible(text_of(entry)[: 4 * room]).strip()
        return [
            (padded(word, column), "aside"),
            (padded(cut(what, room, glyphs().cut), room), voice),
            (state.rjust(right) if right else "", "aside"),
        ]


def _state(said: Captured, day: date, *, there: bool) -> str:
    """What stands at the right of a line: that it was captured already, else its date."""
    return "there already" if there else due_of(RecordLine("", 0, said), day)

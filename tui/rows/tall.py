"""Rows that are as high as their words: a text that wraps, what is said of it at the right, and what stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.cells import cell_width, cut, wrap
from tui.text.glyphs import glyphs, veil
from tui.text.prose import WIDEST
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.text.spans import Span, Spans, Voice
    from tui.widgets.row import Row

_LEAD = 3
_GAP = 2


def entry_lines(row: Row, cells: int, lit: bool) -> list[Spans]:
    """A row as lines: its text, at the right of the last one its state where there is room, and what is below it.

    What stands in the column of names, a rank or a mark, stands before the text.
    """
    width = min(cells, WIDEST)
    lead = _LEAD if row.who else 0
    voice: Voice = "quiet" if row.what == veil() else "strong" if lit else "body"
    room = max(1, width - lead)
    lines: list[Spans] = [[(" " * lead, "body"), (text, voice)] for text in wrap(row.what, room)]
    if lead:
        lines[0] = [(cut(row.who, lead - 1).ljust(lead), "aside"), lines[0][1]]
    if row.state:
        lines = _with_state(lines, row.state, row.state_voice, width)
    below: list[Spans] = [[(" " * lead, "body"), (line, "aside")] for text in row.below for line in wrap(text, room)]
    return [*lines, *below]


def _with_state(lines: list[Spans], state: str, voice: Voice, width: int) -> list[Spans]:
    """The lines with a word at the right: on the last of them, or below it where there is no room."""
    state = cut(state, width, glyphs().cut)
    *before, last = lines
    used = sum(cell_width(text) for text, _ in last)
    if used + _GAP + cell_width(state) <= width:
        gap: Span = (" " * (width - used - cell_width(state)), "body")
        return [*before, [*last, gap, (state, voice)]]
    return [*lines, [(" " * (width - cell_width(state)), "body"), (state, voice)]]


def section(label: str, rows: Iterable[Row], most: int | None = None, *, counted: bool = True) -> Section:
    """Such rows under a label."""
    return Section(label, Rows.of([*rows]), "aside" if counted else None, layout=entry_lines, most=most)

"""The record of a meeting as lines: the word of its mark, what was said, and the date that was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.message import Message

from models.acts.capture import MARKS, Captured
from storage.reads.sitting import RecordLine, Sitting, Spot
from tui.places.live.words import due_of, text_of, word_cells, word_of_entry
from tui.text.cells import cell_width, cut, padded, visible, wrap
from tui.text.columns import MARK
from tui.text.glyphs import glyphs
from tui.text.words import veil
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from models.records.pair import Pair
    from tui.text.spans import Span, Spans, Voice

_GAP = 2
"""Cells of the gap before a date."""

_LEAST_WHAT, _LEAST_WORD = 24, 40
"""From how many cells there is room for a date beside what was said, and for its word at all."""

MOST_LINES = 3
"""Lines that one entry takes at most; what is longer is read where the record is opened."""

_EMPTY = "Each line becomes a record; its first sign says of which kind:"


class RecordSheet(Sheet):
    """What was said, the newest at the foot, where it stays until somebody reads back or corrects a line."""

    class Chosen(Message):
        """A line of the record was clicked."""

        def __init__(self, entry: RecordLine) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(id=id)
        self._at_end = True
        self._found: Sitting | None = None
        self._spot: Spot | None = None
        self._owners: Sequence[RecordLine | None] = ()

    def show_record(self, found: Sitting, pair: Pair, spot: Spot | None, *, veiled: bool) -> None:
        """Replace the lines. The newest is seen, unless somebody reads back; of a line that is corrected, that one."""

        def layout(width: int) -> Sequence[Spans]:
            lines = record_lines(found, pair, width, spot, veiled=veiled)
            self._owners = [entry for entry, _ in lines]
            return [line for _, line in lines]

        self._found, self._spot = found, spot
        self.show(layout, keep_place=bool(found.entries))
        if found.entries:
            self._follow()

    def on_resize(self) -> None:
        """Keep in view what was."""
        self._follow()

    def read(self, pages: int) -> None:
        """Read back by what fits the page, or on."""
        rows = max(1, self.size.height - 1)
        to = max(0, min(self.max_scroll_y, self.scroll_offset.y + pages * rows))
        self._at_end = to >= self.max_scroll_y
        self.scroll_to(y=to, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        if self.is_selected:
            return
        content = event.get_content_offset(self)
        at = content.y + self.scroll_offset.y if content else -1
        entry = self._owners[at] if 0 <= at < len(self._owners) else None
        if entry is not None:
            self.post_message(self.Chosen(entry))

    def _follow(self) -> None:
        corrected = [at for at, entry in enumerate(self._owners) if entry and entry.spot and entry.spot == self._spot]
        if corrected:
            seen = Region(0, corrected[0], 1, len(corrected))
            self.scroll_to_region(seen, animate=False, force=True, immediate=True)
        elif self._at_end:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)


def record_lines(
    found: Sitting, pair: Pair, width: int, spot: Spot | None = None, *, veiled: bool
) -> list[tuple[RecordLine | None, Spans]]:
    """The record, each line with the entry that it belongs to, for a width in cells.

    `spot` is what is corrected; `veiled`: what is private does not show.
    """
    if not found.entries:
        return [(None, line) for line in empty_lines(pair, width)]
    room = width - 1 - MARK
    lines: list[tuple[RecordLine | None, Spans]] = []
    for entry in found.entries:
        here = spot is not None and entry.spot == spot
        mark: Span = (f"{glyphs().cursor} ", "key") if here else ("  ", "body")
        for line in _lines(entry, found, pair, room, lit=here, veiled=veiled):
            lines.append((entry, [mark, *line]))
            mark = ("  ", "body")
    return lines


def _lines(entry: RecordLine, found: Sitting, pair: Pair, width: int, *, lit: bool, veiled: bool) -> list[Spans]:
    column = word_cells(pair) if width >= _LEAST_WORD else 0
    room = width - column
    word = cut(word_of_entry(entry, pair), column - 2, glyphs().cut)
    if veiled and entry.private:
        return [[(padded(word, column), "aside"), (veil(), "quiet")]]
    voice: Voice = "strong" if lit else "body"
    due, cells = due_of(entry, found.day), _due_cells(found)
    beside = cells + _GAP if cells and room >= _LEAST_WHAT + cells + _GAP else 0
    # Wrapping is for what is seen: of a text without end only its beginning is looked at.
    first, *rest = _wrapped(visible(text_of(entry).strip()), max(1, room - beside))
    lines: list[Spans] = [[(padded(word, column), "aside"), (padded(first, room - beside), voice)]]
    if due and beside:
        lines[0] = [*lines[0], (due.rjust(beside), "aside")]
    lines += [[(" " * column, "body"), (line, voice)] for line in rest]
    # Without room beside what was said, the date stands below it.
    return [*lines, [(" " * column, "body"), (due, "aside")]] if due and not beside else lines


def _due_cells(found: Sitting) -> int:
    """The cells of the column of dates: as many as the longest needs, none without one."""
    return max((cell_width(due_of(entry, found.day)) for entry in found.entries), default=0)


def _wrapped(text: str, cells: int) -> list[str]:
    lines = wrap(cut(text, MOST_LINES * cells + 1, ""), cells)
    if len(lines) <= MOST_LINES and cell_width(text) <= MOST_LINES * cells + 1:
        return lines
    kept = lines[:MOST_LINES]
    end = glyphs().cut
    return [*kept[:-1], cut(kept[-1], cells - cell_width(end), "") + end]


def empty_lines(pair: Pair, width: int) -> list[Spans]:
    """What belongs here, and the marks by which it is told apart."""
    column = max(len(mark.example) for mark in MARKS) + 3
    lines: list[Spans] = [[(cut(_EMPTY, width, glyphs().cut), "aside")], ()]
    for mark in MARKS:
        word = word_of_entry(RecordLine("", 0, Captured(mark.kind, mark.mine, "")), pair)
        shown = padded(mark.example, column) if width >= column + cell_width(word) else padded(mark.mark, 4)
        lines.append([(shown, "body"), (word, "aside")])
    return lines

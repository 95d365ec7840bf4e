"""The line grid of every list: mark 2, who 7, when 10 (right), gap 3, what (the rest), state (right, as it is wide)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from models.finding import found_in
from tui.text.cells import cell_width, cut, cut_words, padded, wrap
from tui.text.columns import BEFORE_STATE, GAP, MARK, WHEN, WHO
from tui.text.glyphs import glyphs, veil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.text.spans import Span, Voice
    from tui.widgets.row import Row
    from tui.widgets.sections import Section

_WIDEST_WHO = 14
_MEASURED = 100
_LEAST_WHAT = 12
_LEAST_MENU = 24
_MOST_LINES = 3
"""Lines that a row of a menu takes at most."""


def _voice_of(what: str, lit: bool) -> Voice:
    """Veiled words stay quiet wherever they stand."""
    return "quiet" if what == veil() else "strong" if lit else "body"


class Grid(NamedTuple):
    """The widths of one list: a longer first name widens its column, since only *what* may be cut."""

    who: int = WHO

    @classmethod
    def of(cls, sections: Iterable[Section]) -> Grid:
        """The grid that these rows need."""
        rows = (row for section in sections for row in islice(_rows(section), _MEASURED))
        who = max((cell_width(name) for name in {row.who for row in rows}), default=0)
        return cls(max(WHO, min(who, _WIDEST_WHO) + 1))

    def spans(self, row: Row, cells: int, lit: bool) -> list[Span]:
        """A row without its mark, in so many cells with it; bold where the cursor lies on it."""
        end = glyphs().cut
        who, when = self._columns(cells)
        room = cells - MARK - who - when
        width = min(cell_width(row.state), room - _LEAST_WHAT - BEFORE_STATE)
        least = min(cell_width(row.state.partition(" ")[0] + end), cell_width(row.state))
        state = cut_words(row.state, width, end) if width >= least else ""
        room -= cell_width(state) + BEFORE_STATE if state else 0
        what = _fitting(row.what, room) if row.facts else cut_words(row.what, room, end)
        name = cut(row.who, who - 1, end)
        # A day with its year is longer than its column by a cell: it begins where the name leaves one.
        more = int(who - cell_width(name) > 1 and cell_width(row.when) > when - GAP > 0)
        return [
            (padded(name, who - more), row.who_voice),
            (cut(row.when, when - GAP + more, end).rjust(when - GAP + more) if when else "", row.when_voice),
            (" " * GAP if when else "", "body"),
            (what[: row.late], "late"),
            *_found((padded(what, room) if state else what)[row.late :], row, _voice_of(what, lit)),
            (" " * BEFORE_STATE + state if state else "", row.state_voice),
        ]

    def _columns(self, cells: int) -> tuple[int, int]:
        """The widths of who and when (with its gap); where *what* would have no room, first who goes, then when."""
        room = cells - MARK - _LEAST_WHAT
        when = WHEN + GAP if room >= WHEN + GAP else 0
        return (self.who if room >= self.who + WHEN + GAP else 0, when)

    def more(self, count: int, cells: int, lit: bool) -> list[Span]:
        """The line that stands for the rows of a section that are folded away."""
        return [(" " * sum(self._columns(cells)), "body"), (f"and {count} more", "strong" if lit else "aside")]


class Words(NamedTuple):
    """The grid of a menu: the key that picks a line, what it says, and at the right what goes with it."""

    @classmethod
    def of(cls, _sections: Iterable[Section]) -> Words:
        """The same for any rows."""
        return cls()

    def spans(self, row: Row, cells: int, lit: bool) -> list[Span]:
        """A row without its mark, in so many cells with it; bold where the cursor lies on it."""
        return menu_line(row, cells - MARK, lit)[0]

    def more(self, count: int, _cells: int, lit: bool) -> list[Span]:
        """The line that stands for rows that are folded away."""
        return [(f"and {count} more", "strong" if lit else "aside")]


def menu_line(row: Row, cells: int, lit: bool) -> list[list[Span]]:
    """A row of a menu in one line, cut where it is longer."""
    return _menu_lines(row, cells, lit, 1)


def menu_lines(row: Row, cells: int, lit: bool) -> list[list[Span]]:
    """A row of a menu in as many lines as its words take, three at most."""
    return _menu_lines(row, cells, lit, _MOST_LINES)


def _menu_lines(row: Row, cells: int, lit: bool, most: int) -> list[list[Span]]:
    end, room = glyphs().cut, cells - GAP
    # In little room what is picked is told whole before what goes with it.
    fits = room >= _LEAST_MENU or cell_width(row.what) + GAP + cell_width(row.state) <= room
    state = cut(row.state, max(0, room // 2), end) if fits else ""
    room -= cell_width(state) + GAP if state else 0
    voice = _voice_of(row.what, lit)
    lines = wrap(row.what, max(1, room)) if most > 1 else [row.what]
    shown = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    first, *rest = (padded(cut_words(line, room, end), room) for line in shown)
    beside: list[Span] = [(" " * GAP if state else "", "body"), (state, "aside")]
    return [
        [(padded(row.who, GAP), "key"), (first, voice), *beside],
        *([(" " * GAP, "body"), (line, voice)] for line in rest),
    ]


def _found(what: str, row: Row, voice: Voice) -> Iterator[Span]:
    """A text with the words that were sought in it bold."""
    at = 0
    for start, end in found_in(what, row.sought) if voice == "body" else ():
        yield what[at:start], voice
        yield what[start:end], "strong"
        at = end
    yield what[at:], voice


def _rows(section: Section) -> Iterator[Row]:
    return (section.rows[at] for at in range(len(section.rows)))


def _fitting(what: str, cells: int) -> str:
    """As many of the facts as have room; the first may be cut."""
    between = f" {glyphs().dot} "
    while cell_width(what) > cells and between in what:
        what = what.rpartition(between)[0]
    return cut_words(what, cells, glyphs().cut)

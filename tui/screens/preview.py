"""A document as words on the screen: both copies of an agenda, the other's first, as they will read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from models.document import Document, Line, Part
from models.pair import Pair
from models.rows import Person
from storage.documents.rendering import columns
from tui.screens.frame import Frame
from tui.screens.prose import WIDEST, prose
from tui.screens.words import veil
from tui.text import cell_width, visible
from tui.widgets.bar import Bar
from tui.widgets.drawn import Span, Spans
from tui.widgets.sheet import Reader

_INDENT = 2


def copy_label(pair: Pair, person: Person) -> str:
    """Whose copy it is: DANA'S COPY."""
    return _whose(pair, person).upper()


def _whose(pair: Pair, person: Person) -> str:
    return f"{visible(pair.short(person.uid))}'s copy"


def whole_lines(page: Document, width: int, *, veiled: bool = False) -> list[Spans]:
    """A document with its title; `veiled`: what is for me alone does not show."""
    lines = prose(visible(page.title), width, "strong")
    if page.subtitle:
        lines += prose(visible(page.subtitle), width, "aside")
    if page.counted_from:
        lines.append([(page.counted_from, "quiet")])
    if page.notice:
        lines += prose(visible(page.notice), width, "watch")
    return [*lines, (), *part_lines(page, width, veiled=veiled)]


def part_lines(page: Document, width: int, *, veiled: bool = False) -> list[Spans]:
    """The parts of a document, an empty line between them."""
    return [line for item in page.parts for line in (*_part(item, width, veiled=veiled), ())][:-1]


def _part(item: Part, width: int, *, veiled: bool) -> list[Spans]:
    heading, lead = visible(item.heading).upper(), visible(item.lead)
    lines: list[Spans] = [[(heading, "label")]]
    if lead and cell_width(heading) + 2 + cell_width(lead) <= width:
        lines[0] = [(heading, "label"), ("  ", "body"), (lead, "aside")]
    elif lead:
        lines += prose(lead, width, "aside")
    lines += _table(item.table)
    for line in item.lines:
        lines += [[(veil(), "quiet")]] if veiled and line.private else _line(line, min(width, WIDEST))
    return [*lines, [(f"and {item.more} more", "aside")]] if item.more else lines


def _table(table: tuple[tuple[str, ...], ...]) -> list[Spans]:
    """The rows in columns, the head muted."""
    lines: list[Spans] = []
    for number, row in enumerate(columns(table)):
        lines.append([(row, "aside" if number == 0 else "body")])
    return lines


def _line(line: Line, width: int) -> list[Spans]:
    """The text with what stands beside it, on a row of its own where there is no room; what follows stands indented."""
    first, *rest = prose(visible(line.text), max(1, width - _INDENT))
    lines: list[Spans] = [first, *([(" " * _INDENT, "body"), *row] for row in rest)]
    aside = visible(line.aside)
    if aside and sum(cell_width(text) for text, _ in lines[-1]) + 2 + cell_width(aside) <= width:
        lines[-1] = [*lines[-1], ("  ", "body"), (aside, "aside")]
    elif aside:
        lines += _indented(aside, width)
    return [*lines, *(row for text in line.under for row in _indented(visible(text, one_line=False), width))]


def _indented(text: str, width: int) -> list[Spans]:
    return [[(" " * _INDENT, "body"), *row] for row in prose(text, max(1, width - _INDENT), "aside")]


class Preview(Frame[None]):
    """Both copies, one at a time. `theirs` is None where the other has none."""

    AUTO_FOCUS = "#copy"
    CSS_PATH = "../styles/agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,p", "dismiss(None)", "back", id="preview.back", tooltip="back to the agenda"),
        Binding("tab", "turn", "the other copy", id="preview.turn", tooltip="the other's copy, and mine"),
    ]

    def __init__(self, pair: Pair, theirs: Document | None, mine: Document, place: str) -> None:
        super().__init__()
        own = "your own copy" if pair.own else _whose(pair, pair.me)
        self._copies = [*([(_whose(pair, pair.other), theirs)] if theirs else []), (own, mine)]
        self._place = place
        self._at = 0

    @property
    def place_name(self) -> str:
        """The place that it was opened from."""
        return self._place

    def above(self) -> Iterable[Widget]:
        """Whose copy it is."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """The copy."""
        yield Reader(id="copy")

    def on_mount(self) -> None:
        """The first copy."""
        self.show_who_of_app()
        self.show_copy()

    def redraw(self) -> None:
        """The veil was drawn or lifted."""
        self.show_copy(keep_place=True)

    def show_copy(self, *, keep_place: bool = False) -> None:
        """Show the copy that is turned to, and light its label."""
        spans: list[Span] = [
            (f"{label}   ", "place" if at == self._at else "aside") for at, (label, _) in enumerate(self._copies)
        ]
        self.query_one("#title", Bar).show(spans, presses={1 - self._at: "tab"} if len(spans) > 1 else {})
        layout = partial(whole_lines, self._copies[self._at][1], veiled=self.visavis.veiled)
        self.query_one("#copy", Reader).show(layout, keep_place=keep_place)

    def action_turn(self) -> None:
        """The other copy."""
        self._at = (self._at + 1) % len(self._copies)
        self.show_copy()

    def works(self, action: str) -> bool:
        """`turn` where there are two."""
        return action != "turn" or len(self._copies) > 1

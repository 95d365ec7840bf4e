"""A document without a format as lines of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.documents.rendering import columns
from tui.text.cells import cell_width, padded, visible
from tui.text.prose import WIDEST, prose
from tui.text.spans import width_of
from tui.text.words import veil

if TYPE_CHECKING:
    from models.pages.document import Document, Line, Part
    from tui.text.spans import Spans

_INDENT = 2
_WIDEST_NAME = 16
"""The cells that the column of first names takes at most."""


def part_lines(page: Document, width: int, *, veiled: bool = False) -> list[Spans]:
    """The parts of a document, an empty line between them."""
    return [line for item in page.parts for line in (*_part(item, page, width, veiled=veiled), ())][:-1]


def _part(item: Part, page: Document, width: int, *, veiled: bool) -> list[Spans]:
    heading, lead = visible(item.heading).upper(), visible(item.lead)
    lines: list[Spans] = [[(heading, "label")]]
    if lead and cell_width(heading) + 2 + cell_width(lead) <= width:
        lines[0] = [(heading, "label"), ("  ", "body"), (lead, "aside")]
    elif lead:
        lines += prose(lead, width, "aside")
    lines += _table(item.table)
    names = min(max((cell_width(visible(line.who)) for line in item.lines), default=0), _WIDEST_NAME)
    for line in item.lines:
        lines += (
            [[(veil(), "quiet")]] if veiled and line.private else _line(line, page, names + 2 if names else 0, width)
        )
    return lines


def _table(table: tuple[tuple[str, ...], ...]) -> list[Spans]:
    """The rows in columns, the head muted."""
    lines: list[Spans] = []
    for number, row in enumerate(columns(table)):
        lines.append([(row, "aside" if number == 0 else "body")])
    return lines


def _line(line: Line, page: Document, names: int, width: int) -> list[Spans]:
    """Whose it is, the text, and what stands beside it, in its own row where there is no room; the rest indented."""
    room, indent = min(width, WIDEST) - names, max(names, _INDENT)
    first, *rest = prose(visible(line.text), max(1, room))
    who: Spans = [(padded(visible(line.who), names - 2) + "  ", "aside")] if names else []
    lines: list[Spans] = [[*who, *first], *([(" " * indent, "body"), *row] for row in rest)]
    beside = visible(line.beside(page.as_of))
    if beside and width_of(lines[-1]) + 2 + cell_width(beside) <= min(width, WIDEST):
        lines[-1] = [*lines[-1], ("  ", "body"), (beside, "aside")]
    elif beside:
        lines += _indented(beside, indent, width)
    return [*lines, *(row for text in line.under for row in _indented(visible(text, one_line=False), indent, width))]


def _indented(text: str, indent: int, width: int) -> list[Spans]:
    return [[(" " * indent, "body"), *row] for row in prose(text, max(1, min(width, WIDEST) - indent), "aside")]

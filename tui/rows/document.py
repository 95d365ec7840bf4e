"""A document without a format as lines of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.documents.rendering import columns
from tui.text.cells import cell_width, visible
from tui.text.prose import WIDEST, prose
from tui.text.words import veil

if TYPE_CHECKING:
    from models.pages.document import Document, Line, Part
    from tui.text.spans import Spans

_INDENT = 2


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

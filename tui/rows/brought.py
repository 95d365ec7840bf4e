"""What a file of another program would bring, as lines of a page: in sections by what becomes of each entry."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from tui.text.brought import SECTIONS, why_of
from tui.text.cells import cell_width, padded, visible, wrap
from tui.text.words import day_in_column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.outside.brought import Brought, Coming
    from tui.text.spans import Span, Spans

_WHEN, _GAP, _LEAST = 12, 3, 16
"""Cells of the day, those between, and the fewest of a title that has words at its right."""


def brought_lines(brought: Brought, today: date, width: int, *, hidden: str = "") -> list[Spans]:
    """Every entry under what becomes of it, the columns of a table above; `hidden` stands for every title."""
    lines: list[Spans] = []
    if brought.understood:
        lines.append([("READ AS", "label")])
        for pair in brought.understood:
            lines.append([(_read_as(*pair), "body")])
        lines.append(())
    for section in SECTIONS:
        if rows := [row for row in brought.rows if row.what == section.what]:
            lines.append([(section.label, "label"), (f"  {len(rows)}", "body")])
            lines += [*_lines(rows, today, width, hidden), ()] if section.what != "same" else [()]
    for note in brought.notes:
        lines.append([(visible(note), "aside")])
    return lines


def _read_as(head: str, name: str) -> str:
    return f"  {visible(head)}: {name}"


def _lines(rows: Sequence[Coming], today: date, width: int, hidden: str) -> list[Spans]:
    """Rows in the grid of lists: the day, the title, and at its right why, both whole, in columns of their own."""
    titles = [hidden or visible(row.title) for row in rows]
    room = max(_LEAST, width - _WHEN - _GAP)
    column = min(max(map(cell_width, titles)), max(_LEAST, room // 2))
    beside = max(1, room - column - 2)
    found: list[Spans] = []
    for row, title in zip(rows, titles, strict=True):
        day = day_in_column(row.day, today) if row.day is not None else ""
        told = wrap(visible(why_of(row)), beside)
        for when, what, why in zip_longest([day], wrap(title, column), told, fillvalue=""):
            line: list[Span] = [
                (padded(when, _WHEN, right=True) + " " * _GAP, "aside"),
                (padded(what, column), "body"),
                (f"  {why}".rstrip(), "aside"),
            ]
            found.append(line)
    return found

"""What both formats of paper share: which parts stand side by side, and the empty table to write into."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.pages.document import PROMISE_HEADS, Line, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.pages.document import Document

AGREED = Part("Agreed today", (Line(""), Line(""), Line("")), form="promises")
"""The table that an agenda keeps free for what the two promise each other."""

AGREED_HEADS = ("Who", "Promises what; done means", "By when")


class SideBySide(NamedTuple):
    """Parts in two columns, both of them filled."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]


def laid_out(page: Document) -> list[Part | SideBySide]:
    """The parts of a page as they stand on paper: one below the other, those of two columns side by side.

    An agenda has the empty table behind all that both may read; figures and curves stand side by side.
    """
    found: list[Part | SideBySide] = []
    beside: list[Part] = []
    for item in _with_agreed(page):
        if item.curves and found and isinstance(last := found[-1], Part) and last.table:
            found[-1] = SideBySide((last,), (item,))
        elif item.column:
            beside.append(item)
        else:
            found += [*_side_by_side(beside), item]
            beside = []
    return [*found, *_side_by_side(beside)]


def _with_agreed(page: Document) -> Iterator[Part]:
    shared = [item for item in page.parts if item.form != "alone"]
    yield from shared
    if page.kind == "agenda":
        yield AGREED
    yield from (item for item in page.parts if item.form == "alone")


def _side_by_side(parts: list[Part]) -> Iterable[Part | SideBySide]:
    """Both columns; where all stand in one, they take the whole width."""
    left = tuple(item for item in parts if item.column == "left")
    right = tuple(item for item in parts if item.column == "right")
    return [SideBySide(left, right)] if left and right else parts


def heads(item: Part) -> tuple[str, ...]:
    """What heads the columns of a table of promises."""
    return AGREED_HEADS if item is AGREED else PROMISE_HEADS


def rows_below(line: Line) -> list[str]:
    """What stands below a line, row by row."""
    return [row for text in line.under for row in text.split("\n") if row.strip()]

"""What formats of paper share: what stands side by side, the empty table to write into, what no line end parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.pages.document import PROMISE_HEADS, Line, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.pages.document import Document

FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A character that is written from the right."""

_ONE_PIECE = re.compile(
    r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w* \d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?|(?:none|\d+(?:\.\d+)?) of \d+"
    r"|\d+(?:\.\d+)? (?:min|minutes?|days?|weeks?|months?))\b"
)

AGREED = Part("Agreed today", (Line(""), Line(""), Line("")), form="promises")
"""The table that an agenda keeps free for what the two promise each other."""

AGREED_HEADS = ("Who", "Promises what; done means", "By when")


class SideBySide(NamedTuple):
    """Parts in two columns, both of them filled."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]


def laid_out(page: Document) -> list[Part | SideBySide]:
    """The parts of a page as they stand on paper, one below the other or side by side.

    An agenda has the empty table behind all that both may read.
    """
    shared = [item for item in page.parts if item.form != "alone"]
    alone = [item for item in page.parts if item.form == "alone"]
    agreed = [AGREED] if page.kind == "agenda" else []
    set_out = _evened if page.kind == "review" else _set_out
    return [each for group in grouped([*shared, *agreed, *alone]) for each in set_out(group)]


def grouped(parts: Iterable[Part]) -> list[list[Part]]:
    """The parts in their order, those together that stand side by side: of two columns, or figures and their curves."""
    found: list[list[Part]] = []
    for item in parts:
        last = found[-1][-1] if found else None
        if last and ((last.column and item.column) or (last.table and item.curves)):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _set_out(group: list[Part]) -> Sequence[Part | SideBySide]:
    """The two columns of a group; where all stand in one, they take the whole width."""
    left = tuple(item for item in group if item.column == "left" or item.table)
    right = tuple(item for item in group if item not in left)
    return [SideBySide(left, right)] if left and right else group


def _evened(group: list[Part]) -> Sequence[Part | SideBySide]:
    """A group of lists in their order, the second column from where both are most alike: one list alone may be long."""
    if len(group) == 1 or not group[0].column:
        return _set_out(group)
    split = min(range(1, len(group)), key=lambda at: max(_rows(group[:at]), _rows(group[at:])))
    return [SideBySide(tuple(group[:split]), tuple(group[split:]))]


def _rows(parts: list[Part]) -> int:
    return sum(len(item.lines) + 2 for item in parts)  # each with its heading


def in_one_piece(text: str) -> str:
    """A text whose dates, shares and durations no end of a line parts."""
    return _ONE_PIECE.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def heads(item: Part) -> tuple[str, ...]:
    """What heads the columns of a table of promises."""
    return AGREED_HEADS if item is AGREED else PROMISE_HEADS


def rows_below(line: Line) -> list[str]:
    """What stands below a line, row by row."""
    return [row for text in line.under for row in text.split("\n") if row.strip()]

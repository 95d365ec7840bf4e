"""One line of text as a person edits it: its graphemes, and the picture that stands for each on the screen.

A grapheme is what a reader takes for one character (UAX #29): a letter with its marks, a family, a flag, a syllable.
What libraries know of them is loaded when a text comes that has more in it than Latin letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from models.visible import pictures
from tui.text.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff]*").fullmatch
_PLAIN_WITH_TABS = re.compile("[\t\x20-\x7e\xa0-\xac\xae-\u02ff]*").fullmatch
"""Where each character is a grapheme and its own picture."""

_AHEAD = 16
"""Graphemes behind a change that are looked at first; where they all change, as in a row of flags, more are."""


class Pictured:
    """A line of text and its picture. Positions count characters of the text, columns characters of the picture."""

    def __init__(self, text: str, *, one_line: bool = False) -> None:
        self.text = text
        self.one_line = one_line
        self.graphemes: Sequence[str] = text
        self.pictures: Sequence[str] = text
        if not _is_plain(text, one_line):
            self.graphemes = split(text)
            self.pictures = pictures(self.graphemes, one_line=one_line)

    @cached_property
    def shown(self) -> str:
        """The picture."""
        return self.pictures if isinstance(self.pictures, str) else "".join(self.pictures)

    @cached_property
    def starts(self) -> Sequence[int]:
        """The position at which each grapheme starts, and the last one's end."""
        return _sums(self.graphemes, len)

    @cached_property
    def columns(self) -> Sequence[int]:
        """The column at which the picture of each grapheme starts, and the last one's end."""
        return _sums(self.pictures, len)

    @cached_property
    def cells(self) -> Sequence[int]:
        """The cell at which the picture of each grapheme starts, and the last one's end."""
        return _sums(self.pictures, cell_width)

    @cached_property
    def measured(self) -> str:
        """A stand-in for the picture, of as many characters, whose cells can be counted character by character."""
        return self.pictures if isinstance(self.pictures, str) else "".join(map(_measured, self.pictures))

    # From text to picture and back

    def position(self, column: int) -> int:
        """The position of what stands at a column: of its whole grapheme."""
        return self.starts[bisect_right(self.columns, max(0, column)) - 1]

    def column(self, position: int) -> int:
        """The column of the grapheme that holds a position."""
        return self.columns[bisect_right(self.starts, max(0, position)) - 1]

    def spliced(self, start: int, end: int, text: str) -> Pictured:
        """The line with a text in the place of what stands between two positions, at which graphemes start."""
        return _spliced(self, start, end, text)

    def parts_alike(self, here: int, other: Pictured, there: int, *, before: bool) -> bool:
        """Whether graphemes part here as at a position of another line, with equal pictures right before, else behind.

        What stands beyond them is alike as well then, where its text is.
        """
        at, its = bisect_left(self.starts, here), bisect_left(other.starts, there)
        if self.starts[at] != here or other.starts[its] != there:
            return False
        if at == (0 if before else len(self.graphemes)):
            return True
        step = 1 if before else 0
        return self.pictures[at - step] == other.pictures[its - step]


def floor(bounds: Sequence[int], at: int) -> int:
    """The last of some bounds that is not beyond `at`."""
    return bounds[max(0, bisect_right(bounds, at) - 1)]


def ceiling(bounds: Sequence[int], at: int) -> int:
    """The first of some bounds that is not before `at`, else the last of all."""
    return bounds[min(len(bounds) - 1, bisect_left(bounds, at))]


def split(text: str) -> list[str]:
    """The graphemes of a text."""
    found: list[str] = _grapheme().findall(text)
    return found


def first(text: str, most: int) -> str:
    """The beginning of a text, of at most so many characters, in whole graphemes."""
    if len(text) <= most:
        return text
    return text[: floor(Pictured(text[: most + _AHEAD]).starts, most)]


def _is_plain(text: str, one_line: bool) -> bool:
    return bool(_PLAIN(text) if one_line else _PLAIN_WITH_TABS(text))


def _sums(parts: Sequence[str], size: Any) -> Sequence[int]:
    if isinstance(parts, str):
        return range(len(parts) + 1)
    return list(accumulate(map(size, parts), initial=0))


@lru_cache(maxsize=1)
def _grapheme() -> Any:
    import regex  # not for the first picture

    return regex.compile(r"\X")


@lru_cache(maxsize=4)
def _spliced(line: Pictured, start: int, end: int, text: str) -> Pictured:
    """Looks anew at what stands around the change alone, as far as graphemes part there in another way."""
    found = Pictured.__new__(Pictured)
    found.text = line.text[:start] + text + line.text[end:]
    found.one_line = line.one_line
    if _is_plain(found.text, found.one_line):
        found.graphemes = found.pictures = found.text
        return found
    here, there = bisect_left(line.starts, start), bisect_left(line.starts, end)
    begin = max(0, here - 2)
    anew, rest = _anew(line, begin, start, there, text)
    found.graphemes = [*line.graphemes[:begin], *anew, *line.graphemes[rest:]]
    # The picture of a mark depends on what stands before it.
    last = min(rest + 1, len(line.graphemes))
    drawn = found.graphemes[begin : begin + len(anew) + last - rest]
    around = line.graphemes[begin - 1] if begin else "", line.graphemes[last] if last < len(line.graphemes) else ""
    found.pictures = [
        *line.pictures[:begin],
        *pictures(drawn, *around, one_line=line.one_line),
        *line.pictures[last:],
    ]
    return found


def _anew(line: Pictured, begin: int, start: int, there: int, text: str) -> tuple[list[str], int]:
    """The graphemes from that one on, up to where they part as before the change; and which of the line is next."""
    left = line.text[line.starts[begin] : start] + text
    ahead = _AHEAD
    while True:
        until = min(there + ahead, len(line.graphemes))
        right = line.text[line.starts[there] : line.starts[until]]
        parts = split(left + right)
        if until == len(line.graphemes):
            return parts, until
        ends = {end: count for count, end in enumerate(accumulate(map(len, parts), initial=0))}
        # What is seen of the last of these depends on what was not looked at.
        for at in range(there, until):
            if (count := ends.get(len(left) + line.starts[at] - line.starts[there])) is not None:
                return parts[:count], at
        ahead *= 8


_LETTER, _WIDE_LETTER, _SIGN, _WIDE_SIGN = "x", "世", "~", "〓"
_IN_WORD, _IN_SIGN = "\u1160", "\u0301"
"""Characters of no width: one that words may hold, and one that they do not."""


@lru_cache(maxsize=8192)
def _measured(picture: str) -> str:
    """As many characters, which take the cells of the picture together one by one, and no break within it."""
    if len(picture) == 1 or picture.isascii():
        return picture
    cells, in_word = cell_width(picture), picture[0].isalnum()
    wide, narrow = (_WIDE_LETTER, _LETTER) if in_word else (_WIDE_SIGN, _SIGN)
    filled = wide * (cells // 2) + narrow * (cells % 2)
    return filled.ljust(len(picture), _IN_WORD if in_word else _IN_SIGN)

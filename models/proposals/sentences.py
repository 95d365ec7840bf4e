"""Lines joined to what was said, and that parted into sentences, each with the lines it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Piece(NamedTuple):
    """A line, or the words of one, with its number; `at` is the moment in a talk."""

    line: int
    text: str
    at: str = ""


class Sentence(NamedTuple):
    """A sentence with the first and the last line it stands in."""

    text: str
    line: int
    end: int
    at: str = ""


LONGEST = 600
"""Characters of a sentence that are looked at: what is longer is a list or no sentence."""

_END = re.compile(r"[.!?…]{1,3}[\"'”’)\]]{0,3}\s(?=[\"'“‘(\[]*[A-Z0-9@])")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|e\.g|i\.e|etc|approx|ca|vs|no|Nr|incl|excl|resp|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov"
    r"|Dec|Mon|Tue|Wed|Thu|Fri))\.\s+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\.\s+$")


def sentences(pieces: Iterable[Piece]) -> Iterator[Sentence]:
    """The sentences of lines that belong together."""
    texts: list[str] = []
    begins: list[int] = []
    kept: list[Piece] = []
    at = 0
    for piece in pieces:
        words = " ".join(piece.text.split())
        if words:
            texts.append(words)
            begins.append(at)
            kept.append(piece)
            at += len(words) + 1
    text = " ".join(texts)
    for begin, end in _cuts(text):
        first, last = kept[bisect_right(begins, begin) - 1], kept[bisect_right(begins, max(begin, end - 1)) - 1]
        yield Sentence(text[begin:end].strip(), first.line, last.line, first.at)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _END.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if text[found.start()] == "." and before.isalnum():
            around = text[max(begin, found.end() - 12) : found.end()]
            if (_NUMBER if before.isdigit() else _SHORT).search(around):
                continue
        yield from _bounded(begin, found.end())
        begin = found.end()
    if begin < len(text):
        yield from _bounded(begin, len(text))


def _bounded(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or where it is too long pieces of it."""
    for at in range(begin, end, LONGEST):
        yield at, min(end, at + LONGEST)

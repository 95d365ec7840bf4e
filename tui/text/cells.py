"""The one way from stored text to a terminal: made visible, measured and cut in cells, never read as markup.

Text of the log is data: "stored text never drives the terminal". Every screen and every command passes what it shows
through `visible`, which documents share.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["cell_width", "cut", "cut_words", "padded", "visible", "wrap"]


def cell_width(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # not for the first picture

    return cell_len(text)


def cut(text: str, cells: int, end: str = "…") -> str:
    """The text in at most so many cells, with `end` where something was left out. Never cuts within a grapheme."""
    if cells <= 0:
        return ""
    if len(text) <= cells and text.isascii():
        return text
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(end)
    for start, width in _graphemes(text):
        if width > room:
            return text[:start].rstrip() + end
        room -= width
    return text


_WORD = 12
"""The most cells that are given up so that a text ends with a whole word."""


def cut_words(text: str, cells: int, end: str = "…") -> str:
    """As `cut`, but after a whole word where that costs little: "on one…" and not "on one l…"."""
    short = cut(text, cells, end)
    if short == text or not short:
        return short
    kept = short[: len(short) - len(end)]
    whole = kept if text[len(kept) :].startswith(" ") else kept.rpartition(" ")[0]
    if whole and cell_width(kept) - cell_width(whole) <= min(_WORD, cells // 3):
        kept = whole
    return kept.rstrip(" ,;:·") + end


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly so many cells, cut or filled up; `right` sets it at the right."""
    text = cut(text, cells)
    fill = " " * max(0, cells - cell_width(text))
    return fill + text if right else text + fill


def _graphemes(text: str) -> Iterator[tuple[int, int]]:
    """Where each grapheme starts and how many cells it takes."""
    from rich.cells import split_graphemes  # not for the first picture

    for start, _end, width in split_graphemes(text)[0]:
        yield start, width


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words.

    A word that is too long is broken behind a slash, as the path of a file is, and anywhere where none leaves room.
    """
    cells = max(1, cells)
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph.expandtabs(4), cells)]


def _wrap_paragraph(text: str, cells: int) -> list[str]:
    if cell_width(text) <= cells:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_width(longer) <= cells:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _parts(word, cells) if cell_width(word) > cells else [word]
        lines += full
    return [*lines, line]


def _parts(word: str, cells: int) -> list[str]:
    """A word that is too long in parts: whole names of a path as far as they have room."""
    from rich.cells import chop_cells  # not for the first picture

    found = [""]
    for name in re.findall(r"[^/]*/|[^/]+", word):
        if found[-1] and cell_width(found[-1]) + cell_width(name) > cells:
            found.append("")
        if cell_width(name) > cells:
            found[-1:] = [*filter(None, found[-1:]), *chop_cells(name, cells)]
        else:
            found[-1] += name
    return found

"""Sentences of a page, wrapped where prose wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.cells import visible, wrap

if TYPE_CHECKING:
    from tui.text.spans import Spans, Voice

WIDEST = 76


def prose(text: str, width: int, voice: Voice = "body") -> list[Spans]:
    """A visible text in lines of at most so many cells, and never wider than prose is."""
    return [[(line, voice)] for line in wrap(text, min(width, WIDEST))]


def written(text: str, width: int, voice: Voice = "body", indent: int = 0) -> list[Spans]:
    """What a person wrote, made visible, in lines of so many cells, indented; its own lines stay apart."""
    room = max(1, width - indent)
    return [[(" " * indent, "body"), (line, voice)] for line in wrap(visible(text, one_line=False), room)]

"""A document without a format: headings and lines, each with its weight. One renderer a format makes bytes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_LINES = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, what stands muted beside it, and the smaller lines under it."""

    text: str
    aside: str = ""
    under: tuple[str, ...] = ()
    box: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines. `more` is how many further lines were left out."""

    heading: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A page: title, a line under it, a notice for the eyes it is meant for, and its parts; empty ones vanish."""

    title: str
    subtitle: str = ""
    notice: str = ""
    parts: tuple[Part, ...] = field(default=())


def part(heading: str, lines: list[Line], most: int = MOST_LINES) -> Part:
    """A part of at most so many lines; how many were left out is told."""
    return Part(heading, tuple(lines[:most]), max(0, len(lines) - most))


def document(title: str, subtitle: str, notice: str, parts: list[Part]) -> Document:
    """A document of the parts that hold something."""
    return Document(title, subtitle, notice, tuple(item for item in parts if item.lines))

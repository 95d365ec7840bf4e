"""A document without a format: headings and lines, each with its weight. One renderer a format makes bytes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from models.time.dates import full_date
from models.time.words import folded

if TYPE_CHECKING:
    from datetime import date

    from models.measures.survival import Point

MOST_LINES = 7
LEAST_LINES = 3
"""Lines of a part, at most; and at least where the page is to be shorter."""

PAGE, WIDTH = 66, 76
"""Lines of a page of plain text, and the characters of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, what stands muted beside it, and the smaller lines under it. `private`: for me alone."""

    text: str
    aside: str = ""
    under: tuple[str, ...] = ()
    box: bool = False
    private: bool = False

    @property
    def height(self) -> int:
        """About how many lines it takes on a page of plain text."""
        whole = 2 * self.box + len(self.text) + (len(self.aside) + 3 if self.aside else 0)
        return _wrapped(whole + 2) + sum(_wrapped(len(text) + 4) for text in self.under)


def _wrapped(characters: int) -> int:
    # Words do not fill a line to its end.
    return -(-characters // (WIDTH - 2)) or 1


class Steps(NamedTuple):
    """A step curve with its band: what it is called, its points, how many days each case lasted, and the sentence that
    reads it.
    """

    name: str
    points: tuple[Point, ...]
    lasted: tuple[float, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines. `lead` stands beside the heading; `more` is how many further lines were left out.

    `gives_way`: it may lose further lines where the page is too short for all. `table` comes before the lines: its
    first row heads the columns, the first cell of each row says what it tells. `curves` are drawn where a format can.
    """

    heading: str
    lines: tuple[Line, ...]
    more: int = 0
    lead: str = ""
    gives_way: bool = False
    table: tuple[tuple[str, ...], ...] = ()
    curves: tuple[Steps, ...] = ()

    @property
    def height(self) -> int:
        """About how many lines it takes on a page of plain text, the empty one above its heading included."""
        return 2 + len(self.table) + sum(line.height for line in self.lines) + bool(self.more)


@dataclass(frozen=True, slots=True)
class Document:
    """A page: title, a line under it, a notice for the eyes it is meant for, and its parts; empty ones vanish.

    `as_of` is the day from which its words count, as "4 days late": it is told where a page leaves the log.
    """

    title: str
    subtitle: str = ""
    notice: str = ""
    parts: tuple[Part, ...] = field(default=())
    as_of: date | None = None

    @property
    def counted_from(self) -> str:
        """That day, in words; empty where the page counts no days."""
        return f"As of {full_date(self.as_of)}" if self.as_of else ""


def part(heading: str, lines: list[Line], most: int = MOST_LINES, *, lead: str = "", gives_way: bool = False) -> Part:
    """A part of at most so many lines; how many were left out is told, and one alone is not left out."""
    shown = folded(len(lines), most)
    return Part(heading, tuple(lines[:shown]), len(lines) - shown, lead, gives_way)


def whole(heading: str, lines: list[Line], lead: str = "") -> Part:
    """A part with all its lines."""
    return Part(heading, tuple(lines), lead=lead)


def document(title: str, subtitle: str, notice: str, parts: list[Part], as_of: date | None = None) -> Document:
    """A document of the parts that hold something."""
    return Document(title, subtitle, notice, tuple(item for item in parts if item.lines or item.table), as_of)


def fitted(parts: list[Part], lines: int) -> list[Part]:
    """The parts in about so many lines: the highest of them loses its last lines, one after the other.

    First those that give way are left a few lines, then one; only then the others are left a few.
    """
    found = list(parts)
    for gives_way, least in ((True, LEAST_LINES), (True, 1), (False, LEAST_LINES)):
        able = [at for at, item in enumerate(found) if item.gives_way or not gives_way]
        while _height(found) > lines and (longer := [at for at in able if len(_shorter(found[at]).lines) >= least]):
            highest = max(longer, key=lambda at: (found[at].height, at))
            found[highest] = _shorter(found[highest])
    return found


def _height(parts: list[Part]) -> int:
    return sum(item.height for item in parts if item.lines)


def _shorter(item: Part) -> Part:
    """The part without its last line; at first without two, since "and 1 more" takes a line itself."""
    fewer = 1 if item.more else 2
    return replace(item, lines=item.lines[:-fewer], more=item.more + fewer)

"""A rising step curve in braille dots, or in ASCII, on the ground of its 95 % band.

The days stand from left to right, the share that is settled from none at the bottom to all at the top; it levels off
below what lapsed. The band is a tinted ground. Where there is no colour its edges are dotted: nothing is told by
colour alone.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from models.measures.survival import Point, median, shown_until
from models.time.words import MONTHS_FROM, days_text
from tui.text.glyphs import ASCII, Glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tui.pictures.lines import Line, Tone

LEFT = 5
"""Cells at the left of the curve, in which its heights are named."""

LEAST = 20
"""A picture narrower than this many cells tells nothing, and is not drawn."""

_LEAST_ROWS = 3
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, by row and column (Unicode, block U+2800)."""

_STEPS = 8
"""The heights that a ground can reach within a cell (U+2581 to U+2588)."""

Dot = tuple[int, int]


class Curve(NamedTuple):
    """What is drawn: the steps, and how many days each case lasted."""

    points: Sequence[Point]
    lasted: Sequence[float]

    @property
    def longest(self) -> float:
        """The longest time of any case."""
        return max(self.lasted, default=0)

    @property
    def end(self) -> float:
        """The day at the right edge. Where a few lasted far longer than all others, their days are cut off."""
        return shown_until(self.points, self.longest)

    @property
    def is_cut(self) -> bool:
        """Whether any lasted beyond the right edge."""
        return self.longest > self.end

    @property
    def shown(self) -> Sequence[Point]:
        """The steps up to the right edge."""
        return [point for point in self.points if point.day <= self.end]

    @property
    def has_band(self) -> bool:
        """Whether anything says how sure the curve is."""
        return any(point.low is not None for point in self.shown)


class _Grid(NamedTuple):
    """Dots of a picture: so many cells, each of `wide` x `high` dots."""

    cells: int
    rows: int
    wide: int
    high: int
    end: float

    def x(self, day: float) -> int:
        return min(self.cells * self.wide - 1, round(day / self.end * (self.cells * self.wide - 1)))

    def y(self, share: float) -> int:
        return round((1 - share) * (self.rows * self.high - 1))

    def steps(self, share: float) -> int:
        """How many steps above the ground of the picture a share stands: in the middle of its dot."""
        height = 0.5 + share * (self.rows * self.high - 1)
        return round(height * _STEPS / self.high)


def how_sure(*, tinted: bool) -> str:
    """What the band stands for, in words that stand below a curve which has one."""
    return f"{'tinted' if tinted else 'dotted'}: how sure that is"


def curve_lines(curve: Curve, width: int, rows: int, glyphs: Glyphs, *, tinted: bool) -> list[Line]:
    """The curve in so many cells and rows, and one more row with its days; nothing where that is too narrow.

    `tinted`: there are colours, so that its band can be a ground. Where the right edge cuts off what lasted far longer,
    the last row says so, at the cost of one of the curve.
    """
    if width < LEAST or rows < _LEAST_ROWS or not curve.points:
        return []
    if curve.is_cut and rows > _LEAST_ROWS:
        return [*_drawn(curve, width, rows - 1, glyphs, tinted=tinted), _beyond(curve, width)]
    return _drawn(curve, width, rows, glyphs, tinted=tinted)


def _drawn(curve: Curve, width: int, rows: int, glyphs: Glyphs, *, tinted: bool) -> list[Line]:
    plain = glyphs == ASCII
    rows -= rows in (4, 6)  # of few rows there has to be one in the middle, where half is
    grid = _Grid(width - LEFT, rows, 1 if plain else 2, 1 if plain else 4, curve.end)
    solid = set(_line(_estimate(curve), grid))
    edges = [*_edges(curve)]
    dotted = {dot for edge in edges for dot in _line(edge, grid) if plain or not sum(dot) % 2}
    faint = set() if tinted else dotted
    band = _band(edges, grid) if tinted else []
    draw = _ascii if plain else _braille
    lines = []
    for row in range(rows):
        cells = draw(grid, row, solid, faint)
        if tinted:
            cells = [*_on_band(cells, band, (rows - 1 - row) * _STEPS, "" if plain else glyphs.steps)]
        lines.append(_named(row, rows, _joined(cells)))
    return [*lines, _axis(curve, grid)]


# Lines of dots


def _estimate(curve: Curve) -> list[tuple[float, float]]:
    """The corners of what is settled, from the first day to the right edge."""
    steps = [(0.0, 0.0), *((float(point.day), 1 - point.unresolved) for point in curve.shown)]
    return [*steps, (curve.end, steps[-1][1])]


def _edges(curve: Curve) -> Iterator[list[tuple[float, float]]]:
    """The corners of both edges of the band: from the first that is resolved to the right edge, or until all are.

    The upper one comes first: it stands as far above the curve as the lower end of what is not resolved says.
    """
    over = [float(point.day) for point in curve.shown if not point.unresolved]
    for edge in ("low", "high"):
        known = [(float(point.day), 1 - float(getattr(point, edge))) for point in curve.shown if point.low is not None]
        yield [*known, *((min([*over, curve.end]), share) for _, share in known[-1:])]


def _line(corners: Sequence[tuple[float, float]], grid: _Grid) -> Iterator[Dot]:
    """The dots of a step line: along each height to the next day, then straight to the next height."""
    for (day, share), (later, next_share) in pairwise(corners):
        for x in range(grid.x(day), grid.x(later) + 1):
            yield x, grid.y(share)
        top, bottom = sorted((grid.y(share), grid.y(next_share)))
        for y in range(top, bottom + 1):
            yield grid.x(later), y


# Cells: each a sign with its voice

_Cell = tuple[str, "Tone"]


def _braille(grid: _Grid, row: int, solid: set[Dot], faint: set[Dot]) -> list[_Cell]:
    cells: list[_Cell] = []
    for cell in range(grid.cells):
        dots = [(cell * 2 + x, row * 4 + y) for y in range(4) for x in range(2)]
        bits = sum(_BITS[y % 4][x % 2] for x, y in dots if (x, y) in solid or (x, y) in faint)
        strong = any(dot in solid for dot in dots)
        cells.append((chr(0x2800 + bits) if bits else " ", "body" if strong else "quiet"))
    return cells


def _ascii(grid: _Grid, row: int, solid: set[Dot], faint: set[Dot]) -> list[_Cell]:
    def cell(dot: Dot) -> _Cell:
        return ("#", "body") if dot in solid else (("." if dot in faint else " "), "quiet")

    return [cell((x, row)) for x in range(grid.cells)]


def _band(edges: Sequence[Sequence[tuple[float, float]]], grid: _Grid) -> list[tuple[int, int]]:
    """From which step to which the band reaches in each cell of a row; (0, 0) where there is none."""
    upper, lower = edges
    if not upper:
        return [(0, 0)] * grid.cells
    found = []
    for cell in range(grid.cells):
        x = cell * grid.wide + (grid.wide - 1) / 2
        day = x / max(1, grid.cells * grid.wide - 1) * grid.end
        at = bisect_right(upper, day, key=itemgetter(0)) - 1
        known = at >= 0 and (day <= upper[-1][0] or cell == grid.cells - 1)
        found.append((grid.steps(lower[at][1]), grid.steps(upper[at][1])) if known else (0, 0))
    return found


def _on_band(cells: Iterable[_Cell], band: Sequence[tuple[int, int]], ground: int, steps: str) -> Iterator[_Cell]:
    """The cells of a row, the ground of which is so many steps high, tinted where the band is.

    A cell that the band fills in part is drawn by `steps`; without them, and under the curve, it is tinted or not.
    """
    for (sign, tone), (low, high) in zip(cells, band, strict=True):
        from_, to = (max(0, min(_STEPS, edge - ground)) for edge in (low, high))
        filled = to - from_
        if not steps or sign != " ":
            yield sign, "band" if 2 * filled >= _STEPS else tone
        elif filled in (0, _STEPS):
            yield sign, "band" if filled else tone
        elif to == _STEPS:
            yield steps[from_ - 1], "band-above"
        else:
            yield steps[to - 1], "band-below"


def _joined(cells: Iterable[_Cell]) -> Line:
    """Neighbours of one voice as one word."""
    return [("".join(sign for sign, _ in word), tone) for tone, word in groupby(cells, itemgetter(1))]


def _named(row: int, rows: int, drawn: Line) -> Line:
    """A row with what its height means."""
    name = {0: "all", rows - 1: "none", (rows - 1) // 2 if rows % 2 else rows // 2: "half"}.get(row, "")
    return [(name.ljust(LEFT), "aside"), *drawn]


def _axis(curve: Curve, grid: _Grid) -> Line:
    """The first day and the last, and between them that of the half."""
    last = days_text(curve.end).replace(" ", "+ " if curve.is_cut else " ")
    half = median(curve.points)
    between = ""
    if half and half < curve.end:
        # Where there is no room for the unit, and the last day has the same one, the number is enough.
        words = (days_text(half), *([f"{half:g}"] if curve.end < MONTHS_FROM else []))
        between = _between(words, grid.x(half) // grid.wide, grid.cells - len(last))
    row = ("0 " + between).ljust(grid.cells - len(last)) + last
    return [(" " * LEFT, "aside"), (row[-grid.cells :], "aside")]


def _between(words: Iterable[str], cell: int, room: int) -> str:
    """What follows "0 " on the axis: the first of the words that has room, as near to the middle of its cell as the
    words at both ends leave it.
    """
    for text in words:
        begin = max(0, min(cell - (len(text) - 1) // 2 - 2, room - len(text) - 3))
        if begin + len(text) + 3 <= room:
            return " " * begin + text
    return ""


def _beyond(curve: Curve, width: int) -> Line:
    """What lies beyond the right edge, as far as there is room for the words."""
    number = sum(days > curve.end for days in curve.lasted)
    longest = days_text(curve.longest)
    words = (
        f"{number} lasted longer, {'the longest ' if number > 1 else ''}{longest}",
        f"{number} lasted longer, {'up to ' if number > 1 else ''}{longest}",
        f"{number} longer, {'up to ' if number > 1 else ''}{longest}",
        f"{number} longer",
    )
    return [(next((said for said in words if len(said) <= width), words[-1]), "aside")]

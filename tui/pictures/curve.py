"""A rising step curve with its band, in braille dots or in ASCII.

The days stand from left to right, the share that is settled from none at the bottom to all at the top; it levels off
below what lapsed. The estimate is a solid line, the edges of its band are dotted: nothing is told by colour alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from models.measures.survival import P85, Point, median, reaches, shown_until
from models.time.words import days_text
from tui.text.glyphs import ASCII, Glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tui.pictures.lines import Line, Tone

LEFT = 5
"""Cells at the left of the curve, in which its heights are named."""

LEAST = 20
"""A picture narrower than this many cells tells nothing, and is not drawn."""

_MOST_TICKS = 12
_LEAST_GUIDE = 12
_LEAST_ROWS = 3
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, by row and column (Unicode, block U+2800)."""

Dot = tuple[int, int]


class Curve(NamedTuple):
    """What is drawn: the steps, how many days each case lasted, and those that each open one was seen."""

    points: Sequence[Point]
    lasted: Sequence[float]
    censored: Sequence[float] = ()

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


def curve_lines(curve: Curve, width: int, rows: int, glyphs: Glyphs) -> list[Line]:
    """The curve in so many cells and rows, and one more row with its days; nothing where that is too narrow.

    Where the right edge cuts off what lasted far longer, the last row says so, at the cost of one of the curve.
    """
    if width < LEAST or rows < _LEAST_ROWS or not curve.points:
        return []
    if curve.is_cut and rows > _LEAST_ROWS:
        return [*_drawn(curve, width, rows - 1, glyphs), _beyond(curve, width)]
    return _drawn(curve, width, rows, glyphs)


def _drawn(curve: Curve, width: int, rows: int, glyphs: Glyphs) -> list[Line]:
    plain = glyphs == ASCII
    grid = _Grid(width - LEFT, rows, 1 if plain else 2, 1 if plain else 4, curve.end)
    solid = set(_line(_estimate(curve), grid))
    band = {dot for edge in _edges(curve) for dot in _line(edge, grid) if plain or not sum(dot) % 2}
    ticks = set(_ticks(curve, grid))
    faint = band | (set() if plain else set(_guide(curve, grid)))
    draw = _ascii if plain else _braille
    return [*(_named(row, rows, draw(grid, row, solid, faint, ticks)) for row in range(rows)), _axis(curve, grid)]


# Lines of dots


def _estimate(curve: Curve) -> list[tuple[float, float]]:
    """The corners of what is settled, from the first day to the right edge."""
    steps = [(0.0, 0.0), *((float(point.day), 1 - point.unresolved) for point in curve.shown)]
    return [*steps, (curve.end, steps[-1][1])]


def _edges(curve: Curve) -> Iterator[list[tuple[float, float]]]:
    """The corners of both edges of the band: from the first that is resolved to the right edge, or until all are."""
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


def _guide(curve: Curve, grid: _Grid) -> Iterator[Dot]:
    """From one half to the curve, and down to the day of the median; nothing where that is too near to be read."""
    half = median(curve.points)
    if half is None or half > curve.end or grid.x(half) < _LEAST_GUIDE:
        return
    yield from ((x, grid.y(0.5)) for x in range(0, grid.x(half), 4))
    yield from ((grid.x(half), y) for y in range(grid.y(0.5), grid.rows * grid.high, 4))


def _ticks(curve: Curve, grid: _Grid) -> Iterator[Dot]:
    """A tick on the curve for each case that was seen so long and no longer; none where there would be many."""
    days = sorted({day for day in curve.censored if day <= curve.end})
    for day in days if len(days) <= _MOST_TICKS else ():
        share = max((1 - point.unresolved for point in curve.points if point.day <= day), default=0.0)
        above = range(1, 3) if grid.high > 1 else range(1)
        yield from ((grid.x(day), grid.y(share) - dots) for dots in above)


# Cells


def _braille(grid: _Grid, row: int, solid: set[Dot], faint: set[Dot], ticks: set[Dot]) -> Line:
    cells: Line = []
    for cell in range(grid.cells):
        dots = [(cell * 2 + x, row * 4 + y) for y in range(4) for x in range(2)]
        strong = any(dot in solid or dot in ticks for dot in dots)
        bits = sum(_BITS[y % 4][x % 2] for x, y in dots if (x, y) in solid or (x, y) in ticks or (x, y) in faint)
        cells.append((chr(0x2800 + bits) if bits else " ", "body" if strong else "quiet"))
    return _joined(cells)


def _ascii(grid: _Grid, row: int, solid: set[Dot], faint: set[Dot], ticks: set[Dot]) -> Line:
    def cell(dot: Dot) -> tuple[str, Tone]:
        if dot in ticks:
            return "+", "body"
        return ("#", "body") if dot in solid else (("." if dot in faint else " "), "quiet")

    return _joined(cell((x, row)) for x in range(grid.cells))


def _joined(cells: Iterable[tuple[str, Tone]]) -> Line:
    """Neighbours of one voice as one word; blanks take any."""
    line: Line = []
    for sign, tone in cells:
        if line and (line[-1][1] == tone or sign == " "):
            line[-1] = (line[-1][0] + sign, line[-1][1])
        else:
            line.append((sign, tone))
    return line


def _named(row: int, rows: int, drawn: Line) -> Line:
    """A row with what its height means."""
    name = {0: "all", rows - 1: "none", (rows - 1) // 2 if rows % 2 else rows // 2: "half"}.get(row, "")
    return [(name.ljust(LEFT), "aside"), *drawn]


def _axis(curve: Curve, grid: _Grid) -> Line:
    """The first and last day, and those of the median and of 85 in 100 where there is room between them."""
    last = f"{curve.end:g}+ days" if curve.is_cut else days_text(curve.end)
    row = list("0".ljust(grid.cells - len(last)) + last)[-grid.cells :]
    for day in (median(curve.points), reaches(curve.points, P85)):
        if day is not None and day <= curve.end:
            _put(row, f"{day:g}", grid.x(day) // grid.wide)
    return [(" " * LEFT, "aside"), ("".join(row).rstrip(), "aside")]


def _beyond(curve: Curve, width: int) -> Line:
    """What lies beyond the right edge, as far as there is room for the words."""
    number = sum(days > curve.end for days in curve.lasted)
    longest = days_text(curve.longest)
    words = (
        f"{number} lasted longer, {'the longest ' if number > 1 else ''}{longest}",
        f"{number} longer, {'up to ' if number > 1 else ''}{longest}",
        f"{number} longer",
    )
    return [(next((said for said in words if len(said) <= width), words[-1]), "aside")]


def _put(row: list[str], text: str, cell: int) -> None:
    """Set a word around a cell, where nothing stands there or right beside it."""
    begin = max(0, cell - (len(text) - 1) // 2)
    if begin + len(text) <= len(row) and not "".join(row[max(0, begin - 1) : begin + len(text) + 1]).strip():
        row[begin : begin + len(text)] = text

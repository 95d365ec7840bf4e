"""Bars: a share of a whole, and an age against the points where it is watched and late."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.pictures.lines import Line
    from tui.text.glyphs import Glyphs

_ROOM = 1.25
"""How far beyond its last mark a scale of ages reaches, at least."""

_EACH = 2
_MOST = 2
"""How far beyond its last mark it reaches at most: what is older than that fills its bar, and goes on."""


WATCH_NAME, LATE_NAME = "7 in 10", "85 in 100"
"""What the marks of a scale of ages are called: so many have ended by then."""


def share_bar(part: int, whole: int, cells: int, glyphs: Glyphs) -> Line:
    """A share as a bar of so many cells, to half a cell. Only the whole is drawn full, and only nothing empty."""
    halves = round(2 * cells * part / whole)
    if 0 < part < whole:
        halves = max(1, min(halves, 2 * cells - 1))
    full, half = divmod(halves, 2)
    drawn = glyphs.share * full + glyphs.half * half
    return [(drawn, "aside"), (glyphs.rest * (cells - full - half), "quiet")]


def count_bar(count: int, most: int, cells: int, glyphs: Glyphs) -> str:
    """A count as a bar; `most` is the highest of those that stand beside each other, and fills the cells at most.

    One thing takes two cells where there is room: a count of one is short, whatever it stands beside.
    """
    each = min(_EACH, cells / max(1, most))
    return glyphs.share * min(cells, max(1, round(count * each))) if count and cells > 0 else ""


def scale_end(oldest: float, watch: float | None, late: float | None) -> float:
    """The age in days at the end of all bars, of which the oldest is so old."""
    mark = late if late is not None else watch
    if not mark:
        return max(1.0, oldest)
    return max(mark * _ROOM, min(oldest, mark * _MOST), 1.0)


def marks_named(watch: float, late: float | None, end: float, cells: int) -> str:
    """What stands above such bars: the name of each mark over it, or where they are too near right beside it."""
    first, second = WATCH_NAME, LATE_NAME if late is not None else ""
    at, then = _mark_at(watch, end, cells), _mark_at(late or 0, end, cells)
    begin, other = max(0, at - len(first) // 2), then - len(second) // 2
    if second and other < begin + len(first) + 2:
        begin = max(0, min(begin, at + 1 - len(first)))
        other = max(then, begin + len(first) + 2)
    return (" " * begin + first).ljust(other) + second if second else " " * begin + first


def _mark_at(mark: float, end: float, cells: int) -> int:
    return min(cells - 1, int(mark / end * cells))


def ageing_bar(days: float, watch: float | None, late: float | None, end: float, cells: int, glyphs: Glyphs) -> Line:
    """An age on a scale of `end` days, with a mark at each of both points that is known."""
    marks = [(mark, _mark_at(mark, end, cells)) for mark in (watch, late) if mark is not None]
    full = min(cells, int(days / end * cells) + 1) if days else 0
    # Where the age and a mark share a cell, the bar reaches the mark only once the age does.
    full = min([full, *(at for mark, at in marks if days < mark)])
    signs = [glyphs.share] * full + [glyphs.rest] * (cells - full)
    for _, at in marks:
        signs[at] = glyphs.mark_in if at < full else glyphs.mark
    if days > end:
        signs[-1] = glyphs.cursor
    return [("".join(signs[:full]), "aside"), ("".join(signs[full:]), "quiet")]

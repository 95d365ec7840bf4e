"""Curves of a document as inline SVG: steps that rise from none settled towards all, each on the tint of its band."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from models.measures.survival import median, shown_until
from models.time.words import days_text
from models.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.pages.document import Steps

WIDE, HIGH = 520, 160
_LEFT, _RIGHT, _BOTTOM, _TOP = 34, 8, 18, 8
_ROW = 14
_DASHES = ("", "5 3")
_LETTER = 5
"""About the width of a letter of that size: enough to tell whether two words stand clear of each other."""


class Look(NamedTuple):
    """How large a drawing is without the names below it, the attributes of its words, and the colours of a curve and of
    its band.
    """

    wide: int
    high: int
    words: str
    ink: str
    band: str


SCREEN = Look(
    WIDE, HIGH, 'font-family="Helvetica, Arial, sans-serif" font-size="9" fill="#555b66"', "#245a8d", "#cbdbea"
)

PAPER = Look(260, 112, 'font-family="Libertinus Serif" font-size="9" fill="#5b616b"', "#1f2328", "#dfe2e6")
"""It takes one of two columns, so that it is drawn at the size of the words around it."""


def svg(curves: Sequence[Steps], look: Look = SCREEN) -> str:
    """The curves over one axis of days, the first one solid, the next dashed; empty where there is none.

    All bands lie below all curves, and show through each other.
    """
    drawn = [curve for curve in curves if curve.points]
    if not drawn:
        return ""
    end = max(shown_until(curve.points, max(curve.lasted)) for curve in drawn)
    bands = [path for curve in drawn if (path := _band(curve, end, look))]
    parts = [f'<path class="band" d="{path}" fill="{look.band}" fill-opacity="0.7"/>' for path in bands]
    for number, curve in enumerate(drawn):
        dash = f' stroke-dasharray="{_DASHES[number % 2]}"' if _DASHES[number % 2] else ""
        parts.append(f'<path d="{_line(curve, end, look)}" fill="none" stroke="{look.ink}" stroke-width="2"{dash}/>')
        parts.append(_key(number, curve.name, dash, look))
    parts.append(_axis(drawn, end, look))
    parts += [_legend(len(drawn), look)] if bands else []
    said = ", ".join(visible(curve.name) for curve in drawn)
    high = look.high + _ROW * (len(drawn) + bool(bands))
    return (
        f'<svg viewBox="0 0 {look.wide} {high}" width="{look.wide}" role="img" '
        f'aria-label="{escape(said, quote=True)}">' + "".join(parts) + "</svg>"
    )


def _x(day: float, end: float, look: Look) -> str:
    return f"{_LEFT + (look.wide - _LEFT - _RIGHT) * min(day, end) / end:.1f}"


def _y(share: float, look: Look) -> str:
    return f"{_TOP + (look.high - _TOP - _BOTTOM) * (1 - share):.1f}"


def _line(curve: Steps, end: float, look: Look) -> str:
    path = f"M{_x(0, end, look)} {_y(0, look)}"
    for point in curve.points:
        if point.day <= end:
            path += f"H{_x(point.day, end, look)}V{_y(1 - point.unresolved, look)}"
    return path + f"H{_x(max(curve.lasted), end, look)}"


def _band(curve: Steps, end: float, look: Look) -> str:
    """The area between both edges: from the first that is resolved to the last day of any case, or until all are."""
    known = [
        (point.day, 1 - point.high, 1 - point.low)
        for point in curve.points
        if point.low is not None and point.high is not None and point.day <= end
    ]
    if not known:
        return ""
    over = next((point.day for point in curve.points if not point.unresolved), max(curve.lasted))
    days = [*(day for day, _, _ in known[1:]), over]
    upper = "".join(
        f"V{_y(high, look)}H{_x(until, end, look)}" for (_, _, high), until in zip(known, days, strict=True)
    )
    lower = "".join(f"V{_y(low, look)}H{_x(day, end, look)}" for day, low, _ in reversed(known))
    return f"M{_x(known[0][0], end, look)} {_y(known[0][2], look)}{upper}{lower}Z"


def _axis(drawn: Sequence[Steps], end: float, look: Look) -> str:
    """The names of three heights; below the first day, that of the half of the first curve, and the last one."""
    longest = max(max(curve.lasted) for curve in drawn)
    beyond = f", the longest lasted {days_text(longest)}" if longest > end else ""
    last = days_text(end) + beyond
    names = ((1.0, "all"), (0.5, "half"), (0.0, "none"))
    words = [_text(_LEFT - 6, float(_y(share, look)) + 3, name, "end", look) for share, name in names]
    base = look.high - _BOTTOM + 13
    words += [_text(_LEFT, base, "0", "start", look), _text(look.wide - _RIGHT, base, last, "end", look)]
    half = median(drawn[0].points)
    if half is not None and half <= end:
        at, room = float(_x(half, end, look)), _LETTER * len(days_text(half)) / 2
        if at - room > _LEFT + 2 * _LETTER and at + room < look.wide - _RIGHT - _LETTER * (len(last) + 1):
            words.append(_text(at, base, days_text(half), "middle", look))
    return "".join(words)


def _text(x: float, y: float, words: str, anchor: str, look: Look) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {look.words}>{escape(words)}</text>'


def _key(number: int, name: str, dash: str, look: Look) -> str:
    y = look.high + 6 + _ROW * number
    line = f'<line x1="{_LEFT}" x2="{_LEFT + 24}" y1="{y}" y2="{y}" stroke="{look.ink}" stroke-width="2"{dash}/>'
    return line + _text(_LEFT + 30, y + 3, visible(name), "start", look)


def _legend(row: int, look: Look) -> str:
    """What the band stands for, below the names of the curves."""
    y = look.high + 6 + _ROW * row
    patch = f'<rect x="{_LEFT}" y="{y - 4}" width="24" height="8" fill="{look.band}" fill-opacity="0.7"/>'
    return patch + _text(_LEFT + 30, y + 3, "tinted: how sure that is", "start", look)

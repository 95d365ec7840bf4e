"""Curves of a document as inline SVG: steps that rise from none settled towards all, each on the tint of its band."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

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
_INK, _BAND = "#245a8d", "#cbdbea"
_FONT = 'font-family="Helvetica, Arial, sans-serif" font-size="9" fill="#555b66"'
_LETTER = 5
"""About the width of a letter of that size: enough to tell whether two words stand clear of each other."""


def svg(curves: Sequence[Steps]) -> str:
    """The curves over one axis of days, the first one solid, the next dashed; empty where there is none.

    All bands lie below all curves, and show through each other.
    """
    drawn = [curve for curve in curves if curve.points]
    if not drawn:
        return ""
    end = max(shown_until(curve.points, max(curve.lasted)) for curve in drawn)
    bands = [path for curve in drawn if (path := _band(curve, end))]
    parts = [f'<path class="band" d="{path}" fill="{_BAND}" fill-opacity="0.7"/>' for path in bands]
    for number, curve in enumerate(drawn):
        dash = f' stroke-dasharray="{_DASHES[number % 2]}"' if _DASHES[number % 2] else ""
        parts.append(f'<path d="{_line(curve, end)}" fill="none" stroke="{_INK}" stroke-width="2"{dash}/>')
        parts.append(_key(number, curve.name, dash))
    parts.append(_axis(drawn, end))
    parts += [_legend(len(drawn))] if bands else []
    said = ", ".join(visible(curve.name) for curve in drawn)
    high = HIGH + _ROW * (len(drawn) + bool(bands))
    return (
        f'<svg viewBox="0 0 {WIDE} {high}" width="{WIDE}" role="img" '
        f'aria-label="{escape(said, quote=True)}">' + "".join(parts) + "</svg>"
    )


def _x(day: float, end: float) -> str:
    return f"{_LEFT + (WIDE - _LEFT - _RIGHT) * min(day, end) / end:.1f}"


def _y(share: float) -> str:
    return f"{_TOP + (HIGH - _TOP - _BOTTOM) * (1 - share):.1f}"


def _line(curve: Steps, end: float) -> str:
    path = f"M{_x(0, end)} {_y(0)}"
    for point in curve.points:
        if point.day <= end:
            path += f"H{_x(point.day, end)}V{_y(1 - point.unresolved)}"
    return path + f"H{_x(max(curve.lasted), end)}"


def _band(curve: Steps, end: float) -> str:
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
    upper = "".join(f"V{_y(high)}H{_x(until, end)}" for (_, _, high), until in zip(known, days, strict=True))
    lower = "".join(f"V{_y(low)}H{_x(day, end)}" for day, low, _ in reversed(known))
    return f"M{_x(known[0][0], end)} {_y(known[0][2])}{upper}{lower}Z"


def _axis(drawn: Sequence[Steps], end: float) -> str:
    """The names of three heights; below the first day, that of the half of the first curve, and the last one."""
    longest = max(max(curve.lasted) for curve in drawn)
    beyond = f", the longest lasted {days_text(longest)}" if longest > end else ""
    last = days_text(end) + beyond
    names = ((1.0, "all"), (0.5, "half"), (0.0, "none"))
    words = [_text(_LEFT - 6, float(_y(share)) + 3, name, "end") for share, name in names]
    base = HIGH - _BOTTOM + 13
    words += [_text(_LEFT, base, "0", "start"), _text(WIDE - _RIGHT, base, last, "end")]
    half = median(drawn[0].points)
    if half is not None and half <= end:
        at, room = float(_x(half, end)), _LETTER * len(days_text(half)) / 2
        if at - room > _LEFT + 2 * _LETTER and at + room < WIDE - _RIGHT - _LETTER * (len(last) + 1):
            words.append(_text(at, base, days_text(half), "middle"))
    return "".join(words)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {_FONT}>{escape(words)}</text>'


def _key(number: int, name: str, dash: str) -> str:
    y = HIGH + 6 + _ROW * number
    line = f'<line x1="{_LEFT}" x2="{_LEFT + 24}" y1="{y}" y2="{y}" stroke="{_INK}" stroke-width="2"{dash}/>'
    return line + _text(_LEFT + 30, y + 3, visible(name), "start")


def _legend(row: int) -> str:
    """What the band stands for, below the names of the curves."""
    y = HIGH + 6 + _ROW * row
    patch = f'<rect x="{_LEFT}" y="{y - 4}" width="24" height="8" fill="{_BAND}" fill-opacity="0.7"/>'
    return patch + _text(_LEFT + 30, y + 3, "tinted: how sure that is", "start")

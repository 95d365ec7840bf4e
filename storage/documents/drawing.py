"""Curves of a document as inline SVG: steps that rise from none settled towards all, each with its band."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from models.measures.survival import shown_until
from models.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.pages.document import Steps

WIDE, HIGH = 520, 150
_LEFT, _BOTTOM, _TOP = 34, 18, 8
_DASHES = ("", "5 3")
_FONT = 'font-family="Helvetica, Arial, sans-serif" font-size="9" fill="#555b66"'


def svg(curves: Sequence[Steps]) -> str:
    """The curves over one axis of days, the first one solid, the next dashed; empty where there is none."""
    drawn = [curve for curve in curves if curve.points]
    if not drawn:
        return ""
    longest = max(max(curve.lasted) for curve in drawn)
    end = max(shown_until(curve.points, max(curve.lasted)) for curve in drawn)
    parts = [_axis(end, longest)]
    for number, curve in enumerate(drawn):
        dash = f' stroke-dasharray="{_DASHES[number % 2]}"' if _DASHES[number % 2] else ""
        parts.append(f'<path d="{_band(curve, end)}" fill="#245a8d" fill-opacity="0.08"/>')
        parts.append(f'<path d="{_line(curve, end)}" fill="none" stroke="#245a8d" stroke-width="1.4"{dash}/>')
        parts.append(_key(number, curve.name, dash))
    said = ", ".join(visible(curve.name) for curve in drawn)
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH + 14 * len(drawn)}" width="{WIDE}" role="img" '
        f'aria-label="{escape(said, quote=True)}">' + "".join(parts) + "</svg>"
    )


def _x(day: float, end: float) -> str:
    return f"{_LEFT + (WIDE - _LEFT - 8) * min(day, end) / end:.1f}"


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


def _axis(end: float, longest: float) -> str:
    """The two heights, the half, and the days at both ends; the longest, where that is beyond."""
    base = HIGH - _BOTTOM
    lines = "".join(
        f'<line x1="{_LEFT}" x2="{WIDE - 8}" y1="{_y(share)}" y2="{_y(share)}" stroke="#d5d2c9" stroke-width="0.6"/>'
        f'<text x="{_LEFT - 4}" y="{float(_y(share)) + 3:.1f}" text-anchor="end" {_FONT}>{name}</text>'
        for share, name in ((1.0, "all"), (0.5, "half"), (0.0, "none"))
    )
    days = f'<text x="{_LEFT}" y="{base + 13}" {_FONT}>0</text>'
    beyond = f", the longest lasted {longest:g}" if longest > end else ""
    last = f'<text x="{WIDE - 8}" y="{base + 13}" text-anchor="end" {_FONT}>{end:g} days{beyond}</text>'
    return lines + days + last


def _key(number: int, name: str, dash: str) -> str:
    y = HIGH + 6 + 14 * number
    return (
        f'<line x1="{_LEFT}" x2="{_LEFT + 24}" y1="{y}" y2="{y}" stroke="#245a8d" stroke-width="1.4"{dash}/>'
        f'<text x="{_LEFT + 30}" y="{y + 3}" {_FONT}>{escape(visible(name))}</text>'
    )

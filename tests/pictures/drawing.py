"""The app's screen as an SVG that loads nothing: the cells alone, on the ground of the page, in a font at hand.

Textual's own export frames them as a window and loads its font from a remote address.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from math import ceil
from typing import NamedTuple

from rich.console import Console
from rich.segment import Segment
from textual.app import App

ROW = 24.4
"""The height of a row, as Rich writes it: 1.22 of the 20 that it takes for a letter's height."""

FONT = 20.96
"""The font size at which rows of DejaVu Sans Mono or Menlo are that high, so that lines and blocks join."""

CELL = 0.602 * FONT
"""The width of a cell at that size. Other fonts are stretched to it by the textLength of each text."""

DROP = 0.95
"""How far below Rich's base line letters stand, so that they fill the ground that Rich draws behind a row."""

MARGIN = 12

_BRAILLE = re.compile("([\u2800-\u28ff])")

TEMPLATE = """\
<svg viewBox="0 0 WIDE HIGH" width="WIDE" height="HIGH" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font: FONTpx "DejaVu Sans Mono", Menlo, "Liberation Mono", monospace; white-space: pre; }}
.{unique_id}-matrix text {{ clip-path: none; }}
{styles}
</style>
<rect width="WIDE" height="HIGH" fill="PAGE"/>
<g transform="translate(MARGIN, MARGIN)">
{backgrounds}
<g class="{unique_id}-matrix" transform="translate(0, DROP)">
{matrix}
</g>
</g>
</svg>
"""


class Picture(NamedTuple):
    """An SVG with its size in pixels."""

    svg: str
    wide: int
    high: int


def draw(app: App[None]) -> Picture:
    """What stands on the screen of a running app."""
    columns, rows = app.size
    wide, high = ceil(columns * CELL + 2 * MARGIN), ceil(rows * ROW + 2 * MARGIN)
    console = Console(
        width=columns,
        height=rows,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
    )
    behind = app._background_screens
    console.print(app.screen._compositor.render_update(full=True, screen_stack=behind, simplify=True))
    console._record_buffer[:] = _braille_apart(console._record_buffer)
    template = _filled(wide, high, app.theme_variables["background"])
    svg = console.export_svg(title="", code_format=template, font_aspect_ratio=CELL / 20, unique_id="v")
    return Picture(svg, wide, high)


def _braille_apart(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments, each cell of braille for itself: it comes from another font than the blanks beside it, and what is
    stretched to its length as a whole would stand between its cells.
    """
    for text, style, control in segments:
        for piece in _BRAILLE.split(text) if text and not control else (text,):
            if piece or control:
                yield Segment(piece, style, control)


def _filled(wide: int, high: int, page: str) -> str:
    values = {"WIDE": wide, "HIGH": high, "PAGE": page, "FONT": FONT, "MARGIN": MARGIN, "DROP": DROP}
    found = TEMPLATE
    for name, value in values.items():
        found = found.replace(name, str(value))
    return found

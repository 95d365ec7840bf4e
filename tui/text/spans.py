"""Pieces of a line with their voice, cut to a width in cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tui.text.cells import cell_width, cut
from tui.text.glyphs import glyphs

Voice = Literal[
    "body", "strong", "label", "aside", "quiet", "place", "key", "late", "watch", "said", "link",
    "band", "band-below", "band-above",
]  # fmt: skip
"""How a word is set; the stylesheet says what each voice looks like. `band` stands on the tinted ground of a curve; at
its edges that ground fills a cell from below, or from above.
"""


Span = tuple[str, Voice]


Spans = Sequence[Span]
"""One line. Its texts have gone through `visible` where a person wrote them."""


def width_of(spans: Spans) -> int:
    """How many cells a line takes."""
    return sum(cell_width(text) for text, _ in spans)


def cut_spans(spans: Spans, cells: int, flex: int = -1) -> list[Span]:
    """The line in at most so many cells: first the span at `flex` gives way, then the end of the line."""
    over = width_of(spans) - cells
    if over <= 0:
        return list(spans)
    listed = list(spans)
    text, voice = listed[flex]
    listed[flex] = (cut(text, max(1, cell_width(text) - over), glyphs().cut), voice)
    room, kept = cells, []
    for text, voice in listed:
        shown = cut(text, room, glyphs().cut)
        if shown:
            kept.append((shown, voice))
        if shown != text:
            break  # one mark for all that has no room
        room -= cell_width(shown)
    return kept

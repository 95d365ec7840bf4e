"""The scrollbar: whole cells of ground, so that its ends do not flicker in eighths while one moves."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_NONE = Color.default()


class Thumb(ScrollBarRender):
    """What Textual draws, in whole cells. What scrolls sideways has no bar in this app."""

    @classmethod
    def render_bar(  # noqa: PLR0913 (as Textual calls it)
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _NONE,
        bar_color: Color = _NONE,
    ) -> Segments:
        """The cells from the top: what scrolls up, the thumb, what scrolls down."""
        size, hidden = int(size), virtual_size - window_size
        if not vertical or not window_size or hidden <= 0:
            return Segments([Segment(" " * thickness, Style(bgcolor=back_color))] * size, new_lines=vertical)
        thumb = min(size, max(1, round(size * window_size / virtual_size)))
        above = max(0, min(size - thumb, round((size - thumb) * position / hidden)))
        parts = (
            ("scroll_up", above, back_color),
            ("grab", thumb, bar_color),
            ("scroll_down", size - above - thumb, back_color),
        )
        segments: list[Segment] = []
        for does, cells, ground in parts:
            segments += [Segment(" " * thickness, Style(bgcolor=ground, meta={"@mouse.down": does}))] * cells
        return Segments(segments, new_lines=True)

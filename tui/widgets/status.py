"""The status line: one sentence, on as many rows as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.cells import cell_width, cut, visible, wrap
from tui.text.glyphs import glyphs
from tui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual.strip import Strip

    from tui.text.spans import Span

LEAST_NAME = 16
"""Cells that the name of a thing keeps where what was done with it takes the rest of a row."""

MOST_ROWS, HIGH = 3, 15
"""Rows that a sentence takes at most, on a screen of so many rows or more; on a lower one it is cut to one."""


class Status(Bar):
    """What was done, on one row for which the name of the thing gives way; a fault or a hint is told whole.

    A second row stands where the page ends with an empty one, so that nothing above it moves.
    """

    _words = _then = ""
    _above: tuple[str, ...] = ()
    """The rows above the last one."""

    @property
    def says(self) -> str:
        """The whole of it as text, whatever fits."""
        return self._words + self._then

    def tell(self, words: str, then: str = "") -> None:
        """Replace the sentence. `then` begins with a full stop and a key, which a click on it presses."""
        self._words, self._then = visible(words), then
        self._draw()

    def on_resize(self) -> None:
        """Break the sentence for the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_region.width or self.size.width
        then = self._then if width >= 2 * len(self._then) else ""
        name, between, said = self._words.partition(": ")  # what was done may hold one too, and is not cut
        named = then and between and cell_width(f": {said}{then}") <= width - LEAST_NAME
        whole = self._words + then
        rows = [whole] if not width or named or cell_width(whole) <= width else wrap(whole, width)
        most = MOST_ROWS if self.app.size.height >= HIGH else 1
        if len(rows) > most:
            rows[most - 1 :] = [cut(" ".join(rows[most - 1 :]), width, glyphs().cut)]
        if (above := tuple(rows[:-1])) != self._above:
            self._above, self._row = above, len(above)
            self.refresh()
        self._show_last(rows[-1], then, name if named else "")
        self.styles.height = len(rows)
        self.screen.set_class(len(rows) > 1, "-long")

    def _show_last(self, row: str, then: str, name: str) -> None:
        """Show the row that ends the sentence: the key in it is pressed by a click on what it does."""
        offered = then.removeprefix(". ")
        before, found, _ = row.rpartition(offered) if offered else (row, "", "")
        parts = [name, before.removeprefix(name), found]
        spans: list[Span] = [(text, "body") for text in parts if text]
        self.show(spans, flex=0, presses={len(spans) - 1: offered[:1]} if found else None)

    def render_line(self, y: int) -> Strip:
        """Draw a row of it."""
        if y < self._row:
            return self.strip([(self._above[y], "body")], self.size.width)
        return super().render_line(y)

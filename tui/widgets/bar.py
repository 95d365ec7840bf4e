"""A row of the frame: something at the left, something at the right, and words that can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.text.cells import cell_width
from tui.text.spans import Span, Spans, cut_spans, width_of
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.strip import Strip

GAP = 3


class Bar(Drawn):
    """One row. Where both sides do not fit, the span of the left side at `flex` is cut."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(id=id)
        self._left: Spans = ()
        self._right: Spans = ()
        self._flex = -1
        self._presses: Mapping[int, str] = {}
        self._row = 0

    def show(self, left: Spans, right: Spans = (), flex: int = -1, presses: Mapping[int, str] | None = None) -> None:
        """Replace what stands in the row. `presses` gives the key that a click on a span of the left side presses."""
        self._presses = presses or {}
        if (left, right, flex) != (self._left, self._right, self._flex):
            self._left, self._right, self._flex = left, right, flex
            self.refresh()

    @property
    def says(self) -> str:
        """The whole of it as text, whatever fits."""
        return "".join(text for text, _ in (*self._left, *self._right))

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        if y != self._row or not (self._left or self._right):
            return self.strip((), width)
        left, right = self._fitted(width)
        fill = " " * max(0, width - width_of(left) - width_of(right))
        return self.strip([*left, (fill, "body"), *right], width)

    def _fitted(self, width: int) -> tuple[list[Span], list[Span]]:
        """What stands at the left and at the right in so many cells."""
        right = list(self._right) if width_of(self._right) + 2 * GAP <= width else []
        room = width - width_of(right) - (GAP if right else 0)
        return cut_spans(self._left, room, self._flex) if self._left else [], right

    def on_click(self, event: events.Click) -> None:
        """Press the key of the words that were clicked, where they stand now that the line is cut."""
        content, at = event.get_content_offset(self), 0
        if content is None or content.y != self._row:
            return
        for number, (text, _) in enumerate(self._fitted(self.size.width)[0]):
            if at <= content.x < at + cell_width(text) and number in self._presses:
                self.pressed(self._presses[number])
            at += cell_width(text)

    def pressed(self, key: str) -> None:
        """Do what a click on words of the left side does: press their key."""
        self.app.simulate_key(key)


class Key(NamedTuple):
    """A key and what it does, as the keys row shows it. `key` is pressed when it is clicked."""

    key: str
    shown: str
    does: str


class Keys(Bar):
    """The row of keys that work now; each can be clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(id=id)
        self._keys: tuple[Key, ...] = ()

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """Replace the keys; the last one stays where not all fit."""
        self._keys = keys
        self._draw()

    def on_resize(self) -> None:
        """Fit the keys to the new width."""
        self._draw()

    def _draw(self) -> None:
        spans: list[Span] = []
        presses: dict[int, str] = {}
        for key in self._fitting():
            presses |= {len(spans): key.key, len(spans) + 1: key.key}
            spans += [(key.shown, "key"), (f" {key.does}", "aside"), ("  ", "body")]
        self.show(spans[:-1], presses=presses)

    def _fitting(self) -> list[Key]:
        kept = list(self._keys)
        while len(kept) > 1 and sum(_width(key) + 2 for key in kept) - 2 > self.size.width:
            del kept[-2]
        return kept


def _width(key: Key) -> int:
    return cell_width(key.shown) + 1 + cell_width(key.does)

"""The keys that work in the place it was opened from, read from their bindings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from tui.screens.frame import Frame, shown_key
from tui.screens.over import Over
from tui.text import cell_width, padded
from tui.widgets.drawn import Spans
from tui.widgets.sheet import Reader


class Help(Over[None]):
    """All keys, those of the list first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "close", id="help.close", tooltip="close"),
    ]

    def __init__(self, lines: Sequence[Spans]) -> None:
        super().__init__()
        self._lines = lines
        self.LINES = len(lines)

    def compose(self) -> ComposeResult:
        """One sheet of keys."""
        with Container(id="dialog"):
            yield Reader(id="keys-sheet")

    def on_mount(self) -> None:
        """Fill the sheet."""
        sheet = self.query_one(Reader)
        sheet.styles.height = len(self._lines)
        sheet.show(lambda _width: self._lines)
        sheet.focus()


def key_lines(place: Screen[Any]) -> list[Spans]:
    """A line for what keys do: the keys in one column, the words in the other. ? comes last, as in the keys row."""
    keys: dict[str, list[str]] = {}
    works = place.works if isinstance(place, Frame) else lambda _action: True
    for active in place.active_bindings.values():
        binding = active.binding
        if binding.id is not None and works(binding.action):
            keys.setdefault(binding.tooltip or binding.description, []).append(shown_key(binding))
    shown = {does: " ".join(dict.fromkeys(listed)) for does, listed in keys.items()}
    width = max(map(cell_width, shown.values()), default=0) + 3
    ordered = sorted(shown.items(), key=lambda item: item[1] == "?")
    lines: list[Spans] = [[(padded(listed, width), "key"), (does, "body")] for does, listed in ordered]
    return [[("KEYS", "label")], (), *lines]

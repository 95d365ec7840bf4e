"""The keys that work in the place it was opened from, read from their bindings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from tui.screens.over import Over
from tui.text import cell_width, padded
from tui.widgets.drawn import Spans
from tui.widgets.sheet import Reader


class Help(Over):
    """All keys, those of the list first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "close", id="help.close"),
    ]

    def __init__(self, place: Screen[Any]) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """One sheet of keys."""
        with Container(id="dialog"):
            yield Reader(id="keys-sheet")

    def on_mount(self) -> None:
        """Fill the sheet."""
        lines = key_lines(self._place)
        sheet = self.query_one(Reader)
        sheet.styles.height = len(lines)
        sheet.show(lambda _width: lines)
        sheet.focus()


def key_lines(place: Screen[Any]) -> list[Spans]:
    """A line a binding: its keys in one column, what they do in the other."""
    from tui.screens.frame import shown_key

    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for active in place.active_bindings.values():
        binding = active.binding
        if binding.id is None:
            continue
        keys.setdefault(binding.id, []).append(shown_key(binding))
        words[binding.id] = binding.tooltip or binding.description
    shown = {name: ", ".join(dict.fromkeys(listed)) for name, listed in keys.items()}
    width = max(map(cell_width, shown.values()), default=0) + 3
    lines: Sequence[Spans] = [[(padded(shown[name], width), "key"), (words[name], "body")] for name in shown]
    return [[("KEYS", "label")], (), *lines]

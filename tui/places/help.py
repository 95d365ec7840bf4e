"""The keys that work in the place it was opened from, read from their bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import ActiveBinding, Binding, BindingType

from tui.page.dialog import WIDTH, Over
from tui.page.keys_row import Keyed, shown_key
from tui.text.cells import cell_width, padded, wrap
from tui.text.spans import width_of
from tui.widgets.sheet import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.screen import Screen
    from textual.widget import Widget

    from tui.text.spans import Spans

MOVING, ACTING, EVERYWHERE = "MOVING", "ACTING", "EVERYWHERE"

_MOVES = ("open", "back", "move", "up", "page", "read", "view", "show_view", "period", "found", "words")
"""Actions that lead somewhere and change nothing, beside those that scroll."""


_COLUMNS, _BESIDE = 2, 8
"""A line of a key has two columns; and the cells of the dialog beside its words, one for the scrollbar among them."""


class Help(Over[None]):
    """All keys: those that move, those that act, and those that work everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "back", id="help.close", tooltip="close"),
        Binding("ctrl+p", "app.palette", "commands", show=False, id="help.palette", tooltip="on to every command"),
    ]

    def __init__(self, lines: Sequence[Spans]) -> None:
        super().__init__()
        self._lines = lines

    def measure(self) -> None:
        """Make room for as many lines as the words take."""
        self.LINES = len(self._whole)

    @property
    def _whole(self) -> list[Spans]:
        return _whole(self._lines, max(1, min(WIDTH, self.size.width) - _BESIDE))

    def inside(self) -> Iterable[Widget]:
        """One sheet of keys."""
        yield Reader(id="keys-sheet")

    def on_mount(self) -> None:
        """Fill the sheet."""
        sheet = self.query_one(Reader)
        sheet.show(lambda _width: self._whole)
        sheet.focus()

    def fit(self, lines: int) -> None:
        """What does not fit is read with the keys."""
        self.query_one(Reader).styles.height = lines


def _whole(lines: Sequence[Spans], width: int) -> list[Spans]:
    """The lines, what a key does told whole: where it is longer it goes on below itself."""
    found: list[Spans] = []
    for line in lines:
        if len(line) != _COLUMNS or width_of(line) <= width:
            found.append(line)
            continue
        (keys, key), (does, voice) = line
        indent = cell_width(keys)
        first, *rest = wrap(does, max(1, width - indent))
        found += [[(keys, key), (first, voice)], *([(" " * indent, "body"), (more, voice)] for more in rest)]
    return found


def key_lines(place: Screen[Any]) -> list[Spans]:
    """A line for what keys do: the keys in one column, the words in the other. ? comes last, as in the keys row."""
    keys: dict[str, dict[str, list[str]]] = {MOVING: {}, ACTING: {}, EVERYWHERE: {}}
    works = place.works if isinstance(place, Keyed) else lambda _action: True
    for active in place.active_bindings.values():
        binding = active.binding
        if binding.id is not None and works(binding.action):
            told = keys[_group(active, place)]
            told.setdefault(binding.tooltip or binding.description, []).append(shown_key(binding))
    shown = {
        label: {does: " ".join(dict.fromkeys(each)) for does, each in told.items()} for label, told in keys.items()
    }
    width = max((cell_width(each) for told in shown.values() for each in told.values()), default=0) + 2
    lines: list[Spans] = [[("Keys", "strong")]]
    for label, words in shown.items():
        ordered = sorted(words.items(), key=lambda item: item[1] == "?")
        found: list[Spans] = [[(padded(each, width), "key"), (does, "body")] for does, each in ordered]
        lines += [(), [(label, "label")], *found] if found else ()
    return lines


def _group(active: ActiveBinding, place: Screen[Any]) -> str:
    """The label that a key stands under."""
    action = active.binding.action.partition("(")[0]
    if active.node is place.app or action.startswith("app."):
        return EVERYWHERE
    return MOVING if action in _MOVES or action.startswith(("scroll_", "page_")) else ACTING

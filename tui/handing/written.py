"""A document was written: where it is, and what can be done with it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tui.page.menu import Group, Menu, MenuChoice
from tui.text.cells import wrap
from tui.widgets.bar import Bar
from tui.widgets.line_list import LineList
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from tui.text.spans import Spans

OPEN, PATH, TEXT = "open", "path", "text"
_LETTERS = {OPEN: "o", PATH: "c", TEXT: "y"}
_BESIDE = 7
"""Cells of the dialog beside its words: its edge and its padding."""
_WIDTH = 64
_TOLD = 2
"""The title, and the empty line above what is offered."""


class FileWritten(Menu):
    """Gives what is to be done with the file; None where nothing is. `path` is visible text, told whole.

    `lacks` are sentences of what it goes without.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", f"do('{OPEN}')", "open", id="written.open", tooltip="open the file that was written"),
        Binding("c", f"do('{PATH}')", "copy the path", id="written.path", tooltip="copy the path of the file"),
        Binding("y", f"do('{TEXT}')", "copy the text", id="written.text", tooltip="copy the document as text"),
    ]

    def __init__(self, title: str, path: str, lacks: Sequence[str] = ()) -> None:
        choices = [
            MenuChoice(OPEN, "open it"),
            MenuChoice(PATH, "copy the path"),
            MenuChoice(TEXT, "copy the text, for a mail"),
        ]
        super().__init__(title, [Group("", choices)])
        self._path, self._lacks = path, lacks

    def inside(self) -> Iterable[Widget]:
        """The title, the path, and what can be done."""
        title, *rest = super().inside()
        yield title
        yield Sheet(id="written-path")
        yield from rest

    def on_mount(self) -> None:
        """Say where it is."""
        self.query_one("#menu-title", Bar).styles.margin = (0, 0, 0, 0)
        self.query_one("#written-path", Sheet).show(self._lines)

    def measure(self) -> None:
        """Make room for as many lines as the path takes."""
        told = len(self._lines(max(1, min(_WIDTH, self.size.width) - _BESIDE)))
        self.LINES = _TOLD + told + len(self.choices)

    def _lines(self, width: int) -> list[Spans]:
        lines: list[Spans] = [[(line, "body")] for line in wrap(self._path, width)]
        for text in self._lacks:
            lines += [[(line, "aside")] for line in wrap(text, width)]
        return lines

    def fit(self, lines: int) -> None:
        """The path stays, the list scrolls."""
        told = self.LINES - len(self.choices)
        self.query_one("#written-path", Sheet).styles.height = told - _TOLD
        self.query_one(LineList).styles.height = max(1, lines - told + 1)

    def shows(self, action: str) -> bool:
        """The letters say it; *enter* picks a line as in every menu."""
        return action != "open" and super().shows(action)

    def sign(self, choice: MenuChoice) -> str:
        """Each is picked by its letter."""
        return _LETTERS[choice.key]

    def action_do(self, key: str) -> None:
        """Pick it."""
        self.dismiss(key)

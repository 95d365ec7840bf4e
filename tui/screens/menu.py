"""A menu over a place: one list of words, picked with enter, a number or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from tui.screens.over import Over
from tui.text import cut
from tui.widgets.drawn import Spans
from tui.widgets.grid import Row, Words
from tui.widgets.line_list import LineList
from tui.widgets.sections import Rows, Section

WIDTH = 54


class Choice(NamedTuple):
    """One line of a menu: what is picked, how it is called, and what stands at its right."""

    key: str
    words: str
    aside: str = ""


class Group(NamedTuple):
    """Lines of a menu under one label of ours."""

    label: str
    choices: Sequence[Choice]


class Menu(Over[str | None]):
    """Gives the key of what was picked; None where it was left. `title` is visible text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", id="menu.back", tooltip="back, with nothing done"),
        *(
            Binding(str(number), f"pick({number})", str(number), show=False, id=f"menu.{number}", tooltip="pick a line")
            for number in range(1, 10)
        ),
    ]

    def __init__(self, title: str, groups: Sequence[Group]) -> None:
        super().__init__()
        self._title = title
        self._groups = [group for group in groups if group.choices]
        self.LINES = 1 + sum(2 + len(group.choices) for group in self._groups)

    def compose(self) -> ComposeResult:
        """The one list."""
        with Container(id="dialog"):
            yield LineList(id="menu", grid=Words, one_click=True)

    def on_mount(self) -> None:
        """Fill the list."""
        listed = self.query_one(LineList)
        listed.styles.height = self.LINES
        head: list[Spans] = [[(cut(self._title, WIDTH), "strong")]]
        listed.show(head, [Section(group.label, self._rows(group), None) for group in self._groups])
        listed.focus()

    @property
    def choices(self) -> list[Choice]:
        return [choice for group in self._groups for choice in group.choices]

    def _rows(self, group: Group) -> Rows[Row]:
        numbers = {choice.key: number for number, choice in enumerate(self.choices, 1)}
        return Rows.of(
            [
                Row(
                    choice.key,
                    str(numbers[choice.key]) if numbers[choice.key] < 10 else "",
                    "",
                    choice.words,
                    choice.aside,
                )
                for choice in group.choices
            ]
        )

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Pick the line under the cursor."""
        self.dismiss(str(message.row.key))

    def action_pick(self, number: int) -> None:
        """Pick the line with that number, counted from the top."""
        if number <= len(self.choices):
            self.dismiss(self.choices[number - 1].key)

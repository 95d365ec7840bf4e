"""A menu over a place: one list of words, picked with enter, a number or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from tui.page.dialog import WIDTH, Over
from tui.widgets.bar import Bar
from tui.widgets.grid import Words, menu_line, menu_lines
from tui.widgets.line_list import LineList
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from tui.text.spans import Span


_BESIDE = 10
"""Cells of the dialog beside the words of a row: its edge, its padding, the mark, and one that stays free."""


class MenuChoice(NamedTuple):
    """One line of a menu: what is picked, how it is called, and what stands at its right.

    `number` is the one that picks it where not every line stands in every such menu: it keeps it; 0 for none.
    """

    key: str
    words: str
    aside: str = ""
    number: int | None = None


class Group(NamedTuple):
    """Lines of a menu under one label of ours."""

    label: str
    choices: Sequence[MenuChoice]


class Menu(Over[str | None]):
    """Gives the key of what was picked; None where it was left. `title` is visible text, `aside` stands muted by it.

    `at` is the key of the line that the cursor stands on at first; else it is the first line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", id="menu.back", tooltip="back, with nothing done"),
        *(
            Binding(str(number), f"pick({number})", str(number), show=False, id=f"menu.{number}", tooltip="pick a line")
            for number in range(1, 10)
        ),
    ]

    def __init__(self, title: str, groups: Sequence[Group], aside: str = "", at: str = "") -> None:
        super().__init__()
        self._at = at
        self._title: list[Span] = [(title, "strong"), (f"  {aside}" if aside else "", "aside")]
        self._groups = [group for group in groups if group.choices]
        # Where the first lines have no label, the empty line that stands for it keeps them off the title.
        self._above = 2 if any(group.label for group in self._groups[:1]) else 1

    def inside(self) -> Iterable[Widget]:
        """The title, and the one list."""
        yield Bar(id="menu-title")
        yield LineList(id="menu", grid=Words, one_click=True)

    def on_mount(self) -> None:
        """Fill the list."""
        title = self.query_one("#menu-title", Bar)
        title.show(self._title, flex=0)
        title.styles.margin = (0, 0, self._above - 1, 0)
        listed = self.query_one(LineList)
        listed.show((), [self._section(group) for group in self._groups])
        if self._at:
            listed.select(self._at)
        listed.focus()

    def _section(self, group: Group) -> Section:
        """Its lines, each as high as its words where there is room for all of them."""
        return Section(group.label, self._rows(group), None, layout=menu_lines, tight=menu_line)

    def measure(self) -> None:
        """Make room for as many lines as the words take."""
        cells = max(1, min(WIDTH, self.size.width) - _BESIDE)
        rows = (row for group in self._groups for row in self._rows_of(group))
        self.LINES = self._above + sum(len(menu_lines(row, cells, False)) for row in rows) + 2 * len(self._groups) - 1

    def fit(self, lines: int) -> None:
        """The title stays, the list scrolls."""
        self.query_one(LineList).styles.height = max(1, lines - self._above)

    def word_for(self, binding: Binding) -> str:
        """*enter* picks a line."""
        return "choose" if binding.action == "open" else super().word_for(binding)

    @property
    def choices(self) -> list[MenuChoice]:
        """What can be picked, in its order."""
        return [choice for group in self._groups for choice in group.choices]

    def sign(self, choice: MenuChoice) -> str:
        """The key that picks a line: its number, as far as a key has that."""
        number = self._number(choice)
        return str(number) if 0 < number < 10 else ""

    def _number(self, choice: MenuChoice) -> int:
        """The number of a line: its own, else as it is counted from the top."""
        return self.choices.index(choice) + 1 if choice.number is None else choice.number

    def _rows(self, group: Group) -> Rows[Row]:
        return Rows.of(self._rows_of(group))

    def _rows_of(self, group: Group) -> list[Row]:
        return [Row(choice.key, self.sign(choice), "", choice.words, choice.aside) for choice in group.choices]

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Pick the line under the cursor."""
        self.dismiss(str(message.row.key))

    def action_pick(self, number: int) -> None:
        """Pick the line with that number."""
        found = next((choice.key for choice in self.choices if self._number(choice) == number), None)
        if found is not None:
            self.dismiss(found)

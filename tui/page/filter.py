"""The line in which a filter is typed, right above the status line; the list follows with every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.containers import Container

from tui.widgets.fields.entry import LineField

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.widgets.line_list import LineList


class Filtered(Protocol):
    """The page whose list is filtered."""

    @property
    def listed(self) -> LineList:
        """The list."""

    def filter_by(self, text: str) -> None:
        """Show only the rows that hold every word of a text."""


class FilterRow(Container):
    """The row that the line stands in, which gives it the margins of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The line."""
        yield FilterLine(self._text)


class FilterLine(LineField):
    """Words that every row must hold. `enter` goes back to the list and keeps the filter, `escape` lifts it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep the filter", id="filter.keep", tooltip="back to the filtered list"),
        Binding("down", "keep", "to the list", show=False, id="filter.down", tooltip="back to the filtered list"),
        Binding("escape", "lift", "show everything", id="filter.lift", tooltip="show everything again"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(text, id="filter")

    @property
    def _place(self) -> Filtered:
        return cast("Filtered", self.screen)

    def on_mount(self) -> None:
        """Type at once."""
        self.focus()

    def on_input_changed(self) -> None:
        """Show what has the words."""
        self._place.filter_by(self.value)

    def action_keep(self) -> None:
        """Back to the list, as it is filtered."""
        self._place.listed.focus()
        self.screen.query(FilterRow).remove()

    def action_lift(self) -> None:
        """Back to the whole list."""
        self.value = ""
        self._place.filter_by("")
        self.action_keep()

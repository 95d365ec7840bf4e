"""The line at the foot of a ballot, in which a proposal is edited as a line, or given its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.fields.foot import FootEntry, line_field

if TYPE_CHECKING:
    from collections.abc import Callable

LINE, DAY = "line", "date"


class BallotEntry(FootEntry):
    """A proposal as a line, or its day. `Given` is posted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s", "give", "take it", key_display="enter", id="ballot.give", tooltip="take the line as it is typed"
        ),
        Binding("escape", "leave", "back", id="ballot.close", tooltip="close the line; nothing is changed"),
    ]

    class Given(Message):
        """What is typed is understood, and wanted."""

        def __init__(self, name: str, text: str) -> None:
            super().__init__()
            self.name, self.text = name, text

    def __init__(self, say_line: Callable[[str], str], say_day: Callable[[str], str]) -> None:
        super().__init__(
            line_field(LINE, "", say_line),
            line_field(DAY, "as in fri; empty for none", say_day, required=False),
        )

    def give(self) -> None:
        """Give what is typed."""
        self.action_give()

    def action_give(self) -> None:
        """Give what is typed, if it is understood."""
        if self.is_understood():
            self.post_message(self.Given(self.asks, self.line.value))

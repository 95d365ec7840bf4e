"""The line at the foot of a walk, in which a new date or a reason is typed, with what was understood beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.fields.foot import FootEntry, line_field

if TYPE_CHECKING:
    from collections.abc import Callable

DATE, REASON = "new date", "why"
_GIVE = "save what is typed: a new date as agreed with the other, or the reason"


class WalkEntry(FootEntry):
    """A new date or a reason. `Given` is posted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Enter is the line's own key and comes here as `Submitted`; the keys row names it, since it is the one used.
        Binding("ctrl+s", "give(True)", "save", key_display="enter", id="walk.save", tooltip=_GIVE),
        Binding("ctrl+n", "give(False)", "not asked yet", id="walk.propose", tooltip="a new date not agreed on yet"),
        Binding("escape", "leave", "back", id="walk.close", tooltip="close the line; nothing is saved"),
    ]

    class Given(Message):
        """What is typed is understood, and wanted; `agreed` with the other or not asked yet."""

        def __init__(self, name: str, text: str, agreed: bool) -> None:
            super().__init__()
            self.name, self.text, self.agreed = name, text, agreed

    def __init__(self, say_date: Callable[[str], str], say_reason: Callable[[str], str]) -> None:
        super().__init__(line_field(DATE, "as in fri, vendor late", say_date), line_field(REASON, "", say_reason))

    def give(self) -> None:
        """Give what is typed, as agreed."""
        self.action_give(True)

    def action_give(self, agreed: bool) -> None:
        """Give what is typed, if it is understood."""
        if (agreed or self.asks == DATE) and self.is_understood():
            self.post_message(self.Given(self.asks, self.line.value, agreed))

"""The line at the foot of a walk, in which a new date or a reason is typed, with what was understood beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from tui.widgets.fields.entry import LineField
from tui.widgets.fields.field import FormField, Question, Room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.widget import Widget
    from textual.widgets import Input

DATE, REASON = "new date", "why"
_GIVE = "save what is typed: a new date as agreed with the other, or the reason"


class WalkEntry(Container):
    """One line to type in, there only while it is asked for. `Given` and `Left` are posted."""

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

    class Left(Message):
        """Nothing is wanted."""

    def __init__(self, say_date: Callable[[str], str], say_reason: Callable[[str], str]) -> None:
        super().__init__()
        self.display = False
        self._fields = {
            DATE: _field(DATE, "as in fri, vendor late", say_date),
            REASON: _field(REASON, "", say_reason),
        }
        self._asks = ""

    def compose(self) -> Iterable[Widget]:
        """Both lines; one of them shows at most."""
        yield from self._fields.values()

    def on_resize(self) -> None:
        """Divide the new width."""
        for field in self._fields.values():
            field.fit(Room.of(self.size.width))

    @property
    def asks(self) -> str:
        """What it asks for; empty while it asks for nothing."""
        return self._asks

    def ask(self, name: str, value: str) -> None:
        """Ask for a date or a reason, with a value that typing replaces."""
        self._asks = name
        for field in self._fields.values():
            field.display = field.asked.name == name
        self._fields[name].put(value)
        self.line.action_select_all()
        self.cover(False)

    def cover(self, covered: bool) -> None:
        """Hide it behind the veil, or show it again, with the focus."""
        self.display = bool(self._asks) and not covered
        # At once, not with the next turn of the loop: letters typed on are words by now, no keys of the walk.
        self.screen.set_focus(self.line if self.display else None)

    def close(self) -> None:
        """Ask for nothing any more."""
        if self._asks:
            self._asks = ""
            self.cover(False)

    @property
    def line(self) -> LineField:
        """The line that is asked for."""
        entry = self._fields[self._asks or DATE].entry
        assert isinstance(entry, LineField)
        return entry

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line."""
        event.stop()
        self.action_give(True)

    def action_give(self, agreed: bool) -> None:
        """Give what is typed, if it is understood."""
        if self._asks and (agreed or self._asks == DATE) and self._fields[self._asks].check():
            self.post_message(self.Given(self._asks, self.line.value, agreed))

    def action_leave(self) -> None:
        """Ask for nothing any more."""
        self.close()
        self.post_message(self.Left())


def _field(label: str, hint: str, understand: Callable[[str], str]) -> FormField:
    return FormField(Question(label, label, "line", required=True, hint=hint, understand=understand), Room.of(0))

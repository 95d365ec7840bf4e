"""The line at the foot of a ballot, in which a proposal is edited as a line, or given its day."""

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

LINE, DAY = "line", "date"


class BallotEntry(Container):
    """One line to type in, there only while it is asked for. `Given` and `Left` are posted."""

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

    class Left(Message):
        """Nothing is wanted."""

    def __init__(self, say_line: Callable[[str], str], say_day: Callable[[str], str]) -> None:
        super().__init__()
        self.display = False
        self._fields = {
            LINE: FormField(Question(LINE, LINE, "line", required=True, understand=say_line), Room.of(0)),
            DAY: FormField(
                Question(DAY, DAY, "line", hint="as in fri; empty for none", understand=say_day), Room.of(0)
            ),
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

    @property
    def line(self) -> LineField:
        """The line that is asked for."""
        entry = self._fields[self._asks or LINE].entry
        assert isinstance(entry, LineField)
        return entry

    def ask(self, name: str, value: str) -> None:
        """Ask for a line or a day, with what stands there now."""
        self._asks = name
        for field in self._fields.values():
            field.display = field.asked.name == name
        self._fields[name].put(value)
        self.display = True
        self.screen.set_focus(self.line)
        if name == DAY:  # a day is typed anew, a line is put right
            self.line.action_select_all()

    def close(self) -> None:
        """Ask for nothing any more."""
        self._asks = ""
        self.display = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line."""
        event.stop()
        self.action_give()

    def action_give(self) -> None:
        """Give what is typed, if it is understood."""
        if self._asks and self._fields[self._asks].check():
            self.post_message(self.Given(self._asks, self.line.value))

    def action_leave(self) -> None:
        """Ask for nothing any more."""
        self.close()
        self.post_message(self.Left())

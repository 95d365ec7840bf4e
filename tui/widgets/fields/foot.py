"""The line at the foot of a page, in which something is typed, with what was understood beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message

from tui.widgets.fields.entry import LineField
from tui.widgets.fields.field import FormField, Question, Room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.widget import Widget
    from textual.widgets import Input


def line_field(label: str, hint: str, understand: Callable[[str], str], *, required: bool = True) -> FormField:
    """One line to type in, and what is said of it while it is typed."""
    question = Question(label, label, "line", required=required, hint=hint, understand=understand)
    return FormField(question, Room.of(0))


class FootEntry(Container):
    """One of several lines to type in, there only while it is asked for. `Left` is posted when nothing is wanted."""

    class Left(Message):
        """Nothing is wanted."""

    def __init__(self, *fields: FormField) -> None:
        super().__init__()
        self.display = False
        self._fields = {field.asked.name: field for field in fields}
        self._asks = ""

    def compose(self) -> Iterable[Widget]:
        """All lines; one of them shows at most."""
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
        """The line that is asked for, the first one while none is."""
        entry = self._fields[self._asks or next(iter(self._fields))].entry
        assert isinstance(entry, LineField)
        return entry

    def ask(self, name: str, value: str, *, anew: bool = True) -> None:
        """Ask for something, with a value that typing replaces; unless `anew`, that it is put right."""
        self._asks = name
        for field in self._fields.values():
            field.display = field.asked.name == name
        self._fields[name].put(value)
        if anew:
            self.line.action_select_all()
        self.cover(False)

    def cover(self, covered: bool) -> None:
        """Hide it behind the veil, or show it again, with the focus."""
        self.display = bool(self._asks) and not covered
        # At once, not with the next turn of the loop: letters typed on are words by now, no keys of the page.
        self.screen.set_focus(self.line if self.display else None)

    def close(self) -> None:
        """Ask for nothing any more."""
        if self._asks:
            self._asks = ""
            self.cover(False)

    def is_understood(self) -> bool:
        """Whether something is asked for, and what is typed can be read; says so where it cannot."""
        return bool(self._asks) and self._fields[self._asks].check()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line."""
        event.stop()
        self.give()

    def give(self) -> None:
        """Give what is typed, if it is understood."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Ask for nothing any more."""
        self.close()
        self.post_message(self.Left())

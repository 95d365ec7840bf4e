"""A form in the frame of the place that it was opened from: what is typed is kept until it is saved or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from models.errors import Fault
from storage.writes.lives import Done
from tui.forms.asking import Asking, Conflict, WrongField
from tui.page.draft import TypedDraft
from tui.page.frame import Frame
from tui.text.cells import visible
from tui.text.words import ago_exactly, veil
from tui.widgets.bar import Bar, Key
from tui.widgets.fields.form import Form, Full
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class FormScreen(Frame[Done | None]):
    """Fields to fill in. Gives what was done; None where nothing was."""

    AUTO_FOCUS = ""
    TELLS = False  # a letter is typed here, and takes nothing back
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back, draft kept", id="form.leave", tooltip="back; what was typed is kept"),
        Binding("ctrl+r", "anew", "start anew", id="form.anew", tooltip="throw away what was typed"),
    ]

    def __init__(self, asking: Asking, name: str) -> None:
        super().__init__()
        self._asking = asking
        self._place = name
        self._saving = False
        self._focused: Widget | None = None

    @property
    def place_name(self) -> str:
        """The place that the form was opened from."""
        return self._place

    def above(self) -> Iterable[Widget]:
        """What the form is about."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """The form, and what stands for it behind the veil."""
        yield Form(self._asking.questions, id="form")
        yield Sheet(id="veiled")

    def on_mount(self) -> None:
        """Take up what was typed before, if anything was."""
        self.show_who_of_app()
        self._typed = TypedDraft(self, self._asking.key, lambda: self._form.changed)
        self.query_one("#veiled", Sheet).show(lambda _width: [[(veil(), "quiet")], (), [(_LIFT, "aside")]])
        if draft := self._typed.before:
            self._form.set(draft.fields)
            self.say(f"Taken up as it was left {ago_exactly(draft.kept_at, self.visavis.clock())}; ^r starts anew")
        self.redraw()
        if not self.visavis.veiled:
            self._form.focus()

    @property
    def _form(self) -> Form:
        return self.query_one("#form", Form)

    def works(self, action: str) -> bool:
        """`start anew` where there is something to throw away."""
        return action != "anew" or self._form.unsaved

    def key_for(self, key: str, binding: Binding) -> Key:
        """In a line *enter* saves, which one should know before it is pressed."""
        if binding.action == "save" and isinstance(self.focused, Input):
            return Key("enter", "enter", self._asking.saves)
        return super().key_for(key, binding)

    def redraw(self) -> None:
        """The veil was drawn or lifted: what is typed is covered whole, since somebody walks by."""
        veiled = self.visavis.veiled
        hidden = veiled and self._asking.private
        self.query_one("#title", Bar).show([(veil() if hidden else self._asking.title, "strong")])
        if veiled:
            self._focused = self.focused
        self._form.display = not veiled
        self.query_one("#veiled", Sheet).display = veiled
        if not veiled:
            (self._focused or self._form).focus()
        self.show_keys()

    # Keeping what is typed

    def on_form_changed(self) -> None:
        """Keep it before long."""
        self._typed.touch()
        self.show_keys()

    def on_form_untaken(self) -> None:
        """Say that what was typed is nowhere."""
        self.say(_NO_WORDS)

    def on_full(self, message: Full) -> None:
        """Say that not all of a paste was taken."""
        self.say(f"Only the first {message.limit:,} characters were taken".replace(",", " "))

    def keep(self) -> None:
        """Keep what is typed now: the app is left, or the terminal goes away."""
        self._typed.keep()

    async def action_leave(self) -> None:
        """Back; what was typed is kept and offered again."""
        self._typed.keep()
        self.dismiss(None)

    def make_way(self) -> bool:
        """What is typed is kept; what is being saved is waited for."""
        self._typed.keep()
        return not self._saving and super().make_way()

    async def action_anew(self) -> None:
        """Throw away what was typed."""
        self._typed.drop()
        await self._form.show(self._asking.questions)
        self._form.focus()
        self.say("")

    # Saving

    def on_form_saved(self) -> None:
        """Check it, and save it."""
        if self._saving or not self._form.check():
            return
        if self._asking.edits and not self._form.unsaved:
            self._typed.drop()
            self.dismiss(None)
            return
        self._saving = True
        self._typed.keep()
        self.save(dict(self._form.values), dict(self._form.changed))

    @work(group="acting")
    async def save(self, values: dict[str, str], changed: dict[str, str]) -> None:
        """Write it, in one transaction; say what is wrong where it cannot be."""
        try:
            done: Done = await self.visavis.on_log(lambda log: self._asking.save(log, values, changed))
        except Conflict as conflict:
            for name, theirs in conflict.theirs.items():
                self._form.fault(name, f"meanwhile it says: {visible(theirs) or 'nothing'}")
            self.say(str(conflict))
        except WrongField as fault:
            self._form.fault(fault.field, str(fault))
        except Fault as fault:
            self.say(str(fault))
        else:
            self._typed.drop()
            self.dismiss(done)
        finally:
            self._saving = False


_NO_WORDS = "Words are not taken here: arrows go to a choice, enter takes it, tab goes on"
_LIFT = "^l lifts the veil; what is typed is kept"

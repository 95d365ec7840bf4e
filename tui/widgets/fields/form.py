"""The form of the app: fields one below the other, what was understood beside each, the rest behind `more`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from tui.widgets.fields.choice import Choice, KeyedField
from tui.widgets.fields.entry import Editor, Full
from tui.widgets.fields.field import FormField, MoreFields, Question, Room

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input, TextArea

__all__ = ["Form", "Full", "Question"]

_FIELDS = "the next field or the one before"
_ENTER = "save from one line; in a choice choose this one and go on to the next field, and save from the last"

_BARE = 8
"""Below so many cells there is no scrollbar: in the last cell of all it would take turns with the fields for ever."""


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Fields to fill in. What is done with them, and whether they can be left, is the screen's affair."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", id="form.save", tooltip="save what the form says; so does enter in one line"),
        Binding("enter", "enter", "the next field", show=False, id="form.enter", tooltip=_ENTER),
        # Before all others: what is typed right after a tab belongs to the next field, however fast it comes.
        Binding("tab", "go(1, True)", "next", priority=True, id="form.next", tooltip=_FIELDS),
        Binding(
            "shift+tab",
            "go(-1, True)",
            "the field before",
            show=False,
            priority=True,
            id="form.previous",
            tooltip=_FIELDS,
        ),
        Binding("down", "go(1)", "the next field", show=False, id="form.down", tooltip=_FIELDS),
        Binding("up", "go(-1)", "the field before", show=False, id="form.up", tooltip=_FIELDS),
    ]

    class Saved(Message):
        """The person wants the form saved. Nothing was checked."""

    class Changed(Message):
        """The person has changed a value."""

    class Untaken(Message):
        """Words were typed where they cannot be held."""

    def __init__(self, fields: Sequence[Question] = (), *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(id=id)
        self._room = Room.of(0)
        self._fields: dict[str, FormField] = {}
        self._more: MoreFields | None = None
        self._build(fields)

    # What it shows

    def compose(self) -> ComposeResult:
        """The fields that it was made with."""
        yield from self._rows()

    async def show(self, fields: Sequence[Question]) -> None:
        """Replace all fields."""
        with self.app.batch_update():
            await self.remove_children()
            self._build(fields)
            await self.mount_all(self._rows())
        self.scroll_to(y=0, animate=False)

    def _build(self, fields: Sequence[Question]) -> None:
        self._fields = {asked.name: FormField(asked, self._room) for asked in fields}
        hidden = [field for field in self._fields.values() if field.asked.more]
        for field in hidden:
            field.display = False
        self._more = MoreFields(len(hidden), self._room) if hidden else None

    def _rows(self) -> Iterable[Widget]:
        return (*self._fields.values(), *((self._more,) if self._more else ()))

    def on_resize(self, event: events.Resize) -> None:
        """Divide the new width."""
        self.set_class(self.outer_size.width < _BARE, "-bare")
        self._room = Room.of(event.size.width)
        for field in self._fields.values():
            field.fit(self._room)
        if self._more:
            self._more.fit(self._room)

    # What it holds

    @property
    def values(self) -> dict[str, str]:
        """All values as typed, by name: choices by their value, empty for none."""
        return {name: field.typed for name, field in self._fields.items()}

    @property
    def changed(self) -> dict[str, str]:
        """The values that differ from what they were at the beginning."""
        return {name: field.typed for name, field in self._fields.items() if field.typed != field.at_first}

    @property
    def unsaved(self) -> bool:
        """Whether anything differs from what it was at the beginning."""
        return bool(self.changed)

    def set(self, values: Mapping[str, str]) -> None:
        """Type values for the person, as of a draft that is taken up again."""
        told = [self._fields[name] for name in values if name in self._fields]
        for field in sorted(told, key=lambda field: field.asked.heed is None):  # by which others are understood, first
            field.put(values[field.asked.name])
        if any(self._fields[name].asked.more for name in self.changed.keys() & values.keys()):
            self._open()

    # What is wrong with it

    def check(self) -> bool:
        """Understand every field, say all that is wrong, and go to the first of it; gives whether nothing is."""
        wrong = [field for field in self._fields.values() if not field.check()]
        if wrong:
            self._open_for(wrong)
            self._focus(wrong[0].entry)
        return not wrong

    def fault(self, name: str, words: str) -> None:
        """Say what is wrong with a field, and go there."""
        field = self._fields[name]
        field.fault(words)
        self._open_for([field])
        self._focus(field.entry)

    def says(self, name: str) -> str:
        """What stands beside or below a field: what was understood, what is wrong, or its hint."""
        return self._fields[name].says

    # Further fields

    def _open_for(self, fields: Iterable[FormField]) -> None:
        if any(not field.display for field in fields):
            self._open()

    def _open(self) -> None:
        if self._more:
            for field in self._fields.values():
                field.display = True
            self._more.display = False

    def on_more_fields_opened(self, event: MoreFields.Opened) -> None:
        """Show the further fields and go to the first of them."""
        event.stop()
        self._open()
        self._focus(next(field for field in self._fields.values() if field.asked.more).entry)

    def on_keyed_field_worded(self, event: KeyedField.Worded) -> None:
        """Put words that were typed onto a choice into its text, and go there; tell where it has none."""
        event.stop()
        of = event.field.parent
        name = of.asked.words if isinstance(of, FormField) else ""
        text = self._fields.get(name)
        if text is None:
            self.post_message(self.Untaken())
            return
        self._open_for([text])
        begins = text.entry is not self.screen.focused and text.typed.strip()
        text.go_on(f" {event.words}" if begins else event.words)
        self._focus(text.entry)

    # Moving

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: ARG002 (as Textual calls it)
        """Go to the first field that is needed, one that is still empty before others; else to one that is typed in."""
        shown = [field for field in self._fields.values() if field.display]
        needed = [field for field in shown if field.asked.required or field.asked.one_of]
        empty = [field for field in needed if not field.typed.strip()]
        typed = [field for field in shown if not isinstance(field.entry, Choice)]
        if shown:
            self._focus((empty or needed or typed or shown)[0].entry)
        return self

    def action_go(self, steps: int, around: bool = False) -> None:
        """Go so many fields further; from outside to the first."""
        stops: list[Widget] = [field.entry for field in self._fields.values() if field.display]
        if self._more and self._more.display:
            stops.append(self._more)
        if not stops:
            return
        focused = self.screen.focused
        to = stops.index(focused) + steps if focused in stops and steps else 0
        self._focus(stops[to % len(stops) if around else max(0, min(to, len(stops) - 1))])

    def _focus(self, stop: Widget) -> None:
        self.screen.set_focus(stop, scroll_visible=False)
        self.call_after_refresh(self._bring_into_view, stop)

    def _bring_into_view(self, stop: Widget) -> None:
        """Scroll so that the field is seen with its label and its words, and in any case its cursor."""
        if not stop.is_attached:
            return
        row = stop.parent if isinstance(stop.parent, FormField) else stop
        assert isinstance(row, Widget)
        region = row.virtual_region
        if region.height > self.size.height and isinstance(stop, Editor):
            region = Region(0, region.y + stop.cursor_screen_offset.y - row.region.y, 1, 1)
        elif region.height > self.size.height:
            region = Region(0, region.y, 1, min(2, self.size.height))
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Follow the cursor of an editor that grows or is higher than the form."""
        event.stop()
        if event.text_area.has_focus:
            self.call_after_refresh(self._bring_into_view, event.text_area)

    # Saving

    def action_enter(self) -> None:
        """Take what one is at in a choice and go on; the last field has nothing after it, and saves."""
        if isinstance(self.screen.focused, Choice):
            self.screen.focused.action_take()
        shown = [field.entry for field in self._fields.values() if field.display]
        if shown and self.screen.focused is shown[-1] and not (self._more and self._more.display):
            self.action_save()
        else:
            self.action_go(1)

    def action_save(self) -> None:
        """Ask for the form to be saved."""
        self.post_message(self.Saved())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line asks for the form to be saved."""
        event.stop()
        self.action_save()

    def on_form_field_touched(self, event: FormField.Touched) -> None:
        """Tell that something was changed; what is understood by it is understood anew."""
        event.stop()
        if event.field.asked.heed is not None:
            self._understand_others(event.field)
        self.post_message(self.Changed())

    def _understand_others(self, changed: FormField) -> None:
        for field in self._fields.values():
            if field is not changed and not field.is_wrong:
                field.understand(typing=True)

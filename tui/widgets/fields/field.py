"""One field of a form: its label, what is typed, and beside or below it what was understood, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from models.errors import Fault
from tui.text.cells import cell_width, cut, visible, wrap
from tui.text.glyphs import glyphs
from tui.widgets.drawn import Drawn
from tui.widgets.fields.choice import Choice, KeyedField
from tui.widgets.fields.entry import Editor, LineField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input, TextArea

    from tui.text.spans import Span, Voice

NEEDED = "This is needed"

_LABEL, _WORDS, _EDGE, _INDENT, _MARGIN = 16, 26, 3, 2, 1
"""Cells of a label, of "Fri 4 December, in 13 days", of the edge and margins of a field, of those at its left, and of
the one at its right."""

_BESIDE, _STACKED = 72, _LABEL + _INDENT + _WORDS
"""From how many cells a form has words beside its fields, labels beside its fields."""

_FIELD, _GAP = 42, 2
"""The most cells of a field that has words beside it, and those between."""

_WIDEST = 76
"""As wide as prose is read with ease: the words below a field."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form, ready to be shown."""

    name: str
    label: str
    kind: Literal["line", "text", "choice"]
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """Of a choice: each value, and the words shown for it."""
    may_be_empty: bool = True
    """Of a choice: whether none may be chosen. Where none may, the first one is chosen at the beginning."""
    more: bool = False
    """Whether it stands behind `more`."""
    one_of: bool = False
    """Whether it is one of several of which one is needed."""
    whole: bool = False
    """Of a line: whether it takes the whole width, since nothing is understood beside it."""
    hint: str = ""
    value: str = ""
    """The text at the beginning, as it came: what is drawn of it is its picture."""
    understand: Callable[[str], str] | None = None
    """Gives in words what was understood; raises the Fault that says what is wrong."""
    heed: Callable[[str], None] | None = None
    """Told what the field says once it was changed, empty where it was not: other fields are understood by it."""
    complete: Callable[[str], str] | None = None
    """Of a line: gives the text as far as it can only go on in one way, which *right* at its end takes."""
    below: Callable[[str], str] | None = None
    """Gives a quiet line that stands below it, where what is typed was understood; empty where there is none."""
    words: str = ""
    """Of a choice: the name of the text that words typed onto it belong to; empty where there is none."""


class Room(NamedTuple):
    """How a form divides its width: cells at the left of a field, of the field, and before its words."""

    width: int
    left: int
    field: int
    gap: int

    @classmethod
    def of(cls, width: int) -> Room:
        """The division of so many cells. Where little is left, words go below the field, then labels above it."""
        if width >= _BESIDE:
            return cls(width, _LABEL, min(_FIELD, width - _LABEL - _GAP - _WORDS - _MARGIN), _GAP)
        left = _LABEL if width >= _STACKED else 0
        return cls(width, left, max(1, width - left), 0)

    def beside(self, field: int) -> int:
        """The cells beside a field of so many."""
        return max(0, self.width - self.left - field - self.gap - _MARGIN) if self.gap else 0


class FormField(Drawn):
    """A label, an entry and words. `Touched` is posted when the person changes what is typed."""

    class Touched(Message):
        """The person has changed a field."""

        def __init__(self, field: FormField) -> None:
            super().__init__()
            self.field = field

    def __init__(self, asked: Question, room: Room) -> None:
        super().__init__()
        self.asked = asked
        self.entry = _entry(asked)
        self.at_first = self._seen = self.entry.typed
        self._room = room
        self._words = self._quietly = ""
        self._voice: Voice = "aside"
        self._beside: list[Span] = []
        self._below: list[Span] = []
        self.understand()

    def compose(self) -> ComposeResult:
        """The entry; the rest is drawn around it."""
        yield self.entry

    # What is typed

    @property
    def typed(self) -> str:
        """What is typed, or the value that is chosen."""
        return self.entry.typed

    def put(self, text: str) -> None:
        """Type for the person."""
        self.entry.put(text)
        self._seen = self.entry.typed
        self.understand()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand a line."""
        event.stop()
        self._touch()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Understand a text."""
        event.stop()
        self._touch()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Understand a choice."""
        event.stop()
        self._touch()

    def _touch(self) -> None:
        """Take notice of what the person typed, and of nothing that was put here."""
        if self._seen != self.typed:
            self._seen = self.typed
            self.understand(typing=True)
            self.post_message(self.Touched(self))

    def go_on(self, words: str) -> None:
        """Take words that were typed elsewhere behind what stands there."""
        entry = self.entry
        assert not isinstance(entry, Choice)
        entry.add(words)

    # What was understood

    @property
    def _hint(self) -> str:
        """What belongs in it, where that is more than its label says."""
        return "" if self.asked.hint == self.asked.label else self.asked.hint

    def understand(self, *, typing: bool = False) -> bool:
        """Say what is understood, or what is wrong, calmly while somebody still types; gives whether all is right."""
        typed = self.typed
        if self.asked.heed is not None:
            self.asked.heed(typed if typed != self.at_first else "")
        self._quietly = visible(self.asked.below(typed)) if typed.strip() and self.asked.below else ""
        if not typed.strip() or self.asked.understand is None:
            self._say("" if typed else self._hint)
            return True
        try:
            self._say(self.asked.understand(typed))
        except Fault as fault:
            self._say(str(fault), "aside" if typing else "late")
            return False
        return True

    def check(self) -> bool:
        """Understand it now that nothing more is typed; empty is wrong where something is needed."""
        if self.asked.required and not self.typed.strip():
            self.fault(f"{NEEDED}; space takes the lit one" if isinstance(self.entry, Choice) else NEEDED)
            return False
        return self.understand()

    def fault(self, words: str) -> None:
        """Say what is wrong with it, until something else is typed."""
        self._say(words, "late")

    def on_descendant_blur(self) -> None:
        """What was not understood while typing is wrong now, and the ground is that of the others again."""
        self.refresh()
        if isinstance(self.entry, Choice) and self.entry.passed:
            self._say(f"{self.entry.passed}: not taken; space takes it")
        elif self._voice == "aside" and self.typed.strip():
            self.understand()

    @property
    def says(self) -> str:
        """What stands beside or below it."""
        return self._words

    @property
    def is_wrong(self) -> bool:
        """Whether it shows a fault."""
        return self._voice == "late"

    def _say(self, words: str, voice: Voice = "aside") -> None:
        self._words, self._voice = visible(words), voice
        self.fit(self._room)

    # Where everything stands

    def fit(self, room: Room) -> None:
        """Set the entry and the words in their places."""
        self._room = room
        cells = self._cells_of_entry(room)
        in_it = not self.typed and self._words == visible(self._hint) and not isinstance(self.entry, Choice)
        if isinstance(self.entry, LineField | Editor):
            self.entry.hint = self._words if in_it else ""
        self._beside, self._below = ([], []) if in_it else self._place_words(room.beside(cells))
        above = 0 if room.left else 1
        self.entry.styles.width = cells
        if isinstance(self.entry, Choice):
            self.entry.styles.height = self.entry.rows(cells - _EDGE)
        self.entry.styles.margin = (above, 0, len(self._below), room.left)
        self.refresh()

    def _cells_of_entry(self, room: Room) -> int:
        whole = max(1, room.width - room.left)
        if isinstance(self.entry, Choice):
            return min(whole, max(room.field, self.entry.cells + _EDGE))
        return whole if isinstance(self.entry, Editor) or self.asked.whole else room.field

    def _place_words(self, beside: int) -> tuple[list[Span], list[Span]]:
        """The words beside the field where they fit, else below it, in as many lines as they take."""
        words, voice = self._words, self._voice
        cells = max(1, min(_WIDEST, self._room.width - self._room.left - _INDENT))
        quietly: list[Span] = [(line, "aside") for line in wrap(self._quietly, cells) if line]
        if not words or cell_width(words) <= beside:
            return ([(words, voice)] if words else []), quietly
        return [], [*((line, voice) for line in wrap(words, cells)), *quietly]

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw what stands around the entry."""
        room, width = self._room, self.size.width
        first = 0 if room.left else 1
        below = y - first - self.entry.outer_size.height
        spans: list[Span] = []
        if y == 0:
            spans = [(cut(visible(self.asked.label), _LABEL, glyphs().cut), "aside")]
        if y == first and room.gap:
            return self._with_band(spans, width)
        if 0 <= below < len(self._below):
            spans = [(" " * (room.left + _INDENT), "body"), self._below[below]]
        return self.strip(spans, width)

    def _with_band(self, spans: Sequence[Span], width: int) -> Strip:
        """The row of the entry: its ground goes on to the edge at which all fields end, and the words stand there."""
        at = min(width, self._room.left + self._cells_of_entry(self._room))
        ground = Style(bgcolor=self.entry.background_colors[1].rich_color)
        before = max(0, width - at - _MARGIN - sum(cell_width(text) for text, _ in self._beside))
        words: list[Span] = [(" " * before, "body"), *self._beside]
        band = Strip([Segment(text, self.look(voice) + ground) for text, voice in words])
        return Strip.join(
            [self.strip(spans, at), band.adjust_cell_length(width - at, self.look("body") + ground)],
        )

    def on_descendant_focus(self) -> None:
        """Its ground is another one now, up to the edge."""
        self.refresh()

    def on_click(self) -> None:
        """A click on the label goes to the field."""
        self.entry.focus()


class MoreFields(KeyedField, can_focus=True):
    """The row that stands for the fields behind it. `Opened` is posted for `enter`, `space` and a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "open", id="form.more", tooltip="show the further fields of a form"),
    ]

    class Opened(Message):
        """The further fields are wanted."""

    def __init__(self, count: int, room: Room) -> None:
        super().__init__()
        self.count = count
        self.fit(room)

    def fit(self, room: Room) -> None:
        """Stand under the fields."""
        self.styles.margin = (0, 0, 0, room.left)

    def action_open(self) -> None:
        """Show the further fields."""
        self.post_message(self.Opened())

    def on_click(self) -> None:
        """Show the further fields."""
        self.action_open()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        words = f"more: {self.count} further {'field' if self.count == 1 else 'fields'}"
        shown = cut(words, self.size.width, glyphs().cut)
        return self.strip(() if y else [(shown, "strong" if self.has_focus else "aside")], self.size.width)

    def on_focus(self) -> None:
        """The words are lit."""
        self.refresh()

    def on_blur(self) -> None:
        """The words are an aside."""
        self.refresh()


def _entry(asked: Question) -> LineField | Editor | Choice:
    if asked.kind == "choice":
        return Choice(asked.choices, asked.value, may_be_empty=asked.may_be_empty, required=asked.required)
    if asked.complete is not None:
        return CompletedLine(asked.value, asked.complete)
    return LineField(asked.value) if asked.kind == "line" else Editor(asked.value)


class CompletedLine(LineField):
    """A line that knows how what is typed can go on: `right` at its end takes that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "complete", "complete", show=False, id="form.complete", tooltip="complete a path at its end"),
    ]

    def __init__(self, value: str, complete: Callable[[str], str]) -> None:
        super().__init__(value)
        self._complete = complete

    def action_complete(self) -> None:
        """Go on as far as there is one way, where the cursor stands at the end; else move on."""
        more = self._complete(self.value) if self.cursor_position == len(self.value) else ""
        if more:
            self.put(more)
        else:
            self.action_cursor_right()

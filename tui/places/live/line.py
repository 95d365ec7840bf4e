"""The line at the foot of a meeting: the word of its mark at its left, at its right the date that was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.message import Message

from models.acts.capture import MARKS
from tui.page.frame import WIDE
from tui.places.live.words import LIFT, LineMeaning
from tui.text.cells import cell_width, cut, padded
from tui.text.glyphs import glyphs
from tui.text.spans import Span, cut_spans
from tui.text.words import veil
from tui.widgets.drawn import Drawn
from tui.widgets.fields.entry import LineField
from tui.widgets.textual_private import bindings_in_focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

_UNDERSTOOD = 28
"""Cells of what was understood, as "Fri 4 December, in 13 days", and of the gap before it."""

_LEAST_LINE = 40
"""From how many cells there is room for a word at the left of the line; else it stands above it."""

_MINE = [f"{mark.mark} {mark.short}" for mark in MARKS if mark.mine]
_BARE = [mark.mark for mark in MARKS if mark.mine]
_HINTS = (
    *("  ".join([_MINE[0], "< theirs", *_MINE[1:told], *_BARE[told:]]) for told in range(len(_MINE), 1, -1)),
    *("  ".join([*_MINE[:told], *_BARE[told:]]) for told in (1, 0)),
)
"""What stands in an empty line, each shorter by a whole word: the first that fits."""


class LineHost(Protocol):
    """The screen that the line stands on."""

    def record_line(self) -> None:
        """Make the line a record."""

    def correct_line(self, steps: int) -> None:
        """Bring a line of the record back, so many steps from the present one."""

    def take_day(self) -> bool:
        """Take the day at the end of the line that is offered; gives whether one was."""

    def open_notes(self) -> None:
        """Open the notes of the meeting, and those for oneself."""

    def read_on(self, pages: int) -> None:
        """Read back in the record, or on."""


class LiveLine(LineField):
    """Where one types. Whatever is done with it, the screen does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "record", "record it", id="live.record", tooltip="make the line a record"),
        Binding(
            "up", "correct(-1)", "correct a line", id="live.correct", tooltip="correct the last line, or the one above"
        ),
        Binding(
            "down", "correct(1)", "the line below", show=False, id="live.correct-down", tooltip="the line below it"
        ),
        Binding(
            "right",
            "take_day",
            "take the day",
            show=False,
            id="live.take-day",
            tooltip="take the day at its end",
        ),
        Binding("ctrl+e", "edit", "notes", id="live.edit", tooltip="the notes of the meeting, and those for oneself"),
        Binding("pageup", "read(-1)", "a page up", show=False, id="live.pageup", tooltip="read back in the record"),
        Binding("pagedown", "read(1)", "a page down", show=False, id="live.pagedown", tooltip="read on in the record"),
    ]

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="live-line")
        self._hints = _HINTS

    @property
    def _live(self) -> LineHost:
        return cast("LineHost", self.screen)

    def action_record(self) -> None:
        """Make the line a record."""
        self._live.record_line()

    def action_correct(self, steps: int) -> None:
        """Bring a line of the record back: the last one, then those before."""
        self._live.correct_line(steps)

    def action_take_day(self) -> None:
        """Take the day at the end of the line, where the cursor stands there and it is offered; else move on."""
        if self.cursor_position < len(self.value) or not self._live.take_day():
            self.action_cursor_right()

    def action_edit(self) -> None:
        """Open the notes."""
        self._live.open_notes()

    def action_read(self, pages: int) -> None:
        """Read the record."""
        self._live.read_on(pages)

    async def _on_key(self, event: events.Key) -> None:
        """Do what a key of the line does at once: letters behind it belong to the next line, however fast they come."""
        found = bindings_in_focus(self, event.key)
        if found and not event.is_printable:
            event.stop()
            event.prevent_default()
            await self.run_action(found[0].action)

    def take(self, event: events.Paste) -> None:
        """Take what was pasted elsewhere on the screen."""
        self._on_paste(event)

    def _on_paste(self, event: events.Paste) -> None:
        """One line is typed as it is; several are shown first."""
        lines = [line for line in event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
        event.prevent_default()
        event.stop()
        if len(lines) > 1:
            self.post_message(self.Pasted(event.text))
        elif lines:
            self.replace(lines[0], *self.selection)


class LiveEntry(Drawn):
    """The line, and around it what is understood of it. Veiled, nothing of it shows."""

    def __init__(self, say: Callable[[str], LineMeaning], column: int) -> None:
        super().__init__(id="live-entry")
        self.line = LiveLine()
        self._say = say
        self._column = column
        self._said = LineMeaning()
        self._covered = False

    def compose(self) -> ComposeResult:
        """The line; the rest is drawn around it."""
        yield self.line

    def on_input_changed(self) -> None:
        """Understand the line anew; the screen hears of it too."""
        self.understand()

    def understand(self) -> None:
        """Say what is understood."""
        self._said = self._say(self.line.value)
        self.refresh()

    def cover(self, covered: bool) -> None:
        """Draw the veil over it, or lift it."""
        self._covered = covered
        self.line.display = not covered
        self.refresh()

    @property
    def says(self) -> LineMeaning:
        """What is told of the line."""
        return self._said

    # Where everything stands

    def on_resize(self) -> None:
        """Divide the new width."""
        self.fit()

    def fit(self) -> None:
        """Give the line its room."""
        width = self.content_size.width
        left = self._left(width)
        self.line.styles.margin = (1, 0, 0, left)
        self.line.styles.width = max(1, width - left - self._right(width))
        self.refresh()

    def _left(self, width: int) -> int:
        return self._column if width - self._column >= _LEAST_LINE else 0

    def _right(self, width: int) -> int:
        return _UNDERSTOOD if self.app.size.width >= WIDE and self._left(width) else 0

    def render_line(self, y: int) -> Strip:
        """Draw what stands around the line: above it a hint, or what has no room beside it."""
        width = self.content_size.width
        if self._covered:
            spans: list[Span] = [(veil(), "quiet"), ("  ", "body"), (LIFT, "aside")]
            return self.strip(cut_spans(spans, width) if y == 1 else (), self.size.width)
        return self.strip(self._above(width) if y == 0 else self._beside(width) if y == 1 else (), self.size.width)

    def _above(self, width: int) -> list[Span]:
        left, said = self._left(width), self._said
        if left and said.hint:  # a reason begins where the line does, or further left where it has no room there
            at = left if cell_width(said.hint) <= width - left else 0
            return [(" " * at, "body"), (cut(said.hint, width - at, glyphs().cut), "aside")]
        word = "" if left else cut(said.word, max(0, width - 1), glyphs().cut)
        room = width - (left or cell_width(word) + 2)
        told = cut(said.hint, room, glyphs().cut) or ("" if self._right(width) else _fitting(said.understood, room))
        return [(word, "aside"), (" " * max(0, width - cell_width(word) - cell_width(told)), "body"), (told, "aside")]

    def _beside(self, width: int) -> list[Span]:
        left, right = self._left(width), self._right(width)
        if not left:
            return []
        word = padded(cut(self._said.word, left - 2, glyphs().cut), left)
        date = cut(self._said.understood, right - 2, glyphs().cut).rjust(right) if right else ""
        return [(word, "aside"), (" " * max(0, width - left - right), "body"), (date, "aside")]


def _fitting(date: str, room: int) -> str:
    """A date with its distance, where there is no room for that without it, else not at all."""
    return next((words for words in (date, date.rpartition(", ")[0]) if len(words) <= room), "")

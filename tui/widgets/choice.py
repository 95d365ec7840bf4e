"""A choice in one row: all options side by side where they fit, else the chosen one alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui.text import cell_width, visible
from tui.widgets.drawn import Drawn, Span, Voice, cut_spans, width_of
from tui.widgets.glyphs import glyphs

NONE = ("", "none")
"""The option of choosing none."""

_MARK, _GAP = 2, 2
_WAYS = "choose the one before or the next; a letter goes to the next that begins with it"


class Typed(Drawn):
    """Something in a form that takes the focus and is no text: no letter typed at it does anything elsewhere."""

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 (as Textual calls it)
        """Keep every printable key."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Take letters, so that a place does not obey them."""
        if event.is_printable and event.key != "space":
            event.stop()
            self.letter(event.character or "")

    def letter(self, letter: str) -> None:
        """A letter was typed."""


class Choice(Typed, can_focus=True):
    """One of some options. `Changed` is posted when the person chooses another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose(-1)", "the one before", show=False, id="form.before", tooltip=_WAYS),
        Binding("right", "choose(1)", "the next", show=False, id="form.after", tooltip=_WAYS),
        Binding("space", "choose(1, True)", "choose", id="form.choose", tooltip="choose the next, round and round"),
    ]

    class Changed(Message):
        """Another option is chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str = "", *, may_be_empty: bool = True) -> None:
        super().__init__()
        listed = [(chosen, visible(words)) for chosen, words in choices]
        self._options = [NONE, *listed] if may_be_empty or not listed else listed
        self._at = 0
        self.put(value)

    @property
    def typed(self) -> str:
        """The value that is chosen; empty for none."""
        return self._options[self._at][0]

    def put(self, value: str) -> None:
        """Choose a value. One that is no option (any more) becomes one, so that showing it changes nothing."""
        values = [chosen for chosen, _ in self._options]
        if value and value not in values:
            self._options.append((value, visible(value)))
            values.append(value)
        if value in values:
            self._at = values.index(value)
        self.refresh()

    @property
    def cells(self) -> int:
        """How many cells all options take, side by side."""
        return sum(_MARK + cell_width(words) + _GAP for _, words in self._options) - _GAP

    # Choosing

    def action_choose(self, steps: int, around: bool = False) -> None:
        """Choose another, so many options further."""
        to, last = self._at + steps, len(self._options) - 1
        self._choose(to % (last + 1) if around else max(0, min(to, last)))

    def letter(self, letter: str) -> None:
        """Choose the next option that begins with it."""
        count = len(self._options)
        for at in (number % count for number in range(self._at + 1, self._at + count + 1)):
            if self._options[at][1].casefold().startswith(letter.casefold()):
                self._choose(at)
                return

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.refresh()
            self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked; where one stands alone, the one before or after it."""
        content = event.get_content_offset(self)
        if content is None:
            return
        if self.cells > self.size.width:
            self.action_choose(-1 if content.x < _MARK else 1, around=True)
            return
        at = 0
        for number, (_, words) in enumerate(self._options):
            if at <= content.x < at + _MARK + cell_width(words):
                self._choose(number)
            at += _MARK + cell_width(words) + _GAP

    def on_focus(self) -> None:
        """The mark is lit."""
        self.refresh()

    def on_blur(self) -> None:
        """The mark is quiet."""
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        spans = () if y else self._side_by_side() if self.cells <= width else self._alone(width)
        return self.strip(cut_spans(spans, width), width)

    def _side_by_side(self) -> list[Span]:
        spans: list[Span] = []
        for number, (_, words) in enumerate(self._options):
            chosen = number == self._at
            spans.append((f"{glyphs().cursor} " if chosen else "  ", self._mark))
            spans += [(words, self._voice if chosen else "aside"), (" " * _GAP, "body")]
        return spans[:-1]

    def _alone(self, width: int) -> list[Span]:
        """The chosen one between its two marks, and which one of how many it is where there is room."""
        before = "‹" if glyphs().cursor == "›" else "<"
        count: list[Span] = [(f"  {self._at + 1} of {len(self._options)}", "aside")]
        alone: list[Span] = [
            (f"{before} ", self._mark),
            (self._options[self._at][1], self._voice),
            (f" {glyphs().cursor}", self._mark),
        ]
        room = width - width_of(count)
        return cut_spans(alone, room, flex=1) + count if room >= width_of(count) else cut_spans(alone, width, flex=1)

    @property
    def _voice(self) -> Voice:
        return "strong" if self.has_focus else "body"

    @property
    def _mark(self) -> Voice:
        return "key" if self.has_focus else "quiet"

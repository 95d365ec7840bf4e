"""A choice: all options side by side, in as many rows as they take; where that is too many, one of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.text.cells import cell_width, visible
from tui.text.glyphs import glyphs
from tui.text.spans import Span, Voice, cut_spans, width_of
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

NONE = ("", "none")
"""The option of choosing none."""

_MARK, _GAP = 2, 2
_MOST_ROWS = 4
"""Rows that a choice takes at most; with more of them a form would be hard to see whole."""

_WAYS = "go to the one before or the next; a letter goes to the next that begins with it, words choose nothing"
_ROWS = "go to the row above or below; out of the choice from its first and last"
_UNCHOSEN = -1


class KeyedField(Drawn):
    """Something in a form that takes the focus and is no text: no letter typed at it does anything elsewhere.

    `Worded`: words were typed, which it does not hold. They are no choice, and whoever hears of them has them whole.
    """

    class Worded(Message):
        """Letters that are words came, the first of them or further ones."""

        def __init__(self, field: KeyedField, words: str) -> None:
            super().__init__()
            self.field = field
            self.words = words

    _letters = ""
    """What was typed since the last key that is no letter."""
    _in_words = False
    """Whether that is words, and so is what follows."""

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 (as Textual calls it)
        """Keep every printable key."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Take letters, so that a place does not obey them, and a space among them."""
        if not event.is_printable or (event.key == "space" and self._is_apart):
            self._forget_letters()
            return
        event.stop()
        self._type(event.character or "")

    @property
    def _is_apart(self) -> bool:
        """Whether a space now stands for itself: nothing was typed before it, or a space was."""
        return not self._letters or (not self._in_words and self._letters.endswith(" "))

    def _type(self, letter: str) -> None:
        if self._in_words or not self.leads(self._letters + letter):
            words = letter if self._in_words else self._letters + letter
            self._in_words = True
            self.post_message(self.Worded(self, words))
        self._letters += letter

    def leads(self, letters: str) -> bool:  # noqa: ARG002 (a choice goes by them)
        """Go where letters lead; gives whether they do, or are words."""
        return False

    def _forget_letters(self) -> None:
        self._letters, self._in_words = "", False

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is words."""
        event.stop()
        if event.text:
            self._in_words, self._letters = True, event.text
            self.post_message(self.Worded(self, event.text))

    def on_blur(self) -> None:
        """What was typed is over."""
        self._forget_letters()
        self.refresh()


class Choice(KeyedField, can_focus=True):
    """One of some options: keys and letters move over them, and take none. `Changed`: another one is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "the one before", show=False, id="form.before", tooltip=_WAYS),
        Binding("right", "move(1)", "the next", show=False, id="form.after", tooltip=_WAYS),
        Binding("up", "row(-1)", "the row above", show=False, id="form.above", tooltip=_ROWS),
        Binding("down", "row(1)", "the row below", show=False, id="form.below", tooltip=_ROWS),
        Binding("space", "take", "choose", id="form.choose", tooltip="choose this one and stay; enter goes on"),
    ]

    passed = ""
    """The words of the option that was lit when the focus went, and was not taken."""

    class Changed(Message):
        """Another option is chosen."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], value: str = "", *, may_be_empty: bool = True, required: bool = False
    ) -> None:
        super().__init__()
        listed = [(chosen, visible(words)) for chosen, words in choices]
        # Where one is needed, none is no answer: nothing is chosen until something is.
        self._options = [NONE, *listed] if not listed or (may_be_empty and not required) else listed
        self._at = _UNCHOSEN if required and may_be_empty and listed else 0
        self._on = self._before = self._at
        self.put(value)

    @property
    def typed(self) -> str:
        """The value that is chosen; empty for none."""
        return "" if self._at == _UNCHOSEN else self._options[self._at][0]

    def put(self, value: str) -> None:
        """Choose a value. One that is no option (any more) becomes one, so that showing it changes nothing."""
        values = [chosen for chosen, _ in self._options]
        if value and value not in values:
            self._options.append((value, visible(value)))
            values.append(value)
        if value in values:
            self._at = self._on = values.index(value)
        self.refresh()

    @property
    def cells(self) -> int:
        """How many cells all options take, side by side."""
        return sum(_MARK + cell_width(words) + _GAP for _, words in self._options) - _GAP

    def rows(self, width: int) -> int:
        """How many rows it takes in so many cells."""
        return len(self._places(width)) or 1

    def _places(self, width: int) -> list[list[tuple[int, int]]]:
        """By row, each option with the cell at which its mark stands; nothing where the chosen one stands alone."""
        rows: list[list[tuple[int, int]]] = [[]]
        at = 0
        for number, (_, words) in enumerate(self._options):
            cells = _MARK + cell_width(words)
            if at and at + cells > width:
                rows.append([])
                at = 0
            rows[-1].append((number, at))
            at += cells + _GAP
        whole = all(_MARK + cell_width(words) <= width for _, words in self._options)
        return rows if whole and len(rows) <= _MOST_ROWS else []

    # Choosing

    def action_move(self, steps: int) -> None:
        """Go to another, so many options further."""
        self._go(max(0, min(self._on + steps, len(self._options) - 1)))

    def action_row(self, steps: int) -> None:
        """Go to the row above or below, to the option that stands nearest; from the last one leave the choice."""
        places = self._places(self.size.width)
        here = next(((row, at) for row, line in enumerate(places) for number, at in line if number == self._on), None)
        if here is None or not 0 <= here[0] + steps < len(places):
            raise SkipAction
        self._go(min(places[here[0] + steps], key=lambda place: abs(place[1] - here[1]))[0])

    def leads(self, letters: str) -> bool:
        """Go to the next option that begins so, a single letter again and again; a space behind them takes it.

        Words that go on behind such a space have taken nothing: it was one between two of them.
        """
        if letters.endswith(" "):
            self._before = self._at
            self.action_take()
            return True
        before, space, _ = letters.rpartition(" ")
        if space:
            self._choose(self._before)
            if not self._begin_with(before + space):
                return False
        again = len(set(letters.casefold())) == 1
        count, begin = len(self._options), self._on + (again or self._on == _UNCHOSEN)
        found = self._begin_with(letters[:1] if again else letters)
        for at in (number % count for number in range(begin, begin + count)):
            if at in found:
                self._go(at)
                return True
        self._go(self._at)
        return False

    def _begin_with(self, letters: str) -> list[int]:
        """The options that begin with some letters."""
        folded = letters.casefold()
        return [at for at, (_, words) in enumerate(self._options) if words.casefold().startswith(folded)]

    def action_take(self) -> None:
        """Choose the option that one is at."""
        self._choose(self._on)

    def _go(self, to: int) -> None:
        self._on = to
        self.refresh()

    def _choose(self, at: int) -> None:
        self._go(at)
        if at != self._at:
            self._at = at
            self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked; where one stands alone, the one before or after it."""
        content = event.get_content_offset(self)
        if content is None:
            return
        places = self._places(self.size.width)
        if not places:
            self._choose((max(self._on, 0) - 1 if content.x < _MARK else self._on + 1) % len(self._options))
            return
        for number, at in places[content.y] if content.y < len(places) else ():
            if at <= content.x < at + _MARK + cell_width(self._options[number][1]):
                self._choose(number)

    def on_focus(self) -> None:
        """The mark is lit."""
        self.refresh()

    def on_blur(self) -> None:
        """The mark is quiet, and stands at what is chosen."""
        self.passed = "" if self._on == self._at else self._options[self._on][1]
        self._go(self._at)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        width = self.size.width
        places = self._places(width)
        spans = self._row(places[y]) if y < len(places) else () if y else self._alone(width)
        return self.strip(cut_spans(spans, width), width)

    def _row(self, places: Sequence[tuple[int, int]]) -> list[Span]:
        spans: list[Span] = []
        for number, _ in places:
            here = self.has_focus and number == self._on
            mark = glyphs().cursor if number == self._at else glyphs().not_met if here else " "
            voice: Voice = "strong" if here else "body" if number == self._at else "aside"
            spans += [(f"{mark} ", self._mark), (self._options[number][1], voice), (" " * _GAP, "body")]
        return spans[:-1]

    def _alone(self, width: int) -> list[Span]:
        """The one that one is at between its two marks, and which one of how many it is where there is room."""
        before, of = "‹" if glyphs().cursor == "›" else "<", len(self._options)
        unchosen = self._on == _UNCHOSEN
        count: list[Span] = [] if unchosen else [(f"  {self._on + 1} of {of}", "aside")]
        words = f"one of {of}" if unchosen else self._options[self._on][1]
        alone: list[Span] = [
            (f"{before} ", self._mark),
            (words if unchosen or self._on == self._at else f"{glyphs().not_met} {words}", self._voice),
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

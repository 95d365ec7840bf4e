"""A list of statements that one scores with the number keys, each with a guess of the other's score beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from models.verbs.pulse import HIGH, LOW, ScoreGiven
from tui.text.cells import cut_words, padded
from tui.text.columns import MARK
from tui.text.glyphs import glyphs
from tui.widgets.line_list import LineList
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.strip import Strip

    from tui.text.spans import Span

SCORE, GUESS = 0, 1

SCALE = 2 * (HIGH - LOW) + 1
BETWEEN = 3
"""Cells before each of the two scales."""

_SCALES = 2 * (BETWEEN + SCALE)
_SCORES = "score from 1 to 5, then guess the other's score"
_SIDES = "from the score to the guess, and back"


class Scores(LineList):
    """Statements with two scales each. A number fills the one under the cursor and goes on to the next.

    `enter` posts `LineList.Opened`, wherever the cursor stands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(number),
                f"score({number})",
                "score",
                key_display=f"{LOW}-{HIGH}" if number == LOW else None,
                show=number == LOW,
                id=f"pulse.{number}",
                tooltip=_SCORES,
            )
            for number in range(LOW, HIGH + 1)
        ),
        Binding("left,h", "side(0)", "to the score", show=False, id="pulse.score", tooltip=_SIDES),
        Binding("right,l", "side(1)", "to the guess", show=False, id="pulse.guess", tooltip=_SIDES),
        Binding("backspace,delete", "clear", "clear", show=False, id="pulse.clear", tooltip="take the number away"),
    ]

    class Changed(Message):
        """Something was scored or guessed, or the cursor stands elsewhere."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(id=id)
        self._keys: Sequence[str] = ()
        self._numbers: dict[str, list[int | None]] = {}
        self._side = SCORE

    def ask(self, statements: Mapping[str, str], given: Mapping[str, ScoreGiven]) -> None:
        """Show statements, visible texts by their keys, with what was answered before; from the first open one."""
        self._keys = tuple(statements)
        self._numbers = {key: [None, None] for key in statements}
        for key, answer in given.items():
            if key in self._numbers:
                self._numbers[key] = [answer.score, answer.guess]
        rows = [Row(key, "", "", text) for key, text in statements.items()]
        self.show((), [Section("", Rows.of(rows), None)])
        self.go_to_missing()

    @property
    def given(self) -> dict[str, ScoreGiven]:
        """What is scored, by key."""
        return {key: ScoreGiven(score, guess) for key, (score, guess) in self._numbers.items() if score is not None}

    @property
    def present(self) -> str:
        """The key of the statement under the cursor; empty where there is none."""
        return str(self.selected.key) if self.selected else ""

    def go_to_missing(self) -> None:
        """Put the cursor on the first score that is missing, else on the first one."""
        missing = (key for key, (score, _) in self._numbers.items() if score is None)
        self._side = SCORE
        if self._keys:
            self.select(next(missing, self._keys[0]))

    # Keys and mouse

    def action_score(self, number: int) -> None:
        """Fill the scale under the cursor, and go on to the next one."""
        self._fill(number)
        if self._side == SCORE:
            self._side = GUESS
        elif self.present != self._keys[-1]:
            self.action_move(1)
        self._changed()

    def action_move(self, rows: int) -> None:
        """Go to the score of another statement: a guess that was left out stays left out."""
        super().action_move(rows)
        self._side = SCORE
        self._changed()

    def action_side(self, side: int) -> None:
        """Go to the score, or to the guess."""
        self._side = side
        self._changed()

    def action_clear(self) -> None:
        """Take the number under the cursor away; where there is none, the one before it."""
        if self.present and self._numbers[self.present][self._side] is None and self._side == GUESS:
            self._side = SCORE
        self._fill(None)
        self._changed()

    def _fill(self, number: int | None) -> None:
        if self.present:
            self._numbers[self.present][self._side] = number

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Go to the statement that was clicked; on a scale fill it."""
        event.prevent_default()  # the list would open a row
        content = event.get_content_offset(self)
        place = self._outline.place_at(content.y + self.scroll_offset.y) if content else None
        if content is None or place is None:
            return
        self.action_move(place - self._cursor)
        side, at = divmod(content.x - self._before_scales, BETWEEN + SCALE)
        if side in (SCORE, GUESS) and at >= BETWEEN:
            self._side = side
            self._fill(LOW + (at - BETWEEN + 1) // 2)
        self._changed()

    # Drawing

    @property
    def _before_scales(self) -> int:
        """Cells of a line before its scales."""
        return max(MARK + 1, self.scrollable_content_region.width - 1 - _SCALES)

    @property
    def room(self) -> int:
        """Cells that a statement has."""
        return self._before_scales - MARK

    def render_line(self, y: int) -> Strip:
        """Draw one line of the part that is seen; the scales have their heads above the first statement."""
        if y + self.scroll_offset.y or not self._keys:
            return super().render_line(y)
        heads = "".join(" " * BETWEEN + head.ljust(SCALE) for head in ("SCORE", "GUESS"))
        return self.strip([(" " * self._before_scales + heads, "label")], self.scrollable_content_region.width)

    def _words(self, place: int, room: int, lit: bool) -> list[Span]:
        row = self._outline.row(place)
        assert isinstance(row, Row)
        cells = min(room, self.room)
        spans: list[Span] = [(padded(cut_words(row.what, cells, glyphs().cut), cells), "strong" if lit else "body")]
        for side, number in enumerate(self._numbers[str(row.key)]):
            spans += [(" " * BETWEEN, "body"), *_scale(number, here=lit and side == self._side)]
        return spans


def _scale(number: int | None, *, here: bool) -> list[Span]:
    """The number that was chosen, else dots; all numbers where the next key goes."""
    spans: list[Span] = []
    for score in range(LOW, HIGH + 1):
        if score > LOW:
            spans.append((" ", "body"))
        if score == number:
            spans.append((str(score), "strong"))
        else:
            spans.append((str(score), "key") if here else (glyphs().dot, "quiet"))
    return spans

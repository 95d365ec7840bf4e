"""One line of Today as a row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.records.state_words import state_word
from tui.text.cells import visible
from tui.text.words import age, called, day_in_column, day_month, does_word, veil, wish_in_column
from tui.widgets.row import Row

if TYPE_CHECKING:
    from datetime import date

    from models.pages.today import TodayLine
    from models.records.pair import Pair
    from tui.text.spans import Voice

_LEVELS: dict[str, Voice] = {"late": "late", "watch": "watch"}


def row_of(line: TodayLine, pair: Pair, as_of: date, *, veiled: bool) -> Row:
    """One line of Today in the grid. The signal stands on the state where there is one, else on the time."""
    signal = _LEVELS.get(line.level, "body")
    state, state_voice = state_word(line.state), _LEVELS.get(line.level, "aside")
    if line.section == "waiting" and line.on is not None:
        state, state_voice = day_month(line.on, as_of), "aside"
    elif line.wanted is not None:
        state = wish_in_column(line.wanted, as_of)
    return Row(
        key=(line.noun, line.id),
        who=called(pair, line.who),
        when=_when(line, as_of),
        what=veil() if veiled and line.private else visible(line.what),
        state=state,
        when_voice="body" if line.state else signal,
        state_voice=state_voice,
        does=does_word(line.noun, line.stands),
    )


def _when(line: TodayLine, as_of: date) -> str:
    if line.days is not None:
        return age(line.days)
    return day_in_column(line.on, as_of) if line.on else ""

"""One line of Today as a row of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.records.labels import state_word
from tui.text.cells import visible
from tui.text.words import age, called, day_in_column, day_month, does_word, veil
from tui.widgets.row import Row

if TYPE_CHECKING:
    from datetime import date

    from models.pages.today import TodayLine
    from models.records.pair import Pair
    from tui.text.spans import Voice

_LEVELS: dict[str, Voice] = {"late": "late", "watch": "watch"}
_DOES = {"find": "answer", "learn": "learned"}


def row_of(line: TodayLine, pair: Pair, as_of: date, *, veiled: bool) -> Row:
    """One line of Today in the grid. The signal stands on the state where there is one, else on the time."""
    signal = _LEVELS.get(line.level, "body")
    asked = line.asked(partial(day_month, today=as_of))
    return Row(
        key=(line.noun, line.id),
        who=called(pair, line.who) if line.who else "",
        when=_when(line, as_of),
        what=veil() if veiled and line.private else visible(line.what),
        state=asked or state_word(line.state),
        when_voice="body" if line.state else signal,
        state_voice="aside" if asked else _LEVELS.get(line.level, "aside"),
        does=_DOES.get(line.asks)
        or does_word(line.noun, line.stands, own=line.asks == "accept" and line.who != pair.me.uid),
    )


def _when(line: TodayLine, as_of: date) -> str:
    if line.days is not None:
        return age(line.days)
    return day_in_column(line.on, as_of) if line.on else ""

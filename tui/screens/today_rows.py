"""The lines of Today as rows of the list, and what stands there when there is none."""

from __future__ import annotations

from datetime import date

from models.pair import Pair
from models.today import Line, Section, Today
from tui.screens.words import age, called, day_in_column, day_month, state_word
from tui.text import visible
from tui.widgets import sections
from tui.widgets.drawn import Spans, Voice
from tui.widgets.grid import Row

_LABELS: tuple[tuple[Section, str, Voice], ...] = (
    ("late", "LATE", "body"),
    ("waiting", "WAITING FOR A WORD", "body"),
    ("before", "BEFORE YOU MEET", "aside"),
    ("unsettled", "UNSETTLED", "aside"),
)
"""The sections in their order; a number that presses is not muted."""

_LEVELS: dict[str, Voice] = {"late": "late", "watch": "watch"}

EMPTY_LOG: tuple[Spans, ...] = (
    [("Meetings, promises, feedback and disagreements of two people stand here.", "body")],
    [('visavis init --me "NAME, ROLE" --partner "NAME, ROLE" starts the log', "aside")],
)


def empty_lines(today: Today) -> list[Spans]:
    """What belongs on Today, and which command puts it there."""
    what = f"Promises, answers and disagreements between {called(today.pair, today.pair.other.uid)} and you stand here."
    return [
        [(what, "body")],
        [('visavis commitment add "Persona list" --by partner --due fri adds one', "aside")],
    ]


def sections_of(today: Today) -> list[sections.Section]:
    """The sections that hold something, in their order."""
    found = []
    for name, label, count in _LABELS:
        if lines := today.section(name):
            rows = [row_of(line, today.pair, today.as_of) for line in lines]
            found.append(sections.Section(label, rows, count))
    return found


def row_of(line: Line, pair: Pair, as_of: date) -> Row:
    """One line of Today in the grid. The signal stands on the state where there is one, else on the time."""
    signal = _LEVELS.get(line.level, "body")
    state, state_voice = state_word(line.state), _LEVELS.get(line.level, "aside")
    if line.section == "waiting" and line.on is not None:
        state, state_voice = day_month(line.on, as_of), "aside"
    return Row(
        key=(line.noun, line.id),
        who=called(pair, line.who),
        when=_when(line, as_of),
        what=visible(line.what),
        state=state,
        when_voice="body" if line.state else signal,
        state_voice=state_voice,
    )


def _when(line: Line, as_of: date) -> str:
    if line.days is not None:
        return age(line.days)
    return day_in_column(line.on, as_of) if line.on else ""

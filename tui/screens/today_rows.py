"""The lines of Today as rows of the list, and what stands there when there is none."""

from __future__ import annotations

from datetime import date
from functools import partial

from models.pair import Pair
from models.today import Line, Section, Today, review_is_ready
from tui.screens.words import (
    age,
    called,
    counted,
    day_in_column,
    day_month,
    does_word,
    state_word,
    veil,
    wish_in_column,
)
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
    [("The log is empty; U brings back what was undone", "aside")],
)


def empty_lines(today: Today) -> list[Spans]:
    """What belongs on Today, and which key puts it there."""
    if today.promised:
        still = f"3 shows {counted(today.promised, 'promise')} still to come"
        return [[("Nothing is late, and nothing waits for a word.", "body")], [(still, "aside")]]
    other, me = (called(today.pair, person.uid) for person in (today.pair.other, today.pair.me))
    what = f"Promises, answers and disagreements between {other} and {me} stand here."
    return [[(what, "body")], [("a adds the first one; ? shows all keys", "aside")]]


REVIEW = ("review", 0)
"""What names the row that stands for the review of the quarter that has just ended."""


def _review(today: Today) -> list[sections.Section]:
    """One quiet line in the first days of a quarter: the last one can be looked back on."""
    if today.ended is None:
        return []
    row = Row(REVIEW, called(today.pair, ""), "", f"{review_is_ready(today.ended)}: 7")
    return [sections.Section("LOOKING BACK", sections.Rows.of([row]), None)]


def sections_of(today: Today, *, veiled: bool) -> list[sections.Section]:
    """The sections that hold something, in their order."""
    found = []
    for name, label, count in _LABELS:
        if lines := today.section(name):
            rows = sections.Rows(
                lines,
                key=lambda line: (line.noun, line.id),
                make=partial(row_of, pair=today.pair, as_of=today.as_of, veiled=veiled),
                text=lambda line: f"{called(today.pair, line.who)} {line.what} {line.state}",
            )
            found.append(sections.Section(label, rows, count))
    return found + _review(today)


def row_of(line: Line, pair: Pair, as_of: date, *, veiled: bool) -> Row:
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


def _when(line: Line, as_of: date) -> str:
    if line.days is not None:
        return age(line.days)
    return day_in_column(line.on, as_of) if line.on else ""

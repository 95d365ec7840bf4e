"""The lines of Today as rows of the list, and what stands there when there is none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.pages.today import Section, Today, beyond_the_end, review_is_ready
from models.time.dates import long_date
from tui.rows.today_line import row_of
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.text.words import age, away_beside, called, counted, day_in_column
from tui.widgets import sections
from tui.widgets.row import Row

if TYPE_CHECKING:
    from models.pages.today import TodayLine
    from models.records.pair import Pair
    from storage.outside.offer import Offer
    from tui.text.spans import Spans, Voice

_LABELS: tuple[tuple[Section, str, Voice], ...] = (
    ("late", "LATE", "body"),
    ("waiting", "WAITING FOR A WORD", "body"),
    ("before", "BEFORE YOU MEET", "aside"),
    ("find_out", "TO FIND OUT OR LEARN", "aside"),
    ("unsettled", "UNSETTLED", "aside"),
)
"""The sections in their order; a number that presses is not muted."""


EMPTY_LOG: tuple[Spans, ...] = (
    [("Meetings, promises, feedback and disagreements of two people stand here.", "body")],
    [("The log is empty; U brings back what was undone", "aside")],
)


def empty_lines(today: Today) -> list[Spans]:
    """What belongs on Today, and which key puts it there; of an alliance that has ended, what can be done with it."""
    if today.pair.ended(today.as_of):
        return [
            [("Nothing of it is told any more; what was open counts against nobody.", "body")],
            [("ctrl+p takes along what goes on, adds whoever comes, or takes it up again", "aside")],
        ]
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
    row = Row(REVIEW, "", "", f"{review_is_ready(today.ended)}: 7")
    return [sections.Section("LOOKING BACK", sections.Rows.of([row]), None)]


NEXT = "next"
"""What names the row of the meeting that comes next, with its number, 0 where only the rhythm says when it is."""


_LABEL = "NEXT"


def _next(today: Today) -> list[sections.Section]:
    """The meeting that comes next: when, where, and what stands on its agenda."""
    coming, dot = today.next_meeting, glyphs().dot
    if coming is None or today.pair.ended(today.as_of):
        return []
    time = f"{today.pair.local(coming.starts_at):%H:%M}" if coming.starts_at else ""
    by_rhythm = "" if coming.id else "by your rhythm"
    facts = (time, visible(coming.where), by_rhythm, _topics(today))
    row = Row(
        (NEXT, coming.id or 0),
        _LABEL,
        day_in_column(coming.on, today.as_of),
        f" {dot} ".join(filter(None, facts)),
        beyond_the_end(today) or away_beside(coming.on, today.as_of),
        facts=True,
        who_voice="label",
    )
    return [sections.Section(_LABEL, sections.Rows.of([row]), None, bare=True)]


ENDS = ("ends", 0)
"""What names the row of an alliance's last day, as long as that day is not past."""


def _ends(today: Today) -> list[sections.Section]:
    """That the alliance ends, and when; place 6 tells more of it."""
    last = today.pair.alliance.ended_on
    if last is None or today.pair.ended(today.as_of):
        return []
    row = Row(
        ENDS,
        _ENDS,
        day_in_column(last, today.as_of),
        f"The alliance with {visible(today.pair.other.name)}",
        away_beside(last, today.as_of),
        who_voice="label",
    )
    return [sections.Section(_ENDS, sections.Rows.of([row]), None, bare=True)]


_ENDS = "ENDS"

BEFORE = ("before", 0)
"""What names the row of the alliance that a new one follows."""

_BEFORE = "BEFORE"


def _before(today: Today) -> list[sections.Section]:
    """One quiet line in a new alliance: what the one with whoever had the role before left open can go on."""
    if today.before is None:
        return []
    pair, left = today.before
    row = Row(
        BEFORE,
        _BEFORE,
        day_in_column(pair.alliance.ended_on or today.as_of, today.as_of),
        f"{len(left)} still open with {visible(pair.other.name)}",
        "what goes on?",
        who_voice="label",
    )
    return [sections.Section(_BEFORE, sections.Rows.of([row]), None, bare=True)]


def _topics(today: Today) -> str:
    if not today.topics:
        return ""
    decide = f", {today.to_decide} to decide" if today.to_decide else ""
    return counted(today.topics, "topic") + decide


def _unrecorded(today: Today) -> list[sections.Section]:
    """One line for every meeting that nobody has recorded: the oldest, and how many there are besides."""
    if not today.unrecorded:
        return []
    oldest, more = today.unrecorded[0], len(today.unrecorded) - 1
    what = long_date(oldest.on, today.as_of) + (f" and {more} more" if more else "")
    days = age((today.as_of - oldest.on).days)
    row = Row(("meeting", oldest.id), "", days, what, "held?", does="held")
    return [sections.Section("NOT RECORDED", sections.Rows.of([row]), None)]


BACKUP = ("backup", 0)
"""What names the row that says that what was changed is in no backup."""


def _unkept(today: Today) -> list[sections.Section]:
    """One line where what was changed for a week is in no backup; enter makes one."""
    if today.unkept is None:
        return []
    what = f"of what was changed since {long_date(today.unkept, today.as_of)}"
    row = Row(BACKUP, "", "", what, "make one?")
    return [sections.Section("NO BACKUP", sections.Rows.of([row]), None)]


CALENDAR = ("calendar", 0)
"""What names the row that says that the calendar of the config has changed."""


def _calendar(offer: Offer | None) -> list[sections.Section]:
    """One line for what the calendar of the config would bring; enter shows it."""
    if offer is None:
        return []
    row = Row(CALENDAR, "", "", f"{visible(offer.brought.file)}: {offer.brought.summary}", "look?")
    return [sections.Section("A CALENDAR THAT CHANGED", sections.Rows.of([row]), None)]


MOST_ASKING = 2
"""So many lines that ask something stand at the top; the rest wait."""


def sections_of(today: Today, *, veiled: bool, offer: Offer | None = None) -> list[sections.Section]:
    """The sections that hold something, in their order; `offer` is what the calendar of the config would bring."""
    found = []
    for name, label, count in _LABELS:
        if lines := today.section(name):
            rows = sections.Rows(
                lines,
                key=lambda line: (line.noun, line.id),
                make=partial(row_of, pair=today.pair, as_of=today.as_of, veiled=veiled),
                text=partial(_text, today.pair),
            )
            found.append(sections.Section(label, rows, count))
    asking = [*_unrecorded(today), *_calendar(offer), *_unkept(today)][:MOST_ASKING]
    return _next(today) + _ends(today) + _before(today) + asking + found + _review(today)


def _text(pair: Pair, line: TodayLine) -> str:
    """The words by which a filter finds a line."""
    whose = called(pair, line.who) if line.who else ""
    return f"{whose} {line.what} {line.state} {line.asks}"

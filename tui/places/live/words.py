"""What the live screen says of a meeting: what it is called, the time that is left, and the words beside a line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.acts.capture import (
    DATED,
    MARKS,
    NOTE,
    Captured,
    bare,
    feedback_told,
    mark_of,
    read_under,
    verdict,
    with_day,
    word_of,
)
from models.time.dates import long_date, say_date, short_date
from tui.text.cells import cell_width, visible
from tui.text.words import called, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.reads.sitting import RecordLine
    from tui.text.spans import Span

MINUTES = 60
"""How long a meeting takes that does not say it."""

_SOON = 5
"""Minutes before the end from which the time left is worth a look."""

_PLACES = {"lunch": "Lunch", "coffee": "Coffee", "walk": "Walk", "phone": "Call", "video": "Video call"}

MOST_WORD = 22
"""The most cells that the word of a mark takes."""

LIFT = "^l lifts the veil; what is typed is kept"
"""What is said where the veil lies over the line."""


def title_of(meeting: Meeting, pair: Pair, today: date) -> list[Span]:
    """Meeting with Dana; with its day where that is not today."""
    day = pair.day(meeting.starts_at)
    kind = _PLACES.get(meeting.place or "", "Meeting")
    spans: list[Span] = [(f"{kind} with {visible(pair.short(pair.other.uid))}", "strong")]
    return spans if day == today else [*spans, (f"   {long_date(day, today)}", "aside")]


def time_left(meeting: Meeting, now: datetime) -> Span | None:
    """The time that is left, or how far it is over; None where the meeting is not now."""
    length = timedelta(minutes=meeting.minutes or MINUTES)
    end = meeting.starts_at + length
    if not meeting.starts_at <= now < end + length:
        return None
    left = -((now - end) // timedelta(minutes=1))
    if left > 0:
        return f"{counted(left, 'minute')} left", "watch" if left <= _SOON else "aside"
    return (f"over by {counted(-left, 'minute')}", "late") if left else ("no time left", "watch")


def word_beside(line: str, pair: Pair) -> str:
    """What is said beside a line as soon as its mark is typed; empty while it is."""
    mark = mark_of(line)
    if mark is not None and (not line[len(mark.mark) :].strip() or not bare(line)):
        return _word(pair, Captured(mark.kind, mark.mine, ""))
    return word_of("note", True, "", "") if line.strip() else ""


def _word(pair: Pair, said: Captured) -> str:
    return word_of(said.kind, said.mine, *(called(pair, person.uid) for person in (pair.me, pair.other)))


def word_of_entry(entry: RecordLine, pair: Pair) -> str:
    """What stands beside a line of the record."""
    if entry.what == "private":
        return "private note"
    return f"{called(pair, entry.who)} said" if entry.what == "heard" else _word(pair, entry.said)


def word_cells(pair: Pair) -> int:
    """The cells of the column of words: as many as the longest mark needs, with the gap behind it."""
    longest = max(cell_width(_word(pair, Captured(mark.kind, mark.mine, ""))) for mark in MARKS)
    return min(longest, MOST_WORD) + 2


class LineMeaning(NamedTuple):
    """What is told of the line as it stands: its word, what else was understood, and the hint, which is long."""

    word: str = ""
    understood: str = ""
    hint: str = ""


def said_of(line: str, pair: Pair, day: date, today: date, above: Sequence[str] = ()) -> LineMeaning:
    """What is told of a line that is read on `day`, under the notes `above`: its date, or what its feedback is of.

    A day at its end that nobody said "by" to is offered.
    """
    found = read_under(above, line, day)
    if found is None:
        return LineMeaning()
    quoted = found.kind == NOTE and mark_of(line) is not None and not bare(line)
    word = NOTE if quoted else word_beside(line, pair)
    offer = with_day(line, day)
    if offer is not None:
        return LineMeaning(word, f"right: by {short_date(offer[1], today)}")
    return LineMeaning(word, say_date(found.due, today) if found.due else verdict(found), visible(found.hint))


NO_DATE = "no date"


def due_of(entry: RecordLine, day: date) -> str:
    """What stands beside a line of the record: its date, or that it has none; of feedback what it is of, in a word."""
    if entry.what == "said" and entry.said.kind == "feedback":
        told = verdict(entry.said)
        return "both" if " and " in told else told
    if entry.what != "said" or entry.said.kind not in DATED:
        return ""
    return short_date(entry.said.due, day) if entry.said.due else NO_DATE


def text_of(entry: RecordLine) -> str:
    """The words of a line of the record, in one line."""
    return " ".join(filter(None, (line.strip() for line in _text_of(entry).split("\n"))))


def _text_of(entry: RecordLine) -> str:
    said = entry.said
    if said.kind == "feedback":
        told = feedback_told(said)
        return f"{said.text}: {told}" if said.text and told else said.text or told
    played = " (played back)" if entry.played_back else ""
    return (said.text or "what would help was asked") + played if entry.what == "heard" else said.text

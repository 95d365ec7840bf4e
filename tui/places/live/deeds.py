"""What a live meeting does to the log. Each function runs on the log's own thread, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.acts.capture import Captured, read_lines
from models.acts.sentences import sentence
from models.records.rows import Meeting
from storage.reads.captured import captured
from storage.reads.found import record_of
from storage.reads.sitting import read_sitting
from storage.writes.topics import tick
from tui.text.words import briefly, counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.sitting import Spot
    from storage.writes.capture import Recorded


def record(log: Log, pair: Pair, *, meeting: int, lines: Sequence[str], again: bool) -> str:
    """Record lines as they were typed, and give what was done. BadValue, with nothing recorded, where one cannot be.

    Those that were captured for the meeting already are left out, unless they are to be recorded `again`.
    """
    from storage.writes.capture import capture  # not for the first picture

    where = record_of(log, "meeting", meeting, Meeting)
    found = capture(log, pair, where, lines, above=read_sitting(log, pair, meeting).last_notes, again=again)
    if len(lines) == 1 and not found.there:
        return _told(found.done[0])
    count = sum(item.noun != "meeting" or item.id is None for item in found.done)
    there = f", {len(found.there)} captured already" if found.there else ""
    return f"Recorded {counted(count, 'line')}{there}" if count else f"Nothing new{there}"


class Meant(NamedTuple):
    """What lines would become: what each means, read on `day`, and what was captured for the meeting already."""

    meant: list[Captured]
    day: date
    there: frozenset[Captured]


def meant_by(log: Log, pair: Pair, meeting: int, lines: Sequence[str]) -> Meant:
    """Return what lines would become that are none of them empty."""
    found = read_sitting(log, pair, meeting)
    above = found.last_notes
    meant = read_lines([*above, *lines], found.day)[len(above) :]
    return Meant([said for said in meant if said], found.day, captured(log, pair, found.meeting))


def correct(log: Log, pair: Pair, *, meeting: int, was: Spot, line: str) -> str:
    """Put a line in the place of one of the record, none where it is empty. Gives what was done.

    Refused, with nothing changed, where that was changed since; BadValue where the line cannot be kept.
    """
    from storage.writes.correct import correct as put_right  # not for the first picture

    return _told(put_right(log, pair, meeting, was, line))


def _told(done: Recorded) -> str:
    says = sentence(done.title, briefly(done))
    return f"{says} ({done.hint})" if done.hint else says


def turn(log: Log, pair: Pair, *, meeting: int, topic: int, spoken: bool) -> str:
    """Say that a topic was spoken of, or after all was not. Gives what is so now, without its name."""
    return briefly(tick(log, pair, meeting, topic, spoken=spoken))

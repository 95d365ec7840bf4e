"""Which meeting is held, and what the log says of it by that."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Refused
from models.records.naming import heading
from models.records.rows import Meeting
from models.verbs.meetings import HOLD, MOVE
from storage.reads.found import record_of
from storage.reads.sitting import read_sitting
from storage.reads.today import meetings, rhythm_course, rhythm_date
from storage.writes import any_record, every_verb
from storage.writes.taking_back import take_back_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done

RECENT = SOON = timedelta(days=7)
"""A meeting that was longer ago, or is further ahead, is offered only where it stands."""


class Which(NamedTuple):
    """The meeting that is meant; None where that has to be asked.

    `ahead` is planned for a later day, `recent` are those of the last days. `begun`: it is in the log by this alone.
    """

    meeting: Meeting | None
    ahead: Meeting | None = None
    recent: tuple[Meeting, ...] = ()
    begun: bool = False


class Started(NamedTuple):
    """A meeting that somebody opens to hold it: its number, the newest change of the log then, and whether by that one
    it begins now.
    """

    meeting: int
    newest: int
    begun: bool = False


def which(log: Log, pair: Pair, number: int | None, also: int | None = None) -> Which:
    """Return the meeting meant: the named one, else today's. Writes: a date that only the rhythm knows is recorded.

    `also` is offered beside those of the last days, however old it is. Refused where the named one was called off.
    """
    today = log.today(pair)
    if number is not None:
        named = record_of(log, "meeting", number, Meeting)
        if named.state in ("missed", "cancelled"):
            raise Refused(f"{heading('meeting', named, pair, today)} did not take place; m says that it did")
        return Which(None, named) if pair.day(named.starts_at) > today else Which(named)
    known = meetings(log, pair, today)
    likely = [item for item in known if item.state in ("planned", "held")]
    of_today = [item for item in likely if pair.day(item.starts_at) == today]
    if of_today:
        return Which(next((item for item in of_today if item.state == "planned"), of_today[-1]))
    # The date of today counts whatever the clock says: whoever holds it late holds it.
    coming = rhythm_date(pair, known, rhythm_course(pair, known, today), today)
    if coming is not None and coming.on == today:
        with log.change("Meeting of today: planned, by the rhythm") as change:
            starts_at = coming.starts_at or log.clock().astimezone(UTC)
            row = any_record.add(log, pair, "meeting", {"starts_at": starts_at.isoformat()}, change).id
            return Which(record_of(log, "meeting", row, Meeting), begun=True)
    recent = [item for item in likely if timedelta() < today - pair.day(item.starts_at) <= RECENT]
    ahead = next((item for item in likely if item.state == "planned" and pair.day(item.starts_at) > today), None)
    soon = ahead if ahead is not None and pair.day(ahead.starts_at) - today <= SOON else None
    offered = [item for item in likely if item in recent[-2:] or item.id == also]
    return Which(None, soon, tuple(reversed(offered)))


def meets_today(log: Log, pair: Pair, but: int) -> bool:
    """Whether the two meet today, a meeting aside: one is planned, or the rhythm says so."""
    today = log.today(pair)
    known = meetings(log, pair, today)
    coming = rhythm_date(pair, known, rhythm_course(pair, known, today), today)
    days = [pair.day(item.starts_at) for item in known if item.state == "planned" and item.id != but]
    return today in days or (coming is not None and coming.on == today)


def begin_now(log: Log, pair: Pair) -> Done:
    """Record a meeting that begins now."""
    with log.change("") as change:
        return any_record.add(log, pair, "meeting", {"starts_at": change.now}, change)


def hold_today(log: Log, pair: Pair, meeting: int) -> Done:
    """Move a planned meeting to this moment, as *move* does. Refused where it is not planned any more."""
    now = log.clock().astimezone(UTC).isoformat()
    planned = record_of(log, "meeting", meeting, Meeting)
    if planned.state not in (None, "planned"):
        raise Refused(f"{heading('meeting', planned, pair, log.today(pair))} is not planned any more")
    return every_verb.do(log, pair, "meeting", meeting, MOVE, {"starts_at": now})


def started(log: Log, meeting: int, *, begun: bool = False) -> Started:
    """What has to be known at the end of a meeting that is opened now."""
    newest = log.newest()
    return Started(meeting, newest[0] if newest else 0, begun)


def started_by(log: Log, pair: Pair, begin: Callable[[Log, Pair], Done]) -> Started:
    """Begin a meeting now by one of the ways above. Writes."""
    return started(log, begin(log, pair).id, begun=True)


def was_held(log: Log, pair: Pair, opened: Started) -> Done | None:
    """Record that a meeting took place, as whoever closes it says; None where that is known already."""
    if record_of(log, "meeting", opened.meeting, Meeting).state == "held":
        return None
    return every_verb.do(log, pair, "meeting", opened.meeting, HOLD, {})


def left_empty(log: Log, pair: Pair, opened: Started) -> str:
    """What is so where nothing was written down in a meeting that is closed, and no topic spoken of: it was not held.

    Empty where it was. Writes: what only opening it has put down, or moved, is as it was before.
    """
    found = read_sitting(log, pair, opened.meeting)
    newest = log.newest()
    # What was learned belongs to the day alone, so that it may have been there before.
    since = newest is not None and newest[0] > opened.newest
    said = [entry for entry in found.entries if since or entry.said.kind != "learning"]
    spoken_of = any(topic.meeting == found.meeting.uid and topic.state == "discussed" for topic in found.topics)
    if found.meeting.state == "held" or said or spoken_of:
        return ""
    if not opened.begun:
        return "Nothing was written down, so it does not count as held; m says that it was"
    try:
        take_back_change(log, opened.newest)
    except Refused:  # it is leant on by now
        return ""
    return "Nothing was written down, so no meeting was recorded"

"""From a key to a meeting that is held: which one it is, live, and its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from models.errors import Fault, Refused
from models.records.naming import heading
from models.records.pair import Pair
from models.records.rows import Meeting
from models.time.dates import short_date
from models.verbs.meetings import HOLD, MOVE
from storage.core.records import find
from storage.log import Log
from storage.reads.today import by_rhythm, meetings
from storage.writes import every_verb, meeting_verbs
from storage.writes.lives import Done
from tui.page.menu import Choice, Group, Menu

if TYPE_CHECKING:
    from tui.page.list_place import ListPlace

NOW, EARLY = "now", "early"
"""What is picked beside a meeting of the last days: one that nobody planned, and the planned one before its day."""

MEETINGS = "meetings"
"""The place that a meeting belongs to, wherever it is held from."""
RECENT = SOON = timedelta(days=7)
"""A meeting that was longer ago, or is further ahead, is offered only where it stands."""


class Which(NamedTuple):
    """The meeting that is meant; None where that has to be asked.

    `ahead` is planned for a later day, `recent` are those of the last days.
    """

    meeting: Meeting | None
    ahead: Meeting | None = None
    recent: tuple[Meeting, ...] = ()


def hold(place: ListPlace, meeting: int | None) -> None:
    """Hold that meeting; without one that of today, or ask which one is meant."""
    place.run_worker(_hold(place, meeting), group="asking", exclusive=True)


async def _hold(place: ListPlace, number: int | None) -> None:
    pair = place.shown_pair
    assert pair is not None
    try:
        found = await place.visavis.on_log(partial(which, pair=pair, number=number))
    except Fault as fault:
        place.say(str(fault))
        return
    if found.meeting is not None:
        _live(place, pair, found.meeting.id)
        return
    today = pair.day(place.visavis.clock())
    early, words = found.ahead, ""
    if early is not None:
        words = short_date(pair.day(early.starts_at), today)
    if early is not None and number is not None:
        title, choices = f"Planned for {words}: hold it today?", [Choice(EARLY, "hold it today")]
    else:
        title, choices = "No meeting is planned for today", [Choice(NOW, "hold one now")]
        if early is not None:
            choices.insert(0, Choice(EARLY, f"hold that of {words} today"))
    choices += [Choice(str(item.id), f"type up: {heading('meeting', item, pair, today)}") for item in found.recent]
    place.app.push_screen(Menu(title, [Group("", choices)]), partial(_picked, place, pair, early))


def which(log: Log, pair: Pair, number: int | None) -> Which:
    """The meeting that is to be held: the named one, else today's, that of the rhythm written down by that.

    Refused where the named one was called off.
    """
    today = log.today(pair)
    if number is not None:
        named = cast(Meeting, find(log.connection, "meeting", str(number)))
        if named.state in ("missed", "cancelled"):
            raise Refused(f"{heading('meeting', named, pair, today)} did not take place; m says that it did")
        return Which(None, named) if pair.day(named.starts_at) > today else Which(named)
    found = [item for item in meetings(log, pair, today) if item.state in ("planned", "held")]
    of_today = [item for item in found if pair.day(item.starts_at) == today]
    if of_today:
        return Which(next((item for item in of_today if item.state == "planned"), of_today[-1]))
    coming = by_rhythm(log, pair, meetings(log, pair, today), today)
    if coming is not None and coming.on == today:
        with log.change("Meeting of today: planned, by the rhythm") as change:
            return Which(meeting_verbs.recorded_next(log, pair, change))
    recent = [item for item in found if timedelta() < today - pair.day(item.starts_at) <= RECENT]
    ahead = next((item for item in found if item.state == "planned" and pair.day(item.starts_at) > today), None)
    soon = ahead if ahead is not None and pair.day(ahead.starts_at) - today <= SOON else None
    return Which(None, soon, tuple(reversed(recent[-2:])))


def _picked(place: ListPlace, pair: Pair, early: Meeting | None, key: str | None) -> None:
    if key == NOW:
        place.run_worker(_begin(place, pair, begin_now), group="asking", exclusive=True)
    elif key == EARLY and early is not None:
        begin = partial(hold_today, meeting=early.id)
        place.run_worker(_begin(place, pair, begin), group="asking", exclusive=True)
    elif key is not None:
        _live(place, pair, int(key))


async def _begin(place: ListPlace, pair: Pair, begin: Callable[..., Done]) -> None:
    try:
        done = await place.visavis.on_log(partial(begin, pair=pair))
    except Fault as fault:
        place.say(str(fault))
        return
    await place.visavis.changed()
    _live(place, pair, done.id)


def begin_now(log: Log, pair: Pair) -> Done:
    """Write down a meeting that begins now."""
    from storage.writes import any_record

    with log.change("") as change:
        return any_record.add(log, pair, "meeting", {"starts_at": change.now}, change)


def hold_today(log: Log, pair: Pair, meeting: int) -> Done:
    """Move a planned meeting to this moment, as *move* does. Refused where it is not planned any more."""
    now = log.clock().astimezone(UTC).isoformat()
    found = cast(Meeting, find(log.connection, "meeting", str(meeting)))
    if found.state not in (None, "planned"):
        raise Refused(f"{heading('meeting', found, pair, log.today(pair))} is not planned any more")
    return every_verb.do(log, pair, "meeting", meeting, MOVE, {"starts_at": now})


def _live(place: ListPlace, pair: Pair, meeting: int) -> None:
    from tui.places.live.screen import Live

    place.app.push_screen(Live(pair, meeting, MEETINGS), partial(_held, place, pair, meeting))


def _held(place: ListPlace, pair: Pair, meeting: int, closes: bool | None) -> None:
    """The meeting was left: go through its end, or show the place as it stands now."""
    place.run_worker(_close(place, pair, meeting) if closes else place.visavis.changed(), group="asking")


async def _close(place: ListPlace, pair: Pair, meeting: int) -> None:
    from tui.places.live.closing import Closing

    try:
        done = await place.visavis.on_log(partial(_was_held, pair=pair, number=meeting))
    except Fault as fault:
        place.say(str(fault))
        return
    await place.visavis.changed()
    closing = Closing(pair, meeting, MEETINGS)
    await place.app.push_screen(closing, partial(_closed, place))
    if done is not None:
        closing.say(done.says, ". u takes it back")


def _closed(place: ListPlace, _nothing: None) -> None:
    place.read_anew()


def _was_held(log: Log, pair: Pair, number: int) -> Done | None:
    """Whoever closes a meeting says by that that it took place."""
    meeting = cast(Meeting, find(log.connection, "meeting", str(number)))
    if meeting.state == "held":
        return None
    return every_verb.do(log, pair, "meeting", number, HOLD, {})

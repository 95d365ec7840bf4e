"""From a key to a meeting that is held: which one it is, live, and its end."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from models.errors import Fault, Refused
from models.gatherings import HOLD
from models.naming import heading
from models.pair import Pair
from models.rows import Meeting
from storage import gatherings
from storage.acts import Done
from storage.log import Log
from storage.records import find
from storage.today import by_rhythm, meetings
from tui.screens.menu import Choice, Group, Menu
from tui.screens.words import counted

if TYPE_CHECKING:
    from tui.screens.list_place import ListPlace

NOW = "now"

MEETINGS = "meetings"
"""The place that a meeting belongs to, wherever it is held from."""
RECENT = timedelta(days=7)
"""A meeting that was longer ago is not offered to be typed up; its place still does."""


class Which(NamedTuple):
    """The meeting that is meant; None where that has to be asked, `recent` being those of the last days."""

    meeting: Meeting | None
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
    past = [
        Choice(str(item.id), f"type up: {heading('meeting', item, pair, place.visavis.today())}")
        for item in found.recent
    ]
    groups = [Group("", [Choice(NOW, "hold one now"), *past])]
    place.app.push_screen(Menu("No meeting is planned for today", groups), partial(_picked, place, pair))


def which(log: Log, pair: Pair, number: int | None) -> Which:
    """The meeting that is to be held: the named one, else today's, that of the rhythm written down by that.

    Refused where the named one is still to come, or was called off.
    """
    today = log.today(pair)
    if number is not None:
        return Which(_may_be_held(log, pair, cast(Meeting, find(log.connection, "meeting", str(number)))))
    found = [item for item in meetings(log, pair, today) if item.state in ("planned", "held")]
    of_today = [item for item in found if pair.day(item.starts_at) == today]
    if of_today:
        return Which(next((item for item in of_today if item.state == "planned"), of_today[-1]))
    coming = by_rhythm(pair, meetings(log, pair, today), today)
    if coming is not None and coming.on == today:
        with log.change("Meeting of today: planned, by the rhythm") as change:
            return Which(gatherings.recorded_next(log, pair, change))
    recent = [item for item in found if timedelta() < today - pair.day(item.starts_at) <= RECENT]
    return Which(None, tuple(reversed(recent[-2:])))


def _may_be_held(log: Log, pair: Pair, meeting: Meeting) -> Meeting:
    today = log.today(pair)
    title, days = heading("meeting", meeting, pair, today), (pair.day(meeting.starts_at) - today).days
    if meeting.state in ("missed", "cancelled"):
        raise Refused(f"{title} did not take place; m says that it did")
    if days > 0:
        raise Refused(f"{title} is still to come, in {counted(days, 'day')}; m moves it")
    return meeting


def _picked(place: ListPlace, pair: Pair, key: str | None) -> None:
    if key == NOW:
        place.run_worker(_hold_now(place, pair), group="asking", exclusive=True)
    elif key is not None:
        _live(place, pair, int(key))


async def _hold_now(place: ListPlace, pair: Pair) -> None:
    done = await place.visavis.on_log(partial(_begin_now, pair=pair))
    _live(place, pair, done.id)


def _begin_now(log: Log, pair: Pair) -> Done:
    from storage import keeping

    with log.change("") as change:
        return keeping.add(log, pair, "meeting", {"starts_at": change.now}, change)


def _live(place: ListPlace, pair: Pair, meeting: int) -> None:
    from tui.screens.live import Live

    place.app.push_screen(Live(pair, meeting, MEETINGS), partial(_held, place, pair, meeting))


def _held(place: ListPlace, pair: Pair, meeting: int, closes: bool | None) -> None:
    """The meeting was left: go through its end, or show the place as it stands now."""
    place.run_worker(_close(place, pair, meeting) if closes else place.visavis.changed(), group="asking")


async def _close(place: ListPlace, pair: Pair, meeting: int) -> None:
    from tui.screens.closing import Closing

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
    return gatherings.do(log, pair, "meeting", number, HOLD, {})

"""From a key to a meeting that is held: which one it is, live, and its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.errors import Fault
from models.records.naming import heading
from models.time.dates import short_date
from storage.writes.holding import begin_now, hold_today, left_empty, meets_today, started, started_by, was_held, which
from tui.page.menu import Group, Menu, MenuChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.log import Log
    from storage.writes.holding import Started
    from storage.writes.lives import Done
    from tui.page.shell import ListHost

NOW, EARLY, TODAY = "now", "early", "today"
"""What is picked beside a meeting of the last days: one that nobody planned, the planned one before its day, and that
of today."""

MEETINGS = "meetings"
"""The place that a meeting belongs to, wherever it is held from."""


def hold(place: ListHost, meeting: int | None, unrecorded: int | None = None) -> None:
    """Hold that meeting; without one that of today, or ask which one is meant.

    `unrecorded` is one that stands under the cursor to be recorded: it is asked for as well.
    """
    place.run_worker(_hold(place, meeting, unrecorded), group="asking", exclusive=True)


async def _hold(place: ListHost, number: int | None, unrecorded: int | None) -> None:
    pair = place.shown_pair
    assert pair is not None
    try:
        if unrecorded is not None and await place.visavis.on_log(partial(meets_today, pair=pair, but=unrecorded)):
            choices = [MenuChoice(TODAY, "hold that of today"), MenuChoice(str(unrecorded), "type up this one")]
            menu = Menu("Which meeting?", [Group("", choices)], at=str(unrecorded))
            place.app.push_screen(menu, partial(_picked, place, pair, None))
            return
        found = await place.visavis.on_log(partial(which, pair=pair, number=number, also=unrecorded))
    except Fault as fault:
        place.say(str(fault))
        return
    if found.meeting is not None:
        await _live(place, pair, found.meeting.id, begun=found.begun)
        return
    today = pair.day(place.visavis.clock())
    early, words = found.ahead, ""
    if early is not None:
        words = short_date(pair.day(early.starts_at), today)
    if early is not None and number is not None:
        title, choices = f"Planned for {words}: hold it today?", [MenuChoice(EARLY, "hold it today")]
    else:
        title, choices = "No meeting is planned for today", [MenuChoice(NOW, "hold one now")]
        if early is not None:
            choices.insert(0, MenuChoice(EARLY, f"hold that of {words} today"))
    choices += [MenuChoice(str(item.id), f"type up: {heading('meeting', item, pair, today)}") for item in found.recent]
    menu = Menu(title, [Group("", choices)], at=str(unrecorded or ""))
    place.app.push_screen(menu, partial(_picked, place, pair, early))


def _picked(place: ListHost, pair: Pair, early: Meeting | None, key: str | None) -> None:
    if key == NOW:
        place.run_worker(_begin(place, pair, begin_now), group="asking", exclusive=True)
    elif key == TODAY:
        hold(place, None)
    elif key == EARLY and early is not None:
        begin = partial(hold_today, meeting=early.id)
        place.run_worker(_begin(place, pair, begin), group="asking", exclusive=True)
    elif key is not None:
        place.run_worker(_live(place, pair, int(key)), group="asking", exclusive=True)


async def _begin(place: ListHost, pair: Pair, begin: Callable[[Log, Pair], Done]) -> None:
    try:
        opened = await place.visavis.on_log(partial(started_by, pair=pair, begin=begin))
    except Fault as fault:
        place.say(str(fault))
        return
    await place.visavis.changed()
    _show(place, pair, opened)


async def _live(place: ListHost, pair: Pair, meeting: int, *, begun: bool = False) -> None:
    try:
        opened = await place.visavis.on_log(partial(started, meeting=meeting, begun=begun))
    except Fault as fault:
        place.say(str(fault))
        return
    _show(place, pair, opened)


def _show(place: ListHost, pair: Pair, opened: Started) -> None:
    from tui.places.live.screen import Live  # not for the first picture

    place.app.push_screen(Live(pair, opened.meeting, MEETINGS), partial(_held, place, pair, opened))


def _held(place: ListHost, pair: Pair, opened: Started, closes: bool | None) -> None:
    """The meeting was left: go through its end, or show the place as it stands now."""
    place.run_worker(_close(place, pair, opened) if closes else place.visavis.changed(), group="asking")


async def _close(place: ListHost, pair: Pair, opened: Started) -> None:
    from tui.places.live.closing import Closing  # not for the first picture

    try:
        empty = await place.visavis.on_log(partial(left_empty, pair=pair, opened=opened))
        done = None if empty else await place.visavis.on_log(partial(was_held, pair=pair, opened=opened))
    except Fault as fault:
        place.say(str(fault))
        return
    await place.visavis.changed()
    if empty:
        place.say(empty)
        return
    closing = Closing(pair, opened.meeting, MEETINGS)
    await place.app.push_screen(closing, partial(_closed, place))
    if done is not None:
        closing.say(done.says, ". u takes it back")


def _closed(place: ListHost, _nothing: None) -> None:
    place.read_anew()

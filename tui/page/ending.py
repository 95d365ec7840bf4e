"""An alliance ends, is taken up again, and what goes on is taken along, one key each."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from models.errors import Fault
from models.records.pair import labels
from models.time.dates import short_date
from storage.reads.going_on import Left, left_open, others, predecessor
from storage.writes.by_key import carry_over, reopen
from tui.page.acting import open_form
from tui.page.menu import Group, Menu, MenuChoice
from tui.text.cells import visible
from tui.text.words import called, veil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.pair import Pair
    from tui.page.shell import Host


def end(place: Host) -> None:
    """Open the form of the end of the alliance that is shown."""
    from tui.forms.ending import of_end  # not for the first picture

    open_form(place, of_end)


def take_up(place: Host) -> None:
    """Take the alliance that is shown up again."""
    pair = place.shown_pair
    assert pair is not None
    place.carry_out(("alliance", pair.alliance.id), reopen)


def take_along(place: Host, old: Pair | None = None) -> None:
    """Offer what goes on, until nothing is left or nothing more is taken.

    It is that of the alliance that is shown; where that goes on itself, that of `old` or of the one before it, with it.
    """
    place.run_worker(_begin(place, old), group="asking", exclusive=True)


async def _begin(place: Host, old: Pair | None) -> None:
    shown = place.shown_pair
    assert shown is not None
    if shown.alliance.ended_on is not None:
        await _take_along(place, shown)
        return
    if old is None:
        try:
            found = await place.visavis.on_log(partial(predecessor, pair=shown))
        except Fault as fault:
            place.say(str(fault))
            return
        old = found.pair if found else None
    if old is None:
        place.say("No alliance that ended left anything open")
    else:
        await _take_along(place, old, shown.uid)


async def _take_along(place: Host, old: Pair, into: str = "", numbers: Mapping[str, int] | None = None) -> None:
    try:
        found = await place.visavis.on_log(partial(left_open, pair=old))
        with_whom = await place.visavis.on_log(partial(others, pair=old))
    except Fault as fault:
        place.say(str(fault))
        return
    if not found:
        place.say("Nothing is left that could go on")
    elif not with_whom:
        place.say("There is nobody with whom it could go on yet: ctrl+p, add an alliance")
    elif into or len(with_whom) == 1:
        _offer(place, old, found, into or with_whom[0].uid, numbers)
    else:
        menu = Menu("With whom does it go on?", [Group("", _people(with_whom))])
        place.app.push_screen(menu, partial(_chosen, place, old))


def _people(pairs: Sequence[Pair]) -> list[MenuChoice]:
    named = zip(pairs, labels(list(pairs)), strict=True)
    return [MenuChoice(pair.uid, visible(label)) for pair, label in named]


def _chosen(place: Host, old: Pair, into: str | None) -> None:
    if into is not None:
        place.run_worker(_take_along(place, old, into), group="asking", exclusive=True)


def _offer(place: Host, old: Pair, found: Sequence[Left], into: str, numbers: Mapping[str, int] | None) -> None:
    """Offer it by its date, what has none last; what is left keeps its `numbers` when some of it was taken."""
    veiled = place.visavis.veiled
    in_order = sorted(found, key=lambda item: item.day or date.max)
    numbers = numbers or {_key(item): number for number, item in enumerate(in_order, 1)}
    choices = [
        MenuChoice(
            _key(item),
            veil() if veiled and item.private else visible(item.title),
            _whose(place, old, item) or item.noun,
            numbers.get(_key(item), 0),
        )
        for item in in_order
    ]
    menu = Menu("What goes on?", [Group("", choices)])
    place.app.push_screen(menu, partial(_picked, place, old, into, numbers))


def _key(item: Left) -> str:
    return f"{item.noun} {item.id}"


def _whose(place: Host, old: Pair, item: Left) -> str:
    """Whose a commitment is, and by when: "Dana, Fri 4 Dec"; empty of anything else."""
    if not item.giver:
        return ""
    day = short_date(item.day, place.visavis.today()) if item.day else ""
    return ", ".join(filter(None, (called(old, item.giver), day)))


def _picked(place: Host, old: Pair, into: str, numbers: Mapping[str, int], key: str | None) -> None:
    if key is None:
        return
    noun, number = key.split()
    target = (noun, int(number))
    place.carry_out(target, partial(carry_over, target=target, into=into))
    place.run_worker(_take_along(place, old, into, numbers), group="asking", exclusive=True)

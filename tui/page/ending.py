"""An alliance ends, is taken up again, and what goes on is taken along, one key each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.errors import Fault
from models.records.pair import labels
from models.time.dates import short_date
from storage.reads.going_on import Left, left_open, others
from storage.writes.by_key import carry_over, reopen
from tui.page.acting import open_form
from tui.page.menu import Group, Menu, MenuChoice
from tui.text.cells import visible
from tui.text.words import called, veil

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def take_along(place: Host) -> None:
    """Offer what goes on of the alliance that is shown, until nothing is left or nothing more is taken."""
    place.run_worker(_take_along(place), group="asking", exclusive=True)


async def _take_along(place: Host, into: str = "") -> None:
    pair = place.shown_pair
    assert pair is not None
    try:
        found = await place.visavis.on_log(partial(left_open, pair=pair))
        with_whom = await place.visavis.on_log(partial(others, pair=pair))
    except Fault as fault:
        place.say(str(fault))
        return
    if not found:
        place.say("Nothing is left that could go on")
    elif not with_whom:
        place.say("There is nobody with whom it could go on yet: ctrl+p, add an alliance")
    elif into or len(with_whom) == 1:
        _offer(place, found, into or with_whom[0].uid)
    else:
        place.app.push_screen(
            Menu("With whom does it go on?", [Group("", _people(with_whom))]), partial(_chosen, place)
        )


def _people(pairs: Sequence[Pair]) -> list[MenuChoice]:
    named = zip(pairs, labels(list(pairs)), strict=True)
    return [MenuChoice(pair.uid, visible(label)) for pair, label in named]


def _chosen(place: Host, into: str | None) -> None:
    if into is not None:
        place.run_worker(_take_along(place, into), group="asking", exclusive=True)


def _offer(place: Host, found: Sequence[Left], into: str) -> None:
    veiled = place.visavis.veiled
    choices = [
        MenuChoice(
            f"{item.noun} {item.id}",
            veil() if veiled and item.private else visible(item.title),
            _whose(place, item) or item.noun,
        )
        for item in found
    ]
    place.app.push_screen(Menu("What goes on?", [Group("", choices)]), partial(_picked, place, into))


def _whose(place: Host, item: Left) -> str:
    """Whose a commitment is, and by when: "Dana, Fri 4 Dec"; empty of anything else."""
    pair = place.shown_pair
    if pair is None or not item.giver:
        return ""
    day = short_date(item.day, place.visavis.today()) if item.day else ""
    return ", ".join(filter(None, (called(pair, item.giver), day)))


def _picked(place: Host, into: str, key: str | None) -> None:
    if key is None:
        return
    noun, number = key.split()
    target = (noun, int(number))
    place.carry_out(target, partial(carry_over, target=target, into=into))
    place.run_worker(_take_along(place, into), group="asking", exclusive=True)

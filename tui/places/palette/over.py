"""What the palette holds over a page that lies on a place: a form, a walk, a preview, a turn of the pulse.

Its own keys work there. For everything else it is left first, with what is typed kept, and the place below does it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tui.page.acting_place import Acting
from tui.page.frame import Frame
from tui.places.palette.commands import (
    ADD,
    EVERYWHERE,
    GO_TO,
    HERE,
    of_bindings,
    of_care,
    of_ends,
    of_history,
    of_log,
    of_nouns,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.places.palette.commands import PaletteCommand, Run

_ANYWHERE = ("add", "walk", "hold")
"""Keys of a place that need no record under its cursor."""

_STAYS = ("app.veil", "app.help", "app.quit")
"""What is done for the page itself: it is not left for that."""


def of_page(place: Frame[Any]) -> list[PaletteCommand]:
    """What works on a page: all of it in a place; over one the page's own keys, and what the place below does."""
    below = _below(place)
    if below is None or below is place:
        return [*of_bindings(place), *_of_place(place)]
    own = [command for command in of_bindings(place) if command.group not in (EVERYWHERE, GO_TO)]
    keys = [
        command
        for command in of_bindings(below)
        if command.group in (EVERYWHERE, GO_TO) or command.action.rpartition(".")[2] in _ANYWHERE
    ]
    rest = (command for command in _of_place(below) if command.group in (ADD, EVERYWHERE))
    return [*own, *_left_for(below, [*keys, *rest])]


def _of_place(place: Frame[Any]) -> list[PaletteCommand]:
    return [*of_nouns(place), *of_history(place), *of_ends(place), *of_care(place), *of_log(place)]


def _left_for(below: Acting[Any], commands: Iterable[PaletteCommand]) -> list[PaletteCommand]:
    """The same commands, each run once the page is left, but for those that are done for the page itself.

    Their letters are none of its keys, so that they are not told.
    """
    found = []
    for command in commands:
        keys = " ".join(key for key in command.keys.split() if key.startswith("^"))
        run = command.run if command.action in _STAYS else partial(_leave, below, command.run)
        found.append(command._replace(group=_group(command), keys=keys, run=run))
    return found


def _group(command: PaletteCommand) -> str:
    """What the place had under its own label is nothing of this page."""
    return EVERYWHERE if command.group == HERE else command.group


def _leave(below: Acting[Any], run: Run) -> None:
    """Leave whatever lies over a place, the uppermost first, and run something there; not where one of them stays."""
    for page in _over(below):
        if not page.make_way():
            return
    below.call_later(run)


def _below(place: Frame[Any]) -> Acting[Any] | None:
    """The place that a page lies on: itself, where it is one; None where there is none yet."""
    below = (screen for screen in reversed(place.app.screen_stack) if isinstance(screen, Acting))
    return next(below, None)


def _over(below: Acting[Any]) -> list[Frame[Any]]:
    stack = below.app.screen_stack
    above = stack[stack.index(below) + 1 :]
    return [screen for screen in reversed(above) if isinstance(screen, Frame)]

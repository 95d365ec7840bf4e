"""One change taken back alone, whatever came behind it, as long as nothing has touched the same since."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from models.errors import IllegalAct, NotFound, Refused
from models.records.nouns import NOUNS
from storage.core.layout import LAYOUTS
from storage.core.sealed import require_changes
from storage.core.statements import fetch, stored
from storage.reads.history import Since, TouchedRow, alliances_of, taken_back_alone, title_of_return, touched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.records.event import Values
    from storage.core.change import Change
    from storage.log import Log

_STAYS = ("person", "alliance")
"""Nouns that nothing removes."""


class InTheWay(Refused):
    """A later change has touched the same: its number, and its line."""

    def __init__(self, number: int, later: int, title: str) -> None:
        self.later, self.title = later, title
        super().__init__(
            f"change {number} cannot be taken back alone: change {later} has touched the same since ({title}); "
            f"take that back first: visavis undo {later}"
        )


class TakenAlready(InTheWay):
    """It was taken back alone before, by a change that can be taken back in turn."""

    def __init__(self, number: int, later: int, title: str) -> None:
        super().__init__(number, later, title)
        said = f"change {number} is taken back already, by change {later}"
        self.args = (f"{said}; to have it again: visavis undo {later}",)


class TakenBack(NamedTuple):
    """The line of a change that was taken back, and whether it was undone: redo does it again then.

    `alliances` are those whose records it touched, by their uids.
    """

    title: str
    undone: bool
    alliances: tuple[str, ...] = ()


class Stepped(NamedTuple):
    """The line of the change that undo took back or redo did again, and the alliances whose records it touched."""

    title: str
    alliances: tuple[str, ...]


def step_back(log: Log) -> Stepped:
    """Take the newest change back, as `Log.take_back` does."""
    newest = log.newest()
    alliances = _alliances(log, newest[0]) if newest else ()
    return Stepped(log.take_back(), alliances)


def step_on(log: Log) -> Stepped:
    """Do the change again that was taken back last."""
    found = fetch(log.connection, "SELECT min(id) FROM change WHERE undone")[0][0]
    alliances = _alliances(log, found) if found is not None else ()
    return Stepped(log.redo(), alliances)


def _alliances(log: Log, number: int) -> tuple[str, ...]:
    """The alliances whose records a change touched; LogUnusable where what it says of them was altered."""
    try:
        return alliances_of(log.connection, number)
    except (sqlite3.Error, ValueError) as error:  # a content that is no JSON is a ValueError
        raise log.cause(error) or error from None


def take_back_change(log: Log, number: int) -> TakenBack:
    """Take the change with that number of the history back.

    The newest is undone as ever, so that redo does it again. Of another one everything is put back as it was before it,
    as a new change that undo takes back. Raises NotFound where there is no such change, Refused where it is undone
    already, where a later one has touched the same, or where what came later would not stand without it.
    """
    newest = log.newest()
    found = fetch(log.connection, "SELECT title, undone FROM change WHERE id = ?", (number,))
    if not found:
        raise NotFound(f"there is no change {number}; see: visavis history")
    title, undone = found[0]
    if undone:
        raise Refused(f"change {number} is taken back already; see: visavis history")
    if taker := taken_back_alone(log.connection).get(number):
        raise TakenAlready(number, taker, str(title))
    alliances = _alliances(log, number)
    if newest is not None and newest[0] == number:
        return TakenBack(log.undo(), True, alliances)
    try:
        with log.change(title_of_return(number, str(title))) as change:
            _put_back(log, number, change)
    except IllegalAct as fault:
        raise Refused(f"change {number} cannot be taken back alone, what came later needs it: {fault}") from None
    return TakenBack(str(title), False, alliances)


def _put_back(log: Log, number: int, change: Change) -> None:
    require_changes(log.connection, number)
    everything = touched(log.connection, number)
    rows = [row for row in everything if row.change == number]
    later = Since(log.connection, everything).latest(number, rows)
    if later is not None:
        title = fetch(log.connection, "SELECT title FROM change WHERE id = ?", (later,))[0][0]
        raise InTheWay(number, later, str(title))
    added = {uid for place, row in _added(rows) if (uid := _uid(log, place, row))}
    for each in reversed(rows):
        if each.before is not None:
            _put_before(log, each.place, each.row, json.loads(each.before), change)
            continue
        for row in range(each.last, each.row - 1, -1):
            _take_away(log, each.place, row, added, change)


def _added(rows: Sequence[TouchedRow]) -> Iterator[tuple[str, int]]:
    """Every record that a change added, as its noun and number."""
    for each in rows:
        if each.before is None and each.place in NOUNS:
            yield from ((each.place, row) for row in range(each.row, each.last + 1))


def _uid(log: Log, place: str, row: int) -> str | None:
    found = fetch(log.connection, f"SELECT uid FROM {place} WHERE id = ?", (row,))
    return str(found[0][0]) if found else None


def _put_before(log: Log, place: str, row: int, before: Values, change: Change) -> None:
    """Put a row back as it was, by the way that a person would go: remove, bring back, edit."""
    if place not in NOUNS:
        change.put(place, row, before)
        return
    found = stored(log.connection, LAYOUTS[place], row)
    now = found[1] if found else {}
    if "removed_at" in before:
        change.remove(place, row)
    elif "removed_at" in now:
        change.bring_back(place, row)
    else:
        names = {*before, *now} - {"uid", "updated_at"}
        change.edit(place, row, {name: before.get(name) for name in names})


def _take_away(log: Log, place: str, row: int, added: set[str], change: Change) -> None:
    """Remove a record that was added, take an act out of a life; the life of a record that goes, goes with it."""
    found = stored(log.connection, LAYOUTS[place], row)
    if found is None:
        return
    if place in _STAYS:
        raise Refused(f"a change that brought in {NOUNS[place].letter}{row} is taken back only while it is the newest")
    if place not in NOUNS:
        if found[1].get(LAYOUTS[place].owner) not in added:
            change.put(place, row, None)
    elif "removed_at" not in found[1]:
        change.remove(place, row)

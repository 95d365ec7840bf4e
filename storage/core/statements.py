"""Reads that everything else is made of: one SQL statement, everything fetched, no cursor left open."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from models.records.event import Event, Values, day
from storage.core.layout import LAYOUTS, TableLayout, events_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import date

EVENT_ORDER = '"on", recorded_at, id'
"""Events in their order: by date, then when they were recorded, then as they came."""

LAST_EVENT = 'e."on" DESC, e.recorded_at DESC, e.id DESC'
"""The last of the events `e` first."""


def fetch(
    connection: sqlite3.Connection, sql: str, values: Sequence[Any] | dict[str, Any] = ()
) -> list[tuple[Any, ...]]:
    """All rows of one statement."""
    return connection.execute(sql, values).fetchall()


def stored(connection: sqlite3.Connection, place: TableLayout, row: int) -> tuple[bytes, Values] | None:
    """The hash and content of one row, None where there is none."""
    found = fetch(connection, f"SELECT {place.select} FROM {place.name} WHERE id = ?", (row,))
    return (found[0][1], place.values(found[0][2:])) if found else None


def event(values: Values) -> Event:
    """The event that stored event content describes."""
    return Event(values["act"], values["by"], day(values["on"]), values)


def _content(values: Values, place: TableLayout) -> Values:
    return {name: value for name, value in values.items() if name not in ("uid", place.owner)}


def events(
    connection: sqlite3.Connection, noun: str, where: str, values: Sequence[Any] | dict[str, Any] = ()
) -> dict[str, list[Event]]:
    """The events of records by the records' uid, in order. `where` is SQL over the events, and our own text."""
    place = LAYOUTS[events_of(noun)]
    sql = f'SELECT {place.select} FROM {place.name} WHERE {where} ORDER BY "{noun}", {EVENT_ORDER}'
    rows = (place.values(found[2:]) for found in fetch(connection, sql, values))
    return {
        owner: [event(_content(row, place)) for row in group] for owner, group in groupby(rows, key=itemgetter(noun))
    }


def events_until(connection: sqlite3.Connection, noun: str, uids: Iterable[str], until: date) -> dict[str, list[Event]]:
    """The events of those records on or before a day, by the records' uid."""
    import json  # not for the first picture

    listed = json.dumps(list(uids))
    return events(connection, noun, f'"{noun}" IN (SELECT value FROM json_each(?)) AND "on" <= ?', (listed, str(until)))

"""Records as rows: one SELECT, each value turned into what its field is declared to be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from models.errors import NotFound
from models.records.event import day
from models.records.nouns import LIVES, NOUNS
from models.records.rows import ROWS, Alliance, Disagreement, KeptRecord, Living
from models.records.values import record_fields
from storage.core.layout import LAYOUTS
from storage.core.statements import LAST_EVENT, events_until, fetch

if TYPE_CHECKING:
    import sqlite3

K = TypeVar("K", bound=KeptRecord)
L = TypeVar("L", bound=Living)
Decode = Callable[[Any], Any]

_BY_KIND: dict[str, Decode] = {
    "date": day,
    "moment": datetime.fromisoformat,
    "flag": bool,
    "refs": json.loads,
    "words": json.loads,
    "entries": json.loads,
    "entry": json.loads,
    "by_person": json.loads,
}
_DATES = {"opened_on", "closed_on", "last_on", "due", "first_due", "pending_due", "wanted_by"}
_WANTED = (
    "CASE WHEN r.state = 'requested' THEN (SELECT e.wanted_by FROM commitment_event e WHERE e.commitment = r.uid "
    f"AND e.act = 'request' AND e.wanted_by IS NOT NULL ORDER BY {LAST_EVENT} LIMIT 1) END"
)
_READ_WITH = {"commitment": {"wanted_by": _WANTED}}
"""What is read with a record and stands in no column of its own: the expression that gives it, by its name."""
_SHORT_ID = re.compile(r"([A-Za-z]?)(\d{1,9})").fullmatch


@lru_cache(maxsize=32)
def _plan(noun: str) -> tuple[str, tuple[tuple[int, Decode], ...]]:
    """The columns of a noun's row class as SQL, and how the values of some of them are decoded."""
    declared = record_fields(noun)
    names = [item.name.rstrip("_") for item in dataclass_fields(ROWS[noun])]
    decoders = [
        (index, day if name in _DATES else _BY_KIND.get(declared[name].kind))
        for index, name in enumerate(names)
        if name in declared or name in _DATES
    ]
    with_it = _READ_WITH.get(noun, {})
    columns = ", ".join(with_it.get(name, f'r."{name}"') for name in names)
    return columns, tuple((index, decode) for index, decode in decoders if decode is not None)


def select(
    connection: sqlite3.Connection, row: type[K], noun: str, rest: str = "", values: Sequence[Any] | dict[str, Any] = ()
) -> list[K]:
    """The rows of a noun. `rest` is our own SQL after `FROM noun r`, removed records included unless it says not."""
    columns, decoders = _plan(noun)
    found: list[K] = []
    for stored in fetch(connection, f"SELECT {columns} FROM {noun} r {rest}", values):
        plain = list(stored)
        for index, decode in decoders:
            if plain[index] is not None:
                plain[index] = decode(plain[index])
        found.append(row(*plain))
    return found


def all_of(connection: sqlite3.Connection, row: type[K], noun: str, alliance: str) -> list[K]:
    """The records of a noun in the alliance with that uid, without those that were removed, oldest id first."""
    return select(connection, row, noun, "WHERE r.alliance = ? AND r.removed_at IS NULL ORDER BY r.id", (alliance,))


def find(connection: sqlite3.Connection, noun: str, text: str) -> KeptRecord:
    """The record that a short id (its letter may be left out) or a uid names; NotFound where there is none."""
    spec = NOUNS[noun]
    match = _SHORT_ID(text.strip())
    by_number = match and match[1].upper() in ("", spec.letter)
    where, value = ("id", int(match[2])) if match and by_number else ("uid", text.strip().lower())
    found = select(connection, ROWS[noun], noun, f"WHERE r.{where} = ? AND r.removed_at IS NULL", (value,))
    if not found:
        from storage.core.sealed import require_whole  # most ids that are typed are there

        require_whole(connection, LAYOUTS[noun], f"{where} = ?", (value,))  # where it was removed, by us
        raise NotFound(f'"{text[:40]}" is no {noun} here; see: visavis {noun} list')
    return found[0]


def lives(
    connection: sqlite3.Connection,
    row: type[L],
    noun: str,
    as_of: date,
    where: str = "1",
    values: Sequence[Any] = (),
) -> list[L]:
    """The records of a noun that had begun by the end of a day, as they stood then, oldest id first.

    `where` narrows the candidates before they are replayed, so it must not ask for what a later act can change.
    """
    rest = f"WHERE r.removed_at IS NULL AND r.opened_on <= ? AND ({where}) ORDER BY r.id"
    found = select(connection, row, noun, rest, (str(as_of), *values))
    return as_they_stood(connection, noun, found, as_of)


def as_they_stood(connection: sqlite3.Connection, noun: str, found: list[L], as_of: date) -> list[L]:
    """The same records with their state at the end of that day; the cache serves where nothing came later."""
    later = [item for item in found if item.last_on > as_of]
    if not later:
        return found
    series = events_until(connection, noun, (item.uid for item in later), as_of)
    alliances = {item.uid: item for item in select(connection, Alliance, "alliance")}
    then = {item.uid: _replayed(noun, item, series[item.uid], as_of, alliances) for item in later}
    return [then.get(item.uid, item) for item in found]


def _replayed(noun: str, item: L, series: Iterable[Any], as_of: date, alliances: dict[str, Alliance]) -> L:
    if isinstance(item, Disagreement):
        alliance = alliances[item.alliance]
        sides = (alliance.principal, alliance.partner)
    else:
        sides = (cast("Any", item).from_, cast("Any", item).to)
    from models.acts.replay import stored_life  # only the past is replayed; the first picture shows the present

    life = stored_life(noun, item.id, series, *sides, until=as_of)
    then = {name: getattr(life, name) for name in (*LAYOUTS[noun].caches, *_READ_WITH.get(noun, ()))}
    return replace(item, **then)


def replaced_by(connection: sqlite3.Connection, noun: str, record: KeptRecord) -> KeptRecord | None:
    """The record of its noun that supersedes this one; None where none does."""
    if not hasattr(record, "supersedes"):
        return None
    where = "WHERE r.supersedes = ? AND r.removed_at IS NULL ORDER BY r.id LIMIT 1"
    found = select(connection, ROWS[noun], noun, where, (record.uid,))
    return found[0] if found else None


def record_noun(text: str) -> str | None:
    """The noun that a short id with its letter belongs to, None where it has none."""
    match = _SHORT_ID(text.strip())
    letters = {noun.letter: noun.name for noun in NOUNS.values()}
    return letters.get(match[1].upper()) if match and match[1] else None


__all__ = ["LIVES", "all_of", "as_they_stood", "find", "lives", "record_noun", "replaced_by", "select"]

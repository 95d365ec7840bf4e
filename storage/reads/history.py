"""The changes of the log, newest first: what each touched, whose acts it holds, and what touched the same since."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from models.records.nouns import LIVES, NOUNS
from storage.core.layout import LAYOUTS, events_of
from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Mapping, Sequence

    from storage.log import Log
    from storage.reads.opened import Target

MOST_NAMED = 20
"""Records of one change that are named; an import touches tens of thousands."""

_OWNERS = {events_of(noun): noun for noun in LIVES}
_SAID_BY = {**dict.fromkeys(_OWNERS, "by"), "note": "by", "topic": "raised_by"}
"""The column that tells whose act or word a row is, of the places that have one."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change: its number, its line, when, how many rows it touched, and whether it is undone.

    `records` are those it touched, the first of them; `by` the uids of those whose acts or words it recorded; `later`
    the newest change, not undone, that has touched the same since: such a change cannot be taken back alone.
    `taken_back` is the change that took this one back alone, `takes_back` the one that this took back.
    """

    id: int
    title: str
    at: datetime
    rows: int
    undone: bool
    records: tuple[Target, ...] = ()
    by: tuple[str, ...] = ()
    later: int | None = None
    taken_back: int | None = None
    takes_back: int | None = None

    @property
    def stands(self) -> bool:
        """Whether it is neither undone nor taken back alone."""
        return not self.undone and self.taken_back is None


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which changes: of one record, from a day on, and with an act or word of one of some people."""

    record: Target | None = None
    since: date | None = None
    by: Container[str] | None = None
    limit: int = 50


EVERY_CHANGE = HistoryFilter()


class TouchedRow(NamedTuple):
    """Rows of one place that a change touched, from `row` to `last`, and what stood there before (JSON, none: nothing).

    `replaced` is what an undo took away; `undone`: the change does not stand.
    """

    change: int
    undone: bool
    place: str
    row: int
    last: int
    before: str | None
    replaced: str | None


def history(log: Log, wanted: HistoryFilter = EVERY_CHANGE) -> list[HistoryEntry]:
    """The changes that a filter lets through, newest first."""
    where, values = _condition(log, wanted)
    sql = (
        "SELECT c.id, c.title, c.at, (SELECT count(*) FROM changed_row r WHERE r.change = c.id), c.undone "
        f"FROM change c WHERE {where} ORDER BY c.id DESC LIMIT ?"
    )
    # Whose a change is shows only when its rows are looked at.
    limit = wanted.limit if wanted.by is None else -1
    found = [
        HistoryEntry(number, title, datetime.fromisoformat(at), rows, bool(undone))
        for number, title, at, rows, undone in fetch(log.connection, sql, (*values, limit))
    ]
    told = _told(log.connection, found)
    by = wanted.by
    return [entry for entry in told if by is None or any(uid in by for uid in entry.by)][: wanted.limit]


def _condition(log: Log, wanted: HistoryFilter) -> tuple[str, list[Any]]:
    """What the database looks for, as SQL over `change c`, and its values."""
    parts, values = ["1"], list[Any]()
    if wanted.since is not None:
        parts.append("c.at >= ?")
        values.append(datetime.combine(wanted.since, time(), log.local_zone()).astimezone(UTC).isoformat())
    if wanted.record is not None:
        noun, row = wanted.record
        part = 'place = ? AND "row" <= ? AND coalesce(last, "row") >= ?'
        values += [noun, row, row]
        if noun in LIVES:
            of_life = events_of(noun)
            lived = f'SELECT e.id FROM {of_life} e JOIN {noun} n ON n.uid = e."{noun}" WHERE n.id = ?'
            part += f' OR (place = ? AND "row" IN ({lived}))'
            values += [of_life, row]
        parts.append(f"c.id IN (SELECT change FROM changed_row WHERE {part})")
    return " AND ".join(parts), values


def _told(connection: sqlite3.Connection, found: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """The same entries, with what they touched, whose acts they hold and what came later."""
    if not found:
        return []
    rows = touched(connection, min(entry.id for entry in found))
    of_change: dict[int, list[TouchedRow]] = defaultdict(list)
    for row in rows:
        of_change[row.change].append(row)
    since, pairs = Since(connection, rows), taken_back_alone(connection)
    takers = {taker: number for number, taker in pairs.items()}
    entries = (replace(each, taken_back=pairs.get(each.id), takes_back=takers.get(each.id)) for each in found)
    return [_told_entry(connection, entry, of_change[entry.id], since) for entry in entries]


def _told_entry(
    connection: sqlite3.Connection, entry: HistoryEntry, rows: Sequence[TouchedRow], since: Since
) -> HistoryEntry:
    records, by = dict[Any, None](), dict[str, None]()
    for row in rows:
        if row.last == row.row:
            content = _content(connection, row)
            records.update(dict.fromkeys(_records(connection, row, content)))
            by.update(dict.fromkeys(filter(None, [content.get(_SAID_BY.get(row.place, ""))])))
        elif row.place in _SAID_BY:
            by.update(dict.fromkeys(_said_by(connection, row)))
    later = None if entry.undone else since.latest(entry.id, rows)
    return replace(entry, records=tuple(records)[:MOST_NAMED], by=tuple(by), later=later)


def _content(connection: sqlite3.Connection, row: TouchedRow) -> Mapping[str, Any]:
    """What a row holds, held before an undo, or held before the change that took it away."""
    place = LAYOUTS[row.place]
    found = fetch(connection, f"SELECT {place.select} FROM {place.name} WHERE id = ?", (row.row,))
    if found:
        return place.values(found[0][2:])
    kept = row.replaced or row.before
    return dict(json.loads(kept)) if kept else {}


def _records(connection: sqlite3.Connection, row: TouchedRow, content: Mapping[str, Any]) -> Iterable[Target]:
    """The record that a row is, or the one whose life it belongs to."""
    if row.place in NOUNS:
        return [(row.place, row.row)]
    noun = _OWNERS.get(row.place)
    if noun is None or noun not in content:
        return []
    return [(noun, number) for (number,) in fetch(connection, f"SELECT id FROM {noun} WHERE uid = ?", (content[noun],))]


def _said_by(connection: sqlite3.Connection, row: TouchedRow) -> Iterable[str]:
    column = _SAID_BY[row.place]
    sql = f'SELECT DISTINCT "{column}" FROM {row.place} WHERE id BETWEEN ? AND ?'
    return [uid for (uid,) in fetch(connection, sql, (row.row, row.last)) if uid]


# Whose alliance it was


def alliances_of(connection: sqlite3.Connection, change: int) -> tuple[str, ...]:
    """The uids of the alliances whose records a change touched; those of people and of alliances tell it themselves."""
    found: dict[str, None] = {}
    for row in touched(connection, change):
        if row.change != change:
            continue
        if row.last != row.row:
            found.update(dict.fromkeys(_of_many(connection, row)))
        elif uid := _of_one(connection, row):
            found[uid] = None
    return tuple(found)


def _of_one(connection: sqlite3.Connection, row: TouchedRow) -> str:
    content = _content(connection, row)
    noun = _OWNERS.get(row.place)
    if noun is None:
        return str(content.get("alliance", ""))
    owner = fetch(connection, f"SELECT alliance FROM {noun} WHERE uid = ?", (content.get(noun),))
    return str(owner[0][0]) if owner else ""


def _of_many(connection: sqlite3.Connection, row: TouchedRow) -> Iterable[str]:
    if row.place not in NOUNS or all(field.name != "alliance" for field in NOUNS[row.place].fields):
        return []
    sql = f"SELECT DISTINCT alliance FROM {row.place} WHERE id BETWEEN ? AND ?"
    return [uid for (uid,) in fetch(connection, sql, (row.row, row.last))]


# What was taken back alone


def title_of_return(number: int, title: str) -> str:
    """The line of a change that takes another one back alone."""
    return f"Change {number} taken back: {title}"


def taken_back_alone(connection: sqlite3.Connection) -> dict[int, int]:
    """Each change that was taken back alone, and the change that did it, where that stands itself."""
    same = (  # whatever a record is called, its change touches its own rows alone
        "SELECT 1 FROM changed_row a JOIN changed_row b ON b.place = a.place "
        'AND a."row" BETWEEN b."row" AND coalesce(b.last, b."row") WHERE a.change = t.id AND b.change = n.id'
    )
    sql = (
        "SELECT t.id, t.title, n.id, n.title FROM change t JOIN change n ON n.id = CAST(substr(t.title, 8) AS INTEGER) "
        f"WHERE NOT t.undone AND t.title LIKE 'Change % taken back: %' AND n.id < t.id AND EXISTS ({same}) "
        "ORDER BY t.id DESC"
    )
    found: dict[int, int] = {}
    for taker, said, number, title in fetch(connection, sql):
        if taker not in found and said == title_of_return(number, title):
            found.setdefault(number, taker)
    return found


# What came later


def touched(connection: sqlite3.Connection, first: int) -> list[TouchedRow]:
    """Everything that was touched by a change and those behind it, in the order in which it was."""
    sql = (
        'SELECT r.change, c.undone, r.place, r."row", coalesce(r.last, r."row"), r.before, r.replaced '
        "FROM changed_row r JOIN change c ON c.id = r.change WHERE r.change >= ? ORDER BY r.id"
    )
    return [TouchedRow(*found) for found in fetch(connection, sql, (first,))]


class Since:
    """Which change touched a row last, of some rows; those of undone changes do not count."""

    def __init__(self, connection: sqlite3.Connection, rows: Iterable[TouchedRow]) -> None:
        self._connection = connection
        self._last: dict[tuple[str, int], int] = {}
        self._many: list[TouchedRow] = []
        for row in rows:
            if row.undone:
                continue
            if row.last == row.row:
                self._last[row.place, row.row] = row.change
            else:
                self._many.append(row)

    def latest(self, change: int, rows: Iterable[TouchedRow]) -> int | None:
        """The newest change behind that one which touched any of its rows, or the life of a record it added."""
        found = max((self._after(row) for row in rows), default=0)
        return found if found > change else None

    def _after(self, row: TouchedRow) -> int:
        found = self._touched(row.place, row.row, row.last)
        if row.before is None and row.place in LIVES:
            of_life = events_of(row.place)
            sql = (
                f'SELECT e.id FROM {of_life} e JOIN {row.place} r ON r.uid = e."{row.place}" WHERE r.id BETWEEN ? AND ?'
            )
            ids = fetch(self._connection, sql, (row.row, row.last))
            found = max([found, *(self._touched(of_life, number, number) for (number,) in ids)])
        return found

    def _touched(self, place: str, first: int, last: int) -> int:
        many = (row.change for row in self._many if row.place == place and row.row <= last and row.last >= first)
        if last - first < len(self._last):
            single = (self._last.get((place, number), 0) for number in range(first, last + 1))
        else:
            single = (change for (name, row), change in self._last.items() if name == place and first <= row <= last)
        return max([0, *many, *single])

"""The only code that writes rows: content, caches, search index and journal, all within one transaction.

`log.change` and the journal's undo and redo are built on it; nothing else imports it but them and the import.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Table, bindparam, create_engine, delete, insert, text, update
from sqlalchemy.pool import StaticPool

from models.acts.replay import Life, check_given, replay
from models.records.nouns import LIVES, NOUNS
from models.records.raised import RAISED
from models.records.values import content
from models.tables import TABLES
from storage.core import counting, raised, sealed
from storage.core.layout import LAYOUTS, TableLayout, events_of, index_key
from storage.core.search_index import document
from storage.core.statements import events, fetch
from storage.disk.migrations.shape import empty_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection, Engine

    from models.records.event import Values

AT_ONCE = 25
"""How many rows one INSERT adds: SQLite builds the lists of a table's CHECKs anew for every statement."""


def engine_on(connection: sqlite3.Connection) -> Engine:
    """An engine whose one connection is the log's own, so that reads and writes see the same transaction."""
    return create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, pool_reset_on_return=None, hide_parameters=True
    )


def caches_of(place: TableLayout, life: Life) -> Values:
    """The cached columns of a record, from its life, in the form in which they are stored."""
    found: Values = {}
    for name in place.caches:
        value = getattr(life, name)
        found[name] = value.isoformat() if isinstance(value, date) else value
    return found


class NewRow(NamedTuple):
    """A row to be added: its uid, with that of its owner, its other values, its hash, and caches that are known."""

    uids: tuple[str, ...]
    values: Values
    hash: bytes
    caches: Mapping[str, Any] = MappingProxyType({})


def _parameters(spec: TableLayout, columns: Sequence[str], rows: Iterable[tuple[int, NewRow]]) -> tuple[Any, ...]:
    """What rows put into id, hash, uids, those columns of their other values and caches, one row after the other."""
    found: list[Any] = []
    for number, (uids, values, digest, caches) in rows:
        if not spec.json.isdisjoint(values):
            values = {name: content(value) if name in spec.json else value for name, value in values.items()}
        found += (number, digest, *uids)
        found += map(values.get, columns)
        found += map(caches.get, spec.caches)
    return tuple(found)


def _columns(place: TableLayout, values: Values) -> Values:
    """Every content column with its value, None where absent, `from` under its SQL name."""
    return {name: values.get(name) for name in place.columns}


class Writer:
    """Writes rows on one open transaction and remembers which lives and which index entries have to follow."""

    def __init__(self, connection: sqlite3.Connection, engine: Engine) -> None:
        self.raw = connection
        self._sql: Connection = engine.connect()
        self._lives: set[tuple[str, int]] = set()
        self._indexed: set[tuple[str, int]] = set()
        self._written = raised.Written()

    def close(self) -> None:
        """Give the engine's connection back; the transaction is the caller's."""
        self._sql.close()

    def next_id(self, place: str) -> int:
        """The next number that place gives; numbers are never given twice."""
        return counting.next_number(self.raw, place)

    def recount(self) -> None:
        """Have SQLite count on from the numbers that were given."""
        due = [{"table": table, "number": number} for table, number in counting.counts(self.raw).items()]
        self._sql.execute(text("DELETE FROM sqlite_sequence"))
        if due:
            self._sql.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)"), due)

    def read(self, place: str, row: int) -> tuple[bytes, Values] | None:
        """The hash and content of a row as it stands now; Damaged where it was altered: no write takes that over."""
        spec = LAYOUTS[place]
        found = fetch(self.raw, f"SELECT {spec.select} FROM {place} WHERE id = ?", (row,))
        return (found[0][1], sealed.whole(spec, found[0])) if found else None

    def put(self, place: str, row: int, values: Values | None) -> bytes | None:
        """Make the row hold that content, None to take it away; gives its new hash."""
        table, spec = TABLES[place], LAYOUTS[place]
        before = self.read(place, row)
        if values is None:
            self._touch(spec, row, before[1] if before else {})
            self._gone(place, row, row)
            self._sql.execute(delete(table).where(table.c.id == row))
            return None
        digest = spec.hash(spec.ordered(values))
        full = {**_columns(spec, values), "hash": digest}
        if before is None:
            self._sql.execute(insert(table), [{"id": row, **full}])
            self._written.added.append((place, row, row))
        else:
            self._sql.execute(update(table).where(table.c.id == row), full)
        self._touch(spec, row, values)
        return digest

    def read_many(self, place: str, first: int, last: int) -> list[tuple[int, bytes, Values]]:
        """The id, hash and content of the rows with those numbers, in order; Damaged where one was altered."""
        spec = LAYOUTS[place]
        sql = f"SELECT {spec.select} FROM {place} WHERE id BETWEEN ? AND ? ORDER BY id"
        return [(row[0], row[1], sealed.whole(spec, row)) for row in fetch(self.raw, sql, (first, last))]

    def take_many(self, place: str, first: int, last: int) -> None:
        """Take the rows with those numbers away."""
        table = TABLES[place]
        if place in NOUNS:
            self._unindex(place, first, last)
        self._gone(place, first, last)
        self._sql.execute(delete(table).where(table.c.id.between(first, last)))

    def put_many(self, place: str, first: int, rows: Sequence[NewRow], *, touch: bool = False) -> None:
        """Add rows at once, caches included, numbered from `first`; they must be new.

        `touch` brings caches and index after them by `settle`, else the index entries come by `index_many`.
        """
        spec = LAYOUTS[place]
        self._written.added.append((place, first, first + len(rows) - 1))
        if touch:
            for number, row in enumerate(rows, first):
                self._touch(spec, number, dict(zip(spec.uids, row.uids, strict=True)))
        used = set[str]().union(*[row.values for row in rows])
        columns = [name for name in spec.columns if name in used]
        names = [f'"{name}"' for name in ("id", "hash", *spec.uids, *columns, *spec.caches)]
        marks = f"({', '.join('?' * len(names))})"
        numbered = list(enumerate(rows, first))
        groups = [numbered[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
        for size, alike in groupby(groups, key=len):
            # Values have their stored form already, so they go to the driver without a look at each of them.
            sql = f"INSERT INTO {place} ({', '.join(names)}) VALUES {', '.join([marks] * size)}"
            self._sql.exec_driver_sql(sql, [_parameters(spec, columns, group) for group in alike])

    def _touch(self, spec: TableLayout, row: int, values: Values) -> None:
        if spec.owner:
            owner = fetch(self.raw, f"SELECT id FROM {spec.owner} WHERE uid = ?", (values[spec.owner],))
            if owner:
                self._lives.add((spec.owner, owner[0][0]))
                self._indexed.add((spec.owner, owner[0][0]))
        elif spec.name in NOUNS:
            self._indexed.add((spec.name, row))
            if spec.name in LIVES:
                self._lives.add((spec.name, row))

    @property
    def touched_lives(self) -> tuple[tuple[str, int], ...]:
        """The records, as noun and number, whose lives were touched and are not settled yet."""
        return tuple(sorted(self._lives))

    def settle(self) -> None:
        """Bring the caches and the index entries of everything touched up to date.

        Raises IllegalAct where a life that was touched no longer replays.
        """
        for noun, row in sorted(self._lives):
            self._settle_life(noun, row)
        for noun, row in sorted(self._indexed):
            self._settle_index(noun, row)
        self._lives.clear()
        self._indexed.clear()
        self._lead_back(raised.changed(self.raw, self._written))
        self._written = raised.Written()

    def _gone(self, place: str, first: int, last: int) -> None:
        if place in RAISED:
            rows = fetch(self.raw, f"SELECT uid FROM {place} WHERE id BETWEEN ? AND ?", (first, last))
            self._written.gone += [uid for (uid,) in rows]

    def likely_source(self, record: str) -> None:
        """Hold a new topic against that record first: without it every record of the log is looked through."""
        self._written.likely.append(record)

    def _lead_back(self, found: Mapping[int, str | None]) -> None:
        """Write which records topics were raised from, by the number of the topic."""
        if found:
            topic = TABLES["topic"]
            led = update(topic).where(topic.c.id == bindparam("row")).values(raised_from=bindparam("record"))
            self._sql.execute(led, [{"row": row, "record": record} for row, record in found.items()])

    def rebuild_sources(self) -> None:
        """Make anew from which records all topics were raised."""
        typed = dict.fromkeys(row for (row,) in fetch(self.raw, "SELECT id FROM topic"))
        self._lead_back({**typed, **raised.due(self.raw)})

    def _settle_life(self, noun: str, row: int) -> None:
        found = self.read(noun, row)
        if found is None:
            return
        values, place, table = found[1], LAYOUTS[noun], TABLES[noun]
        sealed.require_whole(self.raw, LAYOUTS[events_of(noun)], f'"{noun}" = ?', (values["uid"],))
        series = events(self.raw, noun, f'"{noun}" = ?', (values["uid"],)).get(values["uid"], [])
        life = replay(noun, series, *self.sides(values))
        check_given(noun, values, series)
        self._sql.execute(update(table).where(table.c.id == row), caches_of(place, life))

    def sides(self, values: Values) -> tuple[str, str]:
        """Who may act in a record's life: its `from` and `to`, else its alliance's two."""
        if "from" in values:
            return values["from"], values["to"]
        sql = "SELECT principal, partner FROM alliance WHERE uid = ?"
        principal, partner = fetch(self.raw, sql, (values["alliance"],))[0]
        return principal, partner

    def _settle_index(self, noun: str, row: int) -> None:
        self._unindex(noun, row, row)
        found = self.read(noun, row)
        if found is not None and "removed_at" not in found[1]:
            self.index_many([(noun, row, *self._document(noun, found[1]))])

    def _unindex(self, noun: str, first: int, last: int) -> None:
        keys = [{"key": index_key(noun, row)} for row in range(first, last + 1)]
        self._sql.execute(text("DELETE FROM search WHERE rowid = :key"), keys)

    def _document(self, noun: str, values: Values) -> tuple[str, str]:
        series: Iterable[Values] = ()
        if noun in LIVES:
            lives = events(self.raw, noun, f'"{noun}" = ?', (values["uid"],))
            series = [item.values for item in lives.get(values["uid"], [])]
        return document(noun, values, series)

    def index_many(self, entries: Iterable[tuple[str, int, str, str]]) -> None:
        """Add index entries, each (noun, id, title, body), of records that have none."""
        listed = [(index_key(noun, row), title, body) for noun, row, title, body in entries if title or body]
        if listed:
            self._sql.exec_driver_sql("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", listed)

    def rebuild_index(self) -> None:
        """Make the whole search index anew from the records, with the settings that it was made with."""
        # FTS5 neither opens nor empties what does not hold together, so its own tables are made as they begin.
        for table, rows in empty_index().items():
            self._sql.execute(text(f"DELETE FROM {table}"))
            for row in rows:
                self._sql.exec_driver_sql(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        self._sql.execute(text("INSERT INTO search (search) VALUES ('rebuild')"))
        for noun in NOUNS:
            for (row,) in fetch(self.raw, f"SELECT id FROM {noun} WHERE removed_at IS NULL"):
                self._indexed.add((noun, row))
        self.settle()

    def compact_index(self) -> None:
        """Leave nothing in the search index of what was taken out of it."""
        self._sql.execute(text("INSERT INTO search (search) VALUES ('optimize')"))

    def rebuild_caches(self, noun: str, row: int) -> None:
        """Make the caches of one record anew from its events."""
        self._settle_life(noun, row)

    # The journal's own rows: they are not content and are never journalled themselves.

    def note(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows to the journal, each with its hash."""
        if rows:
            self._sql.execute(insert(_journal(table)), [{**row, "hash": sealed.seal(table, row)} for row in rows])

    def renote(self, table: str, row: int, values: dict[str, Any]) -> None:
        """Change one row of the journal, and its hash; Damaged where it was altered: its hash is not made good."""
        found = _journal(table)
        said = {**sealed.entry(self.raw, table, row), **values}
        self._sql.execute(update(found).where(found.c.id == row), {**values, "hash": sealed.seal(table, said)})

    def forget(self, table: str, column: str, values: Iterable[int]) -> None:
        """Drop rows of the journal by the value of one column."""
        found = _journal(table)
        self._sql.execute(delete(found).where(found.c[column].in_(list(values))))


def _journal(table: str) -> Table:
    if table not in ("change", "changed_row"):
        raise ValueError(f"{table} is not the journal's")
    return TABLES[table]

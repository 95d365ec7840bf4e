"""Is the log whole? Content hashes, what is derived from them, the search index, links; and what can be repaired."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.acts.replay import check_given, replay
from models.errors import IllegalAct
from models.records.nouns import LIVES, NOUNS
from models.records.values import references
from storage.core import raised
from storage.core.layout import LAYOUTS, TableLayout, index_key
from storage.core.search_index import document
from storage.core.statements import events, fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.records.event import Values

RESTORE = "restore a backup: visavis restore"
REPAIR = "visavis check --repair"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found: what it is, where, and what mends it."""

    what: str
    where: str
    repair: str


def _label(place: str, row: int) -> str:
    return f"{NOUNS[place].letter}{row}" if place in NOUNS else f"{place.replace('_', ' ')} {row}"


def damaged_rows(connection: sqlite3.Connection) -> list[Problem]:
    """Every row whose content is not what its hash says."""
    found: list[Problem] = []
    with _undecodable_kept(connection):
        for place in LAYOUTS.values():
            for row in fetch(connection, f"SELECT {place.select} FROM {place.name}"):
                if not _sound(place, row):
                    what = "its content was altered outside visavis"
                    found.append(Problem(what, _label(place.name, row[0]), RESTORE))
    return found


def _sound(place: TableLayout, row: tuple[Any, ...]) -> bool:
    try:
        return bool(place.hash(place.values(row[2:])) == row[1])
    except (ValueError, TypeError, RecursionError):  # no JSON, no text, bytes where text belongs
        return False


@contextmanager
def _undecodable_kept(connection: sqlite3.Connection) -> Iterator[None]:
    """Read text that is no UTF-8 as something that no hash can be made of, rather than not at all."""
    connection.text_factory = lambda data: data.decode(errors="surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def structure(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Return what SQLite's own check finds wrong with the file."""
    for (found,) in fetch(connection, "PRAGMA integrity_check(20)"):
        if found != "ok":
            yield Problem(f"the file is damaged: {' '.join(found.split())}", "the file", RESTORE)
    for table, row, target, _ in fetch(connection, "PRAGMA foreign_key_check"):
        yield Problem(f"it leads to a {target} that is not there", _label(table, row or 0), RESTORE)


def _records(connection: sqlite3.Connection, noun: str) -> Iterator[tuple[int, Values]]:
    place = LAYOUTS[noun]
    for row in fetch(connection, f"SELECT {place.select} FROM {noun}"):
        yield row[0], place.values(row[2:])


def _sides(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    sql = "SELECT uid, principal, partner FROM alliance"
    return {uid: (principal, partner) for uid, principal, partner in fetch(connection, sql)}


def _lives(connection: sqlite3.Connection) -> Iterator[Problem]:
    alliances = _sides(connection)
    for noun in LIVES:
        series = events(connection, noun, "1")
        columns = ", ".join(LAYOUTS[noun].caches)
        cached = {row[0]: row[1:] for row in fetch(connection, f"SELECT id, {columns} FROM {noun}")}
        for row, values in _records(connection, noun):
            two = alliances.get(values["alliance"], ("", ""))
            sides = (values.get("from", two[0]), values.get("to", two[1]))
            try:
                own = series.get(values["uid"], [])
                life = replay(noun, own, *sides)
                check_given(noun, values, own)
            except IllegalAct as error:
                yield Problem(f"its events do not follow from each other: {error}", _label(noun, row), RESTORE)
                continue
            if not own:
                yield Problem("it has no events", _label(noun, row), RESTORE)
            elif cached.get(row) != tuple(_text(getattr(life, name)) for name in LAYOUTS[noun].caches):
                yield Problem("its state is not what its events say", _label(noun, row), REPAIR)


def _text(value: object) -> object:
    return None if value is None else str(value)


def _links(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Links inside lists and maps, which no foreign key holds."""
    known = {noun: {uid for (uid,) in fetch(connection, f"SELECT uid FROM {noun}")} for noun in NOUNS}
    for noun in NOUNS:
        for row, values in _records(connection, noun):
            for name, target, uid in references(noun, values):
                if uid not in known[target]:
                    yield Problem(f"{name} leads to a {target} that is not there", _label(noun, row), RESTORE)


def _raised(connection: sqlite3.Connection) -> Iterator[Problem]:
    due = raised.due(connection)
    for row, record in fetch(connection, "SELECT id, raised_from FROM topic"):
        if record != due.get(row):
            yield Problem(
                "the record that it was raised from is not the one its uid says", _label("topic", row), REPAIR
            )


def indexed(connection: sqlite3.Connection) -> dict[int, tuple[str, str]] | None:
    """Title and body of every entry of the search index, None where it cannot be read any more."""
    try:
        rows = fetch(connection, "SELECT rowid, title, body FROM search")
    except sqlite3.OperationalError:
        raise  # held by another program: nothing is known of the index
    except sqlite3.DatabaseError:
        return None
    return {key: (title, body) for key, title, body in rows}


def _search(connection: sqlite3.Connection) -> Iterator[Problem]:
    entries = indexed(connection)
    if entries is None:
        yield Problem("the search index cannot be read", "the search index", RESTORE)
        return
    for noun in NOUNS:
        series = events(connection, noun, "1") if noun in LIVES else {}
        for row, values in _records(connection, noun):
            held = entries.pop(index_key(noun, row), ("", ""))
            own = [event.values for event in series.get(values["uid"], [])]
            due = ("", "") if "removed_at" in values else document(noun, values, own)
            if held != due:
                yield Problem("the search index holds another text", _label(noun, row), REPAIR)
    if entries:
        yield Problem(f"the search index holds {len(entries)} entries without a record", "the search index", REPAIR)
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        yield Problem("the search index does not hold together", "the search index", REPAIR)


_CHECKS: tuple[Callable[[sqlite3.Connection], Iterator[Problem]], ...] = (_lives, _links, _raised, _search)


def problems(connection: sqlite3.Connection) -> list[Problem]:
    """Everything that is wrong with a log; empty where it is whole. Where rows are damaged only these are told."""
    before = _version(connection)
    found = _found(connection)
    if not found or _version(connection) == before:
        return found
    # Another program wrote while this was read, so its two halves may be of two states: once more, of one state.
    connection.execute("BEGIN IMMEDIATE")
    try:
        return _found(connection)
    finally:
        connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    """A number that another program's write changes."""
    return int(fetch(connection, "PRAGMA data_version")[0][0])


def _found(connection: sqlite3.Connection) -> list[Problem]:
    found = list(structure(connection))
    if not found:
        found = damaged_rows(connection)
    if not found:
        found = [problem for check in _CHECKS for problem in check(connection)]
    return found

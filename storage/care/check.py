"""Is the log whole? Content hashes, what is derived from them, the search index, links; and what can be repaired."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.acts.replay import IMPOSSIBLE, check_given, replay, stored_life
from models.errors import Damaged, IllegalAct
from models.records.nouns import LIVES, NOUNS
from models.records.values import references
from storage.care.index_pages import leads_past_words
from storage.care.integrity import Integrity, integrity
from storage.core import raised
from storage.core.counting import miscounted
from storage.core.layout import LAYOUTS, from_index_key, index_key
from storage.core.recorded import unlike_history
from storage.core.sealed import ALTERED, ALTERED_ENTRY, MISREAD, altered_entries, is_whole, label
from storage.core.search_index import document, has_its_settings
from storage.core.statements import events, fetch
from storage.disk import migrations
from storage.disk.migrations.shape import made, shape
from storage.disk.transaction import roll_back

if TYPE_CHECKING:
    from models.records.event import Values

RENUMBERED = "its number was altered outside visavis"

RESTORE = "restore a backup: visavis restore"
REPAIR = "visavis check --repair"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found: what it is, where, and what mends it."""

    what: str
    where: str
    repair: str


def damaged_rows(connection: sqlite3.Connection) -> list[Problem]:
    """Every row whose content is not what its hash says."""
    found: list[Problem] = []
    with undecodable_kept(connection):
        for place in LAYOUTS.values():
            for row in fetch(connection, f"SELECT {place.select} FROM {place.name}"):
                if not is_whole(place, row):
                    found.append(Problem(ALTERED, label(place.name, row[0]), RESTORE))
    return found


def damaged_entries(connection: sqlite3.Connection) -> list[Problem]:
    """Every entry of the journal that is not what was written: undo would bring back what never was."""
    with undecodable_kept(connection):
        found = [(ALTERED_ENTRY[table], where) for table, where in altered_entries(connection)]
    return [Problem(what, where, RESTORE) for what, where in dict.fromkeys(found)]


def lost_rows(connection: sqlite3.Connection) -> list[Problem]:
    """Every row that is not what the history says of it, or is gone. The history is to be whole: `damaged_entries`."""
    return [Problem(what, where, RESTORE) for where, what in unlike_history(connection)]


def missing(connection: sqlite3.Connection) -> list[Problem]:
    """Every record that is gone, or that stands under another number than it was given.

    That is asked wherever something is not found, so what takes longer is looked at only where there is a reason.
    """
    try:
        lost = lost_rows(connection)
    except MISREAD:
        return damaged_entries(connection)
    if lost:
        return damaged_entries(connection) or lost
    known = {index_key(noun, row) for noun in NOUNS for (row,) in fetch(connection, f"SELECT id FROM {noun}")}
    if all(key in known for (key,) in fetch(connection, "SELECT id FROM search_content")):
        return []
    return [problem for problem in of_index(connection) if problem.repair == RESTORE]


@contextmanager
def undecodable_kept(connection: sqlite3.Connection) -> Iterator[None]:
    """Read text that is no UTF-8 as something that no hash can be made of, rather than not at all."""
    connection.text_factory = lambda data: data.decode(errors="surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def structure(connection: sqlite3.Connection, found: Integrity | None = None) -> Iterator[Problem]:
    """Return what SQLite's own check finds wrong with the file; what is wrong with the search index alone is not.

    `found` is what it said, where it was asked already.
    """
    if shape(connection) != made(migrations.VERSION):
        yield Problem("its tables are not as visavis makes them", "the file", RESTORE)
        return
    for table in (found or integrity(connection)).damaged:
        yield Problem("the file is damaged", f"the table {table}" if table else "the file", RESTORE)
    for table, row, target, _ in fetch(connection, "PRAGMA foreign_key_check"):
        yield Problem(f"it leads to a {target} that is not there", label(table, row or 0), RESTORE)


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
                yield Problem(f"{IMPOSSIBLE}: {error}", label(noun, row), RESTORE)
                continue
            if not own:
                yield Problem("it has no events", label(noun, row), RESTORE)
            elif cached.get(row) != tuple(_text(getattr(life, name)) for name in LAYOUTS[noun].caches):
                yield Problem("its state is not what its events say", label(noun, row), REPAIR)


def impossible(connection: sqlite3.Connection, noun: str, row: int) -> Damaged | None:
    """What is wrong with the life of one record as it stands; None where nothing is, or where there is none."""
    place = LAYOUTS[noun]
    for found in fetch(connection, f"SELECT {place.select} FROM {noun} WHERE id = ?", (row,)):
        values = place.values(found[2:])
        two = _sides(connection).get(values["alliance"], ("", ""))
        series = events(connection, noun, f'"{noun}" = ?', (values["uid"],)).get(values["uid"], [])
        try:
            stored_life(noun, row, series, values.get("from", two[0]), values.get("to", two[1]))
        except Damaged as damage:
            return damage
    return None


def _text(value: object) -> object:
    return None if value is None else str(value)


def _links(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Links inside lists and maps, which no foreign key holds."""
    known = {noun: {uid for (uid,) in fetch(connection, f"SELECT uid FROM {noun}")} for noun in NOUNS}
    for noun in NOUNS:
        for row, values in _records(connection, noun):
            for name, target, uid in references(noun, values):
                if uid not in known[target]:
                    yield Problem(f"{name} leads to a {target} that is not there", label(noun, row), RESTORE)


def _raised(connection: sqlite3.Connection) -> Iterator[Problem]:
    due = raised.due(connection)
    for row, record in fetch(connection, "SELECT id, raised_from FROM topic"):
        if record != due.get(row):
            yield Problem("the record that it was raised from is not the one its uid says", label("topic", row), REPAIR)


def indexed(connection: sqlite3.Connection) -> dict[int, tuple[str, str]] | None:
    """Title and body of every entry of the search index, None where it cannot be read any more."""
    try:
        rows = fetch(connection, "SELECT rowid, title, body FROM search")
    except sqlite3.OperationalError:
        raise  # held by another program: nothing is known of the index
    except sqlite3.DatabaseError:
        return None
    return {key: (title, body) for key, title, body in rows}


_INDEX = "the search index"
_NOT_TOGETHER = Problem("the search index does not hold together", _INDEX, REPAIR)


def _counts(connection: sqlite3.Connection) -> Iterator[Problem]:
    if miscounted(connection):
        yield Problem("they do not go on from those that were given", "the numbers of records", REPAIR)


def _documents(connection: sqlite3.Connection) -> Iterator[tuple[str, int, tuple[str, str]]]:
    """What the search index is to hold of each record: its noun, its number, title and body."""
    for noun in NOUNS:
        series = events(connection, noun, "1") if noun in LIVES else {}
        for row, values in _records(connection, noun):
            own = [event.values for event in series.get(values["uid"], [])]
            yield noun, row, ("", "") if "removed_at" in values else document(noun, values, own)


def of_index(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What is wrong with the search index; and records that it knows under another number than they have."""
    if not has_its_settings(connection):
        yield Problem("the search index has not the settings that it was made with", _INDEX, REPAIR)
        return
    entries = indexed(connection)
    if entries is None:
        yield Problem("the search index cannot be read", _INDEX, REPAIR)
        return
    lacking: dict[tuple[str, tuple[str, str]], int] = {}
    for noun, row, due in _documents(connection):
        held = entries.pop(index_key(noun, row), ("", ""))
        if held != due:
            yield Problem("the search index holds another text", label(noun, row), REPAIR)
        if held == ("", ""):
            lacking[noun, due] = row
    if entries:
        yield Problem(f"the search index holds {len(entries)} entries without a record", _INDEX, REPAIR)
    for key, held in entries.items():
        noun, row = from_index_key(key)
        if (now := lacking.get((noun, held))) is not None:
            yield Problem(f"{RENUMBERED}: it was {label(noun, row)}", label(noun, now), RESTORE)
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        yield _NOT_TOGETHER
        return
    if leads_past_words(connection):
        yield _NOT_TOGETHER


Check = Callable[[sqlite3.Connection], Iterable[Problem]]

_CHECKS: tuple[Check, ...] = (lost_rows, _lives, _links, _raised, _counts, of_index)


def problems(connection: sqlite3.Connection) -> list[Problem]:
    """Everything that is wrong with a log; empty where it is whole.

    Where rows are damaged only these are told, and nothing that could be mended beside what cannot.
    """
    before = _version(connection)
    found = _found(connection)
    if not found or _version(connection) == before:
        return found
    # Another program wrote while this was read, so its two halves may be of two states: once more, of one state.
    connection.execute("BEGIN IMMEDIATE")
    try:
        return _found(connection)
    finally:
        roll_back(connection)


def _version(connection: sqlite3.Connection) -> int:
    """A number that another program's write changes."""
    return int(fetch(connection, "PRAGMA data_version")[0][0])


def _found(connection: sqlite3.Connection) -> list[Problem]:
    file = integrity(connection)
    found = list(structure(connection, file))
    if not found:
        found = [*damaged_rows(connection), *damaged_entries(connection)]
    if not found:
        found = [problem for check in _CHECKS for problem in _looked_at(check, connection)]
        if file.of_index and all(problem.where != _INDEX for problem in found):
            found.append(_NOT_TOGETHER)  # newer versions of SQLite look into it as well
    return [problem for problem in found if problem.repair == RESTORE] or found


def _looked_at(check: Check, connection: sqlite3.Connection) -> list[Problem]:
    """What one check finds; that it cannot look at what is stored is a problem too."""
    try:
        return list(check(connection))
    except MISREAD:
        return [Problem("something in it cannot be read", "the log", RESTORE)]

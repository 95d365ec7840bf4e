"""The one act without undo: a record and every trace of it, gone from the file."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from models.errors import LogUnusable, Refused
from models.records.naming import short_id
from models.records.nouns import LIVES, NOUNS
from models.records.values import content, references
from models.time.words import folded
from storage.care.copies import PurgedRecord, copies_with, remove
from storage.care.held import held_in
from storage.core.change import moment
from storage.core.layout import LAYOUTS, events_of
from storage.core.recorded import PURGED
from storage.core.statements import fetch
from storage.disk import notices
from storage.disk.connection import PURGING
from storage.disk.failures import reason
from storage.drafts import Drafts

if TYPE_CHECKING:
    from pathlib import Path

    from models.records.event import Values
    from storage.core.writer import Writer
    from storage.log import Log


def purge(log: Log, noun: str, row: int, *, backups: bool = False) -> int | None:
    """Take a record, its events and its journal out for good; gives how many copies of the log hold it still.

    None where the record is gone and something failed after that: what is left to do is noted for the person.

    `backups` takes these away with it. Refused where other records lead to it, LogUnusable where there is no room for
    it. What was undone and waits to be redone is dropped too, since it may hold it, and so is what was being typed of
    the record. One that was killed half-way can be begun again, and goes on.
    """
    with log.writing() as writer:
        trace = _begin(log, writer, noun, row)
    try:
        return _finish(log, trace, backups)
    except (sqlite3.Error, OSError, LogUnusable) as error:  # the record is gone: nobody is to think that it is not
        notices.note(_half_way(trace, error, backups))
        return None


def _begin(log: Log, writer: Writer, noun: str, row: int) -> PurgedRecord:
    """Take a record out of the log, or find that one was begun; gives what is left to do away with."""
    found = writer.read(noun, row)
    if found is not None:
        _refuse_without_room(log.path)
        trace = PurgedRecord(noun, row, str(found[1]["uid"]))
        _take_out(log, writer, trace)
        return trace
    begun = unfinished(log)
    if begun is None or begun[:2] != (noun, row):
        raise Refused(f"there is no {noun} {short_id(noun, row)}")
    return begun


def _finish(log: Log, trace: PurgedRecord, backups: bool) -> int:
    """Take away what is left of a record that is out of the log; gives how many copies hold it still."""
    Drafts(log.path, log.clock).forget(short_id(trace.noun, trace.row))
    _clear_file(log.connection)
    left = copies_with(log.path, trace)
    stay = remove(log.path, left) if backups else len(left)
    with log.writing() as writer:
        _set(log, writer, PURGING, None)
    return stay


def _half_way(trace: PurgedRecord, error: sqlite3.Error | OSError | LogUnusable, backups: bool) -> str:
    """What is said of a purge that failed when the record was gone."""
    named = short_id(trace.noun, trace.row)
    why = reason(error) if isinstance(error, sqlite3.Error) else "the disk, or another program, is in the way"
    again = f"visavis {trace.noun} purge {named}" + (" --backups" if backups else "")
    return (
        f"{named} is out of the log, but traces of it may be left beside and in its file: {why}; say it again: {again}"
    )


def unfinished(log: Log) -> PurgedRecord | None:
    """The record that is out of the log, of which traces may be left in its file; None where there is none."""
    found = log.setting(PURGING)
    return PurgedRecord(*json.loads(found)) if found else None


def _take_out(log: Log, writer: Writer, trace: PurgedRecord) -> None:
    noun, row, uid = trace
    assert uid is not None
    _refuse_linked(log, noun, uid)
    rows = [(noun, row), *_events(log, noun, uid)]
    latest = max(held_in(log.connection).latest, moment(log.clock()))
    _forget(writer, rows)
    _unlink(writer, uid)
    for place, number in reversed(rows):
        writer.put(place, number, None)
    _set(log, writer, PURGING, json.dumps(trace))
    _set(log, writer, PURGED, latest)  # so that it is known to be newer than the copies that hold the record
    writer.settle()
    writer.compact_index()


def _set(log: Log, writer: Writer, name: str, value: str | None) -> None:
    """Keep something of the log as a whole, which no undo takes back; None drops it."""
    found = fetch(log.connection, "SELECT id, uid FROM setting WHERE name = ?", (name,))
    row, uid = found[0] if found else (writer.next_id("setting"), str(uuid4()))
    writer.put("setting", row, None if value is None else {"uid": uid, "name": name, "value": value})


def _refuse_without_room(path: Path) -> None:
    """Refuse to begin where the file cannot be cleared: meanwhile SQLite keeps what was there beside it, whole."""
    disk = os.statvfs(path.parent)
    needed = path.stat().st_size + _MARGIN
    if disk.f_bavail * disk.f_frsize < needed:
        raise LogUnusable(
            f"there is no room left where {path} lies: to purge takes {-(-needed // 1_000_000)} MB for a moment; "
            "nothing was changed: make room and try again"
        )


_MARGIN = 1 << 20
"""Bytes that it takes beside the size of the log."""


def _clear_file(connection: sqlite3.Connection) -> None:
    connection.execute("VACUUM")


def _events(log: Log, noun: str, uid: str) -> list[tuple[str, int]]:
    if noun not in LIVES:
        return []
    place = events_of(noun)
    found = fetch(log.connection, f'SELECT id FROM {place} WHERE "{noun}" = ?', (uid,))
    return [(place, number) for (number,) in found]


def _refuse_linked(log: Log, noun: str, uid: str) -> None:
    linked: list[str] = []
    for other in NOUNS:
        place = LAYOUTS[other]
        sql = f"SELECT {place.select} FROM {other}"
        for row in fetch(log.connection, sql):
            if any(key == uid and target == noun for _, target, key in references(other, place.values(row[2:]))):
                linked.append(short_id(other, row[0]))
    if linked:
        shown = folded(len(linked), 5)
        listed = ", ".join(linked[:shown]) + (", …" if linked[shown:] else "")
        raise Refused(f"{listed} {'lead' if len(linked) > 1 else 'leads'} to it; edit or purge that first")


def _forget(writer: Writer, rows: list[tuple[str, int]]) -> None:
    """Drop what the journal holds of the rows, and the words of the changes that touched them."""
    undone = [number for (number,) in fetch(writer.raw, "SELECT id FROM change WHERE undone")]
    writer.forget("changed_row", "change", undone)
    writer.forget("change", "id", undone)
    for place, row in rows:
        sql = 'SELECT id, change FROM changed_row WHERE place = ? AND "row" = ? AND last IS NULL'
        for entry, change in fetch(writer.raw, sql, (place, row)):
            writer.forget("changed_row", "id", [entry])
            writer.renote("change", change, {"title": "(purged)"})
    gone = "SELECT id FROM change c WHERE NOT EXISTS (SELECT 1 FROM changed_row r WHERE r.change = c.id)"
    writer.forget("change", "id", [number for (number,) in fetch(writer.raw, gone)])


def _unlink(writer: Writer, uid: str) -> None:
    """Take the links to a record out of what others once were: brought back by undo they would lead nowhere."""
    led = 'SELECT id, place, "row", before FROM changed_row WHERE instr(before, ?)'
    for entry, place, row, before in fetch(writer.raw, led, (uid,)):
        values = _without(json.loads(before), uid)
        writer.renote("changed_row", entry, {"before": content(values)})
        # The change before that one left the row so, and undo knows it by its hash.
        sql = 'SELECT max(id) FROM changed_row WHERE place = ? AND "row" = ? AND last IS NULL AND id < ?'
        for (earlier,) in fetch(writer.raw, sql, (place, row, entry)):
            if earlier is not None:
                writer.renote(
                    "changed_row", earlier, {"hash_after": LAYOUTS[place].hash(LAYOUTS[place].ordered(values))}
                )


def _holds(item: Any, uid: str) -> bool:
    """Whether something in a list is a link to a record, or a small record that holds one."""
    return item == uid or (isinstance(item, dict) and uid in item.values())


def _without(values: Values, uid: str) -> Values:
    """The values without links to a record."""
    kept = {name: value for name, value in values.items() if value not in (uid, [uid])}
    return {
        name: [item for item in value if not _holds(item, uid)] if isinstance(value, list) else value
        for name, value in kept.items()
    }

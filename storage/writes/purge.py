"""The one act without undo: a record and every trace of it, gone from the file."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from models.errors import Refused
from models.records.naming import short_id
from models.records.nouns import LIVES, NOUNS
from models.records.values import content, references
from models.time.words import folded
from storage.care import backup
from storage.core.layout import LAYOUTS, events_of
from storage.core.statements import fetch
from storage.disk.beside import backups_of, is_sidecar
from storage.drafts import Drafts

if TYPE_CHECKING:
    from models.records.event import Values
    from storage.core.writer import Writer
    from storage.log import Log


def purge(log: Log, noun: str, row: int, *, backups: bool = False) -> int:
    """Take a record, its events and its journal out for good; gives how many copies of the log are left beside it.

    `backups` takes these away with it. Refused where other records lead to it. What was undone and waits to be redone
    is dropped too, since it may hold it, and so is what was being typed of the record.
    """
    with log.writing() as writer:
        found = writer.read(noun, row)
        if found is None:
            raise Refused(f"there is no {noun} {short_id(noun, row)}")
        uid = str(found[1]["uid"])
        _refuse_linked(log, noun, uid)
        rows = [(noun, row), *_events(log, noun, uid)]
        _forget(writer, rows)
        _unlink(writer, uid)
        for place, number in reversed(rows):
            writer.put(place, number, None)
        writer.settle()
        writer.compact_index()
    Drafts(log.path, log.clock).forget(short_id(noun, row))
    log.connection.execute("VACUUM")
    return _copies(log, backups)


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


def _without(values: Values, uid: str) -> Values:
    """The values without links to a record."""
    kept = {name: value for name, value in values.items() if value not in (uid, [uid])}
    return {
        name: [item for item in value if item != uid] if isinstance(value, list) else value
        for name, value in kept.items()
    }


def _copies(log: Log, take_away: bool) -> int:
    kept = backup.copies(log.path)
    if not take_away:
        return sum(not is_sidecar(file.name) for file in kept)
    for file in kept:
        file.unlink()
    with suppress(OSError):
        backups_of(log.path).rmdir()
    return 0

"""The whole log, or one alliance without what is private, as interchange records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models.acts.event import Values
from models.errors import Refused
from models.fields import Field
from models.nouns import NOUNS
from models.pair import Pair
from models.pulse import answers_seen
from models.values import record_fields
from storage.files.header import VERSION
from storage.log import Log, require_owner
from storage.places import PLACES, events_of
from storage.reading import EVENT_ORDER, fetch

PAGE = 2000


def records(log: Log, shared: Pair | None = None) -> Iterator[Values]:
    """Every record of an export, the first line first: the whole log, or the shared copy of one alliance.

    Raises Refused where the log has no owner, or the alliance itself is private.
    """
    header: Values = {
        "type": "visavis",
        "version": VERSION,
        "exported_at": log.clock().isoformat(timespec="seconds"),
        "scope": "shared" if shared else "full",
        "by": require_owner(log),
    }
    if shared is None:
        yield header
        for noun in NOUNS:
            yield from _all(log, noun)
        return
    if any(record.private for record in (shared.alliance, shared.me, shared.other)):
        raise Refused("the alliance or one of its people is private, so it has no shared copy")
    yield header
    yield from _shared(log, shared)


def _all(log: Log, noun: str, where: str = "1", values: tuple[Any, ...] = ()) -> Iterator[Values]:
    """The records of a noun in the order of their ids, page by page, each with its events."""
    place, last = PLACES[noun], 0
    while True:
        sql = f"SELECT {place.select} FROM {noun} WHERE id > ? AND ({where}) ORDER BY id LIMIT {PAGE}"
        rows = fetch(log.connection, sql, (last, *values))
        if not rows:
            return
        found = [place.values(row[2:]) for row in rows]
        series = _events(log, noun, [item["uid"] for item in found]) if NOUNS[noun].has_life else {}
        for item in found:
            record = {"type": noun, **item}
            if item["uid"] in series:
                record["events"] = series[item["uid"]]
            yield record
        last = rows[-1][0]


def _events(log: Log, noun: str, uids: list[str]) -> dict[str, list[Values]]:
    place = PLACES[events_of(noun)]
    sql = (
        f'SELECT {place.select} FROM {place.name} WHERE "{noun}" IN (SELECT value FROM json_each(?)) '
        f"ORDER BY {EVENT_ORDER}"
    )
    found: dict[str, list[Values]] = {}
    for row in fetch(log.connection, sql, (json.dumps(uids),)):
        values = place.values(row[2:])
        owner = values.pop(noun)
        if "at" in values:
            del values["on"]
        found.setdefault(owner, []).append(values)
    return found


# A shared copy


def _shared(log: Log, pair: Pair) -> Iterator[Values]:
    kept = {pair.uid, pair.me.uid, pair.other.uid, *_kept(log, pair)}
    yield from _all(log, "person", "uid IN (?, ?)", (pair.me.uid, pair.other.uid))
    yield from _all(log, "alliance", "uid = ?", (pair.uid,))
    for noun in NOUNS:
        if noun in ("person", "alliance"):
            continue
        for record in _all(log, noun, "alliance = ?", (pair.uid,)):
            if record["uid"] in kept:
                yield _without_private(noun, record, kept, pair)


def _kept(log: Log, pair: Pair) -> Iterator[str]:
    """The uids of what may leave: not private, not removed, not a personal note."""
    for noun in NOUNS:
        if noun not in ("person", "alliance"):
            personal = "AND kind <> 'personal'" if noun == "note" else ""
            sql = f"SELECT uid FROM {noun} WHERE alliance = ? AND private IS NULL AND removed_at IS NULL {personal}"
            for (uid,) in fetch(log.connection, sql, (pair.uid,)):
                yield uid


def _without_private(noun: str, record: Values, kept: set[str], pair: Pair) -> Values:
    """The record as the other may see it: no private field, no link to what is left out, no early answer."""
    fields = record_fields(noun)
    found = {
        name: value if name not in fields else _without_strangers(fields[name], value, kept)
        for name, value in record.items()
        if name not in fields or not fields[name].private
    }
    if noun == "pulse":
        found["answers"] = answers_seen(found.get("statements") or (), found.get("answers") or (), pair)
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def _without_strangers(field: Field, value: Any, kept: set[str]) -> Any:
    """What is left of a value that may lead only to what leaves with it: None, [] or {} where nothing is."""
    match field.kind:
        case "ref":
            return value if value in kept else None
        case "refs":
            return [uid for uid in value if uid in kept]
        case "by_person":
            return {uid: item for uid, item in value.items() if uid in kept}
        case "entries":
            links = [part.name for part in field.parts if part.kind == "ref"]
            return [entry for entry in value if all(entry.get(name) in (None, *kept) for name in links)]
        case _:
            return value


# As files


def jsonl(found: Iterator[Values]) -> Iterator[bytes]:
    """Records as JSON Lines."""
    for record in found:
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def as_json(found: Iterator[Values]) -> Iterator[bytes]:
    """The same records as one JSON list."""
    before = "[\n"
    for record in found:
        yield (before + json.dumps(record, ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]\n"


FORMATS = {"jsonl": jsonl, "json": as_json}
"""How an export is written, by format."""

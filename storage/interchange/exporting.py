"""The whole log, or one alliance without what is private, as interchange records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from models.errors import Refused
from models.records.nouns import NOUNS
from models.verbs.sharing import carried, withholding
from storage.core.layout import LAYOUTS, events_of
from storage.core.sealed import require_whole, whole
from storage.core.statements import EVENT_ORDER, fetch
from storage.interchange.header import VERSION
from storage.log import Log, require_owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.records.event import Values
    from models.records.pair import Pair

PAGE = 2000


def records(log: Log, shared: Pair | None = None) -> Iterator[Values]:
    """Every record of an export, the first line first: the whole log, or the shared copy of one alliance.

    Raises Refused where the log has no owner, or the alliance itself is private, Damaged where what goes out is not
    what was written.
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
    for noun, record in (("alliance", shared.alliance), ("person", shared.me), ("person", shared.other)):
        require_whole(log.connection, LAYOUTS[noun], "uid = ?", (record.uid,))
    if any(record.private for record in (shared.alliance, shared.me, shared.other)):
        raise Refused("the alliance or one of its people is private, so it has no shared copy")
    yield header
    yield from _shared(log, shared)


def _all(log: Log, noun: str, where: str = "1", values: tuple[Any, ...] = ()) -> Iterator[Values]:
    """The records of a noun in the order of their ids, page by page, each with its events."""
    place, last = LAYOUTS[noun], 0
    while True:
        sql = f"SELECT {place.select} FROM {noun} WHERE id > ? AND ({where}) ORDER BY id LIMIT {PAGE}"
        rows = fetch(log.connection, sql, (last, *values))
        if not rows:
            return
        found = [whole(place, row) for row in rows]
        series = _events(log, noun, [item["uid"] for item in found]) if NOUNS[noun].has_life else {}
        for item in found:
            record = {"type": noun, **item}
            if item["uid"] in series:
                record["events"] = series[item["uid"]]
            yield record
        last = rows[-1][0]


def _events(log: Log, noun: str, uids: list[str]) -> dict[str, list[Values]]:
    place = LAYOUTS[events_of(noun)]
    sql = (
        f'SELECT {place.select} FROM {place.name} WHERE "{noun}" IN (SELECT value FROM json_each(?)) '
        f"ORDER BY {EVENT_ORDER}"
    )
    found: dict[str, list[Values]] = {}
    for row in fetch(log.connection, sql, (json.dumps(uids),)):
        values = whole(place, row)
        owner = values.pop(noun)
        if "at" in values:
            del values["on"]
        found.setdefault(owner, []).append(values)
    return found


# A shared copy


def _shared(log: Log, pair: Pair) -> Iterator[Values]:
    two = (pair.me.uid, pair.other.uid)
    goes = frozenset((*two, pair.uid, *_going(log, pair))).__contains__
    for noun in NOUNS:
        for record in _all(log, noun, *_of(noun, pair)):
            if goes(record["uid"]):
                yield carried(noun, record, goes, pair)


def _of(noun: str, pair: Pair) -> tuple[str, tuple[str, ...]]:
    """Which records of a noun are the alliance's, as SQL and its values."""
    match noun:
        case "person":
            return "uid IN (?, ?)", (pair.me.uid, pair.other.uid)
        case "alliance":
            return "uid = ?", (pair.uid,)
        case _:
            return "alliance = ?", (pair.uid,)


def _going(log: Log, pair: Pair) -> Iterator[str]:
    """The uids of what may leave beside the alliance and its people."""
    for noun in NOUNS:
        if noun not in ("person", "alliance"):
            fields = withholding(noun)
            names = ", ".join(["uid", *(field.name for field in fields)])
            for uid, *values in fetch(log.connection, f"SELECT {names} FROM {noun} WHERE alliance = ?", (pair.uid,)):
                if not any(field.withheld(value) for field, value in zip(fields, values, strict=True)):
                    yield uid


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

"""The records of a noun as a table: names, not uids; days as ISO has them; for spreadsheets and whatever reads CSV."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

from models.acts.replay import stored_life
from models.records.naming import short_id, title_of
from models.records.nouns import CALENDAR, NOUNS
from models.records.rows import ROWS, Living
from models.records.values import record_fields
from storage.core.layout import LAYOUTS, events_of
from storage.core.records import select
from storage.core.sealed import require_whole
from storage.core.statements import events
from storage.outside.tables.guarding import guarded
from storage.reads.lives import sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.acts.replay import Life
    from models.records.fields import Field
    from models.records.pair import Pair
    from models.records.rows import KeptRecord
    from storage.log import Log

OUT = ("commitment", "meeting", "feedback", "disagreement")
"""The nouns that go out as a table."""

_LIVES = ("state", "on", "ended_on")
_PROMISES = ("state", "on", "due", "first_due", "done_on", "ended_on")
"""What is told of a life beside the fields: `on` is the day of its first act, `ended_on` that of its end."""

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes out: the bytes, how many records, and how many private ones stay."""

    chunks: list[bytes]
    count: int
    kept_back: int


def write_table(log: Log, noun: str, pairs: Sequence[Pair], delimiter: str = ",", *, private: bool = False) -> Outgoing:
    """The records of a noun in some alliances as CSV; without `private` neither private records nor private fields.

    Raises Damaged where what goes out is not what was written.
    """
    found = going(log, noun, pairs, private=private)
    fields = _fields(noun, private=private)
    text = StringIO(newline="")
    text.write(_BOM)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["id", *(field.name for field in fields), *_beside(noun)])
    titles = _titles(log, fields, private=private)
    lives = lives_of(log, noun, found.records)
    for pair, record in found.records:
        life = lives.get(record.uid)
        said = [_cell(field, getattr(record, field.column), pair, titles) for field in fields]
        told = [_of_life(name, life) for name in _beside(noun)] if life else []
        writer.writerow([short_id(noun, record.id), *map(guarded, said), *told])
    return Outgoing([text.getvalue().encode()], len(found.records), found.kept_back)


@dataclass(frozen=True, slots=True)
class Going:
    """The records that go out, each with its alliance, and how many private ones stay."""

    records: list[tuple[Pair, KeptRecord]]
    kept_back: int


def going(log: Log, noun: str, pairs: Iterable[Pair], *, private: bool) -> Going:
    """The records of a noun in some alliances, those that are private only where one says so."""
    records: list[tuple[Pair, KeptRecord]] = []
    kept_back = 0
    for pair in pairs:
        closed = not private and any(item.private for item in (pair.alliance, pair.me, pair.other))
        require_whole(log.connection, LAYOUTS[noun], "alliance = ?", (pair.uid,))
        where = "WHERE r.alliance = ? AND r.removed_at IS NULL ORDER BY r.id"
        for record in select(log.connection, ROWS[noun], noun, where, (pair.uid,)):
            if private or not (closed or record.private):
                records.append((pair, record))
            else:
                kept_back += 1
    return Going(records, kept_back)


def lives_of(log: Log, noun: str, records: Iterable[tuple[Pair, KeptRecord]]) -> dict[str, Life]:
    """The life of each of those records, none where the noun has no life."""
    if not NOUNS[noun].has_life:
        return {}
    chosen = list(records)
    listed = json.dumps([record.uid for _, record in chosen])
    inside = f'"{noun}" IN (SELECT value FROM json_each(?))'
    require_whole(log.connection, LAYOUTS[events_of(noun)], inside, (listed,))
    series = events(log.connection, noun, inside, (listed,))
    return {
        record.uid: stored_life(noun, record.id, series.get(record.uid, ()), *sides_of(cast("Living", record), pair))
        for pair, record in chosen
    }


def _fields(noun: str, *, private: bool) -> list[Field]:
    """The fields that are columns: nothing that only a calendar reads, and what is private only where one says so."""
    fields = [field for field in NOUNS[noun].fields if field.name not in CALENDAR]
    return [*fields, record_fields(noun)["private"]] if private else [item for item in fields if not item.private]


def _beside(noun: str) -> tuple[str, ...]:
    if noun == "commitment":
        return _PROMISES
    return _LIVES if NOUNS[noun].has_life else ()


def _of_life(name: str, life: Life) -> str:
    match name:
        case "state":
            return life.state
        case "on":
            found = life.opened_on
        case "ended_on":
            found = life.closed_on
        case "due":
            found = due_of(life)
        case _:
            found = getattr(life, name)
    return found.isoformat() if isinstance(found, date) else ""


def due_of(life: Life) -> date | None:
    """The date in force, else the one that is wanted, or was offered."""
    if life.dates:
        return life.due
    return life.wanted_by or (life.put_forward if life.step in ("offered", "countered") else None)


# Cells


def _titles(log: Log, fields: Iterable[Field], *, private: bool) -> dict[str, str]:
    """What the records are called that fields lead to; nothing of those that are private, unless one says so."""
    nouns = {field.ref for field in fields if field.ref} - {"person", "alliance"}
    return {
        record.uid: title_of(noun, record)
        for noun in sorted(nouns)
        for record in select(log.connection, ROWS[noun], noun, "WHERE r.removed_at IS NULL")
        if private or not record.private
    }


def _cell(field: Field, value: Any, pair: Pair, titles: Mapping[str, str]) -> str:
    """A value as a person reads it: names, titles and days."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case datetime():
            return f"{pair.local(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case dict() if field.kind == "by_person":
            return "\n".join(f"{pair.person(uid).name}: {said}" for uid, said in value.items())
        case dict():
            return "; ".join(_parts(field, value, pair, titles))
        case list() if field.kind == "entries":
            return "\n".join("; ".join(_parts(field, item, pair, titles)) for item in value)
        case list():
            return ", ".join(titles.get(item, "") if field.kind == "refs" else str(item) for item in value)
    return _named(field, str(value), pair, titles)


def _parts(field: Field, entry: Mapping[str, Any], pair: Pair, titles: Mapping[str, str]) -> Iterator[str]:
    for part in field.parts:
        if (value := entry.get(part.name)) not in (None, False):
            yield f"{part.name.replace('_', ' ')}: {_cell(part, value, pair, titles)}"


def _named(field: Field, value: str, pair: Pair, titles: Mapping[str, str]) -> str:
    if field.kind != "ref":
        return value
    if field.ref == "person":
        return pair.person(value).name
    return pair.name if field.ref == "alliance" else titles.get(value, "")

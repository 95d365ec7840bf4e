"""What the search index holds of a record: its title, and every other text of it and of its events."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from models.records.nouns import NOUNS
from models.records.values import fields_of_event

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from models.records.event import Values

_SETTINGS = "SELECT typeof(k), CAST(k AS BLOB), typeof(v), CAST(v AS BLOB) FROM search_config"


def has_its_settings(connection: sqlite3.Connection) -> bool:
    """Whether FTS5 keeps of the index what visavis has it keep: nothing but the form of its own tables.

    That is read past FTS5, which does not open an index of another form.
    """
    return connection.execute(_SETTINGS).fetchall() == [("text", b"version", "integer", b"4")]


@lru_cache(maxsize=64)
def _title(noun: str) -> str:
    """The title field of a noun where it is searched, else nothing."""
    spec = NOUNS[noun]
    return spec.title if spec.field(spec.title).searched else ""


@lru_cache(maxsize=64)
def _searched(noun: str, events: bool) -> dict[str, tuple[str, ...]]:
    """The searched fields by name; of entries, the names of their texts."""
    fields = fields_of_event(noun).values() if events else NOUNS[noun].fields
    return {
        field.name: tuple(part.name for part in field.parts if part.kind in ("text", "line"))
        for field in fields
        if field.searched and (events or field.name != NOUNS[noun].title)
    }


def _texts(searched: Mapping[str, tuple[str, ...]], values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if name not in searched:
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from map(str, value.values())
        else:
            for item in value:
                yield from (
                    (item[part] for part in searched[name] if part in item) if isinstance(item, dict) else (item,)
                )


def document(noun: str, values: Mapping[str, Any], events: Iterable[Values]) -> tuple[str, str]:
    """Title and body of a record as the index holds them."""
    body = list(_texts(_searched(noun, False), values))
    if NOUNS[noun].has_life:
        searched = _searched(noun, True)
        for event in events:
            if not searched.keys().isdisjoint(event):
                body += _texts(searched, event)
    return values.get(_title(noun), ""), "\n".join(body)

"""The tables of every noun and of its events, built from what `models/records/nouns.py` declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import CheckConstraint, Column, Index, Integer, LargeBinary, SQLModel, Table, UniqueConstraint, text

from models.acts.rules import STATES
from models.records.fields import Field, Noun
from models.records.nouns import COMMON, DERIVED, LIVES, NOUNS, event_fields
from models.tables.columns import column, constraints, one_of

_TWO_PEOPLE = {"principal": "principal <> partner", "from": '"from" <> "to"'}
"""The condition that two people are not one, by the field of the first."""

_INDEXED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "meeting": (("starts_at", ("starts_at",)),),
    "commitment": (("last", ("last_on",)), ("state_due", ("state", "due"))),
}
"""Indexes that reads of one noun want beside those that every noun has: how they are named, and their columns."""


def build() -> None:
    """Add the tables of all nouns and of their events to the metadata of SQLModel."""
    for noun in NOUNS.values():
        _table(noun.name, _record(noun))
    for name in LIVES:
        _table(f"{name}_event", _event(name))


def _table(name: str, parts: Iterator[Any]) -> None:
    # Numbers are never given twice: a short id that was told to somebody means the same record for good.
    Table(name, SQLModel.metadata, *_row(), *parts, sqlite_autoincrement=True)


def _row() -> Iterator[Column[Any]]:
    """What every table has: the number people see in short ids, the uid that is the same in every log, the hash."""
    yield Column("id", Integer, primary_key=True)
    yield column(Field("uid", "line", required=True))
    yield Column("hash", LargeBinary, nullable=False)


def _record(noun: Noun) -> Iterator[Any]:
    derived = DERIVED.get(noun.name, ())
    yield from map(column, (*derived, *COMMON, *noun.fields))
    yield from constraints(noun.fields)
    yield UniqueConstraint("uid")
    yield from (CheckConstraint(_TWO_PEOPLE[name], name="two_people") for name in _names(noun) if name in _TWO_PEOPLE)
    if noun.has_life:
        yield one_of("state", STATES[noun.name])
    yield from (Index(f"ix_{noun.name}_{name}", *columns) for name, columns in _indexes(noun))
    yield from (_link_index(noun, name) for name in _links(noun))


def _names(noun: Noun) -> list[str]:
    return [field.name for field in noun.fields]


def _indexes(noun: Noun) -> Iterator[tuple[str, tuple[str, ...]]]:
    if noun.has_life:
        yield "alliance_closed", ("alliance", "closed_on")
    elif "alliance" in _names(noun):
        yield "alliance", ("alliance",)
    yield from _INDEXED.get(noun.name, ())


def _links(noun: Noun) -> Iterator[str]:
    """The fields by which a record is found from the one that it leads to; people and alliances are in every record."""
    yield from (field.name for field in noun.fields if field.kind == "ref" and field.ref not in ("person", "alliance"))
    if noun.name == "topic":
        yield "raised_from"


def _link_index(noun: Noun, name: str) -> Index:
    # Only of the rows that hold the link: most of a long import hold none, and what is found by it always does.
    return Index(f"ix_{noun.name}_{name}", name, sqlite_where=text(f"{name} IS NOT NULL"))


def _event(noun: str) -> Iterator[Any]:
    """What an event has: its record, and its fields. Its day is taken from `at` where that is given, so it is there.

    Its uid is unique within its record: one index serves that and finding a record's events, and a long import
    fills it in order.
    """
    fields = event_fields(noun)
    yield column(Field(noun, "ref", ref=noun, required=True))
    yield from (column(field, required=field.required or field.name == "on") for field in fields)
    yield from constraints(fields)
    yield UniqueConstraint(noun, "uid")

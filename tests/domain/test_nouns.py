"""The declaration of the nouns held against what is built from it, the tables, and what is written by hand beside it:
the row classes, and the file that the migrations make."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import CheckConstraint, Index, Table, UniqueConstraint
from sqlalchemy.dialects import sqlite

from models.acts.rules import CLOSED, FINAL, NOTHING, RULES, STATES
from models.records.fields import Field, Kind
from models.records.nouns import BY_LETTER, COMMON, EVENT_COMMON, LIVES, NOUNS, event_fields
from models.records.rows import ROWS
from models.records.values import fields_of_event, record_fields
from models.tables import TABLES
from models.tables.columns import column
from storage.core.layout import LAYOUTS, events_of, from_index_key, index_key
from storage.disk.connection import creating
from storage.interchange.header import VERSION

CACHED: dict[str, tuple[str, ...]] = {
    "commitment": ("state", "opened_on", "closed_on", "last_on", "due", "first_due", "pending_due", "pending_by"),
    "feedback": ("state", "opened_on", "closed_on", "last_on"),
    "disagreement": ("state", "opened_on", "closed_on", "last_on"),
    "topic": ("raised_from",),
}
JSON_KINDS = {"refs", "words", "entries", "entry", "by_person"}
STORED = {
    "line": "VARCHAR",
    "text": "VARCHAR",
    "choice": "VARCHAR",
    "side": "VARCHAR",
    "decimal": "VARCHAR",
    "currency": "VARCHAR",
    "ref": "VARCHAR",
    "rule": "VARCHAR",
    "zone": "VARCHAR",
    "integer": "INTEGER",
    "number": "NUMERIC",
    "date": "TEXT",
    "moment": "TEXT",
    "flag": "BOOLEAN",
    **dict.fromkeys(JSON_KINDS, "TEXT"),
}
"""The SQL type of a column by the kind of its field."""

READ: dict[str, object] = {
    "line": str,
    "text": str,
    "choice": str,
    "side": str,
    "decimal": str,
    "currency": str,
    "ref": str,
    "rule": str,
    "zone": str,
    "integer": int,
    "number": float,
    "date": date,
    "moment": datetime,
    "flag": bool,
    "refs": list[str],
    "words": list[str],
    "entries": list[dict[str, Any]],
    "entry": dict[str, Any],
    "by_person": dict[str, Any],
}
"""What a read gives for a field of each kind."""

WITH_FIELDS = [name for name in LAYOUTS if name != "setting"]
SQLITE = sqlite.dialect()


def fields_of(place: str) -> dict[str, Field]:
    """Every declared field that the rows of a place may hold."""
    return record_fields(place) if place in NOUNS else fields_of_event(place.removesuffix("_event"))


def plain(sql: str) -> str:
    """SQL text without what only lays it out."""
    return re.sub(r"\s+", "", sql)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("schema") / "new.visavis"
    with creating(path):
        pass
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


# The declaration itself


def test_every_noun_has_its_own_letter_and_a_title_of_its_own() -> None:
    assert len(BY_LETTER) == len(NOUNS)
    assert all(len(letter) == 1 and letter.isupper() for letter in BY_LETTER)
    assert all(noun.title in {field.name for field in noun.fields} for noun in NOUNS.values())


@pytest.mark.parametrize("place", WITH_FIELDS)
def test_each_field_is_declared_once_and_says_what_its_kind_needs(place: str) -> None:
    listed = (*NOUNS[place].fields, *COMMON) if place in NOUNS else event_fields(place.removesuffix("_event"))
    names = [field.name for field in listed]
    assert len(names) == len(set(names))
    for field in listed:
        assert (field.kind in ("choice", "side")) == bool(field.choices), field.name
        assert (field.kind in ("ref", "refs")) == bool(field.ref), field.name
        assert (field.kind in ("entries", "entry", "by_person")) == bool(field.parts), field.name
        assert not field.ref or field.ref in NOUNS, field.name
        assert field.low is None or field.kind == "integer", field.name


def test_the_file_is_of_the_version_that_its_newest_field_came_with() -> None:
    newest = max(field.since for noun in NOUNS.values() for field in (*noun.fields, *noun.events))
    assert newest == VERSION, "raise VERSION in storage/interchange/header.py"


def test_every_field_that_an_act_takes_is_declared() -> None:
    for noun, table in RULES.items():
        known = {field.name for field in event_fields(noun)}
        for (state, act), rule in table.items():
            assert {*rule.needs, *rule.one_of, *rule.may} <= rule.takes <= known, (noun, state, act)


def test_every_declared_field_of_an_event_is_taken_by_some_act() -> None:
    for noun in LIVES:
        taken = {name for rule in RULES[noun].values() for name in rule.takes}
        assert {field.name for field in event_fields(noun)} == taken, noun


def test_final_and_closed_states_are_states() -> None:
    for noun in LIVES:
        assert FINAL[noun] <= CLOSED[noun] <= set(STATES[noun])
        assert not FINAL[noun] & {state for state, _ in RULES[noun]}
        assert NOTHING not in STATES[noun]


def test_every_kind_of_field_can_be_stored_and_read() -> None:
    kinds = set(get_args(Kind))
    assert kinds == set(STORED) == set(READ)
    assert {kind: column(Field("any", kind, ref="person")).type.compile(SQLITE) for kind in kinds} == STORED


def test_each_record_has_its_own_place_in_the_search_index() -> None:
    keys = [index_key(noun, row) for noun in NOUNS for row in (1, 2, 999)]
    assert len(set(keys)) == len(keys)
    assert all(from_index_key(index_key(noun, row)) == (noun, row) for noun in NOUNS for row in (1, 2, 999))


# Tables


def test_every_table_is_a_place_or_the_journal() -> None:
    assert set(TABLES) == {*LAYOUTS, "change", "changed_row"}
    assert set(LAYOUTS) == {*NOUNS, *map(events_of, LIVES), "setting"}


@pytest.mark.parametrize("place", LAYOUTS)
def test_a_table_holds_its_content_its_caches_and_nothing_else(place: str) -> None:
    columns = {column.name for column in TABLES[place].columns}
    assert columns == {"id", "hash", *LAYOUTS[place].columns, *CACHED.get(place, ())}
    assert LAYOUTS[place].caches == CACHED.get(place, ())


@pytest.mark.parametrize("place", WITH_FIELDS)
def test_a_place_has_the_columns_that_nouns_declare_in_their_order(place: str) -> None:
    owner = () if place in NOUNS else (place.removesuffix("_event"),)
    assert LAYOUTS[place].columns == ("uid", *owner, *fields_of(place))
    assert LAYOUTS[place].owner == "".join(owner)
    assert LAYOUTS[place].json == {name for name, field in fields_of(place).items() if field.kind in JSON_KINDS}
    assert LAYOUTS[place].flags == {name for name, field in fields_of(place).items() if field.kind == "flag"}


@pytest.mark.parametrize("place", WITH_FIELDS)
def test_a_column_has_the_type_of_its_field_and_is_needed_where_it_is(place: str) -> None:
    table = TABLES[place]
    for name, field in fields_of(place).items():
        column = table.columns[name]
        assert column.type.compile(SQLITE) == STORED[field.kind], name
        needed = field.required or (place not in NOUNS and name == "on")
        assert column.nullable is not needed, name


@pytest.mark.parametrize("place", WITH_FIELDS)
def test_a_link_is_a_foreign_key_to_the_noun_it_leads_to(place: str) -> None:
    table = TABLES[place]
    found = {column.name: key.target_fullname for column in table.columns for key in column.foreign_keys}
    due = {name: f"{field.ref}.uid" for name, field in fields_of(place).items() if field.kind == "ref"}
    if owner := LAYOUTS[place].owner:
        due[owner] = f"{owner}.uid"
    assert found == due


def checks_of(place: str) -> dict[str, tuple[str, ...]]:
    """The choices that the CHECK constraints of a table allow, by column."""
    found = {}
    for constraint in TABLES[place].constraints:
        if isinstance(constraint, CheckConstraint) and (
            match := re.fullmatch(r'"(\w+)" IS NULL OR "\1" IN \((.*)\)', str(constraint.sqltext))
        ):
            found[match[1]] = tuple(re.findall(r"'([^']*)'", match[2]))
    return found


def bounds_of(place: str) -> dict[str, tuple[int, int]]:
    """The bounds that the CHECK constraints of a table set, by column."""
    found = {}
    for constraint in TABLES[place].constraints:
        if isinstance(constraint, CheckConstraint) and (
            match := re.fullmatch(r'"(\w+)" BETWEEN (\d+) AND (\d+)', str(constraint.sqltext))
        ):
            found[match[1]] = (int(match[2]), int(match[3]))
    return found


@pytest.mark.parametrize("place", WITH_FIELDS)
def test_choices_are_the_same_in_the_table(place: str) -> None:
    due = {name: field.choices for name, field in fields_of(place).items() if field.choices}
    if place in LIVES:
        due["state"] = STATES[place]
    assert checks_of(place) == due


@pytest.mark.parametrize("place", WITH_FIELDS)
def test_scores_have_the_same_bounds_in_the_table(place: str) -> None:
    due = {name: (field.low, field.high) for name, field in fields_of(place).items() if field.high == 5}
    assert bounds_of(place) == due


# Row classes


@pytest.mark.parametrize("noun", NOUNS)
def test_a_row_class_has_the_fields_of_its_noun_in_order(noun: str) -> None:
    names = [item.name for item in dataclass_fields(ROWS[noun])]
    caches = CACHED[noun] if noun in LIVES else ()
    life, dues = caches[:4], caches[4:]
    own = [field.column for field in NOUNS[noun].fields]
    told_by_events = ["wanted_by"] if noun == "commitment" else []
    assert names == ["id", "uid", *(field.name for field in COMMON), *life, *own, *dues, *told_by_events]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_row_class_gives_each_value_as_what_it_is(noun: str) -> None:
    hints = get_type_hints(ROWS[noun])
    for name, field in record_fields(noun).items():
        hint = hints[field.column]
        if field.required:
            assert hint == READ[field.kind], name
        else:
            assert set(get_args(hint)) == {READ[field.kind], NoneType}, name


def test_every_noun_has_a_row_class_of_its_own() -> None:
    assert list(ROWS) == list(NOUNS)
    assert len(set(ROWS.values())) == len(ROWS)


# The file that the migrations make


def test_the_file_holds_the_tables_and_the_search_index(file: sqlite3.Connection) -> None:
    found = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    own = {name for name in found if not name.startswith("sqlite_")}
    assert {name for name in own if not name.startswith("search")} == set(TABLES)
    assert "search" in own
    assert not list(file.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"))


@pytest.mark.parametrize("name", TABLES)
def test_the_file_has_the_columns_of_the_tables(file: sqlite3.Connection, name: str) -> None:
    found = {
        (column, stored, bool(needed), default, bool(key))
        for _, column, stored, needed, default, key in file.execute(f'PRAGMA table_info("{name}")').fetchall()
    }
    due = {
        (column.name, column.type.compile(SQLITE), not column.nullable, column.server_default, column.primary_key)
        for column in TABLES[name].columns
    }
    assert found == due


@pytest.mark.parametrize("name", TABLES)
def test_the_file_has_the_foreign_keys_of_the_tables(file: sqlite3.Connection, name: str) -> None:
    found = {(row[3], f"{row[2]}.{row[4]}") for row in file.execute(f'PRAGMA foreign_key_list("{name}")')}
    due = {(column.name, key.target_fullname) for column in TABLES[name].columns for key in column.foreign_keys}
    assert found == due


def unique_of(table: Table) -> set[tuple[str, ...]]:
    """The groups of columns that are unique in a table."""
    return {
        tuple(column.name for column in item.columns)
        for item in table.constraints
        if isinstance(item, UniqueConstraint)
    }


def rows_of(index: Index) -> str:
    """The condition on the rows that an index holds; empty where it holds all."""
    where = index.dialect_options["sqlite"]["where"]
    return "" if where is None else str(where)


@pytest.mark.parametrize("name", TABLES)
def test_the_file_has_the_indexes_of_the_tables(file: sqlite3.Connection, name: str) -> None:
    found = set()
    unique = set()
    for _, index, is_unique, origin, partial in file.execute(f'PRAGMA index_list("{name}")').fetchall():
        columns = tuple(row[2] for row in file.execute(f'PRAGMA index_info("{index}")'))
        if origin == "u":
            unique.add(columns)
        else:
            (sql,) = file.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
            assert bool(partial) == (" WHERE " in sql)
            found.add((index, columns, bool(is_unique), sql.partition(" WHERE ")[2]))
    table = TABLES[name]
    assert found == {
        (item.name, tuple(item.columns.keys()), bool(item.unique), rows_of(item)) for item in table.indexes
    }
    assert unique == unique_of(table)


@pytest.mark.parametrize("name", TABLES)
def test_the_file_has_the_checks_of_the_tables(file: sqlite3.Connection, name: str) -> None:
    (sql,) = file.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
    due = [
        f"CONSTRAINT{item.name}CHECK({plain(str(item.sqltext))})"
        for item in TABLES[name].constraints
        if isinstance(item, CheckConstraint)
    ]
    assert all(check in plain(sql) for check in due)
    assert sql.count("CHECK (") == len(due)


@pytest.mark.parametrize("name", TABLES)
def test_a_number_is_never_given_twice(file: sqlite3.Connection, name: str) -> None:
    (sql,) = file.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
    assert ("AUTOINCREMENT" in sql) == bool(TABLES[name].dialect_options["sqlite"]["autoincrement"])
    assert "AUTOINCREMENT" in sql or name == "changed_row"  # whose numbers nobody is told


def test_what_every_event_may_carry_stands_first() -> None:
    for noun in LIVES:
        assert event_fields(noun)[: len(EVENT_COMMON)] == EVENT_COMMON

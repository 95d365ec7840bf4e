"""Column types and the columns every table shares. Values are written in their file form: ISO text, JSON text."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, LargeBinary, Numeric, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from models.nouns import ATTESTED_BY


class Day(TypeDecorator[date]):
    """A calendar date as YYYY-MM-DD; text in that form is taken as it is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def process_result_value(self, value: Any, _dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, as RFC 3339 text in UTC; text in that form is taken as it is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError("a moment without an offset")
        return value.isoformat() if isinstance(value, datetime) else value

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A list or map as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any, _dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Number(TypeDecorator[float]):
    """A number with NUMERIC affinity, so that 41 comes back as 41 and not as 41.0."""

    impl = Numeric(asdecimal=False)
    cache_ok = True


def one_of(column: str, choices: tuple[str, ...]) -> CheckConstraint:
    """The constraint that a column holds one of the choices, or nothing.

    NULL would pass the list as well, but SQLite would make the list first: most rows of a long import hold nothing.
    """
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return CheckConstraint(f'"{column}" IS NULL OR "{column}" IN ({listed})', name=f"{column}_known")


def attested() -> CheckConstraint:
    """The constraint on who says so, for every table of events."""
    return one_of("attested_by", ATTESTED_BY)


def between(column: str, low: int, high: int) -> CheckConstraint:
    """The constraint that a number lies between two bounds, both allowed."""
    return CheckConstraint(f'"{column}" BETWEEN {low} AND {high}', name=f"{column}_bounds")


class Row(SQLModel):
    """What every table has: the number people see in short ids, the uid that is the same in every log, the hash."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    hash: bytes = Field(sa_type=LargeBinary)


class Record(Row):
    """What every record of a noun has beside its own fields."""

    uid: str = Field(unique=True)
    private: bool | None = None
    created_at: datetime | None = Field(default=None, sa_type=Moment)
    updated_at: datetime | None = Field(default=None, sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)


class Cached(SQLModel):
    """Where a life stands, derived from its events and written with them; never part of a record's content."""

    state: str | None = None
    opened_on: date | None = Field(default=None, sa_type=Day)
    closed_on: date | None = Field(default=None, sa_type=Day)
    last_on: date | None = Field(default=None, sa_type=Day)


class EventRow(Row):
    """What every event has, whatever its noun. `on` is its day, taken from `at` where that is given.

    Its uid is unique within its record: one index serves that and finding a record's events, and a long import
    fills it in order.
    """

    act: str
    by: str = Field(foreign_key="person.uid")
    on: date = Field(sa_type=Day)
    at: datetime | None = Field(default=None, sa_type=Moment)
    note: str | None = None
    attested_by: str | None = None
    recorded_by: str | None = None
    recorded_at: datetime | None = Field(default=None, sa_type=Moment)


OPTIONS = {"sqlite_autoincrement": True}
"""Numbers are never given twice: a short id that was told to somebody means the same record for good."""

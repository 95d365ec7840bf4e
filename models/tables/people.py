"""People, alliances, and whose log it is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.tables.columns import OPTIONS, Day, Record, Row


class Person(Record, table=True):
    """One of those the log is about."""

    __table_args__ = (OPTIONS,)

    name: str
    role: str | None = None
    organisation: str | None = None
    email: str | None = None


class Alliance(Record, table=True):
    """Two people who must work as one. *Me* is the log's owner, who may be either."""

    __table_args__ = (CheckConstraint("principal <> partner", name="two_people"), OPTIONS)

    principal: str = Field(foreign_key="person.uid")
    partner: str = Field(foreign_key="person.uid")
    cadence: str | None = None
    timezone: str | None = None
    started_on: date | None = Field(default=None, sa_type=Day)
    purpose: str | None = None


class Setting(Row, table=True):
    """What holds for the log as a whole: `owner` is the uid of the person whose log it is."""

    __table_args__ = (OPTIONS,)

    uid: str = Field(unique=True)
    name: str = Field(unique=True)
    value: str

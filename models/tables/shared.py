"""What the two share: criteria, pulses, notes, the customer card, placements."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Field

from models.nouns import NOTE_KINDS
from models.tables.columns import OPTIONS, Day, Json, Number, Record, one_of


class Criterion(Record, table=True):
    """A measure of success that is ours, neither mine nor yours."""

    __table_args__ = (OPTIONS,)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    name: str
    initiative: str | None = None
    measure: str | None = None
    unit: str | None = None
    baseline: float | None = Field(default=None, sa_type=Number)
    target: float | None = Field(default=None, sa_type=Number)
    due_on: date | None = Field(default=None, sa_type=Day)
    for_customer: str | None = None
    for_principal: str | None = None
    for_partner: str | None = None
    check_ins: Any = Field(default=None, sa_type=Json, nullable=True)
    met_on: date | None = Field(default=None, sa_type=Day)
    credit: str | None = None


class Pulse(Record, table=True):
    """A round in which both answer the same statements, each blind until both are in."""

    __table_args__ = (OPTIONS,)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    opened_on: date = Field(sa_type=Day)
    statements: Any = Field(default=None, sa_type=Json, nullable=True)
    answers: Any = Field(default=None, sa_type=Json, nullable=True)


class Note(Record, table=True):
    """Something worth knowing about the other, or learned from the other; its kind says which."""

    __table_args__ = (one_of("kind", NOTE_KINDS), one_of("level", ("use", "explain", "design")), OPTIONS)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    kind: str
    text: str
    by: str | None = Field(default=None, foreign_key="person.uid")
    about: str | None = Field(default=None, foreign_key="person.uid")
    whom: str | None = None
    serves: str | None = None
    on: date | None = Field(default=None, sa_type=Day)
    confirmed_on: date | None = Field(default=None, sa_type=Day)
    rank: int | None = None
    level: str | None = None
    answered_on: date | None = Field(default=None, sa_type=Day)
    supersedes: str | None = Field(default=None, foreign_key="note.uid")


class Customer(Record, table=True):
    """Who our customer is, as both see it; a new version replaces the old one."""

    __table_args__ = (OPTIONS,)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    text: str
    segments: Any = Field(default=None, sa_type=Json, nullable=True)
    journey: Any = Field(default=None, sa_type=Json, nullable=True)
    questions: str | None = None
    sources: str | None = None
    agreed: Any = Field(default=None, sa_type=Json, nullable=True)
    supersedes: str | None = Field(default=None, foreign_key="customer.uid")


class Placement(Record, table=True):
    """Somebody of one team who works in the other."""

    __table_args__ = (OPTIONS,)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    who: str
    from_team: str | None = None
    to_team: str | None = None
    from_on: date | None = Field(default=None, sa_type=Day)
    until_on: date | None = Field(default=None, sa_type=Day)
    learned: str | None = None

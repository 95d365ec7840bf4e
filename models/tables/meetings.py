"""Meetings, their topics and what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from models.nouns import MEETING_STATES, PLACES, TOPIC_STATES, WANTS
from models.tables.columns import OPTIONS, Day, Json, Moment, Record, between, one_of


class Meeting(Record, table=True):
    """A one-on-one, planned, held, missed or cancelled."""

    __table_args__ = (one_of("place", PLACES), one_of("state", MEETING_STATES), between("rating", 1, 5), OPTIONS)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    starts_at: datetime = Field(sa_type=Moment, index=True)
    minutes: int | None = None
    place: str | None = None
    state: str | None = None
    reason: str | None = None
    notes: str | None = None
    private_notes: str | None = None
    help_asked: Any = Field(default=None, sa_type=Json, nullable=True)
    rating: int | None = None
    calendar_uid: str | None = None
    calendar_sequence: int | None = None


class Topic(Record, table=True):
    """Something to speak of, at its meeting or, without one, at the next."""

    __table_args__ = (one_of("wants", WANTS), one_of("state", TOPIC_STATES), OPTIONS)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    text: str
    meeting: str | None = Field(default=None, foreign_key="meeting.uid")
    section: str | None = None
    raised_by: str | None = Field(default=None, foreign_key="person.uid")
    wants: str | None = None
    minutes: int | None = None
    position: int | None = None
    state: str | None = None
    carried: Any = Field(default=None, sa_type=Json, nullable=True)


class Decision(Record, table=True):
    """What both decided; a guideline holds until it is reviewed."""

    __table_args__ = (one_of("kind", ("decision", "guideline")), OPTIONS)

    alliance: str = Field(foreign_key="alliance.uid", index=True)
    text: str
    kind: str | None = None
    decided_on: date | None = Field(default=None, sa_type=Day)
    meeting: str | None = Field(default=None, foreign_key="meeting.uid")
    rationale: str | None = None
    review_on: date | None = Field(default=None, sa_type=Day)
    supersedes: str | None = Field(default=None, foreign_key="decision.uid")

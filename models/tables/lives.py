"""The three nouns whose life is a series of acts, and their events."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.acts.rules import STATES
from models.nouns import DISAGREEMENT_KINDS, REASON_CODES, RESOLUTIONS
from models.tables.columns import OPTIONS, Cached, Day, EventRow, Json, Record, attested, between, one_of

_TWO_PEOPLE = '"from" <> "to"'


class Commitment(Record, Cached, table=True):
    """What one promises the other, or is asked to."""

    __table_args__ = (
        CheckConstraint(_TWO_PEOPLE, name="two_people"),
        one_of("state", STATES["commitment"]),
        Index("ix_commitment_alliance_closed", "alliance", "closed_on"),
        Index("ix_commitment_last", "last_on"),
        Index("ix_commitment_state_due", "state", "due"),
        OPTIONS,
    )

    alliance: str = Field(foreign_key="alliance.uid")
    from_: str = Field(foreign_key="person.uid", sa_column_kwargs={"name": "from"})
    to: str = Field(foreign_key="person.uid")
    text: str
    why: str | None = None
    done_means: str | None = None
    handled_by: str | None = None
    was_days: int | None = None
    should_be_days: int | None = None
    meeting: str | None = Field(default=None, foreign_key="meeting.uid")
    criterion: str | None = Field(default=None, foreign_key="criterion.uid")
    disagreement: str | None = Field(default=None, foreign_key="disagreement.uid")
    due: date | None = Field(default=None, sa_type=Day)
    first_due: date | None = Field(default=None, sa_type=Day)
    pending_due: date | None = Field(default=None, sa_type=Day)
    pending_by: str | None = None


class CommitmentEvent(EventRow, table=True):
    """One act in the life of a commitment."""

    __tablename__ = "commitment_event"
    __table_args__ = (UniqueConstraint("commitment", "uid"), attested(), one_of("reason_code", REASON_CODES), OPTIONS)

    commitment: str = Field(foreign_key="commitment.uid")
    due: date | None = Field(default=None, sa_type=Day)
    wanted_by: date | None = Field(default=None, sa_type=Day)
    terms: str | None = None
    reason: str | None = None
    reason_code: str | None = None
    alternative: str | None = None
    done_on: date | None = Field(default=None, sa_type=Day)
    evidence: str | None = None
    missing: str | None = None


class Feedback(Record, Cached, table=True):
    """What one tells the other about how something went."""

    __table_args__ = (
        CheckConstraint(_TWO_PEOPLE, name="two_people"),
        one_of("state", STATES["feedback"]),
        Index("ix_feedback_alliance_closed", "alliance", "closed_on"),
        OPTIONS,
    )

    alliance: str = Field(foreign_key="alliance.uid")
    from_: str = Field(foreign_key="person.uid", sa_column_kwargs={"name": "from"})
    to: str = Field(foreign_key="person.uid")
    about: str | None = None
    about_on: date | None = Field(default=None, sa_type=Day)
    worked: str | None = None
    rework: str | None = None
    situation: str | None = None
    behaviour: str | None = None
    impact: str | None = None
    meeting: str | None = Field(default=None, foreign_key="meeting.uid")


class FeedbackEvent(EventRow, table=True):
    """One act in the life of a feedback."""

    __tablename__ = "feedback_event"
    __table_args__ = (UniqueConstraint("feedback", "uid"), attested(), OPTIONS)

    feedback: str = Field(foreign_key="feedback.uid")
    reason: str | None = None


class Disagreement(Record, Cached, table=True):
    """Where the two do not see it alike, with both positions."""

    __table_args__ = (
        one_of("kind", DISAGREEMENT_KINDS),
        one_of("state", STATES["disagreement"]),
        Index("ix_disagreement_alliance_closed", "alliance", "closed_on"),
        OPTIONS,
    )

    alliance: str = Field(foreign_key="alliance.uid")
    topic: str
    kind: str | None = None
    tags: Any = Field(default=None, sa_type=Json, nullable=True)
    positions: Any = Field(default=None, sa_type=Json, nullable=True)
    restated: Any = Field(default=None, sa_type=Json, nullable=True)
    heat: Any = Field(default=None, sa_type=Json, nullable=True)
    customer: str | None = Field(default=None, foreign_key="customer.uid")
    team_of: str | None = Field(default=None, foreign_key="person.uid")
    lesson: str | None = None
    meeting: str | None = Field(default=None, foreign_key="meeting.uid")


class DisagreementEvent(EventRow, table=True):
    """One act in the life of a disagreement."""

    __tablename__ = "disagreement_event"
    __table_args__ = (
        UniqueConstraint("disagreement", "uid"),
        attested(),
        one_of("kind", RESOLUTIONS),
        between("heat", 1, 5),
        between("respect", 1, 5),
        OPTIONS,
    )

    disagreement: str = Field(foreign_key="disagreement.uid")
    heat: int | None = None
    revisit_on: date | None = Field(default=None, sa_type=Day)
    reason: str | None = None
    decider: str | None = None
    question: str | None = None
    by_when: date | None = Field(default=None, sa_type=Day)
    kind: str | None = None
    decision: str | None = None
    dissent: str | None = None
    review_on: date | None = Field(default=None, sa_type=Day)
    respect: int | None = None
    new_fact: str | None = None

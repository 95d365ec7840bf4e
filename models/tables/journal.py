"""What is needed to take every change back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from models.tables.columns import OPTIONS, Moment


class Change(SQLModel, table=True):
    """One use case, as one line a person reads. Undone ones wait above the others, to be redone."""

    __table_args__ = (OPTIONS,)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    at: datetime = Field(sa_type=Moment)
    undone: bool = False


class ChangedRow(SQLModel, table=True):
    """One row that a change touched: its content before (none: it was added) and its hash after (none: it is gone).

    `replaced` is what an undo took away, kept for the redo. Rows that an import added stand together: `last` is the
    last of their numbers, `hash_after` holds their hashes one after the other, `replaced` a list of contents.
    """

    __tablename__ = "changed_row"

    id: int | None = Field(default=None, primary_key=True)
    change: int = Field(foreign_key="change.id", index=True)
    place: str
    row: int
    last: int | None = None
    before: str | None = None
    hash_after: bytes | None = Field(default=None, sa_type=LargeBinary)
    replaced: str | None = None

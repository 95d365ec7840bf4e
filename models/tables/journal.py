"""What is no record of a noun: the changes with all that is needed to take them back, and what holds for the log."""

from __future__ import annotations

from sqlmodel import Field, LargeBinary, SQLModel, Text

OPTIONS = {"sqlite_autoincrement": True}
"""Numbers are never given twice: a short id that was told to somebody means the same record for good."""


class Setting(SQLModel, table=True):
    """What holds for the log as a whole: `owner` is the uid of the person whose log it is."""

    __table_args__ = (OPTIONS,)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    hash: bytes = Field(sa_type=LargeBinary)
    name: str = Field(unique=True)
    value: str


class Change(SQLModel, table=True):
    """One use case, as one line a person reads. Undone ones wait above the others, to be redone."""

    __table_args__ = (OPTIONS,)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    at: str = Field(sa_type=Text)
    undone: bool = False
    hash: bytes | None = Field(default=None, sa_type=LargeBinary)


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
    hash: bytes | None = Field(default=None, sa_type=LargeBinary)

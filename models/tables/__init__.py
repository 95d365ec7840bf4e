"""SQLModel tables, one a noun. Only writing loads them: importing SQLModel costs more than most commands take."""

from __future__ import annotations

from sqlalchemy import Table
from sqlmodel import SQLModel

from models.tables import journal, lives, meetings, people, shared

__all__ = ["TABLES", "journal", "lives", "meetings", "people", "shared"]

TABLES: dict[str, Table] = dict(SQLModel.metadata.tables)
"""Every table by its name."""

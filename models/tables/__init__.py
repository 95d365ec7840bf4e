"""SQLModel's tables. Only writing loads them: importing SQLModel costs more than most commands take.

Those of the nouns are built from their declarations, those of the journal are written by hand.
"""

from __future__ import annotations

from sqlmodel import SQLModel, Table

from models.tables import journal, nouns

__all__ = ["TABLES", "journal"]

nouns.build()

TABLES: dict[str, Table] = dict(SQLModel.metadata.tables)
"""Every table by its name."""

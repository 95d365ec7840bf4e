"""The tables of a log as SQLite describes them, and those that the steps make."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from models.errors import Damaged
from storage.disk.connection import in_memory
from storage.disk.migrations import steps

if TYPE_CHECKING:
    import sqlite3

Shape = dict[tuple[str, str], tuple[str, str]]
"""Of every table and index, by its kind and name: the table that it belongs to, and the statement that makes it."""

_SETTING = re.compile(r'[\s"]+')
"""How SQLite sets a statement that it changes itself is no matter of ours."""


def shape(connection: sqlite3.Connection) -> Shape:
    """What an open log consists of. What makes it is read as bytes: it may be no text any more."""
    sql = "SELECT type, name, tbl_name, CAST(sql AS BLOB) FROM sqlite_schema"
    return {(kind, name): (of, _plain(text)) for kind, name, of, text in connection.execute(sql).fetchall()}


def _plain(statement: bytes | None) -> str:
    return _SETTING.sub(" ", (statement or b"").decode(errors="surrogateescape")).strip()


def made(version: int) -> Shape:
    """What a log of a version consists of, as the steps make it here."""
    return _made_by(steps.STEPS[:version])


@cache
def _made_by(scripts: tuple[str, ...]) -> Shape:
    with in_memory() as connection:
        steps.run(connection, 0, len(scripts))
        return shape(connection)


def require_made(connection: sqlite3.Connection, version: int) -> None:
    """Raise Damaged where a log is not made as one of its version is: it may be its version that was altered."""
    if shape(connection) != made(version):
        raise Damaged("it is not made as a log of its version is")


INDEX_TABLES = ("search_data", "search_idx", "search_content", "search_docsize", "search_config")
"""The tables in which FTS5 keeps the search index."""


@cache
def empty_index() -> dict[str, list[tuple[object, ...]]]:
    """What stands in these tables as long as nothing is indexed."""
    with in_memory() as connection:
        steps.run(connection, 0)
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in INDEX_TABLES}

"""The steps themselves, and how a log is brought from one version to the next."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from storage.disk import migrations
from storage.disk.migrations import m0001, m0002, m0003, m0004, m0005
from storage.disk.transaction import commit, roll_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS: tuple[str, ...] = (m0001.SQL, m0002.SQL, m0003.SQL, m0004.SQL, m0005.SQL)
"""The SQL of each step; step N leads to version N. A released step is never changed."""

FILLS: dict[int, Callable[[sqlite3.Connection], None]] = {2: m0002.fill, 3: m0003.fill, 4: m0004.fill}
"""What a step does after its SQL, within its transaction, where SQL alone cannot say it; by the number of the step."""


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit the transaction it runs in."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if pending.strip() and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        raise ValueError(f"a migration ends in half a statement: {pending.strip()[:40]}")


def run(connection: sqlite3.Connection, version: int, to: int | None = None) -> None:
    """Bring a log of that version to another, the present one unless told: each step in one transaction."""
    for number in range(version + 1, (to or migrations.VERSION) + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have taken this step while we waited for the lock.
            if connection.execute("PRAGMA user_version").fetchone()[0] >= number:
                commit(connection)
                continue
            for statement in statements(STEPS[number - 1]):
                connection.execute(statement)
            if number in FILLS:
                FILLS[number](connection)
            connection.execute(f"PRAGMA user_version = {number}")
            commit(connection)
        except BaseException:
            roll_back(connection)
            raise

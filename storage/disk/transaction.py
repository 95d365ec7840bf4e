"""How a transaction ends, and what it means where the disk fails at that."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from storage.disk.notices import note_unsure


def commit(connection: sqlite3.Connection) -> None:
    """Commit; raises the failure of SQLite where nothing was committed.

    SQLite takes the journal away last, and with that the change stands: where only the folder that held it was not
    brought to the disk, that is noted for the person and nothing is raised. Whoever is told of a failure tries again.
    """
    try:
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_IOERR_DIR_FSYNC:
            raise
        note_unsure()


def roll_back(connection: sqlite3.Connection) -> None:
    """Take back what was not committed, where SQLite has not done so itself, as on a full disk.

    Where even that fails the journal stays, and whoever opens the log next rolls back.
    """
    if connection.in_transaction:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")

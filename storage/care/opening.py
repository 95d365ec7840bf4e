"""Opening a log for use: connected, and brought to this version with a backup first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import Damaged, LogMissing, NoLog
from storage.disk import connection as opening
from storage.disk import migrations
from storage.disk.beside import backups_of

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def opened(path: Path) -> sqlite3.Connection:
    """Open the log at `path` and bring it to this version.

    Raises LogUnusable where that is not possible; where there is no log it says first how an earlier one comes back.
    """
    try:
        connection = opening.connect(path)
    except LogMissing:
        from storage.care.earlier import no_log  # most often there is a log

        raise LogMissing(no_log(path)) from None
    except (Damaged, NoLog) as fault:
        from storage.care.earlier import with_way_back  # most logs are whole

        raise with_way_back(fault, path) from None
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < migrations.VERSION:
            from storage.care.backup import make  # most logs are of this version, and the first picture waits for it
            from storage.disk.migrations.steps import run

            make(connection, path, "before-migration")
            run(connection, version)
        opening.keep_private(path, "the log")
        opening.keep_private(backups_of(path), "its backups in")
    except BaseException as fault:
        opening.disconnect(connection, opening.identity(path))
        if isinstance(fault, Damaged):  # it is none of the version that it says it is
            from storage.care.earlier import with_way_back  # most logs are whole

            raise with_way_back(fault, path) from None
        raise
    return connection

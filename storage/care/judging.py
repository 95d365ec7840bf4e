"""What nobody expected: where the log is not whole, that is why, and the person is told so and what mends it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from models.errors import Damaged, Fault, LogMissing, LogUnusable, NotFound
from storage.care.check import REPAIR, missing, problems, undecodable_kept
from storage.care.earlier import with_way_back
from storage.core.layout import LAYOUTS
from storage.core.sealed import require_whole
from storage.disk import connection as opening
from storage.disk import migrations
from storage.disk.failures import describe, disk_fails, is_damage, is_of_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def cause(error: Exception, path: Path, connection: sqlite3.Connection | None = None) -> LogUnusable | None:
    """What an error means that came up in work on the log at `path`; None where it is told as it is.

    A fault that a person can meet says itself what it is, where what it speaks of was not altered. Anything else is a
    fault of ours, unless the log holds what no write has left there: so it is looked through then, by `connection`
    where it is open.
    """
    if isinstance(error, Damaged):
        return with_way_back(error, path)
    if isinstance(error, LogUnusable):
        return None
    if isinstance(error, Fault):
        return _of_circle(path, connection) or (_of_gone(path, connection) if isinstance(error, NotFound) else None)
    if isinstance(error, OSError) and (is_of_disk(error) or error.filename is None):
        return None
    if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return _of_sqlite(error, path, connection)
    return _looked_through(path, connection)


def _of_sqlite(error: sqlite3.Error, path: Path, connection: sqlite3.Connection | None) -> LogUnusable:
    """What a failure of SQLite means. It calls a page damaged that the disk did not give, so it is asked once more."""
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_ERROR:  # there is not what our own SQL speaks of
        return _looked_through(path, connection) or describe(error, path)
    if code is None or not is_damage(code):
        return with_way_back(describe(error, path), path)
    found = None if opening.unread(path) else _looked_through(path, connection)
    return found or disk_fails(path)


def _looked_through(path: Path, connection: sqlite3.Connection | None) -> LogUnusable | None:
    try:
        with _connected(path, connection) as own:
            return _judged(path, own)
    except LogMissing:
        return None
    except LogUnusable as fault:
        return with_way_back(fault, path)
    except sqlite3.Error as failure:
        return with_way_back(describe(failure, path), path)


def _of_circle(path: Path, connection: sqlite3.Connection | None) -> LogUnusable | None:
    """What was altered of the few rows that every command goes by: whose log it is, of whom, in which rhythm and zone.

    What is typed is refused in words of theirs, so these are looked at. Whatever keeps them from that is no reason.
    """
    with suppress(LogUnusable, sqlite3.Error), _connected(path, connection) as own:
        for place in ("setting", "person", "alliance") if _is_present(own) else ():
            try:
                with undecodable_kept(own):
                    require_whole(own, LAYOUTS[place], "1", ())
            except Damaged as found:
                return with_way_back(found, path)
    return None


def _of_gone(path: Path, connection: sqlite3.Connection | None) -> LogUnusable | None:
    """What was altered where something is not found: a record that is gone, or stands under another number."""
    with suppress(LogUnusable, sqlite3.Error), _connected(path, connection) as own:
        found = missing(own) if _is_present(own) else []
        if found:
            return with_way_back(Damaged(f"{found[0].where}: {found[0].what}"), path)
    return None


@contextmanager
def _connected(path: Path, connection: sqlite3.Connection | None) -> Iterator[sqlite3.Connection]:
    """The connection that is there, else one of its own."""
    if connection is not None:
        yield connection
        return
    own = opening.connect(path)
    here = opening.identity(path)
    try:
        yield own
    finally:
        opening.disconnect(own, here)


def _is_present(connection: sqlite3.Connection) -> bool:
    """Whether a log is of this version."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] == migrations.VERSION)


def _judged(path: Path, connection: sqlite3.Connection) -> LogUnusable | None:
    """What is wrong with a log, with what mends it; None where it is whole, or of an older version."""
    if not _is_present(connection):
        return None
    found = problems(connection)
    if not found:
        return None
    worst = next((item for item in found if item.repair != REPAIR), found[0])
    if worst.repair == REPAIR:
        return LogUnusable(f"{path} does not hold together ({worst.where}: {worst.what}); mend it with: {REPAIR}")
    return with_way_back(Damaged(f"{worst.where}: {worst.what}"), path)

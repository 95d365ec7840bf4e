"""A failure of SQLite as one line that says what to do."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from models.errors import LogUnusable
from storage.disk.beside import newest_backup_hint

if TYPE_CHECKING:
    from pathlib import Path


def describe(error: sqlite3.Error, path: Path) -> LogUnusable:
    """A failure of SQLite as one line: held by another program, no room, or damaged."""
    words = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        raise error  # a fault of ours: the values were checked before
    if "locked" in words or "busy" in words:
        return LogUnusable(f"another program{_with_pid(path)} is writing to {path}; try again when it is done")
    if "full" in words:
        return LogUnusable(f"there is no room left where {path} lies; make room and try again")
    if "readonly" in words:
        return LogUnusable(f"{path} cannot be written; look at its permissions")
    if isinstance(error, sqlite3.OperationalError) and "disk I/O" not in words:
        return LogUnusable(f"{path} cannot be used ({words}); see: visavis check")
    return LogUnusable(f"{path} is damaged ({words}){newest_backup_hint(path)}")


def _with_pid(path: Path) -> str:
    from storage.disk.holder import holder  # not for the first picture

    pid = holder(path)
    return f" (pid {pid})" if pid else ""

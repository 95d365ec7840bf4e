"""A failure of SQLite or of the disk as one line that says what to do, and how damage is told.

The words of a library never are told: they may quote what the log holds.
"""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

from models.errors import Damaged, DiskFails, LogUnusable

if TYPE_CHECKING:
    from pathlib import Path

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""Codes of wrong content."""

_PRIMARY = 0xFF
"""The bits of a code that say what kind of failure it is; the rest tells more of it."""


_DISK = frozenset(
    {errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.ENXIO, errno.ENODEV, errno.EROFS, errno.ESTALE, errno.ETIMEDOUT}
)
"""What the system answers where the disk is at fault, and not the name that was given."""


def is_of_disk(error: OSError) -> bool:
    """Whether a failure is of the disk: it fails, has no room or is gone. Else another name or permission helps."""
    return error.errno in _DISK


def describe(error: sqlite3.Error, path: Path) -> LogUnusable:
    """A failure of SQLite as one line: held by another program, no room, no permission, a disk that fails, or damaged.

    Damage is said only where content is wrong: whoever restores a backup after anything else loses newer work.
    """
    if isinstance(error, sqlite3.IntegrityError):
        raise error  # a fault of ours: the values were checked before
    kind = kind_of(error)
    if kind in _DAMAGE:
        return Damaged(path=path)
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LogUnusable(f"another program{_with_pid(path)} is writing to {path}; try again when it is done")
    words = _WORDS.get(kind)
    if words is None:
        return LogUnusable(f"{path} cannot be used ({_name(error)}); see: visavis check")
    return LogUnusable(words.format(path=path, folder=path.parent))


_NO_WAY_IN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
"""What SQLite answers where the permissions are wrong, and as well where the file it has open is not there any more."""


def may_have_moved(error: Exception) -> bool:
    """Whether a failure may come of this, that the file which is open is no longer the one at its path."""
    return isinstance(error, sqlite3.Error) and kind_of(error) in _NO_WAY_IN


def replaced(path: Path) -> str:
    """That another log was put in the place of the one which is open."""
    return f"another log was put in the place of {path} meanwhile; nothing was changed: open it anew"


def gone(path: Path) -> str:
    """That the log which is open is no longer at its path, and the way back."""
    way_back = "put it back, or bring a backup back with: visavis restore"
    return f"the log is no longer at {path}; nothing was changed: {way_back}"


def disk_fails(path: Path) -> DiskFails:
    """That the disk has failed, of whatever was asked of it: what is stored is not in question."""
    return DiskFails(_WORDS[sqlite3.SQLITE_IOERR].format(path=path))


def is_damage(code: int) -> bool:
    """Whether a result code of SQLite tells of wrong content."""
    return code & _PRIMARY in _DAMAGE


def kind_of(error: sqlite3.Error) -> int | None:
    """The primary result code of a failure; None where there is none, since Python has found it, and not SQLite."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, sqlite3.OperationalError):
        return sqlite3.SQLITE_CORRUPT  # a text that is no UTF-8
    return None if code is None else code & _PRIMARY


_WORDS: dict[int | None, str] = {
    sqlite3.SQLITE_FULL: "there is no room left where {path} lies; nothing was changed: make room and try again",
    sqlite3.SQLITE_IOERR: "the disk under {path} reports an error; nothing was changed: try again, "
    "and copy the log to another disk if it stays",
    sqlite3.SQLITE_READONLY: "{path} cannot be written; look at its permissions and those of {folder}",
    sqlite3.SQLITE_PERM: "{path} cannot be written; look at its permissions and those of {folder}",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened; look at its permissions and those of {folder}",
}


def reason(error: sqlite3.Error) -> str:
    """What failed, in a few words of ours, for a line that says the rest."""
    return _REASONS.get(kind_of(error), f"it cannot be used ({_name(error)})")


_REASONS: dict[int | None, str] = {
    **dict.fromkeys(_DAMAGE, "it is damaged"),
    sqlite3.SQLITE_BUSY: "another program is writing to it",
    sqlite3.SQLITE_FULL: "there is no room left",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_READONLY: "it cannot be written",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
}


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", None) or type(error).__name__)


def _with_pid(path: Path) -> str:
    from storage.disk.holder import holder  # not for the first picture

    pid = holder(path)
    return f" (pid {pid})" if pid else ""

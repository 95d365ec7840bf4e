"""What runs beside the program, in a process of its own that says nothing: a backup, or a look through the log."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Fault
from storage.care.backup import copied, is_sound, make
from storage.care.claim import claim
from storage.care.earlier import KeptLog, backups
from storage.care.keeping import is_due
from storage.care.retention import surplus
from storage.disk.beside import backup_named
from storage.disk.connection import connect, disconnect, identity, owner_only
from storage.disk.failures import is_damage, kind_of
from storage.disk.leftover import sweep

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED, UNKNOWN = 1, 2
"""The exit codes where no backup could be made, or the log is not whole; and where it could not be looked through."""

_NICE = 10


class _Dated(NamedTuple):
    """A backup, the moment at which it was made with the day that it was here, and why."""

    kept: KeptLog
    at: datetime
    why: str


def main(words: Sequence[str]) -> int:
    """Do what is to be done with a log at a moment; 0, FAILED or UNKNOWN."""
    deed, log, now = words
    with suppress(OSError):
        os.setsid()  # where it was not begun so; the terminal may close
    os.nice(_NICE)
    os.chdir("/")
    owner_only()
    try:
        if deed == "check":
            return _check(Path(log))
        keep(Path(log), datetime.fromisoformat(now), due=deed == "due")
    except (Fault, OSError, sqlite3.Error):
        return FAILED
    return 0


def keep(path: Path, now: datetime, *, due: bool = True) -> None:
    """Make a backup, where one is still due unless told, and take away those that may go.

    Nothing where another process is at it. LogUnusable where it fails, OSError where the folder is gone.
    """
    with claim(path) as ours:
        if not ours or (due and not is_due(path, now)):
            return
        sweep(path)
        here = identity(path)
        connection = connect(path)
        try:
            make(connection, path, "automatic", now)
        finally:
            disconnect(connection, here)
        thin_out(path, now)


def thin_out(path: Path, now: datetime) -> None:
    """Take away the backups that a newer sound one stands for; see `retention`."""
    known = [(item, backup_named(item.path.name)) for item in backups(path) if item.held is not None]
    dated = [_Dated(item, item.at.astimezone(), named[1]) for item, named in known if named]
    for gone in surplus(dated, now, lambda item: is_sound(item.kept.path)):
        gone.kept.path.unlink(missing_ok=True)


def _check(path: Path) -> int:
    """Look through a copy, so that nobody has to wait for the log meanwhile."""
    from storage.care.check import problems  # not for a backup

    try:
        with copied(path) as copy:
            return FAILED if problems(copy) else 0
    except sqlite3.Error as error:
        return FAILED if is_damage(kind_of(error) or sqlite3.SQLITE_ERROR) else UNKNOWN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

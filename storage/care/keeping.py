"""Backups that nobody has to think of: when one is due, and the process that makes it beside the program."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from models.errors import LogUnusable
from storage.care.claim import claim
from storage.disk.beside import backed_up, backups_of
from storage.disk.connection import make_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

APART = timedelta(hours=1)
"""How long after a backup the next change is backed up, where it is of the same day."""

Deed = Literal["due", "any", "check"]
"""What a process beside is to do: make a backup where one is due, make one in any case, or look through the log."""


def is_due(path: Path, now: datetime) -> bool:
    """Whether a change that was made now is the first one of its day, or an hour or more after the last backup.

    It is asked whether there is a backup of the last hour, so that one with a wrong date holds nothing up for long.
    """
    today = now.astimezone().date()
    return not any(now - APART < at <= now and at.astimezone().date() == today for at in backed_up(path))


def begin(path: Path, now: datetime, deed: Deed = "due") -> int | None:
    """Begin a process that backs the log up, where that is due; gives its number, None where nothing is to be done.

    LogUnusable where no backup can be put beside the log.
    """
    if deed == "due" and not is_due(path, now):
        return None
    folder = backups_of(path)
    try:
        make_folder(folder)
        with claim(path) as ours:
            if not ours:
                return None
        return run_beside(path, now, deed)
    except OSError as error:
        raise LogUnusable(f"no backup was made: {folder} cannot be written ({error.strerror}); {_SAFE}") from None
    except LogUnusable as fault:
        raise LogUnusable(f"no backup was made: {fault}; {_SAFE}") from None


_SAFE = "what was done is in the log"


def run_beside(path: Path, now: datetime, deed: Deed) -> int:
    """Begin a process that does it; it says nothing, takes nothing along, and outlives this one. Gives its number.

    What it is called with is no text of anybody's: the log's path, and the moment.
    """
    words = [sys.executable, "-P", "-m", "storage.care.background", deed, os.fspath(path.absolute()), now.isoformat()]
    nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDWR, 0)
    silent = [nothing, *((os.POSIX_SPAWN_DUP2, 0, number) for number in (1, 2))]
    try:  # of no terminal from its first moment on: the one of this process may close with it
        return os.posix_spawn(sys.executable, words, os.environ, file_actions=silent, setsid=True)
    except NotImplementedError:  # a system that begins no process so: it leaves the terminal itself, a moment later
        return os.posix_spawn(sys.executable, words, os.environ, file_actions=silent)

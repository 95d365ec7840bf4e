"""One process at a time that makes, thins out or takes away the backups of a log."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from models.errors import LogUnusable
from storage.disk.beside import backups_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 30.0
"""Seconds that another process may take over the backup of a big log."""


@contextmanager
def claim(path: Path) -> Iterator[bool]:
    """Claim the backups of the log at `path`; gives whether they are ours, and not another process's.

    Raises OSError where their folder takes no file. The system lets go of the claim of a process that is killed.
    """
    handle = _claimed(path)
    try:
        yield handle is not None
    finally:
        _let_go(path, handle)


@contextmanager
def left_alone(path: Path) -> Iterator[None]:
    """Let no other process make a backup of the log at `path` meanwhile; LogUnusable where one takes too long over it.

    Where the folder of the backups takes no file nobody makes one.
    """
    end = time.monotonic() + _PATIENCE
    handle = None
    with suppress(OSError):
        while (handle := _claimed(path)) is None:
            if time.monotonic() > end:
                raise LogUnusable(f"another program is making a backup of {path}; try again when it is done")
            time.sleep(0.01)
    try:
        yield
    finally:
        _let_go(path, handle)


def _let_go(path: Path, handle: int | None) -> None:
    if handle is not None:
        with suppress(OSError):
            _name(path).unlink()
        os.close(handle)


def _claimed(path: Path) -> int | None:
    """The open file that says whose the backups are; None where another process has it."""
    while True:
        handle = os.open(_name(path), os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            if not _locked(handle):
                os.close(handle)
                return None
            if os.path.samestat(os.fstat(handle), _name(path).lstat()):
                return handle
        except FileNotFoundError:
            pass  # whoever had it was done, and took it away: once more
        os.close(handle)


def _locked(handle: int) -> bool:
    """Whether the file is ours now. A folder that knows no locks is taken as it is."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _name(path: Path) -> Path:
    return backups_of(path) / ".claimed"

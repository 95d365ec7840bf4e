"""The logs that are kept: backups, and logs that were put aside. Which is the newest, and how one comes back."""

from __future__ import annotations

import re
import shlex
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Damaged, LogUnusable, NoLog
from storage.care.backup import is_sound
from storage.care.held import Differs, Entries, Extent, differs, entries_in, entries_of, held_in
from storage.disk.beside import backup_files, backup_named, backups_of, is_sidecar, moment_of, set_aside
from storage.disk.connection import looked_into, read_header

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}(\.\d+)?")
_UNKNOWN = Extent("", -1)


class KeptLog(NamedTuple):
    """A log that lies around a name: when it was backed up or put aside, why, its size, and what it holds.

    `held` is None where it cannot be read, `differs` where it or the log cannot.
    """

    path: Path
    at: datetime
    why: str
    size: int
    held: Extent | None
    differs: Differs | None
    written: int
    """When the file was written, where names say the same."""


def earlier(path: Path) -> Path | None:
    """The newest sound log that lies around a name: a backup of it, or a log that was put aside from there."""
    return next((item.path for item in kept_logs(path) if is_sound(item.path)), None)


def kept_logs(path: Path) -> list[KeptLog]:
    """Every backup of the log at `path` and every log that was put aside from there, the newest first.

    Which is the newest follows from what they hold; where that is the same, from when they were made.
    """
    log = entries_of(path)
    found = [_kept(file, log) for file in _around(path)]
    return sorted(found, key=lambda item: (item.held or _UNKNOWN, _when(item.path), item.written), reverse=True)


def sound_logs(path: Path) -> list[KeptLog]:
    """Those of them that are sound, so that they can come back."""
    return [item for item in kept_logs(path) if is_sound(item.path)]


def backups(path: Path) -> list[KeptLog]:
    """Those of them that are backups whose names are ours."""
    return [item for item in kept_logs(path) if item.path.parent == backups_of(path) and backup_named(item.path.name)]


def unkept_since(connection: sqlite3.Connection, path: Path) -> datetime | None:
    """The moment of the first change in an open log that its newest sound backup does not hold; None without one."""
    left = entries_in(connection)
    for item in backups(path):
        if is_sound(item.path):
            left -= entries_of(item.path) or frozenset()
            break
    return datetime.fromisoformat(min(at for _, at in left)) if left else None


def _around(path: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (file for file in backup_files(path) if file.name.endswith(".visavis") and file.name[0] != ".")
        yield from (file for file in set_aside(path) if not is_sidecar(file.name))


def _kept(file: Path, log: Entries | None) -> KeptLog:
    held = found = None
    with suppress(LogUnusable, sqlite3.Error, ValueError):
        read_header(file)  # a link, or what is no log at all, is not opened
        with looked_into(file) as connection:
            held = held_in(connection)
            found = None if log is None else differs(entries_in(connection), log)
    state = file.lstat()
    return KeptLog(file, moment_of(_when(file)), _why(file), state.st_size, held, found, state.st_mtime_ns)


def _why(file: Path) -> str:
    """Why there is such a file: a backup's name says it behind its moment."""
    if ".replaced-" in file.name:
        return "put aside"
    named = backup_named(file.name)
    return named[1].replace("-", " ") if named else file.stem


def _when(file: Path) -> str:
    """When a log was backed up or put aside, as its name says it, else as the file system does."""
    if named := _STAMP.search(file.name):
        return named.group()
    return datetime.fromtimestamp(file.lstat().st_mtime, UTC).strftime("%Y-%m-%dT%H%M%S")


# What is said


def way_back(found: Path, key: str = "") -> str:
    """What such a log is and what brings it back, a key where there is one and the command, amid a sentence."""
    what = "a log that was put aside" if ".replaced-" in found.name else "a backup"
    return f"{what} comes back with{f' {key}, or' if key else ''}: {restoring(found)}"


def restoring(found: Path) -> str:
    """The command that brings a log back, as it can be typed."""
    return f"visavis restore {shlex.quote(str(found))}"


def no_log(path: Path, start: str = "visavis init") -> str:
    """The message that there is no log, and what to do; first how an earlier one comes back, where one is left."""
    if found := earlier(path):
        return f"there is no log at {path}; {way_back(found)} (or start a new one with: {start})"
    return f"there is no log at {path}; start one with: {start}"


def newest_backup_hint(path: Path) -> str:
    """The end of a message about a damaged log: how to get the newest sound backup back, where there is one."""
    return _offer(path) or "; no backup lies beside it; see: visavis check"


def _offer(path: Path) -> str:
    found = earlier(path)
    return f"; the newest backup comes back with: {restoring(found)}" if found else ""


def with_way_back(fault: LogUnusable, path: Path) -> LogUnusable:
    """The fault; where the log at `path` is damaged, or is none, it says also how the newest backup comes back."""
    if isinstance(fault, Damaged):
        return LogUnusable(f"{path} is damaged{fault.what}{newest_backup_hint(path)}")
    return LogUnusable(f"{fault}{_offer(path)}") if isinstance(fault, NoLog) else fault

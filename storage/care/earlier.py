"""Where no log is: whether one was there before, and how the newest that is left of it comes back."""

from __future__ import annotations

import re
import shlex
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from models.errors import LogUnusable
from storage.disk.beside import backup_files, is_sidecar, set_aside
from storage.disk.connection import read_header

if TYPE_CHECKING:
    from pathlib import Path

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}(\.\d+)?")


class KeptLog(NamedTuple):
    """A log that lies around a name: when it was backed up or put aside, and why, in words."""

    path: Path
    at: datetime
    why: str


def earlier(path: Path) -> Path | None:
    """The newest log that lies around a name without one: a backup of it, or a log that was put aside from there."""
    return next((file for file in _around(path) if _is_log(file)), None)


def kept_logs(path: Path) -> list[KeptLog]:
    """Every backup of the log at `path` and every log that was put aside from there, the newest first."""
    return [KeptLog(file, _moment(_when(file)), _why(file)) for file in _around(path) if _is_log(file)]


def _around(path: Path) -> list[Path]:
    with suppress(OSError):
        kept = [file for file in backup_files(path) if file.name.endswith(".visavis")]
        found = [*kept, *(file for file in set_aside(path) if not is_sidecar(file.name))]
        return sorted(found, key=_when, reverse=True)
    return []


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp[:17], "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC)


def _why(file: Path) -> str:
    """Why there is such a file: a backup's name says it behind its moment."""
    if ".replaced-" in file.name:
        return "put aside"
    named = _STAMP.search(file.name)
    return file.stem[named.end() :].strip("-").replace("-", " ") if named else file.stem


def _when(file: Path) -> str:
    """When a log was backed up or put aside, as its name says it, else as the file system does."""
    if named := _STAMP.search(file.name):
        return named.group()
    return datetime.fromtimestamp(file.lstat().st_mtime, UTC).strftime("%Y-%m-%dT%H%M%S")


def _is_log(file: Path) -> bool:
    try:
        read_header(file)
    except LogUnusable:
        return False
    return True


def way_back(found: Path) -> str:
    """What such a log is and the command that brings it back, as the middle of a sentence."""
    what = "a log that was put aside" if ".replaced-" in found.name else "a backup"
    return f"{what} comes back with: visavis restore {shlex.quote(str(found))}"


def no_log(path: Path, start: str = "visavis init") -> str:
    """The message that there is no log, and what to do; first how an earlier one comes back, where one is left."""
    if found := earlier(path):
        return f"there is no log at {path}; {way_back(found)} (or start a new one with: {start})"
    return f"there is no log at {path}; start one with: {start}"

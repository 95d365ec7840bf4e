"""What a killed process leaves: logs, backups and exports that it had begun, whole copies among them."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from storage.disk.beside import backups_of, begun_as
from storage.disk.holder import born, born_mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EXPORT = re.compile(r"\.visavis-(?P<pid>\d{1,10})\.new")


def export_draft(path: Path) -> Path:
    """What a file is called while it is written that is to get that name; it tells whose it is."""
    return path.with_name(f".visavis-{os.getpid()}.new")


def sweep(path: Path) -> None:
    """Take away what processes that live no more had begun for the log at `path`, or of exports beside it."""
    sweep_exports(path.parent)
    for file in _begun(path):
        found = begun_as(file.name)
        if found and found["pid"] and not _lives(int(found["pid"]), found["born"]):
            _take_away(file)


def sweep_exports(folder: Path) -> None:
    """Take away what processes that live no more had begun to export into that folder."""
    for file in _hidden(folder):
        found = _EXPORT.fullmatch(file.name)
        if found and not _lives(int(found["pid"]), None):
            _take_away(file)


def _begun(path: Path) -> Iterator[Path]:
    """The logs that were to get the name `path` or to become a backup of it, and what lies beside them."""
    for file in _hidden(path.parent):
        if (found := begun_as(file.name)) and found["log"] == path.name:
            yield file
    for file in _hidden(backups_of(path)):
        if begun_as(file.name):
            yield file


def _hidden(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [file for file in folder.iterdir() if file.name.startswith(".")]
    return []


def _lives(pid: int, mark: str | None) -> bool:
    """Whether the process lives, and began when the mark says it did: numbers are given again."""
    return bool(born(pid)) and mark in (None, born_mark(pid))


def _take_away(file: Path) -> None:
    with suppress(OSError):
        file.unlink()

"""The copies of a log that lie beside it, and which of them hold a record that is purged."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from models.errors import LogUnusable
from storage.care import backup
from storage.core.statements import fetch
from storage.disk import notices
from storage.disk.beside import backups_of, of_log
from storage.disk.connection import looked_into, read_header

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class PurgedRecord(NamedTuple):
    """A record by which copies are sought: its noun, its number, and its uid where that is known still."""

    noun: str
    row: int
    uid: str | None


def copies_with(path: Path, trace: PurgedRecord) -> list[list[Path]]:
    """The copies of the log at `path` that hold a record, each with what lies beside it.

    One that cannot be read, or beside which a journal lies, may hold it.
    """
    sets: dict[Path, list[Path]] = {}
    for file in backup.copies(path):
        sets.setdefault(of_log(file), []).append(file)
    return [files for log, files in sets.items() if files != [log] or _holds(log, trace)]


def remove(path: Path, copies: Iterable[Iterable[Path]]) -> int:
    """Take copies of the log at `path` away, and the folder of its backups with the last of them.

    Gives how many stay; which they are is noted for the person.
    """
    stay = 0
    for files in copies:
        try:
            for file in files:
                file.unlink(missing_ok=True)
        except OSError as error:
            stay += 1
            notices.note(f"{file} cannot be taken away ({error.strerror}) and may hold it still; take it away yourself")
    with suppress(OSError):
        backups_of(path).rmdir()
    return stay


_IN_JOURNAL = """
SELECT 1 FROM changed_row WHERE place = :noun AND (
    (last IS NULL AND "row" = :row)
    OR (replaced IS NOT NULL AND "row" <= :row AND last >= :row)
)
"""


def _holds(copy: Path, trace: PurgedRecord) -> bool:
    named = "id = :row" if trace.uid is None else "uid = :uid"
    try:
        read_header(copy)
        with looked_into(copy) as connection:
            own = f"SELECT 1 FROM {trace.noun} WHERE {named}"
            return any(fetch(connection, f"{sql} LIMIT 1", trace._asdict()) for sql in (own, _IN_JOURNAL))
    except (LogUnusable, sqlite3.Error, ValueError):
        return True

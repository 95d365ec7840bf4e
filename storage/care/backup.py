"""Copies of the log that are checked before they count, and the way back from one."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from models.errors import LogUnusable, Refused
from storage.care import replacing
from storage.care.claim import left_alone
from storage.disk import beside, migrations
from storage.disk import connection as opening
from storage.disk.beside import backups_of
from storage.disk.failures import kind_of, reason
from storage.disk.migrations.shape import require_made
from storage.disk.migrations.steps import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SUFFIX = re.compile(r"\.visavis(\.new-[\w-]+?)?(-(journal|wal|shm))?\Z")
"""How a backup's name ends, and those of one that was begun and of what SQLite keeps beside them."""


def make(connection: sqlite3.Connection, path: Path, why: str, now: datetime | None = None) -> Path:
    """Back up an open log into the folder beside it; gives the backup, checked. LogUnusable where it fails."""
    folder = backups_of(path)
    with opening.own_folder(folder):
        return _make_in(folder, connection, why, now or datetime.now(UTC))


def _make_in(folder: Path, connection: sqlite3.Connection, why: str, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%S")
    target = folder / f"{stamp}-{why}.visavis"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{stamp}-{why}-{number}.visavis"
    write_to(connection, target)
    return target


def write_to(connection: sqlite3.Connection, target: Path) -> list[Path]:
    """Copy an open log to a file that is not there yet. It appears only once it is whole and checked.

    Gives where whatever SQLite kept there of another log was put aside.
    """
    draft = beside.draft_of(target)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(connection, draft)
        found = opening.place_log(draft, target)
        opening.settle_name(target.parent)
    except FileExistsError:
        raise Refused(f"{target} is there already; name another file") from None
    except OSError as error:
        raise LogUnusable(f"the backup cannot be written to {target}: {error.strerror}; nothing was changed") from None
    finally:
        beside.take_away(draft)
    return found


def _copy(connection: sqlite3.Connection, draft: Path, *, migrate: bool = False) -> None:
    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        # Nothing has that name yet: it is synchronised once, when it is whole, and the log is held the shorter for it.
        copy.execute("PRAGMA synchronous = OFF")
        connection.backup(copy)
        if migrate:
            require_made(copy, _version(copy))
            run(copy, _version(copy))
        verify(copy, draft)
    except sqlite3.Error as error:
        # SQLite calls damaged what the disk did not give, and this is a copy.
        why = "it does not hold together" if kind_of(error) == sqlite3.SQLITE_CORRUPT else reason(error)
        raise LogUnusable(f"no sound copy can be made in {draft.parent}: {why}; see: visavis check") from None
    finally:
        copy.close()
    with draft.open("rb") as written:
        os.fsync(written.fileno())


def verify(copy: sqlite3.Connection, path: Path) -> None:
    """Raise LogUnusable unless the copy is sound: SQLite's own check, every content hash, and those of the journal.

    The hashes are left to the log of this version: an older one may lack columns that reading them asks for.
    """
    from storage.care.check import damaged_entries, damaged_rows, lost_rows  # not for the first picture
    from storage.care.integrity import integrity

    if integrity(copy).damaged:  # a search index is made anew from what is sound
        raise LogUnusable(f"the copy {path} is not sound; the log itself may be damaged: visavis check")
    if (version := _version(copy)) != migrations.VERSION:
        require_made(copy, version)
    elif found := [*damaged_rows(copy), *damaged_entries(copy)] or lost_rows(copy):
        raise LogUnusable(f"the copy {path} is not sound: {found[0].where} is damaged; see: visavis check")


def _version(copy: sqlite3.Connection) -> int:
    return int(copy.execute("PRAGMA user_version").fetchone()[0])


def _settle(copy: Path) -> bool:
    """Let SQLite roll back what lies beside a copy of a log; whether that is sound then."""
    try:
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA journal_mode = DELETE")
            verify(connection, copy)
        finally:
            connection.close()
    except (sqlite3.Error, LogUnusable, UnicodeDecodeError):
        return False
    return True


@contextmanager
def copied(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the log at `path` in memory: what is read of it keeps nobody from the log."""
    with opening.in_memory() as copy:
        with opening.looked_into(path) as connection:
            connection.backup(copy)
        yield copy


def is_sound(kept: Path) -> bool:
    """Whether a backup, or a log that was put aside, is sound as it lies there; nothing is rolled back for that."""
    try:
        with opening.looked_into(kept) as connection:
            verify(connection, kept)
    except (sqlite3.Error, LogUnusable, OSError, ValueError):  # a text that is no UTF-8 is a ValueError
        return False
    return True


def discard(backup: Path) -> None:
    """Take away a backup that turned out not to be needed, and its folder where it was the first."""
    backup.unlink(missing_ok=True)
    with suppress(OSError):
        backup.parent.rmdir()


def restore(path: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the log at `path`; gives where the old log was put aside, None where there was none.

    The old log stays until the new one takes its name: whenever this is killed, one of the two is there, whole. Raises
    LogUnusable where the backup is not sound or another program holds the log; nothing is changed then.
    """
    if backup.exists() and path.exists() and backup.samefile(path):
        raise Refused(f"{backup} is the log itself; name a backup")
    opening.check_file(backup)
    if os.path.lexists(path):
        opening.regular_file(path)
    draft = beside.draft_of(path, "restored")
    here = opening.identity(backup)
    source = _open_backup(backup)
    try:
        with opening.made_folder(path.parent):
            return _put_in_place(source, draft, path)
    except OSError as error:
        raise LogUnusable(f"{backup} cannot be restored to {path}: {error.strerror}; nothing was changed") from None
    finally:
        opening.disconnect(source, here)
        beside.take_away(draft)


def _put_in_place(source: sqlite3.Connection, draft: Path, path: Path) -> Path | None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    _copy(source, draft, migrate=True)
    with left_alone(path):
        return replacing.replace(draft, path, _settle)


def _open_backup(backup: Path) -> sqlite3.Connection:
    try:
        return opening.connect(backup)
    except sqlite3.Error as error:
        raise LogUnusable(f"{backup} cannot be restored: {reason(error)}; name another backup") from None


def copies(path: Path) -> list[Path]:
    """Every file that holds a copy of the log: backups, logs put aside or begun, and what SQLite left beside these."""
    ours = (file for file in beside.backup_files(path) if _SUFFIX.search(file.name))
    return sorted(file for file in (*ours, *beside.set_aside(path), *beside.begun(path)) if file.is_file())

"""Copies of the log that are checked before they count, and the way back from one."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from models.errors import LogUnusable, Refused
from storage import connection as opening
from storage import migrations

_LOCK_BYTES = (512, 0x40000000)
"""How many bytes of a database SQLite locks, and where: whoever reads or writes it holds some of them."""


def make(connection: sqlite3.Connection, path: Path, why: str) -> Path:
    """Back up an open log into the folder beside it; gives the backup, checked. LogUnusable where it fails."""
    folder = opening.backups_of(path)
    opening.make_folder(folder)
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    target = folder / f"{stamp}-{why}.visavis"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{stamp}-{why}-{number}.visavis"
    write_to(connection, target)
    return target


def write_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy an open log to a file that is not there yet. It appears only once it is whole and checked."""
    draft = target.with_name(f".{target.name}.new-{os.getpid()}")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(connection, draft)
        opening.place(draft, target)
        opening.sync_folder(target.parent)
    except FileExistsError:
        raise Refused(f"{target} is there already; name another file") from None
    except OSError as error:
        raise LogUnusable(f"the backup cannot be written to {target}: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, draft: Path, *, migrate: bool = False) -> None:
    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        copy.execute("PRAGMA synchronous = EXTRA")
        connection.backup(copy)
        if migrate:
            migrations.run(copy, copy.execute("PRAGMA user_version").fetchone()[0])
        verify(copy, draft)
    except sqlite3.Error as error:
        raise LogUnusable(f"no sound copy can be made in {draft.parent} ({error}); see: visavis check") from None
    finally:
        copy.close()
    with draft.open("rb") as written:
        os.fsync(written.fileno())


def verify(copy: sqlite3.Connection, path: Path) -> None:
    """Raise LogUnusable unless the copy is sound: SQLite's own check, and every content hash.

    The hashes are left to the log of this version: an older one may lack columns that reading them asks for.
    """
    from storage.check import damaged_rows

    found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise LogUnusable(
            f"the copy {path} is not sound ({' '.join(found.split())}); the log itself may be damaged: visavis check"
        )
    current = copy.execute("PRAGMA user_version").fetchone()[0] == migrations.VERSION
    if current and (damaged := damaged_rows(copy)):
        raise LogUnusable(f"the copy {path} is not sound: {damaged[0].where} is damaged; see: visavis check")


def discard(backup: Path) -> None:
    """Take away a backup that turned out not to be needed, and its folder where it was the first."""
    backup.unlink(missing_ok=True)
    with suppress(OSError):
        backup.parent.rmdir()


def restore(path: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the log at `path`; gives where the old log was put aside, None where there was none.

    Raises LogUnusable where the backup is not sound or another program holds the log; nothing is changed then.
    """
    if backup.exists() and path.exists() and backup.samefile(path):
        raise Refused(f"{backup} is the log itself; name a backup")
    opening.check_file(backup)
    if os.path.lexists(path):
        opening.regular_file(path)
    opening.make_folder(path.parent)
    draft = path.with_name(f".{path.name}.restored-{os.getpid()}")
    here = opening.identity(backup)
    source = _open_backup(backup)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(source, draft, migrate=True)
        aside = _put_aside(path)
        draft.replace(path)
        opening.sync_folder(path.parent)
    except OSError as error:
        raise LogUnusable(f"{backup} cannot be restored to {path}: {error.strerror}") from None
    finally:
        opening.disconnect(source, here)
        draft.unlink(missing_ok=True)
    return aside


def _open_backup(backup: Path) -> sqlite3.Connection:
    try:
        return opening.connect(backup, migrate=False)
    except sqlite3.Error as error:
        raise LogUnusable(f"{backup} cannot be restored: it is damaged ({error}); name another backup") from None


def _put_aside(path: Path) -> Path | None:
    """Move the old log and its journal out of the way, under a name that says when."""
    journal = opening.journal_of(path)
    if not path.exists() and not journal.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%f")
    aside = path.with_name(f"{path.name}.replaced-{stamp}")
    if not path.exists():
        journal.rename(opening.journal_of(aside))
        return aside
    with _holding(path):
        path.rename(aside)
        if journal.exists():
            journal.rename(opening.journal_of(aside))
    return aside


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Keep every other program from the log while it is moved; LogUnusable where one is at work on it.

    SQLite itself is not asked: it would play a journal that was left behind into the log, or take it away.
    """
    if opening.is_open_here(path):
        raise LogUnusable(f"{path} is open; close it and try again")
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, *_LOCK_BYTES)
        yield
    except BlockingIOError:
        raise LogUnusable(f"another program holds {path}; close it and try again") from None
    finally:
        os.close(handle)


def copies(path: Path) -> list[Path]:
    """Every file that holds a copy of the log: its backups, whole or begun, and logs that a restore put aside."""
    folder = opening.backups_of(path)
    beside = (file for file in path.parent.iterdir() if file.name.startswith(f"{path.name}.replaced-"))
    within = folder.iterdir() if folder.is_dir() else ()
    ours = (file for file in within if file.name.endswith(".visavis") or ".visavis.new-" in file.name)
    return sorted(file for file in (*ours, *beside) if file.is_file())

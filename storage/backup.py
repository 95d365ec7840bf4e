"""Copies of the log that are checked before they count, and the way back from one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from models.errors import LogUnusable, Refused
from storage import connection as opening


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
        os.link(draft, target)
        opening.sync_folder(target.parent)
    except FileExistsError:
        raise Refused(f"{target} is there already; name another file") from None
    except OSError as error:
        raise LogUnusable(f"the backup cannot be written to {target}: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, draft: Path) -> None:
    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        copy.execute("PRAGMA synchronous = EXTRA")
        connection.backup(copy)
        verify(copy, draft)
    finally:
        copy.close()
    with draft.open("rb") as written:
        os.fsync(written.fileno())


def verify(copy: sqlite3.Connection, path: Path) -> None:
    """Raise LogUnusable unless the copy is sound: SQLite's own check, and every content hash."""
    from storage.check import damaged_rows

    found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise LogUnusable(f"the copy {path} is not sound ({found}); the log itself may be damaged: visavis check")
    if damaged := damaged_rows(copy):
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
    opening.make_folder(path.parent)
    draft = path.with_name(f".{path.name}.restored-{os.getpid()}")
    source = opening.connect(backup)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(source, draft)
        aside = _put_aside(path)
        draft.replace(path)
        opening.sync_folder(path.parent)
    except OSError as error:
        raise LogUnusable(f"{backup} cannot be restored to {path}: {error.strerror}") from None
    finally:
        opening.disconnect(source, opening.identity(backup))
        draft.unlink(missing_ok=True)
    return aside


def _put_aside(path: Path) -> Path | None:
    """Move the old log and its journal out of the way, under a name that says when."""
    journal = opening.journal_of(path)
    if not path.exists() and not journal.exists():
        return None
    _refuse_held(path)
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%f")
    aside = path.with_name(f"{path.name}.replaced-{stamp}")
    if path.exists():
        path.rename(aside)
    if journal.exists():
        journal.rename(opening.journal_of(aside))
    return aside


def _refuse_held(path: Path) -> None:
    """Refuse to move a log that another program is writing to; a damaged one holds nobody back."""
    probe = sqlite3.connect(path, isolation_level=None, timeout=1)
    try:
        probe.execute("BEGIN EXCLUSIVE")
        probe.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise LogUnusable(f"another program holds {path}; close it and try again") from None
    except sqlite3.DatabaseError:
        pass
    finally:
        probe.close()

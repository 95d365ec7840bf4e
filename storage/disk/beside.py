"""What lies beside a log: the files in which SQLite keeps what is not settled yet, and how they are put aside.

SQLite knows such a file by its name alone: a log that takes the name of another one takes its journal for its own.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from models.errors import LogUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIDECARS = ("-journal", "-wal", "-shm")
"""How the names of these files end: a rollback journal, a write-ahead log and its index."""

_SUPER = "-mj"
"""How the end of a super-journal's name begins: of one transaction over several databases."""

_SIDECAR = re.compile(r"-(journal|wal|shm|mj[0-9A-F]*)\Z")
BEGUN = re.compile(
    r"\.(?P<log>.+)\.(new|restored)-((?P<pid>\d{1,10})(-(?P<born>[0-9a-f]{8})-[0-9a-f]{8})?|[0-9a-f]+)", re.DOTALL
)
"""What a log is called while it is made: the name it is to get, and the process that makes it."""

_BACKUP = re.compile(r"(\d{4}-\d\d-\d\dT\d{6})-(?P<why>[a-z-]+?)(-\d+)?\.visavis")
_PATIENCE = 5.0
"""Seconds that another program may take to put a log in its place."""


def own_files(path: Path) -> list[Path]:
    """The log at `path` and whatever SQLite may keep beside it: nothing else may be written there."""
    return [path, *(path.with_name(path.name + end) for end in SIDECARS)]


def unsettled(path: Path) -> list[Path]:
    """The files that SQLite would take for part of a log at `path`, in order. OSError where the folder is not read."""
    named = (file for file in path.parent.iterdir() if file.name.startswith(path.name))
    return sorted(file for file in named if _is_end(file.name.removeprefix(path.name)))


def _is_end(end: str) -> bool:
    return end in SIDECARS or end.startswith(_SUPER)


def of_log(file: Path) -> Path:
    """The log that such a file lies beside; any other file itself."""
    return file.with_name(_SIDECAR.sub("", file.name))


def is_sidecar(name: str) -> bool:
    """Whether a file of that name is no log itself but lies beside one."""
    return bool(_SIDECAR.search(name))


def follow(file: Path, path: Path, to: Path) -> Path:
    """What a file that lies beside `path` is called beside `to`."""
    return to.with_name(to.name + file.name.removeprefix(path.name))


def aside_of(path: Path, draft: Path) -> Path:
    """A name, not taken yet, for the log at `path` once it is put aside: it says when what comes there was written."""
    moment = datetime.fromtimestamp(draft.stat().st_mtime, UTC)
    while True:
        found = path.with_name(f"{path.name}.replaced-{moment:%Y-%m-%dT%H%M%S.%f}")
        if not os.path.lexists(found) and not unsettled(found):
            return found
        moment += timedelta(microseconds=1)


def put_aside(path: Path, aside: Path) -> list[Path]:
    """Give what is left of a log that is gone names beside `aside`; gives these.

    OSError where that fails; nothing is moved then.
    """
    moved: list[Path] = []
    try:
        for file in unsettled(path):
            moved.append(file.rename(follow(file, path, aside)))
    except OSError:
        put_back(moved, path, aside)
        raise
    return moved


def put_back(files: list[Path], path: Path, aside: Path) -> None:
    """Give files that `put_aside` has moved their old names."""
    for file in files:
        file.rename(follow(file, aside, path))


def set_aside(path: Path) -> list[Path]:
    """The logs that were put aside from `path`, and what lies beside them."""
    return [file for file in _siblings(path) if file.name.startswith(f"{path.name}.replaced-")]


def draft_of(path: Path, what: str = "new") -> Path:
    """A name beside `path` under which a log is made that is to get that name; it tells whose it is."""
    from storage.disk.holder import born_mark  # most logs are there already

    pid = os.getpid()
    return path.with_name(f".{path.name}.{what}-{pid}-{born_mark(pid)}-{os.urandom(4).hex()}")


def begun(path: Path) -> list[Path]:
    """Logs that were to get the name `path` and were never finished, and what lies beside them."""
    return [file for file in _siblings(path) if (found := begun_as(file.name)) and found["log"] == path.name]


def begun_as(name: str) -> re.Match[str] | None:
    """What the name of a log that is being made, or of what SQLite keeps beside it, tells; None of another name."""
    return BEGUN.fullmatch(_SIDECAR.sub("", name))


def _siblings(path: Path) -> list[Path]:
    return sorted(path.parent.iterdir()) if path.parent.is_dir() else []


def take_away(draft: Path) -> None:
    """Take a log that was not finished away, with what lies beside it; what the disk keeps of it stays."""
    for file in own_files(draft):
        with suppress(OSError):
            file.unlink()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let no other visavis put a log into the folder meanwhile; LogUnusable where one takes too long over it.

    So what lies beside a name that no log has belongs to no log that lives. A folder that knows no locks is taken as
    it is.
    """
    handle = -1
    try:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        if handle >= 0:
            _lock(handle, folder)
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                return
        else:
            return
        if time.monotonic() > end:
            raise LogUnusable(f"another program is putting a log into {folder}; try again when it is done")
        time.sleep(0.01)


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the rollback journal of that file."""
    return path.with_name(path.name + "-journal")


def backups_of(path: Path) -> Path:
    """The folder in which the backups of that log lie."""
    return path.with_name(path.name + ".backups")


def backup_named(name: str) -> tuple[datetime, str] | None:
    """When the backup of that name was made, and why; None where it is none of our names."""
    found = _BACKUP.fullmatch(name)
    with suppress(ValueError):  # digits that make no day
        return (moment_of(found[1]), found["why"]) if found else None
    return None


def moment_of(stamp: str) -> datetime:
    """The moment that the name of a backup, or of a log put aside, begins with or ends on."""
    return datetime.fromisoformat(stamp[:17]).replace(tzinfo=UTC)


def backed_up(path: Path) -> list[datetime]:
    """When the backups were made that hold what was done until then, as their names say it."""
    with suppress(OSError):
        named = (backup_named(file.name) for file in backup_files(path))
        return [at for at, why in filter(None, named) if not why.startswith("before-")]
    return []


def backup_files(path: Path) -> list[Path]:
    """What lies in the folder of the backups, in order; nothing where that is a link, which leads elsewhere."""
    folder = backups_of(path)
    with suppress(OSError):
        return sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
    return []


def drafts_of(path: Path) -> Path:
    """The folder in which what is typed and not saved lies, beside that log."""
    return path.with_name(path.name + ".drafts")


def own_places(path: Path) -> list[Path]:
    """The log at `path`, what SQLite may keep beside it and its folders: nothing that goes out is written there."""
    return [*own_files(path), backups_of(path), drafts_of(path)]

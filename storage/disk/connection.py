"""The one place that opens a database: its pragmas and permissions; it refuses what is not ours, newer or damaged."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import struct
import time
from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import Damaged, LogMissing, LogUnusable, NoLog, Refused
from storage.disk import migrations, notices
from storage.disk.beside import (
    alone,
    aside_of,
    draft_of,
    journal_of,
    put_aside,
    put_back,
    take_away,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

APPLICATION_ID = 0x76697A76
BUSY_MS = 5000
PURGING = "purging"
"""The setting that names the record of a purge until it is done."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_PRAGMAS = (
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA recursive_triggers = ON",
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA cache_size = -16384",
)
NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
"""What file systems without hard links answer: memory sticks, some shared folders."""

_open_here: Counter[tuple[int, int]] = Counter()
"""Files this process is connected to: reading one with open() would drop its locks."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of a database say of it."""

    application_id: int
    version: int
    page_size: int
    pages: int
    pages_known: bool


def owner_only() -> None:
    """Make every file and folder that this process creates readable by its owner alone."""
    os.umask(0o077)


def _parse_header(head: bytes) -> Header:
    page_size = struct.unpack_from(">H", head, 16)[0]
    changes, pages = struct.unpack_from(">II", head, 24)
    version, application_id = struct.unpack_from(">I4xI", head, 60)
    valid_for = struct.unpack_from(">I", head, 92)[0]
    return Header(application_id, version, 65536 if page_size == 1 else page_size, pages, changes == valid_for)


def regular_file(path: Path) -> os.stat_result:
    """Return what the file system says of a log.

    Raises LogMissing where there is none, LogUnusable where what is there is no file of ours.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        raise LogMissing(f"there is no log at {path}; start one with: visavis init") from None
    except (OSError, ValueError) as error:
        raise LogUnusable(f"the log {path} cannot be reached: {_why(error)}; name another with --log") from None
    if stat.S_ISLNK(found.st_mode):
        raise LogUnusable(f"{path} is a link; name the log itself with --log")
    if not stat.S_ISREG(found.st_mode):
        raise LogUnusable(f"{path} is not a file; name the log with --log")
    if found.st_uid != os.geteuid():
        raise LogUnusable(f"{path} belongs to another user; a log is opened by its owner alone")
    return found


def _why(error: BaseException) -> str:
    """What the system says of a failure; a name with a NUL in it is refused by Python, before the system sees it."""
    return getattr(error, "strerror", None) or "that is no name of a file"


def read_header(path: Path) -> Header:
    """The header of the log at `path`, read without a connection.

    Raises LogUnusable where it is no log of ours, or was written by a newer visavis. Not for a file that this process
    is connected to.
    """
    regular_file(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        from storage.disk.failures import disk_fails, is_of_disk  # not for the first picture

        if is_of_disk(error):
            raise disk_fails(path) from None
        raise LogUnusable(f"the log {path} cannot be read: {_why(error)}") from None
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise NoLog(f"{path} is not a visavis log; it was left as it is")
    header = _parse_header(head)
    if header.application_id != APPLICATION_ID:
        raise NoLog(f"{path} is a database of another program; it was left as it is")
    if header.version > migrations.VERSION:
        raise NoLog(f"{path} was written by a newer visavis; update visavis to open it")
    if header.version == 0:
        raise NoLog(f"{path} is half made; it was left as it is")
    return header


def check_file(path: Path) -> None:
    """Hold the file's size against its own page count. Raises LogUnusable where it is cut short or grown.

    A writer elsewhere changes both for a moment, so a mismatch is looked at again. With a rollback journal beside it
    `connect` judges the file, after SQLite has rolled back. A purge killed at its very last step leaves it too long.
    """
    for attempt in range(20):
        header = read_header(path)
        if journal_of(path).exists():
            return
        if path.stat().st_size == header.pages * header.page_size or not header.pages_known:
            return
        time.sleep(0.01 if attempt < 19 else 0)
    if path.stat().st_size < header.pages * header.page_size or not _is_being_cleared(path):
        raise Damaged("its size is not what it says of itself", path)


def _is_being_cleared(path: Path) -> bool:
    """Whether a purge is under way in a log, and it is whole in the pages that it counts."""
    with suppress(sqlite3.Error), looked_into(path) as connection:
        begun = connection.execute("SELECT 1 FROM setting WHERE name = ?", (PURGING,)).fetchone()
        return bool(begun) and connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    return False


def _apply_pragmas(connection: sqlite3.Connection) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode != "delete":
        raise LogUnusable(f"the log is in journal mode {mode} and does not leave it; close other programs that hold it")


def _connect(path: Path) -> sqlite3.Connection:
    uri = path.absolute().as_uri() + "?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False)
    try:
        _apply_pragmas(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    """The connection, once SQLite has read what the tables are; LogUnusable where it cannot.

    It calls a page damaged that the disk did not give, so it is asked again once all of the file was read.
    """
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:  # it has waited as long as it may
            raise _told(error, path) from None
        if unread(path):
            raise LogUnusable(
                f"the log {path} cannot be read: the disk reports an error; nothing was changed"
            ) from None
        return _connected_or_told(path)


def unread(path: Path) -> bool:
    """Whether the disk does not give all of a file. SQLite calls damaged what it does not get."""
    handle = -1
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        at = 0
        while data := os.pread(handle, 1 << 20, at):
            at += len(data)
    except OSError:
        return True
    finally:
        # To close a file that this process is connected to would drop SQLite's locks: it stays open until the end.
        if handle >= 0 and not is_open_here(path):
            os.close(handle)
    return False


def _connected_or_told(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except UnicodeDecodeError:  # the complaint about a damaged table quotes its bytes
        raise Damaged("its tables cannot be read", path) from None
    except sqlite3.Error as error:
        raise _told(error, path) from None


def _told(error: sqlite3.Error, path: Path) -> LogUnusable:
    from storage.disk.failures import describe  # not for the first picture

    return describe(error, path)


def identity(path: Path) -> tuple[int, int]:
    """Which file a path leads to, as device and inode."""
    found = path.stat()
    return found.st_dev, found.st_ino


def is_open_here(path: Path) -> bool:
    """Whether this process is connected to that file."""
    return _open_here[identity(path)] > 0


def connect(path: Path) -> sqlite3.Connection:
    """Connect to an existing log, of whichever version it is; LogUnusable where that is not possible."""
    regular_file(path)
    here = identity(path)
    if not _open_here[here]:
        check_file(path)
    connection = _connected(path)
    _open_here[here] += 1
    try:
        page_size, pages = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "page_count"))
        if path.stat().st_size < page_size * pages:
            raise Damaged("it is cut short", path)
    except BaseException:
        disconnect(connection, here)
        raise
    return connection


@contextmanager
def looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection by which nothing is changed, nor rolled back: sqlite3.Error where that would have to be first."""
    connection = sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True, isolation_level=None)
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}")
        yield connection
    finally:
        connection.close()


@contextmanager
def in_memory() -> Iterator[sqlite3.Connection]:
    """A connection to a database that lies on no disk, and is gone after the block."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield connection


def disconnect(connection: sqlite3.Connection, here: tuple[int, int]) -> None:
    """Close a connection to a file with that identity, which `connect` gave."""
    connection.close()
    _open_here[here] -= 1


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for the owner alone; LogUnusable where that is not possible."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LogUnusable(f"the folder {folder} cannot be made: {_why(error)}") from None


@contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """Make a folder, and those above it, for what the block puts there; none of them stays where the block raises."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    make_folder(folder)
    try:
        yield
    except BaseException:
        for each in made:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def own_folder(folder: Path) -> Iterator[None]:
    """Make a folder of the log's own, as `made_folder` does; LogUnusable where what is there is a link or another's."""
    with made_folder(folder):
        state = folder.lstat()
        if stat.S_ISLNK(state.st_mode):
            raise LogUnusable(f"{folder} is a link, and is not followed; take it away, and a folder is made there")
        if state.st_uid != os.geteuid():
            raise LogUnusable(f"{folder} belongs to another user; take it away, and a folder is made there")
        yield


def keep_private(path: Path, what: str) -> None:
    """Take a log, or a folder of its own, from others on this machine who could read or change it, and have it told.

    Where that cannot be done, it is told how a person does it. Nothing is done to what is a link, or another user's.
    """
    try:
        state = path.lstat()
    except OSError:
        return
    others = state.st_mode & 0o077
    if not others or stat.S_ISLNK(state.st_mode) or state.st_uid != os.geteuid():
        return
    mode = stat.S_IMODE(state.st_mode) & 0o700
    could = "change" if others & 0o022 else "read"
    try:
        path.chmod(mode)
    except OSError:
        notices.note(f"others on this machine can {could} {what} {path}; keep them out with: chmod {mode:o} {path}")
        return
    notices.note(
        f"others on this machine could {could} {what} {path}; from now on its owner alone can (chmod {mode:o})"
    )


def settle_name(folder: Path) -> None:
    """Make a name that was put into a folder survive a power cut; what fails at that is told, since the name stands."""
    try:
        sync_folder(folder)
    except OSError as error:
        from storage.disk.failures import is_of_disk  # not for the first picture

        if is_of_disk(error):  # some file systems know no such thing
            notices.note_unsure()


def sync_folder(folder: Path) -> None:
    """Make a name that was put into a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place(draft: Path, path: Path) -> None:
    """Give a whole file its name, the draft's own staying where that is possible; FileExistsError where it is taken."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600))
        draft.replace(path)


@contextmanager
def creating(path: Path, told: Callable[[Path], object] | None = None) -> Iterator[Path]:
    """Make a new log at `path`: the block fills the empty log at the path it is given, and only then it appears.

    `told` is told under which name whatever SQLite kept there of another log was put aside. Raises Refused where
    something is there already, LogUnusable where the folder takes no file. A block that raises leaves nothing behind.
    """
    if path.is_symlink() or path.exists():
        raise _there(path)
    with made_folder(path.parent), _empty_draft(path) as draft:
        yield draft
        found = _appear(draft, path)
    if told:
        for file in found:
            told(file)


@contextmanager
def _empty_draft(path: Path) -> Iterator[Path]:
    """An empty log beside `path`, gone after the block."""
    draft = draft_of(path)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise LogUnusable(f"no log can be made in {path.parent}: {_why(error)}") from None
    try:
        _make_empty(draft)
        yield draft
    finally:
        take_away(draft)


def _make_empty(draft: Path) -> None:
    from storage.disk.migrations.steps import run  # most logs are there already, and the first picture waits for it

    connection = _connect(draft)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        run(connection, 0)
    finally:
        connection.close()


def _there(path: Path) -> Refused:
    return Refused(f"{path} is there already; name another file, or remove it first")


def _appear(draft: Path, path: Path) -> list[Path]:
    try:
        found = place_log(draft, path)
    except FileExistsError:
        raise _there(path) from None
    except OSError as error:
        raise LogUnusable(f"no log can be made at {path}: {_why(error)}") from None
    settle_name(path.parent)
    return found


def place_log(draft: Path, path: Path, aside: Path | None = None) -> list[Path]:
    """Give a whole log a name that none has; gives where what another log left beside that name was put aside.

    That is beside `aside`, a name of its own unless told. Raises FileExistsError where something has the name, OSError
    where the folder does not take it; nothing is changed then.
    """
    with alone(path.parent):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        aside = aside or aside_of(path, draft)
        found = put_aside(path, aside)
        try:
            if found:
                sync_folder(path.parent)
            place(draft, path)
        except OSError:
            if not os.path.lexists(path):  # else it may be of the log that came there meanwhile
                put_back(found, path, aside)
            raise
    return found

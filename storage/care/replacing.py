"""One log in the place of another: at every moment a whole log has the name, and none meets the other's journal."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from models.errors import LogUnusable
from storage.disk import beside
from storage.disk import connection as opening
from storage.disk.beside import journal_of

_LOCK_BYTES = (512, 0x40000000)
"""How many bytes of a database SQLite locks, and where: whoever reads or writes it holds some of them."""

_CHUNK = 1 << 20
_LONGEST_NAME = 8192
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


Settle = Callable[[Path], bool]
"""Lets SQLite roll back what lies beside a log; whether that makes it whole."""


def replace(draft: Path, path: Path, settle: Settle) -> Path | None:
    """Give a whole log the name `path`; gives where what had it before was put aside, None where nothing was there.

    Raises LogUnusable where another program holds the old log, OSError where the folder does not take what has to be
    written; nothing is changed then.
    """
    if not os.path.lexists(path):
        aside = beside.aside_of(path, draft)
        found = opening.place_log(draft, path, aside)
        opening.settle_name(path.parent)
        return aside if found else None
    with beside.alone(path.parent), _holding(path) as old:
        aside = beside.aside_of(path, draft)
        left = beside.unsettled(path)
        _refuse_unmovable(path, left)
        if left:
            _copy_whole(path, left, old, aside)
            _part(path, left, _settled(path, left, old, settle), draft)
        else:
            _swap(path, old, aside, draft)
    return aside


def _swap(path: Path, old: int, aside: Path, draft: Path) -> None:
    try:
        _keep(path, old, aside)
        draft.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)  # the old log has its name still, and needs no second one
        raise
    opening.settle_name(path.parent)


def _keep(path: Path, old: int, aside: Path) -> None:
    """Give the old log a second name, or where files have but one make a copy with that name."""
    try:
        os.link(path, aside)
    except OSError as error:
        if error.errno not in opening.NO_LINKS:
            raise
        _copy_whole(path, [], old, aside)
    opening.sync_folder(aside.parent)


# An old log with something unsettled beside it


def _part(path: Path, left: list[Path], settled: Path | None, draft: Path) -> None:
    """Put the new log in the place of the old one, and of what lies beside that, once both were copied.

    In between stands what the two make together, as SQLite rolls it back: the journal does it no harm, since that
    would write the same once more, and it needs none, so that the journal can be taken away.
    """
    try:
        # Nobody may begin to write in what stands there for a moment only.
        with _locked(settled) if settled else nullcontext():
            if settled:
                settled.replace(path)
                opening.sync_folder(path.parent)
            for file in left:
                file.unlink()
            opening.sync_folder(path.parent)
            draft.replace(path)
        opening.settle_name(path.parent)
    finally:
        if settled:
            beside.take_away(settled)


def _copy_whole(path: Path, left: list[Path], old: int, aside: Path) -> None:
    """Copy the old log and what lies beside it, the log last: under its name it is there with all that it needs."""
    made: list[Path] = []
    draft = beside.draft_of(path)
    try:
        for file in left:
            target = beside.follow(file, path, aside)
            made.append(target)
            _copy_file(file, target)
        _copy(old, draft)
        opening.sync_folder(path.parent)
        draft.rename(aside)
        opening.sync_folder(path.parent)
    except BaseException:
        for file in (draft, *made):
            file.unlink(missing_ok=True)
        raise


def _settled(path: Path, left: list[Path], old: int, settle: Settle) -> Path | None:
    """A copy of what the old log holds, nothing unsettled beside it; None where SQLite makes nothing sound of it."""
    copy = beside.draft_of(path)
    try:
        _copy(old, copy)
        for file in left:
            if (target := beside.follow(file, path, copy)) in beside.own_files(copy):
                _copy_file(file, target)
        if settle(copy):
            return copy
    except BaseException:
        beside.take_away(copy)
        raise
    beside.take_away(copy)
    return None


def _copy_file(file: Path, target: Path) -> None:
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        _copy(handle, target)
    finally:
        os.close(handle)


def _copy(source: int, target: Path) -> None:
    """Copy an open file. By its handle: to open and close a log once more would drop the lock on it."""
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        at = 0
        while data := os.pread(source, _CHUNK, at):
            file.write(data)
            at += len(data)
        file.flush()
        os.fsync(file.fileno())


def _refuse_unmovable(path: Path, left: list[Path]) -> None:
    """Refuse what cannot be put aside and mean the same there."""
    for file in left:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise LogUnusable(f"{file} lies beside the log and is not a plain file; take it away and try again")
    journal = journal_of(path)
    if journal in left and (named := _names_super(journal)) and any(file.name == named for file in left):
        raise LogUnusable(
            f"{journal} is of a change to several databases, which would not be rolled back under another name; "
            "open the log first, with: visavis check"
        )


def _names_super(journal: Path) -> str:
    """The name of the super-journal that a journal ends with; empty where it names none."""
    with journal.open("rb") as file:
        file.seek(max(0, journal.stat().st_size - _LONGEST_NAME))
        data = file.read()
    length = int.from_bytes(data[-16:-12])
    if not data.endswith(_JOURNAL_MAGIC) or not 0 < length <= len(data) - 20:
        return ""
    return Path(os.fsdecode(data[-16 - length : -16])).name


# Locks


@contextmanager
def _holding(path: Path) -> Iterator[int]:
    """Keep every other program from the log, given as an open handle; LogUnusable where one is at work on it.

    SQLite itself is not asked: it would play a journal that was left behind into the log, or take it away.
    """
    if opening.is_open_here(path):
        raise LogUnusable(f"{path} is open; close it and try again")
    with _locked(path) as handle:
        yield handle


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, *_LOCK_BYTES)
        yield handle
    except BlockingIOError:
        raise LogUnusable(f"another program holds {path}; close it and try again") from None
    finally:
        os.close(handle)

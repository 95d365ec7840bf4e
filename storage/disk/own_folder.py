"""A folder of the owner's alone: what is written appears whole, what is read is a plain file, no link is followed.

Every call names a file within an open folder, so that nobody can put another folder in its place meanwhile.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def opened(path: Path, *, make: bool = False) -> Iterator[int]:
    """The folder as a handle, made first with `make`; its parent is there.

    Raises OSError where it is missing, a link, no folder or another user's.
    """
    if make:
        path.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        state = os.fstat(handle)
        if state.st_uid != os.geteuid():
            raise PermissionError(1, "the folder belongs to another user", str(path))
        if make and state.st_mode & 0o077:
            with suppress(OSError):  # a memory stick knows no owners
                os.fchmod(handle, 0o700)
        yield handle
    finally:
        os.close(handle)


def names(folder: int) -> list[str]:
    """What lies in the folder, in order."""
    return sorted(os.listdir(folder))


def aside(name: str) -> str:
    """What a file is called while it is written."""
    return f".{name}.new"


def write(folder: int, name: str, data: bytes) -> None:
    """Write a file for the owner alone, in the place of one of that name. OSError where that fails; nothing is left."""
    draft = aside(name)
    with suppress(FileNotFoundError):  # of a process that was killed and had our number
        os.unlink(draft, dir_fd=folder)
    try:
        _fill(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600, dir_fd=folder), data)
        os.rename(draft, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft, dir_fd=folder)
        raise
    os.fsync(folder)


def _fill(handle: int, data: bytes) -> None:
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def read(folder: int, name: str, longest: int) -> bytes:
    """The content of a file; empty where it is longer, no plain file, or another user's. OSError where it fails."""
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    try:
        state = os.fstat(handle)
        ours = stat.S_ISREG(state.st_mode) and state.st_uid == os.geteuid()
        if not ours or state.st_size > longest:
            return b""
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(longest)
    finally:
        os.close(handle)

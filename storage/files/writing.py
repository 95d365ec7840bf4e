"""The one way a file leaves the log: written aside, then put in place; no link followed, nothing replaced unasked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from models.errors import Refused
from storage.connection import sync_folder


def write_file(path: Path, chunks: Iterable[bytes], *, force: bool = False, never: Iterable[Path] = ()) -> None:
    """Write a file that appears only once it is whole, readable by its owner alone.

    Refused where something is there already (unless `force`, and then only a plain file is replaced), where the folder
    is missing or takes no file, and for the paths in `never`.
    """
    _refuse_target(path, force, never)
    draft = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(draft, path, force)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}; name another file") from None
    finally:
        with suppress(OSError):
            draft.unlink()


def _refuse_target(path: Path, force: bool, never: Iterable[Path]) -> None:
    try:
        for other in never:
            if path.exists() and other.exists() and path.samefile(other):
                raise Refused(f"{path} is the log itself; name another file")
        found = path.lstat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise Refused(f"there is no folder {path.parent}; make it first, or name another file") from None
        return
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from None
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{path} is not a plain file; name another file")
    if not force:
        raise Refused(f"{path} is there already; name another file, or replace it with --force")


def _put_in_place(draft: Path, path: Path, force: bool) -> None:
    if force:
        draft.replace(path)
    else:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise Refused(f"{path} is there already; name another file, or replace it with --force") from None
    sync_folder(path.parent)

"""The one way a file leaves the log: written aside, then put in place; no link followed, nothing replaced unasked."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from models.errors import DiskFails, Refused
from models.visible import visible
from storage.disk.connection import place, settle_name
from storage.disk.failures import is_of_disk
from storage.disk.leftover import export_draft, sweep_exports

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_file(path: Path, chunks: Iterable[bytes], *, force: bool = False, never: Iterable[Path] = ()) -> None:
    """Write a file that appears only once it is whole, readable by its owner alone.

    Refused where something is there already (unless `force`, and then only a plain file is replaced), where the folder
    is missing or takes no file, and for the paths in `never` and what lies in them. DiskFails where the disk fails.
    """
    refuse_target(path, force=force, never=never)
    sweep_exports(path.parent)
    draft = export_draft(path)
    try:
        draft.unlink(missing_ok=True)  # of a process that was killed and had our number
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(draft, path, force)
    except OSError as error:
        if is_of_disk(error):
            raise DiskFails(f"{path} cannot be written: {error.strerror}; nothing was changed") from None
        raise Refused(f"{path} cannot be written: {error.strerror}; name another file") from None
    finally:
        with suppress(OSError):
            draft.unlink()


def refuse_target(path: Path, *, force: bool | None = None, never: Iterable[Path] = ()) -> None:
    """Refuse a path that no file is written to, as `write_file` says; without `force` nobody can ask to replace one."""
    if path.name.startswith("-") or visible(path.name) != path.name:
        raise Refused(
            f"{path} is no name for a file: it begins with a dash, or holds what cannot be seen; name another"
        )
    try:
        if any(_same(path, other) for other in never):
            raise Refused(f"{path} is the log itself; name another file")
        if any(_within(path, other) for other in never):
            raise Refused(f"{path.parent} is a folder that the log keeps for itself; name a file elsewhere")
        found = path.lstat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise Refused(f"there is no folder {path.parent}; make it first, or name another file") from None
        return
    except (OSError, ValueError) as error:
        raise Refused(
            f"{path} cannot be written: {getattr(error, 'strerror', None) or 'that is no name of a file'}"
        ) from None
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{path} is not a plain file; name another file")
    if not force:
        raise _there(path, or_replace=force is not None)


def _there(path: Path, *, or_replace: bool) -> Refused:
    hint = ", or replace it with --force" if or_replace else ""
    return Refused(f"{path} is there already; name another file{hint}")


def _same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, be it there or yet to come: a log's journal comes and goes."""
    if path.exists() and other.exists():
        return path.samefile(other)
    return path.parent.resolve() / path.name == other.parent.resolve() / other.name


def _within(path: Path, folder: Path) -> bool:
    """Whether a path leads into a folder, or into one below it, be it there or yet to come."""
    parent = path.parent.resolve()
    return folder.resolve() in (parent, *parent.parents)


def _put_in_place(draft: Path, path: Path, force: bool) -> None:
    if force:
        draft.replace(path)
    else:
        try:
            place(draft, path)
        except FileExistsError:
            raise _there(path, or_replace=True) from None
    settle_name(path.parent)

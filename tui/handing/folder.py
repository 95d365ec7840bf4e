"""The folder that documents are written to, and what becomes of a file that is there already."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refused
from storage.disk.beside import own_places
from storage.interchange.writing import write_file
from tui.text.cells import visible

if TYPE_CHECKING:
    from tui.config import Config

_HINT = 'write another into the config, as in folder = "~/Documents"'
_TRIES = 1000


def documents(config: Config) -> Path:
    """The person's folder for documents, made where it is missing: the one of the config, else the platform's.

    Never the one that the program was started in. Refused, in one line, where it cannot be written.
    """
    try:
        folder = Path(config.folder).expanduser() if config.folder else _of_platform()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        blocked = isinstance(error, FileExistsError | NotADirectoryError)
        why = "a file is in its way" if blocked else getattr(error, "strerror", None) or "there is no home folder"
        raise Refused(f"The folder for documents cannot be made: {why}; {_HINT}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Refused(f"The folder {visible(str(folder))} takes no file; {_HINT}")
    return folder


def _of_platform() -> Path:
    from platformdirs import user_documents_path  # not for every command

    return user_documents_path()


def holds(path: Path, content: bytes) -> bool | None:
    """Whether what is there is these very bytes; None where nothing is there."""
    try:
        found = path.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return None
    except OSError:
        return False


def beside(path: Path) -> Path:
    """The first name with a number behind it that nothing has yet: agenda-2026-12-01-dana-reyes-2.pdf."""
    for number in range(2, _TRIES):
        other = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not os.path.lexists(other):
            return other
    raise Refused(f"{visible(path.name)} is there a thousand times; clear the folder up")


def put(path: Path, content: bytes, log: Path, *, replace: bool) -> None:
    """Write a document, whole or not at all, readable by its owner alone; never over the log or what it keeps."""
    write_file(path, [content], force=replace, never=own_places(log))

"""A file of another program, read whole: refused before it can do harm."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from models.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 50 * 1_000_000


def read_file(path: Path, smaller: str = "split it") -> bytes:
    """The bytes of a file; Refused where it is missing, no plain file, or too large: then `smaller` is what to do."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused(f"{path} is not a plain file; name the file to bring in")
        if found.st_size > MOST_BYTES:
            raise Refused(f"{path} is larger than {MOST_BYTES // 1_000_000} MB; {smaller}")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"there is no file {path}") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None

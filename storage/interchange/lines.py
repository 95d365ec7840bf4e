"""JSON Lines as they come from outside: read a line at a time, refused before they can do harm.

The JSON list that an export writes has a record a line as well, and is read the same way.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from models.errors import BadValue, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_LINE = 1 << 20
MAX_FILE = 1 << 30
_BOM = b"\xef\xbb\xbf"


class FileLine(NamedTuple):
    """One line of a file: its number, counted from 1, where it begins, and its bytes."""

    number: int
    offset: int
    data: bytes


class UnreadLine(BadValue):
    """A line that ends the reading; `number` says which."""

    def __init__(self, number: int, why: str) -> None:
        self.number = number
        super().__init__(why)


def open_file(path: Path) -> BinaryIO:
    """The file at `path`, open for reading; Refused where it is missing, no plain file, or too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused(f"{path} is not a plain file; name a *.visavis.jsonl file")
        if found.st_size > MAX_FILE:
            raise Refused(f"{path} is larger than 1 GiB; split it")
        return path.open("rb")
    except FileNotFoundError:
        raise Refused(f"there is no file {path}") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def lines(file: BinaryIO) -> Iterator[FileLine]:
    """Every line that holds a record. UnreadLine where one is over 1 MiB, or a JSON list is not read to its end."""
    number = offset = 0
    in_list = ended = False
    while data := file.readline(MAX_LINE + 2):
        number += 1
        start, offset = offset, offset + len(data)
        if number == 1 and data.startswith(_BOM):
            data, start = data[3:], 3
        if len(data) > MAX_LINE and len(data.rstrip(b"\r\n")) > MAX_LINE:
            raise UnreadLine(number, "is longer than 1 MiB, as no record is; write one record a line")
        if data.isspace():
            continue
        if number == 1 and data.lstrip().startswith(b"["):
            in_list = True
            if data.strip() != b"[":
                raise UnreadLine(number, "is a JSON list on one line; write each record on a line of its own")
        elif in_list and data.strip() == b"]":
            ended = True
        else:
            yield FileLine(number, start, data.rstrip().removesuffix(b",") if in_list else data)
    if in_list and not ended:
        raise UnreadLine(number, "ends before the ] of its list; export the file anew")

"""JSON Lines as they come from outside: read a line at a time, refused before they can do harm."""

from __future__ import annotations

import json
import re
import stat
from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from models.errors import BadValue, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_LINE = 1 << 20
MAX_FILE = 1 << 30
MAX_DEPTH = 32
_BOM = b"\xef\xbb\xbf"
_QUOTED = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # never tried twice: a line may be made to take for ever


class FileLine(NamedTuple):
    """One line of a file: its number, counted from 1, where it begins, and its bytes."""

    number: int
    offset: int
    data: bytes


class LongLine(BadValue):
    """A line over the limit; `number` says which."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__("is longer than 1 MiB, as no record is; write one record a line")


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
    """Every line that is not empty. LongLine where one is over 1 MiB."""
    number = offset = 0
    while data := file.readline(MAX_LINE + 2):
        number += 1
        start, offset = offset, offset + len(data)
        if number == 1 and data.startswith(_BOM):
            data, start = data[3:], 3
        if len(data) > MAX_LINE and len(data.rstrip(b"\r\n")) > MAX_LINE:
            raise LongLine(number)
        if not data.isspace():
            yield FileLine(number, start, data)


def _depth(data: bytes) -> int:
    depth = deepest = 0
    for byte in _QUOTED.sub(b"", data):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _no_constant(name: str) -> Any:
    raise BadValue(f"holds {name}, which is no number; leave it out")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        double = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise BadValue(f'holds "{double[:40]}" twice; keep one of the two')
    return found


_decode = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant).decode


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object of a line; BadValue, saying what is wrong, where it holds none."""
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH and _depth(data) > MAX_DEPTH:
        raise BadValue(f"is nested deeper than {MAX_DEPTH}, as no record is; export the file anew")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadValue(f"is not UTF-8 at byte {error.start + 1}; save the file as UTF-8") from None
    try:
        found = _decode(text)
    except json.JSONDecodeError as error:
        raise BadValue(_json_fault(error)) from None
    except (ValueError, RecursionError):
        raise BadValue("holds a number too long to read; shorten it") from None
    if not isinstance(found, dict):
        raise BadValue("is not a JSON object; write one record a line, between { and }")
    return found


_MEANT = {
    "Expecting ',' delimiter": "a comma or a closing bracket is missing; write it",
    "Expecting ':' delimiter": "there is no colon behind the name; write it",
    "Expecting property name": "no name in double quotes stands here; write one, or delete the comma before it",
    "Illegal trailing comma": "a comma stands before a closing bracket; delete it",
    "Expecting value": "no value stands here; write one, a text in double quotes",
    "Invalid control character": r"a sign that cannot be seen stands here; write a new line as \n, a tab as \t",
    "Invalid \\": r"a \ means nothing here; write it twice",
    "Extra data": "more stands behind the record; put it on a line of its own",
}
"""What each fault of the reader means, by how it begins."""


def _json_fault(error: json.JSONDecodeError) -> str:
    """What is wrong in a line, in words of ours, where, and what to do; a line that was cut off says so."""
    whole = len(error.doc.rstrip())
    if error.pos >= whole or error.msg.startswith("Unterminated"):
        return f"is not JSON: it breaks off behind character {whole}; write each record whole on one line"
    known = (words for begins, words in _MEANT.items() if error.msg.startswith(begins))
    meant = next(known, "it cannot be read; export the file anew")
    return f"is not JSON at character {error.pos + 1}: {meant}"

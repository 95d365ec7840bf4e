"""JSON from outside: refused where it is nested too deep, names a thing twice, or holds what is no number."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from models.errors import BadValue

MAX_DEPTH = 32
_QUOTED = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # never tried twice: a line may be made to take for ever


def _depth(data: bytes) -> int:
    """How deep the brackets of a text are nested, those in its quoted texts aside."""
    depth = deepest = 0
    for byte in _QUOTED.sub(b"", data):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def too_deep(data: bytes) -> bool:
    """Whether a text is nested deeper than any that is read."""
    return data.count(b"[") + data.count(b"{") > MAX_DEPTH and _depth(data) > MAX_DEPTH


def _no_constant(name: str) -> Any:
    raise BadValue(f"holds {name}, which is no number; leave it out")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        double = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise BadValue(f'holds "{double[:40]}" twice; keep one of the two')
    return found


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
"""Reads one JSON value; BadValue where it names a thing twice or holds NaN."""


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object of a line; BadValue, saying what is wrong, where it holds none."""
    if too_deep(data):
        raise BadValue(f"is nested deeper than {MAX_DEPTH}, as no record is; export the file anew")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadValue(f"is not UTF-8 at byte {error.start + 1}; save the file as UTF-8") from None
    try:
        found = DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise BadValue(json_fault(error)) from None
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


def json_fault(error: json.JSONDecodeError) -> str:
    """What is wrong in a line, in words of ours, where, and what to do; a line that was cut off says so."""
    whole = len(error.doc.rstrip())
    if error.pos >= whole or error.msg.startswith("Unterminated"):
        return f"is not JSON: it breaks off behind character {whole}; write each record whole on one line"
    known = (words for begins, words in _MEANT.items() if error.msg.startswith(begins))
    meant = next(known, "it cannot be read; export the file anew")
    return f"is not JSON at character {error.pos + 1}: {meant}"

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
    raise BadValue(f"holds {name}, which is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        double = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise BadValue(f'holds "{double[:40]}" twice')
    return found


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
"""Reads one JSON value; BadValue where it names a thing twice or holds NaN."""


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object of a line; BadValue, saying what is wrong, where it holds none."""
    if too_deep(data):
        raise BadValue(f"is nested deeper than {MAX_DEPTH}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadValue(f"is not UTF-8 at byte {error.start + 1}") from None
    try:
        found = DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise BadValue(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):
        raise BadValue("holds a number too long to read") from None
    if not isinstance(found, dict):
        raise BadValue("is not a JSON object")
    return found

"""Numbers as people write them: with a unit behind them, and times in hours where minutes are wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.records.fields import Field

_NUMBER = r"[+-]?\d{1,15}(?:\.\d{1,15})?"
_MINUTES, _HOURS, _DAYS, _WEEKS = (
    r"(?:m|min|mins|minutes?)\.?|['’′]",
    r"(?:h|hrs?|hours?)\.?",
    r"d|days?",
    r"w|wks?|weeks?",
)
_UNITS = re.compile(rf"({_NUMBER})\s*(?:%|{_MINUTES}|{_HOURS}|{_DAYS}|{_WEEKS})?", re.ASCII | re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(rf"(\d{{1,3}})\s*{_HOURS}\s*(\d{{1,2}})\s*(?:{_MINUTES})?", re.ASCII | re.IGNORECASE)
_WORTH = {
    "minutes": ((_MINUTES, 1), (_HOURS, 60)),
    "was_days": ((_DAYS, 1), (_WEEKS, 7)),
    "should_be_days": ((_DAYS, 1), (_WEEKS, 7)),
}
"""What a unit is worth where the field says in what it counts."""


def read_number(field: Field, text: str) -> float | None:
    """The number that a text means in a field; None where it means none there.

    Minutes are told in hours too, and days in weeks. Where the field has no unit of its own, the one behind the number
    is left out: "3 %" is 3. A score from 1 to 5 and a place in an order take a number alone.
    """
    words = text.strip()
    if re.fullmatch(_NUMBER, words, re.ASCII):
        return float(words)
    if field.name in _WORTH:
        return _in_its_unit(field.name, words)
    found = _UNITS.fullmatch(words) if field.kind == "number" else None
    return float(found[1]) if found else None


def _in_its_unit(name: str, words: str) -> float | None:
    if name == "minutes" and (both := _HOURS_AND_MINUTES.fullmatch(words)):
        return float(both[1]) * 60 + float(both[2])
    for unit, worth in _WORTH[name]:
        if found := re.fullmatch(rf"({_NUMBER})\s*(?:{unit})", words, re.ASCII | re.IGNORECASE):
            return float(found[1]) * worth
    return None

"""RRULE text (RFC 5545) read into a plain value and written back.

Of RRULE this takes what a rhythm of meetings can be: at most one date a day, without an end, in days, weeks, months or
years. It may come from a file, so every part is bounded and whatever is not known is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from models.errors import BadDate
from models.time.words import quoted

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EXAMPLE = "write for example FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=14;BYMINUTE=0"

_LONGEST = 400  # characters: a month of weekdays in every position is shorter

# The greatest INTERVAL by frequency, and the parts beside FREQ and INTERVAL that are read.
_MOST = {"DAILY": 366, "WEEKLY": 52, "MONTHLY": 24, "YEARLY": 4}
_KNOWN = ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND", "WKST")

# Why a part that RRULE knows is not taken here.
_REFUSED = {
    "COUNT": "a rhythm has no end, it runs until it is changed",
    "UNTIL": "a rhythm has no end, it runs until it is changed",
    "DTSTART": "the start is a date of its own",
    "BYYEARDAY": "name days by BYDAY or BYMONTHDAY",
    "BYWEEKNO": "name days by BYDAY or BYMONTHDAY",
    "BYEASTER": "name days by BYDAY or BYMONTHDAY",
}


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """A rule that has been read. Empty tuples: not told; weekdays are (ordinal or 0, 0 for Monday)."""

    freq: str
    interval: int = 1
    months: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    at: time | None = None
    week_start: int = 0

    def text(self) -> str:
        """The rule as RRULE text, each rule in one way only."""
        days = (f"{ordinal or ''}{DAY_CODES[day]}" for ordinal, day in self.weekdays)
        parts = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "BYMONTH": _joined(self.months),
            "BYMONTHDAY": _joined(self.monthdays),
            "BYDAY": ",".join(days),
            "BYSETPOS": _joined(self.positions),
            "BYHOUR": str(self.at.hour) if self.at is not None else "",
            "BYMINUTE": str(self.at.minute) if self.at is not None else "",
            "WKST": DAY_CODES[self.week_start] if self.week_start else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def read_rule(text: str) -> CadenceRule:
    """RRULE text as a Rule. Raises BadDate for an unknown, doubled or contradictory part; its dates are not tried."""
    parts = _parts(text)
    freq = parts.get("FREQ", "nothing")
    if freq not in _MOST:
        raise BadDate(f"{quoted(f'FREQ={freq}')} is no rhythm of meetings; use DAILY, WEEKLY, MONTHLY or YEARLY")
    rule = CadenceRule(
        freq,
        _one(parts, "INTERVAL", 1, _MOST[freq]) or 1,
        _numbers(parts, "BYMONTH", 12, signed=False),
        _numbers(parts, "BYMONTHDAY", 31),
        _weekdays(parts),
        _numbers(parts, "BYSETPOS", 366),
        _time(parts),
        _code(parts.get("WKST", "MO")),
    )
    _refuse_contradictions(rule)
    return rule


# Reading the parts


def _parts(text: str) -> dict[str, str]:
    """The parts of RRULE text by name. Raises BadDate where they are not NAME=VALUE, unknown, or told twice."""
    body = text.strip().upper().removeprefix("RRULE:")
    if not body or len(body) > _LONGEST:
        raise BadDate(f"{quoted(text)} is not a rhythm; {EXAMPLE}")
    parts: dict[str, str] = {}
    for part in body.removesuffix(";").split(";"):
        match = re.fullmatch(r"([A-Z]+)=([A-Z0-9,+:-]+)", part)
        if not match:
            raise BadDate(f"{quoted(part)} is not a part of a rule; {EXAMPLE}")
        name, value = match.groups()
        if name in _REFUSED:
            raise BadDate(f"{name} cannot stand in a rhythm: {_REFUSED[name]}; leave {name} out")
        if name in parts or name not in ("FREQ", "INTERVAL", *_KNOWN):
            raise BadDate(f"{quoted(part)} is {'told twice' if name in parts else 'not known'}; {EXAMPLE}")
        parts[name] = value
    return parts


def _numbers(parts: dict[str, str], name: str, most: int, *, least: int = 1, signed: bool = True) -> tuple[int, ...]:
    """The list of numbers of a part, sorted and without doubles; positive ones before those counted from the end."""
    if name not in parts:
        return ()
    numbers = set()
    for item in parts[name].split(","):
        match = re.fullmatch(r"([+-]?)([0-9]{1,3})", item)
        if not match or not least <= int(match[2]) <= most or (match[1] == "-" and not signed):
            counted = " (or -1, -2 from the end)" if signed else ""
            raise BadDate(f"{quoted(f'{name}={item}')} is not known; use {least} to {most}{counted}")
        numbers.add(-int(match[2]) if match[1] == "-" else int(match[2]))
    return tuple(sorted(numbers, key=lambda number: (number < 0, number)))


def _one(parts: dict[str, str], name: str, least: int, most: int) -> int | None:
    """The one number of a part, None where the part is missing."""
    numbers = _numbers(parts, name, most, least=least, signed=False)
    if len(numbers) > 1:
        told = quoted(f"{name}={parts[name]}")
        raise BadDate(f"{told} is more than one; a rhythm comes at most once a day, keep one")
    return numbers[0] if numbers else None


def _weekdays(parts: dict[str, str]) -> tuple[tuple[int, int], ...]:
    """The weekdays of BYDAY as (ordinal or 0, weekday)."""
    found = set()
    for item in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        match = re.fullmatch(r"([+-]?[1-5])?([A-Z]{2})", item)
        if not match:
            hint = "use for example TU, 1MO for the first Monday, -1FR for the last"
            raise BadDate(f"{quoted(f'BYDAY={item}')} is not known; {hint}")
        found.add((int(match[1] or 0), _code(match[2])))
    return tuple(sorted(found, key=lambda pair: (pair[0] < 0, pair)))


def _code(code: str) -> int:
    if code not in DAY_CODES:
        raise BadDate(f"{quoted(code)} is not a weekday; use {', '.join(DAY_CODES)}")
    return DAY_CODES.index(code)


def _time(parts: dict[str, str]) -> time | None:
    """The time of day of BYHOUR and BYMINUTE; a BYSECOND of 0, which calendars add, says nothing."""
    hour, minute = _one(parts, "BYHOUR", 0, 23), _one(parts, "BYMINUTE", 0, 59)
    _one(parts, "BYSECOND", 0, 0)
    if hour is None and (minute is not None or "BYSECOND" in parts):
        raise BadDate("a time needs its hour; add BYHOUR, for example BYHOUR=14;BYMINUTE=0")
    return None if hour is None else time(hour, minute or 0)


def _refuse_contradictions(rule: CadenceRule) -> None:
    """Parts that RFC 5545 does not let stand together, or that have nothing to act on."""
    ordinals = any(ordinal for ordinal, _ in rule.weekdays)
    plain = any(ordinal == 0 for ordinal, _ in rule.weekdays)
    in_months = rule.freq == "MONTHLY" or (rule.freq == "YEARLY" and rule.months)
    faults = (
        (ordinals and not in_months, "a weekday is counted within a month; use FREQ=MONTHLY, for example BYDAY=1MO"),
        (ordinals and plain, "BYDAY counts all of its weekdays or none; use for example BYDAY=1MO,3MO"),
        (rule.freq == "WEEKLY" and rule.monthdays, "a week has no days of the month; use FREQ=MONTHLY"),
        (rule.freq == "DAILY" and rule.positions, "a day has no positions; leave BYSETPOS out"),
        (rule.positions and not (rule.weekdays or rule.monthdays), "BYSETPOS picks among days; add BYDAY"),
    )
    for wrong, told in faults:
        if wrong:
            raise BadDate(told)


def _joined(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))

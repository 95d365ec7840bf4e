"""Days made from their parts: numbers, shifts, and the edges of months and quarters."""

from __future__ import annotations

from datetime import date, timedelta

from models.errors import BadDate
from models.time.words import COUNT_OF, MONTHS, quoted

FIRST_YEAR, LAST_YEAR = 1900, 2200

# A unit of time as (days, months): exactly one of them is not 0.
_UNIT_OF = {
    **dict.fromkeys(("d", "day", "days"), (1, 0)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), (7, 0)),
    **dict.fromkeys(("fortnight", "fortnights"), (14, 0)),
    **dict.fromkeys(("m", "month", "months"), (0, 1)),
    **dict.fromkeys(("q", "quarter", "quarters"), (0, 3)),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), (0, 12)),
}


def build(year: int, month: int, day: int) -> date:
    """The date of these numbers. Raises BadDate where there is none, naming what there is instead."""
    if not 1 <= month <= 12:
        raise BadDate(f"there is no month {month}; write for example 3 dec or 2026-12-03")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise too_far(str(year))
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        name = MONTHS[month - 1]
        hint = f"write for example {last} {name[:3].lower()} {year}"
        raise BadDate(f"{name} {year} has days 1 to {last}, no {day}; {hint}")
    return date(year, month, day)


def days_in_month(year: int, month: int) -> int:
    """How many days a month of the years 1900 to 2200 has."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day


def monday(day: date) -> date:
    """The Monday of the week that `day` lies in."""
    return day - timedelta(day.weekday())


def plus_months(day: date, months: int) -> date:
    """`day` moved by months, to the last day of a month that is too short: 31 January and a month is 28 February.

    Raises OverflowError for a year that no date has.
    """
    from dateutil.relativedelta import relativedelta  # here, because it costs as much to import as all the rest

    try:
        return day + relativedelta(months=months)
    except ValueError as error:
        raise OverflowError from error


def shifted(day: date, number: str, unit: str, sign: int = 1) -> date | None:
    """`day` moved by "2" or "two" of "weeks", "d", "months" ...; None for an unknown unit. Raises OverflowError."""
    if unit not in _UNIT_OF:
        return None
    count = sign * (COUNT_OF[number] if number in COUNT_OF else int(number))
    days, months = _UNIT_OF[unit]
    return plus_months(day, count * months) if months else day + timedelta(count * days)


def edge_of(edge: str, first: date, months: int) -> date:
    """Start, middle (the 15th) or end of the stretch of `months` that begins on `first`."""
    if edge == "end":
        return plus_months(first, months) - timedelta(1)
    return first.replace(day=15) if edge.startswith("mid") else first


def too_far(words: str) -> BadDate:
    """The fault of a date outside the years that the log takes."""
    return BadDate(f"{quoted(words)} is outside the years {FIRST_YEAR} to {LAST_YEAR}; write a nearer date")

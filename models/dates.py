"""Dates as people write them, read and said back.

A small grammar: each shape of a date is one line of `_SHAPES`, a pattern and the function that reads it. The text is
brought to plain lower-case words first. Whatever fits no shape, or could mean two days, is refused: the date understood
is shown back with its weekday, so a refusal costs a second and a wrong guess may cost a promise. docs/dates.md says
what every form means.

No clock is read here: `today` is always passed in. Patterns are compiled when they are first tried, because commands
that answer within milliseconds import this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from models.errors import BadDate

FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST = 80  # characters; longer text is no date, and would only cost time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

MONTH_OF = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_OF |= {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
WEEKDAY_OF = {name.lower(): n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_OF |= {name[:3].lower(): n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_OF |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
COUNT_OF = {word: n for n, word in enumerate(NUMBER_WORDS, 1)} | {"a": 1, "an": 1}

_EXAMPLES = "write for example fri, 3 dec, in 2 weeks or 2026-12-03"
_SHORT = {"eow": "end of week", "eom": "end of month", "eoq": "end of quarter", "eoy": "end of year"}
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_FRIDAY = 4

# A unit of time as (days, months): exactly one of them is not 0.
_UNIT_OF = {
    **dict.fromkeys(("d", "day", "days"), (1, 0)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), (7, 0)),
    **dict.fromkeys(("fortnight", "fortnights"), (14, 0)),
    **dict.fromkeys(("m", "month", "months"), (0, 1)),
    **dict.fromkeys(("q", "quarter", "quarters"), (0, 3)),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), (0, 12)),
}
_WHICH = {"": 0, "this": 0, "next": 1, "last": -1}

_NUMBER = rf"\d{{1,4}}|{'|'.join(COUNT_OF)}"
_AMOUNT = rf"({_NUMBER}) ?([a-z]+)"
_EDGE = r"(start|beginning|mid|middle|end)(?: of)?(?: the)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"


class _Said(NamedTuple):
    """What stands around the words: the day they are said on and how 3/12 is meant."""

    today: date
    order: str | None


def parse_date(text: str, today: date, order: str | None = None) -> date:
    """The day that `text` means when it is said on `today`.

    `order` ("dmy" or "mdy") tells how to read numbers such as 3/12; without it they are refused. A date without a year
    is the next one on or after `today`. Raises BadDate, one line that says what to write, when the text is not a date,
    could mean more than one, or lies outside the years 1900 to 2200.
    """
    words = plain(text)
    if not words:
        raise BadDate(f"no date is given; {_EXAMPLES}")
    try:
        day = _read(words, _Said(today, order)) if len(words) <= LONGEST else None
    except OverflowError:
        raise _too_far(words) from None
    if day is None:
        raise BadDate(f"{quoted(text)} is not a date; {_EXAMPLES}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _too_far(words)
    return day


def say_date(day: date, today: date) -> str:
    """The day in words with its weekday and its distance: "Fri 4 December, in 13 days"; the year when not this one."""
    return f"{_named(day, today, MONTHS[day.month - 1])}, {_distance((day - today).days)}"


def short_date(day: date, today: date) -> str:
    """The day for a narrow column: "Fri 4 Dec", and the year when it is not this one."""
    return _named(day, today, MONTHS[day.month - 1][:3])


def plain(text: str) -> str:
    """`text` as plain words: lower case, single spaces, no commas, no full stop after a word."""
    return " ".join(re.sub(r"(?<=[a-z])\.", "", text.lower().replace(",", " ")).split())


def quoted(text: str) -> str:
    """`text` in quotes for a one-line message: cut to 40 characters, control characters made visible."""
    line = " ".join(text.split())
    line = line if len(line) <= 40 else line[:39] + "…"
    return '"' + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line) + '"'


# Saying


def _named(day: date, today: date, month: str) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {month}{year}"


def _distance(days: int) -> str:
    near = {offset: word for word, offset in _NEAR.items()}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


# Reading


def _read(words: str, said: _Said) -> date | None:
    """The day that plain words mean; None when they fit no shape."""
    words = re.sub(r"^(?:(?:on|by) )?(?:the )?", "", words)
    words = _SHORT.get(words, words)
    for pattern, read in _SHAPES:
        match = re.fullmatch(pattern, words, re.ASCII)
        day = read(match, said) if match else None
        if day is not None:
            return day
    return None


def _near(m: re.Match[str], said: _Said) -> date | None:
    return said.today + timedelta(_NEAR[m[0]]) if m[0] in _NEAR else None


def _weekday(m: re.Match[str], said: _Said) -> date | None:
    """fri, this fri, next fri, last fri: see the table in docs/dates.md."""
    which, name = m[1] or "", m[2]
    if name not in WEEKDAY_OF:
        return None
    this_weeks = _monday(said.today) + timedelta(WEEKDAY_OF[name])
    ahead = (this_weeks - said.today).days
    if which == "this" and ahead < 0:
        raise BadDate(f"this {name} is past ({short_date(this_weeks, said.today)}); write {name} or last {name}")
    shift = {
        "": 0 if ahead > 0 else 7,  # the coming one; never today, which has its own word
        "coming": 0 if ahead > 0 else 7,
        "this": 0,
        "next": 7,
        "last": 0 if ahead < 0 else -7,
    }[which]
    return this_weeks + timedelta(shift)


def _weekday_of_week(m: re.Match[str], said: _Said) -> date | None:
    """fri next week, tue of this week."""
    if m[1] not in WEEKDAY_OF:
        return None
    return _monday(said.today) + timedelta(WEEKDAY_OF[m[1]] + 7 * _WHICH[m[2]])


def _from_today(m: re.Match[str], said: _Said) -> date | None:
    """in 2 weeks, a month from now."""
    return _shifted(said.today, m[1], m[2])


def _ago(m: re.Match[str], said: _Said) -> date | None:
    return _shifted(said.today, m[1], m[2], sign=-1)


def _signed(m: re.Match[str], said: _Said) -> date | None:
    """+10d, -3d."""
    return _shifted(said.today, m[2], m[3], sign=1 if m[1] == "+" else -1)


def _from_a_day(m: re.Match[str], said: _Said) -> date | None:
    """two weeks from fri, 3 days before eom, the day after tomorrow."""
    start = _read(m[4], said)
    if start is None:
        return None
    return _shifted(start, m[1] or "a", m[2] or "day", sign=-1 if m[3] == "before" else 1)


def _edge_of_period(m: re.Match[str], said: _Said) -> date | None:
    """end of next month, start of quarter, end of week."""
    edge, which, period = m[1], _WHICH[m[2] or ""], m[3]
    if period == "week":
        return _edge_of_week(edge, which, said.today)
    if edge.startswith("mid") and period != "month":
        return None  # the middle of a quarter or a year is not one obvious day
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    this = said.today.replace(day=1, month=said.today.month - (said.today.month - 1) % months)
    return _edge_of_months(edge, _plus(this, 0, which * months), months)


def _edge_of_week(edge: str, which: int, today: date) -> date | None:
    """A week ends on its Friday, which at the weekend is the Friday to come: nobody promises for yesterday."""
    if edge.startswith("mid"):
        return None
    day = _monday(today) + timedelta(7 * which + (_FRIDAY if edge == "end" else 0))
    return day + timedelta(7) if edge == "end" and which == 0 and day < today else day


def _edge_of_named(m: re.Match[str], said: _Said) -> date | None:
    """end of january, mid january 2027, start of q2: without a year the next one on or after today."""
    edge, name, year = m[1], m[2], m[3]
    quarter = re.fullmatch(r"q([1-4])", name)
    if quarter and edge.startswith("mid"):
        return None
    month, months = (int(quarter[1]) * 3 - 2, 3) if quarter else (MONTH_OF.get(name), 1)
    if month is None:
        return None
    day = _edge_of_months(edge, date(int(year or said.today.year), month, 1), months)
    if year or day >= said.today:
        return day
    return _edge_of_months(edge, date(said.today.year + 1, month, 1), months)


def _day_month(m: re.Match[str], said: _Said) -> date | None:
    """3 dec, 5th of december, 15 jan 2027."""
    return _of_month(said, m[3], m[2], m[1])


def _month_day(m: re.Match[str], said: _Said) -> date | None:
    """dec 3, january 15 2027."""
    return _of_month(said, m[3], m[1], m[2])


def _day_only(m: re.Match[str], said: _Said) -> date | None:
    """the 15th: of this month or the next; 15th of next month: of that one."""
    day, which = int(m[1]), m[2]
    this = said.today.replace(day=1)
    later = which == "next" or (which is None and day < said.today.day)
    month = _plus(this, 0, 1 if later else 0)
    return _build(month.year, month.month, day)


def _year_first(m: re.Match[str], said: _Said) -> date | None:  # noqa: ARG001
    """2026-12-03."""
    return _build(int(m[1]), int(m[3]), int(m[4]))


def _numbers(m: re.Match[str], said: _Said) -> date | None:
    """3/12, 3.12.2026: only with an order, or where one reading alone is possible."""
    first, second, year = int(m[1]), int(m[3]), m[4]
    order = said.order
    if order is None and year and (first > 12) != (second > 12):
        order = "dmy" if first > 12 else "mdy"
    if order is None and year and first == second:
        order = "dmy"
    if order is None:
        raise BadDate(f"{quoted(m[0])} could be read in two ways; {_two_ways(first, second, year)}")
    day, month = (first, second) if order == "dmy" else (second, first)
    if not 1 <= month <= 12:
        raise BadDate(f"{quoted(m[0])} has no month {month}, read as {order}; write for example 3 dec or 2026-12-03")
    return _build(int(year), month, day) if year else _next_of_year(said.today, month, day)


def _checked(m: re.Match[str], said: _Said) -> date | None:
    """tue 24 nov: the weekday must be the date's own."""
    name, rest = (m["before"], m["date"]) if m["before"] else (m["after"], m["first"])
    if name not in WEEKDAY_OF:
        return None
    day = _read(rest, said)
    if day is not None and day.weekday() != WEEKDAY_OF[name]:
        true = WEEKDAYS[day.weekday()]
        raise BadDate(
            f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {true}, not a {WEEKDAYS[WEEKDAY_OF[name]]}; "
            f"write {true[:3].lower()} {rest} or another date"
        )
    return day


def _vague(m: re.Match[str], said: _Said) -> date | None:  # noqa: ARG001
    """early january, next month, december: a stretch of days, refused with the ways to name one."""
    stretch = m[1]
    if stretch not in MONTH_OF and stretch not in ("week", "month", "quarter", "year"):
        return None
    name = f"next {stretch}" if stretch not in MONTH_OF else stretch
    middle = f"mid {name}, " if stretch in MONTH_OF or stretch == "month" else ""
    raise BadDate(f"{quoted(m[0])} is not one day; write for example start of {name}, {middle}or end of {name}")


# Days from parts


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _plus(day: date, days: int, months: int) -> date:
    """`day` moved; a month has no more days than it has (31 January and a month is 28 February)."""
    if not months:
        return day + timedelta(days)
    from dateutil.relativedelta import relativedelta  # here, because it costs as much to import as all the rest

    try:
        return day + relativedelta(months=months)
    except ValueError as error:  # how dateutil reports a year beyond 9999
        raise OverflowError from error


def _shifted(day: date, number: str, unit: str, sign: int = 1) -> date | None:
    if unit not in _UNIT_OF:
        return None
    count = sign * (COUNT_OF[number] if number in COUNT_OF else int(number))
    days, months = _UNIT_OF[unit]
    return _plus(day, count * days, count * months)


def _edge_of_months(edge: str, first: date, months: int) -> date:
    """Start, middle (the 15th) or end of the stretch of `months` that begins on `first`."""
    if edge == "end":
        return _plus(first, 0, months) - timedelta(1)
    return first.replace(day=15) if edge.startswith("mid") else first


def _of_month(said: _Said, year: str | None, name: str, day: str) -> date | None:
    month = MONTH_OF.get(name)
    if month is None:
        return None
    return _build(int(year), month, int(day)) if year else _next_of_year(said.today, month, int(day))


def _next_of_year(today: date, month: int, day: int) -> date:
    """That day of the year, the next one on or after today."""
    return _build(today.year + ((month, day) < (today.month, today.day)), month, day)


def _build(year: int, month: int, day: int) -> date:
    """The date of these numbers, or BadDate that names the last day of the month."""
    if not 1 <= month <= 12:
        raise BadDate(f"there is no month {month}; write for example 3 dec or 2026-12-03")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _too_far(str(year))
    last = _edge_of_months("end", date(year, month, 1), 1).day
    if not 1 <= day <= last:
        month_name = MONTHS[month - 1]
        raise BadDate(
            f"{month_name} {year} has {last} days, no {day}; write for example {last} {month_name[:3].lower()} {year}"
        )
    return date(year, month, day)


def _two_ways(first: int, second: int, year: str | None) -> str:
    """The ways that are open: "write 3 dec, 12 mar or 2026-12-03"."""
    months = [(first, second), (second, first)]
    ways = [f"{day} {MONTHS[month - 1][:3].lower()}" for day, month in dict.fromkeys(months) if 1 <= month <= 12]
    return "write for example " + " or ".join([f"{way} {year}" if year else way for way in ways] or ["3 dec"])


def _too_far(words: str) -> BadDate:
    return BadDate(f"{quoted(words)} is outside the years {FIRST_YEAR} to {LAST_YEAR}; write a nearer date")


_SHAPES: tuple[tuple[str, Callable[[re.Match[str], _Said], date | None]], ...] = (
    (r"[a-z]+", _near),
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", _year_first),
    (r"(?:(?:this )?(coming|this|next|last) )?([a-z]+)", _weekday),
    (r"([a-z]+)(?: of)? (this|next|last) week", _weekday_of_week),
    (rf"in {_AMOUNT}", _from_today),
    (rf"{_AMOUNT} from (?:now|today)", _from_today),
    (rf"{_AMOUNT} ago", _ago),
    (r"([+-]) ?(\d{1,4}) ?([a-z]+)", _signed),
    (rf"(?:{_AMOUNT}|day) (from|after|before) (.+)", _from_a_day),
    (rf"{_EDGE}(?: (this|next|last))? (week|month|quarter|year)", _edge_of_period),
    (rf"{_EDGE}[ -]([a-z]+|q[1-4])(?: (\d{{4}}))?", _edge_of_named),
    (rf"{_DAY}(?: of)? ([a-z]+)(?: (\d{{4}}))?", _day_month),
    (rf"([a-z]+)(?: the)? {_DAY}(?: (\d{{4}}))?", _month_day),
    (r"(\d{1,2})(?:st|nd|rd|th)(?: of(?: the)?(?: (this|next))? month)?", _day_only),
    (r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4})|\2)?", _numbers),
    (r"(?P<before>[a-z]+) (?P<date>.*\d.*)|(?P<first>.*\d.*) (?P<after>[a-z]+)", _checked),
    (r"(?:(?:early|late|in|this|next|last)[ -])*([a-z]+)(?: \d{4})?", _vague),
)

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
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.errors import BadDate, UnsureYear
from models.time.days import FIRST_YEAR, LAST_YEAR, build, days_in_month, edge_of, monday, plus_months, shifted, too_far
from models.time.words import COUNT_OF, LONGEST, MONTH_OF, MONTHS, WEEKDAY_OF, WEEKDAYS, plain, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

_EXAMPLES = "write for example fri, 3 dec, in 2 weeks or 2026-12-03"
_SHORT = {"eow": "end of week", "eom": "end of month", "eoq": "end of quarter", "eoy": "end of year"}
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_WHICH = {"this": 0, "next": 1, "last": -1}
_FRIDAY = 4
_JUST, _FAR = 60, 300
"""Up to how many days away a date is near, and from more than how many it is far."""
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


class _Said(NamedTuple):
    """What stands around the words: the day they are said on, how 3/12 is meant, and which way a date is sought."""

    today: date
    order: str | None
    past: bool
    wary: bool = False


def parse_date(text: str, today: date, order: str | None = None, *, past: bool = False, wary: bool = False) -> date:
    """The day that `text` means when it is said on `today`.

    `order` ("dmy" or "mdy") tells how to read numbers such as 3/12; without it they are refused. A date without a year
    is the next one on or after `today`; with `past`, for what has happened already, the last one on or before it, and
    a weekday is the last one before it. With `wary` a date needs its year where the one that is meant so is most of a
    year away, and only days away in the year before it or behind it. Raises BadDate, one line that says what to write,
    when the text is not a date, could mean more than one, or lies outside the years 1900 to 2200.
    """
    words = plain(text)
    if not words:
        raise BadDate(f"no date is given; {_EXAMPLES}")
    try:
        day = _read(words, _Said(today, order, past, wary)) if len(words) <= LONGEST else None
    except OverflowError:
        raise too_far(words) from None
    if day is None:
        raise BadDate(f"{quoted(text)} is not a date; {_EXAMPLES}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise too_far(words)
    return day


def say_date(day: date, today: date) -> str:
    """The day in words with its weekday and its distance: "Fri 4 December, in 13 days"; the year when not this one."""
    return f"{long_date(day, today)}, {distance(day, today)}"


def long_date(day: date, today: date) -> str:
    """The day in words with its weekday: "Fri 4 December"; the year when not this one."""
    return _named(day, today, MONTHS[day.month - 1])


def short_date(day: date, today: date) -> str:
    """The day for a narrow column: "Fri 4 Dec", and the year when it is not this one."""
    return _named(day, today, MONTHS[day.month - 1][:3])


def full_date(day: date) -> str:
    """The day for a page that is read on another one: "Fri 4 Dec 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _named(day: date, today: date, month: str) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {month}{year}"


def distance(day: date, today: date) -> str:
    """How far away the day is: "in 13 days", "tomorrow", "3 days ago"."""
    days = (day - today).days
    for word, offset in _NEAR.items():
        if days == offset:
            return word
    return f"in {days} days" if days > 0 else f"{-days} days ago"


# Reading: each function takes the match of its pattern and gives a day, or None where the words are not of its shape.


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
    which, name = m[1], m[2]
    if name not in WEEKDAY_OF:
        return None
    this_weeks = monday(said.today) + timedelta(WEEKDAY_OF[name])
    if which == "next":
        return this_weeks + timedelta(7)
    if which == "last" or (said.past and which is None):  # the latest one before today
        return this_weeks - timedelta(0 if this_weeks < said.today else 7)
    if which != "this":  # the coming one; never today, which has a word of its own
        return this_weeks + timedelta(0 if this_weeks > said.today else 7)
    if this_weeks < said.today:
        raise BadDate(f"this {name} is past ({short_date(this_weeks, said.today)}); write {name} or last {name}")
    return this_weeks


def _weekday_of_week(m: re.Match[str], said: _Said) -> date | None:
    """Fri next week, tue of this week."""
    if m[1] not in WEEKDAY_OF:
        return None
    return monday(said.today) + timedelta(WEEKDAY_OF[m[1]] + 7 * _WHICH[m[2]])


def _from_today(m: re.Match[str], said: _Said) -> date | None:
    """In 2 weeks, a month from now."""
    return shifted(said.today, m[1], m[2])


def _ago(m: re.Match[str], said: _Said) -> date | None:
    """10 days ago."""
    return shifted(said.today, m[1], m[2], sign=-1)


def _signed(m: re.Match[str], said: _Said) -> date | None:
    """+10d, -3d."""
    return shifted(said.today, m[2], m[3], sign=1 if m[1] == "+" else -1)


def _from_a_day(m: re.Match[str], said: _Said) -> date | None:
    """Two weeks from fri, 3 days before eom, the day after tomorrow."""
    start = _read(m[4], said)
    if start is None:
        return None
    return shifted(start, m[1] or "a", m[2] or "day", sign=-1 if m[3] == "before" else 1)


def _edge_of_period(m: re.Match[str], said: _Said) -> date | None:
    """End of next month, start of quarter, end of week."""
    edge, which, period = m[1], _WHICH.get(m[2], 0), m[3]
    if edge.startswith("mid") and period != "month":
        return None  # the middle of a week, a quarter or a year is not one obvious day
    if period == "week":
        return _edge_of_week(edge, which, said.today)
    months = _MONTHS_IN[period]
    this = said.today.replace(day=1, month=said.today.month - (said.today.month - 1) % months)
    return edge_of(edge, plus_months(this, which * months), months)


def _edge_of_week(edge: str, which: int, today: date) -> date:
    """A week ends on its Friday, which at the weekend is the Friday to come: nobody promises for yesterday."""
    day = monday(today) + timedelta(7 * which + (_FRIDAY if edge == "end" else 0))
    return day + timedelta(7) if edge == "end" and which == 0 and day < today else day


def _edge_of_named(m: re.Match[str], said: _Said) -> date | None:
    """End of january, mid january 2027, start of q2."""
    edge, name, year = m[1], m[2], m[3]
    is_quarter = re.fullmatch(r"q[1-4]", name)
    month = int(name[1]) * 3 - 2 if is_quarter else MONTH_OF.get(name)
    if month is None or (is_quarter and edge.startswith("mid")):
        return None
    months = 3 if is_quarter else 1
    day = edge_of(edge, build(int(year or said.today.year), month, 1), months)
    if year:
        return day
    return edge_of(edge, build(_year_for((day.month, day.day), said), month, 1), months)


def _day_month(m: re.Match[str], said: _Said) -> date | None:
    """3 dec, 5th of december, 15 jan 2027."""
    return _of_month(m[2], m[1], m[3], said)


def _month_day(m: re.Match[str], said: _Said) -> date | None:
    """Dec 3, january 15 2027."""
    return _of_month(m[1], m[2], m[3], said)


def _of_month(name: str, day: str, year: str | None, said: _Said) -> date | None:
    if name not in MONTH_OF:
        return None
    return _build_near(year, MONTH_OF[name], int(day), said)


def _day_only(m: re.Match[str], said: _Said) -> date | None:
    """The 15th: the next one; 15th of next month: that one."""
    day, which, today = int(m[1]), m[2], said.today.day
    nearest = -int(day > today) if said.past else int(day < today)
    month = plus_months(said.today.replace(day=1), _WHICH[which] if which else nearest)
    return build(month.year, month.month, day)


def _year_first(m: re.Match[str], _: _Said) -> date | None:
    """2026-12-03."""
    return build(int(m[1]), int(m[3]), int(m[4]))


def _numbers(m: re.Match[str], said: _Said) -> date | None:
    """3/12, 3.12.2026: only with an order, or where the year stands and one reading alone is possible."""
    first, second, year = int(m[1]), int(m[3]), m[4]
    order = said.order
    if order is None and year and (first == second or (first > 12) != (second > 12)):
        order = "mdy" if second > 12 else "dmy"
    if order is None:
        raise BadDate(f"{quoted(m[0])} does not say which number is the month; {_ways(first, second, year)}")
    day, month = (first, second) if order == "dmy" else (second, first)
    if not 1 <= month <= 12:
        raise BadDate(f"{quoted(m[0])} has no month {month}, read as {order}; {_ways(first, second, year)}")
    return _build_near(year, month, day, said)


def _dotted(m: re.Match[str], said: _Said) -> date | None:
    """3.12., 3. 12. 2026: the dot behind each number says day and month, unless the order is said to be the other."""
    day, month = int(m[1]), int(m[2])
    if said.order == "mdy" and 1 <= day <= 12 and day != month:
        raise BadDate(f"{quoted(m[0])} may begin with the month, as numbers do here; {_ways(day, month, m[3])}")
    if not 1 <= month <= 12:
        raise BadDate(f"{quoted(m[0])} has no month {month}, read as day and month; {_ways(day, month, m[3])}")
    return _build_near(m[3], month, day, said)


def _build_near(year: str | None, month: int, day: int, said: _Said) -> date:
    return build(int(year) if year else _year_for((month, day), said), month, day)


def _year_for(month_day: tuple[int, int], said: _Said) -> int:
    """The year of the next such day on or after today, or of the last on or before it."""
    now = (said.today.month, said.today.day)
    year = said.today.year + (-int(month_day > now) if said.past else int(month_day < now))
    if said.wary:
        _refuse_slip(year, year + (1 if said.past else -1), month_day, said.today)
    return year


def _refuse_slip(far: int, near: int, month_day: tuple[int, int], today: date) -> None:
    """Refuse a date that is most of a year away in the year `far` and only just away in the year `near`."""
    month, day = month_day
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(near, month):
        return
    there, here = date(far, month, min(day, days_in_month(far, month))), date(near, month, day)
    if abs((today - here).days) <= _JUST and abs((there - today).days) > _FAR:
        name = MONTHS[month - 1]
        which = f"{day} {name} may be of {near}, {distance(here, today)}, or of {far}"
        raise UnsureYear(f"{which}; write for example {day} {name[:3].lower()} {near}")


def _ways(first: int, second: int, year: str | None) -> str:
    """What two numbers may be, written so that nobody can mistake it: "write for example 3 dec or 12 mar"."""
    pairs = dict.fromkeys([(first, second), (second, first)])
    ways = [f"{day} {MONTHS[month - 1][:3].lower()}" for day, month in pairs if 1 <= day <= 31 and 1 <= month <= 12]
    return "write for example " + " or ".join([f"{way} {year}" if year else way for way in ways] or ["3 dec"])


def _checked(m: re.Match[str], said: _Said) -> date | None:
    """Tue 24 nov: the weekday must be the date's own."""
    name, rest = (m["before"], m["date"]) if m["before"] else (m["after"], m["first"])
    if name not in WEEKDAY_OF:
        return None
    day = _read(rest, said)
    if day is not None and day.weekday() != WEEKDAY_OF[name]:
        true, typed = WEEKDAYS[day.weekday()], WEEKDAYS[WEEKDAY_OF[name]]
        named = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        raise BadDate(f"{named} is a {true}, not a {typed}; write {true[:3].lower()} {rest} or another date")
    return day


def _vague(m: re.Match[str], _: _Said) -> date | None:
    """Early january, next month, december: a stretch of days, refused with the ways to name one of them."""
    which, stretch, year = m[1] or "next", m[2], m[3]
    if stretch in MONTH_OF:
        name = f"{stretch} {year}" if year else stretch
    elif stretch == "week" or stretch in _MONTHS_IN:
        name = f"{which} {stretch}"
    else:
        return None
    middle = f", mid {name}" if stretch in MONTH_OF or stretch == "month" else ""
    raise BadDate(f"{quoted(m[0])} is not one day; write for example start of {name}{middle} or end of {name}")


_AMOUNT = rf"(\d{{1,6}}|(?:{'|'.join(COUNT_OF)})(?= )) ?([a-z]+)"
_EDGE = r"(start|beginning|mid|middle|end)(?:[ -]of)?(?:[ -]the)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?: (\d{4}))?"

_SHAPES: tuple[tuple[str, Callable[[re.Match[str], _Said], date | None]], ...] = (
    (r"[a-z]+", _near),
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", _year_first),
    (r"(?:(this coming|coming|this|next|last) )?([a-z]+)", _weekday),
    (r"([a-z]+)(?: of)? (this|next|last) week", _weekday_of_week),
    (rf"in {_AMOUNT}", _from_today),
    (rf"{_AMOUNT} from (?:now|today)", _from_today),
    (rf"{_AMOUNT} ago", _ago),
    (r"([+-]) ?(\d{1,6}) ?([a-z]+)", _signed),
    (rf"(?:{_AMOUNT}|day) (from|after|before) (.+)", _from_a_day),
    (rf"{_EDGE}(?: (this|next|last))? (week|month|quarter|year)", _edge_of_period),
    (rf"{_EDGE}[ -]([a-z]+|q[1-4]){_YEAR}", _edge_of_named),
    (rf"{_DAY}(?: of)? ([a-z]+){_YEAR}", _day_month),
    (rf"([a-z]+)(?: the)? {_DAY}{_YEAR}", _month_day),
    (r"(\d{1,2})(?:st|nd|rd|th)(?: of(?: the)?(?: (this|next|last))? month)?", _day_only),
    (r"(\d{1,2})\. ?(\d{1,2})\.(?: (\d{4}))?", _dotted),
    (r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4})|\2)?", _numbers),
    (r"(?P<before>[a-z]+) (?P<date>.*\d.*)|(?P<first>.*\d.*) (?P<after>[a-z]+)", _checked),
    (r"(?:(?:early|late|in) )?(?:(this|next|last) )?([a-z]+)(?: (\d{4}))?", _vague),
)

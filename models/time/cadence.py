"""Rhythms as people write them, to RRULE text and back.

The words are split into how often and on which days; a rhythm that leaves open on which day is refused, because the
day it would fall on is nobody's choice. Which dates a rule has is told by recurrence.py; docs/dates.md lists
what is understood.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from models.errors import BadDate
from models.time.moments import split_time
from models.time.recurrence import check_rule
from models.time.rrule import CadenceRule, read_rule
from models.time.words import COUNTS, LONGEST, MONTHS, WEEKDAY_OF, WEEKDAYS, plain, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

_EXAMPLES = "write for example every other tuesday 14:00 or first monday of the month 9:30"
_WORKDAYS = tuple((0, day) for day in range(5))
_WORKDAY = re.compile(r"(?:week|working ?|work|business ?)days?")
_QUARTER_STARTS, _QUARTER_ENDS = (1, 4, 7, 10), (3, 6, 9, 12)

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ORDINAL_OF = {word: n for n, word in enumerate(_ORDINALS, 1)} | {"last": -1}
_EVERY_OF = {word: n for n, word in enumerate(COUNTS, 1)} | {"other": 2, "second": 2, "third": 3, "fourth": 4}
_LATEST_MONTHDAY = 28  # a later one does not come in every month
_SURE = 4  # nor does a fifth Monday

_N = rf"\d{{1,3}}|{'|'.join(_EVERY_OF)}"
_ADVERBS = {
    "daily": ("day", 1),
    "weekly": ("week", 1),
    "fortnightly": ("week", 2),
    "monthly": ("month", 1),
    "quarterly": ("quarter", 1),
}

# How often and on which days, each shape tried in turn.
_SHAPES = (
    rf"(?:every )?(?P<days>.+) of (?:the|(?:every|each)(?: (?P<n>{_N}))?) (?P<unit>month|quarter)s?",
    rf"(?:every|each)(?: (?P<n>{_N}))? (?P<unit>day|week|month|quarter)s?(?:(?: on)? (?P<days>.+))?",
    rf"(?P<adverb>{'|'.join(_ADVERBS)})(?:(?: on)? (?P<days>.+))?",
    r"(?:every|each)(?: (?P<n>other))? (?P<days>.+)",
    r"(?:on )?(?P<days>.+days)",
)


def parse_cadence(text: str) -> str:
    """The RRULE text that a rhythm in words means; RRULE text itself is checked and brought to its normal form.

    Raises BadDate, one line that says what to write, for what is not understood or leaves the day open.
    """
    if "=" in text:
        return check_rule(text)
    words = plain(text)
    if not words:
        raise BadDate(f"no rhythm is given; {_EXAMPLES}")
    if len(words) > LONGEST:
        raise _not_a_rhythm(text)
    if words.startswith("bi"):
        raise BadDate(f"{quoted(text)} could be read in two ways; write for example every 2 weeks on tue, or every tue")
    at, words = split_time(words)
    for shape in _SHAPES:
        if match := re.fullmatch(shape, words, re.ASCII):
            return check_rule(replace(_rule_of(match, words), at=at).text())
    raise _not_a_rhythm(text)


def say_cadence(rule: str) -> str:
    """The rule in words, "every other Tuesday, 14:00"; its own text where plain words would be longer than it.

    Raises BadDate for what is not a rule.
    """
    read = read_rule(rule)
    said = _SAID[read.freq](read)
    if said is None:
        return f"by the rule {read.text()}"
    return f"{said}, {read.at:%H:%M}" if read.at is not None else said


# Reading


def _rule_of(match: re.Match[str], words: str) -> CadenceRule:
    """The rule, without its time, of a match of one of the shapes."""
    found = match.groupdict()
    days = (found.get("days") or "").removeprefix("the ")
    if found.get("adverb"):
        unit, n = _ADVERBS[found["adverb"]]
    else:
        unit, n = found.get("unit") or "week", _count(found.get("n"))
    rule = _BUILT[unit](n, days) if n else None
    if rule is None:
        raise _not_a_rhythm(words)
    return rule


def _count(word: str | None) -> int:
    if word is None:
        return 1
    return _EVERY_OF[word] if word in _EVERY_OF else int(word)


def _daily(n: int, days: str) -> CadenceRule | None:
    return None if days else CadenceRule("DAILY", n)


def _weekly(n: int, days: str) -> CadenceRule | None:
    """Weeks on one or more weekdays; every weekday."""
    if not days:
        raise BadDate("a rhythm in weeks needs its weekday; write for example every tuesday or every 2 weeks on tue")
    if _WORKDAY.fullmatch(days):
        return CadenceRule("WEEKLY", weekdays=_WORKDAYS) if n == 1 else None
    ordinal, _, name = days.partition(" ")
    if _ordinal(ordinal) and _weekday(name) is not None:
        of_month = f"write {days} of the month"
        raise BadDate(f"{quoted(days)} does not say of what; {of_month}, or for example every other {name}")
    found = [_weekday(name) for name in re.split(r" and | & | ", days)]
    weekdays = tuple((0, day) for day in found if day is not None)
    return CadenceRule("WEEKLY", n, weekdays=weekdays) if len(weekdays) == len(found) else None


def _monthly(n: int, days: str) -> CadenceRule | None:
    """Months on counted weekdays ("first and third monday"), on days of the month, or on a counted working day."""
    if not days:
        hint = "write for example first monday of the month or monthly on the 15th"
        raise BadDate(f"a rhythm in months needs its day; {hint}")
    counted: list[tuple[int, str]] = []
    what = ""
    for piece in reversed(days.split(" and ")):  # from the end, where "first and third monday" says what is counted
        ordinal, _, told = piece.removeprefix("the ").partition(" ")
        number, what = _ordinal(ordinal), told or what
        if number is None:
            return None
        counted.insert(0, (number, what))
    return _counted(n, counted)


def _counted(n: int, counted: list[tuple[int, str]]) -> CadenceRule | None:
    """The rule of counted days, such as (1, "monday"), (15, "") or (-1, "day"): all of one kind."""
    kinds = {_kind(what) for _, what in counted}
    if len(kinds) != 1 or None in kinds:
        return None
    numbers = tuple(number for number, _ in counted)
    if kinds == {"day"}:
        _refuse_over(numbers, _LATEST_MONTHDAY, "day of the month; write last day of the month")
        return CadenceRule("MONTHLY", n, monthdays=numbers)
    _refuse_over(numbers, _SURE, "such day; write for example last friday of the month")
    if kinds == {"workday"}:
        return CadenceRule("MONTHLY", n, weekdays=_WORKDAYS, positions=numbers)
    return CadenceRule("MONTHLY", n, weekdays=tuple((number, WEEKDAY_OF[what]) for number, what in counted))


def _quarterly(n: int, days: str) -> CadenceRule | None:
    """Quarters on their first or last day, or on a counted weekday: what lies in their first or last month for sure."""
    if not days:
        raise BadDate("a rhythm in quarters needs its day; write for example first monday of the quarter")
    rule = _monthly(1, days)
    if rule is None or n != 1:
        return None
    months = _months_of_quarter(rule)
    if months is None:
        raise BadDate(f"{quoted(days)} does not say of which month; write for example first monday of the quarter")
    return replace(rule, months=months)


def _months_of_quarter(rule: CadenceRule) -> tuple[int, ...] | None:
    """The months in which the counted days of a quarter lie, None where that is not sure."""
    numbers = rule.monthdays or rule.positions or tuple(ordinal for ordinal, _ in rule.weekdays)
    if rule.monthdays and rule.monthdays not in ((1,), (-1,)):
        return None
    if all(1 <= number <= _SURE for number in numbers):
        return _QUARTER_STARTS
    return _QUARTER_ENDS if all(-_SURE <= number < 0 for number in numbers) else None


def _weekday(name: str) -> int | None:
    """The weekday of tuesday, tue or tuesdays."""
    return WEEKDAY_OF.get(name, WEEKDAY_OF.get(name.removesuffix("s")))


def _ordinal(word: str) -> int | None:
    """The number of first, 15th or last (-1)."""
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word, re.ASCII)
    return (int(match[1]) or None) if match else _ORDINAL_OF.get(word)


def _kind(what: str) -> str | None:
    if what in ("", "day"):
        return "day"
    if _WORKDAY.fullmatch(what):
        return "workday"
    return "weekday" if what in WEEKDAY_OF else None


def _refuse_over(numbers: tuple[int, ...], most: int, told: str) -> None:
    for number in numbers:
        if number > most:
            raise BadDate(f"not every month has a {_nth(number)} {told}")


def _not_a_rhythm(text: str) -> BadDate:
    return BadDate(f"{quoted(text)} is not a rhythm; {_EXAMPLES}")


_BUILT: dict[str, Callable[[int, str], CadenceRule | None]] = {
    "day": _daily,
    "week": _weekly,
    "month": _monthly,
    "quarter": _quarterly,
}


# Saying: each function gives the words of a rule without its time, or None where there are no plain ones.


def _say_daily(rule: CadenceRule) -> str | None:
    return None if rule.months or rule.monthdays or rule.weekdays else _every(rule.interval, "day")


def _say_weekly(rule: CadenceRule) -> str | None:
    if rule.months or rule.positions:
        return None
    if not rule.weekdays:
        return _every(rule.interval, "week")
    if rule.weekdays == _WORKDAYS and rule.interval == 1:
        return "every weekday"
    names = _listed([WEEKDAYS[day] for _, day in rule.weekdays])
    every = {1: "every", 2: "every other"}.get(rule.interval) or f"every {rule.interval} weeks on"
    return f"{every} {names}"


def _say_monthly(rule: CadenceRule) -> str | None:
    days = _say_days(rule)
    if days is None:
        return None
    if not rule.months:
        return f"{days} of {_of_months(rule.interval)}" if days else _every(rule.interval, "month")
    of_quarter = days and rule.interval == 1 and rule.months == _months_of_quarter(rule)
    return f"{days} of the quarter" if of_quarter else None


def _say_days(rule: CadenceRule) -> str | None:
    """Which days of the month: "first and third Monday", "15th and last day"; empty where the rule leaves it open."""
    if rule.monthdays:
        days = [_nth(n) if n > 0 else f"{_counted_word(n)} day" for n in rule.monthdays]
        return None if rule.weekdays or rule.positions else _listed(days)
    if rule.weekdays == _WORKDAYS and rule.positions:
        return _listed([_counted_word(n) for n in rule.positions]) + " weekday"
    if not rule.weekdays:
        return ""
    if len(rule.weekdays) == 1 and rule.positions and rule.weekdays[0][0] == 0:
        counted = [(n, rule.weekdays[0][1]) for n in rule.positions]  # another way to write 1MO
    else:
        counted = [] if rule.positions else list(rule.weekdays)
    if not counted or any(n == 0 for n, _ in counted):
        return None
    if len({day for _, day in counted}) == 1:
        return _listed([_counted_word(n) for n, _ in counted]) + f" {WEEKDAYS[counted[0][1]]}"
    return _listed([f"{_counted_word(n)} {WEEKDAYS[day]}" for n, day in counted])


def _say_yearly(rule: CadenceRule) -> str | None:
    every = _every(rule.interval, "year")
    if not (rule.months or rule.monthdays or rule.weekdays):
        return every
    if rule.weekdays or rule.positions or not rule.months or not rule.monthdays:
        return None
    if not all(1 <= day <= _LATEST_MONTHDAY for day in rule.monthdays):
        return None
    return f"{every} on " + _listed([f"{day} {MONTHS[month - 1]}" for month in rule.months for day in rule.monthdays])


def _every(interval: int, unit: str) -> str:
    return {1: f"every {unit}", 2: f"every other {unit}"}.get(interval) or f"every {interval} {unit}s"


def _of_months(interval: int) -> str:
    return "the month" if interval == 1 else _every(interval, "month")


def _counted_word(number: int) -> str:
    """first, second; last, second-last."""
    if number == -1:
        return "last"
    word = _ORDINALS[abs(number) - 1] if abs(number) <= len(_ORDINALS) else _nth(abs(number))
    return word if number > 0 else f"{word}-last"


def _nth(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else ends.get(number % 10, 'th')}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_SAID: dict[str, Callable[[CadenceRule], str | None]] = {
    "DAILY": _say_daily,
    "WEEKLY": _say_weekly,
    "MONTHLY": _say_monthly,
    "YEARLY": _say_yearly,
}

"""The words that dates, moments and rhythms are written in, and how text is brought to plain words."""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

# What may be typed, to its number: months and counts from 1, weekdays from 0 for Monday as in datetime.
MONTH_OF = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_OF |= {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
WEEKDAY_OF = {name.lower(): n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_OF |= {name[:3].lower(): n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_OF |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
COUNT_OF = {word: n for n, word in enumerate(COUNTS, 1)} | {"a": 1, "an": 1}

LONGEST = 80  # characters of plain words; what is longer is no date, and would only cost time


def plain(text: str) -> str:
    """`text` as plain words: lower case, single spaces, no commas, no full stop after a word."""
    return " ".join(re.sub(r"(?<=[a-z])\.", "", text.lower().replace(",", " ")).split())


_REASONS = {
    "priority-changed": "priorities changed",
    "waiting-on-other-side": "waited for other",
    "requirements": "unclear what",
    "resources": "nobody free",
    "technical": "technical",
    "vendor": "a vendor",
    "forgot": "lost from sight",
    "no-longer-needed": "not needed",
    "other": "other or not said",
}


def reason_text(code: str) -> str:
    """Why a promise was missed, in plain words; a code that is such words already stays."""
    return _REASONS.get(code, code.replace("-", " "))


MONTHS_FROM = 100
"""From so many days on a duration is told in months."""

_MONTH = 365.25 / 12


def days_text(days: float | None) -> str:
    """A number of days in words: 1 day, 2.5 days, 3 months; None is a time that is not reached."""
    if days is None:
        return "not reached"
    if days >= MONTHS_FROM:
        return f"{days / _MONTH:.0f} months"
    return f"{days:g} day" if days == 1 else f"{days:g} days"


def quoted(text: str) -> str:
    """`text` in quotes for a one-line message: cut to 40 characters, unprintable ones replaced by a mark."""
    line = " ".join(text.split())
    line = line if len(line) <= 40 else line[:39] + "…"
    return '"' + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line) + '"'


FEWEST = 2
"""Cases that a figure is told of at least: one alone says nothing of how things go."""


def of_text(some: int, whole: int) -> str:
    """How many of how many: 8 of 11; empty where there is no case, or one."""
    return f"{some} of {whole}" if whole >= FEWEST else ""


def folded(count: int, most: int) -> int:
    """How many of so many are shown where at most so many are: all where one alone would be left, whose "and 1 more"
    takes the place that it saves.
    """
    return count if count <= most + 1 else most

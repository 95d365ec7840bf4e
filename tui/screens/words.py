"""What the app calls things: people, ages, days, and the acts of a life, in the words of its screens."""

from __future__ import annotations

from datetime import date

from models.acts.event import Event
from models.dates import say_date
from models.pair import Pair
from models.words import MONTHS, WEEKDAYS
from tui.text import visible
from tui.widgets.grid import WHEN

NEAR_DAYS = 14
"""Within so many days a date is told by its weekday or distance, beyond by its month."""

_ACTS = {
    "commitment": {
        "request": "asked",
        "offer": "offered",
        "promise": "promised",
        "counter": "offered something else",
        "decline": "declined",
        "withdraw": "withdrawn",
        "accept": "accepted",
        "propose": "new date",
        "agree": "agreed",
        "refuse": "date kept",
        "report": "done",
        "satisfied": "accepted",
        "unsatisfied": "sent back",
        "revoke": "taken back",
        "cancel": "no longer needed",
    },
    "feedback": {
        "request": "asked",
        "give": "given",
        "decline": "declined",
        "acknowledge": "heard",
        "will_act": "will act on it",
        "wont_act": "will not act on it",
        "follow_up": "followed up",
        "lapse": "lapsed",
    },
    "disagreement": {
        "discuss": "discussed",
        "park": "parked",
        "escalate": "escalated",
        "resolve": "settled",
        "reopen": "open again",
        "lapse": "lapsed",
        "raise": "raised",
    },
}
_STATES = {
    "requested": "asked for",
    "countered": "something else offered",
    "reported": "said to be done",
    "satisfied": "done and accepted",
    "revoked": "taken back",
    "cancelled": "no longer needed",
    "acknowledged": "heard",
    "will-act": "will act on it",
    "wont-act": "will not act on it",
    "followed-up": "followed up",
    "discussing": "being discussed",
    "resolved": "settled",
    "reopened": "open again",
}


def called(pair: Pair, uid: str) -> str:
    """Whose it is, for a column of names: you, the other's first name, or both."""
    if not uid:
        return "both"
    return "you" if uid == pair.me.uid else visible(pair.short(uid))


def counted(number: int, noun: str) -> str:
    """1 day, 2 days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def age(days: int) -> str:
    """An age for the column of times: days while they fit it, then years."""
    if days == 0:
        return "today"
    words = counted(days, "day")
    return words if len(words) <= WHEN else counted(days // 365, "year")


def ago(days: int) -> str:
    """How long ago: in days for two weeks, then weeks, months, years."""
    if days < 2:
        return "today" if days == 0 else "yesterday"
    for most, unit, length in ((NEAR_DAYS, "day", 1), (70, "week", 7), (730, "month", 30)):
        if days < most:
            return f"{counted(days // length, unit)} ago"
    return f"{counted(days // 365, 'year')} ago"


def day_named(day: date, today: date) -> str:
    """Tue 24 November, with the year when it is not this one."""
    return say_date(day, today).rpartition(", ")[0]


def distance(day: date, today: date) -> str:
    """in 3 days, tomorrow, 12 days ago."""
    return say_date(day, today).rpartition(", ")[2]


def day_month(day: date, today: date) -> str:
    """24 Nov, with the year when it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def day_in_column(day: date, today: date) -> str:
    """A date for the column of times: today, tomorrow, Tue 24 within two weeks, else 24 Dec."""
    away = (day - today).days
    if away in (0, 1):
        return "tomorrow" if away else "today"
    if 0 <= away < NEAR_DAYS:
        return f"{WEEKDAYS[day.weekday()][:3]} {day.day}"
    return day_month(day, today) if day.year == today.year else f"{MONTHS[day.month - 1][:3]} {day.year}"


def act_word(noun: str, event: Event, today: date, *, promised: bool = True) -> str:
    """One event of a life line: the word of its act, and the date it put forward. `promised`: it was, before this."""
    word = _ACTS[noun].get(event.act, event.act.replace("_", " "))
    if event.act == "refuse" and not promised:
        return "refused"
    due = event.date("due") or event.date("wanted_by") or event.date("revisit_on")
    if due is None:
        return word
    joined = "" if event.act == "propose" else "until " if event.act == "park" else "for "
    return f"{word} {joined}{day_month(due, today)}"


def state_word(state: str) -> str:
    """Where a record stands, in plain words."""
    return _STATES.get(state, state)

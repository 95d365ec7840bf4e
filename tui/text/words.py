"""What the app calls things: people, ages, days, and the acts of a life, in the words of its screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.acts.likely import done_act, is_praise_heard
from models.acts.rules import PENDING
from models.acts.sentences import sentence
from models.records.labels import field_label
from models.records.naming import short_id
from models.records.nouns import LIVES
from models.records.pair import labels
from models.time.dates import distance
from models.time.words import MONTHS, WEEKDAYS, days_text, folded
from tui.text.cells import visible
from tui.text.glyphs import veil as veil

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from models.records.event import Event
    from models.records.pair import Pair
    from storage.writes.capture import Recorded
    from storage.writes.lives import Done

NEAR_DAYS = 14
"""Within so many days a date is told by its weekday or distance, beyond by its month."""

_IN_DAYS = 28
"""Within so many days it is told in days how long ago something was: 27 of them are no three weeks."""

_IDS, _TWO_YEARS = 3, 730

_HALF_A_YEAR = 183
"""Within so many days a day and a month can mean one day only, also across the end of a year."""

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
        "revoke": "given up",
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
_DOES = {
    ("commitment", "promise"): "promise",
    ("commitment", "accept"): "accept",
    ("commitment", "report"): "done",
    ("commitment", "satisfied"): "accept",
    ("feedback", "give"): "give",
    ("feedback", "acknowledge"): "heard",
    ("feedback", "will_act"): "will act",
    ("feedback", "follow_up"): "follow up",
    ("disagreement", "resolve"): "settle",
}
_MENU = {
    ("commitment", "request"): "ask again, with new terms",
    ("commitment", "promise"): "promise it",
    ("commitment", "counter"): "offer something else",
    ("commitment", "decline"): "say no",
    ("commitment", "withdraw"): "withdraw it",
    ("commitment", "accept"): "accept the offer",
    ("commitment", "refuse"): "refuse the offer",
    ("commitment", "propose"): "new date",
    ("commitment", "agree"): "agree to the new date",
    ("commitment", "report"): "done",
    ("commitment", "satisfied"): "accept it as done",
    ("commitment", "unsatisfied"): "send it back",
    ("commitment", "revoke"): "give it up",
    ("commitment", "cancel"): "no longer needed",
    ("feedback", "give"): "give the feedback",
    ("feedback", "decline"): "say no",
    ("feedback", "acknowledge"): "heard",
    ("feedback", "will_act"): "will act on it",
    ("feedback", "wont_act"): "will not act on it",
    ("feedback", "follow_up"): "say what came of it",
    ("feedback", "lapse"): "let it lapse",
    ("disagreement", "discuss"): "spoken of",
    ("disagreement", "park"): "park it until a day",
    ("disagreement", "escalate"): "let somebody else decide",
    ("disagreement", "resolve"): "settle it",
    ("disagreement", "reopen"): "open it again, by a new fact",
    ("disagreement", "lapse"): "let it lapse",
}
_VERBS = {
    ("meeting", "hold"): "it was held",
    ("meeting", "miss"): "it did not happen",
    ("meeting", "move"): "move it",
    ("meeting", "cancel"): "call it off",
    ("topic", "discuss"): "spoken of",
    ("topic", "carry"): "on to the next meeting",
    ("topic", "drop"): "no longer needed",
    ("decision", "confirm"): "it still holds",
    ("criterion", "check-in"): "check it in",
    ("criterion", "celebrate"): "celebrate it",
    ("note", "confirm"): "still true",
    ("note", "answer"): "it was answered",
    ("note", "level"): "how well it is mastered",
    ("note", "learned"): "it was learned",
    ("note", "made"): "it was made",
    ("note", "met"): "it was met",
    ("note", "missed"): "it was missed",
    ("note", "outcome"): "what came of it",
    ("customer", "agree"): "agree to it",
    ("customer", "revise"): "a new version",
    ("placement", "end"): "it is over",
    ("pulse", "answer"): "answer",
    ("pulse", "hand-over"): "answer behind the veil",
}


def with_whom(pairs: list[Pair], touched: Iterable[str], shown: str = "") -> str:
    """With whom a change was that touched these alliances; empty of the one that is shown, and where there is one."""
    others = set(touched) - {shown}
    names = [visible(name) for pair, name in zip(pairs, labels(pairs), strict=True) if pair.uid in others]
    return " and ".join(names) if len(pairs) > 1 else ""


def called(pair: Pair, uid: str) -> str:
    """Whose it is, for a column of names: you, the other's first name, or both."""
    return visible(pair.called(uid))


def label_of(name: str, pair: Pair) -> str:
    """The same, in the words of an alliance: for Dana, and not for the partner."""
    whose = {"for_principal": pair.alliance.principal, "for_partner": pair.alliance.partner}.get(name)
    return f"for {visible(pair.short(whose))}" if whose else field_label(name)


def unveiled(done: Done, *, veiled: bool) -> str:
    """What was done, as it may be shown in a line: behind the veil a private record goes without its name."""
    return sentence(veil() if veiled and done.private else done.title, briefly(done))


def briefly(done: Done | Recorded) -> str:
    """What is so now; of what has a life its date is short, so that in a line the thing's own name has room."""
    became = done.became
    return became.in_short(done.today) if done.noun in LIVES else became.in_full(done.today)


def ids_of(targets: Sequence[tuple[str, int]]) -> str:
    """The ids of some records, the first three of them: C31, C32, D4 and 2 more."""
    shown = folded(len(targets), _IDS)
    first = ", ".join(short_id(*target) for target in targets[:shown])
    return f"{first} and {len(targets) - shown} more" if targets[shown:] else first


def counted(number: int, noun: str) -> str:
    """1 day, 2 days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def age(days: int) -> str:
    """An age for the column of times: in days, from a hundred on in months, from two years on in years."""
    if days == 0:
        return "today"
    return days_text(days) if days < _TWO_YEARS else counted(days // 365, "year")


def ago(days: int) -> str:
    """How long ago: in days for four weeks, then weeks, months, years."""
    if days < 2:
        return "today" if days == 0 else "yesterday"
    for most, unit, length in ((_IN_DAYS, "day", 1), (70, "week", 7), (730, "month", 30)):
        if days < most:
            return f"{counted(days // length, unit)} ago"
    return f"{counted(days // 365, 'year')} ago"


def ago_exactly(moment: datetime, now: datetime) -> str:
    """How long ago something was on the clock: in minutes, hours, then as days are."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 60:
        return "just now" if minutes == 0 else f"{counted(minutes, 'minute')} ago"
    return f"{counted(minutes // 60, 'hour')} ago" if minutes < 24 * 60 else ago(minutes // (24 * 60))


def day_month(day: date, today: date) -> str:
    """24 Nov, with the year when it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def day_in_column(day: date, today: date) -> str:
    """A date for the column of times: today, tomorrow, Tue 24 Nov within two weeks, 24 Dec within six months, else
    Dec 2027.
    """
    away = (day - today).days
    if away in (0, 1):
        return "tomorrow" if away else "today"
    if 0 <= away < NEAR_DAYS:
        return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return past_in_column(day, today)


def away_beside(day: date, today: date) -> str:
    """How far away a day is, beside its column; empty where that says it already, as of tomorrow."""
    away = distance(day, today)
    return "" if away == day_in_column(day, today) else away


def past_in_column(day: date, today: date) -> str:
    """A date of what has happened, for the column of times: 24 Dec within six months, else Dec 2027."""
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month}" if abs((day - today).days) <= _HALF_A_YEAR else f"{month} {day.year}"


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


def does_word(noun: str, step: str, *, own: bool = False) -> str:
    """What the key *d* does to a record that stands there, in a word; empty where it does nothing.

    `own`: a promise of one's own; once it is said to be done, only the other's word is left.
    """
    if own and (noun, step) == ("commitment", "reported"):
        return ACCEPTED
    return _DOES.get((noun, done_act(noun, step)), "")


ACCEPTED = "accepted"
"""What can be done with one's own promise that is said to be done: the other's word is recorded, by *D*."""


def does(noun: str, record: Any, pair: Pair, today: date, *, replaced: bool = False) -> str:
    """What the key *d* does to a record as it stands, in a word; empty where it does nothing.

    `replaced`: another record of its noun has replaced it.
    """
    if is_praise_heard(noun, record):
        return ""
    if noun in LIVES:
        return does_word(noun, record.state, own=noun == "commitment" and record.from_ == pair.me.uid)
    from models.verbs.every import done_verb  # the first picture shows lives alone
    from models.verbs.pulse import HAND_OVER

    verb = done_verb(noun, record, pair, today, replaced=replaced)
    if verb is not None and verb == HAND_OVER:
        return f"hand to {pair.short(pair.other.uid)}"
    return verb_word(noun, verb.name) if verb else ""


def verb_word(noun: str, verb: str) -> str:
    """What can be done with a record whose life is no series of acts, as the menu offers it."""
    return _VERBS[noun, verb]


def menu_word(noun: str, act: str, step: str) -> str:
    """An act as the menu offers it, from where the record stands."""
    if (noun, act, step) == ("commitment", "refuse", PENDING):
        return "keep the date"
    return _MENU[noun, act]

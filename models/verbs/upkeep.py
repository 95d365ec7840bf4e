"""What keeps up to date what two people know of each other and share, for the nouns without a series of acts.

Nothing is offered that another record has replaced: that is for the caller to know, who sees the others.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.records.fields import Field
from models.records.freshness import GOES_STALE
from models.records.nouns import NOUNS
from models.verbs.meetings import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

STILL_TRUE = Verb("confirm")
ANSWER = Verb("answer", ("on",), at_once=True, may=("answer", "sources"))
REPLY = Verb("answer", ("answer", "sources", "on"), needs=("answer",))
LEARNED = Verb("learned", ("on",), at_once=True)
MADE = Verb("made", ("on",), at_once=True)
MET = Verb("met", ("came_of", "on"), at_once=True)
JUDGED_MET = Verb("met", ("came_of", "on"))
MISSED = Verb("missed", ("came_of", "on"))
OUTCOME = Verb("outcome", ("came_of",), needs=("came_of",))
LEVEL = Verb("level", ("level",), needs=("level",))
MONEY = ("amount", "currency", "compared_with", "sureness")
CHECK_IN = Verb("check-in", ("value", "status", "how", "note", "on"), may=MONEY)
CELEBRATE = Verb("celebrate", ("credit",), needs=("credit",))
AGREE = Verb("agree", ("by",), at_once=True)
REVISE = Verb("revise", ("text", "segments", "journey", "questions", "sources"), needs=("text",))
STILL_HOLDS = Verb("confirm", ("review_on",))
END = Verb("end", ("until_on", "learned"))

VERBS: dict[str, tuple[Verb, ...]] = {
    "decision": (STILL_HOLDS,),
    "criterion": (CHECK_IN, CELEBRATE),
    "note": (STILL_TRUE, ANSWER, LEVEL, LEARNED, MADE, MET, MISSED, OUTCOME),
    "customer": (AGREE, REVISE),
    "placement": (END,),
}
"""What can be done with the records of a noun, whatever their state."""

CONFIRMED = (*GOES_STALE, "personal")
"""Kinds of notes that are true for a while only, and are confirmed."""

NEXT_LOOK = timedelta(days=365)
"""When a guideline is looked at again, where nobody says."""

BOTH = "both"
_WHO = Field("by", "choice", choices=("me", "partner", BOTH), help="who agrees; both unless told")
_TODAY = "today unless told"
_HELP = {
    ("criterion", "credit"): "what each team did: the credit is both's",
    ("decision", "review_on"): "when to look at it again; in a year unless told",
    ("placement", "until_on"): _TODAY,
}


def verbs(noun: str, record: Any, today: date) -> tuple[Verb, ...]:
    """What can be done with a record as it stands, the likeliest first; nothing for other nouns."""
    able = _ABLE.get(noun)
    return able(record, today) if able else ()


def done_verb(noun: str, record: Any, today: date) -> Verb | None:
    """What is done with it next, most likely; None where nothing waits."""
    able = verbs(noun, record, today)
    first = able[0] if able else None
    if first == STILL_HOLDS:
        return first if record.review_on is not None and record.review_on <= today else None
    if first == CHECK_IN:
        return first if record.met_on is None else None
    return None if first in (LEVEL, REVISE, JUDGED_MET) else first


UNTIL_FURTHER_NOTICE = ("guideline", "data", "tool")
"""Kinds of decisions that hold until further notice, and are looked at again."""


def _decision(record: Any, _today: date) -> tuple[Verb, ...]:
    return (STILL_HOLDS,) if record.kind in UNTIL_FURTHER_NOTICE or record.review_on else ()


def _criterion(record: Any, _today: date) -> tuple[Verb, ...]:
    return (CELEBRATE, CHECK_IN) if record.met_on and not record.credit else (CHECK_IN,)


def _note(record: Any, today: date) -> tuple[Verb, ...]:
    if record.kind in CONFIRMED:
        judged = (JUDGED_MET, MISSED) if record.kind == "expectation" else ()
        return ((STILL_TRUE,) if record.confirmed_on != today else ()) + judged
    return _ABLE_NOTE.get(record.kind, lambda _record: ())(record)


def _introduction(record: Any) -> tuple[Verb, ...]:
    """Offered, answered, made, met: what comes next is first, and one may be told without the one before."""
    answer = () if record.answered_on or record.done_on or record.met_on else (ANSWER,)
    made = () if record.done_on or record.met_on else (MADE,)
    return (*answer, *made, *(() if record.met_on else (MET,)))


_ABLE_NOTE: dict[str, Callable[[Any], tuple[Verb, ...]]] = {
    "introduction": _introduction,
    "suggestion": lambda record: () if record.answered_on else (ANSWER,),
    "question": lambda record: () if record.answered_on else (REPLY,),
    "learning": lambda record: (LEARNED,) if record.due_on and not record.done_on else (LEVEL,),
    "showing": lambda record: () if record.came_of else (OUTCOME,),
}


def _customer(record: Any, _today: date) -> tuple[Verb, ...]:
    return (REVISE,) if len(record.agreed or {}) > 1 else (AGREE, REVISE)


def _placement(record: Any, today: date) -> tuple[Verb, ...]:
    return (END,) if record.until_on is None or record.until_on > today else ()


_ABLE: dict[str, Callable[[Any, date], tuple[Verb, ...]]] = {
    "decision": _decision,
    "criterion": _criterion,
    "note": _note,
    "customer": _customer,
    "placement": _placement,
}


# What they ask for


def fields(noun: str, verb: Verb) -> tuple[Field, ...]:
    """The fields that a verb asks for, in the order of its form."""
    return tuple(_field(noun, verb, name) for name in verb.asks)


def _field(noun: str, verb: Verb, name: str) -> Field:
    if verb == AGREE:
        return _WHO
    if verb == CHECK_IN:
        part = check_in_part(name)
        return replace(part, required=False, help=_TODAY) if name == "on" else part
    found = NOUNS[noun].field(name)
    return replace(found, help=_HELP.get((noun, name), found.help))


def further(noun: str, verb: Verb) -> tuple[Field, ...]:
    """The fields that a verb does not ask for and yet takes."""
    return tuple(check_in_part(name) if verb == CHECK_IN else NOUNS[noun].field(name) for name in verb.may)


def check_in_part(name: str) -> Field:
    """What a check-in may hold, by its name."""
    return next(part for part in NOUNS["criterion"].field("check_ins").parts if part.name == name)


def kept(verb: Verb, record: Any) -> dict[str, Any]:
    """What its form begins with because the record says so."""
    if verb in (LEVEL, REVISE):
        return {name: getattr(record, name) for name in verb.asks}
    return {"learned": record.learned} if verb == END else {}


def proposed(verb: Verb, today: date) -> dict[str, Any]:
    """What its form begins with because it is likely."""
    if verb == STILL_HOLDS:
        return {"review_on": today + NEXT_LOOK}
    return {"until_on": today} if verb == END else {}

"""What can be done with a record whose life is no series of acts: one way in for every noun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.records.nouns import NOUNS
from models.verbs import meetings, pulse, upkeep
from models.verbs.meetings import MOVE, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from models.records.fields import Field
    from models.records.pair import Pair

MET = ("meeting", "topic")
"""The nouns whose verbs are those of a meeting."""

_NAMED = {(noun, verb.name): verb for noun, known in {**meetings.VERBS, **upkeep.VERBS}.items() for verb in known}


def verbs(noun: str, record: Any, pair: Pair, today: date, *, replaced: bool = False) -> tuple[Verb, ...]:
    """What can be done with a record as it stands, the likeliest first; nothing where another one has replaced it."""
    if replaced:
        return ()
    if noun in MET:
        return meetings.verbs(noun, record.state, come=has_come(record, pair, today))
    return pulse.verbs(record, pair) if noun == "pulse" else upkeep.verbs(noun, record, today)


def done_verb(noun: str, record: Any, pair: Pair, today: date, *, replaced: bool = False) -> Verb | None:
    """What brings it on, or to its end; None where nothing waits."""
    if replaced:
        return None
    if noun in MET:
        return meetings.done_verb(noun, record.state, come=has_come(record, pair, today))
    if noun == "pulse":
        return next(iter(pulse.verbs(record, pair)), None)
    return upkeep.done_verb(noun, record, today)


GOES_ON: Mapping[str, Mapping[str, str]] = {
    "commitment": {
        "requested": "request",
        "offered": "offer",
        "countered": "request",
        "promised": "promise",
        "reported": "promise",
    },
    "topic": {"open": ""},
    "disagreement": dict.fromkeys(("raised", "discussing", "parked", "escalated", "reopened"), "raise"),
}
"""The states from which a record goes on, and the act with which it begins anew."""

CARRIED = tuple(GOES_ON)
"""The nouns of what can go on in another alliance once its own has ended."""


def has_come(record: Any, pair: Pair, today: date) -> bool:
    """Whether the day of a meeting is there; of everything else it is."""
    return not hasattr(record, "starts_at") or pair.day(record.starts_at) <= today


def named(noun: str, name: str) -> Verb:
    """The verb of that name; KeyError where the noun has none such."""
    return _NAMED[noun, name]


def asking(noun: str, name: str) -> Verb | None:
    """The verb of that name that has a form; None where there is none."""
    verb = _NAMED.get((noun, name))
    return verb if verb and verb.asks else None


def fields(noun: str, verb: Verb) -> tuple[Field, ...]:
    """The fields that a verb asks for, in the order of its form."""
    if noun in MET:
        return tuple(NOUNS[noun].field(name) for name in verb.asks)
    return upkeep.fields(noun, verb)


def taken(noun: str, verb: Verb) -> tuple[Field, ...]:
    """Every field that a verb takes: those that it asks for, then those that it may have."""
    if noun in MET:
        return (*fields(noun, verb), *(NOUNS[noun].field(name) for name in verb.may))
    return (*fields(noun, verb), *upkeep.further(noun, verb))


def kept(verb: Verb, record: Any) -> dict[str, Any]:
    """What its form begins with because the record says so."""
    return {name: getattr(record, name) for name in verb.asks} if verb == MOVE else upkeep.kept(verb, record)


def proposed(verb: Verb, today: date) -> dict[str, Any]:
    """What its form begins with because it is likely."""
    return upkeep.proposed(verb, today)

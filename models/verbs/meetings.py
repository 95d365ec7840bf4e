"""What can be done with a meeting or a topic as it stands: no series of acts, a word about its state is enough."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from models.records.event import Values
    from models.records.rows import Meeting


class Verb(NamedTuple):
    """Something that can be done, as commands name it, and the fields that it asks for, those that it needs among them.

    `at_once`: a key does it without asking, since all that it asks for is known. `may` are fields that it does not ask
    for and yet takes.
    """

    name: str
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    at_once: bool = False
    may: tuple[str, ...] = ()


HOLD = Verb("hold", may=("place", "minutes", "notes", "private_notes", "rating"))
MISS = Verb("miss", ("reason",))
CANCEL = Verb("cancel", ("reason",))
MOVE = Verb("move", ("starts_at", "place"), needs=("starts_at",))
DISCUSS = Verb("discuss")
CARRY = Verb("carry")
DROP = Verb("drop")

VERBS: dict[str, tuple[Verb, ...]] = {"meeting": (HOLD, MISS, CANCEL, MOVE), "topic": (DISCUSS, CARRY, DROP)}
"""What can be done with the records of a noun, whatever their state."""

_COME = {"planned": (HOLD, MISS, MOVE, CANCEL), "missed": (HOLD,), "cancelled": (HOLD,)}
_STILL_TO_COME = {"planned": (MOVE, CANCEL)}
_TOPIC = {"open": (DISCUSS, CARRY, DROP), "discussed": (CARRY,), "dropped": (CARRY,)}


def verbs(noun: str, state: str | None, *, come: bool = True) -> tuple[Verb, ...]:
    """What can be done with a meeting or topic in that state, the likeliest first; `come`: its day has.

    Nothing for other nouns.
    """
    if noun == "meeting":
        return (_COME if come else _STILL_TO_COME).get(state or "planned", ())
    return _TOPIC[state or "open"] if noun == "topic" else ()


def done_verb(noun: str, state: str | None, *, come: bool = True) -> Verb | None:
    """What brings it to its end: a meeting was held, a topic was spoken of. None where that is not to be said."""
    able = verbs(noun, state, come=come)
    return next((verb for verb in (HOLD, DISCUSS) if verb in able and (state or "open") in ("open", "planned")), None)


_COUNTED = ("starts_at", "minutes", "place", "state")


def sequence_after(before: Mapping[str, Any], after: Mapping[str, Any]) -> int | None:
    """The number of a meeting's entry in a calendar once it is changed so: one more where its time, its length, its
    place or its state is another one; None where it stays.
    """
    was, becomes = ({"state": "planned", **values} for values in (before, after))
    if all(was.get(name) == becomes.get(name) for name in _COUNTED):
        return None
    return int(before.get("calendar_sequence", 0)) + 1


def with_days_before(meeting: Meeting, day: Callable[[datetime], date], values: Mapping[str, Any]) -> Values:
    """The values of an edit, with the day that they move a planned meeting away from; `day` tells the day of a moment.

    Back on a day from which it was moved away, it was never moved away from there.
    """
    if not values.get("starts_at") or meeting.state not in (None, "planned") or "moved_from" in values:
        return dict(values)
    moments = (meeting.starts_at, datetime.fromisoformat(values["starts_at"]))
    before, after = (day(moment).isoformat() for moment in moments)
    known = [entry["on"] for entry in meeting.moved_from or ()]
    days = [on for on in dict.fromkeys([*known, before]) if on != after]
    return {**values, "moved_from": [{"on": on} for on in days] or None} if days != known else dict(values)

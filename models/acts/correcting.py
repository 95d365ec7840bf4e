"""A slip of the pen put right: which event of a life holds a value, and the life as it should have been written.

A correction is no act. It changes the event that was written wrong, so that no reading of any day, and no figure, knows
of what stood there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.acts.replay import replay
from models.acts.rules import NOTHING, RULES
from models.errors import IllegalAct, Refused
from models.records.event import Event, day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.event import Values

_ON_THE_DAY = ("on", "by")
"""What every event has, so that the last one is meant."""


class WrittenAt(NamedTuple):
    """Where a value stands: the number of its event, and the field of it."""

    at: int
    field: str


class PutRight(NamedTuple):
    """The events with their values put right, and whether the two change sides."""

    series: list[Event]
    swapped: bool


def corrects(noun: str) -> tuple[str, ...]:
    """What of a noun's life can be put right."""
    return ("due", *_ON_THE_DAY) if noun == "commitment" else _ON_THE_DAY


def places(noun: str, series: Sequence[Event], step: str) -> dict[str, WrittenAt]:
    """Where each value that can be put right stands now: in the newest event that has it.

    The date of what is only asked for is the one on which it is wanted.
    """
    found = {name: WrittenAt(len(series) - 1, name) for name in _ON_THE_DAY}
    if noun == "commitment":
        for field in ("wanted_by", "due") if step == "requested" else ("due",):
            having = [at for at, event in enumerate(series) if event.values.get(field)]
            if having:
                return {"due": WrittenAt(having[-1], field), **found}
    return found


def put_right(noun: str, series: Sequence[Event], sides: tuple[str, str], values: Mapping[str, str]) -> PutRight:
    """The life with those values in the place of the ones that stand there.

    Who did what was alone in its life, and only one side can do, changes sides with the other. Refused where no event
    has such a value, IllegalAct where the events do not follow from each other any more.
    """
    where = places(noun, series, replay(noun, series, *sides).step)
    if "due" in values and "due" not in where:
        raise Refused("no date was ever given, so there is none to put right; a promise gets one by propose")
    found = list(series)
    for name, value in values.items():
        found[where[name].at] = _with(found[where[name].at], where[name].field, value)
    swapped = len(series) == 1 and found[0].by != series[0].by and _of_one_side(noun, series[0])
    last, before = found[-1], found[-2:-1]
    if any(last.on < event.on for event in before):
        raise IllegalAct(f"{last.act.replace('_', '-')} on {last.on} comes before the act before it, on {before[0].on}")
    replay(noun, found, *(sides[::-1] if swapped else sides))
    return PutRight(found, swapped)


def _with(event: Event, field: str, value: str) -> Event:
    """The event with another value; a day that is put right stands for the moment that was told."""
    values: Values = {name: told for name, told in event.values.items() if (field, name) != ("on", "at")}
    values[field] = value
    return Event(event.act, values["by"], day(values["on"]), values)


def _of_one_side(noun: str, first: Event) -> bool:
    return RULES[noun][NOTHING, first.act].by in ("from", "to")

"""The acts that lead to where a file says that a promise stands, for one that the log does not hold yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.errors import BadValue

if TYPE_CHECKING:
    from datetime import date

    from models.records.event import Values
    from storage.outside.promises.told import Told

SAYS = "as the file says"
"""The reason of an act that needs one, where a file tells no more than the state."""

NEVER_PROMISED = ("requested", "offered", "countered", "declined", "withdrawn")


@dataclass(slots=True)
class _Acts:
    """A series of acts in the making; none comes before the one that precedes it."""

    last: date
    series: list[Values] = field(default_factory=list)

    def say(self, act: str, by: str, on: date | None = None, **more: str | None) -> None:
        """Add an act on that day, or on that of the act before it."""
        self.last = max(self.last, on or self.last)
        given = {name: value for name, value in more.items() if value is not None}
        self.series.append({"act": act, "by": by, "on": self.last.isoformat(), **given})


def first_acts(told: Told, today: date) -> list[Values]:
    """The events of a promise that begins by what a file says of it; BadValue where it cannot have begun so."""
    ends = told.ended_on or told.done_on or _changed_on(told)
    known = [day for day in (told.done_on, told.ended_on, today) if day]
    begun = told.on or min(known)
    acts = _Acts(begun)
    if told.state in NEVER_PROMISED:
        _ask(told, acts, min(ends or today, today))
    else:
        _promise(told, acts, today)
    return acts.series


def _changed_on(told: Told) -> date | None:
    return told.pair.day(told.changed) if told.changed else None


def _ask(told: Told, acts: _Acts, ends: date) -> None:
    """An offer, or a request and what became of it."""
    due = told.due.isoformat() if told.due else None
    if told.state == "offered":
        if due is None:
            raise BadValue("it is offered without a date; an offer needs one")
        acts.say("offer", told.from_, due=due)
        return
    acts.say("request", told.to, wanted_by=None if told.state == "countered" else due)
    match told.state:
        case "countered":
            acts.say("counter", told.from_, ends, due=due, terms=None if due else SAYS, reason=SAYS)
        case "declined":
            acts.say("decline", told.from_, ends, reason=SAYS, alternative="none")
        case "withdrawn":
            acts.say("withdraw", told.to, ends, reason=SAYS)


def _promise(told: Told, acts: _Acts, today: date) -> None:
    """A promise, the dates it was moved to, and what became of it."""
    ends = told.ended_on or told.done_on or min(_changed_on(told) or today, today)
    first = told.first_due or told.due
    acts.say("promise", told.from_, due=first.isoformat() if first else None)
    _move(told, acts, first, ends)
    if told.state in ("reported", "satisfied"):
        done = told.done_on or ends
        acts.say("report", told.from_, done)
        if done < acts.last:
            acts.series[-1]["done_on"] = done.isoformat()
    match told.state:
        case "satisfied":
            acts.say("satisfied", told.to, told.ended_on or told.done_on or ends)
        case "revoked":
            acts.say("revoke", told.from_, ends, reason_code="other", reason=SAYS)
        case "cancelled":
            acts.say("cancel", told.to, ends, reason=SAYS)


def _move(told: Told, acts: _Acts, first: date | None, ends: date) -> None:
    """The dates agreed after the first one.

    A file that does not say when a date was moved is taken at its best: in time, and while the promise was open.
    """
    due = first
    for move in told.moves:
        if move.due != due and acts.last <= move.on <= ends:
            _agree(told, acts, move.on, move.due, move.reason)
            due = move.due
    if told.due and told.due != due:
        moved = _changed_on(told) or (min(due, ends) if due else ends)
        _agree(told, acts, min(moved, ends), told.due, SAYS)


def _agree(told: Told, acts: _Acts, on: date, due: date, reason: str) -> None:
    acts.say("propose", told.from_, on, due=due.isoformat(), reason=reason or SAYS)
    acts.say("agree", told.to, on)

"""What moved on in a file since the log knew the promise: the acts that bring the log after it, or why none does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.acts.likely import done_act
from models.acts.replay import Life, step
from models.acts.rules import FINAL, PENDING, RULES
from models.records.event import Event, day
from models.records.labels import field_label, state_word

if TYPE_CHECKING:
    from datetime import date

    from models.records.event import Values
    from models.records.rows import Commitment
    from storage.outside.brought import What
    from storage.outside.promises.told import Told

_RANK = {"requested": 0, "offered": 0, "countered": 0, "promised": 1, "reported": 2, "satisfied": 3}
"""How far a promise is on its way to its end."""

_ENDS = {
    "cancelled": ("cancel", "withdraw"),
    "revoked": ("revoke",),
    "declined": ("decline", "refuse"),
    "withdrawn": ("withdraw",),
}
"""The acts that end a promise so, the first that is allowed."""

TAKES = "--overwrite takes what the file says"


@dataclass(slots=True)
class Carried:
    """What becomes of a promise that the log holds: the acts and edits, and in words why, or why not."""

    series: list[Values] = field(default_factory=list)
    edits: Values = field(default_factory=dict)
    says: list[str] = field(default_factory=list)
    what: What = "same"


def carry_on(told: Told, record: Commitment, life: Life, today: date, reason: str, *, overwrite: bool) -> Carried:
    """What a file that tells of a promise brings it.

    `life`, which is carried on, is where it stands; `reason` is why a date moved there.
    """
    found, before = Carried(), life.step
    job = _Carrying(told, life, today, reason, found)
    if life.step in FINAL["commitment"]:
        job.ended()
    else:
        job.move(overwrite=overwrite)
        job.bring()
    _texts(told, record, found, overwrite=overwrite)
    if not found.series and not found.edits:
        found.what = "kept" if found.says else "same"
    elif {event["act"] for event in found.series} == {"propose", "agree"}:
        found.what = "moved"
    else:
        found.what = "cancelled" if life.step != before and life.step in _ENDS else "changed"
    return found


@dataclass(slots=True)
class _Carrying:
    """One promise on its way to where the file says that it stands."""

    told: Told
    life: Life
    today: date
    reason: str
    found: Carried

    def say(self, act: str, by: str, on: date | None, **more: str) -> None:
        """Carry the life on by an act: not before the last one, and not in the future."""
        last = self.life.last_on or self.today
        when = min(max(on or self.today, last), max(self.today, last))
        values = {"act": act, "by": by, "on": when.isoformat(), **more}
        step("commitment", self.life, Event(act, by, when, values), self.told.from_, self.told.to)
        self.found.series.append(values)

    def ended(self) -> None:
        """Say so where the file goes on with a promise that is over here."""
        if self.told.state != self.life.state:
            self._keep(f"it is {state_word(self.life.state)} here, the file says {state_word(self.told.state)}")

    def _keep(self, why: str) -> None:
        self.found.says.append(why)

    @property
    def changed_on(self) -> date | None:
        """The day on which the file was changed in this."""
        return self.told.pair.day(self.told.changed) if self.told.changed else None

    # Dates

    def move(self, *, overwrite: bool) -> None:
        """Propose and agree on another date that the file says, where the log did not move on from it."""
        told, life = self.told, self.life
        if life.step not in ("promised", PENDING):
            if told.state == life.state and told.due and told.due != (life.wanted_by or life.put_forward or told.due):
                self._keep(f"it is only {state_word(life.state)}, so its date stays")
            return
        if not told.dated or told.due == life.due or told.state in _ENDS:
            return
        if told.due is None:
            self._keep("its date is gone in the file and stays here")
        elif not overwrite and told.due in [change.due for change in life.dates]:
            self._keep(f"{told.due} was its date before; {TAKES}")
        elif not overwrite and self._older():
            self._keep(f"its date was changed here after the file; {TAKES}")
        else:
            self._agree(told.due)

    def _older(self) -> bool:
        """Whether the log was changed in this after the file was."""
        changed, last = self.changed_on, self.life.last_on
        return changed is not None and last is not None and changed < last

    def _agree(self, due: date) -> None:
        pending = self.life.pending
        if pending is None or pending.date("due") != due:
            self.say("propose", self.told.from_, self.changed_on, due=due.isoformat(), reason=self.reason)
            pending = self.life.pending
        assert pending is not None
        other = self.told.to if pending.by == self.told.from_ else self.told.from_
        self.say("agree", other, self.changed_on)
        self.found.says.append("its new date is agreed")

    # States

    def bring(self) -> None:
        """Carry the life on to the state that the file says; say so where that is none to come."""
        told, life = self.told, self.life
        if told.state == life.state:
            return
        if told.state in _ENDS:
            self._end()
        elif _RANK[told.state] <= _RANK[life.state]:
            self._keep(f"it is {state_word(life.state)} here, the file says {state_word(told.state)}")
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Take the likely next act until the state is reached."""
        told = self.told
        on = (told.done_on or told.ended_on or self.changed_on) if told.state != "promised" else self.changed_on
        while self.life.state != told.state:
            act = done_act("commitment", self.life.step)
            by = told.from_ if RULES["commitment"][self.life.step, act].by == "from" else told.to
            more = {"due": told.due.isoformat()} if act == "promise" and told.due else {}
            closes = act == "satisfied" and told.ended_on
            self.say(act, by, told.ended_on if closes else on, **more)
            if act == "report" and told.done_on and told.done_on < day(self.found.series[-1]["on"]):
                self.found.series[-1]["done_on"] = told.done_on.isoformat()
        if told.state == "promised" and told.due and told.due != self.life.due:
            self._agree(told.due)
        self.found.says.append(f"it is {state_word(told.state)} now")

    def _end(self) -> None:
        allowed = (act for act in _ENDS[self.told.state] if (self.life.step, act) in RULES["commitment"])
        act = next(allowed, "")
        if not act:
            here, there = state_word(self.life.state), state_word(self.told.state)
            self._keep(f"it is {here} here, and cannot be {there}, as the file says")
            return
        rule = RULES["commitment"][self.life.step, act]
        by = self.told.from_ if rule.by == "from" else self.told.to
        needs = {name: _NEEDED.get(name, self.reason) for name in rule.needs}
        self.say(act, by, self.told.ended_on or self.changed_on, **needs)
        self.found.says.append(f"it is {state_word(self.life.state)} now")


_NEEDED = {"alternative": "none", "reason_code": "other"}


def _texts(told: Told, record: Commitment, found: Carried, *, overwrite: bool) -> None:
    """Take texts that differ where one says so, else tell which stay."""
    said = {"text": told.text, **told.values}
    other = [name for name, value in said.items() if value is not None and value != getattr(record, name)]
    if overwrite:
        found.edits = {name: said[name] for name in other}
        found.says += [f"its {field_label(name)} is as in the file" for name in other]
    elif other:
        named = ", ".join(field_label(name) for name in other)
        found.says.append(f"its {named} {'is' if len(other) == 1 else 'are'} another in the file; {TAKES}")

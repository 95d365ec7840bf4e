"""From a series of events to where a record stands: replay, or IllegalAct."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from models.acts.rules import CLOSED, FINAL, NOTHING, PENDING, RULES, Rule, allowed
from models.errors import Damaged, IllegalAct
from models.records.event import Event
from models.records.nouns import NOUNS

if TYPE_CHECKING:
    from datetime import date


class DateChange(NamedTuple):
    """A due date that both agreed to: since when, which, when it was proposed, and the one in force before."""

    agreed_on: date
    due: date | None
    proposed_on: date | None = None
    before: date | None = None


@dataclass(slots=True)
class Life:
    """Where a record stands after its events. Dates are None where nothing of the kind has happened.

    `opened_on` is the day of the first event, `closed_on` the day it was closed (None while open), `last_on` the day
    of the last event. For a promise `dates` holds the first agreed due date and every agreed change of it, undated
    spells included; `report` is the report that was accepted or waits for an answer. For a disagreement `resolutions`
    and `reopenings` hold the days.
    """

    step: str = NOTHING
    opened_on: date | None = None
    closed_on: date | None = None
    last_on: date | None = None
    author: str = ""
    first: Event | None = None
    answered_on: date | None = None
    promised_on: date | None = None
    dates: list[DateChange] = field(default_factory=list)
    pending: Event | None = None
    put_forward: date | None = None
    wanted: date | None = None
    report: Event | None = None
    reason_code: str = ""
    resolutions: list[date] = field(default_factory=list)
    reopenings: list[date] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The state as tables, files and JSON name it."""
        return "promised" if self.step == PENDING else self.step

    @property
    def due(self) -> date | None:
        """The due date in force; None where undated or never promised."""
        return self.dates[-1].due if self.dates else None

    @property
    def first_due(self) -> date | None:
        """The first due date that was agreed; None where there never was one."""
        for change in self.dates:
            if change.due:
                return change.due
        return None

    @property
    def pending_due(self) -> date | None:
        """The proposed date that waits for an answer."""
        return self.pending.date("due") if self.pending else None

    @property
    def pending_by(self) -> str | None:
        """The uid of the one who proposed that date."""
        return self.pending.by if self.pending else None

    @property
    def wanted_by(self) -> date | None:
        """When it is wanted, as it was said last, while it is only asked for."""
        return self.wanted if self.step == "requested" else None

    @property
    def done_on(self) -> date | None:
        """The day it was done by the report that counts: its `done_on`, else the day of the report."""
        return (self.report.date("done_on") or self.report.on) if self.report else None


def _who_may(rule: Rule, life: Life, from_: str, to: str) -> tuple[str, ...]:
    match rule.by:
        case "from":
            return (from_,)
        case "to":
            return (to,)
        case "either":
            return (from_, to)
        case "author or to":
            return (life.author, to)
        case "other":
            proposer = life.pending.by if life.pending else ""
            return tuple(person for person in (from_, to) if person != proposer)


def actors(rule: Rule, life: Life, from_: str, to: str) -> tuple[str, ...]:
    """The uids of those who may do the act now. For a disagreement `from_` and `to` are simply its two people."""
    return tuple(dict.fromkeys(_who_may(rule, life, from_, to)))


def may_now(noun: str, life: Life) -> tuple[Rule, ...]:
    """The acts allowed from where the life stands, as rules, in the order of the table."""
    return allowed(noun, life.step)


def _open_promise(life: Life, event: Event, due: date | None) -> None:
    life.promised_on = event.on
    life.answered_on = life.answered_on or event.on
    life.dates.append(DateChange(event.on, due))


def _request(life: Life, event: Event) -> None:
    life.wanted = event.date("wanted_by") or life.wanted


def _promise(life: Life, event: Event) -> None:
    _open_promise(life, event, event.date("due"))


def _answer(life: Life, event: Event) -> None:
    life.answered_on = life.answered_on or event.on
    life.put_forward = event.date("due")


def _offer(life: Life, event: Event) -> None:
    life.put_forward = event.date("due")


def _accept(life: Life, event: Event) -> None:
    _open_promise(life, event, life.put_forward)


def _propose(life: Life, event: Event) -> None:
    life.pending = event
    life.reason_code = event.values.get("reason_code") or life.reason_code


def _agree(life: Life, event: Event) -> None:
    assert life.pending is not None
    life.dates.append(DateChange(event.on, life.pending.date("due"), life.pending.on, life.due))
    life.pending = None


def _refuse(life: Life, _event: Event) -> None:
    life.pending = None


def _report(life: Life, event: Event) -> None:
    life.report = event
    life.reason_code = event.values.get("reason_code") or life.reason_code


def _send_back(life: Life, _event: Event) -> None:
    life.report = None


def _revoke(life: Life, event: Event) -> None:
    life.reason_code = event.values["reason_code"]


def _resolve(life: Life, event: Event) -> None:
    life.resolutions.append(event.on)


def _reopen(life: Life, event: Event) -> None:
    life.reopenings.append(event.on)


_Effect = Callable[[Life, Event], None]
_EFFECTS: dict[str, dict[str, _Effect]] = {
    "commitment": {
        "request": _request,
        "promise": _promise,
        "counter": _answer,
        "decline": _answer,
        "offer": _offer,
        "accept": _accept,
        "propose": _propose,
        "agree": _agree,
        "refuse": _refuse,
        "report": _report,
        "unsatisfied": _send_back,
        "revoke": _revoke,
    },
    "feedback": {},
    "disagreement": {"resolve": _resolve, "reopen": _reopen},
}
_ENDS_PENDING = frozenset({"report", "revoke", "cancel"})


def _missing(rule: Rule, event: Event) -> str:
    for name in rule.needs:
        if not _said(event, name):
            return f"{name} is missing"
    if rule.one_of and not any(_said(event, name) for name in rule.one_of):
        return f"{' or '.join(rule.one_of)} is missing"
    return ""


def _said(event: Event, name: str) -> bool:
    value = event.values.get(name)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _fault(noun: str, life: Life, rule: Rule | None, event: Event, from_: str, to: str) -> str:
    """What is wrong with the event at its turn; empty where nothing is."""
    if rule is None:
        if life.step in FINAL[noun]:
            return f"{event.act} is not allowed: it is {life.state}, and that is final"
        able = ", ".join(item.act for item in may_now(noun, life))
        return f"{event.act} is not allowed from {life.state or 'nothing'}; allowed now: {able}"
    if life.last_on is not None and event.on < life.last_on:
        return f"{event.act} on {event.on} is before the act that precedes it, on {life.last_on}"
    if event.by not in _who_may(rule, life, from_, to):
        one_of_us = event.by in (from_, to)
        return f"{event.act} is for the other side to do" if one_of_us else f"{event.act} is by neither of the two"
    if (rule.needs or rule.one_of) and (missing := _missing(rule, event)):
        return f"{event.act}: {missing}"
    if not rule.takes.issuperset(event.values):
        return f"{event.act} does not take {', '.join(sorted(event.values.keys() - rule.takes))}"
    if "done_on" in event.values and (done_on := event.date("done_on")) and done_on > event.on:
        return f"done_on {done_on} is after the report's own date {event.on}"
    return ""


def _advance(noun: str, life: Life, rule: Rule, event: Event) -> None:
    if life.opened_on is None:
        life.opened_on, life.first = event.on, event
    if event.act in _ENDS_PENDING:
        life.pending = None
    effect = _EFFECTS[noun].get(event.act)
    if effect is not None:
        effect(life, event)
    life.step, life.last_on, life.author = rule.to, event.on, event.by
    life.closed_on = event.on if rule.to in CLOSED[noun] else None


def step(noun: str, life: Life, event: Event, from_: str, to: str) -> None:
    """Carry the life one event further; IllegalAct, with the life untouched, where the event is not allowed."""
    rule = RULES[noun].get((life.step, event.act))
    if fault := _fault(noun, life, rule, event, from_, to):
        raise IllegalAct(fault)
    assert rule is not None
    _advance(noun, life, rule, event)


def replay(noun: str, events: Iterable[Event], from_: str, to: str, until: date | None = None) -> Life:
    """The life that the events make, those after `until` left out.

    `from_` and `to` are uids: who promises and who relies on it, who gives and who receives, or a disagreement's two.
    Raises IllegalAct at the first event that is not allowed at its turn.
    """
    life = Life()
    for event in events:
        if until is not None and event.on > until:
            break
        step(noun, life, event, from_, to)
    return life


IMPOSSIBLE = "its events do not follow from each other"
"""What is wrong with a life that no series of acts can have led to."""


def stored_life(noun: str, row: int, events: Iterable[Event], from_: str, to: str, until: date | None = None) -> Life:
    """The life that the stored events of a record make; Damaged where they make none: each write has replayed it."""
    try:
        return replay(noun, events, from_, to, until)
    except IllegalAct:
        raise Damaged(f"{NOUNS[noun].letter}{row}: {IMPOSSIBLE}") from None


def check_given(noun: str, values: Mapping[str, Any], events: Iterable[Event]) -> None:
    """Raise IllegalAct where feedback is given in a record that says neither what worked nor what to rework."""
    if noun == "feedback" and any(event.act == "give" for event in events):
        texts = (values.get("worked"), values.get("rework"))
        if not any(text and text.strip() for text in texts):
            raise IllegalAct("give: the feedback says neither what worked nor what to rework")

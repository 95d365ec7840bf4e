"""What an act did, as data: the status line, a command's result and the history each write their sentence of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from models.acts.replay import Life
from models.records.event import Event, day
from models.records.pair import Pair
from models.time.dates import full_date, say_date, short_date


class Became(NamedTuple):
    """What is so now: words, and the day that they end with, where they do.

    `past`: a promise is due or an ask wanted by now, and its day is past.
    """

    words: str
    day: date | None = None
    past: bool = False

    def in_full(self, today: date) -> str:
        """The words, the day with its weekday and its distance, and whether it is past."""
        return self._with(f" {say_date(self.day, today)}" if self.day else "", " (that day is past)")

    def in_short(self, today: date) -> str:
        """The same, the day as in a narrow column."""
        return self._with(f" {short_date(self.day, today)}" if self.day else "", " (past)")

    def in_history(self) -> str:
        """The same for whoever reads it on another day: the day with its year, and nothing that is so now alone."""
        return f"{self.words} {full_date(self.day)}" if self.day else self.words

    def _with(self, day: str, hint: str) -> str:
        return self.words + day + (hint if self.past else "")


def sentence(title: str, became: str) -> str:
    """What something is called, and what is so now; the latter alone where it is not named."""
    return f"{title}: {became}" if title else became


def _due(words: str, life: Life) -> Became:
    return Became(f"{words}due", life.due) if life.due else Became(f"{words}without a date")


def _dated(words: str, before_day: str, day: date | None) -> Became:
    """Words, with what stands before the day and the day where there is one."""
    return Became(words + before_day, day) if day else Became(words)


def _done(life: Life, today: date) -> Became:
    return _dated("said to be done", " on", life.done_on if life.done_on != today else None)


_Say = Callable[[Event, Life, Pair, date], Became]

_COMMITMENT: dict[str, _Say] = {
    "request": lambda e, _l, p, _t: _dated(f"{p.short(e.by)} asks", ", wanted by", e.date("wanted_by")),
    "offer": lambda e, _l, p, _t: _dated(f"{p.short(e.by)} offers it", ", due", e.date("due")),
    "promise": lambda e, life, p, _t: _due(f"{p.short(e.by)} promises, ", life),
    "counter": lambda e, _l, _p, _t: _dated("something else offered", ", due", e.date("due")),
    "decline": lambda e, _l, p, _t: Became(f"{p.short(e.by)} declines"),
    "withdraw": lambda e, _l, p, _t: Became(f"withdrawn by {p.short(e.by)}"),
    "accept": lambda _e, life, _p, _t: _due("accepted, ", life),
    "propose": lambda e, _l, p, _t: Became(f"{p.short(e.by)} proposes", e.date("due")),
    "agree": lambda _e, life, _p, _t: _due("now ", life),
    "report": lambda _e, life, _p, t: _done(life, t),
    "satisfied": lambda _e, _l, _p, _t: Became("done and accepted"),
    "unsatisfied": lambda _e, life, _p, _t: _due("sent back, ", life),
    "revoke": lambda e, _l, p, _t: Became(f"{p.short(e.by)} gives it up"),
    "cancel": lambda _e, _l, _p, _t: Became("no longer needed"),
}
_FEEDBACK: dict[str, _Say] = {
    "request": lambda e, _l, p, _t: Became(f"{p.short(e.by)} asks for feedback"),
    "give": lambda e, _l, p, _t: Became(f"feedback given by {p.short(e.by)}"),
    "decline": lambda e, _l, p, _t: Became(f"{p.short(e.by)} declines"),
    "lapse": lambda _e, _l, _p, _t: Became("lapsed"),
    "acknowledge": lambda e, _l, p, _t: Became(f"heard by {p.short(e.by)}"),
    "will_act": lambda e, _l, p, _t: Became(f"{p.short(e.by)} will act on it"),
    "wont_act": lambda e, _l, p, _t: Became(f"{p.short(e.by)} will not act on it"),
    "follow_up": lambda _e, _l, _p, _t: Became("followed up"),
}
_DISAGREEMENT: dict[str, _Say] = {
    "raise": lambda e, _l, p, _t: Became(f"raised by {p.short(e.by)}"),
    "discuss": lambda _e, _l, _p, _t: Became("discussed"),
    "park": lambda e, _l, _p, _t: Became("parked until", e.date("revisit_on")),
    "escalate": lambda e, _l, _p, _t: Became(f"{e.values['decider']} is to decide"),
    "resolve": lambda e, _l, p, _t: Became(
        f"settled, {resolution(e.values['kind'], p, p.short)}: {e.values['decision']}"
    ),
    "reopen": lambda _e, _l, _p, _t: Became("open again"),
    "lapse": lambda _e, _l, _p, _t: Became("lapsed"),
}
_SAYINGS = {"commitment": _COMMITMENT, "feedback": _FEEDBACK, "disagreement": _DISAGREEMENT}


def resolution(kind: str, pair: Pair, name: Callable[[str], str]) -> str:
    """How a disagreement was resolved, in words: by whose view, as `name` calls that person, or what its kind says."""
    whose = {"principal-view": pair.alliance.principal, "partner-view": pair.alliance.partner}.get(kind)
    return f"as {name(whose)} saw it" if whose else kind.replace("-", " ")


def say_act(noun: str, event: Event, life: Life, pair: Pair, today: date) -> Became:
    """What an act did: what is so now. `life` is the one after the act."""
    if noun == "commitment" and event.act == "refuse":
        promised = life.state == "promised"
        found = _due("date kept, ", life) if promised else Became(f"refused by {pair.short(event.by)}")
    else:
        found = _SAYINGS[noun][event.act](event, life, pair, today)
    return found._replace(past=_is_past(life, today))


def say_correction(values: Mapping[str, str], life: Life, pair: Pair, today: date) -> Became:
    """What was put right: whose it is, the day of the act, and last the date that holds now."""
    told = [f"by {pair.short(values['by'])}"] if "by" in values else []
    if "due" in values:
        told += [f"on {short_date(day(values['on']), today)}"] if "on" in values else []
        name = "wanted by" if life.step == "requested" else "due"
        return Became(", ".join(["put right", *told, name]), day(values["due"]), past=_is_past(life, today))
    if "on" in values:
        return Became(", ".join(["put right", *told, "on"]), day(values["on"]))
    return Became(", ".join(["put right", *told]))


def _is_past(life: Life, today: date) -> bool:
    promised = life.pending_due or life.due if life.state == "promised" else None
    due = life.wanted_by or promised
    return due is not None and due < today

"""What an act did, as one sentence for the status line, the command's result and the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.acts.event import Event
from models.acts.replay import Life
from models.dates import say_date
from models.pair import Pair


def _due(life: Life, today: date) -> str:
    return f"due {_day(life.due, today)}" if life.due else "without a date"


def _day(day: date | None, today: date) -> str:
    return say_date(day, today) if day else "no date"


def _and_wanted(event: Event, today: date) -> str:
    wanted = event.date("wanted_by")
    return f", wanted by {_day(wanted, today)}" if wanted else ""


def _put_forward(event: Event, today: date) -> str:
    due = event.date("due")
    return f", due {_day(due, today)}" if due else ""


def _done_earlier(life: Life, today: date) -> str:
    return f" on {_day(life.done_on, today)}" if life.done_on and life.done_on != today else ""


_Say = Callable[[Event, Life, Pair, date], str]

_COMMITMENT: dict[str, _Say] = {
    "request": lambda e, _l, p, t: f"{p.short(e.by)} asks{_and_wanted(e, t)}",
    "offer": lambda e, _l, p, t: f"{p.short(e.by)} offers it{_put_forward(e, t)}",
    "promise": lambda e, life, p, t: f"{p.short(e.by)} promises, {_due(life, t)}",
    "counter": lambda e, _l, _p, t: f"something else offered{_put_forward(e, t)}",
    "decline": lambda e, _l, p, _t: f"{p.short(e.by)} declines",
    "withdraw": lambda e, _l, p, _t: f"withdrawn by {p.short(e.by)}",
    "accept": lambda _e, life, _p, t: f"accepted, {_due(life, t)}",
    "propose": lambda e, _l, p, t: f"{p.short(e.by)} proposes {_day(e.date('due'), t)}",
    "agree": lambda _e, life, _p, t: f"now {_due(life, t)}",
    "report": lambda _e, life, _p, t: f"said to be done{_done_earlier(life, t)}",
    "satisfied": lambda _e, _l, _p, _t: "done and accepted",
    "unsatisfied": lambda _e, life, _p, t: f"sent back, {_due(life, t)}",
    "revoke": lambda e, _l, p, _t: f"{p.short(e.by)} takes it back",
    "cancel": lambda _e, _l, _p, _t: "no longer needed",
}
_FEEDBACK: dict[str, _Say] = {
    "request": lambda e, _l, p, _t: f"{p.short(e.by)} asks for feedback",
    "give": lambda e, _l, p, _t: f"feedback given by {p.short(e.by)}",
    "decline": lambda e, _l, p, _t: f"{p.short(e.by)} declines",
    "lapse": lambda _e, _l, _p, _t: "lapsed",
    "acknowledge": lambda e, _l, p, _t: f"heard by {p.short(e.by)}",
    "will_act": lambda e, _l, p, _t: f"{p.short(e.by)} will act on it",
    "wont_act": lambda e, _l, p, _t: f"{p.short(e.by)} will not act on it",
    "follow_up": lambda _e, _l, _p, _t: "followed up",
}
_DISAGREEMENT: dict[str, _Say] = {
    "raise": lambda e, _l, p, _t: f"raised by {p.short(e.by)}",
    "discuss": lambda _e, _l, _p, _t: "discussed",
    "park": lambda e, _l, _p, t: f"parked until {_day(e.date('revisit_on'), t)}",
    "escalate": lambda e, _l, _p, _t: f"{e.values['decider']} is to decide",
    "resolve": lambda e, _l, _p, _t: f"resolved ({e.values['kind']}): {e.values['decision']}",
    "reopen": lambda _e, _l, _p, _t: "open again",
    "lapse": lambda _e, _l, _p, _t: "lapsed",
}
_SAYINGS = {"commitment": _COMMITMENT, "feedback": _FEEDBACK, "disagreement": _DISAGREEMENT}


def say_act(noun: str, title: str, event: Event, life: Life, pair: Pair, today: date) -> str:
    """What an act did: the thing's own name, then what is so now. `life` is the one after the act."""
    if noun == "commitment" and event.act == "refuse":
        said = f"date kept, {_due(life, today)}" if life.state == "promised" else f"refused by {pair.short(event.by)}"
    else:
        said = _SAYINGS[noun][event.act](event, life, pair, today)
    return f"{title}: {said}"


def past_due_hint(life: Life, today: date) -> str:
    """A word on a due date that lies in the past; empty where it does not."""
    due = life.pending_due or life.due
    return " (that day is past)" if life.state == "promised" and due and due < today else ""

"""Which act is the likeliest next: what the key *d* does, and what stands first in the menu of acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.acts.rules import PENDING, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPEN = ("raised", "discussing", "parked", "escalated", "reopened")

DONE: dict[str, dict[str, str]] = {
    "commitment": {
        "requested": "promise",
        "offered": "accept",
        "countered": "accept",
        "promised": "report",
        PENDING: "report",
        "reported": "satisfied",
    },
    "feedback": {
        "requested": "give",
        "given": "acknowledge",
        "acknowledged": "will_act",
        "will-act": "follow_up",
        "wont-act": "follow_up",
    },
    "disagreement": dict.fromkeys(_OPEN, "resolve"),
}
"""What brings a record one step nearer to its end, by noun and where it stands; nothing where it has ended."""

_FIRST: dict[str, dict[str, tuple[str, ...]]] = {
    "commitment": {
        "requested": ("promise", "counter"),
        "offered": ("accept", "refuse"),
        "countered": ("accept", "request"),
        "promised": ("report", "propose", "revoke"),
        PENDING: ("agree", "refuse", "report", "revoke"),
        "reported": ("satisfied", "unsatisfied"),
    },
    "feedback": {
        "requested": ("give", "decline"),
        "given": ("acknowledge", "will_act"),
        "acknowledged": ("will_act", "wont_act"),
        "will-act": ("follow_up",),
        "wont-act": ("follow_up",),
    },
    "disagreement": dict.fromkeys(_OPEN, ("resolve", "discuss")),
}


def likeliest_first(noun: str, step: str, rules: Iterable[Rule]) -> list[Rule]:
    """The rules of the acts allowed from where a record stands, the likeliest first, the rest as in the table.

    Whose record it is makes no difference: a menu that a hand has learned reads the same for both.
    """
    first = _FIRST[noun].get(step, ())
    return sorted(rules, key=lambda rule: first.index(rule.act) if rule.act in first else len(first))


def is_praise_heard(noun: str, record: Any) -> bool:
    """Whether a record is praise that was heard: nothing is to come of it, though somebody may say more."""
    return noun == "feedback" and record.state == "acknowledged" and bool(record.worked) and not record.rework


def done_act(noun: str, step: str) -> str:
    """The act by which a record is done with, as far as it can be now; empty where it is over."""
    return DONE.get(noun, {}).get(step, "")

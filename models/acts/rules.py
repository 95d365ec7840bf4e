"""Which act is allowed from which state, by whom, and what it needs: the three tables, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from models.records.nouns import EVENT_COMMON

Who = Literal[
    "from",  # the one who promises, or gives the feedback
    "to",  # the one who relies on it, or receives the feedback
    "either",
    "author or to",  # who said the last word, or the one who relies on it
    "other",  # not the one who proposed the pending date
]

NOTHING = ""
"""The state before the first act."""

PENDING = "promised, new date pending"
"""A promise whose new date waits for an answer. Outside this package it is *promised* with a `pending_due`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One allowed act: who may do it, the state it leads to, what it needs (`one_of`: at least one) and may have."""

    act: str
    by: Who
    to: str
    needs: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    may: tuple[str, ...] = ()

    takes: frozenset[str] = frozenset()
    """Every field that an event of this act may carry, the common ones included; filled in by the table."""


Table = dict[tuple[str, str], Rule]
"""The rule of each (state, act); what is not in it is not allowed."""


def _table(*rows: tuple[tuple[str, ...], Rule], always: tuple[str, ...] = ()) -> Table:
    """The table of some rows; `always` are fields of the noun's own that every event of it may carry."""
    free = (*(field.name for field in EVENT_COMMON), *always)
    return {
        (state, rule.act): replace(rule, takes=frozenset([*free, *rule.needs, *rule.one_of, *rule.may]))
        for states, rule in rows
        for state in states
    }


_PROMISED = ("promised", PENDING)

COMMITMENT = _table(
    ((NOTHING,), Rule("request", "to", "requested", may=("wanted_by", "terms"))),
    ((NOTHING,), Rule("offer", "from", "offered", needs=("due",))),
    ((NOTHING, "requested"), Rule("promise", "from", "promised", may=("due",))),
    (("requested",), Rule("counter", "from", "countered", needs=("reason",), one_of=("due", "terms"))),
    (("requested",), Rule("decline", "from", "declined", needs=("reason", "alternative"))),
    (("requested", "offered", "countered"), Rule("withdraw", "author or to", "withdrawn", needs=("reason",))),
    (("offered", "countered"), Rule("accept", "to", "promised")),
    (("offered",), Rule("refuse", "to", "declined", needs=("reason",))),
    (("countered",), Rule("request", "to", "requested", one_of=("terms", "wanted_by"))),
    (_PROMISED, Rule("propose", "either", PENDING, needs=("due", "reason"), may=("reason_code",))),
    ((PENDING,), Rule("agree", "other", "promised")),
    ((PENDING,), Rule("refuse", "other", "promised", may=("reason",))),
    (_PROMISED, Rule("report", "from", "reported", may=("done_on", "evidence", "reason_code"))),
    (("reported",), Rule("satisfied", "to", "satisfied")),
    (("reported",), Rule("unsatisfied", "to", "promised", needs=("missing",))),
    (_PROMISED, Rule("revoke", "from", "revoked", needs=("reason_code",), may=("reason",))),
    ((*_PROMISED, "reported"), Rule("cancel", "to", "cancelled", needs=("reason",))),
)

FEEDBACK = _table(
    ((NOTHING,), Rule("request", "to", "requested")),
    ((NOTHING, "requested"), Rule("give", "from", "given")),
    (("requested",), Rule("decline", "from", "declined", needs=("reason",))),
    (("requested",), Rule("lapse", "either", "lapsed")),
    (("given",), Rule("acknowledge", "to", "acknowledged")),
    (("given", "acknowledged"), Rule("will_act", "to", "will-act")),
    (("given", "acknowledged"), Rule("wont_act", "to", "wont-act", needs=("reason",))),
    (("acknowledged", "will-act", "wont-act"), Rule("follow_up", "either", "followed-up", needs=("note",))),
)

_OPEN = ("raised", "discussing", "parked", "escalated", "reopened")

DISAGREEMENT = _table(
    ((NOTHING,), Rule("raise", "either", "raised")),
    (_OPEN, Rule("discuss", "either", "discussing")),
    (_OPEN, Rule("park", "either", "parked", needs=("revisit_on",), may=("reason",))),
    (_OPEN, Rule("escalate", "either", "escalated", needs=("decider", "question"), may=("by_when",))),
    (
        _OPEN,
        Rule(
            "resolve",
            "either",
            "resolved",
            needs=("kind", "decision"),
            may=("reason", "dissent", "review_on", "respect"),
        ),
    ),
    (("resolved",), Rule("reopen", "either", "reopened", needs=("new_fact",))),
    (_OPEN, Rule("lapse", "either", "lapsed", needs=("reason",))),
    always=("heat",),
)

RULES: dict[str, Table] = {"commitment": COMMITMENT, "feedback": FEEDBACK, "disagreement": DISAGREEMENT}

FINAL: dict[str, frozenset[str]] = {
    "commitment": frozenset({"declined", "withdrawn", "satisfied", "revoked", "cancelled"}),
    "feedback": frozenset({"declined", "lapsed", "followed-up"}),
    "disagreement": frozenset({"lapsed"}),
}
"""States after which nothing may follow."""

CLOSED: dict[str, frozenset[str]] = {**FINAL, "disagreement": frozenset({"resolved", "lapsed"})}
"""States in which a record is not open: the final ones, and a resolved disagreement until it is reopened."""

STATES: dict[str, tuple[str, ...]] = {
    noun: tuple(dict.fromkeys(rule.to for rule in table.values() if rule.to != PENDING))
    for noun, table in RULES.items()
}
"""Every state that a record of the noun can stand in, as tables, files and JSON name it."""


def acts_of(noun: str) -> tuple[str, ...]:
    """Every act of the noun, in the order of its table."""
    return tuple(dict.fromkeys(act for _, act in RULES[noun]))


def allowed(noun: str, state: str) -> tuple[Rule, ...]:
    """The rules of the acts allowed from a state (PENDING for a promise with a pending date), in the table's order."""
    return tuple(rule for (source, _), rule in RULES[noun].items() if source == state)

"""The number that each line of a record's menu has: the same wherever it stands, so that a hand can learn it.

Which lines stand first changes with the record; what a number does never does.
"""

from __future__ import annotations

_ACTS: dict[str, dict[str, int]] = {
    "commitment": {
        "promise": 1,
        "accept": 1,
        "satisfied": 1,
        "report": 1,
        "counter": 2,
        "request": 2,
        "unsatisfied": 2,
        "propose": 2,
        "decline": 3,
        "revoke": 3,
        "withdraw": 4,
        "cancel": 4,
        "agree": 5,
        "refuse": 6,
    },
    "feedback": {
        "give": 1,
        "acknowledge": 1,
        "decline": 2,
        "will_act": 2,
        "lapse": 3,
        "wont_act": 3,
        "follow_up": 4,
    },
    "disagreement": {"resolve": 1, "reopen": 1, "discuss": 2, "park": 3, "escalate": 4, "lapse": 5},
}

_VERBS: dict[str, dict[str, int]] = {
    "meeting": {"hold": 1, "miss": 2, "move": 3, "cancel": 4},
    "topic": {"discuss": 1, "carry": 2, "drop": 3},
    "decision": {"confirm": 1},
    "criterion": {"check-in": 1, "celebrate": 2},
    "note": {
        "confirm": 1,
        "answer": 1,
        "level": 1,
        "learned": 1,
        "outcome": 1,
        "made": 2,
        "met": 3,
        "missed": 4,
    },
    "customer": {"agree": 1, "revise": 2},
    "placement": {"end": 1},
    "pulse": {"answer": 1, "hand-over": 2},
}

EDIT, CORRECT, REMOVE = 7, 8, 9
"""What can be done with the record itself."""


def number_of_act(noun: str, act: str) -> int:
    """The number of an act."""
    return _ACTS[noun][act]


def number_of_verb(noun: str, verb: str) -> int:
    """The number of what can be done with a record whose life is no series of acts."""
    return _VERBS[noun][verb]

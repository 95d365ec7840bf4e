"""The states of a record, in words a person would say."""

from __future__ import annotations

_STATES = {
    "requested": "asked for",
    "countered": "something else offered",
    "reported": "said to be done",
    "satisfied": "done and accepted",
    "revoked": "given up",
    "cancelled": "no longer needed",
    "acknowledged": "heard",
    "will-act": "will act on it",
    "wont-act": "will not act on it",
    "followed-up": "followed up",
    "discussing": "being discussed",
    "resolved": "settled",
    "reopened": "open again",
}


_IN_LISTS = {
    "requested": "asked",
    "countered": "new offer",
    "reported": "said done",
    "satisfied": "done",
    "revoked": "given up",
    "cancelled": "not needed",
    "acknowledged": "heard",
    "will-act": "will act",
    "wont-act": "won't act",
    "followed-up": "followed",
    "discussing": "discussed",
    "resolved": "settled",
    "reopened": "open again",
}
"""The same in the ten cells of a column."""

_STATES_OF = {("meeting", "cancelled"): "called off", ("meeting", "missed"): "did not happen"}


def state_word(state: str, noun: str = "") -> str:
    """Where a record stands, in plain words."""
    return _STATES_OF.get((noun, state)) or _STATES.get(state, state)


def state_in_list(state: str, noun: str) -> str:
    """The same as lists tell it, in a command and in the app."""
    return "called off" if (noun, state) == ("meeting", "cancelled") else _IN_LISTS.get(state, state)

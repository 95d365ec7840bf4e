"""What fields and states are called, in words a person would say: in forms, opened records and commands alike."""

from __future__ import annotations

_LABELS = {
    "worked": "what worked",
    "rework": "to rework",
    "about_on": "when that was",
    "starts_at": "when",
    "was_days": "took until now",
    "should_be_days": "should take",
    "team_of": "whose team",
    "text": "what",
    "wanted_by": "wanted by",
    "on": "on which day",
    "reason_code": "kind of reason",
    "attested_by": "who says so",
    "done_on": "done on",
    "by_when": "answer by",
    "key": "statement",
    "cadence": "rhythm",
    "timezone": "time zone",
    "started_on": "first day",
    "ended_on": "last day",
    "ended_reason": "why",
    "check_ins": "checked in",
    "came_of": "came of it",
    "set_by": "whose measure",
    "sources": "where from",
    "source": "said",
}

_LABELS_EACH = {
    "positions": "{} holds",
    "restated": "{}, restated",
    "heat": "heat, {}",
    "agreed": "agreed, {}",
}


def field_label(name: str, whom: str = "") -> str:
    """A field as forms and opened records name it; `whom` is whose value it is, where each of the two has one."""
    if not whom:
        return _LABELS.get(name, name.replace("_", " "))
    return "you hold" if (name, whom) == ("positions", "you") else _LABELS_EACH[name].format(whom)


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


_REASONS = {"in the calendar": "removed from the calendar"}
"""Why a meeting was called off, where the log says it in a word that would be misread by itself."""


def reason_word(reason: str) -> str:
    """Why a meeting did not take place, in words that stand by themselves."""
    return _REASONS.get(reason, reason)


def state_word(state: str, noun: str = "") -> str:
    """Where a record stands, in plain words."""
    return _STATES_OF.get((noun, state)) or _STATES.get(state, state)


def state_in_list(state: str, noun: str) -> str:
    """The same as lists tell it, in a command and in the app."""
    return "called off" if (noun, state) == ("meeting", "cancelled") else _IN_LISTS.get(state, state)

"""How a field is called, in words a person would say: in forms, opened records and commands alike."""

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
    "started_on": "rhythm since",
    "ended_on": "last day",
    "ended_reason": "why",
    "check_ins": "checked in",
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

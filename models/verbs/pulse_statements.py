"""The statements of the perception pulse, each beside what surveys found of CIOs and CMOs on the same matter."""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    """What both score from 1, not at all, to 5, wholly; and what surveys found on it, empty where none has."""

    key: str
    text: str
    survey: str = ""


STATEMENTS = (
    Statement(
        "alignment",
        "Being aligned with each other matters to me",
        "Alignment matters to over three quarters of CIOs, to 56 % of CMOs",
    ),
    Statement(
        "in-the-loop",
        "I hear in good time what the other plans",
        "IT keeps marketing out of the loop, say over 30 % of CIOs and of CMOs",
    ),
    Statement(
        "requirements",
        "What we ask of each other can be acted on",
        "Requirements are inadequate, say 46 % of CIOs",
    ),
    Statement(
        "collaborate",
        "We need to work together more closely",
        "Barely 42 % of CIOs and CMOs feel that they must collaborate more",
    ),
    Statement(
        "data",
        "Each gets the data it needs without asking",
        "45 % of CMOs want data without IT in between",
    ),
    Statement(
        "outside",
        "I would rather buy a service outside",
        "35 % of CMOs prefer outsourced services to their own IT",
    ),
    Statement(
        "standards",
        "Technology comes in past our own standards",
        "Just under half of CIOs see technology adopted past IT's standards",
    ),
    Statement("my-team", "My team works with yours as we two do"),
    Statement("your-team", "Yours works with mine as we two do"),
    Statement("reward", "Working across the two teams is rewarded"),
)
"""In the order in which they are asked. The figures are those of one report on the alliance of CIOs and CMOs."""

_SURVEYS = {(statement.key, statement.text): statement.survey for statement in STATEMENTS}


def survey_of(key: str, text: str) -> str:
    """What surveys found on a statement of a round; empty where it is none of ours, whatever its key."""
    return _SURVEYS.get((key, text), "")

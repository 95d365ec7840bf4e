"""What two people have not spoken of for a while: each subject's last trace, and the question that opens it.

PRACTICES.md's groups are covered by these subjects, each with a question that opens it. Nothing is said before
`MEETINGS_FIRST` meetings were held, and only the longest neglected one is put to the two at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

MEETINGS_FIRST = 5
"""Meetings held before anything is said to be neglected or stale: a new log asks for nothing."""

NEGLECTED_AFTER = 3
"""Meetings held since the last trace of a subject, from which it is neglected."""


class Matter(NamedTuple):
    """Something the two should come back to: the benefit it belongs to, what it is called, and how to begin with it."""

    key: str
    benefit: str
    name: str
    question: str


SUBJECTS: tuple[Matter, ...] = (
    Matter(
        "customer", "customer", "the customer", "Who is our customer now, and where on the journey do we lose them?"
    ),
    Matter(
        "success", "measured", "each other's success", "How is your success measured now, and what stands in its way?"
    ),
    Matter("priorities", "measured", "priorities", "What are your five priorities, and which of mine serve them?"),
    Matter("criteria", "measured", "shared success", "Which number would tell both of us that we succeeded together?"),
    Matter("feedback", "accountable", "feedback", "What worked the last time, and what is the one thing to rework?"),
    Matter(
        "expectations", "accountable", "expectations", "What do you expect of me, and of my team, that you do not get?"
    ),
    Matter("learning", "skills", "learning", "What should my people learn from yours this month, and who teaches it?"),
    Matter("recognition", "skills", "recognition", "Who deserves a word from me, and who should hear it?"),
    Matter("introductions", "skills", "introductions", "Whom should I meet, and what would you try if it were yours?"),
    Matter("conflict", "conflict", "what you see differently", "What are we not talking about?"),
    Matter("outside", "contact", "a meeting out of the office", "Where shall we meet next, out of the office?"),
    Matter("pulse", "conflict", "the pulse", "Do we still see this alliance alike? A round of the pulse tells."),
)
"""In the order in which they are named where two are neglected equally long."""

BY_KEY = {subject.key: subject for subject in SUBJECTS}

OF_NOTE: dict[str, str] = {
    "success-measure": "success",
    "challenge": "success",
    "opportunity": "success",
    "priority": "priorities",
    "expectation": "expectations",
    "learning": "learning",
    "recognition": "recognition",
    "advocacy": "recognition",
    "introduction": "introductions",
    "suggestion": "introductions",
    "question": "customer",
    "showing": "introductions",
}
"""Which subject a note of a kind is a trace of. Personal notes and domains are asked for by nobody."""

OF_SECTION: dict[str, str] = {
    "customer": "customer",
    "shared success": "criteria",
    "each other's people": "learning",
    "you and me": "feedback",
}
"""Which subject a topic that was spoken of is a trace of, by its section of the agenda."""


class Neglected(NamedTuple):
    """A subject that was not spoken of: the day of its last trace (None: there is none), and meetings held since."""

    subject: Matter
    last_on: date | None
    meetings: int


def neglected(last: Mapping[str, date], held: Sequence[date], as_of: date) -> tuple[Neglected, ...]:
    """The subjects neglected by the end of a day, the longest first. `last` gives the last trace of each by its key.

    A trace on the day of a meeting belongs to that meeting. Empty until `MEETINGS_FIRST` meetings were held.
    """
    days = sorted(day for day in held if day <= as_of)
    if len(days) < MEETINGS_FIRST:
        return ()
    found = []
    for subject in SUBJECTS:
        trace = last.get(subject.key)
        since = len(days) if trace is None else len(days) - bisect_right(days, trace)
        if since >= NEGLECTED_AFTER:
            found.append(Neglected(subject, trace, since))
    return tuple(sorted(found, key=lambda item: -item.meetings))

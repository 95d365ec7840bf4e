"""The question bank: what opens talk, by the sections of an agenda. The config may replace sections and add its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

Bank = Mapping[str, Sequence[str]]
"""Questions by section, in the order of both."""

QUESTIONS: dict[str, tuple[str, ...]] = {
    "current projects": (
        "Where are we waiting for each other?",
        "What is slower than it should be, and why?",
        "What would you stop if it were yours alone?",
        "Which project would you not start again?",
        "What do you know that I should hear now?",
    ),
    "competition": (
        "Who took a customer from us, and how?",
        "What do they do that our people admire?",
        "What would hurt us if they did it first?",
        "Where are we ahead, and for how long?",
    ),
    "customer": (
        "What did a customer tell you lately?",
        "Where on the journey do we lose them?",
        "Which group matters most, and do we agree?",
        "What do they want that neither team owns?",
        "Which of our own steps could they see or do?",
    ),
    "future plans": (
        "What should be true in two years?",
        "What do you plan that will need my team?",
        "Which bet would you make with half the money?",
        "What must we learn before we can begin?",
    ),
    "shared success": (
        "How is your success measured this year?",
        "Which number does your team live by?",
        "What would count as a success of both of us?",
        "Where do our goals pull against each other?",
        "What is worth celebrating, and whose is it?",
    ),
    "each other's people": (
        "What do your people say about mine?",
        "Who should spend a while on the other's team?",
        "What could my people teach yours?",
        "Who deserves a word from me?",
    ),
    "you and me": (
        "Did I get that right, the last time?",
        "What should I do more of, and what less?",
        "Which answer of mine came too late?",
        "What are we not talking about?",
        "Where can you not rely on me yet?",
    ),
}
"""Our own: short, and each such that a yes or a no does not answer it, but for the one that asks for feedback."""

MOST_SECTIONS, MOST_QUESTIONS = 9, 9
"""As many as have a number key in a menu."""

LONGEST_SECTION, LONGEST = 40, 200
"""Characters."""


def bank(own: Bank) -> dict[str, tuple[str, ...]]:
    """Our sections with a person's own: one of the same name is replaced, one without questions left out."""
    names = {name.casefold(): name for name in QUESTIONS}
    found = dict(QUESTIONS)
    for name, questions in own.items():
        found[names.get(name.casefold(), name)] = tuple(questions)
    return {name: questions for name, questions in found.items() if questions}


def openers(questions: Bank) -> list[tuple[str, str]]:
    """Each section with the question to begin with."""
    return [(name, found[0]) for name, found in questions.items()]


def section_of(questions: Bank, day: date) -> tuple[str, Sequence[str]] | None:
    """A section with its questions, another one every week; None where there is none."""
    listed = list(questions.items())
    return listed[day.isocalendar().week % len(listed)] if listed else None

"""The keys of a live meeting: when they work, and what each does to the line or the topic as it stands."""

from __future__ import annotations

from typing import NamedTuple

from models.values import is_blank
from tui.screens.live_topics import Course

ORDER = ("record", "correct", "choose", "turn", "next", "topics", "leave", "edit", "app.help")
"""What the keys row tells, in its order."""


class State(NamedTuple):
    """What the keys go by: the line as it stands, the topics with the number of the one under the cursor, where one is.

    `correcting`: the line takes the place of the last one; `correctable`: there is a last one that could be corrected.
    """

    line: str
    course: Course
    under_cursor: int | None
    correcting: bool
    correctable: bool
    in_topics: bool
    veiled: bool


def works(action: str, state: State) -> bool:
    """Whether an action would do something now. The palette belongs to places."""
    if action == "record":
        return state.correcting or not is_blank(state.line)
    if action == "correct":
        return state.correctable and not state.line and not state.correcting
    if action == "next":
        return state.course.present is not None and not state.veiled
    return action != "app.palette"


def is_told(action: str, state: State) -> bool:
    """Whether the keys row has room for it: not for what moves, nor in the topics for tab, where escape leads back."""
    return action in ORDER and not (state.in_topics and action == "topics")


def word_of(action: str, state: State) -> str:
    """What an action does now; empty where that is always the same."""
    empty = is_blank(state.line)
    if action == "record":
        return "record" if not state.correcting else "take it out" if empty else "replace it"
    if action == "leave":
        if state.in_topics:
            return "to the line"
        return "leave it" if state.correcting else "close the meeting" if empty else "leave, it is kept"
    if action == "next":
        return "ask it" if state.course.asks else "next topic"
    if action == "turn":
        subject = state.course.subject(state.under_cursor)
        return "not yet" if subject and subject.done else "spoken of"
    return ""

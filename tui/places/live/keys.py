"""The keys of a live meeting: when they work, and what each does to the line or the topic as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.records.values import is_blank

if TYPE_CHECKING:
    from tui.places.live.topics import Course

ORDER = ("record", "correct(-1)", "choose", "turn", "next", "topics", "edit", "leave", "app.help")
"""What the keys row tells, in its order. Where not all has room, the one before the last goes: how to leave stays."""

_IN_TOPICS = ("choose", "turn", "leave", "next", "app.help")


class LiveState(NamedTuple):
    """What the keys go by: the line as it stands, the topics with the number of the one under the cursor, where one is.

    `correcting`: the line takes the place of one of the record; `correctable`: another one could be gone to now.
    """

    line: str
    course: Course
    under_cursor: int | None
    correcting: bool
    correctable: bool
    in_topics: bool
    veiled: bool


def works(action: str, state: LiveState) -> bool:
    """Whether an action would do something now."""
    if action == "record":
        return state.correcting or not is_blank(state.line)
    if action == "correct(-1)":
        return state.correctable
    if action == "next":
        return state.course.present is not None and not state.veiled
    return True


def is_told(action: str, state: LiveState) -> bool:
    """Whether the keys row has room for it: not for what moves, in the topics not for tab, where escape leads back, and
    while a line is corrected only for what that needs.
    """
    if state.correcting and action in ("next", "edit"):
        return False
    return action in ORDER and not (state.in_topics and action == "topics")


def place_of(action: str, state: LiveState) -> int:
    """Where the keys row tells it."""
    return (_IN_TOPICS if state.in_topics and action in _IN_TOPICS else ORDER).index(action)


def word_of(action: str, state: LiveState) -> str:
    """What an action does now; empty where that is always the same."""
    empty = is_blank(state.line)
    if action == "record":
        return "record" if not state.correcting else "take it out" if empty else "replace it"
    if action == "correct(-1)":
        return "the line above" if state.correcting else "correct a line"
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

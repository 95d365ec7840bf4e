"""Notes by their kind, as the app offers them: what a kind asks for, and the words by which it is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.text.words import called

if TYPE_CHECKING:
    from models.records.pair import Pair


class Kind(NamedTuple):
    """A kind of note: its form's title, the field that says whose it is, how that is asked, and what else it asks.

    `more` is what it may say besides, behind the form's row of that name.
    """

    title: str
    side: str
    whose: str
    asks: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


KINDS = {
    "priority": Kind("A priority", "by", "whose", ("rank", "serves"), ("effects",)),
    "success-measure": Kind("How success is measured", "about", "whose success", ("set_by",)),
    "challenge": Kind("A challenge", "about", "whose"),
    "opportunity": Kind("An opportunity", "about", "whose"),
    "question": Kind("A question", "by", "who wants to know", ("due_on", "whom"), ("about", "answer", "sources")),
    "expectation": Kind("What is expected", "about", "of whom", (), ("whom", "met_on", "missed_on", "came_of")),
    "domain": Kind("Who decides on what", "about", "who decides", ("covered_by",)),
    "learning": Kind("Something learned", "by", "who learned", ("level",), ("due_on", "whom", "done_on")),
    "recognition": Kind("Recognition", "by", "who gives it", ("whom",)),
    "advocacy": Kind("A word said for the other", "by", "who said it", ("whom",)),
    "introduction": Kind("An introduction", "by", "who introduced", ("whom",), ("done_on", "met_on", "came_of")),
    "showing": Kind("Something shown", "by", "who shows it", ("whom", "came_of")),
    "suggestion": Kind("A suggestion", "by", "who suggests"),
    "personal": Kind("Something personal", "about", "about whom", ("private",)),
}
"""Every kind of note."""

_LIKELY = {"about": "other", "by": "me"}

_OFFERS = {
    ("priority", "other"): "{others} priority",
    ("priority", "me"): "{mine} priority",
    ("success-measure", "other"): "how {others} success is measured",
    ("success-measure", "me"): "how {mine} success is measured",
    ("challenge", "other"): "a challenge for {other}",
    ("challenge", "me"): "a challenge for {me}",
    ("opportunity", "other"): "an opportunity for {other}",
    ("opportunity", "me"): "an opportunity for {me}",
    ("expectation", "other"): "what {me} expect{s} of {other}",
    ("expectation", "me"): "what {other} expects of {me}",
    ("domain", "other"): "where {me} defer{s} to {other}",
    ("domain", "me"): "where {other} defers to {me}",
    ("learning", "me"): "what {me} learned",
    ("learning", "other"): "what {other} learned",
    ("recognition", "me"): "recognition for {other}",
    ("recognition", "other"): "recognition for {me}",
    ("advocacy", "me"): "a word said for {other}",
    ("advocacy", "other"): "a word said for {me}",
    ("question", "me"): "a question that {me} ask{s}",
    ("question", "other"): "a question that {other} asks",
    ("showing", "me"): "something shown to {others} people",
    ("showing", "other"): "something shown to {mine} people",
    ("introduction", "me"): "somebody for {other} to meet",
    ("introduction", "other"): "somebody for {me} to meet",
    ("suggestion", "me"): "a suggestion to {other}",
    ("suggestion", "other"): "a suggestion to {me}",
    ("personal", "other"): "something personal about {other}",
    ("personal", "me"): "something personal about {me}",
}
"""What is added by kind and side: the one that the kind's form asks for, unless it is told otherwise there."""

EVERY_NOTE = tuple(f"note {kind} {side}" for kind, side in _OFFERS)
"""Every note that is added by its kind: the noun, the kind, and whose it is."""

_OWN_PAGE = ("priority", "learning", "question")
"""Kinds that stand on the page of the one whose note it is; the others on that of the one they are about."""


def _on_page(kind: str, side: str, page: str) -> bool:
    by_writer = KINDS[kind].side == "by" and kind not in _OWN_PAGE
    return (side == page) is not by_writer


NOTES_ON = {
    page: tuple(f"note {kind} {side}" for kind, side in _OFFERS if _on_page(kind, side, page))
    for page in ("other", "me")
}
"""What is added to the page of each of the two."""

NOTES = tuple(
    f"note {kind} {side}" for kind, side in _OFFERS if kind == "priority" or side == _LIKELY[KINDS[kind].side]
)
"""What is added where neither page is meant: each kind once, as one knows it of the other or has done it oneself."""


def number_of(key: str) -> int:
    """The number that adds a note of a kind, the same wherever it is offered; of priorities each of the two has one."""
    if key in NOTES:
        return NOTES.index(key) + 1
    kind = key.split()[1]
    return next(at for at, each in enumerate(NOTES, 1) if each.split()[1] == kind)


def offered(key: str, pair: Pair) -> str:
    """A note that is added by its kind, in words."""
    _, kind, side = key.split()
    me, other = called(pair, pair.me.uid), called(pair, pair.other.uid)
    you = me == "you"
    mine = "your" if you else f"{me}'s"
    return _OFFERS[kind, side].format(me=me, other=other, mine=mine, others=f"{other}'s", s="" if you else "s")

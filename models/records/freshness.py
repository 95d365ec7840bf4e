"""What is known of each of the two: success measures, priorities, challenges and the rest, and how fresh it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.records.pair import Pair
    from models.records.rows import Note

STALE_DAYS = 90
"""Days since it was last confirmed, past which what is known of the other is stale and asked for again."""

TOP = 5
"""Priorities that count: each side's top five."""

GOES_STALE = ("success-measure", "priority", "challenge", "opportunity", "domain", "expectation")
"""Kinds of notes that are true for a while only. What is personal does so too, but is asked for by nobody."""

ANSWERED = ("introduction", "suggestion", "question")
"""Kinds of notes that wait for an answer of the one they are made to."""

_OWNED_BY = ("priority", "learning", "question")
"""Kinds of notes that belong to the one whose note it is; the others to the one they are about."""


class Known(NamedTuple):
    """A note that stands, and since when it is known to be so; `days` since then, `stale` where that is too long."""

    note: Note
    since: date | None
    days: int | None
    stale: bool


class NoteGroup(NamedTuple):
    """The notes of one kind on a page, in their order."""

    kind: str
    items: tuple[Known, ...]


PAGE = (
    "success-measure",
    "priority",
    "challenge",
    "opportunity",
    "question",
    "expectation",
    "domain",
    "learning",
    "suggestion",
    "introduction",
    "showing",
    "recognition",
    "advocacy",
    "personal",
)
"""The kinds in the order of a page: first what one asks for, then what one does for each other."""


def standing(notes: Iterable[Note], as_of: date) -> list[Note]:
    """The notes that hold at the end of a day: no other replaces them, and they do not begin later."""
    listed = [note for note in notes if note.on is None or note.on <= as_of]
    replaced = {note.supersedes for note in listed if note.supersedes}
    return [note for note in listed if note.uid not in replaced]


def whose(note: Note, pair: Pair) -> str:
    """The uid of the one whose page a note stands on; empty where it belongs to both."""
    uids = (note.by, note.about) if note.kind in _OWNED_BY else (note.about, _across(note, pair))
    return next((uid for uid in uids if uid), "")


def _across(note: Note, pair: Pair) -> str:
    """Whom a note is about that does not say so: the one who did not write it. A domain belongs to both."""
    if note.kind == "domain" or note.by is None:
        return ""
    return pair.across(note.by).uid


def known(note: Note, as_of: date) -> Known:
    """How fresh a note is at the end of a day: stale past `STALE_DAYS` since it was confirmed, else since its day.

    An expectation is spoken of when it is said to be met or missed.
    """
    days = [day for day in (note.confirmed_on, note.on, note.met_on, note.missed_on) if day and day <= as_of]
    since = max(days, default=None)
    age = (as_of - since).days if since else None
    goes = note.kind in GOES_STALE or note.kind == "personal"
    return Known(note, since, age, goes and (age is None or age > STALE_DAYS))


def page(notes: Iterable[Note], pair: Pair, uid: str, as_of: date) -> tuple[NoteGroup, ...]:
    """What is known of one of the two, by kind; what belongs to both stands on both pages. Empty kinds are left out."""
    own = [note for note in standing(notes, as_of) if whose(note, pair) in (uid, "")]
    parts = (NoteGroup(kind, _ordered(kind, own, as_of)) for kind in PAGE)
    return tuple(part for part in parts if part.items)


def _ordered(kind: str, notes: Sequence[Note], as_of: date) -> tuple[Known, ...]:
    found = [known(note, as_of) for note in notes if note.kind == kind]
    if kind == "priority":
        return tuple(sorted(found, key=lambda item: (item.note.rank or len(found) + TOP, item.note.id)))
    return tuple(sorted(found, key=lambda item: (item.note.on or date.min, item.note.id), reverse=True))


def stale(notes: Iterable[Note], as_of: date) -> list[Known]:
    """What should be asked for again, the oldest first; of priorities the top five. Nothing that is personal."""
    found = [known(note, as_of) for note in standing(notes, as_of) if note.kind in GOES_STALE]
    old = [item for item in found if item.stale and (item.note.rank or 0) <= TOP]
    return sorted(old, key=lambda item: (item.since or date.min, item.note.id))


def unanswered(notes: Iterable[Note], as_of: date) -> list[Note]:
    """Questions, introductions and suggestions that still wait for an answer, the oldest first.

    An introduction that was made needs none any more.
    """
    found = [note for note in standing(notes, as_of) if note.kind in ANSWERED]
    waiting = [note for note in found if not any(_by(day, as_of) for day in (note.answered_on, *_made(note)))]
    return sorted(waiting, key=lambda note: (note.on or date.min, note.id))


def _made(note: Note) -> tuple[date | None, ...]:
    return (note.done_on, note.met_on) if note.kind == "introduction" else ()


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


def asked_of(note: Note, pair: Pair) -> str:
    """The uid of the one whose word a note waits for: of a question the one who looks for its answer; empty: both."""
    if note.kind == "question":
        return note.about or (pair.across(note.by).uid if note.by else "")
    return whose(note, pair)


def learned_on(note: Note) -> date | None:
    """The day on which something was learned; None while that is still planned."""
    return note.done_on if note.done_on or note.due_on else note.on


def is_of_teams(note: Note) -> bool:
    """Whether it is recognition of people who work together, who are named in it, and no word for one of the two."""
    return note.kind == "recognition" and bool(note.whom)


def due(notes: Iterable[Note], as_of: date) -> list[Note]:
    """Questions whose answer is wanted by now, and what one has planned to learn by now, the first due first."""
    found = standing(notes, as_of)
    asked = [note for note in unanswered(found, as_of) if note.kind == "question"]
    planned = [note for note in found if note.kind == "learning" and not _by(note.done_on, as_of)]
    days = [(note.due_on, note) for note in (*asked, *planned) if note.due_on and note.due_on <= as_of]
    return [note for _, note in sorted(days, key=lambda item: (item[0], item[1].id))]

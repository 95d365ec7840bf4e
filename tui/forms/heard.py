"""The forms of a live meeting: the question that every one asks, with what comes of it, and the notes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from models.pages.agenda import HELP_ASK
from models.records.freshness import page
from models.records.naming import one_line, short_id
from models.records.rows import Meeting, Note
from models.time.dates import say_date
from storage.reads.evidence import notes_of
from storage.reads.found import record_of
from storage.reads.sitting import day_of
from storage.writes.capture import capture_heard, read_promise
from storage.writes.meeting_verbs import Heard
from tui.forms.asking import Asking
from tui.forms.edit import of_record
from tui.text.cells import visible
from tui.text.words import called
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done

_PLAYED_BACK = (("", "not yet"), ("yes", "yes, and it was right"))
_PROMISE = "as in a shorter brief by fri; empty where nothing was"


def of_heard(log: Log, pair: Pair, meeting: int) -> Asking:
    """The form of one meeting. The other is asked first, then I am; what was heard of that one before stands there."""
    found = record_of(log, "meeting", meeting, Meeting)
    before = {item["of"]: item for item in found.help_asked or []}
    two = sorted((pair.other, pair.me), key=lambda person: person.uid in before)
    known = before.get(two[0].uid, {})
    day, today = day_of(log, pair, found.starts_at), log.today(pair)
    asked = [
        Question(
            "of",
            "who was asked",
            "choice",
            choices=tuple((person.uid, called(pair, person.uid)) for person in two),
            may_be_empty=False,
            below=partial(_known_of, notes=notes_of(log, pair), pair=pair, today=today),
        ),
        Question(
            "heard",
            "what was heard",
            "text",
            hint="it stands on both copies",
            required=True,
            value=known.get("heard") or "",
        ),
        Question(
            "played_back",
            "played back",
            "choice",
            choices=_PLAYED_BACK,
            may_be_empty=False,
            value="yes" if known.get("played_back") else "",
        ),
        Question(
            "promise",
            "promise from it",
            "line",
            whole=True,
            hint=_PROMISE,
            understand=partial(_due, day=day, today=today),
        ),
    ]
    key = f"heard {short_id('meeting', meeting)}"
    return Asking(HELP_ASK, key, asked, partial(_save, pair=pair, meeting=meeting), private=bool(found.private))


_ASKED_ABOUT = {"success-measure": "measured by", "challenge": "challenge", "opportunity": "opportunity"}


def _known_of(uid: str, *, notes: list[Note], pair: Pair, today: date) -> str:
    """What is known of the one who is asked, the newest of each kind: what to listen for."""
    own = {part.kind: part.items[0].note for part in page(notes, pair, uid, today) if part.kind in _ASKED_ABOUT}
    told = [f"{words}: {one_line(own[kind].text)}" for kind, words in _ASKED_ABOUT.items() if kind in own]
    return visible("; ".join(told))


def _due(text: str, *, day: date, today: date) -> str:
    """The date that was understood in a promise, or why none was: no words are refused."""
    found = read_promise(text, day, mine=True)
    return "" if found is None else say_date(found.due, today) if found.due else found.hint or "without a date"


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, pair: Pair, meeting: int) -> Done:
    heard = Heard(typed["of"], typed["heard"], typed["played_back"] == "yes")
    return capture_heard(log, pair, meeting, heard, typed["promise"])


_NOTES = ("private_notes", "notes")


def of_notes(log: Log, pair: Pair, meeting: int) -> Asking:
    """The form of a meeting's fields, what is noted for oneself first, then the notes for both, the rest behind `more`.

    What is typed at once goes where the other does not read it.
    """
    asking = of_record(log, pair, ("meeting", meeting))
    asked = [replace(item, more=item.name not in _NOTES) for item in asking.questions]
    asking.questions = sorted(asked, key=lambda item: _NOTES.index(item.name) if item.name in _NOTES else len(_NOTES))
    return asking

"""The recap of a held meeting: a document of what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from models.acts.promised import is_asked
from models.pages.agenda_page import MY_COPY, names, say_when, state_of
from models.pages.document import Document, Line, document, whole
from models.records.rows import Commitment, Feedback, KeptRecord, Meeting
from models.time.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.pages.agenda import Agreed
    from models.pages.today import NextMeeting
    from models.records.pair import Pair

R = TypeVar("R", bound=KeptRecord)


def recap(found: Agreed, pair: Pair, coming: NextMeeting | None, today: date, *, mine: bool) -> Document:
    """What a held meeting came to: decided, promised, unsettled, feedback, and when the two meet again."""
    meeting, day = found.meeting, pair.day(found.meeting.starts_at)

    def shown(items: Iterable[R]) -> list[R]:
        return [item for item in items if mine or not item.private]

    def hides(item: KeptRecord) -> bool:
        return bool(item.private or meeting.private)

    carried = [topic for topic in shown(found.topics) if (topic.state or "open") == "open"]
    parts = [
        whole("Decided", [Line(item.text, item.kind or "", private=hides(item)) for item in shown(found.decisions)]),
        whole("Promised", [_promised(item, pair, today) for item in shown(found.commitments) if not is_asked(item)]),
        whole(
            "Asked, and not promised",
            [_promised(item, pair, today) for item in shown(found.commitments) if is_asked(item)],
        ),
        whole("Unsettled", [Line(item.topic, item.state, private=hides(item)) for item in shown(found.disagreements)]),
        whole("Feedback", [_feedback(item, pair) for item in shown(found.feedback)]),
        whole("Carried to the next time", [Line(item.text, private=hides(item)) for item in carried]),
        whole("Help", _heard(meeting, pair)),
        whole("Notes", _notes(meeting, mine=mine)),
        whole("Next", [Line(say_when(pair, coming, today))] if coming else []),
    ]
    when = f"{short_date(day, today)}, {pair.local(meeting.starts_at):%H:%M}"
    place = f", {meeting.place}" if meeting.place else ""
    return document(f"Recap: {names(pair)}", when + place, MY_COPY if mine else "", parts, today)


def _heard(meeting: Meeting, pair: Pair) -> list[Line]:
    """What each answered when asked how to help them succeed."""
    private = bool(meeting.private)
    told = ((item, "played back" if item.get("played_back") else "") for item in meeting.help_asked or [])
    return [
        Line(f"{pair.short(item['of'])}: {item['heard']}", aside, private=private)
        for item, aside in told
        if item.get("heard")
    ]


def _promised(item: Commitment, pair: Pair, today: date) -> Line:
    due = f"due {short_date(item.due, today)}" if item.due else state_of(item, today) or "without a date"
    under = (f"done means: {item.done_means}",) if item.done_means else ()
    who = pair.short(item.from_)
    whose = f"{pair.short(item.to)} asks {who}" if is_asked(item) else who
    return Line(f"{whose}: {item.text}", due, under, private=bool(item.private))


def _feedback(item: Feedback, pair: Pair) -> Line:
    said = [f"worked: {item.worked}" if item.worked else "", f"rework: {item.rework}" if item.rework else ""]
    under = tuple(text for text in said if text)
    return Line(
        f"{pair.short(item.from_)} on {item.about or pair.short(item.to)}", under=under, private=bool(item.private)
    )


def _notes(meeting: Meeting, *, mine: bool) -> list[Line]:
    texts = ((meeting.notes, bool(meeting.private)), (meeting.private_notes if mine else None, True))
    return [
        Line(line.strip().removeprefix("- "), private=private)
        for text, private in texts
        for line in (text or "").split("\n")
        if line.strip()
    ]

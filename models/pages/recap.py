"""The recap of a held meeting: a document of what it came to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from models.acts.promised import is_asked
from models.pages.agenda_page import STANDS, promised, state_of
from models.pages.document import Column, Document, Form, Line, Part
from models.pages.heads import named, when_met, when_next
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
    meeting = found.meeting

    def shown(items: Iterable[R]) -> list[R]:
        return [item for item in items if mine or not item.private]

    def hides(item: KeptRecord) -> bool:
        return bool(item.private or meeting.private)

    made = shown(found.commitments)
    carried = [topic for topic in shown(found.topics) if (topic.state or "open") == "open"]
    parts = [
        _part("Decided", [Line(item.text, item.kind or "", private=hides(item)) for item in shown(found.decisions)]),
        _part("Promised", [_promised(item, pair, today) for item in made if not is_asked(item)], form="promises"),
        _part("Asked for", [_asked(item, pair, today) for item in made if is_asked(item)], "left"),
        _part(
            "Unsettled",
            [Line(item.topic, STANDS.get(item.state, ""), private=hides(item)) for item in shown(found.disagreements)],
            "right",
        ),
        _part("Feedback", [_feedback(item, pair) for item in shown(found.feedback)], "left"),
        _part("Carried to the next time", [Line(item.text, private=hides(item)) for item in carried], "right"),
        _part("How to help", _heard(meeting, pair, mine=mine)),
        _part("Notes", _notes(meeting, mine=mine)),
        _part("Next", _next(coming, pair)),
    ]
    own = pair.short(pair.me.uid) if mine else ""
    filled = tuple(item for item in parts if item.lines)
    return Document("recap", named(pair), filled, today, when_met(meeting, pair), own=own, alliance=pair.alliance.id)


def _part(heading: str, lines: list[Line], column: Column = "", form: Form = "lines") -> Part:
    return Part(heading, tuple(lines), column=column, form=form)


def _next(coming: NextMeeting | None, pair: Pair) -> list[Line]:
    when = when_next(coming, pair)
    return [Line(", ".join(filter(None, (when.on, when.where))))] if when else []


def _heard(meeting: Meeting, pair: Pair, *, mine: bool) -> list[Line]:
    """What each answered when asked how to help them succeed; my copy tells whether it was said back to them."""
    private = bool(meeting.private)
    told = ((item, "said back" if mine and item.get("played_back") else "") for item in meeting.help_asked or [])
    return [
        Line(item["heard"], aside, who=pair.short(item["of"]), private=private)
        for item, aside in told
        if item.get("heard")
    ]


def _promised(item: Commitment, pair: Pair, today: date) -> Line:
    line = promised(item, pair, today, (f"done means: {item.done_means}",) if item.done_means else ())
    return line if line.day or line.aside else replace(line, aside="no date")


def _asked(item: Commitment, pair: Pair, today: date) -> Line:
    """What one asked of the other: who is asked, and by whom."""
    stands = "" if item.state == "requested" else state_of(item, today)
    wanted = f"wanted by {short_date(item.wanted_by, today)}" if item.wanted_by and not stands else ""
    aside = ", ".join(filter(None, (f"{pair.short(item.to)} asks", stands, wanted)))
    return replace(_promised(item, pair, today), aside=aside)


def _feedback(item: Feedback, pair: Pair) -> Line:
    said = [f"worked: {item.worked}" if item.worked else "", f"to rework: {item.rework}" if item.rework else ""]
    to = pair.short(item.to)
    about = item.about or f"about {to}"
    aside = f"for {to}" if item.about else ""
    return Line(about, aside, tuple(filter(None, said)), pair.short(item.from_), private=bool(item.private))


def _notes(meeting: Meeting, *, mine: bool) -> list[Line]:
    texts = ((meeting.notes, bool(meeting.private)), (meeting.private_notes if mine else None, True))
    return [
        Line(line.strip().removeprefix("- "), private=private)
        for text, private in texts
        for line in (text or "").split("\n")
        if line.strip()
    ]

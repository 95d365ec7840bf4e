"""What belongs on the agenda of a meeting, and on the recap of a held one, as format-free documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from models.dates import short_date
from models.document import Document, Line, document, part
from models.pair import Pair
from models.rows import Commitment, Decision, Disagreement, Feedback, Kept, Meeting, Topic
from models.today import Line as TodayLine
from models.today import NextMeeting, Section, Today, say_next

R = TypeVar("R", bound=Kept)
MY_COPY = "Your own copy, with private notes"
HELP_ASK = "How can I help you succeed?"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What came out of one meeting."""

    meeting: Meeting
    decisions: tuple[Decision, ...]
    commitments: tuple[Commitment, ...]
    feedback: tuple[Feedback, ...]
    disagreements: tuple[Disagreement, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What an agenda is made from. `last` is the meeting held last, `carried` gives since when a topic is carried."""

    today: Today
    coming: NextMeeting | None
    topics: tuple[Topic, ...]
    carried_since: dict[int, date]
    last: Agreed | None
    private: frozenset[tuple[str, int]]
    notes: tuple[str, ...] = ()


def _title(pair: Pair) -> str:
    return f"{pair.me.name} and {pair.other.name}"


def _when(pair: Pair, coming: NextMeeting | None, today: date) -> str:
    return say_next(coming, pair, today) if coming else "No date yet"


def agenda(found: Agenda, *, mine: bool) -> Document:
    """The agenda of the next meeting, in the order of speaking. Only my copy holds what is private."""
    today, pair = found.today, found.today.pair
    open_to = _open_to(found, mine=mine)
    topics = [topic for topic in found.topics if mine or not topic.private]
    decide = [topic for topic in topics if topic.wants == "decide"]
    rest = [topic for topic in topics if topic.wants != "decide"]

    def section(name: Section, say: Callable[[TodayLine], Line]) -> list[Line]:
        return [say(item) for item in today.section(name) if open_to(item.noun, item.id)]

    waiting = [item for item in today.section("waiting") if open_to(item.noun, item.id)]
    last = found.last if mine or found.last is None or not found.last.meeting.private else None
    parts = [
        part("Last time", _last_time(last, pair, mine=mine), most=3),
        part("The question", _help(last, pair)),
        part("To decide", [_topic(topic, found, pair) for topic in decide]),
        part("Topics", [_topic(topic, found, pair) for topic in rest]),
        part("Late", section("late", lambda item: _late(item, pair))),
        part("Due before we meet", section("before", lambda item: _due(item, pair, today.as_of))),
        part("Waiting for a word", [_waits(item, pair) for item in waiting if item.noun != "feedback"]),
        part("Unsettled", section("unsettled", _unsettled)),
        part("Feedback", [_waits(item, pair) for item in waiting if item.noun == "feedback"]),
    ]
    if mine:
        parts.append(part("For me alone", [Line(text) for text in found.notes]))
    return document(f"Agenda: {_title(pair)}", _when(pair, found.coming, today.as_of), MY_COPY if mine else "", parts)


def _open_to(found: Agenda, *, mine: bool) -> Callable[[str, int], bool]:
    return lambda noun, number: mine or (noun, number) not in found.private


def _last_time(last: Agreed | None, pair: Pair, *, mine: bool) -> list[Line]:
    if last is None:
        return []
    decided = [Line(f"Decided: {item.text}") for item in last.decisions if mine or not item.private]
    promised = [
        Line(f"{pair.short(item.from_)}: {item.text}", _state(item))
        for item in last.commitments
        if mine or not item.private
    ]
    return [*decided, *promised]


def _state(item: Commitment) -> str:
    return {"satisfied": "done", "reported": "said to be done", "promised": ""}.get(item.state, item.state)


def _help(last: Agreed | None, pair: Pair) -> list[Line]:
    asked = last.meeting.help_asked if last else None
    heard = tuple(f"last time {pair.short(item['of'])}: {item['heard']}" for item in asked or [] if item.get("heard"))
    return [Line(HELP_ASK, under=heard)]


def _topic(topic: Topic, found: Agenda, pair: Pair) -> Line:
    asides = [
        pair.short(topic.raised_by) if topic.raised_by else "",
        topic.wants if topic.wants and topic.wants != "decide" else "",
        f"{topic.minutes} min" if topic.minutes else "",
        f"since {short_date(found.carried_since[topic.id], found.today.as_of)}"
        if topic.id in found.carried_since
        else "",
    ]
    return Line(topic.text, ", ".join(item for item in asides if item), box=True)


def _late(item: TodayLine, pair: Pair) -> Line:
    return Line(f"{pair.short(item.who)}: {item.what}", f"{_days(item.days)} late")


def _due(item: TodayLine, pair: Pair, today: date) -> Line:
    return Line(f"{pair.short(item.who)}: {item.what}", short_date(item.on, today) if item.on else "")


def _waits(item: TodayLine, pair: Pair) -> Line:
    return Line(f"{pair.short(item.who)}: {item.what}", _since(item.days))


def _unsettled(item: TodayLine) -> Line:
    return Line(item.what, ", ".join(filter(None, (_since(item.days), item.state))))


def _since(days: int | None) -> str:
    return f"for {_days(days)}" if days else "since today"


def _days(days: int | None) -> str:
    return "1 day" if days == 1 else f"{days} days"


def recap(found: Agreed, pair: Pair, coming: NextMeeting | None, today: date, *, mine: bool) -> Document:
    """What a held meeting came to: decided, promised, unsettled, feedback, and when the two meet again."""
    meeting, day = found.meeting, pair.day(found.meeting.starts_at)

    def shown(items: Iterable[R]) -> list[R]:
        return [item for item in items if mine or not item.private]

    carried = [topic for topic in shown(found.topics) if (topic.state or "open") == "open"]
    parts = [
        part("Decided", [Line(item.text, item.kind or "") for item in shown(found.decisions)]),
        part("Promised", [_promised(item, pair, today) for item in shown(found.commitments)]),
        part("Unsettled", [Line(item.topic, item.state) for item in shown(found.disagreements)]),
        part("Feedback", [_feedback(item, pair) for item in shown(found.feedback)]),
        part("Carried to the next time", [Line(item.text) for item in carried]),
        part("Notes", _notes(meeting, mine=mine), most=40),
        part("Next", [Line(_when(pair, coming, today))] if coming else []),
    ]
    when = f"{short_date(day, today)}, {meeting.starts_at.astimezone(pair.zone):%H:%M}"
    place = f", {meeting.place}" if meeting.place else ""
    return document(f"Recap: {_title(pair)}", when + place, MY_COPY if mine else "", parts)


def _promised(item: Commitment, pair: Pair, today: date) -> Line:
    due = (
        f"due {short_date(item.due, today)}"
        if item.due
        else item.state
        if item.state != "promised"
        else "without a date"
    )
    under = (f"done means: {item.done_means}",) if item.done_means else ()
    return Line(f"{pair.short(item.from_)}: {item.text}", due, under)


def _feedback(item: Feedback, pair: Pair) -> Line:
    said = [f"worked: {item.worked}" if item.worked else "", f"rework: {item.rework}" if item.rework else ""]
    return Line(f"{pair.short(item.from_)} on {item.about or 'the other'}", under=tuple(text for text in said if text))


def _notes(meeting: Meeting, *, mine: bool) -> list[Line]:
    texts: Sequence[str | None] = (meeting.notes, meeting.private_notes if mine else None)
    return [
        Line(line.strip().removeprefix("- ")) for text in texts if text for line in text.split("\n") if line.strip()
    ]

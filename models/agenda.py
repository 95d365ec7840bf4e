"""What belongs on the agenda of a meeting, by its sections; that, and the recap of a held one, as documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias, TypeVar

from models.dates import short_date
from models.document import MOST_LINES, PAGE, Document, Line, document, fitted, part
from models.pair import Pair
from models.questions import Bank, openers
from models.rows import Commitment, Decision, Disagreement, Feedback, Kept, Meeting, Topic
from models.today import Line as TodayLine
from models.today import NextMeeting, Today, say_next

R = TypeVar("R", bound=Kept)
MY_COPY = "Your own copy, with private notes"
HELP_ASK = "How can I help you succeed?"
LAST_TIME, DECIDE, TOPICS, ALONE = "Last time", "To decide", "Topics", "For me alone"
MOST_LAST = 3
_FOR_ME = 7
"""Lines of a page that are kept for the personal notes, in the other's copy too: the rest is the same in both."""


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
    """What an agenda is made from.

    `last` is the meeting held last, `carried` gives since when a topic is carried, `room` how many minutes there are
    (None: nobody said), `bank` the questions to draw from.
    """

    today: Today
    coming: NextMeeting | None
    topics: tuple[Topic, ...]
    carried_since: dict[int, date]
    last: Agreed | None
    notes: tuple[str, ...] = ()
    room: int | None = None
    bank: Bank = field(default_factory=dict)

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to speak of but what is asked every time."""
        return bool(self.last or self.topics or self.today.lines)


class Asked(NamedTuple):
    """The question of every meeting: the meeting it was asked in last, and what was heard, by who was asked."""

    meeting: Meeting | None
    heard: tuple[tuple[str, str], ...]


class Suggested(NamedTuple):
    """A question to begin with, and the section of the bank that it is from."""

    section: str
    text: str


About: TypeAlias = Decision | Commitment | Asked | Topic | Suggested | TodayLine
"""What a line of an agenda is about."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of an agenda under one heading, all of them; `lead` says what they add up to."""

    heading: str
    lines: tuple[About, ...]
    lead: str = ""
    most: int = MOST_LINES
    gives_way: bool = False
    """Whether fewer lines of it are enough where the page is full."""


# What belongs on it


def sections(found: Agenda, *, mine: bool) -> list[Section]:
    """The agenda in the order of speaking, its empty sections left out. Only my copy holds what is private."""

    def shown(lines: Iterable[About]) -> tuple[About, ...]:
        return tuple(line for line in lines if mine or not getattr(line, "private", None))

    today = found.today
    decide, rest = shown(_to_decide(found)), shown(_to_discuss(found))
    lead = say_minutes([item for item in (*decide, *rest) if isinstance(item, Topic)], found.room)
    waiting = shown(today.section("waiting"))
    listed = [
        Section(LAST_TIME, shown(_last_time(found, mine=mine)), most=MOST_LAST),
        Section("The question", (_asked(found),)),
        Section(DECIDE, decide, "" if rest else lead),
        Section(TOPICS, rest, lead),
        *([] if found.is_begun else _template(found)),
        Section("Late", shown(today.section("late")), gives_way=True),
        Section("Due before we meet", shown(today.section("before")), gives_way=True),
        Section("Waiting for a word", tuple(item for item in waiting if not _is_feedback(item)), gives_way=True),
        Section("Unsettled", shown(today.section("unsettled")), gives_way=True),
        Section("Feedback", tuple(filter(_is_feedback, waiting)), gives_way=True),
    ]
    return [section for section in listed if section.lines]


def _template(found: Agenda) -> list[Section]:
    """What two begin with who have not met yet: the sections of the bank, each with a question."""
    return [Section(_capital(name), (Suggested(name, text),), gives_way=True) for name, text in openers(found.bank)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def in_order(topics: Iterable[Topic]) -> list[Topic]:
    """Topics as they are spoken of: what is to be decided first, each part in its own order."""
    return sorted(topics, key=lambda topic: topic.wants != "decide")


def _to_decide(found: Agenda) -> list[Topic]:
    return [topic for topic in found.topics if topic.wants == "decide"]


def _to_discuss(found: Agenda) -> list[Topic]:
    return [topic for topic in found.topics if topic.wants != "decide"]


def _is_feedback(line: About) -> bool:
    return isinstance(line, TodayLine) and line.noun == "feedback"


def _last_time(found: Agenda, *, mine: bool) -> Sequence[About]:
    last = found.last
    if last is None or (last.meeting.private and not mine):
        return ()
    return (*last.decisions, *last.commitments)


def _asked(found: Agenda) -> Asked:
    meeting = found.last.meeting if found.last else None
    heard = [(item["of"], item["heard"]) for item in (meeting.help_asked or ()) if item.get("heard")] if meeting else []
    return Asked(meeting, tuple(heard))


def say_minutes(topics: Sequence[Topic], room: int | None) -> str:
    """What the topics add up to: "55 of 60 minutes", "75 of 60 minutes, 15 too many"; empty where none says it."""
    known = [topic.minutes for topic in topics if topic.minutes]
    if not known:
        return ""
    total, silent = sum(known), len(topics) - len(known)
    words = f"{total} of {room} minutes" if room else "1 minute" if total == 1 else f"{total} minutes"
    over = f"{total - room} too many" if room and total > room else ""
    return ", ".join(filter(None, (words, over, f"{silent} without minutes" if silent else "")))


# As a document


def agenda(found: Agenda, *, mine: bool) -> Document:
    """The agenda of the next meeting as one page. Only my copy holds what is private."""
    pair, today = found.today.pair, found.today.as_of
    say = partial(_say, found=found, pair=pair, today=today)
    parts = [
        part(item.heading, [say(line) for line in item.lines], item.most, lead=item.lead, gives_way=item.gives_way)
        for item in sections(found, mine=mine)
    ]
    parts = fitted(parts, PAGE - 4 - _FOR_ME)
    if mine:
        parts.append(part(ALONE, [Line(text, private=True) for text in found.notes], _FOR_ME - 2))
    return document(f"Agenda: {_title(pair)}", _when(pair, found.coming, today), MY_COPY if mine else "", parts)


def _title(pair: Pair) -> str:
    return f"{pair.me.name} and {pair.other.name}"


def _when(pair: Pair, coming: NextMeeting | None, today: date) -> str:
    return say_next(coming, pair, today) if coming else "No date yet"


def _say(line: About, found: Agenda, pair: Pair, today: date) -> Line:
    match line:
        case Asked():
            heard = tuple(f"last time {pair.short(uid)}: {words}" for uid, words in line.heard)
            return Line(HELP_ASK, under=heard, private=bool(line.meeting and line.meeting.private))
        case Suggested():
            return Line(line.text, box=True)
        case Topic():
            aside = ", ".join(_of_topic(line, found, pair, today))
            return Line(line.text, aside, box=True, private=bool(line.private))
        case Decision():
            return Line(f"Decided: {line.text}", private=bool(line.private))
        case Commitment():
            return Line(f"{pair.short(line.from_)}: {line.text}", _state(line), private=bool(line.private))
        case TodayLine():
            text = f"{pair.short(line.who)}: {line.what}" if line.who else line.what
            return Line(text, _ASIDES[line.section](line, today), private=line.private)


def _of_topic(topic: Topic, found: Agenda, pair: Pair, today: date) -> Iterable[str]:
    since = found.carried_since.get(topic.id)
    said = (
        pair.short(topic.raised_by) if topic.raised_by else "",
        topic.section,
        topic.wants if topic.wants != "decide" else "",
        f"{topic.minutes} min" if topic.minutes else "",
        f"since {short_date(since, today)}" if since else "",
    )
    return filter(None, said)


def _state(item: Commitment) -> str:
    return {**_STATES, "promised": ""}.get(item.state, item.state)


_STATES = {"requested": "asked", "countered": "another offer", "reported": "said to be done", "satisfied": "done"}


_ASIDES: dict[str, Callable[[TodayLine, date], str]] = {
    "late": lambda line, _today: f"{_days(line.days)} late",
    "before": lambda line, today: short_date(line.on, today) if line.on else "",
    "waiting": lambda line, _today: _since(line.days),
    "unsettled": lambda line, _today: ", ".join(filter(None, (_since(line.days), line.state))),
}
"""What stands beside a line of Today, by its section there."""


def _since(days: int | None) -> str:
    return f"for {_days(days)}" if days else "since today"


def _days(days: int | None) -> str:
    return "1 day" if days == 1 else f"{days} days"


# The recap

_ALL = 200
"""Lines of a part of a recap: it is what was agreed, so nothing is left out of it but by the hundred."""


def recap(found: Agreed, pair: Pair, coming: NextMeeting | None, today: date, *, mine: bool) -> Document:
    """What a held meeting came to: decided, promised, unsettled, feedback, and when the two meet again."""
    meeting, day = found.meeting, pair.day(found.meeting.starts_at)

    def shown(items: Iterable[R]) -> list[R]:
        return [item for item in items if mine or not item.private]

    def hides(item: Kept) -> bool:
        return bool(item.private or meeting.private)

    carried = [topic for topic in shown(found.topics) if (topic.state or "open") == "open"]
    parts = [
        part(
            "Decided", [Line(item.text, item.kind or "", private=hides(item)) for item in shown(found.decisions)], _ALL
        ),
        part("Promised", [_promised(item, pair, today) for item in shown(found.commitments)], _ALL),
        part(
            "Unsettled",
            [Line(item.topic, item.state, private=hides(item)) for item in shown(found.disagreements)],
            _ALL,
        ),
        part("Feedback", [_feedback(item, pair) for item in shown(found.feedback)], _ALL),
        part("Carried to the next time", [Line(item.text, private=hides(item)) for item in carried], _ALL),
        part("Help", _heard(meeting, pair)),
        part("Notes", _notes(meeting, mine=mine), _ALL),
        part("Next", [Line(_when(pair, coming, today))] if coming else []),
    ]
    when = f"{short_date(day, today)}, {meeting.starts_at.astimezone(pair.zone):%H:%M}"
    place = f", {meeting.place}" if meeting.place else ""
    return document(f"Recap: {_title(pair)}", when + place, MY_COPY if mine else "", parts)


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
    due = (
        f"due {short_date(item.due, today)}"
        if item.due
        else _STATES.get(item.state, item.state)
        if item.state != "promised"
        else "without a date"
    )
    under = (f"done means: {item.done_means}",) if item.done_means else ()
    return Line(f"{pair.short(item.from_)}: {item.text}", due, under, private=bool(item.private))


def _feedback(item: Feedback, pair: Pair) -> Line:
    said = [f"worked: {item.worked}" if item.worked else "", f"rework: {item.rework}" if item.rework else ""]
    under = tuple(text for text in said if text)
    return Line(f"{pair.short(item.from_)} on {item.about or 'the other'}", under=under, private=bool(item.private))


def _notes(meeting: Meeting, *, mine: bool) -> list[Line]:
    texts = ((meeting.notes, bool(meeting.private)), (meeting.private_notes if mine else None, True))
    return [
        Line(line.strip().removeprefix("- "), private=private)
        for text, private in texts
        for line in (text or "").split("\n")
        if line.strip()
    ]

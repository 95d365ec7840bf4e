"""What belongs on the agenda of a meeting: its sections in the order of speaking, and what their minutes add up to."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import filterfalse
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from models.pages.question_bank import Bank, openers
from models.pages.recall import ONCE, Recalled, invitation
from models.pages.today import NextMeeting, Today, TodayLine
from models.records.rows import Commitment, Decision, Disagreement, Feedback, Meeting, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

HELP_ASK = "How can I help you succeed?"
MOST_RECALLED = 3
"""So many of what is to be celebrated, and of what is to be looked at again, come at a time; the rest comes later. What
comes once and never again is not left out for it."""

LAST_TIME, DECIDE, TOPICS = "Last time", "To decide", "Topics"
NOT_SPOKEN_OF = "Not spoken of"


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
    (None: nobody said), `bank` the questions to draw from, `recalled` what comes back by itself, `rests` which
    criterion rests on a promise, by its number.
    """

    today: Today
    coming: NextMeeting | None
    topics: tuple[Topic, ...]
    carried_since: dict[int, date]
    last: Agreed | None
    notes: tuple[str, ...] = ()
    room: int | None = None
    bank: Bank = field(default_factory=dict)
    recalled: tuple[Recalled, ...] = ()
    rests: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to speak of but what is asked every time."""
        return bool(self.last or self.topics or self.today.lines)


class HelpAsked(NamedTuple):
    """The question of every meeting: the meeting before, and what was heard in it, by who was asked; `left_out`: it
    was asked of nobody.
    """

    meeting: Meeting | None
    heard: tuple[tuple[str, str], ...]
    left_out: bool = False


class Suggested(NamedTuple):
    """A question to begin with, and the section of the bank that it is from, or what it was not spoken of."""

    section: str
    text: str


About: TypeAlias = Decision | Commitment | HelpAsked | Topic | Suggested | Recalled | TodayLine
"""What a line of an agenda is about."""


Sort = Literal[
    "last", "question", "decide", "topics", "begin", "late", "before", "waiting", "unsettled", "feedback", "celebrate",
    "again", "invited",
]  # fmt: skip
"""What the lines of a section are, whatever it is headed by."""


@dataclass(frozen=True, slots=True)
class AgendaSection:
    """Lines of an agenda under one heading, all of them."""

    sort: Sort
    heading: str
    lines: tuple[About, ...]


# What belongs on it


def sections(found: Agenda, *, mine: bool) -> list[AgendaSection]:
    """The agenda in the order of speaking, its empty sections left out. Only my copy holds what is private.

    Nothing is told twice: what is late, due, or waits for a word is told there alone.
    """

    def shown(lines: Iterable[About]) -> tuple[About, ...]:
        return tuple(line for line in lines if mine or not getattr(line, "private", None))

    today = found.today
    decide, rest = shown(_to_decide(found)), shown(_to_discuss(found))
    waiting, asked = shown(today.section("waiting")), _asked(found)
    question = AgendaSection("question", "The question", (asked,))
    late = AgendaSection("late", "Late", shown(today.section("late")))
    word = AgendaSection("waiting", "Waiting for a word", tuple(filterfalse(_is_feedback, waiting)))
    before = AgendaSection("before", "Due before we meet", _untold(shown(today.section("before")), word))
    last = AgendaSection("last", LAST_TIME, _untold(shown(_last_time(found, mine=mine)), late, before, word))
    listed = [
        *((question, last) if asked.left_out else (last, question)),
        AgendaSection("decide", DECIDE, decide),
        AgendaSection("topics", TOPICS, rest),
        *([] if found.is_begun else _template(found)),
        late,
        before,
        word,
        AgendaSection("unsettled", "Unsettled", shown(today.section("unsettled"))),
        AgendaSection("feedback", "Feedback", tuple(filter(_is_feedback, waiting))),
        AgendaSection("celebrate", "To celebrate", _few(shown(_recalled(found, celebrate=True)))),
        AgendaSection("again", "To look at again", _few(shown(_recalled(found, celebrate=False)))),
        AgendaSection("invited", NOT_SPOKEN_OF, _invited(found)),
    ]
    return [section for section in listed if section.lines]


def _untold(lines: tuple[About, ...], *elsewhere: AgendaSection) -> tuple[About, ...]:
    """Those lines that no other section tells: neither page nor screen says a thing twice."""
    told = {_record(line) for section in elsewhere for line in section.lines}
    return tuple(line for line in lines if _record(line) not in told)


def _record(line: About) -> tuple[str, int] | None:
    """The promise or the like that a line is about."""
    if isinstance(line, TodayLine):
        return (line.noun, line.id)
    return (type(line).__name__.lower(), line.id) if isinstance(line, Commitment | Decision) else None


def _recalled(found: Agenda, *, celebrate: bool) -> Iterable[Recalled]:
    return (item for item in found.recalled if (item.kind == "celebrate") == celebrate)


def _few(lines: tuple[About, ...]) -> tuple[About, ...]:
    """The first of them, and all that no later agenda would tell."""
    once = [line for line in lines if isinstance(line, Recalled) and line.kind in ONCE]
    others = [line for line in lines if line not in once][: max(0, MOST_RECALLED - len(once))]
    return tuple(line for line in lines if line in once or line in others)


def _invited(found: Agenda) -> tuple[Suggested, ...]:
    one = invitation(found.today.neglected, found.today.rhythm)
    return (Suggested(*one),) if one else ()


def _template(found: Agenda) -> list[AgendaSection]:
    """What two begin with who have not met yet: the sections of the bank, each with a question."""
    return [AgendaSection("begin", _capital(name), (Suggested(name, text),)) for name, text in openers(found.bank)]


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


def _asked(found: Agenda) -> HelpAsked:
    meeting = found.last.meeting if found.last else None
    heard = [(item["of"], item["heard"]) for item in (meeting.help_asked or ()) if item.get("heard")] if meeting else []
    return HelpAsked(meeting, tuple(heard), meeting is not None and not meeting.help_asked)


class Minutes(NamedTuple):
    """What topics add up to: the minutes, how many there are for them (None: nobody said), how many topics say none."""

    total: int
    room: int | None
    without: int

    @property
    def over(self) -> int:
        """How many minutes are too many."""
        return max(0, self.total - self.room) if self.room else 0

    @property
    def says(self) -> str:
        """55 of 60 minutes."""
        if self.room:
            return f"{self.total} of {self.room} minutes"
        return "1 minute" if self.total == 1 else f"{self.total} minutes"

    @property
    def warns(self) -> str:
        """15 too many; empty where they fit."""
        return f"{self.over} too many" if self.over else ""

    @property
    def leaves_out(self) -> str:
        """2 without minutes; empty where each says how long it takes."""
        return f"{self.without} without minutes" if self.without else ""


def minutes_of(topics: Iterable[About], room: int | None) -> Minutes | None:
    """What the topics among those lines add up to; None where none says how long it takes."""
    each = [line.minutes for line in topics if isinstance(line, Topic)]
    total = sum(minutes or 0 for minutes in each)
    return Minutes(total, room, sum(not minutes for minutes in each)) if total else None

"""What belongs on the agenda of a meeting: its sections in the order of speaking, and what their minutes add up to."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from models.pages.question_bank import Bank, openers
from models.pages.recall import Recalled, invitation
from models.pages.today import NextMeeting, Today, TodayLine
from models.records.rows import Commitment, Decision, Disagreement, Feedback, Meeting, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

HELP_ASK = "How can I help you succeed?"
MOST_RECALLED = 3
"""So many of what is to be celebrated, and of what is to be looked at again, come at a time; the rest comes later."""

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
    (None: nobody said), `bank` the questions to draw from, `recalled` what comes back by itself.
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


@dataclass(frozen=True, slots=True)
class AgendaSection:
    """Lines of an agenda under one heading, all of them; `lead` says what they add up to."""

    heading: str
    lines: tuple[About, ...]
    lead: str = ""


# What belongs on it


def sections(found: Agenda, *, mine: bool) -> list[AgendaSection]:
    """The agenda in the order of speaking, its empty sections left out. Only my copy holds what is private.

    What is late or waits for a word is told there alone, and what was agreed last time not again as due.
    """

    def shown(lines: Iterable[About]) -> tuple[About, ...]:
        return tuple(line for line in lines if mine or not getattr(line, "private", None))

    today = found.today
    decide, rest = shown(_to_decide(found)), shown(_to_discuss(found))
    of_decide, of_rest = _leads(_topics(decide), _topics(rest), found.room)
    waiting, asked = shown(today.section("waiting")), _question(found)
    late = AgendaSection("Late", shown(today.section("late")))
    word = AgendaSection("Waiting for a word", tuple(filterfalse(_is_feedback, waiting)))
    last = AgendaSection(LAST_TIME, _untold(shown(_last_time(found, mine=mine)), late, word))
    before = _untold(shown(today.section("before")), last, word)
    listed = [
        *((asked, last) if asked.lead else (last, asked)),
        AgendaSection(DECIDE, decide, of_decide),
        AgendaSection(TOPICS, rest, of_rest),
        *([] if found.is_begun else _template(found)),
        late,
        AgendaSection("Due before we meet", before),
        word,
        AgendaSection("Unsettled", shown(today.section("unsettled"))),
        AgendaSection("Feedback", tuple(filter(_is_feedback, waiting))),
        AgendaSection("To celebrate", shown(_recalled(found, celebrate=True))[:MOST_RECALLED]),
        AgendaSection("To look at again", shown(_recalled(found, celebrate=False))[:MOST_RECALLED]),
        AgendaSection(NOT_SPOKEN_OF, _invited(found)),
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


def _question(found: Agenda) -> AgendaSection:
    """What is asked every time; where the last meeting left it out that is said, and the agenda begins with it."""
    asked = _asked(found)
    return AgendaSection("The question", (asked,), "not asked last time" if asked.left_out else "")


def _recalled(found: Agenda, *, celebrate: bool) -> Iterable[Recalled]:
    return (item for item in found.recalled if (item.kind == "celebrate") == celebrate)


def _invited(found: Agenda) -> tuple[Suggested, ...]:
    one = invitation(found.today.neglected, found.today.rhythm)
    return (Suggested(*one),) if one else ()


def _template(found: Agenda) -> list[AgendaSection]:
    """What two begin with who have not met yet: the sections of the bank, each with a question."""
    return [AgendaSection(_capital(name), (Suggested(name, text),)) for name, text in openers(found.bank)]


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


def _topics(lines: Iterable[About]) -> list[Topic]:
    return [line for line in lines if isinstance(line, Topic)]


def _leads(decide: Sequence[Topic], rest: Sequence[Topic], room: int | None) -> tuple[str, str]:
    """What stands beside each of the two headings: its own minutes; beside the last of them also what both take."""
    if not (_sum(decide) and _sum(rest)):
        return say_minutes(decide, room), say_minutes(rest, room)
    own, whole = say_minutes(rest, None), say_minutes([*decide, *rest], room, silent=False)
    return say_minutes(decide, None), f"{own}; in all {whole}"


def _sum(topics: Iterable[Topic]) -> int:
    return sum(topic.minutes or 0 for topic in topics)


def say_minutes(topics: Sequence[Topic], room: int | None, *, silent: bool = True) -> str:
    """What the topics add up to: "55 of 60 minutes", "75 of 60 minutes, 15 too many"; empty where none says it.

    `silent`: it is told how many of them say nothing.
    """
    total, without = _sum(topics), sum(not topic.minutes for topic in topics)
    if not total:
        return ""
    words = f"{total} of {room} minutes" if room else "1 minute" if total == 1 else f"{total} minutes"
    over = f"{total - room} too many" if room and total > room else ""
    return ", ".join(filter(None, (words, over, f"{without} without minutes" if silent and without else "")))

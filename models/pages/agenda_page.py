"""The agenda of a meeting as one page: a document, my own copy or the other's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.pages.agenda import HELP_ASK, About, Agenda, AgendaSection, HelpAsked, Sort, Suggested, minutes_of, sections
from models.pages.document import Column, Document, Form, Line, Part
from models.pages.heads import named, when_met, when_next
from models.pages.recall import Recalled
from models.pages.today import TodayLine
from models.records.rows import Commitment, Decision, Topic
from models.time.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from datetime import date

    from models.pages.today import Asks
    from models.records.pair import Pair
    from models.records.rows import Meeting


class _Set(NamedTuple):
    """How a section is set on a page."""

    column: Column = ""
    room: bool = False
    form: Form = "lines"


_SETS: dict[Sort, _Set] = {
    "last": _Set(),
    "question": _Set(form="question"),
    **dict.fromkeys(("decide", "topics", "begin"), _Set(room=True)),
    **dict.fromkeys(("late", "before", "invited"), _Set("left")),
    **dict.fromkeys(("waiting", "unsettled", "feedback", "celebrate", "again"), _Set("right")),
}
_HEADINGS: dict[Sort, str] = {"waiting": "Awaited"}
"""What a section is called on a copy for the other, who does not know the words of this program."""


def agenda(found: Agenda, *, mine: bool) -> Document:
    """The agenda of the next meeting as a page, with nothing left out. Only my copy holds what is private."""
    pair, today = found.today.pair, found.today.as_of
    listed = sections(found, mine=mine)
    me = pair.short(pair.me.uid)
    parts = [part for item in listed if (part := _part(item, found, listed, mine=mine)).lines]
    if mine and found.notes:
        alone = tuple(Line(text) for text in found.notes)
        parts.append(Part(f"For {me} alone", alone, form="alone"))
    when = when_next(found.coming, pair)
    return Document("agenda", named(pair), tuple(parts), today, when, own=me if mine else "", alliance=pair.alliance.id)


def called_off(meeting: Meeting, pair: Pair, today: date, *, mine: bool) -> Document:
    """What there is to say of a meeting that was called off: who would have met, and when."""
    own = pair.short(pair.me.uid) if mine else ""
    return Document("agenda", named(pair), (), today, when_met(meeting, pair), own=own, alliance=pair.alliance.id)


def _part(item: AgendaSection, found: Agenda, listed: Sequence[AgendaSection], *, mine: bool) -> Part:
    pair, today, how = found.today.pair, found.today.as_of, _SETS[item.sort]
    heading = item.heading if mine else _HEADINGS.get(item.sort, item.heading)
    lead, too_many = _lead(item, found, listed, mine=mine)
    slow = _slow(found, listed)
    untold = [line for line in item.lines if not _is_told(line, slow)]
    lines = [_beside(_say(line, found, pair, today), _of_promise(_promise(line), found, slow)) for line in untold]
    return Part(heading, tuple(lines), lead, too_many, room=how.room, column=how.column, form=how.form)


def _slow(found: Agenda, listed: Sequence[AgendaSection]) -> dict[int | None, str]:
    """How slow promises are that stand under another heading already, by their numbers: their lines there say it."""
    told = {_promise(line) for section in listed for line in section.lines}
    return {item.id: item.aside for item in found.recalled if item.kind == "slow" and item.id in told}


def _is_told(line: About, slow: Container[int | None]) -> bool:
    return isinstance(line, Recalled) and line.kind == "slow" and line.id in slow


def _promise(line: About) -> int | None:
    """The number of the promise that a line is about; None where it is about another thing, or only of its speed."""
    if isinstance(line, TodayLine):
        return line.id if line.noun == "commitment" else None
    return line.id if isinstance(line, Commitment) else None


def _of_promise(number: int | None, found: Agenda, slow: Mapping[int | None, str]) -> str:
    """How slow a promise is, and which criterion rests on it."""
    rests = found.rests.get(number) if number is not None else None
    return ", ".join(filter(None, (slow.get(number), f"{rests} rests on it" if rests else "")))


def _beside(line: Line, more: str) -> Line:
    return replace(line, aside=", ".join(filter(None, (line.aside, more)))) if more else line


def _lead(item: AgendaSection, found: Agenda, listed: Sequence[AgendaSection], *, mine: bool) -> tuple[str, bool]:
    """What stands beside a heading, and whether it tells of too much; what could be done better, on my copy alone.

    What the topics add up to stands beside the last of their headings.
    """
    for line in item.lines:
        if isinstance(line, HelpAsked) and line.left_out and mine:
            return "not asked last time", False
    own, timed = minutes_of(item.lines, None), [each for each in listed if minutes_of(each.lines, None)]
    if own is None or item is not timed[-1]:
        return own.says if own else "", False
    summed = minutes_of([line for each in timed for line in each.lines], found.room) or own
    words = ", ".join(filter(None, (summed.says, *((summed.warns, summed.leaves_out) if mine else ()))))
    return (f"{own.says}; in all {words}" if len(timed) > 1 else words), bool(summed.over)


def _say(line: About, found: Agenda, pair: Pair, today: date) -> Line:
    match line:
        case HelpAsked():
            heard = tuple(f"{pair.short(uid)}, last time: {words}" for uid, words in line.heard)
            return Line(HELP_ASK, under=heard, private=bool(line.meeting and line.meeting.private))
        case Suggested():
            return Line(line.text, box=True)
        case Topic():
            who = pair.short(line.raised_by) if line.raised_by else ""
            aside = ", ".join(_of_topic(line, found, today))
            return Line(line.text, aside, who=who, minutes=line.minutes, box=True, private=bool(line.private))
        case Decision():
            return Line(line.text, "decided", private=bool(line.private))
        case Commitment():
            return promised(line, pair, today)
        case Recalled():
            return Line(line.what, line.aside, who=_who(pair, line.who), private=line.private)
        case TodayLine():
            words, day = _ASIDES[line.section](line, pair, today)
            who = "" if line.section == "waiting" else _who(pair, line.who)  # what is awaited says whose
            return Line(line.what, words, who=who, day=day, private=line.private)


def _who(pair: Pair, uid: str) -> str:
    return pair.short(uid) if uid else ""


def _of_topic(topic: Topic, found: Agenda, today: date) -> Iterable[str]:
    since = found.carried_since.get(topic.id)
    said = (
        topic.section,
        "for information" if topic.wants == "inform" else "",
        f"since {short_date(since, today)}" if since else "",
    )
    return filter(None, said)


def promised(item: Commitment, pair: Pair, today: date, under: tuple[str, ...] = ()) -> Line:
    """A promise as a line: its date while it is only promised, else how it stands."""
    due = item.due if item.state == "promised" else None
    aside = "" if due else state_of(item, today)
    return Line(item.text, aside, under, pair.short(item.from_), day=due, private=bool(item.private))


def state_of(item: Commitment, today: date) -> str:
    """How a commitment stands, in a word or two; of one that is only asked for also when it is wanted."""
    state = {**_STATES, "promised": ""}.get(item.state, item.state)
    return f"{state}, wanted by {short_date(item.wanted_by, today)}" if item.wanted_by else state


_STATES = {"requested": "asked", "countered": "another offer", "reported": "said to be done", "satisfied": "done"} | {
    "revoked": "given up",
    "cancelled": "no longer needed",
}


def _late(line: TodayLine, _pair: Pair, _today: date) -> _Aside:
    return "", line.on


def _awaited(line: TodayLine, pair: Pair, today: date) -> _Aside:
    """Whose word is awaited, and since when."""
    what = _AWAITED[line.asks]
    if line.asks == "date" and line.on:
        what = f"word on a move to {short_date(line.on, today)}"
    wanted = f", wanted by {short_date(line.wanted, today)}" if line.asks == "answer" and line.wanted else ""
    return f"{pair.short(line.who)}'s {what} is awaited, {since(line, today)}{wanted}", None


_AWAITED: dict[Asks, str] = {
    "": "word",
    "answer": "answer",
    "offer": "word on the offer",
    "counter": "word on the new offer",
    "accept": "acceptance",
    "date": "word on the new date",
    "feedback": "feedback",
}


def _unsettled(line: TodayLine, _pair: Pair, today: date) -> _Aside:
    return ", ".join(filter(None, (since(line, today), STANDS.get(line.stands, "")))), None


STANDS = {"parked": "put off", "escalated": "with somebody who decides", "reopened": "came back"} | {
    "resolved": "settled",
    "lapsed": "dropped",
}
"""How a disagreement stands, as a page says it; of one that is open nothing."""


def since(line: TodayLine, today: date) -> str:
    """Since which day it has been so."""
    return f"since {short_date(today - timedelta(line.days), today)}" if line.days else "since today"


_Aside = tuple[str, "date | None"]

_ASIDES: dict[str, Callable[[TodayLine, Pair, date], _Aside]] = {
    "late": _late,
    "before": _late,
    "waiting": _awaited,
    "unsettled": _unsettled,
}
"""What stands beside a line of Today, by its section there: in words, and the day on which it is due."""

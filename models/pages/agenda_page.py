"""The agenda of a meeting as one page: a document, my own copy or the other's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.pages.agenda import HELP_ASK, About, Agenda, HelpAsked, Suggested, sections
from models.pages.document import Document, Line, document, whole
from models.pages.recall import Recalled
from models.pages.today import NextMeeting, TodayLine, say_next
from models.records.rows import Commitment, Decision, Topic
from models.time.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from models.records.pair import Pair

MY_COPY, ALONE = "Your own copy, with private notes", "For me alone"


def agenda(found: Agenda, *, mine: bool) -> Document:
    """The agenda of the next meeting as a page, with nothing left out. Only my copy holds what is private."""
    pair, today = found.today.pair, found.today.as_of
    say = partial(_say, found=found, pair=pair, today=today)
    parts = [whole(item.heading, [say(line) for line in item.lines], item.lead) for item in sections(found, mine=mine)]
    if mine:
        parts.append(whole(ALONE, [Line(text, private=True) for text in found.notes]))
    notice = MY_COPY if mine else ""
    return document(f"Agenda: {names(pair)}", say_when(pair, found.coming, today), notice, parts, today)


def names(pair: Pair) -> str:
    """The two, as a page is headed by them."""
    return f"{pair.me.name} and {pair.other.name}"


def say_when(pair: Pair, coming: NextMeeting | None, today: date) -> str:
    """When the two meet next, in one sentence."""
    return say_next(coming, pair, today) if coming else "No date yet"


def _say(line: About, found: Agenda, pair: Pair, today: date) -> Line:
    match line:
        case HelpAsked():
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
            return Line(f"{pair.short(line.from_)}: {line.text}", _agreed(line, today), private=bool(line.private))
        case Recalled():
            text = f"{pair.short(line.who)}: {line.what}" if line.who else line.what
            return Line(text, line.aside, private=line.private)
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


def _agreed(item: Commitment, today: date) -> str:
    """How a promise of the last time stands; while it is only promised, its date: it may stand nowhere else."""
    return f"due {short_date(item.due, today)}" if item.state == "promised" and item.due else state_of(item, today)


def state_of(item: Commitment, today: date) -> str:
    """How a commitment stands, in a word or two; of one that is only asked for also when it is wanted."""
    state = {**_STATES, "promised": ""}.get(item.state, item.state)
    return f"{state}, {_wish(item.wanted_by, today)}" if item.wanted_by else state


def _wish(wanted: date, today: date) -> str:
    return f"wanted by {short_date(wanted, today)}"


_STATES = {"requested": "asked", "countered": "another offer", "reported": "said to be done", "satisfied": "done"}


_ASIDES: dict[str, Callable[[TodayLine, date], str]] = {
    "late": lambda line, _today: f"{_days(line.days)} late",
    "before": lambda line, today: short_date(line.on, today) if line.on else "",
    "waiting": lambda line, today: " ".join(
        filter(None, (line.asked(lambda day: short_date(day, today)), _since(line.days)))
    ),
    "unsettled": lambda line, _today: ", ".join(filter(None, (_since(line.days), line.state))),
}
"""What stands beside a line of Today, by its section there."""


def _since(days: int | None) -> str:
    return f"for {_days(days)}" if days else "since today"


def _days(days: int | None) -> str:
    return "1 day" if days == 1 else f"{days} days"

"""The one-glance picture of an alliance: what is late, what waits for a word, what is unsettled, and the rhythm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from models.records.freshness import asked_of, due
from models.records.naming import one_line
from models.records.rows import Commitment, Disagreement, Feedback, Living
from models.time.dates import distance, long_date
from models.time.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from models.measures.disagreements import SettlingFigures
    from models.measures.neglect import Neglected
    from models.measures.promises import Kept
    from models.measures.rhythm import RhythmFigures
    from models.measures.window import Window
    from models.records.pair import Pair
    from models.records.rows import Meeting, Note

Section = Literal["late", "waiting", "before", "find_out", "unsettled"]
Asks = Literal["", "answer", "offer", "counter", "accept", "date", "feedback", "find", "learn"]
"""What is waited for: a word on a request, an offer, something else offered, a report or a new date; or feedback.

Of what is to be found out: an answer; or that one has learned what one planned to.
"""

SOON_DAYS = 2


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next. Without an id it is the rhythm's next date; its time may not be known."""

    id: int | None
    on: date
    starts_at: datetime | None
    place: str | None
    minutes: int | None = None
    where: str = ""
    """The place in a word, where its own is none that is known as well."""


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A meeting that is over and neither held, missed nor cancelled: its number, its day, when it began, and where."""

    id: int
    on: date
    starts_at: datetime
    place: str | None
    where: str = ""


def say_next(coming: NextMeeting, pair: Pair, today: date) -> str:
    """The next meeting in one sentence: "Tue 24 November, 14:00, coffee, in 3 days"."""
    day, away = long_date(coming.on, today), distance(coming.on, today)
    time = f"{pair.local(coming.starts_at):%H:%M}" if coming.starts_at else ""
    by_rhythm = "" if coming.id else "by your rhythm"
    return ", ".join(part for part in (day, time, coming.where, away, by_rhythm) if part)


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One line of Today. `who` is the uid of whose move it is, empty for both; `days` is an age or a delay, None where
    a date says more (`on`); `level` colours the date or state; `stands` is the state of the record itself. `wanted` is
    when something is wanted that is only asked for, `asks` what is waited for: words follow the thing, by `asked`.
    """

    section: Section
    noun: str
    id: int
    who: str
    what: str
    days: int | None = None
    on: date | None = None
    state: str = ""
    level: Literal["late", "watch", ""] = ""
    stands: str = ""
    private: bool = False
    wanted: date | None = None
    asks: Asks = ""

    def asked(self, say: Callable[[date], str]) -> str:
        """What is waited for, in words that follow the thing: "answer by 4 Dec?", "accept?"; empty where nothing is."""
        return asked_words(self.asks, say, self.on if self.asks == "date" else self.wanted)


def asked_words(asks: Asks, say: Callable[[date], str], on: date | None) -> str:
    """The same; `on` is the new date, or when something is wanted, and `say` writes it."""
    if asks == "date" and on:
        return f"{say(on)} instead?"
    return f"answer by {say(on)}?" if asks == "answer" and on else _ASKED[asks]


_ASKED: dict[Asks, str] = {
    "": "",
    "answer": "answer?",
    "offer": "take the offer?",
    "counter": "take the new offer?",
    "accept": "accept?",
    "date": "new date?",
    "feedback": "feedback",
    "find": "answer?",
    "learn": "learned?",
}


@dataclass(frozen=True, slots=True)
class Today:
    """Everything Today shows. `kept` holds each side's promises kept this quarter, mine first; `promised` is how many
    promises are open, whenever they fall due, `going_on` the meeting whose time it is, held or to be, `ended` the
    quarter that can be looked back on, `unrecorded` the meetings of which nobody has said what became of them, the
    oldest first; `before` the ended alliance that a new one follows, with its records that could go on,
    `unkept` the day from which on no backup holds what was changed, where that is more than a week ago.
    """

    pair: Pair
    as_of: date
    next_meeting: NextMeeting | None
    topics: int
    to_decide: int
    topics_carried: int
    lines: tuple[TodayLine, ...]
    rhythm: RhythmFigures
    kept: tuple[Kept, Kept]
    settling: SettlingFigures
    promised: int = 0
    going_on: Meeting | None = None
    neglected: tuple[Neglected, ...] = ()
    ended: Window | None = None
    unrecorded: tuple[Unrecorded, ...] = ()
    before: tuple[Pair, Sequence[tuple[str, int]]] | None = None
    unkept: date | None = None

    def section(self, name: Section) -> tuple[TodayLine, ...]:
        """The lines of one section, in order."""
        return tuple(line for line in self.lines if line.section == name)

    def last_seen(self, days: int) -> date | None:
        """The day of what lay so many days back when the alliance ended; None while it goes on, and `days` says it."""
        return self.pair.seen_until(self.as_of) - timedelta(days) if self.pair.ended(self.as_of) else None

    def late_of(self, uid: str) -> int:
        """How many promises of one of the two are late."""
        return sum(line.who == uid for line in self.section("late"))

    @property
    def oldest_days(self) -> int | None:
        """The age in days of the oldest open disagreement, None where none is open."""
        return max((line.days or 0 for line in self.section("unsettled")), default=None)


def beyond_the_end(found: Today) -> str:
    """That the next meeting falls behind the last day of an alliance that is about to end; empty where it does not."""
    coming, last = found.next_meeting, found.pair.alliance.ended_on
    return "after the last day" if coming and last and coming.on > last else ""


def review_is_ready(ended: Window) -> str:
    """That a quarter can be looked back on: "The review of July to September is ready"."""
    assert ended.since is not None
    assert ended.until is not None
    first, last = (MONTHS[day.month - 1] for day in (ended.since, ended.until))
    return f"The review of {first} to {last} is ready"


def _of(item: Living, section: Section, who: str, what: str, days: int | None = None) -> TodayLine:
    """A line about a record, which says where the record stands and whether it is private."""
    return TodayLine(
        section,
        type(item).__name__.lower(),
        item.id,
        who,
        what,
        days,
        stands=item.state,
        private=bool(item.private),
        wanted=item.wanted_by if isinstance(item, Commitment) else None,
    )


def late_lines(commitments: Iterable[Commitment], as_of: date) -> list[TodayLine]:
    """What is promised and past its due date, the latest first."""
    late = [item for item in commitments if item.state == "promised" and item.due and item.due < as_of]
    return [
        replace(_of(item, "late", item.from_, item.text, (as_of - item.due).days), on=item.due, level="late")
        for item in sorted(late, key=lambda item: (item.due, item.id))
        if item.due
    ]


def before_lines(commitments: Iterable[Commitment], as_of: date, meeting: date | None) -> list[TodayLine]:
    """What is promised and due from today until the next meeting, both days included, the first due first."""
    if meeting is None:
        return []
    due = [item for item in commitments if item.state == "promised" and item.due and as_of <= item.due <= meeting]
    return [
        replace(_of(item, "before", item.from_, item.text), on=item.due, level=_soon(item.due, as_of))
        for item in sorted(due, key=lambda item: (item.due, item.id))
    ]


def _soon(due: date | None, as_of: date) -> Literal["watch", ""]:
    return "watch" if due and (due - as_of).days <= SOON_DAYS else ""


def waiting_lines(
    pair: Pair, commitments: Iterable[Commitment], feedback: Iterable[Feedback], as_of: date
) -> list[TodayLine]:
    """What waits for a word of one of the two, mine first, then the longest waiting."""
    found = [line for item in commitments if (line := _waiting(pair, item, as_of))]
    for item in feedback:
        if item.state == "requested":
            days = (as_of - item.last_on).days
            line = _of(item, "waiting", item.from_, item.about or "Feedback", days)
            found.append(replace(line, asks="feedback"))
    return sorted(found, key=lambda line: (line.who != pair.me.uid, -(line.days or 0), line.id))


def speaks_next(pair: Pair, item: Commitment) -> str:
    """The uid of the one whose word a commitment waits for; empty where it waits for none."""
    if item.pending_due and item.pending_by:
        return pair.across(item.pending_by).uid
    if item.state == "requested":
        return item.from_
    return item.to if item.state in ("offered", "countered", "reported") else ""


def asks_of(item: Commitment) -> Asks:
    """What a commitment waits for; nothing where it waits for no word."""
    return "date" if item.pending_due and item.pending_by else _ASKS.get(item.state, "")


_ASKS: dict[str, Asks] = {"requested": "answer", "offered": "offer", "countered": "counter", "reported": "accept"}


def _waiting(pair: Pair, item: Commitment, as_of: date) -> TodayLine | None:
    who, days = speaks_next(pair, item), (as_of - item.last_on).days
    line = _of(item, "waiting", who, item.text, days)
    return replace(line, on=item.pending_due, asks=asks_of(item)) if who else None


def find_out_lines(pair: Pair, notes: Iterable[Note], as_of: date) -> list[TodayLine]:
    """Questions whose answer is wanted by now, and what was to be learned by now, the first due first."""
    return [
        TodayLine(
            "find_out",
            "note",
            note.id,
            asked_of(note, pair),
            one_line(note.text),
            on=note.due_on,
            private=bool(note.private),
            asks="learn" if note.kind == "learning" else "find",
        )
        for note in due(notes, as_of)
    ]


def unsettled(disagreements: Iterable[Disagreement]) -> list[Disagreement]:
    """Those that are neither resolved nor lapsed."""
    return [item for item in disagreements if item.state not in ("resolved", "lapsed")]


def unsettled_lines(disagreements: Iterable[Disagreement], settling: SettlingFigures, as_of: date) -> list[TodayLine]:
    """The open disagreements, the oldest first, with their level by the alliance's own curve."""
    levels = {ageing.id: ageing.level for ageing in settling.ageing}
    found = []
    for item in unsettled(disagreements):
        level = levels.get(item.id)
        shown = level if level in ("late", "watch") else ""
        days = (as_of - item.opened_on).days
        state = shown or (item.state if item.state in ("parked", "escalated", "reopened") else "")
        line = _of(item, "unsettled", "", item.topic, days)
        found.append(replace(line, state=state, level=shown or ""))
    return sorted(found, key=lambda line: (-(line.days or 0), line.id))

"""A meeting while it is held: its topics, and what was said in it in the order in which it was recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from models.acts.capture import Captured, Kind, line_of
from models.errors import Refused
from models.pages.today import NextMeeting
from models.records.naming import short_id, text_lines
from models.records.nouns import LIVES
from models.records.rows import Commitment, Disagreement, Feedback, KeptRecord, Meeting, Note, Topic
from models.time.dates import say_date
from storage.core.records import find, select
from storage.core.statements import events, fetch
from storage.reads.agenda import agreed_at
from storage.reads.today import meetings, open_topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from models.pages.agenda import Agreed
    from models.records.event import Event
    from models.records.pair import Pair
    from storage.log import Log

What = Literal["said", "heard", "private"]
"""What a line of the record is: something said in the grammar of the marks, what was heard, a private note."""


class Spot(NamedTuple):
    """What a line became, of a note the meeting and which line of its notes it is; and the line as it is typed."""

    noun: str
    id: int
    at: int
    line: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of the record. `said` is what its line would mean; of what was heard, `who` was asked.

    `noun` and `id` are those of its record, of a note those of the meeting. `spot` is by what it can be corrected as a
    line; None where a line does not tell it, or it has been carried on since.
    """

    noun: str
    id: int
    said: Captured
    private: bool = False
    what: What = "said"
    who: str = ""
    played_back: bool = False
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting, its topics in the order of speaking, and the record. `day` is the one that its lines are dated on."""

    meeting: Meeting
    day: date
    topics: tuple[Topic, ...]
    entries: tuple[RecordLine, ...]

    @property
    def heard(self) -> bool:
        """Whether anything was heard, or played back, when one of the two was asked how to help."""
        return any(item.get("heard") or item.get("played_back") for item in self.meeting.help_asked or [])

    @property
    def last_notes(self) -> list[str]:
        """The notes at the end of what was said, which tell whether a line under them is quoted from a mail."""
        said = [entry for entry in self.entries if entry.what == "said"]
        return [entry.said.text for entry in said[len(said) - _notes_at_the_end(said) :]]


def _notes_at_the_end(said: Sequence[RecordLine]) -> int:
    return next((at for at, entry in enumerate(reversed(said)) if entry.said.kind != "note"), len(said))


def read_sitting(log: Log, pair: Pair, row: int) -> Sitting:
    """The meeting with that number as it stands now. NotFound where it is gone."""
    meeting = find(log.connection, "meeting", str(row))
    assert isinstance(meeting, Meeting)
    today, day = log.today(pair), day_of(log, pair, meeting.starts_at)
    agreed = agreed_at(log, meeting, today)
    records = _recorded(log, pair, agreed, day)
    written = _Written(log, meeting, [(noun_of(record), record.id) for record in records])
    placed = [
        *written.of_meeting(day),
        *((written.place(noun_of(record), record.id), entry) for record, entry in _entries(log, pair, records, day)),
    ]
    placed.sort(key=lambda item: item[0])
    topics = _topics(log, pair, meeting, agreed.topics, today)
    return Sitting(meeting, day, topics, tuple(entry for _, entry in placed))


def records_of(log: Log, pair: Pair, meeting: Meeting, day: date) -> list[KeptRecord]:
    """Every record that came out of a meeting whose lines are dated on `day`, as it stands."""
    return _recorded(log, pair, agreed_at(log, meeting, log.today(pair)), day)


def _recorded(log: Log, pair: Pair, agreed: Agreed, day: date) -> list[KeptRecord]:
    # What was learned has no meeting of its own: it is told by its day.
    learned = select(log.connection, Note, "note", _LEARNED, (pair.uid, str(day)))
    return [*agreed.decisions, *agreed.commitments, *agreed.feedback, *agreed.disagreements, *learned]


_LEARNED = "WHERE r.alliance = ? AND r.kind = 'learning' AND r.\"on\" = ? AND r.removed_at IS NULL ORDER BY r.id"


# Topics


def _topics(log: Log, pair: Pair, meeting: Meeting, there: Iterable[Topic], today: date) -> tuple[Topic, ...]:
    """The meeting's own topics, and those that wait, unless the two have met since; what is to be decided first."""
    found = meetings(log, pair, today)
    here = NextMeeting(meeting.id, pair.day(meeting.starts_at), meeting.starts_at, meeting.place)
    waiting, _ = open_topics(log, pair, found, today, here)
    met_since = any(item.state == "held" and item.starts_at > meeting.starts_at for item in found)
    listed = {item.id: item for item in there if item.meeting == meeting.uid}
    listed |= {item.id: item for item in waiting if not met_since}
    return tuple(sorted(listed.values(), key=_turn))


def _turn(topic: Topic) -> tuple[bool, int, int]:
    return topic.wants != "decide", topic.position or 1_000_000, topic.id


# The record


Placed = tuple[int, int]
"""Where an entry stands: the line of the journal by which it was written, 0 where none is left, and its turn there."""


def noun_of(record: KeptRecord) -> str:
    """The noun that a row is one of."""
    return type(record).__name__.lower()


def _entries(log: Log, pair: Pair, records: Sequence[Any], day: date) -> list[tuple[Any, RecordLine]]:
    series = series_of(log, records)
    return [(item, _entry(item, pair, series.get(item.uid, []), day)) for item in records]


def series_of(log: Log, records: Sequence[KeptRecord]) -> dict[str, list[Event]]:
    """The events of those of the records that have a life, by their uids."""
    lives = {noun: [item.uid for item in records if noun_of(item) == noun] for noun in LIVES}
    return {uid: found for noun, uids in lives.items() for uid, found in _series(log, noun, uids).items()}


def _series(log: Log, noun: str, uids: Sequence[str]) -> dict[str, list[Event]]:
    return events(log.connection, noun, f'"{noun}" IN (SELECT value FROM json_each(?))', (json.dumps(uids),))


def _entry(item: Any, pair: Pair, series: Sequence[Event], day: date) -> RecordLine:
    noun, said = noun_of(item), said_by(item, pair, series[0] if series else None)
    if isinstance(item, Commitment):
        said = replace(said, due=item.due or said.due)
    as_written = noun not in LIVES or [event.act for event in series] in ([act] for act in FIRST)
    line = line_of(said, day) if as_written else None
    return RecordLine(noun, item.id, said, bool(item.private), spot=Spot(noun, item.id, 0, line) if line else None)


def said_by(item: Any, pair: Pair, first: Event | None) -> Captured:
    """What the line would mean that makes a record with `first` as its first act."""
    me, by = pair.me.uid, first.by if first else ""
    if isinstance(item, Commitment):
        kind: Kind = "request" if first and first.act == "request" else "promise"
        due = first.date("wanted_by") or first.date("due") if first else None
        return Captured(kind, (by or item.from_) == me, item.text, due)
    if isinstance(item, Feedback):
        return Captured("feedback", item.from_ == me, item.about or "", None, item.worked, item.rework)
    if isinstance(item, Disagreement):
        return Captured("disagreement", by in ("", me), item.topic)
    if isinstance(item, Note):
        return Captured("learning", item.by != pair.other.uid, item.text)
    return Captured("decision", True, item.text)


FIRST = ("promise", "request", "give", "raise")
"""The acts by which a line begins a life; whatever came behind them has made more of it."""


class _Version(NamedTuple):
    """What a meeting said after a change of it, by the line of the journal that holds the change."""

    by: int
    notes: tuple[str, ...]
    heard: tuple[str, ...]


class _Written:
    """When each part of a record was written, as far as the journal knows: one statement for all."""

    def __init__(self, log: Log, meeting: Meeting, records: Sequence[tuple[str, int]]) -> None:
        self._meeting = meeting
        self._first: dict[tuple[str, int], int] = {}
        changes: list[tuple[int, dict[str, Any]]] = []
        keys = json.dumps([f"{noun} {number}" for noun, number in records])
        for line, place, row, before in fetch(log.connection, _JOURNAL, {"row": meeting.id, "keys": keys}):
            if place == "meeting":
                changes.append((line, json.loads(before) if before else {}))
            else:
                self._first.setdefault((place, row), line)
        now = {"notes": meeting.notes, "help_asked": meeting.help_asked}
        # What a change left is what the next one found.
        self._versions = [
            _version(line, values)
            for line, values in zip(
                (0, *(line for line, _ in changes)), (*(found for _, found in changes), now), strict=True
            )
        ]

    def place(self, noun: str, row: int) -> Placed:
        """Where a record stands."""
        return self._first.get((noun, row), 0), row

    def of_meeting(self, day: date) -> list[tuple[Placed, RecordLine]]:
        """The lines of the notes and what was heard, each where it was written; private notes last."""
        meeting, private = self._meeting, bool(self._meeting.private)
        said = [_of_notes(meeting, at, line, day) for at, line in enumerate(self._now.notes)]
        found = list(zip(self._places_of_notes(), said, strict=True))
        for item, text in zip(meeting.help_asked or [], self._now.heard, strict=True):
            by = next(version.by for version, later in self._from() if all(text in each.heard for each in later))
            words = Captured("note", True, str(item.get("heard") or ""))
            entry = RecordLine(
                "meeting", meeting.id, words, private, "heard", item["of"], bool(item.get("played_back"))
            )
            found.append(((by, 0), entry))
        own = _lines(meeting.private_notes)
        told = [
            RecordLine("meeting", meeting.id, Captured("note", True, bare_line(line)), True, "private") for line in own
        ]
        return [
            *((place, entry) for place, entry in found if entry.said.text.strip() or entry.what == "heard"),
            *(((_LAST, number), entry) for number, entry in enumerate(told) if entry.said.text.strip()),
        ]

    @property
    def _now(self) -> _Version:
        return self._versions[-1]

    def _from(self) -> Iterable[tuple[_Version, Sequence[_Version]]]:
        return ((version, self._versions[at:]) for at, version in enumerate(self._versions))

    def _places_of_notes(self) -> list[Placed]:
        """A line stands where it was written first, whatever lines above it were taken out since.

        It stands behind no line that follows it in the notes: one that was put back stands before those again.
        """
        first, *rest = self._versions
        found, before = [first.by] * len(first.notes), first.notes
        for version in rest:
            same = _common(before, version.notes)
            end = min(_common(before[::-1], version.notes[::-1]), min(len(before), len(version.notes)) - same)
            new = [version.by] * (len(version.notes) - same - end)
            found, before = [*found[:same], *new, *found[len(found) - end :]], version.notes
        for at in range(len(found) - 2, -1, -1):
            found[at] = min(found[at], found[at + 1])
        return [(by, line) for line, by in enumerate(found)]


def _of_notes(meeting: Meeting, at: int, line: str, day: date) -> RecordLine:
    said = Captured("note", True, bare_line(line))
    typed = line_of(said, day)
    spot = Spot("meeting", meeting.id, at, typed) if typed else None
    return RecordLine("meeting", meeting.id, said, bool(meeting.private), spot=spot)


_LAST = 1 << 62
"""Behind every line of the journal."""

_JOURNAL = (
    "SELECT r.id, r.place, r.\"row\", CASE WHEN r.place = 'meeting' THEN r.before END FROM changed_row r "
    "JOIN change c ON c.id = r.change WHERE NOT c.undone AND r.last IS NULL AND "
    "((r.place = 'meeting' AND r.\"row\" = :row) OR (r.before IS NULL AND "
    "r.place || ' ' || r.\"row\" IN (SELECT value FROM json_each(:keys)))) ORDER BY r.id"
)


def _version(by: int, values: dict[str, Any]) -> _Version:
    heard = tuple(json.dumps(item, sort_keys=True) for item in values.get("help_asked") or [])
    return _Version(by, tuple(_lines(values.get("notes"))), heard)


def _lines(text: str | None) -> list[str]:
    return text_lines(text) if text else []


def lines_of_notes(meeting: Meeting) -> list[str]:
    """The lines of the notes of a meeting, as they stand there."""
    return _lines(meeting.notes)


def bare_line(line: str) -> str:
    """A line of Markdown without the mark of a list."""
    return line.strip().removeprefix("- ")


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin with in common."""
    same = (number for number, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(same, min(len(one), len(other)))


def refuse_coming(log: Log, pair: Pair, meeting: Meeting) -> None:
    """Refuse a meeting whose day is still to come: nothing was said in it yet."""
    day, today = pair.day(meeting.starts_at), log.today(pair)
    if day > today:
        named = f"{short_id('meeting', meeting.id)} is still to come ({say_date(day, today)})"
        raise Refused(f"{named}; what was said in it is recorded once its day has come")


def day_of(log: Log, pair: Pair, starts_at: datetime) -> date:
    """The day on which lines of a meeting are dated, and from which their dates are read: its own, today at most."""
    return min(pair.day(starts_at), log.today(pair))

"""Lines typed in or after a meeting become records, all in one change; so does what was heard in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from models.acts.capture import MARKS, Captured, read_line
from models.acts.sentences import Became, sentence
from models.errors import BadValue, Refused
from models.records.rows import Meeting
from models.records.values import is_blank
from models.time.dates import say_date
from storage.core.records import find
from storage.reads.sitting import day_of
from storage.reads.today import by_rhythm, meetings
from storage.writes import any_record
from storage.writes.lives import Done, begin
from storage.writes.meeting_verbs import Heard, with_heard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.records.event import Values
    from models.records.pair import Pair
    from storage.core.change import Change
    from storage.log import Log


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a line became: its noun and id, and what is so now; without an id it went to the meeting's notes.

    `today` is the day on which that was done, `title` what the record is called, where that is to be told. `hint` says
    what of the line was not understood.
    """

    noun: str
    id: int | None
    became: Became
    today: date
    title: str = ""
    hint: str = ""

    @classmethod
    def of(cls, done: Done, hint: str = "") -> Recorded:
        """What a use case did for a line."""
        return cls(done.noun, done.id, done.became, done.today, done.title, hint)

    @property
    def says(self) -> str:
        """What was done in one sentence, as the history tells it."""
        return sentence(self.title, self.became.in_full(self.today))

    @property
    def told(self) -> str:
        """The sentence, with the hint."""
        return f"{self.says} ({self.hint})" if self.hint else self.says


RECENT_DAYS = 3


def meeting_to_type_up(log: Log, pair: Pair) -> Meeting | datetime:
    """The meeting that notes typed now belong to: today's, else the last one that was planned or held.

    Where the rhythm had a date of the last days since then, of which nothing is recorded, it is that date, as the
    moment of a meeting still to be added. Refused where no meeting is there, or that date is longer ago.
    """
    today = log.today(pair)
    found = meetings(log, pair, today)
    past = [item for item in found if item.state in ("planned", "held") and pair.day(item.starts_at) <= today]
    since = pair.day(past[-1].starts_at) + timedelta(days=1) if past else today - timedelta(days=RECENT_DAYS)
    between = by_rhythm(log, pair, found, since)
    if between and today - timedelta(days=RECENT_DAYS) <= between.on <= today:
        return between.starts_at or datetime.combine(between.on, time(12), pair.zone)
    if between and between.on <= today:
        raise Refused(f"of {say_date(between.on, today)}, no meeting is recorded; {_NAME_ONE}")
    if not past:
        raise Refused(f"there is no meeting yet to type up; {_NAME_ONE}")
    return past[-1]


_NAME_ONE = 'name one with --meeting M3, or add it: visavis meeting add --on "today 14:00"'


def capture(log: Log, pair: Pair, where: Meeting | datetime, lines: Iterable[str]) -> tuple[Meeting, list[Recorded]]:
    """Record every line for a meeting, dated on its day; a planned meeting whose day has come is held by that.

    `where` is the meeting, or the moment of one that is added with the lines. Gives the meeting, and what each line
    became.

    One change, so that one undo takes it back. BadValue, naming the line, where one holds what cannot be kept.
    """
    day = day_of(log, pair, where if isinstance(where, datetime) else where.starts_at)
    read = [(number, found) for number, line in enumerate(lines, 1) if (found := read_line(line, day))]
    with log.change("") as change:
        meeting = _added(log, pair, where, change) if isinstance(where, datetime) else where
        of = len(read)
        done = [_numbered(number if of > 1 else 0, log, pair, meeting, found, day, change) for number, found in read]
        change.title = done[0].says if len(done) == 1 else f"Captured {len(done)} lines of a meeting"
        if _hold(log, pair, meeting, change):
            done.append(Recorded("meeting", meeting.id, Became("the meeting was held"), log.today(pair)))
    return meeting, done


def capture_heard(log: Log, pair: Pair, row: int, heard: Heard, promise: str) -> Done:
    """Keep what was heard in a meeting, and as a promise of the one who asked what stands in `promise`, if anything.

    That is read as the words behind the mark of a promise are, and what was heard is what it is good for: so the two
    stay linked; of a private meeting, the promise is private too. One change; it holds the meeting as a line does.
    """
    with log.change("") as change:
        meeting = cast("Meeting", find(log.connection, "meeting", str(row)))
        says = f"heard how to help {pair.short(heard.of)} succeed"
        told = {"help_asked": with_heard(meeting, heard)}
        done = any_record.change_fields(log, pair, "meeting", row, told, says, change)
        day = day_of(log, pair, meeting.starts_at)
        if found := read_promise(promise, day, mine=heard.of != pair.me.uid):
            made = record_line(log, pair, meeting, found, day, change)
            if made.id is not None and heard.words:
                change.edit(made.noun, made.id, {"why": heard.words, "private": meeting.private})
        _hold(log, pair, meeting, change)
        change.title = done.says
    return done


def read_promise(text: str, day: date, *, mine: bool) -> Captured | None:
    """What a promise typed without its mark means; None where nothing is typed."""
    mark = next(item.mark for item in MARKS if (item.kind, item.mine) == ("promise", mine))
    words = text.strip().lstrip("<>")
    return None if is_blank(words) else read_line(f"{mark} {words}", day)


def _hold(log: Log, pair: Pair, meeting: Meeting, change: Change) -> bool:
    """Make a planned meeting whose day has come a held one; gives whether it was."""
    held = meeting.state in (None, "planned") and pair.day(meeting.starts_at) <= log.today(pair)
    if held:
        change.edit("meeting", meeting.id, {"state": "held"})
    return held


def _added(log: Log, pair: Pair, starts_at: datetime, change: Change) -> Meeting:
    from storage.core.change import moment  # not for the first picture

    row = change.add("meeting", {"alliance": pair.uid, "starts_at": moment(starts_at), "state": "planned"})
    return cast("Meeting", find(log.connection, "meeting", str(row)))


def _numbered(
    number: int, log: Log, pair: Pair, meeting: Meeting, found: Captured, day: date, change: Change
) -> Recorded:
    try:
        return record_line(log, pair, meeting, found, day, change)
    except Refused as fault:
        where = f"line {number}: " if number else ""
        raise BadValue(f"{where}{fault}; nothing was recorded") from None


class DraftedRecord(NamedTuple):
    """What a line is as a record: its noun, its fields, and where its life is a series the act that begins it."""

    noun: str
    values: Values
    event: Values | None = None


def drawn_up(pair: Pair, meeting: Meeting, found: Captured, day: date) -> DraftedRecord:
    """The record that a line makes, where it is no note."""
    own, other = (pair.me, pair.other) if found.mine else (pair.other, pair.me)
    on, base = day.isoformat(), {"meeting": meeting.uid}
    if found.kind in ("promise", "request"):
        giver, taker = (own, other) if found.kind == "promise" else (other, own)
        event: Values = {"act": found.kind, "by": own.uid, "on": on}
        if found.due:
            event["due" if found.kind == "promise" else "wanted_by"] = found.due.isoformat()
        return DraftedRecord("commitment", {**base, "from": giver.uid, "to": taker.uid, "text": found.text}, event)
    if found.kind == "feedback":
        values = {**base, "from": own.uid, "to": other.uid, "about": found.text or None}
        values |= {"worked": found.worked, "rework": found.rework}
        return DraftedRecord("feedback", values, {"act": "give", "by": own.uid, "on": on})
    if found.kind == "disagreement":
        return DraftedRecord("disagreement", {**base, "topic": found.text}, {"act": "raise", "by": own.uid, "on": on})
    if found.kind == "decision":
        return DraftedRecord("decision", {**base, "text": found.text, "decided_on": on})
    note = {"kind": "learning", "text": found.text, "by": own.uid, "about": other.uid, "on": on}
    return DraftedRecord("note", note)


def said_of(pair: Pair, found: Captured) -> Became:
    """What was recorded of a line whose record has no acts."""
    who = pair.me if found.mine else pair.other
    return Became(f"{'decided' if found.kind == 'decision' else f'{pair.short(who.uid)} learned'}: {found.text}")


def record_line(log: Log, pair: Pair, meeting: Meeting, found: Captured, day: date, change: Change) -> Recorded:
    """Record what one line means; BadValue where it holds what cannot be kept."""
    if found.kind == "note":
        return _note(log, pair, meeting, found, change)
    noun, values, event = drawn_up(pair, meeting, found, day)
    if event is None:
        row = change.add(noun, {"alliance": pair.uid, **values})
        return Recorded(noun, row, said_of(pair, found), log.today(pair))
    return Recorded.of(begin(log, pair, noun, values, [event], change), found.hint)


def _note(log: Log, pair: Pair, meeting: Meeting, found: Captured, change: Change) -> Recorded:
    now = find(log.connection, "meeting", str(meeting.id))
    before = now.notes if isinstance(now, Meeting) else None
    change.edit("meeting", meeting.id, {"notes": f"{before}\n- {found.text}" if before else f"- {found.text}"})
    return noted(found.text, log.today(pair))


def noted(text: str, today: date) -> Recorded:
    """A line that went to the notes of the meeting."""
    return Recorded("meeting", None, Became(f"noted for both: {text}"), today)

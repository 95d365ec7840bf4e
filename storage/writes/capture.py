"""Lines typed in or after a meeting become records, all in one change; so does what was heard in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from models.acts.capture import MARKS, NOTE, Captured, meaning, read_line, read_lines, verdict
from models.acts.quoted import fences
from models.acts.sentences import Became, sentence
from models.errors import BadValue, Refused
from models.records.naming import short_id
from models.records.rows import Meeting
from models.records.values import is_blank
from storage.core.records import find
from storage.reads.captured import captured
from storage.reads.sitting import day_of
from storage.reads.sources import key_of, sources
from storage.reads.today import meetings, rhythm_course, rhythm_date
from storage.writes import any_record
from storage.writes.lives import Done, begin
from storage.writes.meeting_verbs import Heard, with_heard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.proposals.ballot import Taken
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
    def of(cls, done: Done, found: Captured | None = None) -> Recorded:
        """What a use case did for a line that means `found`; of feedback with what it is of."""
        told, hint = (verdict(found), found.hint) if found else ("", "")
        became = done.became._replace(words=f"{done.became.words}: {told}") if told else done.became
        return cls(done.noun, done.id, became, done.today, done.title, hint)

    @property
    def says(self) -> str:
        """What was done in one sentence."""
        return sentence(self.title, self.became.in_full(self.today))

    @property
    def noted(self) -> str:
        """The same as the history keeps it."""
        return sentence(self.title, self.became.in_history())

    @property
    def told(self) -> str:
        """The sentence, with the hint."""
        return f"{self.says} ({self.hint})" if self.hint else self.says


RECENT_DAYS, TYPED_UP_WITHIN = 3, 14
"""How many days ago a date that only the rhythm knows, and a meeting of the log, may be for notes typed now."""


def meeting_to_type_up(log: Log, pair: Pair) -> Meeting | datetime:
    """The meeting that notes typed now belong to, when nobody names it: the last one that has begun.

    Where the rhythm had a later date in the last days, of which nothing is recorded, it is that date, as the moment of
    a meeting still to be added. Refused where there is none of the last two weeks, and where today's is still to come.
    """
    now, today = log.clock(), log.today(pair)
    known = meetings(log, pair, today)
    begun = [item for item in known if item.state != "cancelled" and _has_begun(pair, item, now)]
    last = begun[-1] if begun and pair.day(begun[-1].starts_at) >= today - timedelta(days=TYPED_UP_WITHIN) else None
    if last is not None and pair.day(last.starts_at) == today:
        return last
    expected = _by_rhythm(log, pair, known, pair.day(last.starts_at) if last else date.min)
    to_come = [item.starts_at for item in known if item.state == "planned" and pair.day(item.starts_at) == today]
    to_come += [expected] if expected is not None and expected > now else []
    if to_come:
        clock = to_come[0].astimezone(pair.zone)
        raise Refused(f"today's meeting, at {clock:%H:%M}, has not begun; {_name_one(pair, known, today)}")
    found = expected or last
    if found is None:
        long_ago = f"the last meeting was more than {TYPED_UP_WITHIN} days ago"
        raise Refused(f"{long_ago if begun else 'there is no meeting yet to type up'}; {_name_one(pair, known, today)}")
    return found


def _name_one(pair: Pair, known: Sequence[Meeting], today: date) -> str:
    """How to say which meeting is meant, with one that there is and whose day has come."""
    likely = [item for item in known if item.state != "cancelled" and pair.day(item.starts_at) <= today]
    named = short_id("meeting", likely[-1].id) if likely else "M3"
    return f'name one with --meeting {named}, or add it: visavis meeting add --on "today 14:00"'


def _by_rhythm(log: Log, pair: Pair, known: Sequence[Meeting], after: date) -> datetime | None:
    """The latest date of the rhythm of the last days, today included, that comes after a day and stands in no log."""
    now, today = log.clock(), log.today(pair)
    there, course = {pair.day(item.starts_at) for item in known}, rhythm_course(pair, known, today)
    for day in (today - timedelta(days=ago) for ago in range(RECENT_DAYS + 1)):
        found = rhythm_date(pair, known, course, day) if day > after and day not in there else None
        if found is not None and found.on == day:
            # A day without a time has come, whatever its hour.
            noon = datetime.combine(day, time(12), pair.zone)
            return found.starts_at or min(noon, now.replace(second=0, microsecond=0))
    return None


def _has_begun(pair: Pair, item: Meeting, now: datetime) -> bool:
    """Whether a meeting's time has come, or it was held on its day before that."""
    return item.starts_at <= now or (item.state == "held" and pair.day(item.starts_at) <= pair.day(now))


class TypedUp(NamedTuple):
    """What became of lines: the meeting, what each new one became, and the lines that were captured for it already."""

    meeting: Meeting
    done: list[Recorded]
    there: list[str]


def capture(
    log: Log,
    pair: Pair,
    where: Meeting | datetime,
    lines: Sequence[str],
    *,
    above: Sequence[str] = (),
    again: bool = False,
) -> TypedUp:
    """Record every line for a meeting, dated on its day; a planned meeting whose day has come is held by that.

    `where` is the meeting, or the moment of one that is added with the lines, `above` what was typed right before them.
    A line that was captured for the meeting already is left out, unless it is to be recorded `again`, or fences lines
    that are new.

    One change, so that one undo takes it back. BadValue, naming the line, where one holds what cannot be kept.
    """
    day = day_of(log, pair, where if isinstance(where, datetime) else where.starts_at)
    meant = read_lines([*above, *lines], day)[len(above) :]
    with log.change("") as change:
        meeting = _added(log, pair, where, change) if isinstance(where, datetime) else where
        known = frozenset() if again else captured(log, pair, meeting)
        read = [(number, found) for number, found in enumerate(meant, 1) if found]
        fresh = _with_fences(lines, {number for number, found in read if meaning(found) not in known})
        new = [item for item in read if item[0] in fresh]
        of = len(read)
        done = [_numbered(number if of > 1 else 0, log, pair, meeting, found, day, change) for number, found in new]
        change.title = done[0].noted if len(done) == 1 else f"Captured {len(done)} lines of a meeting"
        if new and _hold(log, pair, meeting, change):
            done.append(Recorded("meeting", meeting.id, Became("the meeting was held"), log.today(pair)))
    there = [lines[number - 1] for number, _ in read if number not in fresh]
    return TypedUp(meeting, done, there)


def _with_fences(lines: Sequence[str], fresh: set[int]) -> set[int]:
    """The numbers of lines that are new, and those of the fences around them, which look alike in every block."""
    blocks = [(first + 1, last + 1) for first, last in fences(lines)]
    return fresh.union(*(block for block in blocks if not fresh.isdisjoint(range(block[0] + 1, block[1]))))


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
        change.title = done.noted
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
    with _naming(number):
        return record_line(log, pair, meeting, found, day, change)


@contextmanager
def _naming(number: int) -> Iterator[None]:
    """Name the line that holds what cannot be kept."""
    try:
        yield
    except Refused as fault:
        where = f"line {number}: " if number else ""
        raise BadValue(f"{where}{fault}; nothing was recorded") from None


class TakenUp(NamedTuple):
    """What became of the ticked lines of a ballot: what each became, and those that are in the log already."""

    done: list[Recorded]
    there: list[str]


class Basis(NamedTuple):
    """What a ballot is taken for: a meeting where there is one, the day it was said, and the file it stands in."""

    meeting: Meeting | None
    day: date
    file: str = ""


def take(log: Log, pair: Pair, basis: Basis, lines: Sequence[Taken], notes: Sequence[str] = ()) -> TakenUp:
    """Record the ticked lines of a ballot as `capture` records lines, each with the sentence it rests on.

    What rests on a sentence that is in the log already, or was captured for the meeting, is left out. `notes` go to the
    meeting's. One change, so that one undo takes it back. BadValue, naming the line, where one cannot be kept.
    """
    read = [(item, read_line(item.typed, basis.day)) for item in lines]
    for item, found in read:
        if found is None or (found.kind == NOTE and basis.meeting is None):
            raise BadValue(f"line {item.number} has no mark, and a note needs a meeting; name one with --meeting")
    with log.change("") as change:
        known, seen = sources(log, pair), captured(log, pair, basis.meeting) if basis.meeting else frozenset()
        done, there = [], []
        for item, found in read:
            source = _source(item, basis)
            if (source and key_of(source) in known) or meaning(cast("Captured", found)) in seen:
                there.append(item.typed)
                continue
            with _naming(item.number if len(read) > 1 else 0):
                done.append(_taken(log, pair, basis, item, cast("Captured", found), source, change))
        done += [_note(log, pair, basis.meeting, text, change) for text in notes if basis.meeting]
        change.title = done[0].noted if len(done) == 1 else f"Took {len(done)} lines of a text"
        if done and basis.meeting and _hold(log, pair, basis.meeting, change):
            done.append(Recorded("meeting", basis.meeting.id, Became("the meeting was held"), log.today(pair)))
    return TakenUp(done, there)


def _source(item: Taken, basis: Basis) -> Values | None:
    """The sentence that a line rests on, as it is kept with its record; None where it rests on none."""
    if is_blank(item.quote):
        return None
    found = {"quote": item.quote, "file": basis.file, "line": item.line, "at": item.at, "on": basis.day.isoformat()}
    return {name: value for name, value in found.items() if value}


def _taken(
    log: Log, pair: Pair, basis: Basis, item: Taken, found: Captured, source: Values | None, change: Change
) -> Recorded:
    """Record one ticked line, with its sentence and who handles it."""
    if found.kind == NOTE and basis.meeting is not None:
        return _note(log, pair, basis.meeting, found.text, change)
    done = record_line(log, pair, basis.meeting, found, basis.day, change)
    besides: Values = {"source": source} if source else {}
    if item.handled_by and done.noun == "commitment":
        besides["handled_by"] = item.handled_by
    if besides and done.id is not None:
        change.edit(done.noun, done.id, besides)
    return done


class DraftedRecord(NamedTuple):
    """What a line is as a record: its noun, its fields, and where its life is a series the act that begins it."""

    noun: str
    values: Values
    event: Values | None = None


def drawn_up(pair: Pair, meeting: Meeting | None, found: Captured, day: date) -> DraftedRecord:
    """The record that a line makes, where it is no note, of a meeting where it came from one."""
    own, other = (pair.me, pair.other) if found.mine else (pair.other, pair.me)
    on = day.isoformat()
    base: Values = {"meeting": meeting.uid} if meeting else {}
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


def record_line(log: Log, pair: Pair, meeting: Meeting | None, found: Captured, day: date, change: Change) -> Recorded:
    """Record what one line means; BadValue where it holds what cannot be kept. A note is one of its meeting."""
    if found.kind == NOTE:
        assert meeting is not None
        return _note(log, pair, meeting, found.text, change)
    noun, values, event = drawn_up(pair, meeting, found, day)
    if event is None:
        row = change.add(noun, {"alliance": pair.uid, **values})
        return Recorded(noun, row, said_of(pair, found), log.today(pair))
    return Recorded.of(begin(log, pair, noun, values, [event], change), found)


def _note(log: Log, pair: Pair, meeting: Meeting, text: str, change: Change) -> Recorded:
    now = find(log.connection, "meeting", str(meeting.id))
    before = now.notes if isinstance(now, Meeting) else None
    change.edit("meeting", meeting.id, {"notes": f"{before}\n- {text}" if before else f"- {text}"})
    return noted(text, log.today(pair))


def noted(text: str, today: date) -> Recorded:
    """A line that went to the notes of the meeting."""
    return Recorded("meeting", None, Became(f"noted for both: {text}"), today)

"""What an agenda or a recap is made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from models.acts.promised import by_due
from models.errors import NotFound, Refused
from models.measures.neglect import MEETINGS_FIRST
from models.pages.agenda import Agenda, Agreed
from models.pages.agenda_page import agenda, called_off
from models.pages.question_bank import QUESTIONS, Bank
from models.pages.recall import Instead, RecallRows, recalled
from models.pages.recap import recap
from models.pages.today import NextMeeting, Today
from models.records.as_it_stood import all_as_they_stood
from models.records.naming import one_line, short_id
from models.records.rows import Commitment, Criterion, Decision, Disagreement, Feedback, Meeting, Note, Placement, Topic
from storage.core.records import all_of, lives, select
from storage.core.statements import events_until
from storage.reads.neglect import neglected_by
from storage.reads.pulse import rounds
from storage.reads.today import meetings, next_meeting, open_at, open_topics, rhythm, today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.pages.document import Document
    from models.records.event import Event
    from models.records.pair import Pair
    from storage.log import Log


class _Private(Protocol):
    """What may be private."""

    @property
    def private(self) -> bool | None: ...


P = TypeVar("P", bound=_Private)

_OF_MEETING = "WHERE r.meeting = ? AND r.removed_at IS NULL ORDER BY r.id"


def agreed_at(log: Log, meeting: Meeting, as_of: date) -> Agreed:
    """Everything that came out of one meeting, as it stood at the end of a day; its promises by date."""
    of = (meeting.uid,)
    decisions = select(log.connection, Decision, "decision", _OF_MEETING, of)
    topics = select(log.connection, Topic, "topic", _OF_MEETING, of)
    carried = select(
        log.connection,
        Topic,
        "topic",
        "WHERE r.removed_at IS NULL AND EXISTS (SELECT 1 FROM json_each(r.carried) WHERE value = ?) ORDER BY r.id",
        of,
    )
    there = {topic.id for topic in topics}
    return Agreed(
        meeting,
        tuple(item for item in decisions if item.decided_on is None or item.decided_on <= as_of),
        tuple(sorted(lives(log.connection, Commitment, "commitment", as_of, "r.meeting = ?", of), key=by_due)),
        tuple(lives(log.connection, Feedback, "feedback", as_of, "r.meeting = ?", of)),
        tuple(lives(log.connection, Disagreement, "disagreement", as_of, "r.meeting = ?", of)),
        (*topics, *(topic for topic in carried if topic.id not in there)),
    )


# The documents


def agenda_for(
    log: Log, pair: Pair, as_of: date, meeting: Meeting | None = None, *, mine: bool, bank: Bank = QUESTIONS
) -> Document:
    """The agenda of a meeting, of the next one unless told; of a held one its recap.

    Raises Refused for a meeting that was missed or cancelled, and for a private one where it is not for me.
    """
    _refuse_private(meeting, mine=mine)
    found = meetings(log, pair, as_of)
    if meeting is not None:
        meeting = _there(found, meeting.id)
        if meeting.state == "held":
            coming = next_meeting(log, pair, _told(found, mine=mine), as_of)
            return recap(agreed_at(log, meeting, as_of), pair, coming, as_of, mine=mine)
    return agenda(gathered(log, pair, as_of, meeting, mine=mine, bank=bank), mine=mine)


def for_calendar(
    log: Log, pair: Pair, as_of: date, meeting: Meeting | None = None, *, mine: bool, bank: Bank = QUESTIONS
) -> Document:
    """The same as a calendar gets it, which is also told that a meeting was called off."""
    if meeting is not None and meeting.state == "cancelled":
        _refuse_private(meeting, mine=mine)
        return called_off(_there(meetings(log, pair, as_of), meeting.id), pair, as_of, mine=mine)
    return agenda_for(log, pair, as_of, meeting, mine=mine, bank=bank)


def _refuse_private(meeting: Meeting | None, *, mine: bool) -> None:
    if not mine and meeting is not None and meeting.private:
        raise Refused(f"{short_id('meeting', meeting.id)} is private, so the partner has no copy of it")


def meant(log: Log, pair: Pair, as_of: date, meeting: Meeting | None, *, mine: bool) -> Meeting | None:
    """The meeting that a page is about: the one that is named, else the next; None where that is not planned yet."""
    found = meetings(log, pair, as_of)
    coming = None if meeting else next_meeting(log, pair, _told(found, mine=mine), as_of)
    number = meeting.id if meeting else coming.id if coming else None
    return _there(found, number) if number is not None else None


def meeting_of(log: Log, pair: Pair, as_of: date, number: int) -> Meeting:
    """A meeting of the alliance as it stood at the end of a day; NotFound where it is gone."""
    return _there(meetings(log, pair, as_of), number)


def _there(found: list[Meeting], number: int) -> Meeting:
    for item in found:
        if item.id == number:
            return item
    raise NotFound(f"{short_id('meeting', number)} is no longer here")


# What an agenda is made from


def gathered(
    log: Log, pair: Pair, as_of: date, meeting: Meeting | None = None, *, mine: bool, bank: Bank = QUESTIONS
) -> Agenda:
    """What the agenda of a planned meeting is made from, of the next one unless told; for my eyes or the other's.

    Of a meeting whose day is past, what was before it is told as of that day. Raises Refused for a meeting that is not
    planned any more.
    """
    found = meetings(log, pair, as_of)
    seen = _told(found, mine=mine)
    coming = coming_to(log, pair, seen, as_of, meeting)
    then = min(as_of, coming.on) if coming else as_of
    earlier = (
        seen if then == as_of or meeting is None else [item for item in seen if item.starts_at < meeting.starts_at]
    )
    held = [item for item in earlier if item.state == "held"]
    listed, carried = open_topics(log, pair, found, as_of, coming)
    topics = _told(listed, mine=mine)
    # A meeting that was called off before its day has not carried anything yet.
    days = {item.uid: day for item in seen if (day := pair.day(item.starts_at)) <= as_of}
    kept = _kept(log, pair, as_of, held, mine=mine)
    names = {item.uid: one_line(item.name) for item in kept.criteria}
    since = {
        topic.id: min(known)
        for topic in topics
        if (known := [days[uid] for uid in _was_on(topic, topic in carried) if uid in days])
    }
    told = today(log, pair, as_of, coming) if mine else _for_other(log, pair, as_of, coming, seen)
    if then < as_of:
        neglected = neglected_by(log, pair, earlier, then, mine=mine)
        told = replace(told, neglected=neglected, rhythm=rhythm(pair, earlier, then, None, None))
    return Agenda(
        today=told,
        coming=coming,
        topics=tuple(topics),
        carried_since=since,
        last=agreed_at(log, held[-1], as_of) if held else None,
        notes=(*_own_notes(held), *_personal(log, pair, as_of)) if mine else (),
        room=_room(seen, coming),
        bank=bank,
        recalled=() if pair.ended(as_of) else recalled(kept, pair, as_of, coming.on if coming else as_of),
        rests={item.id: names[item.criterion] for item in kept.commitments if item.criterion in names},
    )


def _for_other(log: Log, pair: Pair, as_of: date, coming: NextMeeting | None, seen: list[Meeting]) -> Today:
    """Today as the other may know it: nothing private is a line of it, a trace, or a meeting of the rhythm."""
    found = today(log, pair, as_of, coming)
    held = rhythm(pair, seen, as_of, None, None)
    lines, traced = tuple(_told(found.lines, mine=False)), neglected_by(log, pair, seen, as_of, mine=False)
    return replace(found, lines=lines, neglected=traced, rhythm=held)


def _told(found: Iterable[P], *, mine: bool) -> list[P]:
    """What a reader may know of: what is private has no weight in the other's copy, not even in its order."""
    return [item for item in found if mine or not item.private]


def _kept(log: Log, pair: Pair, as_of: date, held: list[Meeting], *, mine: bool) -> RecallRows:
    """What may come back: read whole, since there are few of each."""
    criteria = all_of(log.connection, Criterion, "criterion", pair.uid)
    last = (held[-1], pair.day(held[-1].starts_at)) if held else None
    return RecallRows(
        notes=_told(all_of(log.connection, Note, "note", pair.uid), mine=mine),
        criteria=_told(all_as_they_stood(criteria, pair, as_of), mine=mine),
        decisions=_told(all_of(log.connection, Decision, "decision", pair.uid), mine=mine),
        placements=_told(all_of(log.connection, Placement, "placement", pair.uid), mine=mine),
        ripe=len(held) >= MEETINGS_FIRST,
        commitments=_told(open_at(log, Commitment, "commitment", as_of, [pair]), mine=mine),
        pulses=_told(rounds(log, pair, as_of), mine=mine),
        held=last,
        instead=[item for item in _instead(log, pair, as_of, last) if mine or not item.commitment.private],
    )


def _instead(log: Log, pair: Pair, as_of: date, held: tuple[Meeting, date] | None) -> list[Instead]:
    """What was offered in the place of asks that were declined since the last meeting, and on its day."""
    where, of = "r.alliance = ? AND r.state = 'declined' AND r.last_on >= ?", (pair.uid, str(held[1] if held else ""))
    asked = [item for item in lives(log.connection, Commitment, "commitment", as_of, where, of) if item.closed_on]
    series = events_until(log.connection, "commitment", (item.uid for item in asked), as_of) if asked else {}
    return [told for item in asked if (told := _instead_of(item, series[item.uid][-1]))]


def _instead_of(item: Commitment, declined: Event) -> Instead | None:
    """What the last event of an ask offers in its place; None where it offers nothing."""
    alternative, written = declined.values.get("alternative"), declined.values.get("recorded_at")
    if not alternative:
        return None
    return Instead(item, alternative, declined.on, datetime.fromisoformat(written) if written else None)


def coming_to(log: Log, pair: Pair, seen: list[Meeting], as_of: date, meeting: Meeting | None) -> NextMeeting | None:
    """Return the date that an agenda is for: of a planned meeting its own, without one the next."""
    if meeting is None:
        return next_meeting(log, pair, seen, as_of)
    if meeting.state != "planned":
        raise Refused(f"{short_id('meeting', meeting.id)} was {meeting.state}, so it has neither agenda nor recap")
    day = pair.day(meeting.starts_at)
    return NextMeeting(meeting.id, day, meeting.starts_at, meeting.place, meeting.minutes, meeting.where)


def _was_on(topic: Topic, carried: bool) -> list[str]:
    """The meetings a topic stood on before: those it was carried from, and its own where that is past."""
    return [*(topic.carried or []), *([topic.meeting] if carried and topic.meeting else [])]


def _room(seen: list[Meeting], coming: NextMeeting | None) -> int | None:
    """How many minutes there are: as the meeting says, else as the last one did that said so; None where none did."""
    if coming is None:
        return None
    own = [item.minutes for item in seen if item.id == coming.id and item.minutes]
    before = [item.minutes for item in seen if item.state == "held" and item.minutes]
    return next(iter([*own, *before[-1:]]), None)


def _own_notes(held: list[Meeting]) -> list[str]:
    """The lines that I noted for myself when the two met last."""
    text = held[-1].private_notes if held else None
    return [line for line in (text or "").split("\n") if line.strip()]


def _personal(log: Log, pair: Pair, as_of: date) -> list[str]:
    rest = "WHERE r.alliance = ? AND r.kind = 'personal' AND r.removed_at IS NULL ORDER BY r.id DESC LIMIT 8"
    notes = select(log.connection, Note, "note", rest, (pair.uid,))
    return [note.text.strip().split("\n")[0] for note in notes if note.on is None or note.on <= as_of][:3]


# Its topics


class AgendaRead(NamedTuple):
    """An agenda as it was read. `meeting` is None where it is the one of the next meeting, whichever that is; `found`
    is None where the meeting is not planned any more.
    """

    pair: Pair
    as_of: date
    meeting: Meeting | None
    found: Agenda | None


class Copies(NamedTuple):
    """Both copies of an agenda; the other has none of a private meeting."""

    theirs: Document | None
    mine: Document


def read_agenda(log: Log, pair: Pair, as_of: date | None, number: int | None, bank: Bank) -> AgendaRead:
    """The agenda of a meeting by its number, of the next one where that is None or gone by now."""
    day = as_of or log.today(pair)
    meeting = _planned(log, pair, day, number)
    if meeting is not None and meeting.state != "planned":
        return AgendaRead(pair, day, meeting, None)
    return AgendaRead(pair, day, meeting, gathered(log, pair, day, meeting, mine=True, bank=bank))


def copies(log: Log, pair: Pair, as_of: date, meeting: Meeting | None, bank: Bank) -> Copies:
    """Both copies of the agenda of a meeting, of the next one where that is None, as they will read."""
    shared = meeting is None or not meeting.private
    theirs = agenda_for(log, pair, as_of, meeting, mine=False, bank=bank) if shared else None
    return Copies(theirs, agenda_for(log, pair, as_of, meeting, mine=True, bank=bank))


def _planned(log: Log, pair: Pair, day: date, number: int | None) -> Meeting | None:
    if number is None:
        return None
    try:
        return meeting_of(log, pair, day, number)
    except NotFound:
        return None

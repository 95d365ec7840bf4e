"""Gathers what an agenda or a recap is made from."""

from __future__ import annotations

from datetime import date

from models.agenda import Agenda, Agreed, agenda, recap
from models.document import Document
from models.errors import Refused
from models.naming import short_id
from models.nouns import NOUNS
from models.pair import Pair
from models.rows import Commitment, Decision, Disagreement, Feedback, Meeting, Note, Topic
from models.today import NextMeeting
from storage.log import Log
from storage.reading import fetch
from storage.records import lives, select
from storage.today import meetings, next_meeting, open_topics, today

_OF_MEETING = "WHERE r.meeting = ? AND r.removed_at IS NULL ORDER BY r.id"


def agreed_at(log: Log, meeting: Meeting, as_of: date) -> Agreed:
    """Everything that came out of one meeting, as it stood at the end of a day."""
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
        tuple(lives(log.connection, Commitment, "commitment", as_of, "r.meeting = ?", of)),
        tuple(lives(log.connection, Feedback, "feedback", as_of, "r.meeting = ?", of)),
        tuple(lives(log.connection, Disagreement, "disagreement", as_of, "r.meeting = ?", of)),
        (*topics, *(topic for topic in carried if topic.id not in there)),
    )


def agenda_for(log: Log, pair: Pair, as_of: date, meeting: Meeting | None = None, *, mine: bool) -> Document:
    """The agenda of a meeting, of the next one unless told; of a held one its recap.

    Raises Refused for a meeting that was missed or cancelled.
    """
    if not mine and meeting is not None and meeting.private:
        raise Refused(f"{short_id('meeting', meeting.id)} is private, so the partner has no copy of it")
    found = meetings(log, pair, as_of)
    seen = [item for item in found if mine or not item.private]
    coming = next_meeting(pair, seen, as_of)
    if meeting is not None:
        meeting = next(item for item in found if item.id == meeting.id)
        if meeting.state == "held":
            return recap(agreed_at(log, meeting, as_of), pair, coming, as_of, mine=mine)
        if meeting.state != "planned":
            raise Refused(f"{short_id('meeting', meeting.id)} was {meeting.state}, so it has neither agenda nor recap")
        coming = NextMeeting(meeting.id, pair.day(meeting.starts_at), meeting.starts_at, meeting.place)
    return agenda(_gathered(log, pair, as_of, found, seen, coming), mine=mine)


def _gathered(
    log: Log, pair: Pair, as_of: date, found: list[Meeting], seen: list[Meeting], coming: NextMeeting | None
) -> Agenda:
    """What the agenda of `coming` is made from; `seen` are those of the meetings that its reader may know of."""
    held = [item for item in seen if item.state == "held"]
    topics, carried = open_topics(log, pair, found, as_of, coming)
    days = {item.uid: pair.day(item.starts_at) for item in seen}
    since = {
        topic.id: min(known)
        for topic in topics
        if (known := [days[uid] for uid in _was_on(topic, topic in carried) if uid in days])
    }
    notes = [item.private_notes for item in held[-1:] if item.private_notes]
    return Agenda(
        today=today(log, pair, as_of, coming),
        coming=coming,
        topics=tuple(topics),
        carried_since=since,
        last=agreed_at(log, held[-1], as_of) if held else None,
        private=_private(log, pair),
        notes=(*(line for text in notes for line in text.split("\n") if line.strip()), *_personal(log, pair, as_of)),
    )


def _was_on(topic: Topic, carried: bool) -> list[str]:
    """The meetings a topic stood on before: those it was carried from, and its own where that is past."""
    return [*(topic.carried or []), *([topic.meeting] if carried and topic.meeting else [])]


def _private(log: Log, pair: Pair) -> frozenset[tuple[str, int]]:
    """Noun and id of everything private, so that the partner's copy can leave it out."""
    found: set[tuple[str, int]] = set()
    for noun in NOUNS:
        if noun not in ("person", "alliance"):
            sql = f"SELECT id FROM {noun} WHERE alliance = ? AND private IS NOT NULL"
            found |= {(noun, row) for (row,) in fetch(log.connection, sql, (pair.uid,))}
    return frozenset(found)


def _personal(log: Log, pair: Pair, as_of: date) -> list[str]:
    rest = "WHERE r.alliance = ? AND r.kind = 'personal' AND r.removed_at IS NULL ORDER BY r.id DESC LIMIT 8"
    notes = select(log.connection, Note, "note", rest, (pair.uid,))
    return [note.text.strip().split("\n")[0] for note in notes if note.on is None or note.on <= as_of][:3]

"""Topics put on an agenda, moved on it, ticked; and made of a record, whose uid theirs follows from."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from models.errors import NotFound, Refused
from models.pages.agenda import in_order
from models.records.naming import one_line, short_id, title_of
from models.records.raised import RAISED, topic_uid
from models.records.rows import Meeting, Topic
from storage.core.records import find, select
from storage.reads.agenda import coming_to
from storage.reads.raised import topic_is_there
from storage.reads.today import meetings, next_meeting, open_topics
from storage.writes import any_record, meeting_verbs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.pair import Pair
    from storage.core.change import Change
    from storage.log import Log
    from storage.writes.lives import Done

_AT_END = ("It is the first one already", "It is the last one already")
_BORDER = "What is to be decided comes first; e changes what a topic wants"


def put_topic(log: Log, pair: Pair, values: Mapping[str, Any], change: Change) -> Done:
    """Put a topic on an agenda: of the meeting that the values name, else of the next one.

    Where only the rhythm says when that is, its date is recorded by this: there is something on it now.
    """
    day = log.today(pair)
    if not values.get("meeting"):
        coming = next_meeting(log, pair, meetings(log, pair, day), day)
        if coming is not None and coming.id is None:
            meeting_verbs.recorded_next(log, pair, change)
    return any_record.add(log, pair, "topic", values, change)


def put_on(log: Log, pair: Pair, meeting: Meeting | None, values: Mapping[str, Any]) -> Done:
    """Put a topic on the agenda of a meeting; on that of the next one it waits for whichever that will be."""
    named = {} if meeting is None or waits_for(log, pair, meeting) else {"meeting": meeting.uid}
    with log.change("") as change:
        return put_topic(log, pair, {**named, **values}, change)


def waits_for(log: Log, pair: Pair, meeting: Meeting) -> bool:
    """Return whether a meeting is the one that comes next: what waits for the next one stands on its agenda."""
    day = log.today(pair)
    coming = next_meeting(log, pair, meetings(log, pair, day), day)
    return coming is not None and coming.id == meeting.id


def move_topic(log: Log, pair: Pair, meeting: Meeting | None, row: int, steps: int) -> Done:
    """Move a topic by so many places among those that it stands with: what is to be decided comes before the rest.

    Refused where it would leave them, or is on that agenda no longer.
    """
    day = log.today(pair)
    found = meetings(log, pair, day)
    order = in_order(open_topics(log, pair, found, day, coming_to(log, pair, found, day, meeting))[0])
    at = next((place for place, topic in enumerate(order) if topic.id == row), None)
    if at is None:
        raise NotFound(f"{short_id('topic', row)} is not on this agenda any more")
    to, moved = at + steps, order[at]
    if not 0 <= to < len(order):
        raise Refused(_AT_END[steps > 0])
    if (order[to].wants == "decide") != (moved.wants == "decide"):
        raise Refused(_BORDER)
    order.insert(to, order.pop(at))
    with log.change("") as change:
        return meeting_verbs.reorder(log, pair, order, moved, change)


def tick(log: Log, pair: Pair, meeting: int, topic: int, *, spoken: bool) -> Done:
    """Say that a topic was spoken of in a meeting, which it belongs to from then on; or that it was not, after all."""
    with log.change("") as change:
        sitting, found = find(log.connection, "meeting", str(meeting)), find(log.connection, "topic", str(topic))
        assert isinstance(found, Topic)
        if not spoken:
            return any_record.change_fields(log, pair, "topic", topic, {"state": None}, "open again", change)
        if found.meeting != sitting.uid:
            before = [] if found.meeting is None else [found.meeting]
            carried = [*(uid for uid in found.carried or [] if uid not in before), *before]
            change.edit("topic", topic, {"meeting": sitting.uid, "carried": carried or None})
        return meeting_verbs.settle_topic(log, pair, found, "discussed", change)


# Made of a record


def raise_topic(log: Log, pair: Pair, noun: str, record: Any) -> Done:
    """Put a record among the topics of the next meeting, in its own words; Refused where it stands there already."""
    if noun not in RAISED:
        raise Refused("this is no thing to make a topic of; a adds a topic in your own words")
    text = topic_text(noun, record)
    if any(item.text == text for item in _open_topics(log, pair)):
        raise Refused(f"{text} is among the topics of the next meeting already")
    uid = next(uid for number in count(1) if not topic_is_there(log, uid := topic_uid(record.uid, number)))
    values = {"uid": uid, "text": text, "wants": "discuss", "private": record.private or None}
    with log.change("") as change:
        row = any_record.add(log, pair, "topic", values, change).id
        change.writer.likely_source(record.uid)
        return any_record.told(log, pair, "topic", row, "a topic for the next meeting", change)


def raise_question(log: Log, pair: Pair, question: str) -> Done:
    """Put a question among the topics of the next meeting; Refused where it stands there already."""
    if any(item.text == question for item in _open_topics(log, pair)):
        raise Refused(f"{question} is among the topics of the next meeting already")
    with log.change("") as change:
        row = any_record.add(log, pair, "topic", {"text": question, "wants": "discuss"}, change).id
        return any_record.told(log, pair, "topic", row, "a topic for the next meeting", change)


def topic_text(noun: str, record: Any) -> str:
    """A record as a topic: its own words, in one line."""
    title = one_line(title_of(noun, record))
    return f"Feedback: {title}" if noun == "feedback" and record.about else title


def _open_topics(log: Log, pair: Pair) -> list[Topic]:
    rest = "WHERE r.alliance = ? AND r.removed_at IS NULL AND coalesce(r.state, 'open') = 'open'"
    return select(log.connection, Topic, "topic", rest, (pair.uid,))

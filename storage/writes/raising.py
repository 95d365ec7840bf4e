"""A record becomes a topic of the next meeting. The topic leads back to it: its uid follows from the record's."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from models.errors import Refused
from models.records.naming import one_line, title_of
from models.records.raised import RAISED, topic_uid
from models.records.rows import Topic
from storage.core.records import select
from storage.reads.raised import _there
from storage.writes import any_record

if TYPE_CHECKING:
    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done


def raise_topic(log: Log, pair: Pair, noun: str, record: Any) -> Done:
    """Put a record among the topics of the next meeting, in its own words; Refused where it stands there already."""
    if noun not in RAISED:
        raise Refused("this is no thing to make a topic of; a adds a topic in your own words")
    text = topic_text(noun, record)
    if any(item.text == text for item in _open_topics(log, pair)):
        raise Refused(f"{text} is among the topics of the next meeting already")
    uid = next(uid for number in count(1) if not _there(log, uid := topic_uid(record.uid, number)))
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

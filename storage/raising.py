"""A record becomes a topic of the next meeting. The topic leads back to it: its uid follows from the record's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from models.errors import NotFound, Refused
from models.naming import one_line, title_of
from models.pair import Pair
from models.raised import RAISED, topic_uid
from models.rows import Kept, Topic
from storage import keeping
from storage.acts import Done
from storage.log import Log
from storage.reading import fetch
from storage.records import find, select


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
        row = keeping.add(log, pair, "topic", values, change).id
        change.writer.likely_source(record.uid)
        return keeping.told(log, pair, "topic", row, "a topic for the next meeting", change)


def raise_question(log: Log, pair: Pair, question: str) -> Done:
    """Put a question among the topics of the next meeting; Refused where it stands there already."""
    if any(item.text == question for item in _open_topics(log, pair)):
        raise Refused(f"{question} is among the topics of the next meeting already")
    with log.change("") as change:
        row = keeping.add(log, pair, "topic", {"text": question, "wants": "discuss"}, change).id
        return keeping.told(log, pair, "topic", row, "a topic for the next meeting", change)


def topic_text(noun: str, record: Any) -> str:
    """A record as a topic: its own words, in one line."""
    title = one_line(title_of(noun, record))
    return f"Feedback: {title}" if noun == "feedback" and record.about else title


def _open_topics(log: Log, pair: Pair) -> list[Topic]:
    rest = "WHERE r.alliance = ? AND r.removed_at IS NULL AND coalesce(r.state, 'open') = 'open'"
    return select(log.connection, Topic, "topic", rest, (pair.uid,))


def _there(log: Log, uid: str) -> bool:
    return bool(fetch(log.connection, "SELECT 1 FROM topic WHERE uid = ?", (uid,)))


def topics_of(log: Log, record: str) -> Iterator[Kept]:
    """The topics that a record has become, the first one first; removed ones are passed over."""
    for number in count(1):
        uid = topic_uid(record, number)
        if not _there(log, uid):
            return
        try:
            yield find(log.connection, "topic", uid)
        except NotFound:
            continue


def source_of(log: Log, topic: Topic) -> tuple[str, Kept] | None:
    """The noun and the record that a topic was made of; None where it was typed, or where that record is gone."""
    led = "uid = (SELECT raised_from FROM topic WHERE uid = ?) AND alliance = ? AND removed_at IS NULL"
    for noun in RAISED:
        for (uid,) in fetch(log.connection, f"SELECT uid FROM {noun} WHERE {led}", (topic.uid, topic.alliance)):
            return noun, find(log.connection, noun, uid)
    return None

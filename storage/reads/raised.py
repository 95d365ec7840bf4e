"""Which record a topic was raised from, and which topics a record has raised."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from models.errors import NotFound
from models.records.raised import RAISED, topic_uid
from storage.core.records import find
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.records.rows import KeptRecord, Topic
    from storage.log import Log


def topic_is_there(log: Log, uid: str) -> bool:
    """Whether the log holds a topic with that uid, be it removed."""
    return bool(fetch(log.connection, "SELECT 1 FROM topic WHERE uid = ?", (uid,)))


def topics_of(log: Log, record: str) -> Iterator[KeptRecord]:
    """The topics that a record has become, the first one first; removed ones are passed over."""
    for number in count(1):
        uid = topic_uid(record, number)
        if not topic_is_there(log, uid):
            return
        try:
            yield find(log.connection, "topic", uid)
        except NotFound:
            continue


def source_of(log: Log, topic: Topic) -> tuple[str, KeptRecord] | None:
    """The noun and the record that a topic was made of; None where it was typed, or where that record is gone."""
    led = "uid = (SELECT raised_from FROM topic WHERE uid = ?) AND alliance = ? AND removed_at IS NULL"
    for noun in RAISED:
        for (uid,) in fetch(log.connection, f"SELECT uid FROM {noun} WHERE {led}", (topic.uid, topic.alliance)):
            return noun, find(log.connection, noun, uid)
    return None

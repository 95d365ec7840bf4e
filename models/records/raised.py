"""Which record a topic was raised from: the topic's uid follows from the record's, in every log that holds both."""

from __future__ import annotations

from hashlib import sha1
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from models.records.nouns import LIVES

if TYPE_CHECKING:
    from collections.abc import Iterable

RAISED = (*LIVES, "decision", "criterion", "note", "customer", "placement")
"""The nouns whose records can become a topic."""

MOST = 9
"""How often one record may have become a topic, for a topic to be led back to it."""


def topic_uid(record: str, number: int) -> str:
    """Derive the uid of the topic that a record becomes for the so-manieth time: UUIDv5 of the record's uid."""
    return str(uuid5(UUID(record), f"topic {number}"))


def is_derived(topic: str) -> bool:
    """Tell whether a topic's uid may follow from a record's: that of a topic that was typed is drawn by lot."""
    return topic[14] == "5"


def sources(topics: Iterable[str], records: Iterable[str]) -> dict[str, str]:
    """Find the records that topics were raised from; gives the uid of the record by that of the topic."""
    wanted = {_bytes(uid)[:6]: uid for uid in topics}
    roots = [(_bytes(uid), uid) for uid in records] if wanted else []
    found: dict[str, str] = {}
    for number in range(1, MOST + 1):
        if len(found) == len(wanted):
            break
        name = f"topic {number}".encode()
        for root, record in roots:
            # The first six bytes of a UUIDv5 are those of the hash, so most records are told apart by them alone.
            topic = wanted.get(sha1(root + name, usedforsecurity=False).digest()[:6])
            if topic is not None and topic == topic_uid(record, number):
                found[topic] = record
    return found


def _bytes(uid: str) -> bytes:
    return bytes.fromhex(uid.replace("-", ""))

"""Many records at once, each with its life: checked and lived through one by one, added in few statements."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha1
from typing import TYPE_CHECKING, Any, Protocol

from models.acts.replay import Life, replay
from models.errors import BadValue
from models.records.event import Event, Values, day
from models.records.nouns import LIVES
from models.records.values import check_event, check_record, content
from storage.core.layout import LAYOUTS, events_of
from storage.core.search_index import document
from storage.core.writer import NewRow, caches_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.core.change import Change


class Added(Protocol):
    """A record to be added: its uid and values, its events in order, the rows they make, and the life they make."""

    @property
    def uid(self) -> str:
        """Its own uid."""

    @property
    def values(self) -> Values:
        """Its values in canonical form."""

    @property
    def events(self) -> Sequence[Event]:
        """Its events in order; none where it has no life."""

    @property
    def rows(self) -> Sequence[NewRow]:
        """The rows of its events."""

    @property
    def life(self) -> Life | None:
        """The life that its events make."""


_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))
"""What a UUID has in place of a random digit, so that its upper two bits say which UUIDs these are."""


def uid_bytes(uid: str) -> bytes:
    """A uid as its 16 bytes."""
    return bytes.fromhex(uid.replace("-", ""))


def derived_uid(record: bytes, name: str) -> str:
    """The UUIDv5 of a name under a record's uid, given as its 16 bytes (RFC 9562, 5.5)."""
    found = sha1(record + name.encode(), usedforsecurity=False).hexdigest()
    return f"{found[:8]}-{found[8:12]}-5{found[13:16]}-{_VARIANT[found[16]]}{found[17:20]}-{found[20:32]}"


@dataclass(frozen=True, slots=True)
class NewLife:
    """A record with its life, ready to be added."""

    uid: str
    values: Values
    events: Sequence[Event]
    rows: Sequence[NewRow]
    life: Life | None


def new_life(noun: str, uid: str, values: Mapping[str, Any], series: Sequence[Values], now: str) -> NewLife:
    """A record of a noun with `from` and `to`, and its events, held against what is declared.

    `now` is the moment at which it is recorded. Raises BadValue where a value is wrong, IllegalAct where an event is
    not allowed at its turn.
    """
    clean, problems = check_record(noun, {"created_at": now, "updated_at": now, **values})
    if problems:
        raise BadValue("; ".join(problems))
    place, root = LAYOUTS[events_of(noun)], uid_bytes(uid)
    events, rows = [], []
    for number, given in enumerate(series, 1):
        event, faults = check_event(noun, {**given, "recorded_at": now})
        if faults:
            raise BadValue(f"{given['act']}: {'; '.join(faults)}")
        key, text = derived_uid(root, f"{number} {given['act']} {given['on']}"), content(event)
        rows.append(NewRow((key, uid), event, place.hash_of(key, uid, text)))
        events.append(Event(event["act"], event["by"], day(event["on"]), event))
    return NewLife(uid, clean, events, rows, replay(noun, events, clean["from"], clean["to"]))


def add_records(change: Change, noun: str, items: Sequence[Added]) -> None:
    """Write records of one noun that are checked already, with their events, caches and index entries."""
    place = LAYOUTS[noun]
    rows: list[NewRow] = []
    for item in items:
        digest = place.hash_of(item.uid, "", content(item.values))
        caches = caches_of(place, item.life) if item.life else {}
        rows.append(NewRow((item.uid,), item.values, digest, caches))
    numbers = change.add_many(noun, rows)
    change.writer.index_many(
        (noun, number, *document(noun, item.values, [event.values for event in item.events]))
        for number, item in zip(numbers, items, strict=True)
        if "removed_at" not in item.values
    )
    if noun in LIVES:
        change.add_many(events_of(noun), [row for item in items for row in item.rows])

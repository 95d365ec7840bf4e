"""Many records at once, each with its life: checked and lived through one by one, added in few statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from models.records.nouns import LIVES
from models.records.values import content
from storage.core.layout import LAYOUTS, events_of
from storage.core.search_index import document
from storage.core.writer import NewRow, caches_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.acts.replay import Life
    from models.records.event import Event, Values
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

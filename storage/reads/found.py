"""One record, or those of a noun, for whoever knows which noun it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from models.errors import NotFound
from models.records.rows import ROWS, KeptRecord
from storage.core.layout import LAYOUTS
from storage.core.records import all_of, find, replaced_by
from storage.core.statements import stored
from storage.core.with_events import lived

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.measures.lived import Lived
    from models.records.pair import Pair
    from storage.log import Log

K = TypeVar("K", bound=KeptRecord)


def record_of(log: Log, noun: str, number: int, row: type[K]) -> K:
    """Return the record of a noun by its number, as its own row class. NotFound where it is gone."""
    record = find(log.connection, noun, str(number))
    if not isinstance(record, row):
        raise NotFound(f"{noun} {number} is no {row.__name__}")
    return record


def content_of(log: Log, noun: str, number: int) -> dict[str, Any]:
    """Return the values of a record as they are stored; empty where it is gone."""
    there = stored(log.connection, LAYOUTS[noun], number)
    return there[1] if there else {}


def is_replaced(log: Log, noun: str, record: KeptRecord) -> bool:
    """Whether another record has taken the place of this one."""
    return replaced_by(log.connection, noun, record) is not None


def of_alliance(log: Log, pair: Pair, noun: str) -> Sequence[Any]:
    """Return the records of a noun in an alliance, without those that were removed, oldest id first."""
    return all_of(log.connection, ROWS[noun], noun, pair.uid)


def lives_of(log: Log, pair: Pair, noun: str) -> list[Lived]:
    """Return the records of a noun in an alliance with all their events."""
    return lived(log.connection, noun, "a.uid = ?", (pair.uid,))

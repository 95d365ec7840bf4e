"""What the two share as it stood on an earlier day: facts with a later date left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from models.records.rows import Criterion, Customer, KeptRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.records.pair import Pair

K = TypeVar("K", bound=KeptRecord)


def as_it_stood(record: K, pair: Pair, as_of: date) -> K | None:
    """A record of what is shared at the end of a day: a criterion without later check-ins, a customer card without
    later words of agreement; None where it was not there yet. Any other record as it is.
    """
    if isinstance(record, Criterion):
        check_ins = [item for item in record.check_ins or () if str(item["on"]) <= str(as_of)]
        if not check_ins and _is_later(record, pair, as_of):
            return None
        met = bool(record.met_on and record.met_on <= as_of)
        record = record if met else replace(record, met_on=None, credit=None)
        return replace(record, check_ins=check_ins or None)
    if isinstance(record, Customer):
        agreed = {uid: day for uid, day in (record.agreed or {}).items() if str(day) <= str(as_of)}
        if not agreed and (_is_later(record, pair, as_of) or (record.created_at is None and record.agreed)):
            return None
        return replace(record, agreed=agreed or None)
    return record


def _is_later(record: KeptRecord, pair: Pair, as_of: date) -> bool:
    return record.created_at is not None and pair.day(record.created_at) > as_of


def all_as_they_stood(records: Iterable[K], pair: Pair, as_of: date) -> list[K]:
    """Those of the records that were there at the end of a day, as they stood then."""
    found = (as_it_stood(record, pair, as_of) for record in records)
    return [record for record in found if record is not None]

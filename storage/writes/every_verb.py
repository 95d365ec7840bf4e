"""Something done by a verb with a record whose life is no series of acts, whatever its noun: the one way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.core.records import find
from storage.writes import any_record, meeting_verbs, upkeep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.pair import Pair
    from models.records.rows import KeptRecord
    from models.verbs.meetings import Verb
    from storage.core.change import Change
    from storage.log import Log
    from storage.writes.lives import Deed, Done

DEEDS: dict[tuple[str, str], Deed] = {**meeting_verbs.DEEDS, **upkeep.DEEDS}
"""What carries out each verb of a noun."""


def do(log: Log, pair: Pair, noun: str, row: int, verb: Verb, values: Mapping[str, Any]) -> Done:
    """Do it, as one change, with the values of the fields that the verb takes. Refused where it cannot be done."""
    with log.change("") as change:
        return carry_out(log, pair, noun, find(log.connection, noun, str(row)), verb, values, change)


def carry_out(
    log: Log, pair: Pair, noun: str, record: KeptRecord, verb: Verb, values: Mapping[str, Any], change: Change
) -> Done:
    """Do it within a change that is under way."""
    any_record.refuse_replaced(log, noun, record)
    return DEEDS[noun, verb.name](log, pair, record, values, change)

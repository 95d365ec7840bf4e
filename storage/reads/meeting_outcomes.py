"""What came of each meeting of an alliance, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.core.statements import fetch

if TYPE_CHECKING:
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log


class Outcome(NamedTuple):
    """How much of each kind came out of one meeting."""

    promised: int = 0
    asked: int = 0
    decided: int = 0
    unsettled: int = 0
    told: int = 0


_PROMISED_THERE = (
    "EXISTS (SELECT 1 FROM commitment_event e WHERE e.commitment = commitment.uid "
    "AND e.act IN ('promise', 'accept') AND e.\"on\" <= opened_on)"
)
"""Whether it was promised on the day itself: an answer of a later day changes nothing of what came of the meeting."""

_COUNTED = {
    "promised": ("commitment", "opened_on", _PROMISED_THERE),
    "asked": ("commitment", "opened_on", f"NOT {_PROMISED_THERE}"),
    "decided": ("decision", "decided_on", "1"),
    "unsettled": ("disagreement", "opened_on", "1"),
    "told": ("feedback", "opened_on", "1"),
}


def outcomes(log: Log, pair: Pair, as_of: date) -> dict[str, Outcome]:
    """What came of the meetings up to the end of a day, by their uids; those that nothing came of are left out."""
    one = (
        "SELECT '{kind}', meeting, count(*) FROM {noun} WHERE alliance = :pair AND meeting IS NOT NULL "
        "AND removed_at IS NULL AND coalesce({day}, :day) <= :day AND {where} GROUP BY meeting"
    )
    parts = (one.format(kind=kind, noun=noun, day=day, where=where) for kind, (noun, day, where) in _COUNTED.items())
    found: dict[str, dict[str, int]] = {}
    for kind, uid, count in fetch(log.connection, " UNION ALL ".join(parts), {"pair": pair.uid, "day": str(as_of)}):
        found.setdefault(uid, {})[kind] = count
    return {uid: Outcome(**counts) for uid, counts in found.items()}

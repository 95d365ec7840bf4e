"""What came of each meeting of an alliance, counted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from models.pair import Pair
from storage.log import Log
from storage.reading import fetch


class Outcome(NamedTuple):
    """How much of each kind came out of one meeting."""

    promised: int = 0
    decided: int = 0
    unsettled: int = 0
    told: int = 0


_COUNTED = {
    "promised": ("commitment", "opened_on"),
    "decided": ("decision", "decided_on"),
    "unsettled": ("disagreement", "opened_on"),
    "told": ("feedback", "opened_on"),
}


def outcomes(log: Log, pair: Pair, as_of: date) -> dict[str, Outcome]:
    """What came of the meetings up to the end of a day, by their uids; those that nothing came of are left out."""
    one = (
        "SELECT '{kind}', meeting, count(*) FROM {noun} WHERE alliance = :pair AND meeting IS NOT NULL "
        "AND removed_at IS NULL AND coalesce({day}, :day) <= :day GROUP BY meeting"
    )
    parts = (one.format(kind=kind, noun=noun, day=day) for kind, (noun, day) in _COUNTED.items())
    found: dict[str, dict[str, int]] = {}
    for kind, uid, count in fetch(log.connection, " UNION ALL ".join(parts), {"pair": pair.uid, "day": str(as_of)}):
        found.setdefault(uid, {})[kind] = count
    return {uid: Outcome(**counts) for uid, counts in found.items()}

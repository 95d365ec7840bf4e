"""Who handles promises for whom: the names that stand in the log beside the two."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from storage.core.statements import fetch

if TYPE_CHECKING:
    from models.proposals.text import Side
    from models.records.pair import Pair
    from storage.log import Log


def handlers(log: Log, pair: Pair) -> dict[str, Side | None]:
    """Each name that handles a promise of an alliance, with the side whose it is; None where it is of both."""
    found: defaultdict[str, set[Side]] = defaultdict(set)
    for name, giver in fetch(log.connection, _HANDLERS, (pair.uid,)):
        for one in name.split(","):
            if one.strip():
                found[one.strip()].add("me" if giver == pair.me.uid else "partner")
    return {name: next(iter(sides)) if len(sides) == 1 else None for name, sides in found.items()}


_HANDLERS = (
    'SELECT DISTINCT handled_by, "from" FROM commitment WHERE alliance = ? AND handled_by IS NOT NULL AND '
    "removed_at IS NULL"
)

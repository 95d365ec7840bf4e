"""The rounds of a pulse, and which of them are still blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.measures.pulse import in_order
from models.records.rows import Pulse
from models.verbs.pulse import is_seen
from storage.core.records import select

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log


def rounds(log: Log, pair: Pair, as_of: date) -> list[Pulse]:
    """The rounds of an alliance that were opened by that day, the oldest first."""
    rest = "WHERE r.alliance = ? AND r.opened_on <= ? AND r.removed_at IS NULL"
    return in_order(select(log.connection, Pulse, "pulse", rest, (pair.uid, as_of.isoformat())))


def rounds_up_to(log: Log, pair: Pair, pulse: Pulse) -> list[Pulse]:
    """A round behind those that came before it, the oldest first."""
    found = rounds(log, pair, pulse.opened_on)
    return [item for item in found if (item.opened_on, item.id) <= (pulse.opened_on, pulse.id)]


def blind_rounds(log: Log, pairs: Sequence[Pair]) -> list[Pulse]:
    """The rounds that hold answers and that not both have answered yet."""
    known = {pair.uid: pair for pair in pairs}
    found = select(log.connection, Pulse, "pulse", "WHERE r.removed_at IS NULL ORDER BY r.id")
    answered = [item for item in found if item.answers and item.alliance in known]
    return [item for item in answered if not is_seen(item, known[item.alliance])]

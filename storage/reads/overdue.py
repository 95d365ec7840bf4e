"""What is promised and past due: the read that has to be quick over ten years and forty alliances."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.records.event import day
from models.records.rows import Commitment
from storage.core.records import as_they_stood, select
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log


class Overdue(NamedTuple):
    """One promise past its due date. Dates are text as the file form has them; `days` since `due`, at `as_of`."""

    id: int
    uid: str
    alliance: str
    from_: str
    to: str
    text: str
    due: str
    first_due: str | None
    pending_due: str | None
    private: bool
    days: int
    as_of: date

    @property
    def due_day(self) -> date:
        """The due date in force."""
        return day(self.due)


_COLUMNS = 'r.id, r.uid, r.alliance, r."from", r."to", r.text, r.due, r.first_due, r.pending_due, r.private'


def overdue(
    log: Log,
    pairs: Mapping[str, Pair],
    as_of: Callable[[Pair], date],
    chosen: Pair | None = None,
    by: str | None = None,
) -> list[Overdue]:
    """What is promised and past due at the end of a day, the earliest due first, then by id.

    `as_of` gives the day by alliance, since today differs between time zones; `chosen` keeps to one alliance, `by` to
    what `me` or `partner` promised. An alliance that has ended has nothing overdue.
    """
    wanted = [chosen] if chosen else list(pairs.values())
    days = {pair.uid: on for pair, on in ((pair, as_of(pair)) for pair in wanted) if not pair.ended(on)}
    found: list[Overdue] = []
    for until in set(days.values()):
        found += _cached(log, until)
        found += _replayed(log, until)
    sides = {(pair.uid, pair.side(by).uid) for pair in wanted} if by else None
    kept = (item for item in found if days.get(item.alliance) == item.as_of)
    return sorted(
        (item for item in kept if sides is None or (item.alliance, item.from_) in sides),
        key=lambda item: (item.due, item.id),
    )


def _cached(log: Log, until: date) -> list[Overdue]:
    """Those whose cached state serves, since nothing came after the day."""
    sql = (
        f"SELECT {_COLUMNS} FROM commitment r WHERE r.state = 'promised' AND r.due < :until "
        "AND r.last_on <= :until AND r.removed_at IS NULL"
    )
    rows = fetch(log.connection, sql, {"until": until.isoformat()})
    return [Overdue._make((*row[:9], bool(row[9]), (until - day(row[6])).days, until)) for row in rows]


def _replayed(log: Log, until: date) -> list[Overdue]:
    """Those that something came after: their events up to the day say how they stood."""
    rest = (
        "WHERE r.last_on > ? AND r.opened_on <= ? AND (r.closed_on IS NULL OR r.closed_on > ?) AND r.removed_at IS NULL"
    )
    found = select(log.connection, Commitment, "commitment", rest, (str(until),) * 3)
    then = as_they_stood(log.connection, "commitment", found, until)
    return [_from_row(item, until) for item in then if item.state == "promised" and item.due and item.due < until]


def _from_row(item: Commitment, until: date) -> Overdue:
    assert item.due is not None
    first, pending = (str(value) if value else None for value in (item.first_due, item.pending_due))
    return Overdue(
        item.id,
        item.uid,
        item.alliance,
        item.from_,
        item.to,
        item.text,
        str(item.due),
        first,
        pending,
        bool(item.private),
        (until - item.due).days,
        until,
    )

"""What figures read of promises: narrow reads, since a log may hold tens of thousands of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.acts.promised import ONCE_PROMISED
from models.measures.window import Window, just_ended
from storage.core.statements import LAST_EVENT, fetch
from storage.core.with_events import lived

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.measures.lived import Lived
    from models.records.pair import Pair
    from storage.log import Log

_ONCE_PROMISED = ", ".join(f"'{state}'" for state in ONCE_PROMISED)

NEWEST = 200
"""Promises of one's own past that a new one is held against: the last ones, by the date first agreed."""


def promises_since(log: Log, pair: Pair, since: date) -> list[Lived]:
    """The commitments of an alliance that may count in a window that begins on a day.

    Everything that a measure dates by is an event of theirs, or a date that was agreed: first, or in force.
    """
    # The first date has no index, so every commitment is looked at; of few are the events read, which takes longer.
    where = f"(r.last_on >= ? OR (r.state IN ({_ONCE_PROMISED}) AND (r.due >= ? OR r.first_due >= ?)))"
    day = str(since)
    return lived(log.connection, "commitment", f"{where} AND r.alliance = ?", (day, day, day, pair.uid))


def own_promises(log: Log, pair: Pair) -> list[Lived]:
    """My newest promises to the other that have a date, whatever became of them."""
    newest = (
        'SELECT id FROM commitment WHERE alliance = ? AND "from" = ? AND first_due IS NOT NULL AND removed_at IS NULL '
        f"ORDER BY first_due DESC, id DESC LIMIT {NEWEST}"
    )
    return lived(log.connection, "commitment", f"r.id IN ({newest})", (pair.uid, pair.me.uid))


def done_late(log: Log, pair: Pair, as_of: date) -> dict[int, int]:
    """By how many days promises that were done and accepted were done after their date, by id; the others are left out.

    Done is the day that the last report names, else the day of the report.
    """
    # What was over by its date was done by then: only of the others is an event looked for, which takes longer.
    done = (
        'SELECT coalesce(e.done_on, e."on") FROM commitment_event e WHERE e.commitment = r.uid '
        f"AND e.act = 'report' AND e.\"on\" <= ? ORDER BY {LAST_EVENT} LIMIT 1"
    )
    sql = (
        f"SELECT r.id, r.due, ({done}) FROM commitment r "
        "WHERE r.alliance = ? AND r.state = 'satisfied' AND r.last_on > r.due AND r.removed_at IS NULL"
    )
    found = ((row, due, on) for row, due, on in fetch(log.connection, sql, (str(as_of), pair.uid)) if on and on > due)
    return {row: (date.fromisoformat(on) - date.fromisoformat(due)).days for row, due, on in found}


_BEGUN = " UNION ALL ".join(
    f"SELECT 1 FROM {noun} WHERE alliance = :pair AND {day} BETWEEN :since AND :until AND removed_at IS NULL"
    for noun, day in (
        ("commitment", "opened_on"),
        ("feedback", "opened_on"),
        ("disagreement", "opened_on"),
        ("decision", "decided_on"),
    )
)


def ended_quarter(log: Log, pair: Pair, as_of: date, held: Iterable[date]) -> Window | None:
    """The quarter that has just ended, where the two met in it (`held` are the days) or anything came up; else None."""
    ended = just_ended(as_of)
    if ended is None or any(ended.holds(day) for day in held):
        return ended
    values = {"pair": pair.uid, "since": str(ended.since), "until": str(ended.until)}
    return ended if fetch(log.connection, f"{_BEGUN} LIMIT 1", values) else None

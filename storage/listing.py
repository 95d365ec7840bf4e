"""The records of a noun as lists show them: filtered, as they stood at the end of a day, in the noun's own order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.naming import dated_on
from models.nouns import LIVES
from models.pair import Pair
from models.rows import ROWS, Commitment, Kept, Living, Meeting
from storage.log import Log
from storage.records import lives, select
from storage.today import meetings


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list keeps: one alliance, a state, a kind, one side's (`me`, `partner`), what is overdue, a window."""

    alliance: Pair | None = None
    state: str | None = None
    kind: str | None = None
    by: str | None = None
    overdue: bool = False
    since: date | None = None
    until: date | None = None


def listed(log: Log, noun: str, as_of: date, wanted: Filter) -> list[Kept]:
    """The records that a list shows. Commitments: earliest due first, then id; the rest by day and id."""
    records = [
        record for record in _candidates(log, noun, as_of, wanted.alliance) if _kept(log, noun, record, as_of, wanted)
    ]
    if noun == "commitment":
        return sorted(records, key=_by_due)
    return sorted(records, key=lambda record: (_day(log, noun, record) or date.min, record.id))


def _candidates(log: Log, noun: str, as_of: date, chosen: Pair | None) -> list[Kept]:
    own = noun not in ("person", "alliance")
    if noun == "meeting":
        pairs = [chosen] if chosen else log.pairs()
        return [item for pair in pairs for item in meetings(log, pair, as_of)]
    if noun in LIVES:
        row: Any = ROWS[noun]
        where, values = ("r.alliance = ?", (chosen.uid,)) if chosen else ("1", ())
        return list(lives(log.connection, row, noun, as_of, where, values))
    where = "AND r.alliance = ?" if chosen and own else ""
    bound = (chosen.uid,) if chosen and own else ()
    return list(select(log.connection, ROWS[noun], noun, f"WHERE r.removed_at IS NULL {where} ORDER BY r.id", bound))


def _day(log: Log, noun: str, record: Any) -> date | None:
    """The day a record belongs to in a list; a meeting's in its own zone, a promise's by its due date."""
    if isinstance(record, Meeting):
        return next((pair.day(record.starts_at) for pair in log.pairs() if pair.uid == record.alliance), None)
    return dated_on(noun, record)


def _by_due(record: Kept) -> tuple[bool, date, int]:
    assert isinstance(record, Commitment)
    return record.due is None, record.due or date.max, record.id


def _kept(log: Log, noun: str, record: Any, as_of: date, wanted: Filter) -> bool:
    on = _day(log, noun, record)
    if noun not in (*LIVES, "meeting") and on is not None and on > as_of:
        return False
    return all(keep(record, on) for keep in _tests(log, noun, as_of, wanted))


def _tests(log: Log, noun: str, as_of: date, wanted: Filter) -> list[Callable[[Any, date | None], bool]]:
    """What a record has to pass, given itself and its day; only what was asked for."""
    tests: list[Callable[[Any, date | None], bool]] = []
    if wanted.state:
        tests.append(lambda record, _on: (record.state or "open") == wanted.state)
    if wanted.kind:
        tests.append(lambda record, _on: (record.kind or "decision") == wanted.kind)
    if wanted.by:
        sides = {(pair.uid, pair.side(wanted.by).uid) for pair in log.pairs()}
        tests.append(lambda record, _on: (record.alliance, whose(record)) in sides)
    if wanted.overdue:
        tests.append(lambda record, _on: is_late(record, as_of))
    if wanted.since:
        tests.append(lambda record, on: _later(noun, record, on, wanted.since or date.min))
    if wanted.until:
        tests.append(lambda record, on: _earlier(noun, record, on, wanted.until or date.max))
    return tests


def whose(record: Any) -> str | None:
    """The uid of the one a record is by: who promises or gives, who raised or wrote it."""
    if isinstance(record, Living) and hasattr(record, "from_"):
        return str(record.from_)
    return getattr(record, "raised_by", None) or getattr(record, "by", None)


def is_late(record: Commitment, as_of: date) -> bool:
    """Whether a promise is past due."""
    return record.state == "promised" and record.due is not None and record.due < as_of


def _window_day(noun: str, record: Any, on: date | None) -> date | None:
    return (record.due or record.opened_on) if noun == "commitment" else on


def _later(noun: str, record: Any, on: date | None, since: date) -> bool:
    found = _window_day(noun, record, on)
    return found is not None and found >= since


def _earlier(noun: str, record: Any, on: date | None, until: date) -> bool:
    found = _window_day(noun, record, on)
    return found is not None and found <= until

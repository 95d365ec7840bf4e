"""The records of a noun as lists show them: filtered, as they stood at the end of a day, in the noun's own order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from models.acts.promised import by_due
from models.records.as_it_stood import as_it_stood
from models.records.naming import dated_on
from models.records.nouns import LIVES, NOUNS
from models.records.rows import ROWS, Commitment, KeptRecord, Living
from storage.core.records import lives, select
from storage.reads.today import meetings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from models.records.pair import Pair
    from storage.log import Log


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list keeps: one alliance, a state, a kind, one side's (`me`, `partner`), what is overdue, a window."""

    alliance: Pair | None = None
    state: str | None = None
    kind: str | None = None
    by: str | None = None
    overdue: bool = False
    since: date | None = None
    until: date | None = None


def listed(log: Log, noun: str, as_of: Callable[[Pair], date], wanted: ListFilter) -> list[KeptRecord]:
    """The records that a list shows. Commitments: earliest due first, then id; the rest by day and id.

    `as_of` gives the day by alliance, since today differs between time zones.
    """
    pairs = {pair.uid: pair for pair in ([wanted.alliance] if wanted.alliance else log.pairs())}
    days = {uid: as_of(pair) for uid, pair in pairs.items()}
    tests = _tests(noun, pairs, days, wanted)
    if noun not in (*LIVES, "meeting") and not (noun == "alliance" and log.as_of is None):
        # An alliance is agreed before it begins, and stands in the list from then on.
        tests.append(_was_there(days))
    dated = [(record, _day(noun, record, pairs)) for record in _candidates(log, noun, pairs, days)]
    kept = [(record, on) for record, on in dated if all(keep(record, on) for keep in tests)]
    if noun == "commitment":
        return [*sorted((record for record, _ in kept if isinstance(record, Commitment)), key=by_due)]
    return [record for record, on in sorted(kept, key=lambda item: (item[1] or date.min, item[0].id))]


def _candidates(log: Log, noun: str, pairs: Mapping[str, Pair], days: Mapping[str, date]) -> list[KeptRecord]:
    if noun == "meeting":
        return [item for uid, pair in pairs.items() for item in meetings(log, pair, days[uid])]
    if noun in LIVES:
        row: Any = ROWS[noun]
        return [item for uid in pairs for item in lives(log.connection, row, noun, days[uid], "r.alliance = ?", (uid,))]
    found = select(log.connection, ROWS[noun], noun, "WHERE r.removed_at IS NULL ORDER BY r.id")
    if noun in ("person", "alliance"):
        return found
    own = ((item, uid) for item in found if (uid := getattr(item, "alliance", "")) in pairs)
    return [then for item, uid in own if (then := as_it_stood(item, pairs[uid], days[uid])) is not None]


def _day(noun: str, record: Any, pairs: Mapping[str, Pair]) -> date | None:
    """The day a record belongs to in a list; a meeting's in its own zone."""
    return dated_on(noun, record, pairs.get(getattr(record, "alliance", "")))


def _tests(
    noun: str, pairs: Mapping[str, Pair], days: Mapping[str, date], wanted: ListFilter
) -> list[Callable[[Any, date | None], bool]]:
    """What a record has to pass, given itself and its day, of what was asked for."""
    tests: list[Callable[[Any, date | None], bool]] = []
    if wanted.state:
        tests.append(lambda record, _on: (record.state or "open") == wanted.state)
    if wanted.kind:
        tests.append(lambda record, _on: (record.kind or "decision") == wanted.kind)
    if wanted.by:
        sides = {(pair.uid, pair.side(wanted.by).uid) for pair in pairs.values()}
        tests.append(lambda record, _on: (record.alliance, whose(record)) in sides)
    if wanted.overdue:
        going_on = {uid for uid, pair in pairs.items() if not pair.ended(days[uid])}
        tests.append(lambda record, _on: record.alliance in going_on and is_late(record, days[record.alliance]))
    if wanted.since:
        tests.append(lambda record, on: _later(noun, record, on, wanted.since or date.min))
    if wanted.until:
        tests.append(lambda record, on: _earlier(noun, record, on, wanted.until or date.max))
    return tests


def _was_there(days: Mapping[str, date]) -> Callable[[Any, date | None], bool]:
    """Whether a record was there at the end of the day that it is in its alliance."""
    latest = max(days.values())
    return lambda record, on: on is None or on <= days.get(getattr(record, "alliance", ""), latest)


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


def find_any(log: Log, noun: str, text: str) -> KeptRecord | None:
    """The record that a short id or a uid names, be it removed by now; None where there never was one."""
    name = text.strip().lower()
    number = name.removeprefix(NOUNS[noun].letter.lower())
    row = int(number) if number.isdecimal() and len(number) < 10 else 0
    found = select(log.connection, ROWS[noun], noun, "WHERE r.id = ? OR r.uid = ?", (row, name))
    return found[0] if found else None

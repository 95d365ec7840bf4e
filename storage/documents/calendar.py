"""The log as a calendar that a person looks up: planned meetings and the days of open promises, and nothing private."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.records.naming import one_line
from models.records.rows import Commitment
from storage.core.layout import LAYOUTS
from storage.core.sealed import require_whole
from storage.documents.entry import changed_at, entry_of
from storage.documents.ics import calendar, day_event, meeting_event
from storage.reads.today import meetings, open_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Event

    from models.records.pair import Pair
    from storage.log import Log


class LogCalendar(NamedTuple):
    """The file, how many meetings and promises are in it, and how many promises are not since they have no date."""

    data: bytes
    meetings: int
    promises: int
    undated: int


def log_calendar(log: Log, pairs: Sequence[Pair]) -> LogCalendar:
    """What is planned and promised in alliances that go on. Damaged where what goes out is not what was written."""
    told = [pair for pair in pairs if not (pair.ended(log.today(pair)) or _is_private(pair))]
    met = [event for pair in told for event in _meetings(log, pair)]
    promised = [(pair, item) for pair in told for item in _promised(log, pair)]
    changed = changed_at(log)
    due = [
        day_event(item.uid, changed, f"Due: {pair.short(item.from_)}, {one_line(item.text)}", item.due)
        for pair, item in promised
        if item.due
    ]
    return LogCalendar(calendar([*met, *due], _name(pairs)), len(met), len(due), len(promised) - len(due))


def _is_private(pair: Pair) -> bool:
    return any(record.private for record in (pair.alliance, pair.me, pair.other))


def _name(pairs: Sequence[Pair]) -> str:
    """What the calendar is called: by the two where they are two, else by whose log it is."""
    if len(pairs) == 1:
        return _names(pairs[0])
    return f"One-on-ones of {pairs[0].me.name}" if pairs else "One-on-ones"


def _names(pair: Pair) -> str:
    return f"{pair.me.name} and {pair.other.name}"


def _meetings(log: Log, pair: Pair) -> Iterator[Event]:
    _require(log, pair, "meeting")
    for item in meetings(log, pair, log.today(pair)):
        if item.state == "planned" and not item.private:
            yield meeting_event(entry_of(log, item), _names(pair))


def _promised(log: Log, pair: Pair) -> Iterator[Commitment]:
    _require(log, pair, "commitment")
    for item in open_at(log, Commitment, "commitment", log.today(pair), [pair]):
        if item.state == "promised" and not item.private:
            yield item


def _require(log: Log, pair: Pair, noun: str) -> None:
    require_whole(log.connection, LAYOUTS[noun], "alliance = ?", (pair.uid,))

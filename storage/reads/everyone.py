"""Every alliance at once, in as few reads as one alliance takes: for the list of everyone, for a prompt, for cron."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from models.pages.everyone import EveryoneRows, Standing, next_first, standing
from models.records.choices import place_word
from models.records.rhythms import course_of
from models.records.rows import Commitment, Disagreement, Feedback
from storage.core.statements import fetch
from storage.reads.today import earlier, open_at, planned, rhythm_date, still_planned, unrecorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from models.pages.today import NextMeeting
    from models.records.pair import Pair
    from models.records.rows import Entries
    from storage.log import Log

_BACK = timedelta(days=200)
"""How far back a meeting may lie that takes up a date of a yearly rhythm."""

_OPEN: tuple[tuple[str, type[Any]], ...] = (
    ("commitment", Commitment),
    ("feedback", Feedback),
    ("disagreement", Disagreement),
)


class _Slot(NamedTuple):
    """As much of a meeting as the next one is found by."""

    id: int
    starts_at: datetime
    place: str | None
    state: str | None
    minutes: int | None
    moved_from: Entries | None

    @property
    def where(self) -> str:
        """Where it is, in a word; of a place that is named in the notes, which are not read here, none."""
        return place_word(self.place, None)


class _Met(NamedTuple):
    """The meetings of one alliance: the first and the last held before some day, and all since that day."""

    first: str | None = None
    held: str | None = None
    since: Iterable[tuple[Any, ...]] = ()


def everyone(log: Log, as_of: Callable[[Pair], date], chosen: Pair | None = None) -> list[Standing]:
    """Where every alliance stands, the one that meets next first, those without a meeting last, then by id.

    `as_of` gives the day by alliance, since today differs between time zones; `chosen` keeps to one alliance.
    """
    return sorted(map(standing, gathered(log, as_of, chosen)), key=next_first)


def gathered(log: Log, as_of: Callable[[Pair], date], chosen: Pair | None = None) -> list[EveryoneRows]:
    """What those lines are made of, in the order of the alliances' ids; one that has ended is none of them.

    More reads only for more days.
    """
    wanted = [chosen] if chosen else log.pairs()
    days = {pair.uid: as_of(pair) for pair in wanted}
    pairs = [pair for pair in wanted if not pair.ended(days[pair.uid])]
    met = _meetings(log, days)
    planned_by = _planned(log)
    open_by = {noun: _open(log, row, noun, pairs, days) for noun, row in _OPEN}
    found = []
    for pair in pairs:
        day, these = days[pair.uid], planned_by[pair.uid]
        coming, last = _next_and_last(pair, day, met.get(pair.uid, _Met()), log)
        untold = unrecorded(pair, these, day, log.now(pair, day))
        commitments, feedback, disagreements = (open_by[noun][pair.uid] for noun, _ in _OPEN)
        found.append(EveryoneRows(pair, day, coming, last, commitments, feedback, disagreements, untold))
    return found


def _open(log: Log, row: type[Any], noun: str, pairs: list[Pair], days: Mapping[str, date]) -> dict[str, list[Any]]:
    """What may be open of each alliance on its own day, by the alliance's uid."""
    found: dict[str, list[Any]] = defaultdict(list)
    for day in set(days.values()):
        for item in open_at(log, row, noun, day, (pair for pair in pairs if days[pair.uid] == day)):
            found[item.alliance].append(item)
    return found


def _meetings(log: Log, days: Mapping[str, date]) -> dict[str, _Met]:
    """The meetings by the alliance's uid: in full those that may take up a date on or after the first of `days`."""
    if not days:
        return {}
    begin = str(min(days.values()) - _BACK)
    sql = (
        "SELECT alliance, id, starts_at, place, state, minutes, moved_from FROM meeting "
        "WHERE starts_at >= ? AND removed_at IS NULL ORDER BY starts_at, id"
    )
    since = defaultdict(list)
    for row in fetch(log.connection, sql, (begin,)):
        since[row[0]].append(row[1:])
    ends = (
        "SELECT alliance, min(starts_at), max(CASE WHEN state = 'held' AND starts_at < ? THEN starts_at END) "
        "FROM meeting WHERE removed_at IS NULL GROUP BY alliance"
    )
    return {uid: _Met(first, held, since[uid]) for uid, first, held in fetch(log.connection, ends, (begin,))}


def soonest(log: Log, pairs: list[Pair], as_of: Callable[[Pair], date]) -> Pair:
    """The alliance that meets next; the first where none does. One that has ended is taken only where all have."""
    days = {pair.uid: as_of(pair) for pair in pairs}
    pairs = [pair for pair in pairs if not pair.ended(days[pair.uid])] or pairs[-1:]
    met = _meetings(log, days)

    def when(pair: Pair) -> tuple[date, int]:
        coming, _ = _next_and_last(pair, days[pair.uid], met.get(pair.uid, _Met()), log)
        return (coming.on if coming else date.max, pair.alliance.id)

    return min(pairs, key=when)


def _planned(log: Log) -> Mapping[str, list[_Slot]]:
    """Every meeting that is planned, however old, by the alliance's uid."""
    sql = (
        "SELECT alliance, id, starts_at, place, minutes FROM meeting "
        "WHERE coalesce(state, 'planned') = 'planned' AND removed_at IS NULL ORDER BY starts_at, id"
    )
    found: dict[str, list[_Slot]] = defaultdict(list)
    for uid, row, starts_at, place, minutes in fetch(log.connection, sql):
        found[uid].append(_Slot(row, datetime.fromisoformat(starts_at), place, "planned", minutes, None))
    return found


def _next_and_last(pair: Pair, as_of: date, met: _Met, log: Log) -> tuple[NextMeeting | None, date | None]:
    """The next meeting, and the day of the last one held."""
    now = log.now(pair, as_of)
    course = course_of(pair.alliance, _day(pair, met.first) or as_of)
    proposed = rhythm_date(pair, _slots(pair, as_of, met), course, as_of, now) if course else None
    coming = earlier(planned(pair, _slots(pair, as_of, met), as_of, now), proposed)
    past = takewhile(lambda slot: pair.day(slot.starts_at) <= as_of, _slots(pair, as_of, met))
    held = [pair.day(slot.starts_at) for slot in past if slot.state == "held"]
    return coming, held[-1] if held else _day(pair, met.held)


def _slots(pair: Pair, as_of: date, met: _Met) -> Iterable[_Slot]:
    """The meetings as they stood at the end of a day, made one by one, since mostly the first few tell enough."""
    for row, starts_at, place, state, minutes, moved in met.since:
        days = json.loads(moved) if moved else None
        slot = _Slot(row, datetime.fromisoformat(starts_at), place, state, minutes, days)
        yield slot._replace(state="planned") if still_planned(pair, slot, as_of) else slot


def _day(pair: Pair, starts_at: str | None) -> date | None:
    return pair.day(datetime.fromisoformat(starts_at)) if starts_at else None

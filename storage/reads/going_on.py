"""What an alliance that has ended leaves: the records that can go on with somebody else, and with whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.records.naming import heading, one_line
from models.records.rows import ROWS, Commitment
from models.verbs.every import CARRIED, GOES_ON
from storage.core.records import select
from storage.core.statements import fetch

if TYPE_CHECKING:
    from models.records.pair import Pair
    from models.records.rows import KeptRecord
    from storage.log import Log


class Left(NamedTuple):
    """One record that is not at its end: where it is, what it is called, and whether it is private; of a commitment
    the uid of whoever gives it, and the day it is due or wanted by.
    """

    noun: str
    id: int
    title: str
    private: bool
    giver: str = ""
    day: date | None = None


def left_open(log: Log, pair: Pair) -> list[Left]:
    """What of an alliance is not at its end and was not carried over yet, by noun and in the order of its ids."""
    today = log.today(pair)
    found = []
    for noun in CARRIED:
        carried = {uid for (uid,) in fetch(log.connection, _CARRIED.format(noun))}
        rest = "WHERE r.alliance = ? AND r.removed_at IS NULL ORDER BY r.id"
        found += [
            Left(noun, item.id, one_line(heading(noun, item, pair, today)), bool(item.private), *_due(item))
            for item in select(log.connection, ROWS[noun], noun, rest, (pair.uid,))
            if (getattr(item, "state", None) or "open") in GOES_ON[noun] and item.uid not in carried
        ]
    return found


def _due(item: KeptRecord) -> tuple[str, date | None]:
    """Who gives a commitment, and by when; neither of anything else."""
    return (item.from_, item.due or item.wanted_by) if isinstance(item, Commitment) else ("", None)


_CARRIED = "SELECT continues FROM {} WHERE continues IS NOT NULL AND removed_at IS NULL"


NEW_FOR = timedelta(days=60)
"""So long after it was written down an alliance is told what the one before it left."""


class Predecessor(NamedTuple):
    """The ended alliance that one follows, and which of its records could go on."""

    pair: Pair
    left: list[Left]


def predecessor(log: Log, pair: Pair, as_of: date | None = None) -> Predecessor | None:
    """The newest ended alliance that leaves something open, with somebody of the same role first; None without one.

    With `as_of` nobody has asked: only one of the same role, and only for an alliance that was written down not long
    before that day.
    """
    if pair.alliance.ended_on is not None or (as_of is not None and not _is_new(pair, as_of)):
        return None
    ended = [item for item in log.pairs() if item.ended(log.today(item))]
    if as_of is not None:
        ended = [item for item in ended if _same_role(item, pair)]
    in_order = sorted(ended, key=lambda each: (_same_role(each, pair), each.alliance.ended_on or date.min))
    for item in reversed(in_order):
        if left := left_open(log, item):
            return Predecessor(item, left)
    return None


def _is_new(pair: Pair, as_of: date) -> bool:
    begun = pair.alliance.created_at
    return begun is not None and timedelta(0) <= as_of - pair.day(begun) <= NEW_FOR


def _same_role(one: Pair, other: Pair) -> bool:
    return bool(_role(one)) and _role(one) == _role(other)


def _role(pair: Pair) -> str:
    return "".join((pair.other.role or "").split()).casefold()


def others(log: Log, pair: Pair) -> list[Pair]:
    """The alliances that go on, but for one."""
    return [item for item in log.pairs() if item.uid != pair.uid and not item.ended(log.today(item))]

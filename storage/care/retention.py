"""Which backups stay, so that what was long ago is there still and the disk does not fill up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

ALL_OF = timedelta(hours=48)
"""The time in which nothing is thinned out."""

PERIODS: tuple[tuple[str, int | None], ...] = (("day", 14), ("week", 12), ("month", 24), ("year", None))
"""Of how many days, weeks, months and years the newest one stays. What is counted are those that have one."""

NEWEST = 3
"""How many of the newest stay whenever they were made."""

MADE_UNASKED = frozenset({"automatic", "before-import", "after-purge"})
"""Why a backup was made that may go again. What a person made, and what stood before a migration, is pinned."""


class DatedBackup(Protocol):
    """What is known of a backup: when it was made, in the zone whose days count, and why."""

    @property
    def at(self) -> datetime:
        """When it was made, as the clock said then."""

    @property
    def why(self) -> str:
        """Why it was made."""


B = TypeVar("B", bound=DatedBackup)


def surplus(backups: Sequence[B], now: datetime, sound: Callable[[B], bool]) -> list[B]:
    """Those of the backups, given newest first by what they hold, that may go.

    One may go only where a newer one that is sound stands for it in its day, week, month or year, and never one of the
    newest that are sound. Only as many as that takes are looked through. One that is not sound is left as it is.
    """
    unsound: set[int] = set()
    while True:
        whole = [number for number in range(len(backups)) if number not in unsound]
        kept = _kept([backups[number] for number in whole], now)
        gone = [number for at, number in enumerate(whole) if at not in kept]
        if not gone:
            return []
        relied_on = {whole[at] for at in range(min(NEWEST, len(whole)))}
        relied_on |= {number for number in whole if number not in gone and _stands_for(backups, number, gone)}
        found = {number for number in relied_on if not sound(backups[number])}
        if not found:
            return [backups[number] for number in gone if sound(backups[number])]
        unsound |= found


def _kept(backups: Sequence[DatedBackup], now: datetime) -> set[int]:
    """The places of those that stay, all of them being sound."""
    kept = {at for at, item in enumerate(backups) if item.why not in MADE_UNASKED or item.at > now - ALL_OF}
    kept.update(range(min(NEWEST, len(backups))))
    for period, count in PERIODS:
        kept.update(_first_of_each(backups, period, count))
    return kept


def _first_of_each(backups: Sequence[DatedBackup], period: str, count: int | None) -> Iterator[int]:
    known: set[object] = set()
    for at, item in enumerate(backups):
        label = _label(item, period)
        if label not in known and (count is None or len(known) < count):
            known.add(label)
            yield at


def _stands_for(backups: Sequence[DatedBackup], number: int, gone: Sequence[int]) -> bool:
    """Whether a backup is of the same day, week, month or year as an older one that goes."""
    own = {_label(backups[number], period) for period, _ in PERIODS}
    return any(other > number and own & {_label(backups[other], period) for period, _ in PERIODS} for other in gone)


def _label(item: DatedBackup, period: str) -> tuple[str, object]:
    day = item.at.date()
    labels = {"day": day, "week": day.isocalendar()[:2], "month": (day.year, day.month), "year": day.year}
    return period, labels[period]

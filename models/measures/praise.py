"""Praise and rework in what one side tells the other: shown beside each other, and never judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.measures.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from models.measures.lived import Lived
    from models.records.rows import Feedback


class PraiseCount(NamedTuple):
    """Of `given` feedback, how much says what worked, and how much what to rework; one may say both."""

    given: int
    worked: int
    rework: int


def told(
    lives: Iterable[Lived],
    records: Mapping[int, Feedback],
    from_: str,
    as_of: date,
    since: date | None = None,
    until: date | None = None,
) -> PraiseCount:
    """What `from_` gave in the window, and not after `as_of`. `records` holds the words, by id: they carry no date."""
    window = Window(since, until)
    given = [
        records[lived.id]
        for lived in lives
        if lived.noun == "feedback" and lived.from_ == from_ and lived.id in records
        if any(event.act == "give" and event.on <= as_of and window.holds(event.on) for event in lived.events)
    ]
    return PraiseCount(len(given), sum(bool(item.worked) for item in given), sum(bool(item.rework) for item in given))

"""Gathers the rows that a review is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.measures.rhythm import Held
from models.measures.window import Window, quarter
from models.pages.review_measured import ReviewRows
from models.records.as_it_stood import all_as_they_stood
from models.records.nouns import LIVES
from models.records.rows import Criterion, Decision, Note, Topic
from storage.core.records import all_of
from storage.core.statements import fetch
from storage.core.with_events import lived
from storage.reads.today import meetings, rhythm_course, today

if TYPE_CHECKING:
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log


def window_of(as_of: date, since: date | None, until: date | None) -> Window:
    """The days of a review: this quarter unless told; where only its end is told, from the first day of its quarter."""
    if since is None and until is None:
        return Window(*quarter(as_of))
    end = until or as_of
    return Window(since or quarter(end)[0], end)


def gather(log: Log, pair: Pair, as_of: date) -> ReviewRows:
    """Read everything at once."""
    of, found = (pair.uid,), meetings(log, pair, as_of)
    return ReviewRows(
        pair=pair,
        as_of=as_of,
        held=[Held(pair.day(item.starts_at), item.place) for item in found if item.state == "held"],
        course=rhythm_course(pair, found, as_of),
        lives={noun: lived(log.connection, noun, "a.uid = ?", of) for noun in LIVES},
        private=frozenset(row for noun in LIVES for row in _private(log, pair, noun)),
        decisions=all_of(log.connection, Decision, "decision", pair.uid),
        notes=all_of(log.connection, Note, "note", pair.uid),
        topics=all_of(log.connection, Topic, "topic", pair.uid),
        criteria=all_as_they_stood(all_of(log.connection, Criterion, "criterion", pair.uid), pair, as_of),
        today=today(log, pair, as_of),
    )


def _private(log: Log, pair: Pair, noun: str) -> list[tuple[str, int]]:
    sql = f"SELECT id FROM {noun} WHERE alliance = ? AND private IS NOT NULL AND removed_at IS NULL"
    return [(noun, row) for (row,) in fetch(log.connection, sql, (pair.uid,))]

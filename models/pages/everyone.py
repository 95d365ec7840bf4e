"""One alliance in a line: when the two meet, what is late, whose move it is, what is unsettled; of many at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.pages.today import NextMeeting, Unrecorded, late_lines, unsettled, waiting_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.pair import Pair
    from models.records.rows import Commitment, Disagreement, Feedback


@dataclass(frozen=True, slots=True)
class EveryoneRows:
    """What was read of one alliance at the end of a day: its meetings told in two dates, and what may be open.

    `unrecorded` are meetings of which nobody has said what became of them.
    """

    pair: Pair
    as_of: date
    next_meeting: NextMeeting | None
    last_met: date | None
    commitments: Sequence[Commitment] = ()
    feedback: Sequence[Feedback] = ()
    disagreements: Sequence[Disagreement] = ()
    unrecorded: Sequence[Unrecorded] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one alliance stands at the end of a day; every figure is that of its Today.

    Late promises by who made them, words that are waited for by whose move it is, the age in days of the oldest open
    disagreement (None where none is open), and the day of the last meeting that was held.
    """

    pair: Pair
    as_of: date
    next_meeting: NextMeeting | None
    late_mine: int
    late_theirs: int
    waiting_mine: int
    waiting_theirs: int
    oldest_days: int | None
    open_disagreements: int
    last_met: date | None


def standing(found: EveryoneRows) -> Standing:
    """The line of one alliance."""
    pair, as_of = found.pair, found.as_of
    late = [line.who for line in late_lines(found.commitments, as_of)]
    waiting = [line.who for line in waiting_lines(pair, found.commitments, found.feedback, as_of)]
    ages = [(as_of - item.opened_on).days for item in unsettled(found.disagreements)]
    return Standing(
        pair=pair,
        as_of=as_of,
        next_meeting=found.next_meeting,
        late_mine=late.count(pair.me.uid),
        late_theirs=late.count(pair.other.uid),
        waiting_mine=waiting.count(pair.me.uid),
        waiting_theirs=waiting.count(pair.other.uid),
        oldest_days=max(ages, default=None),
        open_disagreements=len(ages),
        last_met=found.last_met,
    )


def next_first(item: Standing) -> tuple[date, int]:
    """The order of the list: the day of the next meeting, those without one last, then by id."""
    return (item.next_meeting.on if item.next_meeting else date.max, item.pair.alliance.id)

"""Promises kept by one towards the other: the share kept, what was moved, why it was missed, and how long it took.

The share kept on the first date is the percent plan complete of the Last Planner (Ballard 2000, "The Last Planner
System of Production Control"), and so is the Pareto of reasons. Times are estimated as those of disagreements are,
because what is still open has taken its time too, and what was dropped will never be done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from models.measures.lived import end_of
from models.measures.survival import Case, estimate, median, median_interval
from models.measures.window import ENOUGH, Window, interval_of_share, middle
from models.records.choices import REASON_CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from models.acts.replay import DateChange, Life
    from models.measures.lived import Lived

Interval = tuple[float | None, float | None]
"""Lower and upper limit of a median in days; None for a limit that is not reached."""

_REPORT_STANDS = frozenset({"reported", "satisfied"})
_NO_CODE = "other"


@dataclass(frozen=True, slots=True)
class Kept:
    """So many kept of those whose outcome is known."""

    kept: int
    known: int

    @property
    def ci(self) -> tuple[float, float] | None:
        """The 95 % interval of the share kept; None where too few are known."""
        return interval_of_share(self.kept, self.known) if self.known >= ENOUGH else None


@dataclass(frozen=True, slots=True)
class Renegotiated:
    """So many whose date both agreed to change, of all that were promised for a date."""

    changed: int
    promised: int


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """Days that something takes: of `n` cases so many `reached` it, and so many were `given_up` instead; the others
    still wait. The median is None where it is not reached.
    """

    n: int
    reached: int
    given_up: int
    median_days: float | None
    median_ci: Interval

    @property
    def enough(self) -> bool:
        """Whether so many have ended that the median says something."""
        return self.reached + self.given_up >= ENOUGH


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """One direction's figures, named as in `commitment stats --json`.

    `reasons` counts the promises missed on their first date by reason code, most first. `time_to_done` runs from the
    promise and is given up by revoking or cancelling it, `answer_time` from the request, until it is withdrawn.
    """

    kept_first_date: Kept
    kept_as_agreed: Kept
    undated: int
    renegotiated: Renegotiated
    median_slip_days: float | None
    median_notice_days: float | None
    reasons: dict[str, int]
    time_to_done: TimeTaken
    answer_time: TimeTaken


def promise_figures(
    lives: Iterable[Lived],
    from_: str,
    to: str,
    as_of: date,
    since: date | None = None,
    until: date | None = None,
    ends_on: date | None = None,
) -> PromiseFigures:
    """What `from_` promised `to`, and how that stood at the end of `as_of`; other lives are passed over.

    The window holds the due date for what is kept and renegotiated, the day of the promise for undated ones and the
    time to done, and the day of the request for the answer time. What is open is seen until `as_of`, or until `ends_on`
    where that is earlier.
    """
    cut = as_of if ends_on is None else min(as_of, ends_on)
    window = Window(since, until)
    mine = (lived for lived in lives if (lived.noun, lived.from_, lived.to) == ("commitment", from_, to))
    found = [life for life in (_until(lived, cut, as_of) for lived in mine) if life is not None]
    # The day on which an alliance ends is a whole day of it: what was due then is known.
    judged = as_of if ends_on is None else min(as_of, ends_on + timedelta(1))
    first = _judged(found, _first_due, window, judged)
    dated = [life for life in found if life.first_due and window.holds(life.first_due)]
    moved = [life for life in dated if changes(life)]
    return PromiseFigures(
        kept_first_date=_kept(first),
        kept_as_agreed=_kept(_judged(found, due_as_agreed, window, judged)),
        undated=sum(life.first_due is None for life in _promised_in(found, window)),
        renegotiated=Renegotiated(len(moved), len(dated)),
        median_slip_days=middle(_days(life.first_due, life.due) for life in moved),
        median_notice_days=middle(_notice(change) for life in moved for change in changes(life)),
        reasons=_reasons(life for life, kept in first if not kept),
        time_to_done=_timed([_until_done(life, cut) for life in _promised_in(found, window)]),
        answer_time=_timed([_until_answered(life, cut) for life in _requested_in(found, window)]),
    )


def _until(lived: Lived, cut: date, as_of: date) -> Life | None:
    """The life at the end of its alliance; what was done by then has been done though it was told after."""
    now = lived.at(as_of) if cut < as_of else None
    done = done_on(now) if now else None
    return now if done and done <= cut else lived.at(cut)


def is_overdue(life: Life, as_of: date) -> bool:
    """Whether it is promised, not said to be done, and its due date in force lies before `as_of`."""
    return life.state == "promised" and life.due is not None and life.due < as_of


def days_overdue(life: Life, as_of: date) -> int | None:
    """The days that have passed since the due date in force; None where it is not overdue."""
    return _days(life.due, as_of) if is_overdue(life, as_of) else None


def done_on(life: Life) -> date | None:
    """The day it was done, by the report that was accepted or still waits for an answer; None without one.

    A report that was sent back does not count, nor one that was left without an answer when the other side cancelled.
    """
    return life.done_on if life.state in _REPORT_STANDS else None


def changes(life: Life) -> list[DateChange]:
    """Every change of a due date that both agreed to. The first date of an undated promise is none."""
    return [change for change in life.dates if change.before]


def due_as_agreed(life: Life) -> date | None:
    """The last due date that counts: each one agreed on or before the one that counted until then.

    A date moved after it had passed stays, whatever is agreed later, since all later changes come after it too.
    """
    counts: date | None = None
    for change in life.dates:
        if counts is None or change.agreed_on <= counts:
            counts = change.due
    return counts


def _notice(change: DateChange) -> int:
    """Days from the proposal to the date in force then; below 0 where that had passed."""
    return _days(change.proposed_on, change.before)


# Kept or missed


def _first_due(life: Life) -> date | None:
    return life.first_due


def _judged(
    lives: Iterable[Life], due_of: Callable[[Life], date | None], window: Window, as_of: date
) -> list[tuple[Life, bool]]:
    """Each life that counts for its due date, with whether it was kept."""
    judged = []
    for life in lives:
        due = due_of(life)
        if due and window.holds(due) and not _cancelled_by(life, due):
            done = done_on(life)
            kept = done is not None and done <= due
            if kept or due < as_of:
                judged.append((life, kept))
    return judged


def _cancelled_by(life: Life, due: date) -> bool:
    """Whether the one who relied on it cancelled it by then: nobody can keep or miss it."""
    return life.state == "cancelled" and life.closed_on is not None and life.closed_on <= due


def _kept(judged: Sequence[tuple[Life, bool]]) -> Kept:
    return Kept(sum(kept for _, kept in judged), len(judged))


def _reasons(missed: Iterable[Life]) -> dict[str, int]:
    """How often each code is given, most first and then in the order of REASON_CODES (Pareto)."""
    counts = Counter(life.reason_code or _NO_CODE for life in missed)
    return {code: counts[code] for code in sorted(counts, key=lambda code: (-counts[code], REASON_CODES.index(code)))}


# Times


def _promised_in(lives: Iterable[Life], window: Window) -> list[Life]:
    return [life for life in lives if life.promised_on and window.holds(life.promised_on)]


def _requested_in(lives: Iterable[Life], window: Window) -> list[Life]:
    """Those that began with a request, by its day; a request made anew after a counter goes on from the first."""
    return [life for life in lives if life.first and life.first.act == "request" and window.holds(life.first.on)]


def _until_done(life: Life, cut: date) -> Case:
    """From promise to done, or to the day it was revoked or cancelled; open ones are seen until `cut`.

    What was done before it was promised took no time.
    """
    return _case(life.promised_on, done_on(life), life.closed_on, cut)


def _until_answered(life: Life, cut: date) -> Case:
    """From request to the first promise, counter or decline, or to the day it was withdrawn without one."""
    return _case(life.opened_on, life.answered_on, life.closed_on, cut)


def _case(start: date | None, reached: date | None, closed: date | None, cut: date) -> Case:
    """From one day to that on which what was wanted came, else to that on which it was given up, else to `cut`."""
    end, ending = end_of(reached, closed, cut)
    return Case(max(0, _days(start, end)), ending)


def _timed(cases: Sequence[Case]) -> TimeTaken:
    points, endings = estimate(cases), [case.ending for case in cases]
    reached, given_up = endings.count("resolved"), endings.count("lapsed")
    return TimeTaken(len(cases), reached, given_up, median(points), median_interval(points))


def _days(start: date | None, end: date | None) -> int:
    """Days from one to the other; both are known wherever this is asked."""
    if start is None or end is None:
        raise ValueError("a day is missing")
    return (end - start).days

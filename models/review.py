"""A period on one page: measures both ways with the period before, what became of what, and what to talk about next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.dates import short_date
from models.document import Document, Line, document, fitted, part
from models.measures.balance import Balance
from models.measures.disagreements import SettlingFigures
from models.measures.feedback import FeedbackFigures
from models.measures.logrank import LogRank
from models.measures.promises import Kept, PromiseFigures
from models.measures.rhythm import RhythmFigures
from models.measures.window import ENOUGH, Window
from models.pair import Pair
from models.today import Today

SURE = 0.05
"""A difference that chance would bring about less often than so is called one."""

_ROOM = 60
"""Lines of plain text that a review takes at most, its head left out."""


class Side(NamedTuple):
    """One direction in one period: who promises and gives, and the figures."""

    uid: str
    promises: PromiseFigures
    feedback: FeedbackFigures
    balance: Balance


class Period(NamedTuple):
    """A window of days with its measures: mine first, then the other's."""

    window: Window
    sides: tuple[Side, Side]
    rhythm: RhythmFigures
    settling: SettlingFigures


class Told(NamedTuple):
    """Something with a name that happened on a day; `aside` says what else is worth saying of it."""

    what: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a review says. `before` is the period of the same length right before `now`.

    `earlier` are the figures of all disagreements raised before the period, `faster` how its own compare with them;
    None where numbers are too few. `hidden` is how many private records go unnamed.
    """

    pair: Pair
    as_of: date
    now: Period
    before: Period
    earlier: SettlingFigures
    faster: LogRank | None
    decided: tuple[Told, ...]
    done: tuple[Told, ...]
    promised: tuple[Told, ...]
    settled: tuple[Told, ...]
    reopened: tuple[Told, ...]
    still_open: tuple[Told, ...]
    celebrated: tuple[Told, ...]
    learned: tuple[Told, ...]
    today: Today
    hidden: int


def review_page(found: Review) -> Document:
    """The review as a document of one page, without anything private."""
    pair = found.pair
    parts = [
        part("Promises kept", _both_kept(found)),
        part("Rhythm", _rhythm(found)),
        part("Disagreements", _settling(found)),
        part("Feedback and balance", [line for side, before in _sides(found) for line in _given(side, before, pair)]),
        part("Decided", _told(found.decided), gives_way=True),
        part("Done", _told(found.done), gives_way=True),
        part("Promised, and still open", _told(found.promised), gives_way=True),
        part("Settled", _told(found.settled), gives_way=True),
        part("Opened again", _told(found.reopened), gives_way=True),
        part("Still unsettled", _told(found.still_open), gives_way=True),
        part("Celebrated", _told(found.celebrated), gives_way=True),
        part("Learned", _told(found.learned), gives_way=True),
        part("To talk about next", [Line(text) for text in talk_next(found)]),
        part("Unnamed", _unnamed(found.hidden)),
    ]
    title = f"Review: {pair.me.name} and {pair.other.name}"
    subtitle = say_window(found.now.window, found.as_of)
    beside = f"{subtitle}, beside {say_window(found.before.window, found.as_of)}"
    return document(title, beside, "", fitted(parts, _ROOM))


def _unnamed(hidden: int) -> list[Line]:
    if not hidden:
        return []
    what = "One private record is" if hidden == 1 else f"{hidden} private records are"
    return [Line(f"{what} counted above, and not named")]


def say_window(window: Window, today: date) -> str:
    """The days of a period: "Thu 1 Oct to Sun 22 Nov"."""
    since, until = window
    assert since is not None
    assert until is not None
    return f"{short_date(since, today)} to {short_date(until, today)}"


def _sides(found: Review) -> Iterable[tuple[Side, Side]]:
    return zip(found.now.sides, found.before.sides, strict=True)


def _told(items: Sequence[Told]) -> list[Line]:
    return [Line(item.what, item.aside) for item in items]


# Measures in words


def of(kept: Kept) -> str:
    """8 of 11; "none due" where nothing was."""
    return f"{kept.kept} of {kept.known}" if kept.known else "none due"


def _both_kept(found: Review) -> list[Line]:
    sides = list(_sides(found))
    periods = [item.promises for pair in sides for item in pair]
    if not any(figures.kept_as_agreed.known or figures.undated for figures in periods):
        return []
    return [_kept(side, before, found.pair) for side, before in sides]


def _kept(side: Side, before: Side, pair: Pair) -> Line:
    figures, earlier = side.promises, before.promises
    moved, slip = figures.renegotiated, figures.median_slip_days
    under = [f"on the first date {of(figures.kept_first_date)}"] if figures.kept_first_date.known else []
    if moved.changed:
        under.append(f"date moved for {moved.changed} of {moved.promised}, by {_days(slip)} in the middle")
    if figures.reasons:
        under.append("reasons: " + ", ".join(f"{_plain(code)} {n}" for code, n in list(figures.reasons.items())[:3]))
    if figures.undated:
        under.append(f"{figures.undated} without a date are left out")
    text = f"{pair.short(side.uid)} kept {of(figures.kept_as_agreed)} as agreed"
    return Line(text, f"before {of(earlier.kept_as_agreed)}", ("; ".join(under),) if under else ())


def _plain(code: str) -> str:
    return code.replace("-", " ")


def _days(days: float | None) -> str:
    return "an unknown time" if days is None else "1 day" if days == 1 else f"{days:g} days"


def _rhythm(found: Review) -> list[Line]:
    now, before = found.now.rhythm, found.before.rhythm
    if not now.expected and not now.held:
        return []
    met = f"met {now.satisfied} of {now.expected}" if now.expected else f"met {now.held} times, without a rhythm"
    earlier = f"before {before.satisfied} of {before.expected}" if before.expected else f"before {before.held}"
    outside = now.out_of_office_days
    under = (f"out of the office {_days(outside)} ago",) if outside else ()
    return [Line(met[:1].upper() + met[1:], earlier, under)]


def settles(figures: SettlingFigures) -> str:
    """How fast what was raised settles: "Half settle within 9 days (5 to 14)"; in words where that is not reached."""
    if not figures.n:
        return "Nothing was raised"
    if figures.resolved < ENOUGH:
        return f"{figures.resolved} of {figures.n} settled, too few for a curve"
    if figures.median_days is None:
        return f"{figures.resolved} of {figures.n} settled; half of them is not reached yet"
    low, high = (("not reached" if edge is None else f"{edge:g}") for edge in figures.median_ci)
    return f"Half settle within {_days(figures.median_days)} ({low} to {high})"


def _settling(found: Review) -> list[Line]:
    figures = found.now.settling
    if not figures.n and not found.earlier.n:
        return []
    counted = f"{figures.n} raised, {figures.resolved} settled, {figures.open} open"
    again = f"{figures.reopened} of {figures.ever_resolved} came back" if figures.reopened else ""
    lines = [Line(settles(figures), ", ".join(filter(None, (counted, again))))]
    return [*lines, Line(compared(found), f"before: {settles(found.earlier).lower()}")]


def compared(found: Review) -> str:
    """Whether disagreements of the period settle faster than those before it, as far as the numbers allow it."""
    now, earlier = found.now.settling.resolved, found.earlier.resolved
    if now < ENOUGH or earlier < ENOUGH or found.faster is None:
        return f"Too few to tell whether they settle faster than before ({now} and {earlier} settled)"
    if found.faster.p >= SURE:
        return "No clear difference from before: chance alone would bring about as much"
    return (
        f"They settle {'faster' if found.faster.z > 0 else 'more slowly'} than before, more than chance would explain"
    )


def _given(side: Side, before: Side, pair: Pair) -> list[Line]:
    fed, done, earlier = side.feedback, side.balance, before.balance
    counts = {
        "promised": (done.promised, earlier.promised),
        "done": (done.done, earlier.done),
        "feedback given": (fed.given, before.feedback.given),
        "asked for": (fed.asked, before.feedback.asked),
        "acted on": (fed.will_act, before.feedback.will_act),
        "topics raised": (done.topics, earlier.topics),
        "recognition": (done.recognition, earlier.recognition),
        "learned": (done.learning, earlier.learning),
    }
    said = [f"{name} {now} (before {then})" for name, (now, then) in counts.items() if now or then]
    return [Line(pair.short(side.uid), under=(", ".join(said),))] if said else []


# What to talk about next


def talk_next(found: Review) -> list[str]:
    """What the period leaves to be spoken of, the heaviest first, at most five sentences."""
    today, said = found.today, []
    late = [line for line in today.section("late") if not line.private]
    said += [f"{line.what}: {_days(line.days)} late" for line in late[:2]]
    open_long = [line for line in today.section("unsettled") if line.level and not line.private]
    said += [f"{line.what}: unsettled for {_days(line.days)}" for line in open_long[:2]]
    rhythm = today.rhythm
    if rhythm.level in ("amber", "red") and rhythm.gap_days is not None and rhythm.interval_days is not None:
        rule = f"{rhythm.interval_days:g} by the rhythm"
        said.append(f"Not met for {_days(rhythm.gap_days)}, {rule}: what came between?")
    for side in found.now.sides:
        code, number = next(iter(side.promises.reasons.items()), ("", 0))
        if number > 1 and code != "other":
            said.append(f"{number} dates of {found.pair.short(side.uid)} were missed for one reason: {_plain(code)}")
    waiting = [line for line in today.section("waiting") if line.noun == "feedback" and not line.private]
    said += [f"{line.what}: waiting for {_days(line.days)}" for line in waiting[:1]]
    return said[:5]

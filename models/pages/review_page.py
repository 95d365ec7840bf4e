"""A period on one page: measures both ways with the period before, what became of what, and what to talk about next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from models.measures.settling_words import half_text, settles
from models.measures.window import gone_by
from models.pages.agenda_page import since
from models.pages.document import Column, Document, Line, Part, Steps
from models.pages.heads import named
from models.time.dates import full_date, short_date
from models.time.words import FEWEST, days_text, folded, of_text, reason_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from models.measures.balance import Balance
    from models.measures.disagreements import SettlingFigures
    from models.measures.feedback import FeedbackFigures
    from models.measures.logrank import LogRank
    from models.measures.promises import Kept, PromiseFigures
    from models.measures.rhythm import RhythmFigures
    from models.measures.window import Window
    from models.pages.today import Today
    from models.records.pair import Pair

SURE = 0.05
"""A difference that chance would bring about less often than so is called one."""


class Direction(NamedTuple):
    """One direction in one period: who promises and gives, and the figures."""

    uid: str
    promises: PromiseFigures
    feedback: FeedbackFigures
    balance: Balance


class Period(NamedTuple):
    """A window of days with its measures: mine first, then the other's."""

    window: Window
    sides: tuple[Direction, Direction]
    rhythm: RhythmFigures
    settling: SettlingFigures


class Story(NamedTuple):
    """Something with a name that happened on a day; `aside` says what else is worth saying of it, `who` whose it is."""

    what: str
    aside: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a review says. `before` is the period right before `now`.

    `earlier` are the figures of all disagreements raised before the period, `faster` how its own compare with them;
    None where numbers are too few; `lasted` are the days of every case in both. `hidden` is how many private records go
    unnamed.
    """

    pair: Pair
    as_of: date
    now: Period
    before: Period
    earlier: SettlingFigures
    faster: LogRank | None
    lasted: tuple[tuple[int, ...], tuple[int, ...]]
    decided: tuple[Story, ...]
    done: tuple[Story, ...]
    promised: tuple[Story, ...]
    settled: tuple[Story, ...]
    reopened: tuple[Story, ...]
    still_open: tuple[Story, ...]
    celebrated: tuple[Story, ...]
    learned: tuple[Story, ...]
    expected: tuple[Story, ...]
    shown: tuple[Story, ...]
    covered: tuple[Story, ...]
    today: Today
    hidden: int


def review_page(found: Review, *, drawn_beside: bool = False) -> Document:
    """The review as a document, without anything private.

    `drawn_beside`: the curves stand beside it with the sentences that read them, so that these are not told again.
    """
    parts = [
        _part("In short", [Line(text) for text in in_short(found)]),
        _measures(found),
        replace(_part("Disagreements", _settling(found, drawn_beside=drawn_beside)), curves=curves(found)),
        _part("Decided", _told(found.decided), "left"),
        _part("Done", _told(found.done), "left"),
        _part("Promised, and still open", _told(found.promised), "left"),
        _part("Settled", _told(found.settled), "right"),
        _part("Opened again", _told(found.reopened), "right"),
        _part("Still unsettled", _told(found.still_open), "right"),
        _part("Celebrated", _told(found.celebrated), "right"),
        _part("Learned", _told(found.learned), "right"),
        _part("Shown", _told(found.shown), "right"),
        _part("Expected of each other", _told(found.expected), "right"),
        _part("Covered by nobody, or by both", _told(found.covered), "right"),
        _part("To talk about next", talk_next(found)),
        _part("Unnamed", _unnamed(found.hidden)),
    ]
    filled = tuple(item for item in parts if item.lines or item.table)
    since, until = found.now.window
    span = (since, until) if since and until else None
    number = found.pair.alliance.id
    return Document("review", named(found.pair), filled, found.as_of, days=_periods(found), alliance=number, span=span)


def _part(heading: str, lines: list[Line], column: Column = "") -> Part:
    return Part(heading, tuple(lines), column=column)


def _periods(found: Review) -> tuple[str, ...]:
    """Both periods, the one before where it holds anything; of one that is not over how far it has gone."""
    now, earlier = _days(found.now.window, found.as_of, year=True), _days(found.before.window, found.as_of)
    beside = [f"before: {earlier}"] if _told_before(found) else []
    gone, (since, until) = gone_by(found.now.window, found.as_of), found.now.window
    if gone is None or since is None or until is None:
        return (now, *beside)
    return (now, f"{gone} of {(until - since).days + 1} days so far", *beside)


def _days(window: Window, as_of: date, *, year: bool = False) -> str:
    """The days of a period, to the present day at most: "Thu 1 Oct to Sun 22 Nov"; with `year` always with that."""
    since, until = window
    assert since is not None
    assert until is not None
    last = min(until, as_of)
    return f"{short_date(since, as_of)} to {full_date(last) if year else short_date(last, as_of)}"


def _unnamed(hidden: int) -> list[Line]:
    if not hidden:
        return []
    what = "One private record is" if hidden == 1 else f"{hidden} private records are"
    return [Line(f"{what} counted above, and not named")]


def _told(items: Sequence[Story]) -> list[Line]:
    return [Line(item.what, item.aside, who=item.who) for item in items]


# How it went, in sentences


def in_short(found: Review) -> list[str]:
    """Three sentences that say how it went: whether the two met, what each kept, what became of what they argued over.

    None where nothing happened; fewer where there is nothing to say of one.
    """
    met, kept, raised = _met(found), _kept(found), found.now.settling.n
    if not (met or kept or raised):
        return []
    return [text for text in (met, kept, _raised(found.now.settling)) if text]


def _met(found: Review) -> str:
    now, before = found.now.rhythm, found.before.rhythm
    two = _joined([found.pair.short(side.uid) for side in found.now.sides])
    if now.expected < FEWEST:
        return f"{two} met {'once' if now.held == 1 else f'{now.held} times'}." if now.held else ""
    earlier = of_text(before.satisfied, before.expected)
    met = f"{two} met on {now.satisfied} of {now.expected} dates"
    return f"{met}, before on {earlier}." if earlier else f"{met}."


def _kept(found: Review) -> str:
    """What each kept of what fell due; where that is too little to tell, how much each promised."""
    named = [(found.pair.short(side.uid), side) for side in found.now.sides]
    told = [(name, share) for name, side in named if (share := of(side.promises.kept_as_agreed))]
    if told:
        (first, share), *other = told
        said = [f"{first} kept {share} promises that fell due", *(f"{name} {kept}" for name, kept in other)]
        return f"{', '.join(said)}."
    counts = [(name, side.balance.promised) for name, side in named if side.balance.promised]
    if len(counts) > 1 and len({count for _, count in counts}) == 1:
        return f"{_joined([name for name, _ in counts])} made {_promises(counts[0][1])} each."
    made = [f"{name} made {_promises(count)}" for name, count in counts]
    return f"{_joined(made)}." if made else ""


def _promises(count: int) -> str:
    """One promise, 3 promises."""
    return "one promise" if count == 1 else f"{count} promises"


def _raised(figures: SettlingFigures) -> str:
    if not figures.n:
        return "No disagreement was raised."
    ends = (("settled", figures.resolved), ("still open", figures.open), ("lapsed", figures.lapsed))
    if figures.n == 1:
        end = next(name for name, count in ends if count)
        return f"One disagreement was raised, and {'has' if figures.lapsed else 'is'} {end}."
    told = [(name, count) for name, count in ends if count]
    back = f"; {figures.reopened} of {figures.ever_resolved} came back" if figures.reopened else ""
    if len(told) == 1:
        every = "both" if figures.n == FEWEST else f"all {figures.n}"
        return f"{figures.n} disagreements were raised, and {every} {_verb(*told[0])}{back}."
    each = _joined([f"{count} {_verb(name, count)}" for name, count in told])
    return f"{figures.n} disagreements were raised: {each}{back}."


def _verb(end: str, count: int) -> str:
    return end if end == "lapsed" else f"{'is' if count == 1 else 'are'} {end}"


def _joined(words: Sequence[str]) -> str:
    """One, two and three."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


# Measures in words


def _measures(found: Review) -> Part:
    """Both sides in columns, each with the period before beside it; rows and columns that hold nothing are left out."""
    names = [found.pair.short(side.uid) for side in found.now.sides]
    rows = [("", names[0], _BEFORE, names[1], _BEFORE), *_measured(found)]
    if not any(row[2] or row[4] for row in rows[1:]):
        rows = [(row[0], row[1], row[3]) for row in rows]
    lines = [line for side in found.now.sides for line in _missed(side, found.pair)]
    return Part("Both ways", tuple(lines), table=tuple(rows) if rows[1:] else ())


_BEFORE = "before"


def _told_before(found: Review) -> bool:
    """Whether the period before holds anything to stand beside this one."""
    return found.before.rhythm.expected > 0 or any(row[2] or row[4] for row in _measured(found))


def _measured(found: Review) -> list[tuple[str, ...]]:
    """What is told of both sides: mine, mine before, theirs, theirs before; what holds nothing is left out."""
    mine, theirs = zip(found.now.sides, found.before.sides, strict=True)
    sides = (*mine, *theirs)
    kept = {
        "Kept as agreed": [of(side.promises.kept_as_agreed) for side in sides],
        "Kept on the first date": [of(side.promises.kept_first_date) for side in sides],
        MOVED: _moved(sides),
    }
    across = (*theirs, *mine)
    counts = {
        name: [_number(count(*both)) for both in zip(sides, across, strict=True)] for name, count in _COUNTS.items()
    }
    return [(name, *cells) for name, cells in (kept | counts).items() if any(cells)]


_COUNTS: dict[str, Callable[[Direction, Direction], int]] = {
    "Promised": lambda own, _other: own.balance.promised,
    "Done": lambda own, _other: own.balance.done,
    "Feedback asked for": lambda _own, other: other.feedback.asked,
    "Feedback given": lambda own, _other: own.feedback.given,
    "Feedback heard": lambda _own, other: other.feedback.acknowledged,
    "Feedback acted on": lambda _own, other: other.feedback.will_act,
    "Topics raised": lambda own, _other: own.balance.topics,
    "Recognition": lambda own, _other: own.balance.recognition,
    "Shown": lambda own, _other: own.balance.shown,
    "Learned": lambda own, _other: own.balance.learning,
}
"""What each side did. Who asks for feedback, hears it and acts on it, is the one who gets it: that stands with the
other's."""


def of(kept: Kept) -> str:
    """8 of 11; empty where nothing was due, or one."""
    return of_text(kept.kept, kept.known)


MOVED = "Date moved, of all due"
"""Of all whose first date lies in the period, those that are still to come too: more than whose outcome is known."""


def _moved(sides: Sequence[Direction]) -> list[str]:
    """How many dates each moved of how many, none too where another moved some; empty where nobody moved any."""
    moved = [side.promises.renegotiated for side in sides]
    return [of_text(each.changed, each.promised) for each in moved] if any(each.changed for each in moved) else []


def _number(count: int) -> str:
    return str(count) if count else ""


def _missed(side: Direction, pair: Pair) -> list[Line]:
    """Why promises missed their first date, by how much dates moved, and what is left out; a sentence, or none."""
    figures, said = side.promises, []
    if figures.reasons:
        missed, most = sum(figures.reasons.values()), list(figures.reasons.items())[: folded(len(figures.reasons), 3)]
        others = missed - sum(n for _, n in most)
        reasons = [f"{reason_text(code)} {n}" for code, n in most] + ([f"others {others}"] if others else [])
        said.append(f"{missed} first {'date' if missed == 1 else 'dates'} not kept ({', '.join(reasons)})")
    if figures.renegotiated.changed:
        told = notice_text(figures.median_notice_days)
        said.append(f"dates moved by {days_text(figures.median_slip_days)}, told {told}")
    if figures.undated:
        said.append(f"{figures.undated} without a date")
    return [Line("; ".join(said), who=pair.short(side.uid))] if said else []


def notice_text(days: float | None) -> str:
    """How long before a date it was told that it would move: 4 days before, on the day, 2 days after."""
    if not days:
        return "on the day"
    return f"{days_text(abs(days))} {'before' if days > 0 else 'after'}"


def _settling(found: Review, *, drawn_beside: bool) -> list[Line]:
    """How fast disagreements settle, and whether faster than before; what stands beside the page is not told here.

    How many were raised and settled is told in short; of too few there is no more to say.
    """
    figures, earlier = found.now.settling, found.earlier
    lines = [Line(settles(figures))] if figures.enough and not drawn_beside else []
    if earlier.enough:
        lines.append(Line(compared(found), "" if drawn_beside else f"before: {_settled_before(earlier)}"))
    return lines


def _settled_before(earlier: SettlingFigures) -> str:
    """How fast those settled that were raised before: "half settle within 11 days, likely 5 to 34"."""
    words, interval = half_text(earlier)
    return f"{words.lower()}, likely {interval}" if interval else words.lower()


def curves(found: Review) -> tuple[Steps, ...]:
    """The curve of the period and that of everything before it, as far as enough has ended for one."""
    both = (
        ("raised in this period", found.now.settling, found.lasted[0]),
        ("raised before this period", found.earlier, found.lasted[1]),
    )
    return tuple(
        Steps(name, figures.curve, lasted, settles(figures)) for name, figures, lasted in both if figures.enough
    )


def compared(found: Review) -> str:
    """Whether disagreements of the period settle faster than those before it, as far as the numbers allow it.

    It is the speed of settling alone: how many lapsed in both stands behind it, where any did.
    """
    now, earlier = found.now.settling, found.earlier
    if not (now.n and earlier.n and now.lapsed + earlier.lapsed):
        return _faster(found)
    return "; ".join(filter(None, (_faster(found), _lapsed(now, earlier))))


def _lapsed(now: SettlingFigures, earlier: SettlingFigures) -> str:
    """How many lapsed of how many, and before: "6 of 11 lapsed, before 1 of 20"; of a single case nothing."""
    here, there = (f"{each.lapsed or 'none'} of {each.n}" if each.n >= FEWEST else "" for each in (now, earlier))
    if here:
        return f"{here} lapsed" + (f", before {there}" if there else "")
    return f"before, {there} lapsed" if there else ""


def _faster(found: Review) -> str:
    if not (found.now.settling.enough and found.earlier.enough) or found.faster is None:
        return "Too early to say whether they settle faster than before"
    if found.faster.p >= SURE:
        return "No clear difference from before: chance alone would bring about as much"
    return (
        f"They settle {'faster' if found.faster.z > 0 else 'more slowly'} than before, more than chance would explain"
    )


# What to talk about next


def talk_next(found: Review) -> list[Line]:
    """What the period leaves to be spoken of, the heaviest first, at most five lines."""
    today, pair = found.today, found.pair
    if not found.now.window.holds(found.as_of):
        return []  # the period is over, and what is late now is another one's matter
    late = [line for line in today.section("late") if not line.private]
    said = [Line(line.what, "which date holds now?", who=pair.short(line.who)) for line in late[:2]]
    open_long = [line for line in today.section("unsettled") if line.level and not line.private]
    said += [Line(line.what, f"unsettled {since(line, found.as_of)}") for line in open_long[:2]]
    rhythm = today.rhythm
    if rhythm.level in ("amber", "red") and rhythm.gap_days is not None and rhythm.interval_days is not None:
        usual = f"usually every {days_text(rhythm.interval_days)}"
        said.append(Line(f"Not met for {days_text(rhythm.gap_days)}, {usual}: what came between?"))
    for side in found.now.sides:
        code, number = next(iter(side.promises.reasons.items()), ("", 0))
        if number > 1 and code != "other":
            said.append(
                Line(f"{number} dates were not kept for one reason: {reason_text(code)}", who=pair.short(side.uid))
            )
    waiting = [line for line in today.section("waiting") if line.noun == "feedback" and not line.private]
    said += [
        Line(line.what, f"{pair.short(line.who)}'s feedback is awaited, {since(line, found.as_of)}")
        for line in waiting[:1]
    ]
    return said[:5]

"""The six benefits of an alliance, each with its evidence from the log: a sentence, both directions, a small series.

Nothing here is self-rated. Counts are of the last twelve months; what stands, stands as of the day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.measures.disagreements import settling_cases, settling_figures
from models.measures.feedback import feedback_figures
from models.measures.promises import promise_figures
from models.measures.rhythm import rhythm_figures
from models.measures.settling_words import settled_text, settles
from models.measures.window import Window
from models.records.criterion import stands, values_of
from models.records.freshness import is_of_teams, learned_on, standing
from models.records.naming import one_line
from models.records.rows import Commitment, Customer, Disagreement, Feedback, KeptRecord, Meeting, Note, Placement
from models.time.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from models.pages.review_measured import ReviewRows

YEAR = timedelta(days=365)
DOTS = 12
"""The rhythm is told over so many of the last expected dates, and the question over as many of the last meetings."""

Key = Literal["customer", "contact", "measured", "accountable", "skills", "conflict"]


class Share(NamedTuple):
    """One direction: the uid it is of, what is counted, how many, and of how many (None: a plain count)."""

    uid: str
    what: str
    done: int
    of: int | None = None


class Trace(NamedTuple):
    """A record that is evidence, the newest first: its noun and number, and the record."""

    noun: str
    record: KeptRecord

    @property
    def id(self) -> int:
        """Its number."""
        return self.record.id


class Benefit(NamedTuple):
    """One of the six: its evidence in a sentence, both directions, yes or no one after the other (`dots`), the values
    of a measure over time (`series`), and the records that it rests on. `begun` is False where there is nothing yet.
    """

    key: Key
    name: str
    says: str
    begun: bool
    sides: tuple[Share, ...] = ()
    dots: tuple[bool, ...] = ()
    series: tuple[float, ...] = ()
    traces: tuple[Trace, ...] = ()


class Evidence(NamedTuple):
    """The rows of one alliance that its benefits rest on, as they stood at the end of `found.as_of`."""

    found: ReviewRows
    meetings: Sequence[Meeting]
    disagreements: Sequence[Disagreement]
    customers: Sequence[Customer]
    placements: Sequence[Placement]
    commitments: Sequence[Commitment] = ()
    feedback: Sequence[Feedback] = ()

    @property
    def window(self) -> Window:
        """The last twelve months."""
        return Window(self.found.as_of - YEAR + timedelta(days=1), self.found.as_of)


def benefits(evidence: Evidence) -> tuple[Benefit, ...]:
    """All six, in the order in which one builds on the other."""
    return tuple(of(evidence) for of in _ALL)


def _both(evidence: Evidence, what: str, count: Callable[[str], tuple[int, int | None]]) -> tuple[Share, ...]:
    pair = evidence.found.pair
    return tuple(Share(uid, what, *count(uid)) for uid in (pair.me.uid, pair.other.uid))


def _sentence(*parts: str) -> str:
    """Facts in one sentence, the empty ones left out."""
    told = "; ".join(filter(None, parts))
    return told[:1].upper() + told[1:]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# Shared customer


def card_in_force(customers: Iterable[Customer]) -> Customer | None:
    """The newest version of the customer card: the last one that no other replaces. None where there is none."""
    listed = list(customers)
    replaced = {card.supersedes for card in listed if card.supersedes}
    return next((card for card in reversed(listed) if card.uid not in replaced), None)


def _customer(evidence: Evidence) -> Benefit:
    card = card_in_force(evidence.customers)
    if card is None:
        return Benefit("customer", "Shared customer", "The customer is not written down yet", begun=False)
    as_of = evidence.found.as_of
    agreed = {uid: date.fromisoformat(str(day)) for uid, day in (card.agreed or {}).items()}
    journey = card.journey or []
    breaks = sum(bool(step.get("breaks")) for step in journey)
    leaning = [item for item in evidence.disagreements if item.customer]
    says = _sentence(
        f"agreed by both since {short_date(max(agreed.values()), as_of)}" if len(agreed) == 2 else "",
        "the card is not agreed by both yet" if len(agreed) < 2 else "",
        f"the journey breaks at {breaks} of {_counted(len(journey), 'step')}" if journey else "",
        f"{_counted(len(leaning), 'disagreement')} went back to it" if leaning else "",
    )
    sides = _both(evidence, "agreed", lambda uid: (int(uid in agreed), 1))
    dots = tuple(not step.get("breaks") for step in journey)
    traces = (Trace("customer", card), *(Trace("disagreement", item) for item in reversed(leaning)))
    return Benefit("customer", "Shared customer", says, True, sides, dots, traces=traces)


# Deliberate contact


def asked_of(meeting: Meeting, uid: str) -> bool:
    """Whether one of the two was asked in a meeting how they can be helped to succeed."""
    return any(item["of"] == uid for item in meeting.help_asked or ())


def _contact(evidence: Evidence) -> Benefit:
    found = evidence.found
    held = [item for item in evidence.meetings if item.state == "held"]
    if not held:
        return Benefit("contact", "Deliberate contact", "Not met yet", begun=False)
    seen = found.pair.seen_until(found.as_of)
    rhythm = rhythm_figures(found.course, found.held, seen)
    dots = tuple(met for _, met in rhythm.dates[-DOTS:])
    out = rhythm.out_of_office_days
    last = seen - timedelta(days=rhythm.gap_days or 0)
    # Where a meeting does not say where it was, nobody can tell that none was elsewhere.
    never = "never out of the office" if all(item.place for item in held) else ""
    says = _sentence(
        f"met {sum(dots)} of {len(dots)}" if dots else f"met {_counted(len(held), 'time')}",
        f"the last time on {short_date(last, found.as_of)}",
        f"out of the office on {short_date(seen - timedelta(days=out), found.as_of)}" if out is not None else never,
    )
    lately = held[-DOTS:]
    sides = _both(evidence, "said what helps", lambda uid: (sum(asked_of(item, uid) for item in lately), len(lately)))
    traces = tuple(Trace("meeting", item) for item in reversed(lately))
    return Benefit("contact", "Deliberate contact", says, True, sides, dots, traces=traces)


# Measured success


def _measured(evidence: Evidence) -> Benefit:
    criteria = evidence.found.criteria
    if not criteria:
        return Benefit("measured", "Measured success", "No criterion is shared yet", begun=False)
    as_of, alliance = evidence.found.as_of, evidence.found.pair.alliance
    met = [item for item in criteria if item.met_on and item.met_on <= as_of]
    under_way = [item for item in criteria if item not in met]
    shown = (under_way or met)[-1]
    says = _sentence(
        f"{len(met)} of {len(criteria)} met",
        f"{one_line(shown.name)}: {stands(shown)}" if stands(shown) else f"{one_line(shown.name)}: not measured yet",
    )

    def serves(uid: str) -> tuple[int, int]:
        name = "for_principal" if uid == alliance.principal else "for_partner"
        return sum(bool(getattr(item, name)) for item in criteria), len(criteria)

    traces = tuple(Trace("criterion", item) for item in (*reversed(under_way), *reversed(met)))
    sides = _both(evidence, "know what is in it for them", serves)
    return Benefit("measured", "Measured success", says, True, sides, series=values_of(shown), traces=traces)


# Mutual accountability


def _accountable(evidence: Evidence) -> Benefit:
    found, window = evidence.found, evidence.window
    pair = found.pair

    def kept(uid: str) -> tuple[int, int]:
        lives, other = found.lives["commitment"], pair.across(uid).uid
        figure = promise_figures(
            lives, uid, other, found.as_of, window.since, None, pair.alliance.ended_on
        ).kept_as_agreed
        return figure.kept, figure.known

    both = [
        feedback_figures(found.lives["feedback"], uid, pair.across(uid).uid, found.as_of, *window)
        for uid in (pair.me.uid, pair.other.uid)
    ]
    given, acted = sum(item.given for item in both), sum(item.will_act for item in both)
    sides = _both(evidence, "promises kept as agreed", kept)
    promised, ends = sum(side.done for side in sides), sum(side.of or 0 for side in sides)
    begun = any(life.at(found.as_of) for life in found.lives["commitment"])
    if not begun and not given:
        return Benefit("accountable", "Mutual accountability", "Nothing is promised yet", begun=False)
    says = _sentence(
        _share(promised, ends, "promise", "kept in a year", "came due") or "no promise has come due yet",
        _share(acted, given, "piece", "of feedback acted on", "of feedback given") or "no feedback given",
    )
    ended = [Trace("commitment", item) for item in evidence.commitments if item.due and window.holds(item.due)]
    given_lately = (item for item in evidence.feedback if item.state in _GIVEN and window.holds(item.last_on))
    told = [Trace("feedback", item) for item in given_lately]
    traces = tuple(sorted((*ended, *told), key=_lately, reverse=True))
    return Benefit("accountable", "Mutual accountability", says, True, sides, traces=traces)


def _share(done: int, of: int, noun: str, words: str, alone: str) -> str:
    """So many of so many, and what they are; of a single one, which is no share, what it is. Empty of none."""
    if of == 1:
        return f"1 {noun} {words if done else alone}"
    return f"{done} of {_counted(of, noun)} {words}" if of else ""


_GIVEN = ("given", "acknowledged", "will-act", "wont-act", "followed-up")


def _lately(trace: Trace) -> tuple[date, str, int]:
    """When a promise fell due, or a piece of feedback was last spoken of."""
    record = trace.record
    assert isinstance(record, Commitment | Feedback)
    return (record.due if isinstance(record, Commitment) else None) or record.last_on, trace.noun, trace.id


# Skills cross over


def _skills(evidence: Evidence) -> Benefit:
    found, window = evidence.found, evidence.window
    kinds = ("learning", "recognition", "advocacy", "introduction", "suggestion", "showing")
    dated = [(learned_on(note) if note.kind == "learning" else note.on, note) for note in found.notes]
    notes = [note for on, note in dated if note.kind in kinds and on and window.holds(on)]
    begun = [item for item in evidence.placements if item.from_on is None or item.from_on <= found.as_of]
    now = [item for item in begun if item.until_on is None or item.until_on >= found.as_of]

    def of(*kinds: str) -> list[Note]:
        return [note for note in notes if note.kind in kinds]

    given = of("recognition", "advocacy")
    teams = [note for note in given if is_of_teams(note)]
    says = _sentence(
        f"{_counted(len(now), 'person').replace('persons', 'people')} on the other's team" if now else "",
        _kinds([note for note in given if note not in teams], "word", "said for the other"),
        _kinds(teams, "recognition", "of those who work together"),
        _kinds(of("introduction", "suggestion"), "introduction or suggestion", "made"),
        _kinds(of("showing"), "thing", "shown"),
    )
    learned = of("learning")
    if not (notes or begun):
        return Benefit("skills", "Skills crossing over", "Nothing learned from each other yet", begun=False)
    sides = _both(evidence, "learned", lambda uid: (sum(note.by == uid for note in learned), None))
    traces = (
        *(Trace("placement", item) for item in reversed(now)),
        *(Trace("note", note) for note in reversed(standing(notes, found.as_of))),
    )
    told = says or _sentence(f"{_counted(len(learned), 'thing')} learned in twelve months")
    return Benefit("skills", "Skills crossing over", told, True, sides, traces=traces)


def _kinds(notes: Sequence[Note], noun: str, done: str) -> str:
    if not notes:
        return ""
    plural = noun.replace(" or ", "s or ") + "s"
    return f"{len(notes)} {noun if len(notes) == 1 else plural} {done}"


# Constructive conflict


def _conflict(evidence: Evidence) -> Benefit:
    found, window = evidence.found, evidence.window
    if not evidence.disagreements:
        return Benefit("conflict", "Constructive conflict", "Nothing is disagreed on yet", begun=False)
    figures = settling_figures(
        settling_cases(found.lives["disagreement"], found.as_of, ends_on=found.pair.alliance.ended_on)
    )
    settled = settles(figures) if figures.enough else settled_text(figures)
    says = _sentence(
        settled,
        f"{figures.open} open" if figures.open and figures.n > 1 and not found.pair.ended(found.as_of) else "",
        f"{figures.reopened} came back" if figures.reopened else "",
    )
    lately = [
        item for item in evidence.disagreements if window.holds(item.opened_on) and len(item.positions or {}) == 2
    ]

    def restated(uid: str) -> tuple[int, int]:
        """How often one put the other's position in words of their own."""
        theirs = found.pair.across(uid).uid
        return sum(bool((item.restated or {}).get(theirs)) for item in lately), len(lately)

    sides = _both(evidence, "restated the other's view", restated)
    traces = tuple(Trace("disagreement", item) for item in reversed(evidence.disagreements))
    return Benefit("conflict", "Constructive conflict", says, True, sides, traces=traces)


_ALL: tuple[Callable[[Evidence], Benefit], ...] = (_customer, _contact, _measured, _accountable, _skills, _conflict)

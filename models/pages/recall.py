"""What two people agreed or know, and what comes back by itself on the agenda when it is time to speak of it again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.acts.speed import say_speed, speed
from models.records.criterion import stands
from models.records.freshness import Known, asked_of, stale, standing, unanswered, whose
from models.records.naming import one_line, title_of
from models.time.dates import short_date
from models.verbs.pulse import is_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.measures.neglect import Neglected
    from models.measures.rhythm import RhythmFigures
    from models.records.pair import Pair
    from models.records.rows import Commitment, Criterion, Decision, Meeting, Note, Placement, Pulse

Kind = Literal["celebrate", "instead", "course", "hurt", "again", "answer", "still", "slow", "pulse"]

ONCE: tuple[Kind, ...] = ("instead", "hurt")
"""What comes on the next agenda alone: when a meeting was held, it counts as spoken of."""

CONTRACT_NOTICE = timedelta(weeks=6)
"""So long before its contract ends a tool comes back: there is still time to end it or to go on with it."""

NOTHING_INSTEAD = "none"
"""What stands for an alternative where somebody says no and has none."""


class Recalled(NamedTuple):
    """One thing that comes back: its record, whose word it asks for (empty: of both), what it says, and why now."""

    kind: Kind
    noun: str
    id: int
    who: str
    what: str
    aside: str
    private: bool


class Instead(NamedTuple):
    """An ask that was declined, what was offered instead of it, on which day, and when that was written down."""

    commitment: Commitment
    alternative: str
    on: date
    recorded_at: datetime | None


class RecallRows(NamedTuple):
    """The rows of an alliance that something may come back from; `ripe`: enough meetings were held to ask what is
    known of each other again; `commitments` are the open ones, `pulses` the
    rounds in order, `held` the last meeting that was held, with its day, `instead` what was offered in place of asks.
    """

    notes: Sequence[Note]
    criteria: Sequence[Criterion]
    decisions: Sequence[Decision]
    placements: Sequence[Placement]
    ripe: bool
    commitments: Sequence[Commitment] = ()
    pulses: Sequence[Pulse] = ()
    held: tuple[Meeting, date] | None = None
    instead: Sequence[Instead] = ()


def recalled(kept: RecallRows, pair: Pair, as_of: date, until: date) -> tuple[Recalled, ...]:
    """What comes back on the agenda of a meeting on the day `until`, as the log stands at the end of `as_of`.

    The first of each kind comes before the second of any, since a page has room for few.
    """
    kinds: tuple[Iterable[Recalled], ...] = (
        _celebrations(kept.criteria, as_of),
        _instead(kept.instead, pair, kept.held),
        _courses(kept.criteria, as_of),
        _hurt(kept, pair, as_of),
        (*_reviews(kept.decisions, as_of, until), *_ended(kept.placements, as_of)),
        _slow(kept.commitments, as_of),
        _unanswered_round(kept.pulses, pair, as_of),
        (_answer(note, pair, as_of) for note in unanswered(kept.notes, as_of)),
        (_still(item, pair, as_of) for item in (stale(kept.notes, as_of) if kept.ripe else ())),
    )
    return tuple(item for each in zip_longest(*kinds) for item in each if item is not None)


def _celebrations(criteria: Iterable[Criterion], as_of: date) -> Iterable[Recalled]:
    """A criterion that was met asks for a celebration, until it says whose work it was."""
    for item in criteria:
        if item.met_on and item.met_on <= as_of and not item.credit:
            aside = f"met on {short_date(item.met_on, as_of)}, credit to both teams"
            yield Recalled("celebrate", "criterion", item.id, "", one_line(item.name), aside, bool(item.private))


def _instead(offers: Iterable[Instead], pair: Pair, held: tuple[Meeting, date] | None) -> Iterable[Recalled]:
    """What was offered in the place of an ask that cannot be met, until a meeting was held since."""
    for item, alternative, on, recorded_at in offers:
        empty = alternative.strip().casefold() in ("", NOTHING_INSTEAD)
        if not empty and not _held_since(held, on, recorded_at):
            aside = f"offered by {pair.short(item.from_)} instead of: {one_line(item.text)}"
            yield Recalled("instead", "commitment", item.id, "", one_line(alternative), aside, bool(item.private))


def _courses(criteria: Iterable[Criterion], as_of: date) -> Iterable[Recalled]:
    """A criterion that was off course at its last check-in."""
    for item in criteria:
        off = bool(item.check_ins) and (item.check_ins or [])[-1].get("status") == "off"
        if off and not (item.met_on and item.met_on <= as_of):
            yield Recalled("course", "criterion", item.id, "", one_line(item.name), stands(item), bool(item.private))


def _hurt(kept: RecallRows, pair: Pair, as_of: date) -> Iterable[Recalled]:
    """A measure of success that a criterion or a priority hurts, until a meeting was held since that is known."""
    notes = standing(kept.notes, as_of)
    measures = {note.uid: note for note in notes if note.kind == "success-measure"}
    found: list[tuple[str, Criterion | Note]] = [("criterion", item) for item in kept.criteria]
    found += [("note", note) for note in notes if note.kind == "priority"]
    for noun, item in found:
        for effect in item.effects or ():
            measure = measures.get(effect["measure"])
            if measure and effect["effect"] == "hurts" and not _spoken_of(item, effect.get("on"), kept.held):
                whom = whose(measure, pair)
                aside = f"hurts a measure{f' of {pair.short(whom)}' if whom else ''}: {one_line(measure.text)}"
                private = bool(item.private or measure.private)
                yield Recalled("hurt", noun, item.id, "", one_line(title_of(noun, item)), aside, private)


def _spoken_of(item: Criterion | Note, since: str | None, held: tuple[Meeting, date] | None) -> bool:
    """Whether a meeting was held since a day on which a record is known to hurt something."""
    known = date.fromisoformat(since) if since else item.created_at and item.created_at.date()
    return _held_since(held, known, item.updated_at)


def _held_since(held: tuple[Meeting, date] | None, known: date | None, written: datetime | None) -> bool:
    """Whether a meeting was held since a day; of that day itself what was written last decides."""
    if held is None:
        return False
    meeting, on = held
    if known is None or known != on:
        return known is None or known < on
    return not (written and meeting.updated_at) or written <= meeting.updated_at


def _reviews(decisions: Iterable[Decision], as_of: date, until: date) -> Iterable[Recalled]:
    """What was decided until further notice, from the day on which it was to be looked at again."""
    made = [item for item in decisions if item.decided_on is None or item.decided_on <= as_of]
    replaced = {item.supersedes for item in made if item.supersedes}
    found = [(first, item) for item in made if item.uid not in replaced for first in _why_again(item, as_of, until)[:1]]
    for _, item in sorted(found, key=lambda each: (each[0][0], each[1].id)):
        whys = [f"{why} {short_date(day, as_of)}" for day, why in _why_again(item, as_of, until)]
        aside = ", ".join([_kind_of(item), *whys])
        risk = f": {one_line(item.rationale)}" if item.kind == "tool" and item.rationale else ""
        yield Recalled("again", "decision", item.id, "", one_line(item.text), f"{aside}{risk}", bool(item.private))


def _kind_of(item: Decision) -> str:
    """What was decided, in a word; of a tool also who bought it."""
    kind = item.kind or "decision"
    return f"{kind} bought by {one_line(item.bought_by)}" if item.bought_by else kind


def _why_again(item: Decision, as_of: date, until: date) -> list[tuple[date, str]]:
    """The days for which something decided comes back by a day, each with what it is, the first of them first."""
    review, contract = item.review_on, item.contract_until
    found = [(review, "review")] if review and review <= until else []
    if contract and contract - CONTRACT_NOTICE <= until and not (review and contract < min(review, as_of)):
        found.append((contract, "contract ended" if contract < as_of else "contract ends"))
    return sorted(found)


def look_again_on(item: Decision) -> date | None:
    """When something decided is next to be looked at again: on the day told for it, or when its contract ends."""
    return min((day for day in (item.review_on, item.contract_until) if day), default=None)


def _ended(placements: Iterable[Placement], as_of: date) -> Iterable[Recalled]:
    """A placement that is over, until it says what was learned."""
    for item in placements:
        if item.until_on and item.until_on <= as_of and not item.learned:
            aside = f"back since {short_date(item.until_on, as_of)}: what was learned?"
            yield Recalled("again", "placement", item.id, "", one_line(item.who), aside, bool(item.private))


def _unanswered_round(pulses: Sequence[Pulse], pair: Pair, as_of: date) -> Iterable[Recalled]:
    """The newest round of the pulse, while one of the two has not answered: who, and never what anybody scored."""
    opened = [item for item in pulses if item.opened_on <= as_of]
    waiting = [person.uid for person in (pair.me, pair.other) if opened and not is_in(opened[-1], person.uid)]
    if waiting:
        who = waiting[0] if len(waiting) == 1 else ""
        what = f"Pulse of {short_date(opened[-1].opened_on, as_of)}"
        yield Recalled("pulse", "pulse", opened[-1].id, who, what, "not answered yet", bool(opened[-1].private))


def _slow(commitments: Iterable[Commitment], as_of: date) -> Iterable[Recalled]:
    """What is asked for or promised and takes longer than it should."""
    for item in commitments:
        found = speed(item, None, as_of) if item.state in ("requested", "countered", "promised") else None
        if found and found.slow:
            yield Recalled(
                "slow", "commitment", item.id, item.from_, one_line(item.text), say_speed(found), bool(item.private)
            )


def _answer(note: Note, pair: Pair, as_of: date) -> Recalled:
    who = asked_of(note, pair)
    aside = f"{note.kind} of {short_date(note.on, as_of)}" if note.on else note.kind
    return Recalled("answer", "note", note.id, who, one_line(note.text), aside, bool(note.private))


def _still(item: Known, pair: Pair, as_of: date) -> Recalled:
    note = item.note
    since = f"confirmed {short_date(item.since, as_of)}" if item.since else "never confirmed"
    aside = f"{note.kind.replace('-', ' ')}, {since}"
    return Recalled("still", "note", note.id, whose(note, pair), one_line(note.text), aside, bool(note.private))


def invitation(neglected: Sequence[Neglected], rhythm: RhythmFigures) -> tuple[str, str] | None:
    """The one thing the two are invited to speak of, as what was neglected and its question; None where there is none.

    A rhythm that is lost comes first and asks for its cause; then what was not spoken of for the longest.
    """
    if rhythm.level == "red" and rhythm.interval_days is not None:
        gap = f"{rhythm.gap_days} days since the last meeting, usually {rhythm.interval_days:g}"
        return "the rhythm", f"{gap}: what came between?"
    if not neglected:
        return None
    first = neglected[0].subject
    return first.name, first.question

"""The use cases of what is kept up to date: still true, answered, checked in, celebrated, agreed, revised, at its end.

Each takes the values of the fields that its verb asks for, and is one change.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from models.acts.sentences import Became
from models.errors import Refused
from models.records.criterion import money
from models.records.event import Values, day
from models.records.freshness import ANSWERED
from models.records.naming import short_id
from models.records.nouns import NOUNS
from models.records.values import check_field
from models.time.dates import short_date
from models.verbs.upkeep import AGREE, BOTH, CONFIRMED, NEXT_LOOK, REVISE, UNTIL_FURTHER_NOTICE, fields
from storage.writes import any_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.pair import Pair
    from models.records.rows import Criterion, Customer, Decision, Note, Placement
    from storage.core.change import Change
    from storage.log import Log
    from storage.writes.lives import Deed, Done


# Notes


def confirm_note(log: Log, pair: Pair, note: Note, _values: Mapping[str, Any], change: Change) -> Done:
    """Say that what is known is still true today. Refused for kinds that do not go out of date."""
    _refuse_kind(note, CONFIRMED, "confirmed")
    values = {"confirmed_on": log.today(pair).isoformat()}
    return any_record.change_fields(log, pair, "note", note.id, values, "still true", change)


def answer(log: Log, pair: Pair, note: Note, values: Mapping[str, Any], change: Change) -> Done:
    """Say that a question, an introduction or a suggestion was answered, today unless told.

    Refused for a question without its answer.
    """
    _refuse_kind(note, ANSWERED, "answered")
    if note.kind == "question" and not (values.get("answer") or note.answer):
        raise Refused(f'{short_id("note", note.id)} is a question; say what was found, as in --answer "..."')
    said = {name: values[name] for name in ("answer", "sources") if values.get(name)}
    return _happened(log, pair, note, _Step("answered", "answered_on", said), values, change)


class _Step(NamedTuple):
    """Something that has happened to a note: its word, the field of its day, and what else it changes."""

    word: str
    field: str
    more: Mapping[str, Any] = MappingProxyType({})


def _happened(log: Log, pair: Pair, note: Note, step: _Step, values: Mapping[str, Any], change: Change) -> Done:
    """Write the day of a step, today unless told. Refused for one that is still to come."""
    today = log.today(pair)
    on = values.get("on") or today.isoformat()
    if on > today.isoformat():
        raise Refused(f"{step.word} tells of what has happened; its day cannot be still to come")
    became = Became(step.word) if day(on) == today else Became(f"{step.word} on", day(on))
    return any_record.change_fields(log, pair, "note", note.id, {step.field: on, **step.more}, became, change)


def learned(log: Log, pair: Pair, note: Note, values: Mapping[str, Any], change: Change) -> Done:
    """Say that what was planned was learned, today unless told."""
    _refuse_kind(note, ("learning",), "learned")
    return _happened(log, pair, note, _Step("learned", "done_on"), values, change)


def made(log: Log, pair: Pair, note: Note, values: Mapping[str, Any], change: Change) -> Done:
    """Say that an introduction that was offered was made, today unless told."""
    _refuse_kind(note, ("introduction",), "made")
    return _happened(log, pair, note, _Step("made", "done_on"), values, change)


def met(log: Log, pair: Pair, note: Note, values: Mapping[str, Any], change: Change) -> Done:
    """Say that what is expected was met, or that the two who were introduced have met; today unless told."""
    _refuse_kind(note, _MET, "met")
    return _happened(
        log, pair, note, _Step("met", "met_on", {"missed_on": None, "came_of": values.get("came_of")}), values, change
    )


def missed(log: Log, pair: Pair, note: Note, values: Mapping[str, Any], change: Change) -> Done:
    """Say that what is expected was missed, today unless told."""
    _refuse_kind(note, ("expectation",), "missed")
    return _happened(
        log,
        pair,
        note,
        _Step("missed", "missed_on", {"met_on": None, "came_of": values.get("came_of")}),
        values,
        change,
    )


_MET = ("expectation", "introduction")


def outcome(log: Log, pair: Pair, note: Note, values: Mapping[str, Any], change: Change) -> Done:
    """Say what came of something that was shown."""
    _refuse_kind(note, ("showing",), "told of by outcome")
    told = {"came_of": values.get("came_of")}
    return any_record.change_fields(log, pair, "note", note.id, told, "what came of it is told", change)


def set_level(log: Log, pair: Pair, note: Note, values: Mapping[str, Any], change: Change) -> Done:
    """Say how well something learned is mastered. Refused for what was not learned."""
    _refuse_kind(note, ("learning",), "mastered")
    level = check_field(NOUNS["note"].field("level"), values.get("level"))
    says = f"mastered well enough to {_LEVELS[level]}"
    return any_record.change_fields(log, pair, "note", note.id, {"level": level}, says, change)


_LEVELS = {"use": "use it", "explain": "explain it", "design": "design with it"}


def _refuse_kind(note: Note, kinds: tuple[str, ...], what: str) -> None:
    if note.kind not in kinds:
        known = ", ".join(kind.replace("-", " ") for kind in kinds)
        named = short_id("note", note.id)
        raise Refused(f"{named} is a note of kind {note.kind.replace('-', ' ')}; {what} are: {known}")


# Criteria


def check_in(log: Log, pair: Pair, criterion: Criterion, values: Mapping[str, Any], change: Change) -> Done:
    """Say where a criterion stands, and how that was found; with the status *done* it is met.

    Refused for a day to come.
    """
    today = log.today(pair).isoformat()
    told = {"on": today, **{name: value for name, value in values.items() if value is not None}}
    entry = {part.name: told[part.name] for part in NOUNS["criterion"].field("check_ins").parts if part.name in told}
    if ("amount" in entry) != ("currency" in entry):
        raise Refused("money needs both its amount and its currency, as in --amount 1200.50 --currency EUR")
    if entry["on"] > today:
        raise Refused("a check-in tells of what has been measured; its day cannot be still to come")
    edits: Values = {"check_ins": sorted([*(criterion.check_ins or []), entry], key=lambda item: str(item["on"]))}
    if entry.get("status") == "done" and criterion.met_on is None:
        edits["met_on"] = entry["on"]
    shown = ", ".join(
        filter(None, (*(str(entry[name]) for name in ("value", "status") if name in entry), money(entry)))
    )
    says = f"checked in{f' ({shown})' if shown else ''}"
    return any_record.change_fields(log, pair, "criterion", criterion.id, edits, says, change)


def celebrate(log: Log, pair: Pair, criterion: Criterion, values: Mapping[str, Any], change: Change) -> Done:
    """Give both teams the credit for a criterion that is met. Refused before, and where the credit is given."""
    named = short_id("criterion", criterion.id)
    if criterion.met_on is None:
        raise Refused(f"{named} is not met yet; a check-in with the status done says that it is")
    if criterion.credit:
        raise Refused(f"{named} has its credit; edit changes it")
    edits = {"credit": values.get("credit")}
    return any_record.change_fields(log, pair, "criterion", criterion.id, edits, "celebrated", change)


# Customer cards


def agree(log: Log, pair: Pair, card: Customer, values: Mapping[str, Any], change: Change) -> Done:
    """Record that one or both agree to a card today; who agreed before keeps their day."""
    who = check_field(fields("customer", AGREE)[0], values.get("by")) or BOTH
    wanted = (pair.me, pair.other) if who == BOTH else (pair.side(who),)
    today = log.today(pair).isoformat()
    agreed = {**{person.uid: today for person in wanted}, **(card.agreed or {})}
    still = [pair.short(person.uid) for person in (pair.me, pair.other) if person.uid not in agreed]
    says = f"agreed by {pair.short(wanted[0].uid)}, not yet by {still[0]}" if still else "agreed by both"
    return any_record.change_fields(log, pair, "customer", card.id, {"agreed": agreed}, says, change)


def revise(log: Log, pair: Pair, card: Customer, values: Mapping[str, Any], change: Change) -> Done:
    """Write a new version of a card, with these fields changed; nobody has agreed to it yet."""
    before = {name: getattr(card, name) for name in (*REVISE.asks, "private")}
    row = change.add("customer", {**before, **values, "alliance": pair.uid, "supersedes": card.uid})
    told = "".join(
        f", {name}{counts}" for name in values if (counts := any_record.fewer_or_more("customer", card, values, name))
    )
    says = f"a new version of {short_id('customer', card.id)}{told}, not agreed yet"
    return any_record.told(log, pair, "customer", row, says, change)


# Decisions and placements


def confirm_decision(log: Log, pair: Pair, decision: Decision, values: Mapping[str, Any], change: Change) -> Done:
    """Say that what holds until further notice, or a decision that is looked at again, still holds, and until when.

    In a year unless told. Refused for a day that is not to come.
    """
    today, named = log.today(pair), short_id("decision", decision.id)
    if decision.kind not in UNTIL_FURTHER_NOTICE and decision.review_on is None:
        raise Refused(f"{named} is looked at once; give it a --review-on by edit, or make it a guideline")
    on = values.get("review_on") or (today + NEXT_LOOK).isoformat()
    if on <= today.isoformat():
        raise Refused("the day to look at it again lies ahead; leave it out for a year from now")
    became = Became("still holds, to be looked at again on", day(on))
    return any_record.change_fields(log, pair, "decision", decision.id, {"review_on": on}, became, change)


def end(log: Log, pair: Pair, placement: Placement, values: Mapping[str, Any], change: Change) -> Done:
    """Say when somebody's time in the other team ends, today unless told, and what was learned."""
    today = log.today(pair)
    on = values.get("until_on") or today.isoformat()
    if placement.from_on and on < placement.from_on.isoformat():
        begun = short_date(placement.from_on, today)
        raise Refused(f"{short_id('placement', placement.id)} began on {begun}; it cannot have ended before")
    became = Became("ends on" if on > today.isoformat() else "ended on", day(on))
    edits = {**values, "until_on": on}
    return any_record.change_fields(log, pair, "placement", placement.id, edits, became, change)


DEEDS: dict[tuple[str, str], Deed] = {
    ("note", "confirm"): confirm_note,
    ("note", "answer"): answer,
    ("note", "level"): set_level,
    ("note", "learned"): learned,
    ("note", "made"): made,
    ("note", "met"): met,
    ("note", "missed"): missed,
    ("note", "outcome"): outcome,
    ("criterion", "check-in"): check_in,
    ("criterion", "celebrate"): celebrate,
    ("customer", "agree"): agree,
    ("customer", "revise"): revise,
    ("decision", "confirm"): confirm_decision,
    ("placement", "end"): end,
}
"""What carries out each verb of a noun."""

"""The use cases that every noun shares: add a record, change its fields, take it out, and say what was done."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Any

from models.acts.sentences import Became
from models.errors import Refused, Unclear
from models.records.choices import OTHER, PLACES, with_word
from models.records.labels import field_label
from models.records.naming import heading, one_line, short_id
from models.records.note_defaults import defaults as note_defaults
from models.records.people import closed, refuse_same, with_role
from models.records.rhythms import with_past
from models.records.rows import Alliance, Customer, Meeting, Note, Person, Pulse
from models.records.values import record_fields
from models.time.dates import full_date, short_date
from models.verbs.meetings import with_days_before
from models.verbs.pulse import refuse_edit
from models.verbs.upkeep import REVISE
from storage.core.records import find, replaced_by
from storage.reads.found import record_of
from storage.reads.today import meetings, next_meeting
from storage.writes.lives import Done

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from models.records.pair import Pair
    from models.records.rows import KeptRecord
    from storage.core.change import Change
    from storage.log import Log


def add(log: Log, pair: Pair, noun: str, values: Mapping[str, Any], change: Change) -> Done:
    """Add a record of a noun that has no acts, with what follows from the day, the person and the rhythm.

    Raises BadValue where a value is wrong or missing, Unclear where a meeting's time is not known.
    """
    values = placed(values) if noun == "meeting" else with_effects(log, values, log.today(pair))
    _refuse_other_kind(log, noun, values)
    row = change.add(noun, {"alliance": pair.uid, **filled(log, pair, noun, values)})
    return told(log, pair, noun, row, "added", change)


def edit(log: Log, pair: Pair | None, noun: str, row: int, values: Mapping[str, Any], change: Change) -> Done:
    """Change fields of a record; None takes a field away.

    Refused for the statements of a round that has answers, for what a card says to which somebody has agreed, for
    what another record has replaced, and for what would make the two of an alliance one person.
    """
    if noun == "pulse":
        refuse_edit(record_of(log, noun, row, Pulse), values)
    record = find(log.connection, noun, str(row))
    if set(values) != {"private"}:  # whom it is kept from may change for good
        refuse_replaced(log, noun, record)
    if noun == "customer":
        _refuse_agreed(record_of(log, noun, row, Customer), values)
    if noun == "person":
        _refuse_twin(log, record.uid, values)
    _refuse_other_kind(log, noun, values, record)
    told = [name for name in values if name != "starts_at"]
    says = f"{', '.join(map(partial(_changed, noun, record, values), told))} changed" if told else ""
    if isinstance(record, Meeting) and "starts_at" in values:
        moved = moved_from(log, pair, record) if pair and record.state == "planned" else "when changed"
        says = ", ".join(filter(None, (moved, says)))
    if noun == "meeting":
        values = placed(values, record_of(log, noun, row, Meeting).notes)
    values = with_effects(log, values, log.today(pair))
    return change_fields(log, pair, noun, row, values, says, change)


def moved_from(log: Log, pair: Pair, meeting: Meeting) -> str:
    """Where a planned meeting was before it was put on another day or time, in words."""
    before = pair.local(meeting.starts_at)
    return f"moved from {short_date(before.date(), log.today(pair))}, {before:%H:%M}"


_WORDING = {"text": "wording", "topic": "wording"}
"""Where *what* alone would be a question."""


def _changed(noun: str, record: KeptRecord, values: Mapping[str, Any], name: str) -> str:
    """What a field is called; of one that holds several, how many it held before where that is another number."""
    word = _WORDING.get(name) or field_label(name)
    return f"{word}{fewer_or_more(noun, record, values, name)}"


def fewer_or_more(noun: str, record: KeptRecord, values: Mapping[str, Any], name: str) -> str:
    """How many a field holds that holds several, and how many it held, since a new list takes the place of the old."""
    if record_fields(noun)[name].kind not in ("entries", "words"):
        return ""
    before, now = len(getattr(record, name) or ()), len(values[name] or ())
    return f" ({now} in the place of {before})" if before and before != now else ""


def refuse_replaced(log: Log, noun: str, record: KeptRecord) -> None:
    """Refuse to go on with what another record has replaced."""
    other = replaced_by(log.connection, noun, record)
    if other is not None:
        raise Refused(f"{short_id(noun, record.id)} is replaced by {short_id(noun, other.id)}; that one can be kept up")


def is_agreed_to(card: Customer, values: Mapping[str, Any]) -> bool:
    """Whether somebody has agreed to what those values would change of a card."""
    return bool(card.agreed) and any(name in REVISE.asks for name in values)


def _refuse_agreed(card: Customer, values: Mapping[str, Any]) -> None:
    """Refuse to change what a card says once somebody has agreed to it: a new version is agreed to anew."""
    if is_agreed_to(card, values):
        named = short_id("customer", card.id)
        raise Refused(f"{named} is agreed as it is; a new version is made by: visavis customer revise {named}")


def _refuse_twin(log: Log, uid: str, values: Mapping[str, Any]) -> None:
    """Refuse to give somebody the name and role, or the address, of the other one of an alliance."""
    for pair in log.pairs():
        if uid not in (pair.me.uid, pair.other.uid):
            continue
        person, other = pair.person(uid), pair.across(uid)
        if {"name", "role"} & set(values):
            name, role = (values[field] if field in values else getattr(person, field) for field in ("name", "role"))
            refuse_same((name or "", role or ""), (other.name, other.role or ""))
        if values.get("email") and closed(values["email"]) == closed(other.email or ""):
            raise Refused(f"{values['email']} is the address of {other.name}, on the other side; give each their own")


def _refuse_other_kind(log: Log, noun: str, values: Mapping[str, Any], record: KeptRecord | None = None) -> None:
    """Refuse that a record takes the place of one of another kind. A decision of no special kind may, and may be."""
    if noun not in ("note", "decision") or not {"supersedes", "kind"} & set(values):
        return
    told = {name: values[name] if name in values else getattr(record, name, None) for name in ("supersedes", "kind")}
    if not told["supersedes"]:
        return
    before: Any = find(log.connection, noun, told["supersedes"])
    kinds = [kind or GENERAL for kind in (before.kind, told["kind"])]
    if len(set(kinds)) > 1 and GENERAL not in kinds:
        old, new = (kind.replace("-", " ") for kind in kinds)
        raise Refused(f"{short_id(noun, before.id)} is of kind {old}; what replaces it is of that kind too, not {new}")


GENERAL = "decision"
"""The kind of a decision that is of no special one."""


def with_effects(log: Log, values: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """The values of a record that says what it does to measures, each with the day since which that is known.

    Refused where what is meant is no measure of success.
    """
    if not values.get("effects"):
        return values
    for entry in values["effects"]:
        measure = find(log.connection, "note", entry["measure"])
        if isinstance(measure, Note) and measure.kind != "success-measure":
            kind = measure.kind.replace("-", " ")
            raise Refused(f"{short_id('note', measure.id)} is a note of kind {kind}; name a success measure")
    return {**values, "effects": [{"on": today.isoformat(), **entry} for entry in values["effects"]]}


def placed(values: Mapping[str, Any], notes: str | None = None) -> Mapping[str, Any]:
    """The values of a meeting whose place may be any word: one that is not known is another, its word in the notes."""
    place = values.get("place")
    if not place or place in PLACES:
        return values
    known = next((item for item in PLACES if item == place.strip().casefold()), None)
    if known is not None:
        return {**values, "place": known}
    notes = values.get("notes", notes)
    return {**values, "place": OTHER, "notes": with_word(notes, one_line(place))}


def change_fields(
    log: Log,
    pair: Pair | None,
    noun: str,
    row: int,
    values: Mapping[str, Any],
    says: str | Became,
    change: Change,
) -> Done:
    """Change fields of a record, and say in which words it is so now."""
    change.edit(noun, row, _with_what_was(log, noun, row, values))
    return told(log, pair, noun, row, says, change)


def _with_what_was(log: Log, noun: str, row: int, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of an edit, with what they would make forgotten: a rhythm of before, the day a meeting was on."""
    if noun not in ("alliance", "meeting"):
        return values
    pairs = {pair.uid: pair for pair in log.pairs()}
    record = find(log.connection, noun, str(row))
    if isinstance(record, Meeting):
        return with_days_before(record, pairs[record.alliance].day, values)
    assert isinstance(record, Alliance)
    pair = pairs[record.uid]
    _refuse_backwards(record, values)
    return with_past(record, values, log.today(pair), record.created_at and pair.day(record.created_at))


def _refuse_backwards(alliance: Alliance, values: Mapping[str, Any]) -> None:
    """Refuse a first day behind the last one."""
    began, ended = values.get("started_on"), alliance.ended_on
    if began and ended is not None and began > ended.isoformat() and "ended_on" not in values:
        again = f"visavis alliance reopen {short_id('alliance', alliance.id)}"
        raise Refused(f"it cannot begin behind its last day, {full_date(ended)}; take it up again first: {again}")


def remove(log: Log, pair: Pair | None, noun: str, row: int, change: Change) -> Done:
    """Take a record out; `bring_back` puts it back."""
    done = told(log, pair, noun, row, "removed", change)
    change.remove(noun, row)
    return done


def bring_back(log: Log, pair: Pair | None, noun: str, row: int, change: Change) -> Done:
    """Put a record that was removed back as it was; what was changed since then stays."""
    change.bring_back(noun, row)
    return told(log, pair, noun, row, "brought back", change)


def told(log: Log, pair: Pair | None, noun: str, row: int, says: str | Became, change: Change) -> Done:
    """Name a change after the record that it is about and what is so now."""
    record, today = find(log.connection, noun, str(row)), log.today(pair)
    title = one_line(heading(noun, record, pair, today))
    became = Became(says) if isinstance(says, str) else says
    done = Done(noun, row, title, became, today, bool(record.private))
    change.title = done.noted
    return done


def filled(log: Log, pair: Pair, noun: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a new record with what can be known and so is not asked: the day, whose it is, the rhythm's date.

    Raises Unclear for a meeting whose time is neither given nor known.
    """
    today = log.today(pair)
    if noun == "meeting" and not values.get("starts_at"):
        return {**values, "starts_at": _by_rhythm(log, pair, today), "state": "planned"}
    day = today.isoformat()
    defaults: dict[str, dict[str, Any]] = {
        "meeting": {"state": "planned"},
        "topic": {"raised_by": pair.me.uid},
        "decision": {"decided_on": day},
        "note": {**note_defaults(values, pair), "on": day} if noun == "note" else {},
        "placement": {"from_on": day},
    }
    return {**defaults.get(noun, {}), **{name: value for name, value in values.items() if value is not None}}


def _by_rhythm(log: Log, pair: Pair, today: date) -> str:
    coming = next_meeting(log, pair, meetings(log, pair, today), today)
    if coming is None or coming.id is not None or coming.starts_at is None:
        raise Unclear('a meeting needs its day and time, as in --on "2026-03-03 14:00"')
    return coming.starts_at.isoformat()


# Alliances


def add_alliance(log: Log, name: str, role: str, values: Mapping[str, Any], change: Change) -> Done:
    """Add an alliance of the owner with somebody new, who is added with it.

    Where the values leave it out, the time zone is that of the first alliance, and a rhythm holds since the day that it
    is there. Raises Refused where it is the owner.
    """
    pairs = log.pairs()
    known = {"timezone": pairs[0].alliance.timezone if pairs else None}
    me = log.people()[log.owner()]
    refuse_same((me.name, me.role or ""), (name, role))
    person = change.add("person", {"name": name, "role": role or None})
    two = {"principal": log.owner(), "partner": change.uid("person", person)}
    row = change.add("alliance", {**log.begun({**known, **values}), **two})
    done = Done("alliance", row, f"Alliance with {one_line(with_role(name, role))}", Became("added"), log.today())
    change.title = done.noted
    return done


def look_alikes(people: Iterable[Person], name: str, besides: str = "") -> list[Person]:
    """Those whose name looks like this one; `besides` is the uid of the one whose name it is."""
    wanted = _skeleton(name)
    return [person for person in people if wanted and person.uid != besides and _skeleton(person.name) == wanted]


def _skeleton(name: str) -> str:
    """A name without case, accents, spaces, and what does not show."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf", "Zs")).casefold()

"""Records as JSON with stable names, and as text a person reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.records import naming
from models.records.labels import field_label, state_word
from models.records.naming import short_id
from models.records.nouns import CALENDAR, COMMON, NOUNS
from models.records.rows import Commitment, KeptRecord, Living, Person, Pulse
from models.records.values import fields_of_event
from models.time.dates import short_date
from models.verbs.pulse import answers_seen
from storage.core.statements import fetch
from tui.text.field_words import field_texts, said, value_of

if TYPE_CHECKING:
    from datetime import date

    from models.records.event import Event
    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.log import Log

JsonValue = Any


@dataclass(slots=True)
class Shown:
    """What is needed to show records: names of people, short ids of what they link to, the pair of each alliance."""

    log: Log
    people: Mapping[str, Person]
    pairs: Mapping[str, Pair]
    as_of: date
    days: Mapping[str, date]
    ids: dict[str, dict[str, int]]

    @classmethod
    def of(cls, log: Log, as_of: date, days: Mapping[str, date] | None = None) -> Shown:
        """Everything by uid, read once. `days` gives the day by alliance where it is not the same for all."""
        return cls(log, log.people(), {pair.uid: pair for pair in log.pairs()}, as_of, days or {}, {})

    def day(self, record: Any) -> date:
        """The day at which a record is looked at."""
        return self.days.get(record.alliance, self.as_of)

    def link(self, noun: str, uid: str) -> str:
        """The name of a person, the short id of any other record."""
        if noun == "person":
            return self.people[uid].name if uid in self.people else uid
        if noun not in self.ids:
            self.ids[noun] = dict(fetch(self.log.connection, f"SELECT uid, id FROM {noun}"))
        found = self.ids[noun].get(uid)
        return short_id(noun, found) if found else uid

    def pair_of(self, record: Any) -> Pair | None:
        """The pair of a record's alliance."""
        return self.pairs.get(getattr(record, "alliance", "")) or self.pairs.get(record.uid)

    def alliance(self, record: Any) -> str | None:
        """What the record's alliance is called."""
        pair = self.pairs.get(getattr(record, "alliance", ""))
        return pair.name if pair else None


def commitment_json(item: Commitment, shown: Shown) -> dict[str, JsonValue]:
    """A commitment under the names that `overdue` and `commitment list` share."""
    pair = shown.pairs[item.alliance]
    as_of = shown.day(item)
    late = item.state == "promised" and item.due is not None and item.due < as_of and not pair.ended(as_of)
    return {
        "id": short_id("commitment", item.id),
        "uid": item.uid,
        "text": item.text,
        "from": pair.person(item.from_).name,
        "to": pair.person(item.to).name,
        "state": item.state,
        "due": item.due,
        "first_due": item.first_due,
        "days_overdue": (as_of - item.due).days if late and item.due else None,
        "pending_due": item.pending_due,
        "alliance": pair.name,
        "private": bool(item.private),
    }


def record_json(noun: str, record: KeptRecord, shown: Shown) -> dict[str, JsonValue]:
    """A record with its declared fields: people by name, links as short ids, dates as text."""
    found: dict[str, JsonValue] = {"id": short_id(noun, record.id), "uid": record.uid}
    for field in NOUNS[noun].fields:
        value = getattr(record, field.column)
        if field.kind == "side" and value is not None:
            value = _side(value, shown.pair_of(record))
        found[field.name] = shown.alliance(record) if field.name == "alliance" else _json(field, value, shown)
    if isinstance(record, Living):
        found.update(state=record.state, opened_on=record.opened_on, closed_on=record.closed_on)
    if isinstance(record, Commitment):
        found.update(commitment_json(record, shown))
    if isinstance(record, Pulse):
        found["answers"] = answers_shown(record, shown)
    for field in COMMON:
        if field.name != "removed_at":
            value = getattr(record, field.name)
            found[field.name] = bool(value) if field.kind == "flag" else _json(field, value, shown)
    return found


def _side(value: str, pair: Pair | None) -> str:
    """Who of an alliance's two is meant, by name, as people are named elsewhere; the other choices as they are."""
    uid = pair.holder(value) if pair else ""
    return pair.person(uid).name if pair and uid else value


def answers_shown(pulse: Pulse, shown: Shown) -> list[dict[str, JsonValue]]:
    """The answers of a round that may be seen, by the names of those who gave them."""
    seen = answers_seen(pulse.statements or (), pulse.answers or (), shown.pairs[pulse.alliance])
    return [{**item, "by": shown.link("person", item["by"])} for item in seen]


def _json(field: Field, value: Any, shown: Shown) -> JsonValue:
    if value is None:
        return None
    if field.kind == "ref":
        return shown.link(field.ref, value)
    if field.kind == "refs":
        return [shown.link(field.ref, item) for item in value]
    if field.kind == "by_person":
        return {shown.link("person", key): item for key, item in value.items()}
    if field.kind == "entries":
        return [_entry_json(field, item, shown) for item in value]
    if field.kind == "entry":
        return _entry_json(field, value, shown)
    return value


def _entry_json(field: Field, entry: dict[str, Any], shown: Shown) -> JsonValue:
    return {part.name: _json(part, entry.get(part.name), shown) for part in field.parts}


def event_json(noun: str, event: Event, shown: Shown) -> dict[str, JsonValue]:
    """An event with what it carries."""
    fields = fields_of_event(noun)
    return {name: _json(fields[name], value, shown) for name, value in event.values.items()}


# As text

_Cell = Callable[[Any, Shown], Any]


def heading(noun: str, record: Any, shown: Shown) -> str:
    """What a record is called, with a meeting's day in its own zone."""
    return naming.heading(noun, record, shown.pair_of(record), shown.as_of)


def standing(record: Any, shown: Shown) -> str:
    """How a record stands, in brackets: its state, a promise's dates, whether it is private; else empty."""
    stands = [state_word(record.state)] if isinstance(record, Living) else []
    if isinstance(record, Commitment) and record.due:
        stands.append(f"due {short_date(record.due, shown.as_of)}")
    if isinstance(record, Commitment) and record.wanted_by:
        stands.append(f"wanted by {short_date(record.wanted_by, shown.as_of)}")
    if isinstance(record, Commitment) and record.pending_due:
        stands.append(f"{short_date(record.pending_due, shown.as_of)} proposed")
    if record.private:
        stands.append("private")
    return f"  ({', '.join(stands)})" if stands else ""


def field_lines(noun: str, record: Any, shown: Shown) -> list[tuple[str, str]]:
    """The fields of a record that hold something, each as (label, text)."""
    found: list[tuple[str, str]] = []
    for field in NOUNS[noun].fields:
        value = value_of(record, field)
        titled = field.name == NOUNS[noun].title and noun != "alliance"
        if value in (None, "", []) or titled or field.name in ("alliance", *CALENDAR):
            continue
        if isinstance(record, Pulse) and field.name == "answers":
            value = answers_shown(record, shown)
            found.extend(("answer", ", ".join(f"{key} {item[key]}" for key in item)) for item in value)
            continue
        texts = field_texts(field, value, shown.link, shown.pair_of(record), shown.as_of)
        found.extend((field_label(field.name), text) for text in texts)
    return found


def event_line(event: Event, pair: Pair, shown: Shown, noun: str) -> str:
    """One event as a line: its day, who, the act, and what it carries."""
    fields = fields_of_event(noun)
    skip = ("act", "by", "on", "at", "recorded_at", "recorded_by", "attested_by")
    carried = [
        f"{field_label(name)} {said(fields[name], value, shown.link, shown.as_of)}"
        for name, value in event.values.items()
        if name not in skip
    ]
    what = f"{event.act.replace('_', ' ')}" + (f": {', '.join(carried)}" if carried else "")
    return f"{short_date(event.on, shown.as_of):<16}  {pair.short(event.by):<8}  {what}"

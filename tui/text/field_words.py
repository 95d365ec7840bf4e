"""What a field holds, in words a person reads: the same in a command's output and in an opened record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from models.records.criterion import COURSES
from models.records.labels import reason_word
from models.records.rows import Meeting
from models.time.dates import short_date
from tui.text.words import day_month

if TYPE_CHECKING:
    from models.records.fields import Field
    from models.records.pair import Pair

Link = Callable[[str, str], str]
"""Gives what stands for the record of a noun with that uid: a person's name, another record's id or title."""


def field_texts(field: Field, value: Any, link: Link, pair: Pair | None, today: date) -> list[str]:
    """The texts of a field that holds something, one for each of the two or for each entry where it has several."""
    if field.kind == "moment":
        local = pair.local(value) if pair else value
        return [f"{short_date(local.date(), today)}, {local:%H:%M}"]
    if field.kind == "rule":
        from models.time.cadence import say_cadence  # not for the first picture

        return [say_cadence(value)]
    if field.kind == "by_person":
        return [f"{link('person', key)}: {said(field.parts[0], item, link, today)}" for key, item in value.items()]
    if field.kind == "entries":
        return [_entry(field, item, link, today) for item in value]
    if field.kind == "entry":
        return [_sentence(value, today)]
    if field.kind == "side":
        return [side_word(value, pair)]
    if field.kind in ("refs", "words"):
        return [", ".join(said(field, item, link, today) for item in value)]
    return [said(field, value, link, today)]


def value_of(record: Any, field: Field) -> Any:
    """What a field holds, where it is shown: of a place the word that somebody gave it, of a reason a plain one."""
    value = getattr(record, field.column)
    if isinstance(record, Meeting) and field.name == "place":
        return record.where or value
    return reason_word(value) if isinstance(record, Meeting) and field.name == "reason" and value else value


def side_word(value: str, pair: Pair | None) -> str:
    """Who of the two is meant by what they are in the alliance, by name; the other choices as they are."""
    uid = pair.holder(value) if pair else ""
    return pair.called(uid) if pair and uid else value


def _sentence(source: dict[str, Any], today: date) -> str:
    """The sentence that a record rests on, and where it stands: "..." (notes.md, line 14, 24 Nov)."""
    line, at, on = (source.get(name) for name in ("line", "at", "on"))
    day = day_month(date.fromisoformat(on), today) if on else ""
    where = [source.get("file"), f"line {line}" if line else "", f"at {at}" if at else "", day]
    told = ", ".join(part for part in where if part)
    return f'"{source["quote"]}"' + (f" ({told})" if told else "")


def _entry(field: Field, entry: dict[str, Any], link: Link, today: date) -> str:
    """The parts of an entry in their order, behind whose it is; an amount of money with its currency."""
    told = []
    for part in field.parts:
        if part.name == "amount" and part.name in entry:
            told.append(f"{Decimal(entry['amount']):,} {entry['currency']}")
        elif part.name in entry and part.kind != "currency":
            told.append(said(part, entry[part.name], link, today))
    whose = field.parts[0].ref == "person" and field.parts[0].name in entry and len(told) > 1
    return f"{told[0]}: {'; '.join(told[1:])}" if whose else "; ".join(told)


def said(field: Field, value: Any, link: Link, today: date) -> str:
    """One value that stands for itself; what is merely set is named."""
    if field.kind in ("ref", "refs"):
        return link(field.ref, value)
    if field.kind == "date":
        return short_date(value if isinstance(value, date) else date.fromisoformat(value), today)
    if field.name == "status":
        return COURSES.get(str(value), str(value))
    return field.name.replace("_", " ") if value is True else str(value)

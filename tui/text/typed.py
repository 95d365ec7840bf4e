"""From what a person typed to values in their file form, and back to what is typed: for commands and forms alike."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from models.errors import BadValue
from models.records.event import Values, day
from models.records.nouns import CALENDAR
from models.records.people import first_name
from models.records.values import check_field
from models.time.dates import parse_date, say_date
from tui.text.typed_entries import split
from tui.text.typed_numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from models.records.fields import Field, Noun
    from models.records.pair import Pair

BY_ACTS = {
    "alliance": ("principal", "partner", "rhythms", "ended_on", "ended_reason"),
    "meeting": ("state", "help_asked", "moved_from", *CALENDAR),
    "topic": ("state", "carried", "continues"),
    "decision": ("source",),
    "commitment": ("from", "to", "continues", "source"),
    "disagreement": ("continues", "source"),
    "feedback": ("from", "to", "source"),
    "note": ("source",),
    "criterion": ("check_ins",),
    "pulse": ("answers", "opened_on"),
}
"""Fields that nobody types: acts set them, or they follow from who is who."""

PAST = {"on", "done_on", "about_on", "decided_on", "from_on", "confirmed_on", "answered_on", "met_on", "started_on"} | {
    "missed_on",
    "asked_on",
}
"""Dates that tell of what has happened: without a year they are the last such day."""


_WARY = ("ended_on", "started_on")
"""Dates that may lie on either side of today: one that is near in one year alone needs it."""

OWN_DAY = ("on", "decided_on")
"""The day that something is told of: the other dates that are told with it are read from there."""


class Typing(Protocol):
    """What is needed to understand typed values: whose alliance, the day, and the record that a word names."""

    @property
    def pair(self) -> Pair:
        """The alliance."""

    @property
    def today(self) -> date:
        """The day on which it is typed."""

    @property
    def said_on(self) -> date:
        """The day from which other dates are read: the one that is told with them, else that on which it is typed."""

    def find(self, noun: str, text: str) -> str:
        """The uid of the record that an id names; NotFound where there is none."""


def settable(noun: Noun) -> tuple[Field, ...]:
    """The fields of a noun that a person types."""
    left_out = ("alliance", *BY_ACTS.get(noun.name, ()))
    return tuple(field for field in noun.fields if field.name not in left_out)


def understand(field: Field, value: Any, typing: Typing) -> Any:
    """One typed value in its file form, None where it is empty.

    Words and entries are lists of texts. Raises BadValue, BadDate or NotFound where it cannot be understood.
    """
    if value is None or value == "":
        return None
    reader = _address if field.name == "email" else _READERS.get(field.kind)
    return reader(field, value, typing) if reader else value


def _integer(field: Field, value: str, _typing: Typing) -> int:
    number = read_number(field, value)
    if number is None or not number.is_integer():
        raise BadValue(f'{field.name} is "{value[:40]}"; expected a whole number')
    return int(number)


def _number(field: Field, value: str, _typing: Typing) -> float:
    number = read_number(field, value)
    if number is None:
        raise BadValue(f'{field.name} is "{value[:40]}"; expected a number such as 41 or 2.5')
    return int(number) if number.is_integer() else number


def _date(field: Field, value: str, typing: Typing) -> str:
    base = typing.today if field.name in OWN_DAY else typing.said_on
    return parse_date(value, base, past=field.name in PAST, wary=field.name in _WARY).isoformat()


def first_day(text: str, today: date) -> date:
    """The first day of an alliance that is only just being made, as `understand` reads it of one that is there."""
    return parse_date(text, today, past=True, wary=True)


def _moment(_field: Field, value: str, typing: Typing) -> str:
    from models.time.moments import parse_moment  # not for the first picture

    pair = typing.pair
    found = parse_moment(value, typing.today, pair.zone, wary=True)
    then = pair.zone_on(found.astimezone(pair.zone).date())
    if then != pair.zone:  # what was before the zone changed was by the clock of then
        found = parse_moment(value, typing.today, then, wary=True)
    return found.isoformat()


def _rule(_field: Field, value: str, _typing: Typing) -> str:
    from models.time.cadence import parse_cadence  # not for the first picture

    return parse_cadence(value)


def _side(field: Field, value: str, typing: Typing) -> str:
    """One of the two, as the alliance has them: me, partner or a name; or one of the other choices."""
    word = value.strip().casefold()
    roles = {uid: choice for choice in field.choices if (uid := typing.pair.holder(choice))}
    others = [choice for choice in field.choices if choice not in roles.values()]
    if word in others:
        return word
    try:
        return roles[side(value, typing.pair, field.name)]
    except BadValue:
        raise BadValue(f'{field.name} is "{value[:40]}"; expected me, partner, {" or ".join(others)}') from None


def _decimal(field: Field, value: str, _typing: Typing) -> str:
    number = value.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("'", "")
    try:
        return str(check_field(field, number))
    except BadValue:
        raise BadValue(f'{field.name} is "{value[:40]}"; expected an exact number such as 1200.50') from None


_SIGNS = {"\N{EURO SIGN}": "EUR", "\N{POUND SIGN}": "GBP"}


def _currency(field: Field, value: str, _typing: Typing) -> str:
    word = value.strip().upper()
    return str(check_field(field, _SIGNS.get(word, word)))


def _ref(field: Field, value: str, typing: Typing) -> str:
    return side(value, typing.pair, field.name) if field.ref == "person" else typing.find(field.ref, value)


def side(word: str, pair: Pair, name: str) -> str:
    """The uid of the one of the two that a word names: me, partner, or a name. BadValue where it names both."""
    wanted = word.strip().casefold()
    if wanted in ("me", "partner"):
        return pair.side(wanted).uid
    both = (pair.me, pair.other)
    found = [person for person in both if wanted in (person.uid, f"h{person.id}", person.name.casefold())]
    found = found or [person for person in both if wanted == first_name(person).casefold()]
    if len(found) == 1:
        return found[0].uid
    if found:
        raise BadValue(f'{name} is "{word[:40]}", which both are called; say me or partner')
    raise BadValue(f'{name} is "{word[:40]}"; expected me or partner')


def _address(_field: Field, value: str, _typing: Typing) -> str:
    """An address as it came: which ones exist nobody can tell, so only what is clearly none is refused."""
    name, sign, place = value.strip().partition("@")
    if not (name and sign and place) or "@" in place or any(char.isspace() for char in name + place):
        raise BadValue(f'email is "{value[:40]}", which is no address; expected one such as dana@example.com')
    return value


def _words(_field: Field, value: list[str], _typing: Typing) -> list[str]:
    return [word for word in value if word]


def _entries(field: Field, value: list[str], typing: Typing) -> list[Values]:
    found = []
    for text in value:
        parts = split(text)
        if len(parts) > len(field.parts):
            hint = r"a semicolon within a part is typed \;"
            raise BadValue(f'{field.name}: "{text[:40]}" has more parts than "{parts_of(field)}"; {hint}')
        filled = zip(field.parts, parts, strict=False)
        found.append({part.name: understand(part, item, typing) for part, item in filled if item})
    return found


def parts_of(field: Field) -> str:
    """The parts of an entry, in the order in which they are typed."""
    return "; ".join(part.name for part in field.parts)


_READERS: dict[str, Callable[[Field, Any, Typing], Any]] = {
    "integer": _integer,
    "number": _number,
    "date": _date,
    "moment": _moment,
    "rule": _rule,
    "ref": _ref,
    "side": _side,
    "decimal": _decimal,
    "currency": _currency,
    "words": _words,
    "entries": _entries,
}


def merged(before: Any, values: Values, fields: Iterable[Field]) -> Values:
    """The values of an edit: of a field with a value for each of the two, what was not typed stays."""
    found = dict(values)
    for field in fields:
        if field.kind == "by_person" and found.get(field.name):
            both = {**(getattr(before, field.column) or {}), **found[field.name]}
            found[field.name] = {key: value for key, value in both.items() if value is not None} or None
    return found


# Said back


def understood(fields: Iterable[Field], values: Values, typing: Typing, but: date | None = None) -> str:
    """The dates and rhythms among typed values as they were understood; `but` is a day that is told already."""
    told = []
    for field in fields:
        name = "" if field.kind in ("moment", "rule") else field.name.replace("_", " ") + " "
        several = field.kind == "by_person"
        part, value = (field.parts[0] if several else field), values.get(field.name)
        for item in (value or {}).values() if several else [value]:
            if item and (but is None or _day_of(part, item, typing) != but) and (said := said_back(part, item, typing)):
                told.append(name + said)
    return f" ({'; '.join(told)})" if told else ""


def _day_of(field: Field, value: Any, typing: Typing) -> date | None:
    """The day that a date or a moment is on; None of anything else."""
    if field.kind == "date":
        return day(value)
    return typing.pair.day(datetime.fromisoformat(value)) if field.kind == "moment" else None


def said_back(field: Field, value: Any, typing: Typing) -> str:
    """A date, moment or rhythm in words, as it was understood; empty for what needs no telling."""
    if on := _day_of(field, value, typing):
        return say_date(on, typing.today)
    if field.kind == "rule":
        from models.time.cadence import say_cadence  # not for the first picture

        return say_cadence(value)
    return ""

"""Values as files and commands give them, held against their declared fields: clean values, or what is wrong."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from models.errors import BadDate, BadValue
from models.records.event import Values, day
from models.records.nouns import COMMON, NOUNS, event_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from models.records.fields import Field, Noun

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
_LOOSE_UID = re.compile(r"(urn:uuid:)?\{?[0-9A-Fa-f-]+\}?").fullmatch
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_DECIMAL = re.compile(r"[+-]?\d{1,15}(\.\d{1,4})?", re.ASCII).fullmatch
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII).fullmatch
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII).fullmatch
# The encoder that JSONEncoder(ensure_ascii=False, separators=(",", ":")) makes anew for every text it encodes: that
# takes longer than encoding an event, and a long import encodes a great many.
_encode = c_make_encoder(None, None, encode_basestring, None, ":", ",", False, False, True)

MAX_WHOLE = 2**53


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: white space, joiners and direction marks alone."""
    if text.isascii():
        return not text or text.isspace()
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def _text(_field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise BadValue("is not text")
    if not value.isprintable() and (found := _UNKEEPABLE.search(value)):
        raise BadValue(f"holds U+{ord(found.group()):04X} at character {found.start() + 1}, which no text may hold")
    return value


def _line(field: Field, value: Any) -> str:
    if isinstance(value, str) and value.isprintable():
        return value
    text = _text(field, value)
    if found := _CONTROL.search(text):
        code = f"U+{ord(found.group()):04X}"
        raise BadValue(f"holds the control character {code} at character {found.start() + 1}; it is one plain line")
    return text


def _integer(field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadValue("is not a whole number")
    low, high = field.low, field.high
    if (low is not None and value < low) or (high is not None and value > high) or abs(value) > MAX_WHOLE:
        bounds = f"from {low} to {high}" if high is not None else f"of {low} or more"
        shown = value if abs(value) <= MAX_WHOLE else "too large"
        raise BadValue(f"is {shown}; expected a number {bounds}")
    return value


def _number(_field: Field, value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadValue("is not a number")
    if value != value or abs(value) > 1e300:
        raise BadValue("is out of bounds")
    if abs(value) > MAX_WHOLE:
        value = float(value)
    # A whole number has the form in which SQLite keeps it: it takes one that fits for an integer.
    return int(value) if abs(value) < 2**63 and value == int(value) else value


def _decimal(_field: Field, value: Any) -> str:
    """An exact number, as it was written but for zeros in front: 1200.50 keeps its cents."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _DECIMAL(text):
        raise BadValue('is not an exact number in quotes, as "1200.50"')
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    whole, _, cents = digits.partition(".")
    number = (whole.lstrip("0") or "0") + (f".{cents}" if cents else "")
    return sign + number if number.strip("0.") else number


def _currency(_field: Field, value: Any) -> str:
    if not isinstance(value, str) or not _CURRENCY(value):
        raise BadValue("is not a currency of three capital letters, as EUR")
    return value


@lru_cache(maxsize=8192)
def _calendar_date(value: str) -> str:
    if not _DATE(value):
        raise BadValue("is not a date of the form YYYY-MM-DD")
    try:
        found = day(value)
    except ValueError:
        raise BadValue(f"is {value}, which is no day of the calendar") from None
    if not 1900 <= found.year <= 2200:
        raise BadValue(f"is {value}; years run from 1900 to 2200")
    return value


def _date(_field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise BadValue("is not a date of the form YYYY-MM-DD")
    return _calendar_date(value)


@lru_cache(maxsize=4096)
def _canonical_moment(value: str) -> str:
    moment = datetime.fromisoformat(value.upper()).astimezone(UTC)
    if not 1900 <= moment.year <= 2200:
        raise ValueError
    return moment.isoformat()


def _moment(_field: Field, value: Any) -> str:
    if not isinstance(value, str) or not _MOMENT(value):
        raise BadValue("is not a moment of the form 2026-03-03T14:00:00+00:00, with its offset")
    try:
        return _canonical_moment(value)
    except (ValueError, OverflowError):
        raise BadValue(f"is {value}, which is no moment of the calendar") from None


def _flag(_field: Field, value: Any) -> bool | None:
    if not isinstance(value, bool):
        raise BadValue("is neither true nor false")
    return value or None


def _choice(field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in field.choices:
        raise BadValue(f"is {shown_name(str(value))}; expected one of {', '.join(field.choices)}")
    return value


def _ref(_field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise BadValue("is not a uid")
    return _linked_uid(value)


def uid(value: str) -> str:
    """A UUID in its canonical text; BadValue where it is none."""
    if _UID(value):
        return value
    try:
        if _LOOSE_UID(value):
            return str(UUID(value))
    except ValueError:
        pass
    raise BadValue("is not a uid (a UUID as text)")


_linked_uid = lru_cache(maxsize=1024)(uid)
"""The same for links: a log's records name few people, alliances and meetings many times."""


def _refs(field: Field, value: Any) -> list[str] | None:
    return [_ref(field, item) for item in _listed(value)] or None


def _words(field: Field, value: Any) -> list[str] | None:
    return [_line(field, item) for item in _listed(value)] or None


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadValue("is not a list")
    return value


def _entries(field: Field, value: Any) -> list[Values] | None:
    return [_parts(field, item, f"entry {number}") for number, item in enumerate(_listed(value), 1)] or None


def _entry(field: Field, value: Any) -> Values | None:
    return _parts(field, value, field.name) or None


def _parts(field: Field, value: Any, called: str) -> Values:
    if not isinstance(value, dict):
        raise BadValue(f"{called} is not a map")
    clean, problems = _check(_plan_of_parts(field.parts), value)
    problems += [f"{part.name} needs {part.needs}" for part in field.parts if _stands_alone(part, clean)]
    if problems:
        raise BadValue(f"{called}: {'; '.join(problems)}")
    return clean


def _stands_alone(part: Field, entry: Values) -> bool:
    return bool(part.needs) and part.name in entry and part.needs not in entry


def _by_person(field: Field, value: Any) -> Values | None:
    if not isinstance(value, dict):
        raise BadValue("is not a map from a person's uid to a value")
    part = field.parts[0]
    given = {key: item for key, item in value.items() if item is not None}
    found = {_ref(field, key): _CHECKS[part.kind](part, item) for key, item in given.items()}
    if len(found) != len(given):
        raise BadValue("names a person twice")
    return {key: found[key] for key in sorted(found)} or None


def _rule(_field: Field, value: Any) -> str:
    from models.time.recurrence import check_rule  # not for the first picture

    return str(_dated(check_rule, value))


def _zone(_field: Field, value: Any) -> str:
    from models.time.moments import zone  # not for the first picture

    _dated(zone, value)
    return str(value)


def _dated(check: Callable[[str], Any], value: Any) -> Any:
    if not isinstance(value, str):
        raise BadValue("is not text")
    try:
        return check(value)
    except BadDate as error:
        raise BadValue(f"cannot be read: {error}") from None


_CHECKS: dict[str, Callable[[Field, Any], Any]] = {
    "line": _line,
    "text": _text,
    "integer": _integer,
    "number": _number,
    "decimal": _decimal,
    "currency": _currency,
    "date": _date,
    "moment": _moment,
    "flag": _flag,
    "choice": _choice,
    "side": _choice,
    "ref": _ref,
    "refs": _refs,
    "words": _words,
    "entries": _entries,
    "entry": _entry,
    "by_person": _by_person,
    "rule": _rule,
    "zone": _zone,
}


@lru_cache(maxsize=64)
def _by_name(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {field.name: field for field in fields}


@dataclass(frozen=True, eq=False)
class _Plan:
    """How values are held against some fields: what each of them needs is looked up once."""

    fields: dict[str, Field]
    required: tuple[str, ...]
    not_blank: tuple[str, ...]


def _plan(fields: Iterable[Field]) -> _Plan:
    listed = tuple(fields)
    return _Plan(
        {field.name: field for field in listed},
        tuple(field.name for field in listed if field.required),
        tuple(field.name for field in listed if field.required and field.kind in ("line", "text")),
    )


class _Shape(NamedTuple):
    """How values of these names, in the order in which they came, are held against a plan.

    Most lines of a long file have one of few shapes, so what depends on the names alone is worked out once.
    """

    steps: tuple[tuple[str, str, Field | None, Callable[[Any, Any], Any]], ...]
    missing: tuple[str, ...]
    in_order: bool


@lru_cache(maxsize=256)
def _shape(plan: _Plan, names: tuple[str, ...]) -> _Shape:
    def unknown(_field: None, _value: Any) -> None:
        raise BadValue(f"is not a field here; known: {', '.join(plan.fields)}")

    return _Shape(
        tuple(
            (name, name, plan.fields[name], _CHECKS[plan.fields[name].kind])
            if name in plan.fields
            else (name, shown_name(name), None, unknown)
            for name in names
        ),
        tuple(f"{name} is missing" for name in plan.required if name not in names),
        [name for name in plan.fields if name in names] == list(names),
    )


@lru_cache(maxsize=64)
def _plan_of(noun: str, what: str) -> _Plan:
    return _plan((record_fields(noun) if what == "record" else fields_of_event(noun)).values())


@lru_cache(maxsize=64)
def _plan_of_parts(parts: tuple[Field, ...]) -> _Plan:
    return _plan(parts)


@lru_cache(maxsize=64)
def record_fields(noun: str) -> dict[str, Field]:
    """Every field that a record of the noun may carry, by name, in the order in which it is written."""
    return _by_name((*NOUNS[noun].fields, *COMMON))


@lru_cache(maxsize=64)
def fields_of_event(noun: str) -> dict[str, Field]:
    """Every field that an event of the noun may carry, by name, in the order in which it is written."""
    return _by_name(event_fields(noun))


def check_field(field: Field, value: Any) -> Any:
    """One value in its canonical form, None where it is absent; BadValue, naming the field, where it is wrong."""
    if value is None:
        return None
    try:
        return _CHECKS[field.kind](field, value)
    except BadValue as error:
        raise BadValue(f"{field.name} {error}") from None


def _check(plan: _Plan, values: Mapping[str, Any]) -> tuple[Values, list[str]]:
    if None in values.values():
        values = {name: value for name, value in values.items() if value is not None}
    shape = _shape(plan, tuple(values))
    clean: Values = {}
    problems: list[str] = []
    for (name, shown, field, check), value in zip(shape.steps, values.values(), strict=True):
        try:
            found = check(field, value)
        except BadValue as error:
            problems.append(f"{shown} {error}")
            continue
        if found is not None:
            clean[name] = found
    problems += shape.missing
    for name in plan.not_blank:
        if name in clean and is_blank(clean[name]):
            problems.append(f"{name} is empty")
    if not shape.in_order:
        clean = {name: clean[name] for name in plan.fields if name in clean}
    return clean, problems


def shown_name(name: str) -> str:
    """A name from outside, short enough for a message; whoever prints it makes it safe."""
    return f'"{name[:40]}"'


def check_record(noun: str, values: Mapping[str, Any]) -> tuple[Values, list[str]]:
    """A record's values (without type, uid and events) in canonical form, and every problem found, one line each."""
    return _check(_plan_of(noun, "record"), values)


def check_event(noun: str, values: Mapping[str, Any]) -> tuple[Values, list[str]]:
    """An event's values (without uid) in canonical form, and every problem found, one line each."""
    return _check(_plan_of(noun, "event"), values)


def content(values: Any) -> str:
    """Canonical values as one JSON text: what is hashed, journalled and compared."""
    return "".join(_encode(values, 0))


@lru_cache(maxsize=64)
def _linking(noun: str) -> tuple[Field, ...]:
    return _only_linking(record_fields(noun).values())


def _only_linking(fields: Iterable[Field]) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.kind in ("ref", "refs", "by_person", "entries"))


def references(noun: str, values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Every uid that a record's values hold, as (field, noun it must belong to, uid)."""
    return _references(_linking(noun), values)


def _references(fields: Iterable[Field], values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.kind == "ref":
            found.append((field.name, field.ref, value))
        elif field.kind == "refs":
            found += [(field.name, field.ref, item) for item in value]
        elif field.kind == "by_person":
            found += [(field.name, "person", key) for key in value]
        else:
            for item in value:
                found += [(field.name, ref, key) for _, ref, key in _references(_only_linking(field.parts), item)]
    return found


def named(noun: Noun, values: Mapping[str, Any]) -> str:
    """What a record is called in one line: its title field, empty where it has none."""
    value = values.get(noun.title)
    return str(value) if value is not None else ""

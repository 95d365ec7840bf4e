"""From declared fields to a command's options, and from what was typed back to values."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.acts.event import Values, day
from models.dates import parse_date, say_date
from models.errors import BadValue, Unclear
from models.fields import Field, Noun
from models.pair import Pair
from storage.log import Log
from storage.records import find

BY_ACTS = {
    "alliance": ("principal", "partner"),
    "meeting": ("state", "help_asked", "calendar_uid", "calendar_sequence"),
    "topic": ("state", "carried"),
    "commitment": ("from", "to"),
    "feedback": ("from", "to"),
    "criterion": ("check_ins",),
    "pulse": ("answers", "opened_on"),
}
"""Fields that no option sets: acts do, or they follow from who is who."""

ALSO = {
    ("meeting", "starts_at"): "--on",
    ("decision", "decided_on"): "--on",
    ("criterion", "due_on"): "--due",
    ("placement", "from_on"): "--from",
    ("placement", "until_on"): "--until",
}
"""A shorter name for a field's option."""

PAST = {"on", "done_on", "about_on", "decided_on", "from_on", "confirmed_on", "answered_on", "met_on", "started_on"}
"""Dates that tell of what has happened: without a year they are the last such day."""

SIDES = {
    "positions": ("mine", "theirs", "what {} hold", str),
    "restated": ("mine-restated", "theirs-restated", "the position of {}, in the words of the other", str),
    "heat": ("my-heat", "their-heat", "how hot it is for {}, 1 to 5", int),
    "agreed": ("my-agreed", "their-agreed", "the day {} agreed", str),
}
"""The two options of a field that has a value for each of the two."""

ENTRY_OPTIONS = {"segments": "--segment", "journey": "--step", "statements": "--statement"}
"""Options, given once an entry, for lists of small records: their parts stand in order, parted by semicolons."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is needed to understand typed values: the log, whose alliance, and the day."""

    log: Log
    pair: Pair
    today: date


def settable(noun: Noun) -> tuple[Field, ...]:
    """The fields of a noun that options set."""
    left_out = ("alliance", *BY_ACTS.get(noun.name, ()))
    return tuple(field for field in noun.fields if field.name not in left_out)


def flag(name: str) -> str:
    """The option of a field: --done-means."""
    return "--" + name.replace("_", "-")


def declare(parser: argparse.ArgumentParser, noun: str, fields: Iterable[Field]) -> None:
    """Give a command an option for each field; what is not given does not stand in its namespace."""
    for field in fields:
        if field.kind == "by_person":
            _declare_sides(parser, field)
        elif field.kind == "entries":
            hint = "; ".join(part.name.upper() for part in field.parts)
            option = ENTRY_OPTIONS[field.name]
            parser.add_argument(
                option, dest=field.name, action="append", default=argparse.SUPPRESS, metavar=f'"{hint}"'
            )
        elif field.kind == "words":
            option = flag(field.name).rstrip("s")
            parser.add_argument(
                option, dest=field.name, action="append", default=argparse.SUPPRESS, help="may be repeated"
            )
        else:
            names = [flag(field.name), *([ALSO[noun, field.name]] if (noun, field.name) in ALSO else [])]
            parser.add_argument(*names, dest=field.name, default=argparse.SUPPRESS, **_shape(field))


def declare_private(parser: argparse.ArgumentParser) -> None:
    """Give a command --private and --no-private."""
    parser.add_argument(
        "--private",
        action=argparse.BooleanOptionalAction,
        default=argparse.SUPPRESS,
        help="keep it out of shared copies",
    )


def _shape(field: Field) -> dict[str, Any]:
    shape: dict[str, Any] = {"help": field.help or None}
    if field.kind == "choice":
        shape["metavar"] = "|".join(field.choices) if len(field.choices) <= 4 else field.name.upper()
        if len(field.choices) > 4:
            shape["help"] = f"{field.help + ': ' if field.help else ''}{', '.join(field.choices)}"
    elif field.kind == "ref" and field.ref == "person":
        shape["metavar"] = "me|partner"
    elif field.kind in ("date", "moment"):
        shape["metavar"] = "WHEN" if field.kind == "moment" else "DATE"
    else:
        shape["metavar"] = (field.ref or field.kind).upper()
    return shape


def _declare_sides(parser: argparse.ArgumentParser, field: Field) -> None:
    mine, theirs, text, _ = SIDES[field.name]
    parser.add_argument(f"--{mine}", dest=f"{field.name}.me", default=argparse.SUPPRESS, help=text.format("me"))
    parser.add_argument(
        f"--{theirs}", dest=f"{field.name}.other", default=argparse.SUPPRESS, help=text.format("the partner")
    )


def collect(args: argparse.Namespace, fields: Iterable[Field], typed: Typed) -> Values:
    """The values that were typed for those fields, in their file form; None for one that was typed empty.

    Raises BadValue, BadDate or NotFound where one cannot be understood.
    """
    given = vars(args)
    found: Values = {}
    for field in fields:
        if field.kind == "by_person":
            found.update(_sides(given, field, typed))
        elif field.name in given:
            found[field.name] = understand(field, given[field.name], typed)
    return found


def collect_record(args: argparse.Namespace, fields: Iterable[Field], typed: Typed) -> Values:
    """The values that were typed for a record: its own fields, and whether it is private."""
    found = collect(args, fields, typed)
    if "private" in vars(args):
        found["private"] = args.private or None
    return found


def understand(field: Field, value: Any, typed: Typed) -> Any:
    """One typed value in its file form, None where it is empty."""
    if value is None or value == "":
        return None
    reader = _READERS.get(field.kind)
    return reader(field, value, typed) if reader else value


def _integer(field: Field, value: str, _typed: Typed) -> int:
    if not re.fullmatch(r"[+-]?\d{1,15}", value.strip(), re.ASCII):
        raise BadValue(f'{field.name} is "{value[:40]}"; expected a whole number')
    return int(value)


def _number(field: Field, value: str, _typed: Typed) -> float:
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", value.strip(), re.ASCII):
        raise BadValue(f'{field.name} is "{value[:40]}"; expected a number such as 41 or 2.5')
    number = float(value)
    return int(number) if number.is_integer() else number


def _date(field: Field, value: str, typed: Typed) -> str:
    return parse_date(value, typed.today, past=field.name in PAST).isoformat()


def _moment(_field: Field, value: str, typed: Typed) -> str:
    from models.moments import parse_moment

    return parse_moment(value, typed.today, typed.pair.zone).isoformat()


def _rule(_field: Field, value: str, _typed: Typed) -> str:
    from models.cadence import parse_cadence

    return parse_cadence(value)


def _ref(field: Field, value: str, typed: Typed) -> str:
    if field.ref == "person":
        return side(value, typed.pair, field.name)
    return find(typed.log.connection, field.ref, value).uid


def side(word: str, pair: Pair, name: str) -> str:
    """The uid of the one of the two that a word names: me, partner, or a name."""
    wanted = word.strip().casefold()
    if wanted in ("me", "partner"):
        return pair.side(wanted).uid
    for person in (pair.me, pair.other):
        if wanted in (person.uid, f"h{person.id}", person.name.casefold(), person.name.casefold().split()[0]):
            return person.uid
    raise BadValue(f'{name} is "{word[:40]}"; expected me or partner')


def _words(_field: Field, value: list[str], _typed: Typed) -> list[str]:
    return [word for word in value if word]


def _entries(field: Field, value: list[str], typed: Typed) -> list[Values]:
    found = []
    for text in value:
        parts = [part.strip() for part in text.split(";")]
        if len(parts) > len(field.parts):
            names = "; ".join(part.name for part in field.parts)
            raise BadValue(f'{field.name}: "{text[:40]}" has more parts than "{names}"')
        filled = zip(field.parts, parts, strict=False)
        found.append({part.name: understand(part, item, typed) for part, item in filled if item})
    return found


_READERS: dict[str, Callable[[Field, Any, Typed], Any]] = {
    "integer": _integer,
    "number": _number,
    "date": _date,
    "moment": _moment,
    "rule": _rule,
    "ref": _ref,
    "words": _words,
    "entries": _entries,
}


def _sides(given: dict[str, Any], field: Field, typed: Typed) -> Values:
    """The part of a field with a value for each of the two that was typed, as {field: {uid: value}}."""
    part, found = field.parts[0], {}
    for who, person in (("me", typed.pair.me), ("other", typed.pair.other)):
        key = f"{field.name}.{who}"
        if key in given:
            found[person.uid] = understand(part, given[key], typed)
    return {field.name: found} if found else {}


def merged(before: Any, values: Values, fields: Iterable[Field]) -> Values:
    """The values of an edit: of a field with a value for each of the two, what was not typed stays."""
    found = dict(values)
    for field in fields:
        if field.kind == "by_person" and found.get(field.name):
            both = {**(getattr(before, field.column) or {}), **found[field.name]}
            found[field.name] = {key: value for key, value in both.items() if value is not None} or None
    return found


def understood(fields: Iterable[Field], values: Values, typed: Typed, says: str = "") -> str:
    """The dates and rhythms among typed values as they were understood, but for those that the sentence says."""
    found: list[tuple[str, str]] = []
    for field in fields:
        value = values.get(field.name)
        if not value:
            continue
        name = field.name.replace("_", " ") + " "
        if field.kind == "date":
            found.append((name, say_date(day(value), typed.today)))
        elif field.kind == "moment":
            found.append(("", say_date(typed.pair.day(datetime.fromisoformat(value)), typed.today)))
        elif field.kind == "by_person" and field.parts[0].kind == "date":
            found += [(name, say_date(day(item), typed.today)) for item in value.values() if item]
        elif field.kind == "rule":
            from models.cadence import say_cadence

            found.append(("", say_cadence(value)))
    told = [name + said for name, said in found if said not in says]
    return f" ({'; '.join(told)})" if told else ""


def split_role(text: str, option: str) -> tuple[str, str]:
    """Name and role of "NAME, ROLE"; Unclear where the name is empty."""
    name, _, role = text.partition(",")
    if not name.strip():
        raise Unclear(f'{option} needs a name, as in {option} "Dana Reyes, CMO"')
    return name.strip(), role.strip()

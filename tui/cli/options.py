"""From declared fields to a command's options, and from what was typed back to values."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.errors import Unclear
from models.records.nouns import NOUNS
from models.records.people import name_and_role
from models.time.dates import parse_date
from storage.core.records import find
from tui.text.typed import OWN_DAY, settable, understand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.records.event import Values
    from models.records.fields import Field
    from models.records.pair import Pair
    from storage.log import Log

ALSO = {
    ("alliance", "started_on"): "--since",
    ("meeting", "starts_at"): "--on",
    ("decision", "decided_on"): "--on",
    ("criterion", "due_on"): "--due",
    ("placement", "from_on"): "--from",
    ("placement", "until_on"): "--until",
}
"""A shorter name for a field's option."""

SIDES = {
    "positions": (("mine", "what I hold"), ("theirs", "what the partner holds")),
    "restated": (
        ("mine-restated", "my position, in the partner's words"),
        ("theirs-restated", "the partner's position, in my words"),
    ),
    "heat": (("my-heat", "how hot it is for me, 1 to 5"), ("their-heat", "how hot it is for the partner, 1 to 5")),
    "agreed": (("my-agreed", "the day I agreed"), ("their-agreed", "the day the partner agreed")),
}
"""The two options of a field that has a value for each of the two, and their helps."""

ENTRY_OPTIONS = {"segments": "--segment", "journey": "--step", "statements": "--statement", "effects": "--effect"}
"""Options, given once an entry, for lists of small records: their parts stand in order, parted by semicolons."""


NO_POSITIONAL = ("meeting", "feedback", "pulse", "alliance")
"""Nouns whose title is no required text: all is told by options."""


@dataclass(frozen=True, slots=True)
class TypedValues:
    """What is needed to understand typed values: the log, whose alliance, the day, and the day dates are read from."""

    log: Log
    pair: Pair
    today: date
    said_on: date

    def find(self, noun: str, text: str) -> str:
        """The uid of the record that an id names; NotFound where there is none."""
        return find(self.log.connection, noun, text).uid


def flag(name: str) -> str:
    """The option of a field: --done-means."""
    return "--" + name.replace("_", "-")


def declare_id(parser: argparse.ArgumentParser, noun: str) -> None:
    """Give a command the id of the record that is meant."""
    parser.add_argument("id", metavar="ID", help=f"{NOUNS[noun].letter}3, 3 or a uid")


def declare_record(parser: argparse.ArgumentParser, noun: str) -> None:
    """Give a command everything that is typed of a new record: what it is called by its place, the rest as options."""
    spec, fields = NOUNS[noun], settable(NOUNS[noun])
    if noun not in NO_POSITIONAL:
        parser.add_argument(spec.title, metavar=spec.title.upper(), help=spec.field(spec.title).help or None)
        fields = tuple(field for field in fields if field.name != spec.title)
    declare_fields(parser, noun, fields)
    declare_private(parser)


def declare_fields(parser: argparse.ArgumentParser, noun: str, fields: Iterable[Field]) -> None:
    """Give a command an option for each field; what is not given does not stand in its namespace."""
    for field in fields:
        if field.kind == "by_person":
            _declare_sides(parser, field)
        elif field.kind == "entries":
            hint = "; ".join(part.name.upper() for part in field.parts)
            option = ENTRY_OPTIONS[field.name]
            parser.add_argument(
                option,
                dest=field.name,
                action="append",
                default=argparse.SUPPRESS,
                metavar=f'"{hint}"',
                help="may be repeated",
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
    elif field.kind == "side":
        shape["metavar"] = "|".join(("me", *field.choices[1:]))
    elif field.kind in ("date", "moment"):
        shape["metavar"] = "WHEN" if field.kind == "moment" else "DATE"
    else:
        shape["metavar"] = (field.ref or field.kind).upper()
    return shape


def _declare_sides(parser: argparse.ArgumentParser, field: Field) -> None:
    shape = field.parts[0].kind.upper()
    for who, (option, text) in zip(("me", "other"), SIDES[field.name], strict=True):
        dest = f"{field.name}.{who}"
        parser.add_argument(f"--{option}", dest=dest, default=argparse.SUPPRESS, metavar=shape, help=text)


def said_on(args: argparse.Namespace, today: date) -> date:
    """The day that --on names in a command, from which its other dates are read; else `today`."""
    words = next((vars(args)[name] for name in OWN_DAY if vars(args).get(name)), "")
    return parse_date(words, today, past=True) if words else today


def collect(args: argparse.Namespace, fields: Iterable[Field], typed: TypedValues) -> Values:
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


def collect_record(args: argparse.Namespace, fields: Iterable[Field], typed: TypedValues) -> Values:
    """The values that were typed for a record: its own fields, and whether it is private."""
    found = collect(args, fields, typed)
    if "private" in vars(args):
        found["private"] = args.private or None
    return found


def _sides(given: dict[str, Any], field: Field, typed: TypedValues) -> Values:
    """The part of a field with a value for each of the two that was typed, as {field: {uid: value}}."""
    part, found = field.parts[0], {}
    for who, person in (("me", typed.pair.me), ("other", typed.pair.other)):
        key = f"{field.name}.{who}"
        if key in given:
            found[person.uid] = understand(part, given[key], typed)
    return {field.name: found} if found else {}


def split_role(text: str, option: str) -> tuple[str, str]:
    """Name and role of "NAME, ROLE"; Unclear where the name is empty."""
    name, role = name_and_role(text)
    if not name.strip(" ,"):
        raise Unclear(f'{option} needs a name, as in {option} "Dana Reyes, CMO"')
    return name, role

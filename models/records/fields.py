"""What a field and a noun are, as plain data. nouns.py declares them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "line",  # one-line text: control characters are refused
    "text",  # text of several lines: newline and tab stay, the rest is shown visibly
    "integer",
    "number",
    "decimal",  # an exact number as text, as "1200.50"
    "currency",  # three letters of ISO 4217
    "date",  # YYYY-MM-DD
    "moment",  # RFC 3339 with an offset, kept in UTC
    "flag",  # true, or absent
    "choice",
    "side",  # a choice that names one of an alliance's two, by what they are in it
    "ref",  # the uid of one record of the noun `ref`
    "refs",  # a list of such uids
    "words",  # a list of one-line texts
    "entries",  # a list of small records made of `parts`
    "entry",  # one such record
    "by_person",  # {person uid: value of the one field in `parts`}
    "rule",  # RRULE text
    "zone",  # IANA time zone
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a noun or an event, declared once for table, file, form, command and search.

    `name` is its name everywhere. `private` keeps it out of every shared copy, `withholds` names the values, or any,
    with which the whole record stays out. `searched` puts its text into the search index, `asked` shows it in the form
    before `more` is opened. `low` and `high` bound numbers. `since` is the version of the file in which it came.
    A part of an entry `needs` another one beside it, without which it says nothing.
    """

    name: str
    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
    ref: str = ""
    parts: tuple[Field, ...] = ()
    low: int | None = None
    high: int | None = None
    private: bool = False
    withholds: Literal["any"] | tuple[str, ...] = ()
    searched: bool = False
    asked: bool = False
    help: str = ""
    since: int = 1
    needs: str = ""

    @property
    def column(self) -> str:
        """The name as a Python attribute: `from` is a keyword."""
        return "from_" if self.name == "from" else self.name

    def withheld(self, value: object) -> bool:
        """Whether a record that holds this value stays out of every shared copy."""
        return value is not None and (self.withholds == "any" or value in self.withholds)


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of record. `letter` begins its short id, `title` names the field that names a record."""

    name: str
    letter: str
    plural: str
    title: str
    fields: tuple[Field, ...]
    events: tuple[Field, ...] = ()

    @property
    def has_life(self) -> bool:
        """Whether its life is a series of acts, so that its state is derived from events."""
        return bool(self.events)

    def field(self, name: str) -> Field:
        """The field of that name; KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def line(name: str, **more: Any) -> Field:
    """A one-line text that is searched."""
    return Field(name, "line", searched=True, **more)


def text(name: str, **more: Any) -> Field:
    """A text of several lines that is searched."""
    return Field(name, "text", searched=True, **more)


def ref(name: str, noun: str, **more: Any) -> Field:
    """A link to one record of that noun."""
    return Field(name, "ref", ref=noun, **more)


def choice(name: str, choices: tuple[str, ...], **more: Any) -> Field:
    """One of the choices."""
    return Field(name, "choice", choices=choices, **more)


def score(name: str, **more: Any) -> Field:
    """A number from 1 to 5."""
    return Field(name, "integer", low=1, high=5, **more)


def entries(name: str, *parts: Field, **more: Any) -> Field:
    """A list of small records made of these parts."""
    return Field(name, "entries", parts=parts, **more)


def by_person(name: str, kind: Kind, **more: Any) -> Field:
    """A value of that kind for each of the two; whole numbers are from 1 to 5."""
    low, high = (1, 5) if kind == "integer" else (None, None)
    return Field(name, "by_person", parts=(Field(name, kind, low=low, high=high),), searched=kind == "text", **more)

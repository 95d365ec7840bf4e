"""Where each thing stands in the log: its table, its columns and how a stored row reads as values, from nouns.py."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from models.records.nouns import DERIVED, LIVES, NOUNS
from models.records.values import content, fields_of_event, record_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.event import Values
    from models.records.fields import Field

_JSON = ("refs", "words", "entries", "entry", "by_person")


@dataclass(frozen=True)
class TableLayout:
    """One table: `columns` are its content (uid first), `owner` is an event's column for its record's uid."""

    name: str
    columns: tuple[str, ...]
    json: frozenset[str]
    flags: frozenset[str]
    owner: str = ""
    caches: tuple[str, ...] = ()

    @cached_property
    def uids(self) -> tuple[str, ...]:
        """The columns of a row's own uid and of its owner's, which come first."""
        return ("uid", self.owner) if self.owner else ("uid",)

    @cached_property
    def select(self) -> str:
        """The columns as SQL, the id first and the hash second."""
        return ", ".join(["id", "hash", *(f'"{name}"' for name in self.columns)])

    def values(self, stored: Sequence[Any]) -> Values:
        """The content of a stored row (without id and hash) as values, nothing absent."""
        found: Values = {}
        for name, value in zip(self.columns, stored, strict=True):
            if value is None:
                continue
            if name in self.json:
                found[name] = json.loads(value)
            elif name in self.flags:
                found[name] = bool(value) if is_flag(value) else value
            else:
                found[name] = value
        return found

    def hash(self, values: Values) -> bytes:
        """The content hash of a row: blake2b-128 of its place, its uid, its owner's uid and its other values."""
        own = {name: value for name, value in values.items() if name != "uid" and name != self.owner}
        return self.hash_of(values["uid"], values.get(self.owner, ""), content(own))

    def hash_of(self, uid: str, owner: str, own: str) -> bytes:
        """The same, from the JSON text of the values that are neither uid nor owner, in the order of the columns."""
        return blake2b(f"{self.name}\n{uid}\n{owner}\n{own}".encode(), digest_size=16).digest()

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.columns)}

    def ordered(self, values: Values) -> Values:
        """The same values in the order of the columns."""
        return {name: values[name] for name in sorted(values, key=self._order.__getitem__)}


def _of(name: str, fields: Sequence[Field], owner: str = "", caches: tuple[str, ...] = ()) -> TableLayout:
    columns = ["uid", *([owner] if owner else []), *(field.name for field in fields)]
    return TableLayout(
        name,
        tuple(columns),
        frozenset(field.name for field in fields if field.kind in _JSON),
        frozenset(field.name for field in fields if field.kind == "flag"),
        owner,
        caches,
    )


def is_flag(value: object) -> bool:
    """Whether a stored value is yes or no as it is written, and not what only reads so."""
    return isinstance(value, int) and value in (0, 1)


def events_of(noun: str) -> str:
    """The name of the place that holds the events of a noun."""
    return f"{noun}_event"


def _caches(noun: str) -> tuple[str, ...]:
    return tuple(field.name for field in DERIVED.get(noun, ()))


LAYOUTS: dict[str, TableLayout] = {
    **{name: _of(name, tuple(record_fields(name).values()), caches=_caches(name)) for name in NOUNS},
    **{events_of(name): _of(events_of(name), tuple(fields_of_event(name).values()), owner=name) for name in LIVES},
    "setting": TableLayout("setting", ("uid", "name", "value"), frozenset(), frozenset()),
}
"""Every place whose rows are content: hashed, journalled, exported or kept for the log as a whole."""

_NUMBERS = {name: number for number, name in enumerate(NOUNS, 1)}
_NAMES = {number: name for name, number in _NUMBERS.items()}


def index_key(noun: str, record: int) -> int:
    """The rowid of a record in the search index."""
    return record * 16 + _NUMBERS[noun]


def from_index_key(key: int) -> tuple[str, int]:
    """The noun and id that stand behind a rowid of the search index; no noun where none has that number."""
    return _NAMES.get(key % 16, ""), key // 16

"""What a field of each kind is in a table: the column's type, and the constraints that follow from its declaration.

Values are written in their file form (ISO text for days and moments), lists and maps as JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Boolean, CheckConstraint, Column, ForeignKey, Integer, Numeric, Text
from sqlmodel.sql.sqltypes import AutoString

from models.records.fields import Field, Kind


class Json(TypeDecorator[Any]):
    """A list or map as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Write a value as JSON."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_TYPES: dict[Kind, TypeEngine[Any]] = {
    **dict.fromkeys(("line", "text", "choice", "side", "ref", "rule", "zone", "decimal", "currency"), AutoString()),
    **dict.fromkeys(("date", "moment"), Text()),
    **dict.fromkeys(("refs", "words", "entries", "entry", "by_person"), Json()),
    "integer": Integer(),
    "number": Numeric(asdecimal=False),  # with NUMERIC affinity 41 comes back as 41 and not as 41.0
    "flag": Boolean(),
}
_SCORE = (1, 5)


def column(field: Field, *, required: bool | None = None) -> Column[Any]:
    """The column that holds a field; a link leads to the uid of its noun. `required` where it is not as declared."""
    needed = field.required if required is None else required
    leads = (ForeignKey(f"{field.ref}.uid"),) if field.kind == "ref" else ()
    return Column(field.name, _TYPES[field.kind], *leads, nullable=not needed)


def constraints(fields: tuple[Field, ...]) -> Iterator[CheckConstraint]:
    """The constraints on fields that are a choice or a score."""
    for field in fields:
        if field.choices:
            yield one_of(field.name, field.choices)
        if (field.low, field.high) == _SCORE and field.kind == "integer":
            yield CheckConstraint(f'"{field.name}" BETWEEN {field.low} AND {field.high}', name=f"{field.name}_bounds")


def one_of(name: str, choices: tuple[str, ...]) -> CheckConstraint:
    """The constraint that a column holds one of the choices, or nothing.

    NULL would pass the list as well, but SQLite would make the list first: most rows of a long import hold nothing.
    """
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return CheckConstraint(f'"{name}" IS NULL OR "{name}" IN ({listed})', name=f"{name}_known")

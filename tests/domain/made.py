"""What tables of cases are made of, without a log: rows, and times as they are written."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from models.measures.survival import Case, Ending

R = TypeVar("R")


def row(of: type[R], /, **values: Any) -> R:
    """A row with those fields, of the alliance "a" where it has one, and with nothing else."""
    names: dict[str, Any] = dict.fromkeys(field.name for field in fields(of))  # type: ignore[arg-type]
    given = {"id": 1, "uid": f"{of.__name__} {sorted(values.items())}", **values}
    return of(**{**names, **({"alliance": "a"} if "alliance" in names else {}), **given})


_SIGNS: dict[str, Ending] = {"+": "open", "-": "lapsed"}


def written(text: str) -> list[Case]:
    """Cases as R prints them, `3 3+ 5-`: + is one that is still open, - one that lapsed."""
    return [Case(int(word.rstrip("+-")), _SIGNS.get(word[-1], "resolved")) for word in text.split()]

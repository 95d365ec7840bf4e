"""Rows made for a table of cases, without a log."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

R = TypeVar("R")


def row(of: type[R], /, **values: Any) -> R:
    """A row with those fields, of the alliance "a" where it has one, and with nothing else."""
    names: dict[str, Any] = dict.fromkeys(field.name for field in fields(of))  # type: ignore[arg-type]
    given = {"id": 1, "uid": f"{of.__name__} {sorted(values.items())}", **values}
    return of(**{**names, **({"alliance": "a"} if "alliance" in names else {}), **given})

"""Where a criterion of shared success stands, by its check-ins."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from models.records.naming import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.rows import Criterion

COURSES = {"on": "on course", "off": "off course", "done": "met"}
"""What the status of a check-in says."""


def stands(criterion: Criterion) -> str:
    """Where a criterion stands by its last check-in: "15 days, target 8, off course"; empty before the first."""
    if not criterion.check_ins:
        return ""
    last = criterion.check_ins[-1]
    unit = f" {one_line(criterion.unit)}" if criterion.unit else ""
    value = f"{last['value']:g}" if last.get("value") is not None else ""
    target = f"target {criterion.target:g}" if value and criterion.target is not None else ""
    course = COURSES.get(str(last.get("status")), "")
    return ", ".join(filter(None, (f"{value}{unit}" if value else "", target, course)))


def money(entry: Mapping[str, Any]) -> str:
    """The money that a check-in holds, with how sure it is: "1200.50 EUR, estimate"; empty where it holds none."""
    if "amount" not in entry:
        return ""
    return ", ".join(filter(None, (f"{Decimal(entry['amount']):,} {entry['currency']}", entry.get("sureness", ""))))


def values_of(criterion: Criterion) -> tuple[float, ...]:
    """What the check-ins of a criterion measured, in order."""
    return tuple(float(item["value"]) for item in criterion.check_ins or () if item.get("value") is not None)

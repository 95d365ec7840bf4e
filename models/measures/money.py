"""What criteria of shared success brought in money: sums by initiative, currency and sureness, exact to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from models.records.choices import SURENESS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.records.rows import Criterion

_SURENESS = ("measured", *(name for name in reversed(SURENESS) if name != "measured"), "")


class Sum(NamedTuple):
    """What the check-ins of an initiative add up to, in one currency and of one sureness; empty where none was told."""

    initiative: str
    currency: str
    sureness: str
    amount: Decimal


def sums(criteria: Iterable[Criterion], as_of: date) -> list[Sum]:
    """What check-ins up to the end of a day brought, by initiative.

    Each amount is what came since the check-in before it, so they are added up; never across currencies, nor across
    how sure they are. The surest comes first.
    """
    found: dict[tuple[str, str, str], Decimal] = {}
    for item in criteria:
        for entry in item.check_ins or ():
            if "amount" in entry and date.fromisoformat(str(entry["on"])) <= as_of:
                key = (item.initiative or "", str(entry["currency"]), str(entry.get("sureness") or ""))
                found[key] = found.get(key, Decimal()) + Decimal(str(entry["amount"]))
    return [Sum(*key, found[key]) for key in sorted(found, key=_order)]


def _order(key: tuple[str, str, str]) -> tuple[bool, str, str, int]:
    initiative, currency, sureness = key
    return not initiative, initiative, currency, _SURENESS.index(sureness)


def say_sum(found: Sum) -> str:
    """A sum in words: "12,000.50 EUR measured"."""
    return " ".join(filter(None, (f"{found.amount:,}", found.currency, found.sureness)))

"""What criteria brought in money: exact, by initiative, never across currencies or how sure they are."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.measures.money import say_sum, sums
from models.records.choices import SURENESS
from models.records.rows import Criterion
from tests.domain.made import row

TODAY = date(2026, 11, 21)


def entry(amount: str, currency: str = "EUR", sureness: str | None = None, days: int = 1) -> dict[str, Any]:
    told = {"on": str(TODAY - timedelta(days)), "amount": amount, "currency": currency}
    return {**told, "sureness": sureness} if sureness else told


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([("", [])], []),
        ([("", [{"on": "2026-11-01", "value": 3}])], []),
        ([("", [entry("0.10"), entry("0.20")])], ["0.30 EUR"]),
        ([("", [entry("1000000"), entry("0.01")])], ["1,000,000.01 EUR"]),
        ([("", [entry("-250.50"), entry("250.50")])], ["0.00 EUR"]),
        ([("", [entry("1"), entry("2", "USD")])], ["1 EUR", "2 USD"]),
        ([("", [entry("1", sureness="guess"), entry("2", sureness="measured")])], ["2 EUR measured", "1 EUR guess"]),
        ([("", [entry("1", days=0), entry("2", days=-1)])], ["1 EUR"]),
        ([("One", [entry("1")]), ("One", [entry("2")]), ("Two", [entry("4")]), ("", [entry("8")])],
         ["3 EUR", "4 EUR", "8 EUR"]),
    ],
)  # fmt: skip
def test_sums(told: list[tuple[str, list[dict[str, Any]]]], said: list[str]) -> None:
    criteria = [row(Criterion, name="K", initiative=name or None, check_ins=entries) for name, entries in told]
    assert [say_sum(found) for found in sums(criteria, TODAY)] == said


AMOUNTS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)
ENTRIES = st.tuples(
    st.sampled_from(["One", "Two"]), AMOUNTS, st.sampled_from(["EUR", "USD"]), st.sampled_from(SURENESS)
)


@given(st.lists(ENTRIES, max_size=12))
def test_nothing_is_rounded_lost_or_mixed(told: list[tuple[str, Decimal, str, str]]) -> None:
    criteria = [
        row(Criterion, name="K", initiative=name, check_ins=[entry(str(amount), currency, sureness)])
        for name, amount, currency, sureness in told
    ]
    due: dict[tuple[str, str, str], Decimal] = {}
    for name, amount, currency, sureness in told:
        due[name, currency, sureness] = due.get((name, currency, sureness), Decimal()) + amount
    found = sums(criteria, TODAY)
    assert {(item.initiative, item.currency, item.sureness): item.amount for item in found} == due
    assert sum((item.amount for item in found), Decimal()) == sum((amount for _, amount, *_ in told), Decimal())

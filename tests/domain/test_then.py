"""What the two share as it stood on an earlier day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.rows import Criterion, Customer, Note
from models.then import all_as_they_stood, as_it_stood
from tests.domain.test_recall import ME, OTHER, row

DAY = date(2026, 3, 10)
LATER = datetime(2026, 4, 1, 12, tzinfo=UTC)
BEFORE = datetime(2026, 2, 1, 12, tzinfo=UTC)
FIRST, SECOND = {"on": "2026-03-10", "value": 1}, {"on": "2026-03-11", "value": 2}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"check_ins": [FIRST, SECOND], "met_on": date(2026, 3, 11), "credit": "x"}, ([FIRST], None, None)),
        ({"check_ins": [FIRST], "met_on": DAY, "credit": "x"}, ([FIRST], DAY, "x")),
        ({"check_ins": [SECOND]}, (None, None, None)),
        ({"created_at": BEFORE}, (None, None, None)),
        ({"created_at": LATER, "check_ins": [FIRST]}, ([FIRST], None, None)),
        ({"created_at": LATER, "check_ins": [SECOND]}, None),
        ({"created_at": LATER}, None),
    ],
)
def test_a_criterion(values: dict[str, Any], expected: tuple[Any, ...] | None) -> None:
    found = as_it_stood(row(Criterion, name="K", **values), DAY)
    assert (found and (found.check_ins, found.met_on, found.credit)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"agreed": {ME: "2026-03-10", OTHER: "2026-03-11"}}, {ME: "2026-03-10"}),
        ({"agreed": {ME: "2026-03-11"}}, "not there"),
        ({"agreed": {ME: "2026-03-11"}, "created_at": BEFORE}, None),
        ({"created_at": LATER}, "not there"),
        ({}, None),
    ],
)
def test_a_customer_card(values: dict[str, Any], expected: Any) -> None:
    found = as_it_stood(row(Customer, text="C", **values), DAY)
    assert (found.agreed if found else "not there") == expected


def test_other_records_stay_as_they_are() -> None:
    note = row(Note, kind="learning", text="N", created_at=LATER)
    cards = [row(Customer, text="C", created_at=LATER), row(Customer, text="D")]
    assert as_it_stood(note, DAY) is note
    assert [card.text for card in all_as_they_stood(cards, DAY)] == ["D"]

"""What the two share as it stood on an earlier day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.records.as_it_stood import all_as_they_stood, as_it_stood
from models.records.rows import Criterion, Customer, Note
from tests.domain.made import row
from tests.domain.test_recall import ME, OTHER, the_pair

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
    found = as_it_stood(row(Criterion, name="K", **values), the_pair(), DAY)
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
    found = as_it_stood(row(Customer, text="C", **values), the_pair(), DAY)
    assert (found.agreed if found else "not there") == expected


@pytest.mark.parametrize(
    ("created", "zone", "there"),
    [
        ("2026-03-11T01:00:00+00:00", "America/Los_Angeles", True),
        ("2026-03-11T09:00:00+00:00", "America/Los_Angeles", False),
        ("2026-03-10T09:00:00+00:00", "Pacific/Auckland", True),
        ("2026-03-10T20:00:00+00:00", "Pacific/Auckland", False),
    ],
)
def test_the_day_on_which_it_was_written_is_that_of_the_alliance(created: str, zone: str, there: bool) -> None:
    pair = replace(the_pair(), zone=ZoneInfo(zone))
    written = {"created_at": datetime.fromisoformat(created)}
    assert (as_it_stood(row(Criterion, name="K", **written), pair, DAY) is not None) == there
    assert (as_it_stood(row(Customer, text="C", **written), pair, DAY) is not None) == there


def test_other_records_stay_as_they_are() -> None:
    note = row(Note, kind="learning", text="N", created_at=LATER)
    cards = [row(Customer, text="C", created_at=LATER), row(Customer, text="D")]
    assert as_it_stood(note, the_pair(), DAY) is note
    assert [card.text for card in all_as_they_stood(cards, the_pair(), DAY)] == ["D"]

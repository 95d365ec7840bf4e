"""Windows of days: the quarter that has just ended."""

from __future__ import annotations

from datetime import date

import pytest

from models.measures.window import Window, just_ended
from models.pages.today import review_is_ready


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        ("2026-10-01", "2026-07-01", "2026-09-30"),
        ("2026-10-14", "2026-07-01", "2026-09-30"),
        ("2027-01-01", "2026-10-01", "2026-12-31"),
        ("2028-04-14", "2028-01-01", "2028-03-31"),
    ],
)
def test_the_first_two_weeks_look_back(day: str, since: str, until: str) -> None:
    assert just_ended(date.fromisoformat(day)) == Window(date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize("day", ["2026-10-15", "2026-12-31", "2026-09-30"])
def test_later_days_do_not(day: str) -> None:
    assert just_ended(date.fromisoformat(day)) is None


def test_it_is_called_by_its_months() -> None:
    ended = just_ended(date(2026, 10, 3))
    assert ended is not None
    assert review_is_ready(ended) == "The review of July to September is ready"

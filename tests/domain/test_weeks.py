"""What falls due by week: the names of the groups, their bounds, and that every item stands in exactly one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.time.weeks import by_week

SATURDAY = date(2026, 11, 21)

# As of Saturday 21 November 2026 unless told: due, then the group.
TABLE = [
    ("2020-02-29", "LATE"),
    ("2026-11-20", "LATE"),
    ("2026-11-21", "THIS WEEK"),
    ("2026-11-22", "THIS WEEK"),
    ("2026-11-23", "NEXT WEEK"),
    ("2026-11-29", "NEXT WEEK"),
    ("2026-11-30", "WEEK OF 30 NOV"),
    ("2026-12-06", "WEEK OF 30 NOV"),
    ("2026-12-07", "WEEK OF 7 DEC"),
    ("2026-12-27", "WEEK OF 21 DEC"),
    ("2026-12-28", "WEEK OF 28 DEC"),
    ("2027-01-03", "WEEK OF 28 DEC"),
    ("2027-01-04", "LATER"),
    ("2031-01-01", "LATER"),
    (None, "UNDATED"),
]


@pytest.mark.parametrize(("due", "label"), TABLE)
def test_the_group_of_a_day(due: str | None, label: str) -> None:
    day = date.fromisoformat(due) if due else None
    assert by_week([day], lambda item: item, SATURDAY) == [(label, [day])]


@pytest.mark.parametrize(
    ("as_of", "due", "label"),
    [
        ("2026-11-22", "2026-11-22", "THIS WEEK"),
        ("2026-11-22", "2026-11-23", "NEXT WEEK"),
        ("2026-11-23", "2026-11-23", "THIS WEEK"),
        ("2026-11-23", "2026-11-22", "LATE"),
        ("2026-11-23", "2026-11-29", "THIS WEEK"),
        ("2026-11-23", "2026-11-30", "NEXT WEEK"),
        ("2026-12-24", "2027-01-03", "NEXT WEEK"),
        ("2026-12-24", "2027-01-04", "WEEK OF 4 JAN 2027"),
        ("2027-01-01", "2027-01-11", "WEEK OF 11 JAN"),
    ],
)
def test_on_other_days(as_of: str, due: str, label: str) -> None:
    assert by_week([due], date.fromisoformat, date.fromisoformat(as_of)) == [(label, [due])]


@pytest.mark.parametrize(
    ("weeks", "labels"),
    [
        (0, ["THIS WEEK", "LATER"]),
        (1, ["THIS WEEK", "NEXT WEEK", "LATER"]),
        (3, ["THIS WEEK", "NEXT WEEK", "WEEK OF 30 NOV", "WEEK OF 7 DEC", "LATER"]),
    ],
)
def test_so_many_weeks(weeks: int, labels: list[str]) -> None:
    days = [SATURDAY + timedelta(number) for number in range(60)]
    assert [week.label for week in by_week(days, lambda day: day, SATURDAY, weeks)] == labels


def test_within_a_group_by_date_then_as_it_came() -> None:
    items = [("d", None), ("a", 2), ("c", 1), ("b", 2), ("e", None), ("f", -1), ("g", -9)]
    found = by_week(items, lambda item: None if item[1] is None else date(2026, 11, 23) + timedelta(item[1]), SATURDAY)
    told = [(week.label, "".join(name for name, _ in week.items)) for week in found]
    assert told == [("LATE", "g"), ("THIS WEEK", "f"), ("NEXT WEEK", "cab"), ("UNDATED", "de")]


def test_nothing_makes_no_group() -> None:
    assert by_week([], lambda day: day, SATURDAY) == []


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(st.data(), DAYS, st.integers(0, 12))
def test_every_item_once_and_in_its_bounds(data: st.DataObject, as_of: date, weeks: int) -> None:
    near = st.integers(-20, 120).map(lambda days: as_of + timedelta(days))
    items = list(enumerate(data.draw(st.lists(st.none() | near | DAYS, max_size=60))))
    found = by_week(items, lambda item: item[1], as_of, weeks)
    assert Counter(item for week in found for item in week.items) == Counter(items)
    assert all(week.items for week in found)
    sunday = as_of + timedelta(6 - as_of.weekday())
    for label, own in found:
        assert own == sorted(own, key=lambda item: (item[1] or date.min, item[0]))
        for _, day in own:
            assert label == expected(day, as_of, sunday, weeks)


def expected(day: date | None, as_of: date, sunday: date, weeks: int) -> str:
    """The label of a day, worked out day by day."""
    if day is None:
        return "UNDATED"
    if day < as_of:
        return "LATE"
    number = -((sunday - day).days // 7)  # weeks from this one
    if number > weeks:
        return "LATER"
    monday = day - timedelta(day.weekday())
    year = "" if monday.year == as_of.year else f" {monday.year}"
    named = f"WEEK OF {monday.day} {monday:%b}{year}".upper()
    return {0: "THIS WEEK", 1: "NEXT WEEK"}.get(number, named)

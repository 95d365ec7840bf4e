"""Rhythms: from words to rules and back, and from rules to dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import assume, given
from hypothesis import strategies as st

from models.errors import BadDate
from models.time.cadence import parse_cadence, say_cadence
from models.time.recurrence import check_rule, expected_dates, interval_days, next_moment
from models.time.rrule import DAY_CODES, CadenceRule, read_rule

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
FORTNIGHTLY = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=14;BYMINUTE=0"
WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"
DOCS = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")

STARTS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
Value = TypeVar("Value")
VOCABULARY = (
    "every each other second first last third 2 3 99 0 two mon tuesday fridays weekday working day days week weeks "
    "month months quarter year of the on and 15th 31st weekly monthly daily biweekly 14:00 9am 25:00 at , ; = "
    "FREQ=WEEKLY FREQ=MONTHLY INTERVAL=2 BYDAY=TU BYDAY=1MO BYSETPOS=1 BYHOUR=14 COUNT=3"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=8)
TEXTS = st.one_of(st.text(max_size=30), WORDS.map(" ".join), WORDS.map(";".join))


def refusal(call: Callable[[], object]) -> str:
    """The one line with which `call` is refused: what is wrong; what to do."""
    with pytest.raises(BadDate) as caught:
        call()
    line = str(caught.value)
    assert line.isprintable()
    assert "; " in line
    return line


def documented(section: str) -> list[tuple[str, str]]:
    """The rows of the table of a section of docs/dates.md: each thing written, and the cell after it."""
    body = DOCS.split(f"\n## {section}\n")[1].split("\n#")[0]
    rows = re.findall(r"^\| (`.*`) \| (.*) \|$", body, re.MULTILINE)
    assert rows
    return [(text, cell) for texts, cell in rows for text in re.findall(r"`([^`]+)`", texts)]


def some(values: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    """None of the values, or up to four."""
    return st.one_of(st.just(()), st.lists(values, min_size=1, max_size=4, unique=True).map(tuple))


def from_either_end(most: int) -> st.SearchStrategy[int]:
    """1 to `most`, or as much counted from the end."""
    return st.integers(1, most).flatmap(lambda n: st.sampled_from([n, -n]))


@st.composite
def rules(draw: st.DrawFn) -> CadenceRule:
    """Rules of every kind that is taken, and hardly any other."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    months = draw(some(st.integers(1, 12)))
    monthdays = draw(some(from_either_end(31))) if freq != "WEEKLY" else ()
    counted = freq == "MONTHLY" or (freq == "YEARLY" and months)
    ordinals = draw(st.sampled_from([[0], [1, 2, 3, 4, 5, -1, -2]] if counted else [[0]]))
    weekdays = draw(some(st.tuples(st.sampled_from(ordinals), st.integers(0, 6))))
    picks = freq != "DAILY" and (monthdays or weekdays)
    positions = draw(some(from_either_end(5))) if picks else ()
    rule = CadenceRule(
        freq, draw(st.integers(1, 4)), months, monthdays, weekdays, positions, None, draw(st.integers(0, 6))
    )
    try:
        return read_rule(check_rule(rule.text()))
    except BadDate:
        assume(False)
        raise


def by_dateutil(rule: CadenceRule, begins: date, until: date) -> list[date]:
    """The dates of a rule that begins on `begins`, by the library that knows all of RFC 5545."""
    days = [rrule.weekday(day, ordinal or None) for ordinal, day in rule.weekdays]
    parts: dict[str, Any] = {
        "bymonth": rule.months,
        "bymonthday": rule.monthdays,
        "byweekday": days,
        "bysetpos": rule.positions,
    }
    told = {name: value for name, value in parts.items() if value}
    freq = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY").index(rule.freq)
    start, end = (datetime(day.year, day.month, day.day) for day in (begins, until))  # noqa: DTZ001
    found = rrule.rrule(freq, start, interval=rule.interval, wkst=rule.week_start, until=end, **told)  # type: ignore[arg-type]
    return [moment.date() for moment in found]


# Words


@pytest.mark.parametrize(("text", "understood"), documented("Rhythms"))
def test_the_documented_rhythms_are_understood_as_documented(text: str, understood: str) -> None:
    assert say_cadence(parse_cadence(text)) == understood


@pytest.mark.parametrize("text", [text for text, _ in documented("What is refused")])
def test_what_is_documented_as_refused_is_no_rhythm(text: str) -> None:
    refusal(lambda: parse_cadence(text))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every other tuesday 14:00", FORTNIGHTLY),
        ("Every Other Tuesday, at 2pm", FORTNIGHTLY),
        ("every other week on tue 14:00", FORTNIGHTLY),
        ("14:00 every second week on tue", FORTNIGHTLY),
        ("every tuesday", "FREQ=WEEKLY;BYDAY=TU"),
        ("every week on tue", "FREQ=WEEKLY;BYDAY=TU"),
        ("tuesdays", "FREQ=WEEKLY;BYDAY=TU"),
        ("weekly on tue 9:30", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=9;BYMINUTE=30"),
        ("every tue at 0:00", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=0;BYMINUTE=0"),
        ("every thu, tue", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("every mon, wed and fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("every three weeks on monday", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"),
        ("every weekday", f"FREQ=WEEKLY;{WORKDAYS}"),
        ("every business day", f"FREQ=WEEKLY;{WORKDAYS}"),
        ("weekdays 9am", f"FREQ=WEEKLY;{WORKDAYS};BYHOUR=9;BYMINUTE=0"),
        ("every day", "FREQ=DAILY"),
        ("every other day", "FREQ=DAILY;INTERVAL=2"),
        ("first monday of the month 9:30", "FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=30"),
        ("every first monday of the month", "FREQ=MONTHLY;BYDAY=1MO"),
        ("2nd tuesday of each month", "FREQ=MONTHLY;BYDAY=2TU"),
        ("monthly on the first monday", "FREQ=MONTHLY;BYDAY=1MO"),
        ("first and last monday of the month", "FREQ=MONTHLY;BYDAY=1MO,-1MO"),
        ("first monday and third thursday of the month", "FREQ=MONTHLY;BYDAY=1MO,3TH"),
        ("every 2 months on the first monday", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO"),
        ("last friday of every 3 months", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR"),
        ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("monthly on the first", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("the 1st and 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("15th and last day of the month", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
        ("last working day of the month", f"FREQ=MONTHLY;{WORKDAYS};BYSETPOS=-1"),
        ("first monday of the quarter", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO"),
        ("quarterly on the last friday", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=-1FR"),
        ("every quarter on the last day", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("first weekday of the quarter", f"FREQ=MONTHLY;BYMONTH=1,4,7,10;{WORKDAYS};BYSETPOS=1"),
        (" rrule:freq=weekly;byday=th,tu;interval=1 ", "FREQ=WEEKLY;BYDAY=TU,TH"),
    ],
)
def test_rhythms_in_words(text: str, rule: str) -> None:
    assert parse_cadence(text) == rule
    assert parse_cadence(say_cadence(rule)) == rule


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "no rhythm is given; write for example every other tuesday 14:00"),
        ("weekly", "write for example every tuesday or every 2 weeks on tue"),
        ("every 2 weeks", "needs its weekday"),
        ("monthly", "write for example first monday of the month"),
        ("every quarter", "write for example first monday of the quarter"),
        ("biweekly on tue", "could be read in two ways"),
        ("bimonthly", "could be read in two ways"),
        ("every second tuesday", "write second tuesday of the month, or for example every other tuesday"),
        ("every first monday", "write first monday of the month"),
        ("31st of the month", "not every month has a 31st day of the month; write last day of the month"),
        ("fifth monday of the month", "not every month has a 5th"),
        ("15th of the quarter", "does not say of which month"),
        ("first and last monday of the quarter", "does not say of which month"),
        ("second last friday of the month", "is not a rhythm"),
        ("first monday and 15th of the month", "is not a rhythm"),
        ("every other weekday", "is not a rhythm"),
        ("every other quarter on the first monday", "is not a rhythm"),
        ("every 0 days", "is not a rhythm"),
        ("every 99 weeks on mon", "use 1 to 52"),
        ("tuesday", "is not a rhythm"),
        ("twice a week", "is not a rhythm"),
        ("every tuesday of the month", "is not a rhythm"),
        ("every monday morning", "is not a rhythm"),
        ("every tue and", "is not a rhythm"),
        ("every tuesday 25:00", '"25:00" is not a time'),
        ("every tuesday 14:00 15:00", "has two times"),
        ("every tuesday\x1b[2J", "is not a rhythm"),
        ("every tue " * 30, "is not a rhythm"),
        ("every " + "9" * 5000 + " days", "is not a rhythm"),
    ],
)
def test_what_is_no_rhythm_is_refused_with_a_hint(text: str, hint: str) -> None:
    assert hint in refusal(lambda: parse_cadence(text))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY;INTERVAL=3;BYHOUR=8;BYMINUTE=5", "every 3 days, 08:05"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=WEEKLY;INTERVAL=2", "every other week"),
        (f"FREQ=WEEKLY;INTERVAL=2;{WORKDAYS}", "every other Monday, Tuesday, Wednesday, Thursday and Friday"),
        ("FREQ=MONTHLY;INTERVAL=2", "every other month"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "first Monday of the month"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "second-last Friday of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=2,22,-1,-7", "2nd, 22nd, 7th-last day and last day of the month"),
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3,9;BYMONTHDAY=1", "every other year on 1 March and 1 September"),
        # Where no plain words would be right, the rule speaks for itself.
        ("FREQ=MONTHLY;BYDAY=MO", "by the rule FREQ=MONTHLY;BYDAY=MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=1", "by the rule FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=1"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "by the rule FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
        ("FREQ=MONTHLY;BYMONTH=1,2;BYDAY=1MO", "by the rule FREQ=MONTHLY;BYMONTH=1,2;BYDAY=1MO"),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=1MO,-1MO", "by the rule FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=1MO,-1MO"),
        ("FREQ=WEEKLY;BYMONTH=3", "by the rule FREQ=WEEKLY;BYMONTH=3"),
    ],
)
def test_rules_are_said_in_words(rule: str, said: str) -> None:
    assert say_cadence(rule) == said


@given(TEXTS)
def test_any_text_is_a_rhythm_or_refused(text: str) -> None:
    try:
        rule: str | None = parse_cadence(text)
    except BadDate as refused:
        rule, line = None, str(refused)
    if rule is None:
        assert line.isprintable()
    else:
        assert check_rule(rule) == rule
        assert say_cadence(rule)


# Rules


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (FORTNIGHTLY, FORTNIGHTLY),
        (FORTNIGHTLY + ";BYSECOND=0", FORTNIGHTLY),
        ("RRULE:freq=monthly;byday=-1fr,+1MO,1MO;interval=01;wkst=mo;", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("BYHOUR=9;FREQ=DAILY", "FREQ=DAILY;BYHOUR=9;BYMINUTE=0"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        ("WKST=SU;FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;WKST=SU"),
    ],
)
def test_rules_are_brought_to_one_form(text: str, rule: str) -> None:
    assert check_rule(text) == rule


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("", "is not a rhythm"),
        ("weekly", "is not a part of a rule"),
        ("BYDAY=TU", "use DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=SECONDLY", "use DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=MINUTELY", "use DAILY"),
        ("FREQ=HOURLY;INTERVAL=24", "use DAILY"),
        ("FREQ=DAILY;INTERVAL=0", "use 1 to 366"),
        ("FREQ=DAILY;INTERVAL=-1", "use 1 to 366"),
        ("FREQ=WEEKLY;INTERVAL=53", "use 1 to 52"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 300, "is not known"),
        ("FREQ=DAILY;INTERVAL=1,2", "more than one"),
        ("FREQ=DAILY;BYHOUR=9,17", "more than one"),
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30", "more than one"),
        ("FREQ=DAILY;BYHOUR=24", "use 0 to 23"),
        ("FREQ=DAILY;BYHOUR=9;BYSECOND=30", "use 0 to 0"),
        ("FREQ=DAILY;BYMINUTE=30", "add BYHOUR"),
        ("FREQ=DAILY;COUNT=1000000000", "leave COUNT out"),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", "leave UNTIL out"),
        ("DTSTART=20260101T090000;FREQ=DAILY", "leave DTSTART out"),
        ("DTSTART:20260101\nRRULE:FREQ=DAILY", "is not a part of a rule"),
        ("FREQ=YEARLY;BYWEEKNO=20", "leave BYWEEKNO out"),
        ("FREQ=YEARLY;BYYEARDAY=100", "leave BYYEARDAY out"),
        ("FREQ=YEARLY;BYEASTER=0", "leave BYEASTER out"),
        ("FREQ=WEEKLY;X-NAME=1", "is not a part of a rule"),
        ("FREQ=WEEKLY;RSCALE=CHINESE", "is not known"),
        ("FREQ=WEEKLY;FREQ=DAILY", "told twice"),
        ("FREQ=WEEKLY;BYDAY=", "is not a part of a rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "is not a weekday"),
        ("FREQ=WEEKLY;WKST=XX", "is not a weekday"),
        ("FREQ=MONTHLY;BYDAY=6MO", "is not known"),
        ("FREQ=MONTHLY;BYDAY=0MO", "is not known"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "use 1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "use 1 to 31"),
        ("FREQ=MONTHLY;BYMONTH=-1", "use 1 to 12"),
        ("FREQ=WEEKLY;BYDAY=1MO", "use FREQ=MONTHLY"),
        ("FREQ=YEARLY;BYDAY=1MO", "use FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", "all of its weekdays or none"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "use FREQ=MONTHLY"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=1", "leave BYSETPOS out"),
        ("FREQ=MONTHLY;BYSETPOS=1", "add BYDAY"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never comes round"),
        ("FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31", "never comes round"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3", "never comes round"),
        ("FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "never comes round"),
        ("FREQ=DAILY;\x1b[2J", "is not a part of a rule"),
        ("FREQ=DAILY;" * 100, "is not a rhythm"),
    ],
)
def test_a_rule_that_is_no_rhythm_is_refused(rule: str, hint: str) -> None:
    assert hint in refusal(lambda: check_rule(rule))


@given(rules())
def test_a_checked_rule_stays_as_it_is(rule: CadenceRule) -> None:
    assert check_rule(rule.text()) == rule.text()
    assert read_rule(rule.text()) == rule


# Dates


@pytest.mark.parametrize(
    ("rule", "started_on", "first"),
    [
        (FORTNIGHTLY, date(2026, 1, 1), ["2026-01-06", "2026-01-20", "2026-02-03"]),
        (FORTNIGHTLY, date(2026, 1, 6), ["2026-01-06", "2026-01-20", "2026-02-03"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", date(2026, 1, 7), ["2026-01-08", "2026-01-20", "2026-01-22"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", date(2026, 1, 4), ["2026-01-04", "2026-01-12", "2026-01-18"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", date(2026, 1, 4), ["2026-01-04", "2026-01-05", "2026-01-18"]),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=2", date(2026, 1, 7), ["2026-01-13", "2026-01-20", "2026-01-27"]),
        ("FREQ=WEEKLY", date(2026, 1, 1), ["2026-01-01", "2026-01-08", "2026-01-15"]),
        ("FREQ=MONTHLY;BYDAY=1MO", date(2026, 1, 6), ["2026-02-02", "2026-03-02", "2026-04-06"]),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", date(2026, 1, 6), ["2026-02-02", "2026-04-06", "2026-06-01"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 1, 31), ["2026-02-27", "2026-03-27", "2026-04-24"]),
        (f"FREQ=MONTHLY;{WORKDAYS};BYSETPOS=-1", date(2026, 1, 30), ["2026-01-30", "2026-02-27", "2026-03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2028, 2, 1), ["2028-02-29", "2028-03-31", "2028-04-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 2, 1), ["2026-03-31", "2026-05-31", "2026-07-31"]),
        ("FREQ=MONTHLY", date(2026, 1, 31), ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO", date(2026, 1, 6), ["2026-04-06", "2026-07-06", "2026-10-05"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2026, 1, 1), ["2028-02-29", "2032-02-29", "2036-02-29"]),
        ("FREQ=YEARLY", date(2028, 2, 29), ["2028-02-29", "2032-02-29", "2036-02-29"]),
        ("FREQ=DAILY;INTERVAL=3", date(2026, 2, 27), ["2026-02-27", "2026-03-02", "2026-03-05"]),
    ],
)
def test_a_rule_begins_on_the_first_day_it_allows(rule: str, started_on: date, first: list[str]) -> None:
    days = expected_dates(rule, started_on, started_on + timedelta(4400))
    assert [day.isoformat() for day in days[:3]] == first


def test_expected_dates_include_both_ends_and_nothing_outside() -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU"
    assert expected_dates(rule, date(2026, 1, 6), date(2026, 1, 13)) == [date(2026, 1, 6), date(2026, 1, 13)]
    assert expected_dates(rule, date(2026, 1, 7), date(2026, 1, 12)) == []
    assert expected_dates(rule, date(2026, 1, 6), date(2025, 1, 6)) == []


def test_ten_years_of_every_other_tuesday() -> None:
    days = expected_dates(FORTNIGHTLY, date(2016, 1, 1), date(2025, 12, 31))
    assert len(days) == 261
    assert {later - day for day, later in pairwise(days)} == {timedelta(14)}


@pytest.mark.parametrize("started_on", [date.min, date(1900, 1, 1), date(2200, 12, 31), date.max])
def test_no_start_is_too_early_or_too_late(started_on: date) -> None:
    assert all(1900 <= day.year <= 2200 for day in expected_dates("FREQ=YEARLY", started_on, date.max))
    assert interval_days("FREQ=DAILY;INTERVAL=2", started_on) == 2


@given(rules(), STARTS)
def test_the_dates_are_those_of_dateutil(rule: CadenceRule, started_on: date) -> None:
    # Within the first week dateutil counts positions from its first day only, against RFC 5545.
    assume(not (rule.freq == "WEEKLY" and rule.positions))
    until = started_on + timedelta(1500)
    days = expected_dates(rule.text(), started_on, until)
    # dateutil stops only at a date past `until`: a rule that soon has none would keep it busy to the year 9999.
    assume(days and next_moment(rule.text(), started_on, until, LONDON))
    assert days == by_dateutil(rule, days[0], until)
    assert days == sorted(set(days))
    assert started_on <= days[0]
    assert days[-1] <= until


@given(rules(), STARTS)
def test_the_first_date_is_the_first_that_the_by_parts_allow(rule: CadenceRule, started_on: date) -> None:
    assume(rule.weekdays or rule.monthdays)
    assume(not (rule.freq == "WEEKLY" and rule.positions))
    until = started_on + timedelta(1500)
    every = CadenceRule(rule.freq, 1, rule.months, rule.monthdays, rule.weekdays, rule.positions, None, rule.week_start)
    assert expected_dates(rule.text(), started_on, until)[:1] == by_dateutil(every, started_on, until)[:1]


@given(rules(), STARTS)
def test_every_date_is_one_that_the_rule_names(rule: CadenceRule, started_on: date) -> None:
    weekdays = {day for _, day in rule.weekdays}
    for day in expected_dates(rule.text(), started_on, started_on + timedelta(800)):
        assert not rule.months or day.month in rule.months
        assert not weekdays or day.weekday() in weekdays
        if rule.monthdays:
            left = ((day.replace(day=28) + timedelta(4)).replace(day=1) - day).days
            assert day.day in rule.monthdays or -left in rule.monthdays


# The next meeting


@pytest.mark.parametrize(
    ("rule", "from_day", "zone", "expected"),
    [
        (FORTNIGHTLY, date(2026, 1, 20), LONDON, (date(2026, 1, 20), "2026-01-20 14:00")),
        (FORTNIGHTLY, date(2026, 1, 21), LONDON, (date(2026, 2, 3), "2026-02-03 14:00")),
        (FORTNIGHTLY, date(2026, 7, 1), LONDON, (date(2026, 7, 7), "2026-07-07 13:00")),
        (FORTNIGHTLY, date(2026, 7, 1), NEW_YORK, (date(2026, 7, 7), "2026-07-07 18:00")),
        (FORTNIGHTLY, date(2020, 1, 1), LONDON, (date(2026, 1, 6), "2026-01-06 14:00")),
        ("FREQ=WEEKLY;BYDAY=TU", date(2026, 1, 7), LONDON, (date(2026, 1, 13), None)),
        ("FREQ=DAILY;BYHOUR=0", date(2026, 1, 7), LONDON, (date(2026, 1, 7), "2026-01-07 00:00")),
        # The clock skips 01:30 and 02:30 there: the meeting is as much later.
        ("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", date(2027, 3, 28), LONDON, (date(2027, 3, 28), "2027-03-28 01:30")),
        ("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", date(2027, 3, 14), NEW_YORK, (date(2027, 3, 14), "2027-03-14 07:30")),
        # It shows 01:30 twice: the meeting is at the first.
        ("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", date(2026, 10, 25), LONDON, (date(2026, 10, 25), "2026-10-25 00:30")),
        ("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", date(2026, 11, 1), NEW_YORK, (date(2026, 11, 1), "2026-11-01 05:30")),
        ("FREQ=DAILY", date.max, LONDON, None),
    ],
)
def test_the_next_meeting(rule: str, from_day: date, zone: ZoneInfo, expected: tuple[date, str | None] | None) -> None:
    found = next_moment(rule, date(2026, 1, 1), from_day, zone)
    if expected is None or found is None:
        assert found is expected
        return
    day, moment = found
    assert day == expected[0]
    assert (f"{moment:%Y-%m-%d %H:%M}" if moment else None) == expected[1]
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (FORTNIGHTLY, 14),
        ("FREQ=WEEKLY;BYDAY=TU", 7),
        ("FREQ=WEEKLY;BYDAY=TU,TH", 5),  # 23 gaps that begin with 5, because it begins on a Thursday
        (f"FREQ=WEEKLY;{WORKDAYS}", 1),
        ("FREQ=MONTHLY;BYDAY=1MO", 28),
        ("FREQ=MONTHLY;BYMONTHDAY=15", 31),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", 1461),
    ],
)
def test_the_interval_is_the_median_gap(rule: str, days: float) -> None:
    assert interval_days(rule, date(2026, 1, 1)) == days


@given(rules(), STARTS)
def test_every_rule_has_an_interval(rule: CadenceRule, started_on: date) -> None:
    assert interval_days(rule.text(), started_on) > 0


def test_bad_rules_are_refused_everywhere() -> None:
    for call in (say_cadence, check_rule, read_rule, parse_cadence):
        refusal(lambda call=call: call("FREQ=SECONDLY"))  # type: ignore[misc]
    refusal(lambda: expected_dates("FREQ=SECONDLY", date(2026, 1, 1), date(2026, 1, 1)))
    refusal(lambda: next_moment("FREQ=SECONDLY", date(2026, 1, 1), date(2026, 1, 1), LONDON))
    refusal(lambda: interval_days("FREQ=SECONDLY", date(2026, 1, 1)))


def test_weekday_codes_are_in_the_order_of_weekdays() -> None:
    assert [f"{date(2026, 11, 16 + n):%a}"[:2].upper() for n in range(7)] == list(DAY_CODES)

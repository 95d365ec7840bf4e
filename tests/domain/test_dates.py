"""Dates and moments as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.errors import BadDate
from models.time.dates import parse_date, say_date, short_date
from models.time.moments import parse_moment, zone

SATURDAY = date(2026, 11, 21)
LONDON, NEW_YORK = zone("Europe/London"), zone("America/New_York")
DOCS = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")

Read = TypeVar("Read")
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))
TODAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
VOCABULARY = (
    "today tomorrow mon fri next last this coming in a two 12 9999 31 29 5th days weeks d m q years ago from after "
    "before the day of start mid end month quarter week year january feb q1 2026 2027-02-29 3/12 12:60 14:00 2pm "
    "at noon + - 2026-03-29 01:30 T Z +01:00 eom early , ."
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=7)
TEXTS = st.one_of(st.text(max_size=30), WORDS.map(" ".join), WORDS.map("".join))


def refusal(call: Callable[[], object]) -> str:
    """The one line with which `call` is refused: what is wrong; what to do."""
    with pytest.raises(BadDate) as caught:
        call()
    line = str(caught.value)
    assert line.isprintable()
    assert "; " in line
    return line


def read_or_refused(call: Callable[[], Read]) -> Read | str:
    """What `call` gives, or the line with which it is refused."""
    try:
        return call()
    except BadDate as refused:
        return str(refused)


def ways(line: str) -> list[str]:
    """The moments that a refusal says to write."""
    return line.split("; write ")[1].removesuffix(" or later").split(" or ")


def documented(section: str) -> list[tuple[str, str]]:
    """The rows of the first table of a section of docs/dates.md: each thing written, and the cell after it."""
    body = DOCS.split(f"\n## {section}\n")[1].split("\n#")[0]
    rows = re.findall(r"^\| (`.*`) \| (.*) \|$", body, re.MULTILINE)
    assert rows
    return [(text, cell) for texts, cell in rows for text in re.findall(r"`([^`]+)`", texts)]


@pytest.mark.parametrize(("text", "understood"), documented("Dates"))
def test_the_documented_dates_are_understood_as_documented(text: str, understood: str) -> None:
    wednesday = date(2026, 11, 18)
    assert say_date(parse_date(text, wednesday), wednesday) == understood


@pytest.mark.parametrize("row", re.findall(r"^\| (\w{3} \d\d Nov \|.*) \|$", DOCS, re.MULTILINE))
def test_what_friday_means_on_each_weekday(row: str) -> None:
    said_on, *expected = row.split(" | ")
    today = date(2026, 11, int(said_on.split()[1]))
    assert short_date(today, today) == said_on
    for text, day in zip(("fri", "this fri", "next fri", "last fri"), expected, strict=True):
        if day == "refused":
            refusal(lambda text=text: parse_date(text, today))  # type: ignore[misc]
        else:
            assert short_date(parse_date(text, today), today) == day


@pytest.mark.parametrize("text", [text for text, _ in documented("What is refused")])
def test_what_is_documented_as_refused_is_no_date(text: str) -> None:
    refusal(lambda: parse_date(text, SATURDAY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  FRI ", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("sat", date(2026, 11, 28)),
        ("this sat", date(2026, 11, 21)),
        ("coming wed", date(2026, 11, 25)),
        ("next tue", date(2026, 11, 24)),
        ("next sun", date(2026, 11, 29)),
        ("last sat", date(2026, 11, 14)),
        ("tue of next week", date(2026, 11, 24)),
        ("mon this week", date(2026, 11, 16)),
        ("10 days ago", date(2026, 11, 11)),
        ("in a fortnight", date(2026, 12, 5)),
        ("in two quarters", date(2027, 5, 21)),
        ("in 2w", date(2026, 12, 5)),
        ("a year from now", date(2027, 11, 21)),
        ("a week from today", date(2026, 11, 28)),
        ("a week after 3 dec", date(2026, 12, 10)),
        ("a week after the day after tomorrow", date(2026, 11, 30)),
        ("+ 1 month", date(2026, 12, 21)),
        ("end of week", date(2026, 11, 27)),  # this week's Friday is past
        ("end of last week", date(2026, 11, 13)),
        ("end of last month", date(2026, 10, 31)),
        ("start of year", date(2026, 1, 1)),
        ("start of last quarter", date(2026, 7, 1)),
        ("middle of next month", date(2026, 12, 15)),
        ("mid-january", date(2027, 1, 15)),
        ("end of nov", date(2026, 11, 30)),
        ("end of october", date(2027, 10, 31)),
        ("end of feb", date(2027, 2, 28)),
        ("end of feb 2028", date(2028, 2, 29)),
        ("start of q4", date(2027, 10, 1)),
        ("end of q4", date(2026, 12, 31)),
        ("21 nov", date(2026, 11, 21)),
        ("20 nov", date(2027, 11, 20)),
        ("3 Dec.", date(2026, 12, 3)),
        ("december the 3rd", date(2026, 12, 3)),
        ("the 21st", date(2026, 11, 21)),
        ("the 20th", date(2026, 12, 20)),
        ("24 nov, tue", date(2026, 11, 24)),
        ("Tuesday, 24th of November 2026", date(2026, 11, 24)),
        ("tue 2026-11-24", date(2026, 11, 24)),
        ("2026/1/5", date(2026, 1, 5)),
        ("12/25/2026", date(2026, 12, 25)),
        ("5.5.2027", date(2027, 5, 5)),
        ("3.12.", date(2026, 12, 3)),
        ("3. 12.", date(2026, 12, 3)),
        ("24.11.", date(2026, 11, 24)),
        ("20.11.", date(2027, 11, 20)),
        ("21.11.", date(2026, 11, 21)),
        ("3.12. 2027", date(2027, 12, 3)),
        ("3. 12. 2027", date(2027, 12, 3)),
        ("tue 24.11.", date(2026, 11, 24)),
        ("24.11., tue", date(2026, 11, 24)),
        ("on 24.11.", date(2026, 11, 24)),
        ("a week after 24.11.", date(2026, 12, 1)),
        ("17. dec", date(2026, 12, 17)),
        ("17. December 2027", date(2027, 12, 17)),
        ("dec 17.", date(2026, 12, 17)),
    ],
)
def test_dates_said_on_a_saturday(text: str, expected: date) -> None:
    assert parse_date(text, SATURDAY) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("eom", date(2026, 11, 30), date(2026, 11, 30)),
        ("eom", date(2028, 2, 1), date(2028, 2, 29)),
        ("eoq", date(2026, 3, 31), date(2026, 3, 31)),
        ("end of next quarter", date(2026, 10, 1), date(2027, 3, 31)),
        ("eow", date(2026, 11, 20), date(2026, 11, 20)),
        ("in a month", date(2027, 1, 31), date(2027, 2, 28)),
        ("in a month", date(2028, 1, 31), date(2028, 2, 29)),
        ("a year from now", date(2028, 2, 29), date(2029, 2, 28)),
        ("29 feb", date(2028, 1, 1), date(2028, 2, 29)),
        ("end of february", date(2028, 2, 29), date(2028, 2, 29)),
        ("3 dec", date(2026, 12, 10), date(2027, 12, 3)),
        ("the 31st", date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_dates_at_the_edges_of_months(text: str, today: date, expected: date) -> None:
    assert parse_date(text, today) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 nov", date(2026, 11, 12)),
        ("21 nov", date(2026, 11, 21)),
        ("3 dec", date(2025, 12, 3)),
        ("the 22nd", date(2026, 10, 22)),
        ("fri", date(2026, 11, 20)),
        ("saturday", date(2026, 11, 14)),
        ("last fri", date(2026, 11, 20)),
        ("next fri", date(2026, 11, 27)),
        ("coming fri", date(2026, 11, 27)),
        ("3.12.", date(2025, 12, 3)),
        ("17.11.", date(2026, 11, 17)),
        ("end of january", date(2026, 1, 31)),
        ("end of q4", date(2025, 12, 31)),
        ("3 dec 2026", date(2026, 12, 3)),
    ],
)
def test_of_what_is_past_a_date_without_a_year_and_a_weekday_are_the_last_one(text: str, expected: date) -> None:
    assert parse_date(text, SATURDAY, past=True) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("3/12", "dmy", date(2026, 12, 3)),
        ("3/12", "mdy", date(2027, 3, 12)),
        ("3.12.", "dmy", date(2026, 12, 3)),
        ("3-12-2027", "mdy", date(2027, 3, 12)),
        ("thu 3/12", "dmy", date(2026, 12, 3)),
        ("2026-12-03", "mdy", date(2026, 12, 3)),
        ("24.11.", "mdy", date(2026, 11, 24)),
        ("5.5.", "mdy", date(2027, 5, 5)),
    ],
)
def test_numbers_with_an_order(text: str, order: str, expected: date) -> None:
    assert parse_date(text, SATURDAY, order) == expected


def test_where_the_month_is_written_first_dots_may_be_of_two_days() -> None:
    line = refusal(lambda: parse_date("3.12.", SATURDAY, "mdy"))
    assert line == '"3.12." may begin with the month, as numbers do here; write for example 3 dec or 12 mar'


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize(
    ("text", "near", "far"),
    [("17 nov", "past", 2027), ("17.11.", "past", 2027), ("24.11.", "to come", 2025), ("1 dec", "to come", 2025)],
)
def test_a_date_that_is_near_in_one_year_alone_needs_it(text: str, near: str, far: int, past: bool) -> None:
    """It may lie on either side of today; the year that is meant without one is the far one on one side only."""
    if (near == "past") is past:
        assert parse_date(text, SATURDAY, past=past, wary=True).year == 2026
    else:
        line = refusal(lambda: parse_date(text, SATURDAY, past=past, wary=True))
        assert "may be of 2026" in line
        assert f"or of {far}; write for example" in line
        assert line.endswith(" 2026")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "no date is given; write for example fri"),
        ("   ", "no date is given"),
        ("12", '"12" is not a date; write for example fri, 3 dec, in 2 weeks or 2026-12-03'),
        ("2026-02-29", "February 2026 has days 1 to 28, no 29; write for example 28 feb 2026"),
        ("29 feb", "February 2027 has days 1 to 28"),
        ("30 Feb", "February 2027 has days 1 to 28, no 30"),
        ("31st", "November 2026 has days 1 to 30"),
        ("0 jan", "no 0"),
        ("2026-13-01", "there is no month 13"),
        ("9999-01-01", "outside the years 1900 to 2200"),
        ("in 9999 years", '"in 9999 years" is outside the years'),
        ("in 999999 days", "outside the years"),
        ("-999y", "outside the years"),
        ("3 jan 1899", "outside the years"),
        ("end of feb 0000", "outside the years"),
        ("12:60", '"12:60" is not a date'),
        ("3/12", '"3/12" does not say which number is the month; write for example 3 dec or 12 mar'),
        ("3.12.2026", "write for example 3 dec 2026 or 12 mar 2026"),
        ("25/12", "write for example 25 dec"),
        ("3.12", '"3.12" does not say which number is the month'),
        ("24.11", "write for example 24 nov"),
        ("31.11.", "November 2026 has days 1 to 30, no 31"),
        ("13.13.", '"13.13." has no month 13, read as day and month'),
        ("3.12.26", "is not a date"),
        ("3..12.", "is not a date"),
        ("mon 24.11.", "24 November 2026 is a Tuesday, not a Monday"),
        ("13/13/2026", "no month 13"),
        ("0/0/2026", "no month 0"),
        ("3/12/26", "is not a date"),
        ("mon 24 nov", "24 November 2026 is a Tuesday, not a Monday; write tue 24 nov"),
        ("fri in 2 weeks", "is a Saturday, not a Friday"),
        ("early january", "write for example start of january, mid january or end of january"),
        ("next month", "write for example start of next month, mid next month or end of next month"),
        ("next week", "write for example start of next week or end of next week"),
        ("last year", "start of last year"),
        ("december 2027", "start of december 2027"),
        ("this fri", "this fri is past (Fri 20 Nov); write fri or last fri"),
        ("mid quarter", "is not a date"),
        ("mid q2", "is not a date"),
        ("in am", "is not a date"),
        ("in 2 business days", "is not a date"),
        ("a week from the moon", "is not a date"),
        ("２０２６-12-03", "is not a date"),
        ("3 dec\x1b[2J", "is not a date"),
        ("\udc80", "is not a date"),
        ("tomorrow\nfri", "is not a date"),
        ("fri " * 30, "is not a date"),
        ("9" * 5000, "is not a date"),
        ("a day after " * 1000 + "fri", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_hint(text: str, hint: str) -> None:
    assert hint in refusal(lambda: parse_date(text, SATURDAY))


@given(TEXTS, TODAYS, st.sampled_from([None, "dmy", "mdy"]), st.booleans())
def test_any_text_is_a_date_or_refused(text: str, today: date, order: str | None, past: bool) -> None:
    day = read_or_refused(lambda: parse_date(text, today, order, past=past))
    assert day.isprintable() if isinstance(day, str) else 1900 <= day.year <= 2200


@given(DAYS, TODAYS)
def test_an_iso_date_is_itself(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day


@given(DAYS, TODAYS)
def test_a_date_said_in_full_is_read_back(day: date, today: date) -> None:
    assert parse_date(f"{day:%A} {day.day} {day:%B} {day.year}", today) == day


@given(TODAYS, st.integers(-800, 800))
def test_a_short_date_is_read_back_or_refused(today: date, distance: int) -> None:
    day = today + timedelta(distance)
    if distance >= 0 or day.year != today.year:
        assert parse_date(short_date(day, today), today) == day
    else:  # a past day of this year: its weekday is not that of the next year's
        refusal(lambda: parse_date(short_date(day, today), today))
    if distance <= 0 or day.year != today.year:
        assert parse_date(short_date(day, today), today, past=True) == day


@pytest.mark.parametrize(
    ("day", "said", "short"),
    [
        (date(2026, 12, 4), "Fri 4 December, in 13 days", "Fri 4 Dec"),
        (date(2026, 11, 21), "Sat 21 November, today", "Sat 21 Nov"),
        (date(2026, 11, 22), "Sun 22 November, tomorrow", "Sun 22 Nov"),
        (date(2026, 11, 20), "Fri 20 November, yesterday", "Fri 20 Nov"),
        (date(2026, 11, 18), "Wed 18 November, 3 days ago", "Wed 18 Nov"),
        (date(2027, 1, 4), "Mon 4 January 2027, in 44 days", "Mon 4 Jan 2027"),
        (date(2025, 12, 31), "Wed 31 December 2025, 325 days ago", "Wed 31 Dec 2025"),
    ],
)
def test_dates_are_said_with_weekday_and_distance(day: date, said: str, short: str) -> None:
    assert say_date(day, SATURDAY) == said
    assert short_date(day, SATURDAY) == short


# Moments


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("14:00", "2026-11-21 14:00"),
        ("at 14:00", "2026-11-21 14:00"),
        ("2pm", "2026-11-21 14:00"),
        ("2:30 pm", "2026-11-21 14:30"),
        ("2.30pm", "2026-11-21 14:30"),
        ("2 P.M.", "2026-11-21 14:00"),
        ("12am", "2026-11-21 00:00"),
        ("12:15 pm", "2026-11-21 12:15"),
        ("noon", "2026-11-21 12:00"),
        ("0:00", "2026-11-21 00:00"),
        ("tue 14:00", "2026-11-24 14:00"),
        ("Tue, 24 Nov, 14:00", "2026-11-24 14:00"),
        ("14:00 tue", "2026-11-24 14:00"),
        ("2pm tomorrow", "2026-11-22 14:00"),
        ("at 9:30 on fri", "2026-11-27 09:30"),
        ("3 dec 2pm", "2026-12-03 14:00"),
        ("2026-03-03 14:00", "2026-03-03 14:00"),
        ("2026-03-03T14:00", "2026-03-03 14:00"),
        ("2027-07-01 14:00", "2027-07-01 14:00"),
    ],
)
@pytest.mark.parametrize("place", [LONDON, NEW_YORK], ids=str)
def test_moments_are_read_in_the_zone_of_the_alliance(text: str, local: str, place: ZoneInfo) -> None:
    moment = parse_moment(text, SATURDAY, place)
    assert moment.tzinfo is UTC
    assert f"{moment.astimezone(place):%Y-%m-%d %H:%M}" == local


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03T14:00Z", datetime(2026, 3, 3, 14, tzinfo=UTC)),
        ("2026-03-03 14:00+01:00", datetime(2026, 3, 3, 13, tzinfo=UTC)),
        ("2026-03-03t14:00:30.25-05:00", datetime(2026, 3, 3, 19, 0, 30, 250000, UTC)),
        ("2026-10-25 01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25 01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2027-03-28 01:30+01:00", datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("place", [LONDON, NEW_YORK], ids=str)
def test_a_moment_with_an_offset_is_taken_as_it_is(text: str, expected: datetime, place: ZoneInfo) -> None:
    assert parse_moment(text, SATURDAY, place) == expected


@pytest.mark.parametrize(
    ("place", "text", "hint"),
    [
        ("Europe/London", "2027-03-28 01:30", "clock goes from 01:00 to 02:00; write 2027-03-28 02:00 or later"),
        ("Europe/London", "28 mar 2027 1am", "01:00 does not exist on Sun 28 Mar 2027"),
        ("America/New_York", "2027-03-14 02:30", "clock goes from 02:00 to 03:00; write 2027-03-14 03:00 or later"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "from 02:00 to 02:30; write 2026-10-04 02:30 or later"),
        ("Pacific/Apia", "2011-12-30 12:00", "write 2011-12-31 00:00 or later"),
        ("Europe/London", "2026-10-25 01:30", "write 2026-10-25 01:30+01:00 or 2026-10-25 01:30+00:00"),
        ("America/New_York", "1 nov 2026 1:30am", "write 2026-11-01 01:30-04:00 or 2026-11-01 01:30-05:00"),
    ],
)
def test_a_time_that_clocks_skip_or_repeat_is_asked(place: str, text: str, hint: str) -> None:
    line = refusal(lambda: parse_moment(text, SATURDAY, zone(place)))
    assert hint in line
    assert all(parse_moment(way, SATURDAY, zone(place)) for way in ways(line))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (LONDON, "2027-03-28 00:59"),
        (LONDON, "2027-03-28 02:00"),
        (LONDON, "2026-10-25 00:59"),
        (LONDON, "2026-10-25 02:00"),
        (NEW_YORK, "2027-03-14 01:59"),
        (NEW_YORK, "2027-03-14 03:00"),
        (NEW_YORK, "2026-11-01 02:00"),
    ],
    ids=str,
)
def test_the_times_beside_a_clock_change_are_read(place: zone, text: str) -> None:  # type: ignore[valid-type]
    assert f"{parse_moment(text, SATURDAY, place).astimezone(place):%Y-%m-%d %H:%M}" == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "no date and time are given"),
        ("12:60", '"12:60" is not a time; write for example 14:00 or 2:30 pm'),
        ("tue 25:00", '"25:00" is not a time'),
        ("24:00", "is not a time"),
        ("13pm", "is not a time"),
        ("0:30 am", "is not a time"),
        ("fri", 'Fri 27 Nov has no time; add one, for example "fri 14:00"'),
        ("hello", '"hello" is not a date and time'),
        ("tue 9", "is not a date and time"),
        ("14:00-15:00", "is not a date and time"),
        ("14:00 15:00", "two times"),
        ("tue 14:00 x", '"tue x" is not a date'),
        ("2026-02-30 14:00", "February 2026 has days 1 to 28"),
        ("2026-02-30T14:00Z", "February 2026 has days 1 to 28"),
        ("2026-03-03T14:00:60Z", "no such time or offset"),
        ("2026-03-03T14:00+25:00", "no such time or offset"),
        ("in 9999 years 14:00", "outside the years"),
        ("3/12 14:00", "which number is the month"),
        ("14:00" * 100, "is not a date and time"),
    ],
)
def test_what_is_no_moment_is_refused_with_a_hint(text: str, hint: str) -> None:
    assert hint in refusal(lambda: parse_moment(text, SATURDAY, LONDON))


def test_of_what_is_past_a_moment_without_a_year_is_the_last_one() -> None:
    assert parse_moment("12 nov 14:00", SATURDAY, LONDON, past=True) == datetime(2026, 11, 12, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "24 nov 10:00",
        "24 nov at 10:00",
        "10:00 24 nov",
        "24.11. 10:00",
        "24.11., 10:00",
        "10 am 24.11.",
        "24. nov 10:00",
    ],
)
def test_a_date_without_a_year_and_a_time_are_a_moment(text: str) -> None:
    assert parse_moment(text, SATURDAY, LONDON, wary=True) == datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", ["17 nov 10:00", "17.11. 10:00", "at 10:00 17. nov"])
def test_what_is_to_be_written_instead_is_a_moment_again(text: str) -> None:
    line = refusal(lambda: parse_moment(text, SATURDAY, LONDON, wary=True))
    way = line.rpartition("write for example ")[2]
    assert way == "17 nov 2026 10:00"
    assert parse_moment(way, SATURDAY, LONDON, wary=True) == datetime(2026, 11, 17, 10, tzinfo=UTC)


def test_the_order_of_numbers_holds_for_moments() -> None:
    assert parse_moment("3/12 14:00", SATURDAY, LONDON, "dmy") == datetime(2026, 12, 3, 14, tzinfo=UTC)


@given(TEXTS, TODAYS)
def test_any_text_is_a_moment_or_refused(text: str, today: date) -> None:
    moment = read_or_refused(lambda: parse_moment(text, today, NEW_YORK))
    assert moment.isprintable() if isinstance(moment, str) else moment.tzinfo is UTC


@given(DAYS, st.times(), st.sampled_from(["Europe/London", "America/New_York", "Pacific/Apia", "Africa/Monrovia"]))
@example(date(2027, 3, 28), time(1, 59), "Europe/London")
@example(date(1972, 1, 7), time(0, 20), "Africa/Monrovia")
def test_a_moment_shows_the_time_that_was_typed(day: date, clock: time, place: str) -> None:
    text = f"{day} {clock:%H:%M}"
    moment = read_or_refused(lambda: parse_moment(text, SATURDAY, zone(place)))
    if isinstance(moment, str):
        assert all(parse_moment(way, SATURDAY, zone(place)) for way in ways(moment))
    else:
        assert f"{moment.astimezone(zone(place)):%Y-%m-%d %H:%M}" == text


@pytest.mark.parametrize("name", ["Europe/London", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5"])
def test_zones_by_their_names(name: str) -> None:
    assert zone(name).key == name


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Mars/Base", '"Mars/Base" is not a time zone; write for example Europe/London or America/New_York'),
        ("london", "write for example Europe/London"),
        ("new york", "write for example America/New_York"),
        ("", "is not a time zone"),
        ("../x", "is not a time zone"),
        ("/etc/passwd", "is not a time zone"),
        ("Europe", "is not a time zone"),
        ("Europe/", "is not a time zone"),
        ("localtime", "is not a time zone"),
        ("right/UTC", "is not a time zone"),
        ("zone.tab", "is not a time zone"),
        ("leapseconds", "is not a time zone"),
        ("UTC\n", "is not a time zone"),
        ("\0", "is not a time zone"),
        ("\udc80", "is not a time zone"),
        ("x" * 5000, "is not a time zone"),
        ("Europe/" + "x" * 70, "is not a time zone"),
    ],
)
def test_what_is_no_zone_is_refused_with_a_hint(name: str, hint: str) -> None:
    assert hint in refusal(lambda: zone(name))


@given(st.text(max_size=40))
def test_any_name_is_a_zone_or_refused(name: str) -> None:
    found = read_or_refused(lambda: zone(name))
    assert found.isprintable() if isinstance(found, str) else found.key == name

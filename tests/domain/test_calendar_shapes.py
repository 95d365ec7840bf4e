"""Calendars as each program writes them: which entries are picked, which dates they mean, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from models.errors import Refused
from models.time.recurrence import series_days
from models.time.rrule import read_rule
from storage.outside.calendar.expanding import DayRange, Instance, expanded
from storage.outside.calendar.lines import Entry, entries_of
from storage.outside.calendar.meaning import place_of
from storage.outside.calendar.picking import Wanted, base_of, declined, picked
from storage.outside.calendar.zones import FileZones
from tests.domain.calendars import GUESTS, SHAPES, at, calendar, event

LONDON = ZoneInfo("Europe/London")
WANTED = Wanted("dana@example.com", "jay@example.com")
DECEMBER = DayRange(date(2026, 12, 1), date(2026, 12, 31))


def read(data: bytes, days: DayRange = DECEMBER, wanted: Wanted = WANTED) -> tuple[list[Instance], list[str]]:
    """The instances of a file, in order of time, and why the rest of it is left out."""
    file = entries_of(data, "work.ics")
    found, out = picked(file.entries, wanted)
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        groups.setdefault(entry.uid, []).append(entry)
    zones: dict[int, FileZones] = {}
    instances, told = [], [why for _, why in out] + ["no end" for _ in file.broken]
    for group in groups.values():
        series = expanded(
            group,
            lambda entry: zones.setdefault(id(entry.head), FileZones(entry.head, LONDON)),
            days,
            lambda entry: declined(entry, wanted),
        )
        instances += series.instances
        told += [one.why for one in series.told]
    return sorted(instances, key=lambda one: (one.uid, one.starts_at)), told


def shown(one: Instance) -> str:
    """An instance in a line."""
    local = one.starts_at.astimezone(LONDON)
    key = one.key.replace("RECURRENCE-ID=", "")
    return f"{key} {local:%a} {local.day} {local:%H:%M} {one.minutes or '-'} {one.place or '-'}{' off' * bool(one.off)}"


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_means_its_dates(name: str) -> None:
    assert [shown(one) for one in read(SHAPES[name].data)[0]] == list(SHAPES[name].means)


def test_lines_are_read_in_any_line_ends_and_folded_anywhere() -> None:
    data = calendar(event("u", *at("20261202T090000"), title="Café über alles"))
    within = data.index("é".encode()) + 1
    for each in (
        data,
        b"\xef\xbb\xbf" + data,
        data.replace(b"\r\n", b"\n"),
        data.replace(b"\r\n", b"\r"),
        data[:within] + b"\r\n " + data[within:],
    ):
        assert [one.title for one in read(each)[0]] == ["Café über alles"]


HOSTILE = {
    "no moment": event("a", "DTSTART:20261299T090000Z"),
    "FREQ=SECONDLY": event("a", *at("20261202T090000"), "RRULE:FREQ=SECONDLY"),
    "COUNT=1000000000": event("a", *at("20261202T090000"), "RRULE:FREQ=DAILY;COUNT=1000000000"),
    "Mars/Base": event("a", *at("20261202T090000", zone="Mars/Base")),
    "no end": event("a", *at("20261202T090000")).removesuffix("END:VEVENT"),
    "no UID": event("", *at("20261202T090000")),
    "twice": event("a", *at("20261202T090000"), "SEQUENCE:1") + "\n" + event("a", *at("20250101T090000")),
    "others": event("a", *at("20261202T090000"), "ATTENDEE:mailto:third@example.com"),
    "rule": event("a", *at("20261202T090000"), "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO,XX"),
    "no start": event("a"),
}


@pytest.mark.parametrize("why", HOSTILE)
def test_what_cannot_be_read_is_told_and_the_rest_is_taken(why: str) -> None:
    good = event("good", *at("20261203T090000", "20261203T095000"))
    found, told = read(calendar(HOSTILE[why], good))
    assert [one.key for one in found if one.uid == "good"] == ["good"]
    assert len(found) == 1 + (why == "twice")
    assert len(told) == 1, told
    assert why in told[0]


def test_what_would_run_or_never_end_does_neither() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Evil\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0000\n"
    endless = f"{zone}RRULE:FREQ=YEARLY;BYSECOND=1,2;FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE"
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    found, told = read(
        calendar(
            endless,
            event("../../etc/passwd", *at("20261203T090000"), title="a\rb\x1b[2J"),
            event("b", *at("20261203T110000"), "ATTACH:file:///etc/passwd", f"DESCRIPTION:{'x' * 1_000_000}"),
            event("c", *at("20261203T120000"), "BEGIN:VALARM\nACTION:PROCEDURE\nATTACH:file:///bin/sh\nEND:VALARM"),
            event("d", *at("20261203T130000", zone="Evil")),
            event("e", *at("20001203T130000"), never),
            event("f", *at("19500102T130000"), "RRULE:FREQ=DAILY"),
        ),
        DayRange(date(1950, 1, 1), date(2026, 12, 31)),
    )
    assert [one.key for one in found if "f;" not in one.key] == [
        "../../etc/passwd",
        "b",
        "c",
        "e;RECURRENCE-ID=20001203T130000Z",
    ]
    assert found[0].title == "a\rb\x1b[2J"
    assert len([one for one in found if "f;" in one.key]) == 1000
    assert any("Evil" in why for why in told)
    assert any("first 1000" in why for why in told)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"BEGIN:VCARD\n", "holds no calendar"),
        (b"BEGIN:VCALENDAR\nX:\xff\n", "line 2: is not text in UTF-8 at byte 3"),
        (b"BEGIN:VCALENDAR\nX:a\x00\n", "line 2: is not text"),
        ("BEGIN:VCALENDAR".encode("utf-16"), "line 1: is not text"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 20_001, "20 000 events"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        entries_of(data, "work.ics")


def test_whose_meeting_it_is_goes_by_address() -> None:
    third = "ATTENDEE;CN=Third:mailto:third@example.com"
    cases = {
        "declined is told": (GUESTS, WANTED, True),
        "a third one": ((*GUESTS, third), WANTED, False),
        "a room": ((*GUESTS, third.replace("CN=", "CUTYPE=ROOM;CN=")), WANTED, True),
        "a calendar that organises": ((*GUESTS, "ORGANIZER:mailto:x1@group.calendar.google.com"), WANTED, True),
        "my address is not known": (GUESTS, Wanted("dana@example.com", ""), True),
        "nor that of a third": ((*GUESTS, third), Wanted("dana@example.com", ""), False),
        "by title": ((), Wanted("", "", ("dana",)), True),
        "by another title": ((), Wanted("", "", ("dana", "review")), False),
        "by series": ((), Wanted("", "", (), ("u@google.com",)), True),
    }
    for name, (guests, wanted, expected) in cases.items():
        data = calendar(event("u_R20260101T090000@google.com", *at("20261202T090000"), guests=guests))
        assert bool(picked(entries_of(data, "x").entries, wanted)[0]) is expected, name
    assert base_of("u_R20260101T090000@google.com") == base_of("u_R20260101@google.com") == "u@google.com"


def test_a_place_is_one_of_ours() -> None:
    cases = {
        "Microsoft Teams Meeting": "video",
        "https://zoom.us/j/1": "video",
        "Google Meet": "video",
        "Meeting room 3": "office",
        "5th Floor": "office",
        "Phone": "phone",
        "Coffee, 3rd floor": "coffee",
        "Walking": "walk",
        "office": "office",
        "Blue Lagoon": "other",
        "": None,
    }
    for text, place in cases.items():
        entry = entries_of(calendar(event("u", f"LOCATION:{text}")), "x").entries[0]
        assert place_of(entry) == place, text


def test_a_rule_of_a_calendar_gives_the_dates_that_dateutil_gives() -> None:
    rules = (
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=MO,TH",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
        "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=1MO",
        "FREQ=YEARLY",
    )
    for text in rules:
        for start in (date(2025, 1, 29), date(2025, 3, 31), date(2024, 2, 29), date(2025, 6, 7)):
            begun = datetime.combine(start, time(9))
            for after in (start, date(2026, 5, 4)):
                known = rrulestr(text, dtstart=begun).between(
                    datetime.combine(after, time()), datetime.combine(date(2028, 1, 1), time()), inc=True
                )
                found = list(series_days(read_rule(text), start, after, date(2027, 12, 31)))
                assert found == [one.date() for one in known], (text, start, after)

"""Calendars in the shapes in which the programs of others write them, made up, and what each one means."""

from __future__ import annotations

from typing import NamedTuple

GUESTS = (
    "ORGANIZER;CN=Jay Moran:mailto:jay@example.com",
    "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=Jay Moran;X-NUM-GUESTS=0:mailto:jay@example.com",
    'ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN="Reyes, Dana":MAILTO:Dana@Example.com',
)
BERLIN = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
LYING = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0800
TZOFFSETTO:-0800
END:STANDARD
END:VTIMEZONE"""


def calendar(*parts: str, head: str = "") -> bytes:
    """A file of these parts, with the line ends of the standard."""
    text = "\n".join(filter(None, ["BEGIN:VCALENDAR", "VERSION:2.0", head, *parts, "END:VCALENDAR", ""]))
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def event(uid: str, *lines: str, guests: tuple[str, ...] = GUESTS, title: str = "Jay and Dana") -> str:
    """One event of a file; of the two alone unless told."""
    told = [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VEVENT", *told, f"SUMMARY:{title}", *lines, *guests, "END:VEVENT"])


def at(start: str, end: str = "", zone: str = "Europe/London") -> tuple[str, ...]:
    """When an event is, in a zone; with its end where it has one."""
    named = f";TZID={zone}" if zone else ""
    return (f"DTSTART{named}:{start}", *([f"DTEND{named}:{end}"] if end else []))


class Shape(NamedTuple):
    """A file, and the instances from Tue 1 December to Thu 31 December 2026: key, local time, minutes, place, off."""

    data: bytes
    means: tuple[str, ...]


_WEEKLY = "RRULE:FREQ=WEEKLY;BYDAY=TU"
_UTC = ("20261201T140000Z", "20261208T140000Z", "20261215T140000Z", "20261222T140000Z", "20261229T140000Z")

SHAPES: dict[str, Shape] = {
    "google": Shape(
        calendar(
            event(
                "abc@google.com",
                *at("20260901T140000", "20260901T145000"),
                _WEEKLY,
                "EXDATE;TZID=Europe/London:20261208T140000",
                "LOCATION:https://meet.google.com/abc",
                "BEGIN:VALARM\nATTENDEE:mailto:eve@example.com\nTRIGGER:-PT10M\nEND:VALARM",
            ),
            event(
                "abc@google.com",
                "RECURRENCE-ID;TZID=Europe/London:20261215T140000",
                *at("20261216T100000", "20261216T110000"),
                "SEQUENCE:1",
            ),
            head="METHOD:PUBLISH\nX-WR-TIMEZONE:Europe/London",
        ),
        (
            f"abc@google.com;{_UTC[0]} Tue 1 14:00 50 video",
            f"abc@google.com;{_UTC[2]} Wed 16 10:00 60 -",
            f"abc@google.com;{_UTC[3]} Tue 22 14:00 50 video",
            f"abc@google.com;{_UTC[4]} Tue 29 14:00 50 video",
        ),
    ),
    "google, this and following moved": Shape(
        calendar(
            event("abc@google.com", *at("20260901T140000", "20260901T145000"), f"{_WEEKLY};UNTIL=20261214T235959Z"),
            event(
                "abc_R20261215T140000@google.com",
                *at("20261216T093000", "20261216T102000"),
                "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2",
            ),
        ),
        (
            f"abc@google.com;{_UTC[0]} Tue 1 14:00 50 -",
            f"abc@google.com;{_UTC[1]} Tue 8 14:00 50 -",
            "abc_R20261215T140000@google.com;20261216T093000Z Wed 16 09:30 50 -",
            "abc_R20261215T140000@google.com;20261223T093000Z Wed 23 09:30 50 -",
        ),
    ),
    "exchange: a zone of the file": Shape(
        calendar(
            BERLIN.format(name="(UTC+01:00) Berlin"),
            event(
                "040000008200E00074C5B7101A82E008",
                *at("20261006T150000", "20261006T155000", zone='"(UTC+01:00) Berlin"'),
                "RRULE:FREQ=WEEKLY;UNTIL=20261222T140000Z;INTERVAL=2;BYDAY=TU;WKST=MO",
                "LOCATION;LANGUAGE=en-US:Microsoft Teams Meeting",
                "ATTENDEE;ROLE=NON-PARTICIPANT;CUTYPE=RESOURCE;CN=Room 4:mailto:room4@example.com",
            ),
        ),
        (
            f"040000008200E00074C5B7101A82E008;{_UTC[0]} Tue 1 14:00 50 video",
            f"040000008200E00074C5B7101A82E008;{_UTC[2]} Tue 15 14:00 50 video",
        ),
    ),
    "outlook: a Windows zone, exceptions at 00:00": Shape(
        calendar(
            event(
                "outlook",
                *at("20261201T140000", "20261201T150000", zone="GMT Standard Time"),
                "RRULE:FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3",
                "EXDATE;TZID=GMT Standard Time:20261201T000000",
                "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
            ),
            event(
                "outlook",
                "RECURRENCE-ID;TZID=GMT Standard Time:20261215T000000",
                *at("20261217T160000", "20261217T163000", zone="GMT Standard Time"),
                "LOCATION:Room 12",
            ),
        ),
        (f"outlook;{_UTC[2]} Thu 17 16:00 30 office",),
    ),
    "apple: EMAIL beside a path, a lying VTIMEZONE": Shape(
        calendar(
            LYING,
            event(
                "1A2B-APPLE",
                *at("20261204T120000"),
                "DURATION:PT1H",
                "RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=1FR",
                "LOCATION:Lunch at Luca",
                guests=('ATTENDEE;CN=Dana;EMAIL="dana@example.com";PARTSTAT=ACCEPTED:/aPrincipals/77/',),
            ),
        ),
        ("1A2B-APPLE;20261204T120000Z Fri 4 12:00 60 lunch",),
    ),
    "an invitation": Shape(
        calendar(
            event("inv", *at("20261210T090000Z", "20261210T093000Z", zone=""), "LOCATION:phone"), head="METHOD:REQUEST"
        ),
        ("inv Thu 10 09:00 30 phone",),
    ),
    "a cancellation of one date": Shape(
        calendar(event("abc", "RECURRENCE-ID:20261208T140000Z", "SEQUENCE:3"), head="METHOD:CANCEL"),
        (f"abc;{_UTC[1]} Tue 8 14:00 - - off",),
    ),
    "all day, as both say it": Shape(
        calendar(
            event("day", "DTSTART;VALUE=DATE:20261202"),
            event("cdo", *at("20261203T000000", "20261204T000000"), "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
        ),
        (),
    ),
    "floating, in the zone of the calendar": Shape(
        calendar(event("f", *at("20261202T090000", zone="")), head="X-WR-TIMEZONE:Europe/Berlin"),
        ("f Wed 2 08:00 - -",),
    ),
    "floating, in the zone of the two": Shape(
        calendar(event("f", *at("20261202T090000", "20261202T080000", zone=""))), ("f Wed 2 09:00 - -",)
    ),
    "dates added and twice the same": Shape(
        calendar(
            event("r", *at("20261203T090000"), "RDATE;TZID=Europe/London:20261205T100000,20261203T090000"),
            event("twice", *at("20261206T090000"), "SEQUENCE:2", "LOCATION:coffee"),
            event("twice", *at("20261207T090000"), "SEQUENCE:1"),
        ),
        (
            "r;20261203T090000Z Thu 3 09:00 - -",
            "r;20261205T100000Z Sat 5 10:00 - -",
            "twice Sun 6 09:00 - coffee",
        ),
    ),
    "declined": Shape(
        calendar(
            event("no", *at("20261209T140000"), guests=(GUESTS[0], GUESTS[2].replace("ACCEPTED", "DECLINED"))),
        ),
        ("no Wed 9 14:00 - - off",),
    ),
    "an exception alone, and all that follow": Shape(
        calendar(
            event("alone", "RECURRENCE-ID:20261201T140000Z", *at("20261202T140000")),
            event("on", *at("20261201T080000"), _WEEKLY),
            event("on", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261222T080000Z", *at("20261223T090000")),
        ),
        (
            "alone;20261201T140000Z Wed 2 14:00 - -",
            "on;20261201T080000Z Tue 1 08:00 - -",
            "on;20261208T080000Z Tue 8 08:00 - -",
            "on;20261215T080000Z Tue 15 08:00 - -",
            "on;20261222T080000Z Wed 23 09:00 - -",
            "on;20261229T080000Z Wed 30 09:00 - -",
        ),
    ),
}

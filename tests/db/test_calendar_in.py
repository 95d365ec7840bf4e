"""A calendar taken into a log: new, moved, called off, linked, kept; twice the same, taken back, killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.errors import Refused
from models.records.pair import Pair
from models.records.rows import Meeting
from storage.core.records import all_of, find
from storage.log import Log, start
from storage.outside.brought import Brought
from storage.outside.offer import Offer, offered
from storage.writes import any_record, meeting_verbs
from tests.domain.calendars import at, calendar, event

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
WEEKLY = ("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=4", "LAST-MODIFIED:20261101T100000Z")
FIRST = event("abc@google.com", *at("20261201T140000", "20261201T145000"), *WEEKLY, "LOCATION:Room 3")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """A log of two people with addresses, on the day before the first meeting."""
    path = tmp_path / "log.visavis"
    start(path, lambda: NOW, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"), timezone="Europe/London")
    with Log(path, lambda: NOW) as found:
        with found.change("Addresses") as change:
            for row, name in ((1, "jay"), (2, "dana")):
                change.edit("person", row, {"email": f"{name}@example.com"})
        yield found


def pair_of(log: Log) -> Pair:
    """The alliance."""
    return log.pairs()[0]


def read(log: Log, data: bytes, **given: Any) -> Offer:
    """What a file offers."""
    path = log.path.parent / "work.ics"
    path.write_bytes(data)
    return offered(log, pair_of(log), "calendar", path, given)


def take(log: Log, *parts: str, head: str = "", **given: Any) -> Brought:
    """Take a calendar of these parts; what it brought is what was offered before."""
    found = read(log, calendar(*parts, head=head), **given)
    brought = found.take(log, None)
    assert brought == found.brought
    return brought


def meetings(log: Log) -> list[Meeting]:
    """Every meeting in order of time."""
    return sorted(all_of(log.connection, Meeting, "meeting", pair_of(log).uid), key=lambda one: one.starts_at)


def shown(log: Log) -> list[str]:
    """Every meeting in a line."""
    zone = pair_of(log)
    return [f"{zone.local(one.starts_at):%d %b %H:%M} {one.state} {one.place or '-'}" for one in meetings(log)]


def edit(log: Log, row: int, **values: Any) -> None:
    """Change a meeting by hand."""
    with log.change("") as change:
        any_record.edit(log, pair_of(log), "meeting", row, values, change)


def hold(log: Log, row: int) -> None:
    """Say that a meeting was held, once its day has come."""
    with log.change("") as change:
        found = find(log.connection, "meeting", str(row))
        assert isinstance(found, Meeting)
        any_record.change_fields(log, pair_of(log), "meeting", row, {"state": "held"}, "held", change)


def whats(brought: Brought) -> list[str]:
    """What became of each entry."""
    return [row.what for row in brought.rows]


DECEMBER = ["01 Dec 14:00", "08 Dec 14:00", "15 Dec 14:00", "22 Dec 14:00"]
AS_TAKEN = [f"{day} planned office" for day in DECEMBER]


def test_what_is_new_is_taken_once_and_undone_at_once(log: Log) -> None:
    assert take(log, FIRST).summary == "4 new"
    assert shown(log) == AS_TAKEN
    found = meetings(log)[1]
    assert (found.calendar_uid, found.minutes) == ("abc@google.com;RECURRENCE-ID=20261208T140000Z", 50)
    assert (found.calendar_sequence, found.calendar_came) == (0, 0)
    before = log.newest()
    again = take(log, FIRST)
    assert (whats(again), again.anything, log.newest()) == (["same"] * 4, False, before)
    assert log.undo() == "Calendar work.ics: 4 new"
    assert meetings(log) == []
    log.redo()
    assert shown(log) == AS_TAKEN


def test_what_was_moved_and_called_off_there_is_here(log: Log) -> None:
    take(log, FIRST)
    moved = event(
        "abc@google.com",
        "RECURRENCE-ID;TZID=Europe/London:20261208T140000",
        *at("20261209T100000", "20261209T104500"),
        "SEQUENCE:1",
        "LOCATION:Zoom",
    )
    off = event(
        "abc@google.com", "RECURRENCE-ID:20261222T140000Z", *at("20261222T140000"), "STATUS:CANCELLED", "SEQUENCE:1"
    )
    without = FIRST.replace("LOCATION", "EXDATE;TZID=Europe/London:20261215T000000\nSEQUENCE:1\nLOCATION")
    brought = take(log, without, moved, off)
    assert whats(brought) == ["same", "moved", "cancelled", "cancelled"]
    assert brought.rows[1].why == "10:00, M2, from Tue 8 Dec 14:00"
    assert shown(log) == [
        "01 Dec 14:00 planned office",
        "09 Dec 10:00 planned video",
        "15 Dec 14:00 cancelled office",
        "22 Dec 14:00 cancelled office",
    ]
    assert meetings(log)[1].moved_from == [{"on": "2026-12-08"}]
    assert {one.reason for one in meetings(log)[2:]} == {"in the calendar"}
    assert not take(log, without, moved, off).anything
    log.undo()
    assert shown(log) == AS_TAKEN


def test_this_and_following_keeps_its_meetings(log: Log) -> None:
    take(log, FIRST)
    ids = [one.id for one in meetings(log)]
    rest = event("abc_R20261215T140000@google.com", *at("20261217T093000"), "RRULE:FREQ=WEEKLY;COUNT=1")
    brought = take(log, FIRST.replace("COUNT=4", "UNTIL=20261214T000000Z"), rest)
    assert whats(brought) == ["same", "same", "moved", "cancelled"]
    assert shown(log)[2:] == ["17 Dec 09:30 planned office", "22 Dec 14:00 cancelled office"]
    assert [one.id for one in meetings(log)] == ids
    assert meetings(log)[2].calendar_uid == "abc_R20261215T140000@google.com;RECURRENCE-ID=20261217T093000Z"


def test_a_whole_series_is_called_off_from_today_on(log: Log) -> None:
    for parts, head in (
        ([event("abc@google.com", "SEQUENCE:1")], "METHOD:CANCEL"),
        ([FIRST.replace("LOCATION", "STATUS:CANCELLED\nLOCATION")], ""),
        ([FIRST.replace("Dana\n", "Dana\n").replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED")], ""),
    ):
        take(log, FIRST)
        hold(log, meetings(log)[0].id)
        take(log, *parts, head=head)
        assert [one.state for one in meetings(log)] == ["held", *["cancelled"] * 3]
        for _ in range(3):
            log.undo()
        assert meetings(log) == []


def test_what_was_planned_by_hand_is_linked_and_what_was_held_is_told(log: Log) -> None:
    with log.change("") as change:
        for moment, more in (
            ("2026-12-01T14:20:00+00:00", {"place": "coffee"}),
            ("2026-12-08T14:00:00+00:00", {"state": "held"}),
            ("2026-12-15T15:00:00+00:00", {}),
        ):
            change.add("meeting", {"alliance": pair_of(log).uid, "starts_at": moment, "state": "planned", **more})
    brought = take(log, FIRST)
    assert whats(brought) == ["linked", "kept", "new", "new"]
    assert brought.rows[0].why == "14:00, M1, from Tue 1 Dec 14:20"
    assert brought.rows[1].why == "14:00, M2, held already"
    assert shown(log)[:2] == ["01 Dec 14:00 planned office", "08 Dec 14:00 held -"]
    assert not take(log, FIRST).anything


def test_what_was_changed_here_is_kept_until_the_calendar_says_something_new(log: Log) -> None:
    take(log, FIRST)
    edit(log, 1, starts_at="2026-12-02T09:00:00+00:00")
    assert (meetings(log)[0].calendar_sequence, meetings(log)[0].calendar_came) == (1, 0)
    brought = take(log, FIRST)
    assert whats(brought) == ["kept", "same", "same", "same"]
    assert "changed here since; --overwrite" in brought.rows[0].why
    assert take(log, FIRST, overwrite=True).summary == "1 moved"
    assert shown(log) == AS_TAKEN
    assert meetings(log)[0].calendar_sequence == 2  # the number that goes out never goes back
    edit(log, 1, place="lunch")
    newer = FIRST.replace("20261101T100000Z", "20261102T100000Z")
    assert take(log, newer).summary == "1 changed"
    assert whats(take(log, FIRST.replace("T140000", "T150000", 1))) == ["kept"] * 4  # an older file
    assert shown(log) == AS_TAKEN


def test_what_we_sent_out_comes_back_as_itself(log: Log) -> None:
    with log.change("") as change:
        given = {"starts_at": "2026-12-01T14:00:00+00:00", "minutes": 50, "place": "office", "state": "planned"}
        change.add("meeting", {"alliance": pair_of(log).uid, **given})
    uid = meetings(log)[0].uid
    sent = ("SEQUENCE:0", "LOCATION:office", "CLASS:PRIVATE")
    as_sent = event(uid, *at("20261201T140000Z", "20261201T145000Z", zone=""), *sent, guests=())
    assert not take(log, as_sent).anything
    moved = as_sent.replace("T14", "T16").replace("SEQUENCE:0", "SEQUENCE:1")
    assert take(log, moved).summary == "1 moved"
    found = meetings(log)[0]
    assert (found.uid, found.calendar_uid, found.private, found.calendar_sequence) == (uid, None, None, 1)
    assert whats(take(log, as_sent)) == ["kept"]
    gone = moved.replace("SEQUENCE:1", "SEQUENCE:2\r\nSTATUS:CANCELLED")
    assert take(log, gone).summary == "1 cancelled"
    with pytest.raises(Refused, match="holds no meeting"):
        read(log, calendar(event("another", *at("20261201T140000Z", zone=""), guests=())))


def test_what_went_out_without_minutes_comes_back_without(log: Log) -> None:
    with log.change("") as change:
        given = {"starts_at": "2026-12-01T14:00:00+00:00", "state": "planned"}
        change.add("meeting", {"alliance": pair_of(log).uid, **given})
    uid = meetings(log)[0].uid
    as_sent = event(uid, *at("20261201T140000Z", "20261201T150000Z", zone=""), "SEQUENCE:0", guests=())
    assert not take(log, as_sent, title="Jay").anything
    longer = as_sent.replace("T15", "T16").replace("SEQUENCE:0", "SEQUENCE:1")
    assert take(log, longer, title="Jay").summary == "1 changed"
    assert meetings(log)[0].minutes == 120


def test_the_past_comes_only_where_it_is_asked_for(log: Log) -> None:
    old = FIRST.replace("20261201", "20261110").replace("COUNT=4", "COUNT=5")
    brought = take(log, old)
    assert brought.summary == "2 new"
    assert brought.notes == ("3 before today left out; --past held or --past planned takes them",)
    assert take(log, old, past="held").summary == "3 new"
    assert [one.state for one in meetings(log)] == ["held"] * 3 + ["planned"] * 2
    log.undo()
    assert take(log, old, past="planned").summary == "3 new"
    assert {one.state for one in meetings(log)} == {"planned"}
    with pytest.raises(Refused, match="--since is the first day"):
        read(log, calendar(old), since=NOW.date(), until=datetime(2026, 1, 1, tzinfo=UTC).date())


def test_what_lies_outside_the_days_is_counted_with_the_option_that_takes_it(log: Log) -> None:
    parts = [event(f"{day}@x", *at(f"{day}T140000")) for day in ("20250101", "20261120", "20261201", "20270601")]
    endless = event("endless@x", *at("20261203T090000"), "RRULE:FREQ=WEEKLY")
    assert read(log, calendar(*parts, endless)).brought.notes == (
        "2 before today left out; --past held or --past planned takes them",
        "2 entries have dates after Sun 28 Feb 2027, left out; a later --until takes them",
    )
    days = {"since": date(2026, 11, 1), "until": date(2027, 7, 1)}
    assert read(log, calendar(*parts), past="held", **days).brought.notes == (
        "1 before Sun 1 Nov 2026 left out; an earlier --since takes them",
    )


def test_a_file_that_was_cut_short_is_told(log: Log) -> None:
    second = event("second@x", *at("20261203T090000"))
    data = calendar(FIRST, second)
    told = "the file ends before its END:VCALENDAR; what was whole is read"
    for cut in (data.rindex(b"END:VCALENDAR"), data.rindex(b"END:VEVENT")):
        found = read(log, data[:cut]).brought
        assert told in found.notes
        assert found.counts["new"] >= 4
    assert told not in read(log, data).brought.notes


def test_private_ones_stay_private_and_removed_ones_away(log: Log) -> None:
    private = FIRST.replace("LOCATION", "CLASS:PRIVATE\nLOCATION")
    take(log, private)
    assert {one.private for one in meetings(log)} == {True}
    with log.change("") as change:
        any_record.remove(log, pair_of(log), "meeting", 1, change)
    brought = take(log, private)
    assert (whats(brought)[0], brought.rows[0].why) == ("kept", "14:00, it was removed from the log")
    assert len(meetings(log)) == 3


def test_where_nothing_is_picked_the_likeliest_series_is_named(log: Log) -> None:
    others = event("x", *at("20261201T100000"), "RRULE:FREQ=WEEKLY", guests=(), title="All hands")
    mine = event("y z", *at("20261201T100000"), "RRULE:FREQ=WEEKLY", guests=(), title="Dana weekly")
    with pytest.raises(Refused, match="likeliest is --series 'y z' \\(\"Dana weekly\"\\)"):
        read(log, calendar(others, mine))
    assert take(log, others, mine, series=["y z"]).counts["new"] == 13
    with pytest.raises(Refused, match="no meeting with those words"):
        read(log, calendar(others), title="Dana")


def test_every_edit_of_when_where_and_whether_counts(log: Log) -> None:
    with log.change("") as change:
        change.add("meeting", {"alliance": pair_of(log).uid, "starts_at": "2026-11-30T08:00:00+00:00"})

    def number() -> int | None:
        return meetings(log)[0].calendar_sequence

    for values, expected in (
        ({"starts_at": "2026-11-30T09:00:00Z"}, 1),
        ({"starts_at": "2026-11-30T10:00:00+01:00", "notes": "The same moment"}, 1),
        ({"minutes": 50}, 2),
        ({"place": "video", "rating": 4}, 3),
        ({"state": "planned"}, 3),
        ({"private_notes": "x"}, 3),
    ):
        edit(log, 1, **values)
        assert number() == expected, values
    with log.change("") as change:
        found = find(log.connection, "meeting", "1")
        assert isinstance(found, Meeting)
        meeting_verbs.hold(log, pair_of(log), found, {}, change)
    assert number() == 4
    log.undo()
    assert number() == 3
    log.redo()
    assert number() == 4


class Dying:
    """Counts the steps of SQLite, and kills this process after so many."""

    def __init__(self, log: Log, allowed: int = 0) -> None:
        self.taken, self.allowed = 0, allowed
        log.connection.set_progress_handler(self.step, 10)

    def step(self) -> int:
        """Count one; 0 lets SQLite go on."""
        self.taken += 1
        if self.taken == self.allowed:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def test_a_kill_leaves_all_or_nothing(log: Log) -> None:
    offer, dying = read(log, calendar(FIRST)), Dying(log)
    offer.take(log, None)
    log.undo()
    for tenth in range(1, 11):
        child = os.fork()
        if not child:
            with Log(log.path, lambda: NOW) as own:
                Dying(own, dying.taken * tenth // 10)
                offer.take(own, None)
            os._exit(0)
        killed = os.waitpid(child, 0)[1]
        with Log(log.path, lambda: NOW) as found:
            assert len(meetings(found)) in (0, 4), tenth
            if not killed:
                assert (len(meetings(found)), tenth > 1) == (4, True)
                return


def test_days_that_a_file_does_not_hold_say_nothing(log: Log) -> None:
    take(log, FIRST)
    week = FIRST.replace("COUNT=4", "COUNT=1")
    brought = take(log, week, head="X-CALSTART:20261201T000000Z\nX-CALEND:20261209T000000Z")
    assert whats(brought) == ["same", "cancelled"]
    assert [one.state for one in meetings(log)] == ["planned", "cancelled", "planned", "planned"]


def test_what_cannot_be_read_calls_nothing_off(log: Log) -> None:
    take(log, FIRST)
    for broken in (
        FIRST.replace("LOCATION", "EXDATE;TZID=Mars/Base:20261208T140000\nLOCATION"),
        FIRST.replace("RRULE:FREQ=WEEKLY", "RRULE:FREQ=MINUTELY"),
        FIRST.replace("20261201T140000", "20261299T140000"),
        FIRST.replace("END:VEVENT", "") + "\n" + FIRST.replace("COUNT=4", "COUNT=1"),
    ):
        brought = take(log, broken, event("x;RECURRENCE-ID=20269999T999999Z", *at("20261203T090000")))
        assert "left out" in whats(brought), broken
        assert shown(log) == [*AS_TAKEN[:1], "03 Dec 09:00 planned -", *AS_TAKEN[1:]]
        log.undo()

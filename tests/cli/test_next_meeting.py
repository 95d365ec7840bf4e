"""When the two meet next, what nobody has recorded, and what stays as it was when a rhythm or a zone changes.

2026-02-10 is a Tuesday; it is noon.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import Desk
from tests.sampling import each

INIT = ("init", "--me", "Jay Moran, CIO", "--partner", "Dana Reyes, CMO", "--timezone", "Europe/London")
MONDAYS = ("--cadence", "every monday 9:00")


@pytest.fixture
def weekly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A log with a rhythm of Mondays since 5 January."""
    desk = Desk(tmp_path / "log.visavis", capsys)
    desk.ok(*INIT, *MONDAYS, on="2026-01-05")
    return desk


def coming(desk: Desk, on: str | None = None) -> tuple[str | None, str | None]:
    """The id and day of the next meeting, the same in today, status and agenda."""
    found = desk.json("today", on=on)["next_meeting"]
    told = desk.json("status", on=on)["next_meeting"]
    assert told == (found and found["starts_at"])
    return (found["id"], found["starts_at"][:10]) if found else (None, None)


@pytest.mark.parametrize("on", ["2026-01-27 9:00", "2026-02-06 9:00", "2026-02-09 9:00"])
@pytest.mark.parametrize("became", ["hold M1", "miss M1 --reason travel", "cancel M1"])
def test_old_meetings_typed_up_on_the_first_day_leave_the_rhythm_its_dates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], on: str, became: str
) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    desk.ok(*INIT, "--cadence", "every other thursday 10:00", on="2026-02-10")
    assert coming(desk, "2026-02-10") == (None, "2026-02-12")
    desk.ok("meeting", "add", "--on", on, on="2026-02-10")
    desk.ok("meeting", *became.split(), on="2026-02-10")
    assert coming(desk, "2026-02-10") == (None, "2026-02-12")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        # The rhythm goes before an offsite that lies behind it.
        ("meeting add --on '2026-03-05 10:00' --place walk", (None, "2026-02-16")),
        # On the day of the rhythm the meeting goes before the date.
        ("meeting add --on '2026-02-16 15:00'", ("M1", "2026-02-16")),
        # What takes up a date: planned, missed, cancelled, moved away; nearest, within half the gap.
        ("meeting add --on '2026-02-17 15:00'", ("M1", "2026-02-17")),
        ("meeting add --on '2026-02-17 15:00'; meeting cancel M1 --reason travel", (None, "2026-02-23")),
        ("meeting add --on '2026-02-19 15:00'; meeting cancel M1 --reason travel", (None, "2026-02-23")),
        ("meeting add --on '2026-02-20 15:00'; meeting cancel M1 --reason travel", (None, "2026-02-16")),
        ("meeting add; meeting edit M1 --on '2026-02-20 15:00'", ("M1", "2026-02-20")),
        ("meeting add; meeting edit M1 --on '2026-03-11 15:00'", (None, "2026-02-23")),
        ("meeting add; meeting edit M1 --on '2026-03-11 15:00'; meeting cancel M1", (None, "2026-02-23")),
        ("meeting add; meeting edit M1 --on '2026-03-11 15:00'; meeting remove M1", (None, "2026-02-16")),
        ("meeting add; meeting edit M1 --on '2026-03-11 15:00'; undo", ("M1", "2026-02-16")),
        # A meeting of today until it is over.
        ("meeting add --on '2026-02-10 11:30'", ("M1", "2026-02-10")),
        ("meeting add --on '2026-02-10 11:00'", (None, "2026-02-16")),
        ("meeting add --on '2026-02-10 11:00' --minutes 61", ("M1", "2026-02-10")),
        ("meeting add --on '2026-02-10 11:30'; meeting hold M1", (None, "2026-02-16")),
    ],
)
def test_the_earlier_of_what_is_planned_and_the_rhythm(
    weekly: Desk, lines: str, wanted: tuple[str | None, str]
) -> None:
    weekly.lines(lines.replace("; ", "\n"))
    assert coming(weekly) == wanted
    agenda = weekly.ok("agenda", "--for", "me")
    day = int(wanted[1][-2:])
    assert f" {day} " in agenda.splitlines()[2]


def test_a_date_of_today_is_over_after_its_hour(weekly: Desk) -> None:
    assert coming(weekly, "2026-02-16") == (None, "2026-02-23")  # nine o'clock is past at noon
    assert (
        weekly.json("today", "--as-of", "2026-02-16", on="2026-02-16")["next_meeting"]["starts_at"][:10] == "2026-02-16"
    )


def test_behind_a_date_that_is_over_what_is_taken_stays_taken(weekly: Desk) -> None:
    weekly.lines("meeting add --on '2026-02-23 09:00'\nmeeting cancel M1 --reason travel")
    assert coming(weekly, "2026-02-16") == (None, "2026-03-02")


def test_the_choice_among_alliances_means_it_too(weekly: Desk) -> None:
    weekly.ok("alliance", "add", "--partner", "Tom Baker, CFO", "--cadence", "every friday 9:00")
    weekly.ok("meeting", "add", "--on", "2026-02-14 10:00", "--alliance", "Dana")
    assert weekly.json("today")["alliance"] == "Tom Baker"


def test_a_date_moved_away_from_survives_export_and_import(weekly: Desk, tmp_path: Path) -> None:
    weekly.lines("meeting add\nmeeting edit M1 --on '2026-03-11 15:00'")
    weekly.ok("export", str(tmp_path / "all.jsonl"))
    other = Desk(tmp_path / "other.visavis", weekly.captured)
    other.ok("import", str(tmp_path / "all.jsonl"))
    assert coming(other) == coming(weekly) == (None, "2026-02-23")
    assert other.exported() == weekly.exported()


# Not recorded


@pytest.mark.parametrize(
    ("lines", "on", "untold"),
    [
        ("meeting add --on '2026-02-10 11:00'", "2026-02-10", ["M1"]),
        ("meeting add --on '2026-02-10 11:01'", "2026-02-10", []),
        ("meeting add --on '2026-02-10 11:00' --minutes 90", "2026-02-10", []),
        ("meeting add --on '2026-02-10 11:00'", "2028-05-01", ["M1"]),
        ("meeting add --on '2026-02-10 11:00'\nmeeting add --on '2026-01-12 09:00'", "2026-02-11", ["M2", "M1"]),
        ("meeting add --on '2026-02-10 11:00'\nmeeting hold M1", "2026-02-11", []),
        ("meeting add --on '2026-02-10 11:00'\nmeeting miss M1 --reason travel", "2026-02-11", []),
        ("meeting add --on '2026-02-10 11:00'\nmeeting cancel M1", "2026-02-11", []),
        ("meeting add --on '2026-02-10 11:00'\nmeeting edit M1 --on 2026-02-18T11:00", "2026-02-11", []),
        ("meeting add --on '2026-02-10 11:00'\nmeeting edit M1 --on 2026-02-18T11:00", "2026-02-19", ["M1"]),
        ("status", "2026-02-17", []),  # a date of the rhythm that nobody planned
    ],
)
def test_what_nobody_recorded_is_told_until_it_is(weekly: Desk, lines: str, on: str, untold: list[str]) -> None:
    weekly.lines(lines)
    found = weekly.json("today", on=on)["unrecorded"]
    assert [item["id"] for item in found] == untold
    assert all(sorted(item) == ["id", "place", "starts_at"] for item in found)
    said = weekly.run("remind", "--json", on=on)
    assert [row["id"] for row in said.json if row["text"] == "not recorded"] == untold
    assert [row["due"] for row in said.json] == [item["starts_at"][:10] for item in found]
    assert weekly.run("remind", on=on).code == said.code == (1 if untold else 0)
    assert ("NOT RECORDED" in weekly.ok("today", on=on)) == bool(untold)


def test_one_that_runs_past_midnight_is_the_next_until_its_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    words = ("--me", "Jay Moran, CIO", "--partner", "Dana Reyes, CMO", "--timezone", "Pacific/Auckland")
    desk.ok("init", *words, on="2026-02-09")
    desk.ok("meeting", "add", "--on", "2026-02-10 23:30", "--minutes", "120", on="2026-02-09")
    found = desk.json("today", on="2026-02-10")  # it is 1:00 of the 11th there
    assert (found["as_of"], found["next_meeting"]["id"], found["unrecorded"]) == ("2026-02-11", "M1", [])
    desk.ok("meeting", "edit", "M1", "--minutes", "60", on="2026-02-09")
    found = desk.json("today", on="2026-02-10")
    assert (found["next_meeting"], [item["id"] for item in found["unrecorded"]]) == (None, ["M1"])


def test_of_many_not_recorded_the_first_are_named(weekly: Desk) -> None:
    weekly.lines("\n".join(f"meeting add --on '2026-02-0{day} 11:00'" for day in range(1, 6)))
    line = weekly.ok("today").splitlines()[2]
    assert line.startswith("NOT RECORDED  M1 Sun 1 February, M2 Mon 2 February, M3 Tue 3 February and 2 more;")


def test_as_of_a_day_no_clock_counts(weekly: Desk) -> None:
    weekly.ok("meeting", "add", "--on", "2026-02-10 11:00")
    assert weekly.json("today", "--as-of", "2026-02-10")["unrecorded"] == []
    assert [item["id"] for item in weekly.json("today", "--as-of", "2026-02-11")["unrecorded"]] == ["M1"]


# What was expected stays


@pytest.fixture
def met(weekly: Desk) -> Desk:
    """The same, with four meetings held on Mondays."""
    for day in ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"):
        weekly.lines(f"meeting add --on '{day} 09:00'\nmeeting hold M{1 + (int(day[-2:]) - 5) // 7}", on="2026-02-01")
    return weekly


CHANGES = (
    ("--cadence", "every other thursday 10:00"),
    ("--cadence", ""),
    ("--started-on", "2025-06-02"),
    ("--started-on", "2026-03-01"),
    ("--started-on", ""),
    ("--timezone", "Pacific/Auckland"),
    ("--timezone", "America/Los_Angeles"),
)


SOME = [(change,) for change in CHANGES[:7:3]]
"""A rhythm, a first day and a zone that are others."""


@pytest.mark.parametrize("change", each([(change,) for change in CHANGES], SOME), ids=" ".join)
def test_earlier_days_say_the_same_after_a_change(met: Desk, change: tuple[str, str]) -> None:
    days = ("2026-01-05", "2026-01-11", "2026-01-26", "2026-02-01", "2026-02-09")

    def told() -> list[object]:
        return [
            *(met.json("meeting", "stats", "--as-of", day) for day in days),
            *(met.json("today", "--as-of", day)["next_meeting"] for day in days),
            [(row["id"], row.get("on")) for row in met.json("meeting", "list")],
        ]

    before = told()
    met.ok("alliance", "edit", "A1", *change)
    assert told() == before
    met.ok("undo")
    assert told() == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # Every other Thursday begins on the day of the change as on a first day.
        (("--cadence", "every other thursday 10:00"), "2026-02-12"),
        (("--timezone", "America/New_York"), "2026-02-16"),
        (("--started-on", "2026-03-03"), "2026-03-09"),
    ],
)
def test_from_the_day_of_a_change_the_new_one_counts(met: Desk, change: tuple[str, str], expected: str) -> None:
    met.ok("alliance", "edit", "A1", *change)
    assert coming(met) == (None, expected)


def test_a_new_zone_keeps_its_weeks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    desk.ok(*INIT, "--cadence", "every other monday 9:00", on="2026-01-05")
    before = coming(desk, "2026-02-10")
    desk.ok("alliance", "edit", "A1", "--timezone", "Europe/Paris", on="2026-02-10")
    assert coming(desk, "2026-02-10") == before == (None, "2026-02-16")


def test_what_was_expected_under_both_is_counted(met: Desk) -> None:
    assert met.json("meeting", "stats")["expected"] == 6  # 5 January to 9 February
    met.ok("alliance", "edit", "A1", "--cadence", "every tuesday 9:00")
    found = met.json("meeting", "stats", on="2026-02-25")
    assert (found["expected"], found["satisfied"]) == (6 + 3, 4)  # and 10, 17 and 24 February


def test_a_change_on_the_day_it_was_set_replaces_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    desk.ok(*INIT, *MONDAYS)
    desk.ok("alliance", "edit", "A1", "--cadence", "every friday 9:00")
    desk.ok("alliance", "edit", "A1", "--started-on", "2026-01-01")
    assert desk.json("meeting", "stats")["expected"] == 6  # Fridays since 2 January
    assert "rhythms" not in next(record for record in desk.exported() if record["type"] == "alliance")


def test_of_two_changes_of_one_day_the_last_counts(met: Desk) -> None:
    before = met.exported()
    met.ok("alliance", "edit", "A1", "--cadence", "every friday 9:00")
    met.ok("alliance", "edit", "A1", "--cadence", "every wednesday 9:00")
    assert coming(met) == (None, "2026-02-11")
    met.ok("alliance", "edit", "A1", "--cadence", "every monday 9:00")
    assert [{**record, "updated_at": None} for record in met.exported()] == [
        {**record, "updated_at": None} for record in before
    ]


def test_rhythms_of_before_survive_export_and_import(met: Desk, tmp_path: Path) -> None:
    met.ok("alliance", "edit", "A1", "--cadence", "every tuesday 9:00")
    met.ok("alliance", "edit", "A1", "--timezone", "Asia/Tokyo", on="2026-02-20")
    met.ok("export", str(tmp_path / "all.jsonl"))
    other = Desk(tmp_path / "other.visavis", met.captured)
    other.ok("import", str(tmp_path / "all.jsonl"))
    for day in ("2026-01-20", "2026-02-15", "2026-03-30"):
        assert other.json("meeting", "stats", "--as-of", day) == met.json("meeting", "stats", "--as-of", day)


def test_the_past_keeps_the_clock_of_its_zone(met: Desk) -> None:
    held = met.json("meeting", "list")[-1]
    met.ok("alliance", "edit", "A1", "--timezone", "Asia/Tokyo", on="2026-02-20")
    recap = met.ok("agenda", "--meeting", held["id"], on="2026-02-23")
    assert "Europe/London" in recap
    assert "Asia/Tokyo" not in recap
    met.ok("meeting", "add", "--on", "2026-01-14 15:00", on="2026-02-23")
    met.ok("meeting", "add", "--on", "2026-02-25 15:00", on="2026-02-23")
    starts = {item["starts_at"] for item in met.json("meeting", "list")}
    assert {"2026-01-14T15:00:00+00:00", "2026-02-25T06:00:00+00:00"} <= starts


# The day where the alliance is


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Kiritimati", "2026-02-11"), ("Pacific/Honolulu", "2026-02-10")])
def test_a_log_begins_on_the_day_that_it_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], zone: str, day: str
) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    desk.ok(*INIT[:-1], zone, "--cadence", "every day 6:00")
    desk.ok("alliance", "add", "--partner", "Tom Baker, CFO", "--cadence", "every day 6:00", "--timezone", zone)
    assert {record["started_on"] for record in desk.exported() if record["type"] == "alliance"} == {day}
    for name in ("Dana", "Tom"):
        assert desk.json("today", "--alliance", name)["as_of"] == day
        assert desk.json("today", "--alliance", name)["next_meeting"]["starts_at"][:10] in (day, "2026-02-12")


@pytest.mark.parametrize(("held", "met"), [("2026-01-15", True), ("2026-01-16", False), ("2026-01-09", True)])
def test_a_date_whose_meeting_was_missed_is_met_by_one_that_was_held_near_it(
    weekly: Desk, held: str, met: bool
) -> None:
    weekly.lines(
        f"""
        meeting add --on "2026-01-05 9:00"
        meeting add --on "2026-01-12 9:00"
        meeting add --on "{held} 9:00"
        meeting hold M1
        meeting miss M2 --reason travel
        meeting hold M3
        """
    )
    assert weekly.json("meeting", "stats", on="2026-01-18")["satisfied"] == 1 + met

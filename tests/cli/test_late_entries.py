"""What is entered late, and dates that may be of two years: read from the day that is told, refused where unclear."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk

# Said on Tuesday 10 February 2026, of Wednesday 7 January.
LATE = "2026-01-07"
FROM_THERE = [
    ("fri", "2026-01-09"),
    ("next fri", "2026-01-16"),
    ("tomorrow", "2026-01-08"),
    ("in 3 days", "2026-01-10"),
    ("+2w", "2026-01-21"),
    ("eom", "2026-01-31"),
    ("end of next month", "2026-02-28"),
    ("20 jan", "2026-01-20"),
    ("the 15th", "2026-01-15"),
    ("5 jan", "2027-01-05"),
    ("2026-03-01", "2026-03-01"),
]


@pytest.mark.parametrize(("words", "due"), FROM_THERE)
@pytest.mark.parametrize("on", [LATE, "7 jan", "wed 7 jan 2026"])
def test_a_promise_entered_late_is_due_as_it_was_said(desk: Desk, on: str, words: str, due: str) -> None:
    desk.ok("commitment", "add", "Late one", "--on", on, "--due", words)
    found = desk.json("commitment", "show", "C7")
    assert (found["due"], found["opened_on"]) == (due, LATE)


@pytest.mark.parametrize(
    ("before", "line", "show", "field", "value"),
    [
        (
            "",
            "commitment add X --ask --on 2026-01-07 --wanted-by fri",
            "commitment C7",
            "events.0.wanted_by",
            "2026-01-09",
        ),
        (
            "",
            "commitment add X --offer --on 2026-01-07 --due 'in 3 days'",
            "commitment C7",
            "events.0.due",
            "2026-01-10",
        ),
        ("", "commitment add X --ask --promised --on 2026-01-07 --due fri", "commitment C7", "due", "2026-01-09"),
        (
            "commitment add X --on 2026-01-02 --due 2026-01-30",
            "commitment propose C7 --on 2026-01-07 --due 'next fri' --reason vendor --agreed",
            "commitment C7",
            "due",
            "2026-01-16",
        ),
        (
            "commitment add X --ask --on 2026-01-02",
            "commitment promise C7 --on 2026-01-07 --due eow",
            "commitment C7",
            "due",
            "2026-01-09",
        ),
        (
            "commitment add X --on 2026-01-02 --due 2026-01-30",
            "commitment report C7 --on 2026-01-07 --done-on yesterday",
            "commitment C7",
            "events.-1.done_on",
            "2026-01-06",
        ),
        (
            "disagreement add X --on 2026-01-02",
            "disagreement park D4 --on 2026-01-07 --revisit-on 'in 2 weeks' --reason travel",
            "disagreement D4",
            "events.-1.revisit_on",
            "2026-01-21",
        ),
        (
            "disagreement add X --on 2026-01-02",
            "disagreement escalate D4 --on 2026-01-07 --by-when fri --decider CEO --question who",
            "disagreement D4",
            "events.-1.by_when",
            "2026-01-09",
        ),
        (
            "disagreement add X --on 2026-01-02",
            "disagreement resolve D4 --on 2026-01-07 --review-on 'end of q1' --kind agreed --decision so",
            "disagreement D4",
            "events.-1.review_on",
            "2026-03-31",
        ),
        ("", "decision add X --on 2026-01-07 --review-on 'in 2 weeks'", "decision G1", "review_on", "2026-01-21"),
        ("", "feedback add --worked X --on 2026-01-07 --about-on 'last fri'", "feedback F3", "about_on", "2026-01-02"),
        (
            "",
            "note add X --kind learning --on 2026-01-07 --confirmed-on tomorrow",
            "note N3",
            "confirmed_on",
            "2026-01-08",
        ),
    ],
)
def test_every_date_of_a_command_is_read_from_its_day(
    desk: Desk, before: str, line: str, show: str, field: str, value: str
) -> None:
    desk.lines("\n".join(filter(None, (before, line))) if before else line)
    found = desk.json(*show.split()[:1], "show", show.split()[1])
    for name in field.split("."):
        found = found[int(name)] if name.lstrip("-").isdigit() else found[name]
    assert found == value


def test_without_a_day_dates_are_read_from_today(desk: Desk) -> None:
    desk.ok("commitment", "add", "X", "--due", "fri")
    assert desk.json("commitment", "show", "C7")["due"] == "2026-02-13"


# The year of a meeting


@pytest.mark.parametrize(
    ("day", "words", "years"),
    [
        ("2026-11-24", "3 nov 14:00", "2026 2027"),
        ("2026-11-24", "nov 3 at 14:00", "2026 2027"),
        ("2026-11-24", "tue 3 nov 14:00", "2026 2027"),
        ("2026-11-24", "wed 3 nov 14:00", "2026 2027"),
        ("2026-11-24", "14:00 3rd of november", "2026 2027"),
        ("2026-11-24", "25 sep 14:00", "2026 2027"),  # 60 days ago
        ("2026-11-24", "23 nov 14:00", "2026 2027"),
        ("2026-11-24", "end of october 14:00", "2026 2027"),
        ("2026-11-24", "a week from 3 nov 14:00", "2026 2027"),
        ("2027-01-05", "28 dec 14:00", "2026 2027"),
        ("2027-01-05", "10 nov 14:00", "2026 2027"),
        ("2028-03-10", "29 feb 14:00", "2028 2029"),
        ("2026-11-24", "24 sep 14:00", ""),  # 61 days ago
        ("2026-11-24", "24 nov 14:00", ""),  # today
        ("2026-11-24", "25 nov 14:00", ""),
        ("2026-11-24", "3 nov 2026 14:00", ""),
        ("2026-11-24", "2026-11-03 14:00", ""),
        ("2026-11-24", "3 nov 2027 14:00", ""),
        ("2026-11-24", "yesterday 14:00", ""),
        ("2026-11-24", "last fri 14:00", ""),
        ("2026-11-24", "3 days ago 14:00", ""),
        ("2026-11-24", "the 23rd 14:00", ""),
        ("2026-11-24", "mon 14:00", ""),
        ("2026-11-24", "15 jan 14:00", ""),
    ],
)
def test_a_meeting_of_a_date_that_was_only_just_needs_its_year(empty: Desk, day: str, words: str, years: str) -> None:
    for command in (["meeting", "add"], ["meeting", "edit", "M1"]):
        if command[1] == "edit":
            empty.ok("meeting", "add", "--on", "2026-12-24 14:00", on="2026-11-01")
            command[2] = empty.json("meeting", "list", on=day)[-1]["id"]
        if not years:
            assert empty.run(*command, "--on", words, on=day).code == 0
            continue
        fault = empty.refused(*command, "--on", words, on=day)
        assert all(year in fault for year in years.split())


# Numbers


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("5", 5), ("5m", 5), ("5 min", 5), ("5 MIN.", 5), ("45 minutes", 45), ("1h", 60), ("1 hour", 60), ("1.5h", 90),
     ("2 hrs", 120), ("1h30", 90), ("1 h 30 min", 90), ("1h 05m", 65), ("15'", 15), (" 5 ", 5)],
)  # fmt: skip
def test_minutes_are_taken_as_people_write_them(desk: Desk, typed: str, minutes: int) -> None:
    told = desk.ok("topic", "add", "X", "--minutes", typed)
    assert desk.json("topic", "show", told.split()[0])["minutes"] == minutes
    desk.ok("meeting", "edit", "M4", "--minutes", typed)
    assert desk.json("meeting", "show", "M4")["minutes"] == minutes


@pytest.mark.parametrize("typed", ["5x", "m", "5 %", "1.5", "0.5 min", "h1", "1h 2h", "five", "5 min 5", "25h"])
def test_what_is_no_number_of_minutes_is_refused(desk: Desk, typed: str) -> None:
    assert "minutes" in desk.refused("topic", "add", "X", "--minutes", typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3),
        ("3 %", 3),
        ("3%", 3),
        ("2.5 %", 2.5),
        ("-3 %", -3),
        ("5m", 5),
        ("5 min", 5),
        ("1h", 1),
        ("12 days", 12),
    ],
)
def test_a_measured_number_may_have_its_unit(desk: Desk, typed: str, value: float) -> None:
    desk.ok("criterion", "add", "X", f"--target={typed}", f"--baseline={typed}")
    number = desk.json("criterion", "list")[-1]["id"]
    found = desk.json("criterion", "show", number)
    assert (found["target"], found["baseline"]) == (value, value)
    desk.ok("criterion", "check-in", number, f"--value={typed}", "--how", "seen")
    assert desk.json("criterion", "show", number)["check_ins"][-1]["value"] == value


@pytest.mark.parametrize("typed", ["% 3", "3 %%", "3 apples", "3,5", "1e5"])
def test_what_is_no_number_is_refused(desk: Desk, typed: str) -> None:
    assert "target" in desk.refused("criterion", "add", "X", "--target", typed)


# A place


@pytest.mark.parametrize(
    ("typed", "place", "told"),
    [
        ("lunch", "lunch", None),
        ("Coffee", "coffee", None),
        ("boardroom", "other", "- Place: boardroom"),
        ("Café Einstein, 2nd floor", "other", "- Place: Café Einstein, 2nd floor"),
    ],
)
def test_a_place_may_be_any_word(desk: Desk, typed: str, place: str, told: str | None) -> None:
    number = desk.ok("meeting", "add", "--on", "2026-03-05 14:00", "--place", typed).split()[0]
    found = desk.json("meeting", "show", number)
    assert (found["place"], found["notes"]) == (place, told)
    desk.ok("meeting", "edit", "M1", "--place", typed)
    found = desk.json("meeting", "show", "M1")
    assert found["place"] == place
    assert found["notes"] == "\n".join(filter(None, ("Started on the portal.", told)))

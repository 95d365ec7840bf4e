"""The first day of an alliance: told when it is written down, ahead or behind, and put right later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import Desk

TWO = ("--me", "Jay Moran, CIO", "--partner", "Dana Reyes, CMO", "--timezone", "Europe/London")
RHYTHM = ("--cadence", "every monday 9:00")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """No log yet; it is 10 February 2026."""
    return Desk(tmp_path / "log.visavis", capsys)


def first_day(desk: Desk, row: int = 0) -> object:
    """The first day of an alliance, as a file has it."""
    return [item for item in desk.exported() if item["type"] == "alliance"][row].get("started_on")


@pytest.mark.parametrize("option", ["--since", "--started-on"])
@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("2024-09-02", "2024-09-02", "since Mon 2 September 2024, 526 days ago"),
        ("5 jan", "2026-01-05", "since Mon 5 January, 36 days ago"),
        ("5.1.", "2026-01-05", "since Mon 5 January, 36 days ago"),
        ("2026-03-02", "2026-03-02", "since Mon 2 March, in 20 days"),
        ("today", "2026-02-10", "since Tue 10 February, today"),
    ],
)
def test_init_takes_a_first_day(desk: Desk, option: str, typed: str, day: str, said: str) -> None:
    assert f"every Monday, 09:00, {said}" in desk.ok("init", *TWO, *RHYTHM, option, typed)
    assert first_day(desk) == day
    assert desk.json("meeting", "stats")["expected"] >= (day < "2026-02-09")


def test_without_one_it_is_today_and_without_a_rhythm_none_is_needed(desk: Desk, tmp_path: Path) -> None:
    desk.ok("init", *TWO, *RHYTHM)
    assert first_day(desk) == "2026-02-10"
    other = Desk(tmp_path / "other.visavis", desk.captured)
    other.ok("init", *TWO)
    assert first_day(other) is None
    third = Desk(tmp_path / "third.visavis", desk.captured)
    third.ok("init", *TWO, "--since", "2025-01-06")
    assert first_day(third) == "2025-01-06"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--since", "some day"), "some day"),
        (("--since", "3.12.2025"), "which number is the month"),
        (("--since", "2 mar"), "may be of 2026, in 20 days, or of 2025; write for example 2 mar 2026"),
    ],
)
def test_what_is_no_day_or_may_be_two_makes_no_log(desk: Desk, words: tuple[str, ...], says: str) -> None:
    assert says in desk.refused("init", *TWO, *words)
    assert not desk.path.exists()


def test_an_old_relationship_is_typed_up_and_ends(desk: Desk) -> None:
    desk.ok("init", *TWO, *RHYTHM, "--since", "2024-09-02")
    desk.ok("alliance", "end", "A1", "--on", "2025-12-19")
    assert desk.json("today")["next_meeting"] is None


def test_the_refusal_names_the_way_and_it_leads_on(desk: Desk) -> None:
    desk.ok("init", *TWO, *RHYTHM)
    said = desk.refused("alliance", "end", "A1", "--on", "2025-12-19")
    assert said.endswith("if it began earlier: visavis alliance edit A1 --since DATE")
    assert "Mon 2 September 2024" in desk.ok("alliance", "edit", "A1", "--since", "2 sep 2024")
    desk.ok("alliance", "end", "A1", "--on", "2025-12-19")
    assert "cannot begin behind its last day, Fri 19 Dec 2025" in desk.refused(
        "alliance", "edit", "A1", "--since", "2026-01-05"
    )
    desk.ok("undo")
    desk.ok("undo")
    assert first_day(desk) == "2026-02-10"


def test_another_alliance_takes_one_too(desk: Desk) -> None:
    desk.ok("init", *TWO)
    desk.ok("alliance", "add", "--partner", "Tom Okafor, COO", *RHYTHM, "--since", "2025-03-03")
    assert first_day(desk, 1) == "2025-03-03"


def test_one_that_begins_later_is_listed_from_the_day_on_which_it_is_agreed(desk: Desk) -> None:
    desk.ok("init", *TWO)
    desk.ok("alliance", "add", "--partner", "Priya Shah, CMO", *RHYTHM, "--since", "2026-02-11")
    desk.ok("alliance", "end", "A1", "--on", "2026-02-10")
    assert [item["id"] for item in desk.json("alliance", "list")] == ["A1", "A2"]
    assert "Priya Shah" in desk.ok("alliance", "list")
    assert [item["id"] for item in desk.json("alliance", "list", "--as-of", "2026-02-10")] == ["A1"]


def test_as_a_process(desk: Desk) -> None:
    said = desk.process("init", *TWO, *RHYTHM, "--since", "2 sep 2024")
    assert said.code == 0
    assert first_day(desk) == "2024-09-02"

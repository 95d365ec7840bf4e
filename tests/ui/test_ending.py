"""An alliance ends, what goes on is taken along one key each, and it is taken up again: all from the palette."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.disk.beside import backups_of
from storage.log import Log
from storage.writes.any_record import add_alliance
from tests.ui.driving import Driven, driven
from tests.ui.logs import (
    DANA,
    JAY,
    NOW,
    PAIR,
    commitment,
    day,
    disagreement,
    event,
    feedback,
    meeting,
    people,
    promise,
    topic,
    uid,
    write,
)

RECORDS = [
    *people(),
    promise("Consent feed", JAY, 10),
    promise("Persona list", DANA, -3),
    topic("The plan for the year"),
    disagreement("Who owns the data", -20),
]


def log(tmp_path: Path, *records: dict[str, object]) -> Path:
    path = write(tmp_path / "log.visavis", [*RECORDS, *records])
    with Log(path, lambda: NOW) as opened, opened.change("") as change:
        add_alliance(opened, "Tom Okafor", "CMO", {}, change)
    return path


async def command(found: Driven, words: str) -> None:
    await found.press("ctrl+p")
    await found.type(words)
    await found.press("enter")


async def test_it_ends_and_what_goes_on_is_taken_along(tmp_path: Path) -> None:
    async with driven(log(tmp_path), alliance="Dana") as found:
        await command(found, "end this alliance")
        assert "The alliance with Dana Reyes ends" in found.text
        await found.type("yesterday")
        await found.press("enter", "ctrl+s")
        assert "ended on Fri 20 November" in found.status
        assert "None: the alliance ended on Fri 20 November" in found.text
        assert "Persona list" not in found.text
        assert "ctrl+p takes along what goes on" in found.text
        assert "a adds the first one" not in found.text
        await command(found, "take along")
        assert "What goes on?" in found.text
        await found.press("enter")
        assert "What goes on?" in found.text
        await found.press("enter", "enter", "enter")
        assert "Nothing is left that could go on" in found.status
    with Log(found.path, lambda: NOW) as opened:
        sql = "SELECT count(*) FROM {} WHERE continues IS NOT NULL"
        counts = [
            opened.connection.execute(sql.format(noun)).fetchone()[0]
            for noun in ("commitment", "topic", "disagreement")
        ]
    assert counts == [2, 1, 1]


async def test_until_its_last_day_today_says_that_it_ends(tmp_path: Path) -> None:
    async with driven(log(tmp_path), alliance="Dana") as found:
        await command(found, "end this alliance")
        await found.type("today")
        await found.press("enter", "ctrl+s")
        assert "ENDS" in found.text
        assert "The alliance with Dana Reyes" in found.text
        assert "Persona list" in found.text
        await found.press("home", "down", "enter")
        assert found.place.place_name == "alliance"


async def test_what_goes_on_says_whose_it_is_and_by_when(tmp_path: Path) -> None:
    async with driven(log(tmp_path), alliance="Dana") as found:
        await command(found, "end this alliance")
        await found.type("yesterday")
        await found.press("enter", "ctrl+s")
        await command(found, "take along")
        [line] = [line for line in found.text.splitlines() if "Persona list" in line]
        assert line.split("Persona list")[1].split()[:1] == ["Dana,"]


async def test_it_is_taken_up_again(tmp_path: Path) -> None:
    async with driven(log(tmp_path), alliance="Dana") as found:
        await command(found, "end this alliance")
        await found.type("yesterday")
        await found.press("enter", "ctrl+s")
        await command(found, "take this alliance up again")
        assert "taken up again" in found.status
        assert "Persona list" in found.text


LEFT = [
    commitment("Sandbox", JAY, event("request", DANA, day(-9), wanted_by=day(-4))),
    feedback("the board presentation", DANA, event("request", JAY, day(-6))),
    meeting(day(3), "planned"),
    {"type": "note", "uid": uid("q"), "alliance": PAIR, "kind": "question", "by": DANA, "about": DANA, "text": "Lift"},
]


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        ("2", "AFTER THE END"),
        ("3", "OPEN AT THE END"),
        ("4", "OPEN AT THE END"),
        ("5", "OPEN AT THE END"),
        ("6 right", "not answered"),
    ],
)
async def test_no_place_tells_that_anything_of_an_ended_alliance_waits(tmp_path: Path, keys: str, stands: str) -> None:
    path = write(tmp_path / "log.visavis", [*people(ended_on=day(-1)), *RECORDS[4:], *LEFT])
    async with driven(path) as found:
        await found.press(*keys.split())
        assert stands in found.text
        for told in (
            "LATE",
            "WAIT",
            "COMING",
            "TO SPEAK OF",
            " days late",
            "waits for",
            "answer by",
            "before you meet",
        ):
            assert told not in found.text
        await found.press("w")
        assert "Persona list" not in found.text or keys == "3"


async def test_until_its_last_day_a_meeting_behind_it_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(ended_on=day(0)), meeting(day(1), "planned")])
    async with driven(path) as found:
        row = next(line for line in found.lines if "NEXT" in line)
        assert row.endswith("after the last day")


# Meetings that nobody has recorded


async def test_a_meeting_that_nobody_recorded_is_recorded_by_enter(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), *(meeting(day(-at), "planned") for at in (18, 4))])
    async with driven(path) as found:
        assert "NOT RECORDED" in found.text
        assert "Tue 3 November and 1 more" in found.text
        await found.press("enter")
        for word in ("held", "did not happen", "move"):
            assert word in found.text
        await found.press("enter")
        assert "held" in found.status
        assert "and 1 more" not in found.text
        await found.press("d")
        assert "NOT RECORDED" not in found.text


# The log as a whole


async def test_a_backup_is_made_and_the_log_is_looked_through(tmp_path: Path) -> None:
    path = log(tmp_path)
    async with driven(path) as found:
        await command(found, "make a backup")
        assert found.status.startswith("Backed up to ")
        assert found.status.endswith("and checked")
        (kept,) = backups_of(path).iterdir()
        assert kept.name in found.status
        await command(found, "integrity")
        assert found.status == "The log is whole"


@pytest.mark.parametrize("word", ["print", "mail", "word", "pdf", "outlook"])
async def test_what_people_call_it_finds_what_comes_nearest(tmp_path: Path, word: str) -> None:
    async with driven(log(tmp_path)) as found:
        await found.press("ctrl+p")
        await found.type(word)
        assert "hand over the agenda or recap" in found.text


# The first day


async def test_before_its_first_day_the_way_to_put_that_right_is_named_and_leads_on(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", people(started_on=day(0)))
    async with driven(path) as found:
        await command(found, "end this alliance")
        await found.type("yesterday")
        await found.press("enter", "ctrl+s")
        assert "It began on Sat 21 Nov 2026; ctrl+p, change this alliance" in found.text
        await found.press("escape")
        await command(found, "change this alliance")
        found.form.set({"started_on": "2 sep 2024"})
        await found.press("ctrl+s")
        await command(found, "end this alliance")
        await found.press("ctrl+s")
        assert "ended on Fri 20 November" in found.status


async def test_another_alliance_asks_for_its_first_day(tmp_path: Path) -> None:
    async with driven(log(tmp_path), alliance="Dana") as found:
        await command(found, "add an alliance")
        assert "first day" in found.text
        found.form.set({"name": "Uma Dubois, COO", "cadence": "every monday 9:00", "started_on": "3 mar 2025"})
        await found.settle()
        assert "Mon 3 March 2025" in found.text
        await found.press("ctrl+s")
    with Log(found.path, lambda: NOW) as opened:
        assert str(opened.pairs()[-1].alliance.started_on) == "2025-03-03"


# From the successor's side


def succeeded(tmp_path: Path, role: str = "cmo ", clock: datetime = NOW) -> Path:
    """Dana, the CMO, has left with four things open; Tom came with this role."""
    path = write(tmp_path / "log.visavis", [*RECORDS[:3], {**RECORDS[3], "ended_on": day(-5)}, *RECORDS[4:]])
    with Log(path, lambda: clock) as opened, opened.change("") as change:
        add_alliance(opened, "Tom Okafor", role, {}, change)
    return path


async def test_the_one_who_comes_is_offered_what_the_one_before_left(tmp_path: Path) -> None:
    async with driven(succeeded(tmp_path), alliance="Tom") as found:
        [line] = [line for line in found.lines if "4 still open with Dana Reyes" in line]
        assert line.split()[0 if line.split()[0] == "BEFORE" else 1] == "BEFORE"
        assert line.rstrip().endswith("what goes on?")
        await found.press("home", "enter")
        assert "What goes on?" in found.text
        assert "Consent feed" in found.text
        await found.press("enter")
        assert "What goes on?" in found.text
        await found.press("escape")
        assert "3 still open with Dana Reyes" in found.text
        await command(found, "take along")
        await found.press("enter", "enter", "enter")
        assert "Nothing is left that could go on" in found.status
        assert "still open with" not in found.text
        await command(found, "take along")
        assert "left anything open" in found.status


@pytest.mark.parametrize(
    ("role", "days", "told"),
    [("CMO", 0, True), ("CMO", -60, True), ("CMO", -61, False), ("COO", 0, False), ("", 0, False)],
)
async def test_only_a_new_alliance_with_the_same_role_is_offered_it(
    tmp_path: Path, role: str, days: int, told: bool
) -> None:
    path = succeeded(tmp_path, role, NOW + timedelta(days))
    async with driven(path, alliance="Tom") as found:
        assert ("what goes on?" in found.text) is told
        await command(found, "take along")  # asked for, it is taken from whoever left
        assert "Consent feed" in found.text


@pytest.mark.parametrize("last_day", [-5, 0, 9])
async def test_whoever_comes_when_the_other_has_left_is_shown(tmp_path: Path, last_day: int) -> None:
    path = write(tmp_path / "log.visavis", [*RECORDS[:3], {**RECORDS[3], "ended_on": day(last_day)}, *RECORDS[4:]])
    async with driven(path) as found:
        await found.press("3")
        await command(found, "add an alliance")
        found.form.set({"name": "Uma Dubois, CMO"})
        await found.press("ctrl+s")
        assert "Uma Dubois, CMO" in found.lines[0]
        assert found.status.startswith("Alliance with Uma Dubois")
        await found.press("u")
        assert "Dana Reyes" in found.lines[0]
    (tmp_path / "two").mkdir()
    async with driven(log(tmp_path / "two"), alliance="Dana") as found:  # where it goes on, it stays
        await command(found, "add an alliance")
        found.form.set({"name": "Uma Dubois, COO"})
        await found.press("ctrl+s")
        assert "Dana Reyes" in found.lines[0]


async def test_the_past_and_the_one_who_left_are_not_offered_it(tmp_path: Path) -> None:
    path = succeeded(tmp_path)
    async with driven(path, alliance="Dana") as found:
        assert "what goes on?" not in found.text
    async with driven(path, alliance="Tom", as_of=NOW.date()) as found:
        assert "what goes on?" not in found.text


async def test_a_meeting_that_nobody_recorded_is_typed_up_by_l(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), meeting(day(-18), "planned")])
    async with driven(path) as found:
        assert found.selected.startswith("Tue 3 November")
        assert "l hold the meeting" in found.keys
        await found.press("l")
        assert found.selected == "type up: Meeting of Tue 3 Nov, 14:00"
        await found.press("enter")
        assert type(found.app.screen).__name__ == "Live"
        assert "Tue 3 November" in found.text


@pytest.mark.parametrize(("choice", "on"), [("1", "Sat 21 November"), ("2", "Tue 3 November")])
async def test_where_the_two_meet_today_l_asks_which_meeting_is_meant(tmp_path: Path, choice: str, on: str) -> None:
    path = write(tmp_path / "log.visavis", [*people(), meeting(day(-18), "planned"), meeting(day(0), "planned")])
    async with driven(path) as found:
        assert found.selected.startswith("Tue 3 November")
        await found.press("l")
        assert "Which meeting?" in found.text
        await found.press(choice)
        assert type(found.app.screen).__name__ == "Live"
        assert on in found.text

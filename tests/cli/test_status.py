"""status and remind over several alliances: what they say, and that it is what Today says of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.pages.today import Today, TodayLine
from models.records.naming import short_id
from storage.log import Log
from storage.reads.today import today
from storage.sample import building
from tests.cli.desk import Desk, clock_of

SAMPLE_DAY = "2026-11-18"
PAST = ("2024-11-20", "2025-02-03", "2025-12-31", "2026-06-16", "2026-11-17", SAMPLE_DAY)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "log.visavis"
    building.make(path, clock_of(SAMPLE_DAY), today=date.fromisoformat(SAMPLE_DAY), alliances=4)
    return path


@pytest.fixture
def four(sample: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A sample of four alliances; to be read only."""
    return Desk(sample, capsys, SAMPLE_DAY)


@pytest.fixture
def several(desk: Desk) -> Desk:
    """The worked example with three more alliances: one with a rhythm, one with meetings alone, one with neither."""
    desk.lines(
        """
        alliance add --partner "Tom Baker, CFO" --cadence "every wednesday 9:00" --timezone Europe/London
        alliance add --partner "Uma Dubois, COO" --timezone Europe/London
        alliance add --partner "Vera Lind, CHRO" --timezone Europe/London
        meeting add --on 2026-02-11T15:00 --alliance uma
        commitment add "Budget lines" --by partner --due 2026-02-09 --alliance baker
        commitment add "Forecast" --due 2026-02-11 --alliance baker
        commitment add "Second forecast" --due 2026-02-12 --alliance baker
        commitment add "Floor plan" --due 2026-02-11 --alliance vera
        commitment add "Badges" --due 2026-02-01 --alliance vera
        commitment add "Keys" --ask --alliance uma
        commitment add "Locks" --ask --by partner --alliance uma
        """
    )
    return desk


def test_status_of_several(several: Desk) -> None:
    assert several.ok("status") == "4 late (2 mine) · 1 waiting for me · Tom Wed 11 Feb\n"
    assert several.json("status") == {
        "late": {"me": 2, "partner": 2},
        "waiting_for_me": 1,
        "next_meeting": "2026-02-11T09:00:00+00:00",
        "with": "Tom Baker",
    }
    # Tom's date of nine o'clock is over at noon.
    assert several.ok("status", on="2026-02-11").endswith(" · Uma today\n")


def test_status_of_one_of_several(several: Desk) -> None:
    assert several.ok("status", "--alliance", "uma") == "1 waiting for me · Uma Wed 11 Feb\n"
    assert several.ok("status", "--alliance", "vera") == "1 late (1 mine)\n"
    assert several.json("status", "--alliance", "vera")["next_meeting"] is None
    assert several.ok("status", "--alliance", "vera", "--as-of", "2026-01-20") == "nothing late\n"


def test_remind_of_several(several: Desk) -> None:
    said = several.run("remind")
    assert said.code == 1
    # What is due soon is told only where there is a meeting to have it done by.
    assert [line.split("  ", 1)[1] for line in said.out.splitlines()[2:]] == [
        "Tom  1 day late  Budget lines",
        "Priya  due Wed 11 February, tomorrow  Forecast",
        "Priya  9 days late  Badges",
    ]
    soon = next(item for item in several.json("remind") if item["text"] == "Forecast")
    assert soon == {
        "id": "C8",
        "text": "Forecast",
        "from": "Priya Nair",
        "due": "2026-02-11",
        "days_overdue": None,
        "alliance": "Tom Baker",
    }
    assert several.run("remind", "--alliance", "uma").out == ""
    assert several.run("remind", "--alliance", "uma").code == 0


def todays(desk: Desk, on: str) -> Iterator[Today]:
    with Log(desk.path, clock_of(desk.day)) as log:
        for pair in log.pairs():
            yield today(log, pair, date.fromisoformat(on))


def reminded(item: Today, row: TodayLine) -> dict[str, Any]:
    return {
        "id": short_id("commitment", row.id),
        "text": row.what,
        "from": item.pair.person(row.who).name,
        "due": str(row.on),
        "days_overdue": row.days,
        "alliance": item.pair.name,
    }


@pytest.mark.parametrize("on", PAST)
def test_both_say_what_today_says(four: Desk, on: str) -> None:
    found = list(todays(four, on))
    told = four.json("status", "--as-of", on)
    assert told["late"]["me"] == sum(item.late_of(item.pair.me.uid) for item in found)
    assert told["late"]["partner"] == sum(item.late_of(item.pair.other.uid) for item in found)
    waiting = [line for item in found for line in item.section("waiting") if line.who == item.pair.me.uid]
    assert told["waiting_for_me"] == len(waiting)
    coming = [(item.next_meeting.on, item.pair.name) for item in found if item.next_meeting]
    assert (told["next_meeting"][:10], told["with"]) == (str(min(coming)[0]), told["with"])
    assert (date.fromisoformat(told["next_meeting"][:10]), told["with"]) in coming
    rows = [
        reminded(item, row)
        for item in found
        for row in (*item.section("late"), *(row for row in item.section("before") if row.level == "watch"))
    ]
    said = four.run("remind", "--json", "--as-of", on)
    assert (said.code, said.json) == (1 if rows else 0, rows)


def test_two_of_one_name_are_two_alliances(empty: Desk) -> None:
    empty.lines(
        """
        alliance add --partner "Dana Reyes, CFO" --timezone Europe/London
        meeting add --on 2026-02-12T15:00 --alliance a2
        """
    )
    assert empty.ok("status") == "Dana Thu 12 Feb\n"

"""The place of reviews: periods, what it says, handing it over, small screens, the past."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.measures.window import Window
from tests.sampling import sizes
from tests.ui.driving import NARROW, WIDE, driven, on_records
from tests.ui.logs import DANA, JAY, NOW, TODAY, Record, day, disagreement, drawn, meeting, people, promise, write
from tui.__main__ import main
from tui.config import Config
from tui.places.review import PERIODS, ReviewPlace, window


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("this quarter", ("2026-10-01", "2026-12-31")),
        ("last quarter", ("2026-07-01", "2026-09-30")),
        ("this year", ("2026-01-01", "2026-12-31")),
        ("last year", ("2025-01-01", "2025-12-31")),
    ],
)
def test_the_days_of_a_period(period: str, days: tuple[str, str]) -> None:
    assert window(period, TODAY) == Window(*map(date.fromisoformat, days))


def test_the_quarter_before_the_first() -> None:
    assert window("last quarter", date(2026, 2, 3)) == Window(date(2025, 10, 1), date(2025, 12, 31))


async def test_it_says_what_the_command_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "log.visavis", drawn())
    async with driven(path, (118, 80)) as found:
        await found.press("7")
        assert isinstance(found.app.screen, ReviewPlace)
        lines = found.lines[6:-3]
    assert main(["--log", str(path), "review", "--format", "txt"], lambda: NOW) == 0
    said = " ".join(capsys.readouterr().out.replace("(", "").replace(")", "").split())
    for line in lines:
        assert " ".join(line.split("   ")[0].split())[:40].rstrip().replace("(", "").replace(")", "") in said


@pytest.mark.parametrize("size", sizes([WIDE, NARROW, (40, 12), (20, 5)]))
async def test_every_size_says_something(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, drawn(), size) as found:
        await found.press("7")
        assert "Thu 1 Oct" in found.text


async def test_the_periods_by_key_and_by_mouse(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        await found.press("7", "right")
        assert "Wed 1 Jul to Wed 30 Sep" in found.text
        await found.press("left", "left")
        assert "Wed 1 Jan 2025" in found.text
        row = next(number for number, line in enumerate(found.lines) if "last quarter" in line)
        await found.click(found.lines[row].index("this year") + 2, row)
        assert "Thu 1 Jan to Sat 21 Nov" in found.text
        assert len(PERIODS) == 4


async def test_an_empty_log(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(cadence=None)]) as found:
        await found.press("7")
        assert "Nothing was promised, settled or said in this period yet." in found.text


async def test_it_names_nothing_private(tmp_path: Path) -> None:
    log = [*people(), promise("Hidden matter", JAY, -4, private=True), promise("Persona list", DANA, -4)]
    async with on_records(tmp_path, [*log, disagreement("Secret quarrel", -9, private=True)], (118, 60)) as found:
        await found.press("7", "right", "right")
        assert "Persona list" in found.text
        assert "Hidden matter" not in found.text
        assert "Secret quarrel" not in found.text
        assert "2 private records are counted above, and not named" in found.text


async def test_it_is_handed_over(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        found.app.config = Config(folder=str(tmp_path / "own"))
        await found.press("7", "x")
        assert "calendar entry" not in found.text
        markdown = next(line for line in found.lines if "Markdown" in line)
        await found.press(markdown.split("Markdown")[0].split()[-1], "escape")
        assert "without what is private" in found.status
        (file,) = (tmp_path / "own").iterdir()
        assert (file.name[:7], file.suffix) == ("review-", ".md")
        assert "# Review: Jay Moran and Dana Reyes" in file.read_text()


async def test_what_changes_is_read_anew(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Consent feed", JAY, -4)]) as found:
        await found.press("7")
        assert "Jay  Consent feed  which date holds now?" in found.text
        await found.press("1", "D", "7")
        assert "Jay  Consent feed  which date holds now?" not in found.text
        await found.press("u")
        assert "Jay  Consent feed  which date holds now?" in found.text
        assert day(-4) == "2026-11-17"


# The last quarter, in the first days of the next one

JANUARY = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
READY = "The review of October to December is ready: 7"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_today_says_that_it_is_ready_and_opens_it(tmp_path: Path, size: tuple[int, int]) -> None:
    log = [*people(), promise("Consent feed", JAY, -4), disagreement("Whose data", -9)]
    async with driven(write(tmp_path / "log.visavis", log), size, lambda: JANUARY) as found:
        await found.press("end")
        assert found.selected == READY
        assert "m more" not in found.keys
        await found.press("m", "d", "e", "t")
        assert found.place.place_name == "today"
        await found.press("enter")
        assert isinstance(found.app.screen, ReviewPlace)
        assert "Thu 1 Oct 2026 to Thu 31 Dec 2026" in found.text


async def test_in_one_column_it_is_said_too(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", [*people(), meeting("2026-11-10", "held")])
    async with driven(path, NARROW, lambda: JANUARY) as found:
        assert "The review of October to December is ready" in found.text
    async with driven(path, NARROW) as found:
        assert "The review of" not in found.text


async def test_in_those_days_it_begins_with_what_has_just_ended(tmp_path: Path) -> None:
    async with driven(write(tmp_path / "log.visavis", drawn()), WIDE, lambda: JANUARY) as found:
        await found.press("7")
        assert "Thu 1 Oct 2026 to Thu 31 Dec 2026" in found.text
        await found.press("left")
        assert "Fri 1 Jan to Tue 5 Jan" in found.text
        await found.press("1", "7")
        assert "Fri 1 Jan to Tue 5 Jan" in found.text
        await found.press("1", "end", "enter")
        assert "Thu 1 Oct 2026 to Thu 31 Dec 2026" in found.text


@pytest.mark.parametrize(
    ("log", "clock"),
    [
        (people(), JANUARY),
        (drawn(), JANUARY.replace(day=15)),
        (drawn(), NOW),
        ([*people(), promise("Begun long before", JAY, -4)], JANUARY.replace(month=4)),
        ([*people(), meeting("2026-11-10", "missed")], JANUARY),
    ],
)
async def test_otherwise_today_is_silent(tmp_path: Path, log: list[Record], clock: datetime) -> None:
    async with driven(write(tmp_path / "log.visavis", log), WIDE, lambda: clock) as found:
        assert "LOOKING BACK" not in found.text
        assert "is ready" not in found.text
        await found.press("7")
        assert "another period" in found.keys
        assert found.app.screen._period == "this quarter"  # type: ignore[attr-defined]


async def test_the_command_says_so_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = [*people(), meeting("2026-11-10", "held")]
    path = write(tmp_path / "log.visavis", log)
    assert main(["--log", str(path), "today"], lambda: JANUARY) == 0
    told = capsys.readouterr().out.splitlines()
    assert ("The review of October to December is ready: visavis review --since 2026-10-01 --until 2026-12-31") in told
    assert main(["--log", str(path), "today"], lambda: NOW) == 0
    assert "is ready" not in capsys.readouterr().out


async def test_a_period_that_is_chosen_before_the_rows_are_read_is_shown(tmp_path: Path) -> None:
    async with on_records(tmp_path, drawn()) as found:
        found.app.action_go("review")
        await found.pilot.pause(0)
        place = found.app.screen
        assert isinstance(place, ReviewPlace)
        place.read_anew()
        place.action_period(1)
        place.action_period(1)
        await found.settle()
        assert "Thu 1 Jan to Sat 21 Nov" in found.text

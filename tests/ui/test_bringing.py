"""A file of another program in the app: named, completed or dropped, looked at, taken by one key, or stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from models.errors import Fault
from storage.log import Log
from storage.outside.brought import Brought, Coming
from storage.outside.offer import Offer, Progress
from tests.domain.calendars import at, calendar, event
from tests.ui.driving import NARROW, WIDE, Driven, driven
from tests.ui.logs import people, write
from tui import app
from tui.config import Config
from tui.forms.bringing_in import completed, dropped
from tui.tending import look_at_calendar

SERIES = event(
    "abc@google.com",
    *at("20261124T140000", "20261124T145000"),
    "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3",
    "EXDATE;TZID=Europe/London:20261201T140000",
)
OFF = event("gone", *at("20261203T140000"), "STATUS:CANCELLED")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of two people with addresses, and a calendar beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my work.ics").write_bytes(calendar(SERIES, OFF))
    records = people(cadence=None)
    for record, name in zip(records[1:3], ("jay", "dana"), strict=True):
        record["email"] = f"{name}@example.com"
    return write(tmp_path / "log.visavis", [{k: v for k, v in one.items() if v is not None} for one in records])


async def bring_in(found: Driven, name: str) -> None:
    """Name a file in the form."""
    await found.press("ctrl+p")
    await found.type("bring in a file")
    await found.press("enter")
    await found.type(name)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_it_would_bring_is_seen_and_taken_by_one_key(log: Path, size: tuple[int, int]) -> None:
    async with driven(log, size) as found:
        await bring_in(found, "my")
        assert "right takes my work.ics" in found.text
        await found.press("right", "enter")
        text = found.text
        for words in (
            "my work.ics   2 new",
            "NEW  2",
            "LEFT OUT  1",
            "Jay and Dana",
            "14:00, 50 minutes",
            "called off",
        ):
            assert words in text, text
        assert "enter take it" in found.keys
        await found.press("ctrl+l")
        assert "Jay and Dana" not in found.text
        await found.press("ctrl+l", "enter")
        assert "Brought in 2 new" in found.status
        assert "u takes it back" in found.status
        await found.press("u")
        assert "Taken back: Calendar my work.ics: 2 new" in found.status


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_titles_and_what_is_noted_of_them_stand_whole(log: Path, size: tuple[int, int]) -> None:
    title = "The list of members who came back after the relaunch, by shop and month"
    (log.parent / "a.csv").write_text(f'Action,Owner,Status\n"{title}",Dana,Done\n', encoding="utf-8")
    async with driven(log, size) as found:
        await bring_in(found, "a.csv")
        await found.press("enter")
        begin = found.text.index("The list of")
        drawn = found.text[begin:].split("\n\n")[0]
        assert sorted(drawn.split()) == sorted(
            f"{title} by Dana, done and accepted, done Sat 21 Nov 2026; the table does not say when, so today".split()
        )


async def test_what_is_meant_can_be_named_by_its_title(log: Path) -> None:
    (log.parent / "b.ics").write_bytes(calendar(event("x", *at("20261203T140000"), guests=(), title="Dana weekly")))
    async with driven(log) as found:
        await bring_in(found, "b.ics")
        await found.press("enter")
        assert 'write words of its title, as in "Dana weekly"' in " ".join(found.text.split())
        await found.type("dana week")
        await found.press("ctrl+s")
        assert "NEW  1" in found.text


async def test_a_file_that_is_dropped_is_asked_about(log: Path) -> None:
    async with driven(log) as found:
        found.app.screen.post_message(events.Paste(f"'{log.parent}/my work.ics' "))
        await found.settle()
        assert "Bring in a file" in found.text
        await found.press("enter")
        assert "NEW  2" in found.text
        await found.press("escape")
        assert "NEW  2" not in found.text
        found.app.screen.post_message(events.Paste("and/or nothing"))
        await found.settle()
        assert "Bring in a file" not in found.text


def test_a_path_is_read_as_terminals_type_it_and_completed(log: Path) -> None:
    folder, file = log.parent, log.parent / "my work.ics"
    for text in (str(file), f'"{file}"', str(file).replace(" ", "\\ "), f"file://{str(file).replace(' ', '%20')}"):
        assert dropped(f" {text}\n") == str(file), text
    assert [dropped(text) for text in ("no path", "/nowhere/x.ics", f"{file}\n{file}", "/" * 5000)] == [""] * 4
    (folder / "other").mkdir()
    (folder / "other 2.ics").touch()
    cases = {"my": "my work.ics", "o": "other", "other": "", "other/": "", "x": "", f"{folder}/my": str(file)}
    assert {text: completed(text) for text in cases} == cases


async def test_a_calendar_that_changed_is_offered_and_never_taken_by_itself(log: Path) -> None:
    file = log.parent / "my work.ics"
    async with driven(log, config=Config(calendar=str(file))) as found:
        await look(found)
        assert "A CALENDAR THAT CHANGED" in found.text
        assert "my work.ics: 2 new" in found.text
        await found.press("home", "enter")
        assert "NEW  2" in found.text
        await found.press("enter")
        assert "Brought in 2 new" in found.status
        assert "A CALENDAR" not in found.text
        await look(found)
        assert found.app.session.calendar is None
        file.write_bytes(calendar(SERIES.replace("T140000\nDTEND", "T150000\nDTEND").replace("T145000", "T155000")))
        await look(found)
        assert "my work.ics: 2 moved" in found.text, found.text
        file.unlink()
        await look(found)
        assert "The calendar of the config: there is no file" in found.status


async def test_a_calendar_that_changed_is_looked_at_as_soon_as_something_stands(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "TEND_AFTER", 3600.0)
    async with driven(log, tended=True, config=Config(calendar=str(log.parent / "my work.ics"))) as found:
        await found.until(lambda: "A CALENDAR THAT CHANGED" in found.text)


async def look(found: Driven) -> None:
    """Let the app look at the calendar, as it does as soon as something stands on the screen."""
    found.app.run_worker(look_at_calendar(found.app))
    await found.settle()


async def test_a_long_one_tells_how_far_it_is_and_can_be_stopped(log: Path) -> None:
    told = []

    def take(_log: Log, progress: Progress | None) -> Brought:
        assert progress is not None
        try:
            for done in range(1_000_000):
                progress(done, 1_000_000)
        except Fault as fault:
            told.append(str(fault))
            raise
        raise AssertionError("it was not stopped")

    offer = Offer(Brought("work.ics", (Coming("new", "[/]", None, "x" * 200),)), take)
    async with driven(log) as found:
        found.app.ways.preview(found.place, offer)
        await found.settle()
        assert "[/]" in found.text
        await found.pilot.press("enter")
        await found.until(lambda: "of 1000000 taken; esc stops" in found.status)
        await found.pilot.press("escape")
        await found.until(lambda: bool(told))
        await found.settle()
        assert found.status == "Stopped; nothing was changed"
        assert "NEW  1" in found.text

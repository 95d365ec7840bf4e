"""What the app does for the log unasked: it looks whether it is whole, and keeps backups; and what it says of them."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from models.errors import LogUnusable
from storage.care import backup
from storage.care.keeping import begin
from storage.disk.beside import backups_of
from storage.log import Log
from tests.ui.driving import Driven, driven
from tests.ui.logs import JAY, NOW, people, promise, write
from tui import app, tending


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with one promise, and an app that is not waited for."""
    monkeypatch.setattr(app, "TEND_AFTER", 0.01)
    monkeypatch.setattr(tending, "EVERY", 0.01)
    return write(tmp_path / "log.visavis", [*people(), promise("Consent feed", JAY, 4)])


def made(path: Path) -> list[Path]:
    """The backups that are whole."""
    return sorted(backups_of(path).glob("2*.visavis"))


async def changed(found: Driven) -> None:
    """Change the log by a key."""
    await found.press("3", "e", "ctrl+u")
    await found.type("Lion")
    await found.press("ctrl+s")


async def test_what_is_changed_is_backed_up_beside_the_app(path: Path) -> None:
    async with driven(path, tended=True) as found:
        assert made(path) == []
        await changed(found)
        await found.until(lambda: bool(made(path)))
        await found.until(lambda: not found.app.session.wrote)
        assert "no backup" not in found.text.lower()


async def test_a_folder_that_takes_no_backup_is_told_once(path: Path) -> None:
    backups_of(path).write_text("mine")
    async with driven(path, tended=True) as found:
        found.app.session.wrote = True
        await found.until(lambda: "no backup was made" in found.status)
        assert not found.app.session.wrote


async def test_what_fails_behind_a_form_is_told_when_it_is_closed(path: Path) -> None:
    backups_of(path).write_text("mine")
    async with driven(path, tended=True) as found:
        await found.press("3", "e")
        found.app.session.wrote = True
        await found.until(lambda: not found.app.session.wrote)
        await found.press("escape")
        await found.until(lambda: "no backup was made" in found.status)


async def test_a_log_that_is_not_whole_is_told_after_the_first_picture(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE commitment SET why = 'altered'")
    connection.commit()
    connection.close()
    async with driven(path, tended=True) as found:
        await found.until(lambda: "The log is not whole" in found.status)


async def test_what_was_changed_is_backed_up_when_the_app_is_left(path: Path) -> None:
    async with driven(path) as found:
        await changed(found)
        shell = found.app
    told: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tending, "begin", lambda *given: told.append(given))
        assert tending.keep_last(shell) == ""
        assert told == [(path, NOW, "any")]

        def refused(*_: object) -> None:
            raise LogUnusable("no backup was made")

        patch.setattr(tending, "begin", refused)
        assert tending.keep_last(shell) == "no backup was made"
    assert begin.__module__ == "storage.care.keeping"


async def test_today_says_that_nothing_is_in_a_backup_and_enter_makes_one(path: Path) -> None:
    async with driven(path, clock=lambda: NOW + timedelta(days=9)) as found:
        assert "NO BACKUP" in found.text
        assert "of what was changed since Sat 21 November" in found.text
        found.list.select(("backup", 0))
        await found.press("enter")
        assert "Backed up to" in found.status
        assert "NO BACKUP" not in found.text


async def test_the_backups_that_are_offered_can_be_told_apart(path: Path) -> None:
    with Log(path, lambda: NOW) as log:
        for seconds in (0, 20, 7200):
            backup.make(log.connection, path, "automatic", NOW + timedelta(seconds=seconds))
            with log.change("Wrote") as c:
                c.edit("commitment", 1, {"text": f"After {seconds}"})
        damaged = backup.make(log.connection, path, "automatic", NOW + timedelta(hours=3))
    damaged.write_bytes(damaged.read_bytes()[:4096])
    async with driven(path) as found:
        await found.press("ctrl+p")
        await found.type("restore a backup")
        await found.press("enter")
        lines = [line for line in found.lines if "automatic" in line]
        assert len(lines) == 3
        assert "lacks 1 change" in lines[0]
        assert "lacks 3 changes" in lines[2]
        assert len({line.partition("Sat 21 Nov, ")[2][:8] for line in lines}) == 3

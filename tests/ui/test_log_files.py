"""The log as a whole, from the palette: out into a file, in from one, back from a backup, and the settings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models.errors import LogUnusable
from storage.care.earlier import kept_logs
from storage.log import Log
from tests.ui.driving import Driven, driven
from tests.ui.logs import JAY, NOW, people, promise, topic, write
from tui.config import load
from tui.page.menu import Menu


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder for the person's files and config."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISAVIS_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path


def log(folder: Path) -> Path:
    return write(
        folder / "log.visavis", [*people(), promise("Consent feed", JAY, 10), {**topic("zebra"), "private": True}]
    )


async def command(found: Driven, words: str) -> None:
    await found.press("ctrl+p")
    await found.type(words)
    await found.press("enter")


def titles(path: Path) -> list[str]:
    with Log(path, lambda: NOW) as opened:
        return [text for (text,) in opened.connection.execute("SELECT text FROM commitment ORDER BY id")]


@pytest.mark.parametrize(("words", "scope", "held"), [("shared copy", "shared", False), ("whole log to", "full", True)])
async def test_it_goes_out_into_a_file(home: Path, words: str, scope: str, held: bool) -> None:
    async with driven(log(home)) as found:
        await command(found, words)
        await found.press("enter")
        assert "Wrote " in found.status
        assert "u takes it back" not in found.status
    (file,) = home.glob("*2026-11-21*.visavis.jsonl")
    assert json.loads(file.read_text().splitlines()[0])["scope"] == scope
    assert ("zebra" in file.read_text()) is held


async def test_a_file_comes_in_and_undo_takes_it_back(home: Path) -> None:
    other = write(home / "other.visavis", [*people(), promise("Consent feed", JAY, 10), topic("Lion")])
    async with driven(other) as found:
        await command(found, "whole log to")
        await found.press("enter")
    (file,) = home.glob("*2026-11-21*.visavis.jsonl")
    async with driven(log(home)) as found:
        await command(found, "bring in a file")
        await found.type("nowhere.jsonl")
        assert "there is no such file" in found.text
        await found.press("ctrl+u")
        await found.type(file.name)
        await found.press("enter")
        assert "Added 1 topic" in found.status, found.text
        assert "u takes it back" in found.status
        await found.press("u")
        assert "Taken back: Imported" in found.status
        await command(found, "bring in a file")
        await found.type(file.name)
        await found.press("enter")
        await command(found, "bring in a file")
        await found.type(file.name)
        await found.press("enter")
        assert "Nothing new in the file" in found.status
        assert "u takes it back" not in found.status


@pytest.mark.parametrize(("text", "said"), [("{", "nothing was changed"), ("", "nothing was changed")])
async def test_a_file_that_is_none_is_told_at_its_field(home: Path, text: str, said: str) -> None:
    (home / "bad.jsonl").write_text(text)
    async with driven(log(home)) as found:
        before = titles(found.path)
        await command(found, "bring in a file")
        await found.type("bad.jsonl")
        await found.press("enter")
        assert "Bring in a file" in found.text
        assert said in found.text
        assert titles(found.path) == before


async def test_a_backup_comes_back_and_the_log_of_before_after_it(home: Path) -> None:
    async with driven(log(home)) as found:
        await command(found, "restore a backup")
        assert "There is no backup yet" in found.status
        await command(found, "make a backup")
        assert "Backed up to" in found.status
        await found.press("3", "e", "ctrl+u")
        await found.type("Lion")
        await found.press("ctrl+s")
        assert titles(found.path) == ["Lion"]
        await command(found, "restore a backup")
        assert "by hand" in found.text
        await found.press("enter")
        assert "Restored " in found.status
        assert titles(found.path) == ["Consent feed"]
        assert "Consent feed" in found.text
        await command(found, "restore a backup")
        assert "put aside" in found.text
        numbered = [item.why for item in kept_logs(found.path)]
        await found.press(str(numbered.index("put aside") + 1))
        assert titles(found.path) == ["Lion"]
        assert "Lion" in found.text
        await found.press("e", "ctrl+u")
        await found.type("Tiger")
        await found.press("ctrl+s")
        assert titles(found.path) == ["Tiger"]


async def test_a_backup_that_is_damaged_leaves_the_log_as_it_is(home: Path) -> None:
    async with driven(log(home)) as found:
        await command(found, "make a backup")
        (backup,) = (item.path for item in kept_logs(found.path))
        raw = backup.read_bytes()
        backup.write_bytes(raw[: len(raw) // 2])
        await command(found, "restore a backup")
        await found.press("enter")
        assert "Restored" not in found.status
        assert titles(found.path) == ["Consent feed"]
        await found.press("3")
        assert "Consent feed" in found.text


async def test_settings_hold_at_once_and_are_kept(home: Path) -> None:
    (home / "config.toml").write_text('# mine\ntheme = "dark"\n')
    async with driven(log(home)) as found:
        await command(found, "settings")
        assert "config.toml" in found.text
        await found.press("right", "enter", "right", "enter")
        assert "The settings are kept" in found.status
        assert found.app.theme == "visavis-light"
    kept = load(home / "config.toml")
    assert (kept.theme, kept.veil) == ("light", True)
    assert "# mine" in (home / "config.toml").read_text()


# The file of the log, while the app is open


async def looked(found: Driven) -> None:
    """Let the app look at its log, as it does every second."""
    found.app.look()
    await found.settle()


async def test_a_log_that_is_put_in_its_place_is_shown(home: Path) -> None:
    other = write(home / "other.visavis", [*people(), promise("Lion", JAY, -3)])
    async with driven(log(home)) as found:
        other.replace(found.path)
        await looked(found)
        assert found.status.startswith("Another program has put another log in the place of this one")
        assert "Lion" in found.text
        await found.press("3", "d", "ctrl+s")
        assert "Lion" in found.status
        await looked(found)
        assert "Another program" not in found.status
    assert titles(found.path) == ["Lion"]


async def test_a_log_that_is_gone_is_told_and_comes_back(home: Path) -> None:
    async with driven(log(home)) as found:
        await command(found, "make a backup")
        found.path.unlink()
        await looked(found)
        assert f"the log is no longer at {found.path}" in found.status
        assert "visavis restore" in found.status
        await found.press("3", "d")
        assert (
            f"the log is no longer at {found.path}; nothing was changed" in found.text.replace("\n", " ") + found.status
        )
        assert "permissions" not in found.text + found.status
        await command(found, "restore a backup")
        await found.until(lambda: isinstance(found.app.screen, Menu))
        await found.press("enter")
        await found.until(lambda: "Restored" in found.status)
        await looked(found)
        assert "Consent feed" in found.text
    assert titles(found.path) == ["Consent feed"]


async def test_what_is_no_log_in_its_place_is_told(home: Path) -> None:
    (home / "page").write_text("<html>")
    async with driven(log(home)) as found:
        (home / "page").replace(found.path)
        await looked(found)
        assert found.status.startswith("Another file was put in the place of the log")
        await found.press("3")
        assert "Consent feed" in found.text
        await found.press("d")
        assert "another log was put in the place of" in found.text + found.status


@pytest.mark.parametrize("there", [False, True])
def test_a_command_says_that_the_log_went_away_meanwhile(home: Path, there: bool) -> None:
    path = log(home)
    with Log(path, lambda: NOW) as opened:
        shutil.copy(path, home / "copy")
        path.unlink()
        if there:
            (home / "copy").replace(path)
        says = "another log was put" if there else "no longer at"
        with pytest.raises(LogUnusable, match=says), opened.change("x") as change:
            change.edit("topic", 1, {"text": "other"})

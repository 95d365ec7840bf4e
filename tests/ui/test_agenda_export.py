"""Sending an agenda out: what is offered, what is written where, what is refused; and nothing private goes along."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.ui.driving import WIDE, Driven
from tests.ui.logs import NOW, meeting, people, promise, topic
from tests.ui.test_agenda import agenda, busy, told
from tui.__main__ import main
from tui.forms.export import file_name
from tui.page.form_screen import FormScreen
from tui.page.menu import Menu
from tui.places.agenda.screen import AgendaScreen

PARTNER = {"md": "1", "txt": "2", "html": "3"}
MINE = {"md": "4", "txt": "5", "html": "6"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the person is in."""
    found = tmp_path / "here"
    found.mkdir()
    monkeypatch.chdir(found)
    monkeypatch.setenv("VISAVIS_CONFIG", str(tmp_path / "config.toml"))
    return found


@asynccontextmanager
async def opened(tmp_path: Path, records: list[dict[str, Any]] | None = None, **more: Any) -> AsyncIterator[Driven]:
    async with agenda(tmp_path, records or busy(), more.pop("size", WIDE), **more) as found:
        yield found


def said_by_command(log: Path, *words: str) -> bytes:
    """What `visavis agenda -o` writes."""
    file = log.with_name("by-command")
    with redirect_stdout(StringIO()):
        assert main(["--log", str(log), "agenda", *words, "--force", "-o", str(file)], clock=lambda: NOW) == 0
    return file.read_bytes()


async def rename(found: Driven, name: str) -> None:
    """Type another name for the file."""
    await found.press("home", "ctrl+k")
    await found.type(name)


async def test_the_other_copies_come_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as found:
        await found.press("x")
        assert isinstance(found.app.screen, Menu)
        assert found.text.index("FOR DANA") < found.text.index("FOR YOU")
        assert found.text.count("page to print (HTML)") == 2
        assert "Agenda of Tue 24 Nov" in found.text
        await found.press("escape")
        assert isinstance(found.app.screen, AgendaScreen)


@pytest.mark.parametrize("form", PARTNER)
async def test_what_is_written_is_what_the_command_writes(tmp_path: Path, folder: Path, form: str) -> None:
    async with opened(tmp_path) as found:
        await found.press("x", PARTNER[form])
        assert isinstance(found.app.screen, FormScreen)
        assert found.form.values["file"] == f"agenda-2026-11-24-dana.{form}"
        await found.press("enter")
        file = folder / f"agenda-2026-11-24-dana.{form}"
        assert found.status == f"Wrote {file}, without what is private"
        await found.press("x", MINE[form], "enter")
        mine = folder / f"agenda-2026-11-24-dana-mine.{form}"
        assert found.status == f"Wrote {mine}"
        assert stat.S_IMODE(mine.stat().st_mode) == stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes() == said_by_command(found.path, "--for", "partner", "--format", form)
    assert mine.read_bytes() == said_by_command(found.path, "--format", form)
    assert "Topic 3" in mine.read_text()
    assert "Topic 3" not in file.read_text()


async def test_a_file_that_is_there_is_replaced_only_where_one_says_so(tmp_path: Path, folder: Path) -> None:
    file = folder / "agenda-2026-11-24-dana.md"
    file.write_text("mine")
    async with opened(tmp_path) as found:
        await found.press("x", "1")
        assert found.form.says("file") == "is there already"
        await found.press("enter")
        assert "The file is there already; replace it, or name another" in " ".join(found.text.split())
        assert file.read_text() == "mine"
        await found.press("right", "enter")
        assert found.status == f"Wrote {file}, without what is private"
        assert file.read_text().startswith("# Agenda: ")


async def test_names_that_no_file_is_written_to(tmp_path: Path, folder: Path) -> None:
    (folder / "folder").mkdir()
    (folder / "link").symlink_to(folder / "elsewhere")
    async with opened(tmp_path) as found:
        before = found.path.read_bytes()
        await found.press("x", "1")
        for name in (
            "-rf",
            "no/such/folder.md",
            "folder",
            "link",
            str(found.path),
            f"{found.path}-journal",
            "~nobody/x",
        ):
            await rename(found, name)
            await found.press("enter")
            assert isinstance(found.app.screen, FormScreen), name
            assert found.form.says("file"), name
        assert found.path.read_bytes() == before
        assert sorted(item.name for item in folder.iterdir()) == ["folder", "link"]
        await rename(found, "folder/other.md")
        await found.press("enter")
        assert (folder / "folder" / "other.md").exists()


async def test_home_is_written_as_a_tilde(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    async with opened(tmp_path) as found:
        await found.press("x", "4")
        await rename(found, "~/mine.md")
        await found.press("enter")
        assert found.status == "Wrote ~/mine.md"


async def test_what_was_typed_is_kept_where_the_form_is_left(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path) as found:
        await found.press("x", "1")
        await rename(found, "other.md")
        await found.press("escape", "x", "1")
        assert found.form.values["file"] == "other.md"
        await found.press("ctrl+p", "enter")
        assert (folder / "other.md").exists()


async def test_a_held_meeting_is_sent_as_its_recap(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path, number=1) as found:
        await found.press("x")
        assert "Recap of Tue 10 Nov" in found.text
        await found.press("1", "enter")
        assert (folder / "recap-2026-11-10-dana.md").read_text().startswith("# Recap: ")


async def test_of_a_private_meeting_the_other_gets_nothing(tmp_path: Path) -> None:
    records = [*people(), {**meeting("2026-11-24", "planned"), "private": True}, told("Here")]
    async with opened(tmp_path, records, number=1) as found:
        await found.press("p")
        assert "Dana gets none: the meeting is private" in found.text
        await found.press("escape", "x")
        assert "FOR DANA" not in found.text
        assert "FOR YOU" in found.text


async def test_the_past_can_be_sent_out(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path, as_of=date(2026, 11, 20)) as found:
        await found.press("x", "1", "enter")
    sent = (folder / "agenda-2026-11-24-dana.md").read_bytes()
    assert sent == said_by_command(found.path, "--as-of", "2026-11-20", "--for", "partner", "--format", "md")


async def test_it_can_be_sent_from_today(tmp_path: Path, folder: Path) -> None:
    from tui.places.agenda.export import export

    async with opened(tmp_path) as found:
        await found.press("escape")
        pair = found.place.shown_pair
        assert pair is not None
        export(found.place, pair, None)
        await found.settle()
        await found.press("2", "enter")
        assert found.status.startswith("Wrote ")
        assert [file.name for file in folder.iterdir()] == ["agenda-2026-11-24-dana.txt"]


def test_names_of_files() -> None:
    assert file_name("agenda", "2026-11-24", "Dana", "md", mine=False) == "agenda-2026-11-24-dana.md"
    assert file_name("recap", "2026-11-24", "Zoë Ann", "html", mine=True) == "recap-2026-11-24-zoe-ann-mine.html"
    assert file_name("agenda", "", "../../x", "txt", mine=False) == "agenda-x.txt"
    assert file_name("agenda", "", "日本", "txt", mine=False) == "agenda-partner.txt"
    assert len(file_name("agenda", "2026-11-24", "x" * 5000, "md", mine=True)) < 80


async def test_a_printed_page_says_what_the_screen_says(tmp_path: Path, folder: Path) -> None:
    records = [*people(), meeting("2026-11-24", "planned"), topic("<b>One</b>"), promise("Late", "x", 1)][:-1]
    async with opened(tmp_path, records) as found:
        await found.press("x", "3", "enter")
        page = (folder / "agenda-2026-11-24-dana.html").read_text()
        assert "&lt;b&gt;One&lt;/b&gt;" in page
        assert "@page { size: A4" in page

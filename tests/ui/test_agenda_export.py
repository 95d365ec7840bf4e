"""Handing an agenda over: what is offered, what is written where, what is refused; and nothing private goes along."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, redirect_stdout
from datetime import date
from email import message_from_bytes, policy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

import tui.handing.offer
from storage.documents import formats
from tests.ui.driving import NARROW, WIDE, Driven, driven, on_records
from tests.ui.logs import NOW, meeting, people, promise, topic, write
from tests.ui.test_agenda import agenda, busy, told
from tui.__main__ import main
from tui.config import Config
from tui.handing.folder import documents
from tui.handing.handed import NAMES
from tui.handing.written import FileWritten
from tui.page.menu import Menu
from tui.places.agenda.preview import Preview
from tui.places.agenda.screen import AgendaScreen
from tui.places.meetings.place import MeetingsPlace

THEIRS, MINE = "1", "2"
NAME = "agenda-2026-11-24-dana-reyes"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's folder for documents, which is not there yet; the app is started elsewhere."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("VISAVIS_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "own" / "documents"


@asynccontextmanager
async def opened(tmp_path: Path, records: list[dict[str, Any]] | None = None, **more: Any) -> AsyncIterator[Driven]:
    async with agenda(tmp_path, records or busy(), more.pop("size", WIDE), **more) as found:
        found.app.config = Config(folder="~/own/documents")
        yield found


def number_of(form: str) -> str:
    """The key that picks a format, of those that there are."""
    return str([*NAMES].index(form) + 1)


def said_by_command(log: Path, *words: str) -> bytes:
    """What `visavis agenda -o` writes."""
    file = log.with_name("by-command")
    with redirect_stdout(StringIO()):
        assert main(["--log", str(log), "agenda", *words, "--force", "-o", str(file)], clock=lambda: NOW) == 0
    return file.read_bytes()


def offered(found: Driven) -> list[str]:
    assert isinstance(found.app.screen, Menu)
    return [choice.words for choice in found.app.screen.choices]


async def test_whose_copy_comes_first_then_the_format_the_last_one_under_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path) as found:
        await found.press("x")
        assert offered(found) == ["Dana's copy", "your own copy"]
        assert "Agenda of Tue 24 Nov" in found.text
        await found.press("enter")
        before = offered(found)
        assert before == list(NAMES.values())
        assert sorted(NAMES) == sorted(formats.FORMATS)
        await found.press(number_of("md"), "escape", "x", MINE)
        assert offered(found) == before  # each keeps its number
        assert found.selected == "Markdown"
        await found.press("escape")
        assert isinstance(found.app.screen, AgendaScreen)


async def test_it_is_written_to_the_persons_folder_as_the_command_writes_it(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path) as found:
        for form in ("html", "md"):
            found.app.session.last_form = ""
            await found.press("x", THEIRS, number_of(form))
            file = folder / f"{NAME}.{form}"
            assert isinstance(found.app.screen, FileWritten)
            assert f"~/own/documents/{NAME}.{form}" in found.text
            await found.press("escape")
            assert found.status == f"Wrote ~/own/documents/{NAME}.{form}, without what is private"
            assert file.read_bytes() == said_by_command(found.path, "--for", "partner", "--format", form)
            assert "Topic 3" not in file.read_text()
        await found.press("x", MINE, "enter", "escape")
        mine = folder / f"private-{NAME}.md"
        assert found.status == f"Wrote ~/own/documents/private-{NAME}.md, with what is private"
        assert mine.read_bytes() == said_by_command(found.path, "--format", "md")
        assert "Topic 3" in mine.read_text()
        assert stat.S_IMODE(mine.stat().st_mode) == stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list((tmp_path / "here").iterdir()) == []


async def test_what_is_there_stays_unless_one_says_otherwise(tmp_path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    file, other = folder / f"{NAME}.md", folder / f"{NAME}-2.md"
    file.write_text("of before")
    async with opened(tmp_path) as found:
        keys = ("x", THEIRS, number_of("md"))
        await found.press(*keys, "escape")
        assert [item.name for item in folder.iterdir()] == [file.name]
        await found.press("x", THEIRS, "enter", "enter")
        assert (file.read_text(), other.read_text()[:10]) == ("of before", "# Agenda: ")
        await found.press("escape", "x", THEIRS, "enter", "2")
        assert file.read_bytes() == other.read_bytes()
        await found.press("escape", "x", THEIRS, "enter")  # the same once more: nothing could be lost
        assert isinstance(found.app.screen, FileWritten)
    assert sorted(item.name for item in folder.iterdir()) == sorted((file.name, other.name))


async def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f"{NAME}.md").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("")
    async with opened(tmp_path) as found:
        await found.press("x", THEIRS, number_of("md"), "2")
        assert "is not a plain file" in found.status
        for wrong in (str(tmp_path / "file"), "~/file/below"):
            found.app.config = Config(folder=wrong)
            await found.press("x", THEIRS, "enter")
            assert "The folder for documents cannot be made: a file is in its way; " in found.status, wrong
            assert 'folder = "~/Documents"' in found.status
        before = found.path.read_bytes()
        found.app.config = Config(folder=str(found.path.with_name(found.path.name + ".backups")))
        await found.press("x", THEIRS, "enter")
        assert "is a folder that the log keeps for itself" in found.status
        assert found.path.read_bytes() == before
    assert not (tmp_path / "elsewhere").exists()


def test_the_folder_is_the_platforms_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Papers")
    assert documents(Config()) == tmp_path / "Papers"
    assert (tmp_path / "Papers").is_dir()


async def test_what_can_be_done_with_the_file(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opens: list[Path] = []

    def open_once(path: Path) -> bool:
        opens.append(path)
        return len(opens) == 1

    monkeypatch.setattr(tui.handing.offer, "open_file", open_once)
    monkeypatch.setattr("tui.clipboard._by_program", lambda _text: True)
    file = folder / f"{NAME}.txt"
    async with opened(tmp_path, size=NARROW) as found:
        await found.press("x", THEIRS, number_of("txt"), "o")
        assert (opens, found.status) == ([file], f"Opened ~/own/documents/{NAME}.txt")
        await found.press("x", THEIRS, "enter", "o")
        assert found.status == f"Nothing here opens files; it is ~/own/documents/{NAME}.txt"
        await found.press("x", THEIRS, "enter", "c")
        assert found.app.clipboard == str(file)
        await found.press("x", THEIRS, "enter")
        row = next(at for at, line in enumerate(found.lines) if "copy the text" in line)
        await found.click(30, row)
        assert found.app.clipboard == file.read_text()
        assert found.status == "Copied as text: Agenda of Tue 24 Nov, Dana's copy, without what is private"
        await found.press("v", "x", MINE, "enter", "y")
        assert found.app.clipboard == file.read_text()
        assert "what is veiled is not copied" in found.status


async def test_a_mail_draft_in_five_keys(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opens: list[Path] = []
    monkeypatch.setattr(tui.handing.offer, "open_file", opens.append)
    async with driven(write(tmp_path / "log.visavis", busy()), NARROW, config=Config(folder=str(folder))) as found:
        keys = ("x", THEIRS, number_of("eml"), "o")
        await found.press(*keys[:-1])
        assert "No address of Dana Reyes is known" in found.text
        await found.press(keys[-1])
    assert len(keys) <= 5
    assert opens == [folder / f"{NAME}.eml"]
    mail = message_from_bytes(opens[0].read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Topic 2" in body.get_content()
    assert [part.get_filename() for part in mail.iter_attachments()] == [f"{NAME}.pdf", f"{NAME}.ics"]


async def test_of_what_was_called_off_a_calendar_is_told(tmp_path: Path, folder: Path) -> None:
    records = [*people(), {**meeting("2026-11-24", "cancelled"), "reason": "Board"}]
    async with opened(tmp_path, records, number=1) as found:
        await found.press("x", THEIRS)
        assert offered(found) == ["calendar entry"]
        await found.press("1")
    (file,) = folder.iterdir()
    assert b"STATUS:CANCELLED" in file.read_bytes()


async def test_in_a_browser_it_is_given_to_that(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, bytes] = {}
    monkeypatch.setattr(App, "is_web", property(lambda _app: True))

    def deliver(_app: Any, file: Any, *, save_filename: str) -> None:
        given[save_filename] = file.read()

    monkeypatch.setattr(App, "deliver_binary", deliver)
    async with opened(tmp_path) as found:
        await found.press("x", THEIRS, number_of("md"))
        assert found.status == f"Sent {NAME}.md to the browser, without what is private"
    assert given[f"{NAME}.md"].startswith(b"# Agenda: ")
    assert not folder.exists()


async def test_a_held_meeting_is_handed_over_as_its_recap(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path, number=1) as found:
        await found.press("x")
        assert "Recap of Tue 10 Nov" in found.text
        await found.press(THEIRS, number_of("md"))
        assert (folder / "recap-2026-11-10-dana-reyes.md").read_text().startswith("# Recap: ")


async def test_of_a_private_meeting_the_other_gets_nothing(tmp_path: Path) -> None:
    records = [*people(), {**meeting("2026-11-24", "planned"), "private": True}, told("Here")]
    async with opened(tmp_path, records, number=1) as found:
        await found.press("p")
        assert "Dana gets none: the meeting is private" in found.text
        await found.press("escape", "x")
        assert "Agenda of Tue 24 Nov, your own copy" in found.text


async def test_the_past_can_be_handed_over(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path, as_of=date(2026, 11, 20)) as found:
        await found.press("x", THEIRS, number_of("md"))
    sent = (folder / f"{NAME}.md").read_bytes()
    assert sent == said_by_command(found.path, "--as-of", "2026-11-20", "--for", "partner", "--format", "md")


async def test_from_another_place_the_agenda_can_be_opened_as_well(tmp_path: Path) -> None:
    async with opened(tmp_path) as found:
        await found.press("escape", "x")
        assert offered(found) == ["Dana's copy", "your own copy", "open it here"]
        await found.press("3")
        assert isinstance(found.app.screen, AgendaScreen)


async def test_a_page_for_the_browser_says_what_the_screen_says(tmp_path: Path, folder: Path) -> None:
    records = [*people(), meeting("2026-11-24", "planned"), topic("<b>One</b>"), promise("Late", "x", 1)][:-1]
    async with opened(tmp_path, records) as found:
        await found.press("x", THEIRS, number_of("html"))
        page = (folder / f"{NAME}.html").read_text()
        assert "&lt;b&gt;One&lt;/b&gt;" in page
        assert "@page { size: A4" in page


async def test_it_is_handed_over_from_the_preview(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path, size=NARROW) as found:
        await found.press("p", "tab", "x")
        assert offered(found)[0] == "Dana's copy"
        await found.press(THEIRS, number_of("txt"), "escape")
        assert "CIO and CMO" in found.text
        assert [file.name for file in folder.iterdir()] == [f"{NAME}.txt"]


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("keys", [("p",), ("x", "3")])
async def test_a_recap_is_read_whole_and_handed_over_from_where_it_is_read(
    tmp_path: Path, folder: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    met = {**meeting("2026-11-10", "held"), "notes": "Said", "private_notes": "Kept"}
    async with on_records(tmp_path, [*people(), met], size) as found:
        found.app.config = Config(folder="~/own/documents")
        await found.press("2", "down", *keys)
        assert isinstance(found.app.screen, Preview)
        assert "Recap: Jay Moran and Dana Reyes" in found.text
        assert ("Said" in found.text, "Kept" in found.text) == (True, False)
        await found.press("tab")
        assert ("Said" in found.text, "Kept" in found.text) == (True, True)
        await found.press("x", THEIRS, number_of("txt"), "escape")
        assert [file.name for file in folder.iterdir()] == ["recap-2026-11-10-dana-reyes.txt"]
        await found.press("escape")
        assert isinstance(found.app.screen, MeetingsPlace)


async def test_of_a_meeting_that_was_missed_there_is_nothing_to_read(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), meeting("2026-11-10", "missed")]) as found:
        await found.press("2", "down", "p")
        assert isinstance(found.app.screen, MeetingsPlace)
        assert "missed" in found.status

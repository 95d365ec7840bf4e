"""The first run: what the welcome says and asks, what it makes of it, and that it makes nothing by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Paste

from storage.care import backup
from storage.disk.beside import journal_of
from storage.log import Log, start
from tests.cli.desk import Desk
from tests.sampling import sizes, texts, two_by_two
from tests.ui.driving import NARROW, Driven, driven
from tests.ui.logs import NOW
from tests.ui.test_process import Terminal
from tests.ui.test_safety import DRIVING, HIDDEN, MARKUP, bytes_of
from tui.places.today.place import TodayScreen
from tui.places.welcome import Welcome

SIZES = [(80, 24), (120, 40), (40, 12), (20, 5)]
JAY_AND_DANA = (*"Jay Moran", "tab", *"CIO", "tab", *"Dana Reyes", "tab", *"CMO", "tab")

NARROW_TOP = """\
 visavis                                                        Sat 21 November

 Welcome

 visavis keeps what you and your partner promise, ask and tell each other.
 Everything stays on this machine, in one file, which is not encrypted:""".splitlines()
FORM = """\
this log is ▎ › my own kept for somebody
name ▎ yours, or whose log it is
role ▎ as CIO
partner's name ▎ with whom you work
partner's role ▎ as CMO
rhythm ▎ every other tuesday 14:00
first day ▎ today, if left empty
▎ more: 1 further field""".splitlines()


@pytest.fixture(autouse=True)
def _away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is touched or shown."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TZ", "Europe/London")


@asynccontextmanager
async def welcomed(path: Path, size: tuple[int, int] = NARROW) -> AsyncIterator[Driven]:
    """The app where no log is yet."""
    async with driven(path, size, welcome=True) as found:
        assert isinstance(found.app.screen, Welcome)
        yield found


def made(found: Driven) -> bool:
    """Whether there is a log now, and Today on the screen."""
    return isinstance(found.app.screen, TodayScreen) and found.path.is_file()


async def test_it_says_what_this_is_and_where_it_will_lie(tmp_path: Path) -> None:
    path = tmp_path / "data" / "log.visavis"
    async with welcomed(path) as found:
        at = next(number for number, line in enumerate(found.lines) if line.startswith(" this log is"))
        assert found.lines[:6] == NARROW_TOP
        assert "".join(line.strip() for line in found.lines[6:at]) == str(path)
        assert [" ".join(line.split()) for line in found.lines[at : at + 8]] == FORM
        assert "1 Today" not in found.text
        assert found.lines[-1] == " enter save  tab next  esc leave"
    assert not path.parent.exists()


async def test_a_log_of_ones_own(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "data" / "log.visavis") as found:
        await found.press(*JAY_AND_DANA, *"every other tue 14:00")
        assert "every other Tuesday, 14:00" in found.text
        await found.press("enter")
        assert made(found)
        assert "Jay Moran, CIO · Dana Reyes, CMO" in found.lines[0]
        assert "Tue 24 Nov   14:00 · by your rhythm" in found.text
        assert "between Dana and you stand here" in found.text
        assert "a adds the first one" in found.text
        assert found.path.stat().st_mode & 0o077 == 0
        with Log(found.path, lambda: NOW) as log:
            pair = log.pairs()[0]
            assert (pair.me.name, pair.other.name, pair.own) == ("Jay Moran", "Dana Reyes", True)
            assert (pair.alliance.timezone, str(pair.alliance.started_on)) == ("Europe/London", "2026-11-21")
        await found.press("a", "escape", "2", "1", "u")
        assert "nothing to undo" in found.text
        found.app.keep_typed()
    assert not list(tmp_path.rglob("*.json"))


async def test_since_when_two_have_met_is_told_ahead_or_behind(tmp_path: Path) -> None:
    behind = ("2 sep 2024", "2024-09-02", "Mon 2 September 2024")
    ahead = ("1 dec 2026", "2026-12-01", "Tue 1 December, in 10 days")
    for number, (typed, day, told) in enumerate((behind, ahead)):
        async with welcomed(tmp_path / str(number) / "log.visavis") as found:
            await found.press(*JAY_AND_DANA, *"every tue 14:00", "tab", *typed)
            assert told in found.text
            await found.press("enter")
            assert made(found)
        with Log(found.path, lambda: NOW) as log:
            assert str(log.pairs()[0].alliance.started_on) == day


async def test_a_first_day_that_is_none_is_said_beside_it(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press(*JAY_AND_DANA, "tab", *"1 dec", "enter")
        assert "may be of 2026" in found.text
        assert not found.path.exists()


async def test_a_log_kept_for_somebody_calls_them_by_name(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press("shift+tab", "right", "enter", *JAY_AND_DANA, "enter")
        assert made(found)
        assert "between Dana and Jay stand here" in found.text
        with Log(found.path, lambda: NOW) as log:
            assert not log.pairs()[0].own


async def test_the_time_zone_behind_more(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press(*JAY_AND_DANA, "tab", "tab", "enter")
        assert "09:00 there now" in found.text
        await found.press(*["backspace"] * 20, *"tokyo", "ctrl+s")
        assert "Asia/Tokyo" in found.text
        assert not found.path.exists()
        await found.press(*["backspace"] * 20, *"Asia/Tokyo", "ctrl+s")
        with Log(found.path, lambda: NOW) as log:
            assert log.pairs()[0].alliance.timezone == "Asia/Tokyo"


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_leaving_makes_no_log_and_keeps_what_was_typed(tmp_path: Path, key: str) -> None:
    path = tmp_path / "data" / "log.visavis"
    async with welcomed(path) as found:
        await found.press(*"Jay q", key)
        assert found.app._exit
        assert found.app.return_code == 0
    assert not path.parent.exists()
    async with welcomed(path) as found:
        assert "Taken up as it was left just now" in found.text
        assert "Jay q" in found.text
        await found.press("ctrl+r")
        assert "Jay q" not in found.text


async def test_what_is_needed_is_said_beside_it(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press("ctrl+s")
        assert found.text.count("This is needed") == 2
        await found.press(*"Jay", "tab", "tab", *"Dana", "tab", "tab", *"now and then", "enter")
        assert "is not a rhythm" in found.text
        assert not found.path.exists()
    assert not list(tmp_path.glob(".*"))


async def test_the_same_person_twice_is_told_apart_by_a_role(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press(*"Jay", "tab", "tab", *"Jay", "enter")
        assert "The same person twice; a role tells them apart" in found.text
        assert not found.path.exists()
        await found.press("tab", *"CMO", "enter")
        assert made(found)


async def test_a_log_that_came_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press(*JAY_AND_DANA)
        start(found.path, lambda: NOW, ("Ada", ""), ("Bea", ""))
        before = found.path.read_bytes()
        await found.press("enter")
        assert "A log lies there by now and was left as it is" in found.text
        assert "Jay Moran" in found.text
        assert found.path.read_bytes() == before


async def test_a_path_that_takes_no_log(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    async with welcomed(tmp_path / "data" / "log.visavis", (200, 24)) as found:
        await found.press(*JAY_AND_DANA, "enter")
        assert "cannot be" in found.text
        assert isinstance(found.app.screen, Welcome)
        assert "Jay Moran" in found.text


async def test_no_room_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tui.forms.welcome.start", full)
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press(*JAY_AND_DANA, "enter")
        assert "no log can be made there: No space left on device" in found.text


async def test_the_veil_covers_what_is_typed(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        await found.press(*"Jay Moran", "ctrl+l")
        assert "Jay" not in found.text
        await found.press("ctrl+l")
        assert "Jay Moran" in found.text


async def test_the_mouse_alone_does_it(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        at = next(number for number, line in enumerate(found.lines) if line.startswith(" this log is"))
        await found.pilot.click(offset=(found.lines[at].index("kept"), at))
        for row, name in ((1, "Jay"), (3, "Dana")):
            await found.pilot.click(offset=(25, at + row))
            await found.press(*name)
        await found.pilot.click(offset=(found.lines[-1].index("save"), 23))
        await found.settle()
        assert made(found)
        assert "between Dana and Jay stand here" in found.text


NAMES = [*MARKUP, *HIDDEN, *DRIVING, "O'Brien, Sr.", "-", "q", "0"]


@pytest.mark.parametrize(("text", "other"), two_by_two(NAMES))
async def test_every_name_is_taken(tmp_path: Path, text: str, other: str) -> None:
    async with welcomed(tmp_path / "log.visavis") as found:
        for pasted in (text, other, f"2 {other}", text):
            found.app.post_message(Paste(pasted))
            await found.press("tab")
        assert bytes_of(found.app).isprintable()
        await found.press("ctrl+s")
        assert made(found), found.text
        assert bytes_of(found.app).isprintable()
        assert all(cell_len(line) <= NARROW[0] for line in found.lines)


@pytest.mark.parametrize("text", texts([*MARKUP, "a\x1b[2Jb", "a\u202eb", "日本語" * 30]))
async def test_the_path_is_shown_as_it_stands(tmp_path: Path, text: str) -> None:
    async with welcomed(tmp_path / text / "log.visavis") as found:
        assert bytes_of(found.app).isprintable()
        assert all(cell_len(line) <= NARROW[0] for line in found.lines)


@pytest.mark.parametrize("size", sizes(SIZES))
async def test_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with welcomed(tmp_path / "log.visavis", size) as found:
        await found.press(*JAY_AND_DANA)
        assert len(found.lines) == size[1]
        assert max(map(cell_len, found.lines)) <= size[0]
        await found.pilot.resize_terminal(60, 15)
        await found.pilot.resize_terminal(*size)
        await found.press("enter")
        assert made(found)
        assert max(map(cell_len, found.lines)) <= size[0]


# Where a log was before


def left(path: Path, size: int = 0) -> Path:
    """A backup of a log that is gone, and a journal of so many bytes."""
    start(path, lambda: NOW, ("Ada", ""), ("Bea", ""))
    with Log(path, lambda: NOW) as log:
        found = backup.make(log.connection, path, "by-hand")
    path.unlink()
    journal_of(path).write_bytes(bytes(size))
    return found


async def test_the_way_back_is_said_first(tmp_path: Path) -> None:
    found_at = left(tmp_path / "log.visavis")
    async with welcomed(tmp_path / "log.visavis", (200, 24)) as found:
        said = " ".join(found.text.split())
        assert said.index("There was a log here before: a backup comes back with") < said.index("visavis keeps what")
        assert str(found_at) in "".join(line.strip() for line in found.lines)


async def test_what_was_here_comes_back_by_a_key(tmp_path: Path) -> None:
    left(tmp_path / "log.visavis")
    async with welcomed(tmp_path / "log.visavis", (100, 30)) as found:
        assert "^b bring it back" in found.keys
        assert any(line.strip().endswith(".visavis") and " " not in line.strip() for line in found.lines)
        await found.press("ctrl+b")
        assert made(found)
        assert found.status.startswith("Restored ")


async def test_without_one_no_key_brings_any_back(tmp_path: Path) -> None:
    async with welcomed(tmp_path / "log.visavis", (100, 30)) as found:
        assert "bring it back" not in found.keys
        await found.press("ctrl+b")
        assert not made(found)


@pytest.mark.parametrize("size", sizes(SIZES))
async def test_it_is_said_in_any_size_that_has_room(tmp_path: Path, size: tuple[int, int]) -> None:
    left(tmp_path / "log.visavis")
    async with welcomed(tmp_path / "log.visavis", size) as found:
        assert len(found.lines) == size[1]
        assert max(map(cell_len, found.lines)) <= size[0]
        if size[0] >= 80:
            assert "There was a log here before" in found.text
        await found.press(*JAY_AND_DANA, "enter")
        assert made(found)


async def test_what_was_put_aside_is_said_on_today(tmp_path: Path) -> None:
    left(tmp_path / "log.visavis", 512)
    async with welcomed(tmp_path / "log.visavis", (118, 30)) as found:
        await found.press(*JAY_AND_DANA, "enter")
        assert made(found)
        (aside,) = tmp_path.glob("log.visavis.replaced-*-journal")
        assert found.status == f"What another log had left there was put aside: {aside}"
        assert not journal_of(found.path).exists()


# From the command line


def test_without_a_terminal_it_says_how_to_start_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path / "log.visavis", capsys)
    said = desk.run()
    assert (said.code, said.out) == (4, "")
    assert "there is no log at" in said.err
    assert "visavis init --me" in said.err
    assert not desk.path.exists()


def test_on_a_terminal_it_opens_the_welcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[bool] = []
    monkeypatch.setattr("tui.cli.starting.on_terminal", lambda: True)

    def run_app(*_args: object, welcome: bool, **_more: object) -> int:
        opened.append(welcome)
        return 0

    monkeypatch.setattr("tui.running.run_app", run_app)
    desk = Desk(tmp_path / "log.visavis", capsys)
    assert desk.run().code == 0
    assert opened == [True]
    assert desk.run("--as-of", "2026-01-01").code == 4
    desk.path.symlink_to(tmp_path / "nowhere")
    assert desk.run().code == 4
    assert opened == [True]


def test_the_first_run_as_a_process(tmp_path: Path) -> None:
    path = tmp_path / "data" / "log.visavis"
    terminal = Terminal(path, "--first")
    terminal.read_until(b"not encrypted")
    terminal.read_until(b"save")
    for keys in (b"Jay", b"\t", b"\t", b"Dana", b"\r"):  # as a person types: a field at a time
        terminal.press(keys)
        terminal._read(0.2)
    terminal.read_until(b"stand here")
    terminal.press(b"q")
    assert terminal.ended() == 0
    with Log(path, lambda: NOW) as log:
        assert log.pairs()[0].other.name == "Dana"

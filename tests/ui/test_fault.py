"""The screen after a fault of ours: what it tells, that it tells no value, and that it is never worse than a line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.ui.logs import NOW
from tui.bound import app_bindings
from tui.config import THEMES, Config
from tui.places import fault
from tui.places.fault import FaultApp, FaultScreen, tell

WRITTEN = Path("/home/jay/.local/state/visavis/faults/2026-11-21-090000.txt")
PLACE = "ValueError in today.py, line 12"
SECRET = "Persona list for the portal"
SIZES = [(80, 24), (120, 40), (40, 12), (20, 5)]

NARROW_TOP = """\
 visavis

 visavis itself failed and had to stop: ValueError in today.py, line 12

 Nothing that was saved is lost, and what was being typed is kept.
 Open visavis again and go on.

 The report says where in the program, and nothing of what anybody wrote:
 /home/jay/.local/state/visavis/faults/2026-11-21-090000.txt
"""


def failed() -> BaseException:
    """A fault that holds what somebody wrote."""
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        return error


def lines(app: FaultApp) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def clock() -> datetime:
    return NOW


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where reports are written."""
    monkeypatch.setattr(fault, "faults_folder", lambda: tmp_path)
    return tmp_path / "faults"


async def test_it_tells_kind_and_place_and_where_the_report_lies() -> None:
    app = FaultApp(PLACE, WRITTEN, Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "\n".join(lines(app)).startswith(NARROW_TOP)
        assert lines(app)[-1] == " enter leave"


async def test_it_says_so_where_no_report_could_be_written() -> None:
    app = FaultApp(PLACE, None, Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert " No report of it could be written." in lines(app)


@pytest.mark.parametrize("key", ["enter", "q", "escape", "ctrl+c", "ctrl+q"])
async def test_every_key_of_it_leaves(key: str) -> None:
    app = FaultApp(PLACE, WRITTEN, Config(keys={"undo": "z"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app._exit


async def test_a_click_leaves() -> None:
    app = FaultApp(PLACE, WRITTEN, Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=(3, 23))
        await pilot.pause()
        assert app._exit


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
async def test_any_size_in_any_theme(size: tuple[int, int], theme: str) -> None:
    app = FaultApp(PLACE, Path("/" + "日本[/]\x1b[2J" * 20), Config(theme=theme))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "visavis" in lines(app)[0]
        assert "".join(lines(app)).isprintable()
        for key in ("end", "home", "pagedown", "j"):
            await pilot.press(key)
        assert len(lines(app)) == size[1]
        assert max(map(cell_len, lines(app))) <= size[0]


def test_its_key_can_be_remapped_and_is_explained() -> None:
    own = [binding for binding in app_bindings() if str(binding.id).startswith("fault.")]
    assert [(binding.description, binding.tooltip) for binding in own] == [("leave", "leave")]
    assert callable(getattr(FaultScreen, f"action_{own[0].action}"))


def test_without_a_terminal_there_is_only_the_line(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell(failed(), clock, Config())
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("visavis: something in the app failed (ValueError in test_fault.py, line ")
    assert said.err.count("\n") == 1
    assert SECRET not in said.err
    written = list(state.iterdir())
    assert len(written) == 1
    assert SECRET not in written[0].read_text()


@pytest.mark.parametrize("broken", ["FaultApp", "report", "faults_folder", "where"])
def test_where_the_screen_fails_there_is_only_the_line(
    state: Path, broken: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(fault, broken, fails)
    monkeypatch.setattr("tui.machine.on_terminal", lambda: True)
    tell(failed(), clock, Config())
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("visavis: something in the app failed (ValueError in ")
    assert said.err.count("\n") == 1


def test_a_fault_of_the_screen_itself_leaves_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(FaultScreen, "_lines", fails)
    FaultApp(PLACE, WRITTEN, Config()).run(headless=True)
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert SECRET not in said.out + said.err

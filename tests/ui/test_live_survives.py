"""A dropped connection loses no character of a meeting: neither of the line being typed nor of those before it."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from models.records.rows import Meeting
from storage.core.records import find
from storage.log import Log
from tests.ui import test_process
from tests.ui.logs import NOW, day, meeting, people, write
from tests.ui.test_process import Terminal
from tests.ui.test_typing_survives import SIZE, Window, kept_of

RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import tui.app, tui.running
from tui.places.live.screen import Live

first_picture = tui.app.VisavisApp.first_picture

def then_live(app):
    first_picture(app)
    if app.shown[0] is not None and len(app.screen_stack) == 1:
        app.push_screen(Live(app.shown[0], 1, "meetings"))

tui.app.VisavisApp.first_picture = then_live
now = datetime(2026, 11, 21, 9, tzinfo=UTC)
sys.exit(tui.running.run_app(Path(sys.argv[1]), lambda: now))
"""
TEXT = "Quiet words about the portal"
AFTERWARDS = "Zzz"
"""Letters that stand nowhere else: once they show, the key before them has been handled."""


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(test_process, "RUN", RUN)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write(tmp_path / "log.visavis", [*people(), meeting(day(0), "planned")])


class Live(Window):
    """The app on a terminal, with the meeting of today open."""

    def __init__(self, log: Path, mark: bytes = b"close the meeting") -> None:
        Terminal.__init__(self, log, size=SIZE)
        self.typed = []
        try:
            self.read_until(mark)
        except AssertionError:
            self.kill(signal.SIGKILL)
            self.reaped()
            raise


def offered(log: Path, text: str) -> int:
    """How much of a text stands in the line of a new process, from its beginning."""
    kept = kept_of(log, text)
    window = Live(log, b"Taken up as it was left")
    try:
        window.read_until(kept.encode())
    finally:
        window.end(signal.SIGKILL)
    return len(kept)


def notes(log: Path) -> str:
    with Log(log, lambda: NOW) as found:
        return cast(Meeting, find(found.connection, "meeting", "1")).notes or ""


def said(window: Live, lines: Sequence[str]) -> None:
    """Type lines with enter, until each is told to be recorded."""
    for line in lines:
        window.type(f"{line}\r")
        window.read_until(f": {line}. up corrects it".encode())


def test_nothing_is_lost_when_the_connection_drops(log: Path) -> None:
    window = Live(log)
    said(window, ["first words"])
    window.type_and_see(TEXT)
    window.hang_up()
    assert notes(log) == "- first words"
    assert offered(log, TEXT) == len(TEXT)

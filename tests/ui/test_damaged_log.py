"""The app on a log that holds what nobody wrote: it says so and goes on, or ends before it draws anything."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from models.errors import LogUnusable
from storage.disk import notices
from tests.cli.test_damaged import alter
from tests.ui.driving import driven
from tests.ui.logs import JAY, NOW, day, meeting, people, promise, write
from tui.running import run_app


def log(folder: Path) -> Path:
    return write(folder / "log.visavis", [*people(), promise("Persona list", JAY, 10)])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitment SET created_at = 'SENTINEL'",
        "UPDATE commitment SET text = CAST(x'53454e54494e454cff' AS TEXT)",
        "UPDATE commitment SET due = 'SENTINEL'",
    ],
)
async def test_a_place_that_cannot_be_read_says_so(tmp_path: Path, statement: str) -> None:
    path = log(tmp_path)
    async with driven(path) as found:
        alter(path, statement)
        await found.press("3")
        assert f"{path.name} is damaged" in found.text or "visavis check --repair" in found.text
        assert "SENTINEL" not in found.text
        await found.press("question_mark")
        assert found.app.is_running
        assert found.app.fault is None


async def test_a_key_on_what_was_altered_says_so(tmp_path: Path) -> None:
    path = log(tmp_path)
    async with driven(path) as found:
        await found.press("3")
        alter(path, "UPDATE commitment SET text = 'Persona map'")
        await found.press("d")
        assert f"{path.name} is damaged" in found.text
    assert b"Persona list" in path.read_bytes()  # the search index still holds what was written


@pytest.mark.parametrize(
    "statement", ["UPDATE alliance SET timezone = 'SENTINEL'", "UPDATE meeting SET starts_at = 'SENTINEL'"]
)
def test_a_log_that_cannot_be_shown_is_told_before_the_screen(tmp_path: Path, statement: str) -> None:
    path = write(tmp_path / "log.visavis", [*people(), meeting(day(3), "planned")])
    alter(path, statement)
    kept = threading.excepthook
    try:
        with pytest.raises(LogUnusable, match=r"is damaged: .*its content was altered outside visavis.*visavis check"):
            run_app(path, lambda: NOW)
    finally:
        threading.excepthook = kept


@pytest.mark.parametrize("slow", [5.0, 0.0])
async def test_what_the_disk_reported_is_told_behind_the_deed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: float
) -> None:
    """However long the log takes: that it is worked on is told in passing, and takes nothing away with it."""
    monkeypatch.setattr("tui.app.SLOW", slow)
    async with driven(log(tmp_path)) as found:
        await found.press("3")
        notices.note_unsure()
        await found.press("d")
        assert "It is written, but the disk reported an error" in found.status
        assert notices.take() == []

"""Two windows, or a window and commands, on one log: each sees the other, nothing is lost, nothing is done twice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.log import Log
from tests.cli.desk import Desk, Said
from tests.sampling import counted
from tests.ui.driving import NARROW, WIDE, driven
from tests.ui.logs import DANA, JAY, NOW, TODAY, meeting, people, promise, write
from tests.ui.quiet import GIVEN_UP
from tests.ui.test_every_act import exported
from tests.ui.test_process import Terminal
from tui.__main__ import main
from tui.app import LOOK_EVERY

PERSONA, FEED = "Persona list", "Consent feed"
HOLD = """
import sqlite3, sys
log = sqlite3.connect(sys.argv[1], isolation_level=None)
log.execute("PRAGMA busy_timeout = 5000")
log.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
log.execute("COMMIT")
"""
WRITE = """
import sys
from datetime import UTC, datetime
from tui.__main__ import main

now = datetime(2026, 11, 21, 9, tzinfo=UTC)
for number in range(int(sys.argv[3])):
    words = ["--log", sys.argv[1], "topic", "add", f"{sys.argv[2]} {number}"]
    if main(words, lambda: now) != 0:
        sys.exit(1)
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with a late promise of each of the two."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    promises = [promise(PERSONA, DANA, -12), promise(FEED, JAY, -4)]
    return write(tmp_path / "log.visavis", [*people(), meeting("2026-11-24", "planned"), *promises])


async def elsewhere(log: Path, *words: str) -> Said:
    """Run a command as a process of its own, while the app goes on."""
    said = await asyncio.to_thread(Desk(log, None, str(TODAY)).process, *words)
    assert said.code == 0, said
    return said


@contextmanager
def held(log: Path) -> Iterator[tuple[int, Callable[[], None]]]:
    """Another process that holds the whole log: its pid, and what makes it let go."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(log)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield process.pid, lambda: (process.communicate(timeout=GIVEN_UP), None)[1]
        finally:
            process.kill()


def whole(log: Path) -> bool:
    """Whether `check` finds nothing wrong."""
    return main(["--log", str(log), "check"], lambda: NOW) == 0


def texts(log: Path) -> list[str]:
    """The texts of all promises."""
    return [record["text"] for record in exported(log) if record["type"] == "commitment"]


def acts(log: Path, text: str) -> list[str]:
    """The acts of a promise."""
    return [event["act"] for record in exported(log) if record.get("text") == text for event in record["events"]]


# Seeing what another one does


@pytest.mark.parametrize("place", ["1", "3"])
async def test_a_command_elsewhere_shows_without_a_key(log: Path, place: str) -> None:
    async with driven(log, NARROW) as found:
        await found.press(*([place] if place != "1" else []), "down")
        assert found.selected == FEED
        for number, words in enumerate((["commitment", "add", "Roadmap", "--due", "2026-11-01"], ["undo"])):
            await elsewhere(log, *words)
            await found.until(lambda: ("Roadmap" in found.text) == (number == 0))  # noqa: B023
            assert found.selected == FEED
    assert LOOK_EVERY <= 1


async def test_a_form_is_left_alone_by_what_happens_elsewhere(log: Path) -> None:
    async with driven(log, NARROW) as found:
        await found.press("e", "end", "!")
        before = found.app.turn
        await elsewhere(log, "commitment", "edit", "1", "--why", "The portal")
        await found.until(lambda: found.app.turn > before)
        await found.settle()
        assert found.form.values["text"] == f"{PERSONA}!"
        await found.press("ctrl+s")
        record = next(record for record in exported(log) if record.get("text") == f"{PERSONA}!")
        assert record["why"] == "The portal"


async def test_the_same_field_in_two_windows_shows_both_texts(log: Path) -> None:
    async with driven(log, NARROW) as found:
        await found.press("e", "end", *", mine")
        other = Terminal(log, size=(24, 80))
        other.read_until(PERSONA.encode())
        other.press(b"e")
        other.read_until(b"further fields")
        other.press(b"\x1b[F, theirs")
        other.read_until(f"{PERSONA}, theirs".encode())
        other.press(b"\x13")
        other.read_until(b"takes it back")
        await found.press("ctrl+s")
        assert f"meanwhile it says: {PERSONA}, theirs" in " ".join(found.text.split())
        assert f"{PERSONA}, mine" in found.text
        await found.press("ctrl+s")
        await asyncio.to_thread(other.read_until, f"{PERSONA}, mine".encode())
        other.press(b"q")
        assert other.ended() == 0
    assert sorted(texts(log)) == [FEED, f"{PERSONA}, mine"]
    assert whole(log)


# One that does not let go


async def test_who_holds_the_log_is_named_and_nothing_is_done_twice(log: Path) -> None:
    async with driven(log, WIDE) as found:
        with held(log) as (pid, let_go):
            found.app.simulate_key("d")
            found.app.simulate_key("d")
            await found.until(lambda: f"pid {pid}" in found.status)
            found.app.simulate_key("down")
            await found.until(lambda: found.selected == FEED)  # it is alive
            await asyncio.to_thread(let_go)
            await found.until(lambda: f"{PERSONA}: " in found.status)
        assert found.status.endswith("u takes it back")
        assert acts(log, PERSONA) == ["promise", "report", "satisfied"]
        await found.press("u", "home", "down")
        assert found.selected == PERSONA
        assert acts(log, PERSONA) == ["promise"]
        await found.press("d")
        assert acts(log, PERSONA) == ["promise", "report", "satisfied"]
    assert whole(log)


async def test_one_that_never_lets_go_is_named_and_later_everything_works(log: Path) -> None:
    async with driven(log, WIDE) as found:
        with held(log) as (pid, let_go):
            found.app.simulate_key("d")
            await found.until(lambda: "try again when it is done" in found.status)
            assert f"(pid {pid})" in found.status
            assert found.app._running
            found.app.simulate_key("a")
            found.app.simulate_key("escape")
            await asyncio.to_thread(let_go)
        await found.settle()
        assert acts(log, PERSONA) == ["promise"]
        await found.press("d")
        assert acts(log, PERSONA) == ["promise", "report", "satisfied"]
        assert found.status.endswith("u takes it back")
    assert whole(log)


# Several that write


@counted(6, 20)
async def test_three_writers_lose_nothing_while_the_app_is_open(log: Path, count: int) -> None:
    writers, each = 3, count
    async with driven(log, NARROW) as found:
        started = [
            subprocess.Popen([sys.executable, "-c", WRITE, str(log), f"Writer {number}", str(each)], stdout=-3)
            for number in range(writers)
        ]
        done = taken_back = refused = 0
        while any(process.poll() is None for process in started):
            await found.press("home", "down", "e", "end", "!", "ctrl+s")
            assert found.status.endswith("u takes it back"), found.text
            done += 1
            await found.press("u")
            taken_back += found.status.startswith("Taken back")
            refused += found.status.startswith("Changed elsewhere meanwhile; last was Writer")
            assert taken_back + refused == done, found.status
        print(f"{done} done, {taken_back} taken back, {refused} refused")
        assert [process.wait() for process in started] == [0] * writers
        await found.press("1")
        await found.until(lambda: f"{writers * each} topics" in found.text)
    topics = [record["text"] for record in exported(log) if record["type"] == "topic"]
    assert sum(text.count("!") for text in texts(log)) == refused
    assert sorted(topics) == sorted(f"Writer {number} {at}" for number in range(writers) for at in range(each))
    assert whole(log)


# Undo


async def test_what_another_window_did_is_not_taken_back_unasked(log: Path) -> None:
    async with driven(log, WIDE) as found:
        await found.press("d")
        assert found.status.endswith("u takes it back")
        await elsewhere(log, "commitment", "edit", "1", "--text", f"{PERSONA}, final")
        before = exported(log)
        await found.press("u")
        assert exported(log) == before
        told = f"Changed elsewhere meanwhile; last was {PERSONA}, final: wording changed. u takes it back"
        assert found.status == told
        await found.press("u")
        assert found.status.startswith(f"Taken back: {PERSONA}, final: wording changed")
        assert acts(log, PERSONA) == ["promise", "report", "satisfied"]
        await found.press("u")
        assert acts(log, PERSONA) == ["promise"]
        await found.press("v", "U")
        assert acts(log, PERSONA) == ["promise", "report", "satisfied"]
        await elsewhere(log, "commitment", "edit", "1", "--text", "Secret")
        await found.press("u")
        assert "Secret" not in found.status
        assert "Changed elsewhere" in found.status
    assert whole(log)


async def test_what_was_changed_past_the_journal_is_not_clobbered(log: Path) -> None:
    async with driven(log, (200, 24)) as found:
        await found.press("e", "end", "!", "ctrl+s")
        with Log(log, lambda: NOW) as opened:
            opened.connection.execute("UPDATE commitment SET text = 'By hand' WHERE id = 1")
        await found.press("u")
        assert "C1: its content was altered outside visavis" in found.status
        with Log(log, lambda: NOW) as opened:
            assert opened.connection.execute("SELECT text FROM commitment WHERE id = 1").fetchone() == ("By hand",)

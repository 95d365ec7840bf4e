"""What is typed outlives its process: the terminal goes away, a signal ends it, it is killed, the disk is full."""

from __future__ import annotations

import errno
import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import drafts
from storage.disk import own_folder
from tests.sampling import each
from tests.ui.driving import driven
from tests.ui.logs import people, write
from tests.ui.quiet import GIVEN_UP
from tests.ui.test_forms import open_new
from tests.ui.test_process import Terminal
from tui.page.draft import AFTER

TEXT = "persona list for the portal"
SIZE = (24, 80)


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log in which nothing stands but the two."""
    return write(tmp_path / "log.visavis", people())


class Window(Terminal):
    """The app on a terminal, with the form of a new commitment open."""

    def __init__(self, log: Path) -> None:
        super().__init__(log, size=SIZE)
        self.typed: list[tuple[float, str]] = []
        try:
            self.read_until(b"stand here")
            self.press(b"a")
            self.read_until(b"What is to be added?")
            self.press(b"\r")
            self.read_until(b"further fields")
            self.read_until(b"save")
        except AssertionError:
            self.kill(signal.SIGKILL)
            self.reaped()
            raise

    def type(self, text: str) -> None:
        """Type a text at once."""
        self.press(text.encode())
        self.typed.append((time.monotonic(), text))

    def seconds_to_show(self, text: str) -> float:
        """Type a text that is not on the screen; gives the seconds until it is: how fast the machine is now."""
        self.type_and_see(text)
        return time.monotonic() - self.typed[-1][0]

    def type_and_see(self, text: str) -> None:
        """Type a text, until it stands on the screen: what was never read from the terminal is nobody's."""
        self.type(text)
        self.read_until(text.encode())

    def wait_for(self, holds: Callable[[], bool]) -> None:
        """Let it run until something holds."""
        until = time.monotonic() + GIVEN_UP
        while not holds():
            assert time.monotonic() < until, "it does not come to hold"
            self._read(0.02)

    def reaped(self, seconds: float = GIVEN_UP) -> None:
        """Wait for the end, however it came."""
        until = time.monotonic() + seconds
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < until, "it did not end"
            self._read(0.02)

    def hang_up(self) -> None:
        """The terminal goes away, as when a connection drops."""
        os.close(self.handle)
        self.handle = -1
        until = time.monotonic() + GIVEN_UP
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < until, "it did not end"
            time.sleep(0.02)

    def end(self, number: int) -> None:
        """End it by a signal."""
        self.kill(number)
        self.reaped()
        os.close(self.handle)


def kept_of(log: Path, text: str) -> str:
    """How much of a text lies in a draft, from its beginning."""
    drafts = [json.loads(path.read_text(encoding="utf-8"))["fields"] for path in log.parent.rglob("*.json")]
    lines = [line for fields in drafts for value in fields.values() for line in value.split("\n")]
    return next(
        text[:count] for count in range(len(text), -1, -1) if any(text[:count] in line for line in ("", *lines))
    )


def offered(log: Path, text: str) -> int:
    """How much of a text a new process offers in the same form, from its beginning; 0 where it offers none."""
    kept = kept_of(log, text)
    window = Window(log)
    try:
        if kept:
            window.read_until(b"Taken up as it was left")
            window.read_until(kept.encode())
    finally:
        window.end(signal.SIGKILL)
    return len(kept)


def forget(log: Path) -> None:
    """Begin the next run without a draft."""
    for draft in log.parent.rglob("*.json"):
        draft.unlink()


def by_signal(number: int) -> Callable[[Window], None]:
    return lambda window: window.end(number)


ENDS = {"HUP": Window.hang_up, "TERM": by_signal(signal.SIGTERM)}


@pytest.mark.parametrize("how", each([*ENDS], ["HUP"]))
def test_nothing_is_lost_when_the_terminal_or_a_signal_ends_it(log: Path, how: str) -> None:
    window = Window(log)
    window.type_and_see(TEXT)
    ENDS[how](window)
    assert offered(log, TEXT) == len(TEXT)


def test_nothing_is_lost_while_it_is_stopped(log: Path) -> None:
    window = Window(log)
    window.type_and_see(TEXT)
    window.kill(signal.SIGTSTP)
    window.stopped()
    window.written = b""
    window.kill(signal.SIGCONT)
    window.read_until(b"further fields")  # before it draws again the terminal itself may show what is typed
    window.type_and_see(f"{TEXT}, all of it".removeprefix(TEXT))
    window.end(signal.SIGHUP)
    assert offered(log, f"{TEXT}, all of it") == len(f"{TEXT}, all of it")


def test_a_second_after_the_last_key_kill_9_takes_nothing(log: Path) -> None:
    window = Window(log)
    window.type_and_see(TEXT)
    window.wait_for(lambda: kept_of(log, TEXT) == TEXT)
    window.end(signal.SIGKILL)
    assert offered(log, TEXT) == len(TEXT)
    assert AFTER < 1


async def test_a_full_disk_does_not_eat_what_is_typed(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await on_a_full_disk(log, TEXT, monkeypatch)


async def on_a_full_disk(log: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type where the folder beside the log takes nothing; it is offered again, and gone once it is saved."""
    beside = log.with_name(log.name + ".drafts")
    really = own_folder.write

    def full(folder: int, name: str, data: bytes) -> None:
        if beside.exists() and os.path.samestat(os.fstat(folder), beside.stat()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        really(folder, name, data)

    monkeypatch.setattr(drafts, "write", full)
    async with driven(log) as found:
        await open_new(found, "commitment")
        await found.type(text)
        await found.until(lambda: [draft.fields.get("text") for draft in found.app.session.drafts.all()] == [text])
        assert found.app.session.drafts.rescued
        assert "cannot be kept" not in found.text
    monkeypatch.setattr(drafts, "write", really)
    assert not beside.exists() or not list(beside.glob("*.json"))
    async with driven(log) as found:
        await open_new(found, "commitment")
        assert found.form.values["text"] == text
        assert found.status.startswith("Taken up as it was left")
        await found.press("ctrl+s")
        assert found.app.session.drafts.all() == []
    assert not list(log.parent.rglob("*.json"))

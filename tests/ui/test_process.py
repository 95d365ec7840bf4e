"""The app as a process on a terminal of its own: what it leaves behind, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from storage.log import Log
from tests.ui.logs import DANA, NOW, drawn, people, promise, write
from tests.ui.quiet import GIVEN_UP

RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import tui.app, tui.running

now = datetime(2026, 11, 21, 9, tzinfo=UTC)
if "--broken" in sys.argv:
    def broken(self):
        secret = "Persona list for the portal"
        raise ValueError(secret)
    tui.app.VisavisApp.changed = broken
if "--midway" in sys.argv:  # it is told to stop while Textual fills the queue that it writes from
    import os, queue, signal
    from textual.drivers import _writer_thread

    class Filled(queue.Queue):
        def _put(self, item):
            super()._put(item)
            if (told := Path(sys.argv[1] + ".stop")).exists():
                told.unlink()
                os.kill(os.getpid(), signal.SIGTSTP)

    _writer_thread.Queue = Filled
if "--first" in sys.argv:
    from tui.__main__ import main
    sys.exit(main(["--log", sys.argv[1]], lambda: now))
sys.exit(tui.running.run_app(Path(sys.argv[1]), lambda: now))
"""


OPENED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
"""How the app's page takes the terminal, and how it gives it back."""


class Terminal:
    """A child process on a pseudo-terminal, what it wrote, and its exit code once it has ended."""

    def __init__(self, log: Path, *more: str, size: tuple[int, int] = (30, 118)) -> None:
        self.written = b""
        self.code: int | None = None
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            os.execve(sys.executable, [sys.executable, "-c", RUN, str(log), *more], environment)

    def read_until(self, mark: bytes, seconds: float = GIVEN_UP) -> None:
        """Read until the mark has been written."""
        until = time.monotonic() + seconds
        while mark not in self.written:
            assert time.monotonic() < until, self.written[-2000:]
            self._read(0.05)

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing more was written for a while: where there is no mark to wait for."""
        before = -1
        while len(self.written) != before:
            before = len(self.written)
            self._read(seconds)

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.handle, keys)

    def kill(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def stopped(self) -> None:
        """Wait until it is stopped."""
        until = time.monotonic() + GIVEN_UP
        while True:
            found, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if found:
                assert os.WIFSTOPPED(status), status
                return
            assert time.monotonic() < until, "it did not stop"
            self._read(0.02)

    def ended(self, seconds: float = GIVEN_UP) -> int:
        """Wait for the end; gives the exit code."""
        until = time.monotonic() + seconds
        while True:
            self._read(0.05)
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self._read(0.05)
                os.close(self.handle)
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise AssertionError("it did not end")

    def _read(self, seconds: float) -> None:
        try:
            while select.select([self.handle], [], [], seconds)[0]:
                read = os.read(self.handle, 65536)
                self.written += read
                if not read:
                    return
        except OSError:
            time.sleep(seconds)


def test_q_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    terminal = Terminal(write(tmp_path / "log.visavis", drawn()))
    terminal.read_until(b"Persona list")
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")
    assert b"\x1b[?25h" in terminal.written[-300:]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    path = write(tmp_path / "log.visavis", drawn())
    terminal = Terminal(path)
    terminal.read_until(b"Persona list")
    terminal.press(b"d")
    terminal.read_until(b"takes it back")
    terminal.kill(number)
    assert terminal.ended() == 128 + number
    assert b"\x1b[?1049l" in terminal.written[-300:]
    assert b"Traceback" not in terminal.written
    with Log(path, lambda: NOW) as log:
        assert log.undo().startswith("Persona list for the portal")


def test_a_terminal_that_is_gone_without_a_word_ends_it(tmp_path: Path) -> None:
    """A program whose terminal is not its own is sent no SIGHUP: it ran on for hours, and took half a processor."""
    path = write(tmp_path / "log.visavis", drawn())
    handle, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 118, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    words = [sys.executable, "-c", RUN, str(path)]
    with subprocess.Popen(
        words, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True, env=environment
    ) as app:
        os.close(terminal)
        written, until = b"", time.monotonic() + GIVEN_UP
        while b"Persona list" not in written and time.monotonic() < until:
            if select.select([handle], [], [], 0.05)[0]:
                written += os.read(handle, 65536)
        os.close(handle)
        try:
            assert app.wait(GIVEN_UP) == 128 + signal.SIGHUP
        finally:
            app.kill()


def test_it_stops_and_goes_on_whatever_it_is_writing(tmp_path: Path) -> None:
    path = write(tmp_path / "log.visavis", drawn())
    terminal = Terminal(path, "--midway")
    terminal.read_until(b"Persona list")
    terminal.kill(signal.SIGCONT)  # it goes on already: nothing is opened twice
    Path(f"{path}.stop").touch()
    terminal.press(b"j")
    terminal.stopped()
    assert terminal.written.count(OPENED) == terminal.written.count(LEFT) == 1
    terminal.written = b""
    terminal.kill(signal.SIGCONT)
    terminal.read_until(b"Persona list")
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert terminal.written.count(OPENED) == terminal.written.count(LEFT) == 1


def test_an_unexpected_fault_is_a_calm_screen_then_one_line_and_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    terminal = Terminal(write(tmp_path / "log.visavis", [*people(), promise("Persona list", DANA, -3)]), "--broken")
    terminal.read_until(b"Persona list")
    terminal.press(b"d")
    terminal.read_until(b"itself failed and had to stop")
    terminal.read_until(b"leave")
    assert b"something in the app failed" not in terminal.written
    terminal.press(b"\r")
    assert terminal.ended() == 70
    after = terminal.written[terminal.written.rindex(b"\x1b[?1049l") :]
    assert b"visavis: something in the app failed (ValueError in " in after
    assert after.count(b"\n") == 1
    for never in (b"for the portal", b"Traceback", b"secret"):
        assert never not in terminal.written


PAYLOADS = ("\x1b]0;owned\x07", "\x1b[2J\x1b[6n", "\x9b31mred", "\x1b]52;c;eA==\x07", "\x1b[?1049l")


def test_no_byte_of_a_payload_reaches_the_terminal(tmp_path: Path) -> None:
    texts = "\n".join(PAYLOADS)
    records = [*people(), promise("Portal", DANA, -3, why=texts, done_means=texts)]
    terminal = Terminal(write(tmp_path / "log.visavis", records))
    terminal.read_until(b"Portal")
    terminal.press(b"\r")
    terminal.read_until("␛]0;owned␇".encode())
    terminal.read_until("␛[?1049l".encode())
    before_leaving = terminal.written
    terminal.press(b"q")
    assert terminal.ended() == 0
    for payload in PAYLOADS:
        assert payload.encode() not in before_leaving
    assert not any(part in before_leaving for part in (b"\x1b]0", b"\x1b]52", b"\x1b[6n", b"owned\x07"))
    assert "\x9b".encode() not in before_leaving


def test_a_log_that_is_not_there_is_told_before_the_screen_changes(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "nowhere")
    assert terminal.ended() != 0
    assert b"there is no log at" in terminal.written
    assert b"\x1b[?1049h" not in terminal.written

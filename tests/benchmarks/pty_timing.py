"""How long until a program has put a text on a real terminal, from its start or from a key."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^][^\x1b]*\x1b\\|[@-_])")
PATIENCE = 30.0


def until_shown(words: list[str], text: str, rows: int = 40, columns: int = 120) -> float:
    """Seconds from the start of a program on a pty until `text` stands on it; the program is then killed.

    Raises TimeoutError where it never does.
    """
    with Terminal(words, rows, columns) as terminal:
        return terminal.until(text)


class Terminal:
    """A program on a pty, and the seconds that it takes to answer."""

    def __init__(self, words: list[str], rows: int = 40, columns: int = 120) -> None:
        self._child, self._master = pty.fork()
        if self._child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(words[0], words)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._started = time.perf_counter()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_error: object) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._master)

    def until(self, text: str) -> float:
        """Seconds from the start, or from the last key, until the text was drawn. TimeoutError where it never is."""
        wanted, seen = text.encode(), b""
        while time.perf_counter() - self._started < PATIENCE:
            seen += self._read(0.5)
            # A text may be written in pieces with colours between them, so it is sought without them.
            if wanted in _ESCAPES.sub(b"", seen):
                return time.perf_counter() - self._started
        raise TimeoutError(f"{wanted!r} was not shown; seen: {_ESCAPES.sub(b'', seen)[-300:]!r}")

    def press(self, keys: str, text: str = "") -> float:
        """Seconds from a key until the text was drawn; without one, until anything was."""
        self.settle()
        self._started = time.perf_counter()
        os.write(self._master, keys.encode())
        if text:
            return self.until(text)
        self._read(PATIENCE)
        return time.perf_counter() - self._started

    def settle(self, quiet: float = 0.12) -> None:
        """Read until nothing more is drawn."""
        while self._read(quiet):
            pass

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._master, 65536)
        except OSError:
            return b""

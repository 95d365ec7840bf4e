"""How long until a program has put a text on a real terminal."""

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
    child, master = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execv(words[0], words)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    started = time.perf_counter()
    try:
        return _wait(master, text.encode(), started)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(master)


def _wait(master: int, wanted: bytes, started: float) -> float:
    seen = b""
    while time.perf_counter() - started < PATIENCE:
        ready, _, _ = select.select([master], [], [], 0.5)
        if not ready:
            continue
        try:
            seen += os.read(master, 65536)
        except OSError:
            break
        # A text may be written in pieces with colours between them, so it is sought without them.
        if wanted in _ESCAPES.sub(b"", seen):
            return time.perf_counter() - started
    raise TimeoutError(f"{wanted!r} was not shown; seen: {_ESCAPES.sub(b'', seen)[-300:]!r}")

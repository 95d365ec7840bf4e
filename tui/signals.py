"""What the system tells the app to do, to end and to go to the background: each done in the loop's own time."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_HERE = (NotImplementedError, RuntimeError, ValueError)
"""A system without such signals, and an app outside the main thread, which signals never reach."""

_ENDS = (signal.SIGTERM, signal.SIGHUP)
_STOPS = tuple(filter(None, [getattr(signal, "SIGTSTP", None)]))


_LOOK_EVERY = 1.0
"""Seconds between two looks whether the terminal is still there: not everyone who closes it says so by a signal."""

_STDIN = 0
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


def heed(end: Callable[[int], None], stop: Callable[[], None]) -> None:
    """Have the running loop call `end` with the signal that ends the app, and `stop` where it is to go away.

    A terminal that is gone without a word ends it as SIGHUP does: nobody is left who could.
    """
    loop = asyncio.get_running_loop()
    if os.isatty(_STDIN):
        loop.call_later(_LOOK_EVERY, _look_at_terminal, loop, end)
    with suppress(*_NOT_HERE):
        for number in _ENDS:
            loop.add_signal_handler(number, end, number)
        for number in _STOPS:
            loop.add_signal_handler(number, stop)
            # Textual opens the terminal a second time when it is told to go on and has not been stopped.
            signal.signal(signal.SIGCONT, signal.SIG_DFL)


def _look_at_terminal(loop: asyncio.AbstractEventLoop, end: Callable[[int], None]) -> None:
    poll = select.poll()
    poll.register(_STDIN, 0)
    if any(what & _GONE for _, what in poll.poll(0)):
        end(signal.SIGHUP)
    else:
        loop.call_later(_LOOK_EVERY, _look_at_terminal, loop, end)


def heed_no_more() -> None:
    """Let signals do again what they did."""
    loop = asyncio.get_running_loop()
    with suppress(*_NOT_HERE):
        for number in (*_ENDS, *_STOPS):
            loop.remove_signal_handler(number)

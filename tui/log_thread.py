"""One thread a log: everything that touches an open log runs here, in order, and nowhere else."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from storage.log import Log

T = TypeVar("T")
Opener = Callable[[], Log]


class LogThread:
    """Opens the log at once, on its own thread, and does what it is asked in the order in which it was asked."""

    def __init__(self, opener: Opener) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="visavis-log")
        self._log = self._pool.submit(opener)

    def opened(self) -> None:
        """Wait until the log is open; raises what kept it from being opened."""
        self._log.result()

    def submit(self, work: Callable[[Log], T]) -> Future[T]:
        """Do something with the log. A failure of SQLite comes back as LogUnusable, in words for the person."""
        return self._pool.submit(self._run, work)

    def _run(self, work: Callable[[Log], T]) -> T:
        log = self._log.result()
        # What is read makes no cycles; looking for them in tens of thousands of rows would stop the screen meanwhile.
        collected = gc.isenabled()
        gc.disable()
        try:
            return work(log)
        except sqlite3.Error as error:
            raise log.unusable(error) from None
        finally:
            if collected:
                gc.enable()

    def close(self) -> None:
        """Finish what was asked, close the log and end the thread."""
        if self._log.exception() is None:
            self._pool.submit(self._log.result().close)
        self._pool.shutdown(wait=True)

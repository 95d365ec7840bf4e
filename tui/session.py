"""One log while the app is open: its thread, the alliance that is shown, and what was typed and not saved."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from models.errors import Fault
from storage.disk import notices
from storage.disk.failures import gone
from storage.log import Clock, Log
from storage.reads.opened import read_today, the_pair

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from models.pages.today import Today
    from models.records.pair import Pair
    from storage.drafts import Drafts
    from storage.outside.offer import Offer

T = TypeVar("T")
Opener = Callable[[], Log]

MANY_OBJECTS = 20_000
"""From how many objects of one reading on Python no longer looks for cycles among them."""


class LogThread:
    """Opens the log at once, on its own thread, and does what it is asked in the order in which it was asked."""

    def __init__(self, opener: Opener) -> None:
        self.wrote = False
        """Whether something was written that nobody has thought of a backup for yet."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="visavis-log")
        self._log = self._pool.submit(opener)

    def opened(self) -> None:
        """Wait until the log is open; raises what kept it from being opened."""
        self._log.result()

    def submit(self, work: Callable[[Log], T]) -> Future[T]:
        """Do something with the log. What fails because of what the log holds, or of its disk, comes as LogUnusable."""
        return self._pool.submit(self._run, work)

    def _run(self, work: Callable[[Log], T]) -> T:
        log = self._log.result()
        # What is read makes no cycles; looking for them in tens of thousands of rows would stop the screen meanwhile,
        # and again whenever all that lives is looked through (0.5 s each): so what is much is put out of its sight.
        collected = gc.isenabled()
        gc.disable()
        try:
            return work(log)
        except Exception as error:
            if found := log.cause(error):
                raise found from None
            raise
        finally:
            self.wrote, log.written = self.wrote or log.written, False
            if gc.get_count()[0] > MANY_OBJECTS:
                gc.freeze()
            if collected:
                gc.enable()

    def replace(self, opener: Opener, put: Callable[[], T]) -> Future[T]:
        """Close the log, put another in its place and open that; where putting fails, the one of before."""
        return self._pool.submit(self._replace, opener, put)

    def _replace(self, opener: Opener, put: Callable[[], T]) -> T:
        self._log.result().close()
        try:
            return put()
        finally:
            self._log = Future()
            try:
                self._log.set_result(opener())
            except (Fault, OSError, sqlite3.Error) as error:  # what is asked of the log from now on meets it
                self._log.set_exception(error)

    def reopen(self, opener: Opener) -> Log:
        """Go on with the log that was put in the place of this one; on the log's thread. Where it cannot be opened,
        this one stays.
        """
        there = opener()
        self._log.result().close()
        self._log = Future()
        self._log.set_result(there)
        return there

    def close(self) -> None:
        """Finish what was asked, close the log and end the thread."""
        if self._log.exception() is None:
            self._pool.submit(self._log.result().close)
        self._pool.shutdown(wait=True)


REPLACED = "Another program has put another log in the place of this one; this is what is there now"


class Looked(NamedTuple):
    """Whether the log is another one by now, and what is to be told of its file."""

    changed: bool
    says: str


class Session:
    """A log that the app works on. Until `open` nothing is read: the welcome has yet to make the log."""

    first_reading: Future[Today | None]
    """What Today shows first; there once the log was opened."""

    def __init__(self, path: Path, clock: Clock, as_of: date | None, alliance: str | None) -> None:
        self.path = path
        self.clock = clock
        self.as_of = as_of
        self.alliance = alliance
        """The uid or name of the alliance that is shown; None until one was."""
        self.several = False
        """Whether the log holds several alliances."""
        self.calendar: tuple[str, Offer] | None = None
        """What the calendar of the config offers to the alliance of that uid; None where that is nothing."""
        self.seen = 0
        """The log's version when its changes were looked at last; 0 before."""
        self.last_form = ""
        """The format in which something was handed over last; empty before."""
        self._shown = False
        self._told = ""
        self._thread: LogThread | None = None

    def open(self) -> None:
        """Begin to open the log, and to read what is shown first."""
        self._thread = LogThread(self._opened_log)
        self.submit(self._look_first)  # before the reading, so that no change is missed that comes after it
        self.first_reading = self.submit(self.read_today)

    def _opened_log(self) -> Log:
        log = Log(self.path, self.clock)
        log.as_of = self.as_of
        return log

    def opened(self) -> None:
        """Wait until the log is open; raises the Fault that kept it from being opened."""
        assert self._thread is not None
        self._thread.opened()

    def close(self) -> None:
        """Finish what was asked of the log and close it, where it was opened."""
        if self._thread is not None:
            self._thread.close()

    def submit(self, work: Callable[[Log], T]) -> Future[T]:
        """Do something on the log's thread, behind what was asked before."""
        assert self._thread is not None
        return self._thread.submit(work)

    def replace(self, put: Callable[[Path], T]) -> Future[T]:
        """Put another log at the path of this one, on the log's thread, behind what was asked before."""
        assert self._thread is not None
        return self._thread.replace(self._opened_log, partial(put, self.path))

    @property
    def wrote(self) -> bool:
        """Whether something was written that nobody has thought of a backup for yet."""
        return self._thread is not None and self._thread.wrote

    @wrote.setter
    def wrote(self, wrote: bool) -> None:
        if self._thread is not None:
            self._thread.wrote = wrote

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and not saved."""
        from storage.drafts import Drafts  # no form is open at the first picture

        return Drafts(self.path, self.clock)

    def notices(self) -> list[str]:
        """What is to be told though what was asked was done; told from now on."""
        return notices.take()

    # On the log's thread

    def read_today(self, log: Log) -> Today | None:
        """Read what Today shows, of the same alliance as before once one was shown."""
        found = read_today(log, self._wanted(log), self.as_of)
        self._show(log, found.pair if found else None)
        return found

    def look(self, log: Log) -> Looked:
        """Look whether another program has changed the log, put another in its place or taken it away; told once."""
        says, stands = "", log.stands()
        if stands is None:
            says = f"{gone(self.path)} (or ctrl+p, restore a backup)"
        elif not stands:
            assert self._thread is not None
            try:
                self.seen = self._thread.reopen(self._opened_log).version()
            except (Fault, OSError, sqlite3.Error):
                says = "Another file was put in the place of the log and cannot be opened; see: visavis check"
            else:
                self._told = ""
                return Looked(True, REPLACED)
        before, self.seen = self.seen, log.version()
        told, self._told = self._told, says
        return Looked(before not in (0, self.seen), says if says != told else "")

    def read_pair(self, log: Log) -> Pair | None:
        """Read the alliance that is shown, the one that meets next where none was shown yet."""
        found = the_pair(log, self._wanted(log), self.as_of)
        self._show(log, found)
        return found

    def _show(self, log: Log, pair: Pair | None) -> None:
        self.several = log.alliances() > 1
        if pair is not None:
            self.alliance, self._shown = pair.uid, True

    def _wanted(self, log: Log) -> str | None:
        """The alliance to show; none where the one that was shown is gone by now, as after undo."""
        gone = self._shown and all(pair.uid != self.alliance for pair in log.pairs())
        return None if gone else self.alliance

    def further(self, log: Log, steps: int) -> str:
        """Return the uid of the alliance so many further in the log's order, round and round."""
        uids = [pair.uid for pair in log.pairs()]
        return uids[((uids.index(self.alliance) if self.alliance in uids else 0) + steps) % len(uids)]

    def step(self, log: Log, *, back: bool, everywhere: bool) -> tuple[str, str]:
        """Take the newest change back, or do the last undone one again; gives its line, and with whom that was.

        That is empty where it was with the one who is shown; where everyone is shown it is always told.
        """
        from storage.writes.taking_back import step_back, step_on  # not for the first picture
        from tui.text.words import with_whom

        pairs = log.pairs()  # whatever keeps them from being read keeps anything from being changed
        found = step_back(log) if back else step_on(log)
        return found.title, with_whom(pairs, found.alliances, "" if everywhere else self.alliance or "")

    def _look_first(self, log: Log) -> None:
        self.seen = log.version()


def import_writing() -> None:
    """Load what the first write needs. For a thread of its own."""
    from storage.writes.by_key import import_writing as load  # not for the first picture

    load()

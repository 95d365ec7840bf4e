"""What the app does for the log unasked: a look whether it is whole, backups, a look at the calendar of the config."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Fault, LogUnusable
from storage.care.keeping import begin, run_beside
from tui.page.frame import Frame

if TYPE_CHECKING:
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log
    from tui.page.shell import Shell

EVERY = 5.0
"""Seconds between two looks whether a backup is due."""

_NOT_WHOLE = "The log is not whole: ctrl+p restores a backup; see: visavis check"
_NOT_MADE = "No backup could be made; what was done is in the log; see: visavis check"


Tell = Callable[[str], None]
"""Says something in the status line, from any thread."""


def tend(shell: Shell, after: float) -> None:
    """Look at the calendar of the config; in `after` seconds through the log, and back up from then on."""
    app = shell.screen.app
    if shell.config.calendar and not shell.read_only:
        app.run_worker(look_at_calendar(shell), group="calendar", exclusive=True)
    app.set_timer(after, lambda: _look_and_keep(shell))


def _look_and_keep(shell: Shell) -> None:
    app = shell.screen.app
    untold: list[str] = []

    def say() -> None:
        if untold and isinstance(shell.screen, Frame) and shell.screen.TELLS:  # a form takes it along when it closes
            shell.screen.say("; ".join(untold))
            untold.clear()

    def tell(words: str) -> None:
        untold.append(words)
        with suppress(RuntimeError):  # the app was left meanwhile
            app.call_from_thread(say)

    app.set_interval(EVERY, say)
    threading.Thread(target=_look, args=(shell, tell), name="visavis-look", daemon=True).start()
    if not shell.read_only:
        one = threading.Lock()
        app.set_interval(EVERY, lambda: _keep_beside(shell, tell, one))


async def look_at_calendar(shell: Shell) -> None:
    """Offer on Today what the calendar of the config would bring, where its file is another than when it was taken.

    The file is read beside the log's thread, and only where its size or its time has changed. Nothing is taken, and no
    key waits: what reads a calendar is loaded beside as well.
    """
    await asyncio.to_thread(_load)
    from storage.outside.calendar.taking import TAKEN, known_uids, mark_of, offer_of, read_meant  # loads SQLModel

    path = Path(shell.config.calendar).expanduser()

    def known(log: Log) -> tuple[Pair | None, str, date, set[str]]:
        pair = shell.session.read_pair(log)
        return pair, log.setting(TAKEN), log.today(pair), known_uids(log, pair) if pair else set()

    pair, taken, today, uids = await shell.on_log(known)
    mark = await asyncio.to_thread(mark_of, path)
    shell.session.calendar = None
    if pair is None or (mark and mark == taken):
        return
    try:
        found = await asyncio.to_thread(read_meant, path, pair, today, {}, uids)
        offer = await shell.on_log(partial(offer_of, found))
    except Fault as fault:
        if isinstance(shell.screen, Frame):
            shell.screen.say(f"The calendar of the config: {fault}")
        return
    if offer.brought.anything:
        shell.session.calendar = (pair.uid, offer)
        await shell.changed()


def _load() -> None:
    import storage.outside.calendar.taking  # noqa: F401 (loads SQLModel)


def keep_last(shell: Shell) -> str:
    """Back up what was changed and is in no backup yet, since the app is left; says so where that cannot be."""
    if shell.demo or not shell.session.wrote:
        return ""
    try:
        begin(shell.session.path, shell.clock(), "any")
    except LogUnusable as fault:
        return str(fault)
    return ""


def _keep_beside(shell: Shell, tell: Tell, one: threading.Lock) -> None:
    if shell.session.wrote and not one.locked():
        threading.Thread(target=_keep, args=(shell, tell, one), name="visavis-backup", daemon=True).start()


def _keep(shell: Shell, tell: Tell, one: threading.Lock) -> None:
    with one:
        try:
            process = begin(shell.session.path, shell.clock())
        except LogUnusable as fault:
            shell.session.wrote = False  # told once; the next change tries again
            tell(str(fault))
            return
        if process is not None:
            shell.session.wrote = False
            if _code(process):
                tell(_NOT_MADE)


def _look(shell: Shell, tell: Tell) -> None:
    with suppress(OSError):
        if _code(run_beside(shell.session.path, shell.clock(), "check")) == FOUND:
            tell(_NOT_WHOLE)


FOUND = 1
"""The exit code of a look that found something."""


def _code(process: int) -> int:
    """Wait for a process; gives its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

"""Running the app as a process does: opened before anything is drawn, its fault told after the screen is left."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from concurrent.futures import wait
from typing import TYPE_CHECKING

from models.errors import LogUnusable
from tui.app import SLOW, VisavisApp

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from storage.log import Clock
    from tui.config import Config

LOOK_AFTER = (10_000, 10, 10)
"""After how many new objects Python looks for cycles (its own 700 makes a screen of many rows wait for it often)."""


def run_app(  # noqa: PLR0913 (what the app is begun with)
    path: Path,
    clock: Clock,
    *,
    as_of: date | None = None,
    demo: bool = False,
    alliance: str | None = None,
    config: Config | None = None,
    wrong_config: str = "",
    welcome: bool = False,
) -> int:
    """Run the app on a log until it is left; gives the exit code. With `welcome` it makes the log first.

    `wrong_config`, what is wrong with the person's config, is told once something stands on the screen.

    Raises the Fault that kept the log from being opened, before anything is drawn, and what is wrong with the log where
    the app had to end because of that.
    """
    _say_nothing_aside()
    app = VisavisApp(path, clock, as_of=as_of, demo=demo, alliance=alliance, config=config, welcome=welcome)
    app.wrong_config = wrong_config
    try:
        if not welcome:
            app.session.opened()
            # Reading and drawing compete for one interpreter: what is read first is drawn once, not empty and again.
            wait([app.session.first_reading], SLOW)
            _refuse_unreadable(app)
        # The app, unlike a command, stays. What was loaded until now stays too, so it is never looked through.
        gc.freeze()
        gc.set_threshold(*LOOK_AFTER)
        gc.enable()
        app.run()
    finally:
        app.session.close()
        _keep_last(app)
    if app.fault is not None:
        from storage.care.judging import cause  # not for the first picture
        from tui.places.fault import tell

        if isinstance(app.fault, Exception) and (found := cause(app.fault, path)):
            raise found  # nothing is wrong with visavis, and whoever reports it is not helped
        tell(app.fault, clock, app.config)
    return app.return_code or 0


def _keep_last(app: VisavisApp) -> None:
    # not for the first picture
    from tui.tending import keep_last
    from tui.text.cells import visible

    if told := keep_last(app):
        sys.stderr.write(f"visavis: {visible(told)}\n")


def _say_nothing_aside() -> None:
    """Keep threads and forgotten tasks from printing what failed in them: its words may hold what the log does."""
    threading.excepthook = lambda _: None
    logging.getLogger("asyncio").disabled = True


def _refuse_unreadable(app: VisavisApp) -> None:
    """Raise what keeps the log from being read, where that is known by now: an empty screen would not say it whole."""
    first = app.session.first_reading
    if first.done() and isinstance(fault := first.exception(), LogUnusable):
        raise fault

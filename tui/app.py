"""The app: themes, what works everywhere, and the boundary behind which nothing unexpected reaches a person."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import ClassVar, TypeVar, cast

from rich.text import Text
from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from models.errors import Fault
from models.today import Today
from storage.log import Clock, Log
from tui.palette import DARK, PALETTES, theme_of
from tui.screens.frame import PLACES, Place
from tui.screens.log_thread import LogThread, Opener
from tui.screens.reading import import_writing, read_today
from tui.screens.today import TodayScreen
from tui.screens.words import day_named

T = TypeVar("T")

UNEXPECTED = 70
"""The exit code of a fault of ours (EX_SOFTWARE)."""

SLOW = 0.15
"""Seconds after which the status line says what takes so long."""

WARM_AFTER = 0.3
"""Seconds after the first picture, when writing is loaded; a write that comes sooner loads it itself."""

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class VisavisApp(App[None]):
    """The app on one log, with a clock. With `as_of` it shows the log as it stood that day, and changes nothing."""

    TITLE = "visavis"
    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = TodayScreen.NAME
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"go('{mode}')", name, show=False, id=f"place.{mode}", tooltip=f"go to {name}")
            for key, mode, name in PLACES
        ),
        Binding("u", "undo", "undo", id="undo", tooltip="take the last change back"),
        Binding("U,shift+u", "redo", "redo", show=False, id="redo", tooltip="do what was taken back again"),
        Binding("q", "quit", "quit", id="quit", tooltip="leave; everything is saved"),
        Binding("question_mark", "help", "keys", id="help", tooltip="all keys"),
    ]

    def __init__(
        self,
        open_log: Opener,
        clock: Clock,
        *,
        as_of: date | None = None,
        demo: bool = False,
        alliance: str | None = None,
    ) -> None:
        super().__init__()
        self._disable_notifications = True  # no toasts: what happens is told in the status line
        self.animation_level = "none"
        self.clock = clock
        self.as_of = as_of
        self.demo = demo
        self._alliance = alliance
        self._desk = LogThread(open_log)
        self.first_reading: Future[Today | None] = self._desk.submit(self.read_today)
        self._warm = False
        for palette in PALETTES:
            self.register_theme(theme_of(palette))
        self.theme = DARK.name

    # The log

    def opened(self) -> None:
        """Wait until the log is open; raises the Fault that kept it from being opened."""
        self._desk.opened()

    def close_log(self) -> None:
        """Finish what was asked of the log and close it."""
        self._desk.close()

    def read_today(self, log: Log) -> Today | None:
        """What Today shows, of the same alliance as before once one was shown. Runs on the log's thread."""
        found = read_today(log, self._alliance, self.as_of)
        if found is not None:
            self._alliance = found.pair.uid
        return found

    async def on_log(self, work: Callable[[Log], T]) -> T:
        """Do something on the log's thread and wait for it; the status line says so where it takes long."""
        future = asyncio.wrap_future(self._desk.submit(work))
        done, _ = await asyncio.wait({future}, timeout=SLOW)
        if not done:
            self._say("Working on the log")
        try:
            return await future
        finally:
            if not done:
                self._say("")

    def first_picture(self) -> None:
        """Something stands on the screen: now there is time to load what the first write needs."""
        if not self._warm and not self.read_only:
            self._warm = True
            loader = threading.Thread(target=import_writing, name="visavis-warm", daemon=True)
            self.set_timer(WARM_AFTER, loader.start)

    # What is shown everywhere

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.as_of is not None

    @property
    def flags(self) -> tuple[str, ...]:
        """What stands before the day in row 1."""
        return (*(("DEMO",) if self.demo else ()), *(("READ ONLY", "AS OF") if self.read_only else ()))

    def today(self) -> date:
        """The present day on this machine."""
        return self.clock().astimezone().date()

    def refuses_writing(self) -> bool:
        """Whether the app is read-only; says so."""
        if self.as_of is not None:
            day = day_named(self.as_of, self.today())
            self._say(f"Read only, as of {day}; leave --as-of out to change anything")
        return self.read_only

    def _say(self, words: str, then: str = "") -> None:
        if isinstance(self.screen, Place):
            self.screen.say(words, then)

    def get_default_screen(self) -> Screen[None]:
        """Today. Not among MODES, whose first screen costs a second reading of all styles."""
        return TodayScreen(classes=Place.classes_for(self.size))

    # What works everywhere

    def action_go(self, mode: str) -> None:
        """Go to a place."""
        self.switch_mode(mode)

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.refuses_writing():
            self._step(Log.undo, "Taken back: ", ". U does it again")

    def action_redo(self) -> None:
        """Do the change again that was taken back last."""
        if not self.refuses_writing():
            self._step(Log.redo, "Done again: ", ". u takes it back")

    @work(group="acting")
    async def _step(self, step: Callable[[Log], str], before: str, after: str) -> None:
        try:
            title = await self.on_log(step)
        except Fault as fault:
            self._say(str(fault))
            return
        self._say(before + title, after)
        await self._reload()

    def action_help(self) -> None:
        """Show every key."""
        from tui.screens.help import Help, key_lines

        self.push_screen(Help(key_lines(self.screen)))

    def action_help_quit(self) -> None:
        """ctrl+c does not leave, and says what does."""
        self._say("q quits")

    # The world outside

    async def on_app_focus(self) -> None:
        """Somebody came back to this window: commands in another one may have changed the log."""
        await self._reload()

    async def _on_new_minute(self) -> None:
        """A new day shows another Today."""
        if isinstance(self.screen, Place) and self.screen.is_of_yesterday:
            await self._reload()

    async def _reload(self) -> None:
        if isinstance(self.screen, Place):
            await self.screen.reload()

    # Leaving

    def on_mount(self) -> None:
        """Look for a new day; leave in order when the terminal goes away or somebody asks the process to end."""
        self.set_interval(60, self._on_new_minute)
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit, None, 128 + number)

    def on_unmount(self) -> None:
        """Let signals do again what they did."""
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(number)

    def _handle_exception(self, error: Exception) -> None:
        """End with one line, where Textual prints a traceback with local variables, and so texts of the log."""
        self._return_code = UNEXPECTED
        if not self._exit_renderables:
            self._exit_renderables.append(Text(calm_line(error)))
        if self._exception is None:  # the tests' driver raises it again
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def calm_line(error: BaseException) -> str:
    """What went wrong without what it was about: the kind of error and the place in our code, never its words."""
    cause = error
    while cause.__cause__ is not None or getattr(cause, "error", None) is not None:
        cause = cause.__cause__ or cast(BaseException, getattr(cause, "error", None))
    trace, place = cause.__traceback__, ""
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    where = f" in {place}" if place else ""
    return (
        f"visavis: something in the app failed ({type(cause).__name__}{where}); what was saved is safe, open it again"
    )


def run_app(
    open_log: Opener,
    clock: Clock,
    *,
    as_of: date | None = None,
    demo: bool = False,
    alliance: str | None = None,
) -> int:
    """Run the app on the log that `open_log` opens, until it is left; gives the exit code.

    Raises the Fault that kept the log from being opened, before anything is drawn.
    """
    app = VisavisApp(open_log, clock, as_of=as_of, demo=demo, alliance=alliance)
    try:
        app.opened()
        # Reading and drawing compete for one interpreter: what is read first is drawn once, not drawn empty and again.
        wait([app.first_reading], SLOW)
        app.run()
    finally:
        app.close_log()
    return app.return_code or 0

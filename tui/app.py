"""The app: themes, what works everywhere, and the boundary behind which nothing unexpected reaches a person."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.text import Text
from textual import work
from textual.app import App, ScreenStackError
from textual.binding import Binding, BindingType

from models.errors import Fault
from models.time.dates import long_date
from storage.log import Clock, Elsewhere, Log
from tui import signals
from tui.clipboard import CopyingApp
from tui.config import Config
from tui.page.frame import Frame, Place
from tui.page.list_page import ListPage
from tui.palette import PALETTES, theme_of
from tui.places.today.place import TodayScreen
from tui.session import Session, import_writing
from tui.text.words import veil
from tui.widgets.textual_private import stopped
from tui.widgets.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path, PurePath

    from textual.events import Event
    from textual.screen import Screen

    from models.records.pair import Pair
    from tui.ways import AppWays

T = TypeVar("T")

UNEXPECTED = 70
"""The exit code of a fault of ours (EX_SOFTWARE)."""

SLOW, VERY_SLOW = 0.15, 2.0
"""Seconds after which the status line says what takes so long, and who keeps it waiting."""

WARM_AFTER, TEND_AFTER, LOOK_EVERY = 0.3, 5.0, 1.0
"""Seconds after the first picture, when writing is loaded (a write that comes sooner loads it itself), and when the log
is looked through and backups begin; and between two looks at whether another program has changed the log."""

_GONE = 2.0
"""Seconds in which the app ends in order once it was told to; what was typed is kept before."""

_PLACES = {
    "commitments": ("tui.places.commitments.place", "Commitments"),
    "meetings": ("tui.places.meetings.place", "MeetingsPlace"),
    "feedback": ("tui.places.feedback.place", "FeedbackPlace"),
    "disagreements": ("tui.places.disagreements.place", "DisagreementsPlace"),
    "alliance": ("tui.places.alliance.place", "AlliancePlace"),
    "review": ("tui.places.review", "ReviewPlace"),
    "everyone": ("tui.places.everyone.place", "EveryonePlace"),
}
"""The places beside Today, each loaded when one first goes there: its module, and its name in it."""


def _place(module: str, name: str) -> Screen[None]:
    found: Screen[None] = getattr(import_module(module), name)()
    return found


class VisavisApp(CopyingApp):
    """The app on one log, with a clock. With `as_of` it shows the log as it stood that day, and changes nothing."""

    TITLE = "visavis"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/app.tcss", "styles/form.tcss"]
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = TodayScreen.NAME
    tended = True
    wrong_config = ""
    MODES = {mode: partial(_place, *place) for mode, place in _PLACES.items()}  # noqa: RUF012 (as Textual declares it)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", "commands", show=False, id="palette", tooltip="every command by its name"),
        Binding("ctrl+l", "veil", "veil", show=False, priority=True, id="veil.all", tooltip="veil, even while typing"),
    ]

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        as_of: date | None = None,
        demo: bool = False,
        alliance: str | None = None,
        config: Config | None = None,
        welcome: bool = False,
    ) -> None:
        super().__init__()
        self._disable_notifications = True  # no toasts: what happens is told in the status line
        self.animation_level = "none"
        self.session = Session(path, clock, as_of, alliance)
        self.clock = clock
        self.as_of = as_of
        self.demo = demo
        self.config = config or Config()
        self.veiled = self.config.veil
        self.shown: tuple[Pair | None, date] = (None, self.today())
        self.turn = 0
        """Grows with every change of the log and of the alliance, so that a place knows whether it has to read."""
        self.fault: BaseException | None = None
        self._awaited, self._work, self._said_before = 0, "", ("", "")
        self._warm = False
        self._typed = TypedAhead(self, super().on_event)
        self._welcome = welcome
        if welcome:  # a mode of its own, since the first screen of a mode cannot be switched
            self._screen_stacks, self._current_mode = {"welcome": []}, "welcome"
        else:
            self.session.open()
        for palette in PALETTES:
            self.register_theme(theme_of(palette))
        # What setting the theme does, but for reading all styles a second time once the app runs.
        self.set_reactive(App.theme, self.config.theme_name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_keymap(self.config.keys)

    async def on_event(self, event: Event) -> None:
        """Take keys in their order: what is typed behind a key waits for what that opens."""
        if self._typed.is_for_us(event):
            await self._typed.add(event)
        else:
            await super().on_event(event)

    def begun(self, words: str = "") -> None:
        """The welcome has made the log: open it, and show Today, which says what there is to say of that."""
        self._welcome = False
        self.session.open()
        self.switch_mode(TodayScreen.NAME)
        if words:
            self.call_after_refresh(self._say, words)

    async def on_log(self, work: Callable[[Log], T]) -> T:
        """Do something on the log's thread and wait for it, until the app is left: then nothing can show it."""
        future = asyncio.wrap_future(self.session.submit(work))
        done, _ = await asyncio.wait({future}, timeout=SLOW)
        if not done:
            await self._tell_long(future)
        if not self.is_running:
            future.exception()  # looked at: there is nobody to tell
            raise asyncio.CancelledError
        return await future

    async def _tell_long(self, future: asyncio.Future[T]) -> None:
        if not self._awaited:
            self._said_before = self.said[:2]
        self._awaited += 1
        self._tell_work("Working on the log")
        try:
            await self._wait_long(future)
            await asyncio.wait({future})
        finally:
            self._awaited -= 1
            if not self._awaited and self.said[:2] == (self._work, ""):
                self._say(*self._said_before)  # what was done before, and that u takes it back, still holds

    def _tell_work(self, words: str) -> None:
        self._work = words
        self._say(words, passing=True)

    async def _wait_long(self, future: asyncio.Future[T]) -> None:
        """Where it takes very long, say which other program is writing, if one is."""
        done, _ = await asyncio.wait({future}, timeout=VERY_SLOW)
        if done:
            return
        from storage.disk.holder import holder  # not for the first picture

        pid = await asyncio.to_thread(holder, self.session.path)
        if pid is not None:
            self._tell_work(f"Another program (pid {pid}) is writing to the log; waiting for it")

    @cached_property
    def ways(self) -> AppWays:
        """Whatever opens another page."""
        from tui.ways import AppWays  # nothing lies over the first picture

        return AppWays(self)

    def first_picture(self) -> None:
        """Something stands on the screen: now there is time to load what the first write needs, and to look at keys."""
        if self._warm:
            return
        self._warm = True
        if self.tended and not self.demo:
            self.set_timer(WARM_AFTER, lambda: self.ways.tend(TEND_AFTER))
        if self.config.keys or self.wrong_config:
            self.set_timer(WARM_AFTER, self._check_keys)
        if not self.read_only:
            loader = threading.Thread(target=import_writing, name="visavis-warm", daemon=True)
            self.set_timer(WARM_AFTER, loader.start)

    def _check_keys(self) -> None:
        """Say what is wrong with the person's config, as where it gives a key to nothing that there is."""
        from tui.bound import wrong_keys  # not for the first picture

        if wrong := self.wrong_config or wrong_keys(self.config.keys):
            self._say(wrong)

    # What is shown everywhere

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.as_of is not None

    @property
    def flags(self) -> tuple[str, ...]:
        """What stands before the day in row 1."""
        past = ("READ ONLY", "AS OF") if self.read_only else ()
        return (*(("DEMO",) if self.demo else ()), *(("VEILED",) if self.veiled else ()), *past)

    @property
    def tints(self) -> bool:
        """Whether a ground of another colour shows: not without colours, nor where there are sixteen of them."""
        return not self.no_color and self.console.color_system in ("256", "truecolor")

    def today(self) -> date:
        """The present day on this machine."""
        return self.clock().astimezone().date()

    def refuses_writing(self) -> bool:
        """Whether the app is read-only; says so."""
        if self.as_of is not None:
            day = long_date(self.as_of, self.today())
            self._say(f"Read only, as of {day}; leave --as-of out to change anything")
        return self.read_only

    said: tuple[str, str, Frame[Any] | None] = ("", "", None)
    """What the status line says until the next change or another place, and where it was said first."""

    def _say_no_more(self) -> None:
        """What was done there and can be taken back is not told elsewhere; `u` takes it back all the same."""
        self._said_before = ("", "")
        self._say("")

    def _say(self, words: str, then: str = "", *, passing: bool = False) -> None:
        if self.is_running and isinstance(self.screen, Frame):
            self.screen.say(words, then, passing=passing)

    def get_default_screen(self) -> Screen[Any]:
        """Today. Not among MODES, whose first screen costs a second reading of all styles."""
        if self._welcome:
            from tui.ways import welcome  # not for the first picture of a log that is there

            return welcome(self.session.path, self.clock)
        return TodayScreen(classes=Place.classes_for(self.size))

    # What works everywhere

    def action_go(self, mode: str) -> None:
        """Go to a place; to Everyone only where the log holds several alliances."""
        if mode != "everyone" or self.session.several:
            if mode != self.current_mode:
                self._say_no_more()
            while len(self.screen_stack) > 1 and isinstance(self.screen, Place):
                self.pop_screen()  # a search or an agenda lies over its place, and must not be found there again
            self.switch_mode(mode)

    async def action_alliance(self, steps: int) -> None:
        """Show the alliance that comes so many further in the log's order."""
        if self.session.several:
            await self.show_alliance(await self.on_log(partial(self.session.further, steps=steps)))

    async def show_alliance(self, uid: str) -> None:
        """Show that alliance from now on."""
        if uid != self.session.alliance:
            self._say_no_more()
            for frame in self._frames():
                if isinstance(frame, ListPage):
                    frame.leave()
        self.session.alliance = uid
        self.turn += 1
        await self._reload()

    async def action_veil(self) -> None:
        """Veil everything private, or lift the veil; what is typed is covered whole."""
        if isinstance(self.screen, Frame) and self.screen.cover():
            return
        self.keep_typed()
        self.veiled = not self.veiled
        for frame in self._frames():  # those that are not in front as well: they must not show anything when they are
            frame.redraw()
            frame.show_who_of_app()
        key = "v" if isinstance(self.screen, Place) else "^l"
        self._say(f"Veiled; {key} lifts the veil" if self.veiled else "")

    def action_search(self) -> None:
        """Search everything."""
        from tui.places.search import Search  # not for the first picture

        if isinstance(self.screen, Place):
            self.push_screen(Search(self.screen.place_name))

    def action_palette(self) -> None:
        """Every command by its name."""
        from tui.places.help import Help  # not for the first picture
        from tui.places.palette.screen import Commands

        if isinstance(self.screen, Help):
            self.pop_screen()  # the keys of a page lead on to what has none
        if isinstance(self.screen, Frame):
            self.push_screen(Commands(self.screen))

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.refuses_writing():
            self._step(True, "Taken back", ". U does it again")

    def action_redo(self) -> None:
        """Do the change again that was taken back last."""
        if not self.refuses_writing():
            self._step(False, "Done again", ". u takes it back")

    @work(group="acting")
    async def _step(self, back: bool, before: str, after: str) -> None:
        everywhere = self.current_mode == "everyone"
        try:
            title, whom = await self.on_log(partial(self.session.step, back=back, everywhere=everywhere))
        except Elsewhere as found:
            title = veil() if self.veiled else str(found)
            self._say(f"Changed elsewhere meanwhile; last was {title}", ". u takes it back")
            return
        except Fault as fault:
            self._say(str(fault))
            return
        elsewhere = f", with {whom}" if whom else ""
        self._say(f"{before}{elsewhere}: {veil() if self.veiled else title}", after)
        await self.changed()

    async def changed(self) -> None:
        """The log is another one now."""
        self.turn += 1
        await self._reload()

    def action_help(self) -> None:
        """Show every key."""
        from tui.places.help import Help, key_lines  # not for the first picture

        self.push_screen(Help(key_lines(self.screen)))

    def action_help_quit(self) -> None:
        """ctrl+c does not leave, and says what does."""
        self._say("q quits" if isinstance(self.screen, Place) else "esc goes back; what is typed is kept")

    # The world outside

    async def on_app_focus(self) -> None:
        """Somebody came back to this window: commands in another one may have changed the log."""
        await self.changed()

    def on_app_blur(self) -> None:
        """Another window came to the front: keep what is being typed."""
        self.keep_typed()

    @work(group="looking", exclusive=True)
    async def look(self) -> None:
        """Read anew where another program has changed the log; say where it was replaced or taken away."""
        with suppress(Fault, ScreenStackError):  # the app may be left meanwhile
            found = await asyncio.wrap_future(self.session.submit(self.session.look))
            if found.changed:
                await self.changed()
            if found.says:
                self._say(found.says)

    async def _on_new_minute(self) -> None:
        """A new day shows another Today."""
        if isinstance(self.screen, Place) and self.screen.is_of_yesterday:
            await self._reload()

    async def _reload(self) -> None:
        if isinstance(self.screen, Place):
            await self.screen.reload()

    # Leaving

    def _frames(self) -> list[Frame[Any]]:
        """Every place and form there is, whether in front or not."""
        screens = (screen for stack in self._screen_stacks.values() for screen in stack)
        return [screen for screen in screens if isinstance(screen, Frame) and screen.is_mounted]

    def keep_typed(self) -> None:
        """Keep whatever is being typed anywhere, now."""
        for frame in self._frames():
            frame.keep()

    async def action_quit(self) -> None:
        """Leave; what is being typed is kept."""
        self.keep_typed()
        self.exit()

    def action_suspend_process(self) -> None:
        """Go to the background; what is being typed is kept."""
        self.keep_typed()
        if stopped(self):
            self.refresh(layout=True)  # the terminal shows what others wrote meanwhile

    def on_mount(self) -> None:
        """Look for a new day and for what others change; leave in order when the terminal goes away."""
        self.add_mode(TodayScreen.NAME, self.get_default_screen)  # known to switch_mode, now that its screen is there
        self.set_interval(60, self._on_new_minute)
        if not self.read_only:
            self.set_interval(LOOK_EVERY, self._look_if_open)
        signals.heed(self._told_to_end, self.action_suspend_process)

    def _look_if_open(self) -> None:
        if not self._welcome:
            self.look()

    def _told_to_end(self, number: int) -> None:
        self.keep_typed()
        # A terminal that is gone takes nothing more, and Textual's writer would wait for that for ever.
        end = threading.Timer(_GONE, os._exit, (128 + number,))
        end.daemon = True
        end.start()
        self.exit(None, 128 + number)

    def on_unmount(self) -> None:
        """Let signals do again what they did."""
        signals.heed_no_more()

    def _handle_exception(self, error: Exception) -> None:
        """End, where Textual prints a traceback with local variables, and so texts of the log; `run_app` says why."""
        self._return_code = UNEXPECTED
        if self.fault is None:
            self.fault = error
            with suppress(Exception):
                self.keep_typed()
        if self.is_headless and not self._exit_renderables:  # where nobody sits, there is no screen that tells it
            from tui.faults import calm_line  # nothing has failed at the first picture

            self._exit_renderables.append(Text(calm_line(error)))
        if self._exception is None:  # the tests' driver raises it again
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

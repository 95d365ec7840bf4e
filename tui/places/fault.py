"""The last screen after a fault of ours: its kind and place, what is safe, where the report lies. Never a value."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from tui.faults import faults_folder, report, where
from tui.page.frame import Frame
from tui.palette import PALETTES, theme_of
from tui.text.cells import visible
from tui.text.prose import prose
from tui.widgets.bar import Bar
from tui.widgets.sheet import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen
    from textual.widget import Widget

    from storage.log import Clock
    from tui.config import Config
    from tui.text.spans import Spans

SAFE = "Nothing that was saved is lost, and what was being typed is kept."
AGAIN = "Open visavis again and go on."
TOLD = "The report says where in the program, and nothing of what anybody wrote:"
UNTOLD = "No report of it could be written."


def tell(error: BaseException, clock: Clock, config: Config) -> None:
    """Report the fault, show it on a screen until it is left, then say one line; without a terminal only the line."""
    from tui.faults import calm_line  # not for the first picture
    from tui.machine import on_terminal

    with suppress(Exception):  # whoever tells of a fault must not meet another
        written = report(error, faults_folder(), clock)
        if on_terminal():
            FaultApp(where(error), written, config).run()
    with suppress(OSError):
        sys.stderr.write(f"{calm_line(error)}\n")
        sys.stderr.flush()


class FaultApp(App[None]):
    """An app of that one screen. `place` is the kind of the fault and its place, `written` the file of the report."""

    TITLE = "visavis"
    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(__file__).parents[1] / "styles" / "app.tcss"]
    ENABLE_COMMAND_PALETTE = False
    said: tuple[str, str, Frame[Any] | None] = ("", "", None)
    """As the app has it: nothing was said before."""

    def __init__(self, place: str, written: Path | None, config: Config) -> None:
        super().__init__()
        self._disable_notifications = True
        self.animation_level = "none"
        self._told = (place, written)
        for palette in PALETTES:
            self.register_theme(theme_of(palette))
        self.theme = config.theme_name
        self.set_keymap(config.keys)

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return FaultScreen(*self._told)

    def action_help_quit(self) -> None:
        """ctrl+c leaves too: there is nothing to lose."""
        self.exit()

    def _handle_exception(self, error: Exception) -> None:  # noqa: ARG002
        """End without a word, where Textual prints a traceback with local variables."""
        self._return_code = 1
        self._close_messages_no_wait()


class FaultScreen(Frame[None]):
    """What happened, in a few sentences to read; any of its keys leaves."""

    AUTO_FOCUS = "#fault"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape", "leave", "leave", id="fault.leave", tooltip="leave"),
    ]

    def __init__(self, place: str, written: Path | None) -> None:
        super().__init__()
        self._place, self._written = place, written

    def page(self) -> Iterable[Widget]:
        """One sheet."""
        yield Reader(id="fault")

    def on_mount(self) -> None:
        """Say it."""
        self.query_one("#who", Bar).show([("visavis", "strong")])
        self.query_one("#fault", Reader).show(self._lines)

    def show_places(self) -> None:
        """There are no places any more."""

    def _lines(self, width: int) -> list[Spans]:
        what = f"visavis itself failed and had to stop: {self._place}"
        lines = [*prose(what, width, "strong"), (), *prose(SAFE, width), *prose(AGAIN, width), ()]
        if self._written is None:
            return [*lines, *prose(UNTOLD, width, "aside")]
        return [*lines, *prose(TOLD, width, "aside"), *prose(visible(str(self._written)), width)]

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()

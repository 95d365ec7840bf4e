"""The palette: every command by its words, found as one types, with the key that does the same."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from storage.writes.by_key import Acts, acts_of
from tui import config
from tui.page.acting_place import Acting
from tui.page.dialog import Over
from tui.places.palette.commands import (
    ORDER,
    Known,
    PaletteCommand,
    fitting,
    of_acts,
    of_drafts,
    of_themes,
)
from tui.places.palette.over import of_page
from tui.text.cells import cell_width, cut, padded
from tui.text.columns import MARK
from tui.text.glyphs import glyphs
from tui.widgets.fields.entry import LineField
from tui.widgets.grid import Words
from tui.widgets.line_list import LineList
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from storage.log import Log
    from tui.page.frame import Frame
    from tui.page.shell import Shell
    from tui.text.spans import Span, Spans

_LINES = 18
"""Lines of the dialog, where the screen has them: they stay the same while one types."""

_ABOVE = 2
"""Lines above the list."""

_NONE: tuple[Spans, ...] = ([("No command has these words.", "body")], [("Fewer of them find more.", "aside")])
_MOVE = "move in the list of commands"


class PaletteLine(LineField):
    """The line in which one types; the keys that move go to the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "run", "run", id="commands.run", tooltip="run the command"),
        Binding("escape", "close", "back", id="commands.close", tooltip="back, with nothing done"),
        Binding("up", "move(-1)", "up", show=False, id="commands.up", tooltip=_MOVE),
        Binding("down", "move(1)", "down", show=False, id="commands.down", tooltip=_MOVE),
        Binding("pageup", "page(-1)", "a page up", show=False, id="commands.pageup", tooltip=_MOVE),
        Binding("pagedown", "page(1)", "a page down", show=False, id="commands.pagedown", tooltip=_MOVE),
    ]

    @property
    def _commands(self) -> Commands:
        return cast("Commands", self.screen)

    def action_run(self) -> None:
        """Run the command under the cursor."""
        self._commands.run_selected()

    def action_close(self) -> None:
        """Leave."""
        self._commands.dismiss(None)

    def action_move(self, rows: int) -> None:
        """Move the cursor of the list."""
        self._commands.listed.action_move(rows)

    def action_page(self, pages: int) -> None:
        """Move it by what fits the window."""
        self._commands.listed.action_page(pages)


class _Commanding(Words):
    """What a command does, and at the right the key that does the same."""

    def spans(self, row: Row, cells: int, lit: bool) -> list[Span]:
        """A row without its mark, in so many cells with it."""
        room = cells - MARK
        keys = cut(row.state, max(0, room // 3), glyphs().cut)
        room -= cell_width(keys) + 2 if keys else 0
        words = padded(cut(row.what, room, glyphs().cut), room)
        return [(words, "strong" if lit else "body"), ("  " if keys else "", "body"), (keys, "key")]


class Listed(LineList, can_focus=False):
    """The commands. The line above keeps the focus, so the one that it would run stands out without a ground."""

    def _mark(self, here: bool, lit: bool) -> Span:  # noqa: ARG002
        return super()._mark(here, here)

    def _words(self, place: int, room: int, lit: bool) -> list[Span]:  # noqa: ARG002
        return super()._words(place, room, place == self._cursor)


class Commands(Over[None]):
    """Runs what is picked in the place that it was opened from."""

    LINES = _LINES
    AUTO_FOCUS = "#command"

    def __init__(self, place: Frame[Any]) -> None:
        super().__init__()
        self._place = place
        self._commands = self._of_place()
        self._shown: list[PaletteCommand] = []
        self._read = False
        self._runs = False

    @property
    def visavis(self) -> Shell:
        """The app, as its pages know it."""
        return self._place.visavis

    @property
    def listed(self) -> Listed:
        """The list."""
        return self.query_one(Listed)

    def inside(self) -> Iterable[Widget]:
        """A line to type in, and the list."""
        yield PaletteLine(hint="Type what is to be done", id="command")
        yield Listed(id="commands", grid=_Commanding, one_click=True)

    def on_mount(self) -> None:
        """Read what depends on the log; then there is something to show."""
        self.read_more()

    def fit(self, lines: int) -> None:
        """Give the list the lines that there are."""
        above = 1 if self.has_class("-tight") else _ABOVE
        self.listed.styles.height = max(1, lines - above)

    def works(self, action: str) -> bool:
        """There is nothing to run where nothing was found."""
        return action != "run" or not self._read or bool(self._shown)

    # What there is

    def _of_place(self) -> list[PaletteCommand]:
        return sorted([*of_page(self._place), *of_themes(self._pick_theme)], key=_order)

    @property
    def is_unread(self) -> bool:
        """Whether a command is picked that runs once all are known: what is typed behind it goes to what it opens."""
        return self._runs

    @work(group="reading", exclusive=True)
    async def read_more(self) -> None:
        """Read what can be done with the record, and what was typed and not saved; a log that fails has neither."""
        place = self._place
        if isinstance(place, Acting) and place.shown_pair is not None and not self.visavis.read_only:
            with suppress(Fault):
                acts, known = await self.visavis.on_log(partial(_read, place))
                waiting = await asyncio.to_thread(self.visavis.session.drafts.all)
                drafts = of_drafts(place, waiting, known, self.visavis.clock())
                self._commands = sorted([*(of_acts(place, acts) if acts else []), *drafts, *self._commands], key=_order)
        self._read = True
        with self.while_open():
            self.show_fitting()

    # What is typed

    def on_input_changed(self) -> None:
        """Show what has the words."""
        self._runs = False
        if self._read:
            self.show_fitting()

    def show_fitting(self) -> None:
        """Show the commands with the typed words, the best under the cursor; all of them in their groups."""
        text = self.query_one(PaletteLine).typed
        self._shown = fitting(self._commands, text)
        labels = ORDER if not text.strip() else ("COMMANDS",)
        sections = [
            Section(label, self._rows(label if len(labels) > 1 else ""), None if len(labels) > 1 else "aside")
            for label in labels
        ]
        self.listed.show(() if self._shown else _NONE, sections)
        self.listed.action_move(-len(self._shown))
        self.show_keys()
        if self._runs:
            self.run_selected()

    def _rows(self, group: str) -> Rows[Row]:
        numbered = [(at, command) for at, command in enumerate(self._shown) if group in ("", command.group)]
        return Rows.of([Row(at, "", "", command.words, command.keys) for at, command in numbered])

    # Running

    def run_selected(self) -> None:
        """Run the command under the cursor; one that is still being read as soon as it is there."""
        self._runs = not self._read
        if self._read:
            self.listed.action_open()

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Close, and run it where its key would have been pressed: in the place."""
        command = self._shown[cast("int", message.row.key)]
        self.dismiss(None)
        self._place.call_later(command.run)

    async def _pick_theme(self, name: str) -> None:
        """Show the theme at once, and keep it for the next time."""
        self.visavis.theme = config.Config(name).theme_name
        try:
            await asyncio.to_thread(config.keep, config.config_path(), theme=name)
        except Fault as fault:
            self._place.say(str(fault))


def _order(command: PaletteCommand) -> int:
    return ORDER.index(command.group)


def _read(place: Acting[Any], log: Log) -> tuple[Acts | None, Known]:
    """What can be done with the record under the cursor, and the alliances. Runs on the log's thread."""
    known = {f"A{pair.alliance.id}": pair for pair in log.pairs()}
    pair, target = place.shown_pair, place.target
    if pair is None or target is None:
        return None, known
    try:
        return acts_of(log, pair, target), known
    except Fault:  # the record is gone by now
        return None, known

"""Today: what is late, waits for a word, comes up, is unsettled, in one list; beside it figures or an opened record."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from models.today import Today
from tui.screens.figures import figure_lines, foot_line, next_lines
from tui.screens.frame import WIDE, Place
from tui.screens.reading import mark_done, read_record
from tui.screens.today_rows import EMPTY_LOG, empty_lines, sections_of
from tui.widgets.drawn import Drawn, Spans
from tui.widgets.grid import Row
from tui.widgets.line_list import LineList
from tui.widgets.sheet import Reader, Sheet

MOST = 3
"""Rows a section shows in one column, where not all of them fit."""

Target = tuple[str, int]
"""A record: its noun and its number."""


class TodayScreen(Place):
    """What asks for a word or a deed of one of the two, in one list."""

    NAME = "today"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="back", tooltip="back to the list"),
        Binding("d", "done(False)", "done", id="done", tooltip="done; of the other, accepted too"),
        Binding(
            "D,shift+d",
            "done(True)",
            "accepted",
            show=False,
            id="accepted",
            tooltip="done, and accepted by the other",
        ),
    ]

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._today: Today | None = None
        self._opened: Target | None = None
        self._opened_state = ""
        self._acting: set[Target] = set()

    def page(self) -> Iterable[Drawn]:
        """The list, what stands beside it, and the sentence below it in one column."""
        yield LineList(id="list")
        yield Sheet(id="figures")
        yield Sheet(id="foot")

    def on_mount(self) -> None:
        """Show what was read while the app started, or read it."""
        first = self.visavis.first_reading
        if first.done():
            self._show_first()
        else:
            self.show_when_read()

    @work(group="reading", exclusive=True)
    async def show_when_read(self) -> None:
        """Wait for the first reading."""
        await asyncio.wait({asyncio.wrap_future(self.visavis.first_reading)})
        self._show_first()

    def _show_first(self) -> None:
        try:
            self._show(self.visavis.first_reading.result())
        except Fault as fault:
            self.say(str(fault))

    async def reload(self) -> None:
        """Read Today anew, and the opened record with it; only the newest answer is shown."""
        self.read_anew()

    @work(group="reading", exclusive=True)
    async def read_anew(self) -> None:
        """Read and show, unless a newer reading comes in between."""
        try:
            self._show(await self.visavis.on_log(self.visavis.read_today))
            if self._opened is not None:
                await self._read_opened(self._opened, keep_place=True)
        except Fault as fault:
            self._close()
            self.say(str(fault))

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the day has turned since Today was read."""
        if self._today is None or self.visavis.read_only:
            return False
        return self._today.as_of < self._today.pair.day(self.visavis.clock())

    # What is shown

    def _show(self, found: Today | None) -> None:
        self._today = found
        day = found.as_of if found else self.visavis.today()
        self.show_who(found.pair if found else None, day, self.visavis.today())
        self._lay_out()
        self.query_one("#figures", Sheet).show(partial(figure_lines, found) if found else lambda _width: EMPTY)
        foot = self.query_one("#foot", Sheet)
        foot.show(partial(foot_line, found) if found else lambda _width: EMPTY)
        foot.set_class(not (found and foot_line(found, 0)), "-empty")
        self.visavis.first_picture()

    def on_resize(self) -> None:
        """Lay the list out for the new size."""
        if self._today is not None:
            self._lay_out()

    def _lay_out(self) -> None:
        """Give the list its lines. In one column a section shows three rows, unless everything fits anyway."""
        listed = self.query_one(LineList)
        found = self._today
        if found is None:
            listed.show(EMPTY_LOG, ())
            return
        sections = sections_of(found)
        wide = self.size.width >= WIDE
        head = next_lines(found, one=not wide)
        if not sections:
            head = [*head, *([()] if head else []), *empty_lines(found)]
        listed.show(head, sections, None if wide else MOST)

    # Opening a record

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Open the record under the cursor."""
        self._opened = target_of(message.row)
        self.read_opened(self._opened)

    @work(group="opening", exclusive=True)
    async def read_opened(self, target: Target) -> None:
        """Read the record and show it."""
        try:
            await self._read_opened(target, keep_place=False)
        except Fault as fault:
            self._close()
            self.say(str(fault))

    async def _read_opened(self, target: Target, *, keep_place: bool) -> None:
        from tui.screens.detail import detail_lines

        today = self._today
        if today is None:
            return
        work = partial(read_record, pair=today.pair, as_of=today.as_of, noun=target[0], number=target[1])
        opened = await self.visavis.on_log(work)
        if self._opened == target:
            self._opened_state = opened.record.state
            pane = await self._pane()
            self.add_class("-detail")
            pane.show(partial(detail_lines, opened), keep_place=keep_place)
            pane.focus()
            self.show_keys()

    async def _pane(self) -> Reader:
        """Where an opened record is read; made when the first one is."""
        for pane in self.query("#detail").results(Reader):
            return pane
        pane = Reader(id="detail")
        await self.query_one("#page").mount(pane, before="#foot")
        return pane

    def _close(self) -> None:
        self._opened, self._opened_state = None, ""
        self.remove_class("-detail")
        self.query_one(LineList).focus()

    def action_back(self) -> None:
        """One step back: from the opened record to the list."""
        if self._opened is not None:
            self._close()

    # Acting on a record

    @property
    def target(self) -> Target | None:
        """The record that a key acts on: the opened one, else the one under the cursor."""
        row = self.query_one(LineList).selected
        return self._opened or (target_of(row) if row else None)

    def works(self, action: str) -> bool:
        """`back` where something is open; `done` for a promise; for the rest as everywhere."""
        if action == "back":
            return self._opened is not None
        if action.startswith("done"):
            return not self.visavis.read_only and self._may_be_done
        return super().works(action)

    @property
    def _may_be_done(self) -> bool:
        """Whether the record that keys act on is a promise, as far as the screen knows."""
        if self.target is None or self.target[0] != "commitment":
            return False
        return self._opened is None or self._opened_state in ("", "promised", "reported")

    def on_line_list_moved(self) -> None:
        """What can be done depends on the row."""
        self.show_keys()

    def action_done(self, accepted: bool) -> None:
        """Mark the record done; the log says whether that is possible."""
        target = self.target
        if self._today is None or target is None or target in self._acting or self.visavis.refuses_writing():
            return
        self._acting.add(target)
        self.mark_done(self._today, target, accepted)

    @work(group="acting")
    async def mark_done(self, today: Today, target: Target, accepted: bool) -> None:
        """Write it, say what is so now, and show it."""
        work = partial(mark_done, pair=today.pair, noun=target[0], number=target[1], accepted=accepted)
        try:
            says = await self.visavis.on_log(work)
        except Fault as fault:
            self.say(str(fault))
        else:
            self.say(says, ". u takes it back")
            await self.reload()
        finally:
            self._acting.discard(target)


EMPTY: tuple[Spans, ...] = ()


def target_of(row: Row) -> Target:
    """The record of a row of Today."""
    return cast(Target, row.key)

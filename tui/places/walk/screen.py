"""Walk the late: one record at a time, the oldest first, then what waits for a word, then what has no date."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from models.errors import Fault, NotFound, Refused
from storage.reads.opened import Opened, Target, read_record
from storage.reads.walk import WalkStand, read_queue, stop_from
from storage.writes.walk import take_back
from tui.page.frame import Frame
from tui.page.shell import Walked
from tui.places.walk import keys
from tui.places.walk.entry import WalkEntry
from tui.places.walk.keys import KEYS
from tui.places.walk.settling import SettlingKeys
from tui.places.walk.way import Deed, Way
from tui.places.walk.words import NOTHING, end_lines, head_line, unveiled
from tui.rows.record import detail_lines
from tui.widgets.bar import Bar
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import Binding, BindingType
    from textual.widget import Widget

    from models.records.pair import Pair
    from storage.writes.lives import Done
    from tui.text.spans import Spans
    from tui.widgets.fields.entry import Full

NARROW = 60


class Walk(Frame[Walked | None]):
    """One record on the page, and the keys that settle it. Gives what it came to; None where that is nothing."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, pair: Pair, name: str) -> None:
        super().__init__()
        self._pair = pair
        self._place = name
        self._settling = SettlingKeys(self)
        self.way = Way()

    @property
    def place_name(self) -> str:
        """The place that the walk began in."""
        return self._place

    @property
    def shown_pair(self) -> Pair:
        """The alliance whose late promises are walked."""
        return self._pair

    # The page

    def compose(self) -> ComposeResult:
        """The frame, with the line for dates and reasons right above the status line."""
        for widget in super().compose():
            if widget.id == "status":
                yield WalkEntry(self._settling.date_understood, self._settling.reason_understood)
            yield widget

    def page(self) -> Iterable[Widget]:
        """Where in the walk one is, and the record."""
        yield Bar(id="walk-head")
        yield Sheet(id="walk-record")

    def on_mount(self) -> None:
        """Read what is to be walked, and show the first."""
        self.show_who_of_app()
        self.begin(self._read)

    @property
    def entry(self) -> WalkEntry:
        """The line for dates and reasons."""
        return self.query_one(WalkEntry)

    def on_resize(self) -> None:
        """The head is shorter where there is little room."""
        self.redraw()

    def redraw(self) -> None:
        """Show the record, or that none is left; behind the veil what is typed is covered whole."""
        opened, queue, bar = self.way.opened, self.way.queue, self.query_one("#walk-head", Bar)
        bar.display = opened is not None
        if opened is not None and queue:
            bar.show(head_line(queue[self.way.here.at], opened, short=self.size.width < NARROW))
        self.query_one("#walk-record", Sheet).show(self._lines, keep_place=True)
        if self.entry.asks:
            self.entry.cover(self.visavis.veiled)
        self.show_keys()

    def _lines(self, width: int) -> list[Spans]:
        way = self.way
        if way.opened is not None:
            return detail_lines(way.opened, width, veiled=self.visavis.veiled)
        if way.queue is None:
            return []
        return list(end_lines(way.says, wrote=bool(way.deeds)) if way.queue else NOTHING)

    def works(self, action: str) -> bool:
        """What acts on a record where there is one that it can act on."""
        return keys.works(action, self._state)

    def word_for(self, binding: Binding) -> str:
        """What *d* and *c* do to this record, and what enter saves."""
        return keys.word_of(binding.action, self._state) or super().word_for(binding)

    def _order(self, working: set[str]) -> dict[str, int]:
        """Where somebody waits for my answer, the answers come first."""
        if "walk.counter" not in working:
            return super()._order(working)
        return {name: number for number, name in enumerate(keys.ANSWERING)}

    @property
    def _state(self) -> keys.WalkState:
        return keys.WalkState(self.way.opened, self.entry.asks, bool(self.way.deeds), self.visavis.veiled)

    # One thing at a time

    @property
    def busy(self) -> bool:
        """Whether something is being done with the log, or read for a form: no key settles a record until then."""
        return any(worker.node is self and not worker.is_finished for worker in self.workers)

    def begin(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something with the log."""
        self.run_worker(self._told(work), group="acting")

    async def _told(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do it, and say what was wrong where it could not be done."""
        try:
            await work()
        except Fault as fault:
            with suppress(Fault):
                await self._look_again()
            self.say(self.unveiled(str(fault)) if isinstance(fault, Refused) else str(fault))

    def unveiled(self, words: str) -> str:
        """What is said of the present record, without its name where that is veiled."""
        opened = self.way.opened
        return unveiled(words, opened, veiled=self.visavis.veiled) if opened else words

    # Going on

    async def _read(self) -> None:
        self.way.queue = await self.visavis.on_log(partial(read_queue, pair=self._pair))
        await self.go(0, 1)

    async def go(self, at: int, step: int) -> None:
        """Show the first record from there on that still stands where it stood when the walk began."""
        read = partial(stop_from, pair=self._pair, queue=self.way.queue or (), at=at, step=step)
        found = await self.visavis.on_log(read)
        self.way.gone.update(found.passed)
        if found.at < 0:
            self.say("There is nothing before this one")
        else:
            self._show(found)

    def _show(self, found: WalkStand) -> None:
        self.way.stand(found)
        self.entry.close()
        self.query_one("#walk-record", Sheet).scroll_to(0, 0, animate=False)
        self.redraw()

    async def _look_at(self, at: int) -> None:
        """Show the record at a stop as it stands now, wherever that is; the next one where it is gone."""
        assert self.way.queue is not None
        try:
            self._show(WalkStand(at, await self._record(self.way.queue[at].target, self.today)))
        except NotFound:
            await self.go(at + 1, 1)

    async def _look_again(self) -> None:
        """Show the present record as it stands now. Where nothing has changed, what is being typed stays."""
        opened = self.way.opened
        if opened is None:
            return
        with suppress(NotFound):
            now = await self._record((opened.noun, opened.record.id), opened.as_of)
            if (now.record, now.events) == (opened.record, opened.events):
                return
        await self._look_at(self.way.here.at)

    async def _record(self, target: Target, as_of: date) -> Opened:
        return await self.visavis.on_log(partial(read_record, pair=self._pair, as_of=as_of, target=target))

    @property
    def today(self) -> date:
        """The day in the alliance."""
        return self._pair.day(self.visavis.clock())

    def action_step(self, steps: int) -> None:
        """Leave the record as it is and go on, or look at the one before."""
        way = self.way
        if self.busy or way.queue is None or self.covered() or (steps > 0 and way.opened is None):
            return
        if steps > 0:
            way.leave()
        self.begin(partial(self.go, way.here.at + steps, steps))

    def action_read(self, rows: int) -> None:
        """Read on in a long record."""
        self.query_one("#walk-record", Sheet).scroll_relative(y=rows, animate=False)

    def action_page(self, pages: int) -> None:
        """Read on by what fits the page."""
        sheet = self.query_one("#walk-record", Sheet)
        sheet.scroll_relative(y=pages * max(1, sheet.size.height - 1), animate=False)

    # Settling the record

    def covered(self) -> bool:
        """Whether a line that is being typed lies behind the veil; says so."""
        covered = bool(self.entry.asks) and self.visavis.veiled
        if covered:
            self.say("^l lifts the veil; what is typed is kept")
        return covered

    def action_done(self, accepted: bool) -> None:
        """Bring the record as far as it can be brought."""
        self._settling.done(accepted)

    def action_talk(self) -> None:
        """Make it a topic of the next meeting."""
        self._settling.talk()

    def action_end(self) -> None:
        """It is no longer needed."""
        self._settling.end()

    def action_act(self, act: str) -> None:
        """Open the form of an act that is mine to do."""
        self._settling.act(act)

    def action_date(self) -> None:
        """Ask for a new date."""
        self._settling.date()

    def action_more(self) -> None:
        """Offer everything that can be done with the record."""
        self._settling.more()

    def action_edit(self) -> None:
        """Change the record's fields."""
        self._settling.edit()

    def action_copy(self) -> None:
        """Copy what is selected, else the record as a line."""
        opened = self.way.opened
        if opened is not None and not self.copies_selected():
            self.visavis.ways.copy_record(self, (opened.noun, opened.record.id), "")

    def carry_out(self, _target: Target, deed: Callable[..., object]) -> None:
        """Do what was picked in the menu."""
        self._settling.carry_out(deed)

    async def added(self, done: Done | None) -> None:
        """The same for what is added over it."""
        await self.after(done)

    async def after(self, done: Done | None) -> None:
        """Something was done to the record, or nothing."""
        self._settling.after(done)

    def on_walk_entry_given(self, message: WalkEntry.Given) -> None:
        """Save what was typed."""
        self._settling.given(message)

    def on_foot_entry_left(self) -> None:
        """The keys of the walk work again."""
        self.show_keys()

    def on_full(self, message: Full) -> None:
        """Say that not all of a paste was taken."""
        self.say(f"Only the first {message.limit:,} characters were taken".replace(",", " "))

    # Taking back, and leaving

    def action_back(self) -> None:
        """Take the last thing done on this walk back and stand there again; else look at the one before."""
        if not self.way.deeds:
            self.action_step(-1)
        elif not self.busy and not self.covered():
            self.begin(partial(self._take_back, self.way.deeds[-1]))

    async def _take_back(self, deed: Deed) -> None:
        title = await self.visavis.on_log(partial(take_back, entry=deed.entry))
        self.way.deeds.pop()
        await self.visavis.changed()
        await self._look_at(deed.at)
        self.say(f"Taken back: {self.unveiled(title)}")

    def make_way(self) -> bool:
        """End the walk, unless something is being typed for the record or done with it."""
        if self.entry.asks:
            self.say("Something is typed here: enter saves it, esc closes the line")
            return False
        if self.busy:
            return False
        self.action_leave()
        return True

    def action_leave(self) -> None:
        """Close the line that is being typed, else back to the place, with what the walk came to."""
        if self.entry.asks:
            self.entry.action_leave()
        elif not self.busy:
            said = self.way.says
            self.dismiss(Walked(said, bool(self.way.deeds)) if said else None)

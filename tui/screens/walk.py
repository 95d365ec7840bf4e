"""Walk the late: one record at a time, the oldest first, then what waits for a word, then what has no date."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from models.dates import say_date
from models.errors import Fault, NotFound, Refused
from models.pair import Pair
from storage.acts import Done
from tui.screens.acting import ask_for, edit, offer
from tui.screens.detail import detail_lines
from tui.screens.doing import mark_done
from tui.screens.frame import WIDE, Frame
from tui.screens.reading import Target, read_record
from tui.screens.walk_doing import (
    NO_LONGER,
    Newest,
    as_shown,
    asks_why,
    brings_forward,
    end,
    ending,
    may_move,
    newest,
    not_promised,
    read_new_date,
    set_date,
    take_back,
    talk_about,
)
from tui.screens.walk_entry import DATE, REASON, WalkEntry
from tui.screens.walk_queue import Found, Stop, read_queue, still, stop_from
from tui.screens.walk_saying import NOTHING, end_lines, head_line, sentence, unveiled
from tui.screens.words import called, day_month, does_word, menu_word
from tui.widgets.bar import Bar
from tui.widgets.drawn import Spans
from tui.widgets.entry import Full
from tui.widgets.sheet import Sheet

TAKES_BACK = ". u takes it back"
NARROW = 60
_FIVE = ("done(False)", "date", "talk", "end", "step(1)")
_ROWS, _FURTHER = "read on by a row", "read on by a page, or to either end"


class Walked(NamedTuple):
    """What a walk came to, in a sentence, and whether it changed anything."""

    says: str
    wrote: bool


class Deed(NamedTuple):
    """Something done on the way: at which stop, what it was, and the change by which it is taken back."""

    at: int
    what: str
    entry: Newest | None


class Walk(Frame[Walked | None]):
    """One record on the page, and the keys that settle it. Gives what it came to; None where that is nothing."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "done(False)", "done", id="walk.done", tooltip="done; of the other, accepted too"),
        Binding(
            "D,shift+d",
            "done(True)",
            "accepted",
            show=False,
            id="walk.accepted",
            tooltip="done, and accepted by the other",
        ),
        Binding("n", "date", "new date", id="walk.date", tooltip="a new date, agreed with the other or not asked yet"),
        Binding("t", "talk", "talk about it", id="walk.talk", tooltip="make it a topic of the next meeting"),
        Binding("c", "end", NO_LONGER, id="walk.end", tooltip="it is no longer needed"),
        Binding("space,right", "step(1)", "leave it", id="walk.leave", tooltip="leave it as it is, and go on"),
        Binding("left", "step(-1)", "the one before", show=False, id="walk.before", tooltip="the one before"),
        Binding("m", "more", "more", id="walk.more", tooltip="everything that can be done with it now"),
        Binding("e", "edit", "edit", show=False, id="walk.edit", tooltip="change its fields"),
        Binding("u", "back", "undo", id="walk.undo", tooltip="take the last one back, or see the one before"),
        Binding("up,k", "read(-1)", "up", show=False, id="walk.up", tooltip=_ROWS),
        Binding("down,j", "read(1)", "down", show=False, id="walk.down", tooltip=_ROWS),
        Binding("pageup", "page(-1)", "a page up", show=False, id="walk.pageup", tooltip=_FURTHER),
        Binding("pagedown", "page(1)", "a page down", show=False, id="walk.pagedown", tooltip=_FURTHER),
        Binding("home", "read(-1000000)", "to the top", show=False, id="walk.home", tooltip=_FURTHER),
        Binding("end", "read(1000000)", "to the end", show=False, id="walk.bottom", tooltip=_FURTHER),
        Binding("v", "app.veil", "veil", show=False, id="walk.veil", tooltip="veil everything private, and unveil it"),
        Binding("q,escape", "leave", "end the walk", id="walk.quit", tooltip="back to the place; what is done is kept"),
        Binding("question_mark", "app.help", "keys", id="walk.help", tooltip="all keys"),
    ]

    def __init__(self, pair: Pair, name: str) -> None:
        super().__init__()
        self._pair = pair
        self._place = name
        self._queue: tuple[Stop, ...] | None = None
        self._here = Found(0, None)
        self._deeds: list[Deed] = []
        self._left: set[int] = set()
        self._gone: set[int] = set()
        self._what = ""

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
                yield WalkEntry(self._date_understood, self._reason_understood)
            yield widget

    def page(self) -> Iterable[Widget]:
        """Where in the walk one is, and the record."""
        yield Bar(id="walk-head")
        yield Sheet(id="walk-record")

    def on_mount(self) -> None:
        """Read what is to be walked, and show the first."""
        self.show_who_of_app()
        self._begin(self._read())

    @property
    def _entry(self) -> WalkEntry:
        return self.query_one(WalkEntry)

    def on_resize(self) -> None:
        """The head is shorter where there is little room."""
        self.redraw()

    def redraw(self) -> None:
        """Show the record, or that none is left; behind the veil what is typed is covered whole."""
        stop = self._queue[self._here.at] if self._queue and self._here.opened else None
        short = self.size.width < NARROW
        head = head_line(stop, self._here.opened, short=short) if stop and self._here.opened else ()
        self.query_one("#walk-head", Bar).show(head)
        self.query_one("#walk-head", Bar).display = bool(head)
        self.query_one("#walk-record", Sheet).show(self._lines, keep_place=True)
        if self._entry.asks:
            self._entry.cover(self.visavis.veiled)
        self.show_keys()

    def _lines(self, width: int) -> list[Spans]:
        if self._here.opened is not None:
            return detail_lines(self._here.opened, width, veiled=self.visavis.veiled)
        if self._queue is None:
            return []
        return list(end_lines(self._sentence, wrote=bool(self._deeds)) if self._queue else NOTHING)

    @property
    def _sentence(self) -> str:
        told = [(deed.at, deed.what) for deed in self._deeds]
        return sentence(told, self._left, self._gone, len(self._queue or ()))

    def works(self, action: str) -> bool:
        """What acts on a record where there is one that it can act on."""
        opened, name = self._here.opened, action.partition("(")[0]
        if name == "give":
            return action == "give(True)" or self._entry.asks == DATE
        if name == "app.help":
            # Where there is little room, the five that settle a record are shown instead; ? answers all the same.
            return self.size.width >= WIDE or not all(self.works(settling) for settling in _FIVE)
        if name == "back":
            return bool(self._deeds)
        if name not in ("done", "date", "talk", "end", "step", "more", "edit"):
            return True
        if opened is None or (self._entry.asks and self.visavis.veiled):
            return opened is None and action == "step(-1)"
        able = {"done": bool(brings_forward(opened)), "date": may_move(opened), "end": ending(opened) is not None}
        return able.get(name, True)

    def word_for(self, binding: Binding) -> str:
        """What *d* and *c* do to this record, and what enter saves."""
        opened = self._here.opened
        if opened is not None and binding.action == "done(False)":
            return does_word(opened.noun, opened.record.state)
        if opened is not None and binding.action == "give(True)" and self._entry.asks == DATE:
            return f"agreed with {called(opened.pair, opened.pair.other.uid)}"
        if binding.action == "end" or (binding.action == "give(True)" and self._entry.asks):
            return self._end_word
        if binding.action == "leave" and self._entry.asks:
            return "back"
        return super().word_for(binding)

    @property
    def _end_word(self) -> str:
        opened = self._here.opened
        able = ending(opened) if opened else None
        return menu_word(opened.noun, able.rule.act, opened.record.state) if opened and able else NO_LONGER

    # One thing at a time

    @property
    def _busy(self) -> bool:
        """Whether something is being done with the log, or read for a form: no key settles a record until then."""
        return any(worker.node is self and not worker.is_finished for worker in self.workers)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something with the log."""
        self.run_worker(self._told(work), group="acting")

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it, and say what was wrong where it could not be done."""
        try:
            await work
        except Fault as fault:
            with suppress(Fault):
                await self._look_again()
            self.say(self._unveiled(str(fault)) if isinstance(fault, Refused) else str(fault))

    def _unveiled(self, words: str) -> str:
        """What is said of the present record, without its name where that is veiled."""
        opened = self._here.opened
        return unveiled(words, opened, veiled=self.visavis.veiled) if opened else words

    # Going on

    async def _read(self) -> None:
        self._queue = await self.visavis.on_log(partial(read_queue, pair=self._pair))
        await self._go(0, 1)

    async def _go(self, at: int, step: int) -> None:
        """Show the first record from there on that still stands where it stood when the walk began."""
        queue = self._queue or ()
        read = partial(stop_from, pair=self._pair, queue=queue, at=at, step=step)
        found = await self.visavis.on_log(read)
        self._gone.update(found.passed)
        if found.at < 0:
            self.say("There is nothing before this one")
        else:
            self._show(found)

    def _show(self, found: Found) -> None:
        self._here = found
        self._gone.discard(found.at)
        self._entry.close()
        self.query_one("#walk-record", Sheet).scroll_to(0, 0, animate=False)
        self.redraw()

    async def _look_at(self, at: int) -> None:
        """Show the record at a stop as it stands now, wherever that is; the next one where it is gone."""
        assert self._queue is not None
        target = self._queue[at].target
        try:
            read = partial(read_record, pair=self._pair, as_of=self._today, target=target)
            self._show(Found(at, await self.visavis.on_log(read)))
        except NotFound:
            await self._go(at + 1, 1)

    async def _look_again(self) -> None:
        """Show the present record as it stands now. Where nothing has changed, what is being typed stays."""
        opened = self._here.opened
        if opened is None:
            return
        target = (opened.noun, opened.record.id)
        try:
            now = await self.visavis.on_log(partial(read_record, pair=self._pair, as_of=opened.as_of, target=target))
        except NotFound:
            now = None
        if now is None or (now.record, now.events) != (opened.record, opened.events):
            await self._look_at(self._here.at)

    @property
    def _today(self) -> date:
        return self._pair.day(self.visavis.clock())

    def action_step(self, steps: int) -> None:
        """Leave the record as it is and go on, or look at the one before."""
        if self._busy or self._queue is None or self._covered() or (steps > 0 and self._here.opened is None):
            return
        if steps > 0 and self._here.opened is not None:
            was_left = still(self._here.opened, self._queue[self._here.at])
            (self._left if was_left else self._gone).add(self._here.at)
        self._begin(self._go(self._here.at + steps, steps))

    def action_read(self, rows: int) -> None:
        """Read on in a long record."""
        self.query_one("#walk-record", Sheet).scroll_relative(y=rows, animate=False)

    def action_page(self, pages: int) -> None:
        """Read on by what fits the page."""
        sheet = self.query_one("#walk-record", Sheet)
        sheet.scroll_relative(y=pages * max(1, sheet.size.height - 1), animate=False)

    # Settling the record

    def _covered(self) -> bool:
        """Whether a line that is being typed lies behind the veil; says so."""
        covered = bool(self._entry.asks) and self.visavis.veiled
        if covered:
            self.say("^l lifts the veil; what is typed is kept")
        return covered

    def _may_settle(self, what: str) -> bool:
        """Whether a key may settle the record now; `what` it does is counted then."""
        if self._busy or self._here.opened is None or self._covered() or self.visavis.refuses_writing():
            return False
        self._what = what
        return True

    def _settle(self, deed: Callable[..., object]) -> None:
        """Do it, unless somebody has changed the record since it was shown."""
        opened = self._here.opened
        assert opened is not None
        self._begin(self._do(partial(as_shown, seen=opened, deed=deed)))

    def carry_out(self, _target: Target, deed: Callable[..., object]) -> None:
        """Do what was picked in the menu."""
        self._begin(self._do(deed))

    async def _do(self, deed: Callable[..., object]) -> None:
        found = await self.visavis.on_log(lambda log: deed(log, self._pair))
        await ask_for(self, found)

    async def after(self, done: Done | None) -> None:
        """Something was done to the record, or nothing."""
        if done is not None and self._here.opened is not None:
            self._begin(self._done(done.says))

    async def _done(self, says: str) -> None:
        """Remember how it is taken back, go on, and say what was done."""
        told = self._unveiled(says)
        entry = await self.visavis.on_log(partial(newest, title=says))
        self._deeds.append(Deed(self._here.at, self._what, entry))
        await self.visavis.changed()
        # What was changed otherwise is looked at again, if it still stands where it stood.
        await self._go(self._here.at + (self._what != "other"), 1)
        self.say(told, TAKES_BACK)

    def action_done(self, accepted: bool) -> None:
        """Bring the record as far as it can be brought."""
        opened = self._here.opened
        if opened is not None and self._may_settle(does_word(opened.noun, opened.record.state)):
            self._settle(partial(mark_done, target=(opened.noun, opened.record.id), accepted=accepted))

    def action_talk(self) -> None:
        """Make it a topic of the next meeting."""
        opened = self._here.opened
        if opened is not None and self._may_settle("talk"):
            self._settle(partial(talk_about, seen=opened))

    def action_end(self) -> None:
        """It is no longer needed; ask why where that needs a reason."""
        opened = self._here.opened
        able = ending(opened) if opened else None
        if opened is None or able is None or not self._may_settle("end"):
            return
        if asks_why(able.rule):
            self._entry.ask(REASON, NO_LONGER)
            self.redraw()
        else:
            self._settle(partial(end, seen=opened, able=able, reason=""))

    def action_date(self) -> None:
        """Ask for a new date; one that is proposed already stands there."""
        opened = self._here.opened
        if opened is None or not self._may_settle("new date"):
            return
        if not may_move(opened):
            self.say(self._unveiled(not_promised(opened)))
            return
        pending = opened.record.pending_due
        self._entry.ask(DATE, day_month(pending, opened.as_of).lower() if pending else "")
        self.redraw()

    def _date_understood(self, text: str) -> str:
        return say_date(read_new_date(text, self._today).due, self._today)

    def _reason_understood(self, _text: str) -> str:
        opened = self._here.opened
        able = ending(opened) if opened else None
        return f"said by {called(opened.pair, able.actors[0])}" if opened and able else ""

    def on_walk_entry_given(self, message: WalkEntry.Given) -> None:
        """Save what was typed."""
        opened = self._here.opened
        if self._busy or opened is None:
            return
        if message.name == DATE:
            new = read_new_date(message.text, self._today)
            self._settle(partial(set_date, seen=opened, new=new, agreed=message.agreed))
        elif able := ending(opened):
            self._settle(partial(end, seen=opened, able=able, reason=message.text.strip()))

    def on_walk_entry_left(self) -> None:
        """The keys of the walk work again."""
        self.show_keys()

    def on_full(self, message: Full) -> None:
        """Say that not all of a paste was taken."""
        self.say(f"Only the first {message.limit:,} characters were taken".replace(",", " "))

    def action_more(self) -> None:
        """Offer everything that can be done with the record."""
        opened = self._here.opened
        if opened is not None and self._may_settle("other"):
            offer(self, (opened.noun, opened.record.id))

    def action_edit(self) -> None:
        """Change the record's fields."""
        opened = self._here.opened
        if opened is not None and self._may_settle("other"):
            edit(self, (opened.noun, opened.record.id))

    # Taking back, and leaving

    def action_back(self) -> None:
        """Take the last thing done on this walk back and stand there again; else look at the one before."""
        if not self._deeds:
            self.action_step(-1)
        elif not self._busy and not self._covered():
            self._begin(self._take_back(self._deeds[-1]))

    async def _take_back(self, deed: Deed) -> None:
        title = await self.visavis.on_log(partial(take_back, entry=deed.entry))
        self._deeds.pop()
        await self.visavis.changed()
        await self._look_at(deed.at)
        self.say(f"Taken back: {self._unveiled(title)}")

    def action_leave(self) -> None:
        """Close the line that is being typed, else back to the place, with what the walk came to."""
        if self._entry.asks:
            self._entry.action_leave()
        elif not self._busy:
            said = self._sentence
            self.dismiss(Walked(said, bool(self._deeds)) if said else None)

"""What settles the record that a walk shows: at once, or with a date or a reason that is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from models.time.dates import say_date
from storage.writes.by_key import Able, mark_done
from storage.writes.walk import (
    DECLINE,
    NO_LONGER,
    as_shown,
    asks_more,
    asks_why,
    end,
    ending,
    may_be_promised,
    may_move,
    mine_to,
    newest,
    not_promised,
    read_new_date,
    set_date,
    talk_about,
)
from tui.page.acting import ask_for, edit, offer, open_act
from tui.page.shell import Host
from tui.places.walk.entry import DATE, REASON, WalkEntry
from tui.places.walk.way import Deed, Way
from tui.places.walk.words import COUNTERED, DECLINED, END, NEW_DATE, OTHERWISE, REVOKED, TALK
from tui.text.words import called, day_month, does_word

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import date

    from models.records.pair import Pair
    from storage.reads.opened import Opened
    from storage.writes.lives import Done

TAKES_BACK = ". u takes it back"

OTHERWISE_BY = {"counter": COUNTERED, "revoke": REVOKED}
"""What a record is counted as by the acts that have a key and a form of their own."""


def _ended_as(able: Able) -> str:
    return DECLINED if able.rule.act == DECLINE else END


class Walking(Host, Protocol):
    """The walk as the keys know it that settle a record."""

    way: Way

    @property
    def busy(self) -> bool:
        """Whether something is being done with the log."""

    @property
    def today(self) -> date:
        """The day in the alliance."""

    @property
    def entry(self) -> WalkEntry:
        """The line for dates and reasons."""

    @property
    def shown_pair(self) -> Pair:
        """The alliance whose late promises are walked."""

    def covered(self) -> bool:
        """Return whether a line that is being typed lies behind the veil, and say so."""

    def unveiled(self, words: str) -> str:
        """Return what is said of the present record, without its name where that is veiled."""

    def redraw(self) -> None:
        """Show the record."""

    def begin(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something with the log."""

    async def go(self, at: int, step: int) -> None:
        """Show the first record from there on that still stands."""


class SettlingKeys:
    """The keys of a walk that change a record, each for the one that is shown. One thing is done at a time."""

    def __init__(self, walk: Walking) -> None:
        self._walk = walk
        self._what = ""

    def _record(self) -> Opened | None:
        """The record that is shown; None where no key may settle it now."""
        walk, opened = self._walk, self._walk.way.opened
        if walk.busy or opened is None or walk.covered() or walk.visavis.refuses_writing():
            return None
        return opened

    # The keys

    def done(self, accepted: bool) -> None:
        """Bring the record as far as it can be brought."""
        if opened := self._record():
            deed = partial(mark_done, target=(opened.noun, opened.record.id), accepted=accepted)
            self._settle(does_word(opened.noun, opened.record.state), opened, deed)

    def talk(self) -> None:
        """Make it a topic of the next meeting."""
        if opened := self._record():
            self._settle(TALK, opened, partial(talk_about, seen=opened))

    def end(self) -> None:
        """It is no longer needed; ask why where that needs a reason."""
        opened = self._record()
        able = ending(opened) if opened else None
        if opened is None or able is None:
            return
        if asks_more(able.rule):
            self._open(DECLINED, opened, able.rule.act)
        elif asks_why(able.rule):
            self._ask(REASON, "" if able.rule.act == DECLINE else NO_LONGER)
        else:
            self._settle(_ended_as(able), opened, partial(end, seen=opened, able=able, reason=""))

    def act(self, act: str) -> None:
        """Open the form of an act that is mine to do."""
        opened = self._record()
        if opened is not None and mine_to(opened, act):
            self._open(OTHERWISE_BY[act], opened, act)

    def _open(self, what: str, opened: Opened, act: str) -> None:
        self._what = what
        open_act(self._walk, (opened.noun, opened.record.id), act)

    def date(self) -> None:
        """Ask for a new date, where it is only asked for for the first one; one that is proposed stands there."""
        opened = self._record()
        if opened is None:
            return
        if may_be_promised(opened):
            self.done(accepted=False)  # its date is the one that it is promised for
            return
        if not may_move(opened):
            self._walk.say(self._walk.unveiled(not_promised(opened)))
            return
        pending = opened.record.pending_due
        self._ask(DATE, day_month(pending, opened.as_of).lower() if pending else "")

    def more(self) -> None:
        """Offer everything that can be done with it."""
        if opened := self._record():
            self._what = OTHERWISE
            offer(self._walk, (opened.noun, opened.record.id))

    def edit(self) -> None:
        """Change its fields."""
        if opened := self._record():
            self._what = OTHERWISE
            edit(self._walk, (opened.noun, opened.record.id))

    # What is typed for it

    def _ask(self, name: str, value: str) -> None:
        self._walk.entry.ask(name, value)
        self._walk.redraw()

    def date_understood(self, text: str) -> str:
        """The date that a line begins with, in words."""
        return say_date(read_new_date(text, self._walk.today).due, self._walk.today)

    def reason_understood(self, _text: str) -> str:
        """Whose word a reason is."""
        opened = self._walk.way.opened
        able = ending(opened) if opened else None
        return f"said by {called(opened.pair, able.actors[0])}" if opened and able else ""

    def given(self, message: WalkEntry.Given) -> None:
        """Save what was typed."""
        opened = self._walk.way.opened
        if self._walk.busy or opened is None:
            return
        if message.name == DATE:
            new = read_new_date(message.text, self._walk.today)
            self._settle(NEW_DATE, opened, partial(set_date, seen=opened, new=new, agreed=message.agreed))
        elif able := ending(opened):
            self._settle(_ended_as(able), opened, partial(end, seen=opened, able=able, reason=message.text.strip()))

    # Doing it

    def _settle(self, what: str, seen: Opened, deed: Callable[..., object]) -> None:
        """Do it, unless somebody has changed the record since it was seen; it is counted as `what`."""
        self._what = what
        self.carry_out(partial(as_shown, seen=seen, deed=deed))

    def carry_out(self, deed: Callable[..., object]) -> None:
        """Do it, or ask for what it needs."""
        self._walk.begin(partial(self._do, deed))

    async def _do(self, deed: Callable[..., object]) -> None:
        pair = self._walk.shown_pair
        await ask_for(self._walk, await self._walk.visavis.on_log(lambda log: deed(log, pair)))

    def after(self, done: Done | None) -> None:
        """Something was done to the record, or nothing."""
        if done is not None and self._walk.way.opened is not None:
            self._walk.begin(partial(self._done, done))

    async def _done(self, done: Done) -> None:
        """Remember how it is taken back, go on, and say what was done."""
        walk, at = self._walk, self._walk.way.here.at
        told = walk.unveiled(done.says)
        walk.way.deeds.append(Deed(at, self._what, await walk.visavis.on_log(partial(newest, title=done.noted))))
        await walk.visavis.changed()
        # What was changed otherwise is looked at again, if it still stands where it stood.
        await walk.go(at + (self._what != OTHERWISE), 1)
        walk.say(told, TAKES_BACK)

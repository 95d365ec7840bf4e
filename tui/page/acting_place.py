"""Where something can be done: how a deed is carried out there, and in places what is added, walked and held."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from tui.page.frame import Frame, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Paste

    from models.records.pair import Pair
    from storage.reads.opened import Target
    from storage.writes.lives import Done
    from tui.page.shell import Walked

HIDDEN = "That cannot be done with it now; m shows what can be done"
"""What is said of a record whose words are veiled, and so its name."""

R = TypeVar("R")


class Acting(Frame[R]):
    """A page over which forms and menus open, and what was done is told: whatever the palette holds works there."""

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._acting: set[Target] = set()

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown, None before anything was read."""
        raise NotImplementedError

    async def read(self) -> None:
        """Read what the page shows, and show it."""
        raise NotImplementedError

    def read_anew(self) -> object:
        """Read and show, unless a newer reading comes in between."""
        raise NotImplementedError

    def on_paste(self, event: Paste) -> None:
        """A file that is dropped on the terminal comes in as its path: ask whether it is to be brought in."""
        if "/" not in event.text and "\\" not in event.text:
            return
        from tui.forms.bringing_in import dropped  # loads what writing needs
        from tui.page.files import bring_in

        path = dropped(event.text)
        if path and not self.visavis.refuses_writing():
            event.stop()
            bring_in(self, path)

    def adds(self) -> tuple[str, ...]:
        """The nouns that *a* adds here, the likeliest first: whatever two people tell each other."""
        return ("commitment", "topic", "feedback", "disagreement", "note", "decision", "meeting")

    @property
    def target(self) -> Target | None:
        """The record that a key acts on; none where the page is no list of them."""
        return None

    @property
    def meeting(self) -> int | None:
        """The meeting that is held or handed over by its keys; None for that of today, or the next one."""
        return None

    def hides_words(self) -> bool:
        """Whether the record that keys act on does not show its words now."""
        return False

    def may_write(self, target: Target) -> bool:
        """Whether a key may change that record now: not in the past, and not while it is being changed."""
        return self.shown_pair is not None and target not in self._acting and not self.visavis.refuses_writing()

    @work(group="acting")
    async def carry_out(self, target: Target, deed: Callable[..., object]) -> None:
        """Do it, say what is so now, and show it; or ask for the words that it needs."""
        from tui.page.acting import ask_for  # not for the first picture

        pair = self.shown_pair
        assert pair is not None
        try:
            found = await self.visavis.on_log(lambda log: deed(log, pair))
        except Fault as fault:
            self.say(HIDDEN if self.hides_words() else str(fault))
        else:
            await ask_for(self, found)
        finally:
            self._acting.discard(target)

    async def walked(self, found: Walked | None) -> None:
        """The walk is over: say what it came to, and show what is so now."""
        if found is not None:
            self.say(found.says, ". u takes the last one back" if found.wrote else "")
            await self.visavis.changed()

    async def added(self, done: Done | None) -> None:
        """A record was added over this place, or none. Whoever comes when the other has left is shown."""
        pair = self.shown_pair
        if done is not None and done.noun == "alliance" and pair is not None and pair.alliance.ended_on is not None:
            pairs = await self.visavis.on_log(lambda log: log.pairs())
            await self.visavis.show_alliance(next(each.uid for each in pairs if each.alliance.id == done.id))
        await self.after(done)

    async def after(self, done: Done | None) -> None:
        """Something was done over this place, or nothing: say it, and show what is so now."""
        if done is not None:
            from tui.text.words import unveiled  # not for the first picture

            self.say(unveiled(done, veiled=self.visavis.veiled), ". u takes it back" if done.changed else "")
            if done.changed:
                await self.visavis.changed()


class ActingPlace(Acting[None], Place):
    """A place that shows an alliance, and the keys that work there whatever stands on the page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "walk", "walk the late", id="walk", tooltip="go through what is late, one by one"),
        Binding("a", "add", "add", id="add", tooltip="add something"),
        Binding("l", "hold", "hold the meeting", id="hold", tooltip="hold the meeting, and write it down"),
    ]

    @property
    def may_hold(self) -> bool:
        """Whether there is a meeting to be held now, so that its key is named; it answers in any case."""
        return False

    def works(self, action: str) -> bool:
        """What writes where the log may be written; for the rest as on every page."""
        if action in ("add", "walk", "hold"):
            return not self.visavis.read_only and self.shown_pair is not None and (action != "hold" or self.may_hold)
        return super().works(action)

    def shows(self, action: str) -> bool:
        """The walk is named where what is walked stands."""
        return action != "walk" and super().shows(action)

    def offers(self, action: str) -> bool:
        """A meeting can be held wherever one is: where it is none of today it is asked which one is meant."""
        if action == "hold":
            return not self.visavis.read_only and self.shown_pair is not None
        return super().offers(action)

    # Doing something

    def action_add(self) -> None:
        """Ask what is to be added, and add it."""
        from tui.page.acting import ask_new  # not for the first picture

        if self.shown_pair is not None and not self.visavis.refuses_writing():
            ask_new(self, self.adds(), self.add_new)

    def add_new(self, noun: str | None) -> None:
        """Open the form of a new record; None: nothing was picked."""
        from tui.page.acting import add  # not for the first picture

        add(self, noun, self.adds())

    def action_walk(self) -> None:
        """Go through what is late, then what waits for a word, then what has no date."""
        if self.shown_pair is not None and not self.visavis.refuses_writing():
            self.visavis.ways.walk(self, self.shown_pair)

    def action_hold(self) -> None:
        """Hold the meeting under the cursor, else the one of today."""
        if self.shown_pair is not None and not self.visavis.refuses_writing():
            self.visavis.ways.hold(self, self.meeting)

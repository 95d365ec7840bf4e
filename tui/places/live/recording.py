"""From the line at the foot of a live meeting into the record: recording, correcting, pasting, and the draft of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.acts.capture import bare
from models.errors import Fault
from models.records.values import is_blank
from storage.drafts import live_key
from tui.page.draft import TypedDraft
from tui.places.live.deeds import correct, meant_by, record
from tui.places.live.pasted import Pasted, Take, lines_of
from tui.places.live.unsent import Sent, Unsent, left_over
from tui.text.cells import visible
from tui.text.words import ago_exactly, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.reads.sitting import RecordLine, Spot
    from tui.places.live.host import LiveHost
    from tui.places.live.line import LiveLine

_NO_LINE = "No line stands here yet that could be corrected"
_FIRST_LINE = "No line above this one can be corrected here"
_CORRECTING = "Correcting a line: enter replaces it, emptied it is taken out, esc leaves it"
_TYPED = "Something is typed already: enter records it, then lines can be corrected"
_CHANGED = "This line was changed: enter replaces it, esc leaves it as it is"
_STANDS = "More was done with this than a line says, so it is changed in its place: esc, then e on it"


class Lines:
    """What is typed in a live meeting, until it is recorded. Nothing of it is kept before `watch`."""

    def __init__(self, live: LiveHost) -> None:
        self._live = live
        self._unsent = Unsent()
        self._typed: TypedDraft | None = None
        self._was_empty = True
        self._whole = ""
        """What was pasted, with its empty lines."""

    @property
    def _line(self) -> LiveLine:
        return self._live.line

    @property
    def correcting(self) -> bool:
        """Whether the line takes the place of one of the record."""
        return self._unsent.correcting is not None

    @property
    def spot(self) -> Spot | None:
        """The line of the record that is corrected."""
        return self._unsent.correcting

    @property
    def may_go(self) -> bool:
        """Whether another line can be corrected now: nothing is typed that would be lost by that."""
        spot = self.spot
        return not self._line.value if spot is None else self._line.value == spot.line

    # The draft

    def watch(self) -> None:
        """Keep from now on what is typed, and that the meeting is not closed."""
        key = live_key(self._live.meeting)
        self._typed = TypedDraft(self._live, key, lambda: self._unsent.fields(self._line.value))

    def changed(self) -> None:
        """Something was typed: keep it before long; in an empty line other keys work."""
        if self._typed is not None:
            self._typed.touch()
        if self._was_empty != (not self._line.value):
            self._was_empty = not self._was_empty
            self._live.show_keys()

    def keep(self) -> None:
        """Keep what is typed now."""
        if self._typed is not None:
            self._typed.keep()

    def close(self) -> None:
        """The meeting is over: no draft tells any more that it was left in the midst of it."""
        self._unsent.closed = True
        self.keep()

    def take_up(self) -> None:
        """Go on where somebody was interrupted; what came into the record after all is not offered again."""
        draft = self._typed.before if self._typed else None
        if draft is None or self._live.found is None:
            self.keep()
            return
        left = left_over(draft.fields, self._live.found)
        if left.correcting:
            self._unsent.correcting = left.correcting
        if left.later or left.pasted or left.correcting:
            self._put_back(left.later)
            self._live.say(f"Taken up as it was left {ago_exactly(draft.kept_at, self._live.visavis.clock())}")
        if left.pasted:
            self._preview(left.pasted)
        self.keep()

    def _put_back(self, texts: Sequence[str]) -> None:
        """Put texts into the line, one after the other: each when the one before is settled."""
        typed = [self._line.value] if self._line.value else []
        first, *self._unsent.later = [*texts, *typed, *self._unsent.later] or [""]
        self._line.put(first)

    def _settled(self) -> None:
        """The line is settled; what waits for it comes into it."""
        if self._unsent.later and not self._line.value:
            self._line.put(self._unsent.later.pop(0))
        self.keep()
        self._live.show_keys()

    # Recording

    def record(self) -> None:
        """Make the line a record, or put it in the place of the one that is corrected."""
        text, was = self._line.value, self._unsent.correcting
        if was is None and is_blank(text):
            return
        if bare(text):
            self._live.say("Nothing stands behind the mark yet")
            return
        if was is not None and self.may_go:
            self.give_up()
            return
        self._unsent.correcting = None
        self._unsent.sent.append(Sent("" if is_blank(text) else text, was))
        self._line.put("")
        self.keep()
        self._live.writing.begin(self._send)

    async def _send(self) -> None:
        """Write the oldest line that was sent; none is left where one could not be written, and all went back."""
        if not self._unsent.sent:
            return
        sent = self._unsent.sent[0]
        try:
            was = sent.was
            deed = (
                partial(record, lines=[sent.text], again=True)
                if was is None
                else partial(correct, was=was, line=sent.text)
            )
            says = await self._live.writing.do(deed)
        except Fault as fault:
            self._back_to_the_line()
            self._live.say(str(fault))
            return
        self._unsent.sent.pop(0)
        self._settled()
        await self._live.wrote(_told(says, sent))

    def _back_to_the_line(self) -> None:
        """What could not be written, and all that was typed since, stands in the line again, the oldest first."""
        back, self._unsent.sent = self._unsent.sent, []
        self._unsent.correcting = back[0].was
        self._put_back([sent.text for sent in back])
        self.keep()

    # Correcting

    def correct(self, steps: int) -> None:
        """Bring a line of the record back: so many steps from the present one, and from the empty line from the end."""
        if steps > 0 and not self.correcting:
            return
        if not self.may_go:
            if self.correcting:
                self._live.say(_CHANGED)
            return
        self._live.writing.begin(partial(self._go, steps))

    def choose(self, entry: RecordLine) -> None:
        """Correct that one of the record; what was heard and private notes have forms of their own."""
        if self._live.visavis.veiled:
            return
        if not self.may_go:
            self._live.say(_CHANGED if self.correcting else _TYPED)
        elif entry.spot is not None:
            self._live.writing.begin(partial(self._bring_back, entry.spot))
        elif entry.what == "said":
            self._live.say(_STANDS)
        else:
            self._live.open_entry(entry)

    async def _go(self, steps: int) -> None:
        found = self._live.found
        spots = [entry.spot for entry in found.entries if entry.spot is not None] if found else []
        to = (spots.index(self.spot) if self.spot in spots else len(spots)) + steps
        if to >= len(spots) and self.correcting:
            if self.may_go:
                self.give_up()
        elif 0 <= to < len(spots):
            await self._bring_back(spots[to])
        else:
            self._live.say(_FIRST_LINE if spots else _NO_LINE)

    async def _bring_back(self, spot: Spot) -> None:
        # A line that was typed or sent meanwhile goes first.
        if self._unsent.sent or not self.may_go or self._live.visavis.veiled:
            return
        self._unsent.correcting = spot
        self._line.put(spot.line)
        self._live.say(_CORRECTING)
        self._live.show_record()
        self._live.show_keys()

    def give_up(self) -> None:
        """Leave the line of the record as it was."""
        self._unsent.correcting = None
        self._line.put("")
        self._settled()
        self._live.show_record()
        self._live.say("The line stays as it was")

    # Several lines at once

    def paste(self, text: str) -> None:
        """Show what several lines would become."""
        if self.correcting or self._live.found is None:
            first = "One line is being corrected" if self.correcting else "The meeting is still being read"
            self._live.say(f"{first}, so nothing was taken; paste again after that")
            return
        try:
            lines = lines_of(text)
            self._whole = text
            self._preview(lines)
        except Fault as fault:
            self._live.say(str(fault))
            return
        self.keep()

    def _preview(self, lines: Sequence[str], fault: str = "") -> None:
        self._unsent.pasted = list(lines)
        self._live.writing.begin(partial(self._show_pasted, fault))

    async def _show_pasted(self, fault: str) -> None:
        pair, number = self._live.shown_pair, self._live.meeting
        whole = self._whole or "\n".join(self._unsent.pasted)
        ways = self._live.visavis.ways
        ballot = None if fault else await ways.ballot(pair, number, whole, self._live.place_name)
        if ballot is not None:
            self._live.app.push_screen(ballot, self._settle_ballot)
            return
        found = await self._live.visavis.on_log(partial(meant_by, pair=pair, meeting=number, lines=self._unsent.pasted))
        shown = Pasted(found.meant, pair, found.day, found.there, fault)
        self._live.app.push_screen(shown, self._settle_pasted)

    def _settle_pasted(self, take: Take | None) -> None:
        if take in ("new", "again"):
            self._live.writing.begin(partial(self._record_pasted, again=take == "again"))
            return
        self._live.say(f"{counted(len(self._unsent.pasted), 'line')} left out; paste them again to see them again")
        self._unsent.pasted = []
        self.keep()

    async def _settle_ballot(self, says: str | None) -> None:
        """What was ticked is recorded, or nothing is."""
        self._unsent.pasted, self._whole = [], ""
        self.keep()
        if says is None:  # no count: the ballot's own are of its proposals, and of the lines with the empty ones
            self._live.say("The text is left out; paste it again to see it again")
        else:
            await self._live.wrote(f"{says}; {_UNDONE}")

    async def _record_pasted(self, *, again: bool) -> None:
        try:
            says = await self._live.writing.do(partial(record, lines=self._unsent.pasted, again=again))
        except Fault as fault:
            self._preview(self._unsent.pasted, str(fault))
            return
        self._unsent.pasted = []
        self.keep()
        await self._live.wrote(f"{says}; {_UNDONE}")


_UNDONE = "u takes it back once the meeting is left"
"""How what was recorded is undone, where the key is a letter of the line."""


def _told(says: str, sent: Sent) -> str:
    """What was done with a line, and what was taken out where that is what was done."""
    if sent.was is None:
        return f"{says}. up corrects it"
    return says if sent.text else f"Taken out: {visible(sent.was.line).strip()}"

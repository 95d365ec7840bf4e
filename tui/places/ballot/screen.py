"""The ballot on the whole page: what a text proposes. Only what is ticked is recorded, with ctrl+s."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from models.acts.capture import bare, mark_of, read_line
from models.errors import BadValue, Fault
from models.records.rows import Meeting
from models.time.dates import parse_date, say_date
from storage.reads.found import record_of
from tui.page.frame import Frame
from tui.places.ballot.entry import DAY, LINE, BallotEntry
from tui.places.ballot.rows import NOTES, ballot_sections
from tui.places.ballot.votes import Votes
from tui.text.cells import visible
from tui.text.words import counted, veil
from tui.widgets.bar import Bar
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath

    from textual.app import ComposeResult
    from textual.widget import Widget

    from models.proposals.ballot import Taken
    from models.proposals.text import Proposed
    from models.records.pair import Pair
    from storage.log import Log
    from tui.text.spans import Spans

_KEYS = ("ballot.give", "ballot.close", "ballot.tick", "ballot.date", "ballot.whose", "ballot.record", "list.open")
"""The order of the keys row."""

_WHOSE = "Nobody has said whose promise that is; o says it"
_NOTHING = "Nothing is ticked; space ticks a line, esc leaves them all out"


class BallotText(NamedTuple):
    """What a ballot is of: the meeting that takes it, what the text proposes, its file, and its lines.

    With `lines` the whole text may be kept as notes of the meeting.
    """

    meeting: int
    found: Proposed
    file: str = ""
    lines: Sequence[str] = ()


class Ballot(Frame[str | None]):
    """Gives what was recorded, in a sentence; None where nothing was."""

    AUTO_FOCUS = "#list"
    TELLS = False
    CSS_PATH: ClassVar[list[str | PurePath]] = ["../../styles/ballot.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", id="ballot.tick", tooltip="tick a proposal, or take the tick out"),
        Binding("n", "date", "date", id="ballot.date", tooltip="say by when; then the next one without a date"),
        Binding("o", "turn", "whose", id="ballot.whose", tooltip="say whose it is: mine, or the other's"),
        Binding("delete", "drop", "drop", id="ballot.drop", tooltip="take a proposal off the ballot"),
        Binding(
            "ctrl+s", "record", "record the ticked", id="ballot.record", tooltip="record what is ticked, in one change"
        ),
        Binding("escape", "leave", "leave", id="ballot.leave", tooltip="leave the ballot; nothing is recorded"),
        Binding(
            "v", "app.veil", "veil", show=False, id="ballot.veil", tooltip="veil everything private, and unveil it"
        ),
        Binding("question_mark", "app.help", "keys", id="ballot.help", tooltip="all keys"),
    ]

    def __init__(self, pair: Pair, text: BallotText, place: str) -> None:
        super().__init__()
        self._pair, self._text, self._place = pair, text, place
        self._votes = Votes.of(text.found, notes=bool(text.lines))
        self._here: object = None
        self._busy = False

    @property
    def place_name(self) -> str:
        """The place that the ballot was opened from."""
        return self._place

    @property
    def votes(self) -> Votes:
        """The ballot as it stands."""
        return self._votes

    # The page

    def compose(self) -> ComposeResult:
        """The frame, with the line right above the status line."""
        for widget in super().compose():
            if widget.id == "status":
                yield BallotEntry(self._say_line, self._say_day)
            yield widget

    def above(self) -> Iterable[Widget]:
        """How many proposals there are, of how many lines."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """The proposals."""
        yield LineList(id="list")

    def on_mount(self) -> None:
        """Show them, the cursor on the first."""
        self.show_who_of_app()
        first = next(iter(self._votes.votes), None)
        self._here = first.number if first else NOTES
        self.redraw()

    @property
    def _list(self) -> LineList:
        return self.query_one("#list", LineList)

    @property
    def _entry(self) -> BallotEntry:
        return self.query_one(BallotEntry)

    def redraw(self) -> None:
        """Show the ballot as it stands; veiled, nothing of it shows."""
        veiled, votes = self.visavis.veiled, self._votes
        title = f"{len(votes.sure)} sure, {len(votes.maybe)} maybe, of {votes.found.extent}"
        ticked = sum(vote.ticked for vote in votes.votes)
        where = f"{visible(self._text.file)}  " if self._text.file and not veiled else ""
        self.query_one("#title", Bar).show([(title, "strong")], [(f"{where}{ticked} ticked", "aside")])
        head: list[Spans] = [[(veil(), "quiet")]] if veiled else []
        self._list.show(head, [] if veiled else ballot_sections(votes, self._pair, self._here, veiled=veiled))
        if self._entry.asks:
            self._entry.display = not veiled
        self.show_keys()

    def on_line_list_moved(self) -> None:
        """What the row under the cursor rests on stands below it."""
        row = self._list.selected
        here = row.key if row else None
        if here != self._here and not self.visavis.veiled:
            self._here = here
            self.redraw()

    # Keys

    def _order(self, working: set[str]) -> dict[str, int]:
        """How to record stays where not all has room."""
        return super()._order(working) | {name: number for number, name in enumerate(_KEYS, -len(_KEYS))}

    def works(self, action: str) -> bool:
        """What is done with a row needs one; while a line is typed only that works."""
        if action in ("give", "leave") or action.startswith("app."):
            return True
        if self._entry.asks or self.visavis.veiled:
            return False
        if action in ("date", "turn", "drop"):
            return self._number is not None
        return action != "tick" or self._here is not None

    def word_for(self, binding: Binding) -> str:
        """*enter* edits the row as a line, on what is folded it unfolds it."""
        if binding.action == "open":
            return "edit" if self._number is not None else "tick" if self._here == NOTES else "unfold"
        return super().word_for(binding)

    @property
    def _number(self) -> int | None:
        """The proposal under the cursor."""
        return self._here if isinstance(self._here, int) else None

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Edit the row as a line."""
        message.stop()
        if self._number is None:
            self.action_tick()
        elif (vote := self._votes.of_number(self._number)) is not None:
            self._entry.ask(LINE, vote.typed, anew=False)
            self.show_keys()

    def action_tick(self) -> None:
        """Tick the row, or take the tick out."""
        if self._here == NOTES:
            self._votes.notes = not self._votes.notes
        elif self._number is not None and (vote := self._votes.of_number(self._number)) is not None:
            if vote.open and not vote.ticked:
                self.say(_WHOSE)
                return
            self._votes.put(vote.number, ticked=not vote.ticked)
        self.redraw()

    def action_turn(self) -> None:
        """Say whose it is."""
        if self._number is not None:
            self._votes.turn(self._number)
            self.redraw()

    def action_drop(self) -> None:
        """Take it off the ballot."""
        if self._number is not None:
            then = self._votes.drop(self._number)
            self._go(then if then is not None else NOTES)

    def action_date(self) -> None:
        """Ask by when."""
        if self._number is not None and (vote := self._votes.of_number(self._number)) is not None:
            due = vote.said(self._votes.found.day).due
            self._entry.ask(DAY, due.isoformat() if due else "")
            self.show_keys()

    def _go(self, key: object) -> None:
        self._here = key
        self.redraw()
        self._list.select(key)

    # The line

    def _say_line(self, text: str) -> str:
        said = read_line(text, self._votes.found.day)
        if said is None or mark_of(text) is None or bare(text):
            raise BadValue("begins with no mark; write > for what I promise, < for the partner")
        return say_date(said.due, self._votes.found.day) if said.due else visible(said.hint)

    def _say_day(self, text: str) -> str:
        day = self._votes.found.day
        return say_date(parse_date(text, day), day) if text.strip() else ""

    def on_ballot_entry_given(self, message: BallotEntry.Given) -> None:
        """Take what was typed; behind a date the next one without one is looked at."""
        self._entry.close()
        self.set_focus(self._list)
        number = self._number
        if number is None:
            return
        if message.name == LINE:
            self._votes.put(number, typed=message.text.strip(), ticked=True)
            self.redraw()
            return
        text = message.text.strip()
        self._votes.date(number, parse_date(text, self._votes.found.day) if text else None)
        after = self._votes.next_undated(number) if text else None
        self._go(number if after is None else after)

    def on_foot_entry_left(self) -> None:
        """Back to the rows."""
        self.set_focus(self._list)
        self.show_keys()

    # The end

    def action_leave(self) -> None:
        """Leave it; nothing is recorded."""
        self.dismiss(None)

    def action_record(self) -> None:
        """Record what is ticked."""
        votes = self._votes
        if unsaid := votes.open_ones():
            self._go(unsaid[0].number)
            self.say(_WHOSE)
        elif not votes.takes() and not votes.notes:
            self.say(_NOTHING)
        elif not self._busy:
            self._busy = True
            self.run_worker(self._record(votes.takes(), self._text.lines if votes.notes else ()), group="acting")

    async def _record(self, takes: list[Taken], notes: Sequence[str]) -> None:
        try:
            says = await self.visavis.on_log(
                partial(_taken, pair=self._pair, text=self._text, takes=takes, notes=notes)
            )
        except Fault as fault:
            self.say(str(fault))
            return
        finally:
            self._busy = False
        self.dismiss(says)


def _taken(log: Log, pair: Pair, text: BallotText, takes: list[Taken], notes: Sequence[str]) -> str:
    """Record the ticked lines, on the log's thread, and give what was done."""
    from storage.writes.capture import Basis, take  # not for the first picture

    meeting = record_of(log, "meeting", text.meeting, Meeting)
    found = take(log, pair, Basis(meeting, text.found.day, text.file), takes, [line for line in notes if line.strip()])
    count = sum(item.noun != "meeting" or item.id is None for item in found.done)
    there = f", {len(found.there)} taken before" if found.there else ""
    return f"Recorded {counted(count, 'line')}{there}" if count else f"Nothing new{there}"

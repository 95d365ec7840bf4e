"""The end of a meeting, once through: what was not spoken of, what was promised, the next date, the recap."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from models.acts.promised import is_asked
from models.time.dates import long_date
from models.verbs.meetings import CARRY, DROP, MOVE, Verb
from storage.reads.closing import Ending, ending
from storage.writes.by_key import do, record_next
from tui.page import acting
from tui.page.frame import WIDE
from tui.page.list_page import NOTHING
from tui.page.list_place import ListPlace
from tui.rows.records import rows_of
from tui.text.cells import visible
from tui.text.words import away_beside, day_in_column
from tui.widgets.bar import Bar
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.widget import Widget

    from models.pages.today import NextMeeting
    from models.records.pair import Pair
    from storage.reads.opened import Target
    from tui.text.spans import Spans

NEXT, RECAP = ("next", 0), ("recap", 0)
"""Rows that are no records: the next date, and what is handed over."""


class Closing(ListPlace):
    """One list to go down. It lies over the place that the meeting was held from, and changes nothing by itself."""

    NAME = "closing"
    FIGURES = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "verb('carry')", "next time", id="closing.carry", tooltip="carry it to the next meeting"),
        Binding("c", "verb('drop')", "drop it", id="closing.drop", tooltip="the topic is no longer needed"),
        Binding(
            "n", "next", "next meeting", id="closing.next", tooltip="plan the next meeting, or move the planned one"
        ),
        Binding("p", "preview", "preview", id="closing.preview", tooltip="both copies of the recap as they will read"),
        Binding("q", "leave", "leave", id="closing.leave", tooltip="leave; everything is saved"),
    ]

    def __init__(self, pair: Pair, meeting: int, place: str) -> None:
        super().__init__()
        self._pair = pair
        self._meeting = meeting
        self._place = place
        self._ending: Ending | None = None

    @property
    def place_name(self) -> str:
        """The place that the meeting was held from."""
        return self._place

    @property
    def shown_pair(self) -> Pair:
        """The alliance that met."""
        return self._pair

    @property
    def _today(self) -> date:
        """The day where the two live, as the log counts it too."""
        return self._pair.day(self.visavis.clock())

    def above(self) -> Sequence[Widget]:
        """Which meeting it is."""
        return [Bar(id="title")]

    def on_mount(self) -> None:
        """Read at once."""
        self.show_who_of_app()
        self.read_anew()

    async def read(self) -> None:
        """Read what the meeting came to, and show it."""
        self._ending = await self.visavis.on_log(partial(ending, pair=self._pair, number=self._meeting))
        local = self._pair.local(self._ending.meeting.starts_at)
        title = f"Closing the meeting of {long_date(local.date(), self._today)}"
        self.query_one("#title", Bar).show([(title, "strong")])
        self.redraw()

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """Nothing: the labels say it."""
        return NOTHING

    def sections(self) -> list[Section]:
        """The steps in their order; what is settled is gone."""
        found = self._ending
        if found is None:
            return []
        today = self._today
        rows = partial(rows_of, pair=self._pair, as_of=today, veiled=self.visavis.veiled)
        return [
            Section("NOT SPOKEN OF", rows("topic", list(found.unspoken))),
            Section("PROMISED", rows("commitment", [item for item in found.promised if not is_asked(item)])),
            Section("ASKED", rows("commitment", [item for item in found.promised if is_asked(item)])),
            Section("DECIDED", rows("decision", list(found.decided))),
            Section("UNSETTLED", rows("disagreement", list(found.unsettled))),
            Section("NEXT", Rows.of([self._next_row(found.following)]), None),
            Section("RECAP", Rows.of([_recap_row()]), None),
        ]

    def _next_row(self, following: NextMeeting | None) -> Row:
        if following is None:
            return Row(NEXT, "", "", "No date yet; n plans the next meeting")
        today = self._today
        time = f"{self._pair.local(following.starts_at):%H:%M}" if following.starts_at else ""
        place = visible(following.where)
        how = "by your rhythm; n plans it" if following.id is None else away_beside(following.on, today)
        return Row(NEXT, "", day_in_column(following.on, today), ", ".join(filter(None, (time, place, how))))

    def empty(self) -> Sequence[Spans]:
        """Never: the next date and the recap are always there."""
        return NOTHING

    def adds(self) -> tuple[str, ...]:
        """What is remembered at the door."""
        return ("commitment", "topic", "decision", "note", "meeting")

    # Keys

    @property
    def target(self) -> Target | None:
        """The record under the cursor; none on the next date and the recap."""
        found = super().target
        return None if found in (NEXT, RECAP) else found

    @property
    def does(self) -> str:
        """What *d* does, to a topic and to a record that was opened.

        It is pressed row by row, and what stands below the last topic was promised just now.
        """
        return super().does if self._topic is not None or self._opened is not None else ""

    def action_done(self, accepted: bool) -> None:
        """Settle the topic, or the opened record."""
        if self.does:
            super().action_done(accepted)
        elif self.target is not None:
            self.say("d settles topics here; m shows what can be done with this")

    def works(self, action: str) -> bool:
        """What settles a topic works on one."""
        if action.startswith("verb"):
            return self._topic is not None and not self.visavis.read_only
        return action in ("next", "leave") or super().works(action)

    def shows(self, action: str) -> bool:
        """What leads elsewhere is not named; nor, where there is room for few keys, that *enter* opens a row."""
        elsewhere = action in ("walk", "filter", "app.search", "more")
        return not elsewhere and (action != "open" or self.size.width >= WIDE)

    def word_for(self, binding: Binding) -> str:
        """It is the recap that is handed over; the next meeting is planned, or moved where it is planned already."""
        if binding.action == "next":
            return "move next meeting" if self._planned else "plan next meeting"
        return "recap" if binding.action == "export" else super().word_for(binding)

    @property
    def _topic(self) -> Target | None:
        return self.target if self.target is not None and self.target[0] == "topic" else None

    def open_row(self, row: Row) -> None:
        """Open the record; put the next date down; hand the recap over."""
        if row.key == NEXT:
            self._put_down()
        elif row.key == RECAP:
            self.action_export()
        else:
            super().open_row(row)

    @property
    def _following(self) -> NextMeeting | None:
        return self._ending.following if self._ending else None

    @property
    def _planned(self) -> Target | None:
        """The next meeting, where it is written down."""
        following = self._following
        return ("meeting", following.id) if following is not None and following.id is not None else None

    def _put_down(self) -> None:
        if self._following is not None and self._planned:
            self.say(f"The next meeting is on {long_date(self._following.on, self._today)}; n moves it")
        else:
            self.action_next()

    def action_verb(self, name: str) -> None:
        """Settle the topic under the cursor."""
        verb: Verb = CARRY if name == "carry" else DROP
        if self._topic is not None and self.may_write(self._topic):
            noun, number = self._topic
            deed: Callable[..., object] = partial(do, noun=noun, number=number, verb=verb, values={})
            self.carry_out(self._topic, deed)

    def action_next(self) -> None:
        """Move the next meeting; where none is planned, plan it by the rhythm, else on a date that is asked for."""
        if self.visavis.refuses_writing():
            return
        if self._planned:
            acting.open_verb(self, self._planned, MOVE)
        elif self._following is not None and self._following.starts_at is not None:
            self.carry_out(("meeting", 0), record_next)
        else:
            acting.add(self, "meeting")

    def action_export(self) -> None:
        """Hand the recap over."""
        self.visavis.ways.hand_over(self, self._pair, self._meeting)

    def action_preview(self) -> None:
        """Show both copies of the recap as they will read."""
        self.visavis.ways.copies(self, self._pair, self._meeting)

    def action_back(self) -> None:
        """One step back; from the list back to the place."""
        if super().works("back"):
            super().action_back()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Back to the place."""
        self.dismiss(None)


def _recap_row() -> Row:
    return Row(RECAP, "", "", "What was agreed, on one page; enter hands it over, p shows it")

"""Today: what is late, waits for a word, comes up, is unsettled, in one list; beside it figures or an opened record."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from models.errors import Fault
from tui.page.list_page import NOTHING, target_of
from tui.page.list_place import ListPlace
from tui.places.today.figures import figure_lines, foot_line, no_next
from tui.places.today.rows import BACKUP, BEFORE, CALENDAR, EMPTY_LOG, ENDS, NEXT, REVIEW, empty_lines, sections_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.pages.today import Today
    from models.records.pair import Pair
    from storage.outside.offer import Offer
    from storage.reads.opened import Target
    from tui.text.spans import Spans
    from tui.widgets.row import Row
    from tui.widgets.sections import Section


class TodayScreen(ListPlace):
    """What asks for a word or a deed of one of the two, in one list."""

    NAME = "today"
    FOLDS = True

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._today: Today | None = None

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown, None before anything was read."""
        return self._today.pair if self._today else None

    def on_mount(self) -> None:
        """Show what was read while the app started, or read it."""
        self.read_at = self.visavis.turn
        first = self.visavis.session.first_reading
        if first.done():
            self._show_first()
        else:
            self.show_when_read()

    @work(group="reading", exclusive=True)
    async def show_when_read(self) -> None:
        """Wait for the first reading."""
        await asyncio.wait({asyncio.wrap_future(self.visavis.session.first_reading)})
        self._show_first()

    def _show_first(self) -> None:
        try:
            found = self.visavis.session.first_reading.result()
        except Fault as fault:
            self.say(str(fault))
            return
        self._show(found)
        # Whoever opens the app at the time of a meeting wants to write it down.
        going_on = found.going_on if found is not None else None
        if going_on is None or self.visavis.read_only or self.visavis.demo:
            return
        if going_on.state != "held" or self._is_left_open(going_on.id):
            self.visavis.ways.hold(self, going_on.id)

    def _is_left_open(self, meeting: int) -> bool:
        """Whether a meeting was taken down live and not closed, and no other window has it open."""
        from storage.drafts import live_key  # on most days no meeting is in the midst of it

        return self.visavis.session.drafts.find(live_key(meeting)) is not None

    @property
    def may_hold(self) -> bool:
        """Whether the two meet today, or a meeting under the cursor is to be recorded."""
        coming = self._today.next_meeting if self._today else None
        meet = self._today is not None and coming is not None and coming.on == self._today.as_of
        return meet or self._unrecorded is not None

    async def read(self) -> None:
        """Read Today and show it."""
        self._show(await self.visavis.on_log(self.visavis.session.read_today))

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the day has turned since Today was read."""
        if self._today is None or self.visavis.read_only:
            return False
        return self._today.as_of < self._today.pair.day(self.visavis.clock())

    def _show(self, found: Today | None) -> None:
        began, self._today = self._today is None, found
        day = found.as_of if found else self.visavis.today()
        self.show_who(found.pair if found else None, day, self.visavis.today())
        self.redraw()
        if began and found is not None:
            self._begin(found)
        self.visavis.first_picture()

    def _begin(self, found: Today) -> None:
        """Put the cursor on what asks for something first, past the next meeting."""
        asking = [section.rows for section in self._sections if not section.bare and len(section.rows)]
        if asking and found.next_meeting is not None:
            self.listed.begin_at(asking[0][0].key)

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """That no meeting comes next, where none does; else it is the first row."""
        return no_next(self._today) if self._today else ()

    def sections(self) -> list[Section]:
        """What is late, what waits for a word, what comes before the next meeting, what is unsettled."""
        if self._today is None:
            return []
        return sections_of(self._today, veiled=self.visavis.veiled, offer=self._offer)

    @property
    def _offer(self) -> Offer | None:
        """What the calendar of the config offers to the alliance that is shown."""
        pair, found = self.shown_pair, self.visavis.session.calendar
        return found[1] if found is not None and pair is not None and found[0] == pair.uid else None

    def empty(self) -> Sequence[Spans]:
        """What belongs on Today, and which key puts it there."""
        return empty_lines(self._today) if self._today else EMPTY_LOG

    def figures(self, width: int) -> Sequence[Spans]:
        """The rhythm, what was kept, how disagreements settle."""
        return figure_lines(self._today, width) if self._today else NOTHING

    def foot(self, width: int) -> Sequence[Spans]:
        """The figures in one sentence."""
        return foot_line(self._today, width) if self._today else NOTHING

    # The review of the last quarter

    @property
    def target(self) -> Target | None:
        """The record under the cursor; none where the review stands, or a date that only the rhythm gives."""
        found = super().target
        if found is not None and found[0] == NEXT:
            return ("meeting", found[1]) if found[1] else None
        return None if found in (REVIEW, ENDS, BEFORE, BACKUP, CALENDAR) else found

    @property
    def meeting(self) -> int | None:
        """The meeting that is opened, or next and under the cursor; one that is not recorded is neither."""
        row = self.listed.selected
        is_meant = self._opened is not None or (row is not None and target_of(row)[0] == NEXT)
        return super().meeting if is_meant else None

    @property
    def _unrecorded(self) -> int | None:
        """The meeting under the cursor that nobody has recorded."""
        row = self.listed.selected
        noun, number = target_of(row) if row is not None else ("", 0)
        return number if noun == "meeting" and self._opened is None else None

    def action_hold(self) -> None:
        """Hold the meeting of today; or type up the one under the cursor that nobody has recorded."""
        if self._unrecorded is None:
            super().action_hold()
        elif not self.visavis.refuses_writing():
            self.visavis.ways.hold(self, None, self._unrecorded)

    def open_row(self, row: Row) -> None:
        """A record opens beside the list, the next meeting as its agenda; what to record offers how."""
        if row.key == REVIEW:
            self.visavis.ways.last_quarter()
        elif row.key == BACKUP:
            self.visavis.ways.back_up(self)
        elif row.key == CALENDAR and self._offer is not None:
            self.visavis.ways.preview(self, self._offer)
        elif row.key == ENDS:
            self.visavis.action_go("alliance")
        elif row.key == BEFORE and self._today is not None and self._today.before is not None:
            from tui.page.ending import take_along  # not for the first picture

            take_along(self, self._today.before[0])
        elif target_of(row)[0] == NEXT and self.shown_pair is not None:
            self.visavis.ways.agenda(self, self.shown_pair, target_of(row)[1] or None)
        elif target_of(row)[0] == "meeting":
            self.action_more()
        else:
            super().open_row(row)

"""Review: a period on one page as it would be forwarded, beside it whether disagreements settle faster than before."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from models.measures.window import Window, quarter, year
from models.pages.review_measured import ReviewRows, measure
from models.pages.review_page import Review, curves, review_page
from storage.reads.review import gather
from tui.handing.handed import NAMES, Handed, Made
from tui.page.acting_place import ActingPlace
from tui.page.frame import WIDE
from tui.pictures.curve import Curve
from tui.pictures.settling import explained
from tui.rows.document import part_lines
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.text.prose import prose
from tui.widgets.bar import Bar
from tui.widgets.sheet import Reader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from models.pages.document import Document
    from models.records.pair import Pair
    from storage.log import Log
    from tui.text.spans import Span, Spans

_FORMS = tuple(form for form in NAMES if form != "ics")
"""A review is no meeting, so a calendar takes none."""

PERIODS = ("this quarter", "last quarter", "this year", "last year")
_PERIOD = "another period"
_WIDEST, _ROWS = 48, 8


class Periods(Bar):
    """The periods to choose from; the present one is lit, and each can be clicked."""

    def show_period(self, present: str) -> None:
        """Light one of them."""
        spans: list[Span] = []
        presses: dict[int, str] = {}
        at = PERIODS.index(present)
        for number, name in enumerate(PERIODS):
            if number != at:
                presses[len(spans)] = f"period {number - at}"
            spans += [(name, "place" if number == at else "aside"), ("   ", "body")]
        self.show(spans[:-1], presses=presses)

    def pressed(self, key: str) -> None:
        """Go so many periods further."""
        screen = self.screen
        assert isinstance(screen, ReviewPlace)
        screen.action_period(int(key.removeprefix("period ")))


class ReviewPlace(ActingPlace):
    """One page to read, of a period that `left` and `right` choose."""

    NAME = "review"
    AUTO_FOCUS = "#review"
    CSS_PATH = "../styles/review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "period(-1)", "the period before", show=False, id="period.before", tooltip=_PERIOD),
        Binding("right", "period(1)", "another period", id="period.next", tooltip=_PERIOD),
        Binding("x", "export", "hand it over", id="review.export", tooltip="write the review to a file"),
        Binding("y", "copy", "copy", id="review.copy", tooltip="copy the review as text, or what is selected"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._period = PERIODS[0]
        self._chosen = False
        self._gathered: ReviewRows | None = None
        self._review: Review | None = None
        self._page: Document | None = None

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown, None before anything was read."""
        return self._gathered.pair if self._gathered else None

    def above(self) -> Iterable[Widget]:
        """The periods."""
        yield Periods(id="views")

    def page(self) -> Iterable[Widget]:
        """What one reads, and beside it the curves."""
        yield Reader(id="review")
        yield Sheet(id="figures")

    def on_mount(self) -> None:
        """Read at once."""
        self.show_who_of_app()
        self._show_period()
        self.read_anew()

    # Reading

    async def reload(self) -> None:
        """Read anew; only the newest answer is shown."""
        self.read_anew()

    @work(group="reading", exclusive=True)
    async def read_anew(self) -> None:
        """Read and show, unless a newer reading comes in between."""
        with self.while_open():
            try:
                self.read_at = self.visavis.turn
                await self.read()
            except Fault as fault:
                self.say(str(fault))

    async def read(self) -> None:
        """Read the rows, measure them and show the page."""
        self._gathered = await self.visavis.on_log(self._gather)
        await self._measure()

    def _gather(self, log: Log) -> ReviewRows | None:
        pair = self.visavis.session.read_pair(log)
        return gather(log, pair, self.visavis.as_of or log.today(pair)) if pair else None

    async def _measure(self) -> None:
        """Measure the period that is chosen, of the newest rows; an answer that came too late is not shown."""
        found = self._gathered
        if found is None:
            self.show_who(None, self.visavis.today(), self.visavis.today())
            return
        if not self._chosen:
            # What has just ended is what one comes for, while the present quarter holds next to nothing.
            self._period = PERIODS[1 if found.today.ended else 0]
            self._show_period()
        period = self._period
        review = await asyncio.to_thread(measure, found, window(period, found.as_of))
        if found is not self._gathered or period != self._period:
            return
        self._review, self._page = review, review_page(review)
        self.show_who(found.pair, found.as_of, self.visavis.today())
        self.redraw()

    @work(group="measuring", exclusive=True)
    async def measure_anew(self) -> None:
        """Measure another period of the rows that were read, beside a reading that may be under way."""
        await self._measure()

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the day has turned since the page was read."""
        if self._gathered is None or self.visavis.read_only:
            return False
        return self._gathered.as_of < self._gathered.pair.day(self.visavis.clock())

    # What the page says

    def redraw(self) -> None:
        """Show the page, which names nothing private."""
        self.query_one("#review", Reader).show(self._lines, keep_place=True)
        self.query_one("#figures", Sheet).show(self._curves)
        self.show_keys()

    def _lines(self, width: int) -> Sequence[Spans]:
        if self._review is None:
            return ()
        page = review_page(self._review, drawn_beside=self.size.width >= WIDE)
        head = prose(visible(page.subtitle), width, "aside")
        if not page.parts:
            return [*head, (), *_NOTHING]
        return [*head, (), *part_lines(page, width, veiled=self.visavis.veiled)]

    def _curves(self, width: int) -> Sequence[Spans]:
        """How long disagreements of the period take, and those before it; the page says whether they settle faster."""
        if self._review is None:
            return ()
        lines: list[Spans] = []
        cells, tinted = min(width, _WIDEST), self.visavis.tints
        for steps in curves(self._review):
            drawn = explained(Curve(steps.points, steps.lasted), cells, _ROWS, glyphs(), tinted=tinted)
            head: Spans = [("SETTLING", "label"), (f"  {steps.name}", "aside")]
            lines += [head, *prose(steps.says, width), (), *drawn, ()]
        return lines[:-1]

    def _show_period(self) -> None:
        self.query_one(Periods).show_period(self._period)

    # Keys

    def works(self, action: str) -> bool:
        """What hands over needs a page."""
        return self._page is not None if action in ("export", "copy") else super().works(action)

    def action_period(self, steps: int) -> None:
        """Show the period that stands so many further."""
        self.show_period(PERIODS[(PERIODS.index(self._period) + steps) % len(PERIODS)])

    def show_period(self, period: str) -> None:
        """Show one of the periods; a place that is only now being entered begins with it."""
        self._period, self._chosen = period, True
        if self.query("#review"):
            self._show_period()
            self.query_one("#review", Reader).scroll_to(0, 0, animate=False)
            self.measure_anew()

    def action_export(self) -> None:
        """Ask for the format, and hand the review over. There is one copy of it, for the other as for oneself."""
        from tui.handing.offer import offer  # not for the first picture

        found = self._gathered
        if self._page is not None and found is not None:
            make = partial(_made, found, self._period)
            offer(self, Handed(found.pair, self._title, make, own=False, forms=_FORMS))

    def action_copy(self) -> None:
        """Copy what is selected, else the review as text."""
        from tui.handing.copying import copy_page  # not for the first picture

        if self._page is not None and not self.copies_selected():
            copy_page(self, self._page, self._title)

    @property
    def _title(self) -> str:
        return f"Review of {self._period}"


def window(period: str, as_of: date) -> Window:
    """The days of a period, as of a day. What lies after that day does not count, so the present one is whole."""
    whole = quarter if period.endswith("quarter") else year
    present = whole(as_of)
    return Window(*(present if period.startswith("this") else whole(present[0] - timedelta(1))))


def _made(found: ReviewRows, period: str, _log: Log, _mine: bool, _form: str) -> Made:
    return Made(review_page(measure(found, window(period, found.as_of))))


_NOTHING: tuple[Spans, ...] = (
    [("Nothing was promised, settled or said in this period yet.", "body")],
    [("left and right show another one", "aside")],
)

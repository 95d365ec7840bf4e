"""Disagreements: the open ones by age with their level, what is settled, let-downs; beside them how they settle."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from storage.reads.found import lives_of
from tui.page.list_page import NOTHING
from tui.page.records_place import LEFT_OPEN, Part, open_first
from tui.page.views_place import ViewedPlace
from tui.pictures.settling import LEVELS
from tui.places.disagreements.figures import FiguresRoom, PeriodOfSettling, foot, settling_lines, settling_of
from tui.text.cells import visible
from tui.text.words import called, veil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.measures.disagreements import Level
    from models.measures.lived import Lived
    from storage.log import Log
    from storage.reads.opened import Listing
    from tui.text.spans import Spans
    from tui.widgets.row import Row
    from tui.widgets.sections import Rows, Section

PERIODS = ("everything", "this year")
LET_DOWN = "let-down"


class DisagreementsPlace(ViewedPlace):
    """What the two see differently: open by age, settled, and let-downs, with the curve of how long it takes."""

    NAME = "disagreements"
    NOUNS = ("disagreement",)
    VIEWS = ("all", "open", "settled", "let-downs")
    EMPTY = "What the two see differently stands here until it is settled."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "p",
            "period",
            "this year, or everything",
            show=False,
            id="disagreements.period",
            tooltip="count what was raised this year, or ever",
        )
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lives: list[Lived] = []
        self._settling: dict[str, PeriodOfSettling] = {}
        self._levels: dict[int, Level | None] = {}
        self._period = PERIODS[0]

    # Reading

    def _read(self, log: Log) -> Listing | None:
        found = super()._read(log)
        if found is not None:
            self._lives = lives_of(log, found.pair, "disagreement")
        return found

    async def measure(self, listing: Listing) -> None:
        """Measure both periods; the level of an open one is read off the curve of everything."""
        ends_on = listing.pair.alliance.ended_on
        measured = partial(settling_of, self._lives, listing.as_of, ends_on=ends_on)
        self._settling = await asyncio.to_thread(lambda: {period: measured(period) for period in PERIODS})
        ageing = self._settling["everything"].cohorts["all"].figures.ageing
        self._levels = {} if listing.ended else {item.id: item.level for item in ageing}

    # What the page says

    def viewed(self, listing: Listing) -> Mapping[str, list[Any]]:
        """The disagreements of every view."""
        found = listing.records["disagreement"]
        return {
            "all": found,
            "open": [item for item in found if item.closed_on is None],
            "settled": [item for item in found if item.closed_on is not None],
            "let-downs": [item for item in found if item.kind == LET_DOWN],
        }

    def parts(self, listing: Listing) -> list[Part]:
        """What is open, the oldest first, and what is settled, the newest first."""
        label = LEFT_OPEN if listing.ended else "OPEN"
        return open_first("disagreement", label, "SETTLED", list(self.views.get(self.view, ())))

    def sections(self) -> list[Section]:
        """The same with the level of each open one, and with whose team it was that let the other down."""
        found = self.listing
        if found is None:
            return []
        teams = {item.id: called(found.pair, item.team_of) for item in found.records["disagreement"] if item.team_of}
        return [section._replace(rows=self._told(section.rows, teams)) for section in super().sections()]

    def _told(self, rows: Rows[Any], teams: Mapping[int, str]) -> Rows[Any]:
        def told(row: Row) -> Row:
            number: int = row.key[1]  # type: ignore[index]
            word, voice = LEVELS.get(self._levels.get(number), (row.state, row.state_voice))
            return row._replace(who=teams.get(number, row.who), state=word, state_voice=voice)

        return rows.with_made(told)

    def empty(self) -> Sequence[Spans]:
        """What belongs here; in a view that holds none of what there is, which key shows the rest."""
        if self.listing is None or not self.views.get("all"):
            return super().empty()
        return [[(_NONE[self.view], "body")], [("left and right show the others", "aside")]]

    # The figures

    @property
    def _kind(self) -> str:
        return LET_DOWN if self.view == "let-downs" else "all"

    def figures(self, width: int) -> Sequence[Spans]:
        """The sentence, the curve, the open ones by age, and each kind."""
        if self.listing is None or not self.views.get("all"):
            return NOTHING
        settling, whole = self._settling[self._period], self._settling["everything"]
        height = self.query_one("#figures").size.height or self.size.height
        room = FiguresRoom(width, height, self.visavis.tints)
        return settling_lines(self.listing.pair, settling, whole, self._kind, self._called, room)

    def foot(self, width: int) -> Sequence[Spans]:
        """The sentence."""
        if self.listing is None or not self.views.get("all"):
            return NOTHING
        return [[(foot(self.listing.pair, self._settling[self._period], self._kind, width or 76), "body")]]

    def _called(self, number: int, topic: str) -> str:
        """What one is called; behind the veil a private one goes without its name."""
        private = {item.id for item in self.views.get("all", ()) if item.private} if self.visavis.veiled else set()
        return veil() if number in private else visible(topic)

    def on_resize(self) -> None:
        """The curve is as high as there is room."""
        super().on_resize()
        if self.listing is not None:
            self.call_after_refresh(self.show_figures)

    def action_period(self) -> None:
        """Count what was raised this year, or everything."""
        self._period = PERIODS[1 - PERIODS.index(self._period)]
        self.show_figures()

    def show_view(self, view: str) -> None:
        """The figures are those of let-downs, where they are looked at."""
        super().show_view(view)
        self.show_figures()


_NONE = {
    "all": "",
    "open": "Nothing is open.",
    "settled": "Nothing is settled yet.",
    "let-downs": "Neither team has let the other down.",
}
"""What a view says where it holds nothing."""

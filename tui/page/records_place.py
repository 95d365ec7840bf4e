"""Places that list the records of some nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from storage.reads.opened import Listing, read_list
from tui.page.list_page import NOTHING
from tui.page.list_place import ListPlace
from tui.rows.records import rows_of
from tui.widgets.sections import Rows, Section
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.records.pair import Pair
    from storage.log import Log
    from tui.text.spans import Spans

Part = tuple[str, str, list[Any]]
"""A section: its noun, its label, and its records."""


class RecordsPlace(ListPlace):
    """A list of the records of some nouns, in sections."""

    NOUNS: ClassVar[tuple[str, ...]] = ()
    FIGURES = False
    EMPTY: ClassVar[str] = ""
    """What belongs here, in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown, None before anything was read."""
        return self.listing.pair if self.listing else None

    def on_mount(self) -> None:
        """Read at once."""
        self.show_who_of_app()
        self.read_anew()

    async def read(self) -> None:
        """Read the records and show them."""
        found = await self.visavis.on_log(self._read)
        if found is not None:
            await self.measure(found)
        self.listing = found
        pair, day = (self.listing.pair, self.listing.as_of) if self.listing else (None, self.visavis.today())
        self.show_who(pair, day, self.visavis.today())
        self.redraw()

    def _read(self, log: Log) -> Listing | None:
        pair = self.visavis.session.read_pair(log)
        return read_list(log, pair, self.visavis.as_of, self.NOUNS) if pair else None

    async def measure(self, listing: Listing) -> None:
        """Measure what stands beside the list, of what was read; never on the log's thread."""

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the day has turned since the page was read."""
        if self.listing is None or self.visavis.read_only:
            return False
        return self.listing.as_of < self.listing.pair.day(self.visavis.clock())

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """Nothing: the labels say it."""
        return NOTHING

    def parts(self, listing: Listing) -> Iterable[Part]:
        """The sections as noun, label and records."""
        raise NotImplementedError

    def sections(self) -> list[Section]:
        """The records in their sections."""
        found = self.listing
        if found is None:
            return []
        return [Section(part[1], self.rows(found, part)) for part in self.parts(found)]

    def rows(self, listing: Listing, part: Part) -> Rows[Any]:
        """The records of a section as rows."""
        noun, _, records = part
        return rows_of(noun, records, listing.pair, listing.as_of, veiled=self.visavis.veiled)

    def show_figures(self) -> None:
        """Show the figures anew, where they are others now and the list is not."""
        self.fit_figures()
        self.query_one("#figures", Sheet).show(self.figures)
        foot = self.query_one("#foot", Sheet)
        foot.show(self.foot)
        foot.set_class(not self.foot(0), "-empty")

    def empty(self) -> Sequence[Spans]:
        """What belongs here, and which key puts it here."""
        if self.listing is None:
            return NOTHING
        return [[(self.EMPTY, "body")], [("a adds the first one", "aside")]]

    def adds(self) -> tuple[str, ...]:
        """What stands here, always in the same order, so that its number is the same."""
        return tuple(noun for noun in self.NOUNS if noun not in NOT_ADDED)


NOT_ADDED = ("person",)
"""What is not added by itself: a person comes with an alliance."""


LEFT_OPEN = "OPEN AT THE END"
"""What an alliance that has ended left: it is late for nobody, and waits for nobody."""


def open_first(noun: str, opened: str, closed: str, records: list[Any]) -> list[Part]:
    """What is open, the oldest first, and what is closed, the newest first."""
    still = [record for record in records if record.closed_on is None]
    still.sort(key=lambda record: (record.opened_on, record.id))
    over = [record for record in records if record.closed_on is not None]
    over.sort(key=lambda record: (record.closed_on, record.id), reverse=True)
    return [(noun, opened, still), (noun, closed, over)]

"""Everyone: a line an alliance, the one that meets next first; `enter` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from tui.page.list_page import NOTHING
from tui.page.list_place import ListPlace
from tui.places.everyone.columns import AllianceList, Columns
from tui.places.everyone.rows import Totals, foot_line, heads_of, rows_of, standing_lines, total_lines, totals
from tui.widgets.sections import Section
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from models.pages.everyone import Standing
    from models.records.pair import Pair
    from storage.log import Log
    from tui.text.spans import Spans
    from tui.widgets.row import Row

EMPTY = "Everybody whom the log's owner works with as one stands here."


class Everybody(NamedTuple):
    """What is read: where every alliance stands, the figures of all, and the alliance that the other places show."""

    standings: Sequence[Standing]
    totals: Totals
    shown: Pair | None


class EveryonePlace(ListPlace):
    """Every alliance in one list. Nothing is opened here: the row leads to Today, of that alliance."""

    NAME = "everyone"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "edit", id="everyone.edit", tooltip="change its rhythm, purpose or time zone"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._everybody: Everybody | None = None
        self._at = ""

    def page(self) -> Iterable[Widget]:
        """The list in its columns, the figures beside it, and the sentence below it in one column."""
        yield AllianceList(id="list")
        yield Sheet(id="figures")
        yield Sheet(id="foot")

    def on_mount(self) -> None:
        """Read at once."""
        self.show_who_of_app()
        self.read_anew()

    # Reading

    async def read(self) -> None:
        """Read every alliance and show them; the cursor goes to the one that is shown, whenever that is another."""
        found = self._everybody = await self.visavis.on_log(self._read)
        today, shown = self.visavis.today(), found.shown.uid if found.shown else ""
        day = next((item.as_of for item in found.standings if item.pair.uid == shown), today)
        self.show_who(found.shown, day, today)
        self.redraw()
        if found.shown is not None and shown != self._at:
            self._at = shown
            self.listed.select(("alliance", found.shown.alliance.id))

    def _read(self, log: Log) -> Everybody:
        from storage.reads.everyone import everyone  # not for the first picture

        shown = self.visavis.session.read_pair(log)
        found = everyone(log, lambda pair: self.visavis.as_of or log.today(pair)) if shown else []
        return Everybody(found, totals(found), shown)

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the day has turned anywhere since the page was read."""
        now = self.visavis.clock()
        return not self.visavis.read_only and any(item.as_of < item.pair.day(now) for item in self._standings)

    # What the page says

    @property
    def _standings(self) -> Sequence[Standing]:
        return self._everybody.standings if self._everybody else ()

    @property
    def _here(self) -> Standing | None:
        """The alliance at the cursor."""
        target = self.target
        return next((item for item in self._standings if target and item.pair.alliance.id == target[1]), None)

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance at the cursor, which *e* changes; else the one that the other places show."""
        return self._here.pair if self._here else self._everybody.shown if self._everybody else None

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """Nothing: the label says it."""
        return NOTHING

    def sections(self) -> list[Section]:
        """The alliances, in the order in which they meet."""
        rows = rows_of(self._standings)
        columns = self.query_one(AllianceList).columns = Columns.of(rows, heads_of(self._standings))
        return [Section("ALLIANCES", rows, None, columns=columns)]

    def empty(self) -> Sequence[Spans]:
        """What belongs here."""
        return [[(EMPTY, "body")]] if self._everybody else NOTHING

    def figures(self, width: int) -> Sequence[Spans]:
        """Everybody together, and below that the alliance at the cursor in full."""
        if self._everybody is None:
            return NOTHING
        return [*total_lines(self._everybody.totals), *(standing_lines(self._here, width) if self._here else ())]

    def foot(self, width: int) -> Sequence[Spans]:
        """Everybody together in one sentence."""
        return foot_line(self._everybody.totals, width) if self._everybody else NOTHING

    # Acting

    def adds(self) -> tuple[str, ...]:
        """Somebody new."""
        return ("alliance",)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No record stands here: nothing is done with a row but showing and changing its alliance."""
        return action not in ("done", "more", "walk", "talk", "hold", "export") and super().check_action(
            action, parameters
        )

    def word_for(self, binding: Binding) -> str:
        """*enter* shows the alliance."""
        return "show" if binding.action == "open" else super().word_for(binding)

    def on_line_list_moved(self) -> None:
        """The figures tell of the row."""
        self.query_one("#figures", Sheet).show(self.figures)

    def open_row(self, row: Row) -> None:  # noqa: ARG002 (what is under the cursor is known here already)
        """Show that alliance, on Today."""
        if self._here is not None:
            uid = self._here.pair.uid
            self.visavis.action_go("today")
            self.visavis.call_later(self.visavis.show_alliance, uid)

"""Commitments: open, late, waiting, mine, theirs, closed; what falls due by week; each with its life line."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from textual import work

from models.pages.today import waiting_lines
from models.records.labels import state_in_list
from models.time.weeks import by_week
from storage.reads.promises import done_late, promises_since
from tui.page.keys_row import WIDE
from tui.page.list_page import target_of
from tui.page.records_place import LEFT_OPEN
from tui.page.views_place import ViewedPlace
from tui.pictures.bars import count_bar
from tui.places.commitments.figures import (
    GiverFigures,
    kept_lines,
    kept_sentence,
    quarter_lines,
    quarters,
    reason_lines,
    sides_of,
)
from tui.rows.records import rows_of
from tui.text.cells import cell_width, cut, padded
from tui.text.columns import WHO
from tui.text.glyphs import glyphs
from tui.text.words import called

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.measures.lived import Lived
    from storage.log import Log
    from storage.reads.opened import Listing
    from tui.page.records_place import Part
    from tui.text.spans import Span, Spans
    from tui.widgets.row import Row
    from tui.widgets.sections import Rows

OPEN, CLOSED = "open", "closed"
"""The views of the whole list: what is still to be done, and what is over."""

_DONE = state_in_list("satisfied", "commitment")
_WAITING, _UNDATED = "WAITING FOR A WORD", "UNDATED"
_WEEK, _COUNT, _LONGEST = 14, 4, 24


class Commitments(ViewedPlace):
    """What each of the two has promised, is asked for, or has kept."""

    NAME = "commitments"
    NOUNS = ("commitment",)
    VIEWS = (OPEN, "late", "waiting", "mine", "theirs", CLOSED)
    EMPTY = "What each of the two promises the other stands here."

    def __init__(self) -> None:
        super().__init__()
        self._sides: tuple[GiverFigures, GiverFigures] | None = None
        self._of: tuple[object, ...] = ()
        self._lives: list[Lived] = []
        self._late: dict[int, int] = {}

    def viewed(self, listing: Listing) -> Mapping[str, list[Any]]:
        """The commitments of every view: open ones, and those that are closed by themselves."""
        return _viewed(listing)

    def view_name(self, view: str) -> str:
        """Mine and theirs by name, in a log that is kept for somebody."""
        return (_names(self.listing) if self.listing else {}).get(view, view)

    # Measuring

    def _read(self, log: Log) -> Listing | None:
        found = super()._read(log)
        if found is not None:
            # With the list, and not after it: a second turn at the log would clear what the status line says.
            self._lives = promises_since(log, found.pair, quarters(found.as_of)[1][0])
            self._late = done_late(log, found.pair, found.as_of)
        return found

    async def read(self) -> None:
        """Show the list; what was kept follows when it is measured, and stays until something changes."""
        before = self.shown_pair
        await super().read()
        found = self.listing
        if found is None or self._of == (self.visavis.turn, found.pair.uid, found.as_of):
            return
        if before is None or before.uid != found.pair.uid:
            self._sides = None
            self.show_figures()
        self.measure_promises(found)

    @work(group="measuring", exclusive=True)
    async def measure_promises(self, listing: Listing) -> None:
        """Measure beside the log's thread, and show it where it is still the same list."""
        turn = self.visavis.turn
        sides = await asyncio.to_thread(sides_of, self._lives, listing.pair, listing.as_of)
        if self.listing is listing:
            self._sides, self._of = sides, (turn, listing.pair.uid, listing.as_of)
            self.show_figures()

    def parts(self, listing: Listing) -> Iterable[Part]:
        """What is late, what waits for a word, what is promised by the week in which it is due; or what is closed."""
        chosen = self.views.get(self.view, [])
        if self.view == CLOSED:
            return [("commitment", CLOSED.upper(), chosen)]
        if listing.ended:
            return [("commitment", LEFT_OPEN, chosen)]
        # Put into their order once for all views: making it of tens of thousands would be felt at every key.
        whose = {id(item) for item in chosen} if self.view in ("mine", "theirs") else None
        told_first = [item for item in self.views.get("waiting", []) if whose is None or id(item) in whose]
        waiting: Part = ("commitment", _WAITING, told_first)
        if self.view == "waiting":
            return [waiting]
        # A new date that waits for a word stands there alone; where the old one is late it stands in both, as on Today.
        weeks = by_week(_promised(chosen), _due, listing.as_of)
        late: list[Part] = [("commitment", week.label, week.items) for week in weeks[:1] if week.label == "LATE"]
        if self.view == "late":
            return late
        told = [(week.label, [item for item in week.items if not item.pending_due]) for week in weeks[len(late) :]]
        return [*late, waiting, *(("commitment", label, items) for label, items in told)]

    def rows(self, listing: Listing, part: Part) -> Rows[Any]:
        """Under those that wait for a word, whose word it is."""
        noun, label, records = part
        veiled, waiting, late = self.visavis.veiled, label == _WAITING, label == "LATE"
        rows = rows_of(noun, records, listing.pair, listing.as_of, veiled=veiled, waiting=waiting, late=late)
        if label == CLOSED.upper():
            return rows.with_made(self._done_late)
        return rows.with_made(_without_state) if label == _UNDATED else rows

    def _done_late(self, row: Row) -> Row:
        """A promise that was done after its date says by how many days; one that was done in time is the usual case."""
        days = self._late.get(target_of(row)[1], 0)
        return row._replace(state=f"{days} late" if days else "" if row.state == _DONE else row.state)

    def empty(self) -> Sequence[Spans]:
        """What belongs here; in a view that holds none of what there is, which keys show the rest."""
        if self.listing is None or not self.listing.records["commitment"]:
            return super().empty()
        return [[(_NONE[self.view], "body")], [("left and right show the others", "aside")]]

    # The figures

    def figures(self, width: int) -> Sequence[Spans]:
        """What falls due by week; below it, once it is measured, what was kept, how that went, and why not."""
        if self.listing is None or not self.listing.records["commitment"]:
            return ()
        pair, still, sides = self.listing.pair, self.views[OPEN], self._sides
        blocks = [week_lines(self.listing, still, width) if still and not self.listing.ended else []]
        if sides is not None:
            blocks += [kept_lines(pair, sides), quarter_lines(pair, sides, width), reason_lines(pair, sides, width)]
        return self._fitting([block for block in blocks if block])

    def _fitting(self, blocks: Sequence[Sequence[Spans]]) -> list[Spans]:
        """The blocks with a line between; beside the list those that fit, the first ones first, and one in any case.

        Under the list they stand whole or not at all, and alone they have the page.
        """
        room = sys.maxsize
        if self.size.width >= WIDE:
            room = self.query_one("#figures").size.height or self.size.height
        lines = list(blocks[0]) if blocks else []
        for block in blocks[1:]:
            if len(lines) + 1 + len(block) <= room:
                lines += [(), *block]
        return lines

    def on_resize(self) -> None:
        """There may be room for more, or for less."""
        super().on_resize()
        if self.listing is not None:
            self.call_after_refresh(self.show_figures)

    def foot(self, width: int) -> Sequence[Spans]:
        """What was kept, and what falls due next, in a sentence; what has no room in it is left out."""
        if self.listing is None:
            return ()
        weeks = by_week(_promised(self.views[OPEN]), _due, self.listing.as_of)
        parts = [kept_sentence(self.listing.pair, self._sides)] if self._sides is not None else []
        parts += [f"{_said(week.label, 'week of ')} {len(week.items)}" for week in weeks[:4] if not self.listing.ended]
        said = _joined([part for part in parts if part], width or 76)
        return [[(said, "body")]] if said else ()


def _joined(parts: Sequence[str], width: int) -> str:
    """The first parts, as many as have room, with a dot between."""
    said = ""
    for part in parts:
        longer = f"{said} {glyphs().dot} {part}" if said else part[:1].upper() + part[1:]
        if said and cell_width(longer) > width:
            break
        said = longer
    return cut(said, width, glyphs().cut)


def _viewed(listing: Listing) -> dict[str, list[Any]]:
    """The commitments of every view."""
    me, day = listing.pair.me.uid, listing.as_of
    still = [item for item in listing.records["commitment"] if item.closed_on is None]
    told = [] if listing.ended else still
    return {
        OPEN: still,
        "late": [item for item in told if item.state == "promised" and item.due is not None and item.due < day],
        "waiting": _waiting(listing, told),
        "mine": [item for item in still if item.from_ == me],
        "theirs": [item for item in still if item.from_ != me],
        CLOSED: _closed(listing),
    }


_NONE = {
    OPEN: "Nothing is open.",
    "late": "Nothing is late.",
    "waiting": "Nothing waits for a word.",
    "mine": "Nothing is open here.",
    "theirs": "Nothing is open here.",
    CLOSED: "Nothing is closed yet.",
}
"""What a view says where it holds nothing."""


def _waiting(listing: Listing, chosen: Iterable[Any]) -> list[Any]:
    """Those of them that wait for a word, in the order of Today: for one of mine first, then the longest."""
    by_id = {item.id: item for item in chosen if item.closed_on is None}
    return [by_id[line.id] for line in waiting_lines(listing.pair, by_id.values(), (), listing.as_of)]


def _closed(listing: Listing) -> list[Any]:
    """What is closed, the last closed first."""
    found = [item for item in listing.records["commitment"] if item.closed_on is not None]
    return sorted(found, key=lambda item: (item.closed_on, item.id), reverse=True)


def _due(item: Any) -> Any:
    return item.due


def _without_state(row: Row) -> Row:
    """Under a label that says it already."""
    return row._replace(state="")


def _promised(items: Iterable[Any]) -> list[Any]:
    return [item for item in items if item.state == "promised"]


def _names(listing: Listing) -> dict[str, str]:
    pair = listing.pair
    return {} if pair.own else {"mine": called(pair, pair.me.uid), "theirs": called(pair, pair.other.uid)}


def _said(label: str, before: str = "") -> str:
    """The label of a week inside a line: this week, 7 Dec with what stands `before` a date."""
    name = label.lower().removeprefix("week of ")
    return name if len(name) == len(label) else before + name.title()


def week_lines(listing: Listing, still: Sequence[Any], width: int) -> list[Spans]:
    """A line a week: how many promises of each of the two fall due in it, and both together as a bar."""
    pair = listing.pair
    me, other = (called(pair, person.uid) for person in (pair.me, pair.other))
    columns = [max(_COUNT, cell_width(name) + 1, WHO - 2) for name in (me, other)]
    head: list[Span] = [(padded("DUE BY WEEK", _WEEK), "label")]
    head += [(padded(name, cells, right=True), "aside") for name, cells in zip((me, other), columns, strict=True)]
    weeks = by_week(_promised(still), _due, listing.as_of)
    longest = max((len(week.items) for week in weeks), default=1)
    room = max(0, min(_LONGEST, width - _WEEK - sum(columns) - 3))
    lines: list[Spans] = [head]
    for week in weeks:
        mine = sum(item.from_ == pair.me.uid for item in week.items)
        counts = (mine, len(week.items) - mine)
        late = week.label == "LATE"
        label = _said(week.label)
        line: list[Span] = [(padded(label, _WEEK), "late" if late else "body")]
        line += [(str(count).rjust(cells), "body") for count, cells in zip(counts, columns, strict=True)]
        lines.append([*line, ("   ", "body"), (count_bar(len(week.items), longest, room, glyphs()), "aside")])
    return lines

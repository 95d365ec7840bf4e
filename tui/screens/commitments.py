"""Commitments: late, waiting, mine, theirs, all; what falls due by week; each with its life line and every act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from models.weeks import by_week
from tui.screens.reading import Listing
from tui.screens.records import Part, RecordsPlace
from tui.screens.words import called
from tui.text import cell_width, padded
from tui.widgets.bar import Bar
from tui.widgets.drawn import Span, Spans
from tui.widgets.glyphs import glyphs
from tui.widgets.grid import WHO

VIEWS = ("all", "late", "waiting", "mine", "theirs")
_WAITING = "WAITING FOR A WORD"
_VIEWS = "all, late, waiting, mine, theirs"
_WEEK, _COUNT, _LONGEST = 14, 4, 24


class Commitments(RecordsPlace):
    """What each of the two has promised, is asked for, or has kept."""

    NAME = "commitments"
    NOUNS = ("commitment",)
    FIGURES = True
    EMPTY = "What each of the two promises the other stands here."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "view(-1)",
            "the view before",
            show=False,
            id="view.before",
            tooltip=_VIEWS,
        ),
        Binding("right", "view(1)", "the next view", show=False, id="view.next", tooltip=_VIEWS),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view = "all"
        self._views: dict[str, list[Any]] = {}

    def above(self) -> Iterable[Widget]:
        """The views, to choose from."""
        yield Views(id="views")

    def redraw(self) -> None:
        """Part the records anew, and show them."""
        if self.listing is not None:
            self._views = _viewed(self.listing)
        super().redraw()
        self._show_views()

    def _show_views(self) -> None:
        names = _names(self.listing) if self.listing else {}
        views = [(view, names.get(view, view), len(items)) for view, items in self._views.items()]
        self.query_one(Views).show_views(views, self._view)

    def action_view(self, steps: int) -> None:
        """Show the view that stands so many further."""
        self.show_view(VIEWS[(VIEWS.index(self._view) + steps) % len(VIEWS)])

    def on_views_chosen(self, message: Views.Chosen) -> None:
        """Show the view that was clicked."""
        self.show_view(message.view)

    def show_view(self, view: str) -> None:
        """Show only those commitments, from the first."""
        self._view = view
        self._show_views()
        self.part()
        self.listed.action_first()

    def parts(self, listing: Listing) -> Iterable[Part]:
        """What is late, what waits for a word, what is promised by the week in which it falls due, what is closed."""
        chosen = self._views.get(self._view, [])
        if self._view == "waiting":
            return [("commitment", _WAITING, chosen)]
        weeks = [("commitment", week.label, week.items) for week in by_week(_promised(chosen), _due, listing.as_of)]
        late = weeks[:1] if weeks and weeks[0][1] == "LATE" else []
        asked = [item for item in chosen if item.state != "promised"]
        found = [*late, ("commitment", _WAITING, asked), *weeks[len(late) :]]
        return [*found, ("commitment", "CLOSED", _closed(listing))] if self._view == "all" else found

    # The figures

    def figures(self, width: int) -> Sequence[Spans]:
        """What falls due by week, of each of the two."""
        if self.listing is None or not self._views["all"]:
            return ()
        return week_lines(self.listing, self._views["all"], width)

    def foot(self, _width: int) -> Sequence[Spans]:
        """What falls due next, in a sentence."""
        if self.listing is None:
            return ()
        weeks = by_week(_promised(self._views["all"]), _due, self.listing.as_of)
        said = [f"{_said(week.label, 'week of ')} {len(week.items)}" for week in weeks[:4]]
        words = f" {glyphs().dot} ".join(said)
        return [[(words[:1].upper() + words[1:], "body")]] if said else ()


class Views(Bar):
    """The views of the list, with how much each holds; the present one is lit, and each can be clicked."""

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def show_views(self, views: Sequence[tuple[str, str, int]], chosen: str) -> None:
        """Show views, each by its key, its name and how much it holds."""
        spans: list[Span] = []
        presses: dict[int, str] = {}
        for key, name, count in views:
            presses |= {len(spans): key, len(spans) + 1: key}
            spans += [(name, "place" if key == chosen else "aside"), (f" {count}", "aside"), ("   ", "body")]
        self.show(spans, presses=presses)

    def pressed(self, key: str) -> None:
        """Choose the view that was clicked."""
        self.post_message(self.Chosen(key))


def _viewed(listing: Listing) -> dict[str, list[Any]]:
    """The open commitments of every view."""
    me, day = listing.pair.me.uid, listing.as_of
    still = [item for item in listing.records["commitment"] if item.closed_on is None]
    return {
        "all": still,
        "late": [item for item in still if item.state == "promised" and item.due is not None and item.due < day],
        "waiting": [item for item in still if item.state != "promised" or item.pending_due],
        "mine": [item for item in still if item.from_ == me],
        "theirs": [item for item in still if item.from_ != me],
    }


def _closed(listing: Listing) -> list[Any]:
    """What is closed, the last closed first."""
    found = [item for item in listing.records["commitment"] if item.closed_on is not None]
    return sorted(found, key=lambda item: (item.closed_on, item.id), reverse=True)


def _due(item: Any) -> Any:
    return item.due


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
        bar = max(1, round(room * len(week.items) / longest))
        lines.append([*line, ("   ", "body"), (glyphs().share * min(bar, room), "aside")])
    return lines

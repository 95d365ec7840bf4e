"""A page that is one list with one cursor: read, filtered, and beside it figures or the opened record."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from models.finding import Needles, narrows, needles
from storage.reads.opened import Opened, Target, read_record
from tui.page.frame import WIDE, Place
from tui.text.cells import cut, visible
from tui.text.glyphs import glyphs
from tui.widgets.line_list import LineList
from tui.widgets.sheet import Reader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from models.records.pair import Pair
    from tui.text.spans import Spans
    from tui.widgets.linked import Linked
    from tui.widgets.row import Row
    from tui.widgets.sections import Section

MOST = 3
"""Rows a section shows in one column, where not all of them fit."""

NOTHING: tuple[Spans, ...] = ()

COLUMN, _SPARE = 88, 2
"""The most cells of one column, and the rows that stay free below figures which stand under the list."""

_WORDS = 30
"""The most cells that the words of a filter take in the head."""


class ListPage(Place):
    """One list. A place says what is read (`read`), and how that reads as sections, figures and a head."""

    AUTO_FOCUS = "#list"
    FOLDS: ClassVar[bool] = False
    """Whether sections show a few rows only, where there is one column and not everything fits."""
    FIGURES: ClassVar[bool] = True
    """Whether anything stands at the right of the list."""
    FIGURES_ABOVE: ClassVar[bool] = False
    """Whether in one column the figures stand above the list, so neither below it nor on a page of their own."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="back", tooltip="one step back"),
        Binding("f", "filter", "filter", id="filter", tooltip="filter this list"),
        Binding("tab", "figures", "figures", id="figures", tooltip="the figures whole, and back to the list"),
    ]

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._opened: Target | None = None
        self._trail: list[Target] = []
        self._record: Opened | None = None
        self._filter = ""
        self._words: tuple[Needles, ...] = ()
        self._sections: list[Section] = []
        self._narrowed: tuple[tuple[Needles, ...], list[Section]] = ((), [])
        self._reads_figures = False

    # What a place says

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown, None before anything was read."""
        raise NotImplementedError

    def head(self, *, wide: bool) -> Sequence[Spans]:
        """What stands above the first section."""
        raise NotImplementedError

    def sections(self) -> list[Section]:
        """The sections of the list, as they were read."""
        raise NotImplementedError

    def empty(self) -> Sequence[Spans]:
        """What belongs here, and which key puts it here."""
        raise NotImplementedError

    def figures(self, _width: int) -> Sequence[Spans]:
        """What stands at the right."""
        return NOTHING

    def foot(self, _width: int) -> Sequence[Spans]:
        """The figures in a sentence, in one column."""
        return NOTHING

    # The page

    def page(self) -> Iterable[Widget]:
        """The list, what stands beside it, and the sentence below it in one column."""
        yield LineList(id="list")
        yield Sheet(id="figures")
        yield Sheet(id="foot")

    @property
    def listed(self) -> LineList:
        """The list."""
        return self.query_one("#list", LineList)

    def redraw(self) -> None:
        """Show what was read: the list, the figures, and the opened record."""
        self.part()
        self.set_class(self.FIGURES is False, "-alone")
        self.query_one("#figures", Sheet).show(self.figures)
        foot = self.query_one("#foot", Sheet)
        foot.show(self.foot)
        foot.set_class(not self.foot(0), "-empty")
        if self._record is not None:
            self._draw_record(self._record, keep_place=True)
        elif self._reads_figures:
            self._draw_figures(keep_place=True)

    def on_resize(self) -> None:
        """Lay the list out for the new size; where the figures stand beside it they need no page of their own."""
        if self._reads_figures and self.size.width >= WIDE:
            self._close()
        self.lay_out()

    def part(self) -> None:
        """Part what was read into its sections, and lay them out."""
        self._sections = self.sections()
        self._narrowed = (), self._sections
        self.lay_out()

    def lay_out(self) -> None:
        """Give the list its lines."""
        wide = self.size.width >= WIDE
        sections, head = self._sections, [*self.head(wide=wide)]
        if self._words:
            sections = self._matching()
            head += [*([()] if head else []), *self._filter_lines(sections)]
        elif not self._has_rows:
            head += [*([()] if head else []), *self.empty()]
        self.listed.show(head, sections, MOST if self.FOLDS and not wide else None, whole=self._sections)
        self.fit_figures()

    def fit_figures(self) -> None:
        """Put the figures under the list where there is one column and they fit; they may be others by now."""
        alone = self.has_class("-small") or self.has_class("-low")
        self.set_class(self.size.width < WIDE and not alone and self._fit_below(), "-below")

    def _fit_below(self) -> bool:
        """Whether the figures fit whole under the list, with rows to spare."""
        page = self.query_one("#page").size
        lines = len(self.figures(min(page.width, COLUMN))) if self._has_figures else 0
        return bool(lines) and self.listed.height_of_all + 1 + lines + _SPARE <= page.height

    @property
    def _has_rows(self) -> bool:
        """Whether anything was read that belongs in the list, whatever the filter."""
        return any(len(section.rows) for section in self._sections if not section.bare)

    # Reading

    async def reload(self) -> None:
        """Read the page anew, and the opened record with it; only the newest answer is shown."""
        self.read_anew()

    @work(group="reading", exclusive=True)
    async def read_anew(self) -> None:
        """Read and show, unless a newer reading comes in between."""
        with self.while_open():
            try:
                self.read_at = self.visavis.turn
                await self.read()
                if self._opened is not None:
                    await self._read_opened(self._opened, keep_place=True)
            except Fault as fault:
                self._close()
                self.say(str(fault))

    async def read(self) -> None:
        """Read what the page shows, and show it."""
        raise NotImplementedError

    # Filtering

    def _matching(self) -> list[Section]:
        """The sections with the rows that hold every word; longer words are sought in what the shorter ones found."""
        before, found = self._narrowed
        if not narrows(self._words, before):
            found = self._sections
        found = [section._replace(rows=section.rows.matching(self._words)) for section in found]
        self._narrowed = self._words, found
        return found

    def action_filter(self) -> None:
        """Type words that the rows must hold."""
        from tui.page.filter import FilterLine, FilterRow  # not for the first picture

        if self._reads_figures:
            self._close()  # what is sought is in the list
        for there in self.query(FilterLine):
            there.focus()
            return
        self.mount(FilterRow(self._filter), before="#status")
        # While the first letter is typed the texts are made ready, which a key of a long list would have to wait for.
        threading.Thread(target=_get_ready, args=(self._sections,), daemon=True).start()

    def filter_by(self, text: str) -> None:
        """Show only the rows that hold every word of a text; all of them where it has none."""
        self._filter = " ".join(text.split())
        # As in a search, nothing holds what has no word in it.
        self._words = needles(text) or (((),) if self._filter else ())
        self.lay_out()

    def _filter_lines(self, sections: Sequence[Section]) -> Sequence[Spans]:
        """Which words the rows hold, and how many rows do."""
        from tui.text.words import veil  # not for the first picture

        found = sum(len(section.rows) for section in sections)
        words = veil() if self.visavis.veiled else cut(visible(self._filter), _WORDS, glyphs().cut)
        said = f"{found} found" if found else "nothing here has these words"
        return [[("FILTER", "label"), (f"  {words}", "body"), (f"  {said}", "aside")]]

    # Opening a record

    def on_line_list_opened(self, message: LineList.Opened) -> None:
        """Open what is under the cursor."""
        self.open_row(message.row)

    def open_row(self, row: Row) -> None:
        """Open the record of a row. Overridden where rows stand for something else (a handler would be called too)."""
        self.open(target_of(row))

    def open(self, target: Target) -> None:
        """Open a record beside the list; what was done before is not told with another one."""
        if target != self._opened:
            self.say("")
        self._trail = []
        self._opened = target
        self.read_opened(target)

    def on_linked_followed(self, message: Linked.Followed) -> None:
        """Open what the opened record links to: what was clicked, else the only one, or one that is picked."""
        from tui.page.acting import link_choices, linked  # not for the first picture

        record = self._record
        links = linked(record, message.code) if record is not None else []
        if len(links) == 1:
            self._follow(links[0].target)
        elif links:
            from tui.page.menu import Menu  # not for the first picture

            menu = Menu("Go to", link_choices(links, veiled=self.visavis.veiled))
            self.app.push_screen(menu, lambda key: self._follow(links[int(key)].target) if key else None)

    def _follow(self, target: Target) -> None:
        trail = [*self._trail, *([self._opened] if self._opened else [])]
        self.open(target)
        self._trail = trail

    @work(group="opening", exclusive=True)
    async def read_opened(self, target: Target) -> None:
        """Read the record and show it."""
        try:
            await self._read_opened(target, keep_place=False)
        except Fault as fault:
            self._close()
            self.say(str(fault))

    async def _read_opened(self, target: Target, *, keep_place: bool) -> None:
        pair = self.shown_pair
        if pair is None:
            return
        as_of = self.visavis.as_of or pair.day(self.visavis.clock())
        record = await self.visavis.on_log(partial(read_record, pair=pair, as_of=as_of, target=target))
        if self._opened == target:
            self._record = record
            pane = await self._pane()
            self.add_class("-detail")
            self._draw_record(record, keep_place=keep_place)
            if not keep_place:
                pane.focus()
            self.show_keys()

    # The figures, where they do not stand beside the list

    @work(group="opening", exclusive=True)
    async def action_figures(self) -> None:
        """Read the figures whole, in the place of the list; or go back to it."""
        if self._reads_figures:
            self._close()
            return
        pane = await self._pane()
        self._reads_figures = True
        self.add_class("-detail")
        self._draw_figures(keep_place=False)
        pane.focus()
        self.show_keys()

    def _draw_figures(self, *, keep_place: bool) -> None:
        for pane in self.query("#detail").results(Reader):
            pane.show(self.figures, keep_place=keep_place)

    def _draw_record(self, record: Opened, *, keep_place: bool) -> None:
        from tui.rows.record import detail_lines  # not for the first picture

        veiled = self.visavis.veiled
        for pane in self.query("#detail").results(Reader):
            pane.show(partial(detail_lines, record, veiled=veiled), keep_place=keep_place)

    async def _pane(self) -> Reader:
        """Where an opened record is read; made when the first one is."""
        for pane in self.query("#detail").results(Reader):
            return pane
        from tui.widgets.linked import Linked  # nothing is opened at the first picture

        pane = Linked(id="detail")
        await self.query_one("#page").mount(pane, before="#foot")
        return pane

    def leave(self) -> None:
        """Close what is open, since another alliance is to be shown."""
        if self._opened is not None:
            self._close()

    def _close(self) -> None:
        self._opened = self._record = None
        self._reads_figures = False
        self._trail = []
        self.remove_class("-detail")
        self.listed.focus()

    def action_back(self) -> None:
        """One step back: from the opened record to the list, then from the filtered list to the whole."""
        from tui.page.filter import FilterRow  # not for the first picture

        if self._trail:
            before, trail = self._trail[-1], self._trail[:-1]
            self.open(before)
            self._trail = trail
        elif self._opened is not None or self._reads_figures:
            self._close()
        elif self._words or self.query(FilterRow):
            self.query(FilterRow).remove()
            self.filter_by("")
            self.listed.focus()

    # Keys

    def works(self, action: str) -> bool:
        """`back` where something is open, `follow` where there is a link; for the rest as everywhere."""
        if action == "back":
            return self._opened is not None or self._reads_figures or bool(self._words)
        if action == "figures":
            return self._reads_figures or self._may_read_figures
        if action == "follow":
            return self._record is not None and bool(self._record.links)
        if action in ("open", "found"):
            return self.listed.holds_any
        if action == "filter":
            return self._has_rows
        return super().works(action)

    @property
    def _may_read_figures(self) -> bool:
        """Whether there are figures of which one column shows a sentence only."""
        if self.size.width >= WIDE or self._opened is not None or self.has_class("-below"):
            return False
        return self._has_figures and bool(self.figures(COLUMN))

    @property
    def _has_figures(self) -> bool:
        return self.FIGURES and not self.FIGURES_ABOVE

    def on_line_list_moved(self) -> None:
        """What can be done depends on the row."""
        self.show_keys()


def _get_ready(sections: Sequence[Section]) -> None:
    for section in sections:
        section.rows.get_ready()


def target_of(row: Row) -> Target:
    """The record of a row."""
    return cast("Target", row.key)

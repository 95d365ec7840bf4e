"""A place that is one list with one cursor: beside it figures or the opened record, and the keys that act on a row."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from models.errors import Fault
from models.pair import Pair
from tui.screens.frame import WIDE, Place
from tui.screens.reading import REPLACED, Opened, Target, read_record
from tui.text import cut, visible
from tui.widgets.drawn import Spans
from tui.widgets.glyphs import glyphs
from tui.widgets.grid import Row
from tui.widgets.line_list import LineList
from tui.widgets.linked import Linked
from tui.widgets.sections import Section, folded
from tui.widgets.sheet import Reader, Sheet

if TYPE_CHECKING:
    from storage.acts import Done
    from tui.screens.walk import Walked

MOST = 3
"""Rows a section shows in one column, where not all of them fit."""

NOTHING: tuple[Spans, ...] = ()

WALKED = ("LATE", "WAITING FOR A WORD", "UNDATED")
"""The sections with what is walked."""

_WALK_FROM = ("today", "commitments")
"""The places where the keys row names the walk."""

_WORDS = 30
"""The most cells that the words of a filter take in the head."""


class ListPlace(Place):
    """One list. A place says what is read (`read`), and how that reads as sections, figures and a head."""

    AUTO_FOCUS = "#list"
    FOLDS: ClassVar[bool] = False
    """Whether sections show a few rows only, where there is one column and not everything fits."""
    FIGURES: ClassVar[bool] = True
    """Whether anything stands at the right of the list."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="back", tooltip="one step back"),
        Binding("d", "done(False)", "done", id="done", tooltip="done; of the other, accepted too"),
        Binding(
            "D,shift+d", "done(True)", "accepted", show=False, id="accepted", tooltip="done, and accepted by the other"
        ),
        Binding("w", "walk", "walk the late", id="walk", tooltip="go through what is late, one by one"),
        Binding("m", "more", "more", id="more", tooltip="what can be done with it now"),
        Binding("a", "add", "add", id="add", tooltip="add something"),
        Binding("e", "edit", "edit", show=False, id="edit", tooltip="change its fields"),
        Binding("f", "filter", "filter", id="filter", tooltip="filter this list"),
        Binding("t", "talk", "talk about it", show=False, id="talk", tooltip="make it a topic of the next meeting"),
        Binding("l", "hold", "hold the meeting", id="hold", tooltip="hold the meeting, and write it down"),
        Binding("x", "export", "agenda", id="export", tooltip="hand over the agenda or recap"),
    ]

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._opened: Target | None = None
        self._trail: list[Target] = []
        self._record: Opened | None = None
        self._acting: set[Target] = set()
        self._filter = ""
        self._words: tuple[str, ...] = ()
        self._sections: list[Section] = []
        self._narrowed: tuple[tuple[str, ...], list[Section]] = ((), [])

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

    def adds(self) -> tuple[str, ...]:
        """The nouns that *a* adds here, the likeliest first."""
        raise NotImplementedError

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

    def on_resize(self) -> None:
        """Lay the list out for the new size."""
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

    @property
    def _has_rows(self) -> bool:
        """Whether anything was read that can stand in the list, whatever the filter."""
        return any(len(section.rows) for section in self._sections)

    # Reading

    async def reload(self) -> None:
        """Read the page anew, and the opened record with it; only the newest answer is shown."""
        self.read_anew()

    @work(group="reading", exclusive=True)
    async def read_anew(self) -> None:
        """Read and show, unless a newer reading comes in between."""
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
        if not _narrows(before, self._words):
            found = self._sections
        found = [section._replace(rows=section.rows.matching(self._words)) for section in found]
        self._narrowed = self._words, found
        return found

    def action_filter(self) -> None:
        """Type words that the rows must hold."""
        from tui.screens.filtering import Filter, FilterRow

        for there in self.query(Filter):
            there.focus()
            return
        self.mount(FilterRow(self._filter), before="#status")
        # While the first letter is typed the texts are made ready, which a key of a long list would have to wait for.
        threading.Thread(target=_get_ready, args=(self._sections,), daemon=True).start()

    def filter_by(self, text: str) -> None:
        """Show only the rows that hold every word of a text; all of them where it has none."""
        self._filter = " ".join(visible(text).split())
        self._words = tuple(folded(text).split())
        self.lay_out()

    def _filter_lines(self, sections: Sequence[Section]) -> Sequence[Spans]:
        """Which words the rows hold, and how many rows do."""
        from tui.screens.words import veil

        found = sum(len(section.rows) for section in sections)
        words = veil() if self.visavis.veiled else cut(self._filter, _WORDS, glyphs().cut)
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
        from tui.screens.following import choices, linked

        record = self._record
        links = linked(record, message.code) if record is not None else []
        if len(links) == 1:
            self._follow(links[0].target)
        elif links:
            from tui.screens.menu import Menu

            menu = Menu("Go to", choices(links, veiled=self.visavis.veiled))
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

    def _draw_record(self, record: Opened, *, keep_place: bool) -> None:
        from tui.screens.detail import detail_lines

        veiled = self.visavis.veiled
        for pane in self.query("#detail").results(Reader):
            pane.show(partial(detail_lines, record, veiled=veiled), keep_place=keep_place)

    async def _pane(self) -> Reader:
        """Where an opened record is read; made when the first one is."""
        for pane in self.query("#detail").results(Reader):
            return pane
        pane = Linked(id="detail")
        await self.query_one("#page").mount(pane, before="#foot")
        return pane

    def _close(self) -> None:
        self._opened = self._record = None
        self._trail = []
        self.remove_class("-detail")
        self.listed.focus()

    def action_back(self) -> None:
        """One step back: from the opened record to the list, then from the filtered list to the whole."""
        from tui.screens.filtering import FilterRow

        if self._trail:
            before, trail = self._trail[-1], self._trail[:-1]
            self.open(before)
            self._trail = trail
        elif self._opened is not None:
            self._close()
        elif self._words or self.query(FilterRow):
            self.query(FilterRow).remove()
            self.filter_by("")
            self.listed.focus()

    # Acting on a record

    @property
    def target(self) -> Target | None:
        """The record that a key acts on: the opened one, else the one under the cursor."""
        row = self.listed.selected
        return self._opened or (target_of(row) if row else None)

    @property
    def does(self) -> str:
        """What *d* does to that record, in a word; empty where it does nothing."""
        from tui.screens.words import does

        opened = self._record
        if opened is not None:
            replaced = any(link.field == REPLACED for link in opened.links)
            return does(opened.noun, opened.record, opened.pair, opened.as_of, replaced=replaced)
        return self.listed.selected.does if self.listed.selected else ""

    def works(self, action: str) -> bool:
        """`back` where something is open; what acts on a record where there is one; for the rest as everywhere."""
        writes = action.partition("(")[0] in ("done", "more", "add", "edit", "walk", "talk", "hold")
        if writes and (self.visavis.read_only or self.shown_pair is None):
            return False
        if action == "back":
            return self._opened is not None or bool(self._words)
        if action == "follow":
            return self._record is not None and bool(self._record.links)
        if action in ("open", "found"):
            return self.listed.holds_any
        if action == "filter":
            return self._has_rows
        if action == "hold":
            return self.may_hold
        if action.startswith("done"):
            return bool(self.does)
        if action in ("more", "edit", "talk"):
            return self.target is not None
        if action == "export":
            return self.shown_pair is not None
        return super().works(action)

    def shows(self, action: str) -> bool:
        """The walk is named where what is walked stands."""
        if action != "walk":
            return super().shows(action)
        return self.NAME in _WALK_FROM and any(each.label in WALKED and len(each.rows) for each in self._sections)

    def word_for(self, binding: Binding) -> str:
        """*d* says what it does to the record."""
        return self.does if binding.action == "done(False)" else super().word_for(binding)

    def on_line_list_moved(self) -> None:
        """What can be done depends on the row."""
        self.show_keys()

    def action_done(self, accepted: bool) -> None:
        """Bring the record as far as it can be brought; the log says whether that is possible."""
        from tui.screens.doing import mark_done

        target = self.target
        if target is not None and self.may_write(target):
            self._acting.add(target)
            self.carry_out(target, partial(mark_done, target=target, accepted=accepted))

    def may_write(self, target: Target) -> bool:
        """Whether a key may change that record now: not in the past, and not while it is being changed."""
        return self.shown_pair is not None and target not in self._acting and not self.visavis.refuses_writing()

    @work(group="acting")
    async def carry_out(self, target: Target, deed: Callable[..., object]) -> None:
        """Do it, say what is so now, and show it; or ask for the words that it needs."""
        from tui.screens.acting import ask_for

        pair = self.shown_pair
        assert pair is not None
        try:
            found = await self.visavis.on_log(lambda log: deed(log, pair))
        except Fault as fault:
            self.say(_HIDDEN if self._is_veiled() else str(fault))
        else:
            await ask_for(self, found)
        finally:
            self._acting.discard(target)

    def _is_veiled(self) -> bool:
        """Whether the record that keys act on does not show its words now."""
        from tui.screens.words import veil

        row, opened = self.listed.selected, self._record
        private = opened.record.private if opened else row is not None and row.what == veil()
        return self.visavis.veiled and bool(private)

    def action_more(self) -> None:
        """Offer everything that can be done with the record."""
        from tui.screens.acting import offer

        if self.target is not None and self.may_write(self.target):
            offer(self, self.target)

    def action_edit(self) -> None:
        """Change the record's fields."""
        from tui.screens.acting import edit

        if self.target is not None and self.may_write(self.target):
            edit(self, self.target)

    def action_add(self) -> None:
        """Add something."""
        from tui.screens.acting import add

        if self.shown_pair is not None and not self.visavis.refuses_writing():
            add(self, self.adds())

    def action_walk(self) -> None:
        """Go through what is late, then what waits for a word, then what has no date."""
        from tui.screens.walk import Walk

        if self.shown_pair is not None and not self.visavis.refuses_writing():
            self.app.push_screen(Walk(self.shown_pair, self.place_name), self.walked)

    def action_talk(self) -> None:
        """Make a topic of the next meeting of the record."""
        from tui.screens.doing import talk_about

        target = self.target
        if target is not None and self.may_write(target):
            self.carry_out(target, partial(talk_about, target=target))

    @property
    def meeting(self) -> int | None:
        """The meeting that is held or handed over by its keys; None for that of today, or the next one."""
        target = self.target
        return target[1] if target is not None and target[0] == "meeting" else None

    @property
    def may_hold(self) -> bool:
        """Whether there is a meeting to be held now, so that its key is named; it answers in any case."""
        return False

    def action_hold(self) -> None:
        """Hold the meeting under the cursor, else the one of today."""
        from tui.screens.holding import hold

        if self.shown_pair is not None and not self.visavis.refuses_writing():
            hold(self, self.meeting)

    def action_export(self) -> None:
        """Hand over the agenda of the meeting under the cursor, else of the next one; of a held one its recap."""
        from tui.screens.export import export

        if self.shown_pair is not None:
            export(self, self.shown_pair, self.meeting)

    async def walked(self, found: Walked | None) -> None:
        """The walk is over: say what it came to, and show what is so now."""
        if found is not None:
            self.say(found.says, ". u takes the last one back" if found.wrote else "")
            await self.visavis.changed()

    async def after(self, done: Done | None) -> None:
        """Something was done over this place, or nothing: say it, and show what is so now."""
        if done is not None:
            from tui.screens.words import unveiled

            self.say(unveiled(done, veiled=self.visavis.veiled), ". u takes it back")
            await self.visavis.changed()


def _get_ready(sections: Sequence[Section]) -> None:
    for section in sections:
        section.rows.get_ready()


def _narrows(before: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether what holds `words` holds those before as well."""
    return all(any(longer.startswith(word) for longer in words) for word in before)


_HIDDEN = "That cannot be done with it now; m shows what can be done"
"""What is said of a record whose words are veiled, and so its name."""


def target_of(row: Row) -> Target:
    """The record of a row."""
    return cast(Target, row.key)

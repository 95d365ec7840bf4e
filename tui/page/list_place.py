"""A place whose rows are records: the keys that act on the one under the cursor, or on the opened one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from storage.reads.opened import REPLACED, Target
from tui.page.acting_place import ActingPlace
from tui.page.list_page import ListPage, target_of

if TYPE_CHECKING:
    from storage.writes.lives import Done

WALKED = ("LATE", "WAITING FOR A WORD", "UNDATED")
"""The sections with what is walked."""

_WALK_FROM = ("today", "commitments")
"""The places where the keys row names the walk."""


class ListPlace(ListPage, ActingPlace):
    """One list of records, and what can be done with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "done(False)", "done", id="done", tooltip="done; of the other, accepted too"),
        Binding(
            "D,shift+d", "done(True)", "accepted", show=False, id="accepted", tooltip="done, and accepted by the other"
        ),
        Binding("m", "more", "more", id="more", tooltip="what can be done with it now"),
        Binding("e", "edit", "edit", show=False, id="edit", tooltip="change its fields"),
        Binding("t", "talk", "talk about it", show=False, id="talk", tooltip="make it a topic of the next meeting"),
        Binding("x", "export", "agenda", id="export", tooltip="hand over the agenda or recap"),
        Binding("y", "copy", "copy", show=False, id="copy", tooltip="copy it as a line, or what is selected"),
    ]

    @property
    def target(self) -> Target | None:
        """The record that a key acts on: the opened one, else the one under the cursor."""
        row = self.listed.selected
        return self._opened or (target_of(row) if row else None)

    @property
    def does(self) -> str:
        """What *d* does to that record, in a word; empty where it does nothing."""
        from tui.text.words import does  # not for the first picture

        opened = self._record
        if opened is not None:
            replaced = any(link.field == REPLACED for link in opened.links)
            return does(opened.noun, opened.record, opened.pair, opened.as_of, replaced=replaced)
        return self.listed.selected.does if self.listed.selected else ""

    def works(self, action: str) -> bool:
        """What acts on a record where there is one and it may be written; for the rest as on every page."""
        writes = action.partition("(")[0] in ("done", "more", "edit", "talk")
        if writes and (self.visavis.read_only or self.shown_pair is None):
            return False
        if action.startswith("done"):
            return bool(self.does)
        if action in ("more", "edit", "talk"):
            return self.target is not None
        if action == "export":
            return self.shown_pair is not None
        if action == "copy":
            return self.shown_pair is not None and (self.target is not None or bool(self.row_says))
        return super().works(action)

    def shows(self, action: str) -> bool:
        """The walk is named where what is walked stands."""
        if action != "walk":
            return super().shows(action)
        return self.NAME in _WALK_FROM and any(each.label in WALKED and len(each.rows) for each in self._sections)

    def word_for(self, binding: Binding) -> str:
        """*d* says what it does to the record."""
        return self.does if binding.action == "done(False)" else super().word_for(binding)

    def action_done(self, accepted: bool) -> None:
        """Bring the record as far as it can be brought; the log says whether that is possible."""
        from storage.writes.by_key import mark_done  # not for the first picture

        target = self.target
        if target is not None and self.may_write(target):
            self._acting.add(target)
            self.carry_out(target, partial(mark_done, target=target, accepted=accepted))

    def hides_words(self) -> bool:
        """Whether the record that keys act on does not show its words now."""
        from tui.text.words import veil  # not for the first picture

        row, opened = self.listed.selected, self._record
        private = opened.record.private if opened else row is not None and row.what == veil()
        return self.visavis.veiled and bool(private)

    def action_more(self) -> None:
        """Offer everything that can be done with the record."""
        from tui.page.acting import offer  # not for the first picture

        if self.target is not None and self.may_write(self.target):
            offer(self, self.target)

    def action_edit(self) -> None:
        """Change the record's fields."""
        from tui.page.acting import edit  # not for the first picture

        if self.target is not None and self.may_write(self.target):
            edit(self, self.target)

    def action_talk(self) -> None:
        """Make a topic of the next meeting of the record."""
        from storage.writes.by_key import talk_about  # not for the first picture

        target = self.target
        if target is not None and self.may_write(target):
            self.carry_out(target, partial(talk_about, target=target))

    @property
    def meeting(self) -> int | None:
        """The meeting that is held or handed over by its keys; None for that of today, or the next one."""
        target = self.target
        return target[1] if target is not None and target[0] == "meeting" else None

    def action_export(self) -> None:
        """Hand over the agenda of the meeting under the cursor, else of the next one; of a held one its recap."""
        if self.shown_pair is not None:
            self.visavis.ways.hand_over(self, self.shown_pair, self.meeting)

    @property
    def row_says(self) -> str:
        """What the row under the cursor says; empty where none is."""
        row = self.listed.selected
        return ", ".join(filter(None, (row.what, row.state))) if row else ""

    def action_copy(self) -> None:
        """Copy what is selected, else the record as a line, or what a row says that stands for none."""
        if self.shown_pair is not None and not self.copies_selected():
            self.visavis.ways.copy_record(self, self.target, self.row_says)

    async def added(self, done: Done | None) -> None:
        """A record was added over this place, or none: the cursor goes to it, where it stands here."""
        if done is not None:
            self.listed.select((done.noun, done.id))
        await super().added(done)

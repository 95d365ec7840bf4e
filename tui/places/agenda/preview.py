"""A document as words on the screen: both copies of an agenda or a recap, the other's first, as they will read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from models.errors import Fault
from models.pages.question_bank import bank
from storage.reads.agenda import Copies, copies, meeting_of
from tui.handing.copying import copy_page
from tui.handing.handed import copy_of
from tui.page.frame import Frame
from tui.places.agenda.export import export_previewed
from tui.rows.document import part_lines
from tui.text.cells import visible
from tui.text.prose import prose
from tui.widgets.bar import Bar
from tui.widgets.sheet import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from models.pages.document import Document
    from models.records.pair import Pair
    from storage.log import Log
    from tui.page.shell import Shell, Teller
    from tui.text.spans import Span, Spans


def whole_lines(page: Document, width: int, *, veiled: bool = False) -> list[Spans]:
    """A document with its title; `veiled`: what is for me alone does not show."""
    lines = prose(visible(page.title), width, "strong")
    lines += prose(visible(page.offices), width, "aside") if page.offices else []
    lines += prose(visible(page.subtitle), width, "aside")
    lines += prose(visible(page.foot), width, "watch" if page.own else "quiet")
    return [*lines, (), *part_lines(page, width, veiled=veiled)]


def preview(page: Teller, pair: Pair, meeting: int | None) -> None:
    """Show both copies over a page: of the agenda of a meeting, of the next one where none is given; of a held one of
    its recap.
    """
    page.run_worker(_preview(page, pair, meeting), group="asking", exclusive=True)


async def _preview(page: Teller, pair: Pair, meeting: int | None) -> None:
    try:
        both = await page.visavis.on_log(partial(_copies, pair=pair, number=meeting, shell=page.visavis))
    except Fault as fault:
        page.say(str(fault))
        return
    page.app.push_screen(Preview(pair, meeting, both.theirs, both.mine, page.place_name))


def _copies(log: Log, pair: Pair, number: int | None, shell: Shell) -> Copies:
    """Both copies as the log stands now. Runs on the log's thread."""
    as_of = shell.as_of or log.today(pair)
    meeting = meeting_of(log, pair, as_of, number) if number is not None else None
    return copies(log, pair, as_of, meeting, bank(shell.config.questions))


class Preview(Frame[None]):
    """Both copies, one at a time. `theirs` is None where the other has none."""

    AUTO_FOCUS = "#copy"
    CSS_PATH = "../../styles/agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,p", "dismiss(None)", "back", id="preview.back", tooltip="back to where it was opened"),
        Binding("tab", "turn", "the other copy", id="preview.turn", tooltip="the other's copy, and mine"),
        Binding("x", "export", "hand it over", id="preview.export", tooltip="hand over the agenda or recap"),
        Binding("y", "copy", "copy", id="preview.copy", tooltip="copy this copy as text, or what is selected"),
        Binding("question_mark", "app.help", "keys", id="preview.help", tooltip="all keys"),
    ]

    def __init__(self, pair: Pair, meeting: int | None, theirs: Document | None, mine: Document, place: str) -> None:
        super().__init__()
        self._pair, self._meeting = pair, meeting
        copies = [*([(False, theirs)] if theirs else []), (True, mine)]
        self._copies = [(copy_of(pair, mine=own), page) for own, page in copies]
        self._without = "" if theirs else f"{visible(pair.short(pair.other.uid))} gets none: the meeting is private"
        self._place = place
        self._at = 0

    @property
    def place_name(self) -> str:
        """The place that it was opened from."""
        return self._place

    def above(self) -> Iterable[Widget]:
        """Whose copy it is."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """The copy."""
        yield Reader(id="copy")

    def on_mount(self) -> None:
        """The first copy."""
        self.show_who_of_app()
        self.show_copy()

    def redraw(self) -> None:
        """The veil was drawn or lifted."""
        self.show_copy(keep_place=True)

    def show_copy(self, *, keep_place: bool = False) -> None:
        """Show the copy that is turned to, and light its label."""
        spans: list[Span] = [
            (f"{label}   ", "place" if at == self._at else "aside") for at, (label, _) in enumerate(self._copies)
        ]
        presses = {1 - self._at: "tab"} if len(spans) > 1 else {}
        self.query_one("#title", Bar).show([*spans, (self._without, "aside")], presses=presses)
        layout = partial(whole_lines, self._copies[self._at][1], veiled=self.visavis.veiled)
        self.query_one("#copy", Reader).show(layout, keep_place=keep_place)

    def action_turn(self) -> None:
        """The other copy."""
        self._at = (self._at + 1) % len(self._copies)
        self.show_copy()

    def action_export(self) -> None:
        """Ask how it is to be handed over: whose copy first, the other's before one's own."""
        export_previewed(self, self._pair, self._meeting)

    def action_copy(self) -> None:
        """Copy what is selected, else the copy that is shown as text."""
        name, page = self._copies[self._at]
        if not self.copies_selected():
            copy_page(self, page, name[0].upper() + name[1:])

    def works(self, action: str) -> bool:
        """`turn` where there are two."""
        return action != "turn" or len(self._copies) > 1

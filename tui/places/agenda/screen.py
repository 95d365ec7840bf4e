"""The agenda of a meeting in the order of speaking: one list, which acts as every list does, and the copies of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from models.errors import Fault
from models.pages.agenda import About, Agenda, AgendaSection, HelpAsked, Suggested, sections
from models.pages.question_bank import bank, section_of
from models.records.rows import Meeting, Topic
from models.time.dates import long_date
from storage.reads.agenda import AgendaRead, read_agenda
from storage.writes.topics import move_topic, put_on
from tui.page.frame import WIDE
from tui.page.list_page import NOTHING
from tui.page.list_place import ListPlace
from tui.places.agenda.preview import preview
from tui.places.agenda.questions import offer_sections
from tui.places.agenda.rows import (
    QUESTION,
    as_rows,
    filter_text,
    head_lines,
    key_of,
    question_lines,
    row_of,
    words_of,
)
from tui.places.agenda.said import LastSaid, heard_lines
from tui.places.agenda.topic_form import of_topic
from tui.places.agenda.topics import AgendaList
from tui.text.cells import visible
from tui.widgets.sections import Rows, Section
from tui.widgets.sheet import Reader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.widget import Widget

    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.opened import Target
    from storage.writes.lives import Done
    from tui.text.spans import Spans, Voice
    from tui.widgets.row import Row

_UNSHOWN = ("walk", "filter", "search", "more")
"""Keys that work here as everywhere, and leave the keys row to those of the agenda."""

_ORDER = "move it among the topics it stands with"


class AgendaScreen(ListPlace):
    """The agenda of a meeting; of the next one where none is named. It lies over the place it was opened from."""

    NAME = "agenda"
    CSS_PATH = "../../styles/agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "question", "question", id="agenda.question", tooltip="put a question of the bank on the agenda"),
        Binding("h", "last_said", "last time we said", id="agenda.said", tooltip="what was said of it until now"),
        Binding("p", "preview", "preview", id="agenda.preview", tooltip="both copies as they will read"),
        Binding("J,shift+j,shift+down", "order(1)", "move it down", show=False, id="agenda.down", tooltip=_ORDER),
        Binding("K,shift+k,shift+up", "order(-1)", "move it up", show=False, id="agenda.up", tooltip=_ORDER),
    ]

    def __init__(self, pair: Pair, meeting: int | None, place: str) -> None:
        super().__init__()
        self._pair = pair
        self._number = meeting
        self._place = place
        self._shown_there: str | None = None
        self._bank: dict[str, tuple[str, ...]] = {}
        self._read: AgendaRead | None = None
        self._about: dict[Target, About] = {}
        self._said: About | None = None

    @property
    def place_name(self) -> str:
        """The place that the agenda was opened from."""
        return self._place

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance whose agenda it is, None before it was read."""
        return self._read.pair if self._read else None

    @property
    def meeting(self) -> int | None:
        """The number of the meeting that was asked for; None where it is the next one, whichever that is."""
        return self._asked.id if self._asked else None

    @property
    def _asked(self) -> Meeting | None:
        return self._read.meeting if self._read else None

    @property
    def found(self) -> Agenda | None:
        """What stands on the agenda; None before it was read, and where the meeting is not planned any more."""
        return self._read.found if self._read else None

    def page(self) -> Iterable[Widget]:
        """The list, what was last said beside it, and nothing at the foot."""
        yield AgendaList(id="list")
        yield Sheet(id="figures")
        yield Sheet(id="foot")

    def on_mount(self) -> None:
        """Read at once."""
        self._last_said = LastSaid(self.visavis)
        self._bank = bank(self.visavis.config.questions)
        self.show_who_of_app()
        self.read_anew()

    # Reading

    async def read(self) -> None:
        """Read the agenda and show it."""
        self._read = await self.visavis.on_log(self._read_log)
        self._last_said.of(self._read)
        self.show_who(self._read.pair, self._read.as_of, self.visavis.today())
        self.redraw()

    def _read_log(self, log: Log) -> AgendaRead:
        """Runs on the log's thread."""
        there = self.visavis.session.read_pair(log)
        if there is not None and self._shown_there not in (None, there.uid):
            self._pair, self._number = there, None  # the person went on to another alliance
        self._shown_there = there.uid if there else None
        pair = next((item for item in log.pairs() if item.uid == self._pair.uid), there or self._pair)
        return read_agenda(log, pair, self.visavis.as_of, self._number, self._bank)

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the day has turned since the agenda was read."""
        if self._read is None or self.visavis.read_only:
            return False
        return self._read.as_of < self._read.pair.day(self.visavis.clock())

    def redraw(self) -> None:
        """Show what was read: the list, and what was last said or is open beside it."""
        super().redraw()
        self._draw_said(keep_place=True)

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """When and where, and what the topics add up to."""
        return head_lines(self.found) if self.found else NOTHING

    def sections(self) -> list[Section]:
        """What there is to speak of, in its order."""
        found, self._about = self.found, {}
        if found is None:
            return []
        listed = []
        for item in sections(found, mine=True):
            lines = as_rows(item.lines)
            self._about |= {key_of(line, found): line for line in lines}
            rows: Rows[About] = Rows(
                lines,
                key=partial(key_of, found=found),
                make=partial(self._row, found),
                text=partial(filter_text, pair=found.today.pair),
            )
            listed.append(Section(visible(item.heading).upper(), rows, _counted(item)))
        return listed

    def _row(self, found: Agenda, line: About) -> Row:
        return row_of(line, found, veiled=self.visavis.veiled)

    def empty(self) -> Sequence[Spans]:
        """Why there is no agenda any more."""
        meeting = self._asked
        if self._read is None or meeting is None:
            return NOTHING
        day = long_date(self._read.pair.day(meeting.starts_at), self._read.as_of)
        then = "x exports its recap" if meeting.state == "held" else "Its topics stand on the next agenda"
        return [[(f"The meeting of {day} was {meeting.state}.", "body")], [(then, "aside")]]

    def figures(self, width: int) -> Sequence[Spans]:
        """What was last said of the row under the cursor; beside a question the others of its section."""
        found, line = self.found, self._line
        if found is None or line is None or not self._is_wide:
            return NOTHING
        if isinstance(line, HelpAsked) and line.heard:
            return heard_lines(line, found, width, veiled=self.visavis.veiled)
        if isinstance(line, HelpAsked | Suggested):
            at = line.section if isinstance(line, Suggested) else ""
            drawn = (at, self._bank[at]) if at in self._bank else section_of(self._bank, found.today.as_of)
            return question_lines(*drawn, width) if drawn else NOTHING
        return self._last_said.lines(line, width, veiled=self.visavis.veiled)

    @property
    def _is_wide(self) -> bool:
        """Whether anything stands beside the list; in one column a key shows what was said."""
        return self.size.width >= WIDE

    def adds(self) -> tuple[str, ...]:
        """Topics."""
        return ("topic",)

    # The row under the cursor

    def on_line_list_moved(self) -> None:
        """Beside the list stands what was last said of the row."""
        self.query_one("#figures", Sheet).show(self.figures)
        if self._is_wide:
            self.seek_said()

    @property
    def _topics(self) -> AgendaList:
        return self.query_one(AgendaList)

    @property
    def _line(self) -> About | None:
        """What the row under the cursor is about."""
        row = self.listed.selected
        return self._about.get(row.key) if row else None  # type: ignore[call-overload]

    @property
    def target(self) -> Target | None:
        """The record that a key acts on; a question that is on no agenda is none."""
        found = super().target
        return None if found and found[0] == QUESTION else found

    def works(self, action: str) -> bool:
        """As in every place; what needs a topic where there is one, and an agenda can always be left."""
        name, line = action.partition("(")[0], self._line
        if name in ("question", "order") and (self.visavis.read_only or self.found is None):
            return False
        if name == "order":
            return isinstance(line, Topic)
        if name == "last_said":
            return line is not None and bool(words_of(line))
        if name == "preview":
            return self.found is not None
        return name == "back" or super().works(action)

    def shows(self, action: str) -> bool:
        """What was last said stands beside the list already where there is room."""
        return not self._is_wide if action == "last_said" else super().shows(action)

    @property
    def may_hold(self) -> bool:
        """Whether the day of the meeting has come."""
        coming, read = self.found.coming if self.found else None, self._read
        return coming is not None and read is not None and coming.on <= read.as_of and not self.visavis.read_only

    def word_for(self, binding: Binding) -> str:
        """What is handed over is what stands here."""
        return "export" if binding.action == "export" else super().word_for(binding)

    def _working(self) -> list[tuple[str, Binding]]:
        return [item for item in super()._working() if item[1].id not in _UNSHOWN]

    # Opening

    def open_row(self, row: Row) -> None:
        """Open the record of a row; a question to begin with is put on the agenda."""
        line = self._line
        if isinstance(line, Suggested):
            self._draw_question(line.section, line.text)
        elif isinstance(line, HelpAsked) and not line.heard:
            self.say("It is asked in the meeting: l holds it")
        else:
            super().open_row(row)

    def open(self, target: Target) -> None:
        """Open a record beside the list, in the place of what was said."""
        self._said = None
        super().open(target)

    def action_back(self) -> None:
        """One step back: from what is open to the list, from the filtered list to the whole, out of the agenda."""
        if self._said is not None:
            self._close()
        elif super().works("back"):
            super().action_back()
        else:
            self.dismiss(None)

    def _close(self) -> None:
        self._said = None
        super()._close()

    # Topics

    def add_new(self, noun: str | None) -> None:
        """Add a topic to this meeting, or to the next one whichever that will be; the rest as in every place."""
        if noun == "topic":
            self.ask_topic()
        else:
            super().add_new(noun)

    @work(group="asking", exclusive=True)
    async def ask_topic(self) -> None:
        """Open the form of a new topic."""
        from tui.page.form_screen import FormScreen  # not for the first picture

        pair, meeting = self.shown_pair, self._asked
        assert pair is not None
        planned = meeting if self.found else None
        try:
            asking = await self.visavis.on_log(lambda log: of_topic(log, pair, planned))
        except Fault as fault:
            self.say(str(fault))
            return
        self.app.push_screen(FormScreen(asking, self.place_name), self.after)

    async def after(self, done: Done | None) -> None:
        """Say what was done and show it; a new topic is under the cursor."""
        if done is not None and done.noun == "topic" and ("topic", done.id) not in self._about:
            self._topics.unfold_topics()
            self._topics.select(("topic", done.id))
        await super().after(done)

    def action_done(self, accepted: bool) -> None:
        """Bring the record as far as it can be brought; a question to begin with is put on the agenda."""
        line = self._line
        if isinstance(line, Suggested) and self._opened is None:
            self._draw_question(line.section, line.text)
        else:
            super().action_done(accepted)

    def action_copy(self) -> None:
        """Copy the record as a line; of the help-ask the question, not the meeting in which it was asked last."""
        if not isinstance(self._line, HelpAsked) or self._opened is not None:
            super().action_copy()
        elif not self.copies_selected():
            self.visavis.ways.copy_record(self, None, self.row_says)

    def action_order(self, steps: int) -> None:
        """Move the topic under the cursor among those it stands with; the cursor stays with it."""
        line, meeting = self._line, self._asked
        if isinstance(line, Topic) and self.may_write(("topic", line.id)):
            self._topics.unfold_topics()
            self.carry_out(("topic", line.id), partial(move_topic, meeting=meeting, row=line.id, steps=steps))

    # Questions

    def action_question(self) -> None:
        """Offer the sections of the bank, then the questions of one."""
        if self.found is None or self.visavis.refuses_writing():
            return
        if not self._bank:
            self.say("The config has taken every question away")
            return
        sections = [topic.section for topic in self.found.topics]
        offer_sections(self.app, self._bank, sections, self._draw_question)

    def _draw_question(self, section: str, text: str) -> None:
        """Put a question on the agenda."""
        if not self.visavis.refuses_writing() and self.shown_pair is not None:
            values: Mapping[str, Any] = {"text": text, "section": section, "wants": "discuss"}
            meeting = self._asked if self.found else None
            self.carry_out((QUESTION, 0), partial(put_on, meeting=meeting, values=values))

    # What was said

    @work(group="saying")
    async def seek_said(self) -> None:
        """Seek what was said of the row under the cursor, and show it."""
        try:
            await self._last_said.follow(lambda: self._line)
        except Fault as fault:
            self.say(str(fault))
        self.query_one("#figures", Sheet).show(self.figures)

    def action_last_said(self) -> None:
        """Show beside the list, to be read with the keys, what was said until now of what is under the cursor."""
        line = self._line
        if line is not None and words_of(line):
            self.read_said(line)

    @work(group="opening", exclusive=True)
    async def read_said(self, line: About) -> None:
        """Seek it, and show it."""
        try:
            await self._last_said.seek(line)
        except Fault as fault:
            self.say(str(fault))
            return
        self._opened = self._record = None
        self._said = line
        pane = await self._pane()
        self.add_class("-detail")
        self._draw_said(keep_place=False)
        pane.focus()
        self.show_keys()

    def _draw_said(self, *, keep_place: bool) -> None:
        if self._said is None:
            return
        layout = partial(self._last_said.lines, self._said, veiled=self.visavis.veiled)
        for pane in self.query("#detail").results(Reader):
            pane.show(layout, keep_place=keep_place)

    # As it will read

    def action_preview(self) -> None:
        """Show both copies as they will read."""
        if self._read is not None and self.found is not None:
            preview(self, self._read.pair, self.meeting)


def _counted(section: AgendaSection) -> Voice | None:
    """How the number of a section's rows is set; one says nothing by its number."""
    return "aside" if len(section.lines) > 1 else None

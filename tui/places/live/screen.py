"""A meeting while it is held: topics, the record, and at the foot one line in which everything is typed."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container

from models.acts.capture import with_day
from models.records.values import is_blank
from storage.reads.sitting import RecordLine, Sitting, read_sitting
from tui.page.acting_place import Acting
from tui.places.live import keys
from tui.places.live.line import LiveEntry, LiveLine
from tui.places.live.pasted import Pasted
from tui.places.live.record import RecordSheet
from tui.places.live.recording import Lines
from tui.places.live.speaking import Speaking
from tui.places.live.topics import TopicList, course_of, head_line, topic_rows
from tui.places.live.words import LineMeaning, said_of, time_left, title_of, word_cells
from tui.places.live.writing import Writing
from tui.text.words import unveiled
from tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input

    from models.records.pair import Pair
    from storage.writes.lives import Done
    from tui.text.spans import Span
    from tui.widgets.fields.entry import Full

LOOK_EVERY, TIME_EVERY = 0.5, 5.0
"""Seconds between two looks at whether the log was changed elsewhere, and at the clock."""

TINY = 8
"""Below so many rows there is room for the record and the line."""

_TO_TOPICS = "to the topics and back"


class Live(Acting[bool]):
    """Gives whether the meeting is to be closed now; False: it is only left, and what is typed is kept.

    A second one of the same meeting gives that at once, since one meeting has one draft.
    """

    TAKES_LINES: ClassVar[bool] = True
    """A line that is sent leaves the next one to be typed at once, whatever becomes of it."""
    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = ["../../styles/live.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "next", "next topic", id="live.next", tooltip="tick the topic and go to the next; ask it"),
        # Before all others, as in forms: what is typed right behind it is meant for where it leads.
        Binding("tab", "topics", "topics", priority=True, id="live.topics", tooltip=_TO_TOPICS),
        Binding("shift+tab", "topics", "topics", show=False, priority=True, id="live.topics-back", tooltip=_TO_TOPICS),
        Binding(
            "escape", "leave", "leave", id="live.leave", tooltip="in an empty line: close the meeting; else leave it"
        ),
    ]

    def __init__(self, pair: Pair, meeting: int, place: str) -> None:
        super().__init__()
        self._pair = pair
        self._place = place
        self._read_at: int | None = None
        self._meeting = meeting
        self.found: Sitting | None = None
        self.writing = Writing(self)
        self.lines = Lines(self)
        self.speaking = Speaking(self)

    @property
    def place_name(self) -> str:
        """The place that the meeting was opened from."""
        return self._place

    @property
    def shown_pair(self) -> Pair:
        """The alliance whose two meet."""
        return self._pair

    @property
    def meeting(self) -> int:
        """The meeting that is held."""
        return self._meeting

    # The page

    def compose(self) -> ComposeResult:
        """The frame, with the line right above the status line."""
        for widget in super().compose():
            if widget.id == "status":
                yield LiveEntry(self._understand, word_cells(self._pair))
            yield widget

    def above(self) -> Iterable[Widget]:
        """Whom one meets, and the time that is left."""
        yield Bar(id="title")

    def page(self) -> Iterable[Widget]:
        """The topics, and the record."""
        yield TopicList(id="live-topics")
        yield Bar(id="live-head")
        with Container(id="live-said"):
            yield Bar(id="live-label")
            yield RecordSheet(id="live-record")

    def on_mount(self) -> None:
        """Take up what was typed before, and read the meeting."""
        if self._is_second:
            return
        self.show_who_of_app()
        self.lines.watch()
        self.set_interval(TIME_EVERY, self._show_title)
        self.set_interval(LOOK_EVERY, self._look)
        self.redraw()
        self.run_worker(self.writing.told(self._open), group="acting")

    @on(events.ScreenResume)
    def _leave_it_to_the_first(self, event: events.ScreenResume) -> None:
        """Go away at once where the meeting is held below already, and leave what is said there as it is."""
        if self._is_second:
            event.prevent_default()
            if self.is_active:  # else what lies over it would go in its stead; it goes when that has gone
                self.dismiss(False)

    @property
    def _is_second(self) -> bool:
        below = takewhile(lambda screen: screen is not self, self.app.screen_stack)
        return any(isinstance(screen, Live) and screen.meeting == self.meeting for screen in below)

    @property
    def line(self) -> LiveLine:
        """The line in which everything is typed."""
        return self.query_one(LiveLine)

    @property
    def _topics(self) -> TopicList:
        return self.query_one(TopicList)

    def on_resize(self) -> None:
        """Hardly any room is the line's."""
        self.set_class(self.size.height < TINY, "-tiny")

    def redraw(self) -> None:
        """Show what was read; behind the veil what is typed is covered whole."""
        veiled = self.visavis.veiled
        if self.found is not None:
            self.speaking.course = course_of(self.found, self.speaking.course, veiled=veiled)
            self.show_course()
            self.show_record()
        self._show_title()
        self._show_line(veiled)
        for screen in self.app.screen_stack:
            if isinstance(screen, Pasted) and screen.is_mounted:
                screen.redraw()
        self.show_keys()

    def _show_title(self) -> None:
        if self.found is not None:
            now = self.visavis.clock()
            title = title_of(self.found.meeting, self._pair, self._pair.day(now))
            left = time_left(self.found.meeting, now)
            self.query_one("#title", Bar).show(title, [left] if left else ())

    def show_course(self) -> None:
        """The list with its cursor on the present topic, unless somebody moves in it."""
        course = self.speaking.course
        self._topics.show((), [topic_rows(course)])
        if self.focused is not self._topics and course.now is not None:
            self._topics.select(course.now)
        left, right = head_line(course)
        self.query_one("#live-head", Bar).show(left, right, flex=1)
        self.show_keys()

    def show_record(self) -> None:
        """The record, with a mark on the line that is corrected."""
        if self.found is None:
            return
        number = len(self.found.entries)
        count: list[Span] = [("  ", "body"), (str(number), "aside")] if number else []
        self.query_one("#live-label", Bar).show([("RECORD", "label"), *count])
        self.query_one(RecordSheet).show_record(self.found, self._pair, self.lines.spot, veiled=self.visavis.veiled)

    def _show_line(self, veiled: bool) -> None:
        entry = self.query_one(LiveEntry)
        entry.cover(veiled)
        if veiled and self.focused is self.line:
            self.set_focus(None)
        elif not veiled and self.focused is None:
            self.set_focus(self.line)
        entry.understand()

    def _understand(self, line: str) -> LineMeaning:
        if self.found is None:
            return LineMeaning()
        # A line that is put right is read by itself.
        above = () if self.lines.correcting else self.found.last_notes
        return said_of(line, self._pair, self.found.day, self._pair.day(self.visavis.clock()), above)

    # The keys

    def works(self, action: str) -> bool:
        """What would do something with the line as it stands."""
        return keys.works(action, self._state)

    def word_for(self, binding: Binding) -> str:
        """What a key does to this line, or to this topic."""
        return keys.word_of(binding.action, self._state) or super().word_for(binding)

    def _working(self) -> list[tuple[str, Binding]]:
        told = [item for item in super()._working() if keys.is_told(item[1].action, self._state)]
        return sorted(told, key=lambda item: keys.place_of(item[1].action, self._state))

    @property
    def _state(self) -> keys.LiveState:
        return keys.LiveState(
            line=self.line.value,
            course=self.speaking.course,
            under_cursor=self._topics.number,
            correcting=self.lines.correcting,
            correctable=self._correctable,
            in_topics=self.focused is self._topics,
            veiled=self.visavis.veiled,
        )

    @property
    def _correctable(self) -> bool:
        spots = [entry.spot for entry in self.found.entries if entry.spot] if self.found else []
        return bool(spots) and self.lines.may_go and self.lines.spot != spots[0]

    def on_record_sheet_chosen(self, message: RecordSheet.Chosen) -> None:
        """Correct the line that was clicked."""
        self.to_line()
        self.lines.choose(message.entry)

    def on_line_list_moved(self) -> None:
        """What space does depends on the topic."""
        self.show_keys()

    def on_descendant_focus(self) -> None:
        """Other keys work; in one column the topics go when the line is clicked."""
        if self.focused is self.line:
            self.remove_class("-topics")
        self.show_keys()

    # Typing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep it before long."""
        event.stop()
        self.lines.changed()

    def on_full(self, message: Full) -> None:
        """Say that not all of a paste was taken."""
        self.say(f"Only the first {message.limit:,} characters were taken".replace(",", " "))

    def on_live_line_pasted(self, message: LiveLine.Pasted) -> None:
        """Show what several lines would become."""
        self.lines.paste(message.text)

    def keep(self) -> None:
        """Keep what is typed now: the app is left, or the terminal goes away."""
        self.lines.keep()

    def to_line(self, typed: str = "") -> None:
        """Back to the line, with a letter that belongs there."""
        self.remove_class("-topics")
        self.set_focus(None if self.visavis.veiled else self.line)
        if typed and not self.visavis.veiled:
            self.line.insert_text_at_cursor(typed)
        self.show_course()

    def paste(self, event: events.Paste) -> None:
        """What is pasted anywhere belongs to the line."""
        self.to_line()
        if not self.visavis.veiled:
            self.line.take(event)

    def record_line(self) -> None:
        """Make the line a record."""
        self.lines.record()

    def correct_line(self, steps: int) -> None:
        """Bring a line of the record back: the last one, then those before."""
        self.lines.correct(steps)

    def take_day(self) -> bool:
        """Take the day at the end of the line that is offered; gives whether one was."""
        offer = with_day(self.line.value, self.found.day) if self.found else None
        if offer is not None:
            self.line.put(offer[0])
        return offer is not None

    def open_notes(self) -> None:
        """Open the notes."""
        self.speaking.notes()

    def open_entry(self, entry: RecordLine) -> None:
        """Open the form that a line of the record came from, where it was not typed as a line."""
        self.speaking.open_for(entry)

    def read_on(self, pages: int) -> None:
        """Read back in the record, or on."""
        self.query_one(RecordSheet).read(pages)

    # Topics

    def action_topics(self) -> None:
        """To the topics, or back to the line."""
        if self.focused is self._topics:
            self.to_line()
        else:
            self.add_class("-topics")
            self.set_focus(self._topics)
            self.show_keys()

    def on_topic_list_chosen(self, message: TopicList.Chosen) -> None:
        """Speak of that one now."""
        self.speaking.course = self.speaking.course.at(message.number)
        self.to_line()

    def on_topic_list_turned(self, message: TopicList.Turned) -> None:
        """It was spoken of, or after all not."""
        self.speaking.turn(message.number)

    def action_next(self) -> None:
        """Tick the present topic, and go to the next one."""
        self.speaking.next()

    # Reading

    async def _open(self) -> None:
        await self.read()
        self.say("")  # what was done before is taken back in the place, by a key that is a letter here
        self.lines.take_up()

    async def read(self) -> None:
        """Read the meeting, and show it."""
        self._read_at = self.visavis.turn
        self.found = await self.visavis.on_log(partial(read_sitting, pair=self._pair, row=self.meeting))
        if self in self.app.screen_stack:  # else it was left meanwhile, or the app is
            self.redraw()

    def _look(self) -> None:
        """Read anew where the log was changed elsewhere; what is typed stays."""
        if self._read_at != self.visavis.turn and not self.writing.busy:
            self.run_worker(self.writing.told(self.read), group="reading", exclusive=True)

    async def wrote(self, says: str) -> None:
        """The log is another one: show it, and say what was done."""
        await self.visavis.changed()
        await self.read()
        self.say(says)

    async def after(self, done: Done | None) -> None:
        """Something was done by the palette: say it, without the keys that are letters here."""
        if done is not None:
            await self.wrote(unveiled(done, veiled=self.visavis.veiled))

    # Leaving

    def action_leave(self) -> None:
        """Leave the topics, or a correction as it was; else the meeting: an empty line closes it."""
        if self.focused is self._topics:
            self.to_line()
        elif self.lines.correcting and not self.visavis.veiled:
            self.lines.give_up()
        elif self.writing.busy:
            self.say("The last line is still being written")
        else:
            closes = is_blank(self.line.value) and not self.visavis.veiled
            (self.lines.close if closes else self.keep)()
            self.dismiss(closes)

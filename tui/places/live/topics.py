"""The topics of a meeting beside its record: the question first; which were spoken of, and which is the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, cast

from textual.binding import Binding, BindingType
from textual.message import Message

from models.pages.agenda import HELP_ASK
from models.records.naming import one_line
from tui.text.cells import cell_width, cut_words, padded, visible
from tui.text.columns import GAP, MARK
from tui.text.glyphs import glyphs
from tui.text.words import veil
from tui.widgets.grid import Words
from tui.widgets.line_list import LineList
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events

    from storage.reads.sitting import Sitting
    from tui.text.spans import Span, Spans, Voice

QUESTION = 0
"""The number that stands for the question, where those of topics stand."""

_LEAST_WHAT = 16


class Subject(NamedTuple):
    """One thing to speak of, by its number, visible or veiled; `done` where it was."""

    number: int
    words: str
    done: bool
    state: str
    private: bool = False


class Course(NamedTuple):
    """What there is to speak of, in its order, and which of it is spoken of now; None once all was."""

    subjects: tuple[Subject, ...] = ()
    now: int | None = None

    @property
    def present(self) -> Subject | None:
        """What is spoken of now."""
        return self.subject(self.now)

    @property
    def asks(self) -> bool:
        """Whether the question is spoken of, and nothing was heard yet."""
        present = self.present
        return present is not None and present.number == QUESTION and not present.done

    def subject(self, number: int | None) -> Subject | None:
        """The one of that number; None where it is gone."""
        return next((item for item in self.subjects if item.number == number), None)

    @property
    def counted(self) -> str:
        """2 of 5."""
        return f"{sum(item.done for item in self.subjects)} of {len(self.subjects)}"

    def at(self, number: int | None) -> Course:
        """The same with another present one."""
        return self._replace(now=number)

    def further(self) -> Course:
        """The same with the next one that was not spoken of yet, after the present one if there is one there."""
        numbers = [item.number for item in self.subjects]
        start = numbers.index(self.now) if self.now in numbers else 0
        open_ = [item.number for item in (*self.subjects[start:], *self.subjects[:start]) if not item.done]
        return self.at(open_[0] if open_ else None)


def course_of(found: Sitting, before: Course, *, veiled: bool) -> Course:
    """The topics as they stand; what was present stays so while it is there."""
    question = Subject(QUESTION, HELP_ASK, found.heard, "")
    subjects = [question]
    for topic in found.topics:
        words = veil() if veiled and topic.private else visible(one_line(topic.text))
        done = topic.state in ("discussed", "dropped")
        state = "dropped" if topic.state == "dropped" else _wanted(topic.wants, topic.minutes)
        subjects.append(Subject(topic.id, words, done, state, bool(topic.private)))
    course = Course(tuple(subjects), before.now)
    return course if before.subjects and (before.now is None or course.present) else course.at(None).further()


def _wanted(wants: str | None, minutes: int | None) -> str:
    """What is wanted of a topic, in the ten cells of its column."""
    return "decide" if wants == "decide" else f"{minutes} min" if minutes else ""


class TopicGrid(Words):
    """The grid of topics: whether it was spoken of, what it is, and in a word how it stands."""

    @classmethod
    def of(cls, _sections: Iterable[Section]) -> TopicGrid:
        """The same for any rows."""
        return cls()

    def spans(self, row: Row, cells: int, lit: bool) -> list[Span]:
        """A row without its cursor, in so many cells with it."""
        end = glyphs().cut
        state = row.state if cells - MARK * 2 - GAP - cell_width(row.state) >= _LEAST_WHAT else ""
        room = max(1, cells - MARK * 2 - (cell_width(state) + GAP if state else 0))
        voice: Voice = "strong" if lit else "body"
        what = padded(cut_words(row.what, room, end), room)
        spans: list[Span] = [(f"{row.who} ", "quiet"), (what, voice)]
        return [*spans, (" " * GAP, "body"), (state, row.state_voice)] if state else spans


def topic_rows(course: Course) -> Section:
    """The topics as a section of a list."""
    return Section(f"TOPICS  {course.counted}", Rows.of([_row(item, course) for item in course.subjects]), None)


def _row(item: Subject, course: Course) -> Row:
    present = item.number == course.now
    told = ("asked" if item.number == QUESTION else item.state if item.state == "dropped" else "spoken of", "quiet")
    state, voice = ("now", "body") if present else told if item.done else (item.state, "aside")
    mark = glyphs().met if item.done else glyphs().not_met
    return Row(item.number, mark, "", item.words, state, state_voice=cast("Voice", voice))


def head_line(course: Course) -> tuple[Sequence[Span], Spans]:
    """The present topic at the left, and at the right how many were spoken of, where the list does not show."""
    present = course.present
    words = present.words if present else "All was spoken of"
    return [("NOW", "label"), (f"  {words}", "body")], [(course.counted, "aside")]


class TopicsHost(Protocol):
    """The screen that the list of topics stands on: it has the line."""

    def to_line(self, typed: str = "") -> None:
        """Go back to the line, with a letter that belongs there."""

    def paste(self, event: events.Paste) -> None:
        """Put what is pasted into the line."""


class TopicList(LineList):
    """The list of topics. What is typed here, but for its keys, belongs to the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "speak of it", id="live.choose", tooltip="make it the present topic"),
        Binding("space", "turn", "spoken of, or not", id="live.tick", tooltip="say that it was spoken of, or was not"),
        Binding("escape", "leave", "to the line", id="live.to-line", tooltip="back to the line"),
        Binding("question_mark", "app.help", "keys", id="live.help", tooltip="all keys"),
    ]

    class Chosen(Message):
        """A topic is to be the present one."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Turned(Chosen):
        """A topic was spoken of, or after all it was not."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own word)
        super().__init__(id=id, grid=TopicGrid)

    @property
    def number(self) -> int | None:
        """The topic under the cursor."""
        return cast("int", self.selected.key) if self.selected is not None else None

    def action_choose(self) -> None:
        """Make the topic under the cursor the present one."""
        if self.number is not None:
            self.post_message(self.Chosen(self.number))

    def action_open(self) -> None:
        """A second click on a topic chooses it."""
        self.action_choose()

    def action_turn(self) -> None:
        """Say that the topic under the cursor was spoken of, or that it was not."""
        if self.number is not None:
            self.post_message(self.Turned(self.number))

    def action_leave(self) -> None:
        """Back to the line."""
        self._live.to_line()

    @property
    def _live(self) -> TopicsHost:
        return cast("TopicsHost", self.screen)

    def on_key(self, event: events.Key) -> None:
        """A letter belongs to the line, unless it is a key here."""
        if event.is_printable and event.character and event.key not in self._bindings.key_to_bindings:
            event.stop()
            event.prevent_default()
            self._live.to_line(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So does what is pasted."""
        event.stop()
        self._live.paste(event)

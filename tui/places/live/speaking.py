"""What is spoken of in a live meeting: the topics one after the other, and the question with what is heard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.places.live.deeds import turn
from tui.places.live.topics import QUESTION, Course
from tui.places.live.words import LIFT
from tui.text.words import unveiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.sitting import RecordLine
    from storage.writes.lives import Done
    from tui.forms.asking import Asking
    from tui.places.live.host import LiveHost


class Speaking:
    """Where a live meeting stands in its course; the screen shows it."""

    def __init__(self, live: LiveHost) -> None:
        self._live = live
        self.course = Course()

    def go(self, course: Course) -> None:
        """Speak of what that course says."""
        self.course = course
        self._live.show_course()

    def next(self) -> None:
        """Tick the present topic and go to the next one; of the question, keep what is heard first."""
        present = self.course.present
        if self._live.visavis.veiled:
            self._live.say(LIFT)
        elif present is None:
            self._live.say("Every topic was spoken of; tab goes to them")
        elif present.done:
            self.go(self.course.further())
        else:
            self.turn(present.number)

    def turn(self, number: int) -> None:
        """A topic was spoken of, or after all not; the question is asked in its own form."""
        subject = self.course.subject(number)
        if number == QUESTION:
            self._ask()
        elif subject is not None:
            self._live.writing.begin(partial(self._turn, number, spoken=not subject.done))

    async def _turn(self, number: int, *, spoken: bool) -> None:
        subject = self.course.subject(number)
        if subject is None or subject.done == spoken:  # it was turned meanwhile
            return
        says = await self._live.writing.do(partial(turn, topic=number, spoken=spoken))
        await self._live.wrote(f"{subject.words}: {says}")
        if spoken and self.course.now == number:
            self.go(self.course.further())
        elif not spoken and self.course.now is None:
            self.go(self.course.at(number))

    # Forms

    def _ask(self) -> None:
        from tui.forms.heard import of_heard  # not for the first picture

        self._open(partial(of_heard, meeting=self._live.meeting))

    def open_for(self, entry: RecordLine) -> None:
        """Open the form that a line of the record came from, where it was not typed as a line."""
        if entry.what == "heard":
            self._ask()
        else:
            self.notes()

    def notes(self) -> None:
        """Open the form of the meeting, with the notes and those for oneself."""
        from tui.forms.heard import of_notes  # not for the first picture

        self._open(partial(of_notes, meeting=self._live.meeting))

    def _open(self, read: Callable[[Log, Pair], Asking]) -> None:
        self._live.keep()
        opened = self._live.writing.told(partial(self._opened, read))
        self._live.run_worker(opened, group="asking", exclusive=True)

    async def _opened(self, read: Callable[[Log, Pair], Asking]) -> None:
        from tui.page.form_screen import FormScreen  # not for the first picture

        pair = self._live.shown_pair
        asking = await self._live.visavis.on_log(lambda log: read(log, pair))
        self._live.app.push_screen(FormScreen(asking, self._live.place_name), self._left)

    def _left(self, done: Done | None) -> None:
        if done is not None:
            self._live.writing.begin(partial(self._saved, done))

    async def _saved(self, done: Done) -> None:
        """Behind an answer to the question comes the next topic."""
        asked = self.course.asks
        await self._live.wrote(unveiled(done, veiled=self._live.visavis.veiled))
        if asked and not self.course.asks:
            self.go(self.course.further())

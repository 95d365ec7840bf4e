"""Feedback both ways: what waits for me first; asking for it in two keys; beside the list what was taken up."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from models.acts.likely import is_praise_heard
from models.errors import Fault
from storage.reads.found import lives_of
from tui.page.list_page import NOTHING
from tui.page.records_place import LEFT_OPEN, Part, RecordsPlace, open_first
from tui.places.feedback.figures import Flow, flow_lines, flow_sentence, flows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from models.measures.lived import Lived
    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.opened import Listing
    from tui.forms.ask import AskedAbout
    from tui.text.spans import Spans
    from tui.widgets.sections import Section

_FOLLOWED, _FRESH = "TO FOLLOW UP", 183
"""The section of what was heard, and for how many days it stands there unfolded."""


class FeedbackPlace(RecordsPlace):
    """Feedback both ways: what waits for me first."""

    NAME = "feedback"
    NOUNS = ("feedback",)
    FIGURES = True
    EMPTY = "What each tells the other of how something went stands here."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "ask", "ask for it", id="feedback.ask", tooltip="ask for feedback about the last meeting or event")
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lives: list[Lived] = []
        self._flows: tuple[Flow, Flow] | None = None

    # Reading

    def _read(self, log: Log) -> Listing | None:
        found = super()._read(log)
        if found is not None:
            self._lives = lives_of(log, found.pair, "feedback")
        return found

    async def measure(self, listing: Listing) -> None:
        """Count both directions."""
        counted = partial(flows_of, self._lives, listing.records["feedback"], listing.pair, listing.as_of)
        self._flows = await asyncio.to_thread(counted)

    # What the page says

    def parts(self, listing: Listing) -> Iterable[Part]:
        """What waits for a word of mine, of the other, what is still to be followed up, and what is over."""
        records, me = listing.records["feedback"], listing.pair.me.uid
        (_, _, still), (_, _, over) = open_first("feedback", "", "OVER", records)
        over = sorted([*over, *filter(_is_at_rest, still)], key=_newest, reverse=True)
        acted = [item for item in still if item.state in ("acknowledged", "will-act") and not _is_at_rest(item)]
        waiting = [record for record in still if record.state in ("requested", "given")]
        mine = [record for record in waiting if _whose_move(record) == me]
        theirs = [record for record in waiting if _whose_move(record) != me]
        over_part: Part = ("feedback", "OVER", over)
        if listing.ended:
            return [("feedback", LEFT_OPEN, [*waiting, *sorted(acted, key=_newest, reverse=True)]), over_part]
        first, other = (listing.pair.called(person.uid).upper() for person in (listing.pair.me, listing.pair.other))
        return [
            ("feedback", f"WAITS FOR {first}", mine),
            ("feedback", f"WAITS FOR {other}", theirs),
            ("feedback", _FOLLOWED, sorted(acted, key=_newest, reverse=True)),
            over_part,
        ]

    def sections(self) -> list[Section]:
        """What is to be followed up for longer than half a year is folded away."""
        found = self.listing
        return [self._folded(section, found) for section in super().sections()] if found else []

    def _folded(self, section: Section, found: Listing) -> Section:
        if section.label != _FOLLOWED or found.ended:
            return section
        acted = next(records for _, label, records in self.parts(found) if label == _FOLLOWED)
        return section._replace(most=sum((found.as_of - record.last_on).days <= _FRESH for record in acted))

    def figures(self, width: int) -> Sequence[Spans]:
        """What was asked for, given, heard and acted on, both ways."""
        if self.listing is None or self._flows is None or not self.listing.records["feedback"]:
            return NOTHING
        return flow_lines(self.listing.pair, self._flows, width)

    def foot(self, width: int) -> Sequence[Spans]:
        """The same in a sentence."""
        if self.listing is None or self._flows is None or not self.listing.records["feedback"]:
            return NOTHING
        return [[(flow_sentence(self.listing.pair, self._flows, width or 76), "body")]]

    # Asking for it

    def works(self, action: str) -> bool:
        """Asking is writing."""
        if action == "ask":
            return self.shown_pair is not None and not self.visavis.read_only
        return super().works(action)

    def action_ask(self) -> None:
        """Ask the other for feedback about the event under the cursor, else about the last meeting."""
        if self.shown_pair is not None and not self.visavis.refuses_writing():
            self._open_request(self.shown_pair, self._event())

    def _event(self) -> AskedAbout | None:
        """The event that the record under the cursor is about."""
        from tui.forms.ask import event_of  # not for the first picture

        target = self.target
        records: Sequence[Any] = self.listing.records["feedback"] if self.listing else ()
        found = next((item for item in records if target == ("feedback", item.id)), None)
        return event_of(found) if found is not None else None

    @work(group="asking", exclusive=True)
    async def _open_request(self, pair: Pair, event: AskedAbout | None) -> None:
        from tui.forms.ask import of_request  # not for the first picture
        from tui.page.form_screen import FormScreen

        try:
            asking = await self.visavis.on_log(partial(of_request, pair=pair, event=event))
        except Fault as fault:
            self.say(str(fault))
        else:
            self.app.push_screen(FormScreen(asking, self.place_name), self.after)


def _is_at_rest(record: Any) -> bool:
    """Whether nothing is to come of it, whatever is said yet: of praise that was heard, of what one will not act on."""
    return record.state == "wont-act" or is_praise_heard("feedback", record)


def _newest(record: Any) -> tuple[date, int]:
    return record.last_on, record.id


def _whose_move(record: Any) -> str:
    """The uid of the one whose word comes next: who gives what was asked for, else who received it."""
    return str(record.from_ if record.state == "requested" else record.to)

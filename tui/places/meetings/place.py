"""Meetings: the rhythm above, what comes, what waits to be spoken of, what is past, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from models.measures.rhythm import unrecorded_dates
from storage.reads.meeting_outcomes import Outcome, outcomes
from storage.reads.today import next_meeting, open_topics, rhythm, rhythm_course
from tui.page.list_page import COLUMN, NOTHING, target_of
from tui.page.records_place import Part, RecordsPlace
from tui.places.meetings.rhythm import rhythm_block, rhythm_lines
from tui.rows.records import meeting_words, rows_of
from tui.text.cells import visible
from tui.text.glyphs import glyphs
from tui.text.words import counted, day_in_column, veil
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from datetime import date

    from models.measures.rhythm import RhythmFigures
    from models.pages.today import NextMeeting
    from models.records.rows import Meeting, Topic
    from storage.log import Log
    from storage.reads.opened import Listing, Target
    from tui.text.spans import Spans

BY_RHYTHM = ("rhythm", 0)
"""The row of the rhythm's next date, which is no record yet."""


class Beside(NamedTuple):
    """What the place says beside its records: how the rhythm was kept, its next date where no meeting is
    planned, how many topics the next meeting has, what came of each meeting, by its uid, and of how many dates of the
    rhythm lately nothing is recorded.
    """

    figures: RhythmFigures
    coming: NextMeeting | None
    topics: int
    outcomes: dict[str, Outcome]
    unrecorded: int = 0


class MeetingsPlace(RecordsPlace):
    """Past and coming meetings in one list, with their topics and decisions."""

    NAME = "meetings"
    NOUNS = ("meeting", "topic", "decision")
    FIGURES = True
    FIGURES_ABOVE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "preview", "preview", show=False, id="meetings.preview", tooltip="both copies as they will read"),
        Binding(
            "P,shift+p",
            "propose",
            "from a text",
            show=False,
            id="meetings.propose",
            tooltip="read what notes, a mail or a talk of the meeting seem to promise",
        ),
    ]
    EMPTY = "Meetings, what is to be spoken of, and what was decided stand here."

    def __init__(self) -> None:
        super().__init__()
        self._beside: Beside | None = None

    def _read(self, log: Log) -> Listing | None:
        found = super()._read(log)
        self._beside = _beside(log, found) if found else None
        return found

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:
        """The rhythm: in words, and each expected date as met or not; in one column it stands above."""
        if wide or self.listing is None or self._beside is None:
            return NOTHING
        width = min(self.size.width, COLUMN)  # the list is no wider, and would cut what is
        return rhythm_lines(self.listing.pair, self._beside.figures, width, self._beside.unrecorded)

    def figures(self, width: int) -> Sequence[Spans]:
        """The same at the right, of two years."""
        if self.listing is None or self._beside is None:
            return NOTHING
        return rhythm_block(self.listing.pair, self._beside.figures, width, self._beside.unrecorded)

    def sections(self) -> list[Section]:
        """What comes, what waits to be spoken of, what is past, what was decided."""
        found = self.listing
        if found is None:
            return []
        ahead = self._rows(found, "meeting", _ahead(found))
        coming = [ahead[at] for at in range(len(ahead))]
        if self._beside is not None and self._beside.coming is not None:
            coming.insert(0, _by_rhythm(self._beside.coming, found, self._beside.topics))
        rest = [Section(label, self._rows(found, noun, records)) for noun, label, records in self.parts(found)]
        return [Section("COMING", Rows.of(coming)), *rest]

    def _rows(self, found: Listing, noun: str, records: list[Any]) -> Rows[Any]:
        rows = rows_of(noun, records, found.pair, found.as_of, veiled=self.visavis.veiled)
        if noun != "meeting" or self._beside is None:
            return rows
        left_out = _left_out(found.records["meeting"])
        said: dict[Any, str] = {
            ("meeting", item.id): visible(meeting_words(item, found.pair, *self._about(item, found, left_out)))
            for item in records
        }
        return rows.with_made(lambda row: row if row.what == veil() else row._replace(what=said[row.key]))

    def _about(self, meeting: Meeting, found: Listing, left_out: Container[int]) -> Iterable[str]:
        """What stands on the agenda of a meeting, or what came of it: what may be left out first stands last."""
        assert self._beside is not None
        planned = _planned(found)
        if meeting not in planned:
            came = _said(self._beside.outcomes.get(meeting.uid))
            return [*came, "help not asked"] if meeting.id in left_out else came
        if meeting == planned[0]:
            return [_topics(self._beside.topics)]
        return [_topics(sum(item.meeting == meeting.uid for item in _waiting(found)))]

    def parts(self, listing: Listing) -> list[Part]:
        """All but what comes."""
        meetings, topics = listing.records["meeting"], listing.records["topic"]
        ahead = _ahead(listing)
        past = [item for item in reversed(meetings) if item not in ahead]
        spoken = [item for item in reversed(topics) if item.state not in (None, "open")]
        after = [item for item in past if listing.ended and listing.pair.day(item.starts_at) > _last_day(listing)]
        return [
            ("topic", "NOT SPOKEN OF" if listing.ended else "TO SPEAK OF", _waiting(listing)),
            ("meeting", "AFTER THE END", after[::-1]),
            ("meeting", "PAST", [item for item in past if item not in after]),
            ("decision", "DECIDED", listing.records["decision"][::-1]),
            ("topic", "SPOKEN OF", spoken),
        ]

    # Keys

    def works(self, action: str) -> bool:
        """A text is read for a meeting."""
        return self.meeting is not None if action == "propose" else super().works(action)

    def action_preview(self) -> None:
        """Show both copies of the recap of a held meeting, of the agenda of any other."""
        if self.listing is not None:
            self.visavis.ways.copies(self, self.listing.pair, self.meeting)

    def action_propose(self) -> None:
        """Ask for a text of the meeting under the cursor."""
        if self.meeting is None:
            self.say("A text belongs to a meeting; go to one first")
        elif not self.visavis.refuses_writing() and self.listing is not None:
            self.visavis.ways.propose(self, self.listing.pair, self.meeting)

    @property
    def may_hold(self) -> bool:
        """Whether it is a meeting whose day has come, and that was not called off: a held one is gone on with."""
        row = self.listed.selected
        if row is None:
            return super().may_hold
        stands = self._stands(row)
        return stands == "held" or (stands == "planned" and bool(row.does))

    def word_for(self, binding: Binding) -> str:
        """Of a held meeting it is the recap that is handed over."""
        row = self.listed.selected
        held = self.meeting is not None and row is not None and self._stands(row) == "held"
        return _OF_HELD.get(binding.action, super().word_for(binding)) if held else super().word_for(binding)

    @property
    def target(self) -> Target | None:
        """The record under the cursor; none on the rhythm's next date."""
        found = super().target
        return None if found == BY_RHYTHM else found

    def _stands(self, row: Row) -> str:
        """How the meeting of a row stands; empty for whatever else stands in a row."""
        noun, number = target_of(row)
        records = self.listing.records["meeting"] if self.listing and noun == "meeting" else ()
        return next((item.state or "planned" for item in records if item.id == number), "")

    def open_row(self, row: Row) -> None:
        """A meeting that is still to be held opens as its agenda; everything else as a record."""
        key: Any = row.key
        planned = self._stands(row) == "planned"
        if self.listing is not None and (key == BY_RHYTHM or planned):
            self.visavis.ways.agenda(self, self.listing.pair, key[1] if planned else None)
        else:
            super().open_row(row)

    def adds(self) -> tuple[str, ...]:
        """A topic is what is added most; its number is always the same."""
        return ("meeting", "topic", "decision")


_OF_HELD = {"export": "recap", "hold": "go on with it"}
"""What keys do with a meeting that was held."""


def _beside(log: Log, found: Listing) -> Beside:
    meetings: list[Meeting] = found.records["meeting"]
    coming = next_meeting(log, found.pair, meetings, found.as_of)
    topics, _ = open_topics(log, found.pair, meetings, found.as_of, coming)
    figures = rhythm(found.pair, meetings, found.as_of, None, None)
    by_rhythm = coming if coming is not None and coming.id is None else None
    days = [found.pair.day(item.starts_at) for item in meetings]
    course = rhythm_course(found.pair, meetings, found.as_of)
    silent = [] if found.ended else unrecorded_dates(figures, course, days, found.as_of)
    return Beside(figures, by_rhythm, len(topics), outcomes(log, found.pair, found.as_of), len(silent))


def _left_out(meetings: Iterable[Meeting]) -> set[int]:
    """The meetings in which nobody was asked how to help, since the first one in which somebody was."""
    asked = [item.starts_at for item in meetings if item.help_asked]
    begun = min(asked, default=None)
    held = (item for item in meetings if item.state == "held" and not item.help_asked)
    return {item.id for item in held if begun and item.starts_at > begun}


def _ahead(listing: Listing) -> list[Meeting]:
    """The meetings that are still to come, and those that will not be: until their day is past.

    Of an alliance that has ended none comes.
    """
    if listing.ended:
        return []
    day = listing.pair.day
    meetings: list[Meeting] = listing.records["meeting"]
    return [
        item
        for item in meetings
        if item.state in (None, "planned", "cancelled") and day(item.starts_at) >= listing.as_of
    ]


def _last_day(listing: Listing) -> date:
    return listing.pair.seen_until(listing.as_of)


def _planned(listing: Listing) -> list[Meeting]:
    return [item for item in _ahead(listing) if item.state != "cancelled"]


def _waiting(listing: Listing) -> list[Topic]:
    return [item for item in listing.records["topic"] if item.state in (None, "open")]


def _by_rhythm(coming: NextMeeting, found: Listing, topics: int) -> Row:
    time = f"{found.pair.local(coming.starts_at):%H:%M}" if coming.starts_at else ""
    words = f" {glyphs().dot} ".join(filter(None, (time, "by your rhythm, not written down yet", _topics(topics))))
    return Row(BY_RHYTHM, "", day_in_column(coming.on, found.as_of), words, facts=True)


def _topics(number: int) -> str:
    return counted(number, "topic") if number else ""


def _said(outcome: Outcome | None) -> list[str]:
    """3 promised, 1 decided, each a fact of its own; nothing where nothing came of it."""
    counts = outcome._asdict().items() if outcome else ()
    return [f"{number} {_KINDS.get(kind, kind)}" for kind, number in counts if number]


_KINDS = {"told": "feedback"}

"""Places that list the records of some nouns: meetings, feedback, disagreements, and what belongs to the alliance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from models.nouns import NOUNS
from models.pair import Pair
from storage.log import Log
from tui.screens.list_place import NOTHING, ListPlace
from tui.screens.reading import Listing, read_list
from tui.screens.record_rows import rows_of
from tui.widgets.drawn import Spans
from tui.widgets.sections import Section

Part = tuple[str, str, list[Any]]
"""A section: its noun, its label, and its records."""


class RecordsPlace(ListPlace):
    """A list of the records of some nouns, in sections."""

    NOUNS: ClassVar[tuple[str, ...]] = ()
    FIGURES = False
    EMPTY: ClassVar[str] = ""
    """What belongs here, in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown, None before anything was read."""
        return self.listing.pair if self.listing else None

    def on_mount(self) -> None:
        """Read at once."""
        self.show_who_of_app()
        self.read_anew()

    async def read(self) -> None:
        """Read the records and show them."""
        self.listing = await self.visavis.on_log(self._read)
        pair, day = (self.listing.pair, self.listing.as_of) if self.listing else (None, self.visavis.today())
        self.show_who(pair, day, self.visavis.today())
        self.redraw()

    def _read(self, log: Log) -> Listing | None:
        pair = self.visavis.read_pair(log)
        return read_list(log, pair, self.visavis.as_of, self.NOUNS) if pair else None

    @property
    def is_of_yesterday(self) -> bool:
        """Whether the day has turned since the page was read."""
        if self.listing is None or self.visavis.read_only:
            return False
        return self.listing.as_of < self.listing.pair.day(self.visavis.clock())

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """Nothing: the labels say it."""
        return NOTHING

    def parts(self, listing: Listing) -> Iterable[Part]:
        """The sections as noun, label and records."""
        raise NotImplementedError

    def sections(self) -> list[Section]:
        """The records in their sections."""
        found = self.listing
        if found is None:
            return []
        rows = partial(rows_of, pair=found.pair, as_of=found.as_of, veiled=self.visavis.veiled)
        return [Section(label, rows(noun, records)) for noun, label, records in self.parts(found)]

    def empty(self) -> Sequence[Spans]:
        """What belongs here, and which key puts it here."""
        if self.listing is None:
            return NOTHING
        return [[(self.EMPTY, "body")], [("a adds the first one", "aside")]]

    def adds(self) -> tuple[str, ...]:
        """What stands here, always in the same order, so that its number is the same."""
        return tuple(noun for noun in self.NOUNS if noun not in NOT_ADDED)


NOT_ADDED = ("person", "pulse")
"""What no form adds by itself: a person comes with an alliance, a round of statements is opened by command."""


def _open_first(noun: str, opened: str, closed: str, records: list[Any]) -> list[Part]:
    """What is open, the oldest first, and what is closed, the newest first."""
    still = [record for record in records if record.closed_on is None]
    over = [record for record in records if record.closed_on is not None]
    over.sort(key=lambda record: (record.closed_on, record.id), reverse=True)
    return [(noun, opened, still), (noun, closed, over)]


class FeedbackPlace(RecordsPlace):
    """Feedback both ways: what waits for me first."""

    NAME = "feedback"
    NOUNS = ("feedback",)
    EMPTY = "What one of the two tells the other of how something went stands here."

    def parts(self, listing: Listing) -> Iterable[Part]:
        """What waits for a word of mine, of the other, what is still to be followed up, and what is over."""
        records, me = listing.records["feedback"], listing.pair.me.uid
        still = [record for record in records if record.closed_on is None]
        waiting = [record for record in still if record.state in ("requested", "given")]
        mine = [record for record in waiting if _whose_move(record) == me]
        theirs = [record for record in waiting if _whose_move(record) != me]
        first, other = (listing.pair.called(person.uid).upper() for person in (listing.pair.me, listing.pair.other))
        return [
            ("feedback", f"WAITS FOR {first}", mine),
            ("feedback", f"WAITS FOR {other}", theirs),
            ("feedback", "TO FOLLOW UP", [record for record in still if record not in waiting]),
            _open_first("feedback", "", "OVER", records)[1],
        ]


def _whose_move(record: Any) -> str:
    """The uid of the one whose word comes next: who gives what was asked for, else who received it."""
    return str(record.from_ if record.state == "requested" else record.to)


class DisagreementsPlace(RecordsPlace):
    """Disagreements: the open ones by age, then the settled ones."""

    NAME = "disagreements"
    NOUNS = ("disagreement",)
    EMPTY = "What the two see differently stands here until it is settled."

    def parts(self, listing: Listing) -> Iterable[Part]:
        """What is open, the oldest first, and what is settled, the newest first."""
        return _open_first("disagreement", "OPEN", "SETTLED", listing.records["disagreement"])


class MeetingsPlace(RecordsPlace):
    """Meetings, the topics that wait for one, and what was decided."""

    NAME = "meetings"
    NOUNS = ("meeting", "topic", "decision")
    EMPTY = "Meetings, what is to be spoken of, and what was decided stand here."

    def parts(self, listing: Listing) -> Iterable[Part]:
        """What comes, what waits to be spoken of, what is past, what was decided."""
        day = listing.pair.day
        meetings, topics = listing.records["meeting"], listing.records["topic"]
        coming = [item for item in meetings if item.state == "planned" and day(item.starts_at) >= listing.as_of]
        past = [item for item in reversed(meetings) if item not in coming]
        waiting = [item for item in topics if item.state in (None, "open")]
        spoken = [item for item in reversed(topics) if item.state not in (None, "open")]
        return [
            ("meeting", "COMING", coming),
            ("topic", "TO SPEAK OF", waiting),
            ("meeting", "PAST", past),
            ("decision", "DECIDED", listing.records["decision"][::-1]),
            ("topic", "SPOKEN OF", spoken),
        ]


_KINDS = {
    "priority": "PRIORITIES",
    "success-measure": "SUCCESS MEASURES",
    "challenge": "CHALLENGES",
    "opportunity": "OPPORTUNITIES",
    "domain": "DOMAINS",
    "introduction": "INTRODUCTIONS",
    "suggestion": "SUGGESTIONS",
    "expectation": "EXPECTATIONS",
}
_SHARED = (
    ("criterion", "CRITERIA"),
    ("customer", "CUSTOMER CARD"),
    ("placement", "PLACEMENTS"),
    ("pulse", "PULSE"),
)


class AlliancePlace(RecordsPlace):
    """What the two know of each other and share: notes by kind, criteria, customer cards, placements, people."""

    NAME = "alliance"
    NOUNS = ("note", "criterion", "customer", "placement", "pulse", "alliance", "person")
    EMPTY = "Priorities, success measures and what else is worth knowing of each other stand here."

    def parts(self, listing: Listing) -> Iterable[Part]:
        """Notes by their kind, in the order of the kinds, then the rest by noun."""
        notes = listing.records["note"]
        found: list[Part] = []
        for kind in NOUNS["note"].field("kind").choices:
            found.append(("note", _KINDS.get(kind, kind.upper()), [item for item in notes if item.kind == kind]))
        found += [(noun, label, listing.records[noun]) for noun, label in _SHARED]
        two = (listing.pair.me.uid, listing.pair.other.uid)
        people = [item for item in listing.records["person"] if item.uid in two]
        return [*found, ("alliance", "THE ALLIANCE", listing.records["alliance"]), ("person", "PEOPLE", people)]


RECORDS: dict[str, type[RecordsPlace]] = {
    place.NAME: place for place in (FeedbackPlace, DisagreementsPlace, MeetingsPlace, AlliancePlace)
}
"""The places of this kind, by their names."""

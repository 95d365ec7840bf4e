"""The alliance: its six benefits with their evidence, what is known of each of the two, what both share, the pulse."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from models.measures.neglect import MEETINGS_FIRST, Neglected
from models.pages.benefits import Benefit, Evidence, Key, benefits
from models.records.naming import dated_on
from models.records.nouns import NOUNS
from models.records.rows import Commitment, KeptRecord
from models.verbs.pulse import is_seen
from storage.reads.opened import Listing, Target, read_list
from tui.page.list_page import NOTHING
from tui.page.records_place import RecordsPlace
from tui.page.views_place import ViewedPlace
from tui.places.alliance.benefits import (
    BEGINS,
    BENEFIT,
    NEGLECTED,
    benefit_section,
    evidence_section,
    invitation,
    invitation_section,
    undated,
    view_head,
)
from tui.places.alliance.both import both_lines, both_sentence
from tui.places.alliance.person import Facts, person_sections
from tui.places.alliance.shared import Shared, shared_sections
from tui.rows.records import rows_of
from tui.text.cells import visible
from tui.text.note_words import NOTES_ON
from tui.widgets.sections import Section
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.binding import Binding

    from models.records.pair import Pair
    from storage.log import Log
    from tui.text.spans import Spans
    from tui.widgets.row import Row

ALLIANCE, PARTNER, ME, SHARED, PULSE, ALL = "alliance", "partner", "me", "shared", "pulse", "all"

_KINDS = {
    "priority": "PRIORITIES",
    "success-measure": "SUCCESS MEASURES",
    "challenge": "CHALLENGES",
    "opportunity": "OPPORTUNITIES",
    "domain": "DOMAINS",
    "introduction": "INTRODUCTIONS",
    "suggestion": "SUGGESTIONS",
    "question": "QUESTIONS",
    "showing": "SHOWN",
    "expectation": "EXPECTATIONS",
}
_SHARED = (
    ("criterion", "CRITERIA"),
    ("customer", "CUSTOMER CARD"),
    ("placement", "PLACEMENTS"),
    ("pulse", "PULSE"),
)
_EMPTY = {
    PARTNER: "How {}'s success is measured, and what comes first for {}, stands here.",
    ME: "How {}'s success is measured, and what comes first for {}, stands here.",
    SHARED: "What both count as success, and who their customer is, stands here.",
    PULSE: "Rounds that both answer, neither seeing the other's answers, stand here.",
}
_ADDS: dict[str, tuple[str, ...]] = {
    PARTNER: NOTES_ON["other"],
    ME: NOTES_ON["me"],
    SHARED: ("criterion", "customer", "decision", "placement"),
    PULSE: ("pulse",),
}


class Read(NamedTuple):
    """What the place reads at once, on the log's thread."""

    listing: Listing
    evidence: Evidence


class AlliancePlace(ViewedPlace):
    """Where the alliance stands, what the two know of each other and what they share, in views."""

    NAME = "alliance"
    NOUNS = ("note", "criterion", "customer", "placement", "pulse", "alliance", "person")
    PAGES = True
    VIEWS = (ALLIANCE, PARTNER, ME, SHARED, PULSE, ALL)
    EMPTY = "Priorities, success measures and what else is worth knowing of each other stand here."
    ALONE: ClassVar[tuple[str, ...]] = (ALLIANCE, SHARED, ALL)
    """The views whose list has the whole page."""

    def __init__(self) -> None:
        super().__init__()
        self._reading: Read | None = None
        self._read_now: Read | None = None
        self._benefits: tuple[Benefit, ...] = ()
        self._shown: Key | None = None

    # Reading

    def _read(self, log: Log) -> Listing | None:
        from storage.reads.evidence import evidence  # not for the first picture

        visavis = self.visavis
        pair = visavis.session.read_pair(log)
        self._reading = None
        if pair is None:
            return None
        rest = read_list(log, pair, visavis.as_of, ("pulse", "alliance", "person"))
        found = evidence(log, pair, rest.as_of)
        listing = rest._replace(records={**rest.records, **_records(found)})
        self._reading = Read(listing, found)
        return listing

    async def measure(self, listing: Listing) -> None:
        """Measure the benefits of what was read."""
        found = self._reading
        if found is not None and found.listing is listing:
            self._benefits = await asyncio.to_thread(benefits, found.evidence)
            self._read_now = found

    # The views

    def viewed(self, listing: Listing) -> Mapping[str, list[Any]]:
        """Every view; what it holds is made where it is shown."""
        return dict.fromkeys(self.VIEWS, listing.records["note"])

    def view_name(self, view: str) -> str:
        """The pages of the two by their first names."""
        if self.listing is None or view not in (PARTNER, ME):
            return view
        return visible(self.listing.pair.short(self._uid(view)))

    def _uid(self, view: str) -> str:
        assert self.listing is not None
        return (self.listing.pair.other if view == PARTNER else self.listing.pair.me).uid

    def count_of(self, view: str) -> int | None:  # noqa: ARG002
        """None: pages are read, not worked off."""
        return None

    def show_view(self, view: str) -> None:
        """Show that view, from its top, with what stands beside it."""
        self._shown = None
        super().show_view(view)
        self._show_beside()

    def redraw(self) -> None:
        """Show what was read, and give the list the page where nothing stands beside it."""
        super().redraw()
        self._show_beside()

    def _show_beside(self) -> None:
        self.set_class(self.view in self.ALONE, "-alone")
        self.show_figures()

    # What the page says

    @property
    def _pair(self) -> Pair:
        assert self.listing is not None
        return self.listing.pair

    def sections(self) -> list[Section]:
        """The sections of the view that is shown."""
        found = self._read_now
        if self.listing is None or found is None:
            return []
        made: dict[str, Callable[[Read], list[Section]]] = {
            ALLIANCE: self._alliance,
            PARTNER: self._person,
            ME: self._person,
            SHARED: self._shared,
            PULSE: self._pulse,
            ALL: self._all,
        }
        return made[self.view](found)

    def _alliance(self, found: Read) -> list[Section]:
        veiled = self.visavis.veiled
        shown = self._benefit
        if shown is not None:
            return [evidence_section(shown.traces, self._pair, found.listing.as_of, veiled=veiled)]
        sections = [benefit_section(self._benefits, self._pair, veiled=veiled)]
        one = self._invitation(found)
        return [*sections, *([invitation_section(one)] if one else [])]

    def _invitation(self, found: Read) -> Neglected | None:
        """What the two are invited to speak of; nothing where no topic can be made of it."""
        if self.visavis.read_only:
            return None
        gathered = found.evidence.found
        return invitation(gathered.today.neglected, gathered.topics)

    @property
    def _benefit(self) -> Benefit | None:
        """The benefit whose evidence is open."""
        return next((item for item in self._benefits if item.key == self._shown), None)

    def _facts(self, found: Read) -> Facts:
        held = sum(item.state == "held" for item in found.evidence.meetings)
        ended = found.listing.ended
        kept = () if ended else found.evidence.commitments
        still = [item for item in kept if isinstance(item, Commitment) and item.closed_on is None]
        notes = found.listing.records["note"]
        ripe, veiled = held >= MEETINGS_FIRST and not ended, self.visavis.veiled
        return Facts(self._pair, found.listing.as_of, notes, still, ripe, veiled, found.evidence.found.criteria)

    def _person(self, found: Read) -> list[Section]:
        return person_sections(self._facts(found), self._uid(self.view))

    def _shared(self, found: Read) -> list[Section]:
        records = found.listing.records
        shared = Shared(
            self._pair,
            found.listing.as_of,
            found.evidence.found.criteria,
            found.evidence.customers,
            records["decision"],
            records["placement"],
            self.visavis.veiled,
            records["note"],
        )
        return shared_sections(shared)

    def _pulse(self, found: Read) -> list[Section]:
        return [self._listed("pulse", "ROUNDS", [*reversed(found.listing.records["pulse"])])]

    def _all(self, found: Read) -> list[Section]:
        """Notes by their kind, in the order of the kinds, then the rest by noun: nothing is out of reach."""
        records = found.listing.records
        notes, two = records["note"], (self._pair.me.uid, self._pair.other.uid)
        kinds = NOUNS["note"].field("kind").choices
        parts = [
            ("note", _KINDS.get(kind, kind.upper()), [item for item in notes if item.kind == kind]) for kind in kinds
        ]
        parts += [(noun, label, records[noun]) for noun, label in _SHARED]
        parts += [("alliance", "THE ALLIANCE", [item for item in records["alliance"] if item.uid == self._pair.uid])]
        parts += [("person", "PEOPLE", [item for item in records["person"] if item.uid in two])]
        return [self._listed(*part) for part in parts]

    def _listed(self, noun: str, label: str, records: list[Any]) -> Section:
        assert self.listing is not None
        rows = rows_of(noun, records, self._pair, self.listing.as_of, veiled=self.visavis.veiled)
        return Section(label, rows.with_made(undated) if noun == "note" else rows)

    def head(self, *, wide: bool) -> Sequence[Spans]:
        """What the two are in it for; of the benefit that is open its evidence."""
        if self.view != ALLIANCE or self.listing is None:
            return NOTHING
        # As wide as the list is beside an opened record, so that nothing moves when one is opened.
        room = min(self.size.width, WIDEST) - MARGINS
        width = room * 3 // 5 if wide else room
        return view_head(self._benefit, self._pair, (width, self.size.height), veiled=self.visavis.veiled)

    def empty(self) -> Sequence[Spans]:
        """What belongs in the view, and which key puts it there."""
        if self.listing is None or self._shown is not None:
            return NOTHING
        if self.view not in _EMPTY:
            return super().empty()
        name = self.view_name(self.view)
        return [[(_EMPTY[self.view].format(name, name), "body")], [("a adds the first one", "aside")]]

    # Beside the list

    def figures(self, width: int) -> Sequence[Spans]:
        """Both sides beside each other; of the pulse the newest round."""
        found = self._read_now
        if found is None or self.listing is None:
            return NOTHING
        if self.view == PULSE:
            from tui.rows.pulse import view_lines  # not for the first picture

            height = self.query_one("#figures", Sheet).size.height or self.size.height
            return _whole_blocks(view_lines(self.listing.records["pulse"], self._pair, width), height)
        if self.view not in (PARTNER, ME):
            return NOTHING
        height = self.query_one("#figures", Sheet).size.height or self.size.height
        return both_lines(self._facts(found), self._uid(self.view), width, height)

    def foot(self, width: int) -> Sequence[Spans]:
        """The same in a sentence."""
        found = self._read_now
        if found is None or self.listing is None:
            return NOTHING
        if self.view == PULSE:
            from tui.rows.pulse import view_sentence  # not for the first picture

            line = view_sentence(self.listing.records["pulse"], self._pair)
            return [line] if line else NOTHING
        if self.view not in (PARTNER, ME):
            return NOTHING
        said = both_sentence(self._facts(found), self._uid(self.view), width or 76)
        return [[(said, "aside")]] if said else NOTHING

    def on_resize(self) -> None:
        """There may be room for more, or for less."""
        super().on_resize()
        if self.listing is not None:
            self.call_after_refresh(self._show_beside)

    # Opening and acting

    def word_for(self, binding: Binding) -> str:
        """*enter* makes a topic of the invitation, and shows what a benefit rests on."""
        if binding.action == "open" and self._invited is not None:
            return "make it a topic"
        return super().word_for(binding)

    @property
    def target(self) -> Target | None:
        """The record that a key acts on; a benefit and an invitation are none."""
        if self._opened is not None:
            return self._opened
        row = self.listed.selected
        return _record_of(row) if row is not None else None

    def open_row(self, row: Row) -> None:
        """Open a record; of a benefit its evidence; of an invitation make a topic."""
        record = _record_of(row)
        if record is not None:
            self.open(record)
        elif _kind_of(row) == BENEFIT:
            self._show_evidence(cast("tuple[str, Key]", row.key)[1])
        else:
            self.action_talk()

    def open(self, target: Target) -> None:
        """Open a record beside the list; a round of the pulse that both have answered takes the page."""
        noun, number = target
        rounds = self.listing.records["pulse"] if self.listing is not None and noun == "pulse" else ()
        if any(item.id == number and is_seen(item, self._pair) for item in rounds):
            self.visavis.ways.show_pulse(self, self._pair, number)
        else:
            super().open(target)

    def _show_evidence(self, key: Key | None) -> None:
        """Show the records that a benefit rests on, or with None all six again."""
        before, self._shown = self._shown, key
        self.part()
        self._show_beside()
        if key is None and before is not None:
            self.listed.select((BENEFIT, before))
        else:
            self.listed.action_first()
        self.show_keys()

    def action_back(self) -> None:
        """From the opened record to the list, from the evidence of one benefit to all six."""
        if self._opened is None and not self._words and self._shown is not None:
            self._show_evidence(None)
        else:
            super().action_back()

    def works(self, action: str) -> bool:
        """There is a way back from the evidence; an invitation becomes a topic."""
        if action == "back" and self._shown is not None:
            return True
        if action == "talk" and self._invited is not None:
            return True
        return super().works(action)

    @property
    def _invited(self) -> Neglected | None:
        """The invitation under the cursor."""
        row = self.listed.selected
        if self._read_now is None or self._opened is not None or row is None or _kind_of(row) != NEGLECTED:
            return None
        return self._invitation(self._read_now)

    def action_talk(self) -> None:
        """Make a topic of the next meeting: of the question under the cursor, else of the record."""
        from storage.writes.topics import raise_question  # not for the first picture

        one, target = self._invited, (NEGLECTED, 0)
        if one is None:
            super().action_talk()
        elif self.may_write(target):
            self._acting.add(target)
            self.carry_out(target, partial(raise_question, question=one.subject.question))

    def adds(self) -> tuple[str, ...]:
        """What belongs into the view first; on a benefit what begins it."""
        if self.view == ALLIANCE:
            key = self._shown or self._key_here
            return BEGINS[key] if key else ("topic",)
        return _ADDS.get(self.view) or RecordsPlace.adds(self)

    @property
    def _key_here(self) -> Key | None:
        """The benefit under the cursor."""
        row = self.listed.selected
        return cast("tuple[str, Key]", row.key)[1] if row is not None and _kind_of(row) == BENEFIT else None


WIDEST, MARGINS = 134, 6
"""The most cells of a page, and those of its margins and of the scrollbar."""


def _records(found: Evidence) -> dict[str, list[Any]]:
    """What the evidence holds already, in the order of lists and as it stood on the day: nothing is read twice."""
    gathered = found.found
    rows: dict[str, Sequence[KeptRecord]] = {
        "note": gathered.notes,
        "criterion": gathered.criteria,
        "customer": found.customers,
        "placement": found.placements,
        "decision": gathered.decisions,
    }
    dated = {
        noun: [(dated_on(noun, item, found.found.pair), item.id, item) for item in items]
        for noun, items in rows.items()
    }
    return {
        noun: [item for on, _, item in sorted(items, key=_day_and_id) if on is None or on <= gathered.as_of]
        for noun, items in dated.items()
    }


def _day_and_id(found: tuple[date | None, int, KeptRecord]) -> tuple[date, int]:
    return found[0] or date.min, found[1]


def _whole_blocks(lines: Sequence[Spans], height: int) -> Sequence[Spans]:
    """As many of the lines as there is room for, up to an empty one: nothing is cut within."""
    if len(lines) <= height:
        return lines
    ends = [at for at in range(height + 1) if not lines[at]]
    return lines[: ends[-1]] if ends else lines[:height]


def _kind_of(row: Row) -> str:
    return cast("tuple[str, Any]", row.key)[0]


def _record_of(row: Row) -> Target | None:
    """The record that a row is of, or is a part of."""
    noun, number, *_ = cast("tuple[Any, ...]", row.key)
    return (noun, number) if noun in NOUNS else None

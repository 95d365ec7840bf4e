"""Meetings: the rhythm above, what comes, what waits to be spoken of, what is past, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual.binding import Binding

from models.measures.rhythm import RhythmFigures
from models.pair import Pair
from models.rows import Meeting
from models.today import NextMeeting
from storage.log import Log
from storage.outcomes import Outcome, outcomes
from storage.today import by_rhythm, rhythm
from tui.screens.list_place import NOTHING
from tui.screens.reading import Listing, Target
from tui.screens.record_rows import row_of, rows_of
from tui.screens.records import Part, RecordsPlace
from tui.screens.rhythm_lines import rhythm_lines
from tui.screens.words import day_in_column
from tui.widgets.drawn import Spans
from tui.widgets.glyphs import glyphs
from tui.widgets.grid import Row
from tui.widgets.sections import Rows, Section

BY_RHYTHM = ("rhythm", 0)
"""The row of the rhythm's next date, which is no record yet."""


class Beside(NamedTuple):
    """What the place says beside its records: how the rhythm was kept, its next date where no meeting is
    planned, and what came of each meeting, by its uid."""

    figures: RhythmFigures
    coming: NextMeeting | None
    outcomes: dict[str, Outcome]


class MeetingsPlace(RecordsPlace):
    """Past and coming meetings in one list, with their topics and decisions."""

    NAME = "meetings"
    NOUNS = ("meeting", "topic", "decision")
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
        """The rhythm: in words, and each expected date as met or not."""
        if self.listing is None or self._beside is None:
            return NOTHING
        years = 2 if wide and self.size.height >= 30 else 1
        return rhythm_lines(self.listing.pair, self._beside.figures, self.size.width, years)

    def sections(self) -> list[Section]:
        """What comes, what waits to be spoken of, what is past, what was decided."""
        found = self.listing
        if found is None:
            return []
        coming = [
            row_of("meeting", item, found.pair, found.as_of, veiled=self.visavis.veiled) for item in _coming(found)
        ]
        if self._beside is not None and self._beside.coming is not None:
            coming.insert(0, _by_rhythm(self._beside.coming, found))
        rest = [Section(label, self._rows(found, noun, records)) for noun, label, records in self.parts(found)]
        return [Section("COMING", Rows.of(coming)), *rest]

    def _rows(self, found: Listing, noun: str, records: list[Any]) -> Rows[Any]:
        rows = rows_of(noun, records, found.pair, found.as_of, veiled=self.visavis.veiled)
        if noun != "meeting" or self._beside is None:
            return rows
        came: dict[Any, str] = {("meeting", item.id): _said(self._beside.outcomes.get(item.uid)) for item in records}
        return rows.with_made(lambda row: row._replace(what=_after_time(row.what, came[row.key])))

    def parts(self, listing: Listing) -> list[Part]:
        """All but what comes."""
        meetings, topics = listing.records["meeting"], listing.records["topic"]
        coming = _coming(listing)
        past = [item for item in reversed(meetings) if item not in coming]
        waiting = [item for item in topics if item.state in (None, "open")]
        spoken = [item for item in reversed(topics) if item.state not in (None, "open")]
        return [
            ("topic", "TO SPEAK OF", waiting),
            ("meeting", "PAST", past),
            ("decision", "DECIDED", listing.records["decision"][::-1]),
            ("topic", "SPOKEN OF", spoken),
        ]

    # Keys

    @property
    def may_hold(self) -> bool:
        """Whether it is a meeting whose day has come, and nobody has said yet whether it took place."""
        row = self.listed.selected
        return super().may_hold if row is None else row.state == "planned" and bool(row.does)

    def word_for(self, binding: Binding) -> str:
        """Of a held meeting it is the recap that is handed over."""
        row = self.listed.selected
        held = self.meeting is not None and row is not None and row.state == "held"
        return "recap" if binding.action == "export" and held else super().word_for(binding)

    @property
    def target(self) -> Target | None:
        """The record under the cursor; none on the rhythm's next date."""
        found = super().target
        return None if found == BY_RHYTHM else found

    def open_row(self, row: Row) -> None:
        """A meeting that is still to be held opens as its agenda; everything else as a record."""
        key: Any = row.key
        planned = key[0] == "meeting" and row.state == "planned"
        if self.listing is not None and (key == BY_RHYTHM or planned):
            self._open_agenda(self.listing.pair, key[1] if planned else None)
        else:
            super().open_row(row)

    def _open_agenda(self, pair: Pair, meeting: int | None) -> None:
        from tui.screens.agenda import AgendaScreen

        self.app.push_screen(AgendaScreen(pair, meeting, self.place_name), self._agenda_left)

    def _agenda_left(self, _nothing: None) -> None:
        self.read_anew()

    def adds(self) -> tuple[str, ...]:
        """A topic is what is added most; its number is always the same."""
        return ("meeting", "topic", "decision")


def _beside(log: Log, found: Listing) -> Beside:
    meetings: list[Meeting] = found.records["meeting"]
    coming = None if _coming(found) else by_rhythm(found.pair, meetings, found.as_of)
    figures = rhythm(found.pair, meetings, found.as_of, None, None)
    return Beside(figures, coming, outcomes(log, found.pair, found.as_of))


def _coming(listing: Listing) -> list[Meeting]:
    day = listing.pair.day
    meetings: list[Meeting] = listing.records["meeting"]
    return [item for item in meetings if item.state in (None, "planned") and day(item.starts_at) >= listing.as_of]


def _by_rhythm(coming: NextMeeting, found: Listing) -> Row:
    time = f"{coming.starts_at.astimezone(found.pair.zone):%H:%M}  " if coming.starts_at else ""
    return Row(BY_RHYTHM, "", day_in_column(coming.on, found.as_of), f"{time}by your rhythm, not written down yet")


def _said(outcome: Outcome | None) -> str:
    """3 promised, 1 decided; empty where nothing came of it."""
    counted = outcome._asdict().items() if outcome else ()
    return ", ".join(f"{number} {_KINDS.get(kind, kind)}" for kind, number in counted if number)


_KINDS = {"told": "feedback"}


def _after_time(what: str, came: str) -> str:
    """What a meeting says, what came of it put right behind its time."""
    time, _, note = what.partition("  ")
    rest = f" {glyphs().dot} ".join(filter(None, (came, note)))
    return f"{time}  {rest}" if rest else time

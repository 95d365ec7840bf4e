"""The history: every change of the log or of one record, newest first, each of which can be taken back alone."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from models.errors import BadDate, Fault
from models.records.naming import short_id
from models.time.dates import parse_date, say_date
from models.time.words import MONTHS
from storage.reads.history import HistoryEntry, HistoryFilter, history
from tui.page.list_page import NOTHING, ListPage
from tui.page.list_place import ListPlace
from tui.page.menu import Group, Menu, MenuChoice
from tui.text.cells import visible
from tui.text.words import called, ids_of, past_in_column, veil, with_whom
from tui.widgets.row import Row
from tui.widgets.sections import Rows, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.opened import Target
    from storage.writes.taking_back import TakenBack
    from tui.text.spans import Spans

MOST = 1000
"""How many changes are shown, the newest of them."""

_STATE = 10
"""The cells of the column in which the records of a change stand."""

_SINCE = re.compile(r"\bsince\s+(.+)$", re.IGNORECASE)

_EMPTY: tuple[Spans, ...] = (
    [("Whatever is changed stands here, the newest first.", "body")],
    [("d takes one back alone, u the newest", "aside")],
)
_NO_MORE: tuple[Spans, ...] = (
    [("Nothing of it can be taken back any more.", "body")],
    [("It came with the sample, or into a new log by import.", "aside")],
)


class HistoryAnswer(NamedTuple):
    """What was read: the changes, newest first, with the day of each, and the alliances by their people."""

    pair: Pair | None
    today: date
    entries: Sequence[tuple[date, HistoryEntry]] = ()
    pairs: Sequence[Pair] = ()
    more: bool = False


class History(ListPlace):
    """The changes of the log, or of the record it was asked of. It lies over the place that it was opened from."""

    NAME = "history"
    FIGURES = False

    def __init__(self, place: str, record: Target | None = None) -> None:
        super().__init__()
        self._place = place
        self._of = record
        self._answer: HistoryAnswer | None = None
        self._since: date | None = None

    @property
    def place_name(self) -> str:
        """The place that the history was opened from."""
        return self._place

    @property
    def shown_pair(self) -> Pair | None:
        """The alliance that is shown; a change may belong to another."""
        return self._answer.pair if self._answer else None

    def on_mount(self) -> None:
        """Read at once."""
        self.show_who_of_app()
        self.read_anew()

    # Reading

    async def read(self) -> None:
        """Read the changes and show them."""
        found = self._answer = await self.visavis.on_log(self._read)
        self.show_who(found.pair, self.visavis.shown[1], self.visavis.today())
        self.redraw()

    def _read(self, log: Log) -> HistoryAnswer:
        pair = self.visavis.session.read_pair(log)
        found = history(log, HistoryFilter(self._of, limit=MOST + 1))
        zone = log.local_zone()
        dated = [(entry.at.astimezone(zone).date(), entry) for entry in found[:MOST]]
        return HistoryAnswer(pair, log.today(), dated, log.pairs(), more=len(found) > MOST)

    # What the page says

    def head(self, *, wide: bool) -> Sequence[Spans]:  # noqa: ARG002
        """Whose history it is, and where there is more."""
        lines: list[Spans] = []
        if self._of is not None:
            lines.append([("HISTORY", "label"), (f"  {short_id(*self._of)}", "body")])
        if self._answer is not None and self._answer.more:
            lines.append([(f"The newest {MOST:,} changes; visavis history tells the rest".replace(",", " "), "aside")])
        return lines

    def sections(self) -> list[Section]:
        """The changes by their months, those of today first."""
        if self._answer is None:
            return []
        today = self._answer.today
        dated = [(day, entry) for day, entry in self._answer.entries if self._since is None or day >= self._since]
        parted = groupby(dated, key=lambda item: _label(item[0], today))
        return [Section(label, self._rows(tuple(part))) for label, part in parted]

    def _rows(self, part: Sequence[tuple[date, HistoryEntry]]) -> Rows[tuple[date, HistoryEntry]]:
        return Rows(part, key=lambda item: ("change", item[1].id), make=self._row, text=self._text)

    def _row(self, item: tuple[date, HistoryEntry]) -> Row:
        day, entry = item
        return Row(
            key=("change", entry.id),
            who=self._who(entry),
            when=f"{entry.at.astimezone():%H:%M}" if day == self._today else past_in_column(day, self._today),
            what=veil() if self.visavis.veiled else visible(entry.title),
            state=_state(entry),
            does="" if entry.undone else "take back" if entry.stands else "see what took it back",
        )

    def _text(self, item: tuple[date, HistoryEntry]) -> str:
        """What a filter looks in: words, names, every id, and the day."""
        day, entry = item
        ids = " ".join(short_id(*target) for target in entry.records)
        return f"{entry.title} {self._who(entry)} {ids} {say_date(day, self._today)} {day}"

    @property
    def _today(self) -> date:
        return self._answer.today if self._answer else self.visavis.today()

    def _who(self, entry: HistoryEntry) -> str:
        """Whose acts a change holds: both where it holds those of two."""
        if len(entry.by) != 1:
            return "both" if entry.by else ""
        pairs = self._answer.pairs if self._answer else ()
        pair = next((pair for pair in pairs if entry.by[0] in (pair.me.uid, pair.other.uid)), None)
        return called(pair, entry.by[0]) if pair else ""

    def empty(self) -> Sequence[Spans]:
        """What belongs here."""
        return (_EMPTY if self._of is None else _NO_MORE) if self._answer else NOTHING

    def filter_by(self, text: str) -> None:
        """Show the rows that hold every word, and with "since DATE" at the end those from that day on."""
        found = _SINCE.search(text)
        day = _day(found[1], self._today) if found else None
        if day != self._since:
            self._since = day
            self.part()
        super().filter_by(text[: found.start()] if found and day else text)

    # Acting

    @property
    def entry(self) -> HistoryEntry | None:
        """The change under the cursor, while no record is open beside it."""
        row = self.listed.selected
        if row is None or self._opened is not None or self._answer is None:
            return None
        return next((entry for _, entry in self._answer.entries if ("change", entry.id) == row.key), None)

    @property
    def target(self) -> Target | None:
        """The opened record: a change is none."""
        return self._opened

    @property
    def row_says(self) -> str:
        """Nothing to paste: a change is no record, and may name what is private."""
        return ""

    def action_done(self, accepted: bool) -> None:
        """Take the change back alone; of an opened record what *d* does everywhere."""
        entry = self.entry
        if entry is None:
            super().action_done(accepted)
        elif not entry.undone and not self.visavis.refuses_writing():
            self.run_worker(self._take_back(entry), group="acting")

    async def _take_back(self, entry: HistoryEntry) -> None:
        from storage.writes.taking_back import InTheWay, TakenAlready, take_back_change  # not for the first picture

        try:
            found = await self.visavis.on_log(partial(take_back_change, number=entry.id))
        except InTheWay as fault:
            self.listed.select(("change", fault.later))
            title = veil() if self.visavis.veiled else fault.title
            why = "again; this did it" if isinstance(fault, TakenAlready) else "before what touched the same since"
            self.say(f"Cannot be taken back alone {why}: {title}")
            return
        except Fault as fault:
            self.say("Cannot be taken back alone" if self.visavis.veiled else str(fault))
            return
        title = veil() if self.visavis.veiled else found.title
        shown = self.shown_pair.uid if self.shown_pair else ""
        whom = with_whom(list(self._answer.pairs) if self._answer else [], found.alliances, shown)
        self.say(f"Taken back{f', with {whom}' if whom else ''}: {title}", _then(found))
        await self.visavis.changed()

    def open_row(self, row: Row) -> None:  # noqa: ARG002 (the change under the cursor is known here already)
        """Open the record that a change touched; of several ask which."""
        entry = self.entry
        if entry is None or not entry.records:
            self.say("This change belongs to no record that is still here")
        elif len(entry.records) == 1:
            self.open(entry.records[0])
        else:
            choices = [
                MenuChoice(f"{noun} {number}", f"{noun} {short_id(noun, number)}") for noun, number in entry.records
            ]
            self.app.push_screen(Menu("Which one?", [Group("", choices)]), self._open_picked)

    def _open_picked(self, key: str | None) -> None:
        if key is not None:
            noun, number = key.split()
            self.open((noun, int(number)))

    def action_back(self) -> None:
        """One step back: from the opened record to the list, from the filter to the whole, out of the history."""
        if ListPage.works(self, "back"):
            super().action_back()
        else:
            self.dismiss(None)

    def works(self, action: str) -> bool:
        """As in every place; a history can always be left."""
        return action == "back" or super().works(action)


def _state(entry: HistoryEntry) -> str:
    """That it does not stand any more, else what it touched."""
    if entry.undone:
        return "undone"
    return _ids(entry) if entry.stands else "taken back"


def _ids(entry: HistoryEntry) -> str:
    """The first record that a change touched, and how many more; both of two where the column holds them."""
    first, more = entry.records[:1], len(entry.records) - 1
    if more == 1 and len(both := ids_of(entry.records)) <= _STATE:
        return both
    return ids_of(first) + (f" +{more}" if more > 0 else "")


def _then(found: TakenBack) -> str:
    return ". U does it again" if found.undone else ". u takes that back"


def _day(words: str, today: date) -> date | None:
    """The day that the words of a filter mean; None while they mean none."""
    try:
        return parse_date(words, today, past=True)
    except BadDate:
        return None


def _label(day: date, today: date) -> str:
    """Under which label a day stands: today, else its month."""
    return "TODAY" if day == today else f"{MONTHS[day.month - 1].upper()} {day.year}"

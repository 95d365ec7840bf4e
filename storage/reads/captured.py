"""Which lines were captured for a meeting: what stands there now, and what that said when it came."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.acts.capture import Captured
from models.records.nouns import LIVES
from storage.core.layout import events_of
from storage.core.statements import event, fetch
from storage.reads.sitting import FIRST, bare_line, day_of, lines_of_notes, noun_of, records_of, said_by, series_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.records.event import Event, Values
    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.log import Log


def captured(log: Log, pair: Pair, meeting: Meeting) -> frozenset[Captured]:
    """What the lines meant that stand in the log for a meeting, now and as they came; nothing undone or taken out."""
    records = records_of(log, pair, meeting, day_of(log, pair, meeting.starts_at))
    series, came = series_of(log, records), _AsItCame(log, records)
    found = {Captured("note", True, bare_line(line)) for line in lines_of_notes(meeting)}
    for record in records:
        first = next(iter(series.get(record.uid, ())), None)
        found |= {said_by(record, pair, first), said_by(came.record(record), pair, came.first(record, first))}
    return frozenset(found)


_SAID = {"text": "text", "from": "from_", "about": "about", "worked": "worked", "rework": "rework", "topic": "topic"}
"""The fields that a line fills, of any noun, and what they are called in its row."""


class _AsItCame:
    """What some records, and the acts by which they begin, held before anybody edited them, as the journal knows it."""

    def __init__(self, log: Log, records: Iterable[Any]) -> None:
        self._rows: dict[tuple[str, int], Values] = {}
        self._acts: dict[str, Event] = {}
        ours = {(noun_of(record), record.id) for record in records}
        owners = {events_of(noun): noun for noun in LIVES}
        for place, row, before in fetch(log.connection, _EDITED):
            if (place, row) in ours:
                self._rows.setdefault((place, row), json.loads(before))
            elif place in owners:
                values = json.loads(before)
                if values["act"] in FIRST:
                    self._acts.setdefault(values[owners[place]], event(values))

    def record(self, now: Any) -> Any:
        """A record with what it said when it came."""
        before = self._rows.get((noun_of(now), now.id))
        if before is None:
            return now
        return replace(now, **{column: before.get(name) for name, column in _SAID.items() if hasattr(now, column)})

    def first(self, record: Any, now: Event | None) -> Event | None:
        """The act by which its life begins, as it came."""
        return self._acts.get(record.uid, now)


_EDITED = (
    'SELECT r.place, r."row", r.before FROM changed_row r JOIN change c ON c.id = r.change '
    "WHERE NOT c.undone AND r.last IS NULL AND r.before IS NOT NULL ORDER BY r.id"
)

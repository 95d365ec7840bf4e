"""A line of a meeting put right: what it became says afterwards what was meant, and stands where it stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.acts.capture import Captured, read_line
from models.acts.sentences import Became
from models.errors import BadValue, Refused
from models.records.values import check_event
from storage.core.layout import LAYOUTS, events_of
from storage.core.statements import fetch, stored
from storage.reads.sitting import RecordLine, Sitting, Spot, bare_line, read_sitting
from storage.writes import any_record
from storage.writes.capture import DraftedRecord, Recorded, drawn_up, noted, record_line, said_of
from storage.writes.lives import told_of

if TYPE_CHECKING:
    from models.records.event import Values
    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.core.change import Change
    from storage.log import Log

GONE = "This line was changed since, so it stays as it is; esc gives the correction up"


def correct(log: Log, pair: Pair, meeting: int, was: Spot, line: str) -> Recorded:
    """Put a line in the place of one of the record; an empty one takes that out. One change.

    The record keeps its number where it stays of its kind; of another kind, it is another record, at the end.
    Refused, with nothing changed, where it does not stand any more as it was seen; BadValue where the line holds what
    cannot be kept.
    """
    with log.change("") as change:
        sitting = read_sitting(log, pair, meeting)
        entry = _now(sitting, was)
        try:
            done = _put(log, pair, sitting, entry, line, change)
        except Refused as fault:
            raise BadValue(f"{fault}; nothing was changed") from None
        change.title = done.noted
        return done


def _put(log: Log, pair: Pair, sitting: Sitting, entry: RecordLine, line: str, change: Change) -> Recorded:
    """Put what a line means in the place of what was recorded."""
    meeting, found = sitting.meeting, read_line(line, sitting.day)
    if found is None:
        return _taken_out(log, pair, meeting, entry, change)
    if found.kind == "note" and entry.noun == "meeting":
        _edit_notes(meeting, entry, found.text, change)
        return noted(found.text, log.today(pair))
    drawn = drawn_up(pair, meeting, found, sitting.day) if found.kind != "note" else None
    if drawn is not None and drawn.noun == entry.noun:
        return _amended(log, pair, entry, drawn, found, change)
    _taken_out(log, pair, meeting, entry, change)
    done = record_line(log, pair, meeting, found, sitting.day, change)
    if entry.private and done.id is not None:
        change.edit(done.noun, done.id, {"private": True})
    return done


def _now(sitting: Sitting, was: Spot) -> RecordLine:
    """The line as it stands now, wherever that is among the notes."""
    found = [
        (abs(entry.spot.at - was.at), number)
        for number, entry in enumerate(sitting.entries)
        if entry.spot is not None and entry.spot._replace(at=was.at) == was
    ]
    if not found:
        raise Refused(GONE)
    return sitting.entries[min(found)[1]]


def _taken_out(log: Log, pair: Pair, meeting: Meeting, entry: RecordLine, change: Change) -> Recorded:
    if entry.noun == "meeting":
        _edit_notes(meeting, entry, None, change)
        return Recorded("meeting", None, Became(f"taken out of the notes: {entry.said.text}"), log.today(pair))
    return Recorded.of(any_record.remove(log, pair, entry.noun, entry.id, change))


def _edit_notes(meeting: Meeting, entry: RecordLine, text: str | None, change: Change) -> None:
    """Put a text in the place of a line of the notes, behind its mark of a list; none where there is no text."""
    assert entry.spot is not None
    # Every other line, and its end, CRLF or not, stays as it came.
    parts, at = re.split("(\r\n|\n)", meeting.notes or ""), 2 * entry.spot.at
    line = parts[at]
    if text is None:
        first = at if at + 1 < len(parts) else max(0, at - 1)
        del parts[first : first + 2]
    else:
        blank, mark = len(line) - len(line.lstrip()), "- " if line.strip() != bare_line(line) else ""
        parts[at] = f"{line[:blank]}{mark}{text}{line[len(line.rstrip()) :]}"
    change.edit("meeting", meeting.id, {"notes": "".join(parts) or None})


def _amended(
    log: Log, pair: Pair, entry: RecordLine, drawn: DraftedRecord, found: Captured, change: Change
) -> Recorded:
    """The same record with what the line says now. It was only written down wrongly, so its first act is put right."""
    values = {name: value for name, value in drawn.values.items() if name not in _OF_THE_DAY}
    change.edit(entry.noun, entry.id, values)
    if drawn.event is None:
        return Recorded(entry.noun, entry.id, said_of(pair, found), log.today(pair))
    _put_right(log, entry, drawn.event, change)
    return Recorded.of(told_of(log, pair, entry.noun, entry.id, change), found)


_OF_THE_DAY = ("meeting", "on", "decided_on")
"""What a record has from the meeting in which it was written."""


def _put_right(log: Log, entry: RecordLine, event: Values, change: Change) -> None:
    """Say in the one act of a life what the line says now; whatever else is known of the act stays."""
    place = LAYOUTS[events_of(entry.noun)]
    of = f'"{entry.noun}" = (SELECT uid FROM {entry.noun} WHERE id = ?)'
    ((number,),) = fetch(log.connection, f"SELECT id FROM {place.name} WHERE {of}", (entry.id,))
    there = stored(log.connection, place, number)
    assert there is not None
    own = {name: there[1][name] for name in ("uid", entry.noun)}
    kept = {name: value for name, value in there[1].items() if name not in (*_OF_THE_LINE, *own)}
    told = {name: value for name, value in event.items() if name in _OF_THE_LINE}
    clean, problems = check_event(entry.noun, {**kept, **told})
    if problems:
        raise BadValue(problems[0])
    change.put(place.name, number, place.ordered({**own, **clean}))


_OF_THE_LINE = ("act", "by", "due", "wanted_by")

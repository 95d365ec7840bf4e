"""What an agenda reads of the log, and does to it. Each function runs on the log's own thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from models.errors import NotFound
from models.pages.agenda import Agenda
from models.pages.document import Document
from models.pages.question_bank import Bank
from models.records.naming import short_id
from models.records.nouns import NOUNS
from models.records.pair import Pair
from models.records.rows import Meeting
from storage.log import Log
from storage.reads.agenda import agenda_for, gathered, meeting_of
from storage.writes.lives import Done
from storage.writes.topics import is_next, move_topic, put_topic
from tui.forms.asking import Asking, Desk, desk_of, values_of


class Read(NamedTuple):
    """An agenda as it was read. `meeting` is None where it is the one of the next meeting, whichever that is.

    `found` is None where the meeting is not planned any more, `theirs` where the other has no copy.
    """

    pair: Pair
    as_of: date
    meeting: Meeting | None
    found: Agenda | None
    theirs: Document | None


def read_agenda(log: Log, pair: Pair, as_of: date | None, number: int | None, bank: Bank) -> Read:
    """The agenda of a meeting by its number, of the next one where that is None or gone by now."""
    day = as_of or log.today(pair)
    meeting = _meeting(log, pair, day, number)
    if meeting is not None and meeting.state != "planned":
        return Read(pair, day, meeting, None, None)
    found = gathered(log, pair, day, meeting, mine=True, bank=bank)
    theirs = None if meeting and meeting.private else agenda_for(log, pair, day, meeting, mine=False, bank=bank)
    return Read(pair, day, meeting, found, theirs)


def _meeting(log: Log, pair: Pair, day: date, number: int | None) -> Meeting | None:
    if number is None:
        return None
    try:
        return meeting_of(log, pair, day, number)
    except NotFound:
        return None


def move(log: Log, pair: Pair, meeting: Meeting | None, row: int, steps: int) -> Done:
    """Move a topic among those it stands with."""
    return move_topic(log, pair, meeting, row, steps)


def put(log: Log, pair: Pair, meeting: Meeting | None, values: Mapping[str, Any]) -> Done:
    """Put a topic on the agenda of a meeting; on that of the next one it waits for whichever that will be."""
    with log.change("") as change:
        return put_topic(log, pair, {**_of_meeting(log, pair, meeting), **values}, change)


def _of_meeting(log: Log, pair: Pair, meeting: Meeting | None) -> dict[str, str]:
    return {} if meeting is None or is_next(log, pair, meeting) else {"meeting": meeting.uid}


# The form of a topic


def of_topic(log: Log, pair: Pair, meeting: Meeting | None) -> Asking:
    """The form of a new topic that stands on the agenda of that meeting."""
    from tui.forms.new import of_new

    asking = of_new(log, pair, "topic")
    if meeting is not None and _of_meeting(log, pair, meeting):
        here = short_id("meeting", meeting.id).lower()
        asking.questions = [replace(item, value=here) if item.name == "meeting" else item for item in asking.questions]
    asking.save = partial(_save, desk=desk_of(log, pair, "topic"))
    return asking


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, desk: Desk) -> Done:
    from tui.forms.new import PRIVATE
    from tui.text.typed import settable

    fields = (*settable(NOUNS["topic"]), PRIVATE)
    values = {name: value for name, value in values_of(fields, typed, desk).items() if value}
    return put(log, desk.pair, None, values)

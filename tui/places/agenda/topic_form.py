"""The form of a topic that is put on an agenda."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from models.records.naming import short_id
from models.records.nouns import NOUNS
from storage.writes.topics import put_on, waits_for
from tui.forms.asking import Asking, Desk, desk_of, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.records.pair import Pair
    from models.records.rows import Meeting
    from storage.log import Log
    from storage.writes.lives import Done


def of_topic(log: Log, pair: Pair, meeting: Meeting | None) -> Asking:
    """The form of a new topic that stands on the agenda of that meeting."""
    from tui.forms.new import of_new  # not for the first picture

    asking = of_new(log, pair, "topic")
    if meeting is not None and not waits_for(log, pair, meeting):
        here = short_id("meeting", meeting.id).lower()
        asking.questions = [replace(item, value=here) if item.name == "meeting" else item for item in asking.questions]
    asking.save = partial(_save, desk=desk_of(log, pair, "topic"))
    return asking


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, desk: Desk) -> Done:
    from tui.forms.new import PRIVATE  # not for the first picture
    from tui.text.typed import settable

    fields = (*settable(NOUNS["topic"]), PRIVATE)
    values = {name: value for name, value in values_of(fields, typed, desk).items() if value}
    return put_on(log, desk.pair, None, values)

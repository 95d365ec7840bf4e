"""The form by which feedback is asked for: about a dated event, which stands there already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from models.records.naming import short_id
from storage.reads.today import meetings
from tui.forms.new import of_new
from tui.text.words import called, day_month

if TYPE_CHECKING:
    from datetime import date

    from models.records.pair import Pair
    from models.records.rows import Feedback
    from storage.log import Log
    from tui.forms.asking import Asking


class AskedAbout(NamedTuple):
    """What feedback is asked for about; `meeting` is the short id of one of ours."""

    about: str
    on: date
    meeting: str = ""
    private: bool = False


def event_of(record: Feedback) -> AskedAbout | None:
    """The event that a feedback is about; None where its day is not known."""
    if record.about_on is None:
        return None
    return AskedAbout(record.about or "", record.about_on, private=bool(record.private))


def last_held(log: Log, pair: Pair) -> AskedAbout | None:
    """The last meeting that was held, as what feedback is asked for about; None before the first."""
    today = log.today(pair)
    held = [item for item in meetings(log, pair, today) if item.state == "held"]
    if not held:
        return None
    last, on = held[-1], pair.day(held[-1].starts_at)
    return AskedAbout(f"Our meeting of {day_month(on, today)}", on, short_id("meeting", last.id), bool(last.private))


def of_request(log: Log, pair: Pair, event: AskedAbout | None) -> Asking:
    """The form of asking the other for feedback about an event, else about the last meeting that was held."""
    event = event or last_held(log, pair)
    values = {"how": "request", "who": "other"}
    if event is not None:
        values |= {"about": event.about, "about_on": str(event.on), "meeting": event.meeting}
        values |= {"private": "yes"} if event.private else {}
    asking = of_new(log, pair, "feedback")
    asking.title = f"Ask {called(pair, pair.other.uid)} for feedback"
    # Of its own: what was typed into a new feedback is another thing, and so is asking about another event.
    asking.key = f"ask A{pair.alliance.id} {event.on if event else ''}".rstrip()
    asking.questions = [replace(item, value=values.get(item.name) or item.value) for item in asking.questions]
    return asking

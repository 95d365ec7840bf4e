"""A meeting as a file for a calendar: one event that a person adds to theirs, with the agenda as its text.

It is published, never an invitation: Outlook refuses one that names another as its organiser.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from models.errors import Refused
from models.visible import visible
from storage.documents.rendering import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from models.pages.document import Document, When
    from storage.documents.entry import CalendarEntry

LONGEST = 8000
"""The characters that the text of an event holds: what is longer Outlook cuts without a word."""

CUT = "\n[The text ends here, since a calendar takes no more; the page holds the rest.]\n"


def render(page: Document, entry: CalendarEntry | None) -> bytes:
    """The event of a page; Refused where no meeting is planned that it could be."""
    if entry is None:
        raise Refused(_unplanned(page.when))
    return calendar([_with_text(meeting_event(entry, page.names), plain(page).decode())])


def _unplanned(when: When | None) -> str:
    """Why there is no event, with the command that plans the meeting."""
    if when is None:
        return 'no meeting is planned; add it first: visavis meeting add --on "tue 14:00"'
    typed = f"{when.day} {when.start:%H:%M}" if when.start else f"{when.day} 14:00"
    return f'{when.on} is a date of the rhythm and not planned yet; add it first: visavis meeting add --on "{typed}"'


def calendar(events: Iterable[Event], name: str = "") -> bytes:
    """Events as a file; with a `name` it is one that a calendar looks up again twice a day."""
    found = Calendar()
    found.add("prodid", "-//visavis//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    if name:
        found.add("x-wr-calname", visible(name))
        found.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for event in events:
        found.add_component(event)
    return bytes(found.to_ical())


def meeting_event(entry: CalendarEntry, names: str) -> Event:
    """The event of a meeting of two, in UTC."""
    title = f"One-on-one: {names}"
    event = _event(entry.uid, entry.changed, f"Cancelled: {title}" if entry.cancelled else title)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", (entry.starts_at + timedelta(minutes=entry.minutes)).astimezone(UTC))
    if entry.occurrence:
        event.add("recurrence-id", entry.occurrence)
    if entry.place:
        event.add("location", visible(entry.place))
    return event


def day_event(uid: str, changed: datetime, title: str, day: date) -> Event:
    """An event of a whole day, in which one stays free."""
    event = _event(uid, changed, title)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("transp", "TRANSPARENT")
    return event


def _event(uid: str, changed: datetime, title: str) -> Event:
    event = Event()
    event.add("uid", visible(uid))
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("summary", visible(title))
    event.add("class", "PRIVATE")
    return event


def _with_text(event: Event, text: str) -> Event:
    event.add("description", shortened(text))
    return event


def shortened(text: str) -> str:
    """A text as long as an event holds it, cut at the end of a line, and saying so."""
    if len(text) <= LONGEST:
        return text
    return text[: text.rindex("\n", 0, LONGEST - len(CUT))] + "\n" + CUT

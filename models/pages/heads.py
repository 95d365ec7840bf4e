"""What stands at the head of a page: the two, and when they meet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from models.pages.document import Named, When
from models.records.naming import short_id

if TYPE_CHECKING:
    from models.pages.today import NextMeeting
    from models.records.pair import Pair
    from models.records.rows import Meeting, Person


def named(pair: Pair) -> tuple[Named, Named]:
    """The two as a page names them, whose log it is first."""
    return (_named(pair, pair.me), _named(pair, pair.other))


def _named(pair: Pair, person: Person) -> Named:
    code = short_id("person", person.id)
    told = (person.role or "", person.organisation or "", person.email or "", code)
    return Named(person.name, pair.short(person.uid), *told)


def when_next(coming: NextMeeting | None, pair: Pair) -> When | None:
    """When the two meet next; None where no day is known."""
    if coming is None:
        return None
    if coming.starts_at is None:
        return When(coming.on, by_rhythm=coming.id is None)
    return _when(pair, coming.starts_at, coming.minutes, coming.where, by_rhythm=coming.id is None)


def when_met(meeting: Meeting, pair: Pair) -> When:
    """When the two met."""
    return _when(pair, meeting.starts_at, meeting.minutes, meeting.where)


def _when(pair: Pair, at: datetime, minutes: int | None, place: str, *, by_rhythm: bool = False) -> When:
    start = pair.local(at)
    end = (at + timedelta(minutes=minutes)).astimezone(start.tzinfo).time() if minutes else None
    return When(start.date(), start.time(), end, minutes, _PLACES.get(place, place), _zone(start), by_rhythm)


def _zone(local: datetime) -> str:
    """The clock of a time, as a person calls it: of an old one that of then; empty where it is this machine's."""
    name: str = getattr(local.tzinfo, "key", "")
    return _ZONES.get(name, name)


_ZONES = {f"{before}{name}": "UTC" for before in ("", "Etc/") for name in ("UTC", "UCT", "Universal", "Zulu")}
_ZONES |= dict.fromkeys(("Etc/GMT", "Etc/Greenwich", "Greenwich"), "GMT")
"""Names of zones that only a machine says."""


_PLACES = {
    "video": "by video",
    "phone": "by phone",
    "lunch": "over lunch",
    "coffee": "over coffee",
    "walk": "on a walk",
}
"""How a page names the place, where it is not named by its own word."""

"""One alliance as the log's owner sees it: me, the other, and the calendar both live by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from models.errors import Refused
from models.records.people import closed, first_name, with_role

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time, tzinfo

    from models.records.rows import Alliance, Person


@dataclass(frozen=True, slots=True)
class Pair:
    """An alliance with its two people. `me` is the log's owner, `other` the counterpart, whoever is principal."""

    alliance: Alliance
    me: Person
    other: Person
    zone: tzinfo
    own: bool = True
    """Whether the log's owner keeps it; else somebody keeps it for them, and they are called by name."""
    former: tuple[tuple[date, tzinfo], ...] = ()
    """The zones of before, each with the day from which it did not count any more, in order."""

    @property
    def name(self) -> str:
        """What the alliance is called in lists and by --alliance: the counterpart's name."""
        return self.other.name

    @property
    def uid(self) -> str:
        """The alliance's uid."""
        return self.alliance.uid

    def ended(self, as_of: date) -> bool:
        """Whether the alliance had ended before a day."""
        return self.alliance.ended_on is not None and as_of > self.alliance.ended_on

    def seen_until(self, as_of: date) -> date:
        """The day until which the alliance tells anything at the end of a day: its own end where that is earlier."""
        ended_on = self.alliance.ended_on
        return as_of if ended_on is None else min(as_of, ended_on)

    def person(self, uid: str) -> Person:
        """The one of the two with that uid; the counterpart for any other."""
        return self.me if uid == self.me.uid else self.other

    def side(self, word: str) -> Person:
        """The person that `me` or `partner` names."""
        return self.me if word == "me" else self.other

    def holder(self, role: str) -> str:
        """The uid of the one who is that in the alliance, principal or partner; empty for any other word."""
        return {"principal": self.alliance.principal, "partner": self.alliance.partner}.get(role, "")

    def across(self, uid: str) -> Person:
        """The other one of the two."""
        return self.other if uid == self.me.uid else self.me

    def short(self, uid: str) -> str:
        """First name of one of the two, or the role where both share a first name."""
        person = self.person(uid)
        mine, theirs = first_name(self.me), first_name(self.other)
        return (person.role or person.name) if mine == theirs else first_name(person)

    def called(self, uid: str) -> str:
        """Whose it is, for a column of names: you, the other's first name, or both; in a log kept for me never you."""
        if not uid:
            return "both"
        return "you" if self.own and uid == self.me.uid else self.short(uid)

    def local(self, moment: datetime) -> datetime:
        """A moment where the alliance is, in the zone that counted then."""
        for until, zone in self.former:
            if (found := moment.astimezone(zone)).date() < until:
                return found
        return moment.astimezone(self.zone)

    def day(self, moment: datetime) -> date:
        """The calendar date of a moment where the alliance is."""
        return self.local(moment).date()

    def zone_on(self, day: date) -> tzinfo:
        """The zone that counted on a day."""
        return next((zone for until, zone in self.former if day < until), self.zone)

    def moment(self, day: date, at: time | None, known: date) -> datetime | None:
        """The moment, in UTC, of a time on a day, by the zone that counted on the day `known`; None without a time.

        A time that the clock skips that day is moved forward by what is skipped, one that comes twice is the first.
        """
        return datetime.combine(day, at, self.zone_on(known)).astimezone(UTC) if at is not None else None


def zone_of(name: str | None, local: Callable[[], tzinfo]) -> tzinfo:
    """The time zone of that name, else the one that `local` gives."""
    if not name:
        return local()
    from zoneinfo import ZoneInfo  # not for the first picture

    return ZoneInfo(name)


def choose(pairs: list[Pair], name: str) -> Pair:
    """The pair a person means by the counterpart's name or a part of it, a role, both, A1 or a uid.

    Raises Refused where it is unclear, with the words that tell them apart.
    """
    wanted = closed(name)
    exact = [pair for pair in pairs if wanted in (f"a{pair.alliance.id}", pair.uid)]
    exact = exact or [pair for pair in pairs if wanted in _names(pair)]
    part = _spaced(name)
    found = exact or [pair for pair in pairs if part and part in _spaced(pair.name)]
    if len(found) == 1:
        return found[0]
    what = "names several alliances" if found else "names no alliance"
    raise Refused(f'"{name}" {what}; known: {", ".join(labels(found or pairs))}')


def labels(pairs: list[Pair]) -> list[str]:
    """What to call each of several alliances so that none is taken for another: by name, with the role, else by id."""
    names, full = Counter(pair.name for pair in pairs), Counter(_full(pair) for pair in pairs)

    def label(pair: Pair) -> str:
        if names[pair.name] == 1:
            return pair.name
        return _full(pair) if full[_full(pair)] == 1 else f"{_full(pair)} (A{pair.alliance.id})"

    return [label(pair) for pair in pairs]


def _full(pair: Pair) -> str:
    return with_role(pair.name, pair.other.role)


def _spaced(text: str) -> str:
    """A name for its parts to be found in: unlike when it is closed, no part goes over the end of a word."""
    return " ".join(text.split()).casefold()


def _names(pair: Pair) -> set[str]:
    """What an alliance is named by exactly."""
    return {closed(text) for text in (pair.name, pair.other.role, _full(pair), first_name(pair.other)) if text}

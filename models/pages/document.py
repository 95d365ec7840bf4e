"""A document without a format: who meets when, and parts with their lines, each fact by itself. One renderer a format
makes bytes of it, and none takes a text apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.time.dates import full_date, short_date
from models.time.words import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from datetime import date, time

    from models.measures.survival import Point

Kind = Literal["agenda", "recap", "review"]
Form = Literal["lines", "question", "promises", "alone"]
"""How the lines of a part are set: one below the other, as the one question that is asked each time, as a table of who
promises what by when, or apart from the rest, for me alone.
"""
Column = Literal["", "left", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whose it is by name (empty: of both), what it says, what stands muted beside it, and what stands below.

    `minutes` is how long it takes, `day` when it is due. `box`: to be ticked. `private`: for me alone, which is said
    beside it; in a part that is alone its heading says so of all lines.
    """

    text: str
    aside: str = ""
    under: tuple[str, ...] = ()
    who: str = ""
    minutes: int | None = None
    day: date | None = None
    box: bool = False
    private: bool = False

    def beside(self, as_of: date | None, *, minutes: bool = True) -> str:
        """All that stands beside it, in words; a day of another year than that of `as_of` with its year."""
        due = f"due {say_day(self.day, as_of)}" if self.day else ""
        takes = f"{self.minutes} min" if minutes and self.minutes else ""
        return ", ".join(filter(None, (self.aside, due, takes, self._kept)))

    def by_when(self, as_of: date | None) -> str:
        """The last cell of a promise: the day on which it is due, else how it stands."""
        return ", ".join(filter(None, (say_day(self.day, as_of) if self.day else self.aside, self._kept)))

    @property
    def _kept(self) -> str:
        """That it is in no other copy: told in a word, since not every format has a rule to tell it by."""
        return "private" if self.private else ""


PROMISE_HEADS = ("Who", "Promises what", "By when")
"""What heads the columns of a table of promises."""


class Steps(NamedTuple):
    """A step curve with its band: what it is called, its points, how many days each case lasted, and the sentence that
    reads it.
    """

    name: str
    points: tuple[Point, ...]
    lasted: tuple[float, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines. `lead` stands beside the heading, `too_many` says that it tells of too much.

    `room`: below each line there is room to write. `column`: it stands in one of two columns where a format has them.
    `table` comes before the lines: its first row heads the columns, the first cell of each row says what it tells.
    `curves` are drawn where a format can.
    """

    heading: str
    lines: tuple[Line, ...]
    lead: str = ""
    too_many: bool = False
    room: bool = False
    column: Column = ""
    form: Form = "lines"
    table: tuple[tuple[str, ...], ...] = ()
    curves: tuple[Steps, ...] = ()


class Named(NamedTuple):
    """One of the two, as a page names them: in full, by first name, what they are, where, how they get mail; the id."""

    name: str
    short: str
    role: str
    organisation: str
    email: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """When the two meet, or met. `start` and `end` are by the clock of `zone`; `by_rhythm`: none is planned yet."""

    day: date
    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    place: str = ""
    zone: str = ""
    by_rhythm: bool = False

    @property
    def on(self) -> str:
        """The day in full: Tuesday 1 December 2026."""
        return f"{WEEKDAYS[self.day.weekday()]} {self.day.day} {MONTHS[self.day.month - 1]} {self.day.year}"

    @property
    def hours(self) -> str:
        """From when to when: 14:00 to 14:50; empty where the time is not known."""
        if self.start is None:
            return ""
        return f"{self.start:%H:%M} to {self.end:%H:%M}" if self.end else f"{self.start:%H:%M}"

    @property
    def where(self) -> str:
        """The hours and the place: 14:00 to 14:50, office."""
        return ", ".join(filter(None, (self.hours, self.place)))

    @property
    def length(self) -> str:
        """How long it takes, and by which clock: 50 minutes, Europe/London."""
        takes = "" if not self.minutes else "1 minute" if self.minutes == 1 else f"{self.minutes} minutes"
        clock = self.zone.removeprefix("Etc/") if self.start else ""
        return ", ".join(filter(None, (takes, clock, "the usual day, not fixed yet" if self.by_rhythm else "")))


@dataclass(frozen=True, slots=True)
class Document:
    """A page: what it is, of which two (me first), when they meet or over which days it looks, and its parts.

    `as_of` is the day on which its words hold, `own` whose own copy it is by first name, empty on one for the other.
    `alliance` is the number of its two in the log, `span` the first and last day of what it looks at.
    """

    kind: Kind
    people: tuple[Named, Named]
    parts: tuple[Part, ...]
    as_of: date
    when: When | None = None
    days: tuple[str, ...] = ()
    own: str = ""
    alliance: int = 0
    span: tuple[date, date] | None = None

    @property
    def kicker(self) -> str:
        """What it is, in the words above the names."""
        return {"agenda": "One-on-one, agenda", "recap": "One-on-one, recap", "review": "One-on-one, review"}[self.kind]

    @property
    def names(self) -> str:
        """The two."""
        return " and ".join(person.name for person in self.people)

    @property
    def title(self) -> str:
        """What it is, and of whom, in one line."""
        return f"{self.kind.capitalize()}: {self.names}"

    @property
    def offices(self) -> str:
        """What the two are: "CIO and CMO, Organisation", each with their own where there are two."""
        first, second = self.people
        if first.organisation == second.organisation:
            roles = " and ".join(filter(None, (first.role, second.role)))
            return ", ".join(filter(None, (roles, first.organisation)))
        return "; ".join(filter(None, (", ".join(filter(None, (one.role, one.organisation))) for one in self.people)))

    @property
    def subtitle(self) -> str:
        """When the two meet, in one line, or over which days the page looks."""
        return ", ".join(filter(None, self.dates))

    @property
    def dates(self) -> tuple[str, ...]:
        """When the two meet, or over which days the page looks, the heaviest first."""
        if self.when is None:
            return self.days or ("No date yet",)
        return (self.when.on, self.when.where, self.when.length)

    @property
    def written(self) -> str:
        """The day on which its words hold."""
        return f"As of {full_date(self.as_of)}."

    @property
    def foot(self) -> str:
        """The day on which its words hold, and for whose eyes it is."""
        return f"{self.written} {self.notice}"

    @property
    def notice(self) -> str:
        """For whose eyes it is."""
        return f"Own copy of {self.own}: holds what is private." if self.own else "Nothing private is on this page."


def say_day(day: date, as_of: date | None) -> str:
    """A day on a page, with its weekday, and with its year where that is not the one of `as_of`."""
    return short_date(day, as_of) if as_of else full_date(day)

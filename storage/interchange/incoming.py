"""One line of an interchange file, checked by itself: a record with its events in canonical form, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from models.acts.replay import Life, check_given, step
from models.errors import BadValue, IllegalAct
from models.records.event import Event, Values, day
from models.records.nouns import NOUNS
from models.records.values import check_event, check_record, content, shown_name, uid
from storage.core.layout import LAYOUTS, events_of
from storage.core.many import derived_uid, uid_bytes
from storage.core.writer import NewRow
from storage.interchange.header import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.records.fields import Noun


class FileProblem(NamedTuple):
    """One thing wrong in a file: on which line, in which record, and what."""

    line: int
    record: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.record}: {self.what}" if self.record else f"line {self.line}: {self.what}"


class Circle(NamedTuple):
    """What the check of a record needs of its alliance: its two people and its calendar."""

    principal: str
    partner: str
    zone: tzinfo


@dataclass(slots=True)
class Incoming:
    """A record of the file: its values, its events in order, the rows these make, and the life they make."""

    line: int
    noun: str
    uid: str
    values: Values
    events: Sequence[Event] = ()
    rows: Sequence[NewRow] = ()
    life: Life | None = None

    @property
    def label(self) -> str:
        """How a message names it."""
        return record_label(self.noun, self.uid)


class UnknownAlliance(Exception):
    """The record's alliance has not been read yet: the line has to wait."""


def record_label(noun: str, key: str) -> str:
    """How a message names a record of a file."""
    return f"{noun} {key[:8]}"


class Checker:
    """Checks the lines of one file. `circles` is filled by the import as alliances become known.

    `version` is what the file says of itself: what came later is no field of it.
    """

    def __init__(self, circles: dict[str, Circle]) -> None:
        self.circles = circles
        self.version = VERSION
        self.problems: list[FileProblem] = []
        self.failed = 0
        self.faulty: set[str] = set()

    def fault(self, line: int, record: str, what: str) -> None:
        """Note a problem; the first 50 are kept, all are counted."""
        self.failed += 1
        if len(self.problems) < 50:
            self.problems.append(FileProblem(line, record, what))

    def check(self, line: int, raw: dict[str, Any]) -> Incoming | None:
        """The record of a parsed line, None where it has problems. UnknownAlliance where it must wait."""
        kind, key = raw.pop("type", None), raw.pop("uid", None)
        noun = NOUNS.get(kind) if isinstance(kind, str) else None
        if noun is None:
            known = ", ".join(NOUNS)
            self.fault(line, "", f"type {shown_name(str(kind))} is unknown; known: {known}")
            return None
        try:
            key = uid(key if isinstance(key, str) else "")
        except BadValue:
            self.fault(line, noun.name, "uid is missing or no UUID")
            return None
        failed = self.failed
        found = self._record(line, noun, key, raw)
        if self.failed == failed:
            return found
        self.faulty.add(key)
        return None

    def _record(self, line: int, noun: Noun, key: str, raw: dict[str, Any]) -> Incoming:
        circle = self._circle(raw.get("alliance")) if noun.name not in ("person", "alliance") else None
        events = raw.pop("events", None) if noun.has_life else None
        values, problems = check_record(noun.name, raw)
        found = Incoming(line, noun.name, key, values)
        for problem in (*problems, *self._too_new(noun, values)):
            self.fault(line, found.label, problem)
        if noun.name == "alliance" and values.get("principal") == values.get("partner"):
            self.fault(line, found.label, "principal and partner are the same person")
        if noun.has_life and not problems and circle is not None:
            self._life(found, circle, events)
        return found

    def _too_new(self, noun: Noun, values: Values) -> list[str]:
        if self.version == VERSION:
            return []
        newer = [field for field in noun.fields if field.since > self.version and field.name in values]
        return [f"{field.name} came with version {field.since}; say so in the first line" for field in newer]

    def _circle(self, alliance: Any) -> Circle | None:
        if not isinstance(alliance, str):
            return None
        try:
            key = uid(alliance)
        except BadValue:
            return None
        if key not in self.circles:
            raise UnknownAlliance
        return self.circles[key]

    def sides(self, record: Incoming) -> tuple[str, str]:
        """Who may act in a record's life: its `from` and `to`, else its alliance's two."""
        circle = self.circles[record.values["alliance"]]
        return record.values.get("from", circle.principal), record.values.get("to", circle.partner)

    def _life(self, found: Incoming, circle: Circle, events: Any) -> None:
        sides = self.sides(found)
        if not isinstance(events, list) or not events:
            self.fault(found.line, found.label, "events is missing or empty: there is at least one")
        elif set(sides) != {circle.principal, circle.partner}:
            self.fault(found.line, found.label, "from and to are not the alliance's two people")
        else:
            try:
                found.events, found.rows = _EventReader(found, circle.zone).read(events)
                found.life = _live(found, sides)
            except (BadValue, IllegalAct) as error:
                self.fault(found.line, found.label, f"events, {error}")


def _live(record: Incoming, sides: tuple[str, str]) -> Life:
    """The life that the events of a record make; IllegalAct, with the number of the event, where one is not allowed."""
    life = Life()
    for number, event in enumerate(record.events, 1):
        try:
            step(record.noun, life, event, *sides)
        except IllegalAct as error:
            raise IllegalAct(f"number {number}: {error}") from None
    check_given(record.noun, record.values, record.events)
    return life


class _EventReader:
    """Reads the events of one record."""

    def __init__(self, record: Incoming, zone: tzinfo) -> None:
        self.noun, self.record, self.zone = record.noun, record.uid, zone
        self.root = uid_bytes(record.uid)
        self.place = LAYOUTS[events_of(record.noun)]
        self.equal: dict[str, int] = {}
        self.rows: dict[str, NewRow] = {}
        self.timed = False

    def read(self, raw: list[Any]) -> tuple[Sequence[Event], Sequence[NewRow]]:
        """The events in their order, and the rows that they make; BadValue, with the event's number, where one is none.

        Those of one day stand in the order in which they were recorded, as the log reads them. A day before its
        predecessor's is a fault of the file and stays where it is, to be found as such.
        """
        events: list[Event] = []
        try:
            for item in raw:
                events.append(self._event(item))
        except BadValue as error:
            raise BadValue(f"number {len(events) + 1}: {error}") from None
        rows = list(self.rows.values())
        if not self.timed or any(later.on < earlier.on for earlier, later in pairwise(events)):
            return events, rows
        pairs = sorted(zip(events, rows, strict=True), key=lambda pair: turn(pair[0]))
        return [event for event, _ in pairs], [row for _, row in pairs]

    def _event(self, raw: Any) -> Event:
        if not isinstance(raw, dict):
            raise BadValue("is not a map")
        key = raw.pop("uid", None)
        values, problems = check_event(self.noun, raw)
        if problems:
            raise BadValue("; ".join(problems))
        text = content(values)
        key = self._derived(text) if key is None else uid(key if isinstance(key, str) else "")
        if key in self.rows:
            raise BadValue("has the uid of another event of this record")
        on = values.get("on")
        if on is None or "at" in values:
            on = event_day(values, self.zone)
            values = self.place.ordered({**values, "on": on})
            text = content(values)
        if "recorded_at" in values:
            self.timed = True
        self.rows[key] = NewRow((key, self.record), values, self.place.hash_of(key, self.record, text))
        return Event(values["act"], values["by"], day(on), values)

    def _derived(self, text: str) -> str:
        count = self.equal.get(text, 0)
        self.equal[text] = count + 1
        return derived_uid(self.root, f"{text}#{count}" if count else text)


def turn(event: Event) -> tuple[date, str]:
    """What events are ordered by, as the log reads them; those that are equal in it stay as they came."""
    return event.on, event.values.get("recorded_at", "")


def event_day(values: Mapping[str, Any], zone: tzinfo) -> str:
    """The day of an event: its `on`, else that of its `at` in the alliance's zone. BadValue unless it has just one."""
    on, at = values.get("on"), values.get("at")
    if (on is None) == (at is None):
        raise BadValue("on or at is missing" if on is None else "has both on and at; one is enough")
    return on or datetime.fromisoformat(str(at)).astimezone(zone).date().isoformat()

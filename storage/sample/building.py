"""Makes the sample: the story, and on request more years and alliances, as interchange records and as a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from models.acts.event import Values
from models.errors import Unclear
from models.fields import Field
from models.nouns import LIVES
from models.recurrence import expected_dates
from models.values import fields_of_event, record_fields
from storage import connection
from storage.files.exporting import jsonl
from storage.files.header import VERSION
from storage.files.importing import import_file
from storage.files.writing import write_file
from storage.log import Clock, Log, begin_here
from storage.sample import phrases
from storage.sample.large import composed
from storage.sample.lives import Record
from storage.sample.story_alliance import CRITERIA, CUSTOMERS, PLACEMENTS, PULSES
from storage.sample.story_commitments import COMMITMENTS
from storage.sample.story_disagreements import DISAGREEMENTS
from storage.sample.story_feedback import FEEDBACK
from storage.sample.story_meetings import ALLIANCE, MEETINGS, PEOPLE
from storage.sample.story_notes import NOTES
from storage.sample.story_topics import DECISIONS, TOPICS

STORY_YEARS = 2
MOST_YEARS, MOST_ALLIANCES = 50, 200

_NAMESPACE = UUID("5b1f0c9e-6d0a-4f43-9d2c-76697a617669")
"""Of all uids in a sample."""

_TELLING: tuple[tuple[str, Iterable[Mapping[str, Any]]], ...] = (
    ("topic", TOPICS),
    ("decision", DECISIONS),
    ("criterion", CRITERIA),
    ("customer", CUSTOMERS),
    ("disagreement", DISAGREEMENTS),
    ("commitment", COMMITMENTS),
    ("feedback", FEEDBACK),
    ("pulse", PULSES),
    ("note", NOTES),
    ("placement", PLACEMENTS),
)
"""The story but for its people, its alliance and its meetings."""

_FIRST_SLOT, _RHYTHM = -52, 14
_USUAL_TIME = "14:00"
_BEFORE_FIRST = 4  # the story's alliance begins so many days before its first meeting
_STORY_PACE = 30  # commitments a year, as many as the story has

_COMPLETES = ("give", "resolve")
"""Acts at which the fields of a record are written as well, not only an event."""

_TAKEN = ("CIO", "CMO", "CFO")  # by people of the story
_REGIONS = ("North", "South", "East", "West", "Nordics", "Iberia", "Benelux", "Overseas", "Alps")
_ZONES = (*("Europe/London",) * 4, "Europe/Madrid", "Europe/Amsterdam")
_RHYTHMS = (
    *("FREQ=WEEKLY;INTERVAL=2;BYDAY=#",) * 6,
    "FREQ=WEEKLY;BYDAY=#",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=#",
    *("FREQ=MONTHLY;BYDAY=1#",) * 2,
)


def records(today: date, *, years: int = 2, alliances: int = 1, seed: int = 1) -> Iterator[Values]:
    """The interchange records of a sample as of `today`, the first line first. Same arguments, same records.

    The first alliance is the story and takes two years, so fewer years than two are two; more are composed before it.
    Further alliances are composed throughout. Raises Unclear for more than 50 years, or alliances outside 1 to 200.
    """
    if years > MOST_YEARS:
        raise Unclear(f"a sample has at most {MOST_YEARS} years, not {years}")
    if not 1 <= alliances <= MOST_ALLIANCES:
        raise Unclear(f"a sample has from 1 to {MOST_ALLIANCES} alliances, not {alliances}")
    return _records(today, max(years, STORY_YEARS), alliances, seed)


def _records(today: date, years: int, alliances: int, seed: int) -> Iterator[Values]:
    yield {"type": "visavis", "version": VERSION, "by": _uid(seed, "me")}
    yield from _story(today, years, seed)
    others = _partners(Random(f"{seed} partners"))  # noqa: S311 (nothing secret is drawn)
    for number, partner in zip(range(2, alliances + 1), others, strict=False):
        yield from _other(today, years, seed, number, partner)


def _story(today: date, years: int, seed: int) -> Iterator[Values]:
    """The story, after composed years where it is to have more than two."""
    coming = (-1 - today.weekday()) % 7 + 2  # the Tuesday that lies 2 to 8 days ahead
    first = coming + _FIRST_SLOT * _RHYTHM
    before = round(365.25 * (years - STORY_YEARS) / _RHYTHM)
    start = first - before * _RHYTHM
    met: tuple[Mapping[str, Any], ...] = MEETINGS
    days = {each["key"]: coming + _RHYTHM * each["slot"] + each.get("shift", 0) for each in met}
    teller = _Teller(today, seed, "", start - _BEFORE_FIRST, str(ALLIANCE["timezone"]), days)
    yield from (teller.tell("person", person) for person in PEOPLE)
    yield teller.tell("alliance", {**ALLIANCE, "started_on": teller.started})
    if before:
        rng = Random(f"{seed} 1")  # noqa: S311
        earlier = composed(rng, range(start, first, _RHYTHM), _USUAL_TIME, end=first, promises=_STORY_PACE)
        yield from (teller.tell(*told) for told in earlier)
    yield from (teller.tell("meeting", {**each, "day": days[each["key"]]}) for each in met)
    yield from (teller.tell(noun, record) for noun, found in _TELLING for record in found)


def _other(today: date, years: int, seed: int, number: int, partner: Record) -> Iterator[Values]:
    """One composed alliance with its partner."""
    rng = Random(f"{seed} {number}")  # noqa: S311
    alliance, usual = _alliance(rng, years)
    started = alliance["started_on"]
    expected = expected_dates(alliance["cadence"], today + timedelta(started), today + timedelta(100))
    teller = _Teller(today, seed, f"{number}/", started, alliance["timezone"])
    yield teller.tell("person", partner)
    yield teller.tell("alliance", alliance)
    days = [(day - today).days for day in expected]
    yield from (teller.tell(*told) for told in composed(rng, days, usual))


def _partners(rng: Random) -> Iterator[Record]:
    """People to be allied with, each with a name and a role of their own: those of the house, then of its regions."""
    house = [role for role in phrases.ROLES if role not in _TAKEN]
    regional = [f"{role}, {region}" for region in _REGIONS for role in phrases.ROLES]
    roles = (*rng.sample(house, len(house)), *rng.sample(regional, len(regional)))
    firsts, lasts = (rng.sample(names, len(names)) for names in (phrases.FIRST_NAMES, phrases.LAST_NAMES))
    for number, role in enumerate(roles):
        turn, place = divmod(number, len(firsts))  # a first name comes again only when all have come, with another last
        name = f"{firsts[place]} {lasts[(place + turn) % len(lasts)]}"
        email = f"{name.lower().replace(' ', '.')}@haldenrowe.example"
        yield {"key": "partner", "name": name, "role": role, "organisation": "Halden & Rowe", "email": email}


def _alliance(rng: Random, years: int) -> tuple[Record, str]:
    """An alliance that began so many years ago, and the usual time of its meetings."""
    hour, minute = rng.randint(8, 16), rng.choice((0, 0, 30))
    rhythm = rng.choice(_RHYTHMS).replace("#", rng.choice(("MO", "TU", "WE", "TH", "FR")))
    record = {
        "key": "alliance",
        "principal": "me",
        "partner": "partner",
        "cadence": f"{rhythm};BYHOUR={hour};BYMINUTE={minute}",
        "timezone": rng.choice(_ZONES),
        "started_on": -round(365.25 * years) + rng.randint(0, 30),
        "purpose": rng.choice(phrases.PURPOSES),
    }
    return record, f"{hour:02}:{minute:02}"


def _uid(seed: int, key: str) -> str:
    return str(uuid5(_NAMESPACE, f"{seed}/{key}"))


class _Teller:
    """Turns the records of one alliance, told as story_meetings says, into those of an interchange file.

    `prefix` keeps its keys apart from those of other alliances; `days` are the days of the meetings that dates name.
    """

    def __init__(
        self, today: date, seed: int, prefix: str, started: int, zone: str, days: Mapping[str, int] | None = None
    ) -> None:
        self.today, self.seed, self.prefix, self.started = today, seed, prefix, started
        self.zone = ZoneInfo(zone)
        self.days = dict(days or {})
        # In some zone it is still yesterday, in another the day has only begun: nothing may seem to come from ahead.
        self._latest = datetime.combine(today - timedelta(1), time(9), UTC)

    def tell(self, noun: str, record: Mapping[str, Any]) -> Values:
        """The record as a line of the file."""
        fields = record_fields(noun)
        found: Values = {"type": noun, "uid": self._uid(record["key"])}
        if "alliance" in fields:
            found["alliance"] = self._uid("alliance")
        if noun == "meeting":
            self.days[record["key"]] = record["day"]
            found["starts_at"] = self._starts_at(record)
        found |= self._values(fields, record)
        if noun in LIVES:
            found["events"] = [self._event(noun, event) for event in record["events"]]
        first, last = self._written(noun, record)
        return {**found, "created_at": self._moment(first), "updated_at": self._moment(max(first, last))}

    def _uid(self, key: str) -> str:
        return _uid(self.seed, key if key == "me" else f"{self.prefix}{key}")

    def _values(self, fields: Mapping[str, Field], record: Mapping[str, Any]) -> Values:
        return {name: self._value(fields[name], value) for name, value in record.items() if name in fields}

    def _value(self, field: Field, value: Any) -> Any:
        match field.kind:
            case "ref":
                return self._uid(value)
            case "date":
                return (self.today + timedelta(self._day(value))).isoformat()
            case "refs":
                return [self._uid(key) for key in value]
            case "entries":
                parts = {part.name: part for part in field.parts}
                return [self._values(parts, entry) for entry in value]
            case "by_person":
                return {self._uid(side): self._value(field.parts[0], own) for side, own in value.items()}
            case _:
                return value

    def _event(self, noun: str, event: Mapping[str, Any]) -> Values:
        found = self._values(fields_of_event(noun), event)
        if event.get("recorded_by") in ("me", "partner"):
            found["recorded_by"] = self._uid(event["recorded_by"])
        return found

    def _day(self, value: Any) -> int:
        """A date of the story in days from today."""
        if isinstance(value, int):
            return value
        _, meeting, after = value
        return int(self.days[meeting] + after)

    def _starts_at(self, meeting: Mapping[str, Any]) -> str:
        clock = time.fromisoformat(meeting.get("time", _USUAL_TIME))
        local = datetime.combine(self.today + timedelta(meeting["day"]), clock, self.zone)
        return local.astimezone(UTC).isoformat()

    def _written(self, noun: str, record: Mapping[str, Any]) -> tuple[int, int]:
        """The days on which the fields of a record were first and last written."""
        if noun in LIVES:
            first, *later = record["events"]
            days = [self._day(event["on"]) for event in (first, *later) if event is first or event["act"] in _COMPLETES]
        elif noun == "meeting":
            days = [record["day"] - _RHYTHM, record["day"]]
        elif noun == "topic":
            met = [self.days[key] for key in (*record.get("carried", ()), record.get("meeting")) if key]
            days = [day + lead for day in met for lead in (-5, 0)] or [-4]
        else:
            days = [day for day in self._named(record_fields(noun), record) if day < 0] or [self.started]
        return max(min(days), self.started), max(*days, self.started)

    def _named(self, fields: Mapping[str, Field], record: Mapping[str, Any]) -> Iterator[int]:
        """Every day that the record names."""
        for name, value in record.items():
            match fields.get(name):
                case Field(kind="date"):
                    yield self._day(value)
                case Field(kind="entries", parts=parts):
                    for entry in value:
                        yield from self._named({part.name: part for part in parts}, entry)
                case Field(kind="by_person", parts=(Field(kind="date"),)):
                    yield from map(self._day, value.values())

    def _moment(self, day: int) -> str:
        """The end of a working day, or the morning of yesterday where that is not past everywhere."""
        return min(datetime.combine(self.today + timedelta(day), time(18), UTC), self._latest).isoformat()


def make(path: Path, clock: Clock, *, today: date, years: int = 2, alliances: int = 1, seed: int = 1) -> None:
    """Write the sample as a log at `path`, by the way that every file comes in. The log begins with nothing to undo.

    Raises Unclear as `records` does, Refused where something is at `path` already, LogUnusable where none can be made.
    """
    found = records(today, years=years, alliances=alliances, seed=seed)
    with connection.creating(path) as draft, TemporaryDirectory(prefix="visavis-") as folder:
        file = Path(folder, "sample.visavis.jsonl")
        write_file(file, jsonl(found))
        import_file(draft, file, clock)
        with Log(draft, clock) as log:
            begin_here(log)

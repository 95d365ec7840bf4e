"""Makes the sample: the story, and on request more years and alliances, as interchange records and as a log."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.errors import BadDate, Refused, Unclear
from models.records.fields import Field
from models.records.nouns import LIVES
from models.records.values import fields_of_event, record_fields
from models.time.recurrence import expected_dates
from storage.disk import connection
from storage.interchange.exporting import jsonl
from storage.interchange.header import VERSION
from storage.interchange.importing import ImportRefused, import_file
from storage.interchange.incoming import record_label
from storage.interchange.writing import write_file
from storage.log import Clock, Log, begin_here
from storage.sample import phrases
from storage.sample.large import composed
from storage.sample.story import FILE, day_of, read_story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.records.event import Values
    from storage.sample.lives import Record

STORY_YEARS = 2
MOST_YEARS, MOST_ALLIANCES = 50, 200

_NAMESPACE = UUID("5b1f0c9e-6d0a-4f43-9d2c-76697a617669")
"""Of all uids in a sample."""

_RHYTHM = 14
_USUAL_TIME = "14:00"
_STORY_PACE = 30  # commitments a year, as many as the story has

_HANDLES = {"key", "events"}
_MEETING_HANDLES = {"slot", "shift", "time", "day"}
"""What a record has beside the fields of the file."""

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
    Further alliances are composed throughout. Raises Unclear for more than 50 years, or alliances outside 1 to 200;
    on the way Refused, naming the record, where the story cannot be told.
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
    story = read_story()
    coming = (-1 - today.weekday()) % 7 + 2  # the Tuesday that lies 2 to 8 days ahead
    for each in story["meeting"]:
        with _told_of(each):
            each["day"] = coming + _RHYTHM * each["slot"] + each.get("shift", 0)
    days = {each["key"]: each["day"] for each in story["meeting"]}
    before = round(365.25 * (years - STORY_YEARS) / _RHYTHM) * _RHYTHM
    (alliance,) = story["alliance"]
    with _told_of(alliance):
        alliance["started_on"] = day_of(alliance["started_on"], days) - before
        teller = _Teller(today, seed, "", alliance["started_on"], alliance["timezone"], days)
    for noun, found in story.items():
        if noun == "meeting" and before:
            first = coming + _RHYTHM * found[0]["slot"]
            expected = range(first - before, first, _RHYTHM)
            rng = Random(f"{seed} 1")  # noqa: S311
            earlier = composed(rng, expected, _USUAL_TIME, end=first, promises=_STORY_PACE)
            yield from (teller.tell(*told) for told in earlier)
        for record in found:
            with _told_of(record):
                line = teller.tell(noun, record)
            yield line


@contextmanager
def _told_of(record: Record) -> Iterator[None]:
    """While a record of the story is told: one that cannot be is Refused, by its key."""
    where = f"{FILE.name}, {record['key']}"
    try:
        yield
    except (BadDate, AttributeError, OverflowError, TypeError, ValueError, ZoneInfoNotFoundError) as error:
        raise Refused(f"{where}: {error}") from error
    except KeyError as error:
        raise Refused(f"{where}: {error} is missing") from error


def _at_key(error: ImportRefused, seed: int) -> Refused:
    """The first fault that the import found, by the key of its record: the file with that line is gone by then."""
    story = read_story()
    keys = {record_label(noun, _uid(seed, record["key"])): record["key"] for noun in story for record in story[noun]}
    problem = error.problems[0]
    return Refused(f"{FILE.name}, {keys[problem.record]}: {problem.what}") if problem.record in keys else error


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
    # As if drawn by lot: a topic whose uid follows from another's would be taken for one that was raised from it.
    return str(UUID(bytes=uuid5(_NAMESPACE, f"{seed}/{key}").bytes, version=4))


class _Teller:
    """Turns the records of one alliance, told as story.toml says, into those of an interchange file.

    `prefix` keeps its keys apart from those of other alliances; `days` are the days of the meetings that dates name.
    """

    def __init__(
        self, today: date, seed: int, prefix: str, started: int, zone: str, days: Mapping[str, int] | None = None
    ) -> None:
        self.today, self.seed, self.prefix, self.started = today, seed, prefix, started
        self.zone = ZoneInfo(zone)
        self.days = {**(days or {}), "today": 0}
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
        handles = _HANDLES | _MEETING_HANDLES if noun == "meeting" else _HANDLES
        found |= self._values(fields, {name: value for name, value in record.items() if name not in handles})
        if noun in LIVES:
            found["events"] = [self._event(noun, event) for event in record["events"]]
        first, last = self._written(noun, record)
        return {**found, "created_at": self._moment(first), "updated_at": self._moment(max(first, last))}

    def _uid(self, key: str) -> str:
        return _uid(self.seed, key if key == "me" else f"{self.prefix}{key}")

    def _values(self, fields: Mapping[str, Field], record: Mapping[str, Any]) -> Values:
        return {name: self._value(fields.get(name), value) for name, value in record.items()}

    def _value(self, field: Field | None, value: Any) -> Any:
        if field is None:
            return value  # for the import to refuse
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

    def _day(self, told: int | str) -> int:
        return day_of(told, self.days)

    def _starts_at(self, meeting: Mapping[str, Any]) -> str:
        clock = time.fromisoformat(meeting.get("time", _USUAL_TIME))
        local = datetime.combine(self.today + timedelta(meeting["day"]), clock, self.zone)
        return local.astimezone(UTC).isoformat()

    def _written(self, noun: str, record: Mapping[str, Any]) -> tuple[int, int]:
        """The days on which the fields of a record were first and last written."""
        if noun in LIVES:
            first, *later = record["events"] or [{"on": self.started}]
            days = [self._day(event["on"]) for event in (first, *later) if event is first or event["act"] in _COMPLETES]
        elif noun == "meeting":
            days = [record["day"] - _RHYTHM, record["day"]]
        elif noun == "topic":
            named = (*record.get("carried", ()), record.get("meeting"))
            met = [self.days[key] for key in named if key in self.days]  # one that is none, the import refuses
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


def make(path: Path, clock: Clock, *, today: date, years: int = 2, alliances: int = 1, seed: int = 1) -> list[Path]:
    """Write the sample as a log at `path`, by the way that every file comes in. The log begins with nothing to undo.

    Gives where whatever SQLite kept there of another log was put aside. Raises Unclear and Refused as `records` does,
    Refused as well where the story tells what no log takes or something is at `path` already, LogUnusable where no log
    can be made.
    """
    found = records(today, years=years, alliances=alliances, seed=seed)
    aside: list[Path] = []
    with connection.creating(path, aside.append) as draft, TemporaryDirectory(prefix="visavis-") as folder:
        file = Path(folder, "sample.visavis.jsonl")
        write_file(file, jsonl(found))
        try:
            import_file(draft, file, clock)
        except ImportRefused as error:
            raise _at_key(error, seed) from error
        with Log(draft, clock) as log:
            begin_here(log)
    return aside

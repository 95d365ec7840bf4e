"""The sample on disk: whole and legal on any day, the same for the same arguments, with nothing to undo."""

from __future__ import annotations

import pickle
import stat
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.acts.replay import replay
from models.acts.rules import acts_of
from models.errors import Refused, Unclear
from models.measures.promises import is_overdue
from models.records.event import Event, day
from models.records.nouns import LIVES
from storage.care import check
from storage.core.statements import fetch
from storage.interchange import exporting
from storage.interchange.importing import import_file
from storage.interchange.writing import write_file
from storage.log import Log
from storage.sample import building
from storage.sample.phrases import SUBJECTS
from storage.sample.story import FILE, read_story
from tests.sampling import each

# A week that ends with the clock set forward, the day after it was set back, a leap day, the first and last of a year.
DAYS = [
    *(date(2026, 3, day) for day in range(23, 30)),
    *(date(2026, 10, 26), date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31)),
]
SOME_DAYS = [DAYS[0], DAYS[5], DAYS[6], DAYS[8]]
"""A working day, the two days of a weekend on which the clocks are put forward, and a day that few years have."""

TODAY = date(2026, 11, 18)
STORY = {record["text"] for record in read_story()["commitment"]}
LONDON = ZoneInfo("Europe/London")


def clock(today: date = TODAY) -> datetime:
    """The first minute of the day there where days begin first."""
    return datetime.combine(today, time(0, 1), ZoneInfo("Pacific/Kiritimati"))


def made(folder: Path, today: date = TODAY, **how: int) -> Log:
    path = folder / f"{today}-{'-'.join(map(str, how.values()))}.visavis"
    building.make(path, lambda: clock(today), today=today, **how)
    return Log(path, lambda: clock(today))


def exported(log: Log) -> list[dict[str, Any]]:
    header, *rest = exporting.records(log)
    del header["exported_at"]
    return [header, *rest]


def counted(log: Log, sql: str) -> int:
    return int(fetch(log.connection, sql)[0][0])


@pytest.fixture(scope="module", autouse=True)
def _story_read_once() -> Iterator[None]:
    """Every sample begins with a copy of its own: to read the file takes as long as to tell a year of it."""
    story = pickle.dumps(read_story())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "read_story", lambda: pickle.loads(story))
        yield


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    with made(tmp_path_factory.mktemp("large"), years=3, alliances=3, seed=1) as log:
        yield log


@pytest.mark.parametrize("today", each(DAYS, SOME_DAYS), ids=str)
def test_the_story_is_whole_on_any_day(tmp_path: Path, today: date) -> None:
    with made(tmp_path, today) as log:
        assert check.problems(log.connection) == []
        assert [(pair.me.name, pair.other.name) for pair in log.pairs()] == [("Jay Moran", "Dana Reyes")]
        assert 42 <= counted(log, "SELECT count(*) FROM meeting") <= 50
        assert 58 <= counted(log, "SELECT count(*) FROM commitment") <= 62
        assert counted(log, "SELECT count(*) FROM feedback") == 25
        assert counted(log, "SELECT count(*) FROM disagreement") == 16
        assert counted(log, "SELECT count(*) FROM disagreement WHERE state NOT IN ('resolved', 'lapsed')") == 3
        assert counted(log, "SELECT count(*) FROM disagreement_event WHERE act = 'reopen'") == 2
        late = f"SELECT count(*) FROM commitment WHERE state = 'promised' AND due < '{today}'"
        assert counted(log, late) == 3


@pytest.mark.parametrize("today", each(DAYS, SOME_DAYS), ids=str)
def test_meetings_keep_to_the_clock_where_they_are(today: date) -> None:
    meetings = [record for record in building.records(today) if record["type"] == "meeting"]
    starts = [datetime.fromisoformat(record["starts_at"]).astimezone(LONDON) for record in meetings]
    coming = min(at for at, record in zip(starts, meetings, strict=True) if record["state"] == "planned")
    assert (coming.weekday(), coming.time()) == (1, time(14))
    assert 2 <= (coming.date() - today).days <= 8
    assert {at.time() for at in starts if at.weekday() == 1 and at.hour == 14} == {time(14)}
    assert all(7 <= at.hour <= 17 for at in starts)
    assert Counter(at.time() for at in starts)[time(14)] > 30


@pytest.mark.parametrize("today", each(DAYS, SOME_DAYS), ids=str)
def test_nothing_was_written_in_the_future(today: date) -> None:
    for record in building.records(today, years=3, alliances=2):
        if record["type"] != "visavis":
            created, updated = (datetime.fromisoformat(record[name]) for name in ("created_at", "updated_at"))
            assert created <= updated <= clock(today), record
            assert all(event["on"] <= str(today) for event in record.get("events", ())), record


def test_same_arguments_same_content(tmp_path: Path, large: Log) -> None:
    with made(tmp_path, years=3, alliances=3, seed=1) as again:
        assert exported(again) == exported(large)


def test_another_seed_tells_the_same_story_and_composes_another_rest(tmp_path: Path, large: Log) -> None:
    def texts(found: list[dict[str, Any]]) -> set[str]:
        return {record["text"] for record in found if record["type"] == "commitment"}

    with made(tmp_path, years=3, alliances=3, seed=2) as log:
        one, other = exported(large), exported(log)
    story = texts(list(building.records(TODAY)))
    assert story <= texts(one) & texts(other)
    assert len(texts(one) & texts(other)) < len(story) + 20
    assert not {record["uid"] for record in one[1:]} & {record["uid"] for record in other[1:]}


def test_alliances_do_not_change_with_their_number() -> None:
    few, more = (list(building.records(TODAY, alliances=number)) for number in (2, 3))
    assert more[: len(few)] == few


def test_a_composed_sample_is_whole_and_shows_every_act(large: Log) -> None:
    assert check.problems(large.connection) == []
    for noun in LIVES:
        shown = {act for (act,) in fetch(large.connection, f"SELECT DISTINCT act FROM {noun}_event")}
        assert shown == set(acts_of(noun))


def test_a_composed_sample_reads_true(large: Log) -> None:
    pairs = large.pairs()
    assert {pair.me.name for pair in pairs} == {"Jay Moran"}
    assert all(pair.alliance.principal == large.owner() for pair in pairs)
    assert len({pair.other.name for pair in pairs}) == len({pair.other.role for pair in pairs}) == 3
    for pair in pairs[1:]:
        own = f"FROM commitment WHERE alliance = '{pair.uid}'"
        number = counted(large, f"SELECT count(*) {own}")
        assert 270 <= number <= 330
        assert counted(large, f"SELECT count(DISTINCT text) {own}") == number
        assert counted(large, f"SELECT count(*) {own} AND state = 'satisfied'") > 0.7 * number
        assert counted(large, f"SELECT count(*) {own} AND state = 'promised' AND due < '{TODAY}'") <= 4
        assert counted(large, f"SELECT count(*) {own} AND closed_on IS NULL") < 20
        assert counted(large, f"SELECT count(*) FROM meeting WHERE alliance = '{pair.uid}' AND state = 'planned'") <= 1


@pytest.mark.parametrize("alliances", each([10, 30], [10]))
def test_a_large_sample_has_about_a_hundred_promises_a_year_and_few_overdue(alliances: int) -> None:
    promised: Counter[str] = Counter()
    overdue: Counter[str] = Counter()
    for record in building.records(TODAY, alliances=alliances):
        if record["type"] == "commitment":
            told = [Event(event["act"], event["by"], day(event["on"]), event) for event in record["events"]]
            life = replay("commitment", told, record["from"], record["to"])
            promised[record["alliance"]] += 1
            overdue[record["alliance"]] += is_overdue(life, TODAY)
    assert len(promised) == alliances
    assert max(overdue.values()) <= 4
    assert alliances / 3 <= sum(overdue.values()) <= 2 * alliances
    composed = sum(promised.values()) - promised[next(iter(promised))]  # the first alliance is the story
    assert 192 * (alliances - 1) <= composed <= 208 * (alliances - 1)


def test_what_is_said_of_a_promise_is_said_of_its_subject() -> None:
    for record in building.records(TODAY, alliances=2):
        if record["type"] == "commitment" and record["text"] not in STORY:
            words = [record.get("why", ""), *(event.get("reason", "") for event in record["events"])]
            own = [subject for subject in SUBJECTS if subject in record["text"]]
            told = [subject for subject in SUBJECTS for text in words if subject in text and "is taken" not in text]
            assert len(own) == 1
            assert set(told) <= set(own), record


def test_the_same_file_adds_nothing(tmp_path: Path, large: Log) -> None:
    file = tmp_path / "again.visavis.jsonl"
    write_file(file, exporting.jsonl(building.records(TODAY, years=3, alliances=3)))
    report = import_file(large.path, file, clock)
    assert not report.anything
    assert report.same == len(file.read_text().splitlines()) - 1


def test_a_new_sample_has_nothing_to_undo(tmp_path: Path) -> None:
    with made(tmp_path) as log:
        assert counted(log, "SELECT count(*) FROM change") == counted(log, "SELECT count(*) FROM changed_row") == 0
        with pytest.raises(Refused, match="nothing to undo"):
            log.undo()
        with log.change("Renamed") as change:
            change.edit("person", 1, {"name": "Jay M. Moran"})
        assert log.undo() == "Renamed"


def test_only_the_log_is_left_and_only_for_its_owner(tmp_path: Path) -> None:
    with made(tmp_path) as log:
        assert list(tmp_path.iterdir()) == [log.path]
        assert stat.S_IMODE(log.path.stat().st_mode) == 0o600


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.visavis"
    path.write_text("mine")
    with pytest.raises(Refused, match="there already"):
        building.make(path, clock, today=TODAY)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("was", "put", "told"), [
    ('[[person]]', '[[person', "story.toml cannot be read: .*line 29"),
    ('[[alliance]]', '[[alliances]]', "tells of one .*alliance"),
    ('[[placement]]', '[[placements]]', "placements is no .*known: person, alliance, "),
    ('key = "m45"', '', "meeting number 45 has no key"),
    ('slot = -2\n', '', "story.toml, m45: 'slot' is missing"),
    ('shift = 1', 'shift = "1"', "story.toml, m06: "),
    ('Europe/London', 'Europe/Lundon', "story.toml, alliance: .*Europe/Lundon"),
    ('started_on = "m01-4"', 'started_on = "m00"', 'story.toml, alliance: "m00" is no date'),
    ('due = "m45+8"', 'due = "m99+8"', 'story.toml, c48: "m99\\+8" is no date'),
    ('due = "m45+8"', 'due = "m45+99999999"', "story.toml, c48: "),
    ('due = "m45+8"', 'due = 2026-11-18', 'story.toml, c48: "2026-11-18" is no date'),
    ('on = "m45", due = "m45+8"', 'due = "m45+8"', "story.toml, c48: 'on' is missing"),
    ('time = "08:45"', 'time = "8.45"', "story.toml, m03: .*8.45"),
    ('supersedes = "g02"', 'supersedes = "g99"', "story.toml, g09: supersedes leads to no decision"),
    ('supersedes = "g02"', 'supersedes = "c48"', "story.toml, g09: supersedes leads to no decision"),
    ('carried = ["m45", "m46"]', 'carried = ["m45", "m64"]', "story.toml, t68: carried leads to no meeting"),
    ('why = "The chat', 'wy = "The chat', 'story.toml, c48: .*"wy"'),
    ('attested_by = "both"', 'attested = "both"', 'story.toml, c01: events, number 1: .*"attested"'),
    ('slot = -2\n', 'slot = -2\nlength = 50\n', 'story.toml, m45: .*"length"'),
    ('key = "c49"', 'key = "c48"', "story.toml, c48: its uid stands in the file twice"),
    ('text = "Agency tools still', 'test = "Agency tools still', "story.toml, c48: "),
    ('{ act = "promise", by = "partner", on = "m45", due = "m45+8"', '{ act = "agree", by = "partner", on = "m45"',
     "story.toml, c48: events, number 1: "),
])  # fmt: skip
def test_a_story_that_is_wrong_is_told_by_its_key_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, put: str, told: str
) -> None:
    text = FILE.read_text("utf-8")
    assert was in text
    file = tmp_path / "story.toml"
    file.write_text(text.replace(was, put, 1), "utf-8")
    monkeypatch.setattr(building, "read_story", lambda: read_story(file))
    with pytest.raises(Refused, match=told) as fault:
        building.make(tmp_path / "new.visavis", clock, today=TODAY)
    assert "\n" not in str(fault.value)
    assert list(tmp_path.iterdir()) == [file]


def test_numbers_out_of_bounds_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    for how in ({"years": 51}, {"alliances": 0}, {"alliances": 201}):
        with pytest.raises(Unclear):
            building.make(tmp_path / "new.visavis", clock, today=TODAY, **how)
    assert list(tmp_path.iterdir()) == []
    assert list(building.records(TODAY, years=1)) == list(building.records(TODAY, years=2))


@pytest.mark.parametrize("years", each([12, 50], [12]))
def test_a_long_sample_can_be_told(years: int) -> None:
    assert sum(1 for _ in building.records(TODAY, years=years, alliances=2)) > 250 * years


@pytest.mark.parametrize("alliances", each([12, 65], [12]))
def test_in_a_wide_sample_everybody_is_somebody_else(alliances: int) -> None:
    people = [record for record in building.records(TODAY, alliances=alliances) if record["type"] == "person"]
    assert len({person["name"] for person in people}) == len({person["role"] for person in people}) == alliances + 1

"""Every alliance in a line: the figures are those of each one's Today, on any day, in as many reads as for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.pages.everyone import Standing
from models.records.event import Values
from models.records.pair import Pair
from storage.interchange.exporting import jsonl
from storage.interchange.importing import import_file
from storage.interchange.writing import write_file
from storage.log import Log
from storage.reads.everyone import everyone, soonest
from storage.reads.today import meetings, today
from storage.sample import building
from tests.sampling import each

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 12, 30, tzinfo=UTC)
QUIET = TODAY - timedelta(250)
"""Since when the alliances that are to live by their rhythm alone have no meeting but a few that were called off."""

Changes = dict[str, Any]

# By the number of the alliance; the first is the story. A None takes the field away.
VARIED: dict[int, Changes] = {
    2: {},
    3: {"started_on": None},
    4: {"cadence": None},
    5: {"timezone": "Pacific/Kiritimati"},
    6: {"timezone": "America/Los_Angeles", "started_on": None},
    7: {"timezone": None, "cadence": None},
    8: {"timezone": "Pacific/Kiritimati", "cadence": "FREQ=MONTHLY;BYDAY=1MO"},
}
RHYTHM_ALONE = (2, 3, 4, 8)
NO_MEETINGS = (6,)


def varied() -> Iterator[Values]:
    """A sample of eight alliances, each with another turn."""
    number = 0
    for record in building.records(TODAY, alliances=8, seed=3):
        number += record["type"] == "alliance"
        if record["type"] == "alliance":
            record = {name: value for name, value in (record | VARIED.get(number, {})).items() if value is not None}
        if record["type"] == "meeting" and number in RHYTHM_ALONE and record["starts_at"] > str(QUIET):
            record = record | {"state": "cancelled"}
        if number not in NO_MEETINGS:
            yield record
        elif record["type"] != "meeting":
            yield {name: value for name, value in record.items() if name not in ("meeting", "carried")}


def imported(path: Path, records: Iterator[Values]) -> Log:
    file = path.with_suffix(".visavis.jsonl")
    write_file(file, jsonl(records))
    import_file(path, file, lambda: NOW)
    return Log(path, lambda: NOW)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    with imported(tmp_path_factory.mktemp("everyone") / "log.visavis", varied()) as log:
        yield log


def by_today(log: Log, pair: Pair, as_of: date) -> Standing:
    """The line of one alliance as its Today says it."""
    found = today(log, pair, as_of)
    late = [line.who for line in found.section("late")]
    waiting = [line.who for line in found.section("waiting")]
    held = [pair.day(item.starts_at) for item in meetings(log, pair, as_of) if item.state == "held"]
    assert (as_of - max(held)).days == found.rhythm.gap_days if held else found.rhythm.gap_days is None
    assert set(late) | set(waiting) <= {pair.me.uid, pair.other.uid}
    return Standing(
        pair=pair,
        as_of=as_of,
        next_meeting=found.next_meeting,
        late_mine=found.late_of(pair.me.uid),
        late_theirs=found.late_of(pair.other.uid),
        waiting_mine=waiting.count(pair.me.uid),
        waiting_theirs=waiting.count(pair.other.uid),
        oldest_days=found.oldest_days,
        open_disagreements=len(found.section("unsettled")),
        last_met=max(held, default=None),
    )


def always(day: date) -> Callable[[Pair], date]:
    return lambda _pair: day


def by_id(found: list[Standing]) -> list[Standing]:
    return sorted(found, key=lambda item: item.pair.alliance.id)


BACK = [-400, -30, -1, 0, 1, 2, *range(5, 250, 35), *range(250, 780, 75), 900]


@pytest.mark.parametrize("back", each(BACK, [-30, 0, 1, 110, 400, 900]))
def test_every_line_is_what_today_says(log: Log, back: int) -> None:
    as_of = TODAY - timedelta(back)
    found = everyone(log, always(as_of))
    assert by_id(found) == [by_today(log, pair, as_of) for pair in log.pairs()]


def test_each_on_its_own_day(log: Log) -> None:
    assert len({log.today(pair) for pair in log.pairs()}) == 2
    assert by_id(everyone(log, log.today)) == [by_today(log, pair, log.today(pair)) for pair in log.pairs()]

    def apart(pair: Pair) -> date:
        return TODAY - timedelta(97 * pair.alliance.id)

    assert by_id(everyone(log, apart)) == [by_today(log, pair, apart(pair)) for pair in log.pairs()]


def test_the_sample_shows_every_turn(log: Log) -> None:
    """So that the comparison above means something."""
    found = everyone(log, always(TODAY)) + everyone(log, always(QUIET))
    meet = [item.next_meeting for item in found]
    assert None in meet
    assert {item.id is None for item in meet if item} == {True, False}
    assert {item.last_met is None for item in found} == {True, False}
    for name in ("late_mine", "late_theirs", "waiting_mine", "waiting_theirs", "open_disagreements"):
        assert len({getattr(item, name) for item in found}) > 1, name
    assert None in {item.oldest_days for item in found}


def test_who_meets_next_comes_first(log: Log) -> None:
    for back in (0, 100, 400):
        as_of = TODAY - timedelta(back)
        found = everyone(log, always(as_of))
        days = [item.next_meeting.on if item.next_meeting else date.max for item in found]
        keys = list(zip(days, (item.pair.alliance.id for item in found), strict=True))
        assert keys == sorted(keys)
        assert found[0].pair == soonest(log, log.pairs(), always(as_of))


def test_one_alone(log: Log) -> None:
    for pair in log.pairs():
        assert everyone(log, log.today, pair) == [by_today(log, pair, log.today(pair))]


def statements(log: Log, act: Callable[[Log], object]) -> int:
    """How many statements something takes."""
    said: list[str] = []
    log.connection.set_trace_callback(said.append)
    act(log)
    log.connection.set_trace_callback(None)
    return len(said)


def test_the_number_of_reads_does_not_grow_with_the_alliances(log: Log, tmp_path: Path) -> None:
    with imported(tmp_path / "log.visavis", building.records(TODAY, alliances=2, seed=3)) as small:
        pairs = statements(small, Log.pairs)
        for back in (0, 100, 200, 300, 400):
            as_of = TODAY - timedelta(back)
            # Three of the meetings, one of those that are still planned; of three nouns the records, and the events and
            # alliances where something came later.
            for each in (log, small):
                assert statements(each, partial(everyone, as_of=always(as_of))) <= pairs + 3 + 3 * 3
        assert statements(log, partial(everyone, as_of=always(TODAY))) == pairs + 3 + 3


def test_a_log_without_alliances_has_no_lines(log: Log, tmp_path: Path) -> None:
    people = (record for record in building.records(TODAY) if record["type"] in ("visavis", "person"))
    with imported(tmp_path / "log.visavis", people) as empty:
        assert everyone(empty, empty.today) == []

"""The rhythm's next date: what was held, missed, called off or moved away is not proposed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.records.pair import Pair
from models.verbs.meetings import CANCEL, MOVE
from storage.log import Log
from storage.reads.everyone import everyone
from storage.reads.today import meetings, next_meeting
from storage.writes import any_record, every_verb, meeting_verbs
from tests.ui.logs import NOW, meeting, people, write

SLOT, NEXT_SLOT = "2026-11-24", "2026-12-08"
Deed = Callable[[Log, Pair], object]


def move(to: str) -> Deed:
    values = {"starts_at": f"{to}T14:00:00+00:00"}
    return lambda log, pair: every_verb.do(log, pair, "meeting", 1, MOVE, values)


def cancel(log: Log, pair: Pair) -> object:
    return every_verb.do(log, pair, "meeting", 1, CANCEL, {"reason": "travel"})


def note(log: Log, pair: Pair) -> None:
    with log.change("") as change:
        any_record.edit(log, pair, "meeting", 1, {"notes": "- one"}, change)


def remove(log: Log, pair: Pair) -> None:
    with log.change("") as change:
        any_record.remove(log, pair, "meeting", 1, change)


def undo(log: Log, _pair: Pair) -> object:
    return log.undo()


@pytest.mark.parametrize(
    ("deeds", "wanted"),
    [
        ([], SLOT),
        ([cancel], NEXT_SLOT),
        ([cancel, undo], SLOT),
        ([move("2026-11-26")], "2026-11-26"),
        ([move("2026-11-26"), cancel], NEXT_SLOT),
        ([move("2026-11-26"), move("2026-11-30"), cancel], NEXT_SLOT),
        ([move("2026-11-26"), move("2026-12-03"), cancel], "2026-12-22"),
        ([move(NEXT_SLOT), cancel], "2026-12-22"),
        ([move("2026-11-26"), undo, note], SLOT),
        ([note, remove], SLOT),
        ([move("2026-11-26"), remove], SLOT),  # who takes a meeting out says that there never was one
    ],
)
def test_a_date_that_was_settled_is_passed_over(tmp_path: Path, deeds: list[Deed], wanted: str) -> None:
    records = [*people(started_on="2026-11-10"), meeting(SLOT, "planned")]
    with Log(write(tmp_path / "log.visavis", records), lambda: NOW) as log:
        pair = log.pairs()[0]
        for deed in deeds:
            deed(log, pair)
        coming = next_meeting(log, pair, meetings(log, pair, NOW.date()), NOW.date())
        assert coming is not None
        assert str(coming.on) == wanted
        assert everyone(log, log.today)[0].next_meeting == coming


def test_a_date_that_was_moved_to_an_earlier_day_and_held_there_is_over(tmp_path: Path) -> None:
    records = [*people(started_on="2026-11-10"), meeting(SLOT, "planned")]
    with Log(write(tmp_path / "log.visavis", records), lambda: NOW) as log:
        pair = log.pairs()[0]
        move(str(NOW.date()))(log, pair)
        with log.change("") as change:
            (found,) = meetings(log, pair, NOW.date())
            meeting_verbs.hold(log, pair, found, {}, change)
        coming = next_meeting(log, pair, meetings(log, pair, NOW.date()), NOW.date())
        assert coming is not None
        assert (coming.id, str(coming.on)) == (None, NEXT_SLOT)

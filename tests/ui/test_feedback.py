"""The place of feedback: what waits first, both ways counted, and asking for it in two keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.records.rows import Feedback
from storage.core.records import select
from storage.log import Log
from tests.sampling import sizes
from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import DANA, JAY, NOW, day, drawn, event, feedback, meeting, people
from tests.ui.test_disagreements import figures
from tests.ui.test_every_act import fill


def one(about: str, from_: str, *acts: str, on: int = -30, **more: Any) -> dict[str, Any]:
    """Feedback with those acts, a day each."""
    to = JAY if from_ == DANA else DANA
    by = {"request": to, "give": from_}
    needs = {"follow_up": {"note": "It is shorter now"}, "wont_act": {"reason": "no"}}
    events = [event(act, by.get(act, to), day(on + at), **needs.get(act, {})) for at, act in enumerate(acts)]
    return feedback(about, from_, *events, **more)


LOG = [
    *people(cadence=None),
    meeting(day(-11), "held"),
    one("Board deck", JAY, "give", "acknowledge", "will_act", "follow_up", worked="Short", rework="The close"),
    one("Launch mail", DANA, "request", "give", worked="Early"),
    one("Trailer", DANA, "request", on=-5),
    one("Old talk", JAY, "give", on=-500, worked="Clear"),
]


def row(found: Driven, label: str) -> list[str]:
    """The counts of a line of the figures."""
    line = next(line for line in figures(found).splitlines() if line.startswith(label))
    return line.removeprefix(label).split()


async def test_both_ways_are_counted(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG) as found:
        await found.press("4")
        assert "WAITS FOR YOU  1" in found.text
        assert found.selected == "Launch mail"
        assert row(found, "given by") == ["you", "Dana"]
        assert row(found, "asked for") == ["0", "2"]
        assert row(found, "given ") == ["by", "you", "Dana"]
        assert row(found, "heard") == ["1", "0"]
        assert row(found, "will act on it") == ["1", "0"]
        assert row(found, "followed up") == ["1", "0"]
        assert row(found, "what worked") == ["1", "1"]
        assert row(found, "to rework") == ["1", "0"]
        assert "%" not in figures(found)
        assert "will not act" not in figures(found)


async def test_in_one_column_it_is_a_sentence(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG, NARROW) as found:
        await found.press("4")
        assert "Given in 12 months: you 1, Dana 1 · heard 1 and 0 · will act 1 and 0" in found.text


def asked(path: Path) -> Feedback:
    """The newest feedback of a log."""
    with Log(path, lambda: NOW) as log:
        return select(log.connection, Feedback, "feedback", "ORDER BY r.id")[-1]


async def test_two_keys_ask_about_the_last_meeting(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG) as found:
        await found.press("4", "r", "ctrl+s")
        assert found.status.endswith("u takes it back"), found.text
        made = asked(found.path)
        assert (made.state, made.about) == ("requested", "Our meeting of 10 Nov")
        assert made.about_on == date(2026, 11, 10)
        assert made.meeting
        assert "Our meeting of 10 Nov" in found.text


async def test_or_about_the_event_under_the_cursor(tmp_path: Path) -> None:
    dated = one("The all-hands", JAY, "give", worked="Warm", about_on=day(-3), private=True)
    async with on_records(tmp_path, [*people(cadence=None), meeting(day(-11), "held"), dated]) as found:
        await found.press("4", "r")
        assert found.form._fields["about"].typed == "The all-hands"
        await found.press("ctrl+s")
        made = asked(found.path)
        assert (made.state, made.about, str(made.about_on)) == ("requested", "The all-hands", day(-3))
        assert made.private
        two = {DANA: "giver", JAY: "receiver"}
        assert (two[made.from_], two[made.to]) == ("giver", "receiver")


async def test_with_no_event_the_form_is_empty(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(cadence=None)) as found:
        await found.press("4", "r")
        assert found.form._fields["how"].typed == "request"
        assert found.form._fields["about"].typed == ""


async def test_the_past_is_not_asked(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG, as_of=date(2026, 11, 15)) as found:
        await found.press("4")
        assert "ask for it" not in found.keys
        await found.press("r")
        assert found.status.startswith("Read only")
        assert row(found, "asked for") == ["0", "1"]


@pytest.mark.parametrize("size", sizes([WIDE, NARROW, (40, 12), (20, 5), (1, 1)]))
async def test_any_size_any_log(tmp_path: Path, size: tuple[int, int]) -> None:
    for name, log in {"empty": people(), "drawn": drawn(), "some": LOG}.items():
        folder = tmp_path / name
        folder.mkdir()
        async with on_records(folder, log, size) as found:
            await found.press("4", "enter", "escape")
            assert len(found.lines) == size[1]
            assert (figures(found) == "") is (name == "empty")


async def test_what_one_will_not_act_on_is_over(tmp_path: Path) -> None:
    log = [*people(cadence=None), one("Old talk", JAY, "give", "acknowledge", "wont_act", worked="Clear")]
    async with on_records(tmp_path, log) as found:
        await found.press("4")
        assert "OVER  1" in found.text
        assert "TO FOLLOW UP" not in found.text


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"worked": "The opening"}, "about", "say what it is asked about"),
        ({}, "about", "say what it is asked about"),
        ({"about": "Board deck", "rework": "The close"}, "rework", "that is said when it is given"),
    ],
)
async def test_what_is_asked_for_is_about_something(
    tmp_path: Path, typed: dict[str, str], field: str, says: str
) -> None:
    async with on_records(tmp_path, people()) as found:
        await found.press("4", "a", "enter")
        await fill(found, {"how": "request", **typed})
        await found.press("ctrl+s")
        assert says in found.text
        assert found.app.focused is found.form._fields[field].entry
    with Log(found.path, lambda: NOW) as log:
        assert not select(log.connection, Feedback, "feedback")

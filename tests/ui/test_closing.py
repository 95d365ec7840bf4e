"""The end of a meeting: one list to go down, each key settles what it says, nothing is lost by leaving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storage.interchange.exporting import records
from storage.log import Log
from tests.ui.driving import NARROW, WIDE, Driven, on_records
from tests.ui.logs import DANA, JAY, NOW, TODAY, commitment, day, event, meeting, people, promise, topic, uid
from tui.places.live.closing import Closing

TODAYS = uid(f"m{TODAY}")


def log() -> list[dict[str, Any]]:
    """A meeting of today with what came of it, two topics on it, and one that waits for the next."""
    promised = {
        "type": "commitment",
        "uid": uid("promise"),
        "alliance": people()[3]["uid"],
        "from": JAY,
        "to": DANA,
        "text": "Consent feed",
        "meeting": TODAYS,
        "events": [event("promise", JAY, day(0), due=day(9))],
    }
    on_it = [{**topic(text), "meeting": TODAYS} for text in ("Sandbox", "Budget line")]
    return [
        *people(started_on=day(-40)),
        meeting(str(TODAY), "held"),
        *on_it,
        {**topic("Repair van"), "private": True},
        promised,
    ]


async def closing(found: Driven) -> Closing:
    """The end of the meeting, opened over Today."""
    screen = Closing(found.place.shown_pair, 1, "today")  # type: ignore[arg-type]
    found.app.push_screen(screen)
    await found.settle()
    await found.press()
    return screen


def exported(path: Path, kind: str) -> list[dict[str, Any]]:
    """The records of a type in the log."""
    with Log(path, lambda: NOW) as there:
        return [item for item in records(there) if item["type"] == kind]


async def test_what_was_only_asked_for_is_no_promise(tmp_path: Path) -> None:
    asked = commitment("Sandbox for tests", JAY, event("request", DANA, day(0), wanted_by=day(9)), meeting=TODAYS)
    async with on_records(tmp_path, [*log(), asked]) as found:
        screen = await closing(found)
        rows = {item.label: [item.rows[at].what for at in range(len(item.rows))] for item in screen.sections()}
        assert rows["ASKED"] == ["Sandbox for tests"]
        assert "Sandbox for tests" not in rows["PROMISED"]


async def test_what_was_promised_stands_by_date(tmp_path: Path) -> None:
    more = [{**promise(text, DANA, due), "meeting": TODAYS} for text, due in (("Later", 30), ("Sooner", 2))]
    async with on_records(tmp_path, [*log(), *more]) as found:
        screen = await closing(found)
        rows = {item.label: [item.rows[at].what for at in range(len(item.rows))] for item in screen.sections()}
        assert rows["PROMISED"] == ["Sooner", "Consent feed", "Later"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_is_gone_down_once(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, log(), size) as found:
        await closing(found)
        text = found.text
        assert "Closing the meeting of Sat 21 November" in text
        at = [text.index(label) for label in ("NOT SPOKEN OF  3", "PROMISED  1", "NEXT", "RECAP")]
        assert at == sorted(at)
        assert found.selected == "Sandbox"
        await found.press("space")
        assert found.status == "Sandbox: carried to the next meeting. u takes it back"
        assert found.selected == "Budget line"
        await found.press("d")
        assert found.selected == "Repair van"
        await found.press("c")
        assert "NOT SPOKEN OF" not in found.text
        states = {item["text"]: (item.get("state"), item.get("carried")) for item in exported(found.path, "topic")}
        assert states == {
            "Sandbox": (None, [TODAYS]),
            "Budget line": ("discussed", None),
            "Repair van": ("dropped", None),
        }
        await found.press("u", "u", "u")
        assert "NOT SPOKEN OF  3" in found.text


async def test_d_behind_the_last_topic_keeps_no_promise(tmp_path: Path) -> None:
    async with on_records(tmp_path, log()) as found:
        await closing(found)
        await found.press("d", "d", "d")
        assert found.selected == "Consent feed"
        before = exported(found.path, "commitment")
        await found.press("d", "D")
        assert exported(found.path, "commitment") == before
        assert found.status == "d settles topics here; m shows what can be done with this"
        assert "d kept" not in found.keys
        await found.press("enter", "d")  # what was opened is meant
        assert exported(found.path, "commitment") != before


async def test_the_next_date_is_put_down_by_enter(tmp_path: Path) -> None:
    async with on_records(tmp_path, log()) as found:
        await closing(found)
        while "by your rhythm" not in found.selected:
            await found.press("down")
        await found.press("enter")
        assert "planned" in found.status
        coming = [item for item in exported(found.path, "meeting") if item["state"] == "planned"]
        assert [item["starts_at"][:10] for item in coming] == ["2026-12-08"]
        assert "by your rhythm" not in found.text
        await found.press("enter")
        assert found.status == "The next meeting is on Tue 8 December; n moves it"


def planned(path: Path) -> list[str]:
    """When the meetings are that are planned."""
    return [item["starts_at"][:16] for item in exported(path, "meeting") if item["state"] == "planned"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_n_plans_by_the_rhythm_and_then_moves_what_is_planned(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, log(), size) as found:
        await closing(found)
        while found.place.target != ("commitment", 1):
            await found.press("down")
        assert "n plan next meeting" in found.keys  # and not the promise's new date
        await found.press("n")
        assert planned(found.path) == ["2026-12-08T14:00"]
        assert "planned. u takes it back" in found.status
        assert "n move next meeting" in found.keys
        await found.press("n")
        assert found.form.values["starts_at"] == "2026-12-08 14:00"
        await found.press("end", *["backspace"] * 16)
        await found.type("thu 9:30")
        await found.press("ctrl+s")
        assert found.status == "Meeting of Thu 26 Nov, 09:30: moved from Tue 8 Dec, 14:00. u takes it back"
        assert planned(found.path) == ["2026-11-26T09:30"]
        await found.press("u")
        assert planned(found.path) == ["2026-12-08T14:00"]
        await found.press("u")
        assert planned(found.path) == []
        assert "n plan next meeting" in found.keys


async def test_n_moves_a_meeting_that_was_planned_before(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*log(), meeting("2026-12-01", "planned")]) as found:
        await closing(found)
        await found.press("n")
        assert found.form.values["starts_at"] == "2026-12-01 14:00"
        await found.press("escape")
        assert planned(found.path) == ["2026-12-01T14:00"]


async def test_another_date_and_none(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(cadence=None), meeting(str(TODAY), "held")]) as found:
        await closing(found)
        assert "n plans the next meeting" in found.selected
        await found.press("n")
        await found.type("fri 10:00")
        await found.press("ctrl+s")
        assert found.status == "Meeting of Fri 27 Nov, 10:00: added. u takes it back"
        assert found.lines[found.text[: found.text.index("NEXT")].count("\n") + 1].split() == [
            "›", "Fri", "27", "Nov", "10:00,", "in", "6", "days",
        ]  # fmt: skip


async def test_leaving_changes_nothing_and_topics_stay(tmp_path: Path) -> None:
    async with on_records(tmp_path, log()) as found:
        before = exported(found.path, "topic")
        await closing(found)
        await found.press("q")
        assert not isinstance(found.app.screen, Closing)
        assert exported(found.path, "topic") == before


async def test_the_veil_covers_a_private_topic(tmp_path: Path) -> None:
    async with on_records(tmp_path, log()) as found:
        await closing(found)
        await found.press("v")
        assert "Repair van" not in found.text
        assert "·····" in found.text
        await found.press("down", "down", "space")
        assert "Repair van" not in found.status
        assert found.status.startswith("·····: carried")


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_small_screens_still_say_something(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, log(), size) as found:
        await closing(found)
        assert "Sand" in found.text


async def test_the_recap_is_read_from_there(tmp_path: Path) -> None:
    async with on_records(tmp_path, log()) as found:
        screen = await closing(found)
        await found.press("p")
        assert "Recap: Jay Moran and Dana Reyes" in found.text
        assert "Consent feed" in found.text
        await found.press("escape")
        assert found.app.screen is screen

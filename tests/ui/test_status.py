"""The status line: a change on one row, a fault or a title whole, and nothing above it moves for its second row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.driving import Driven, on_records
from tests.ui.logs import DANA, people, promise
from tui.places.walk.screen import Walk

LONG = "The list of members who came back after the relaunch, by shop, by month and by what they bought first"
TOLD = (
    "This meeting is still to come (Tue 8 December, in 8 days); what was said in it is recorded once its day has come"
)
BACK = ". u takes it back"


def rows(found: Driven) -> list[str]:
    """The rows of the status line as drawn, above the keys."""
    region = found.frame.query_one("#status").region
    return [line.strip() for line in found.lines[region.y : region.bottom]]


@pytest.mark.parametrize("wide", [60, 80, 100, 118])
async def test_a_fault_is_told_whole_and_the_page_stays(tmp_path: Path, wide: int) -> None:
    async with on_records(tmp_path, [*people(), promise(LONG, DANA, -5)], (wide, 24)) as found:
        before = found.frame.query_one("#page").region
        found.frame.say(TOLD)
        await found.settle()
        assert " ".join(rows(found)) == TOLD
        assert found.frame.query_one("#page").region == before
        found.frame.say("Copied")
        await found.settle()
        assert rows(found) == ["Copied"]
        assert found.frame.query_one("#page").region == before


async def test_a_sentence_of_many_rows_ends_at_the_third(tmp_path: Path) -> None:
    async with on_records(tmp_path, people(), (80, 24)) as found:
        found.frame.say(f"{TOLD} {TOLD} {TOLD}")
        await found.settle()
        assert len(rows(found)) == 3
        assert rows(found)[-1].endswith("…")
        assert found.status == f"{TOLD} {TOLD} {TOLD}"


async def test_a_change_keeps_to_one_row_and_its_name_gives_way(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise(LONG, DANA, -5)], (80, 24)) as found:
        found.frame.say(f"{LONG}: done and accepted", BACK)
        await found.settle()
        [row] = rows(found)
        assert row.startswith("The list of members")
        assert row.endswith("…: done and accepted. u takes it back")


async def test_the_key_of_a_long_sentence_can_be_clicked(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Persona list", DANA, -5)], (80, 24)) as found:
        await found.press("d")
        done = found.status
        assert "u takes it back" in done
        found.frame.say(TOLD, BACK)
        await found.settle()
        region = found.frame.query_one("#status").region
        assert len(rows(found)) == 2
        await found.click(found.lines[region.bottom - 1].index("u takes") + 1, region.bottom - 1)
        assert "Persona list" in found.status
        assert "u takes it back" not in found.status


async def test_a_page_that_is_not_drawn_yet_tells_it_once_it_is(tmp_path: Path) -> None:
    """A long read of the page below ended while the next was opened: the app ended with a fault."""
    async with on_records(tmp_path, [*people(), promise("Persona list", DANA, -5)], (80, 24)) as found:
        await found.press("d")
        done = found.status
        pair = found.place.shown_pair
        assert pair is not None
        found.app.push_screen(Walk(pair, found.place.place_name))
        found.frame.say("Working on the log", passing=True)
        found.frame.say(done.removesuffix(BACK), BACK)
        await found.settle()
        assert isinstance(found.frame, Walk)
        assert found.status == done

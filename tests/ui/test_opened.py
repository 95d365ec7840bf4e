"""Opened records and menus: each label once, names instead of roles, and the same word for the same thing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from models.measures.settling_words import Interval, interval_text
from tests.ui.driving import NARROW, WIDE, on_records
from tests.ui.logs import DANA, PAIR, day, event, people, promise, uid
from tests.ui.test_disagreements import let_down

CHECKS = [
    {"on": day(-60), "value": 24, "status": "off", "note": "The last thirty campaigns, with dates from the tickets"},
    {"on": day(-20), "value": 15, "status": "on", "note": "Seven campaigns since then"},
]


def criterion(**more: Any) -> dict[str, Any]:
    return {"type": "criterion", "uid": uid("live"), "alliance": PAIR, "name": "Days from brief to live", **more}


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 30)])
async def test_one_label_for_all_that_stands_beside_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, [*people(), criterion(check_ins=CHECKS)], (size[0], 40)) as found:
        await found.press("6", "right", "right", "right", "enter")
        lines = [line for line in found.lines if "24; off" in line or "15; on" in line]
        assert "CHECKED IN" in lines[0]
        assert found.text.count("CHECKED IN") == 1
        # What goes on stands indented, so that the next one is seen to begin.
        begins = lines[0].index("24; off") - len("Tue 22 Sep; ")
        assert lines[1].index("15; on") - len("Sun 1 Nov; ") == begins
        goes_on = next(line for line in found.lines if line.rstrip(" │").endswith("tickets") and "24;" not in line)
        assert not goes_on[begins : begins + 2].strip()


async def test_what_each_has_from_it_is_told_by_name(tmp_path: Path) -> None:
    shared = criterion(for_principal="Fewer things half done", for_partner="An answer within the fortnight")
    async with on_records(tmp_path, [*people(), shared], (120, 40)) as found:
        await found.press("6", "right", "right", "right", "enter")
        assert "FOR JAY" in found.text
        assert "FOR DANA" in found.text
        await found.press("e")
        text = [" ".join(line.split()) for line in found.lines]
        assert any(line.startswith("for Dana") and "An answer" in line for line in text)
        assert not any("partner" in line or "principal" in line for line in text)


async def test_a_let_down_is_called_so_in_list_form_and_record(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), let_down()], (120, 40)) as found:
        await found.press("5", "enter")
        assert "let-down" in found.text
        await found.press("e")
        assert "let-down" in found.text
        assert "let down" not in found.text


async def test_in_a_menu_whose_act_it_is_stands_in_a_column(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), promise("Portal", DANA, -3)], (120, 40)) as found:
        await found.press("m")
        whose = [re.search(r"by (Dana|you|either)(  d)?\s*$", line.rstrip(" │")) for line in found.lines]
        ends = [said.end(1) for said in whose if said]
        assert len(ends) == 4
        assert len(set(ends)) == 1


async def test_without_a_date_under_its_label_no_row_says_so_again(tmp_path: Path) -> None:
    undated = {**promise("Mentor", DANA, 3), "events": [event("promise", DANA, day(-9))]}
    async with on_records(tmp_path, [*people(), undated], NARROW) as found:
        await found.press("3")
        assert "UNDATED  1" in found.text
        assert next(line for line in found.lines if "Mentor" in line).split() == ["›", "Dana", "Mentor"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_empty_place_names_the_key_that_fills_it_first(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, people(cadence=None), size) as found:
        for place in ("1", "3", "4", "5"):
            await found.press(place)
            assert found.keys.startswith("a add  ")
            assert found.keys.endswith("  ? keys")


@pytest.mark.parametrize(
    ("interval", "said"),
    [((5, 14), "5 to 14"), ((6, None), "at least 6"), ((None, 9.5), "at most 9.5"), ((None, None), "")],
)
def test_the_interval_of_a_median_in_words(interval: Interval, said: str) -> None:
    assert interval_text(interval) == said

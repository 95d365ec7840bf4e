"""Curves as inline SVG: whole, in their order, inside the picture, and a name is never code."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from models.measures.survival import estimate
from models.pages.document import Steps
from storage.documents.drawing import HIGH, WIDE, svg
from tests.domain.made import written


def steps(name: str, words: str) -> Steps:
    """The curve of times as they are written, + for open, - for lapsed."""
    cases = written(words)
    return Steps(name, estimate(cases), tuple(case.days for case in cases), "")


def test_nothing_is_drawn_of_nothing() -> None:
    assert svg([]) == ""
    assert svg([steps("none settled", "3+ 4+")]) == ""


@pytest.mark.parametrize(
    "words", ["5", "0 0 0", "1 2 3+ 4+", "6 6 6 6+ 7 9+ 10 10+ 3650", "1 2 3 4 5", "1- 2 3- 4 5- 9+", "3- 3-"]
)
def test_it_is_whole_and_inside(words: str) -> None:
    drawn = svg([steps("this year", words), steps("before", "1 2 3")])
    tree = ET.fromstring(drawn)
    said = [text.text for text in tree.iter("text")]
    assert [text for text in said if text in ("this year", "before")] == ["this year", "before"]
    assert said[-1] == "tinted: how sure that is"
    for path in tree.iter("path"):
        for command, value in re.findall(r"([HV])(-?[\d.]+)", path.attrib["d"]):
            assert 0 <= float(value) <= (WIDE if command == "H" else HIGH)
    lines = [path.attrib["d"] for path in tree.iter("path") if path.attrib["fill"] == "none"]
    assert len(lines) == 2
    for line in lines:
        heights = [float(value) for value in re.findall(r"V([\d.]+)", line)]
        assert heights == sorted(heights, reverse=True)


def test_what_took_far_longer_is_cut_off_and_said() -> None:
    assert ">14 days, the longest lasted 23 months<" in svg([steps("now", "3 4 5 6 7 8 9 10 11 700")])
    assert ">11 days<" in svg([steps("now", "3 4 5 6 7 8 9 10 11")])


def test_a_name_is_text() -> None:
    drawn = svg([steps('<script>"&\x1b[2J', "1 2 3")])
    assert "<script>" not in drawn
    assert "\x1b" not in drawn
    ET.fromstring(drawn)


def paths(words: str) -> list[str]:
    """The band and the curve."""
    return [path.attrib["d"] for path in ET.fromstring(svg([steps("now", words)])).iter("path")]


def test_it_rises_from_none_and_the_band_stands_where_there_is_one() -> None:
    ground, top, right = f"{HIGH - 18:.1f}", "8.0", f"{WIDE - 8:.1f}"
    band, line = paths("1- 2 3 4 10-")
    assert line.startswith(f"M34.0 {ground}H")
    # It levels off at three of five, not at all of them.
    assert line.endswith(f"V{8 + (HIGH - 26) * 0.4:.1f}H{right}")
    # The band begins on day 2, not on day 1, where only something lapsed; and goes on to the last day.
    days = [float(found) for found in re.findall(r"[MH]([\d.]+)", band)]
    assert min(days) == pytest.approx(34 + (WIDE - 42) * 0.2)
    assert max(days) == float(right)
    band, line = paths("1 2 3 4 10")
    assert f"V{top}" in line
    assert max(float(found) for found in re.findall(r"[MH]([\d.]+)", band)) == float(right)
    assert len(paths("1- 2- 3- 4- 10-")) == 1


@pytest.mark.parametrize(
    ("words", "axis"),
    [
        ("2 4 6 8 20", ["0", "20 days", "6 days"]),
        ("1 1 1 2 40", ["0", "7 days, the longest lasted 40 days", "1 day"]),
        ("2 4 9+ 9+ 9+", ["0", "9 days"]),
        ("9 9 9", ["0", "9 days"]),
    ],
)
def test_its_axis_names_the_first_day_the_last_and_that_of_the_half(words: str, axis: list[str]) -> None:
    tree = ET.fromstring(svg([steps("now", words)]))
    said = [text.text for text in tree.iter("text")]
    assert said[said.index("none") + 1 :][: len(axis)] == axis
    assert not [line for line in tree.iter("line") if "stroke-width" in line.attrib and line.attrib["x1"] != "34"]
    assert len([*tree.iter("line")]) == 1

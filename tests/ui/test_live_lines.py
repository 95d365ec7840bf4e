"""What a line of a live meeting means, as it is typed and as it stands: marks, days, feedback, what is pasted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sampling import sizes
from tests.ui.driving import NARROW, WIDE
from tests.ui.logs import write
from tests.ui.test_live import content, held, in_front, log_at, notes, records, typed_up

NO_MARKS = [
    "=> so",
    "!!!",
    "+1 from Dana",
    "~5 people",
    "-> next",
    "<- back",
    "<b>bold</b>",
    "<dana@example.com>",
    "![x](y)",
    ">= 5",
]


async def test_what_only_begins_like_a_mark_is_a_note_as_soon_as_it_shows(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        for line in NO_MARKS:
            await found.type(line)
            assert here.beside.word == "note"
            await found.press("enter")
        assert notes(found.path) == "\n".join(f"- {line}" for line in NO_MARKS)


MAIL = [
    "On Mon, Dana wrote:",
    "> I will send the list",
    "> and the deck by fri",
    "> > twice",
    "I answer",
    "> feed by fri",
]


async def test_what_is_quoted_under_a_line_is_a_note_typed_or_pasted(tmp_path: Path) -> None:
    same = write(tmp_path / "same.visavis", records())
    typed_up(same, MAIL, at_once=True)
    async with held(log_at(tmp_path)) as (found, here):
        for line in MAIL:
            await found.type(line)
            assert here.beside.word == ("you promise" if "feed" in line else "note")
            await found.press("enter")
        assert content(found.path) == content(same)
        before = content(found.path)
        await here.paste("\n".join(MAIL))
        assert "Nothing new, 6 captured already" in found.text
        await found.press("enter")
        assert found.status.startswith("Nothing new, 6 captured already")
        assert content(found.path) == before


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_day_at_the_end_is_offered_and_right_takes_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with held(log_at(tmp_path), size) as (found, here):
        await found.type("> list fri")
        assert here.beside.understood == "right: by Fri 27 Nov"
        assert "right: by Fri 27 Nov" in found.text
        await found.press("left", "right")
        assert here.line == "> list fri"  # the key went on in the line
        await found.press("right")
        assert here.line == "> list by fri"
        assert here.beside.understood == "Fri 27 November, in 6 days"
        await found.press("right", "enter")
        assert "list: Jay promises, due Fri 27 Nov" in found.status
        await found.type("> list")
        await found.press("right")
        assert here.line == "> list"
        await found.press("tab")
        assert here.live.focused is not here.live.line


FEEDBACK = [
    ("+ deck: clear", "worked"),
    ("+ rework the close", "to rework"),
    ("+ deck: ; the close", "to rework"),
    ("+< deck: clear; the close", "worked and to rework"),
    ("+ reworked slides are clear", "worked"),
]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_feedback_shows_what_it_will_be(tmp_path: Path, size: tuple[int, int]) -> None:
    async with held(log_at(tmp_path), size) as (found, here):
        for line, verdict in FEEDBACK:
            await found.type(line)
            assert here.beside.understood == verdict
            assert any(shown.rstrip().endswith(verdict) for shown in found.lines)
            await found.press("enter")
            assert f": {verdict}. up corrects it" in found.status
            beside = "both" if " and " in verdict else verdict
            assert any(shown.rstrip().endswith(f"  {beside}") for shown in found.lines[6:-4])


SIZES = [WIDE, NARROW, (100, 30), (50, 16), (40, 14), (30, 12)]


@pytest.mark.parametrize("size", sizes(SIZES))
async def test_every_promise_and_request_shows_its_date_or_that_it_has_none(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = log_at(tmp_path)
    typed_up(path, ["> list by fri", "? deck", "+ x: y", "! z", "< feed by 30 nov 2027"])
    async with held(path, size) as (found, _here):
        await found.press("pageup")
        shown = found.text
        await found.press("pagedown")
        shown += found.text
        for words in ("Fri 27 Nov", "no date", "Tue 30 Nov 2027"):
            assert words in shown


async def test_what_is_pasted_twice_is_told_and_left_out(tmp_path: Path) -> None:
    lines = ["> list by fri", "one", "+ deck: clear; the close"]
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("> list by fri", "one")
        await here.paste("\n".join([*lines, "> list by fri ", "two"]))
        assert "2 lines to record, 3 captured already" in found.text
        assert found.text.count("there already") == 3
        await found.press("enter")
        assert found.status == "Recorded 2 lines, 3 captured already; u takes it back once the meeting is left"
        assert notes(found.path) == "- one\n- two"
        await here.paste("\n".join(lines))
        await found.press("a")
        assert found.status.startswith("Recorded 3 lines")
        assert notes(found.path) == "- one\n- two\n- one"
        await here.paste("three\nthree")
        assert "2 lines to record" in found.text
        await found.press("a")
        assert in_front(found) == "Pasted"
        await found.press("enter")
        assert notes(found.path).endswith("- three\n- three")


async def test_a_line_typed_twice_is_recorded_twice(tmp_path: Path) -> None:
    async with held(log_at(tmp_path)) as (found, here):
        await here.say("agreed", "agreed")
        assert notes(found.path) == "- agreed\n- agreed"

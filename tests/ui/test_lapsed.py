"""What was dropped, as the app tells it: the sentence, the curve that levels off, the marks, Today, the review."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.driving import NARROW, WIDE, on_records
from tests.ui.logs import DANA, JAY, Record, commitment, day, disagreement, ended, event, people
from tests.ui.test_disagreements import figures
from tui.widgets.sheet import Sheet

NEVER = ended("1 2 3 4 5", "6 6 6 6 6 6")
SLOW = ended("1 1 1 1 1", "1 1 1 1 1 1 1", "9 9 9 9")


def kinds(of: str) -> list[Record]:
    """Five of one kind of which four lapsed, and one of another that is open."""
    return [{**record, "kind": of} for record in ended("3", "4 5 6 7")] + [disagreement("Else", -2, kind="task")]


@pytest.mark.parametrize(
    ("records", "wanted"),
    [
        (NEVER, "Half of what you raise never settles: 6 of 11 lapsed; none of 5 came back"),
        (SLOW, "Half is not reached: 5 of 16 settled; 7 lapsed; none of 5 came back"),
        (
            ended("1 2 3 4 5 6", "7"),
            "Half of what you raise settles within 4 days (1 to 6); none of 6 came back; 1 lapsed",
        ),
        (ended("1 2", "3 4"), "2 of 4 settled, too few to say how fast; none of 2 came back; 2 lapsed"),
    ],
)
async def test_the_sentence(tmp_path: Path, records: list[Record], wanted: str) -> None:
    async with on_records(tmp_path, [*people(), *records], (120, 40)) as found:
        await found.press("5")
        assert wanted in " ".join(figures(found).split())
    (tmp_path / "narrow").mkdir()
    async with on_records(tmp_path / "narrow", [*people(), *records], NARROW) as found:
        await found.press("5")
        assert wanted[:30] in found.text


async def test_the_curve_levels_off_and_the_marks_say_dropped(tmp_path: Path) -> None:
    async with on_records(
        tmp_path, [*people(), *ended("2 5 9 9 14 20", "3 8 15 22 30 41", "55 4")], (120, 40)
    ) as found:
        await found.press("5")
        told = figures(found).splitlines()
        top = next(at for at, line in enumerate(told) if line.startswith("all "))
        ground = next(at for at, line in enumerate(told) if line.startswith("none "))
        assert told[top].strip() == "all"
        assert set(told[ground][5:7]) <= set("⣀⡀⢀")
        assert "7 in 10 are over within" in " ".join(figures(found).split())
        width = found.place.query_one("#figures", Sheet).size.width
        assert max(map(len, told)) <= width
        row = next(line for line in found.lines if "Open -300 0" in line)
        assert "   late" in row


async def test_four_that_ended_are_listed_and_five_drawn(tmp_path: Path) -> None:
    for name, records, drawn in (("few", ended("2", "3 5 5"), False), ("enough", ended("2", "3 5 5 5"), True)):
        (tmp_path / name).mkdir()
        async with on_records(tmp_path / name, [*people(), *records], (120, 40)) as found:
            await found.press("5")
            assert ("\nhalf " in figures(found)) is drawn
            assert ("lapsed after 3 days" in figures(found)) is not drawn


async def test_a_kind_of_which_most_lapsed(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), *kinds("process")], (120, 60)) as found:
        await found.press("5")
        lines = [" ".join(line.split()) for line in figures(found).splitlines()]
        assert "process 5 half never settles" in lines
        assert "task 1 1 not settled yet" in lines


@pytest.mark.parametrize(
    ("records", "wanted"),
    [
        (ended("1 2 3 4 5", "6 6 6 6 6 6"), "Half never settle: 6 of 11 lapsed"),
        (SLOW, "Half is not reached: 5 of 16 settled; 7 lapsed"),
        (ended("1 2 3", "4 5"), "Half settle within 3 days (at least 1)"),
        (ended("1 2", "4 5"), "2 of 4 settled"),
    ],
)
async def test_today(tmp_path: Path, records: list[Record], wanted: str) -> None:
    async with on_records(tmp_path, [*people(), *records], WIDE) as found:
        sheet = found.place.query_one("#figures", Sheet)
        column = [line[sheet.region.x :] for line in found.lines]
        assert wanted in " ".join(
            " ".join(column[next(at for at, line in enumerate(column) if "DISAG" in line) :]).split()
        )


async def test_today_in_one_column(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*people(), *ended("1 2 3 4 5", "6 6 6 6 6 6")], NARROW) as found:
        assert "alf never settle: 6 of 11 lapsed" in found.text


async def test_the_review_tells_both_counts(tmp_path: Path) -> None:
    now = ended("1 1 2 2 3", "6 6 6 6 6 6", raised=-40)
    async with on_records(tmp_path, [*people(), *now, *ended("90 91 92 93 94", "96")], (120, 50)) as found:
        await found.press("7")
        text = " ".join(found.text.split())
        assert "SETTLING raised in this period" in text
        assert "of 11 lapsed, before 1 of 6" in text


async def test_promises_of_which_most_were_given_up(tmp_path: Path) -> None:
    given = event("promise", JAY, day(-40), due=day(-10))
    lost = [
        commitment(f"Lost {at}", JAY, given, event("revoke", JAY, day(-30), reason_code="vendor")) for at in range(4)
    ]
    asked = [
        commitment(f"Asked {at}", DANA, event("request", JAY, day(-9)), event("withdraw", JAY, day(-5), reason="moot"))
        for at in range(5)
    ]
    done = commitment("Done", JAY, given, event("report", JAY, day(-38)))
    async with on_records(tmp_path, [*people(), *lost, done, *asked], (120, 40)) as found:
        await found.press("3")
        lines = [" ".join(line.split()) for line in figures(found).splitlines()]
        assert "done 1 of 5" in lines
        assert "answered 0 of 5" in lines
        assert lines.count("half in never") == 2

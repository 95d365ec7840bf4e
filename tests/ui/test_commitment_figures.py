"""The figures of commitments: both quarters, medians that may not be reached, reasons; and the quiet line of a form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sampling import sizes
from tests.ui.driving import NARROW, WIDE, driven, on_records
from tests.ui.logs import DANA, JAY, commitment, day, drawn, event, people, promise, write
from tests.ui.test_disagreements import figures


def judged(name: str, from_: str, due: int, kept: bool, days: int = 10, **why: Any) -> dict[str, Any]:
    """A promise due so many days from today, given so many days: done on its date, or taken back on the day after."""
    done = event("report", from_, day(due)) if kept else event("revoke", from_, day(due + 1), **why)
    return commitment(name, from_, event("promise", from_, day(due - days), due=day(due)), done)


LOG = [
    *people(),
    *(judged(f"Now {at}", JAY, -15, at < 3, reason_code="underestimated") for at in range(4)),
    *(judged(f"Before {at}", JAY, -90, at < 1, reason_code="vendor") for at in range(3)),
    judged("Hers", DANA, -12, False, reason_code="waiting-on-other-side"),
    commitment(
        "Moved",
        DANA,
        event("promise", DANA, day(-30), due=day(-9)),
        event("propose", DANA, day(-20), due=day(5), reason="ill"),
        event("agree", JAY, day(-19)),
    ),
    commitment("Asked", DANA, event("request", JAY, day(-3))),
]


async def test_kept_both_ways_and_how_it_went(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG, (120, 40)) as found:
        await found.press("3")
        lines = [" ".join(line.split()) for line in figures(found).splitlines()]
        assert lines[lines.index("KEPT this quarter, and the last one") :][:6] == [
            "KEPT this quarter, and the last one",
            "you 3 of 4, before 1 of 3",
            "",
            "THIS QUARTER you Dana",
            "on first date 3 of 4 0 of 2",
            "dates moved 0 of 4 1 of 2",
        ]
        assert "done 3 of 4 0 of 2" in lines
        assert "MISSED FOR you Dana" in lines
        assert "underestimated 1 0" in lines
        assert "waited for other 0 1" in lines
        gone = ("supplier", "%", "of 1", "none", "too few", "half in", "answered", "moved by", "told, in days")
        assert not [line for line in lines if any(words in line for words in gone)]
        assert [line.split("  ")[0] for line in figures(found).splitlines() if line.startswith("DUE")] == [
            "DUE BY WEEK"
        ]


@pytest.mark.parametrize("width", [116, 118, 120, 200])
async def test_nothing_of_either_is_cut_where_both_have_a_column(tmp_path: Path, width: int) -> None:
    async with on_records(tmp_path, LOG, (width, 40)) as found:
        await found.press("3")
        told = figures(found)
        assert "…" not in told
        rows = [line.rstrip() for line in told.splitlines()]
        head = next(line for line in rows if line.startswith("THIS QUARTER"))
        moved = next(line for line in rows if line.startswith("dates moved"))
        assert head.endswith("Dana")
        assert moved.endswith("1 of 2")
        assert len(head) == len(moved)


async def test_in_one_column_it_is_a_sentence(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG, NARROW) as found:
        await found.press("3")
        assert "Dana 0 of 1" not in found.text
        assert "Kept this quarter: you 3 of 4" in found.text
        assert "DUE BY WEEK" not in found.text  # what is measured afterwards has no room under the list


async def test_what_stands_above_keeps_its_height_while_measured(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG, (120, 40)) as found:
        await found.press("3")
        after = figures(found).splitlines()
        found.place._sides = None  # type: ignore[attr-defined]
        before = figures(found).splitlines()
        assert before.index(next(line for line in before if line.startswith("DUE"))) == after.index(
            next(line for line in after if line.startswith("DUE"))
        )


async def test_they_follow_what_changes(tmp_path: Path) -> None:
    async with on_records(tmp_path, [*LOG, promise("Soon", JAY, 1)], (120, 40)) as found:
        await found.press("3", "right", "right", "right", "end")
        assert found.selected == "Soon"
        assert "3 of 4, before" in figures(found)
        await found.press("d")
        assert "4 of 5, before" in figures(found)
        await found.press("u")
        assert "3 of 4, before" in figures(found)


async def test_as_of(tmp_path: Path) -> None:
    async with on_records(tmp_path, LOG, (120, 40), as_of=date.fromisoformat(day(-80))) as found:
        await found.press("3")
        lines = [" ".join(line.split()) for line in figures(found).splitlines()]
        assert "you 1 of 3" in lines


@pytest.mark.parametrize("size", sizes([WIDE, NARROW, (40, 12), (20, 5), (1, 1)]))
async def test_any_size_any_log(tmp_path: Path, size: tuple[int, int]) -> None:
    long = people(jay="Wolfeschlegelsteinhausen Moran", dana="日本語の名前 Reyes")
    for name, log in {"empty": people(), "drawn": drawn(), "long": [*long, *LOG[len(people()) :]]}.items():
        folder = tmp_path / name
        folder.mkdir()
        async with on_records(folder, log, size) as found:
            await found.press("3", "right", "enter", "escape")
            assert len(found.lines) == size[1]


# The quiet line


PAST = [*people(), *(judged(f"Quick {at}", JAY, -20 - at, at < 4, 2, reason_code="forgot") for at in range(9))]
LINE = "of 9 promises with three days or less you kept 4"


@pytest.mark.parametrize("size", [(120, 40), NARROW, (40, 24)])
async def test_a_new_promise_is_held_against_ones_own_past(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_records(tmp_path, PAST, size) as found:
        await found.press("3", "a", "enter", "P", "tab", "tab", "tab")
        await found.type("tomorrow")
        assert LINE in " ".join(found.text.split())
        assert found.form._fields["due"].says.startswith("Sun 22 November")
        for _ in "tomorrow":
            await found.press("backspace")
        assert LINE not in " ".join(found.text.split())
        await found.type("in 2 months")
        assert "promises with" not in found.text


async def test_only_where_it_is_ones_own_and_there_are_enough(tmp_path: Path) -> None:
    async with on_records(tmp_path, PAST) as found:
        await found.press("3", "a", "enter", "P", "tab", "right", "space", "tab", "tab")
        await found.type("tomorrow")
        assert "promises with" not in found.text
    few = write(tmp_path / "few.visavis", PAST[: len(people()) + 4])
    async with driven(few) as found:
        await found.press("3", "a", "enter", "P", "tab", "tab", "tab")
        await found.type("tomorrow")
        assert "promises with" not in found.text


@pytest.mark.parametrize(
    ("reported", "said_done", "wanted"),
    [(-17, None, "3 late"), (-17, -20, ""), (-17, -19, "1 late"), (-20, None, ""), (-30, None, "")],
)
async def test_what_was_done_after_its_date_says_by_how_many_days(
    tmp_path: Path, reported: int, said_done: int | None, wanted: str
) -> None:
    """As of the day on which it was done, whenever that was reported or accepted."""
    more = {} if said_done is None else {"done_on": day(said_done)}
    done = commitment(
        "Persona list",
        DANA,
        event("promise", DANA, day(-40), due=day(-20)),
        event("report", DANA, day(reported), **more),
        event("satisfied", JAY, day(-2)),
    )
    async with on_records(tmp_path, [*people(), done]) as found:
        await found.press("3", "left")
        row = found.list.selected
        assert row is not None
        assert (row.what, row.state) == ("Persona list", wanted)


async def test_another_view_looks_for_no_row_of_the_one_before(tmp_path: Path) -> None:
    """Of tens of thousands that would be felt at the key."""
    late = [promise(f"Promise {number}", DANA, -3) for number in range(3)]
    async with on_records(tmp_path, [*people(), *late]) as found:
        await found.press("3", "down", "down", "right")
        sections = found.list._outline.sections
        assert found.selected == sections[0].rows[0].what
        assert all("where" not in vars(section.rows) for section in sections)

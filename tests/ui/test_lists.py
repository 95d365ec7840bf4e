"""The list by itself: where things stand, how the grid gives way, and that 40,000 rows cost what forty cost."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from types import FrameType
from typing import Protocol

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen

from models.finding import needles
from tui.palette import DARK, theme_of
from tui.text.cells import cell_width
from tui.text.spans import Span, cut_spans, width_of
from tui.widgets.drawn import Drawn
from tui.widgets.grid import Grid, Words
from tui.widgets.line_list import LineList
from tui.widgets.row import Row
from tui.widgets.sections import More, Outline, Rows, Section


def rows(count: int, name: str = "x") -> Rows[Row]:
    return Rows.of([Row((name, number), "Dana", "4 days", f"Promise {number}") for number in range(count)])


def sections() -> list[Section]:
    return [Section("LATE", rows(5)), Section("EMPTY", Rows.of([])), Section("WAITING", rows(2, "y"))]


def test_lines_and_places_agree() -> None:
    outline = Outline([(), ()], sections())
    assert outline.height == 2 + 1 + 6 + 1 + 3
    assert outline.places == 7
    lines = [outline.line_of(place) for place in range(7)]
    assert lines == [4, 5, 6, 7, 8, 11, 12]
    assert [outline.place_at(line) for line in lines] == list(range(7))
    assert all(one < two for one, two in pairwise(lines))
    assert [line for line in range(13) if outline.place_at(line) is None] == [0, 1, 2, 3, 9, 10]
    assert outline.words(3) == [("LATE", "label"), ("  ", "body"), ("5", "aside")]
    assert outline.words(9) == ()
    assert outline.label_above(4) == 3
    assert outline.label_above(5) == 5


def test_folding_leaves_a_place_for_the_rest() -> None:
    outline = Outline((), sections(), most=3)
    assert outline.places == 6
    assert outline.row(3) == More("LATE", 2)
    assert outline.find(("x", 4), "LATE") is None
    assert Outline((), sections(), 3, frozenset({"LATE"})).find(("x", 4), "LATE") == 4


def test_nothing_at_all() -> None:
    outline = Outline((), ())
    assert (outline.height, outline.places, outline.row(0), outline.place_at(0), outline.clamp(9)) == (
        0,
        0,
        None,
        None,
        0,
    )


def test_a_record_is_found_in_its_section_first() -> None:
    twice = [Section("LATE", rows(3)), Section("WAITING", rows(3))]
    assert Outline((), twice).find(("x", 1), "WAITING") == 4
    assert Outline((), twice).find(("x", 1), "GONE") == 1


@pytest.mark.parametrize("cells", [1, 5, 13, 20, 30, 40, 68, 130])
@pytest.mark.parametrize("what", ["Short", "A long one " * 20, "日本語" * 40, "e\u0301" * 90])
def test_only_what_is_cut(cells: int, what: str) -> None:
    row = Row(1, "Dana", "12 days", what, "late")
    spans = cut_spans(Grid().spans(row, cells, lit=False), max(0, cells - 2))
    assert width_of(spans) <= max(0, cells - 2)
    if cells >= 68:
        text = "".join(part for part, _ in spans)
        assert text.startswith("Dana      12 days   ")
        assert text.endswith(" late")
        assert cell_width(text) == cells - 2


class TraceFunction(Protocol):
    """What Python calls for each line of code."""

    def __call__(self, frame: FrameType, event: str, arg: object, /) -> TraceFunction: ...


class Bench(App[None]):
    """The list alone."""

    CSS_PATH = "../../tui/styles/app.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(theme_of(DARK))
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        class Plain(Screen[None]):
            COMPONENT_CLASSES = Drawn.VOICES

            def compose(self) -> ComposeResult:
                yield LineList(id="list")

        return Plain()


@contextmanager
def steps() -> Iterator[list[int]]:
    """Count the lines of code that are run: what it costs, on whichever machine."""
    counted = [0]

    def trace(_frame: FrameType, event: str, _arg: object) -> TraceFunction:
        counted[0] += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield counted
    finally:
        sys.settrace(before)


async def _steps(count: int) -> int:
    app = Bench()
    async with app.run_test(size=(118, 30)) as pilot:
        listed = app.screen.query_one(LineList)
        listed.show((), [Section("LATE", rows(count))])
        listed.focus()
        await pilot.pause()
        listed.action_move(count // 2)
        assert listed.selected is not None
        with steps() as counted:
            for step in (1, 1, -1, 20, -20, count, -count, count // 2):
                listed.action_move(step)
                for y in range(listed.size.height):
                    listed.render_line(y)
        return counted[0]


async def test_forty_thousand_rows_move_as_forty_do() -> None:
    few, many = await _steps(40), await _steps(40_000)
    print(f"{few} lines of code for forty, {many} for forty thousand")
    assert many < 2 * few


def test_a_state_takes_as_much_as_it_is_wide_and_ends_at_the_right() -> None:
    row = Row(1, "Dana", "12 days", "A long one " * 20)
    for state in ("late", "watch", "answer by 5 Jan?", ""):
        spans = Grid().spans(row._replace(state=state), 60, lit=False)
        text = "".join(part for part, _ in spans)
        assert len(text) <= 58
        assert text.endswith(f"  {state}" if state else "…")
        what = text.removesuffix(state).rstrip(" …")
        assert 58 - len(what) - len(state) <= len(" one …") + 2  # cut at a word


def test_a_state_without_room_is_cut_at_a_word() -> None:
    row = Row(1, "you", "4 days", "Shop stock in the member portal", "answer by 5 Jan 2027?")
    spans = Grid().spans(row, 60, lit=False)
    assert "".join(part for part, _ in spans).endswith(" answer by 5 Jan 2027?")
    ends = {Grid().spans(row, cells, lit=False)[-1][0].strip() for cells in range(40, 60)}
    assert ends == {"answer by 5 Jan 2027?", "answer by 5 Jan…", "answer by 5…", "answer by…", "answer…", ""}


def test_veiled_words_stay_quiet_under_the_cursor() -> None:
    assert {"quiet"} == {voice for text, voice in Grid().spans(Row(1, "", "", "·····"), 60, lit=True) if "·" in text}


def test_facts_are_left_out_whole() -> None:
    row = Row(1, "Dana", "", "late you 2 · 6 waiting · open 23 days", late=4, facts=True)
    spans = Grid().spans(row, 45, lit=False)
    assert ("late", "late") in spans
    assert "".join(text for text, _ in spans).rstrip().endswith("late you 2 · 6 waiting")


def test_what_is_filtered_is_found_by_its_key_and_only_there() -> None:
    whole = rows(1000)
    once = whole.matching(needles("promise 1"))
    twice = once.matching(needles("19"))
    for found in (once, twice):
        texts = [found[at].what for at in range(len(found))]
        assert [found.index(("x", int(text.removeprefix("Promise ")))) for text in texts] == list(range(len(texts)))
    assert len(once) == 111
    assert [twice[at].what for at in range(3)] == ["Promise 19", "Promise 190", "Promise 191"]
    assert (once.index(("x", 2)), twice.index(("x", 1)), whole.index(("x", 2))) == (None, None, 2)
    changed = once.with_made(lambda row: row._replace(state="late"))
    assert (changed.index(("x", 19)), changed[changed.index(("x", 19)) or 0].what) == (
        once.index(("x", 19)),
        "Promise 19",
    )
    assert [changed.matching(needles("19"))[0].what, changed.matching(needles("19"))[0].state] == ["Promise 19", "late"]


async def test_columns_stay_where_they_are_while_one_filters() -> None:
    app = Bench()
    async with app.run_test(size=(118, 30)) as pilot:
        listed = app.screen.query_one(LineList)
        found = [Section("LATE", Rows.of([Row(1, "Maximiliane", "", "One", "late"), Row(2, "Dana", "", "Two")]))]
        listed.show((), found, whole=found)
        await pilot.pause()
        before = listed._grid
        listed.show((), [found[0]._replace(rows=found[0].rows.matching(needles("two")))], whole=found)
        assert listed._grid == before
        assert listed.render_line(1).text.rstrip() == "› Dana" + " " * 21 + "Two"


def test_what_has_no_room_is_marked_once() -> None:
    spans: list[Span] = [("all 13", "place"), ("   ", "body"), ("late 3", "aside"), ("   ", "body"), ("mine", "aside")]
    for cells in range(1, 22):
        text = "".join(text for text, _ in cut_spans(spans, cells))
        assert cell_width(text) <= cells
        assert text.count("…") <= 1


def test_in_little_room_a_menu_tells_its_words_before_what_goes_with_them() -> None:
    row = Row("x", "1", "", "new date", "by either")
    assert "".join(text for text, _ in Words().spans(row, 16, lit=False)) == "1  new date   "
    assert "".join(text for text, _ in Words().spans(row, 60, lit=False)).endswith("   by either")

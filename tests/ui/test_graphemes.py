"""A line and its picture: each grapheme has its own, and what is changed in one place is the same everywhere else."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from models.visible import visible
from tests.ui.texts import CATALOGUE, LINE, LINES, TEXT
from tui.text.graphemes import Pictured, ceiling, first, floor, split
from tui.widgets.fields.kept import KeptDocument


@pytest.mark.parametrize(
    ("text", "graphemes"),
    [
        ("👨\u200d👩\u200d👧x", ["👨\u200d👩\u200d👧", "x"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("\u1112\u119e\u11ab\u1112", ["\u1112\u119e\u11ab", "\u1112"]),
        ("क्षत", ["क्ष", "त"]),
        ("ক্ষ", ["ক্ষ"]),
        ("ក្ខ", ["ក្ខ"]),
        ("می\u200cخ", ["م", "ی\u200c", "خ"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("a\u200fb", ["a", "\u200f", "b"]),
    ],
)
def test_what_a_reader_takes_for_one_character(text: str, graphemes: list[str]) -> None:
    assert split(text) == graphemes


def same(line: Pictured, other: Pictured) -> bool:
    return (line.text, [*line.graphemes], [*line.pictures]) == (other.text, [*other.graphemes], [*other.pictures])


@given(LINE | st.text() | st.sampled_from(LINES))
def test_the_picture_of_a_text_is_that_of_its_graphemes(text: str) -> None:
    assert Pictured(text, one_line=True).shown == visible(text)
    line = text.replace("\r\n", "").replace("\n", "")
    assert Pictured(line).shown == visible(line, one_line=False)


@given(LINE | st.sampled_from(CATALOGUE))
def test_cells_are_counted_as_they_are_drawn(text: str) -> None:
    line = Pictured(text)
    assert len(line.measured) == len(line.shown) == line.columns[-1]
    assert sum(map(get_character_cell_size, line.measured)) == line.cells[-1]
    for start, column, cell in zip(line.starts, line.columns, line.cells, strict=True):
        assert (line.position(column), line.column(start)) == (start, column)
        assert sum(map(get_character_cell_size, line.measured[:column])) == cell


@given(line=LINE, text=LINE, data=st.data())
def test_a_change_looks_as_the_whole_line_would_drawn_anew(line: str, text: str, data: st.DataObject) -> None:
    before = Pictured(line)
    start, end = sorted(data.draw(st.sampled_from(before.starts), label="at") for _ in range(2))
    assert same(before.spliced(start, end, text), Pictured(line[:start] + text + line[end:]))


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", "🇩", "🇩🇪", "x"]))
def test_a_long_row_of_flags_parts_anew_to_its_end(before: int, after: int, text: str) -> None:
    line = "🇩🇪" * before + "🇫🇷" * after
    assert same(Pictured(line).spliced(2 * before, 2 * before, text), Pictured("🇩🇪" * before + text + "🇫🇷" * after))


@given(LINE, st.integers(0, 30))
def test_what_is_cut_is_cut_between_graphemes(text: str, most: int) -> None:
    taken = first(text, most)
    assert text.startswith(taken)
    assert len(taken) == max(end for end in Pictured(text).starts if end <= most)


def test_bounds() -> None:
    assert [floor([0, 2, 5], at) for at in (-1, 0, 1, 2, 4, 5, 9)] == [0, 0, 0, 2, 2, 5, 5]
    assert [ceiling([0, 2, 5], at) for at in (-1, 0, 1, 2, 4, 5, 9)] == [0, 0, 2, 2, 5, 5, 5]


# Several lines


def places(kept: KeptDocument) -> list[tuple[int, int]]:
    return [(row, column) for row in range(kept.line_count) for column in kept.pictured(row).columns]


@given(TEXT | st.sampled_from(LINES))
@example("\r\u200d\r")  # a joiner between two pictures of control characters joins nothing
def test_a_text_is_kept_as_it_came(text: str) -> None:
    kept = KeptDocument(text)
    assert kept.text == kept.get_text_range(kept.start, kept.end) == text
    assert [kept.pictured(row).shown for row in range(kept.line_count)] == visible(text, one_line=False).split("\n")


@given(text=TEXT, new=TEXT, data=st.data())
def test_a_change_changes_what_stands_between_two_places_and_can_be_taken_back(
    text: str, new: str, data: st.DataObject
) -> None:
    kept = KeptDocument(text)
    start, end = sorted(data.draw(st.sampled_from(places(kept)), label="place") for _ in range(2))
    before, after = kept.get_text_range(kept.start, start), kept.get_text_range(end, kept.end)
    change = kept.whole(start, end, new)
    there = kept.get_text_range(change.start, change.end)
    result = kept.replace_range(change.start, change.end, change.text)
    assert kept.text == before + new + after
    assert result.replaced_text == there
    kept.replace_range(change.start, result.end_location, there)
    assert kept.text == text
    kept.replace_range(change.start, change.end, change.text)
    assert kept.text == before + new + after


@given(text=TEXT, new=TEXT, data=st.data())
def test_outside_of_a_whole_change_nothing_looks_other_than_it_did(text: str, new: str, data: st.DataObject) -> None:
    kept = KeptDocument(text)
    start, end = sorted(data.draw(st.sampled_from(places(kept)), label="place") for _ in range(2))
    change = kept.whole(start, end, new)
    left = kept.pictured(change.start[0]).shown[: change.start[1]]
    right = kept.pictured(change.end[0]).shown[change.end[1] :]
    result = kept.replace_range(change.start, change.end, change.text)
    assert kept.pictured(change.start[0]).shown[: change.start[1]] == left
    assert kept.pictured(result.end_location[0]).shown[result.end_location[1] :] == right
    assert result.end_location in places(kept)

"""Small records as one types them, a line each: what is typed so is read as the same again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadValue
from models.records.nouns import NOUNS
from models.records.values import check_field
from tests.ui.test_forms import desk
from tests.ui.texts import LINE, TEXT
from tui.forms.asking import Desk, as_typed, read
from tui.text.typed_entries import joined, split

__all__ = ["desk"]

PARTED = [
    ("a", ["a"]),
    ("a;b", ["a", "b"]),
    ("a ; b ;c", ["a", "b", "c"]),
    ("a;;c", ["a", "", "c"]),
    ("a;", ["a", ""]),
    (r"late\; wrong; Shops", ["late; wrong", "Shops"]),
    (r"two\nlines", ["two\nlines"]),
    (r"C:\data\\;x", ["C:\\data\\", "x"]),
    ("\\", ["\\"]),
]


@pytest.mark.parametrize(("line", "parts"), PARTED)
def test_parts(line: str, parts: list[str]) -> None:
    assert split(line) == parts


@given(st.lists(st.text("ab;\\n \n\u00a0") | TEXT, min_size=1, max_size=4))
def test_parts_stand_in_one_line_and_come_back(parts: list[str]) -> None:
    line = joined(parts)
    assert "\n" not in line
    while parts and not parts[-1]:
        parts.pop()
    assert split(line) == (parts or [""])


@given(st.lists((st.text("ab,;\\n \u00a0") | LINE).filter(bool), max_size=4))
def test_words_stand_in_one_line_and_come_back(words: list[str]) -> None:
    assert [word for word in split(joined(words, ","), ",") if word] == words


def test_a_blank_at_the_edge_of_a_part_stands_behind_a_backslash() -> None:
    assert joined([" a b ", "c"]) == r"\ a b\ ; c"
    assert split(r"\ a b\ ;  c ") == [" a b ", "c"]
    assert split(r"C:\data, at \new", ",") == ["C:\\data", r"at \new"]


JOURNEY, SEGMENTS = (NOUNS["customer"].field(name) for name in ("journey", "segments"))
WORDS = TEXT | st.sampled_from(["late; wrong", "a\nb", "x\\", "\\;", ";", " x ", "a\r\nb"])


@given(data=st.data())
def test_a_field_of_entries_is_read_as_it_was(desk: Desk, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from([JOURNEY, SEGMENTS]))
    entry = st.fixed_dictionaries({}, optional={part.name: WORDS.filter(bool) for part in field.parts})
    given_: list[dict[str, Any]] = data.draw(st.lists(entry, min_size=1, max_size=3))
    try:
        value = check_field(field, given_)
    except BadValue:  # a name that is missing, or has two lines
        return
    shown = as_typed(field, value, desk)
    assert read(field, shown, desk) == value


def test_what_has_too_many_parts_is_refused_with_a_hint(desk: Desk) -> None:
    with pytest.raises(
        BadValue, match=r"more parts than .step; owner; breaks.; a semicolon within a part is typed \\;"
    ):
        read(JOURNEY, "Buys; Shops; late; wrong", desk)


def test_a_part_that_is_needed_is_asked_for(desk: Desk) -> None:
    with pytest.raises(BadValue, match="journey entry 2: step is missing"):
        read(JOURNEY, "Buys\n; Shops", desk)

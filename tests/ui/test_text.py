"""Text as it reaches a terminal: what is made visible, and how it is measured, cut and wrapped in cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tui.text.cells import cell_width, cut, cut_words, padded, visible, wrap
from tui.widgets.content import to_content


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Persona list, naïve café – ok", "Persona list, naïve café – ok"),
        ("a\x1b[2J\x00\x07\x7f", "a␛[2J␀␇␡"),
        ("\x9b31m\x9d", "<U+009B>31m<U+009D>"),
        ("one\ntwo\tthree", "one␊two␉three"),
        ("a\u202eb\u2066c\u2069", "a<U+202E>b<U+2066>c<U+2069>"),
        ("Da\u200bna\ufeff\u00ad", "Da<U+200B>na<U+FEFF><U+00AD>"),
        ("a\u2028b\u2029", "a<U+2028>b<U+2029>"),
        ("\ud800x", "<U+D800>x"),
        ("x\ufffe", "x<U+FFFE>"),
        ("e" + "\u0301" * 200, "e" + "\u0301" * 8 + "<+192>"),
        ("\u0301a", "\u25cc\u0301a"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a\u200db", "a<U+200D>b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[red]x[/] {0} %s", "[red]x[/] {0} %s"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_newlines_and_tabs_stay_where_there_are_lines() -> None:
    assert visible("one\r\ntwo\tthree\rfour", one_line=False) == "one\ntwo\tthree␍four"


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_that_drives_a_terminal_is_left(text: str) -> None:
    for shown in (visible(text), visible(text, one_line=False).replace("\n", "").replace("\t", "")):
        assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
        assert not any(char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff" for char in shown)
        shown.encode()


@given(st.text(), st.integers(0, 30))
def test_cut_fits_and_says_that_it_cut(text: str, cells: int) -> None:
    shown = visible(text)
    found = cut(shown, cells)
    assert cell_width(found) <= cells
    assert found == shown or cells == 0 or found.endswith("…")


@given(st.text(), st.integers(2, 30))
def test_padded_is_exact(text: str, cells: int) -> None:
    assert cell_width(padded(visible(text), cells)) == cells
    assert cell_width(padded(visible(text), cells, right=True)) == cells


@given(st.text(), st.integers(2, 40))
def test_wrapped_lines_fit(text: str, cells: int) -> None:
    lines = wrap(visible(text, one_line=False), cells)
    assert all(cell_width(line) <= cells for line in lines)


def test_a_cut_keeps_a_letter_and_its_marks_together() -> None:
    assert cut("ne\u0301e\u0301n", 3) == "ne\u0301…"
    assert cut("日本語", 4) == "日…"
    assert cut("x", 0) == ""


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("Tools without a contract, on one list", 36, "Tools without a contract, on one…"),
        ("Tools without a contract, on one list", 33, "Tools without a contract, on one…"),
        ("Tools without a contract, on one list", 27, "Tools without a contract…"),
        ("Tools without a contract", 24, "Tools without a contract"),
        ("office · 2 promised · Test", 24, "office · 2 promised…"),
        ("Unteilbarkeitsbeweis", 12, "Unteilbarke…"),
        ("The Unteilbarkeitsbeweis", 12, "The Unteilb…"),
        ("x", 0, ""),
    ],
)
def test_what_is_cut_ends_with_a_whole_word_where_that_costs_little(text: str, cells: int, shown: str) -> None:
    assert cut_words(text, cells) == shown


@given(st.text(), st.integers(1, 40))
def test_what_ends_with_a_whole_word_fits(text: str, cells: int) -> None:
    assert cell_width(cut_words(visible(text), cells)) <= cells


def test_wrapping_breaks_between_words() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("a\n\nb", 7) == ["a", "", "b"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_content_meets_no_markup() -> None:
    found = to_content("[bold]x[/] ", ("[@click=app.quit]y\x1b", "bold"))
    assert isinstance(found, Content)
    assert found.plain == "[bold]x[/] [@click=app.quit]y␛"
    assert len(found.spans) == 1

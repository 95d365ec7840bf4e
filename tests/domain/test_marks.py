"""A mark counts only as documented: whatever else begins like one is a note, word for word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts.capture import MARKS, Captured, line_of, mark_of, read_line, read_lines
from models.records.values import is_blank
from tests.properties import examples

TODAY = date(2026, 11, 21)

NOTES = [
    # runs of signs
    "!!!",
    "!! who owns it",
    "??",
    "?!",
    "!?",
    "?! really",
    "++",
    "+++",
    "===",
    "== Heading ==",
    "~~struck~~",
    "~~~",
    ">>",
    ">> quoted twice",
    "> > quoted twice",
    "> > > thrice",
    "<<",
    "<< back",
    "= = =",
    "! ! !",
    "~ ~",
    "?<<x",
    "!<>",
    # arrows, comparisons, faces
    "-> next",
    "<- back",
    "<-> both",
    "=> so",
    "<= so",
    "==> so",
    "<== so",
    "~> so",
    "<~ so",
    ">= 5",
    "!= 5",
    ">- x",
    ">:(",
    "=)",
    "<3",
    "<3 that deck",
    ">.<",
    "</3",
    # numbers
    "+1",
    "+1 from Dana",
    "~5 people",
    "=3",
    ">90 % coverage",
    "<10 days",
    "+44 20 7946 0000",
    "!2",
    "?1",
    "~½",
    "=²",
    ">Ⅳ",
    "~٣",
    "+<3",
    # tags and addresses
    "<b>",
    "<b>persona list</b>",
    "</b>",
    "<br/>",
    "<br />",
    "<!-- left out -->",
    "<?xml version='1.0'?>",
    "<li>list",
    '<a href="https://a.example">list</a>',
    "<img src=x",
    "?<b>x</b>",
    "+<li>x",
    "!<em>x</em>",
    "~<i>x</i>",
    "<dana@example.com>",
    "<dana@example.com> said",
    "<https://a.example/b>",
    "<https://a.example/broken",
    "<mailto:dana@example.com>",
    "<www.example.com>",
    "?<https://a.example>",
    "<persona list>",
    # Markdown and code
    "![the board](board.png)",
    "![](x)",
    "+[x] done",
    "=[1]",
    ">[!NOTE]",
    "~/notes.md",
    "!/bin/sh",
    "=`x`",
    ">`x`",
    "?=1",
    ">#1",
    "+-3 days",
    "~$40",
    "!@dana",
    "=> `x`",
    ">*x*",
    "+_x_",
    "<_x_",
    ">(x)",
    "?.",
    ">, and",
    ">😀 good",
    # no mark at the beginning
    "- > a",
    "* ! a",
    "1. > a",
    '"> a"',
    "“> a”",
    "a > b",
    " > a",
    "\t! a",
    "\u00a0= a",
    "\u3000? a",
]


@pytest.mark.parametrize("line", NOTES)
def test_what_only_begins_like_a_mark_is_a_note(line: str) -> None:
    found = read_line(line, TODAY)
    assert found == Captured("note", True, line.strip())
    told = line_of(found, TODAY)
    assert told is not None
    assert read_line(told, TODAY) == found


SAID = [
    " list",
    "\tlist",
    "\u00a0list",
    "\u3000list",
    "list",
    "Äpfel",
    "список",
    "清单",
    "リスト",
    "목록",
    "רשימה",
    "قائمة",
    "सूची",
    "รายการ",
    "λίστα",
    "\u200fרשימה",
    "eine 2. Liste",
    " 2 lists",
    " -> list",
    " (list)",
    " <b>list</b>",
    " !list",
]
QUOTED = [
    '"{}"',
    "'{}'",
    "“{}”",
    "„{}“",
    "”{}”",
    "‘{}’",
    "‚{}‘",
    "«{}»",
    "»{}«",
    "‹{}›",
    "›{}‹",
    "「{}」",
    "『{}』",
    "《{}》",
    "〈{}〉",
    "〝{}〟",
    "｢{}｣",
    "＂{}＂",
]


@pytest.mark.parametrize("mark", [mark.mark for mark in MARKS])
@pytest.mark.parametrize("behind", [*SAID, *(shape.format("list") for shape in QUOTED)])
def test_a_mark_before_a_space_a_letter_or_a_quotation_mark_counts(mark: str, behind: str) -> None:
    found = mark_of(mark + behind)
    assert found is not None
    assert found.mark == mark
    said = read_line(mark + behind, TODAY)
    assert said is not None
    assert (said.kind, said.mine) == (found.kind, found.mine)
    assert behind.strip() in (said.text, said.worked)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<persona list -> CMO", "persona list -> CMO"),
        ("<persona list => CMO", "persona list => CMO"),
        ("<persona list, then > 90 %", "persona list, then > 90 %"),
        ("< b > a", "b > a"),
        ("<list> 3", None),
    ],
)
def test_what_is_no_tag_is_promised(line: str, text: str | None) -> None:
    found = read_line(line, TODAY)
    assert found is not None
    assert (found.kind, found.text) == (("promise", text) if text else ("note", line))


MAIL = [
    (["On Mon, Dana wrote:", "> I will send the list", "> and the deck"], "nnn"),
    (["Dana wrote:", "", "> I will send it", "", "> by friday"], "n-n-n"),
    (["Dana wrote: ", ">I will", ">> twice", "> > twice", ">"], "nnnnn"),
    (["On Mon, Dana Reyes", "<dana@example.com> Wrote:", "> I will"], "nnn"),
    (["DANA WROTE:", "\u00a0", "> I will"], "n-n"),
    (["Dana wrote:", "> I will", "I answer", "> a promise"], "nnnp"),
    (["Dana wrote:", "! who owns it", "> a promise"], "ndp"),
    (["Dana wrote", "> a promise"], "np"),
    (["Dana wrote: this", "> a promise"], "np"),
    (["> a promise", "Dana wrote:", "? an ask"], "pnr"),
    (["```", "> a", "! b", "```", "> a promise"], "nnnnp"),
    (["```python", "> a", "", "~ b", "```", "! c"], "nn-nnd"),
    (["  ```", "  > a", "= b", "  ```"], "nnnn"),
    (["````", "```", "> a", "```", "> b", "````", "> c"], "nnnnnnp"),
    (["```", "> not closed", "! so it counts"], "npd"),
    (["``` x ```", "> a"], "np"),
    (["Dana wrote:", "```", "x", "```", "> a"], "nnnnp"),
]
KIND = {"p": "promise", "r": "request", "d": "disagreement", "n": "note"}


@pytest.mark.parametrize(("lines", "kinds"), MAIL)
def test_what_is_quoted_is_notes_word_for_word(lines: list[str], kinds: str) -> None:
    found = read_lines(lines, TODAY)
    assert "".join("-" if item is None else item.kind[0] for item in found) == kinds
    for line, item in zip(lines, found, strict=True):
        if item is not None and item.kind == "note":
            assert item == Captured("note", True, line.strip())


@examples(150)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20))
def test_a_mark_is_followed_by_what_may_follow_it_or_it_is_none(behind: str) -> None:
    for mark in MARKS:
        found = mark_of(mark.mark + behind)
        if found is not None and not is_blank(behind) and found.mark == mark.mark:
            first = behind.lstrip("\u200b\u200e\u200f\u2060\ufeff\u00ad")[:1]
            assert not first.isdigit()
            assert first not in set("!?+=~<>-/[(#&%$@*_.,;:|\\`^")

"""The one table of marks: what each line means, and in which words that is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.acts.capture import MARKS, Captured, bare, line_of, mark_of, read_line, word_of

TODAY = date(2026, 11, 21)

DRAWN = [
    ("> consent feed by eom", Captured("promise", True, "consent feed", date(2026, 11, 30)), "you promise"),
    ("< persona list by next fri", Captured("promise", False, "persona list", date(2026, 11, 27)), "Dana promises"),
    ("? analytics sandbox", Captured("request", True, "analytics sandbox"), "you ask Dana"),
    ("?< outside-software guideline", Captured("request", False, "outside-software guideline"), "Dana asks you"),
    (
        "+ deck: nine of ten; rework the close",
        Captured("feedback", True, "deck", worked="nine of ten", rework="the close"),
        "feedback you give",
    ),
    ("+< ...", Captured("feedback", False, "", worked="..."), "feedback you get"),
    ("! who owns the data model", Captured("disagreement", True, "who owns the data model"), "a disagreement"),
    ("= agency accounts through SSO", Captured("decision", True, "agency accounts through SSO"), "a decision"),
    ("~ what brand lift means", Captured("learning", True, "what brand lift means"), "you learned"),
    ("anything else", Captured("note", True, "anything else"), "note"),
]
"""The lines that the design of the screens draws, and the words beside them."""


@pytest.mark.parametrize(("line", "said", "word"), DRAWN)
def test_each_line_means_what_is_drawn(line: str, said: Captured, word: str) -> None:
    assert read_line(line, TODAY) == said
    assert word_of(said.kind, said.mine, "you", "Dana") == word


def test_no_two_marks_say_the_same_and_each_has_its_words() -> None:
    words = {word_of(mark.kind, mark.mine, "you", "Dana") for mark in MARKS}
    assert len(words) == len(MARKS) == len({mark.mark for mark in MARKS})
    for mark in MARKS:
        assert mark_of(mark.example) is mark
        assert mark.short
        assert "{" not in word_of(mark.kind, mark.mine, "you", "Dana")


def test_in_a_log_kept_for_somebody_nobody_is_you() -> None:
    words = [word_of(mark.kind, mark.mine, "Jay", "Dana") for mark in MARKS]
    assert words[:6] == [
        "Jay promises",
        "Dana promises",
        "Jay asks Dana",
        "Dana asks Jay",
        "feedback Jay gives",
        "feedback Jay gets",
    ]
    assert not any("you" in word.split() for word in words)


def test_names_are_no_format_strings() -> None:
    assert word_of("request", True, "{0}", "{other} %s") == "{0} asks {other} %s"


@pytest.mark.parametrize("line", ["> by mark", " > a note", ""])
def test_a_line_with_words_is_not_bare(line: str) -> None:
    assert not bare(line)


@pytest.mark.parametrize("mark", [mark.mark for mark in MARKS])
def test_a_mark_alone_is_bare(mark: str) -> None:
    assert bare(mark)
    assert bare(f"{mark}  ")


@pytest.mark.parametrize(
    "line",
    [
        *(mark.example for mark in MARKS),
        "> feed",
        "> feed by 30 nov 2031",
        "+ fine",
        "+ rework the close",
        "+ at 14:30: short; rework it",
        "just words",
        " > a note",
        " = ",
        ">",
        "> stand by me",
        "! by friday",
    ],
)
def test_what_a_line_means_is_told_by_a_line_that_means_it(line: str) -> None:
    said = read_line(line, TODAY)
    assert said is not None
    wanted = replace(said, hint="")
    told = line_of(wanted, TODAY)
    assert told is not None
    assert replace(read_line(told, TODAY) or said, hint="") == wanted


@pytest.mark.parametrize(
    "said",
    [
        Captured("promise", True, "stand by friday"),  # whose date would be read as one
        Captured("feedback", True, "the deck: its end", None, "fine"),
        Captured("decision", True, "one\ntwo"),
        Captured("decision", True, " spaced "),
    ],
)
def test_what_no_line_says_is_told_by_none(said: Captured) -> None:
    assert line_of(said, TODAY) is None

"""The day of a line: "by DATE" with signs around it, what stays of the text, and a day that is offered."""

from __future__ import annotations

from datetime import date

import pytest

from models.acts.capture import line_of, meaning, read_line, with_day

TODAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 27)

SIGNS = [".", "!", "?", ",", ";", "…", "...", "!!!", "?!", ")", "]", '"', "”", "»", ").", '."', ".)", " .", " !"]
AROUND = [
    "(by {})",
    "(By {}.)",
    "[by {}]",
    "{{by {}}}",
    '"by {}"',
    "'by {}'",
    "“by {}”",
    "„by {}“",
    "«by {}»",
    "»by {}«",
    "‘by {}’",
    "「by {}」",
    "(by {}",
    "by ({})",
    "by [{}]",
    'by "{}"',
    "by “{}”",
    "by «{}»",
    "by '{}'!",
    "( by {} )",
    "(by {}).",
    "(by {})!",
    "by {})",
    '("by {}")',
    "(by ({}))",
    "…by {}",
    "- by {}",
    ", by {}",
    "– by {}",
    "BY {}",
    "By {}",
    "bY {}",
    "by  {}",
    "by the {}",
    "by on {}",
]
DAYS = ["27.11.", "friday", "FRIDAY", "Fri 27 Nov", "fri, 27 nov", "2026-11-27", "27 nov.", "27.11.2026"]


@pytest.mark.parametrize("words", DAYS)
@pytest.mark.parametrize("shape", [*(f"by {{}}{sign}" for sign in SIGNS), *AROUND])
def test_signs_around_a_day_leave_with_it(shape: str, words: str) -> None:
    for mark in (">", "<", "?", "?<"):
        found = read_line(f"{mark} list {shape.format(words)}", TODAY)
        assert found is not None
        assert (found.text, found.due, found.hint) == ("list", FRIDAY, "")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("list (v2) by friday", "list (v2)"),
        ("list (v2) by friday.", "list (v2)"),
        ("list by friday (v2)", "list (v2)"),
        ("list by friday [v2].", "list [v2]"),
        ("list (by friday) (v2)", "list (v2)"),
        ("list (a) (by friday) [b]", "list (a) [b]"),
        ("list (to Tom by friday)", "list (to Tom)"),
        ("list (to Tom by friday).", "list (to Tom)"),
        ("list (send by friday (latest))", "list (send (latest))"),
        ("[list (by friday)]", "[list]"),
        ("“list” by friday", "“list”"),
        ("“list by friday”", "“list”"),
        ('"list by friday."', '"list"'),
        ("list (by friday) for the board", "list for the board"),
        ("list (by friday), then the deck", "list, then the deck"),
        ("(by friday) list", "list"),
        ("list(by friday)", "list"),
        ("signed by legal by friday (agreed by Tom)", "signed by legal (agreed by Tom)"),
        ("Send it. By friday.", "Send it."),
        ("don't stall by friday", "don't stall"),
        ("list… by friday…", "list…"),
        ("list, by friday", "list"),
    ],
)
def test_what_does_not_belong_to_the_day_stays(line: str, text: str) -> None:
    found = read_line(f"> {line}", TODAY)
    assert found is not None
    assert (found.text, found.due) == (text, FRIDAY)
    told = line_of(meaning(found), TODAY)
    assert told is not None
    assert read_line(told, TODAY) == meaning(found)


@pytest.mark.parametrize(
    "line",
    [
        "a book by Drucker",
        "stand by",
        "step-by friday",
        "list by friday or monday",
        "list (by friday or monday)",
        "by friday",
        "(by friday)",
        "by friday.",
        "list by 3/12.",
        "list by friday 14:00",
        "list by (Tom)",
        "nearby friday",
        "list by.",
        "list by (",
        "list by 30 feb!",
        "list by mon 24 nov.",
        "by",
        "(by)",
        "list by …",
    ],
)
def test_what_is_no_date_stays_whole(line: str) -> None:
    found = read_line(f"> {line}", TODAY)
    assert found is not None
    assert (found.text, found.due) == (line, None)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("> SSO plan by mon 24 nov", None),  # a Tuesday
        ("> SSO plan mon 24 nov", None),
        ("> SSO plan tue 24 nov", "> SSO plan by tue 24 nov"),
        ("> SSO plan tomorrow 24 nov", None),
        ("> list friday", "> list by friday"),
        ("> list next fri", "> list by next fri"),
        ("> list on friday", "> list by friday"),
        ("> list fri.", "> list by fri."),
        (">list in 2 weeks", ">list by in 2 weeks"),
        ("< list the day after tomorrow", "< list by the day after tomorrow"),
        ("? list eom", "? list by eom"),
        ("?< list 3 dec", "?< list by 3 dec"),
        ("> stand by me fri", "> stand by me by fri"),
        ("> list by fri", None),
        ("> fri", None),
        ("> list", None),
        ("> follow up on last fri", None),
        ("> list yesterday", None),
        ("> review of may", None),
        ("! list fri", None),
        ("= list fri", None),
        ("list fri", None),
        (" > list fri", None),
        ("", None),
    ],
)
def test_a_day_at_the_end_is_offered(line: str, offered: str | None) -> None:
    found = with_day(line, TODAY)
    assert (found and found[0]) == offered
    if found:
        said = read_line(found[0], TODAY)
        assert said is not None
        assert said.due == found[1]

"""The pulse: what may be seen of a round, gaps and guess errors, rounds over time, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.measures.pulse import Compared, Guessed, RoundFigures, compared, figures, furthest, furthest_first, series
from models.records.pair import Pair
from models.records.rows import Alliance, Person, Pulse
from models.verbs.pulse import ANSWER, HAND_OVER, answers_seen, both_answered, is_in, verbs, with_their_answers
from models.verbs.pulse_statements import STATEMENTS, survey_of
from tui.pictures.lines import said
from tui.pictures.pulse import apart_text, comparison, glance, scale
from tui.text.cells import cell_width
from tui.text.glyphs import ASCII, Glyphs

ME, OTHER, STRANGER = "me", "other", "stranger"
FULL = Glyphs()

Answers = list[dict[str, Any]]


def person(uid: str, name: str) -> Person:
    return Person(1, uid, None, None, None, None, name, None, None, None, None)


PAIR = Pair(
    Alliance(1, "pair", None, None, None, None, ME, OTHER, None, None, None, None, None, None, None),
    person(ME, "Jay Moran"),
    person(OTHER, "Dana Reyes"),
    UTC,
)


def pulse(answers: Answers, keys: str = "abc", on: date = date(2026, 3, 3), row: int = 1) -> Pulse:
    statements = [{"key": key, "text": f"Statement {key}"} for key in keys]
    return Pulse(row, f"p{row}", None, None, None, None, "pair", on, statements, answers)


def said_by(by: str, scores: str, guesses: str = "", keys: str = "abc") -> Answers:
    """A digit a statement; a dash is no score, or no guess."""
    found = []
    for key, score, guess in zip(keys, scores, guesses or "-" * len(keys), strict=True):
        entry: dict[str, Any] = {"by": by, "key": key}
        if score != "-":
            entry["score"] = int(score)
        if guess != "-":
            entry["guess"] = int(guess)
        found.append(entry)
    return found


# Which answers may be seen


@pytest.mark.parametrize(
    ("mine", "theirs", "both", "able"),
    [
        ("---", "---", False, (ANSWER, HAND_OVER)),
        ("4--", "---", False, (ANSWER, HAND_OVER)),
        ("42-", "315", False, (ANSWER, HAND_OVER)),
        ("423", "---", False, (HAND_OVER, ANSWER)),
        ("423", "31-", False, (HAND_OVER, ANSWER)),
        ("423", "315", True, ()),
    ],
)
def test_the_others_answers_are_seen_once_both_have_scored_everything(
    mine: str, theirs: str, both: bool, able: tuple[object, ...]
) -> None:
    answers = [*said_by(ME, mine), *said_by(OTHER, theirs)]
    found = pulse(answers)
    assert both_answered(found.statements or [], answers, PAIR) is both
    seen = answers_seen(found.statements or [], answers, PAIR)
    assert [item for item in seen if item["by"] == ME] == said_by(ME, mine)
    assert [item for item in seen if item["by"] == OTHER] == (said_by(OTHER, theirs) if both else [])
    assert verbs(found, PAIR) == able
    assert bool(compared(found, PAIR)) is both
    assert is_in(found, ME) is ("-" not in mine)


def test_a_round_without_statements_is_never_seen_and_cannot_be_answered() -> None:
    found = pulse(said_by(OTHER, "315"), keys="")
    assert answers_seen([], found.answers or [], PAIR) == []
    assert verbs(found, PAIR) == ()


def test_a_score_for_no_statement_of_the_round_opens_nothing() -> None:
    answers = [*said_by(ME, "42", keys="ab"), *said_by(ME, "3", keys="z"), *said_by(OTHER, "315")]
    assert answers_seen(pulse([]).statements or [], answers, PAIR) == [item for item in answers if item["by"] == ME]


ONE = st.fixed_dictionaries(
    {"by": st.sampled_from([ME, OTHER, STRANGER]), "key": st.sampled_from("abcz")},
    optional={"score": st.integers(1, 5), "guess": st.integers(1, 5)},
)


@given(st.lists(ONE, max_size=14), st.sampled_from(["", "a", "ab", "abc"]))
def test_nothing_of_the_other_is_seen_of_any_round_that_is_not_whole(answers: Answers, keys: str) -> None:
    found = pulse(answers, keys)
    seen = answers_seen(found.statements or [], answers, PAIR)
    scored = {(item["by"], item["key"]) for item in answers if "score" in item}
    whole = bool(keys) and all((by, key) in scored for by in (ME, OTHER) for key in keys)
    assert [item for item in answers if item["by"] == ME] == [item for item in seen if item["by"] == ME]
    assert whole or all(item["by"] == ME for item in seen)
    assert bool(compared(found, PAIR)) is whole is bool(figures([found], PAIR)) is bool(series([found], PAIR))


# By file


SENT = {"alliance": "pair", "opened_on": "2026-03-03", "statements": [{"key": "a", "text": "A"}]}


@pytest.mark.parametrize(
    ("mine", "file", "after"),
    [
        (said_by(ME, "4", keys="a"), said_by(OTHER, "2", keys="a"), [(ME, 4), (OTHER, 2)]),
        (said_by(ME, "4", keys="a"), said_by(ME, "1", keys="a"), [(ME, 4)]),
        (said_by(ME, "4", keys="a"), [], [(ME, 4)]),
        ([], said_by(ME, "1", keys="a"), []),
        (said_by(OTHER, "2", keys="a"), said_by(OTHER, "3", keys="a"), [(OTHER, 3)]),
        (said_by(OTHER, "2", keys="a"), said_by(STRANGER, "3", keys="a"), [(OTHER, 2)]),
    ],
)
def test_a_shared_copy_brings_the_senders_own_answers_and_no_others(
    mine: Answers, file: Answers, after: list[tuple[str, int]]
) -> None:
    kept = {**SENT, "answers": mine, "updated_at": "2026-03-04T09:00:00+00:00"}
    found = with_their_answers(kept, {**SENT, "answers": file, "updated_at": "2026-03-05T09:00:00+00:00"}, OTHER)
    assert [(item["by"], item["score"]) for item in found.get("answers", [])] == after
    assert found["updated_at"] == kept["updated_at"]


# Gap and guess error


@pytest.mark.parametrize(
    ("mine", "theirs", "my_guess", "their_guess", "gap", "my_error", "their_error"),
    [
        (4, 2, 2, 4, 2, 0, 0),
        (2, 4, 1, 5, -2, 3, 3),
        (3, 3, 5, 1, 0, 2, 2),
        (1, 5, None, 3, -4, None, 2),
        (5, 1, 3, None, 4, 2, None),
    ],
)
def test_the_gap_is_my_score_minus_theirs_and_the_error_what_each_guess_was_off(
    mine: int,
    theirs: int,
    my_guess: int | None,
    their_guess: int | None,
    gap: int,
    my_error: int | None,
    their_error: int | None,
) -> None:
    item = Compared("a", "A", mine, theirs, my_guess, their_guess)
    assert (item.gap, item.my_error, item.their_error) == (gap, my_error, their_error)


def test_rounds_over_time_are_in_the_order_of_their_days_and_leave_blind_ones_out() -> None:
    late = pulse([*said_by(ME, "33", "24", "ab"), *said_by(OTHER, "34", "33", "ab")], "ab", date(2026, 6, 1), 2)
    early = pulse([*said_by(ME, "52", "13", "ab"), *said_by(OTHER, "14", "5-", "ab")], "ab", date(2026, 1, 5), 3)
    blind = pulse(said_by(OTHER, "555"), on=date(2026, 9, 1), row=1)
    gaps = {key: [item.gap for item in items] for key, items in series([blind, late, early], PAIR).items()}
    assert gaps == {"a": [4, 0], "b": [-2, -1]}
    assert figures([blind, late, early], PAIR) == (
        RoundFigures(date(2026, 1, 5), 2, 0, Guessed(1, 2), Guessed(1, 1)),
        RoundFigures(date(2026, 6, 1), 2, 1, Guessed(1, 2), Guessed(2, 2)),
    )


def test_a_statement_that_was_asked_once_has_a_way_of_one() -> None:
    first = pulse([*said_by(ME, "1", keys="a"), *said_by(OTHER, "2", keys="a")], "a", row=1)
    then = pulse([*said_by(ME, "11", keys="ab"), *said_by(OTHER, "15", keys="ab")], "ab", row=2)
    assert {key: len(items) for key, items in series([first, then], PAIR).items()} == {"a": 2, "b": 1}


@pytest.mark.parametrize(
    ("mine", "theirs", "keys"), [("333", "333", ""), ("315", "334", "b"), ("513", "153", "ab"), ("423", "222", "a")]
)
def test_furthest_apart_is_the_largest_gap_whichever_way(mine: str, theirs: str, keys: str) -> None:
    found = furthest(compared(pulse([*said_by(ME, mine), *said_by(OTHER, theirs)]), PAIR))
    assert "".join(item.key for item in found) == keys


@pytest.mark.parametrize(
    ("mine", "theirs", "order"),
    [("333", "333", "abc"), ("315", "334", "bca"), ("513", "153", "abc"), ("421", "225", "cab")],
)
def test_the_furthest_apart_stand_first_and_alike_ones_in_their_order(mine: str, theirs: str, order: str) -> None:
    items = compared(pulse([*said_by(ME, mine), *said_by(OTHER, theirs)]), PAIR)
    assert "".join(item.key for item in furthest_first(items)) == order


# The statements


def test_every_figure_stands_beside_its_statement_and_none_beside_those_on_the_teams() -> None:
    surveyed = [item.survey for item in STATEMENTS if item.survey]
    figures_named = ("three quarters", "56 %", "30 %", "46 %", "42 %", "45 %", "35 %", "half")
    assert len(surveyed) == 7
    assert all(sum(name in text for text in surveyed) == 1 for name in figures_named)
    assert [item.key for item in STATEMENTS if not item.survey] == ["my-team", "your-team", "reward"]
    assert len({item.key for item in STATEMENTS}) == len({item.text for item in STATEMENTS}) == len(STATEMENTS) == 10


def test_a_statement_of_ones_own_has_no_figure_even_under_a_key_of_ours() -> None:
    data = next(item for item in STATEMENTS if item.key == "data")
    assert survey_of("data", data.text) == data.survey
    assert survey_of("data", "We pay for data twice") == ""


# The picture


@pytest.mark.parametrize(
    ("mine", "theirs", "drawn", "ascii_drawn"),
    [
        (4, 2, "· ●━━━○ ·", ". o===- ."),
        (1, 5, "○━━━━━━━●", "-=======o"),
        (3, 3, "· · ◉ · ·", ". . # . ."),
        (2, 3, "· ○━● · ·", ". -=o . ."),
    ],
)
def test_both_scores_stand_on_one_scale(mine: int, theirs: int, drawn: str, ascii_drawn: str) -> None:
    item = Compared("a", "A", mine, theirs, None, None)
    assert said(scale(item, FULL)) == drawn
    assert said(scale(item, ASCII)) == ascii_drawn


def test_a_spread_scale_has_its_marks_at_the_same_scores() -> None:
    assert said(scale(Compared("a", "A", 4, 2, None, None), FULL, 3)) == "·   ●━━━━━━━○   ·"


@pytest.mark.parametrize(("gap", "says"), [(0, "alike"), (1, "1 apart"), (-2, "2 apart"), (4, "4 apart")])
def test_how_far_apart_in_words(gap: int, says: str) -> None:
    assert apart_text(gap) == says


def usual(scores: Sequence[str], on: date, row: int) -> Pulse:
    keys = [item.key for item in STATEMENTS]
    answers = [
        {"by": by, "key": key, "score": int(score), "guess": 3}
        for by, text in zip((ME, OTHER), scores, strict=True)
        for key, score in zip(keys, text, strict=True)
    ]
    statements = [{"key": item.key, "text": item.text} for item in STATEMENTS]
    return Pulse(row, f"p{row}", None, None, None, None, "pair", on, statements, answers)


ROUNDS = [
    usual(("5243214322", "3125142233"), date(2025, 3, 4), 1),
    usual(("5334323333", "4334243322"), date(2026, 1, 6), 2),
]


@pytest.mark.parametrize("width", [1, 8, 20, 40, 71, 72, 76, 80, 120])
@pytest.mark.parametrize("glyphs", [FULL, ASCII])
@pytest.mark.parametrize("count", [1, 2])
def test_a_comparison_keeps_to_its_width_and_says_everything(width: int, glyphs: Glyphs, count: int) -> None:
    lines = [said(line) for line in comparison(ROUNDS[:count], PAIR, PAIR.called, width, glyphs)]
    if width >= 40:
        assert max(map(cell_width, lines)) <= width
        told = " ".join(" ".join(lines).split())
        assert all(item.survey in told for item in STATEMENTS)
        assert all(item.text in told for item in STATEMENTS)
        assert ("OVER TIME" in told) is (count == 2)
        assert ("Before: " in told) is (count == 2)
        assert "you guessed 3" in told.lower()
    assert glyphs is FULL or all(line.isascii() for line in lines)


@pytest.mark.parametrize("width", [20, 43, 56, 72, 76, 90])
@pytest.mark.parametrize("glyphs", [FULL, ASCII])
def test_a_glance_has_every_statement_with_how_far_apart_it_is(width: int, glyphs: Glyphs) -> None:
    lines = [said(line) for line in glance(ROUNDS, PAIR, PAIR.called, width, glyphs)]
    gaps = sorted((abs(item.gap) for item in compared(ROUNDS[-1], PAIR)), reverse=True)
    ends = tuple(f" {apart_text(gap)}" for gap in range(5))
    first = lines.index("") + 1
    found = [next(end for end in ends if line.endswith(end)).strip() for line in lines[first:] if line.endswith(ends)]
    assert found == [apart_text(gap) for gap in gaps]
    # Whose a mark is stands there once, and only above.
    assert sum("Dana" in line for line in lines[: lines.index("OVER TIME")]) == 1
    if width >= 43:
        assert max(map(cell_width, lines)) <= width
        assert all(any(item.text in line for line in lines) for item in STATEMENTS)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            72,
            [
                "○ you  ● Dana  ◉ alike                               1       5",
                "",
                "I would rather buy a service outside                 · ○━━━● ·   2 apart",
            ],
        ),
        (
            40,
            ["○ you  ● Dana  ◉ alike", "", "I would rather buy a service outside", "  · ○━━━● ·  2 apart"],
        ),
    ],
)
def test_a_line_a_statement_below_what_names_the_marks(width: int, lines: list[str]) -> None:
    found = [said(line) for line in glance(ROUNDS[1:], PAIR, PAIR.called, width, FULL)]
    assert found[: len(lines)] == lines


def test_the_rounds_before_stand_below() -> None:
    lines = [said(line) for line in comparison(ROUNDS, PAIR, PAIR.short, 76, FULL)]
    assert lines[-3:] == [
        "OVER TIME",
        "Mar 2025  alike on 0 of 10; guessed right: Jay 3 of 10, Dana 2 of 10",
        "Jan 2026  alike on 5 of 10; guessed right: Jay 4 of 10, Dana 7 of 10",
    ]
    assert next(line for line in lines if line.startswith("  Before")) == "  Before: 3 apart in Mar 2025"

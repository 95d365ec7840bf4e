"""Pictures of figures, line by line: the step curve with its band, bars of ages, cases that are too few for a curve."""

from __future__ import annotations

from datetime import date

import pytest

from models.measures.disagreements import SettlingCase, SettlingFigures, settling_figures
from models.measures.settling_words import marks_text, most_text, settling_sentence
from models.measures.survival import Case, Ending, estimate
from models.time.words import days_text
from tests.domain.made import written
from tui.pictures.bars import ageing_bar, count_bar, marks_named, scale_end, share_bar
from tui.pictures.curve import Curve, curve_lines
from tui.pictures.lines import said
from tui.pictures.settling import ageing_lines, explained, picture
from tui.text.cells import cell_width
from tui.text.glyphs import ASCII, Glyphs

FULL = Glyphs()
RAISED = "you raise"
NEVER = "85 in 100 never: 3 of 10 lapsed"


def curve(*days: int, censored: tuple[int, ...] = ()) -> Curve:
    """A curve of cases settled after so many days, and of others seen so long."""
    points = estimate([*(Case(day, "resolved") for day in days), *(Case(day, "open") for day in censored)])
    return Curve(points, (*days, *censored))


def of(cases: list[Case]) -> Curve:
    """The curve of cases of any ending."""
    return Curve(estimate(cases), [case.days for case in cases])


def drawn(found: Curve, width: int, rows: int, glyphs: Glyphs = ASCII) -> list[str]:
    return [said(line) for line in curve_lines(found, width, rows, glyphs, tinted=False)]


def test_a_small_curve_in_ascii() -> None:
    assert drawn(curve(2, 4, 6, 8, 10), 30, 5) == [
        "all                ..........#",
        "          ..........    ######",
        "half           ##########.....",
        "          ######   ......",
        "none ######.........",
        "     0          6 days 10 days",
    ]


def test_a_small_curve_in_braille() -> None:
    assert drawn(curve(2, 4, 6, 8, 10), 30, 5, FULL) == [
        "all            ⠄⠄⠄⠄⠔⠐⠐⠐⠐⠐⠁⠁⠁⠁⢹",
        "          ⠁⠁⠁⠁⠁⠁        ⢸⠉⠉⠉⠉⠉",
        "half           ⣀⣀⣀⣀⣸⠉⠉⠉⠉⢉⢀⢀⢀⢀⢀",
        "          ⣀⣀⣀⣀⣀⡇   ⢀⠄⠄⠄⠄⠔",
        "none ⣀⣀⣀⣀⣀⡇⠄⠄⠄⠄⠔⠐⠐⠐⠐",
        "     0          6 days 10 days",
    ]


def test_a_small_curve_on_its_tinted_band() -> None:
    """Edges stand a step within a cell, from below in the colour of the band, from above in that of the page."""
    lines = curve_lines(curve(2, 4, 6, 8, 10), 30, 5, FULL, tinted=True)
    assert [said(line) for line in lines] == [
        "all            ▂▂▂▂▂▅▅▅▅▅▇▇▇▇⢸",
        "          ▇▇▇▇▇         ⢸⠉⠉⠉⠉⠉",
        "half           ⣀⣀⣀⣀⣸⠉⠉⠉⠉⠉▁▁▁▁▁",
        "          ⣀⣀⣀⣀⣀⡇    ▂▂▂▂▂",
        "none ⣀⣀⣀⣀⣀⡇▂▂▂▂▅▅▅▅▅",
        "     0          6 days 10 days",
    ]
    assert lines[2][1:] == [("     ", "quiet"), ("     ⣀⣀⣀⣀⣸⠉⠉⠉⠉⠉", "band"), ("▁▁▁▁▁", "band-above")]


@pytest.mark.parametrize("glyphs", [FULL, ASCII])
@pytest.mark.parametrize("width", [76, 48, 30, 20])
@pytest.mark.parametrize(
    "found",
    [
        curve(3),
        curve(1, 2, 3, 4),
        curve(0, 0, 0, 0, 0, 0),
        curve(5, 5, 5, 5, 5, 9, 9),
        curve(1, 2, 3, 4, 5, censored=tuple(range(10, 60))),
        curve(9, 30, 200, 900, 2000, censored=(3650, 3650, 12)),
        curve(*range(1, 400)),
        of(written("1- 2 3- 4 5 6- 8 9- 12 14 15+ 17+ 20- 21 23+")),
        of(written("0- 0- 0- 0- 0-")),
        of(written("0- 0 3- 3 900- 900- 900+")),
    ],
)
def test_every_curve_fills_its_room_and_no_more(found: Curve, width: int, glyphs: Glyphs) -> None:
    for rows in (3, 5, 10):
        lines = drawn(found, width, rows, glyphs)
        assert rows <= len(lines) <= rows + 1  # one less where half would not be in the middle
        assert max(map(cell_width, lines)) <= width
        assert [line[:4].strip() for line in lines if line[:4].strip() in ("all", "half", "none")] == [
            "all",
            "half",
            "none",
        ]
        assert lines[-2 if found.is_cut and rows > 3 else -1][5] == "0"
        assert glyphs == FULL or all(line.isascii() for line in lines)


def test_the_curve_rises_and_never_falls() -> None:
    rows = drawn(curve(1, 2, 2, 3, 8, 9, 12), 48, 10)
    first = [line.index("#", 5) for line in rows[:-1] if "#" in line[5:]]
    assert first == sorted(first, reverse=True)
    assert rows[0].endswith("#")
    assert rows[-2][5] == "#"


def test_it_levels_off_below_what_lapsed_and_the_band_goes_on() -> None:
    # Two of five lapse, on days 1 and 5; of the others none is left either.
    lines = drawn(of(written("1- 2 3 4 5-")), 50, 11)
    assert [line for line in lines[:4] if "#" in line] == []
    assert lines[4].endswith("#")
    # Nothing is settled yet on day 1: no band stands there. On day 5 not all is: it reaches the edge.
    first, last = (sum(line[at : at + 1] == "." for line in lines[:-1]) for at in (16, 48))
    assert (first, last) == (0, 2)


def test_where_all_lapsed_the_curve_lies_on_the_ground() -> None:
    lines = drawn(of(written("1- 2- 3- 4- 5-")), 30, 5)
    assert lines[-2] == "none #########################"
    assert not any(set(line[5:]) & set("#.") for line in lines[:-2])


WAYS = [(FULL, True), (FULL, False), (ASCII, True), (ASCII, False)]


@pytest.mark.parametrize(("glyphs", "tinted"), WAYS)
def test_the_band_shows_as_a_shape_of_its_own(glyphs: Glyphs, tinted: bool) -> None:
    """Tinted it is a ground and no edge is dotted; where there is no colour it is dots and no ground."""
    found = curve(1, 2, 3, 4, 5, 6, 7, 8)
    lines = curve_lines(found, 48, 10, glyphs, tinted=tinted)
    tones = {tone for line in lines for _, tone in line}
    assert ({"band"} <= tones) is tinted
    assert ({"band-below", "band-above"} <= tones) is (tinted and glyphs == FULL)
    dotted = [text for line in lines[:-1] for text, tone in line[1:] if tone == "quiet" and text.strip()]
    assert bool(dotted) is not tinted


@pytest.mark.parametrize("glyphs", [FULL, ASCII])
@pytest.mark.parametrize(
    "words", ["1 2 3 4 5 6+ 9-", "0 0 0 0 0 0+", "1- 2- 3- 4- 5-", "3 30 300 900 2000", "1- 2 3 4 5-"]
)
def test_on_every_band_stands_the_same_curve_and_nothing_is_out_of_place(words: str, glyphs: Glyphs) -> None:
    for width in (20, 36, 48):
        for rows in (3, 5, 10):
            tinted = curve_lines(of(written(words)), width, rows, glyphs, tinted=True)
            assert len(tinted) == rows + 1
            assert all(cell_width(said(line)) <= width for line in tinted)
            plain = curve_lines(of(written(words)), width, rows, glyphs, tinted=False)
            assert [line[0] for line in tinted] == [line[0] for line in plain]
            assert tinted[-1] == plain[-1]


def test_what_the_band_stands_for_is_said_where_there_is_one() -> None:
    for tinted, says in ((True, "tinted: how sure that is"), (False, "dotted: how sure that is")):
        assert said(explained(curve(1, 2, 3, 4, 5), 48, 5, FULL, tinted=tinted)[-1]) == says
        assert len(explained(curve(5, 5, 5, 5, 5), 48, 5, FULL, tinted=tinted)) == 6
    assert explained(curve(1, 2, 3, 4, 5), 9, 5, FULL, tinted=True) == []


def test_all_on_the_first_day_is_one_fall() -> None:
    lines = drawn(curve(0, 0, 0, 0, 0), 30, 5)
    assert [line[5:6] for line in lines[:-1]] == ["#"] * 5
    assert lines[-1].split() == ["0", "1", "day"]


def test_what_is_seen_far_longer_is_cut_off_and_said() -> None:
    lines = drawn(curve(1, 2, 3, 4, 5, censored=(900,)), 48, 5)
    assert lines[-2].endswith("7+ days")
    assert lines[-1] == "1 lasted longer, 30 months"
    assert len(lines) == 5
    assert drawn(curve(1, 2, 3, 4, 5, censored=(8,)), 48, 5)[-1].endswith(" 8 days")
    assert drawn(curve(1, 2, 3, 4, 5, censored=(900, 800)), 20, 5)[-1] == "2 longer"
    assert drawn(curve(1, 2, 3, 4, 5, censored=(900,)), 48, 3)[-1].endswith("7+ days")


def test_one_of_700_days_leaves_the_first_month_its_room() -> None:
    found = curve(2, 5, 9, 12, 14, 17, 20, 24, 28, 30, 700)
    lines = drawn(found, 76, 10)
    assert lines[-1] == "1 lasted longer, 23 months"
    assert lines[-2].split() == ["0", "17", "days", "38+", "days"]
    assert lines[-2].index("17") > 30
    # It was settled, but not within what is shown: the curve does not rise at the edge.
    assert "#" not in lines[0]


@pytest.mark.parametrize(
    ("days", "censored", "end"),
    [
        ((1, 2, 3, 4, 5, 6), (), 6),
        ((1, 2, 3, 4, 700), (), 7),
        ((0, 0, 0, 0, 700), (), 7),
        ((9, 10, 11, 12, 13), (15, 18), 18),
        ((9, 10, 11, 12, 13), (400,), 17),
        ((100, 200, 300, 400, 500), (), 500),
        ((), (900,), 900),
    ],
)
def test_where_the_picture_ends(days: tuple[int, ...], censored: tuple[int, ...], end: int) -> None:
    assert curve(*days, censored=censored).end == end


@pytest.mark.parametrize(
    ("days", "axis"),
    [
        ((9, 10, 11, 12, 13), "0 11 days 13 days"),
        ((1, 2, 3, 4, 5, 30), "0 3.5 days 7+ days"),
        ((5, 30, 120, 130, 140), "0 4 months 5 months"),
        ((1, 60, 61, 99, 99, 140), "0 80 days 5 months"),
        ((5, 5, 5), "0 5 days"),
    ],
)
def test_the_axis_names_the_first_day_that_of_the_half_and_the_last(days: tuple[int, ...], axis: str) -> None:
    lines = drawn(curve(*days), 48, 5)
    assert " ".join(next(line for line in lines if line.startswith("     0")).split()) == axis


def test_nothing_is_drawn_where_there_is_no_room_or_no_step() -> None:
    assert drawn(curve(1, 2, 3), 19, 10) == []
    assert drawn(curve(1, 2, 3), 48, 2) == []
    assert drawn(curve(censored=(4, 5)), 48, 10) == []


# Bars


@pytest.mark.parametrize(
    ("part", "whole", "wanted"),
    [(0, 5, "──────────"), (5, 5, "━━━━━━━━━━"), (1, 100, "╾─────────"), (99, 100, "━━━━━━━━━╾"), (1, 2, "━━━━━─────")],
)
def test_a_share(part: int, whole: int, wanted: str) -> None:
    assert said(share_bar(part, whole, 10, FULL)) == wanted


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (0, "────────┼───┼──"),
        (1, "━───────┼───┼──"),
        (13, "━━━━━━━━┼───┼──"),
        (14, "━━━━━━━━┿───┼──"),
        (19, "━━━━━━━━┿━━━┼──"),
        (20, "━━━━━━━━┿━━━┿──"),
        (25, "━━━━━━━━┿━━━┿━━"),
        (99, "━━━━━━━━┿━━━┿━›"),
    ],
)
def test_an_age_reaches_a_mark_on_its_day(days: int, wanted: str) -> None:
    assert said(ageing_bar(days, 14, 20, 25, 15, FULL)) == wanted


@pytest.mark.parametrize(
    ("count", "most", "cells"), [(0, 3, 0), (1, 1, 2), (1, 3, 2), (3, 3, 6), (9, 9, 12), (1, 40, 1), (40, 40, 12)]
)
def test_a_count_of_one_is_short_whatever_stands_beside_it(count: int, most: int, cells: int) -> None:
    assert count_bar(count, most, 12, FULL) == "━" * cells
    assert count_bar(count, most, 0, FULL) == ""


def test_an_age_in_ascii_and_without_marks() -> None:
    assert said(ageing_bar(20, 14, 20, 25, 15, ASCII)) == "========+===+--"
    assert said(ageing_bar(5, None, None, 10, 10, FULL)) == "━━━━━━────"


def test_the_scale_of_ages() -> None:
    assert scale_end(0, None, None) == 1
    assert scale_end(50, None, None) == 50
    assert scale_end(3, 14, 20) == 25
    assert scale_end(30, 14, 20) == 30
    assert scale_end(3000, 14, 20) == 40
    assert scale_end(30, 14, None) == 28
    assert scale_end(3, 0, 0) == 3


def test_days_in_words() -> None:
    assert [days_text(value) for value in (None, 0, 1, 2, 2.5, 99, 100, 196, 900)] == [
        "not reached",
        "0 days",
        "1 day",
        "2 days",
        "2.5 days",
        "99 days",
        "3 months",
        "6 months",
        "30 months",
    ]


# The sentence, and what stands where there is no curve


def case(number: int, days: int, ending: Ending = "resolved", again: bool = False) -> SettlingCase:
    return SettlingCase(number, f"Topic {number}", date(2026, 1, 1), days, ending, ending == "resolved" or again, again)


def figures(*cases: SettlingCase) -> SettlingFigures:
    return settling_figures(cases)


SENTENCES = [
    ((), "Nothing was raised"),
    ((case(1, 4, "open"),), "1 not settled yet, too few to say how fast"),
    ((case(1, 4),), "1 settled, too few to say how fast"),
    ((case(1, 4), case(2, 5, "lapsed")), "1 of 2 settled, too few to say how fast; 1 lapsed"),
    (
        [case(number, 0) for number in range(6)],
        "Half of what you raise settles on the same day; none of 6 came back",
    ),
    (
        [case(number, number) for number in range(1, 9)],
        "Half of what you raise settles within 4.5 days (1 to 7); none of 8 came back",
    ),
    (
        [
            *(case(number, 5) for number in range(5)),
            *(case(number, 900, "open", again=True) for number in range(5, 15)),
        ],
        "Half is not reached: 5 of 15 settled; 10 of 15 came back",
    ),
    (
        [case(1, 1), case(2, 2), case(3, 3), case(4, 4), case(5, 30), case(6, 40, "open"), case(7, 50, "lapsed")],
        "Half of what you raise settles within 4 days (at least 1); none of 5 came back; 1 lapsed",
    ),
    (
        [*(case(at, at) for at in range(1, 3)), *(case(at, at, "lapsed") for at in range(3, 9)), case(9, 9, "open")],
        "Half of what you raise never settles: 6 of 9 lapsed; none of 2 came back",
    ),
    (
        [*(case(at, at) for at in range(5)), *(case(at, at, "lapsed") for at in range(5, 12))]
        + [case(at, 90, "open") for at in range(12, 16)],
        "Half is not reached: 5 of 16 settled; 7 lapsed; none of 5 came back",
    ),
    ([case(at, at, "lapsed") for at in range(5)], "Half of what you raise never settles: 5 of 5 lapsed"),
    ([case(at, at, "lapsed") for at in range(4)], "0 of 4 settled, too few to say how fast; 4 lapsed"),
]


@pytest.mark.parametrize(("cases", "wanted"), SENTENCES)
def test_the_sentence_that_reads_the_curve(cases: list[SettlingCase], wanted: str) -> None:
    assert settling_sentence(figures(*cases), RAISED) == wanted


def name(_number: int, topic: str) -> str:
    return topic


def test_under_five_the_cases_are_listed() -> None:
    cases = (case(1, 9), case(2, 1, "lapsed"), case(3, 40, "open"), case(4, 0))
    lines = [said(line) for line in picture(cases, figures(*cases), name, 60, 10, FULL, tinted=True)]
    assert [" ".join(line.split()) for line in lines] == [
        "Topic 3 open 40 days",
        "Topic 1 in 9 days",
        "Topic 2 lapsed after 1 day",
        "Topic 4 the same day",
    ]
    many = tuple(case(number, number, "open") for number in range(30))
    lines = [said(line) for line in picture(many, figures(*many), name, 60, 5, FULL, tinted=True)]
    assert len(lines) == 7
    assert lines[-1] == "and 24 more"


@pytest.mark.parametrize("width", [1, 8, 20, 30, 36, 43, 76, 120])
def test_open_ones_fit_any_width(width: int) -> None:
    cases = [*(case(number, number) for number in range(1, 9)), case(9, 300, "open"), case(10, 7, "open")]
    found = figures(*cases)
    lines = [said(line) for line in ageing_lines(found, found.ageing, width, 5, FULL)]
    assert all(cell_width(line) <= width for line in lines)
    assert bool(lines) is (width >= 30)
    if lines:
        assert lines[0].split() == ["7", "in", "10", "85", "in", "100"]
        assert lines[1].startswith("10 months  ━")
        assert lines[1].endswith("late")
        assert lines[2].startswith("   7 days  ━")
        assert lines[2].endswith("watch")
        assert " ".join(lines[3:]) == marks_text(found)


def test_of_many_open_ones_the_oldest_stand_there() -> None:
    cases = [*(case(number, number) for number in range(1, 9)), *(case(at, at - 9, "open") for at in range(10, 16))]
    found = figures(*cases)
    lines = [said(line) for line in ageing_lines(found, found.ageing, 60, 3, FULL)]
    assert [line.split("  ")[0] for line in lines[1:4]] == ["6 days", "5 days", "and 4 more"]


def test_without_a_point_to_hold_it_against_no_age_is_drawn() -> None:
    cases = [*(case(number, number) for number in range(1, 6)), *(case(at, 9, "open") for at in range(6, 20))]
    found = figures(*cases)
    assert (found.watch_days, found.late_days) == (None, None)
    assert ageing_lines(found, found.ageing, 44, 3, FULL) == []


@pytest.mark.parametrize(
    ("watch", "late", "wanted"),
    [
        (10, 30, "       7 in 10            85 in 100"),
        (14, 16, "        7 in 10  85 in 100"),
        (0, 0, "7 in 10  85 in 100"),
        (20, None, "                 7 in 10"),
        (1, 39, "7 in 10                            85 in 100"),
    ],
)
def test_the_marks_are_named_above_them_and_never_run_into_each_other(
    watch: float, late: float | None, wanted: str
) -> None:
    assert marks_named(watch, late, 40, 40) == wanted


def test_what_the_marks_say() -> None:
    settled = [case(number, number) for number in range(1, 11)]
    still = [case(number, 40, "open") for number in range(11, 13)]
    lapsed = [case(number, number, "lapsed") for number in range(13, 21)]
    assert marks_text(figures(*settled)) == "7 in 10 settle within 7 days, 85 in 100 within 9 days"
    assert marks_text(figures(*settled, *still)) == "7 in 10 settle within 9 days, 85 in 100 not reached"
    dropped = "7 in 10 are over within {} days, 85 in 100 within {} days"
    assert marks_text(figures(*settled, *lapsed)) == dropped.format(15, 18)
    assert marks_text(figures(*lapsed)) == dropped.format(18, 19)
    assert marks_text(figures(*settled[:4])) == ""
    assert marks_text(figures(*settled[:5], *still, *still, *still)) == ""
    assert marks_text(figures(*(case(number, 0) for number in range(5)))) == (
        "7 in 10 settle on the same day, 85 in 100 on the same day"
    )


@pytest.mark.parametrize(
    ("cases", "wanted"),
    [
        ([case(at, at) for at in range(1, 11)], "85 in 100 within 9 days"),
        ([case(at, at) for at in range(1, 6)] + [case(at, 9, "open") for at in range(6, 9)], "85 in 100 not reached"),
        ([*(case(at, at) for at in range(7)), *(case(at, 8, "lapsed") for at in range(3))], NEVER),
        (
            [*(case(at, at) for at in range(17)), *(case(at, 8, "lapsed") for at in range(3))],
            "85 in 100 within 16 days",
        ),
    ],
)
def test_when_85_in_100_are_settled(cases: list[SettlingCase], wanted: str) -> None:
    assert most_text(figures(*cases)) == wanted

"""What was dropped, as the commands tell it: disagreements that lapsed, promises given up, requests withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import Desk
from tests.ui.logs import DANA, JAY, commitment, day, ended, event, people, write

TODAY = "2026-11-21"
NOTHING_SETTLES = "Half of what you raise never settles: 5 of 5 lapsed"


Make = Callable[[list[dict[str, Any]]], Desk]


@pytest.fixture
def of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Make:
    """A log of some records, and the commands on it."""
    return lambda records: Desk(write(tmp_path / "log.visavis", [*people(), *records]), capsys, TODAY)


def stats(desk: Desk, *words: str) -> list[str]:
    return desk.ok("disagreement", "stats", *words).splitlines()


# --- JSON -----------------------------------------------------------------------------------------------------------


def test_the_hand_case_by_its_stable_names(of: Make) -> None:
    # 2 3- 5 5- 6+ 8 9+ 12
    found = of(ended("2 5 8 12", "3 5", "6 9")).json("disagreement", "stats")
    assert (found["n"], found["resolved"], found["lapsed"], found["open"]) == (8, 4, 2, 2)
    assert (found["median_days"], found["median_ci"], found["p85_days"]) == (12, [2, None], None)
    assert (found["watch_days"], found["late_days"], found["lapsed_share"]) == (12, 12, pytest.approx(0.25))
    assert found["resolved_within"] == {"14": 0.75, "30": 0.75, "90": 0.75}
    steps = [[point[name] for name in ("day", "at_risk", "resolved", "lapsed")] for point in found["curve"]]
    assert steps == [[2, 8, 1, 0], [3, 7, 0, 1], [5, 6, 1, 1], [8, 3, 1, 0], [12, 1, 1, 0]]
    assert [point["unresolved"] for point in found["curve"]] == pytest.approx([0.875, 0.875, 0.75, 7 / 12, 0.25])
    assert [point["open"] for point in found["curve"]] == pytest.approx([0.875, 0.75, 0.5, 1 / 3, 0])
    assert [(item["days"], item["level"]) for item in found["ageing"]] == [(9, "fine"), (6, "fine")]


def test_while_nothing_is_settled_there_is_no_band(of: Make) -> None:
    found = of(ended("9 9", "3 4 5")).json("disagreement", "stats")
    assert [(point["resolved"], point["unresolved"], point["se"]) for point in found["curve"][:3]] == [(0, 1, 0)] * 3
    assert [point["ci"] for point in found["curve"][:3]] == [[None, None]] * 3
    assert None not in found["curve"][3]["ci"]


def test_without_a_curve_and_with_few_the_new_figures_are_nothing(of: Make) -> None:
    found = of(ended(still="9")).json("disagreement", "stats")
    assert (found["lapsed_share"], found["watch_days"], found["late_days"], found["curve"]) == (0, None, None, [])


def test_four_ended_tell_no_level_and_five_do(of: Make) -> None:
    desk = of(ended("2 4", "3 5", "9"))
    found = desk.json("disagreement", "stats")
    assert (found["watch_days"], found["late_days"], found["ageing"][0]["level"]) == (None, None, None)
    assert len(found["curve"]) == 4
    desk.ok("disagreement", "lapse", "D5", "--reason", "moot", "--on", day(-1))
    assert desk.json("disagreement", "stats")["watch_days"] == 5


def test_the_past_knows_nothing_of_a_later_lapse(of: Make) -> None:
    desk = of(ended("2 4 6", "8 20"))
    then = desk.json("disagreement", "stats", "--as-of", day(-285))
    assert (then["resolved"], then["lapsed"], then["open"]) == (3, 1, 1)
    assert (then["watch_days"], desk.json("disagreement", "stats")["watch_days"]) == (None, 8)
    assert then["lapsed_share"] == pytest.approx(0.2)


def test_promises_given_up_and_requests_withdrawn(of: Make) -> None:
    done = [commitment(f"Done {at}", JAY, *promised(-40), event("report", JAY, day(-40 + at))) for at in (1, 2, 3)]
    lost = [
        commitment("Revoked", JAY, *promised(-40), event("revoke", JAY, day(-30), reason_code="vendor")),
        commitment("Cancelled", JAY, *promised(-40), event("cancel", DANA, day(-20), reason="moot")),
    ]
    asked = [
        commitment("Withdrawn", JAY, event("request", DANA, day(-9)), event("withdraw", DANA, day(-5), reason="moot")),
        commitment("Answered", JAY, event("request", DANA, day(-9)), event("promise", JAY, day(-7), due=day(9))),
    ]
    desk = of([*done, *lost, *asked])
    mine, theirs = desk.json("commitment", "stats")["directions"]
    assert mine["time_to_done"] == {"n": 6, "done": 3, "dropped": 2, "median_days": 3, "median_ci": [1, None]}
    assert mine["answer_time"] == {"n": 2, "answered": 1, "withdrawn": 1, "median_days": 2, "median_ci": [2, None]}
    # Due in ten days: the three were kept, two were not.
    low, high = mine["kept_first_date"].pop("ci")
    assert mine["kept_first_date"] == {"kept": 3, "known": 5}
    assert (low, high) == pytest.approx((0.2307243, 0.8823792), abs=1e-6)
    assert theirs["kept_as_agreed"] == {"kept": 0, "known": 0, "ci": None}
    text = desk.ok("commitment", "stats")
    assert "time to done             half within 3 days (at least 1), 3 of 6 done, 2 dropped" in text
    assert "time to an answer        1 of 2 answered, 1 withdrawn" in text


def promised(on: int) -> list[dict[str, Any]]:
    return [event("promise", JAY, day(on), due=day(on + 10))]


def test_half_of_what_is_mostly_given_up_is_never_done(of: Make) -> None:
    lost = [
        commitment(f"Revoked {at}", JAY, *promised(-40), event("revoke", JAY, day(-30), reason_code="vendor"))
        for at in range(5)
    ]
    desk = of([*lost, commitment("Done", JAY, *promised(-40), event("report", JAY, day(-38)))])
    assert "time to done             half never, 1 of 6 done, 5 dropped" in desk.ok("commitment", "stats")


# --- Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "wanted"),
    [
        (ended("2 3 4 5 6"), ["Half of what you raise settles within 4 days (at least 2)", "85 in 100 within 6 days"]),
        (ended("1 2 3 4 5", "6 6 6 6 6 6"), ["Half of what you raise never settles: 6 of 11 lapsed"]),
        (ended("1 2 3 4 5 6 7", "8 8 8"), ["85 in 100 never: 3 of 10 lapsed"]),
        (ended("1 1 1 1 1", "1 1 1 1 1 1 1", "9 9 9 9"), ["Half is not reached: 5 of 16 settled; 7 lapsed"]),
        (ended("1 1 1 1 1", still="9 9 9 9 9 9"), ["Half is not reached: 5 of 11 settled", "85 in 100 not reached"]),
        (ended("", "1 1 1 1 1"), ["5 raised, 0 resolved, 0 open, 5 lapsed", NOTHING_SETTLES]),
    ],
)
def test_what_stats_say(of: Make, records: list[dict[str, Any]], wanted: list[str]) -> None:
    told = stats(of(records))
    assert [line for line in wanted if line not in told] == []


def test_the_marks_say_settled_or_dropped(of: Make) -> None:
    told = stats(of(ended("1 2 3 4 5 6", "7 8 9 10", "3")))
    assert told[-1] == "  7 in 10 are over within 8 days, 85 in 100 within 9 days"


@pytest.mark.parametrize(("settled", "lapsed", "drawn"), [("2 4", "3 5", False), ("2", "3 3 5 5", True)])
def test_four_that_ended_are_listed_and_five_drawn(of: Make, settled: str, lapsed: str, drawn: bool) -> None:
    told = stats(of(ended(settled, lapsed, "9")))
    assert any(line.startswith("none ") for line in told) is drawn
    assert any("lapsed after 3 days  Lapsed" in line for line in told) is not drawn


@pytest.mark.parametrize(
    ("records", "wanted"),
    [
        (ended("1 2 3 4 5", "6 6 6 6 6 6"), "Half of what you raise never settles: 6 of 11 lapsed"),
        (ended("1 2 3 4", "6"), "Half of what you raise settles within 3 days"),
        (ended("1 2 3", "6"), None),
        (ended("1 1", "1 1 1", "9 9 9 9 9"), None),
    ],
)
def test_what_today_says(of: Make, records: list[dict[str, Any]], wanted: str | None) -> None:
    told = [line.strip() for line in of(records).ok("today").splitlines()]
    assert wanted in told if wanted else not any(line.startswith("Half") for line in told)


def test_what_waits_long_is_late_though_most_lapsed(of: Make) -> None:
    desk = of(ended("7 8 9", "1 2 3 4 5 6", "20 1"))
    assert "Open -300 0, late" in desk.ok("today")
    assert "- Open -300 0 — since" in desk.ok("agenda")


# --- Review ---------------------------------------------------------------------------------------------------------

NOW = -40
CASES = [
    # Both fast and slow ones, lapses in both periods.
    (
        ended("1 1 2 2 3", "6 6 6 6 6 6", raised=NOW),
        ended("90 91 92 93 94 95", "96"),
        "faster than before",
        "6 of 11",
        "1 of 7",
    ),
    (ended("30 31 32 33 34", "3", raised=NOW), ended("1 1 1 2 2 2"), "more slowly than before", "1 of 6", "none of 6"),
    (ended("5 6 7 8 9", raised=NOW), ended("5 6 7 8 9"), "No clear difference from before", "", ""),
    (ended("5 6 7 8 9", "5", raised=NOW), ended("5 6 7 8 9"), "No clear difference from before", "1 of 6", "none of 5"),
    (ended("5 6 7", "5", raised=NOW), ended("5 6 7 8 9"), "Too early to say", "1 of 4", "none of 5"),
    # Five have ended, of which three were settled: enough.
    (ended("5 6 7", "5 5", raised=NOW), ended("5 6 7", "8 9"), "No clear difference from before", "2 of 5", "2 of 5"),
]


@pytest.mark.parametrize(("now", "earlier", "says", "here", "before"), CASES)
def test_the_review_tells_both_counts(
    of: Make, now: list[dict[str, Any]], earlier: list[dict[str, Any]], says: str, here: str, before: str
) -> None:
    text = " ".join(of([*now, *earlier]).ok("review", "--format", "txt", "--since", day(-60)).split())
    assert says in text
    assert (f"; {here} lapsed, before {before}" in text) is bool(here)


@pytest.mark.parametrize(
    ("now", "earlier", "told"),
    [
        (ended("5", raised=NOW), ended("5 6 7", "8 9"), "than before; before, 2 of 5 lapsed"),
        (ended("5 6", raised=NOW), ended("5 6 7", "8 9"), "than before; none of 2 lapsed, before 2 of 5"),
        (ended("5 6 7", "5 6", raised=NOW), ended("5"), None),
    ],
)
def test_of_a_single_case_no_share_is_told(
    of: Make, now: list[dict[str, Any]], earlier: list[dict[str, Any]], told: str | None
) -> None:
    text = " ".join(of([*now, *earlier]).ok("review", "--format", "txt", "--since", day(-60)).split())
    assert told is None or told in text
    assert "of 1" not in text


def test_what_was_before_tells_its_interval_in_words(of: Make) -> None:
    page = of([*ended("5", raised=NOW), *ended("5 6 7 8 9")]).ok("review", "--format", "md", "--since", day(-60))
    assert "before: half settle within 7 days, likely at least 5" in page


def test_the_reviews_page_draws_what_is_settled(of: Make) -> None:
    page = of(ended("1 2 3", "4 5", raised=NOW)).ok("review", "--format", "html", "--since", day(-60))
    assert "raised in this period" in page
    assert "5 disagreements were raised: 3 are settled and 2 lapsed." in page

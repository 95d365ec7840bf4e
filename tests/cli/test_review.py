"""The review: its window, its measures beside those of the period before, its words, and nothing private in it."""

from __future__ import annotations

import tempfile
from datetime import date
from json import dumps
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.measures.window import Window
from models.pages.review_measured import before, measure
from models.pages.review_page import review_page
from storage.documents.formats import render
from storage.interchange.importing import import_file
from storage.log import Log
from storage.reads.review import gather, window_of
from tests.cli.desk import Desk, clock_of
from tests.cli.test_agenda import SECRET, random_log
from tests.properties import examples


@pytest.fixture
def full(empty: Desk) -> Desk:
    """Two quarters of a small log."""
    empty.lines("alliance edit A1 --cadence 'every other tuesday 14:00' --started-on 2026-01-06")
    empty.lines("commitment add 'Old promise' --by me --due 2025-10-20", on="2025-10-06")
    empty.lines("commitment report C1 --accepted", on="2025-10-19")
    empty.lines(
        """
        commitment add 'Consent feed' --by me --due 2026-01-20
        commitment add 'Persona list' --by partner --due 2026-01-20
        commitment add 'Hidden matter' --by me --due 2026-01-20 --private
        disagreement add 'Who owns the model' --kind process
        decision add 'Accounts go through SSO' --kind guideline
        note add 'Brand lift' --kind learning
        criterion add 'Calls a month' --target 15000
        """,
        on="2026-01-06",
    )
    empty.lines(
        """
        commitment report C2 --accepted
        disagreement resolve D1 --kind agreed --decision 'Marketing does'
        criterion check-in K1 --value 14000 --how portal --status done
        """,
        on="2026-01-16",
    )
    return empty


def lines(desk: Desk, *words: str, on: str = "2026-02-10") -> dict[str, list[str]]:
    """The lines of each part of the review as text."""
    found: dict[str, list[str]] = {}
    for line in desk.ok("review", "--format", "txt", *words, on=on).splitlines():
        if line.isupper():
            found[line] = []
        elif line.strip() and found:
            list(found.values())[-1].append(line.strip().removeprefix("- "))
    return found


def test_what_it_says(full: Desk) -> None:
    found = lines(full)
    assert [row.split() for row in found["BOTH WAYS"]] == [
        ["Jay", "before", "Dana", "before"],
        ["Kept", "as", "agreed", "1", "of", "2"],
        ["Kept", "on", "the", "first", "date", "1", "of", "2"],
        ["Promised", "2", "1", "1"],
        ["Done", "1", "1"],
        ["Learned", "1"],
        ["Jay", "1", "first", "date", "not", "kept", "(other", "or", "not", "said", "1)"],
        ["Dana", "1", "first", "date", "not", "kept", "(other", "or", "not", "said", "1)"],
    ]
    assert found["IN SHORT"] == [
        "Jay and Dana met on 0 of 3 dates.",
        "Jay kept 1 of 2 promises that fell due.",
        "One disagreement was raised, and is settled.",
    ]
    assert "DISAGREEMENTS" not in found
    assert found["DECIDED"] == ["Accounts go through SSO (guideline)"]
    assert found["DONE"] == ["Jay  Consent feed"]
    assert found["PROMISED, AND STILL OPEN"] == ["Dana  Persona list (due Tue 20 Jan)"]
    assert found["SETTLED"] == ["Who owns the model (after 10 days)"]
    assert found["CELEBRATED"] == ["Calls a month (met)"]
    assert found["LEARNED"] == ["Jay  Brand lift"]
    assert found["TO TALK ABOUT NEXT"][0] == "Dana  Persona list (which date holds now?)"
    assert found["UNNAMED"] == ["One private record is counted above, and not named"]


@pytest.mark.parametrize(
    ("lines_before", "short"),
    [
        ("", []),
        ("topic add 'Names'", []),
        (
            "commitment add 'One' --by me --due 2026-02-20",
            ["Jay made one promise.", "No disagreement was raised."],
        ),
        (
            "commitment add 'A' --by partner\ncommitment add 'B' --by partner\ncommitment add 'C' --by me",
            ["Jay made one promise and Dana made 2 promises.", "No disagreement was raised."],
        ),
        (
            "disagreement add 'A'\ndisagreement add 'B'\ndisagreement add 'C'\ndisagreement lapse D1 --reason moot\n"
            "disagreement resolve D2 --kind agreed --decision 'Yes'",
            ["3 disagreements were raised: 1 is settled, 1 is still open and 1 lapsed."],
        ),
        ("disagreement add 'A'", ["One disagreement was raised, and is still open."]),
        (
            "commitment add 'A' --by partner\ncommitment add 'B' --by me\ndisagreement add 'A'\ndisagreement add 'B'",
            ["Jay and Dana made one promise each.", "2 disagreements were raised, and both are still open."],
        ),
        (
            "disagreement add 'A'\ndisagreement add 'B'\ndisagreement add 'C'\ndisagreement lapse D1 --reason moot\n"
            "disagreement lapse D2 --reason moot\ndisagreement lapse D3 --reason moot",
            ["3 disagreements were raised, and all 3 lapsed."],
        ),
        (
            "meeting add --on '2026-02-03 14:00'\nmeeting hold M1\ndisagreement add 'A'",
            ["Jay and Dana met once.", "One disagreement was raised, and is still open."],
        ),
    ],
)
def test_how_it_went_in_short(empty: Desk, lines_before: str, short: list[str]) -> None:
    empty.lines(lines_before, on="2026-02-03")
    assert lines(empty).get("IN SHORT", []) == short


def test_no_sentence_stands_twice(full: Desk) -> None:
    said = [line for part in lines(full).values() for line in part]
    assert len(said) == len(set(said))


def test_the_three_most_frequent_reasons_are_named_and_the_others_counted(empty: Desk) -> None:
    codes = ("vendor", "vendor", "vendor", "forgot", "forgot", "budget", "budget", "technical", "resources")
    for number, code in enumerate(codes, 1):
        empty.lines(f"commitment add 'Thing {number}' --by me --due 2026-01-20", on="2026-01-06")
        empty.lines(f"commitment revoke C{number} --reason-code {code}", on="2026-01-10")
    told = " ".join(lines(empty)["BOTH WAYS"][-2:])
    assert told == "Jay  9 first dates not kept (a vendor 3, budget 2, lost from sight 2, others 2)"


def test_a_window_of_ones_own(full: Desk) -> None:
    page = full.ok("review", "--since", "2025-10-01", "--until", "2025-10-31", on="2026-02-10")
    assert "Wed 1 Oct 2025 to Fri 31 Oct 2025" in page
    assert "before" not in page  # nothing stands beside what held nothing
    assert "| Promised | 1 |" in page
    assert "Kept as agreed" not in page
    assert "Old promise" in page
    assert "Consent feed" not in page
    assert full.run("review", "--since", "2026-03-01", "--until", "2026-02-01").code == 2
    assert full.run("review", "--since", "3/12").code == 3


@pytest.mark.parametrize(
    ("as_of", "since", "until", "window"),
    [
        ("2026-02-10", None, None, ("2026-01-01", "2026-03-31")),
        ("2026-02-10", "2025-12-01", None, ("2025-12-01", "2026-02-10")),
        ("2026-02-10", None, "2025-12-31", ("2025-10-01", "2025-12-31")),
        ("2026-02-10", "2026-01-05", "2026-01-05", ("2026-01-05", "2026-01-05")),
    ],
)
def test_the_window(as_of: str, since: str | None, until: str | None, window: tuple[str, str]) -> None:
    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    as_of_day = day(as_of)
    assert as_of_day is not None
    assert window_of(as_of_day, day(since), day(until)) == tuple(map(date.fromisoformat, window))


@pytest.mark.parametrize(
    ("window", "earlier"),
    [
        (("2026-01-05", "2026-01-05"), ("2026-01-04", "2026-01-04")),
        (("2026-01-01", "2026-01-31"), ("2025-12-01", "2025-12-31")),
        (("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31")),
        (("2026-04-01", "2026-06-30"), ("2026-01-01", "2026-03-31")),
        (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
    ],
)
def test_the_period_before(window: tuple[str, str], earlier: tuple[str, str]) -> None:
    first, last = map(date.fromisoformat, window)
    assert before(Window(first, last)) == tuple(map(date.fromisoformat, earlier))


@pytest.mark.parametrize(
    ("window", "as_of", "earlier"),
    [
        (("2026-01-01", "2026-03-31"), "2026-02-10", ("2025-10-01", "2025-11-10")),
        (("2026-01-01", "2026-03-31"), "2026-01-01", ("2025-10-01", "2025-10-01")),
        (("2026-01-01", "2026-03-31"), "2026-03-30", ("2025-10-01", "2025-12-28")),
        (("2026-01-01", "2026-03-31"), "2026-03-31", ("2025-10-01", "2025-12-31")),
        (("2026-01-01", "2026-03-31"), "2026-06-01", ("2025-10-01", "2025-12-31")),
        (("2026-07-01", "2026-09-30"), "2026-09-29", ("2026-04-01", "2026-06-30")),  # which has 91 days
        (("2026-01-01", "2026-12-31"), "2026-03-01", ("2025-01-01", "2025-03-01")),
        (("2026-01-05", "2026-02-28"), "2026-01-14", ("2025-12-26", "2026-01-04")),
        (("2026-04-01", "2026-06-30"), "2026-02-10", ("2026-01-01", "2026-03-31")),  # all ahead
    ],
)
def test_what_is_not_over_stands_beside_as_many_days(
    window: tuple[str, str], as_of: str, earlier: tuple[str, str]
) -> None:
    first, last = map(date.fromisoformat, window)
    assert before(Window(first, last), date.fromisoformat(as_of)) == tuple(map(date.fromisoformat, earlier))


@pytest.mark.parametrize("form", ["md", "txt", "html"])
def test_how_far_the_period_has_gone_is_said_and_counts_are_of_as_many_days(full: Desk, form: str) -> None:
    full.lines("commitment add 'Late in the quarter before' --by me --due 2025-12-20", on="2025-12-01")
    page = " ".join(full.ok("review", "--format", form).split())
    told = "Thu 1 Jan to Tue 10 Feb 2026, 41 of 90 days so far, before: Wed 1 Oct 2025 to Mon 10 Nov 2025"
    assert told in page
    over = full.ok("review", "--format", form, "--since", "2025-10-01", "--until", "2025-12-31")
    assert "so far" not in over
    if form == "txt":
        assert [row.split() for row in lines(full)["BOTH WAYS"] if row.startswith("Promised")] == [
            ["Promised", "2", "1", "1"]
        ]


def test_a_file_is_written_and_not_over_another(full: Desk, tmp_path: Path) -> None:
    target = tmp_path / "review.html"
    assert "without what is private" in full.ok("review", "-o", str(target))
    assert b"Hidden matter" not in target.read_bytes()
    assert target.stat().st_mode & 0o077 == 0
    assert full.run("review", "-o", str(target)).code == 3
    assert full.run("review", "-o", str(tmp_path / "review.odt")).code == 2
    assert full.run("review", "-o", str(full.path), "--format", "md", "--force").code == 3


def test_an_empty_log_has_a_review(empty: Desk) -> None:
    assert "Review: " in empty.ok("review")


@examples(13)
@given(st.integers(0, 10**6))
def test_nothing_private_stands_in_it(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, path = Path(folder) / "in.jsonl", Path(folder) / "log.visavis"
        file.write_text("\n".join(map(dumps, random_log(Random(seed)))))
        import_file(path, file, clock_of("2026-03-01"))
        with Log(path, clock_of("2026-03-01")) as log:
            pair = log.pairs()[0]
            gathered = gather(log, pair, date(2026, 3, 1))
        page = review_page(measure(gathered, Window(date(2025, 1, 1), date(2026, 3, 1))))
        for form in ("md", "txt", "html"):
            assert SECRET not in render(form, page).decode()


def test_nothing_of_a_later_day_stands_in_the_review_of_a_day_gone_by(full: Desk) -> None:
    asked = ["--as-of", "2026-01-10"]
    before = full.ok("review", *asked)
    full.lines(
        """
        decision add 'A later guideline' --kind guideline
        note add 'A later lesson' --kind learning
        decision add 'A later secret' --private
        """,
        on="2026-02-09",
    )
    assert full.ok("review", *asked) == before
    assert "A later guideline" in full.ok("review", on="2026-02-10")


def test_where_one_moved_a_date_the_other_says_that_none_was(empty: Desk) -> None:
    empty.lines(
        """
        commitment add 'One' --by me --due 2026-01-20
        commitment add 'Two' --by me --due 2026-03-20
        commitment add 'Three' --by partner --due 2026-01-20
        commitment add 'Four' --by partner --due 2026-03-20
        """,
        on="2026-01-06",
    )
    assert "Date moved" not in empty.ok("review")
    empty.ok("commitment", "propose", "C3", "--due", "2026-01-25", "--reason", "vendor", "--agreed", on="2026-01-07")
    [row] = [line for line in empty.ok("review").splitlines() if "Date moved, of all due" in line]
    assert [cell.strip() for cell in row.strip("| ").split("|")] == [
        "Date moved, of all due",
        "0 of 2",
        "1 of 2",
    ]

"""docs/practices.md, row by row: each practice is recorded by its command, comes back, is found, travels, is undone."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.desk import Desk, prepare
from tests.cli.practices import BEGUN, CASES, DAY, Row, rows, told
from tests.sampling import covering, each


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log in which five meetings were held; to be copied only."""
    path = tmp_path_factory.mktemp("practices") / "log.visavis"
    prepare(path, BEGUN.strip().splitlines(), DAY)
    return path


def test_every_row_has_its_case() -> None:
    assert [row.practice for row in rows()] == list(CASES)


def test_what_is_asked_for_says_so() -> None:
    by_itself = ("today", "agenda", "review")
    assert [row.practice for row in rows() if row.asked == (row.back[0] in by_itself)] == []


def test_no_row_names_a_day_that_passes() -> None:
    dated = re.compile(r"--(due|due-on|review-on|until-on|contract-until) \d")
    assert [row.practice for row in rows() if dated.search(" ".join(row.command))] == []


def test_each_article_is_told_in_twelve_lines_that_lead_to_their_sections() -> None:
    assert [len(article) for article in told()] == [12] * 5
    assert [line for article in told() for line in article if not re.search(r"[( ][1-7]\)", line)] == []


def kinds_of(row: Row) -> list[tuple[str, ...]]:
    """What a row is an example of: the noun and the verb of its command, and where it comes back."""
    return [("noun", row.command[0]), ("verb", row.command[1]), ("back", row.back[0])]


@pytest.mark.parametrize(
    "row",
    each(rows(), covering(rows(), kinds_of)),
    ids=lambda row: row.practice,
)
def test_each_practice_by_command(row: Row, ready: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ready, tmp_path / "log.visavis")
    desk, case = Desk(tmp_path / "log.visavis", capsys, DAY), CASES[row.practice]
    desk.lines(case.first)
    before = desk.exported()
    later = str(date.fromisoformat(DAY) + timedelta(row.later))
    unseen = desk.ok(*row.back, on=later)

    desk.ok(*row.command)
    seen = desk.ok(*row.back, on=later)
    assert case.seen in " ".join(seen.split())
    assert seen != unseen
    after = desk.exported()
    assert after != before
    if case.word:
        assert desk.json("search", *case.word.split())

    elsewhere = Desk(tmp_path / "elsewhere.visavis", capsys, DAY)
    elsewhere.ok("import", str(tmp_path / "exported.jsonl"))
    assert sorted(map(str, elsewhere.exported()[1:])) == sorted(map(str, after[1:]))

    desk.ok("undo")
    assert desk.exported() == before
    desk.ok("redo")
    assert desk.exported() == after

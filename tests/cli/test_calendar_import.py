"""visavis import of a calendar: the preview, the taking, the refusals, and options that are not for a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.outside.calendar import taking
from tests.cli.desk import Desk
from tests.domain.calendars import at, calendar, event

DAY = "2026-11-30"
SERIES = event("abc@google.com", *at("20261124T140000", "20261124T145000"), "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3")
HOSTILE = event("../x", *at("20261202T090000", zone="Mars/Base"), title="[/] \x1b[2J")


@pytest.fixture
def file(empty: Desk) -> Path:
    """A calendar beside a log of two people with addresses."""
    empty.lines('person edit H1 --email jay@example.com\nperson edit H2 --email "Dana@Example.com"', on=DAY)
    path = empty.path.parent / "work.ics"
    path.write_bytes(calendar(SERIES, HOSTILE))
    return path


def test_it_is_previewed_taken_and_taken_back(empty: Desk, file: Path) -> None:
    before = empty.path.read_bytes()
    told = empty.ok("import", str(file), "--dry-run", on=DAY)
    assert empty.path.read_bytes() == before
    assert told == empty.ok("import", str(file), on=DAY).replace("Brought in", "Would bring in")
    assert [line.split() for line in told.splitlines()[:2]] == [
        ["day", "title"],
        ["new", "Tue", "1", "Dec", "Jay", "and", "Dana", "14:00,", "50", "minutes"],
    ]
    for words in (
        "\nWould bring in 2 new\n",
        "1 left out\n",
        "1 before today left out; --past",
        "zone Mars/Base is not",
    ):
        assert words in told
    assert "\x1b" not in told
    assert [item["starts_at"] for item in empty.json("meeting", "list", on=DAY)] == [
        "2026-12-01T14:00:00+00:00",
        "2026-12-08T14:00:00+00:00",
    ]
    assert "Nothing new in the file" in empty.process("import", str(file), on=DAY).out
    assert empty.ok("undo", on=DAY) == "Taken back: Calendar work.ics: 2 new\n"
    assert empty.ok("check", on=DAY) == "The log is whole.\n"


def test_days_are_typed_as_everywhere(empty: Desk, file: Path) -> None:
    said = empty.run("import", str(file), "--since", "tue", "--until", "next tue", "--past", "held", on=DAY)
    assert "since Tue 24 November, 6 days ago" in said.err
    assert "until Tue 8 December, in 8 days" in said.err
    assert "Brought in 3 new" in said.out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--title", "Lion"), 3, "holds no meeting with those words or of that series; likeliest is --series"),
        (("--until", "2026-01-01"), 3, "--since is the first day"),
        (("--since", "3/12"), 3, "3/12"),
        (("--past", "missed"), 2, "--past"),
        (("--format", "jsonl"), 3, "line 1"),
        (("--format", "jsonl", "--title", "x"), 2, "--title is for a calendar"),
    ],
)
def test_what_cannot_be_done_is_said(empty: Desk, file: Path, words: tuple[str, ...], code: int, says: str) -> None:
    assert says in empty.refused("import", str(file), *words, on=DAY, code=code)


def test_without_an_address_the_likeliest_series_is_named(empty: Desk, file: Path) -> None:
    empty.lines('person edit H2 --email ""', on=DAY)
    told = empty.refused("import", str(file), on=DAY)
    assert "Dana Reyes has no e-mail address in the log" in told
    assert "--series abc@google.com (" in told
    assert "2 new" in empty.ok("import", str(file), "--series", "abc@google.com", on=DAY)


def test_more_meetings_than_anybody_means_are_refused(empty: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_MEETINGS", 1)
    assert "more than 1 meetings of those days; see --until" in empty.refused("import", str(file), on=DAY)

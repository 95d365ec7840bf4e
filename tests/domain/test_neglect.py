"""What was not spoken of for a while: counted in meetings, silent at first, the longest neglected before the rest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.measures.neglect import (
    BY_KEY,
    MEETINGS_FIRST,
    NEGLECTED_AFTER,
    OF_NOTE,
    OF_SECTION,
    SUBJECTS,
    neglected,
)
from models.records.choices import NOTE_KINDS

TODAY = date(2026, 11, 21)
ALL = [subject.key for subject in SUBJECTS]


def ago(days: int) -> date:
    return TODAY - timedelta(days)


WEEKLY = [ago(7 * week) for week in range(10, 0, -1)]
"""Ten meetings, the last one a week ago."""


@pytest.mark.parametrize(
    ("trace", "meetings"),
    [
        (None, 10),
        (ago(100), 10),
        (ago(70), 9),
        (ago(22), 3),
        (ago(21), None),
        (ago(20), None),
        (ago(0), None),
    ],
)
def test_meetings_since_the_last_trace(trace: date | None, meetings: int | None) -> None:
    """A trace on the day of a meeting belongs to that meeting."""
    others = dict.fromkeys(ALL, TODAY)
    last = others | {"feedback": trace} if trace else {key: on for key, on in others.items() if key != "feedback"}
    found = [(item.subject.key, item.last_on, item.meetings) for item in neglected(last, WEEKLY, TODAY)]
    assert found == ([] if meetings is None else [("feedback", trace, meetings)])


@pytest.mark.parametrize("held", range(MEETINGS_FIRST + 2))
def test_silent_at_first(held: int) -> None:
    found = neglected({}, WEEKLY[:held], TODAY)
    assert [item.subject.key for item in found] == (ALL if held >= MEETINGS_FIRST else [])


def test_meetings_after_the_day_do_not_count() -> None:
    assert not neglected({}, WEEKLY, WEEKLY[MEETINGS_FIRST - 2])
    assert neglected({}, WEEKLY, WEEKLY[MEETINGS_FIRST - 1])[0].meetings == MEETINGS_FIRST


def test_the_order_of_meetings_does_not_matter() -> None:
    last = dict.fromkeys(ALL, TODAY) | {"pulse": ago(40)}
    assert neglected(last, WEEKLY[::-1], TODAY) == neglected(last, WEEKLY, TODAY)


def test_the_longest_neglected_comes_first_and_of_equals_the_first_subject() -> None:
    last = dict.fromkeys(ALL, TODAY) | {"pulse": ago(60), "learning": ago(30), "customer": ago(30)}
    assert [item.subject.key for item in neglected(last, WEEKLY, TODAY)] == ["pulse", "customer", "learning"]


def test_all_is_known_that_leaves_a_trace() -> None:
    assert {*OF_NOTE.values(), *OF_SECTION.values()} <= BY_KEY.keys()
    assert set(NOTE_KINDS) - OF_NOTE.keys() == {"personal", "domain"}
    assert {subject.benefit for subject in SUBJECTS} == {
        "customer", "contact", "measured", "accountable", "skills", "conflict"
    }  # fmt: skip


def test_every_subject_opens_with_a_question_that_fits_a_line() -> None:
    assert all("?" in subject.question and len(subject.question) <= 76 for subject in SUBJECTS)
    assert len({subject.question for subject in SUBJECTS}) == len(SUBJECTS)
    assert NEGLECTED_AFTER == 3

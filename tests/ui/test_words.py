"""What was done, in the words of the status line: its date short, so that the thing's own name has room."""

from __future__ import annotations

from datetime import date

import pytest

from models.acts.sentences import Became
from storage.writes.lives import Done
from tui.text.glyphs import veil
from tui.text.words import briefly, unveiled

TODAY = date(2026, 11, 21)
OWN = "settled, agreed: Mon 30 November, in 9 days"


@pytest.mark.parametrize(
    ("noun", "became", "full", "short"),
    [
        (
            "commitment",
            Became("Jay promises, due", date(2026, 11, 30)),
            "Jay promises, due Mon 30 November, in 9 days",
            "Jay promises, due Mon 30 Nov",
        ),
        (
            "commitment",
            Became("now due", date(2026, 2, 6), past=True),
            "now due Fri 6 February, 288 days ago (that day is past)",
            "now due Fri 6 Feb (past)",
        ),
        (
            "commitment",
            Became("sent back, due", date(2032, 2, 6)),
            "sent back, due Fri 6 February 2032, in 1903 days",
            "sent back, due Fri 6 Feb 2032",
        ),
        (
            "decision",
            Became("still holds, to be looked at again on", date(2026, 11, 30)),
            "still holds, to be looked at again on Mon 30 November, in 9 days",
            "still holds, to be looked at again on Mon 30 November, in 9 days",
        ),
        ("disagreement", Became(OWN), OWN, OWN),
        (
            "meeting",
            Became("noted for both: call, Mon 30 November, today"),
            *["noted for both: call, Mon 30 November, today"] * 2,
        ),
    ],
)
def test_the_date_of_a_life_is_short_and_words_of_a_persons_own_are_left(
    noun: str, became: Became, full: str, short: str
) -> None:
    title = "Call Ann: due Mon 30 November, in 9 days"  # a name is never read as what was done
    done = Done(noun, 1, title, became, TODAY, private=True)
    assert done.says == f"{title}: {full}"
    assert briefly(done) == short
    assert unveiled(done, veiled=False) == f"{title}: {short}"
    assert unveiled(done, veiled=True) == f"{veil()}: {short}"


def test_what_has_no_name_is_told_by_its_words_alone() -> None:
    done = Done("pulse", 1, "", Became("Pulse opened with 10 statements"), TODAY)
    assert done.says == unveiled(done, veiled=True) == "Pulse opened with 10 statements"

"""What was done, in the words of the status line: its date short, so that the thing's own name has room."""

from __future__ import annotations

import pytest

from tui.screens.words import shortly


@pytest.mark.parametrize(
    ("noun", "said", "shown"),
    [
        ("commitment", ": Jay promises, due Mon 30 November, in 9 days", ": Jay promises, due Mon 30 Nov"),
        ("commitment", ": now due Fri 6 February, 4 days ago (that day is past)", ": now due Fri 6 Feb (past)"),
        ("commitment", ": due Fri 6 February 2032, in 9 days", ": due Fri 6 Feb 2032"),
        ("disagreement", ": resolved: Mon 30 November, in 9 days", ": resolved: Mon 30 November, in 9 days"),
        ("meeting", "noted: call, Mon 30 November, today", "noted: call, Mon 30 November, today"),
        ("decision", "decided: Mon 30 November, today", "decided: Mon 30 November, today"),
    ],
)
def test_a_date_at_the_end_is_short_and_words_of_a_persons_own_are_left(noun: str, said: str, shown: str) -> None:
    assert shortly(noun, said) == shown

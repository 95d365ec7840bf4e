"""27. Time is safe: clock changes, leap days, other zones, a clock that was set back.

Done: dates and times of every form around clock changes and leap days, in many zones; rhythms across them; lives
whose clock runs backwards.
Disproved by: a time that is guessed, a day that is another than was typed, acts in another order than they were done.
"""

from __future__ import annotations

ALSO = (
    "tests/domain/test_dates.py",
    "tests/domain/test_cadence.py",
    "tests/domain/test_then.py",
    "tests/db/test_change.py::test_a_clock_set_back_does_not_reorder_a_life",
    "tests/db/test_import.py::test_a_moment_counts_on_its_day_where_the_alliance_is",
)
"""Tests that are part of this proof."""

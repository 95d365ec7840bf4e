"""10. What is no log of ours is refused untouched: newer, foreign, empty, cut short.

Done: every kind of such a file, folder, link or pipe is opened and taken as the target of a new log.
Disproved by: a byte, a time of change, a mode or a name in the folder that is another afterwards.
"""

from __future__ import annotations

ALSO = (
    "tests/db/test_opening.py::test_what_is_no_whole_log_is_refused_untouched",
    "tests/db/test_opening.py::test_no_log_is_made_over_what_is_there",
    "tests/db/test_opening.py::test_the_log_of_another_user_is_refused",
    "tests/db/test_opening.py::test_a_path_that_leads_nowhere_is_refused",
    "tests/db/test_opening.py::test_a_log_cut_short_beside_a_journal_is_refused",
    "tests/db/test_opening.py::test_a_damaged_log_names_its_newest_backup",
)
"""Tests that are part of this proof."""

"""15. A lock that is not let go is named, and the app stays alive.

Done: another process holds the log, in each way that SQLite knows, and is stopped.
Disproved by: a message without the number of that process, an app that takes no key, a change done twice.
"""

from __future__ import annotations

ALSO = (
    "tests/db/test_holder.py",
    "tests/ui/test_two_windows.py::test_who_holds_the_log_is_named_and_nothing_is_done_twice",
    "tests/ui/test_two_windows.py::test_one_that_never_lets_go_is_named_and_later_everything_works",
)
"""Tests that are part of this proof."""

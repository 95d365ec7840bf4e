"""25. What is purged is gone: the one act that cannot be undone.

Done: records with a secret in every text are purged, with and without the copies; every file is searched for it.
Disproved by: the secret in the log, its free pages, its journal, a draft, or, where they were chosen, a backup.
"""

from __future__ import annotations

ALSO = (
    "tests/db/test_purge.py",
    "tests/db/test_drafts.py::test_a_purge_takes_the_drafts_of_the_record_wherever_they_lie",
    "tests/db/test_drafts.py::test_a_purge_that_is_refused_leaves_the_drafts",
    "tests/db/test_drafts.py::test_a_purge_takes_what_a_living_window_types_of_the_record",
)
"""Tests that are part of this proof."""

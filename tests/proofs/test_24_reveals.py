"""24. Errors, reports and the list of processes reveal nothing.

Done: faults are forced everywhere with a secret in every variable; the reports and what is printed are searched for it.
Disproved by: the secret in one of them.
"""

from __future__ import annotations

ALSO = (
    "tests/ui/test_faults_file.py",
    "tests/ui/test_fault.py",
    "tests/db/test_opening.py::test_a_failure_is_told_in_one_line_that_quotes_nothing",
    "tests/ui/test_process.py::test_an_unexpected_fault_is_a_calm_screen_then_one_line_and_no_success",
)
"""Tests that are part of this proof."""

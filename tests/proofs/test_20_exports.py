"""20. An export never leaves its folder, follows no link and replaces nothing unasked.

Done: 30 targets that are no place for a file, for export, agenda and backup alike, by command and in the app; disks
that fill up, folders that take no file, file systems without links.
Disproved by: a file that is there and was not, or is another than before.
"""

from __future__ import annotations

ALSO = (
    "tests/cli/test_hostile.py::test_export_targets",
    "tests/cli/test_hostile.py::test_export_writes_where_it_may",
    "tests/cli/test_hostile.py::test_export_to_where_there_are_no_links",
    "tests/cli/test_hostile.py::test_export_to_a_folder_that_takes_no_file",
    "tests/cli/test_hostile.py::test_an_export_that_fails_half_way_leaves_nothing",
    "tests/ui/test_agenda_export.py::test_what_is_there_stays_unless_one_says_otherwise",
    "tests/ui/test_agenda_export.py::test_where_nothing_can_be_written_one_line_says_so",
)
"""Tests that are part of this proof."""

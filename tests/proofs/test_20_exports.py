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
    "tests/ui/test_agenda_export.py::test_a_file_that_is_there_is_replaced_only_where_one_says_so",
    "tests/ui/test_agenda_export.py::test_names_that_no_file_is_written_to",
)
"""Tests that are part of this proof."""

"""17. What is stored never drives the terminal.

Done: on a log in which every text is hostile, every command on a terminal and through a pipe, and every screen of the
app; every byte that reaches the terminal is looked at.
Disproved by: one control byte of a stored text.
"""

from __future__ import annotations

ALSO = (
    "tests/ui/test_process.py::test_no_byte_of_a_payload_reaches_the_terminal",
    "tests/cli/test_hostile.py::test_stored_text_never_drives_the_terminal_through_a_pipe",
    "tests/cli/test_hostile.py::test_stored_text_never_drives_the_terminal",
    "tests/cli/test_hostile.py::test_control_characters_in_a_text_are_kept_and_shown",
)
"""Tests that are part of this proof."""

"""26. Any terminal will do.

Done: every place of the app from 1x1 to 300x3, 200 changes of size, no colour, a plain console; commands on dumb
terminals, without colours, of any size, in a locale without accents.
Disproved by: a fault, a line that is too wide, a screen that does not come back.
"""

from __future__ import annotations

ALSO = (
    "tests/ui/test_safety.py::test_any_size",
    "tests/ui/test_safety.py::test_twenty_by_five_still_says_something",
    "tests/ui/test_safety.py::test_two_hundred_resizes",
    "tests/ui/test_safety.py::test_no_colour",
    "tests/ui/test_safety.py::test_a_plain_terminal_gets_plain_glyphs",
    "tests/ui/test_fault.py::test_any_size_in_any_theme",
    "tests/ui/test_closing.py::test_small_screens_still_say_something",
    "tests/cli/test_hostile.py::test_without_colours_and_on_a_dumb_terminal",
    "tests/cli/test_hostile.py::test_a_terminal_of_any_size",
    "tests/cli/test_hostile.py::test_a_locale_that_knows_no_accents",
    "tests/cli/test_hostile.py::test_the_terminal_of_a_plain_locale",
)
"""Tests that are part of this proof."""

"""19. Documents carry text, and no code.

Done: hostile texts go into agendas in each format, and a parser that is not ours reads them back.
Disproved by: a script, a link, an image, markup that was not ours, or a text that reads otherwise than it was written.
"""

from __future__ import annotations

ALSO = (
    "tests/cli/test_hostile.py::test_documents_carry_text_and_no_code",
    "tests/cli/test_hostile.py::test_a_hostile_log_as_documents",
    "tests/cli/test_read_back.py",
    "tests/domain/test_paper.py",
    "tests/domain/test_tags.py",
    "tests/ui/test_agenda_export.py",
)
"""Tests that are part of this proof."""

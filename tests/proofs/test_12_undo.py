"""12. Every change can be undone and redone, after a restart too.

Done: random series of changes, among them imports, acts and removals; after each, undo and redo in the same process
or a new one; in the end everything is undone to the start. The whole content is compared, moments of change included.
Disproved by: content, search index or links that are others than they were.
"""

from __future__ import annotations

ALSO = (
    "tests/db/test_undo_property.py",
    "tests/cli/test_undo.py",
)
"""Tests that are part of this proof."""

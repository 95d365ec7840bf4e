"""The names that Textual keeps to itself and that we need all the same; a test tells which release drops one of them.

Besides what is imported here, `Line` overrides these of `Input`: `_position_to_cell`, `_cell_offset_to_index`.
"""

from __future__ import annotations

from textual.document._document import DocumentBase, EditResult, Location, Newline, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument

__all__ = [
    "DocumentBase",
    "DocumentNavigator",
    "Edit",
    "EditResult",
    "Location",
    "Newline",
    "Selection",
    "WrappedDocument",
]

OVERRIDDEN = ("_position_to_cell", "_cell_offset_to_index")
"""What `Line` overrides of `Input`."""

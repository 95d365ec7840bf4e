"""The apostrophe before what a spreadsheet would take for a formula: put there on the way out, taken off on the way in.

A text that begins with apostrophes of its own before such a character gets one more, so that every text comes back.
"""

from __future__ import annotations

import re

_LIKE_FORMULA = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]").match
_GUARDED = re.compile("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]").match


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _LIKE_FORMULA(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell, without the apostrophe that guarded it."""
    return cell[1:] if cell[:1] == "'" and _GUARDED(cell) else cell

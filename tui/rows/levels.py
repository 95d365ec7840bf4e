"""The words of a level: fine, watch, late."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.text.spans import Voice

LEVELS: dict[str, Voice] = {"amber": "watch", "red": "late"}

"""The words of a level: fine, watch, late."""

from __future__ import annotations

from tui.text.spans import Voice

LEVELS: dict[str, Voice] = {"amber": "watch", "red": "late"}

"""What every picture is made of: lines of words, each in one of the voices that figures speak with."""

from __future__ import annotations

import os
import sys
from typing import Literal

from tui.text.glyphs import ASCII, Glyphs

Tone = Literal["body", "label", "aside", "quiet", "late", "watch", "band", "band-below", "band-above"]
"""How a word is set: some of the voices of a page (tui/widgets/drawn.py), which a command prints all alike."""

Line = list[tuple[str, Tone]]


def said(line: Line) -> str:
    """A line as plain text."""
    return "".join(text for text, _ in line).rstrip()


def printed() -> Glyphs:
    """The glyphs that can be printed where results go: ASCII without UTF-8, and on the Linux console."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    return ASCII if plain or (os.environ.get("TERM") == "linux" and sys.stdout.isatty()) else Glyphs()

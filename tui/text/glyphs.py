"""The glyphs of the app, one cell each, and what stands for them where a terminal has only ASCII."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from typing import NamedTuple


class Glyphs(NamedTuple):
    """Every glyph that we draw; words of people are never replaced."""

    cursor: str = "›"
    dot: str = "·"
    met: str = "●"
    not_met: str = "○"
    both: str = "◉"
    share: str = "━"
    half: str = "╾"
    rest: str = "─"
    cut: str = "…"
    mark: str = "┼"
    mark_in: str = "┿"
    steps: str = "▁▂▃▄▅▆▇█"


ASCII = Glyphs(
    cursor=">",
    dot=".",
    met="o",
    not_met="-",
    both="#",
    share="=",
    half="=",
    rest="-",
    cut="~",
    mark="+",
    mark_in="+",
    steps="_.-=+#",
)


@lru_cache(maxsize=1)
def glyphs() -> Glyphs:
    """The glyphs that this terminal can show: ASCII without UTF-8 and on the Linux console."""
    encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"  # where Textual writes
    plain = "utf" not in encoding.lower() or os.environ.get("TERM") == "linux"
    return ASCII if plain else Glyphs()


VEILED = 5
"""Dots that stand for veiled words, whatever their length."""


def veil() -> str:
    """What stands for words that are veiled."""
    return glyphs().dot * VEILED

"""Lines that are somebody else's words, or a machine's: quoted mail, and what stands between fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.records.values import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE = re.compile(r"\s*(`{3,})([^`]*)$")


def quoted(lines: Sequence[str]) -> list[bool]:
    """Of each line, whether its mark counts for nothing: it stands between two fences, or is quoted from a mail."""
    found = [False] * len(lines)
    for first, last in fences(lines):
        found[first : last + 1] = [True] * (last + 1 - first)
    under = False
    for at, line in enumerate(lines):
        if found[at]:
            under = False
        elif line.lstrip().startswith(">") and under:
            found[at] = True
        elif not is_blank(line):
            under = line.rstrip().casefold().endswith("wrote:")
    return found


def fences(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where the two fences of each block stand. A fence that nothing closes has nothing behind it."""
    found: list[tuple[int, int]] = []
    begun: tuple[int, str] | None = None
    for at, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if begun is None:
            begun = at, fence[1]
        elif fence[1].startswith(begun[1]) and is_blank(fence[2]):
            found.append((begun[0], at))
            begun = None
    return found

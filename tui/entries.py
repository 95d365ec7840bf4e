r"""Small records as one types them, a line each: their parts in order, parted by semicolons.

A semicolon that belongs to a part stands as `\;`, a line break as `\n`, and a backslash as `\\`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECES = re.compile(r"\\[\\;n]|.", re.DOTALL)
_MEANS = {r"\\": "\\", r"\;": ";", r"\n": "\n"}
_STANDS = str.maketrans({meant: typed for typed, meant in _MEANS.items()})


def split(line: str) -> list[str]:
    """The parts of a line, without the spaces around them."""
    found = [""]
    for piece in _PIECES.findall(line):
        if piece == ";":
            found.append("")
        else:
            found[-1] += _MEANS.get(piece, piece)
    return [part.strip() for part in found]


def joined(parts: Sequence[str]) -> str:
    """The line of some parts, the empty ones at its end left out."""
    typed = [part.translate(_STANDS) for part in parts]
    while typed and not typed[-1]:
        typed.pop()
    return "; ".join(typed)

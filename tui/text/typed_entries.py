r"""Small records as one types them, a line each: their parts in order, parted by semicolons; and words by commas.

A sign that parts and belongs to a part stands behind a backslash, and so does a blank at a part's edge, which is taken
for no part of it else. A backslash stands as `\\`, and a line break within a part of a record as `\n`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def split(line: str, sign: str = ";") -> list[str]:
    """The parts of a line, without the blanks around them."""
    found: list[list[str]] = [[]]
    for piece in _pieces(sign).findall(line):
        if piece == sign:
            found.append([])
        else:
            found[-1].append(piece)
    return [_meant(pieces) for pieces in found]


def joined(parts: Sequence[str], sign: str = ";") -> str:
    """The line of some parts, the empty ones at its end left out."""
    typed = [_typed(part, sign) for part in parts]
    while typed and not typed[-1]:
        typed.pop()
    return f"{sign} ".join(typed)


@lru_cache(maxsize=2)
def _pieces(sign: str) -> re.Pattern[str]:
    # Words have no line breaks, so there \n is a backslash and a letter.
    return re.compile(rf"\\[\\{sign}{'n' if sign == ';' else ''}\s]|.", re.DOTALL)


def _meant(pieces: Sequence[str]) -> str:
    begin, end = 0, len(pieces)
    while begin < end and pieces[begin].isspace():
        begin += 1
    while begin < end and pieces[end - 1].isspace():
        end -= 1
    return "".join("\n" if piece == r"\n" else piece[-1] for piece in pieces[begin:end])


def _typed(part: str, sign: str) -> str:
    text = part.replace("\\", r"\\").replace(sign, f"\\{sign}")
    if sign == ";":
        text = text.replace("\n", r"\n")
    words = text.strip()
    if not words:
        return "".join(f"\\{blank}" for blank in text)
    left, _, right = text.partition(words)
    return "".join([*(f"\\{blank}" for blank in left), words, *(f"\\{blank}" for blank in right)])

"""What could drive a terminal or a page, or hide in it, made visible: the one way from stored text to eyes.

Every screen, command and document passes what it shows through `visible`; nothing here ever reads markup. The command
line imports this at every start, so what only text beyond Latin needs is imported when such a text comes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARKS_KEPT = 8
"""Combining marks that one letter may carry. No script stacks more; a taller pile runs over the lines around it."""

ZWNJ, ZWJ = "\u200c", "\u200d"
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show nothing at all, so that two different names could look the same."""

_JOINING = (("\u0600", "\u0dff"), ("\u1000", "\u109f"), ("\u1780", "\u18af"))
"""The scripts that write with joiners, from Arabic to Mongolian. In any other a joiner only hides."""

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_IN_ONE_LINE = str.maketrans({chr(code): chr(picture) for code, picture in _PICTURES.items()})
_IN_LINES = str.maketrans({chr(code): chr(picture) for code, picture in _PICTURES.items() if chr(code) not in "\n\t"})
_LATIN = re.compile("[\x00-\x7f\xa0-\xac\xae-\u02ff]*").fullmatch
"""ASCII and Latin letters: nothing in them but control characters asks for care."""


def visible(text: str, *, one_line: bool = True) -> str:
    """The text with everything visible that a terminal would obey or hide.

    Control characters become their pictures (␛), direction marks, zero-width characters, line separators and lone
    surrogates their names (<U+202E>), and a pile of combining marks is cut with its number. With `one_line=False`
    newlines and tabs stay. Joiners stay where writing needs them: within emoji, and between letters of other scripts.
    """
    if not one_line:
        text = text.replace("\r\n", "\n")
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_IN_ONE_LINE if one_line else _IN_LINES)
    return text if _LATIN(text) else _beyond_latin(text)


def pictures(graphemes: Sequence[str], before: str = "", after: str = "", *, one_line: bool = True) -> list[str]:
    """What `visible` shows for each grapheme of a text, in their order; `before` and `after` are what stands around.

    The picture of a text is that of its graphemes, one behind the other.
    """
    found = []
    for grapheme, behind in pairwise([*graphemes, after]):
        # Only a mark or a joiner looks at what is beside it.
        leans = _kind(grapheme[0]) in ("mark", "joiner")
        joins = grapheme[-1] in (ZWNJ, ZWJ)
        found.append(_picture(before[-1:] if leans else "x", grapheme, behind[:1] if joins else "", one_line))
        before = grapheme
    return found


@lru_cache(maxsize=8192)
def _picture(before: str, grapheme: str, after: str, one_line: bool) -> str:
    table = _IN_ONE_LINE if one_line else _IN_LINES
    return _beyond_latin(grapheme.translate(table), before.translate(table), after)


def _beyond_latin(text: str, left: str = "", right: str = "") -> str:
    shown: list[str] = []
    marks = 0
    for before, char, after in _with_neighbours(text, left, right):
        kind = _kind(char)
        if kind == "mark":
            marks += 1
            if marks == 1 and before in ("", "\n"):
                shown.append("\u25cc")  # a mark with nothing to stand on would land on what is left of it
            if marks > MARKS_KEPT:
                if _kind(after) != "mark":
                    shown.append(f"<+{marks - MARKS_KEPT}>")
                continue
        elif kind != "joiner":
            marks = 0
        if kind == "hidden" or (kind == "joiner" and not _joins(before, char, after)):
            shown.append(f"<U+{ord(char):04X}>")
        else:
            shown.append(char)
    return "".join(shown)


def _with_neighbours(text: str, before: str, behind: str) -> Iterator[tuple[str, str, str]]:
    for char, after in pairwise([*text, behind]):
        yield before, char, after
        before = char


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """What a character is to us: "mark", "joiner", "hidden", "symbol" or "" for any other."""
    if char in (ZWNJ, ZWJ):
        return "joiner"
    if char in _BLANK_LETTERS or (char and ord(char) & 0xFFFE == 0xFFFE):
        return "hidden"
    if not char or char in "\n\t":
        return ""
    from unicodedata import category  # not for the first picture

    found = category(char)
    if found in ("Mn", "Me"):
        return "mark"
    if found in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return "hidden"
    # The pictures of control characters stand for none that could be part of an emoji.
    return "symbol" if found in ("So", "Sk") and not "\u2400" <= char <= "\u2426" else ""


def _joins(before: str, joiner: str, after: str) -> bool:
    """Whether a joiner does its work: ZWJ between parts of an emoji, either one between letters that join."""
    if joiner == ZWJ and _kind(after) == "symbol" and (before == "\ufe0f" or _kind(before) == "symbol"):
        return True
    return all(any(first <= char <= last for first, last in _JOINING) for char in (before, after))

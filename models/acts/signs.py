"""What stands around words: signs that end them, quotation marks and brackets; and what is no word at all."""

from __future__ import annotations

import re
import unicodedata

_ALONE = "\"'＂＇"
"""Quotation marks that open as they close."""

_PAIRS = (
    "()", "[]", "{}", "（）", "［］", "｛｝", "【】", "〔〕", "〖〗",
    "«»", "»«", "‹›", "›‹", "“”", "„“", "„”", "”“", "””", "‘’", "‚‘", "‚’", "’‘", "’’", "‟”", "‛’", "⹂”",
    "「」", "『』", "｢｣", "〝〞", "〝〟", "《》", "〈〉", "﹁﹂", "﹃﹄", "❝❞", "❛❜", "❮❯",
    *(sign * 2 for sign in _ALONE),
)  # fmt: skip
"""Brackets and quotation marks of every language: what opens, and what then closes."""

BRACKETS = "([{（［｛【〔〖"
OPENING = "".join(dict.fromkeys(pair[0] for pair in _PAIRS))
CLOSING = "".join(dict.fromkeys(pair[1] for pair in _PAIRS))
QUOTES = "".join(dict.fromkeys(sign for pair in _PAIRS for sign in pair if pair[0] not in BRACKETS)) + "❟❠〟"
ENDING = ".!?,;…。！？，；、‥؟،؛।"
"""Signs that end a sentence or a part of one."""

CLOSERS_OF = {opens: "".join(pair[1] for pair in _PAIRS if pair[0] == opens) for opens in OPENING}
_OPENERS_OF = {closes: "".join(pair[0] for pair in _PAIRS if pair[1] == closes) for closes in CLOSING}

_MARKUP = re.compile(
    r"<(?:[^\s<>](?:[^<>]*[^\s<>=-])?>|/?[a-z][\w:-]*\s+[\w:-]+=|\w[\w+.-]*://|mailto:|www\.|\S+@\S)", re.IGNORECASE
)
"""A tag or an address in its brackets, whole, or broken off where it cannot be anything else."""


def is_said(behind: str) -> bool:
    """Whether what stands directly behind a mark is said by it: a space, a letter or a quotation mark comes first.

    Marks of direction, which nobody sees, are looked through.
    """
    for sign in behind:
        if unicodedata.category(sign) != "Cf":
            return sign.isspace() or sign.isalpha() or sign in QUOTES
    return False


def is_markup(text: str) -> bool:
    """Whether a text begins with a tag, `<b>`, or with an address, `<dana@example.com>`."""
    return _MARKUP.match(text) is not None


def is_open(closing: str, before: str) -> bool:
    """Whether a closing sign belongs to something that stands before it, and is open there."""
    if closing in _ALONE:
        return before.count(closing) % 2 == 1
    opened = sum(before.count(sign) for sign in _OPENERS_OF[closing] if sign != closing)
    return opened > before.count(closing)

"""How words find a text: one folding for search and filters, whatever the script.

A text is folded into a *haystack*: its words in small letters, without accents, parted by single spaces, a space before
the first; words that an apostrophe or a hyphen holds together stand there in one word too. A typed word becomes
*needles*, and a text holds it where one of them stands in the haystack: so a word is found from its beginning, and in
scripts that put no spaces between words, and in Korean, any part of it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Needles = tuple[str, ...]
"""What one typed word is sought as; one of them is enough."""

MOST_WORDS = 64
"""So many typed words are sought; the rest is left out."""

_JOINERS = frozenset(
    "'`\u00b4\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u055a\u05f3\u05f4"
    "-\u2010\u2011\u2012\u2013\u058a\u05be"
    "\u00b7\u2027"
)
"""Apostrophes, hyphens and the dots between letters, which may be left out."""

_LETTERS = dict(zip("øłđðæœþħŧıŋ", ["o", "l", "d", "d", "ae", "oe", "th", "h", "t", "i", "n"], strict=True))
"""Letters that do not come apart into a plain one and its accent, as people type them without."""

_OF_THE_LETTER = frozenset({8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132})
"""Combining classes of marks that are no accents: voiced kana, viramas, vowels and tones from Thai to Tibetan."""

_TOGETHER = (
    "\u0e00-\u109f"  # Thai, Lao, Tibetan, Burmese
    "\u1100-\u11ff"  # Korean
    "\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f"  # Khmer, and others of the south-east
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u312f\u3131-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf"  # Han, kana, Yi
    "\ua960-\ua97f\ua980-\ua9ff\uaa00-\uaadf\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""The scripts without spaces between words, and Korean: any part of a word is found."""

_RUN = re.compile(f"[{_TOGETHER}]+")
_CHAIN = re.compile(r"[^ \n-]+(?:-[^ \n-]+)+")
_MOST_JOINED = 8
"""So many parts that hyphens hold together stand in one word."""

_BETWEEN = "\x1e"


class _Folding(dict[int, str]):
    """What becomes of each character, worked out when it is first seen."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _fold(chr(code))
        return found


_FOLDING = _Folding({ord("\n"): "\n", ord(_BETWEEN): _BETWEEN})


def _fold(char: str) -> str:
    if char in _JOINERS:
        return "-"
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not _is_accent(part)).casefold()
    return "".join(map(_letter, "".join(_LETTERS.get(part, part) for part in plain)))


def _is_accent(char: str) -> bool:
    kind, order = unicodedata.category(char), unicodedata.combining(char)
    selects = char in "\u180b\u180c\u180d" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return kind == "Me" or selects or (order != 0 and order not in _OF_THE_LETTER)


def _letter(char: str) -> str:
    if char in _JOINERS:
        return "-"
    kind = unicodedata.category(char)
    if kind == "Cf" or char == "\u0640":  # what joins, turns or stretches what is written, and is none of it
        return ""
    return char if char.isalnum() or kind in ("Mn", "Mc") else " "


def haystack(text: str) -> str:
    """A text as words are sought in it."""
    return haystacks([text])[0]


def haystacks(texts: Sequence[str]) -> list[str]:
    """The haystacks of many texts, those of plain ones made at one go."""
    plain = [text for text in texts if text.isascii()]
    rest = [text for text in texts if not text.isascii()]
    if not rest:
        return _made(plain)
    of_plain, of_rest = iter(_made(plain)), iter(_made(rest))
    return [next(of_plain if text.isascii() else of_rest) for text in texts]


def _made(texts: Sequence[str]) -> list[str]:
    found = _spaced(_folded(_BETWEEN.join(texts))).split(_BETWEEN)
    # A text may hold the very character that parts them.
    return found if len(found) == len(texts) else [_spaced(_folded(text.replace(_BETWEEN, " "))) for text in texts]


def _folded(text: str) -> str:
    """The text in plain small letters; a hyphen for what holds words together, spaces for other signs."""
    if text.isascii():
        return text.translate(_FOLDING)
    return unicodedata.normalize("NFC", text.translate(_FOLDING))


def _spaced(folded: str) -> str:
    """The words of folded texts with single spaces around, those that were held together in one word behind them."""
    if "-" in folded:
        folded = _BETWEEN.join(_with_joined(text) if "-" in text else text for text in folded.split(_BETWEEN))
    return _single(f" {folded} ".replace(_BETWEEN, f" {_BETWEEN} "))


def _with_joined(text: str) -> str:
    joined = []
    for chain in _CHAIN.findall(text):
        parts = chain.split("-")
        joined += ["".join(parts[at : at + _MOST_JOINED]) for at in range(len(parts) - 1)]
    return "\n ".join([text, *joined]).replace("-", " ")


def _single(text: str) -> str:
    """The text with one space where there are several, and around each run of letters that belong together."""
    if not text.isascii():
        text = _RUN.sub(r" \g<0> ", text)
    text = text.replace("\n", " \n ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def needles(words: str) -> tuple[Needles, ...]:
    """What typed words are sought as, a group a word; words in which nothing can be sought are left out."""
    found = (_needles(word) for word in words.split())
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_WORDS]


def _needles(word: str) -> Needles:
    folded = _folded(word.replace(_BETWEEN, " ")).strip(" -")
    forms = (_single(folded.replace("-", "")).strip(), _single(folded.replace("-", " ")).strip())
    return tuple(dict.fromkeys(form if _RUN.match(form) else f" {form}" for form in forms if form))


def holds(hay: str, sought: Iterable[Needles]) -> bool:
    """Whether a haystack holds every word."""
    return all(any(needle in hay for needle in word) for word in sought)


def narrows(sought: Iterable[Needles], before: Iterable[Needles]) -> bool:
    """Whether whatever holds these words held the ones before as well, so that it can be sought in what these found."""
    return all(any(all(_within(each, word) for each in now) for now in sought) for word in before)


def _within(needle: str, word: Needles) -> bool:
    return any(other in needle for other in word)


# Where a find stands


def found_in(text: str, sought: Sequence[Needles]) -> list[tuple[int, int]]:
    """Where words of a text stand that hold something sought: whole words, but in scripts without spaces the part."""
    found = []
    for word in _WORD.finditer(text) if sought else ():
        if any(holds(haystack(word[0]), [each]) for each in sought):
            start, end = _part(word[0], sought)
            found.append((word.start() + start, word.start() + end))
    return found


_WORD = re.compile(r"\w(?:\S*\w)?")


def _part(word: str, sought: Sequence[Needles]) -> tuple[int, int]:
    """Where in a word of a script without spaces something sought stands; the whole of any other word."""
    for needle in (each for group in sought for each in group if _RUN.match(each)):
        for start in range(len(word)):
            if haystack(word[start:]).lstrip().startswith(needle):
                return start, min(len(word), start + len(needle))
    return 0, len(word)


# What stands around a find

_WORDS_AROUND = 12
_BEFORE = 3
_LONGEST = 40
"""The characters of a word without spaces that an excerpt holds."""


def excerpt(text: str, sought: Sequence[Needles]) -> str:
    """Some words of a text around most of what is sought, … where it is cut; empty where it holds nothing of it."""
    words = list(re.finditer(r"\S+", text))
    found = [[number for number, word in enumerate(sought) if holds(hay, [word])] for hay in _hays_of(words)]
    held = [at for at, numbers in enumerate(found) if numbers]
    if not held and not any(holds(haystack(text), [word]) for word in sought):
        return ""
    # The first of the best; the beginning where what is sought goes over several words.
    best = max(
        held or [0], key=lambda at: len({number for numbers in found[at : at + _WORDS_AROUND] for number in numbers})
    )
    first = max(0, min(best - _BEFORE, len(words) - _WORDS_AROUND))
    last = min(len(words), first + _WORDS_AROUND) - 1
    inner = text[words[first].start() : words[last].end()]
    for at in range(first, last + 1):
        if len(words[at][0]) > _LONGEST:
            inner = inner.replace(words[at][0], _cut(words[at][0], sought), 1)
    return f"{'…' if first else ''}{inner}{'…' if last + 1 < len(words) else ''}"


def _hays_of(words: Sequence[re.Match[str]]) -> list[str]:
    return haystacks([word[0] for word in words])


def _cut(word: str, sought: Sequence[Needles]) -> str:
    """So much of a long word as holds something that is sought, else its beginning."""
    starts = range(0, len(word), _LONGEST // 4)
    start = next((at for at in starts if any(holds(haystack(word[at : at + _LONGEST]), [one]) for one in sought)), 0)
    cut = word[start : start + _LONGEST]
    return f"{'…' if start else ''}{cut}{'…' if start + _LONGEST < len(word) else ''}"

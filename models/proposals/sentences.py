"""Lines joined to what was said, and that parted into sentences, and where in one of them a clause ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from models.proposals.dates import names_day, read_due
from models.proposals.verbs import third_person, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


class Piece(NamedTuple):
    """A line, or the words of one, with its number; `at` is the moment in a talk."""

    line: int
    text: str
    at: str = ""


class Sentence(NamedTuple):
    """A sentence with the first and the last line it stands in."""

    text: str
    line: int
    end: int
    at: str = ""


LONGEST = 600
"""Characters of a sentence that are looked at: what is longer is a list or no sentence."""

_END = re.compile(r"[.!?…]{1,3}[\"'”’)\]]{0,3}\s(?=[\"'“‘(\[]*[A-Z0-9@])")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|e\.g|i\.e|etc|approx|ca|vs|no|Nr|incl|excl|resp|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov"
    r"|Dec|Mon|Tue|Wed|Thu|Fri))\.\s+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\.\s+$")


def sentences(pieces: Iterable[Piece]) -> Iterator[Sentence]:
    """The sentences of lines that belong together."""
    texts: list[str] = []
    begins: list[int] = []
    kept: list[Piece] = []
    at = 0
    for piece in pieces:
        words = " ".join(piece.text.split())
        if words:
            texts.append(words)
            begins.append(at)
            kept.append(piece)
            at += len(words) + 1
    text = " ".join(texts)
    for begin, end in _cuts(text):
        first, last = kept[bisect_right(begins, begin) - 1], kept[bisect_right(begins, max(begin, end - 1)) - 1]
        yield Sentence(text[begin:end].strip(), first.line, last.line, first.at)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _END.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if text[found.start()] == "." and before.isalnum():
            around = text[max(begin, found.end() - 12) : found.end()]
            if (_NUMBER if before.isdigit() else _SHORT).search(around):
                continue
        yield from _bounded(begin, found.end())
        begin = found.end()
    if begin < len(text):
        yield from _bounded(begin, len(text))


def _bounded(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or where it is too long pieces of it."""
    for at in range(begin, end, LONGEST):
        yield at, min(end, at + LONGEST)


# Clauses: they end before what somebody else does, what is done by another day, and why

_CUT = re.compile(
    r"\s*(?:[,;:]\s+(?:then|so|because|since|but|which|where|when|you|we|they|it|that|though|although|as|while|ok(?:ay)?"
    r"|right|if|once|or|hopefully|unless|after|just|for example|thanks|please|no)\b"
    r"|\s[–—]\s|\s+(?:because|so that|so (?:you|we|they|I)|but|while|and then|, ok)\b|[?!])"
)
_JOINT = r"(?:[,;]\s+(?:(?:and|but|while|so)\s+)?|\s+(?:and|but|while|so)\s+)"
_NAME = r"@?[A-Z][\w.-]*(?: [A-Z][\w-]*)?"
_ANOTHER = re.compile(
    rf"(?P<before>\S){_JOINT}(?:(?:I|you|we|they|he|she|it)(?:['’]\w+|\s+(?P<pronoun>\w+))"
    rf"|{_NAME}(?:['’]ll\b|\s+(?P<behind>\w+)))"
)
_NO_VERBS = words_of(
    "and or by on before until with both at for to from in as too about after next this tomorrow today"
)
_MODALS = words_of("will can shall should must could would is has needs to")
_SECOND = re.compile(r"(?:,? and|,) (?=[a-z])")
_STOP = re.compile(r"(?:(?<!\d\.\d)(?<!\d\.\d\d)\.|!)+$")
"""A full stop, which the dot that closes 3.12. is not."""


def another_begins(text: str) -> int:
    """Where a text goes on with what somebody else does, or says that they will; -1 where it does not.

    Two names side by side are a list: in "ask Dana and Tom to review it" nobody else begins.
    """
    for found in _ANOTHER.finditer(text):
        if found["pronoun"]:
            begins = found["pronoun"].casefold() not in _NO_VERBS
        elif word := found["behind"]:
            listed = word == "to" and text[: found.end("before")].split()[-1][:1].isupper()
            begins = (word in _MODALS or third_person(word) != "") and not listed
        else:
            begins = True
        if begins:
            return found.end("before")
    return -1


def clause_of(text: str, today: date) -> str:
    """The part of a sentence that says what is done, by one person and one day."""
    ends = [found.start()] if (found := _CUT.search(text)) else []
    ends += [at] if (at := another_begins(text)) >= 0 else []
    clause = text[: min(ends, default=len(text))]
    for second in _SECOND.finditer(clause):
        if says_day(clause[: second.start()], today) and says_day(clause[second.end() :], today):
            clause = clause[: second.start()]
            break
    clause = re.sub(r"[\s,;]+(?:and|but|so|then|or)?$", "", clause.rstrip()).strip(" ,;:")
    return _STOP.sub("", clause).strip()


def says_day(text: str, today: date) -> bool:
    """Whether a text names a day by which something may be done, understood or not."""
    return names_day(text) or read_due(text, today).day is not None

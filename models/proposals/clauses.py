"""Where a clause ends: before what somebody else does, what is done by another day, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.proposals.dates import names_day, read_due
from models.proposals.verbs import third_person, words_of

if TYPE_CHECKING:
    from datetime import date

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

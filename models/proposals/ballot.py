"""The ballot: proposals as lines that somebody ticks and edits, and those lines read again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.acts.capture import mark_of
from models.errors import BadValue
from models.proposals.text import MOST_QUOTED, OPEN_MARK
from models.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from models.proposals.text import GivenText, Proposal, Proposed

MOST_MAYBE = 20
"""Of those that are not sure so many are told unless all are asked for."""


class Ticked(NamedTuple):
    """A ticked line of a ballot: its number, what is to be captured, and the line and the sentence it rests on."""

    number: int
    typed: str
    line: int = 0
    quote: str = ""


class Taken(NamedTuple):
    """A line to be captured, with the sentence it rests on: of a ballot, or of the app's."""

    number: int
    typed: str
    handled_by: str = ""
    quote: str = ""
    line: int = 0
    at: str = ""


def ballot_line(item: Proposal, today: date) -> str:
    """A proposal as a line of the ballot."""
    who = f" {item.speaker}" if item.speaker else ""
    return f'[{"x" if item.sure else " "}] {item.capture(today)}   # {item.line}{who}: "{item.quote}"'


def ballot(found: Proposed, *, everything: bool) -> Iterator[str]:
    """The lines of a ballot: all that is sure, and of the rest the likeliest."""
    for item in found.sure:
        yield ballot_line(item, found.day)
    shown = len(found.maybe) if everything or len(found.maybe) <= MOST_MAYBE + 1 else MOST_MAYBE
    for item in found.maybe[:shown]:
        yield ballot_line(item, found.day)
    if left := len(found.maybe) - shown:
        yield f"and {left} more"


_LINE = re.compile(r"\s*(?:[-*]\s+)?\[(?P<tick>[ xX]?)\]\s*(?P<rest>.*)$")
_RESTS = re.compile(r"\s{2,}#\s*(?P<line>\d{1,9})\b(?P<who>[^\"]{0,120}?)(?::\s*(?:\"(?P<quote>.*)\"?)?)?\s*$")
_MORE = re.compile(r"and \d+ more\s*$")


def ticked(lines: Sequence[str]) -> list[Ticked]:
    """The ticked lines of a ballot; BadValue, naming the line, where one is no line of it."""
    found = []
    for number, line in enumerate(lines, 1):
        words = line.strip()
        read = _LINE.match(line)
        if read is None:
            if words and not words.startswith("#") and not _MORE.match(words):
                raise BadValue(
                    f"line {number} of the ballot has no box; begin it with [x] to take it, with [ ] to leave it out"
                )
            continue
        if read["tick"].strip():
            found.append(_ticked(number, read["rest"]))
    return found


def _ticked(number: int, rest: str) -> Ticked:
    rests = _RESTS.search(rest)
    typed = (rest[: rests.start()] if rests else rest).strip()
    if not typed:
        raise BadValue(
            f"line {number} of the ballot is ticked and says nothing; write what it is, or take the tick out"
        )
    if typed.startswith(OPEN_MARK):
        raise BadValue(
            f"line {number} of the ballot does not say whose promise it is; leave > (mine) or < of its {OPEN_MARK}"
        )
    if rests is None:
        return Ticked(number, typed)
    return Ticked(number, typed, int(rests["line"]), (rests["quote"] or "").rstrip('"').strip())


def rested(chosen: Sequence[Ticked], found: Proposed, given: GivenText, name: str) -> list[Taken]:
    """The ticked lines, each with the sentence it rests on; BadValue where that does not stand in the text."""
    left = list(found.proposals)
    taken = []
    for item in chosen:
        match = _proposal(item, left, found.day)
        if match is not None:
            left.remove(match)
            taken.append(Taken(item.number, item.typed, match.handled_by, match.quote, match.line, match.at))
        elif item.line:
            taken.append(Taken(item.number, item.typed, "", _sentence(item, given, name), item.line))
        else:
            taken.append(Taken(item.number, item.typed))
    return taken


def _proposal(item: Ticked, left: Sequence[Proposal], day: date) -> Proposal | None:
    """The proposal that a line of the ballot was: of several of the same sentence the one that reads most like it."""
    near = [
        one for one in left if one.line == item.line and (not item.quote or _shown(one.quote) == _closed(item.quote))
    ]
    if len(near) < 2:
        return near[0] if near else None
    words = set(item.typed.casefold().split())
    return max(near, key=lambda one: len(words & set(one.capture(day).casefold().split())))


def _sentence(item: Ticked, given: GivenText, name: str) -> str:
    """The words of the text that a line of the ballot names, where the proposal itself is not made any more."""
    at = item.line - given.first
    if not 0 <= at < len(given.lines):
        raise BadValue(
            f"line {item.number} of the ballot rests on line {item.line}, and {name} has {len(given.lines)} lines"
        )
    words = " ".join(" ".join(given.lines[at : at + 40]).split())
    if item.quote and _closed(item.quote) not in _closed(visible(words)):
        raise BadValue(
            f"line {item.number} of the ballot rests on a sentence that is not in line {item.line} of {name}; "
            f"give its own text"
        )
    return (item.quote or " ".join(given.lines[at].split()))[:MOST_QUOTED]


def _shown(text: str) -> str:
    return _closed(visible(text))


def _closed(text: str) -> str:
    return " ".join(text.split())


def is_note(typed: str) -> bool:
    """Whether a line to be captured has no mark, so that it is a note of a meeting."""
    return mark_of(typed) is None

"""The live marks: one line typed in a meeting, read as a record. One table serves parser, help and tests."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.errors import BadDate
from models.records.values import is_blank
from models.time.dates import parse_date
from models.time.words import MONTHS

if TYPE_CHECKING:
    from datetime import date

Kind = Literal["promise", "request", "feedback", "disagreement", "decision", "learning", "note"]


class Mark(NamedTuple):
    """A mark at the beginning of a line, what it makes, what is said beside it ({me}, {other}), and in help.

    `{s}` is the ending of a verb that {me} does: none where {me} is "you". `short` is the word beside the bare mark.
    """

    mark: str
    kind: Kind
    mine: bool
    says: str
    example: str
    help: str
    short: str


MARKS: tuple[Mark, ...] = (
    Mark(">", "promise", True, "{me} promise{s}", "> consent feed by eom", "I promise", "promise"),
    Mark("<", "promise", False, "{other} promises", "< persona list by next fri", "the partner promises", "promise"),
    Mark("?", "request", True, "{me} ask{s} {other}", "? analytics sandbox", "I ask the partner", "ask"),
    Mark("?<", "request", False, "{other} asks {me}", "?< outside-software guideline", "the partner asks me", "ask"),
    Mark(
        "+",
        "feedback",
        True,
        "feedback {me} give{s}",
        "+ deck: nine of ten; rework the close",
        "feedback I give",
        "feedback",
    ),
    Mark(
        "+<",
        "feedback",
        False,
        "feedback {me} get{s}",
        "+< mail: clear; rework the length",
        "feedback I get",
        "feedback",
    ),
    Mark("!", "disagreement", True, "a disagreement", "! who owns the data model", "a disagreement", "disagree"),
    Mark("!<", "disagreement", False, "{other} disagrees", "!< agency accounts", "one the partner raises", "disagree"),
    Mark("=", "decision", True, "a decision", "= agency accounts through SSO", "a decision", "decide"),
    Mark("~", "learning", True, "{me} learned", "~ what brand lift means", "something I learned", "learn"),
    Mark("~<", "learning", False, "{other} learned", "~< how a release is made", "the partner learned", "learn"),
)
"""Every mark. Any other line, and any line that begins with a space, is a note."""

NOTE = "note"

_BY_MARK = {mark.mark: mark for mark in MARKS}
_BY_MEANING = {(mark.kind, mark.mine): mark for mark in MARKS}
_DUE = re.compile(r"\s+by\s+(?=\S)", re.IGNORECASE)
_REWORK = re.compile(r";\s*(?:to\s+)?rework:?\s+", re.IGNORECASE)
_COLON = re.compile(r":(?!//|(?<=\d:)\d)")
"""The colon behind what feedback is about: not the one of a time or of an address."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line means. `mine` is whether it comes from the log's owner; `due` goes with a promise or request."""

    kind: Kind
    mine: bool
    text: str
    due: date | None = None
    worked: str | None = None
    rework: str | None = None
    hint: str = ""


def read_line(line: str, today: date) -> Captured | None:
    """What one line means when it is typed on `today`; None for an empty one.

    No words are refused: what follows `by` and is no date stays part of the text, and `hint` says so.
    """
    if is_blank(line):
        return None
    mark = mark_of(line)
    text = line[len(mark.mark) :].strip() if mark else ""
    if mark is None or is_blank(text):
        return Captured("note", True, line.strip())
    if mark.kind in ("promise", "request"):
        return _with_due(mark, text, today)
    if mark.kind == "feedback":
        return _feedback(mark, text)
    return Captured(mark.kind, mark.mine, text)


def line_of(said: Captured, today: date) -> str | None:
    """The line that means this when it is typed on `today`; None where no line does."""
    if len(said.text.splitlines()) > 1:
        return None
    if said.kind == NOTE:
        return f" {said.text}" if mark_of(said.text) else said.text
    mark = _BY_MEANING[said.kind, said.mine]
    tellings = [said.text]
    if said.kind == "feedback":
        rework = f"rework {said.rework}" if said.rework else ""
        told = "; ".join(part for part in (said.worked, rework) if part)
        tellings = [f"{said.text}: {told}" if said.text else told]
    elif said.due:
        day = f"{said.due.day} {MONTHS[said.due.month - 1][:3]}"
        tellings = [f"{said.text} by {day}", f"{said.text} by {day} {said.due.year}"]
    lines = (f"{mark.mark} {telling}" for telling in tellings)
    return next((line for line in lines if _means(line, today) == said), None)


def _means(line: str, today: date) -> Captured | None:
    found = read_line(line, today)
    return replace(found, hint="") if found else None


def mark_of(line: str) -> Mark | None:
    """The mark that a line begins with, whatever follows; None where it is a note."""
    return _BY_MARK.get(line[:2]) or _BY_MARK.get(line[:1])


def word_of(kind: Kind, mine: bool, me: str, other: str) -> str:
    """What is said beside a line of that kind: "you promise", "Dana asks you"; `me` and `other` as they are called."""
    mark = _BY_MEANING.get((kind, mine))
    return mark.says.format(me=me, other=other, s="" if me == "you" else "s") if mark else NOTE


def bare(line: str) -> bool:
    """Whether a line is a mark and nothing else yet."""
    mark = mark_of(line)
    return mark is not None and is_blank(line[len(mark.mark) :])


def _with_due(mark: Mark, text: str, today: date) -> Captured:
    found = list(_DUE.finditer(text))
    if not found:
        return Captured(mark.kind, mark.mine, text)
    words, what = text[found[-1].end() :], text[: found[-1].start()]
    if is_blank(what):
        return Captured(mark.kind, mark.mine, text)
    try:
        due = parse_date(words, today)
    except BadDate as error:
        return Captured(mark.kind, mark.mine, text, hint=f"no date understood: {error}")
    return Captured(mark.kind, mark.mine, what, due)


def _feedback(mark: Mark, text: str) -> Captured:
    about, *after = _COLON.split(text, maxsplit=1)
    rest = after[0] if after else ""
    if not rest.strip():
        about, rest = "", text
    worked, *more = _REWORK.split(rest.strip(), maxsplit=1)
    rework = more[0].strip() if more else None
    if not more and (found := re.match(r"(?:to\s+)?rework:?\s+(.+)", worked, re.IGNORECASE)):
        worked, rework = "", found[1]
    worked = worked.strip(" ;")
    if is_blank(worked) and is_blank(rework or ""):
        worked, rework = text, None
    return Captured(mark.kind, mark.mine, about.strip(), worked=worked or None, rework=rework or None)

"""The live marks: one line typed in a meeting, read as a record. One table serves parser, help and tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from models.dates import parse_date
from models.errors import BadDate
from models.values import is_blank

Kind = Literal["promise", "request", "feedback", "disagreement", "decision", "learning", "note"]


class Mark(NamedTuple):
    """A mark at the beginning of a line, what it makes, what is said beside it ({me}, {other}), and in help."""

    mark: str
    kind: Kind
    mine: bool
    says: str
    example: str
    help: str


MARKS: tuple[Mark, ...] = (
    Mark(">", "promise", True, "{me} promises", "> consent feed by eom", "I promise"),
    Mark("<", "promise", False, "{other} promises", "< persona list by next fri", "the partner promises"),
    Mark("?", "request", True, "{me} asks {other}", "? analytics sandbox", "I ask the partner"),
    Mark("?<", "request", False, "{other} asks {me}", "?< outside-software guideline", "the partner asks me"),
    Mark("+", "feedback", True, "feedback {me} gives", "+ deck: nine of ten; rework the close", "feedback I give"),
    Mark("+<", "feedback", False, "feedback {me} gets", "+< mail: clear; rework the length", "feedback I get"),
    Mark("!", "disagreement", True, "a disagreement", "! who owns the data model", "a disagreement"),
    Mark("!<", "disagreement", False, "a disagreement {other} raises", "!< agency accounts", "one the partner raises"),
    Mark("=", "decision", True, "a decision", "= agency accounts through SSO", "a decision"),
    Mark("~", "learning", True, "something {me} learned", "~ what brand lift means", "something I learned"),
    Mark("~<", "learning", False, "something {other} learned", "~< how a release is made", "the partner learned"),
)
"""Every mark. Any other line, and any line that begins with a space, is a note."""

_BY_MARK = {mark.mark: mark for mark in MARKS}
_DUE = re.compile(r"\s+by\s+(?=\S)", re.IGNORECASE)
_REWORK = re.compile(r";\s*(?:to\s+)?rework:?\s+", re.IGNORECASE)


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
    mark = _mark_of(line)
    text = line[len(mark.mark) :].strip() if mark else ""
    if mark is None or is_blank(text):
        return Captured("note", True, line.strip())
    if mark.kind in ("promise", "request"):
        return _with_due(mark, text, today)
    if mark.kind == "feedback":
        return _feedback(mark, text)
    return Captured(mark.kind, mark.mine, text)


def _mark_of(line: str) -> Mark | None:
    return _BY_MARK.get(line[:2]) or _BY_MARK.get(line[:1])


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
    about, colon, rest = text.partition(":")
    if not colon or not rest.strip():
        about, rest = "", text
    worked, *more = _REWORK.split(rest.strip(), maxsplit=1)
    rework = more[0].strip() if more else None
    if not more and (found := re.match(r"(?:to\s+)?rework:?\s+(.+)", worked, re.IGNORECASE)):
        worked, rework = "", found[1]
    worked = worked.strip(" ;")
    if is_blank(worked) and is_blank(rework or ""):
        worked, rework = text, None
    return Captured(mark.kind, mark.mine, about.strip(), worked=worked or None, rework=rework or None)

"""The live marks: one line typed in a meeting, read as a record. One table serves parser, help and tests."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.acts.by_day import offered, read_by
from models.acts.quoted import quoted
from models.acts.signs import is_markup, is_said
from models.records.values import is_blank
from models.time.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence
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

DATED = ("promise", "request")
"""The kinds of line that may have a day."""

_BY_MARK = {mark.mark: mark for mark in MARKS}
_BY_MEANING = {(mark.kind, mark.mine): mark for mark in MARKS}
_LONGEST_FIRST = sorted(_BY_MARK, key=len, reverse=True)
_RUN = re.compile(r"([><?+!=~])(?:\s+\1)+(?:\s|$)")
"""Signs in a row with spaces between them, as mail quotes what was quoted."""

_REWORK = re.compile(r"(?:to\s+)?rework(?:\s*:\s*|\s*[,.–—-]+\s+|\s+|$)", re.IGNORECASE)
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
    if mark.kind in DATED:
        return _with_due(mark, text, today)
    if mark.kind == "feedback":
        return _feedback(mark, text)
    return Captured(mark.kind, mark.mine, text)


def read_lines(lines: Sequence[str], today: date) -> list[Captured | None]:
    """What each of several lines means that are typed together; what is quoted among them is notes, word for word."""
    return [
        Captured("note", True, line.strip()) if others and not is_blank(line) else read_line(line, today)
        for line, others in zip(lines, quoted(lines), strict=True)
    ]


def read_under(above: Sequence[str], line: str, today: date) -> Captured | None:
    """What a line means that is typed under others."""
    return read_lines([*above, line], today)[-1]


def with_day(line: str, today: date) -> tuple[str, date] | None:
    """A promise or request as it reads with `by` before the day at its end; None where that is no offer."""
    mark, said = mark_of(line), read_line(line, today)
    if mark is None or said is None or said.kind not in DATED or said.due:
        return None
    found = offered(line[len(mark.mark) :], today)
    return (mark.mark + found[0], found[1]) if found else None


def line_of(said: Captured, today: date) -> str | None:
    """The line that means this when it is typed on `today`; None where no line does."""
    if len(said.text.splitlines()) > 1:
        return None
    if said.kind == NOTE:
        return f" {said.text}" if mark_of(said.text) else said.text
    mark = _BY_MEANING[said.kind, said.mine]
    tellings = [said.text]
    if said.kind == "feedback":
        told = feedback_told(said)
        about = f"{said.text}: " if said.text else ""
        tellings = [about + told, f"{about}{said.worked or ''}; {said.rework or ''}"]
    elif said.due:
        day = f"{said.due.day} {MONTHS[said.due.month - 1][:3]}"
        tellings = [f"{said.text} by {day}", f"{said.text} by {day} {said.due.year}"]
    lines = (f"{mark.mark} {telling}" for telling in tellings)
    return next((line for line in lines if _means(line, today) == said), None)


def feedback_told(said: Captured) -> str:
    """What worked, and what is to be reworked, as one says it."""
    rework = f"rework {said.rework}" if said.rework else ""
    return "; ".join(part for part in (said.worked, rework) if part)


def verdict(said: Captured) -> str:
    """What feedback will be: of what worked, of what is to be reworked, or of both; empty for anything else."""
    if said.kind != "feedback":
        return ""
    return " and ".join(word for word, told in (("worked", said.worked), ("to rework", said.rework)) if told)


def meaning(said: Captured) -> Captured:
    """What a line means, whatever of it was not understood."""
    return replace(said, hint="")


def _means(line: str, today: date) -> Captured | None:
    found = read_line(line, today)
    return meaning(found) if found else None


def mark_of(line: str) -> Mark | None:
    """The mark that a line begins with; None where it is a note.

    It counts alone, or where it says what follows: a space, a letter or a quotation mark stands behind it. Other signs
    behind it are an arrow, a tag, an address, a picture or a number, and belong to somebody's words.
    """
    sign = next((mark for mark in _LONGEST_FIRST if line.startswith(mark)), None)
    if sign is None:
        return None
    behind = line[len(sign) :]
    counts = is_blank(behind) or (is_said(behind) and not _RUN.match(line))
    markup = sign.endswith("<") and is_markup("<" + behind)
    return _BY_MARK[sign] if counts and not markup else None


def word_of(kind: Kind, mine: bool, me: str, other: str) -> str:
    """What is said beside a line of that kind: "you promise", "Dana asks you"; `me` and `other` as they are called."""
    mark = _BY_MEANING.get((kind, mine))
    return mark.says.format(me=me, other=other, s="" if me == "you" else "s") if mark else NOTE


def bare(line: str) -> bool:
    """Whether a line is a mark and nothing else yet."""
    mark = mark_of(line)
    return mark is not None and is_blank(line[len(mark.mark) :])


def _with_due(mark: Mark, text: str, today: date) -> Captured:
    found = read_by(text, today)
    hint = f"no date: {found.why}" if found.why else ""
    return Captured(mark.kind, mark.mine, found.text, found.due, hint=hint)


def _feedback(mark: Mark, text: str) -> Captured:
    """Feedback: what it is about before a colon, what worked before the first semicolon, and behind it what did not."""
    about, told = _about(text)
    worked, parted, rework = (part.strip() for part in told.partition(";"))
    if not parted and _REWORK.match(worked):
        worked, rework = "", worked
    rework = _without_rework(rework)
    if is_blank(worked) and is_blank(rework):
        worked, rework = text, ""
    return Captured(mark.kind, mark.mine, about, worked=worked or None, rework=rework or None)


def _about(text: str) -> tuple[str, str]:
    """What feedback is about, empty where it does not say, and the rest."""
    head, parted, rest = text.partition(";")
    # What is to be reworked has colons of its own.
    about, *told = (head,) if _REWORK.match(head) else _COLON.split(head, maxsplit=1)
    if not told or is_blank(told[0] + parted):
        return "", text
    return about.strip(), told[0] + parted + rest


def _without_rework(text: str) -> str:
    """What is to be reworked, without that word at its beginning, unless it is the only one."""
    bare_ = _REWORK.sub("", text, count=1) if _REWORK.match(text) else text
    return text if is_blank(bare_) else bare_

"""The day in a line: "by friday" with whatever signs stand around it, and a day at its end that nobody said `by` to."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from models.acts.signs import BRACKETS, CLOSERS_OF, CLOSING, ENDING, OPENING, is_open
from models.errors import BadDate
from models.records.values import is_blank
from models.time.dates import parse_date

if TYPE_CHECKING:
    from datetime import date


def _any_of(signs: str) -> str:
    return f"[{re.escape(signs)}]"


_BY = re.compile(
    rf"(?:(?:^|(?<=\s)|(?<={_any_of(OPENING + CLOSING + ENDING)}))(?P<own>(?:{_any_of(OPENING)}\s*)*)"
    rf"|(?P<attached>{_any_of(BRACKETS)}\s*))by(?:\s+|(?={_any_of(OPENING)}))(?=\S)",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"(?:{_any_of(OPENING)}|\s)*")
_TRAIL = re.compile(rf"(?:{_any_of(CLOSING + ENDING)}|\s)*$")
_REMARK = re.compile(rf"\s*{_any_of(BRACKETS)}.*{_any_of(''.join(CLOSERS_OF[sign] for sign in BRACKETS))}\W*$")
_JOINING = re.compile(rf"(?:\s{_any_of(ENDING)}+|[\s,;:،؛，；、]|\s[-–—])*$")
"""Signs that join "by DATE" to the words before it, and join nothing once it is gone."""

_DOTTED = re.compile(r"(?<!\d)\d{1,2}\. ?\d{1,2}$")

_AROUND = OPENING + CLOSING + ENDING + " \t\u00a0"

_MOST_WORDS = 6
"""How many words a day at the end of a line has at most."""


class Dated(NamedTuple):
    """The words of a line without its day, and the day; without one why nothing behind a `by` is a date."""

    text: str
    due: date | None = None
    why: str = ""


def read_by(text: str, today: date) -> Dated:
    """A text and the day that "by DATE" in it means when it is typed on `today`; the text stays whole without one."""
    why = ""
    for found in reversed(list(_BY.finditer(text))):
        before, after = text[: found.start()], text[found.end() :]
        own = "".join((found["own"] or found["attached"] or "").split())
        try:
            dated = _dated(before, own, after, today)
        except BadDate as error:
            why = why or ("" if is_blank(before) else str(error))
            continue
        if not is_blank(dated.text.strip(_AROUND)):
            return dated
    return Dated(text, why=why)


def _dated(before: str, own: str, after: str, today: date) -> Dated:
    """What is left around "by DATE", where `own` opens before it, and the day; BadDate where it is none."""
    lead = _LEAD.match(after)
    assert lead is not None
    opened = own + "".join(lead[0].split())
    rest = after[lead.end() :]
    at = min((rest.find(sign) for sign in CLOSERS_OF[opened[-1]] if sign in rest), default=-1) if opened else -1
    if at >= 0:
        left = _closed(rest[at + 1 :], opened[:-1])
        if own or is_blank(left.strip(CLOSING + ENDING)) or _REMARK.fullmatch(left):
            return Dated(_joined(before, left), _day(rest[:at], today))
    remark = _REMARK.search(rest)
    if remark is not None:
        try:
            return Dated(_joined(before, remark[0]), _day(rest[: remark.start()], today))
        except BadDate:
            pass
    trail = _TRAIL.search(rest)
    assert trail is not None
    return Dated(_joined(before, trail[0]), _day(rest, today))


def _day(words: str, today: date) -> date:
    """The day that words mean, whatever signs stand around them; the dot that closes 3.12. is its own."""
    bare = words.strip(_AROUND)
    dotted = _DOTTED.search(bare) and words.lstrip(_AROUND)[len(bare) :].startswith(".")
    return parse_date(f"{bare}." if dotted else bare, today)


def _closed(text: str, opened: str) -> str:
    """A text without what closes, at its beginning, all that was opened before."""
    for sign in reversed(opened):
        stripped = text.lstrip(ENDING + " ")
        if stripped[:1] and stripped[0] in CLOSERS_OF[sign]:
            text = stripped[1:]
    return text


def _joined(before: str, after: str) -> str:
    """What stood before and behind: of signs alone only those that close what was opened before."""
    words = _JOINING.sub("", before)
    if not is_blank(after.strip(CLOSING + ENDING)):
        after = after.strip()
        space = "" if not words or after[0] in ENDING or _closes(after[0], words) else " "
        return words + space + after.rstrip(ENDING)
    for sign in after:
        if _closes(sign, words):
            words += sign
    return words


def _closes(sign: str, before: str) -> bool:
    return sign in CLOSING and is_open(sign, before)


def offered(text: str, today: date) -> tuple[str, date] | None:
    """The text as it reads with `by` before the day at its end, and that day; None where none to come stands there.

    Nor is one offered where a day stands before it as well, as in "mon 24 nov" when that is a Tuesday: which of the two
    is meant nobody knows.
    """
    words = list(re.finditer(r"\S+", text))
    start = max(1, len(words) - _MOST_WORDS)
    for earlier, first in pairwise(words[start - 1 :]):
        before, after = text[: first.start()], text[first.start() :]
        said = f"{before}by {re.sub(r'^on ', '', after, flags=re.IGNORECASE)}"
        due = read_by(said, today).due
        if due is not None:
            return (said, due) if due >= today and not _is_day(earlier[0], today) else None
    return None


def _is_day(word: str, today: date) -> bool:
    try:
        _day(word, today)
    except BadDate:
        return False
    return True

"""The day by which something is to be done, read in a sentence: "by Thursday", "tomorrow", "(27 Nov)"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from models.errors import BadDate
from models.time.dates import parse_date

_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|ten)"
_DATE = (
    r"\d{4}-\d{2}-\d{2}"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? {_MONTH}\b\.?(?:,? \d{{4}}\b)?"
    rf"|{_MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\. ?\d{1,2}\.(?: ?\d{4})?|\d{1,2}-\d{1,2}-\d{4}"
)
"""A day of the calendar. A weekday beside it, before it or in either's bracket, is part of it and must be its own."""
_NTH = r"(?:the )?\d{1,2}(?:st|nd|rd|th)\b"
_HOUR_ONLY = r"\d?(?:[:.]\d\d(?![.\d])| ?(?:am|pm|h|o'clock)\b)"
_OTHER_DAY = (
    r"(?!\.?,? (?:after next|in \w+ |week\b))"
    rf"(?!\.?,? ?\(?(?:the )?\d(?!{_HOUR_ONLY}))"
)
"""Behind a weekday: it stands alone, and no number that is none of an hour says which one is meant."""
_DAY = (
    rf"{_WEEKDAY}\.?,? (?:\((?:{_DATE}|{_NTH})\)|{_DATE}|{_NTH})|(?:{_DATE}) ?\({_WEEKDAY}\)|{_DATE}"
    rf"|(?:(?:this|next|coming|this coming) )?{_WEEKDAY}\b(?: (?:of )?(?:this|next) week)?{_OTHER_DAY}"
    r"|tomorrow|today|tonight|later today|this (?:morning|afternoon|evening)"
    rf"|(?:at )?(?:the )?end of (?:the |this |next )?(?:week|month|quarter|year|{_MONTH}|q[1-4])(?: \d{{4}})?"
    r"|eo[wmqy]|eod|cob"
    rf"|(?:with)?in {_NUMBER} (?:days?|weeks?|months?)"
)
_BY_ONLY = r"|(?:the )?\d{1,2}(?:st|nd|rd|th)(?: of (?:this|next) month)?"
_HOUR = (
    r"(?:(?:the )?(?:eod|cob|close(?: of (?:business|play))?|end of (?:the )?day|noon|midday|lunch(?:time)?|morning"
    r"|latest|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|h|o'clock)?) ?(?:,|on )? ?)?"
)
_LATER = (
    r"(?: (?:morning|afternoon|evening|night|noon|eod|cob)|,? (?:at |by )?(?:\d{1,2}(?:[:.]\d\d(?![.\d])) ?(?:am|pm)?"
    r"|\d{1,2} ?(?:am|pm)|noon)| at the latest| latest| or so)?"
)
_DATED = r"(?:due|deadline|eta|target)(?: date)?(?: is)?(?: by| on)?:? "
_BY = rf"(?:{_DATED}|(?:by|before|until|till|bis|no later than|not later than|latest by) (?:by |on )?)"
_OR = rf"(?!,? ?(?:or|and|to|/|–|-) ?(?:(?:on|by|the|next) )*(?:\d|(?:{_WEEKDAY}|{_MONTH}|tomorrow|end of)\b))"
_END = rf"(?![\w/])(?!\.\d)(?!['’]s\b)(?!-\w){_OR}"
_BEHIND = (
    r"(?! (?:call|meeting|session|sync|stand-?up|review|board|workshop|1:1|one-on-one|demo|retro|check-?in"
    r"|numbers?|report|edition"
    r"|launch|release|slot|version|campaign|event|deck|newsletter|agenda|minutes|talk|lunch|deadline|forecast"
    r"|budget|figures?|data"
    r"|issue|catch-?up|offsite|steerco|committee)s?\b)"
)
_BY_DATE = re.compile(rf"\b{_BY}{_HOUR}(?<!\d)(?P<day>{_DAY}{_BY_ONLY}){_END}{_LATER}{_BEHIND}", re.IGNORECASE)
_BY_HOUR = re.compile(
    r"\bby (?:the )?(?:eod|cob|end of (?:the )?day|close of (?:business|play)|noon|lunch(?:time)?|tonight)\b(?! "
    r"(?:on )?[A-Z])",
    re.IGNORECASE,
)
_NOT_BEFORE = (
    r"(?<!\bfrom )(?<!\bsince )(?<!\bof )(?<!\bfor )(?<!\bafter )(?<!\blast )(?<!\bthe )(?<!\bevery )(?<!\beach "
    r")(?<!\bto )(?<!\band )"
    r"(?<!\bor )(?<!\bon the )(?<!\bin )(?<!\buntil )(?<!\btil )(?<!\bat )(?<!\bthan )(?<!\bthan the )(?<!\bnext "
    r")(?<!\bthis )(?<!\bcoming )(?<!\bw/[ceb] )(?<!\b[wW]/[CEBceb] )(?<!\bcommencing )(?<!\bbeginning )(?<!\bweek )"
)
_BEGINS = r"(?=\d|(?:on|the|at|at the|with)? ?(?:mon|t|w|fri|s|j|feb|ma|apr|aug|oct|nov|dec|e|in |next|com|lat|cob))"
"""What a day can begin with, so that most places of a text are passed at once."""
_BARE = re.compile(rf"(?<![\w/.-]){_BEGINS}{_NOT_BEFORE}(?:on )?(?P<day>{_DAY}){_END}{_LATER}{_BEHIND}", re.IGNORECASE)
_OF_SOMETHING = re.compile(
    r"\b(?:call|meeting|session|sync|review|workshop|demo|event|launch|held|happened|met|discussed|agreed|raised"
    r"|said|talked|see it)\s+$",
    re.IGNORECASE,
)
"""What stands before the day of something else than what is to be done."""
_AS_TODAY = re.compile(r"(?:tonight|later today|this (?:morning|afternoon|evening)|eod|cob)$", re.IGNORECASE)
_LEFT = re.compile(r"\(\s*\)|\[\s*\]|\s+(?=[.,;:!?)])")
_EDGES = " \t,;:–—-("


class Due(NamedTuple):
    """A text without the words of its day, and the day."""

    text: str
    day: date | None = None


def read_due(text: str, today: date) -> Due:
    """A text and the day by which it is to be done, when it is said on `today`; the text stays whole without one.

    A day that somebody says "by" before goes before one that only stands there. What names a meeting, an issue or a
    report by its day ("Thursday's call") is none.
    """
    for pattern in (_BY_DATE, _BARE):
        for found in pattern.finditer(text):
            if pattern is _BARE and _OF_SOMETHING.search(text[: found.start()]):
                continue
            day = _day(found["day"], today)
            if day is not None:
                return Due(_without(text, found.start(), found.end()), day)
        if _BY_ANY.search(text):
            return Due(text)  # a day that is said and not understood: no other one stands for it
    hour = _BY_HOUR.search(text)
    return Due(_without(text, hour.start(), hour.end()), today) if hour else Due(text)


def cell_day(text: str, today: date) -> date | None:
    """The day that a cell of a table means, which names no other one; None where it is none."""
    words = text.strip(" *_()[]")
    day = _day(words, today)
    if day is None and not names_day((found := read_due(f"by {words}", today)).text):
        return found.day
    return day


_BEHIND_ANY = rf"(?!['’]s\b|\w)(?! \w+ (?:call|meeting)){_BEHIND}"
_BY_ANY = re.compile(
    rf"\b{_BY}(?:{_DAY}|{_NTH}|{_WEEKDAY}\b|{_MONTH}\b|(?:early|mid|late)[ -]{_MONTH}|\d{{1,2}}[./-]\d+){_BEHIND_ANY}",
    re.IGNORECASE,
)
_BARE_ANY = re.compile(rf"(?<![\w/.-]){_NOT_BEFORE}(?:{_DATE}){_BEHIND_ANY}", re.IGNORECASE)


def names_day(text: str) -> bool:
    """Whether a text without its day names one still: of something else, or one that nobody can be sure of."""
    return _BY_ANY.search(text) is not None or _BARE_ANY.search(text) is not None


def is_day(words: str, today: date) -> bool:
    """Whether words behind "by" are a day and nothing else, understood or not."""
    said = f"by {words}"
    due = read_due(said, today)
    return not due.text if due.day else _BY_ANY.match(said) is not None


_IN_FULL = re.compile(
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH}\.?,? \d{{4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? \d{{4}}",
    re.IGNORECASE,
)


_ELSEWHERE = re.compile(r"(?P<day>\d{1,2})\.? (?P<month>[^\W\d_]{3,9})\.? (?P<year>\d{4})")
_MONTH_THERE = {
    "fév": "feb", "mär": "mar", "avr": "apr", "mai": "may", "jui": "jul", "aoû": "aug", "okt": "oct", "dez": "dec",
    "déc": "dec",
}  # fmt: skip
_IN_NUMBERS = re.compile(r"\d{1,2}([./])\d{1,2}\1\d{4}")


def header_day(text: str, order: str | None = None) -> date | None:
    """The day in a header that was copied, in English, German or French, where it stands there with its year.

    `order` tells how numbers alone are meant.
    """
    found = _IN_FULL.search(text)
    if found:
        return _day(found[0], date.min)
    words = ""
    if named := _ELSEWHERE.search(text):
        month = named["month"].casefold()
        words = f"{named['day']} {'jun' if month == 'juin' else _MONTH_THERE.get(month[:3], month[:3])} {named['year']}"
    elif numbers := _IN_NUMBERS.search(text):
        words = numbers[0]
    try:
        return parse_date(words, date.min, order)
    except BadDate:
        return None


def _day(words: str, today: date) -> date | None:
    if _AS_TODAY.match(words):
        return today
    words = re.sub(r"[()]", " ", words)
    words = re.sub(r"^(?:at |within |in the )", lambda found: "in " if found[0] == "within " else "", words, flags=re.I)
    try:
        return parse_date(words, today)
    except BadDate:
        return None


def _without(text: str, begin: int, end: int) -> str:
    """A text without a piece of it, and without the signs that only joined it."""
    before, after = text[:begin].rstrip(), text[end:]
    # A comma or a dash that led to the day goes with it, and so does a bracket that holds nothing else.
    if before.endswith(("(", "[")):
        closed = re.match(r"\s*[)\]]", after)
        if closed is None:
            return _LEFT.sub("", f"{before}{after.lstrip(_EDGES)}").strip(" ,;–—-")
        before, after = before[:-1], after[closed.end() :]
    joined = f"{before.rstrip(_EDGES) if not after.strip(' .!?)') else before} {after.lstrip()}"
    return _LEFT.sub("", " ".join(joined.split())).strip(" ,;–—-")

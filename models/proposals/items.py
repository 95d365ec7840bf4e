"""One thing to do as it stands in a list: whose it is, what, and by when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.proposals.dates import read_due
from models.proposals.people import NOBODY, Owner, looks_like_name
from models.proposals.verbs import begins_with_verb, third_person, without_modal, words_of

if TYPE_CHECKING:
    from datetime import date

    from models.proposals.people import KnownNames


class TextMark(NamedTuple):
    """A mark in a line, what it makes of what stands behind it, and that; `word` as it stands there."""

    what: str
    rest: str
    word: str


class Task(NamedTuple):
    """What an item says: whose it is, the words, the day, and whether the words begin with a verb."""

    who: Owner
    text: str
    due: date | None
    deed: bool
    named: bool = False
    """Whether somebody is named at all, of whom nobody may know."""


_MARKS = {
    "action": r"actions?(?: items?| points?| required)?|ai|ap|to-?do|to do|tasks?|next steps?|follow[- ]?ups?",
    "decision": r"decisions?|decided|resolved|resolution|agreed",
    "disagreement": r"disagreements?|disagreed|not agreed",
}
_MARK = re.compile(
    rf"(?:(?P<action>{_MARKS['action']})|(?P<decision>{_MARKS['decision']})|(?P<disagreement>{_MARKS['disagreement']}))"
    r"(?: ?#?\d{1,3})?(?P<who>(?: ?[(\[][^)\]:]{1,40}[)\]]| on @?[A-Z][\w. -]{0,30}?| [A-Z][\w.]{1,20}(?: "
    r"[A-Z]\w{1,20})?(?=:)| for @?[A-Z][\w. -]{0,30}?| "
    r"@[\w.-]+)?)\s*(?::|\s[-–—]\s)\s*(?=\S)",
    re.IGNORECASE,
)
_LOUD = re.compile(r"(?P<what>ACTION|TODO|DECISION|RESOLVED|DISAGREEMENT)(?P<who>)\s+(?=[@A-Z])")
_WITHIN = re.compile(
    r"(?:^|(?<=[.;)!?] )|(?<=[–—-] )|(?<= ))(?P<word>ACTION(?: ITEM)?|AI|TODO|DECISION|RESOLVED"
    r"|DISAGREEMENT)(?P<who>(?: ?[(\[][^)\]]{1,40}[)\]])?): ?(?=\S)"
)
_NONE = re.compile(
    r"(?:none|n/?a|nothing\b.*|no (?:new )?(?:actions?|decisions?|action items?).*|tbd|tbc|-+|pending|deferred"
    r"|\.\.\.)\W*$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?:[^~:]{0,40}[:–—-] *)?~~.*~~\W*$|^(?:DONE|COMPLETED?|CLOSED)\b|(?:[-–—(\[:,]\s*(?:already |all |now "
    r")?(?:done|completed?|closed|cancelled|dropped|finished)(?: (?:during|in|at|before) (?:the )?(?:meeting|call"
    r"|session))?\W*$)|✅|✔|☑|^\W*(?:still )?(?:open|pending) from last"
    r"|[-–—]\s*(?:still open|still pending|carried over)\W*$",
    re.IGNORECASE,
)
_SIGNS = re.compile("</?[a-zA-Z]{1,10}/?>|[📅🗓⏰⏳🛫➕🔺⏫🔼👤📌✏]\ufe0f?")
_BOXED = re.compile(
    r"^[\[(](action(?: item)?|ai|todo|task|decision|resolved|disagreement)[\])]\s*:?\s*(?=\w)", re.IGNORECASE
)
_LINK = re.compile(r"\[([^\]]{1,200})\]\([^)\s]{1,400}\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.{1,200}?)(?<=\S)\1(?![\w*])")
_MOST = 1000

_HEAD = re.compile(
    r"(?:for\s+)?(?P<who>@?[^\s:–—|][^:–—|]{0,50}?)\s*(?P<sign>:|\s[-–—]|[–—])\s+(?P<rest>\S.*)$", re.IGNORECASE
)
_BRACKETED = re.compile(r"[\[(](?P<who>[^\])]{1,50})[\])]\s*[:–—-]?\s*(?P<rest>\S.*)$")
_HANDLE = re.compile(r"(?P<who>@[\w.-]+(?:(?:,| and| &|/)? @[\w.-]+)*)\s*[:,–—-]?\s*(?P<rest>\S.*)$")
_TO = re.compile(
    r"(?P<who>@?[A-Za-z][^:,;()–—]{0,50}?)\s+(?P<modal>(?:is |are )?to|will|shall|must|should|needs? to|has to"
    r"|have to|agree[sd] to|volunteer(?:s|ed) to"
    r"|offer(?:s|ed) to|promise[sd] to|takes? (?:the )?action to)\s+(?P<rest>\S.*)$"
)
_DASH_TO = re.compile(r"(?P<who>@?[A-Z][^:;()–—]{0,50}?)\s*[-–—:,]\s*to\s+(?P<rest>\S.*)$")
_TAIL = re.compile(
    r"(?P<rest>.*\S)\s*(?:\s[-–—]\s*|[\[(]|\s@|→\s*|->\s*|=>\s*)(?:(?:owner|assigned to|assignee|responsible"
    r"|resp\.?|who|dri|lead)\s*:?\s*)?(?P<who>@?[^\s\[\]()–—][^\[\]()–—]{0,60}?)\s*[\])]?\W*$",
    re.IGNORECASE,
)
_ACTION_AT_END = re.compile(r"(?P<rest>.*\S)\s+(?:ACTION|Action)s?\s*[:–—-]?\s+(?P<who>[A-Z@][\w.&/, -]{0,40}?)[\s.]*$")
_OWNER_WORD = re.compile(r"\b(?:owner|assigned to|assignee|responsible)\s*:\s*(?P<who>[^,;()\]|]{1,50})", re.IGNORECASE)


def mark_in(text: str) -> TextMark | None:
    """The mark that a line begins with, or that stands in it in capitals; None where it has none."""
    bare = plain(text)
    found = _MARK.match(bare)
    if found:
        what = "action" if found["action"] else "decision" if found["decision"] else "disagreement"
        word = found[what]
        if word.casefold() in ("ai", "ap") and not word.isupper():
            return None
        return TextMark(what, _with_who(found["who"], bare[found.end() :]), word)
    loud = _LOUD.match(bare)
    if loud and not bare[loud.end() :].isupper():
        return TextMark(_what(loud["what"]), bare[loud.end() :], loud["what"])
    at_end = _ACTION_AT_END.match(bare)
    if at_end and len(at_end["who"].split()) <= 3 and not begins_with_verb(at_end["who"]):
        return TextMark("action", f"{at_end['who']}: {_last_sentence(at_end['rest'])}", "Action")
    within = _WITHIN.search(bare)
    if within:
        return TextMark(_what(within["word"]), _with_who(within["who"], bare[within.end() :]), within["word"])
    return None


def begins_with_mark(text: str) -> bool:
    """Whether a line begins with a mark."""
    return _MARK.match(plain(text)) is not None


def _last_sentence(text: str) -> str:
    """The last sentence of some, which is the one that a mark behind it is of."""
    return re.split(r"(?<=[a-z0-9)])[.!?]\s+(?=[A-Z])", text)[-1]


def _what(word: str) -> str:
    return {"DECISION": "decision", "RESOLVED": "decision", "DISAGREEMENT": "disagreement"}.get(word, "action")


def _with_who(who: str, rest: str) -> str:
    """What stands behind a mark, with the name that stands within it in front."""
    name = re.sub(r"^(?:on|for)\s+", "", who.strip(" ()[]"), flags=re.IGNORECASE)
    return f"{name}: {rest}" if name else rest


def plain(text: str) -> str:
    """A text of one line without the signs of Markdown."""
    bare = " ".join(text[:_MOST].split())
    bare = (
        _BOXED.sub(r"\1: ", _SIGNS.sub("", _LINK.sub(r"\1", bare)))
        .replace("`", "")
        .replace("&#x20;", " ")
        .replace("\\_", "_")
    )
    return _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", bare)).strip()


def is_nothing(text: str) -> bool:
    """Whether an item says that there is none."""
    return not re.search(r"\w\w", text) or _NONE.match(text) is not None


def is_done(text: str) -> bool:
    """Whether an item says of itself that it is done, or struck out."""
    return _DONE.search(" ".join(text[:_MOST].split())) is not None


def read_task(text: str, known: KnownNames, today: date, owner: str = "") -> Task:
    """What an item says; `owner` is whose it is, where that stands elsewhere: in another cell, or above."""
    bare = plain(text)
    if owner:
        return _task(known.named(owner), bare, today, named=True)
    for pattern in (_HANDLE, _BRACKETED, _DASH_TO, _HEAD, _TO):
        found = pattern.match(bare)
        if found is None:
            continue
        who, named = _owner(found["who"], found["rest"], known)
        if named:
            return _task(who, found["rest"], today, named=True)
    return _owned_at_end(bare, known, today) or _named_before_verb(bare, known, today) or _task(NOBODY, bare, today)


def _named_before_verb(text: str, known: KnownNames, today: date) -> Task | None:
    """An item as "Dana sends the list", of one whom the log knows."""
    words = text.split(" ")
    for count in (2, 1):
        who, rest = known.named(" ".join(words[:count])), " ".join(words[count:])
        if who.known and (begins_with_verb(rest) or third_person(rest)):
            return _task(who, rest, today, named=True)
    return None


_ANOTHER = re.compile(
    r"(?:[;,.]\s+(?:and\s+)?|\s+and\s+)(?=(@?[A-Z][\w.'’-]*(?: [A-Z][\w'’-]*)?)(?: to| will|:)\s+[a-z])"
)


_FEWEST = 2
"""Words of a name: what has more before another name is something to do."""


def parted(text: str, known: KnownNames) -> list[str]:
    """An item, parted where another one of whom the log knows is to do something: "Dana to send it; Jay to read it"."""
    found, begin = [], 0
    for cut in _ANOTHER.finditer(text):
        if known.is_known(cut[1]) and len(text[begin : cut.start()].split()) > _FEWEST:
            found.append(text[begin : cut.start()])
            begin = cut.end()
    return [*found, text[begin:]]


def _owner(words: str, rest: str, known: KnownNames) -> tuple[Owner, bool]:
    """Who is named by the words at the beginning, and whether they name anybody."""
    who = known.named(words)
    if who.known:
        return who, True
    lone = words.strip(" @*_:").casefold()
    if lone in _ALL or known.are_both(words):
        return NOBODY, True
    if not who.handled_by or begins_with_verb(words):
        # A handle in small letters: "mmccool: Add ...".
        is_handle = _HANDLE_HEAD.match(words) and not begins_with_verb(words) and begins_with_verb(rest)
        return (Owner(None, words), True) if is_handle and lone not in _NO_HANDLES else (NOBODY, False)
    return who, words.startswith("@") or begins_with_verb(without_modal(rest)[0]) or " " in lone


_HANDLE_HEAD = re.compile(r"[a-z][\w.-]{1,20}$")


_NO_HANDLES = words_of("note todo next also then action task idea question e.g i.e")
_ALL = words_of("both all everyone everybody team chair chairs someone tbd we us client group")


def _owned_at_end(text: str, known: KnownNames, today: date) -> Task | None:
    """An item whose owner stands at its end: "(Dana)", "- Dana, by Friday", "@dana"."""
    told = _OWNER_WORD.search(text)
    if told and known.named(told["who"]) != NOBODY:
        rest = f"{text[: told.start()]} {text[told.end() :]}"
        return _task(known.named(told["who"]), rest.strip(" -–—,;()[]"), today, named=True)
    dated = read_due(text, today)
    found = _TAIL.match(dated.text)
    if found is None:
        return None
    who = known.named(found["who"])
    named = who.known or (
        looks_like_name(found["who"].strip(" @")) and begins_with_verb(without_modal(found["rest"])[0])
    )
    if not named:
        return None
    task = _task(who, found["rest"], today, named=True)
    return task._replace(due=task.due or dated.day)


def _task(who: Owner, text: str, today: date, *, named: bool = False) -> Task:
    dated = read_due(text, today)
    words, modal = without_modal(dated.text)
    deed = begins_with_verb(words, after_to=modal)
    if not deed and named and (third := third_person(words)):
        words, deed = third, True
    words = words.strip(" ,;:–—-").rstrip(".").strip()
    return Task(who, words or text.strip(), dated.day, deed, named)

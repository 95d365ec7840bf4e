"""One thing to do as it stands in a list: whose it is, what, and by when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.proposals.dates import is_day, read_due
from models.proposals.people import NOBODY, Owner, looks_like_name
from models.proposals.verbs import begins_with_verb, from_gerund, third_person, without_modal, words_of

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
    r"(?: ?#?\d{1,3}(?:\.\d{1,2})*)?"
    r"(?P<who>(?: ?[(\[][^)\]:]{1,40}[)\]]| (?:on|by) @?[A-Z][\w. -]{0,30}?| [A-Z][\w.]{1,20}(?: "
    r"[A-Z]\w{1,20})?(?=:)| for @?[A-Z][\w. -]{0,30}?| "
    r"@[\w.-]+)?)\s*(?::|\s[-–—]\s)\s*(?=\S)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?P<what>ACTION|Action|AP|AI|A)[ #-]{0,2}\d{1,3}(?:\.\d{1,2})*\s*[:.)–—-]?\s+"
    r"(?=@?[A-Z][\w.&/ ]{0,40}?\s(?:to|will)\s+[a-z])"
)
_LOUD = re.compile(r"(?P<what>ACTION|TODO|DECISION|RESOLVED|DISAGREEMENT)(?P<who>)\s+(?=[@A-Z])")
_WITHIN = re.compile(
    r"(?:^|(?<=[.;)!?] )|(?<=[–—-] )|(?<= ))(?P<word>ACTION(?: ITEM)?|AI|TODO|DECISION|RESOLVED"
    r"|DISAGREEMENT)(?P<who>(?: ?[(\[][^)\]]{1,40}[)\]])?): ?(?=\S)"
)
DAILY = re.compile(
    r"(?:(?P<coming>today|tomorrow|this week|next(?: week| up)?|plan(?:s|ned)?|planning|doing|will do|focus)"
    r"|yesterday|last week|blockers?|blocked|impediments?)\s*[:–—-]\s+(?P<what>\S.*)$",
    re.IGNORECASE,
)
"""A line of what somebody says in a daily round: what comes, what was, what is in the way."""
_NONE = re.compile(
    r"(?:none|n/?a|nothing\b.*|no (?:new )?(?:actions?|decisions?|action items?).*|tbd|tbc|-+|pending|deferred"
    r"|\.\.\.)\W*$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?:[^~:]{0,40}[:–—-] *)?~~.*~~\W*$|^(?:DONE|COMPLETED|CLOSED)\b|(?:[-–—(\[:,]\s*(?:already |all |now "
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
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.{1,160}?)(?<=\S)\1(?![\w*])")
_MOST = 1000

_HEAD = re.compile(
    r"(?:for\s+)?(?P<who>@?[^\s:–—|][^:–—|]{0,50}?)\s*(?P<sign>:|\s[-–—]|[–—])\s+(?P<rest>\S.*)$", re.IGNORECASE
)
_BRACKETED = re.compile(r"[\[(](?P<who>[^\])]{1,50})[\])]\s*[:–—-]?\s*(?P<rest>\S.*)$")
_AT_NAME = re.compile(r"@(?P<who>[A-Z][\w'’-]+ [A-Z][\w'’-]+)\s*[:,–—-]?\s*(?P<rest>\S.*)$")
_HANDLE = re.compile(r"(?P<who>@[\w.-]+(?:(?:,| and| &|/)? @[\w.-]+)*)\s*[:,–—-]?\s*(?P<rest>\S.*)$")
_TO = re.compile(
    r"(?P<who>@?[A-Za-z][^:,;()–—]{0,50}?(?: \([^()]{1,30}\))?)\s+"
    r"(?P<modal>(?:is |are )?to|will|shall|must|should|needs? to|has to"
    r"|have to|agree[sd] to|volunteer(?:s|ed) to"
    r"|offer(?:s|ed) to|promise[sd] to|(?:has )?committed to|takes? (?:the )?action to|(?:is|are) going to)"
    r"\s+(?P<rest>\S.*)$"
)
_DASH_TO = re.compile(r"(?P<who>@?[A-Z][^:;()–—]{0,50}?)\s*[-–—:,]\s*to\s+(?P<rest>\S.*)$")
_TAIL = re.compile(
    r"(?P<rest>.*\S)\s*(?:\s[-–—]\s*|[\[(]|\s@|→\s*|->\s*|=>\s*)(?:(?:owner|assigned to|assignee|responsible"
    r"|resp\.?|who|dri|lead)\s*:?\s*)?(?P<who>@?[^\s\[\]()–—][^\[\]()–—]{0,60}?)\s*[\])]?\W*$",
    re.IGNORECASE,
)
_ACTION_AT_END = re.compile(
    r"(?P<rest>.*\S)\s+(?:ACTION|Action)s?\s*[:–—-]?\s+(?!(?:[Ii]tem|[Pp]oint|[Ss]tep|[Ll]og|[Ll]ist|[Pp]lan)s?\b)"
    r"(?P<who>[A-Z@][\w.&/, -]{0,40}?)[\s.]*$"
)
_ASIDE = re.compile(
    r"\((?:(?P<mark>ACTION|Action|AI|TODO|To do|DECISION|Decision)(?: [Ii]tem)?s?\s*[:–—-]\s*(?P<marked>[^()]{4,300})"
    r"|(?P<who>@?[A-Z][^()]{0,40}?) (?:to|will) (?P<rest>[a-z][^()]{3,200}))\)"
)
"""What is to be done, in brackets within what it is about."""
_ALL_SAID = re.compile(r"(?:\w+ )?(?:this|that|it|these|them)\W*$", re.IGNORECASE)
_OWNER_WORD = re.compile(
    r"\b(?:owner|assigned to|assignee|responsible)\s*:\s*(?P<who>(?:[^,;()\]|.]|\.(?!\s)){1,50})", re.IGNORECASE
)


_MAY_BE_MARKED = re.compile(r":|\s[-–—]\s|ACTION|Action|TODO|DECISION|RESOLVED|DISAGREEMENT|^A[PI]?[ #\d-]")
"""What is in every line that has a mark: most have none of it, and are read no further."""


def mark_in(text: str) -> TextMark | None:
    """The mark that a line begins with, or that stands in it in capitals; None where it has none."""
    bare = plain(text)
    if _MAY_BE_MARKED.search(bare) is None:
        return None
    if "(" in bare and (aside := _ASIDE.search(bare)) and aside["marked"]:
        return TextMark(_what(aside["mark"].upper()), aside["marked"], aside["mark"])
    found = _MARK.match(bare)
    if found:
        what = "action" if found["action"] else "decision" if found["decision"] else "disagreement"
        word = found[what]
        if word.casefold() in ("ai", "ap") and not word.isupper():
            return None
        rest = bare[found.end() :]
        by_whom = what == "decision" and found["who"].strip().casefold().startswith("by ")
        return TextMark(what, rest if by_whom else _with_who(found["who"], rest), word)
    if counted := _COUNTED.match(bare):
        return TextMark("action", bare[counted.end() :], "Action")
    loud = _LOUD.match(bare)
    if loud and not bare[loud.end() :].isupper():
        return TextMark(_what(loud["what"]), bare[loud.end() :], loud["what"])
    at_end = _ACTION_AT_END.match(bare[-_LAST_WORDS:])
    if at_end and len(at_end["who"].split()) <= 3 and not begins_with_verb(at_end["who"]):
        return TextMark("action", f"{at_end['who']}: {_last_sentence(bare[:-_LAST_WORDS] + at_end['rest'])}", "Action")
    within = _WITHIN.search(bare)
    if within:
        return TextMark(_what(within["word"]), _with_who(within["who"], bare[within.end() :]), within["word"])
    return None


def begins_with_mark(text: str) -> bool:
    """Whether a line begins with a mark."""
    return _MAY_BE_MARKED.search(text) is not None and _MARK.match(plain(text)) is not None


def aside(text: str, known: KnownNames) -> str:
    """Read "the count is unclear (Dana to ask the vendor)" as what is in brackets; empty where that is nothing."""
    found = _ASIDE.search(plain(text)) if "(" in text else None
    if found is None or not found["who"] or not known.is_known(found["who"]):
        return ""
    if not begins_with_verb(found["rest"], after_to=True):
        return ""
    about = plain(text)[: found.start()].strip(" -–—:;,.") if _ALL_SAID.match(found["rest"]) else ""
    return f"{found['who']} to {found['rest']}" + (f": {about}" if about else "")


def _last_sentence(text: str) -> str:
    """The last sentence of some, which is the one that a mark behind it is of."""
    return re.split(r"(?<=[a-z0-9)])[.!?]\s+(?=[A-Z])", text)[-1]


def _what(word: str) -> str:
    return {"DECISION": "decision", "RESOLVED": "decision", "DISAGREEMENT": "disagreement"}.get(word, "action")


def _with_who(who: str, rest: str) -> str:
    """What stands behind a mark, with the name that stands within it in front."""
    name = re.sub(r"^(?:on|for|by)\s+", "", who.strip(" ()[]"), flags=re.IGNORECASE)
    return f"{name}: {rest}" if name else rest


def plain(text: str) -> str:
    """A text of one line without the signs of Markdown."""
    bare = " ".join(text[:_MOST].split())
    if _SIGNED.search(bare) is None:
        return bare
    bare = _LINK.sub(_first, bare) if "](" in bare else bare
    bare = _BOXED.sub(_boxed, _SIGNS.sub("", bare)).replace("`", "").replace("&#x20;", " ").replace("\\_", "_")
    if "*" in bare or "_" in bare:
        within = _EMPHASIS.sub(_second, bare)
        bare = _EMPHASIS.sub(_second, within) if within != bare else bare
    return bare.strip()


_SIGNED = re.compile("[]<*_`&\\\\📅🗓⏰⏳🛫➕🔺⏫🔼👤📌✏]|^\\(")
"""What a line has in it that has signs of Markdown, or others."""


def _first(found: re.Match[str]) -> str:
    return found[1]


def _second(found: re.Match[str]) -> str:
    return found[2]


def _boxed(found: re.Match[str]) -> str:
    return f"{found[1]}: "


_TWO_LETTERS = re.compile(r"[^\W_]{2}")


def is_nothing(text: str) -> bool:
    """Whether an item says that there is none."""
    return not _TWO_LETTERS.search(text) or _NONE.match(text) is not None


_REPORTS = re.compile(
    r"(?:it (?:was|is|has)|there (?:was|were|is|are)|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}(?: and [A-Z][\w.'’-]*)? "
    r"(?:confirmed|reported|said|noted|asked|thanked|presented|explained|informed|mentioned|suggested"
    r"|has(?! to)|had|was|were))\b"
)
_AFTER_TOPIC = re.compile(r"^[^:]{1,60}:\s+")
"""How a sentence begins that says what was said, wherever it stands."""
_NOT_DECIDED = re.compile(
    r"(?:date of )?(?:the )?next (?:meeting|call|session)\b\s*(?:[:–—-]|is\b|will be\b|on\b)|no (?:\w+ )?"
    r"(?:decision|agreement|consensus)\b|not (?:yet )?(?:decided|agreed)|(?:deferred|postponed|tabled|pending|open|tbd"
    r"|to be (?:decided|confirmed))\b",
    re.IGNORECASE,
)
"""What stands where decisions do and is none: when one meets again, and that nothing was decided."""


_NOT_TO_DO = re.compile(r"(?:do not|don['’]t|never|not|no longer)\b", re.IGNORECASE)
_WILL_NOT = re.compile(r"(?:\S+ ){1,2}(?:not to|won['’]t|(?:will|shall|must|should) not)\b")


def is_negated(task: Task) -> bool:
    """Whether an item says what is not to be done."""
    return _NOT_TO_DO.match(task.text) is not None or (not task.deed and _WILL_NOT.match(task.text) is not None)


def is_undecided(text: str) -> bool:
    """Whether an item among decisions is none."""
    return _NOT_DECIDED.match(text) is not None


def is_report(text: str) -> bool:
    """Whether an item tells what was said or done, behind its topic or at once."""
    bare = plain(text)
    return _REPORTS.match(bare) is not None or _REPORTS.match(_AFTER_TOPIC.sub("", bare)) is not None


def is_done(text: str) -> bool:
    """Whether an item says of itself that it is done, or struck out."""
    return _DONE.search(" ".join(text[:_MOST].split())) is not None


def read_task(text: str, known: KnownNames, today: date, owner: str = "") -> Task:
    """What an item says; `owner` is whose it is, where that stands elsewhere: in another cell, or above."""
    bare = plain(text)
    if owner:
        return _task(known.named(owner), bare, today, named=True)
    bare = _with_day_behind(bare, today)
    for pattern in (_AT_NAME, _HANDLE, _BRACKETED, _DASH_TO, _HEAD, _TO):
        found = pattern.match(bare)
        if found is None:
            continue
        after_to = pattern in (_TO, _DASH_TO)
        rest = from_gerund(found["rest"]) if after_to else found["rest"]
        who, named = _owner(found["who"], rest, known)
        if named and (pattern is not _AT_NAME or who.known or begins_with_verb(rest)):
            return _task(who, rest, today, named=True, after_to=after_to)
    return _owned_at_end(bare, known, today) or _named_before_verb(bare, known, today) or _task(NOBODY, bare, today)


_DAY_BEHIND = re.compile(
    r"(?P<who>[A-Z@][^:;,()]{0,40}?)(?: \((?:(?P<role>[^(),]{1,30}), )?|, (?=by ))(?:(?:by|due|until|before) )*"
    r"(?P<day>[^:;()]{2,30}?)\)?(?P<sign>:|\s[-–—]|\sto\b)\s+(?P<rest>\S.*)$"
)


def _with_day_behind(text: str, today: date) -> str:
    """Read "Dana (by 4 Dec): pay the rent" with the day behind the words; what has none there stays as it is."""
    found = _DAY_BEHIND.match(text)
    if found is None or not is_day(found["day"], today):
        return text
    role = f" ({found['role']})" if found["role"] else ""
    return f"{found['who']}{role}{found['sign']} {found['rest'].rstrip(' .')} by {found['day']}"


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
    if " to " not in text and ":" not in text and " will" not in text:
        return [text]
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
    for words in (dated.text, _LAST_BRACKET.sub("", dated.text)):
        # An owner stands in the last words: to look for one in all of them takes the square of their length.
        before, last = words[:-_LAST_WORDS], words[-_LAST_WORDS:]
        found = _TAIL.match(last)
        if found is None:
            continue
        who = known.named(found["who"])
        rest = before + found["rest"]
        is_name = looks_like_name(found["who"].strip(" @")) and begins_with_verb(without_modal(rest)[0])
        if who.known or is_name:
            task = _task(who, before + found["rest"], today, named=True)
            return task._replace(due=task.due or dated.day)
    return None


_LAST_WORDS = 160
_LAST_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\W*$")


def _task(who: Owner, text: str, today: date, *, named: bool = False, after_to: bool = False) -> Task:
    dated = read_due(text, today)
    words, modal = without_modal(dated.text)
    deed = begins_with_verb(words, after_to=modal or after_to)
    if not deed and named and (third := third_person(words)):
        words, deed = third, True
    words = words.strip(" ,;:–—-").rstrip(".").strip()
    return Task(who, words or text.strip(), dated.day, deed, named)

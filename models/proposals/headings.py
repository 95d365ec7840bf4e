"""What a heading says of the lines below it: to be done, decided, of last time, who was there."""

from __future__ import annotations

import re
from typing import Literal

Section = Literal["next", "last", "decisions", "disagreements", "present", "absent", "other"]

MOST_WORDS, LONGEST = 9, 200
"""Words of a heading at most, and characters."""

_PAST = re.compile(
    r"\b(?:previous(?:ly)?|last|prior|past|old|earlier|carried|outstanding from|completed?|closed|done|finished"
    r"|achieved|accomplish\w*"
    r"|matters arising|since (?:last|the)|from (?:the )?(?:last|previous)|recap of last|archive[ds]?)\b",
    re.IGNORECASE,
)
_LOOK_BACK = re.compile(
    r"^(?:the )?(?:review|status|progress|update|check|follow[- ]?up)s? (?:of|on)(?: the| our| open)? (?:action"
    r"|task|to)",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"^(?:review|check|update|go (?:over|through)|status)(?: of| the| our| all| open| outstanding| current| pending"
    r"| existing| last| previous)* (?:action|task|to[- ]?do)",
    re.IGNORECASE,
)
_LOOK_BACK_END = re.compile(
    r"\b(?:action|action items?|actions|tasks?|to[- ]?dos?) (?:review|status|update|check|follow[- ]?up)s?$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:action(?:s| ?items?| ?points?| ?steps?| ?list| ?log| ?plan| ?register| ?tracker)?|next (?:steps?"
    r"|actions?|tasks?)|to[- ]?do(?:s|'s|’s| ?list)?"
    r"|follow[- ]?ups?|action required|who (?:does|will do|is doing|owns)? ?what|what,? who|things to do|way forward"
    r"|what(?:'s|’s| is) next|what happens next|until next (?:time|meeting)|before (?:the )?next (?:time|meeting))\b",
    re.IGNORECASE,
)
_ALONE_NEXT = re.compile(
    r"(?:tasks?(?: list)?|assignments?|deliverables?|homework|ais?|aps?|responsibilities|commitments?|promises"
    r"|owners? and (?:due )?dates?"
    r"|(?:what )?we(?:['’]ll| will) do|will do|jobs|open points|(?:we )?(?:need|have) to|must do"
    r"|(?:still )?to be done)$",
    re.IGNORECASE,
)
"""Words that head a list of things to do where they stand alone, and are a topic else: "Deliverables 2019"."""

_QUALIFIED = re.compile(
    r"\b(?:new|our|my|agreed|key|open|the|for (?:next|this) (?:week|time|month)|assigned|list of|this week)\b",
    re.IGNORECASE,
)
_WHO_WHAT = re.compile(r"\bwho\b.*\bwhat\b|\bwhat\b.*\bwho\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:decisions?|decided|resolutions?|resolved|agreements?|agreed(?: points?)?|what (?:we|was|has been) "
    r"(?:agreed|decided)|conclusions? reached)\b",
    re.IGNORECASE,
)
_NOT_DECIDED = re.compile(
    r"\b(?:notes?|discussions?|minutes|needed|pending|required|to (?:be )?(?:made?|take[n]?)|open|requested|for"
    r"|log template|support|process|criteria)\b",
    re.IGNORECASE,
)
_DISAGREED = re.compile(
    r"\b(?:disagreements?|(?:where )?we (?:differ|disagree)|points? of (?:difference|contention)|not agreed)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"^(?:attendees?|attending|attendance|present|participants?|participating|in attendance|people(?: present)?"
    r"|who was there|with|members present|roll call|guests?)$",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"^(?:apologies|absent|absentees?|regrets|excused|not present|sorry|out|apologies for absence)$", re.IGNORECASE
)
_AGENDA = re.compile(
    r"\b(?:agenda|next meetings?|next (?:session|call|time)$|template|parking lot|backlog|idea)", re.IGNORECASE
)
_TRIM = re.compile(r"^[\W_]*(?:(?:\d+|[ivx]+|[a-z])[.):]\s*(?:\d+[.)]?\s*)*)?[\W_]*|[\W_]+$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


_SAYS_WHAT = re.compile(
    r"action|next|to[- ]?do|follow|who|things|way|what|until|before|task|assign|deliver|homework|ais?|aps?|respons"
    r"|commit|promise|owner|will do|jobs?|open|need|have|must|done|decision|decided|resol|agree|conclu|differ"
    r"|conten|attend|present|partici|people|with|member|roll|guest|apolog|absent|regret|excused|sorry|out|previous"
    r"|last|prior|past|old|earlier|carried|outstanding|complete|closed|finish|achiev|accompl|matters|since|from"
    r"|recap|archive|review|status|progress|update|check|go "
)
"""A word that is in every heading that says what stands below it."""


def plain_heading(text: str) -> str:
    """The words of a heading, without signs, numbers and a bracket at its end."""
    return _TRIM.sub("", _BRACKET.sub("", text))


def section_of(heading: str) -> Section:
    """What stands below a heading."""
    if len(heading) > LONGEST or _SAYS_WHAT.search(heading.lower()) is None:
        return "other"
    words = plain_heading(heading)
    if not words or len(words.split()) > MOST_WORDS:
        return "other"
    if _PRESENT.match(words):
        return "present"
    if _ABSENT.match(words):
        return "absent"
    if _DISAGREED.search(words):
        return "disagreements"
    to_do = bool(_NEXT.search(words) or _WHO_WHAT.search(words) or _ALONE_NEXT.match(_QUALIFIED.sub("", words).strip()))
    if _PAST.search(words) and not re.search(r"\bnext (?:steps?|actions?)\b", words, re.IGNORECASE):
        return "last"
    if _LOOK_BACK.search(words) or _REVIEWED.search(words) or _LOOK_BACK_END.search(words):
        return "last"
    if to_do and not _AGENDA.search(words):
        return "next"
    if _DECIDED.search(words) and not _NOT_DECIDED.search(words) and not _AGENDA.search(words):
        return "decisions"
    return "other"


def is_heading_word(heading: str) -> bool:
    """Whether words alone, without any sign of a heading, are one that says what follows."""
    words = plain_heading(heading) if len(heading) <= LONGEST else ""
    if not words or len(words.split()) > 6:
        return False
    if (
        _PRESENT.match(words)
        or _ABSENT.match(words)
        or words.casefold() in ("matters arising", "parking lot", "summary", "next meeting", "agenda")
    ):
        return True
    bare = _FILLER.sub(" ", words.casefold())
    return section_of(words) in ("next", "decisions", "last", "disagreements") and not _REST.sub("", bare).strip()


_FILLER = re.compile(
    r"\b(?:the|our|new|key|main|list|of|and|agreed|open|immediate|summary|all|from|for|this|today|week|meeting"
    r"|items?|made|taken|points?|by|when|since|suggested|pending|further|other|current|"
    r"last|previous|time|review|old|completed|done|outstanding|we|you|us|me|your|required|was|what|who|to|on"
    r"|assigned|resulting|proposed)\b"
)
_REST = re.compile(
    r"\b(?:actions?|next|steps?|to-?dos?|do|follow-?ups?|follow|ups?|tasks?|decisions?|decided|resolutions?"
    r"|agreements?|disagreements?|commitments?"
    r"|deliverables?|assignments?|way|forward|differ|plan|log|register)\b|\W"
)

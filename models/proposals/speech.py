"""What people say they will do, ask for, agree and do not agree on, read in sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.proposals.dates import read_due
from models.proposals.people import NOBODY, KnownNames, Owner
from models.proposals.sentences import clause_of
from models.proposals.text import MOST_QUOTED, Proposal
from models.proposals.verbs import begins_with_verb, from_gerund, is_deed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from models.acts.capture import Kind
    from models.proposals.sentences import Sentence
    from models.proposals.text import Side


@dataclass(frozen=True, slots=True)
class Speech:
    """Around a sentence: whose words it is, who else hears it, and where: in a mail, a talk, or somebody's notes.

    `to` is the side that "you" means, None where that is open.
    """

    known: KnownNames
    day: date
    where: Literal["mail", "talk", "notes"]
    who: Owner = NOBODY
    speaker: str = ""
    to: Side | None = None


_ADVERBS = (
    r"(?:(?:also|then|just|now|certainly|definitely|gladly|happily|of course|personally|actually|quickly|therefore"
    r"|still|simply|immediately|first|"
    r"go ahead and|make sure to|be sure to|be happy to)\s+)*"
)
_HEDGE = r"(?P<hedge>(?:try to|aim to|plan to|probably|maybe|hopefully|perhaps|likely)\s+)?"
_I_WILL = re.compile(
    rf"\b(?P<says>[Ii](?:['’]ll| will| shall|['’]m going to| am going to| (?:have )?(?:promised|agreed|offered"
    rf"|undertook|committed|volunteered) to))\s+{_HEDGE}{_ADVERBS}"
)
_THEY_WILL = re.compile(
    rf"\b(?P<says>(?:we|he|she|they)(?:['’]ll| will| shall|['’](?:re|s) going to| (?:are|is) going to)|let['’]?s)"
    rf"\s+{_HEDGE}{_ADVERBS}",
    re.IGNORECASE,
)
"""What is said of several, or of somebody who is not named: whose it is stays open."""
_AND_WILL = re.compile(rf"\b(?:and|then)\s+(?P<says>will)\s+{_ADVERBS}")
_NOT_BEFORE = re.compile(
    r"\b(?:not sure|sure|don['’]?t (?:think|know|believe)|doubt|hope|wish|whether|maybe|perhaps|if|unless|until"
    r"|when|whenever|where|before|after|that"
    r"|what|which|how|who|why|said|say|says|saying|think|guess|suppose|afraid|thought|as|than|because|so that"
    r"|told \w+|mean|meant)\s*(?:that\s+)?[\"“]?$",
    re.IGNORECASE,
)
_NOT_BEHIND = re.compile(
    r"(?:not|never|no longer|hardly|only if|have to (?:leave|go)|need|have|be|do so)\b", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\b(?:unless|assuming|provided(?: that)?|in case|otherwise|depending|supposing|should (?:you|they|it)|or else"
    r"|only when)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"\b(?:(?:check|see|confirm|know|clarify|determine|decide|test|verify|find out)"
    r"(?: (?:again|with (?:\S+ ){0,2}\S+))?|(?:ask|tell)(?: \S+){0,3})[,:]? $",
    re.IGNORECASE,
)
"""What stands before an "if" that is a question: what is checked or asked."""
_ONCE = re.compile(
    r"\b(?:once|as soon as|when (?:I|we|you|they|he|she|it|the)|after (?:I|we|you|they|that)|subject to|if)\b",
    re.IGNORECASE,
)
_WOULD = re.compile(
    r"\b(?:would(?:['’]ve| have)|could(?:['’]ve| have)|should(?:['’]ve| have)|I['’]d|might|would)\b", re.IGNORECASE
)
_IN_THE_ROOM = re.compile(
    r"\bscreen\b|\bsharing\b|\b(?:in|into|to|on) (?:the )?chat\b|\b(?:un)?mute\b|\bhand (?:it |things |this "
    r")?(?:back |over )|\bhand you\b|\bpass (?:it |you |this )?(?:back |over )?to\b|\bgo (?:first|next|ahead"
    r"|through|over|quickly)\b"
    r"|\bstart (?:with|by|off|us)\b|\bmove on\b|\b(?:minute|second|moment|sec)\b|\brecord(?:ing)? this\b|\bdoor\b"
    r"|\b(?:drop|paste|put|pop|post) (?:\w+ )?(?:\w+ )?links?\b|\bthe links? (?:here|now|in)\b"
    r"|\blet you (?:go|all go|get back)\b|\bread (?:it|this|that) out\b|\bcall on\b|\bstop (?:here|there|you"
    r"|talking)\b|\btake (?:a|that|this|the|your|one|another|any)? ?(?:question|minute|sec|break)s?\b|\bturn (?:on"
    r"|off|it over)\b"
    r"|\bpull (?:it |that |this |them )?up\b|\bbring (?:it |that |this |them )?up\b|\bopen (?:it|this|that)(?: "
    r"up)?\b(?! by)|\bscroll\b|\bzoom\b|\bright (?:now|here|away)\b|\btell you (?:what|a|the truth|something|this"
    r"|that|why)\b(?! they)"
    r"|\bgive you (?:a|an|the) (?:example|idea|overview|sense|hint|quick)\b|\bgive (?:it|that) (?:a|to)\b|\bsay "
    r"(?:that|this|it|something)\b|\bask (?:you|a|one|another) (?:quick |follow-up )?question|\badd (?:that|one"
    r"|to that|just|something)\b|\bput it (?:this|that) way\b",
    re.IGNORECASE,
)
_COULD_YOU = re.compile(
    r"\b(?P<says>could you|can you|would you|will you)\s+(?:(?:please|also|kindly|maybe|possibly|perhaps|just|both"
    r"|quickly|then)\s+)*(?P<what>[a-zA-Z].*)$",
    re.IGNORECASE,
)
_PLEASE = re.compile(r"^(?:and |so |also,? |then )?(?:please|pls|plz)\s+(?:also\s+)?(?P<what>[a-z].*)$", re.IGNORECASE)
_CALLED = re.compile(
    r"^(?:(?:and|so|ok(?:ay)?|hi|hey),?\s+)?@?(?P<whom>[A-Za-z][\w.'’-]*(?: [A-Z][\w.'’-]+)?)\s*[,:–—]\s*"
    r"(?=(?:can|could|would|will) you\b|please\b|pls\b|plz\b)",
    re.IGNORECASE,
)
_WOULD_MIND = re.compile(r"\b(?P<says>would you mind)\s+(?P<what>[a-z]+ing\b.*)$", re.IGNORECASE)
_IF_YOU_COULD = re.compile(
    r"\b(?:appreciate it|great|helpful|grateful|good|nice|kind|fantastic) (?P<says>if you (?:could|can|would))\s+"
    r"(?:please |also )?(?P<what>[a-z].*)$",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"(?:hear|see|imagine|believe|guess|think|say|tell me (?:more|about)|repeat|explain|elaborate|talk|speak|go"
    r"|come|remember|understand|show|walk|give us|feel)\b",
    re.IGNORECASE,
)
_WHO = r"^(?:and |so |then |meanwhile,? |also,? )?(?P<who>@?[A-Z][\w.'’-]*(?:(?:,? and|,| &)? [A-Z][\w.'’-]*){0,5})"
_WILL = re.compile(
    rf"{_WHO}(?:\s+[-–—])? (?P<says>will|is going to|shall|needs to|has to|must|(?:has )?(?:agreed|volunteered|offered"
    rf"|promised|undertook|committed) to)\s+(?:also |then |now |both |all |each )?(?:try to )?(?P<what>[a-z].*)$"
)
_SAID_WOULD = re.compile(
    rf"{_WHO} (?P<says>(?:said|says|indicated|confirmed|noted|promised|agreed|stated|added|explained)(?: that)? "
    rf"(?:he|she|they|it)(?:['’](?:ll|d)| will| would))\s+(?:also |then )?(?P<what>[a-z].*)$"
)
_ASKED_TO = re.compile(
    r"^(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}) (?:has )?(?P<says>asked) (?P<whom>[A-Z][\w.'’-]*"
    r"(?: [A-Z][\w.'’-]*){0,2}) (?:to|(?:if|whether) (?:he|she|they) (?:could|can|would))\s+(?P<what>[a-z].*)$"
)
_AGREED = re.compile(
    r"\b(?P<says>(?:[Ww]e(?:['’]ve| have)?(?: all| both| now| just)? (?:agreed|decided)|[Ii]t (?:was|is) (?:agreed"
    r"|decided)|(?:[Tt]he )?(?:[Tt]eam|[Gg]roup|[Cc]ommittee|[Bb]oard|[Cc]ouncil|[Mm]embers|[Pp]arties|[Bb]oth"
    r"|[Ee]veryone) (?:all )?(?:agreed|decided|resolved)|[Ww]e(?:['’]re| are) (?:all |both )?agreed"
    r"|[Ww]e (?:agree|settled on)|(?:so,? )?let['’]s go with|^(?:Agreed|Decided)(?= (?:to|that|on)\b)))"
    r"(?: on)?(?: that| to| on)?[:,]?\s+(?P<what>\S.*)$"
)
_BACK_THEN = re.compile(
    r"\b(?:in (?:january|february|march|april|may|june|july|august|september|october|november|december)|last "
    r"(?:week|month|year|time|quarter)|back then|already|originally|previously|yesterday|earlier|years? ago"
    r"|months? ago|weeks? ago"
    r"|hadn['’]t|haven['’]t|not|never|didn['’]t|once|if|unless|whether)\b",
    re.IGNORECASE,
)
_DISAGREE = re.compile(
    r"\b(?P<says>I (?:do(?:n['’]t| not) (?:really |quite )?agree|disagree|(?:still )?object)|[Ww]e (?:disagree"
    r"|do(?:n['’]t| not) agree))\b"
)
_GIVEN = re.compile(
    r"^((?:re)?(?:send|give|get|show|bring|forward|email|mail|write|share|pass|hand|offer|order|book|leave|draft"
    r"|prepare|make|build|lend|provide|tell)(?: over)?) (?:you(?: (?:both|all|guys))?|your team)(?= (?!by\b|on\b"
    r"|with\b|about\b|that\b|when\b|what\b|if\b|know\b|tomorrow\b|today\b|over\b|back\b)\w)",
    re.IGNORECASE,
)
LONGEST_TEXT = 160


_SAYS = re.compile(
    r"will|['’]ll\b|going to|shall|promised|agree|offered|undertook|committed|volunteered|\blet['’]?s\b|\byou\b|please"
    r"|\bplz\b|\bpls\b|needs to|has to|must|decided|resolved|settled|object|said|says|indicated|confirmed|noted"
    r"|stated|added|explained|asked"
)
"""A word that is in every sentence that proposes something: most have none of them, and are read no further."""


def said_in(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    """What one sentence proposes."""
    text = sentence.text
    if len(text) < 6 or text.startswith((">", "|")) or _SAYS.search(text.lower()) is None:
        return
    yield from _promised(sentence, speaking)
    yield from _asked(sentence, speaking)
    yield from _of_others(sentence, speaking)
    yield from _settled(sentence, speaking)


# In the first person


def _promised(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    text = sentence.text
    begun = sorted([*_I_WILL.finditer(text), *_THEY_WILL.finditer(text)], key=lambda found: found.start())
    if not begun or _is_never(text):
        return
    if len(begun) == 1:
        begun += [found for found in _AND_WILL.finditer(text) if found.start() > begun[0].end()]
    who = speaking.who
    for at, found in enumerate(begun[:_MOST_PROMISES]):
        if found.re is not _AND_WILL:
            who = speaking.who if found.re is _I_WILL else NOBODY
            before = text[max(0, found.start() - 40) : found.start()].rstrip()
            if _NOT_BEFORE.search(before) and not (found.re is _THEY_WILL and _AND_SO.search(before)):
                continue
        until = begun[at + 1].start() if at + 1 < len(begun) else len(text)
        made = _promise(sentence, replace(speaking, who=who), text[found.end() : until], found)
        if made is not None:
            yield made


_MOST_PROMISES = 8
"""Promises of one sentence that are read."""

_AND_SO = re.compile(r"(?:[,;.]|\band) (?:so|then)$", re.IGNORECASE)


def _promise(sentence: Sentence, speaking: Speech, behind: str, found: re.Match[str]) -> Proposal | None:
    clause = clause_of(behind, speaking.day)
    if _NOT_BEHIND.match(clause) and not _READY.match(clause):
        return None
    if not (is_deed(clause) or _READY.match(clause)) or (found.re is _THEY_WILL and " " not in clause):
        return None
    day = _day_of(clause, sentence.text, speaking.day)
    if _IN_THE_ROOM.search(clause) and not (day and day != speaking.day):
        return None
    if speaking.where == "talk" and day is None and (speaking.who == NOBODY or not _relied_on(clause)):
        return None
    open_ended = found.groupdict().get("hedge") or _ONCE.search(sentence.text) or sentence.text.endswith("?")
    enough = speaking.where == "mail" or (speaking.where == "talk" and day is not None)
    sure = enough and speaking.who.known and not open_ended
    # Whose side somebody else is on is known to the log alone.
    weight = (1 if speaking.who == NOBODY else 2) + bool(day)
    return _proposal(
        sentence, speaking, _Reading("promise", speaking.who, clause, f"says: {found['says']}", weight, bool(sure))
    )


_READY = re.compile(r"have (?:\S+ ){1,6}(?:ready|done|finished|sorted|fixed|updated)\b", re.IGNORECASE)


def _is_never(text: str) -> bool:
    """Whether a sentence has a condition, or speaks of what would be."""
    return has_condition(text) or _WOULD.search(text) is not None


def has_condition(text: str) -> bool:
    """Whether what a sentence says depends on something."""
    return _CONDITION.search(text) is not None or _has_if(text)


_IF = re.compile(r"\bif\b(?! (?:at all )?(?:possible|needed|necessary|required|appropriate|any)\b)", re.IGNORECASE)


_LET_KNOW = re.compile(r"\blet (?:\S+ ){1,3}know\b", re.IGNORECASE)
"""Behind it an "if" is no question: who lets somebody know if it breaks promises nothing."""


def _has_if(text: str) -> bool:
    """Whether there is an "if" that is a condition: what is checked or asked is none."""
    for found in _IF.finditer(text):
        if _LET_KNOW.search(text, 0, found.start()):
            return True
        if _WHETHER.search(text, 0, found.start()) is None:
            return True
    return False


_STRONG = re.compile(
    r"(?:re)?(?:send|email|forward|circulate|draft|prepare|schedule|arrange|organi[sz]e|book|invite|set (?:up"
    r"|that up|it up|this up)|put together|write (?:up|it up|that up|to|the|a)|follow up|reach out"
    r"|get back|come back to you|look into|find out|check with|talk to|speak (?:to|with)|call |ping |contact|ask "
    r"|update the|finali[sz]e|review the|order |submit|publish|confirm|create (?:a|an|the)|make sure|notify|inform"
    r"|double-check|finish|deliver|let (?:\w+ ){1,3}know|get you|sort (?:it|that|this) out|take care of|sign|file)\b",
    re.IGNORECASE,
)


def _relied_on(clause: str) -> bool:
    """Whether somebody in a talk will rely on it though it has no date."""
    return _STRONG.match(clause) is not None and len(clause.split()) > 2


# Asked for


def _asked(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    whom, text = _called(sentence.text, speaking)
    found = _WOULD_MIND.search(text) or _COULD_YOU.search(text) or _IF_YOU_COULD.search(text)
    please = None if found else _PLEASE.match(text) if speaking.where == "mail" or whom is not None else None
    asking = found or please
    to = whom or Owner(speaking.to, "", speaking.to is not None)
    if asking is None or speaking.who.handled_by or _is_conditional_request(text):
        return
    if to == NOBODY and (speaking.where != "mail" or speaking.who.side):
        return  # among several it is nobody's; only where nobody is known at all it stays open
    what = from_gerund(asking["what"]) if asking.re is _WOULD_MIND else asking["what"]
    clause = clause_of(what, speaking.day)
    day = _day_of(clause, sentence.text, speaking.day)
    if _NOT_ASKED.match(what) and day is None:
        return
    if not (begins_with_verb(clause, after_to=True) or re.match(r"(?:have|be|let)\b", clause)) or _IN_THE_ROOM.search(
        clause
    ):
        return
    says = asking["says"].casefold() if found else "please"
    if speaking.where == "talk" and day is None and not _STRONG.match(clause):
        return
    if please and day is None and whom is None:
        return
    sure = says == "could you" and day is not None and speaking.who.known and to.known
    weight = 2 + 2 * bool(day)
    yield _proposal(sentence, speaking, _Reading("request", to, clause, f"asks: {says}", weight, sure))


def _called(text: str, speaking: Speech) -> tuple[Owner | None, str]:
    """Whom a question calls by name at its beginning, None for nobody, and the question."""
    found = _CALLED.match(text)
    if found is None:
        return None, text
    whom = speaking.known.named(found["whom"], speaker=None)
    rest = text[found.end() :]
    if whom == NOBODY or (not whom.known and not found["whom"][:1].isupper()):
        return None, rest
    return whom if whom.side is None or whom.side != speaking.who.side else None, rest


def _is_conditional_request(text: str) -> bool:
    without = re.sub(
        r"\bwould you\b|\bif you would\b|\bwould (?=be (?:\w+ )?\w+ if you)|I['’]d (?=appreciate)",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return _WOULD.search(without) is not None and "could you" not in text.casefold()


# Of others, agreed, not agreed


def _of_others(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    yield from _asked_of_others(sentence, speaking)
    reported = _SAID_WOULD.match(sentence.text) is not None
    if sentence.text.endswith("?") or (has_condition if reported else _is_never)(sentence.text):
        return
    for part in _clauses(sentence.text):
        yield from _of_other(sentence, part, speaking)


_ANOTHER = re.compile(r"(?:,? and|;|,)\s+(?=@?[A-Z][\w.'’-]* (?:will|is going to) )")
_WILL_DO = re.compile(r"(?:\bwill|['’]ll|\bis going to) ")


def _clauses(text: str) -> Iterator[str]:
    """A sentence, parted where another one is said to do something; a list of names stays whole."""
    begin = 0
    for cut in _ANOTHER.finditer(text):
        if _WILL_DO.search(text, begin, cut.start()):
            yield text[begin : cut.start()]
            begin = cut.end()
    yield text[begin:]


def _of_other(sentence: Sentence, part: str, speaking: Speech) -> Iterator[Proposal]:
    """What a part of a sentence says that somebody named in it will do."""
    found = _WILL.match(part) or _SAID_WOULD.match(part)
    if found is None or found["who"] == "I":
        return
    who = speaking.known.named(found["who"], speaker=speaking.who.side)
    what = from_gerund(found["what"]) if found["says"].endswith("committed to") else found["what"]
    clause = clause_of(what, speaking.day)
    if who == NOBODY or not (is_deed(clause) or begins_with_verb(clause, after_to=True)):
        return
    if speaking.where == "talk" and not (who.known and (_STRONG.match(clause) or read_due(clause, speaking.day).day)):
        return
    why = f"says: {found['who']} {found['says']}"
    weight = 1 + bool(read_due(clause, speaking.day).day)
    yield _proposal(sentence, speaking, _Reading("promise", who, clause, why, weight))


def _asked_of_others(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    """What one of the two asked the other one, in the words of somebody's notes."""
    found = _ASKED_TO.match(sentence.text)
    if found is None or speaking.where == "talk":
        return
    who, whom = (speaking.known.named(found[name], speaker=speaking.who.side) for name in ("who", "whom"))
    clause = clause_of(found["what"], speaking.day)
    if whom.side and who.side != whom.side and begins_with_verb(clause, after_to=True):
        why = f"says: {found['who']} {found['says']}"
        yield _proposal(sentence, speaking, _Reading("request", whom, clause, why, 1))


def _settled(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    text = sentence.text
    if text.endswith("?"):
        return
    agreed = _AGREED.search(text)
    if agreed and not _BACK_THEN.search(text) and len(agreed["what"].split()) > 2:
        says = agreed["says"].strip(" ,")
        what = f"go with {agreed['what']}" if says.casefold().endswith("go with") else agreed["what"]
        yield _proposal(sentence, speaking, _Reading("decision", NOBODY, what, f"says: {says}", 1))
    if against := _DISAGREE.search(text):
        yield _proposal(sentence, speaking, _Reading("disagreement", speaking.who, text, f"says: {against['says']}", 1))


class _Reading(NamedTuple):
    """What a sentence was read as: of which kind, whose it is, the words, and what speaks for it."""

    kind: Kind
    who: Owner
    words: str
    why: str
    weight: int
    sure: bool = False


def _proposal(sentence: Sentence, speaking: Speech, read: _Reading) -> Proposal:
    """What a sentence proposes, with its day where it is of something to do."""
    text, day = read.words, None
    if read.kind in ("promise", "request"):
        text = read_due(read.words, speaking.day).text
        day = _day_of(read.words, sentence.text, speaking.day)
        text = _GIVEN.sub(r"\1", text)
    return Proposal(
        kind=read.kind,
        owner=read.who.side,
        text=shortened(text),
        quote=sentence.text[:MOST_QUOTED],
        line=sentence.line,
        end=sentence.end,
        why=read.why,
        handled_by=read.who.handled_by,
        due=day,
        sure=read.sure,
        at=sentence.at,
        speaker=speaking.speaker,
        weight=read.weight,
    )


def _day_of(clause: str, text: str, today: date) -> date | None:
    """The day of a clause: in it, or right behind it in its sentence: "the list, by Thursday"."""
    if day := read_due(clause, today).day:
        return day
    at = text.find(clause)
    behind = text[at + len(clause) :].lstrip(" ,–—(-") if at >= 0 else ""
    by = re.match(r"(?:by|before|until|on|no later)\b", behind)
    return read_due(clause_of(behind, today), today).day if by else None


def shortened(text: str) -> str:
    """The words of a proposal, without signs around them, as long as a record's title may be read."""
    text = text.strip(" ,;:–—-").rstrip(".!?").strip()
    if len(text) <= LONGEST_TEXT:
        return text
    cut = text[:LONGEST_TEXT].rsplit(" ", 1)[0]
    return f"{cut or text[:LONGEST_TEXT]} …"

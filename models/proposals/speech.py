"""What people say they will do, ask for, agree and do not agree on, read in sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.proposals.dates import read_due
from models.proposals.people import NOBODY, KnownNames, Owner
from models.proposals.text import MOST_QUOTED, Proposal
from models.proposals.verbs import begins_with_verb, is_deed, words_of

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
_I_WILL = re.compile(
    rf"\b(?P<says>I(?:['’]ll| will| shall|['’]m going to| am going to))\s+(?P<hedge>(?:try to|aim to|plan to"
    rf"|probably|maybe|hopefully|perhaps|likely)\s+)?{_ADVERBS}"
)
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
_WHETHER = words_of("check see ask confirm know clarify determine tell decide test verify")
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
_PLEASE = re.compile(r"^(?:and |so |also,? |then )?please\s+(?:also\s+)?(?P<what>[a-z].*)$", re.IGNORECASE)
_NOT_ASKED = re.compile(
    r"(?:hear|see|imagine|believe|guess|think|say|tell me (?:more|about)|repeat|explain|elaborate|talk|speak|go"
    r"|come|remember|understand|show|walk|give us|feel)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"^(?:and |so |then |meanwhile,? |also,? )?(?P<who>@?[A-Z][\w.'’-]*(?: (?:and "
    r")?[A-Z][\w.'’-]*){0,3})(?:\s+[-–—])? (?P<says>will|is going to|shall|(?:has )?(?:agreed|volunteered|offered"
    r"|promised|undertook) to)\s+(?:also |then |now |both )?(?P<what>[a-z].*)$"
)
_AGREED = re.compile(
    r"\b(?P<says>(?:[Ww]e(?:['’]ve| have)?(?: all| both| now| just)? (?:agreed|decided)|[Ii]t (?:was|is) (?:agreed"
    r"|decided)|[Ww]e(?:['’]re| are) (?:all |both )?agreed|[Ww]e (?:agree|settled on)|(?:so,? )?let['’]s go with"
    r"|^(?:Agreed|Decided)(?= (?:to|that|on)\b)))"
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
_CUT = re.compile(
    r"\s*(?:[,;:]\s+(?:then|so|because|since|but|which|where|when|you|we|they|it|that|and (?:you|we|they|it|then"
    r"|I)|though|although|as|while|ok(?:ay)?|right|if|once|or|hopefully|unless|after|just|for example|thanks|no)\b"
    r"|\s[–—]\s|\s+(?:because|so that|so (?:you|we|they|I)|but|and then|, ok)\b|[?!])"
)
_GIVEN = re.compile(
    r"^((?:re)?(?:send|give|get|show|bring|forward|email|mail|write|share|pass|hand|offer|order|book|leave|draft"
    r"|prepare|make|build|lend|provide|tell)(?: over)?) (?:you(?: (?:both|all|guys))?|your team)(?= (?!by\b|on\b"
    r"|with\b|about\b|that\b|when\b|what\b|if\b|know\b|tomorrow\b|today\b|over\b|back\b)\w)",
    re.IGNORECASE,
)
LONGEST_TEXT = 160


def said_in(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    """What one sentence proposes."""
    text = sentence.text
    if len(text) < 6 or text.startswith((">", "|")):
        return
    yield from _promised(sentence, speaking)
    yield from _asked(sentence, speaking)
    yield from _of_others(sentence, speaking)
    yield from _settled(sentence, speaking)


# In the first person


def _promised(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    text = sentence.text
    begun = list(_I_WILL.finditer(text))
    if not begun or _is_never(text):
        return
    if len(begun) == 1:
        begun += [found for found in _AND_WILL.finditer(text) if found.start() > begun[0].end()]
    for at, found in enumerate(begun):
        if found.re is _I_WILL and _NOT_BEFORE.search(text[max(0, found.start() - 40) : found.start()].rstrip()):
            continue
        until = begun[at + 1].start() if at + 1 < len(begun) else len(text)
        made = _promise(sentence, speaking, text[found.end() : until], found)
        if made is not None:
            yield made


def _promise(sentence: Sentence, speaking: Speech, behind: str, found: re.Match[str]) -> Proposal | None:
    clause = _clause(behind)
    if _NOT_BEHIND.match(clause) or not is_deed(clause):
        return None
    dated = read_due(behind, speaking.day)
    if _IN_THE_ROOM.search(clause) and not (dated.day and dated.day != speaking.day):
        return None
    if speaking.where == "talk" and dated.day is None and not _relied_on(clause):
        return None
    open_ended = found.groupdict().get("hedge") or _ONCE.search(sentence.text) or sentence.text.endswith("?")
    enough = speaking.where == "mail" or (speaking.where == "talk" and dated.day is not None)
    sure = enough and speaking.who.known and not open_ended
    # Whose side somebody else is on is known to the log alone.
    weight = 2 + bool(dated.day)
    return _proposal(
        sentence, speaking, _Reading("promise", speaking.who, clause, f"says: {found['says']}", weight, bool(sure))
    )


def _is_never(text: str) -> bool:
    """Whether a sentence has a condition, or speaks of what would be."""
    return _CONDITION.search(text) is not None or _has_if(text) or _WOULD.search(text) is not None


def _has_if(text: str) -> bool:
    """Whether there is an "if" that is a condition: what is checked or asked is none."""
    for found in re.finditer(r"\bif\b", text, re.IGNORECASE):
        before = text[: found.start()].split()[-3:]
        if (
            not any(word.casefold().strip(",.") in _WHETHER for word in before)
            and " ".join(before[-2:]).casefold() != "find out"
        ):
            return True
    return False


_STRONG = re.compile(
    r"(?:re)?(?:send|email|forward|circulate|draft|prepare|schedule|arrange|organi[sz]e|book|invite|set (?:up"
    r"|that up|it up|this up)|put together|write (?:up|it up|that up|to|the|a)|follow up|reach out"
    r"|get back|come back to you|look into|find out|check with|talk to|speak (?:to|with)|call |ping |contact|ask "
    r"|update the|finali[sz]e|review the|order |submit|publish|confirm|create (?:a|an|the)|make sure|notify|inform"
    r"|double-check|finish|deliver|let you know|get you|sort (?:it|that|this) out|take care of|sign|file)\b",
    re.IGNORECASE,
)


def _relied_on(clause: str) -> bool:
    """Whether somebody in a talk will rely on it though it has no date."""
    return _STRONG.match(clause) is not None and len(clause.split()) > 2


# Asked for


def _asked(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    text = sentence.text
    found = _COULD_YOU.search(text)
    please = None if found else _PLEASE.match(text) if speaking.where == "mail" else None
    asking = found or please
    if asking is None or speaking.to is None or speaking.who.handled_by or _is_conditional_request(text):
        return
    what = asking["what"]
    if _NOT_ASKED.match(what) and not read_due(what, speaking.day).day:
        return
    clause = _clause(what)
    if not (begins_with_verb(clause, after_to=True) or re.match(r"(?:have|be|let)\b", clause)) or _IN_THE_ROOM.search(
        clause
    ):
        return
    day = read_due(what, speaking.day).day
    says = asking["says"].casefold() if found else "please"
    if speaking.where == "talk" and day is None and not _STRONG.match(clause):
        return
    if please and day is None:
        return
    sure = says == "could you" and day is not None and speaking.who.known
    weight = 2 + 2 * bool(day)
    yield _proposal(sentence, speaking, _Reading("request", Owner(speaking.to), clause, f"asks: {says}", weight, sure))


def _is_conditional_request(text: str) -> bool:
    return (
        _WOULD.search(re.sub(r"\bwould you\b", "", text, flags=re.IGNORECASE)) is not None
        and "could you" not in text.casefold()
    )


# Of others, agreed, not agreed


def _of_others(sentence: Sentence, speaking: Speech) -> Iterator[Proposal]:
    if sentence.text.endswith("?") or _is_never(sentence.text):
        return
    for part in _ANOTHER.split(sentence.text):
        yield from _of_other(sentence, part, speaking)


_ANOTHER = re.compile(r"(?:,? and|;|,)\s+(?=@?[A-Z][\w.'’-]* (?:will|is going to) )")


def _of_other(sentence: Sentence, part: str, speaking: Speech) -> Iterator[Proposal]:
    """What a part of a sentence says that somebody named in it will do."""
    found = _WILL.match(part)
    if found is None:
        return
    who = speaking.known.named(found["who"], speaker=speaking.who.side)
    clause = _clause(found["what"])
    if who == NOBODY or not (is_deed(clause) or begins_with_verb(clause, after_to=True)):
        return
    if speaking.where == "talk" and not (who.known and (_STRONG.match(clause) or read_due(clause, speaking.day).day)):
        return
    why = f"says: {found['who']} {found['says']}"
    weight = 1 + bool(read_due(clause, speaking.day).day)
    yield _proposal(sentence, speaking, _Reading("promise", who, clause, why, weight))


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
        text, day = read_due(read.words, speaking.day)
        day = day or _day_behind(sentence.text, read.words, speaking.day)
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


def _day_behind(text: str, words: str, today: date) -> date | None:
    """The day that stands right behind a clause in its sentence: "the list, by Thursday"."""
    at = text.find(words)
    behind = text[at + len(words) :] if at >= 0 else ""
    return read_due(behind, today).day if re.match(r"[\s,–—(-]*(?:by|before|until|on|no later)\b", behind) else None


def _clause(text: str) -> str:
    """The part of a sentence that says what is done."""
    found = _CUT.search(text)
    clause = text[: found.start()] if found else text
    return re.sub(r"[\s,;]+(?:and|but|so|then|or)?$", "", clause).strip(" ,;:").rstrip(".!").strip()


def shortened(text: str) -> str:
    """The words of a proposal, without signs around them, as long as a record's title may be read."""
    text = text.strip(" ,;:–—-").rstrip(".!?").strip()
    if len(text) <= LONGEST_TEXT:
        return text
    cut = text[:LONGEST_TEXT].rsplit(" ", 1)[0]
    return f"{cut or text[:LONGEST_TEXT]} …"

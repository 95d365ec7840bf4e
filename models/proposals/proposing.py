"""From the lines of a text to all that it proposes: which kind it is, who speaks, what is said twice, in what order."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from models.proposals.lists import is_list, proposed_in_list
from models.proposals.mails import greeted, headers_on_top, is_mail, own_lines, signature, signed
from models.proposals.notes import proposed_in_notes
from models.proposals.people import NOBODY, Owner
from models.proposals.sentences import another_begins, says_day, sentences
from models.proposals.speech import Speech, said_in
from models.proposals.talks import hours_of, turns_of
from models.proposals.text import GivenText, Proposal, Proposed
from models.proposals.verbs import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from models.proposals.people import KnownNames
    from models.proposals.talks import TalkTurn
    from models.proposals.text import Side

MOST_MAYBE = 10
"""Things in an hour of talk that may be something: who reads more of them reads none."""

MOST = 2000
"""Things that a text proposes before the rest of it is left: nobody reads more of them."""


def propose(given: GivenText, known: KnownNames, today: date, source: GivenText | None = None) -> Proposed:
    """What a text proposes when it was said on `today`; `source` is the text that a list made by an assistant is of."""
    lines = len(given.lines)
    if is_list(given):
        return Proposed(tuple(proposed_in_list(given, source, today)), today, lines, "list")
    turns = None if given.mail else turns_of(given.lines, given.first)
    if turns is not None:
        said = list(islice(_of_talk(turns, known, today), MOST))
        return _proposed(_likeliest(said, hours_of(turns)), _last_line(said), today, lines, "talk")
    mail = headers_on_top(given)
    if is_mail(mail, known):
        said = list(islice(_of_mail(mail, known, today), MOST))
        return _proposed(said, _last_line(said), today, lines, "mail")
    speaking = Speech(known, today, "notes", Owner("me", "", known=False))
    said = list(islice(proposed_in_notes(given.lines, given.first, speaking), MOST))
    return _proposed(said, _last_line(said), today, lines, "notes")


def _last_line(said: Sequence[Proposal]) -> int:
    """The line behind which nothing was read any more; 0 where all was."""
    return said[-1].end if len(said) == MOST else 0


def _proposed(
    said: Iterable[Proposal], read_to: int, today: date, lines: int, what: Literal["notes", "mail", "talk"]
) -> Proposed:
    return Proposed(_in_order(said, today), today, lines, what, read_to)


# Mails


def _of_mail(mail: GivenText, known: KnownNames, today: date) -> Iterable[Proposal]:
    own = own_lines(mail.lines)
    name = mail.author.split("<")[0].strip(' "') or signed(mail.lines, known) or signature(mail.lines)
    author = _sender(mail.author, known) if mail.author else known.named(name, speaker=None)
    speaking = Speech(
        known, today, "mail", author, name.split(",")[-1].strip() or name, _addressed(mail, author, known)
    )
    return proposed_in_notes(own, mail.first, speaking)


def _sender(text: str, known: KnownNames) -> Owner:
    """Who a header names, by the name or by the address."""
    name, _, address = text.partition("<")
    by_name = known.named(name.strip(' "'), speaker=None) if name.strip(' "') else NOBODY
    return by_name if by_name.known or not address else _or(known.named(address.strip("> "), speaker=None), by_name)


def _or(one: Owner, other: Owner) -> Owner:
    return one if one.known else other


def _addressed(mail: GivenText, author: Owner, known: KnownNames) -> Side | None:
    """Who "you" is: the other one of the two, where they alone are written to, or are greeted."""
    if author.side is None or author.handled_by:
        return None
    other: Side = "partner" if author.side == "me" else "me"
    who = greeted(mail.lines, known)
    if who and (found := known.named(who)).known:
        return other if found.side == other and not found.handled_by else None
    if who and who.casefold() in ("all", "everyone", "team", "everybody", "both", "folks"):
        return None
    named = [_sender(text, known) for text in mail.to]
    return other if not named or (len(named) == 1 and named[0].side == other) else None


# Talks


def _of_talk(turns: Sequence[TalkTurn], known: KnownNames, today: date) -> Iterable[Proposal]:
    speakers = {turn.speaker for turn in turns if turn.speaker}
    who = {name: known.named(name, speaker=None) for name in speakers}
    two = {item.side for item in who.values() if item.known and not item.handled_by} == {"me", "partner"}
    alone = two and len(speakers) == 2
    for turn in turns:
        speaker = who.get(turn.speaker, NOBODY)
        for sentence in sentences(turn.pieces):
            to = _spoken_to(sentence.text, speaker, known, alone=alone)
            yield from said_in(sentence, Speech(known, today, "talk", speaker, turn.speaker, to))


def _spoken_to(text: str, speaker: Owner, known: KnownNames, *, alone: bool) -> Side | None:
    """Who "you" is in a talk: whom the sentence calls by name; among two the other one."""
    if not speaker.known or speaker.side is None or speaker.handled_by:
        return None
    other: Side = "partner" if speaker.side == "me" else "me"
    called = re.match(r"(?:(?:so|and|okay|ok|yeah|hey),? )?([A-Z][\w'’-]+),\s", text) or re.search(
        r",\s([A-Z][\w'’-]+)[?.!]?$", text
    )
    if called and (found := known.named(called[1], speaker=None)) != NOBODY and found.known:
        return other if found.side == other and not found.handled_by else None
    return other if alone else None


def _likeliest(found: list[Proposal], hours: float) -> list[Proposal]:
    """All that is sure, and of the rest as many as somebody reads through."""
    most = max(3, round(MOST_MAYBE * max(hours, 0.1)))
    maybe = sorted((item for item in found if not item.sure), key=lambda item: -item.weight)
    left = {id(item) for item in maybe[most:]}
    return [item for item in found if id(item) not in left]


# All of it


def _in_order(found: Iterable[Proposal], today: date) -> tuple[Proposal, ...]:
    """Without what is said twice, the surest first."""
    kept: dict[tuple[str, str | None, str], Proposal] = {}
    for said in found:
        if not said.text.strip():
            continue
        item = said if _is_whole(said, today) else replace(said, sure=False)
        key = (item.kind, item.owner or item.handled_by, _closed(item.text))
        before = kept.get(key)
        if before is None:
            kept[key] = item
        elif (item.sure, item.due is not None) > (before.sure, before.due is not None):
            kept[key] = replace(item, due=item.due or before.due)
        elif before.due is None and item.due is not None:
            kept[key] = replace(before, due=item.due)
    return tuple(
        sorted(kept.values(), key=lambda item: (not item.sure, -item.weight if not item.sure else 0, item.line))
    )


def _is_whole(item: Proposal, today: date) -> bool:
    """Whether nothing in the words of something to do tells that they were torn, or that another day is meant."""
    if item.kind not in ("promise", "request"):
        return True
    whole = item.text.count("(") == item.text.count(")") and another_begins(item.text) < 0
    return whole and not says_day(item.text, today)


_SMALL = words_of("the a an to of for and it that this please also")


def _closed(text: str) -> str:
    """The words of a text that tell it from others."""
    return " ".join(word for word in re.findall(r"[\w%]+", text.casefold()) if word not in _SMALL)

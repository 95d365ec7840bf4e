"""What a walk does to the log. The functions that take a log run on its own thread, each in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from models.acts.likely import done_act
from models.acts.replay import Life, actors, may_now, replay
from models.acts.rules import FINAL, Rule
from models.errors import BadDate, Refused
from models.records.choices import REASON_CODES
from models.records.labels import state_word
from models.records.naming import title_of
from models.time.dates import long_date, parse_date
from storage.reads.lives import sides_of
from storage.reads.opened import Opened, read_record
from storage.writes.by_key import Able, act_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log
    from storage.writes.lives import Done

T = TypeVar("T")
Newest = tuple[int, str]
"""A change by its number and its title."""

OTHER = "other"
"""The reason of a new date where none is typed, and the kind of one that is no kind itself."""

NO_LONGER = "no longer needed"
"""The reason that is offered where something is ended because nobody needs it."""

DECLINE = "decline"
"""The act that says no to what was asked of one: an answer, with a reason of one's own."""

_ENDS = ("cancel", "refuse", DECLINE, "withdraw", "lapse")
"""The acts by which a record is ended, the fittest first: what was asked of one is declined, not withdrawn."""


# What can be done with what is shown


def _life(opened: Opened) -> Life:
    return replay(opened.noun, opened.events, *sides_of(opened.record, opened.pair))


def _able(opened: Opened) -> list[Able]:
    life, two = _life(opened), sides_of(opened.record, opened.pair)
    return [Able(rule, actors(rule, life, *two)) for rule in may_now(opened.noun, life)]


def step_of(opened: Opened) -> str:
    """Where the record's life stands."""
    return _life(opened).step


def brings_forward(opened: Opened) -> str:
    """The act of *d*; empty where it has none."""
    return done_act(opened.noun, step_of(opened))


def may_move(opened: Opened) -> bool:
    """Whether it has a date that can be moved: it is promised."""
    return any(able.rule.act == "propose" for able in _able(opened))


def may_be_promised(opened: Opened) -> bool:
    """Whether it is asked for, and may be promised."""
    return any(able.rule.act == "promise" for able in _able(opened))


def ending(opened: Opened) -> Able | None:
    """The act that ends a record, with the one who does it: mine where one is mine to do; None where none may."""
    me = opened.pair.me.uid
    able = [item for item in _able(opened) if item.rule.act in _ENDS and item.rule.to in FINAL[opened.noun]]
    found = [Able(item.rule, (me if me in item.actors else item.actors[0],)) for item in able]
    return min(found, key=lambda item: (item.actors[0] != me, _ENDS.index(item.rule.act)), default=None)


def mine_to(opened: Opened, act: str) -> bool:
    """Whether an act is allowed now, and mine to do."""
    return any(item.rule.act == act and opened.pair.me.uid in item.actors for item in _able(opened))


def asks_why(rule: Rule) -> bool:
    """Whether an act needs its reason."""
    return "reason" in rule.needs


def asks_more(rule: Rule) -> bool:
    """Whether an act needs more than its reason."""
    return asks_why(rule) and len(rule.needs) > 1


# A new date, as it is typed


class NewDate(NamedTuple):
    """A date, and the reason that was typed behind it; empty where none was."""

    due: date
    reason: str


def read_new_date(text: str, today: date) -> NewDate:
    """The date that a line begins with, as far as it reaches, and behind a comma the reason.

    BadDate where it begins with none, or with a day that is past.
    """
    pieces = text.split(",")
    for count in range(len(pieces), 0, -1):
        due, reason = _day(",".join(pieces[:count]), today), ",".join(pieces[count:]).strip()
        # Two dates are no date and its reason: they contradict each other, else the whole would be read as one.
        if due is None or _day(reason, today):
            continue
        if due < today:
            raise BadDate(f"{long_date(due, today)} is past; give a day to come")
        return NewDate(due, reason)
    return NewDate(parse_date(text if _day(pieces[0], today) else pieces[0], today), "")  # raises what is wrong


def _day(text: str, today: date) -> date | None:
    try:
        return parse_date(text, today)
    except BadDate:
        return None


# Doing it


def as_shown(log: Log, pair: Pair, *, seen: Opened, deed: Callable[[Log, Pair], T]) -> T:
    """Do something to a record that still stands as it was seen; Refused where somebody has changed it since."""
    now = read_record(log, pair, seen.as_of, (seen.noun, seen.record.id))
    if (now.record, now.events) != (seen.record, seen.events):
        raise Refused(f"{title_of(seen.noun, now.record)} was changed elsewhere meanwhile; this is how it stands now")
    return deed(log, pair)


def set_date(log: Log, _pair: Pair, *, seen: Opened, new: NewDate, agreed: bool) -> Done:
    """Move a promise to a new date, `agreed` with the other on the spot or proposed; the word that is awaited where
    just that date is proposed already.
    """
    record: Any = seen.record
    target = (seen.noun, record.id)
    if record.pending_due == new.due:
        if not agreed:
            raise Refused(f"{record.text}: {long_date(new.due, seen.as_of)} is proposed already")
        return act_on(log, seen.pair, target, "agree", seen.pair.across(record.pending_by).uid, {})
    values = {"due": new.due.isoformat(), "reason": new.reason or OTHER, "reason_code": _code(new.reason)}
    return act_on(log, seen.pair, target, "propose", seen.pair.me.uid, values, both=agreed)


def _code(reason: str) -> str:
    slug = "-".join(reason.casefold().split())
    return slug if slug in REASON_CODES else OTHER


def end(log: Log, _pair: Pair, *, seen: Opened, able: Able, reason: str) -> Done:
    """End a record."""
    values = {"reason": reason} if asks_why(able.rule) else {}
    return act_on(log, seen.pair, (seen.noun, seen.record.id), able.rule.act, able.actors[0], values)


def talk_about(log: Log, _pair: Pair, *, seen: Opened) -> Done:
    """Put a record among the topics of the next meeting; Refused where it stands there already."""
    from storage.writes.topics import raise_topic  # not for the first picture

    return raise_topic(log, seen.pair, seen.noun, seen.record)


# Taking it back


def newest(log: Log, title: str) -> Newest | None:
    """The newest change, if that is its title."""
    found = log.newest()
    return found if found and found[1] == title else None


def take_back(log: Log, entry: Newest | None) -> str:
    """Take a change back, gives its title; Refused where it is not the newest any more, since undo has one stack."""
    from storage.core import journal  # not for the first picture

    with log.writing() as writer:
        if entry is None or log.newest() != entry:
            raise Refused("the log was changed elsewhere since, so u takes nothing back here")
        return journal.undo(writer)


def not_promised(opened: Opened) -> str:
    """Why a record has no date to move."""
    title = title_of(opened.noun, opened.record)
    return f"{title} is {state_word(opened.record.state)}, so it has no date to move; m shows what can be done"

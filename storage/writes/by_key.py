"""What the screens do to the log. Each function runs on the log's own thread, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from models.acts.composing import and_then, lacks, with_code
from models.acts.likely import done_act, is_praise_heard, likeliest_first
from models.acts.replay import actors, may_now
from models.errors import Refused
from models.records.labels import state_word
from models.records.naming import heading, one_line, title_of
from models.records.nouns import LIVES
from models.records.rows import Commitment
from models.verbs.every import done_verb, verbs
from storage.core.records import find, replaced_by
from storage.reads.lives import life_of, sides_of
from storage.reads.opened import Target, pair_of
from storage.writes.lives import Done, done_events, perform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.acts.rules import Rule
    from models.records.event import Values
    from models.records.pair import Pair
    from models.verbs.meetings import Verb
    from storage.log import Log


class Able(NamedTuple):
    """An act that is allowed now, and the uids of those who may do it."""

    rule: Rule
    actors: tuple[str, ...]


class Acts(NamedTuple):
    """What can be done with a record as it stands, the likeliest first: acts, or verbs where its life is no series."""

    pair: Pair
    noun: str
    record: Any
    step: str
    able: tuple[Able, ...]
    verbs: tuple[Verb, ...] = ()


def acts_of(log: Log, shown: Pair, target: Target) -> Acts:
    """What can be done now with a record. NotFound where it is gone."""
    noun, number = target
    record: Any = find(log.connection, noun, str(number))
    pair = pair_of(log, record, shown)
    if noun not in LIVES:
        replaced = replaced_by(log.connection, noun, record) is not None
        able_verbs = verbs(noun, record, pair, log.today(pair), replaced=replaced)
        return Acts(pair, noun, record, getattr(record, "state", "") or "", (), able_verbs)
    life = life_of(log, noun, record, pair)
    rules = likeliest_first(noun, life.step, may_now(noun, life))
    able = tuple(Able(rule, actors(rule, life, *sides_of(record, pair))) for rule in rules)
    return Acts(pair, noun, record, life.step, able)


class Asks(NamedTuple):
    """An act that needs words before it can be done, or else a verb."""

    target: Target
    act: str
    verb: Verb | None = None


def mark_done(log: Log, shown: Pair, target: Target, *, accepted: bool) -> Done | Asks:
    """`d`, or `D` (`accepted`), on a record: the act by which it is done with as far as it can be, or what that asks.

    Refused, with what would help, where there is none.
    """
    found = acts_of(log, shown, target)
    if found.noun not in LIVES:
        return _mark_verb(log, found, target)
    act = "" if is_praise_heard(found.noun, found.record) else done_act(found.noun, found.step)
    title = title_of(found.noun, found.record)
    able = next((item for item in found.able if item.rule.act == act), None)
    if able is None:
        if found.step and not found.able:
            raise Refused(f"{title} is {state_word(found.record.state)}, and that is final")
        raise Refused(f"{title}: m shows what can be done")
    if isinstance(found.record, Commitment) and act in ("report", "satisfied"):
        return _deliver(log, found, accepted=accepted)
    if lacks(found.noun, able.rule, {}) or act == "promise":
        return Asks(target, act)
    by = found.pair.me.uid if found.pair.me.uid in able.actors else able.actors[0]
    return act_on(log, found.pair, target, act, by, {})


def _mark_verb(log: Log, found: Acts, target: Target) -> Done | Asks:
    verb = done_verb(found.noun, found.record, found.pair, log.today(found.pair))
    if verb is None or verb not in found.verbs:
        raise Refused(f"{one_line(heading(found.noun, found.record, found.pair, log.today(found.pair)))}: {_NO_MORE}")
    if verb.asks and not verb.at_once:
        return Asks(target, verb.name, verb)
    return do(log, found.pair, *target, verb, {})


_NO_MORE = "d does nothing with it now; m shows what can be done"


def do(log: Log, shown: Pair, noun: str, number: int, verb: Verb, values: Mapping[str, Any]) -> Done:
    """Do something with a record whose life is no series of acts."""
    from storage.writes import every_verb as use_cases  # not for the first picture

    return use_cases.do(log, shown, noun, number, verb, values)


def _deliver(log: Log, found: Acts, *, accepted: bool) -> Done:
    record, pair = found.record, found.pair
    if record.state == "reported" and record.from_ == pair.me.uid and not accepted:
        said = f"the word is {pair.short(record.to)}'s, and D records it"
        raise Refused(f"{title_of('commitment', record)}: said to be done; {said}")
    events = done_events(record, pair, log.today(pair).isoformat(), accepted=accepted)
    return perform(log, pair, "commitment", record.id, events)


def act_on(  # noqa: PLR0913 (an act in one call: who does what to which record, and what comes with it)
    log: Log,
    pair: Pair,
    target: Target,
    act: str,
    by: str,
    values: Mapping[str, Any],
    *,
    edits: Mapping[str, Any] | None = None,
    both: bool = False,
) -> Done:
    """Carry a life on by an act; `both` records the other's word with it, `edits` change fields of the record too.

    Raises IllegalAct or BadValue, with nothing changed, where that is not possible.
    """
    noun, number = target
    given: Values = {name: value for name, value in values.items() if value is not None}
    event = {"on": log.today(pair).isoformat(), **with_code(noun, act, given), "act": act, "by": by}
    series = [event, *([and_then(noun, event, pair.across(by).uid)] if both else [])]
    return perform(log, pair, noun, number, series, edits)


def record_next(log: Log, shown: Pair) -> Done:
    """Write the rhythm's next date down as a meeting."""
    from storage.writes import any_record, meeting_verbs  # not for the first picture

    with log.change("") as change:
        meeting = meeting_verbs.recorded_next(log, shown, change)
        return any_record.told(log, shown, "meeting", meeting.id, "planned", change)


def talk_about(log: Log, shown: Pair, target: Target) -> Done:
    """Make a topic of the next meeting of a record. Refused where it is one already, or nothing to speak of."""
    from storage.writes.topics import raise_topic  # not for the first picture

    record = find(log.connection, target[0], str(target[1]))
    return raise_topic(log, pair_of(log, record, shown), target[0], record)


def remove(log: Log, shown: Pair, target: Target) -> Done:
    """Take a record out; `bring_back` puts it back. Refused for people and alliances: everything hangs on them."""
    from storage.writes import any_record  # not for the first picture

    noun, number = target
    if noun in ("person", "alliance"):
        raise Refused("people and alliances stay: everything else hangs on them")
    with log.change("") as change:
        record = find(log.connection, noun, str(number))
        return any_record.remove(log, pair_of(log, record, shown), noun, number, change)


def bring_back(log: Log, shown: Pair, target: Target) -> Done:
    """Put back what was removed. Refused where it is there already."""
    from storage.reads.listing import find_any  # not for the first picture
    from storage.writes import any_record

    noun, number = target
    with log.change("") as change:
        record = find_any(log, noun, str(number))
        pair = pair_of(log, record, shown) if record else shown
        return any_record.bring_back(log, pair, noun, number, change)


def carry_over(log: Log, shown: Pair, target: Target, into: str) -> Done:
    """Go on with a record in the alliance of that uid. Refused as `ending.carry_over` says."""
    from storage.writes import ending  # not for the first picture

    noun, number = target
    with log.change("") as change:
        record = find(log.connection, noun, str(number))
        new = next(pair for pair in log.pairs() if pair.uid == into)
        done = ending.carry_over(log, pair_of(log, record, shown), noun, record, new, change)
        return replace(done, title=f"{done.title}, with {one_line(new.name)}")


def reopen(log: Log, shown: Pair) -> Done:
    """Take an alliance up again. Refused where it has not ended."""
    from storage.writes import ending  # not for the first picture

    with log.change("") as change:
        return ending.reopen(log, shown, change)


def import_writing() -> None:
    """Load what the first write needs. For a thread of its own, once something stands on the screen."""
    import storage.core.journal
    import storage.core.writer  # noqa: F401 (to load it is all that is wanted)

"""The use cases of the three lives: begin one, carry it on, and say in a sentence what is so now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from models.acts.correcting import put_right
from models.acts.replay import actors, may_now, replay
from models.acts.rules import FINAL, RULES, Rule
from models.acts.sentences import Became, say_act, say_correction, sentence
from models.errors import IllegalAct, Refused
from models.records.event import Event, Values, day
from models.records.naming import title_of
from models.records.pair import Pair
from models.records.rows import ROWS, Commitment, Living
from models.time.dates import short_date
from storage.core.layout import LAYOUTS, events_of
from storage.core.records import select
from storage.core.statements import EVENT_ORDER, fetch
from storage.core.statements import event as event_of
from storage.log import Log
from storage.reads.lives import life_of, series_of, sides_of

if TYPE_CHECKING:
    from datetime import date

    from storage.core.change import Change


@dataclass(frozen=True, slots=True)
class Done:
    """What a use case did: to which record, what that is called, what is so now, and whether it is private.

    `today` is the day on which it was done. Without a title the words say by themselves what it is about. `changed`:
    the log is another one now, and undo takes that back.
    """

    noun: str
    id: int
    title: str
    became: Became
    today: date
    private: bool = False
    changed: bool = True

    @property
    def says(self) -> str:
        """All of it in one sentence, as commands tell it."""
        return sentence(self.title, self.became.in_full(self.today))

    @property
    def noted(self) -> str:
        """The same as the history keeps it."""
        return sentence(self.title, self.became.in_history())


Deed = Callable[[Log, Pair, Any, Mapping[str, Any], "Change"], Done]
"""What is done by a verb with a record, given the values of the fields that the verb takes, within a change."""


def rule_for(log: Log, noun: str, record: Living, pair: Pair, act: str) -> tuple[Rule, tuple[str, ...]]:
    """The rule of an act on a record as it stands, and the uids of those who may do it; IllegalAct where none may."""
    life = life_of(log, noun, record, pair)
    rule = RULES[noun].get((life.step, act))
    if rule is not None:
        return rule, actors(rule, life, *sides_of(record, pair))
    named = f"{title_of(noun, record)} is {life.state}"
    if life.step in FINAL[noun]:
        raise IllegalAct(f"{named}, and that is final; nothing more can be done with it")
    able = ", ".join(as_word(item.act) for item in may_now(noun, life))
    raise IllegalAct(f"{named}, so {as_word(act)} is not allowed; allowed now: {able}")


def as_word(act: str) -> str:
    """An act as a person types it: will-act."""
    return act.replace("_", "-")


def actor_for(log: Log, noun: str, record: Living, pair: Pair, act: str, wanted: str | None = None) -> str:
    """Who does an act: the one who alone may, else the wanted one, else me. IllegalAct where the act is not allowed."""
    _, able = rule_for(log, noun, record, pair, act)
    if wanted is not None and wanted not in able:
        raise IllegalAct(f"{as_word(act)} is for {pair.short(able[0])} to do, not for {pair.short(wanted)}")
    if wanted is not None:
        return wanted
    return pair.me.uid if pair.me.uid in able else able[0]


def begin(
    log: Log,
    pair: Pair,
    noun: str,
    values: Mapping[str, Any],
    series: Sequence[Mapping[str, Any]],
    change: Change | None = None,
) -> Done:
    """Add a record with the first events of its life, in a change of its own or within one that is under way."""
    if change is None:
        with log.change("") as own:
            return begin(log, pair, noun, values, series, own)
    _refuse_future(log, pair, series)
    row = change.add(noun, {"alliance": pair.uid, **values}, series)
    return told_of(log, pair, noun, row, change)


def perform(
    log: Log,
    pair: Pair,
    noun: str,
    row: int,
    series: Sequence[Mapping[str, Any]],
    edits: Mapping[str, Any] | None = None,
    change: Change | None = None,
) -> Done:
    """Carry a life on by one or more events in one transaction; `edits` change fields of the record with them.

    Raises IllegalAct where an event is not allowed; nothing is changed then.
    """
    if change is None:
        with log.change("") as own:
            return perform(log, pair, noun, row, series, edits, own)
    _refuse_future(log, pair, series)
    _refuse_earlier(log, noun, row, series, log.today(pair))
    if edits:
        change.edit(noun, row, edits)
    for event in series:
        change.act(noun, row, event)
    return told_of(log, pair, noun, row, change)


def correct(log: Log, pair: Pair, noun: str, row: int, values: Mapping[str, str], change: Change) -> Done:
    """Put values right that were recorded wrong: the day of the newest event, who did it, the date of a commitment.

    Raises Refused or IllegalAct, with nothing changed, where there is no such value, or where the life would not hold.
    """
    record = cast("Any", select(log.connection, ROWS[noun], noun, "WHERE r.id = ?", (row,))[0])
    if "on" in values:
        _refuse_future(log, pair, [{"act": "correct", "on": values["on"]}])
    rows = _event_rows(log, noun, record.uid)
    two = sides_of(record, pair)
    life_of(log, noun, record, pair)  # as it stands it can have been; what is wrong from here on is what was typed
    found = put_right(noun, [item for _, _, item in rows], two, values)
    place = LAYOUTS[events_of(noun)]
    for (number, keys, before), after in zip(rows, found.series, strict=True):
        if after.values != before.values:
            change.put(place.name, number, place.ordered({**keys, **after.values}))
    if found.swapped:
        change.edit(noun, row, {"from": two[1], "to": two[0]})
    life = replay(noun, found.series, *(two[::-1] if found.swapped else two))
    became = say_correction(values, life, pair, log.today(pair))
    done = Done(noun, row, title_of(noun, record), became, log.today(pair), bool(record.private))
    change.title = done.noted
    return done


def _event_rows(log: Log, noun: str, uid: str) -> list[tuple[int, Values, Event]]:
    """The events of a record in order, each with its number and its own uid and its owner's."""
    place = LAYOUTS[events_of(noun)]
    sql = f'SELECT {place.select} FROM {place.name} WHERE "{noun}" = ? ORDER BY {EVENT_ORDER}'
    found = []
    for number, _, *values in fetch(log.connection, sql, (uid,)):
        own = place.values(values)
        keys = {name: own.pop(name) for name in place.uids}
        found.append((number, keys, event_of(own)))
    return found


def _refuse_future(log: Log, pair: Pair, series: Sequence[Mapping[str, Any]]) -> None:
    today = log.today(pair)
    for event in series:
        if str(event.get("on") or "") > today.isoformat():
            on = short_date(day(event["on"]), today)
            raise Refused(f"{as_word(event['act'])} on {on} is still to come; leave the day out for today")


def _refuse_earlier(log: Log, noun: str, row: int, series: Sequence[Mapping[str, Any]], today: date) -> None:
    """Refuse an event before the last one: a life is told in the order in which it was lived."""
    found = fetch(log.connection, f"SELECT last_on FROM {noun} WHERE id = ?", (row,))
    for event in series:
        if found and str(event["on"]) < str(found[0][0]):
            on, last = (short_date(day(text), today) for text in (event["on"], found[0][0]))
            raise IllegalAct(
                f"{as_word(event['act'])} on {on} comes before the last act, on {last}; give that day or a later one"
            )


def told_of(log: Log, pair: Pair, noun: str, row: int, change: Change) -> Done:
    """Name a change after the record that it is about and what is so now, as its last act says."""
    record = select(log.connection, ROWS[noun], noun, "WHERE r.id = ?", (row,))[0]
    title = title_of(noun, record)
    series = series_of(log, noun, record.uid)
    two = sides_of(cast("Living", record), pair)
    life = replay(noun, series, *two)
    today = log.today(pair)
    done = Done(noun, row, title, say_act(noun, series[-1], life, pair, today), today, bool(record.private))
    change.title = done.noted
    return done


def done_events(record: Commitment, pair: Pair, on: str, *, accepted: bool) -> list[Values]:
    """The events of *done*: my report (`accepted`: the other's word too); of theirs, delivered and accepted."""
    events_: list[Values] = []
    if record.state != "reported":
        events_.append({"act": "report", "by": record.from_, "on": on})
    if accepted or record.state == "reported" or record.from_ != pair.me.uid:
        events_.append({"act": "satisfied", "by": record.to, "on": on})
    return events_

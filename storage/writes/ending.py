"""The use cases of an alliance that ends: it ends, it is taken up again, and what goes on is carried over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.acts.sentences import Became
from models.errors import Refused
from models.records.naming import short_id
from models.records.nouns import LIVES
from models.records.rows import Commitment, Disagreement, Topic
from models.time.dates import full_date
from models.verbs.every import GOES_ON
from storage.core.statements import fetch
from storage.writes import any_record
from storage.writes.lives import begin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from models.records.event import Values
    from models.records.pair import Pair
    from storage.core.change import Change
    from storage.log import Log
    from storage.writes.lives import Done


class BeforeItBegan(Refused):
    """An alliance cannot end before its first day. Where that is wrong each face has its own way to put it right."""

    def __init__(self, named: str, day: date) -> None:
        super().__init__(f"{named} began on {full_date(day)}, so it cannot have ended before")
        self.day = day


def end(log: Log, pair: Pair, on: date, reason: str | None, change: Change) -> Done:
    """Say that an alliance ends with a day, ahead or behind. Refused where it has ended, or before its first day."""
    alliance = pair.alliance
    if alliance.ended_on is not None:
        raise Refused(
            f"{_named(pair)} ended on {alliance.ended_on} already; take it up again with: {_command(pair, 'reopen')}"
        )
    if alliance.started_on is not None and on < alliance.started_on:
        raise BeforeItBegan(_named(pair), alliance.started_on)
    edits = {"ended_on": on.isoformat(), "ended_reason": reason or None}
    became = Became("ends on" if on > log.today(pair) else "ended on", on)
    return any_record.change_fields(log, pair, "alliance", alliance.id, edits, became, change)


def reopen(log: Log, pair: Pair, change: Change) -> Done:
    """Take an alliance up again as if it had never ended. Refused where it has not."""
    if pair.alliance.ended_on is None:
        raise Refused(f"{_named(pair)} has not ended")
    edits = {"ended_on": None, "ended_reason": None}
    return any_record.change_fields(log, pair, "alliance", pair.alliance.id, edits, "taken up again", change)


def carry_over(log: Log, old: Pair, noun: str, record: Any, new: Pair, change: Change, due: date | None = None) -> Done:
    """Go on in another alliance with what an ended one left: a new record of today that leads to the old one.

    The old one stays as it ended. Its date goes on unless `due` is another one; that it has passed is said.
    Refused where the old alliance has not ended, where the new one has or is the same,
    where the record is at its end, and where it was carried over there before.
    """
    named = short_id(noun, record.id)
    _refuse_wrong_ends(log, old, new, named)
    state = record.state or "open"
    if state not in GOES_ON[noun]:
        raise Refused(f"{named} is {state}, and nothing of it goes on")
    if there := fetch(
        log.connection,
        f"SELECT id FROM {noun} WHERE continues = ? AND alliance = ? AND removed_at IS NULL",
        (record.uid, new.uid),
    ):
        raise Refused(f"{named} goes on as {short_id(noun, there[0][0])} already")
    told = {"continues": record.uid, "private": record.private or None, **_VALUES[noun](record, old, new)}
    values = {name: value for name, value in told.items() if value is not None}
    if noun not in LIVES:
        return any_record.add(log, new, noun, values, change)
    first = _first(record, GOES_ON[noun][state], old, new, log.today(new), due or _date_of(record))
    return begin(log, new, noun, values, [first], change)


def _date_of(record: Any) -> date | None:
    """The day a promise is due, or an ask wanted by."""
    return (record.due or record.wanted_by) if isinstance(record, Commitment) else None


def _refuse_wrong_ends(log: Log, old: Pair, new: Pair, named: str) -> None:
    if old.alliance.ended_on is None:
        ends = _command(old, "end")
        raise Refused(f"{named} belongs to {_named(old)}, which has not ended; end it first with: {ends} --on today")
    if new.uid == old.uid:
        raise Refused(f"{named} is in {_named(old)} already; name another with --alliance")
    if new.ended(log.today(new)):
        raise Refused(f"{_named(new)} has ended as well; name another with --alliance")


def _commitment(record: Commitment, old: Pair, new: Pair) -> Values:
    giver = new.me if record.from_ == old.me.uid else new.other
    return {"from": giver.uid, "to": new.across(giver.uid).uid, **_kept(record, *_OF_COMMITMENT)}


_OF_COMMITMENT = ("text", "why", "done_means", "handled_by", "was_days", "should_be_days")


def _topic(record: Topic, _old: Pair, _new: Pair) -> Values:
    return _kept(record, "text", "section", "wants", "minutes")


def _disagreement(record: Disagreement, old: Pair, _new: Pair) -> Values:
    # What the one who left held is nobody's here: only my own side goes on.
    mine = {name: (getattr(record, name) or {}).get(old.me.uid) for name in ("positions", "heat")}
    own = {name: {old.me.uid: value} for name, value in mine.items() if value is not None}
    return {**_kept(record, "topic", "kind", "tags"), **own}


def _kept(record: Any, *names: str) -> Values:
    return {name: getattr(record, name) for name in names}


_VALUES: Mapping[str, Any] = {"commitment": _commitment, "topic": _topic, "disagreement": _disagreement}


def _first(record: Any, act: str, old: Pair, new: Pair, today: date, due: date | None) -> Values:
    """The act with which the new record begins, of today, with its date."""
    if isinstance(record, Disagreement):
        return {"act": act, "by": new.me.uid, "on": today.isoformat()}
    mine = record.from_ == old.me.uid
    by = new.me if mine is (act != "request") else new.other
    name = "wanted_by" if act == "request" else "due"
    return {"act": act, "by": by.uid, "on": today.isoformat(), **({name: due.isoformat()} if due else {})}


def _command(pair: Pair, verb: str) -> str:
    return f"visavis alliance {verb} {short_id('alliance', pair.alliance.id)}"


def _named(pair: Pair) -> str:
    return f"the alliance with {pair.name}"

"""What a file of promises would bring, held against the log; and taking it, in one change that one undo takes back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.acts.replay import Life, stored_life
from models.errors import BadValue, IllegalAct, NotFound, Refused
from models.proposals.people import initials_of
from models.records.labels import state_word
from models.records.people import first_name
from models.records.rows import Commitment
from models.time.dates import full_date
from storage.care import backup
from storage.core.change import moment
from storage.core.many import NewLife, add_records, new_life
from storage.core.records import select
from storage.core.statements import events
from storage.outside.brought import Brought, Coming
from storage.outside.promises.beginning import first_acts
from storage.outside.promises.carrying import carry_on
from storage.outside.promises.told import Faults, doubled
from storage.writes.lives import perform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from models.records.event import Values
    from models.records.pair import Pair
    from models.records.rows import Person
    from storage.core.change import Change
    from storage.log import Log
    from storage.outside.offer import Progress
    from storage.outside.promises.told import Told

BATCH = 500

_ADDRESSED = re.compile(r"(.*\S) ?<(.+@.+)>").fullmatch
"""A name with its address: dana reyes <dana@example.com>."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_PARTS = re.compile(r"[,;/&+\n]|\sand\s")


@dataclass(frozen=True, slots=True)
class Moving:
    """A promise of the log that a file carries on: its number, the acts, and the fields that change."""

    pair: Pair
    row: int
    series: Sequence[Values]
    edits: Values


@dataclass(slots=True)
class Plan:
    """What a file would bring, row by row, and what has to be written for it."""

    brought: Brought
    new: list[NewLife] = field(default_factory=list)
    moving: list[Moving] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: what it tells, what is left out, its columns, what is wrong, and why a date moves in it."""

    name: str
    told: Sequence[Told]
    left_out: Sequence[Coming]
    faults: Faults
    reason: str
    understood: tuple[tuple[str, str], ...] = ()


def planned(log: Log, source: Source, *, overwrite: bool = False) -> Plan:
    """What a file brings to the log as it stands; FileRefused, with every fault, where anything in it is wrong."""
    for line, what in doubled(source.told):
        source.faults.add(line, what)
    held = _held(log, [told.uid for told in source.told])
    plan, rows = Plan(Brought(source.name, ())), list(source.left_out)
    now, days = moment(log.clock()), {pair.uid: log.today(pair) for pair in log.pairs()}
    for told in source.told:
        today = days[told.pair.uid]
        try:
            _refuse_future(told, today)
            record = held.get(told.uid)
            rows.append(
                _known(plan, told, *record, today, source.reason, overwrite) if record else _new(plan, told, today, now)
            )
        except (BadValue, IllegalAct) as error:
            source.faults.add(told.line, str(error))
    if source.faults:
        raise source.faults.refusal(source.name)
    plan.brought = Brought(source.name, tuple(sorted(rows, key=_line)), source.understood)
    return plan


def _refuse_future(told: Told, today: date) -> None:
    for name, day in (("begun", told.on), ("done", told.done_on), ("ended", told.ended_on)):
        if day and day > today:
            raise BadValue(f"it is {name} on {day}, which is still to come; today is {today}")


def _line(row: Coming) -> int:
    return row.line


def _held(log: Log, uids: Iterable[str]) -> dict[str, tuple[Commitment, Life]]:
    """Those of these promises that the log holds, each with its life; what was removed counts as held."""
    listed = json.dumps(list(uids))
    inside = "IN (SELECT value FROM json_each(?))"
    records = select(log.connection, Commitment, "commitment", f"WHERE r.uid {inside}", (listed,))
    series = events(log.connection, "commitment", f"commitment {inside}", (listed,)) if records else {}
    return {
        record.uid: (
            record,
            stored_life("commitment", record.id, series.get(record.uid, ()), record.from_, record.to),
        )
        for record in records
    }


def _new(plan: Plan, told: Told, today: date, now: str) -> Coming:
    """Plan a promise that the log does not hold."""
    values = {"alliance": told.pair.uid, "from": told.from_, "to": told.to, "text": told.text, **told.values}
    found = new_life("commitment", told.uid, values, first_acts(told, today), now)
    plan.new.append(found)
    life = found.life
    assert life is not None
    due = life.due or life.wanted_by or life.put_forward
    return Coming("new", told.text, due, "; ".join([_as_it_will_be(told, life, today), *told.notes]), told.line)


def _as_it_will_be(told: Told, life: Life, today: date) -> str:
    begun = f", since {full_date(life.opened_on)}" if life.opened_on and life.opened_on != today else ""
    done = f", done {full_date(life.done_on)}" if life.done_on else ""
    return f"by {told.pair.short(told.from_)}, {state_word(life.state)}{begun}{done}"


def _known(plan: Plan, told: Told, record: Commitment, life: Life, today: date, reason: str, overwrite: bool) -> Coming:
    """Plan what becomes of a promise that the log holds."""
    due = told.due or life.due
    if record.removed_at is not None:
        return Coming("kept", told.text, due, "it was removed here; bring-back brings it back", told.line)
    if {record.from_, record.to} != {told.pair.me.uid, told.pair.other.uid}:
        raise BadValue("its uid is that of a promise of another alliance")
    if record.from_ != told.from_:
        told.notes.append(f"{told.pair.short(record.from_)} promises it here, and still does")
        told.from_ = record.from_
    found = carry_on(told, record, life, today, reason, overwrite=overwrite)
    if found.series or found.edits:
        plan.moving.append(Moving(told.pair, record.id, found.series, found.edits))
    return Coming(found.what, told.text, due, "; ".join([*found.says, *told.notes]), told.line)


# Taking it


def bring(
    log: Log, name: str, plan_now: Callable[[], Plan], progress: Progress | None = None
) -> tuple[Brought, Path | None]:
    """Take what a file brings, in one change, with a backup first; gives what it was, and the backup.

    The plan is made within the change, so that it is of the log as it stands then. Nothing changes where it raises.
    """
    kept: Path | None = backup.make(log.connection, log.path, "before-import")
    changed = False
    try:
        with log.change("") as change:
            plan = plan_now()
            _take(log, change, plan, progress)
            change.title = f"Imported {name}"
        changed = plan.brought.anything
    finally:
        if not changed and kept is not None:
            backup.discard(kept)
            kept = None
    return plan.brought, kept


def _take(log: Log, change: Change, plan: Plan, progress: Progress | None) -> None:
    size = len(plan.new) + len(plan.moving)
    for start in range(0, len(plan.new), BATCH):
        if progress:
            progress(start, size)
        add_records(change, "commitment", plan.new[start : start + BATCH])
    for number, item in enumerate(plan.moving, len(plan.new)):
        if progress and number % BATCH == 0:
            progress(number, size)
        if item.series:
            perform(log, item.pair, "commitment", item.row, item.series, item.edits, change)
        else:
            change.edit("commitment", item.row, item.edits)


# Who and where


def whose(pair: Pair, word: str) -> str:
    """The uid of the one of the two that a word names: me, partner, a name, a first name, a role, a mail address.

    A name may be short, as in "DR" and "Dana R.", and what stands in brackets behind it does not matter.

    NotFound where it names neither, Refused where it names both.
    """
    wanted = " ".join(word.split()).casefold().removeprefix("@")
    addressed = _ADDRESSED(wanted)
    said = {wanted, *(addressed.groups() if addressed else ())}
    if wanted in ("me", "partner"):
        return pair.side(wanted).uid
    two = (pair.me, pair.other)
    found = [person for person in two if _names(pair, person.uid) & said]
    if not found:
        bare = _IN_BRACKETS.sub("", " ".join(word.split())).strip()
        found = [person for person in two if bare.casefold() in _names(pair, person.uid) or _short(bare, person)]
    if len(found) == 1:
        return found[0].uid
    parts = [part for part in _PARTS.split(word) if part.strip()]
    if found or (len(parts) > 1 and _all_known(pair, parts)):
        raise Refused("names both")
    raise NotFound("names neither")


def _short(word: str, person: Person) -> bool:
    """Whether a word is how a name is written short: "DR", "D.R.", "Dana R.", "D. Reyes"."""
    if word.replace(".", "").replace(" ", "") == initials_of(person):
        return True
    words, whole = word.split(), person.name.split()
    return len(words) == len(whole) > 1 and all(
        given.casefold() == full.casefold() or given.rstrip(".") == full[:1]
        for given, full in zip(words, whole, strict=True)
    )


def _all_known(pair: Pair, words: Sequence[str]) -> bool:
    for word in words:
        try:
            whose(pair, word)
        except NotFound:
            return False
    return True


def by_whom(pair: Pair, word: str) -> str:
    """The uid of the one of the two that --by names; Refused where it names neither."""
    try:
        return whose(pair, word)
    except (NotFound, Refused):
        two = f"{pair.me.name} and {pair.other.name}"
        raise Refused(f'--by "{word[:40]}" is not one of {two}; say me or partner') from None


def _names(pair: Pair, uid: str) -> set[str]:
    person = pair.person(uid)
    last_first = ", ".join([person.name.split()[-1], " ".join(person.name.split()[:-1])])
    told = (person.name, first_name(person), person.role, person.email, last_first)
    return {" ".join(text.split()).casefold() for text in told if text and text.strip()}

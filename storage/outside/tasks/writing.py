"""Commitments as tasks that `task import` takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from models.acts.rules import FINAL
from storage.core.statements import events
from storage.outside.tables.writing import Outgoing, due_of, going, lives_of
from storage.outside.tasks.attributes import (
    DONE_MEANS,
    DONE_ON,
    FIRST_DUE,
    FROM,
    LAST_MOMENT,
    NEW_DATE,
    PRIVATE,
    STATE,
    TAGGED,
    TO,
    WHY,
    after,
    at,
    projects,
    read_moment,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.acts.replay import Life
    from models.records.event import Event
    from models.records.pair import Pair
    from models.records.rows import Commitment
    from storage.log import Log

Task = dict[str, Any]


def write_tasks(log: Log, pairs: Sequence[Pair], *, private: bool = False) -> Outgoing:
    """The commitments of some alliances as a list of tasks, private ones only where one says so.

    Raises Damaged where what goes out is not what was written.
    """
    found = going(log, "commitment", pairs, private=private)
    lives = lives_of(log, "commitment", found.records)
    listed = json.dumps([record.uid for _, record in found.records])
    series = events(log.connection, "commitment", "commitment IN (SELECT value FROM json_each(?))", (listed,))
    named = {pair.uid: name for name, pair in projects(log.pairs()).items()}
    tasks = (
        task_of(pair, named[pair.uid], cast("Commitment", record), lives[record.uid], series[record.uid])
        for pair, record in found.records
    )
    return Outgoing(list(_lines(tasks)), len(found.records), found.kept_back)


def _lines(tasks: Iterable[Task]) -> Iterator[bytes]:
    before = "[\n"
    for task in tasks:
        yield (before + json.dumps(task, ensure_ascii=False)).encode()
        before = ",\n"
    yield b"[\n]\n" if before == "[\n" else b"\n]\n"


def task_of(pair: Pair, project: str, record: Commitment, life: Life, series: Sequence[Event]) -> Task:
    """One commitment as a task."""
    assert life.opened_on is not None
    assert life.last_on is not None
    ended = life.step in FINAL["commitment"]
    due = due_of(life)
    found: Task = {
        "uuid": record.uid,
        "description": record.text,
        "status": ("completed" if life.state == "satisfied" else "deleted") if ended else "pending",
        "entry": at(pair, life.opened_on),
        "modified": _modified(pair, life, series),
        "project": project,
        FROM: pair.person(record.from_).name,
        TO: pair.person(record.to).name,
        STATE: life.state,
    }
    if due:
        found["due"] = at(pair, due, LAST_MOMENT)
    if life.first_due:
        found[FIRST_DUE] = at(pair, life.first_due, LAST_MOMENT)
    if ended:
        found["end"] = at(pair, life.last_on)
    if life.done_on and life.done_on != life.last_on:
        found[DONE_ON] = at(pair, life.done_on)
    tags = [*([life.state] if life.state in TAGGED else []), *([PRIVATE] if record.private else [])]
    if tags:
        found["tags"] = tags
    if notes := list(notes_of(pair, record, life, series)):
        found["annotations"] = notes
    return found


def _modified(pair: Pair, life: Life, series: Sequence[Event]) -> str:
    """When it was changed last: the moment of its last act where that is known, else noon of its day."""
    assert life.last_on is not None
    recorded = series[-1].values.get("recorded_at")
    moment = read_moment(recorded) if recorded else None
    return written(moment) if moment and pair.day(moment) == life.last_on else at(pair, life.last_on)


def notes_of(pair: Pair, record: Commitment, life: Life, series: Sequence[Event]) -> Iterator[Task]:
    """What is told of it in texts: why, what done means, and why its date was moved."""
    assert life.opened_on is not None
    begun = at(pair, life.opened_on)
    told = [WHY + record.why] if record.why else []
    told += [DONE_MEANS + record.done_means] if record.done_means else []
    agreed = {(change.proposed_on, change.due) for change in life.dates[1:]}
    moments = [begun] * len(told)
    for event in series:
        if event.act == "propose":
            kept = (event.on, event.date("due")) in agreed
            told.append(f"{NEW_DATE if kept else 'proposed '}{event.values['due']}: {event.values['reason']}")
            moments.append(at(pair, event.on))
    for number, (moment, text) in enumerate(zip(moments, told, strict=True)):
        yield {"entry": after(moment, number), "description": text}


__all__ = ["Task", "notes_of", "task_of", "write_tasks"]

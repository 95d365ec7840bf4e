"""A table or a list of tasks as an offer: what it would bring, told first, and the way to take it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from storage.outside.file import read_file
from storage.outside.kind import kind_of
from storage.outside.offer import Offer, Progress
from storage.outside.promises.plan import Plan, bring, planned
from storage.outside.promises.told import Asked, Meanings
from storage.outside.tables.reading import read_table
from storage.outside.tasks.reading import read_tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from models.records.pair import Pair
    from storage.log import Log
    from storage.outside.brought import Brought
    from storage.outside.kind import FileKind


def offer(log: Log, pair: Pair, path: Path, given: Mapping[str, Any]) -> Offer:
    """What a file of promises offers to an alliance. `given` are the options of the command, by their names.

    Raises Refused, of which FileRefused holds all that is wrong in the file.
    """
    data = read_file(path)
    plan = planning(kind_of(data), path.name, data, asked_of(given, lambda: pair))

    def take(now: Log, progress: Progress | None) -> Brought:
        return bring(now, path.name, partial(plan, now), progress)[0]

    return Offer(plan(log).brought, take)


def asked_of(given: Mapping[str, Any], usual: Callable[[], Pair], only: Pair | None = None) -> Asked:
    """What was said beside the file, from the options of the command by their names."""
    return Asked(
        usual=usual,
        only=only,
        by=given.get("by"),
        words=Meanings(given.get("map") or ()),
        order=given.get("order"),
        encoding=given.get("encoding"),
        delimiter=given.get("delimiter"),
        overwrite=bool(given.get("overwrite")),
    )


def planning(kind: FileKind, name: str, data: bytes, asked: Asked) -> Callable[[Log], Plan]:
    """What reads a list of tasks, or else a table, and holds it against a log as it is then."""
    read = read_tasks if kind == "tasks" else read_table
    return lambda log: planned(log, read(log, name, data, asked), overwrite=asked.overwrite)

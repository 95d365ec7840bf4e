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
    from collections.abc import Mapping
    from pathlib import Path

    from models.records.pair import Pair
    from storage.log import Log
    from storage.outside.brought import Brought


def offer(log: Log, pair: Pair, path: Path, given: Mapping[str, Any]) -> Offer:
    """What a file of promises offers to an alliance. `given` are the options of the command, by their names.

    Raises Refused, of which FileRefused holds all that is wrong in the file.
    """
    data = read_file(path)
    read = read_tasks if kind_of(data) == "tasks" else read_table
    asked = Asked(
        usual=lambda: pair,
        by=given.get("by"),
        words=Meanings(given.get("map") or ()),
        order=given.get("order"),
        encoding=given.get("encoding"),
        delimiter=given.get("delimiter"),
        overwrite=bool(given.get("overwrite")),
    )

    def plan(now: Log) -> Plan:
        return planned(now, read(now, path.name, data, asked), overwrite=asked.overwrite)

    def take(now: Log, progress: Progress | None) -> Brought:
        return bring(now, path.name, partial(plan, now), progress)[0]

    return Offer(plan(log).brought, take)

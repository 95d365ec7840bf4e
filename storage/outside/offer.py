"""What a file of another program offers: what it would bring, told first, and the way to take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from models.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from models.records.pair import Pair
    from storage.log import Log
    from storage.outside.brought import Brought
    from storage.outside.kind import FileKind


class NothingMeant(Refused):
    """Nothing of a file is meant by what was asked; `hint` says what to write in the form's field of that name."""

    def __init__(self, words: str, field: str, hint: str) -> None:
        self.field, self.hint = field, hint
        super().__init__(words)


Progress = Callable[[int, int], None]
"""Told every so often how many of how many are done. What it raises stops the work, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that was read: `brought` is what it would bring, `take` brings it in, as one change that undo takes back.

    `take` runs on the log's thread and tells what it brought.
    """

    brought: Brought
    take: Callable[[Log, Progress | None], Brought]


OFFERS: dict[FileKind, str] = {
    "calendar": "storage.outside.calendar.taking",
    "table": "storage.outside.promises.offering",
    "tasks": "storage.outside.promises.offering",
}
"""The kinds of files that are offered before they are taken, and the module that does it by its `offer`."""


def offered(log: Log, pair: Pair, kind: FileKind, path: Path, given: Mapping[str, Any]) -> Offer:
    """What a file of that kind offers to an alliance. `given` are the options of the command, by their names.

    Raises Refused where it cannot be read, or holds nothing that is meant.
    """
    found: Offer = import_module(OFFERS[kind]).offer(log, pair, path, given)
    return found

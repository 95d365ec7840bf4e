"""What a walk goes through, and where it stands: late promises, what waits for a word, promises without a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.errors import NotFound
from models.pages.today import late_lines, waiting_lines
from models.records.rows import Commitment, Feedback
from storage.reads.opened import Opened, Target, read_record
from storage.reads.today import open_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log

LABELS = {"late": "LATE", "waiting": "WAITING FOR A WORD", "undated": "UNDATED"}
"""The sections of a walk in their order, each with its label."""


class Stop(NamedTuple):
    """A record of a walk: its section, and which of how many it is there."""

    section: str
    target: Target
    number: int
    of: int


class WalkStand(NamedTuple):
    """Where a walk stands now: at which stop, what stands there, and the stops that it passed over on the way.

    Nothing stands behind the last stop, nor before the first.
    """

    at: int
    opened: Opened | None
    passed: tuple[int, ...] = ()


def read_queue(log: Log, pair: Pair) -> tuple[Stop, ...]:
    """Every record that a walk goes through today, each once: two reads, however many there are."""
    as_of = log.today(pair)
    commitments = open_at(log, Commitment, "commitment", as_of, [pair])
    feedback = open_at(log, Feedback, "feedback", as_of, [pair])
    seen: set[Target] = set()
    found: list[Stop] = []
    for section, targets in _sections(pair, commitments, feedback, as_of).items():
        new = [target for target in targets if target not in seen]
        found += [Stop(section, target, number, len(new)) for number, target in enumerate(new, 1)]
        seen.update(new)
    return tuple(found)


def _sections(
    pair: Pair, commitments: Sequence[Commitment], feedback: Sequence[Feedback], as_of: date
) -> dict[str, list[Target]]:
    late = late_lines(commitments, as_of)
    waiting = waiting_lines(pair, commitments, feedback, as_of)
    undated = [item for item in commitments if item.state == "promised" and not (item.due or item.pending_due)]
    undated.sort(key=lambda item: (item.opened_on, item.id))
    return {
        "late": [(line.noun, line.id) for line in late],
        "waiting": [(line.noun, line.id) for line in waiting],
        "undated": [("commitment", item.id) for item in undated],
    }


def stop_from(log: Log, pair: Pair, queue: Sequence[Stop], at: int, step: int) -> WalkStand:
    """The first stop from `at` on, forward or back, whose record still stands where it stood when the walk began."""
    passed: list[int] = []
    while 0 <= at < len(queue):
        opened = _read(log, pair, queue[at].target)
        if opened is not None and still(opened, queue[at]):
            return WalkStand(at, opened, tuple(passed))
        passed.append(at)
        at += step
    return WalkStand(at, None, tuple(passed))


def _read(log: Log, pair: Pair, target: Target) -> Opened | None:
    try:
        return read_record(log, pair, log.today(pair), target)
    except NotFound:
        return None


def still(opened: Opened, stop: Stop) -> bool:
    """Whether a record still stands where it stood when the walk began."""
    commitments = [opened.record] if opened.noun == "commitment" else []
    feedback = [opened.record] if opened.noun == "feedback" else []
    return stop.target in _sections(opened.pair, commitments, feedback, opened.as_of)[stop.section]


def whose_word(opened: Opened) -> str:
    """The uid of the one whose word a record waits for; empty where it waits for none."""
    commitments = [opened.record] if opened.noun == "commitment" else []
    feedback = [opened.record] if opened.noun == "feedback" else []
    lines = waiting_lines(opened.pair, commitments, feedback, opened.as_of)
    return lines[0].who if lines else ""

"""What a live meeting does to the log. Each function runs on the log's own thread, in as few transactions as it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, cast

from models.errors import Fault, Refused
from models.pair import Pair
from models.rows import Meeting
from storage.acts import Done
from storage.live import tick
from storage.log import Log
from storage.records import find
from tui.screens.walk_doing import Newest


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done in this meeting: the change by which it is taken back, and for a line how it was typed.

    `again` does it once more, where it can be done again behind something else.
    """

    entry: Newest | None
    line: str | None = None
    again: Callable[[Log, Pair], object] | None = None


class Told(NamedTuple):
    """What was done, in words, and what there is now to be taken back."""

    says: str
    deeds: tuple[Deed, ...]


def record(log: Log, pair: Pair, *, meeting: int, lines: Sequence[str], deeds: tuple[Deed, ...]) -> Told:
    """Record lines as they were typed, in one change; BadValue, with nothing recorded, where one cannot be kept."""
    from storage.capturing import capture

    where = cast(Meeting, find(log.connection, "meeting", str(meeting)))
    _, done = capture(log, pair, where, lines)
    one = len(lines) == 1
    says = done[0].told if one else f"Recorded {sum(item.noun != 'meeting' or item.id is None for item in done)} lines"
    return Told(says, (*deeds, Deed(log.newest(), lines[0] if one else None)))


def turn(log: Log, pair: Pair, *, meeting: int, topic: int, spoken: bool, deeds: tuple[Deed, ...]) -> Told:
    """Say that a topic was spoken of, or after all was not."""
    again = partial(_tick, meeting=meeting, topic=topic, spoken=spoken)
    done = again(log, pair)
    return Told(done.says, (*deeds, Deed(log.newest(), again=again)))


def saved(log: Log, _pair: Pair, *, meeting: int, says: str, deeds: tuple[Deed, ...]) -> Told:  # noqa: ARG001
    """What a form has just done to the meeting."""
    return Told(says, (*deeds, Deed(log.newest())))


def _tick(log: Log, pair: Pair, *, meeting: int, topic: int, spoken: bool) -> Done:
    return tick(log, pair, meeting, topic, spoken=spoken)


def last_line(deeds: Sequence[Deed]) -> int | None:
    """Which deed the line is that can be corrected: the newest but for topics ticked since; None where none is."""
    for at in range(len(deeds) - 1, -1, -1):
        if deeds[at].line is not None:
            return at
        if deeds[at].again is None:
            return None
    return None


def correct(log: Log, pair: Pair, *, meeting: int, line: str, deeds: tuple[Deed, ...]) -> Told:
    """Put a line in the place of the last one, none where it is empty. What was ticked since is ticked again.

    Refused, with nothing changed, where something else was written since; BadValue where it cannot be kept.
    """
    at = last_line(deeds)
    if at is None or any(deed.entry is None for deed in deeds[at:]):
        raise Refused(GONE)
    since = deeds[at + 1 :]
    _take_back(log, deeds[at:])
    if not line.strip():
        told = Told("Taken out", deeds[:at])
    else:
        try:
            told = record(log, pair, meeting=meeting, lines=[line], deeds=deeds[:at])
        except Fault:
            for _ in deeds[at:]:
                with suppress(Refused):  # where somebody wrote in between, what they wrote stays
                    log.redo()
            raise
    for deed in since:
        assert deed.again is not None
        deed.again(log, pair)
        told = Told(told.says, (*told.deeds, Deed(log.newest(), again=deed.again)))
    return told


def _take_back(log: Log, deeds: Sequence[Deed]) -> None:
    """Take these changes back, in one transaction; Refused where they are not the newest ones any more."""
    from storage import journal

    with log.writing() as writer:
        for deed in reversed(deeds):
            if deed.entry is None or log.newest() != deed.entry:
                raise Refused(GONE)
            journal.undo(writer)


GONE = "Something else was written since, so this line stays as it is; esc gives the correction up"
"""What is said where the last line is not the newest change any more."""

"""What a live meeting does to the log. Each function runs on the log's own thread, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.sentences import sentence
from models.records.rows import Meeting
from storage.reads.found import record_of
from storage.writes.topics import tick
from tui.text.words import briefly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.pair import Pair
    from storage.log import Log
    from storage.reads.sitting import Spot
    from storage.writes.capture import Recorded


def record(log: Log, pair: Pair, *, meeting: int, lines: Sequence[str]) -> str:
    """Record lines as they were typed, and give what was done. BadValue, with nothing recorded, where one cannot be."""
    from storage.writes.capture import capture  # not for the first picture

    where = record_of(log, "meeting", meeting, Meeting)
    _, done = capture(log, pair, where, lines)
    if len(lines) == 1:
        return _told(done[0])
    return f"Recorded {sum(item.noun != 'meeting' or item.id is None for item in done)} lines"


def correct(log: Log, pair: Pair, *, meeting: int, was: Spot, line: str) -> str:
    """Put a line in the place of one of the record, none where it is empty. Gives what was done.

    Refused, with nothing changed, where that was changed since; BadValue where the line cannot be kept.
    """
    from storage.writes.correct import correct as put_right  # not for the first picture

    return _told(put_right(log, pair, meeting, was, line))


def _told(done: Recorded) -> str:
    says = sentence(done.title, briefly(done))
    return f"{says} ({done.hint})" if done.hint else says


def turn(log: Log, pair: Pair, *, meeting: int, topic: int, spoken: bool) -> str:
    """Say that a topic was spoken of, or after all was not. Gives what is so now, without its name."""
    return briefly(tick(log, pair, meeting, topic, spoken=spoken))

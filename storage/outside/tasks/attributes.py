"""How a promise is written as a task of Taskwarrior: its attributes, its moments, its annotations."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from models.errors import BadDate
from models.records.people import plain_name

if TYPE_CHECKING:
    from models.records.pair import Pair

FROM, TO, STATE, FIRST_DUE, DONE_ON = (
    "visavisfrom",
    "visavisto",
    "visavisstate",
    "visavisfirstdue",
    "visavisdoneon",
)
"""Attributes of our own; the last only where it was done on another day than the last act's."""

TAGGED = ("requested", "offered", "countered", "promised", "reported")
"""The states of a pending task, each a tag too."""

PRIVATE = "private"
"""The tag of a private one."""

LAST_MOMENT = time(23, 59, 59)
"""At which a task is due on its day."""

WHY, DONE_MEANS, NEW_DATE = "why: ", "done means: ", "new date "
"""How annotations begin that say more of a promise."""

_FORM = "%Y%m%dT%H%M%SZ"
_MOVED = re.compile(r"new date (\d{4}-\d\d-\d\d): (.*)", re.DOTALL).fullmatch


def projects(pairs: list[Pair]) -> dict[str, Pair]:
    """Every alliance by its project: visavis.dana-reyes; of two that would be the same the later has its number."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        number = f"a{pair.alliance.id}"
        name = f"visavis.{plain_name(pair.other.name) or number}"
        found[f"{name}-{number}" if name in found else name] = pair
    return found


def written(moment: datetime) -> str:
    """A moment as Taskwarrior has it."""
    return moment.astimezone(UTC).strftime(_FORM)


def at(pair: Pair, day: date, clock: time = time(12)) -> str:
    """A time of a day in the alliance's zone, at noon unless told, as Taskwarrior has it."""
    return written(datetime.combine(day, clock, pair.zone))


def after(moment: str, seconds: int) -> str:
    """The moment so many seconds later: of two annotations of one second Taskwarrior keeps one."""
    return written(read_moment(moment) + timedelta(seconds=seconds))


def read_moment(text: object) -> datetime:
    """A moment as a task has it; BadDate where it is none."""
    try:
        if isinstance(text, str) and (found := datetime.fromisoformat(text)).tzinfo and 1900 <= found.year <= 2200:
            return found
    except ValueError:
        pass
    raise BadDate(f'"{str(text)[:40]}" is no moment such as 20261201T235959Z')


def moved(text: str) -> tuple[date, str] | None:
    """The new date and the reason that an annotation of ours tells; None where it is none."""
    found = _MOVED(text)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), found[2]
    except ValueError:
        return None

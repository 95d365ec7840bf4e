"""What each of the two has done for the other in a period, counted by the day of the act. The counts are not judged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from models.measures.promises import done_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.measures.lived import Lived
    from models.measures.window import Window


class Contribution(NamedTuple):
    """Something that one of the two did on a day, beside what has a life of acts: a topic raised, a recognition, a
    thing learned or shown.
    """

    kind: str
    by: str
    on: date


class Balance(NamedTuple):
    """One side's counts: promises made and done, topics raised, recognition given, things learned and shown."""

    promised: int
    done: int
    topics: int
    recognition: int
    learning: int
    shown: int = 0


def balance(lives: Iterable[Lived], given: Iterable[Contribution], by: str, as_of: date, window: Window) -> Balance:
    """The counts of one side in the window, as the log stood at the end of `as_of`."""
    own = (lived for lived in lives if (lived.noun, lived.from_) == ("commitment", by))
    found = [life for life in (lived.at(as_of) for lived in own) if life is not None]
    kinds = Counter(item.kind for item in given if item.by == by and item.on <= as_of and window.holds(item.on))
    return Balance(
        promised=sum(life.promised_on is not None and window.holds(life.promised_on) for life in found),
        done=sum(day is not None and window.holds(day) for day in map(done_on, found)),
        topics=kinds["topic"],
        recognition=kinds["recognition"],
        learning=kinds["learning"],
        shown=kinds["showing"],
    )

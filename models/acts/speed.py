"""Speed targets on requests: how long such a thing took until now, how long it should take, and how long this takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from models.records.rows import Commitment


class Speed(NamedTuple):
    """Days: `was` until now, `should_be` as agreed (None where nobody said), `now` from when it was first asked for or
    promised until it was done, or until today where it is not `done`.
    """

    was: int | None
    should_be: int | None
    now: int
    done: bool

    @property
    def slow(self) -> bool:
        """Whether it takes longer than it should."""
        return self.should_be is not None and self.now > self.should_be


def speed(item: Commitment, done_on: date | None, as_of: date) -> Speed | None:
    """The speed of a commitment at the end of a day; None where it has no target.

    `done_on` is the day of the report that counts. What came to nothing is measured no further than to that day.
    """
    if item.was_days is None and item.should_be_days is None:
        return None
    end = done_on or min(item.closed_on or as_of, as_of)
    return Speed(item.was_days, item.should_be_days, max(0, (end - item.opened_on).days), done_on is not None)


def say_speed(found: Speed) -> str:
    """Was 45 days, should be 14, is 20 so far."""
    was = f"was {found.was} days" if found.was is not None else ""
    unit = "" if was else " days"
    target = f"should be {found.should_be}{unit}" if found.should_be is not None else ""
    return ", ".join(filter(None, (was, target, f"is {found.now}" + ("" if found.done else " so far"))))

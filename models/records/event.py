"""One event of a life, as the replay and the measures read it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

Values = dict[str, Any]
"""A record's or event's fields as the interchange file has them: text, numbers, lists and maps, nothing absent."""

day = lru_cache(maxsize=8192)(date.fromisoformat)
"""The date of an ISO text; a log names few days many times."""


class Event(NamedTuple):
    """One act: who did it (a person's uid), on which day, and every value the event carries, in its file form."""

    act: str
    by: str
    on: date
    values: Values

    def date(self, name: str) -> date | None:
        """The date in that field, None where it is absent."""
        text = self.values.get(name)
        return day(text) if text else None

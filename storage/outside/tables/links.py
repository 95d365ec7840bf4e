"""The records that a table names by their titles: the meeting a promise came from, what it serves, what it settles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.records.labels import field_label
from models.records.naming import title_of
from models.records.rows import ROWS
from models.records.values import record_fields
from storage.core.records import select

if TYPE_CHECKING:
    from models.records.pair import Pair
    from storage.log import Log

LINKS = ("meeting", "criterion", "disagreement")
"""The fields of a commitment that lead to another record, and stand in a table by its title."""


class Titles:
    """Which record of an alliance has which title; each noun is read once, when a table first names one of it."""

    def __init__(self, log: Log) -> None:
        """Begin with nothing read."""
        self._log = log
        self._found: dict[tuple[str, str], dict[str, set[str]]] = {}

    def link(self, name: str, pair: Pair, title: str) -> tuple[str | None, str]:
        """The uid of the only record of that title, else why there is none."""
        noun = record_fields("commitment")[name].ref
        uids = self._of(noun, pair).get(_closed(title), set())
        if len(uids) == 1:
            return next(iter(uids)), ""
        why = "stands here more than once" if uids else "is not here"
        return None, f'its {field_label(name)} "{title.strip()[:40]}" {why}, and is left out'

    def _of(self, noun: str, pair: Pair) -> dict[str, set[str]]:
        found = self._found.get((noun, pair.uid))
        if found is None:
            found = self._found[noun, pair.uid] = {}
            where = "WHERE r.alliance = ? AND r.removed_at IS NULL"
            for record in select(self._log.connection, ROWS[noun], noun, where, (pair.uid,)):
                for title in _titles(noun, record, pair):
                    found.setdefault(_closed(title), set()).add(record.uid)
        return found


def _titles(noun: str, record: Any, pair: Pair) -> set[str]:
    """How a record may be called in a table: a meeting by its day in its own zone, or as it goes out."""
    title = title_of(noun, record)
    return {title, title_of(noun, record, pair.day(record.starts_at))} if noun == "meeting" else {title}


def _closed(text: str) -> str:
    return " ".join(text.split()).casefold()

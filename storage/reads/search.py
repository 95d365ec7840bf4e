"""Full text over everything: every word a prefix, no typed text an error, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.records.naming import dated_on, title_of
from models.records.rows import ROWS, Alliance, KeptRecord, Meeting
from storage.core.layout import from_index_key, index_key
from storage.core.records import select
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log

MOST_WORDS = 64
_TITLE_WEIGHT = 8.0
_PAGE, _LARGEST = 200, 50_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: what it is called, the words around the find, and the day it belongs to (None: none).

    `beyond` are the words around what was found in anything but its title.
    """

    noun: str
    id: int
    title: str
    snippet: str
    on: date | None
    beyond: str
    record: KeptRecord


def match_text(words: str) -> str:
    """The words as an FTS5 query: each a quoted prefix, all needed. Empty where nothing in it can be searched."""
    found = [word for word in words.replace("\x00", " ").split() if any(char.isalnum() for char in word)]
    quoted = (word.replace('"', '""') for word in found[:MOST_WORDS])
    return " ".join(f'"{word}"*' for word in quoted)


def search(log: Log, words: str, as_of: date, alliance: str | None = None, limit: int = 50) -> list[Hit]:
    """The records that hold all the words, best first, as far as they were there at the end of `as_of`.

    `alliance` is the uid of the one to keep to.
    """
    query = match_text(words)
    if not query:
        return []
    sql = (
        "SELECT rowid, snippet(search, -1, '', '', '…', 12), snippet(search, 1, '', '', '…', 12) "
        "FROM search WHERE search MATCH ? "
        f"ORDER BY bm25(search, {_TITLE_WEIGHT}, 1.0), rowid LIMIT ? OFFSET ?"
    )
    pairs = {pair.uid: pair for pair in log.pairs()}
    hits: list[Hit] = []
    start, size = 0, max(_PAGE, min(limit, _LARGEST))
    # A page at a time: to make the words around every find takes four times as long as to find them.
    while page := fetch(log.connection, sql, (query, size, start)):
        found = _records(log, [key for key, *_ in page])
        for key, *snippets in page:
            if key in found and (hit := _hit(key, found[key], snippets, as_of, alliance, pairs)):
                hits.append(hit)
                if len(hits) == limit:
                    return hits
        if len(page) < size:
            break
        start, size = start + size, 4 * size
    return hits


def _records(log: Log, keys: list[int]) -> dict[int, KeptRecord]:
    """The records behind keys of the index, one read a noun."""
    by_noun: dict[str, list[int]] = {}
    for key in keys:
        noun, row = from_index_key(key)
        by_noun.setdefault(noun, []).append(row)
    found: dict[int, KeptRecord] = {}
    for noun, rows in by_noun.items():
        rest = f"WHERE r.id IN ({', '.join(map(str, rows))}) AND r.removed_at IS NULL"
        found |= {index_key(noun, record.id): record for record in select(log.connection, ROWS[noun], noun, rest)}
    return found


def _hit(
    key: int, record: KeptRecord, snippets: list[str], as_of: date, alliance: str | None, pairs: Mapping[str, Pair]
) -> Hit | None:
    if not _belongs(record, alliance):
        return None
    noun, row = from_index_key(key)
    on = dated_on(noun, record)
    if isinstance(record, Meeting) and record.alliance in pairs:
        on = pairs[record.alliance].day(record.starts_at)
    if on is not None and on > as_of and noun != "meeting":
        return None
    return Hit(noun, row, title_of(noun, record, on), snippets[0], on, snippets[1], record)


def _belongs(record: KeptRecord, alliance: str | None) -> bool:
    if alliance is None:
        return True
    if isinstance(record, Alliance):
        return record.uid == alliance
    own: Any = getattr(record, "alliance", None)
    return own in (None, alliance)


__all__ = ["Hit", "match_text", "search"]

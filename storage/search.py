"""Full text over everything: every word a prefix, no typed text an error, best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.naming import dated_on, title_of
from models.rows import ROWS, Alliance, Kept
from storage.log import Log
from storage.places import from_index_key
from storage.reading import fetch
from storage.records import select

MOST_WORDS = 64
_TITLE_WEIGHT = 8.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: what it is called, the words around the find, and the day it belongs to (None: none)."""

    noun: str
    id: int
    title: str
    snippet: str
    on: date | None


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
        "SELECT rowid, snippet(search, -1, '', '', '…', 12) FROM search WHERE search MATCH ? "
        f"ORDER BY bm25(search, {_TITLE_WEIGHT}, 1.0), rowid"
    )
    hits: list[Hit] = []
    for key, snippet in fetch(log.connection, sql, (query,)):
        noun, row = from_index_key(key)
        hit = _hit(log, noun, row, snippet, as_of, alliance)
        if hit is not None:
            hits.append(hit)
        if len(hits) == limit:
            break
    return hits


def _hit(log: Log, noun: str, row: int, snippet: str, as_of: date, alliance: str | None) -> Hit | None:
    found = select(log.connection, ROWS[noun], noun, "WHERE r.id = ? AND r.removed_at IS NULL", (row,))
    if not found or not _belongs(found[0], alliance):
        return None
    on = dated_on(noun, found[0])
    if on is not None and on > as_of and noun != "meeting":
        return None
    return Hit(noun, row, title_of(noun, found[0]), snippet, on)


def _belongs(record: Kept, alliance: str | None) -> bool:
    if alliance is None:
        return True
    if isinstance(record, Alliance):
        return record.uid == alliance
    own: Any = getattr(record, "alliance", None)
    return own in (None, alliance)


__all__ = ["Hit", "match_text", "search"]

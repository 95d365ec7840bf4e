"""By which words the search index finds its pages: FTS5's own check does not look whether that leads past some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.core.statements import fetch

if TYPE_CHECKING:
    import sqlite3

_PAGES = """
SELECT segid, CAST(term AS BLOB), pgno >> 1 FROM search_idx
WHERE typeof(segid) = 'integer' AND typeof(term) = 'blob' AND typeof(pgno) = 'integer' ORDER BY segid, term
"""
_FIRST = "SELECT min(id) FROM search_data WHERE id BETWEEN ? AND ?"

_PAGE_BITS = 37
"""How many bits of the number of a page are its number within a segment (of FTS5's file format)."""


def leads_past_words(connection: sqlite3.Connection) -> bool:
    """Whether a page is not sought by a word with which its first one begins, or is not behind the one before it."""
    pages = fetch(connection, _PAGES)
    segment = before = 0
    for number, word, page in pages:
        if page <= (before if number == segment else 0) or not _begins_with(connection, number, page, word):
            return True
        segment, before = number, page
    return bool(len(pages) != fetch(connection, "SELECT count(*) FROM search_idx")[0][0])


def _begins_with(connection: sqlite3.Connection, segment: int, page: int, word: bytes) -> bool:
    """Whether it does. While a segment is merged its first pages are gone, and the next has lost its first words."""
    base = segment << _PAGE_BITS
    first = fetch(connection, _FIRST, (base, base + (1 << _PAGE_BITS) - 1))[0][0]
    if first is None or base + page < first:
        return True
    block = fetch(connection, "SELECT CAST(block AS BLOB) FROM search_data WHERE id = ?", (base + page,))
    own = _first_word(block[0][0] or b"") if block else b""
    return word <= own if base + page == first else own.startswith(word)


def _first_word(block: bytes) -> bytes:
    """The first word of a page: where its footer begins stands in bytes 2 and 3, and there where that word stands."""
    at, _ = _number(block, int.from_bytes(block[2:4]))
    size, begin = _number(block, at)
    return block[begin : begin + size]


def _number(block: bytes, at: int) -> tuple[int, int]:
    """A number of one to three bytes, and where it ends; 0 where there is none: no page is longer than that."""
    found = 0
    for byte in block[at : at + 3]:
        found, at = found << 7 | byte & 0x7F, at + 1
        if byte < 0x80:
            return found, at
    return 0, at

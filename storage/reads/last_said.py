"""Last time we said: what earlier meetings, decisions, promises and disagreements hold about a matter.

Sought in the search index: any of the words that carry meaning, of which each may be the beginning of a word. What is
nearly as good as the best find stands by its day, the newest first.
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from models.records.naming import dated_on, title_of
from models.records.nouns import NOUNS
from models.records.rows import ROWS
from storage.core.layout import from_index_key, index_key
from storage.core.records import select
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.records.pair import Pair
    from storage.log import Log

SAYING = ("meeting", "decision", "commitment", "disagreement")
"""The nouns that hold what two people said."""

MOST_WORDS = 12
_LOOKED_AT = 200
_GOOD, _FAIR = 2 / 3, 1 / 3
"""Shares of the best find's weight: from the first on a find is as good as the best, below the other it is none."""

_TITLE_WEIGHT = 2.0

_SMALL = """
    a about after all also an and any are as at be been before but by can could did do does down each else every first
    for from get go had has have he her here his how i if in into is it its just last less let like many may me more
    most much must my need new next no nor not now of off on once one only or other our out over own per same shall
    she should since so some still such than that the their them then there these they this those through to too two
    under until up us very was we were what when where which while who whom whose why will with without would yet you
    your
"""
_SMALL_WORDS = frozenset(_SMALL.split())
"""Words that say nothing of what a text is about."""


class Mention(NamedTuple):
    """One record that speaks of a matter: its day (None: none is known), its title, and the words around the find.

    `private`: it, or something in it, is for me alone.
    """

    noun: str
    id: int
    on: date | None
    title: str
    snippet: str
    private: bool


def meaning(text: str) -> list[str]:
    """The words of a text that carry meaning, each once, in small letters: neither small words nor lone letters."""
    found = (word.casefold() for word in re.findall(r"[^\W_]+", text))
    able = (word for word in found if (len(word) > 1 or not word.isascii()) and word not in _SMALL_WORDS)
    return list(dict.fromkeys(able))[:MOST_WORDS]


def any_of(words: Sequence[str]) -> str:
    """Words as an FTS5 query, any of them; a long one without its plural's s, and as the beginning of a word."""
    return " OR ".join(f'"{_stem(word)}"' + ("*" if len(word) > 3 else "") for word in words)


def _stem(word: str) -> str:
    """A word without the ending of its plural; only a beginning is sought, so it need not be a word."""
    for ending, least in (("ies", 6), ("xes", 5), ("ches", 6), ("shes", 6), ("sses", 6)):
        if word.endswith(ending) and len(word) >= least:
            return word[:-3] if ending == "ies" else word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def last_said(log: Log, pair: Pair, text: str, as_of: date, most: int) -> tuple[Mention, ...]:
    """What was said of that matter in this alliance until the end of a day; at most so many, the best and newest."""
    words = meaning(text)
    weights = _weights(log, pair, words)
    if not weights:
        return ()
    found = _records(log, sorted(weights, key=lambda key: (weights[key], key), reverse=True)[:_LOOKED_AT])
    dated = {key: _day(pair, key, record) for key, record in found.items()}
    there = [key for key, on in dated.items() if on is None or on <= as_of]
    best = max((weights[key] for key in there), default=0.0)
    fair = [key for key in there if weights[key] >= _FAIR * best]
    fair.sort(key=lambda key: (weights[key] >= _GOOD * best, dated[key] or date.min, key), reverse=True)
    snippets = _snippets(log, any_of(words), fair[:most])
    return tuple(_said(key, found[key], dated[key], snippets.get(key, "")) for key in fair[:most])


def _weights(log: Log, pair: Pair, words: Sequence[str]) -> dict[int, float]:
    """How well each record of the alliance answers, by its key in the index: a rare word weighs more, in a title twice.

    A read a word over the whole index, and what is ours of it sorted out here: for SQLite to do so takes a hundred
    times as long.
    """
    ours = _ours(log, pair)
    found: dict[int, float] = {}
    for word in words:
        holding = _holding(log, any_of([word])) & ours
        rare = math.log(1 + len(ours) / max(1, len(holding)))
        titled = _holding(log, f"title : {any_of([word])}") & holding if holding else set()
        for key in holding:
            found[key] = found.get(key, 0.0) + rare * (_TITLE_WEIGHT if key in titled else 1.0)
    return found


def _ours(log: Log, pair: Pair) -> set[int]:
    """The keys of every record of the alliance that may hold what was said."""
    found: set[int] = set()
    for noun in SAYING:
        sql = f"SELECT id FROM {noun} WHERE alliance = ? AND removed_at IS NULL"
        found.update(index_key(noun, row) for (row,) in fetch(log.connection, sql, (pair.uid,)))
    return found


def _holding(log: Log, query: str) -> set[int]:
    return {key for (key,) in fetch(log.connection, "SELECT rowid FROM search WHERE search MATCH ?", (query,))}


def _records(log: Log, keys: Sequence[int]) -> dict[int, Any]:
    """The records behind keys of the index, one read a noun."""
    found: dict[int, Any] = {}
    for noun in SAYING:
        rows = [row for name, row in map(from_index_key, keys) if name == noun]
        if rows:
            rest = f"WHERE r.id IN ({', '.join(map(str, rows))})"
            found |= {index_key(noun, item.id): item for item in select(log.connection, ROWS[noun], noun, rest)}
    return found


def _day(pair: Pair, key: int, record: Any) -> date | None:
    return dated_on(from_index_key(key)[0], record, pair)


def _snippets(log: Log, query: str, keys: Sequence[int]) -> dict[int, str]:
    """The words around the find in each of these records: in what is not its title."""
    sql = (
        "SELECT rowid, snippet(search, 1, '', '', '…', 16) FROM search "
        f"WHERE search MATCH ? AND rowid IN ({', '.join(map(str, keys))})"
    )
    return dict(fetch(log.connection, sql, (query,)))


def _said(key: int, record: Any, on: date | None, snippet: str) -> Mention:
    noun, row = from_index_key(key)
    own = any(field.private and getattr(record, field.column) for field in NOUNS[noun].fields)
    return Mention(noun, row, on, title_of(noun, record, on), snippet.strip(), bool(record.private) or own)

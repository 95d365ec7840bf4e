"""Full text over everything: a word from its beginning, or any part of it, as its script has it; best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from models.finding import Needles, excerpt, haystacks, needles
from models.records.naming import DATED, dated_on, title_of
from models.records.rows import ROWS, Alliance, KeptRecord
from storage.core.layout import from_index_key, index_key
from storage.core.records import select
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from models.records.pair import Pair
    from storage.log import Log

_PAGE, _LARGEST = 200, 50_000
_TITLE, _WHOLE = 8, 4
"""What a find is worth in a title, and what it is worth more there as a whole word."""


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


class _Folded(NamedTuple):
    """The whole index as words are sought in it, newest first, and the state of the log that it was read from."""

    state: tuple[int, int]
    keys: Sequence[int]
    titles: Sequence[str]
    bodies: Sequence[str]


_FOLDED: WeakKeyDictionary[Log, _Folded] = WeakKeyDictionary()
"""What is sought in, by log, until that changes: to fold it takes longer than to go through it."""


def search(log: Log, words: str, as_of: date, alliance: str | None = None, limit: int = 50) -> list[Hit]:
    """The records that hold all the words, best first, as far as they were there at the end of `as_of`.

    `alliance` is the uid of the one to keep to.
    """
    sought = needles(words)
    if not sought:
        return []
    ranked = _ranked(_folded(log), sought)
    pairs = {pair.uid: pair for pair in log.pairs()}
    hits: list[Hit] = []
    start, size = 0, max(_PAGE, min(limit, _LARGEST))
    while page := ranked[start : start + size]:
        found, texts = _records(log, page), _texts(log, page)
        for key in page:
            if key in found and (hit := _hit(key, found[key], texts[key], sought, as_of, alliance, pairs)):
                hits.append(hit)
                if len(hits) == limit:
                    return hits
        start, size = start + size, 4 * size
    return hits


def _folded(log: Log) -> _Folded:
    """The index as it stands now, folded."""
    state = (log.version(), log.connection.total_changes)
    kept = _FOLDED.get(log)
    if kept is None or kept.state != state:
        days = _days(log)
        rows = fetch(log.connection, "SELECT rowid, title, body FROM search ORDER BY rowid")
        rows.sort(key=lambda row: days.get(row[0], ""), reverse=True)
        keys, titles, bodies = zip(*rows, strict=True) if rows else ((), (), ())
        kept = _FOLDED[log] = _Folded(state, keys, haystacks(titles), haystacks(bodies))
    return kept


def _days(log: Log) -> dict[int, str]:
    """The day, or the moment, that each record belongs to, as ISO text by its key; records without one are left out."""
    return {
        index_key(noun, row): on
        for noun, column in (*DATED.items(), ("meeting", "starts_at"))
        for row, on in fetch(log.connection, f'SELECT id, "{column}" FROM {noun} WHERE "{column}" IS NOT NULL')
    }


def _ranked(index: _Folded, sought: Sequence[Needles]) -> list[int]:
    """The keys of what holds every word, best first: words of the title before others, whole ones before beginnings;
    of equal ones the newest first, those without a day last.
    """
    keys, titles, bodies = index.keys, index.titles, index.bodies
    places: Sequence[int] = range(len(keys))
    for word in sought:
        if len(word) == 1:  # as most words are: it takes a third of the time
            one = word[0]
            places = [at for at in places if one in titles[at] or one in bodies[at]]
        else:
            places = [at for at in places if any(each in titles[at] or each in bodies[at] for each in word)]
    worth = [0] * len(places)
    for needle in [each for word in sought for each in word]:
        # A list at a time: in a long log a call for each find takes longer than all the rest.
        of_titles, whole = [titles[at] for at in places], f"{needle} "
        begins, ends = [needle in title for title in of_titles], [whole in title for title in of_titles]
        beyond = [whole in bodies[at] for at in places]
        each = zip(worth, map(_TITLE.__mul__, begins), map(_WHOLE.__mul__, ends), beyond, strict=True)
        worth = list(map(sum, each))
    ranks = sorted(set(worth), reverse=True)
    return [keys[at] for rank in ranks for at, own in zip(places, worth, strict=True) if own == rank]


def _texts(log: Log, keys: list[int]) -> dict[int, tuple[str, str]]:
    """Title and body of entries of the index, by their keys."""
    sql = f"SELECT rowid, title, body FROM search WHERE rowid IN ({', '.join(map(str, keys))})"
    return {key: (title, body) for key, title, body in fetch(log.connection, sql)}


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
    key: int,
    record: KeptRecord,
    texts: tuple[str, str],
    sought: Sequence[Needles],
    as_of: date,
    alliance: str | None,
    pairs: Mapping[str, Pair],
) -> Hit | None:
    if not _belongs(record, alliance):
        return None
    noun, row = from_index_key(key)
    on = dated_on(noun, record, pairs.get(getattr(record, "alliance", "")))
    if on is not None and on > as_of and noun != "meeting":
        return None
    title, beyond = (excerpt(text, sought) for text in texts)
    return Hit(noun, row, title_of(noun, record, on), title or beyond, on, beyond, record)


def _belongs(record: KeptRecord, alliance: str | None) -> bool:
    if alliance is None:
        return True
    if isinstance(record, Alliance):
        return record.uid == alliance
    own: Any = getattr(record, "alliance", None)
    return own in (None, alliance)

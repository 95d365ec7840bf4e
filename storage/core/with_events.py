"""Records with their events, as the measures read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.measures.lived import Lived
from models.records.nouns import NOUNS
from storage.core.statements import events, fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


def lived(connection: sqlite3.Connection, noun: str, where: str = "1", values: Sequence[Any] = ()) -> list[Lived]:
    """The records of a noun that `where` (our own SQL over `r` and its alliance `a`) picks, with all their events."""
    sides = "a.principal, a.partner" if noun == "disagreement" else 'r."from", r."to"'
    kind = "r.kind" if noun == "disagreement" else "NULL"
    chosen = f"FROM {noun} r JOIN alliance a ON a.uid = r.alliance WHERE r.removed_at IS NULL AND ({where})"
    # The plus: for the sake of the order alone SQLite would go through the whole table, past every index.
    sql = f"SELECT r.uid, r.id, {sides}, r.{NOUNS[noun].title}, {kind} {chosen} ORDER BY +r.id"
    series = events(connection, noun, f'"{noun}" IN (SELECT r.uid {chosen})', values)
    return [
        Lived(noun, row[0], row[1], row[2], row[3] or "", row[4], tuple(series.get(uid, ())))
        for uid, *row in fetch(connection, sql, values)
    ]

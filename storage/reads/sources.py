"""Which sentences of texts are in the log already, with the records that rest on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from models.records.nouns import NOUNS
from storage.core.statements import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from models.records.pair import Pair
    from storage.log import Log


class SourceKey(NamedTuple):
    """What tells a sentence from another: its words, where they stand, in which file, or else on which day."""

    quote: str
    line: int | None
    where: str


def key_of(source: Mapping[str, Any]) -> SourceKey:
    """The key of a record's `source`."""
    return SourceKey(source["quote"], source.get("line"), source.get("file") or source.get("on") or "")


def sources(log: Log, pair: Pair) -> frozenset[SourceKey]:
    """The sentences that records of an alliance rest on; nothing undone or taken out."""
    nouns = [noun.name for noun in NOUNS.values() if any(field.name == "source" for field in noun.fields)]
    sql = " UNION ALL ".join(
        f"SELECT source FROM {noun} WHERE alliance = :alliance AND source IS NOT NULL AND removed_at IS NULL"
        for noun in nouns
    )
    return frozenset(key_of(json.loads(source)) for (source,) in fetch(log.connection, sql, {"alliance": pair.uid}))

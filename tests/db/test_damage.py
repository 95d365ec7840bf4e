"""Flipped bits: a damaged log is refused or its damage is found, and the file stays as it was."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.errors import LogUnusable
from storage.care import check
from storage.core.statements import fetch
from storage.interchange.exporting import records
from storage.interchange.importing import import_file
from storage.log import Log

FIRST = Path(__file__).parents[1] / "domain" / "data" / "first.visavis.jsonl"
HEADER = 100


def clock() -> datetime:
    return datetime(2026, 2, 10, 9, 0, tzinfo=UTC)


def content(log: Log) -> list[Any]:
    found = list(records(log))
    found[0].pop("exported_at")
    return found


def places(size: int) -> list[tuple[int, int]]:
    """Two bits of every byte of the header, and some anywhere, as (place, bit)."""
    random = Random(20260210)
    header = [(place, random.randrange(8)) for place in [*range(HEADER), *range(HEADER)]]
    return header + [(random.randrange(HEADER, size), random.randrange(8)) for _ in range(400)]


def test_a_flipped_bit_never_alters_content_unnoticed(tmp_path: Path) -> None:
    whole = tmp_path / "whole.visavis"
    import_file(whole, FIRST, clock)
    with Log(whole, clock) as log:
        before = content(log)
    data = whole.read_bytes()
    refused = flagged = 0
    for number, (place, bit) in enumerate(places(len(data))):
        path = tmp_path / f"{number}.visavis"
        flipped = bytearray(data)
        flipped[place] ^= 1 << bit
        path.write_bytes(flipped)
        try:
            with Log(path, clock) as log:
                if check.problems(log.connection):
                    flagged += 1
                else:
                    assert content(log) == before, f"bit {bit} of byte {place}"
        except (LogUnusable, sqlite3.DatabaseError):
            refused += 1  # by an error of SQLite where a page is met while reading; the entry tells it as one
        assert path.read_bytes() == flipped
        path.unlink()
    assert [file.name for file in tmp_path.iterdir()] == [whole.name]
    assert refused > 50
    assert flagged > 20


def test_what_another_window_writes_meanwhile_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two reads of the check another window adds a decision and a promise: it looks once more."""
    path = tmp_path / "log.visavis"
    import_file(path, FIRST, clock)
    asked: list[str] = []

    def meanwhile(connection: sqlite3.Connection, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        asked.append(sql)
        if "state" in sql and sql.endswith("FROM commitment") and len(asked) < 100:
            asked.extend([""] * 100)
            found = fetch(connection, sql, *values)
            with Log(path, clock) as other:
                pair = other.pairs()[0]
                with other.change("") as change:
                    change.add("decision", {"alliance": pair.uid, "text": "Meanwhile"})
                    sides = {"from": pair.me.uid, "to": pair.other.uid}
                    promised = {"act": "promise", "by": pair.me.uid, "on": "2026-02-10"}
                    change.add("commitment", {"alliance": pair.uid, "text": "Meanwhile", **sides}, [promised])
            return found
        return fetch(connection, sql, *values)

    monkeypatch.setattr(check, "fetch", meanwhile)
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        assert len(asked) > 100
        assert not log.connection.in_transaction

"""What is no damage is not told as one. That damage is found is proved in tests/proofs/test_06_damage.py."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.care import check
from storage.core.statements import fetch
from storage.interchange.importing import import_file
from storage.log import Log

FIRST = Path(__file__).parents[1] / "domain" / "data" / "first.visavis.jsonl"


def clock() -> datetime:
    return datetime(2026, 2, 10, 9, 0, tzinfo=UTC)


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

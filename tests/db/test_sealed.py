"""The journal is content too: what of it was altered outside is damage, and nothing brings it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.errors import LogUnusable
from storage.care import backup, check
from storage.care.check import RESTORE, Problem
from storage.core import sealed
from storage.core.statements import fetch
from storage.disk.beside import backups_of
from storage.disk.migrations import m0004
from storage.log import Log, start
from storage.reads.history import history
from storage.writes.taking_back import take_back_change

Step = Callable[[Log], object]

LINE, ROW = sealed.ALTERED_ENTRY["change"], sealed.ALTERED_ENTRY["changed_row"]


def clock() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log with three changes: two that stand, one that is undone."""
    path = tmp_path / "log.visavis"
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"))
    with Log(path, clock) as log:
        with log.change("Noted") as change:
            row = change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "Brand lift"})
        for text in ("Reach", "Recall"):
            with log.change(f"Edited to {text}") as change:
                change.edit("note", row, {"text": text})
        log.undo()
    return path


def alter(path: Path, statement: str) -> None:
    """Change the file as another program would."""
    connection = sqlite3.connect(path)
    assert connection.execute(statement).rowcount > 0
    connection.commit()
    connection.close()


def numbers(path: Path) -> list[int]:
    with Log(path, clock) as log:
        return [number for (number,) in fetch(log.connection, "SELECT id FROM change ORDER BY id")]


def test_the_hash_is_what_the_migration_gave_old_entries(path: Path) -> None:
    with Log(path, clock) as log:
        for table, columns in sealed.SEALED.items():
            assert m0004._SEALED[table] == columns
            listed = ", ".join(f'"{name}"' for name in columns)
            rows = fetch(log.connection, f"SELECT hash, {listed} FROM {table}")
            assert len(rows) == 3
            for digest, *stored in rows:
                values: dict[str, Any] = dict(zip(columns, stored, strict=True))
                assert digest == sealed.seal(table, values) == m0004._seal(table, values)


ALTERED = [
    ("UPDATE changed_row SET before = replace(before, 'Brand', 'Brawn') WHERE change = {second}", ROW, 1),
    ("UPDATE changed_row SET hash_after = zeroblob(16) WHERE change = {second}", ROW, 1),
    ('UPDATE changed_row SET "row" = 7 WHERE change = {second}', ROW, 1),
    ("UPDATE changed_row SET hash = NULL WHERE change = {second}", ROW, 1),
    ("UPDATE change SET hash = zeroblob(16) WHERE id = {second}", LINE, 1),
    ("UPDATE change SET title = 'Something else' WHERE id = {second}", LINE, 1),
    ("UPDATE change SET at = '2020-01-01T00:00:00+00:00' WHERE id = {second}", LINE, 1),
    ("UPDATE change SET undone = 1 WHERE id = {second}", LINE, 1),
    ("UPDATE changed_row SET before = CAST(x'ff00' AS TEXT) WHERE change = {second}", ROW, 1),
    ("UPDATE changed_row SET replaced = replace(replaced, 'Recall', 'Refuse') WHERE change = {third}", ROW, 2),
    ("UPDATE change SET undone = 0 WHERE id = {third}", LINE, 2),
]


@pytest.mark.parametrize(("statement", "what", "which"), ALTERED)
def test_an_altered_entry_is_told_and_nothing_follows_it(path: Path, statement: str, what: str, which: int) -> None:
    every = numbers(path)
    alter(path, statement.format(second=every[1], third=every[2]))
    found = [Problem(what, f"change {every[which]}", RESTORE)]
    before = path.read_bytes()
    with Log(path, clock) as log:
        assert check.problems(log.connection) == found
        alone: Step = partial(take_back_change, number=every[0])
        for step in (Log.undo, alone) if which == 1 else (Log.redo,):
            with pytest.raises(LogUnusable, match=rf"is damaged(: change {every[which]}: {what})?; .*visavis check"):
                step(log)
        with pytest.raises(LogUnusable, match="is not sound"):
            backup.make(log.connection, path, "by-hand")
    assert path.read_bytes() == before
    assert not backups_of(path).exists()


def test_a_history_can_be_read_whose_line_was_altered(path: Path) -> None:
    alter(path, "UPDATE change SET title = 'Something else'")
    with Log(path, clock) as log:
        assert {entry.title for entry in history(log)} == {"Something else"}
        assert len(check.problems(log.connection)) == 3


def test_what_a_purge_changes_in_the_journal_has_its_hash(path: Path) -> None:
    from storage.writes.purge import purge

    with Log(path, clock) as log:
        alliance = log.pairs()[0].uid
        with log.change("Two at once") as change:
            row = change.add("note", {"alliance": alliance, "kind": "learning", "text": "Gone"})
            change.add("note", {"alliance": alliance, "kind": "learning", "text": "Stays"})
        purge(log, "note", row)
        assert check.problems(log.connection) == []
        assert log.undo() == "(purged)"
        assert log.redo() == "(purged)"
        assert check.problems(log.connection) == []


# No write takes over what was altered: its hash would be made good


TAKEN_OVER = [
    "UPDATE note SET text = 'Brand rise'",
    "UPDATE note SET removed_at = '2026-03-02T09:00:00+00:00'",
]


@pytest.mark.parametrize("statement", TAKEN_OVER)
def test_an_altered_record_is_not_written_over(path: Path, statement: str) -> None:
    alter(path, statement)
    with Log(path, clock) as log:
        with pytest.raises(LogUnusable, match="is damaged: N1: its content was altered"), log.change("") as change:
            change.edit("note", 1, {"rank": 2})
        assert [problem.where for problem in check.problems(log.connection)] == ["N1"]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE commitment_event SET \"on\" = '2026-02-01' WHERE act = 'report'", "commitment event 2: its content"),
        ("UPDATE commitment_event SET recorded_at = '2026-99-99'", "commitment event 1: its content"),
        ("DELETE FROM commitment_event WHERE act = 'promise'", "C1: its events do not follow from each other"),
    ],
)
def test_a_life_that_was_altered_is_not_carried_on(path: Path, statement: str, why: str) -> None:
    with Log(path, clock) as log, log.change("Promised and reported") as change:
        pair = log.pairs()[0]
        sides = {"from": pair.me.uid, "to": pair.other.uid}
        acts = [{"act": act, "by": pair.me.uid, "on": "2026-03-01"} for act in ("promise", "report")]
        change.add("commitment", {"alliance": pair.uid, "text": "Persona list", **sides}, acts)
    alter(path, statement)
    with Log(path, clock) as log:
        other = log.pairs()[0].other.uid
        with pytest.raises(LogUnusable, match=rf"is damaged: {why}"), log.change("") as change:
            change.act("commitment", 1, {"act": "satisfied", "by": other, "on": "2026-03-02"})

"""Logs that released versions wrote: brought to this one they are whole, and a migration is all or nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from models.errors import Refused
from models.records.naming import short_id
from models.records.nouns import NOUNS
from models.records.rows import Meeting, Topic
from storage.care import check
from storage.core.records import select
from storage.disk import migrations
from storage.disk.beside import backups_of, journal_of
from storage.disk.migrations import steps
from storage.interchange.exporting import jsonl, records
from storage.log import Log
from storage.reads.raised import source_of
from tests.db.saving import DATA, clock

SAVED = sorted(DATA.glob("v*.visavis"))

SOURCES = {
    "Consent feed": "C1",
    "The deck, once more": "F1",
    "SSO for every agency": "G1",
    "Accounts with consent": "K1",
    "Writes on paper first": "N1",
    "A buyer of ten": "U1",
    "Ines Roth": None,  # removed
    "The offsite": None,
    "Who is our customer now?": None,
    "By file 0": "N2",
    "By file 1": "N2",
    "By file 2": None,  # not in the file
    "By file 3": None,
    "To be purged": None,
    "One dashboard": "G3",
}
"""What the topics of a saved log were made of, by their text. That of D1 is removed."""

MOVED_FROM: dict[str, list[list[str]]] = {
    "v1": [],
    "v2": [["2026-12-01"], ["2026-12-08", "2026-12-10"], [], []],
    "v3": [[], [], [], []],
    "v4": [[], [], [], []],
}
"""From which days the meetings of a saved log were moved away."""

FILLED = {"meeting", "changed_row"}
"""What a migration writes into: the days from which meetings were moved away, and the same in the journal."""

pytestmark = pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)


@pytest.fixture
def path(saved: Path, tmp_path: Path) -> Path:
    """A copy of a saved log."""
    return Path(shutil.copyfile(saved, tmp_path / "log.visavis"))


def rows(path: Path, tables: dict[str, str] | None = None) -> dict[str, list[Any]]:
    """The rows of every table, by its name; `tables` names the columns to look at. SQLite rolls back what was begun."""
    connection = sqlite3.connect(path)
    try:
        columns = tables or tables_of(connection)
        found = {name: connection.execute(f'SELECT {of} FROM "{name}" ORDER BY 1') for name, of in columns.items()}
        return {name: list(stored) for name, stored in found.items()}
    finally:
        connection.close()


def tables_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The columns of every table as SQL, by its name."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{name}")')) for name in names
    }


def version(path: Path) -> int:
    """The version that a log says it has."""
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def exported(log: Log) -> bytes:
    """What the log exports."""
    return b"".join(jsonl(records(log)))


def told(export: bytes) -> list[dict[str, Any]]:
    """The records of an export, without what no earlier version could tell."""
    found = [json.loads(line) for line in export.splitlines()]
    later = {"version", *(field.name for noun in NOUNS.values() for field in noun.fields if field.since > 1)}
    return [{name: value for name, value in record.items() if name not in later} for record in found]


def led(log: Log) -> dict[str, str | None]:
    """What each topic that was not removed was made of, by its text."""
    topics = select(log.connection, Topic, "topic", "WHERE removed_at IS NULL")
    found = {topic.text: source_of(log, topic) for topic in topics}
    return {text: source and short_id(source[0], source[1].id) for text, source in found.items()}


def test_every_version_before_this_one_has_its_log(saved: Path) -> None:
    needed = [f"v{number}" for number in range(1, migrations.VERSION)]
    make = "run python -m tests.db.saving on the commit before VERSION was raised"
    assert [path.stem for path in SAVED][: len(needed)] == needed, make
    assert version(saved) == int(saved.stem[1:])
    assert len(steps.STEPS) == migrations.VERSION


def test_a_saved_log_comes_over_whole(saved: Path, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        tables = tables_of(connection)
    connection.close()
    before = rows(path, tables)
    with Log(path, clock) as log:
        assert version(path) == migrations.VERSION
        assert check.problems(log.connection) == []
        assert told(exported(log)) == told(saved.with_name(f"{saved.name}.jsonl").read_bytes())
    after = rows(path, tables)
    assert {name for name in after if after[name] != before[name]} <= FILLED
    (kept,) = backups_of(path).iterdir()
    assert kept.name.endswith("-before-migration.visavis")
    assert rows(kept) == before


def test_its_topics_lead_back_to_what_they_were_made_of(path: Path) -> None:
    with Log(path, clock) as log:
        assert led(log) == {text: code for text, code in SOURCES.items() if text != "One dashboard"}
        log.redo()
        assert led(log) == SOURCES


def test_its_meetings_know_from_which_days_they_were_moved(saved: Path, path: Path) -> None:
    with Log(path, clock) as log:
        found = select(log.connection, Meeting, "meeting", "ORDER BY r.id")
        assert [[entry["on"] for entry in item.moved_from or ()] for item in found] == MOVED_FROM[saved.stem]


def test_what_was_done_before_is_undone_to_the_start_and_redone_to_the_end(path: Path) -> None:
    with Log(path, clock) as log:
        log.redo()
        log.redo()
        before, sources, steps = exported(log), led(log), 0
        while log.newest():
            log.undo()
            steps += 1
            assert check.problems(log.connection) == []
        assert len(list(records(log))) == 4  # the header, two people, their alliance
        with pytest.raises(Refused, match="nothing to undo"):
            log.undo()
        for _ in range(steps):
            log.redo()
            assert check.problems(log.connection) == []
        assert exported(log) == before
        assert led(log) == sources


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("a fault"), KeyboardInterrupt()], ids=repr)
def test_a_migration_that_fails_leaves_the_log_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    before = path.read_bytes()

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE topic SET raised_from = 'half'")
        raise fault

    monkeypatch.setattr(steps, "FILLS", {**steps.FILLS, version(path) + 1: fail})
    with pytest.raises(type(fault)):
        Log(path, clock)
    assert path.read_bytes() == before
    assert not journal_of(path).exists()

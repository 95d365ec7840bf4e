"""The numbers of records: none is given twice, and what another program does to them is found."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from models.errors import LogUnusable
from storage.care import backup, check
from storage.care.check import RENUMBERED, REPAIR, RESTORE, Problem
from storage.core.counting import LIMIT
from storage.core.recorded import GONE, UNCHANGED
from storage.disk import migrations
from storage.disk.beside import backups_of
from storage.log import Log
from storage.writes.repair import repair
from tests.db.leaving import clock, content_of, filled, listing

COUNT = "UPDATE sqlite_sequence SET "


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with five notes, the third of them edited; to be copied only."""
    path = filled(tmp_path_factory.mktemp("made") / "log.visavis", count=5)
    with Log(path, clock) as log, log.change("Edited") as change:
        change.edit("note", 3, {"text": "Edited"})
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made, tmp_path / "log.visavis"))


def alter(path: Path, statement: str) -> None:
    """Change the file as another program would."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    assert connection.execute(statement).rowcount > 0
    connection.close()


def note(path: Path) -> int:
    """Write one more note; gives its number."""
    with Log(path, clock) as log, log.change("Wrote") as change:
        return change.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": "More"})


@pytest.mark.parametrize(
    "statement",
    [
        f"{COUNT} seq = 2 WHERE name = 'note'",
        f"{COUNT} seq = 0 WHERE name = 'change'",
        f"{COUNT} seq = -1",
        f"{COUNT} seq = {LIMIT + 1} WHERE name = 'note'",
        f"{COUNT} seq = 'twelve' WHERE name = 'note'",
        f"{COUNT} seq = 5.5 WHERE name = 'note'",
        f"{COUNT} seq = NULL WHERE name = 'note'",
        f"{COUNT} name = 'mote' WHERE name = 'note'",
        f"{COUNT} name = CAST(x'ff' AS TEXT), seq = CAST(x'ff' AS TEXT) WHERE name = 'note'",
        "DELETE FROM sqlite_sequence",
        "INSERT INTO sqlite_sequence VALUES ('note', 3)",
        "INSERT INTO sqlite_sequence VALUES ('nothing', 3)",
    ],
)
def test_what_sqlite_counts_by_is_found_altered_and_mended(path: Path, statement: str) -> None:
    before = content_of(path)
    alter(path, statement)
    with Log(path, clock) as log:
        wrong = Problem("they do not go on from those that were given", "the numbers of records", REPAIR)
        assert check.problems(log.connection) == [wrong]
        assert repair(log) == []
    assert content_of(path) == before
    assert note(path) == 6


@pytest.mark.parametrize("seq", ["2", "0", "-7", "NULL"])
def test_no_record_is_written_over_where_it_counts_too_low(path: Path, seq: str) -> None:
    alter(path, f"{COUNT} seq = {seq}")
    assert note(path) == 6
    with Log(path, clock) as log:
        texts = [text for (text,) in log.connection.execute("SELECT text FROM note ORDER BY id")]
    assert [texts[2], texts[5]] == ["Edited", "More"]
    assert len(texts) == 6


@pytest.mark.parametrize("seq", ["'twelve'", str(2**62), "CAST(x'ff' AS TEXT)"])
def test_nothing_is_written_where_it_counts_by_no_number(path: Path, seq: str) -> None:
    alter(path, f"{COUNT} seq = {seq} WHERE name = 'note'")
    before = path.read_bytes()
    with pytest.raises(ValueError, match="no number left") as raised:
        note(path)
    with Log(path, clock) as log:
        assert "mend it with: visavis check --repair" in str(log.cause(raised.value))
    assert path.read_bytes() == before


def test_a_higher_number_leaves_some_out_and_is_no_fault(path: Path) -> None:
    alter(path, f"{COUNT} seq = 40 WHERE name = 'note'")
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
    assert note(path) == 41


LOST = [
    ("DELETE FROM note WHERE id = 2", GONE, "N2"),
    ("UPDATE note SET id = 9 WHERE id = 5", GONE, "N5"),
    ("UPDATE note SET id = -1 WHERE id = 3", GONE, "N3"),
    ("UPDATE person SET id = 9 WHERE id = 2", f"{RENUMBERED}: it was H2", "H9"),
]


@pytest.mark.parametrize(("statement", "what", "where"), LOST)
def test_a_record_that_is_gone_or_has_another_number_is_found_and_not_sealed(
    path: Path, statement: str, what: str, where: str
) -> None:
    with Log(path, clock) as log:
        backup.make(log.connection, path, "good")
    alter(path, statement)
    before = listing(path.parent)
    with Log(path, clock) as log:
        found = check.problems(log.connection)
        assert found[0] == Problem(what, where, RESTORE)
        assert {problem.repair for problem in found} == {RESTORE}
        assert repair(log) == found
    assert listing(path.parent) == before


def test_an_older_state_of_a_row_is_found(path: Path) -> None:
    with Log(path, clock) as log:
        then = log.connection.execute("SELECT * FROM note WHERE id = 3").fetchone()
        with log.change("Again") as change:
            change.edit("note", 3, {"text": "Edited again"})
        log.connection.execute(f"REPLACE INTO note VALUES ({', '.join('?' * len(then))})", then)
        assert check.problems(log.connection)[0] == Problem(UNCHANGED, "N3", RESTORE)
        with pytest.raises(LogUnusable, match="is not sound"):
            backup.make(log.connection, path, "by-hand")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_schema SET sql = replace(sql, 'learning', 'yearning') WHERE name = 'note'",
        "DELETE FROM sqlite_schema WHERE name = 'ix_note_supersedes'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'text VARCHAR', 'test VARCHAR') WHERE name = 'note'",
    ],
)
def test_tables_that_are_made_otherwise_are_damage_with_a_way_back(path: Path, statement: str) -> None:
    alter(path, statement)
    with Log(path, clock) as log:
        assert [problem.repair for problem in check.problems(log.connection)][:1] == [RESTORE]


@pytest.mark.parametrize("version", [1, 4])
def test_an_altered_version_is_not_migrated(path: Path, version: int) -> None:
    assert version < migrations.VERSION
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LogUnusable, match="is damaged: it is not made as a log of its version is"):
        Log(path, clock)
    assert path.read_bytes() == before
    assert not backups_of(path).exists()
    assert not backup.is_sound(path)

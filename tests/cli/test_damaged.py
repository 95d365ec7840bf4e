"""A log that holds what nobody wrote: every command ends with one line and what mends it, and reveals nothing."""

from __future__ import annotations

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.disk.beside import backups_of, drafts_of
from tests.cli.desk import Desk, Said
from tests.sampling import each

SECRET = "SENTINEL"

CELLS = {
    "a date that is none": "UPDATE commitment_event SET \"on\" = '2026-99-99'",
    "a moment that is none": "UPDATE meeting SET starts_at = 'SENTINEL'",
    "no JSON": "UPDATE disagreement SET heat = '{\"SENTINEL'",
    "JSON of another kind": "UPDATE disagreement SET heat = '7'",
    "bytes in the place of text": "UPDATE commitment SET text = x'53454e54494e454cff'",
    "text that is no UTF-8": "UPDATE commitment SET text = CAST(x'53454e54494e454cff' AS TEXT)",
    "an unknown state": "UPDATE commitment SET state = 'SENTINEL'",
    "an unknown kind": "UPDATE disagreement SET kind = 'SENTINEL'",
    "an act that is none": "UPDATE commitment_event SET act = 'SENTINEL'",
    "events out of order": "UPDATE commitment_event SET \"on\" = '1999-01-01' WHERE act <> 'promise'",
    "a life without its beginning": "DELETE FROM commitment_event WHERE id = 1",
    "a person who is not there": "UPDATE alliance SET partner = 'SENTINEL'",
    "whose log it is": "UPDATE setting SET name = CAST(x'53454e54494e454cff' AS TEXT) WHERE name = 'owner'",
    "a zone that is none": "UPDATE alliance SET timezone = 'Europe'",
    "a rhythm that is none": "UPDATE alliance SET cadence = 'SENTINEL'",
    "a number that is text": "UPDATE commitment SET closed_on = 'SENTINEL', due = 5",
    "a line of the history": "UPDATE change SET at = 'SENTINEL'",
    "a number that is another": "UPDATE commitment SET id = 77 WHERE id = 1",
    "a record that is gone": "DELETE FROM topic WHERE id = 1",
    "a table that is another": "ALTER TABLE note RENAME COLUMN text TO test",
    "numbers that go on from none": "UPDATE sqlite_sequence SET seq = 'SENTINEL'",
    "an index of another form": "UPDATE search_config SET v = 5",
    "what undo would bring back": "UPDATE changed_row SET before = '{SENTINEL', \"row\" = 'SENTINEL'",
}
"""Cells as another program, or a disk, would leave them."""

READS = """
today
overdue
alliance show
commitment list
commitment list --as-of 2026-02-01
commitment show C1
commitment stats
disagreement list
disagreement stats
meeting stats
feedback stats
pulse list
agenda
review
search list
status
remind
history
export {out}/all.jsonl
export {out}/shared.jsonl --scope shared
backup {out}/kept.visavis
"""

WRITES = """
undo
commitment edit C1 --why so
commitment report C2
disagreement edit D1 --topic SSO
alliance edit A1 --purpose more
capture "! Do it by friday"
meeting hold M1
"""


def alter(path: Path, statement: str) -> Path:
    """Change the file as another program would."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(statement).rowcount != 0  # to alter a table touches no row
        connection.commit()
    return path


def told(said: Said) -> None:
    """Hold that a command has done what it was asked, or told damage in one line with what mends it."""
    assert said.code in (0, 1, 4), said
    assert "Traceback" not in said.err
    assert SECRET not in said.err
    if said.code == 4:
        assert said.err.count("\n") == 1
        assert "damaged" in said.err or "does not hold together" in said.err
        assert "visavis check" in said.err or "visavis restore" in said.err


SOME = [
    "a date that is none",
    "JSON of another kind",
    "text that is no UTF-8",
    "an unknown state",
    "a life without its beginning",
    "whose log it is",
    "a zone that is none",
    "a number that is another",
    "an index of another form",
    "what undo would bring back",
]
"""What is no value, of another form, no text, no word of ours, lacking, not found, derived, and of the journal."""


@pytest.mark.parametrize("kind", each([*CELLS], SOME))
def test_every_command_on_an_altered_log(desk: Desk, tmp_path: Path, kind: str) -> None:
    desk.ok("commitment", "edit", "C1", "--why", "portal launch")
    before = desk.path.read_bytes()
    alter(desk.path, CELLS[kind])
    altered = desk.path.read_bytes()
    check = desk.run("check")
    assert check.code in (1, 4), check
    told(check)
    assert SECRET not in check.out
    out = tmp_path / "out"
    out.mkdir()
    codes = []
    for words in READS.format(out=out).split("\n")[1:-1]:
        said = desk.run(*words.split())
        told(said)
        codes.append(said.code)
        assert desk.path.read_bytes() == altered, words
    for words in WRITES.strip().split("\n"):
        desk.path.write_bytes(altered)
        said = desk.run(*shlex.split(words))
        told(said)
        codes.append(said.code)
        if said.code == 4:
            assert desk.path.read_bytes() == altered, words
        elif said.code == 0:
            assert desk.run("check").code == 1, words  # what was altered is not made good by it
    assert 4 in codes, "no command met it"
    assert before != altered


def test_what_goes_out_is_verified(desk: Desk, tmp_path: Path) -> None:
    alter(desk.path, "UPDATE commitment SET text = 'SENTINEL' WHERE id = 2")
    for words in ("export {}/out.jsonl", "export {}/out.jsonl --scope shared", "backup {}/out.visavis", "backup"):
        assert "C2" in desk.refused(*words.format(tmp_path).split(), code=4)
        assert not list(tmp_path.glob("out*"))
    assert not backups_of(desk.path).exists()


def test_a_damaged_log_names_the_backup_that_brings_it_back(desk: Desk) -> None:
    desk.ok("backup")
    (kept,) = backups_of(desk.path).iterdir()
    alter(desk.path, "UPDATE alliance SET timezone = 'SENTINEL'")
    assert f"visavis restore {kept}" in desk.refused("today", code=4)
    desk.ok("restore", str(kept))
    desk.ok("today")


@pytest.mark.parametrize("at", [0, 18, 19, 20, 21, 28, 44, 47, 56, 59, 60, 68, 100, 101, 103, 105])
def test_a_header_that_is_broken(desk: Desk, at: int) -> None:
    desk.ok("backup")
    data = bytearray(desk.path.read_bytes())
    data[at] ^= 0xC8
    desk.path.write_bytes(data)
    for words in ("today", "check", "undo", "commitment list", "note add Heard --kind learning"):
        desk.path.write_bytes(data)
        said = desk.run(*words.split())
        assert said.code in (0, 4) or (words, said.code) == ("check", 1), said
        assert "Traceback" not in said.err
        if said.code == 4:
            assert "visavis restore" in said.fault or "visavis check" in said.fault or "permissions" in said.fault


def test_a_fault_of_ours_on_a_whole_log_is_told_as_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.cli import overdue

    def broken(_: object) -> int:
        raise KeyError(SECRET)

    monkeypatch.setattr(overdue, "run", broken)
    said = desk.run("overdue")
    assert said.code == 70
    assert "KeyError" in said.fault
    assert SECRET not in said.err


def test_an_act_that_is_not_allowed_is_no_damage(desk: Desk) -> None:
    assert "not allowed" in desk.refused("commitment", "satisfied", "C1")


# Who may read it, and where nothing goes


def test_a_log_that_others_could_read_is_told_once(desk: Desk) -> None:
    desk.path.chmod(0o644)
    said = desk.run("status")
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert "could read the log" in said.err
    assert desk.path.stat().st_mode & 0o077 == 0
    assert desk.run("status").err == ""


@pytest.mark.parametrize("words", ["export {}", "export {} --force", "agenda -o {}", "review -o {}"])
def test_nothing_goes_out_into_the_folders_of_the_log(desk: Desk, words: str) -> None:
    desk.ok("backup")
    drafts_of(desk.path).mkdir(mode=0o700)
    for folder in (backups_of(desk.path), drafts_of(desk.path)):
        before = list(folder.iterdir())
        assert "a folder that the log keeps" in desk.refused(*words.format(folder / "out.md").split())
        assert list(folder.iterdir()) == before
    link = desk.path.with_name("link")
    link.symlink_to(backups_of(desk.path))
    assert "a folder that the log keeps" in desk.refused(*words.format(link / "out.md").split())

"""Backups that keep themselves by command: made beside, listed, offered; and purge, which says who holds what."""

from __future__ import annotations

import shlex
import time
from pathlib import Path

import pytest

from storage.disk.beside import backups_of
from tests.cli.desk import Desk

ADD = ("topic", "add", "The offsite")
ANSWERS = {"": 2, "9": 2, "one": 2, "1": 0}


def kept(desk: Desk) -> list[Path]:
    """The backups that are there, once a process that makes one is done."""
    folder = backups_of(desk.path)
    for _ in range(6000):
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        if found and not any(file.name.startswith(".") for file in found):
            return found
        time.sleep(0.01)
    raise AssertionError("no backup was made")


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Somebody sits there, who types that."""
    answers = iter(typed)
    for module in ("backups", "purging"):
        monkeypatch.setattr(f"tui.cli.{module}.on_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: f"{next(answers)}\n", raising=False)


def test_who_never_heard_of_backups_gets_the_log_back(desk: Desk) -> None:
    said = desk.visavis(*ADD)
    assert (said.code, said.err) == (0, "")
    (backup,) = kept(desk)
    assert "automatic" in backup.name
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backups_of(desk.path).stat().st_mode & 0o777 == 0o700
    desk.visavis(*ADD)
    assert kept(desk) == [backup]
    desk.path.unlink()
    told = desk.refused("today", code=4)
    desk.ok(*shlex.split(told.partition("visavis ")[2].partition(" (")[0]))
    assert "The offsite" in desk.ok("topic", "list")


def test_a_folder_that_takes_no_backup_fails_nothing(desk: Desk) -> None:
    backups_of(desk.path).write_text("mine")
    said = desk.visavis(*ADD)
    assert (said.code, said.out) == (0, "T3  The offsite: added\n")
    assert said.err.startswith("visavis: no backup was made: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("words", [["topic", "list"], ["topic", "drop", "T9"], ["commitment", "edit", "C1"]])
def test_what_changes_nothing_makes_none(desk: Desk, words: list[str]) -> None:
    desk.visavis(*words)
    assert not backups_of(desk.path).exists()


def test_the_list_says_what_each_holds_and_whether_it_is_sound(desk: Desk) -> None:
    assert "There is no backup of" in desk.ok("backup", "list")
    desk.lines("backup")
    desk.lines("topic drop T1")
    desk.lines("backup")
    second = max(backups_of(desk.path).iterdir(), key=lambda file: file.stat().st_mtime_ns)
    desk.lines("topic drop T2")
    first, *_ = desk.json("backup", "list")
    assert first["file"] == str(second)
    assert (first["lacks"], first["more"], first["why"], first["verified"]) == (1, 0, "by hand", True)
    assert first["bytes"] == second.stat().st_size
    second.write_bytes(second.read_bytes()[:5000])
    listed = desk.ok("backup", "list")
    assert "lacks 2 changes" in listed
    assert [line.split()[0] for line in listed.splitlines()[1:3]] == ["yes", "NO"]
    assert "goes with" in desk.refused("backup", "--json", code=2)


def test_restore_alone_lists_them_and_names_the_newest(desk: Desk) -> None:
    assert "there is no sound backup" in desk.refused("restore", code=2)
    desk.lines("backup\ntopic drop T1")
    (backup,) = backups_of(desk.path).iterdir()
    said = desk.run("restore")
    assert (said.code, "lacks 1 change" in said.out) == (2, True)
    assert said.err.strip().endswith(f"visavis restore {backup}")


@pytest.mark.parametrize("typed", ANSWERS)
def test_restore_alone_asks_at_a_terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    desk.lines("backup\ntopic drop T1")
    on_a_terminal(monkeypatch, typed)
    assert desk.run("restore").code == ANSWERS[typed]
    dropped = "dropped" in desk.ok("topic", "list")
    assert dropped == (ANSWERS[typed] != 0)


def test_a_check_names_the_backup_that_mends(desk: Desk) -> None:
    import sqlite3

    desk.lines("backup")
    (backup,) = backups_of(desk.path).iterdir()
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE topic SET text = 'altered' WHERE id = 1")
    connection.commit()
    connection.close()
    assert f"visavis restore {backup}" in desk.run("check").out


# Today


def test_today_says_when_nothing_of_a_week_is_in_a_backup(desk: Desk) -> None:
    assert "NO BACKUP" not in desk.ok("today", on="2026-02-16")
    assert "NO BACKUP  holds what was changed since Tue 10 February" in desk.ok("today", on="2026-02-18")
    desk.ok("backup", on="2026-02-10")
    assert "NO BACKUP" not in desk.ok("today", on="2026-02-18")
    desk.ok("topic", "drop", "T1", on="2026-02-11")
    assert "since Wed 11 February" in desk.ok("today", on="2026-02-20")
    assert "NO BACKUP" not in desk.ok("today", "--as-of", "2026-02-20", on="2026-02-20")
    (backup,) = backups_of(desk.path).iterdir()
    backup.write_bytes(b"SQLite format 3\0")
    assert "since Tue 10 February" in desk.ok("today", on="2026-02-20")


# Purge


@pytest.mark.parametrize(("typed", "left"), [("y", 1), ("", 1), ("no", 1)])
def test_purge_asks_at_a_terminal_and_makes_a_new_one_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str, left: int
) -> None:
    desk.lines("backup")
    (before,) = backups_of(desk.path).iterdir()
    on_a_terminal(monkeypatch, typed)
    said = desk.run("topic", "purge", "T1")
    assert said.code == 0
    assert "keeps no list of what was exported" in said.err
    found = list(backups_of(desk.path).iterdir())
    assert len(found) == left
    assert (before in found) == (typed != "y")
    assert ("after-purge" in found[0].name) == (typed == "y")


def test_copies_of_what_was_purged_before_go_when_that_is_said_later(desk: Desk) -> None:
    desk.lines("backup\ntopic purge T1")
    assert "is no topic here" in desk.refused("topic", "purge", "T1")
    said = desk.run("topic", "purge", "T1", "--backups")
    assert (said.code, said.out) == (0, "T1: purged, for good\n")
    (made,) = backups_of(desk.path).iterdir()
    assert "after-purge" in made.name
    assert "is no topic here" in desk.refused("topic", "purge", "T1", "--backups")

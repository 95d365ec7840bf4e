"""Where there is no log and there was one: the first thing said is how it comes back."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from storage.care import backup
from storage.care.earlier import earlier
from storage.disk.beside import backups_of, journal_of
from storage.log import Log
from tests.cli.desk import Desk, clock_of
from tui.__main__ import main

COMMANDS = [
    ["today"],
    ["overdue"],
    ["status"],
    ["check"],
    ["undo"],
    ["backup"],
    ["history"],
    ["export", "all.jsonl"],
    ["search", "x"],
    ["commitment", "list"],
    ["commitment", "add", "Persona list"],
    [],
]


def kept(desk: Desk) -> Path:
    """A backup of the log."""
    with Log(desk.path, clock_of(desk.day)) as log:
        return backup.make(log.connection, desk.path, "by-hand")


@pytest.mark.parametrize("words", COMMANDS, ids=[" ".join(words) or "alone" for words in COMMANDS])
def test_every_command_names_the_backup_and_the_way_back(desk: Desk, words: list[str]) -> None:
    found = kept(desk)
    desk.path.unlink()
    told = desk.refused(*words, code=4)
    assert told.startswith(f"there is no log at {desk.path}; a backup comes back with: visavis restore {found} (")
    assert "start a new one with: visavis init" in told
    desk.ok(*shlex.split(told.partition("visavis ")[2].partition(" (")[0]))
    assert desk.json("check")["ok"]


def test_a_log_that_was_put_aside_is_named_where_it_is_the_newest(desk: Desk) -> None:
    first = kept(desk)
    aside = backup.restore(desk.path, first)
    desk.path.unlink()
    assert f"a log that was put aside comes back with: visavis restore {aside} (" in desk.refused("today", code=4)
    desk.ok("restore", str(aside))
    later = kept(desk)
    desk.path.unlink()
    # The name says when: a clock that stands at a backup of tomorrow is not needed for that.
    newest = later.rename(later.with_name("2199-01-01T000000-by-hand.visavis"))
    assert f"a backup comes back with: visavis restore {newest} (" in desk.refused("today", code=4)


def test_what_is_no_log_is_not_offered(desk: Desk) -> None:
    found = kept(desk)
    (backups_of(desk.path) / "2199-01-01T000000-by-hand.visavis").write_text("<html>")
    aside = desk.path.with_name(f"{desk.path.name}.replaced-2199-01-01T000000.000000")
    journal_of(aside).write_bytes(b"left over")
    aside.with_name(f"{desk.path.name}.replaced-2199-01-02T000000.000000").symlink_to(found)
    desk.path.unlink()
    assert earlier(desk.path) == found
    found.unlink()
    assert earlier(desk.path) is None
    assert desk.refused("today", code=4) == f"there is no log at {desk.path}; start one with: visavis init"


def test_the_command_can_be_typed_as_it_stands(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "it's mine"
    folder.mkdir()
    moved = Desk(desk.path.rename(folder / "log.visavis"), capsys)
    found = kept(moved)
    moved.path.unlink()
    told = moved.refused("today", code=4)
    assert shlex.split(told.partition("visavis ")[2].partition(" (")[0]) == ["restore", str(found)]


def test_a_new_log_is_begun_all_the_same_and_that_is_said(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.jsonl"
    desk.ok("export", str(file))
    found = kept(desk)
    for words in (["init", "--me", "Ada", "--partner", "Bea"], ["import", str(file)]):
        desk.path.unlink()
        said = desk.run(*words)
        assert said.code == 0
        assert said.err == (
            f"visavis: there was a log at {desk.path} before: a backup comes back with: visavis restore {found}, "
            "and the one made now is put aside then\n"
        )
    desk.path.unlink()
    assert main(["--log", str(tmp_path / "none"), "demo", "--write", str(desk.path)], clock=clock_of(desk.day)) == 0
    assert f"visavis restore {found}" in capsys.readouterr().err
    made = desk.exported()
    aside = desk.ok("restore", str(found)).rpartition(" ")[2].strip()
    desk.ok("restore", aside)
    assert desk.exported() == made


def test_what_a_log_that_is_gone_had_left_is_told_by_its_names(desk: Desk) -> None:
    found = kept(desk)
    desk.path.unlink()
    journal_of(desk.path).write_bytes(b"left over")
    (name,) = desk.ok("restore", str(found)).rpartition("is kept as ")[2].split()
    assert Path(name).read_bytes() == b"left over"

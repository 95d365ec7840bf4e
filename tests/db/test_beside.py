"""A new log never meets what another one left beside its name: that is put aside, and told."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.errors import LogUnusable, Refused
from storage.care import backup
from storage.care.check import problems
from storage.disk import beside
from storage.disk import connection as opening
from storage.disk.beside import journal_of
from storage.interchange.exporting import jsonl, records
from storage.interchange.importing import import_file
from storage.log import Log, start
from storage.sample.building import make
from tests.cli.desk import Desk
from tests.db.leaving import clock, content_of, filled, kill_a_writer, kill_a_writer_ahead, listing
from tests.sampling import each
from tui.forms.welcome import begin

TWO = {"name": "Ada", "role": "", "other": "Bea", "other_role": "", "cadence": "", "timezone": "", "whose": "own"}


def _leave_journal(path: Path) -> dict[str, bytes]:
    return {"-journal": kill_a_writer(path)}


def _leave_wal(path: Path) -> dict[str, bytes]:
    kill_a_writer_ahead(path)
    return {end: path.with_name(path.name + end).read_bytes() for end in ("-wal", "-shm")}


def _leave_all(path: Path) -> dict[str, bytes]:
    found = _leave_journal(path)
    for end in ("-wal", "-shm", "-mj0A1B2C9FF"):
        path.with_name(path.name + end).write_bytes(end.encode())
        found[end] = end.encode()
    return found


def _leave_nothing_in_it(path: Path) -> dict[str, bytes]:
    journal_of(path).touch()
    return {"-journal": b""}


LEAVE = [_leave_journal, _leave_wal, _leave_all, _leave_nothing_in_it]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a log was, in a folder of its own."""
    folder = tmp_path / "logs"
    folder.mkdir()
    return folder / "log.visavis"


def left_at(path: Path, leave: Callable[[Path], dict[str, bytes]] = _leave_journal) -> dict[str, bytes]:
    """Fill a log, kill its writer and remove it; gives what is left beside its name, by how the names end."""
    filled(path, "Earlier")
    found = leave(path)
    path.unlink()
    return found


def put_aside(path: Path, left: dict[str, bytes]) -> list[str]:
    """The names under which what was left was put aside, byte for byte, nothing of it being lost."""
    found = {file.name: file.read_bytes() for file in beside.set_aside(path)}
    long = len(f"{path.name}.replaced-2026-03-02T090000.123456")
    assert len({name[:long] for name in found}) == 1
    assert {name[long:]: data for name, data in found.items()} == left
    assert beside.unsettled(path) == []
    return list(found)


def test_unlooked_at_they_do_destroy_it(path: Path, tmp_path: Path) -> None:
    """What the tests below are against."""
    left_at(path)
    shutil.copy(filled(tmp_path / "new.visavis", "New", 40), path)
    with pytest.raises((LogUnusable, sqlite3.Error, AssertionError)):
        content_of(path)


# Every way by which a log begins


def _init(desk: Desk, _tmp: Path) -> None:
    desk.ok("init", "--me", "Ada", "--partner", "Bea")


def _demo(desk: Desk, _tmp: Path) -> None:
    said = Desk(desk.path.with_name("other"), desk.captured).run("demo", "--write", str(desk.path))
    assert said.code == 0
    assert "put aside as" in said.err


def _import(desk: Desk, tmp: Path) -> None:
    source = filled(tmp / "source.visavis", "Brought")
    with Log(source, clock) as log:
        (tmp / "all.jsonl").write_bytes(b"".join(jsonl(records(log))))
    desk.ok("import", str(tmp / "all.jsonl"))


def _restore(desk: Desk, tmp: Path) -> None:
    desk.ok("restore", str(filled(tmp / "source.visavis", "Restored")))


def _backup(desk: Desk, tmp: Path) -> None:
    Desk(filled(tmp / "source.visavis", "Kept"), desk.captured).ok("backup", str(desk.path))


BEGUN = [_init, _demo, _import, _restore, _backup]
PAIRS = [(leave, begun) for begun in BEGUN for leave in LEAVE]
SOME = [(LEAVE[at % len(LEAVE)], begun) for at, begun in enumerate(BEGUN)]


@pytest.mark.parametrize(("leave", "begun"), each(PAIRS, SOME))
def test_a_command_that_begins_a_log_puts_them_aside_and_says_so(
    path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    begun: Callable[[Desk, Path], None],
    leave: Callable[[Path], dict[str, bytes]],
) -> None:
    left = left_at(path, leave)
    told: list[str] = []
    desk = Desk(path, capsys)
    original = Desk.run

    def run(self: Desk, *words: str, on: str | None = None) -> object:
        found = original(self, *words, on=on)
        told.append(found.out + found.err)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "run", run)
        begun(desk, tmp_path)
    for name in put_aside(path, left):
        assert name in told[-1]
    assert desk.json("check") == {"ok": True, "problems": []}
    content_of(path)


@pytest.mark.parametrize("leave", LEAVE)
def test_the_functions_that_begin_a_log_give_where(path: Path, leave: Callable[[Path], dict[str, bytes]]) -> None:
    begins: list[Callable[[], list[Path]]] = [
        lambda: start(path, clock, ("Ada", ""), ("Bea", "")),
        lambda: make(path, clock, today=clock().date()),
    ]
    for begun in begins:
        left = left_at(path, leave)
        given = begun()
        assert sorted(file.name for file in given) == put_aside(path, left)
        content_of(path)
        for file in path.parent.iterdir():
            file.unlink()


def test_the_welcome_says_it(path: Path) -> None:
    left = left_at(path)
    done = begin(path, clock, None, TWO, {})
    (name,) = put_aside(path, left)
    assert name in done.says
    content_of(path)
    path.unlink()
    assert begin(path, clock, None, TWO, {}).says == ""


def test_a_dry_run_moves_nothing(path: Path, tmp_path: Path) -> None:
    left_at(path)
    with Log(filled(tmp_path / "source.visavis"), clock) as log:
        (tmp_path / "all.jsonl").write_bytes(b"".join(jsonl(records(log))))
    before = listing(path.parent)
    assert import_file(path, tmp_path / "all.jsonl", clock, dry_run=True).aside == []
    assert listing(path.parent) == before


def test_what_was_left_comes_back_with_its_log(path: Path, tmp_path: Path) -> None:
    filled(path)
    before = content_of(path)
    kill_a_writer(path)
    path.rename(tmp_path / "moved")
    (kept,) = start(path, clock, ("Ada", ""), ("Bea", ""))
    (tmp_path / "moved").rename(kept.with_name(kept.name.removesuffix("-journal")))
    assert content_of(kept.with_name(kept.name.removesuffix("-journal")))[1:] == before[1:]


# Of a log that lives nothing is taken


def test_a_log_that_is_there_keeps_its_journal(path: Path) -> None:
    filled(path)
    kill_a_writer(path)
    before = listing(path.parent)
    with pytest.raises(Refused, match="is there already"):
        start(path, clock, ("Ada", ""), ("Bea", ""))
    with Log(filled(path.with_name("source")), clock) as log, pytest.raises(Refused, match="is there already"):
        backup.write_to(log.connection, path)
    path.with_name("source").unlink()
    assert listing(path.parent) == before


def test_a_log_that_came_meanwhile_keeps_its_journal(path: Path) -> None:
    journal: list[bytes] = []

    def come() -> None:
        filled(path)
        journal.append(kill_a_writer(path))

    with pytest.raises(Refused, match="is there already"), opening.creating(path):
        come()
    assert [journal_of(path).read_bytes()] == journal
    content_of(path)


def test_two_do_not_look_at_one_name_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left_at(path)
    before = listing(path.parent)
    monkeypatch.setattr(beside, "_PATIENCE", 0)
    handle = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(LogUnusable, match="another program is putting a log into"):
        start(path, clock, ("Ada", ""), ("Bea", ""))
    assert listing(path.parent) == before
    os.close(handle)
    assert start(path, clock, ("Ada", ""), ("Bea", ""))


def test_a_folder_without_locks_takes_a_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    left_at(path)
    assert start(path, clock, ("Ada", ""), ("Bea", ""))
    content_of(path)


@pytest.fixture
def no_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder that takes no second name for a file."""

    def fails(_from: object, _to: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", fails)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("no_place")
def test_where_no_log_can_appear_nothing_is_moved(path: Path) -> None:
    journal_of(path).write_bytes(b"left over")
    with pytest.raises(LogUnusable, match="no log can be made"):
        start(path, clock, ("Ada", ""), ("Bea", ""))
    assert listing(path.parent) == {journal_of(path).name: b"left over"}


def test_no_file_is_written_where_sqlite_keeps_its_own(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(filled(path), capsys)
    for name in beside.own_files(path):
        for words in (("export", str(name), "--force"), ("backup", str(name)), ("agenda", "-o", str(name), "--force")):
            assert desk.run(*words).code in (2, 3)
    assert list(listing(path.parent)) == [path.name]
    with Log(path, clock) as log:
        assert problems(log.connection) == []


def test_what_was_begun_is_known(path: Path) -> None:
    filled(path)
    names = [beside.draft_of(path), beside.draft_of(path, "restored"), journal_of(beside.draft_of(path))]
    for name in names:
        name.touch()
    path.with_name(f".{path.name}.newer").touch()
    path.with_name(".other.new-0a").touch()
    assert sorted(beside.begun(path)) == sorted(names)
    assert sorted(names) == backup.copies(path)

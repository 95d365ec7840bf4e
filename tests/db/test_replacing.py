"""A restore that is killed at any of its steps leaves a whole log: the old one or the new one, and never none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import LogUnusable
from models.records.event import Values
from storage.care import backup
from storage.disk import beside
from storage.disk.beside import journal_of
from storage.log import Log
from tests.db.leaving import clock, content_of, filled, kill_a_writer, kill_a_writer_ahead, listing
from tests.sampling import each

_RESTORER = """
import os, shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from storage.care import backup
from storage.care.check import damaged_rows  # what a restore loads, loaded before it is counted

template, folder, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
STEPS = ("replace", "rename", "link", "unlink", "remove", "open", "fsync")

def run(here, last):
    count = 0

    def counted(name):
        real = getattr(os, name)
        def step(*words, **more):
            nonlocal count
            count += 1
            if count == last:
                os._exit(7)
            if name == "link" and how == "no links":
                raise PermissionError(1, "Operation not permitted")
            return real(*words, **more)
        return step

    for name in STEPS:
        setattr(os, name, counted(name))
    backup.restore(here / "log.visavis", here / "kept.visavis")
    os._exit(0)

last = code = 0
while last == 0 or code == 7:
    last += 1
    here = folder / f"before-{last:03}"
    shutil.copytree(template, here)
    child = os.fork()
    if child == 0:
        run(here, last)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(code)
"""


def _nothing(_path: Path) -> None:
    """Leave nothing beside the log."""


def _killed(path: Path) -> None:
    kill_a_writer(path)


def _ahead(path: Path) -> None:
    kill_a_writer_ahead(path)


def _empty(path: Path) -> None:
    journal_of(path).touch()


def _garbage(path: Path) -> None:
    journal_of(path).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"left over" * 500)


def _super(path: Path) -> None:
    kill_a_writer(path)
    path.with_name(f"{path.name}-mj0A1B2C9FF").write_bytes(b"of some other change")


LEAVE = [_nothing, _killed, _ahead, _empty, _garbage, _super]


def told(path: Path) -> list[Values]:
    """What the log holds, but for the moment of asking."""
    return content_of(path)[1:]


def prepared(folder: Path, leave: Callable[[Path], None]) -> Path:
    """A log with something left beside it, and a backup of another state of it."""
    path = filled(folder / "log.visavis", count=24)
    with Log(path, clock) as log:
        backup.write_to(log.connection, folder / "kept.visavis")
        with log.change("Since then") as change:
            change.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": "Since then"})
    leave(path)
    return path


SAMPLED = [(_killed, "links"), (_killed, "no links")]
KINDS = [*((leave, "links") for leave in LEAVE), (_nothing, "no links"), (_killed, "no links")]


@pytest.mark.parametrize(("leave", "how"), each(KINDS, SAMPLED))
def test_killed_at_any_step_it_leaves_the_old_log_or_the_new_one(
    tmp_path: Path, leave: Callable[[Path], None], how: str
) -> None:
    template, runs, reference = (tmp_path / name for name in ("template", "runs", "reference"))
    for folder in (template, runs):
        folder.mkdir()
    path = prepared(template, leave)
    left = listing(template)
    shutil.copytree(template, reference)
    old, new = told(reference / path.name), told(reference / "kept.visavis")
    assert old != new
    subprocess.run([sys.executable, "-c", _RESTORER, str(template), str(runs), how], check=True, cwd=Path.cwd())
    seen = [_is_one_of_the_two(here, left, old, new) for here in sorted(runs.iterdir())]
    assert set(seen) == {"old", "new"}
    print(f"{len(seen)} kills: {seen.count('old')} times the old log, {seen.count('new')} times the new one")


def _is_one_of_the_two(here: Path, left: dict[str, bytes], old: list[Values], new: list[Values]) -> str:
    """Which of the two a killed restore has left; whatever else it left is known, and the old one is not lost."""
    path = here / "log.visavis"
    assert path.is_file()
    stray = {file for file in here.iterdir() if file.name not in ("log.visavis", "kept.visavis")}
    assert stray - set(beside.unsettled(path)) <= set(backup.copies(path))
    aside = [file for file in beside.set_aside(path) if not beside.is_sidecar(file.name)]
    held = told(path)
    if held == new:
        (kept,) = aside
        assert beside.unsettled(path) == []
        assert {file.name.replace(kept.name, path.name): data for file, data in _with(kept).items()} == {
            name: data for name, data in left.items() if name != "kept.visavis"
        }
        assert told(kept) == old
        return "new"
    assert held == old
    for kept in aside:
        assert told(kept) == old
    assert told(path) == old
    backup.restore(path, here / "kept.visavis")
    assert told(path) == new
    return "old"


def _with(path: Path) -> dict[Path, bytes]:
    """A log and what lies beside it, with their content."""
    return {file: file.read_bytes() for file in (path, *beside.unsettled(path))}


@pytest.mark.parametrize("leave", LEAVE)
def test_what_was_put_aside_can_be_restored(tmp_path: Path, leave: Callable[[Path], None]) -> None:
    path = prepared(tmp_path, leave)
    left = listing(tmp_path)
    aside = backup.restore(path, tmp_path / "kept.visavis")
    assert aside is not None
    assert beside.unsettled(path) == []
    assert {file.name.removeprefix(aside.name): data for file, data in _with(aside).items()} == {
        name.removeprefix(path.name): data for name, data in left.items() if name != "kept.visavis"
    }
    assert backup.restore(path, aside) is not None
    assert "Since then" in str(told(path))
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


def test_a_foreign_journal_beside_the_log_does_not_reach_either(tmp_path: Path) -> None:
    path = prepared(tmp_path, _nothing)
    before = told(path)
    foreign = kill_a_writer(filled(tmp_path / "other.visavis", "Other", 20))
    journal_of(path).write_bytes(foreign)
    data = path.read_bytes()
    aside = backup.restore(path, tmp_path / "kept.visavis")
    assert aside is not None
    assert (aside.read_bytes(), journal_of(aside).read_bytes()) == (data, foreign)
    assert told(path) == told(tmp_path / "kept.visavis")
    journal_of(aside).unlink()
    assert told(aside) == before


def test_a_change_to_several_databases_is_settled_first(tmp_path: Path) -> None:
    path = prepared(tmp_path, _killed)
    name = path.with_name(f"{path.name}-mj0A1B2C9FF")
    spelt = os.fsencode(name.absolute())
    record = b"\x00\x10\x00\x01" + spelt + len(spelt).to_bytes(4) + sum(spelt).to_bytes(4)
    name.write_bytes(os.fsencode(journal_of(path)) + b"\x00")
    with journal_of(path).open("ab") as journal:
        journal.write(record + bytes.fromhex("d9d505f920a163d7"))
    before = listing(tmp_path)
    with pytest.raises(LogUnusable, match=r"change to several databases.*visavis check"):
        backup.restore(path, tmp_path / "kept.visavis")
    assert listing(tmp_path) == before
    assert told(path)
    assert backup.restore(path, tmp_path / "kept.visavis") is not None


def test_what_is_no_file_beside_the_log_is_told(tmp_path: Path) -> None:
    path = prepared(tmp_path, _nothing)
    journal_of(path).mkdir()
    before = path.read_bytes()
    with pytest.raises(LogUnusable, match="is not a plain file; take it away"):
        backup.restore(path, tmp_path / "kept.visavis")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("leave", "step"),
    [(_nothing, "link"), (_nothing, "replace"), (_killed, "pread"), (_killed, "rename"), (_killed, "replace")],
)
def test_a_step_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: Callable[[Path], None], step: str
) -> None:
    path = prepared(tmp_path, leave)
    before = listing(tmp_path)

    def fails(*_words: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fails)
        with pytest.raises(LogUnusable, match="No space left"):
            backup.restore(path, tmp_path / "kept.visavis")
    assert before.items() <= listing(tmp_path).items()
    assert "Since then" in str(told(path))

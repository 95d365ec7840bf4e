"""Drafts: what is typed is draft kept, whatever becomes of the process or the disk, and is nobody else's to read."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refused
from storage import drafts
from storage.care import backup
from storage.disk import own_folder
from storage.drafts import LONGEST, Drafts
from storage.interchange.exporting import jsonl, records
from storage.log import Log
from storage.reads.search import search
from storage.writes.purge import purge
from tests.properties import examples
from tests.ui.logs import people, write

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY = "edit C31"


class Ticking:
    """A clock that goes on by a second whenever it is asked."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a log would lie, in a folder of its own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder / "log.visavis"


@contextmanager
def beside_nothing() -> Iterator[Path]:
    """Where a log would lie, in a folder that is empty for each example of a property."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder, "log.visavis")


@pytest.fixture
def desk(path: Path) -> Drafts:
    return Drafts(path, Ticking())


def beside(path: Path) -> Path:
    return path.with_name("log.visavis.drafts")


def files(folder: Path) -> list[Path]:
    """Every plain file in and below a folder."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


def as_if_dead(path: Path, pid: int = 4_200_000) -> None:
    """Make the one draft of this process one that another, long gone, has left."""
    (own,) = (file for file in files(path.parent) if f"-{os.getpid()}.json" in file.name)
    content = json.loads(own.read_text(encoding="utf-8"))
    left = own.with_name(own.name.replace(f"-{os.getpid()}.", f"-{pid}."))
    left.write_text(json.dumps({**content, "born": "1"}), encoding="utf-8")
    own.unlink()


# What is kept comes back


def test_a_draft_comes_back_as_it_was(path: Path, desk: Drafts) -> None:
    desk.keep(KEY, {"text": "Persona list", "why": ""}, base="00ff")
    found = Drafts(path, Ticking()).find(KEY)
    assert found == drafts.Draft(KEY, {"text": "Persona list", "why": ""}, NOW + timedelta(seconds=1), "00ff")
    assert not desk.rescued


def test_the_last_one_kept_counts(desk: Drafts) -> None:
    for text in ("P", "Pe", "Per"):
        desk.keep(KEY, {"text": text})
    assert [draft.fields["text"] for draft in desk.all()] == ["Per"]


def test_all_are_given_newest_first(desk: Drafts) -> None:
    for key in ("edit C1", "add commitment A1", "act C31 propose"):
        desk.keep(key, {"text": key})
    assert [draft.key for draft in desk.all()] == ["act C31 propose", "add commitment A1", "edit C1"]
    assert desk.find("edit C3") is None


def test_what_is_dropped_is_gone_and_the_folder_with_the_last(path: Path, desk: Drafts) -> None:
    desk.keep("edit C1", {"text": "one"})
    desk.keep("edit C2", {"text": "two"})
    desk.drop("edit C1")
    assert [draft.key for draft in desk.all()] == ["edit C2"]
    desk.drop("edit C2")
    desk.drop("edit C2")
    assert desk.all() == []
    assert list(path.parent.iterdir()) == []


@examples(100)
@given(
    key=st.text(st.characters(codec="utf-8"), max_size=20),
    fields=st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=9), st.text(st.characters(codec="utf-8"))),
)
def test_any_text_is_kept_exactly(key: str, fields: dict[str, str]) -> None:
    with beside_nothing() as path:
        desk = Drafts(path, Ticking())
        desk.keep(key, fields)
        found = Drafts(path, Ticking()).find(key)
        assert found is not None
        assert found.fields == fields
        assert [draft.key for draft in desk.all()] == [key]
        desk.drop(key)
        assert desk.all() == []


@examples(50)
@given(text=st.text(st.characters(min_codepoint=0xD700, max_codepoint=0xE100)))
def test_a_lone_surrogate_is_replaced_and_the_rest_is_kept(text: str) -> None:
    with beside_nothing() as path:
        desk = Drafts(path, Ticking())
        desk.keep(KEY, {"text": text})
        found = desk.find(KEY)
    assert found is not None
    assert found.fields["text"] == "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def test_every_control_character_is_kept(desk: Drafts) -> None:
    text = "".join(map(chr, range(0x20))) + "\x7f\x80\x9b\u2028\u202e\ufeff\ufffe\r\n" + "\u0301" * 200
    desk.keep(KEY, {"text": text})
    found = desk.find(KEY)
    assert found is not None
    assert found.fields["text"] == text


def test_a_draft_that_is_too_long_is_refused_and_the_one_before_stays(desk: Drafts) -> None:
    desk.keep(KEY, {"text": "x" * (LONGEST - 1000)})
    with pytest.raises(Refused, match="too long"):
        desk.keep(KEY, {"text": "y" * LONGEST})
    found = desk.find(KEY)
    assert found is not None
    assert len(found.fields["text"]) == LONGEST - 1000


# What lies there that is no draft


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _empty(file: Path) -> None:
    os.truncate(file, 0)


def _huge(file: Path) -> None:
    os.truncate(file, LONGEST + 1)


def _not_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe{}")


def _deep(file: Path) -> None:
    file.write_text("[" * 100_000, encoding="utf-8")


def _long_number(file: Path) -> None:
    file.write_text("9" * 5000, encoding="utf-8")


def _a_list(file: Path) -> None:
    file.write_text("[1]", encoding="utf-8")


def _link(file: Path) -> None:
    other = file.parent.parent / "other.json"
    file.rename(other)
    file.symlink_to(other)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _fifo(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _with(**more: Any) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        content = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps(content | more), encoding="utf-8")

    return change


DAMAGE = [
    *(_cut, _empty, _huge, _not_text, _deep, _long_number, _a_list, _link, _folder, _fifo),
    *(_with(version=2), _with(key="edit C32"), _with(key=1), _with(fields=[]), _with(fields={"text": 1})),
    *(_with(fields={"text": "\ud800"}), _with(kept_at="2026-03-02T09:00:00"), _with(kept_at="soon")),
    *(_with(kept_at=1), _with(base=None), _with(shown=[1]), _with(born=1)),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_no_draft_of_ours_is_passed_over_and_left(
    path: Path, desk: Drafts, damage: Callable[[Path], None]
) -> None:
    desk.keep(KEY, {"text": "broken"})
    desk.keep("edit C1", {"text": "whole"})
    (file,) = (item for item in files(beside(path)) if b"broken" in item.read_bytes())
    damage(file)
    before = file.lstat()
    assert desk.find(KEY) is None
    assert [draft.key for draft in desk.all()] == ["edit C1"]
    after = file.lstat()
    assert (before.st_ino, before.st_size, before.st_mtime_ns) == (after.st_ino, after.st_size, after.st_mtime_ns)


@examples(75)
@given(at=st.integers(0, 400), bits=st.integers(1, 255))
def test_no_changed_byte_is_an_error(at: int, bits: int) -> None:
    with beside_nothing() as path:
        desk = Drafts(path, Ticking())
        desk.keep(KEY, {"text": "Persona list"}, base="00ff")
        (file,) = files(beside(path))
        data = bytearray(file.read_bytes())
        data[at % len(data)] ^= bits
        file.write_bytes(data)
        assert len(desk.all()) <= 1
        desk.find(KEY)


def test_foreign_files_are_neither_read_nor_taken_away(path: Path, desk: Drafts) -> None:
    desk.keep(KEY, {"text": "mine"})
    (beside(path) / "readme.txt").write_text("theirs", encoding="utf-8")
    (beside(path) / "deep").mkdir()
    assert len(desk.all()) == 1
    desk.drop(KEY)
    desk.forget("C31")
    assert {file.name for file in beside(path).iterdir()} == {"readme.txt", "deep"}


# Who may read it


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_drafts_are_the_owners_alone_under_any_umask(path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        Drafts(path, Ticking()).keep(KEY, {"text": "candid"})
    finally:
        os.umask(before)
    assert stat.S_IMODE(beside(path).stat().st_mode) == 0o700
    assert [stat.S_IMODE(file.stat().st_mode) for file in files(beside(path))] == [0o600]


def test_a_folder_that_others_could_read_is_closed_to_them(path: Path, desk: Drafts) -> None:
    beside(path).mkdir()
    beside(path).chmod(0o755)
    desk.keep(KEY, {"text": "candid"})
    assert stat.S_IMODE(beside(path).stat().st_mode) == 0o700


def test_no_draft_leaves_with_the_log(path: Path, desk: Drafts) -> None:
    sentinel = "Quixotic"
    write(path, people())
    desk.keep("add note A1", {"text": sentinel})
    with Log(path, lambda: NOW) as log:
        assert sentinel.encode() not in b"".join(jsonl(records(log)))
        assert search(log, sentinel, NOW.date()) == []
        kept = backup.make(log.connection, path, "by-hand")
    assert sentinel.encode() not in kept.read_bytes()
    assert sentinel.encode() not in path.read_bytes()


# Where it cannot lie beside the log


def _in_folder(handle: int | None, folder: Path) -> bool:
    return handle is not None and Path(f"/proc/self/fd/{handle}").resolve() == folder


@contextmanager
def failing(number: int, call: str, *folders: Path) -> Iterator[None]:
    """Let a call of the system fail in some folders, as on a full disk or where nothing may be written."""
    true_open, true_write = os.open, os.write
    opened: dict[int, bool] = {}

    def fake_open(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        within = any(_in_folder(dir_fd, folder) for folder in folders)
        if call == "open" and within and flags & os.O_CREAT:
            raise OSError(number, os.strerror(number))
        handle = true_open(path, flags, mode, dir_fd=dir_fd)
        opened[handle] = within
        return handle

    def fake_write(handle: int, data: bytes) -> int:
        if call == "write" and opened.get(handle):
            if len(data) > 10:
                return true_write(handle, data[:10])  # a disk fills up in the middle of a file
            raise OSError(number, os.strerror(number))
        return true_write(handle, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", fake_open)
        patch.setattr(os, "write", fake_write)
        yield


FAILURES = [(errno.ENOSPC, "open"), (errno.ENOSPC, "write"), (errno.EROFS, "open"), (errno.EIO, "write")]


@pytest.mark.parametrize(("number", "call"), FAILURES)
def test_a_full_or_read_only_disk_does_not_eat_a_draft(
    tmp_path: Path, path: Path, desk: Drafts, number: int, call: str
) -> None:
    desk.keep(KEY, {"text": "before"})
    with failing(number, call, beside(path)):
        desk.keep(KEY, {"text": "after"})
    went_elsewhere = desk.rescued
    assert went_elsewhere
    with failing(number, call, beside(path)):
        desk.keep(KEY, {"text": "after"})
    for reader in (desk, Drafts(path, Ticking())):
        found = reader.find(KEY)
        assert found is not None
        assert found.fields["text"] == "after"
    rescued = files(tmp_path / "state")
    assert [stat.S_IMODE(file.stat().st_mode) for file in rescued] == [0o600]
    assert {stat.S_IMODE(file.parent.stat().st_mode) for file in rescued} == {0o700}
    assert not [file for file in files(tmp_path) if file.suffix == ".new"]
    desk.keep(KEY, {"text": "room again"})
    assert not desk.rescued
    assert [draft.fields["text"] for draft in desk.all()] == ["room again"]
    assert files(tmp_path / "state") == []
    desk.drop(KEY)
    assert files(tmp_path) == []


def test_twenty_full_disks_twenty_drafts(path: Path) -> None:
    recovered = 0
    for run in range(20):
        with failing(errno.ENOSPC, ("open", "write")[run % 2], beside(path)):
            Drafts(path, Ticking()).keep(f"edit C{run}", {"text": f"text {run}"})
        found = Drafts(path, Ticking()).find(f"edit C{run}")
        recovered += found is not None and found.fields == {"text": f"text {run}"}
    assert recovered == 20


def test_drafts_of_one_log_are_not_those_of_another(path: Path) -> None:
    with failing(errno.ENOSPC, "open", beside(path)):
        Drafts(path, Ticking()).keep(KEY, {"text": "mine"})
    assert Drafts(path.with_name("other.visavis"), Ticking()).all() == []
    through_a_link = path.parent.parent / "link"
    through_a_link.symlink_to(path.parent)
    assert len(Drafts(through_a_link / path.name, Ticking()).all()) == 1


def test_without_a_home_the_temporary_folder_takes_it(tmp_path: Path, path: Path, desk: Drafts) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    (path.parent / "log.visavis.drafts").write_text("in the way", encoding="utf-8")
    desk.keep(KEY, {"text": "rescued"})
    assert desk.rescued
    assert len(files(tmp_path / "temporary")) == 1
    assert len(desk.all()) == 1
    desk.drop(KEY)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_where_nothing_takes_it_that_is_told_in_one_line(tmp_path: Path, path: Path, desk: Drafts) -> None:
    for place in ("state", "desk/log.visavis.drafts"):
        (tmp_path / place).write_text("in the way", encoding="utf-8")
    (tmp_path / "temporary").rmdir()
    (tmp_path / "temporary").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refused, match="cannot be kept") as caught:
        desk.keep(KEY, {"text": "Quixotic"})
    assert "\n" not in str(caught.value)
    assert "Quixotic" not in str(caught.value)
    assert desk.all() == []


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path, path: Path, desk: Drafts) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    beside(path).symlink_to(elsewhere)
    desk.keep(KEY, {"text": "candid"})
    assert desk.rescued
    assert list(elsewhere.iterdir()) == []
    assert len(desk.all()) == 1
    desk.drop(KEY)
    assert beside(path).is_symlink()


def test_a_rescue_folder_that_somebody_else_made_is_not_used(
    tmp_path: Path, path: Path, desk: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("state", "desk/log.visavis.drafts"):
        (tmp_path / place).write_text("in the way", encoding="utf-8")
    desk.keep(KEY, {"text": "mine"})
    (folder,) = (tmp_path / "temporary").iterdir()
    made = folder.stat()
    theirs = os.stat_result((*made[:4], os.geteuid() + 1, *made[5:]))
    monkeypatch.setattr(os, "fstat", lambda _handle: theirs)
    assert desk.all() == []
    with pytest.raises(Refused, match="another user"):
        desk.keep(KEY, {"text": "mine"})


# Two windows, and one that was killed

_TYPING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from storage.drafts import Drafts
desk = Drafts(Path(sys.argv[1]), lambda: datetime.now(UTC))
print("ready", flush=True)
for number in range(10**9):
    desk.keep("edit C31", {"text": f"theirs {number} " + "word " * 2000})
    if number == 0:
        print("kept", flush=True)
    if len(sys.argv) > 2:
        sys.stdin.read()
"""


@contextmanager
def typing(path: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another window that types; with a word it waits after its first draft."""
    command = [sys.executable, "-c", _TYPING, str(path), *words]
    env = {**os.environ, "PYTHONPATH": str(Path(drafts.__file__).parents[1])}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == b"ready\n"
        assert process.stdout.readline() == b"kept\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stdin.close()


def test_two_windows_do_not_take_each_others_draft(path: Path) -> None:
    desk = Drafts(path, lambda: datetime(2020, 1, 1, tzinfo=UTC))
    with typing(path, "wait"):
        assert desk.find(KEY) is None
        assert desk.all() == []
        desk.keep(KEY, {"text": "mine"})
        assert [draft.fields["text"] for draft in desk.all()] == ["mine"]
        desk.drop(KEY)
        assert len(files(beside(path))) == 1
        desk.drop(KEY)
        assert len(files(beside(path))) == 1
    found = desk.find(KEY)
    assert found is not None
    assert found.fields["text"].startswith("theirs 0")


def test_a_process_number_that_was_given_again_is_not_the_writer(path: Path, desk: Drafts) -> None:
    desk.keep(KEY, {"text": "left"})
    with typing(path.with_name("another.visavis"), "wait") as other:
        as_if_dead(path, other.pid)
        assert desk.find(KEY) is not None


def test_kills_in_the_middle_leave_whole_drafts(path: Path) -> None:
    """Whatever the moment of the kill: one draft, whole, and a half-written file at most."""
    for run in range(12):
        with typing(path) as process:
            time.sleep(0.001 * run)
            process.send_signal(signal.SIGKILL)
            process.wait()
        desk = Drafts(path, lambda: datetime.now(UTC))
        found = desk.find(KEY)
        assert found is not None
        assert found.fields["text"].endswith("word ")
        assert len(desk.all()) == 1
        desk.drop(KEY)
        assert desk.all() == []


def test_half_written_files_are_ignored_and_the_stale_ones_cleaned_up(path: Path, desk: Drafts) -> None:
    desk.keep(KEY, {"text": "whole"})
    (whole,) = files(beside(path))
    number, foreign = str(os.getpid()), beside(path) / ".other.new"
    old, new = (beside(path) / own_folder.aside(whole.name.replace(number, pid)) for pid in ("11", "12"))
    for half in (old, new, foreign):
        half.write_text('{"version": 1, "key"', encoding="utf-8")
    for half, hours in ((old, 25), (new, 23), (foreign, 25)):
        moment = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(half, (moment, moment))
    assert len(desk.all()) == 1
    assert all(half.exists() for half in (old, new, foreign))
    Drafts(path, lambda: NOW).keep(KEY, {"text": "whole"})
    assert [half.exists() for half in (old, new, foreign)] == [False, True, True]


def test_what_a_killed_process_of_our_number_left_half_written_is_in_nobodys_way(path: Path, desk: Drafts) -> None:
    desk.keep(KEY, {"text": "one"})
    (whole,) = files(beside(path))
    whole.with_name(own_folder.aside(whole.name)).write_text("half", encoding="utf-8")
    desk.keep(KEY, {"text": "two"})
    assert files(beside(path)) == [whole]


def test_a_draft_that_was_found_goes_with_what_was_made_of_it(path: Path) -> None:
    """A window dies, the next goes on with its draft and dies too: the third is shown one draft, not two."""
    clock = Ticking()
    Drafts(path, clock).keep(KEY, {"text": "first"})
    as_if_dead(path, 4_200_001)
    second = Drafts(path, clock)
    second.find(KEY)
    second.keep(KEY, {"text": "first and second"})
    as_if_dead(path, 4_200_002)
    third = Drafts(path, Ticking())
    found = third.find(KEY)
    assert found is not None
    assert found.fields["text"] == "first and second"
    third.drop(KEY)
    assert files(path.parent) == []


def test_a_draft_that_was_never_shown_is_not_dropped_with_another(path: Path, desk: Drafts) -> None:
    desk.keep(KEY, {"text": "of a window that died"})
    as_if_dead(path)
    desk.keep(KEY, {"text": "mine"})
    desk.drop(KEY)
    found = desk.find(KEY)
    assert found is not None
    assert found.fields["text"] == "of a window that died"
    desk.drop(KEY)
    assert desk.find(KEY) is None


def test_drafts_are_kept_while_the_folder_comes_and_goes(path: Path) -> None:
    """One window throws its last draft away, and the folder with it, while another keeps its own."""
    done, begun, rounds = threading.Event(), threading.Event(), 0

    def come_and_go() -> None:
        nonlocal rounds
        other = Drafts(path, Ticking())
        while not done.is_set():
            other.keep("edit C1", {"text": "x"})
            other.drop("edit C1")
            rounds += 1
            begun.set()

    beside_it = threading.Thread(target=come_and_go)
    beside_it.start()
    desk = Drafts(path, Ticking())
    assert begun.wait(60)
    number = 0
    try:
        while number < 200 or rounds < 200:
            number += 1
            desk.keep(KEY, {"text": str(number)})
            found = desk.find(KEY)
            assert found is not None
            assert found.fields["text"] == str(number)
            desk.drop(KEY)
    finally:
        done.set()
        beside_it.join()


# Purging


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    write(path, people())
    with Log(path, lambda: NOW) as found:
        yield found


def test_a_purge_takes_the_drafts_of_the_record_wherever_they_lie(tmp_path: Path, path: Path, log: Log) -> None:
    sentinel = "Quixotic"
    desk = Drafts(path, Ticking())
    with log.change("Wrote") as c:
        row = c.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": sentinel})
    assert row == 1
    for key in ("edit N1", "act N1 propose", "edit N11", "add note A1"):
        desk.keep(key, {"text": sentinel if "N1 " in f"{key} " else "Ordinary"})
    with failing(errno.ENOSPC, "write", beside(path)):
        desk.keep("move N1", {"text": sentinel})
    half = next(file for file in files(beside(path)))
    half.with_name(own_folder.aside(half.name)).write_text(sentinel, encoding="utf-8")
    half.with_name(half.name.replace(f"-{os.getpid()}.", "-77.")).write_text(f'{{"key": "{sentinel}', encoding="utf-8")
    with typing(path, "wait"):
        purge(log, "note", row)
        assert [file for file in files(tmp_path) if sentinel.encode() in file.read_bytes()] == []
        assert [draft.key for draft in desk.all()] == ["add note A1", "edit N11"]
        assert len(files(beside(path))) == 3


def test_a_purge_that_is_refused_leaves_the_drafts(path: Path, log: Log) -> None:
    desk = Drafts(path, Ticking())
    desk.keep("edit P1", {"text": "Ordinary"})
    with pytest.raises(Refused):
        purge(log, "person", 1)
    assert len(desk.all()) == 1


def test_a_purge_takes_what_a_living_window_types_of_the_record(path: Path) -> None:
    with typing(path, "wait"):
        Drafts(path, Ticking()).forget("C3")
        assert len(files(beside(path))) == 1
        Drafts(path, Ticking()).forget("C31")
        assert list(path.parent.iterdir()) == []

"""Backups that nobody has to think of: when one is due, that one is made, and what killed processes leave."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.errors import LogUnusable
from storage.care import backup, keeping
from storage.care.background import keep
from storage.care.claim import claim, left_alone
from storage.care.earlier import earlier, kept_logs, newest_backup_hint, sound_logs
from storage.disk.beside import backups_of, begun_as, draft_of
from storage.disk.leftover import export_draft, sweep
from storage.log import Log, start

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log of two people."""
    found = tmp_path / "log.visavis"
    start(found, lambda: NOON, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"))
    return found


def change(path: Path, now: datetime = NOON, text: str = "Sings") -> None:
    """Change the log at a moment."""
    with Log(path, lambda: now) as log, log.change("Wrote a note") as change:
        change.add("note", {"alliance": log.pairs()[0].uid, "kind": "personal", "text": text})


def names(path: Path) -> list[str]:
    """What lies in the folder of the backups."""
    return sorted(file.name for file in backups_of(path).iterdir()) if backups_of(path).exists() else []


def kept(path: Path, now: datetime) -> Path:
    """A backup of that moment, whatever is due."""
    backups_of(path).mkdir(exist_ok=True, mode=0o700)
    before = set(names(path))
    keep(path, now, due=False)
    (name,) = set(names(path)) - before
    return backups_of(path) / name


# When one is due


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        ([], NOON, True),
        (["2026-03-02T113000-automatic"], NOON, False),
        (["2026-03-02T120000-by-hand"], NOON, False),
        (["2026-03-02T110000-automatic"], NOON, True),
        (["2026-03-01T234500-automatic"], datetime(2026, 3, 2, 0, 10, tzinfo=UTC), True),
        (["2026-03-02T115900-before-import"], NOON, True),
        (["2026-03-02T115900-before-migration-2"], NOON, True),
        (["2199-01-01T000000-automatic"], NOON, True),
        (["2199-01-01T000000-automatic", "2026-03-02T115900-automatic-2"], NOON, False),
        (["2026-13-02T115900-automatic", "mine"], NOON, True),
    ],
)
def test_one_is_due_after_the_first_change_of_a_day_and_an_hour_after_the_last(
    path: Path, last: list[str], now: datetime, due: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    backups_of(path).mkdir()
    for name in last:
        (backups_of(path) / f"{name}.visavis").touch()
    assert keeping.is_due(path, now) == due


def test_it_is_made_once_verified_and_its_owners_alone(path: Path) -> None:
    change(path)
    backups_of(path).mkdir(mode=0o700)
    keep(path, NOON)
    assert names(path) == ["2026-03-02T120000-automatic.visavis"]
    (found,) = sound_logs(path)
    assert (found.why, found.differs) == ("automatic", (0, 0))
    assert found.path.stat().st_mode & 0o777 == 0o600
    change(path)
    keep(path, NOON + timedelta(minutes=59))
    assert len(names(path)) == 1
    keep(path, NOON + timedelta(minutes=60))
    assert len(names(path)) == 2


def test_a_process_beside_makes_it_and_is_gone(path: Path) -> None:
    change(path)
    process = keeping.begin(path, NOON)
    assert process is not None
    assert os.waitpid(process, 0)[1] == 0
    assert names(path) == ["2026-03-02T120000-automatic.visavis"]
    assert keeping.begin(path, NOON) is None
    assert os.waitpid(keeping.run_beside(path, NOON, "check"), 0)[1] == 0


def test_it_is_of_no_terminal_that_could_close(path: Path) -> None:
    """From its first moment on: the process that began it may be the terminal's last."""
    backups_of(path).mkdir()
    process = keeping.run_beside(path, NOON, "check")
    assert os.getsid(process) == process
    os.waitpid(process, 0)


def test_a_folder_that_cannot_be_is_told_and_nothing_begun(path: Path) -> None:
    backups_of(path).write_text("mine")
    with pytest.raises(LogUnusable, match=r"no backup was made: the folder .* what was done is in the log"):
        keeping.begin(path, NOON)
    assert backups_of(path).read_text() == "mine"


def test_two_at_a_time_make_one(path: Path) -> None:
    backups_of(path).mkdir()
    with claim(path) as ours:
        assert ours
        keep(path, NOON)
        assert names(path) == [".claimed"]
        assert keeping.begin(path, NOON) is None
    assert names(path) == []
    (backups_of(path) / ".claimed").touch()  # of a process that was killed
    keep(path, NOON)
    with left_alone(path):
        pass
    assert names(path) == ["2026-03-02T120000-automatic.visavis"]


def test_a_log_that_is_gone_gets_none_and_no_folder_is_made_for_it(path: Path) -> None:
    backups_of(path).mkdir()
    path.unlink()
    with pytest.raises((LogUnusable, OSError)):
        keep(path, NOON)
    backups_of(path).rmdir()
    with pytest.raises(OSError, match="No such file"):
        keep(path, NOON)
    assert not backups_of(path).exists()


# Which is the newest


def test_the_newest_is_the_one_that_holds_most_whatever_its_name_and_the_clock_say(path: Path) -> None:
    change(path)
    first = kept(path, NOON)
    change(path, NOON - timedelta(days=400))
    second = kept(path, NOON - timedelta(days=400))
    os.utime(first, (4e9, 4e9))
    first = first.rename(first.with_name("2199-01-01T000000-by-hand.visavis"))
    assert [item.path for item in kept_logs(path)] == [second, first]
    assert [item.differs for item in kept_logs(path)] == [(0, 0), (1, 0)]
    assert str(second) in newest_backup_hint(path)


def test_only_a_sound_one_is_offered(path: Path) -> None:
    change(path)
    first = kept(path, NOON)
    change(path)
    second = kept(path, NOON + timedelta(hours=2))
    data = second.read_bytes().replace(b"Sings", b"Sinks")
    second.write_bytes(data)
    assert earlier(path) == first
    assert [item.path for item in sound_logs(path)] == [first]
    assert str(first) in newest_backup_hint(path)


def test_what_a_restored_log_went_on_with_is_newer_than_what_it_left(path: Path) -> None:
    change(path)
    early = kept(path, NOON)
    for hours in (1, 2, 3):
        change(path, NOON + timedelta(hours=hours))
    late = kept(path, NOON + timedelta(hours=3))
    backup.restore(path, early)
    change(path, NOON + timedelta(hours=4))
    on = kept(path, NOON + timedelta(hours=4))
    found = [item for item in kept_logs(path) if item.why != "put aside"]
    assert [item.path for item in found] == [on, late, early]
    assert [item.differs for item in found] == [(0, 0), (1, 3), (1, 0)]


# What killed processes leave

_KILLED = """
import os, signal, sys
from pathlib import Path
from datetime import UTC, datetime
from storage.care import backup, background
backup.verify = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
background.keep(Path(sys.argv[1]), datetime(2026, 3, 2, 12, tzinfo=UTC))
"""


def test_one_that_was_killed_half_way_leaves_nothing_that_the_next_write_does_not_sweep(path: Path) -> None:
    change(path)
    backups_of(path).mkdir()
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    left = names(path)
    assert [name for name in left if begun_as(name)]
    assert earlier(path) is None
    change(path)
    assert not [name for name in names(path) if begun_as(name)]
    keep(path, NOON)
    assert names(path) == ["2026-03-02T120000-automatic.visavis"]


def test_what_is_begun_stays_while_its_process_lives(path: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    pid, backups = int(dead.stdout), backups_of(path)
    backups.mkdir()
    own = [draft_of(path), draft_of(path, "restored"), draft_of(backups / "a.visavis"), export_draft(path)]
    others = [
        path.with_name(f".log.visavis.restored-{pid}"),
        path.with_name(f".log.visavis.new-{pid}-0a0a0a0a-0b0b0b0b-journal"),
        path.with_name(f".log.visavis.new-{os.getpid()}-00000000-0b0b0b0b"),  # our number, of another process
        path.with_name(f".visavis-{pid}.new"),
        backups / f".a.visavis.new-{pid}-0a0a0a0a-0b0b0b0b",
    ]
    foreign = [path.with_name(f".other.new-{pid}"), path.with_name(".visavis-x.new")]
    for file in (*own, *others, *foreign):
        file.touch()
    sweep(path)
    assert [file for file in (*own, *foreign) if not file.exists()] == []
    assert [file for file in others if file.exists()] == []

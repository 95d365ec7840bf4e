"""What is kept of an unexpected fault tells the place, and nothing of what anybody typed or stored."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from models.time.dates import parse_date
from tui import faults
from tui.faults import KEPT, faults_folder, report, where

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SENTINEL = "Quixotic"


def clock() -> datetime:
    """The present moment of every test here."""
    return NOW


def caught(act: Callable[[], object]) -> BaseException:
    """What an act raises."""
    try:
        act()
    except BaseException as error:  # noqa: BLE001
        return error
    raise AssertionError("it raised nothing")


def fails(candid: str = "Quixotic") -> None:
    """Fail with the word in the message, in a local variable, in a note and in the line of source."""
    text = f"{candid} list"
    error = ValueError(f"{text} is Quixotic", {"text": text})
    error.add_note(text)
    raise error


def fails_from() -> None:
    """Fail because of another fault."""
    try:
        fails()
    except ValueError as error:
        raise KeyError("Quixotic") from error


def fails_while_handling() -> None:
    """Fail while another fault is handled."""
    try:
        fails()
    except ValueError:
        dict[str, str]()["Quixotic"]


def fails_in_a_group() -> None:
    """Fail in several ways at once."""
    raise ExceptionGroup("Quixotic", [caught(fails), caught(fails_from)])  # type: ignore[type-var]


def fails_in_a_worker() -> None:
    """Fail as Textual tells of a worker."""
    raise WorkerFailed(caught(fails_from))


def fails_in_made_code() -> None:
    """Fail in code whose file and function are named for what somebody typed."""
    code = compile("\n\nraise ValueError", "/home/jay/Quixotic list.txt", "exec")
    exec(code.replace(co_qualname="made up"), {})


def fails_deep(left: int = 800) -> None:
    """Fail below many calls."""
    if left:
        fails_deep(left - 1)
    fails()


FAULTS = [fails, fails_from, fails_while_handling, fails_in_a_group, fails_in_a_worker, fails_deep]


@pytest.mark.parametrize("act", FAULTS)
def test_nothing_that_was_typed_is_in_it(tmp_path: Path, act: Callable[[], None]) -> None:
    written = report(caught(act), tmp_path, clock)
    assert written is not None
    data = written.read_bytes()
    assert SENTINEL.encode() not in data
    assert SENTINEL.encode() not in where(caught(act)).encode()
    assert b"ValueError\n" in data
    assert b"test_faults_file.py:" in data
    assert len(data) < 20_000


def test_it_tells_what_a_builder_needs(tmp_path: Path) -> None:
    written = report(caught(fails_from), tmp_path, clock)
    assert written == tmp_path / "faults" / "2026-11-22-093000.txt"
    lines = written.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("visavis ")
    assert lines[1] == "at 2026-11-22T09:30:00+00:00"
    assert lines[2].startswith("Python 3.")
    assert "Textual " in lines[2]
    assert [line for line in lines[3:] if not line.startswith("  ")] == ["", "KeyError", "", "caused by ValueError"]
    first = fails.__code__.co_firstlineno
    assert lines[-1].startswith("  ")
    assert lines[-1].endswith(f"test_faults_file.py:{first + 5} fails")


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (fails_while_handling, ["KeyError", "while handling ValueError"]),
        (fails_in_a_group, ["ExceptionGroup", "with ValueError", "with KeyError", "caused by ValueError"]),
        (fails_in_a_worker, ["textual.worker.WorkerFailed", "caused by KeyError", "caused by ValueError"]),
    ],
)
def test_the_whole_chain_is_told(tmp_path: Path, act: Callable[[], None], kinds: list[str]) -> None:
    written = report(caught(act), tmp_path, clock)
    assert written is not None
    lines = written.read_text(encoding="utf-8").splitlines()[3:]
    assert [line for line in lines if line and not line.startswith("  ")] == kinds


def test_no_folder_of_the_person_is_named(tmp_path: Path) -> None:
    written = report(caught(fails_in_made_code), tmp_path, clock)
    assert written is not None
    text = written.read_text(encoding="utf-8")
    assert "/home" not in text
    assert "  (unnamed):3 (unnamed)\n" in text


def test_our_own_code_is_told_with_its_room(tmp_path: Path) -> None:
    written = report(caught(lambda: parse_date(SENTINEL, NOW.date())), tmp_path, clock)
    assert written is not None
    assert "  models/time/dates.py:" in written.read_text(encoding="utf-8")


def test_a_chain_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    one, two = caught(fails), caught(fails_from)
    one.__cause__, two.__cause__ = two, one
    assert where(one).startswith("KeyError in test_faults_file.py, line ")
    assert report(one, tmp_path, clock) is not None


def test_a_long_chain_is_cut(tmp_path: Path) -> None:
    error: BaseException = ValueError(SENTINEL)
    for _ in range(500):
        error, before = KeyError(SENTINEL), error
        error.__cause__ = before
    written = report(error, tmp_path, clock)
    assert written is not None
    assert written.read_text(encoding="utf-8").count("KeyError") == 20


# In one line


def test_the_place_is_told_in_one_line() -> None:
    line = fails.__code__.co_firstlineno + 5
    for act in (fails, fails_from, fails_in_a_worker):
        assert where(caught(act)) == f"ValueError in test_faults_file.py, line {line}"
    assert where(KeyError(SENTINEL)) == "KeyError"


def test_an_error_that_carries_something_else_is_told_too() -> None:
    error = ValueError(SENTINEL)
    error.error = SENTINEL  # type: ignore[attr-defined]
    assert where(error) == "ValueError"


# The files


def test_reports_are_the_owners_alone_and_whole(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        written = report(caught(fails), tmp_path, clock)
    finally:
        os.umask(before)
    assert written is not None
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(written.parent.stat().st_mode) == 0o700
    assert list(written.parent.iterdir()) == [written]


def test_the_last_ten_are_kept(tmp_path: Path) -> None:
    kept = []
    for number in range(25):
        kept.append(report(caught(fails), tmp_path, lambda at=number: NOW + timedelta(seconds=at // 2)))  # type: ignore[misc]
    assert len(set(kept)) == 25
    assert sorted((tmp_path / "faults").iterdir()) == sorted(item for item in kept[-KEPT:] if item)
    (tmp_path / "faults" / "readme.txt").write_text("mine", encoding="utf-8")
    back = report(caught(fails), tmp_path, lambda: NOW - timedelta(days=400))
    assert back is not None
    assert back.exists()
    names = {file.name for file in (tmp_path / "faults").iterdir()}
    assert len(names) == KEPT + 1
    assert "readme.txt" in names


def test_many_in_one_second_are_told_apart(tmp_path: Path) -> None:
    names = [report(caught(fails), tmp_path, clock) for _ in range(3)]
    assert [name.name for name in names if name] == [
        "2026-11-22-093000.txt",
        "2026-11-22-093000-02.txt",
        "2026-11-22-093000-03.txt",
    ]


def _in_the_way(folder: Path) -> None:
    (folder / "faults").write_text("in the way", encoding="utf-8")


def _link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "faults").symlink_to(folder / "elsewhere")


@pytest.mark.parametrize("make", [_in_the_way, _link])
def test_where_it_cannot_be_written_nothing_is_raised(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path)
    assert report(caught(fails), tmp_path, clock) is None
    assert list(tmp_path.rglob("*.txt")) == []


def test_a_full_disk_and_a_bad_clock_raise_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    def no_clock() -> datetime:
        raise ValueError(SENTINEL)

    assert report(caught(fails), tmp_path, no_clock) is None
    monkeypatch.setattr(os, "write", full)
    assert report(caught(fails), tmp_path, clock) is None
    assert list((tmp_path / "faults").iterdir()) == []


def test_the_folder_is_the_persons_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert faults_folder() == tmp_path / "visavis"
    written = report(caught(fails), faults_folder(), clock)
    assert written is not None
    assert written.parent == faults_folder() / "faults"


def test_it_loads_nothing_that_draws() -> None:
    source = Path(str(faults.__file__)).read_text(encoding="utf-8")
    assert "import textual" not in source
    assert "from textual" not in source

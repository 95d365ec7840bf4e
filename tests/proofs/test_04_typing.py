"""4. What is being typed survives a dropped connection, SIGHUP, SIGTERM and, but for a moment, kill -9.

Done: the app on a terminal of its own, a text typed into a form or into the line of a live meeting; the terminal goes
away, a signal ends it, or it is killed while somebody types; then a new process is asked what it offers.
Disproved by: a character that is lost; with kill -9, one that is older than the draft may be.
"""

from __future__ import annotations

import random
import signal
import string
import time
from pathlib import Path

import pytest

from tests.conftest import Tell
from tests.sampling import counted
from tests.ui import test_live_survives as live
from tests.ui import test_process
from tests.ui.logs import day, meeting, people, write
from tests.ui.test_live_survives import AFTERWARDS, Live, notes, said
from tests.ui.test_typing_survives import ENDS, Window, forget, offered
from tui.page.draft import AFTER, AT_LEAST

ALSO = ("tests/ui/test_typing_survives.py", "tests/ui/test_live_survives.py")

LOST_AT_MOST = AT_LEAST + AFTER
"""Seconds of typing that kill -9 may take away, beyond those in which the app had not even shown what was typed."""

RARE = "Q"
"""A letter that stands nowhere else on the screen."""


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log in which nothing stands but the two."""
    return write(tmp_path / "log.visavis", people())


@pytest.fixture
def today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with a meeting of today, on which the app opens."""
    monkeypatch.setattr(test_process, "RUN", live.RUN)
    return write(tmp_path / "log.visavis", [*people(), meeting(day(0), "planned")])


def any_text(chance: random.Random) -> str:
    """Some letters, the first of which stands nowhere else."""
    return RARE + "".join(chance.choices(string.ascii_lowercase, k=chance.randint(0, 50)))


@pytest.mark.parametrize("how", ENDS)
@counted(sample=None, full=25)
def test_a_terminal_that_ends(log: Path, how: str, count: int, tell: Tell) -> None:
    chance, lost = random.Random(how), 0
    for _ in range(count):
        text = any_text(chance)
        window = Window(log)
        window.type_and_see(text)
        time.sleep(chance.choice((0, chance.uniform(0, 1.5))))
        ENDS[how](window)
        lost += len(text) - offered(log, text)
        forget(log)
    tell({f"ended by {how}": count, "characters lost": lost})
    assert lost == 0


@counted(sample=None, full=50)
def test_killed_while_somebody_types(log: Path, count: int, tell: Tell) -> None:
    chance, lost, too_much = random.Random(9), 0, 0
    for _ in range(count):
        window = Window(log)
        late = window.seconds_to_show(RARE)
        until = time.monotonic() + chance.uniform(0, 3)
        while (now := time.monotonic()) < until:
            window.type(chance.choice(string.ascii_lowercase))
            window._read(0)
            time.sleep(max(0, min(chance.uniform(0.02, 0.12), until - now)))
        killed = time.monotonic()
        window.end(signal.SIGKILL)
        text = "".join(char for _, char in window.typed)
        kept = offered(log, text)
        lost += len(text) - kept
        too_much += sum(killed - at > LOST_AT_MOST + 4 * late for at, _ in window.typed[kept:])
        forget(log)
    tell({"killed": count, "characters lost that a draft may be late by": lost, "older ones": too_much})
    assert too_much == 0


@counted(sample=None, full=25)
def test_a_connection_that_drops_in_a_meeting(today: Path, count: int, tell: Tell) -> None:
    chance, lost = random.Random(25), 0
    typed: list[str] = []
    for number in range(count):
        line = f"words {number}"
        text = any_text(chance)
        window = Live(today)
        said(window, [line])
        typed.append(f"- {line}")
        window.type_and_see(text)
        time.sleep(chance.choice((0, chance.uniform(0, 1.5))))
        window.hang_up()
        lost += len(text) - live.offered(today, text)
        forget(today)
    tell({"dropped in a meeting": count, "characters lost": lost})
    assert (lost, notes(today)) == (0, "\n".join(typed))


@counted(sample=None, full=25)
def test_a_connection_that_drops_right_behind_enter(today: Path, count: int, tell: Tell) -> None:
    """A line is recorded or offered again, and never both."""
    chance, wrong = random.Random(7), 0
    for number in range(count):
        line = f"Qwords{number}z"
        window = Live(today)
        window.type_and_see(line)
        window.type("\r")
        time.sleep(chance.uniform(0, 0.1))
        window.hang_up()
        recorded = f"- {line}" in notes(today).split("\n")
        there = bool(list(today.parent.rglob("*.json")))
        kept = live.offered(today, line) if there and not recorded else 0
        wrong += not recorded and kept != len(line)
        if recorded and there:
            again = Live(today)
            again.press(b"\r")
            again.type_and_see(AFTERWARDS)
            again.hang_up()
            wrong += notes(today).count(line) != 1
        forget(today)
    tell({"dropped behind enter": count, "lines lost or doubled": wrong})
    assert wrong == 0

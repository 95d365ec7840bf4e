"""kill -9 at random moments of writing commands, two at a time: what was acknowledged is there, and the log is whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from storage.connection import journal_of
from tests.cli.desk import Desk, environment

WRITING = 0.7
"""Seconds within which a command on this machine has usually written; the kills fall all over them and beyond."""


class Writer(Thread):
    """Starts writing commands one after another and kills each at a random moment."""

    def __init__(self, log: Path, name: str, count: int, seed: int) -> None:
        super().__init__()
        self.log, self.label, self.count = log, name, count
        self.random = random.Random(seed)
        self.told: list[str] = []
        self.kept: list[str] = []
        self.killed = 0
        self.spent = WRITING

    def run(self) -> None:
        for number in range(self.count):
            title = f"{self.label} {number}"
            if self.once(title):
                self.kept.append(title)

    def once(self, title: str) -> bool:
        """Run one command; whether it was acknowledged: its line printed, whatever became of it then."""
        begun = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-m", "tui", "--log", str(self.log), "commitment", "add", title, "--due", "2030-01-01"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(self.log.parent),
        ) as process:
            try:
                out, err = process.communicate(timeout=self.random.uniform(0.3, 1.15) * self.spent)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                out, err = process.communicate()
                self.killed += 1
            else:
                self.spent = 0.5 * (self.spent + time.monotonic() - begun)
        assert err == b""
        assert process.returncode in (0, -signal.SIGKILL)
        acknowledged = out.startswith(b"C") and out.endswith(b"\n")
        assert acknowledged or process.returncode != 0
        return acknowledged


def prove(desk: Desk, count: int) -> tuple[int, int]:
    """Kill so many commands, two at a time; gives how many were killed and how many acknowledged."""
    writers = [Writer(desk.path, name, count // 2, seed) for seed, name in enumerate(("left", "right"))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    after = {item["text"] for item in desk.json("commitment", "list", on="2099-01-01")}
    kept = {title for writer in writers for title in writer.kept}
    assert kept <= after
    assert desk.json("check") == {"ok": True, "problems": []}
    assert not journal_of(desk.path).exists()
    # Whatever was written without being acknowledged is whole too, and can be taken back like the rest.
    while desk.json("history")[0]["title"] != "Imported first.visavis.jsonl":
        desk.ok("undo")
        if desk.json("history")[0]["undone"]:
            break
    assert desk.json("check")["ok"]
    return sum(writer.killed for writer in writers), len(kept)


def test_nothing_acknowledged_is_lost(desk: Desk) -> None:
    killed, kept = prove(desk, 20)
    print(f"{killed} of 20 killed, {kept} acknowledged, 0 lost")  # noqa: T201
    assert killed


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_a_hundred(desk: Desk) -> None:
    killed, kept = prove(desk, 100)
    print(f"{killed} of 100 killed, {kept} acknowledged, 0 lost")  # noqa: T201
    assert killed >= 30
    assert kept >= 10


def test_a_kill_between_the_commit_and_the_word(desk: Desk) -> None:
    """A writer that is killed in the middle leaves a journal, from which the next command rolls back."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom datetime import UTC, datetime\nfrom storage.log import Log\n"
        "log = Log(Path(sys.argv[1]), lambda: datetime.now(UTC))\n"
        "with log.change('half') as change:\n"
        "    change.edit('commitment', 1, {'text': 'half written'})\n"
        "    log.connection.execute('PRAGMA cache_spill = 1')\n"
        "    log.connection.execute('PRAGMA cache_size = 1')\n"
        "    for n in range(400):\n"
        "        change.add('topic', {'alliance': log.pairs()[0].uid, 'text': f'half {n} ' * 20})\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    before = desk.exported()
    found = subprocess.run([sys.executable, "-c", code, str(desk.path)], env=environment(desk.path.parent), check=False)
    assert found.returncode == -signal.SIGKILL
    assert journal_of(desk.path).exists()
    assert "half" not in desk.ok("topic", "list") + desk.ok("commitment", "list")
    assert desk.exported() == before
    assert desk.json("check")["ok"]

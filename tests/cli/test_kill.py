"""kill -9 at random moments of writing commands, two at a time: what was acknowledged is kept, the log is whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from storage.disk.beside import journal_of
from tests.cli.desk import Desk, environment


class Writer(Thread):
    """Starts writing commands one after another and kills each at a random moment.

    It goes on until `least` of them were killed before their word and `least` were not, however fast the machine is.
    """

    def __init__(self, log: Path, name: str, count: int, least: int, seed: int) -> None:
        super().__init__()
        self.log, self.label, self.count, self.least = log, name, count, least
        self.random = random.Random(seed)
        self.kept: list[str] = []
        self.begun = self.unsaid = self.killed = 0
        self.spent = 0.7  # seconds that a command takes until its word, as far as is known by now

    def run(self) -> None:
        while self.begun < self.count or min(self.unsaid, len(self.kept)) < self.least:
            title = f"{self.label} {self.begun}"
            self.begun += 1
            if self.once(title):
                self.kept.append(title)
            else:
                self.unsaid += 1

    def once(self, title: str) -> bool:
        """Run one command; whether it was acknowledged: its line printed, whatever became of it then."""
        with subprocess.Popen(
            [sys.executable, "-m", "tui", "--log", str(self.log), "commitment", "add", title, "--due", "2030-01-01"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(self.log.parent),
        ) as process:
            try:
                out, err = process.communicate(timeout=self.random.uniform(0.6, 1.2) * self.spent)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                out, err = process.communicate()
                self.killed += 1
        assert err == b""
        assert process.returncode in (0, -signal.SIGKILL)
        acknowledged = out.startswith(b"C") and out.endswith(b"\n")
        assert acknowledged or process.returncode != 0
        self.spent *= 0.93 if acknowledged else 1.08  # half of them are to be killed before their word
        return acknowledged


def prove(desk: Desk, count: int, least: int) -> str:
    """Kill so many commands or more, two at a time; tells how many were killed and how many acknowledged."""
    before = desk.exported()
    writers = [Writer(desk.path, name, count // 2, least, seed) for seed, name in enumerate(("left", "right"))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    after = {item["text"] for item in desk.json("commitment", "list", on="2099-01-01")}
    kept = {title for writer in writers for title in writer.kept}
    assert kept <= after
    assert desk.json("check") == {"ok": True, "problems": []}
    # What was written and never acknowledged is whole too, and is taken back like the rest.
    for _ in range(len(after) - 6):
        desk.ok("undo")
    # One that a kill left empty, before its header, is no journal to a reader: SQLite leaves it to the next writer.
    assert not journal_of(desk.path).exists()
    assert desk.exported() == before
    begun, killed = sum(writer.begun for writer in writers), sum(writer.killed for writer in writers)
    return f"{killed} of {begun} killed, {len(kept)} acknowledged, 0 lost"


def test_nothing_acknowledged_is_lost(desk: Desk) -> None:
    print(prove(desk, 8, least=2))


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_a_hundred(desk: Desk) -> None:
    print(prove(desk, 100, least=10))


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

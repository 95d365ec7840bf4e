"""1. What was acknowledged survives kill -9.

Done: commands are killed at any moment, two at a time; writers that go on and on are killed 0 to 60 ms after a word of
theirs; and one in the middle of a commit. Then the log is asked what it holds, checked, and everything is undone.
Disproved by: one acknowledged promise that is not there, or a log that is not whole.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from storage.care import check
from storage.disk.beside import journal_of
from storage.log import Log
from tests.cli.desk import Desk, environment
from tests.conftest import Tell
from tests.db.leaving import clock, filled
from tests.sampling import counted


class Writer(Thread):
    """Starts writing commands one after another and kills each at a random moment.

    It goes on until `count` of them were killed, `least` of them before their word, and `least` have said it, however
    fast the machine is.
    """

    def __init__(self, log: Path, name: str, count: int, least: int, seed: int) -> None:
        super().__init__()
        self.log, self.label, self.count, self.least = log, name, count, least
        self.random = random.Random(seed)
        self.kept: list[str] = []
        self.begun = self.unsaid = self.killed = 0
        self.spent = 0.7  # seconds that a command takes until its word, as far as is known by now

    def run(self) -> None:
        while self.killed < self.count or min(self.unsaid, len(self.kept)) < self.least:
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


@counted(sample=None, full=100)
def test_commands_that_are_killed_two_at_a_time(desk: Desk, count: int, tell: Tell) -> None:
    before, least = desk.exported(), max(1, count // 10)
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
    tell({"kills": sum(writer.killed for writer in writers), "acknowledged": len(kept), "lost": 0})


def write_on(path: Path, label: str, word: int) -> None:
    """Write notes one after another, and a line for each that is acknowledged; this process ends with it."""
    with Log(path, clock) as log:
        alliance = log.pairs()[0].uid
        for number in range(10_000):
            with log.change(text := f"{label} {number}") as change:
                change.add("note", {"alliance": alliance, "kind": "learning", "text": text})
            os.write(word, f"{text}\n".encode())


def killed_while_writing(path: Path, label: str, chance: random.Random) -> list[str]:
    """Kill a writer 0 to 60 ms after one of its words; gives what it has acknowledged by then."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_on(path, label, theirs)
        finally:
            os._exit(1)
    os.close(theirs)
    with os.fdopen(ours) as words:
        said = [words.readline() for _ in range(chance.randint(1, 5))]
        time.sleep(chance.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        said += words.readlines()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert all(line.endswith("\n") for line in said)
    return [line.rstrip("\n") for line in said]


@counted(sample=6, full=400)
def test_writers_that_are_killed_behind_their_word(tmp_path: Path, count: int, tell: Tell) -> None:
    chance, acknowledged, unsaid = random.Random(60), 0, 0
    for number in range(count):
        if number % 40 == 0:
            path, held = filled(tmp_path / f"{number}.visavis", count=1), 1
        said = killed_while_writing(path, f"Writer {number}", chance)
        with Log(path, clock) as log:
            texts = {text for (text,) in log.connection.execute("SELECT text FROM note")}
            assert set(said) <= texts
            assert check.problems(log.connection) == []
        acknowledged += len(said)
        unsaid += len(texts) - held - len(said)
        held = len(texts)
    tell({"kills": count, "acknowledged": acknowledged, "lost": 0, "written and not yet acknowledged": unsaid})
    assert unsaid <= count


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

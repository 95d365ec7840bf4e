"""Commands as processes of their own that need not load everything anew: forked from one that has it loaded."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SERVER = """
import json, os, sys
from datetime import datetime
from importlib import import_module
from tui.__main__ import main
from tui.cli.commands import COMMANDS
for name in {command.module for command in COMMANDS.values()}:
    import_module(f"tui.cli.{name}")
import storage.writes.capture, storage.writes.purge, storage.interchange.importing
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        os.chdir(asked["folder"])
        for number, name in enumerate(("in", "out", "err")):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), number)
        now = datetime.fromisoformat(asked["now"])
        os.chdir(asked["cwd"])
        sys.stdin = open(0, encoding="utf-8")
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8") for number in (1, 2))
        code = main(asked["words"], clock=lambda: now)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Forking:
    """The process that others are forked from; started when it is first needed."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(env), text=True
        )
        atexit.register(self.close)

    def run(self, words: Sequence[str], now: str, cwd: Path, stdin: bytes) -> tuple[int, str, str]:
        """Run one command; gives its exit code, what it printed, and what it told."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "in").write_bytes(stdin)
            asked = {"words": list(words), "now": now, "cwd": os.fspath(cwd), "folder": folder}
            self._server.stdin.write(json.dumps(asked) + "\n")
            self._server.stdin.flush()
            code = int(self._server.stdout.readline())
            return code, (Path(folder) / "out").read_text(), (Path(folder) / "err").read_text()

    def close(self) -> None:
        """End it."""
        self._server.communicate()

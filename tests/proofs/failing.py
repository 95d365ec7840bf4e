"""Run commands of which calls to the system fail: `python -m tests.proofs.failing TEMPLATE FOLDER`, under shim.c.

A line of JSON asks for one command and one fault, a line of JSON tells how it went.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from tests.cli.desk import DAY, clock_of
from tui.__main__ import main
from tui.cli.commands import COMMANDS


def load() -> None:
    """Load everything that commands need, so that no module is read while calls are counted."""
    for name in {command.module for command in COMMANDS.values()}:
        import_module(f"tui.cli.{name}")
    for name in (
        "core.writer",
        "care.check",
        "care.replacing",
        "interchange.importing",
        "writes.purge",
        "care.earlier",
    ):
        import_module(f"storage.{name}")


def commanded(words: list[str], out: Path, fault: dict[str, int]) -> dict[str, Any]:
    """Run one command in a child, with a fault; gives its exit code, what it said, and how many calls it made."""
    library = ctypes.CDLL(None)
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        streams = [os.open(os.devnull, os.O_RDONLY)]
        streams += [os.open(out / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) for name in ("out", "err")]
        for number, handle in enumerate(streams):
            os.dup2(handle, number)
        # They are the child's own, and stay open until it ends.
        sys.stdin, sys.stdout, sys.stderr = (open(number, "rw"[number > 0]) for number in range(3))  # noqa: SIM115
        os.urandom = Random(1).randbytes  # the same uids in every run, so that what came of it can be compared
        library.visavis_fail(fault["nth"], fault["number"], fault["for_good"], fault["reads"])
        code = main(words, clock=clock_of(DAY))
        calls = library.visavis_calls()
        library.visavis_fail(0, 0, 0, 0)
        sys.stderr.flush()
        os.write(theirs, json.dumps([code, calls]).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as told:
        code, calls = json.loads(told.read() or "[-1, 0]")
    os.waitpid(child, 0)
    return {"code": code, "calls": calls, "out": (out / "out").read_text(), "err": (out / "err").read_text()}


def serve(template: Path, folder: Path) -> None:
    """Answer each line that asks for a command, on a fresh copy of the template unless it says to go on."""
    load()
    for line in sys.stdin:
        asked = json.loads(line)
        if not asked["go_on"]:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(template, folder)
        os.chdir(folder)
        print(json.dumps(commanded(asked["words"], folder.parent, asked["fault"])), flush=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))

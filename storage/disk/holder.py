"""Other processes: which one holds the log, and whether it is still the one it was."""

from __future__ import annotations

import os
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCKS = Path("/proc/locks")
_FIRST, _LAST = 0x40000000, 0x40000000 + 511
"""The bytes of a database that SQLite locks: PENDING, RESERVED, and from the third on SHARED."""

_PATIENCE = 1.0
"""Seconds that another program may take to answer."""


def holder(path: Path) -> int | None:
    """The process, not this one, that holds SQLite's lock on that file; None where there is none, or it is not known.

    The one that writes goes before one that reads. The file is not opened here: closing it would drop our own locks.
    """
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    try:
        locks = list(_locks(_LOCKS.read_text(encoding="ascii", errors="replace"), state.st_ino))
    except OSError:
        return _only_user(path)
    here = f"{os.major(state.st_dev):02x}:{os.minor(state.st_dev):02x}"
    for wanted in ("WRITE", "READ"):
        for kind, pid, device in locks:
            if kind == wanted and pid != os.getpid() and (device == here or _uses(pid, state)):
                return pid
    return None


def _locks(text: str, inode: int) -> Iterator[tuple[str, int, str]]:
    """The locks of SQLite's on files of that inode, as the kernel lists them: kind, process, device."""
    for line in text.splitlines():
        words = line.split()
        if len(words) != 8 or words[1] not in ("POSIX", "OFDLCK"):  # one who waits has an arrow and a word more
            continue
        kind, number, file, first, last = words[3:]
        with suppress(ValueError):
            device, _, found = file.rpartition(":")
            end = _LAST if last == "EOF" else int(last)
            if int(found) == inode and int(first) <= _LAST and end >= _FIRST and int(number) > 0:
                yield kind, int(number), device


def _uses(pid: int, state: os.stat_result) -> bool:
    """Whether a process has that file open: some file systems (btrfs) name another device in the kernel's list."""
    with suppress(OSError):
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                if os.path.samestat(link.stat(), state):
                    return True
    return False


def _only_user(path: Path) -> int | None:
    """The one other process that has the file open; None where there are several: any may hold it."""
    words = _answer("lsof", "-t", "-w", "--", str(path.absolute())).split()
    others = {int(word) for word in words if word.isdecimal()} - {os.getpid()}
    return others.pop() if len(others) == 1 else None


def born_mark(pid: int) -> str:
    """A few letters of when a process began, for a name; of none that lives the same ones."""
    return f"{crc32(born(pid).encode()):08x}"


def born(pid: int) -> str:
    """When a process began, in the system's words; empty where it does not live. Numbers are given again."""
    if not Path("/proc/self/stat").exists():
        return " ".join(_answer("ps", "-o", "lstart=", "-p", str(pid)).split())
    try:
        words = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return ""
    dead = len(words) < 20 or words[0] in (b"Z", b"X")
    return "" if dead else words[19].decode("ascii", "replace")


def _answer(program: str, *words: str) -> str:
    """What a program of the system prints; empty where there is none, or it takes too long."""
    import shutil  # here, because where the kernel tells, nobody is asked
    import subprocess

    found = shutil.which(program)
    if found is None:
        return ""
    try:
        ran = subprocess.run(  # noqa: S603 - the system's own program, our words and a path after --
            [found, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return ran.stdout

"""Open a log and be killed on the way, once or never: `python -m tests.db.dying LOG {never,step,size} NUMBER`.

- never: prints how many steps SQLite takes from the first look at the log until it is open.
- step: killed with kill -9 after so many of them.
- size: killed by the write that would make any file larger than so many bytes; the backup stands already.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
from pathlib import Path

from storage.care import backup
from storage.disk import connection as opening


class Dying:
    """Counts the steps of a connection, and kills this process after the last that it is allowed."""

    def __init__(self, allowed: int | None) -> None:
        self.allowed = allowed
        self.taken = 0

    def watch(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """Count every step of SQLite's machine from now on."""
        connection.set_progress_handler(self.step, 1)
        return connection

    def step(self) -> int:
        """Count one step; 0 lets SQLite go on."""
        self.taken += 1
        if self.taken == self.allowed:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def main(path: Path, how: str, number: int) -> None:
    """Open the log at `path` as the words say."""
    dying = Dying(number if how == "step" else None)
    connect = opening._connect
    opening._connect = lambda path: dying.watch(connect(path))
    if how == "size":
        backup.make = lambda connection, path, why, now=None: path
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    opening.connect(path).close()
    print(dying.taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

"""Begin a log and change it, with a mark after each change that is acknowledged: `python -m tests.proofs.committing LOG
COUNT SYNCHRONOUS`. The last changes are a backup and a restore.
"""

from __future__ import annotations

import ctypes
import sqlite3
import sys
from hashlib import blake2b
from pathlib import Path

from models.records.rows import Commitment
from storage.care import backup
from storage.core.records import select
from storage.disk import connection as opening
from storage.log import Log, start
from storage.writes import lives
from tests.db.leaving import clock

DAY = "2026-03-02"


def fingerprint(connection: sqlite3.Connection, *, without: str = "") -> str:
    """A hash of everything that a log holds: every row of every table, the journal and the search index among them.

    One table may be left out.
    """
    found = blake2b(digest_size=16)
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    for (name,) in connection.execute(sql).fetchall():
        if name == without:
            continue
        found.update(repr((name, connection.execute(f'SELECT * FROM "{name}"').fetchall())).encode())
    return found.hexdigest()


def change(log: Log, number: int) -> None:
    """Make one change, of another kind each time: small and large ones, acts, undo and redo among them."""
    pair = log.pairs()[0]
    match number % 8:
        case 0 | 3:
            values = {"from": pair.me.uid, "to": pair.other.uid, "text": f"Promise {number}"}
            first = {"act": "promise", "by": pair.me.uid, "on": DAY, "due": "2026-04-01"}
            lives.begin(log, pair, "commitment", values, [first])
        case 1:
            item = select(log.connection, Commitment, "commitment", "ORDER BY r.id DESC LIMIT 1")[0]
            with log.change(f"Edited {number}") as edited:
                edited.edit("commitment", item.id, {"text": f"Edited {number} " + "word " * 600})
        case 2:
            item = select(log.connection, Commitment, "commitment", "ORDER BY r.id DESC LIMIT 1")[0]
            lives.perform(log, pair, "commitment", item.id, [{"act": "report", "by": pair.me.uid, "on": DAY}])
        case 4:
            with log.change(f"Wrote {number}") as wrote:
                for note in range(12):
                    text = f"Note {number} {note} " + "word " * 40
                    wrote.add("note", {"alliance": pair.uid, "kind": "learning", "text": text})
        case 5:
            log.undo()
        case 6:
            log.redo()
        case _:
            item = select(log.connection, Commitment, "commitment", "WHERE r.removed_at IS NULL ORDER BY r.id LIMIT 1")[
                0
            ]
            with log.change(f"Removed {number}") as removed:
                removed.remove("commitment", item.id)


def main(path: Path, count: int, synchronous: str) -> None:
    """Begin the log at `path`, change it so often, and bring a backup back."""
    connect = opening._connect

    def connected(path: Path) -> sqlite3.Connection:
        found = connect(path)
        found.execute(f"PRAGMA synchronous = {synchronous}")
        return found

    opening._connect = connected
    mark = ctypes.CDLL(None).visavis_mark
    kept = path.with_name("kept.visavis")
    start(path, clock, ("Jay Moran", "CIO"), ("Dana Reyes", "CMO"))
    with Log(path, clock) as log:
        mark(fingerprint(log.connection).encode())
        for number in range(count):
            if number == count // 2:
                backup.write_to(log.connection, kept)
            change(log, number)
            mark(fingerprint(log.connection).encode())
    backup.restore(path, kept)
    with Log(path, clock) as log:
        mark(fingerprint(log.connection).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])

"""6. Damage is found and never written over.

Done: logs with every kind of record and a journal are damaged: bits flipped in the rows of every table, in the header
and anywhere, pages and sectors zeroed, pages swapped, files cut short. Each is looked at as a person would: opened and
checked, and asked which backup to bring back, of which the newest is damaged too.
Disproved by: content that is another than it was, of records, journal or search, and is not told (altered); a file or
folder that is another afterwards (touched); a fault of visavis instead of a word on damage; damage without the newest
backup that is good.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from models.errors import LogUnusable
from storage.care import backup, check
from storage.care.check import REPAIR
from storage.core.counting import COUNTED
from storage.core.recorded import highest
from storage.disk.beside import backups_of
from storage.interchange.exporting import records
from storage.interchange.importing import import_file
from storage.log import Log
from tests.conftest import Tell
from tests.db.leaving import listing
from tests.db.test_shared_copy import clock, filled
from tests.proofs.committing import fingerprint
from tests.proofs.damaging import WHOLE_FILE, Damage, in_table, tables
from tests.sampling import counted
from tui.__main__ import main

ALSO = ("tests/db/test_damage.py",)

WHOLE, FOUND, UNUSABLE = 0, 1, 4
"""Exit codes of `visavis check`."""


def made(folder: Path) -> Path:
    """A log with every kind of record, some of them edited and removed; beside it a good backup and a newer bad one."""
    path = folder / "log.visavis"
    import_file(path, filled(Random(6)).file(folder / "in.jsonl"), clock)
    (folder / "in.jsonl").unlink()
    with Log(path, clock) as log:
        for number in range(1, 4):
            with log.change(f"Edited note {number}") as change:
                change.edit("note", number, {"text": f"Edited {number} " + "word " * 30})
        with log.change("Removed a note") as change:
            change.remove("note", 2)
        log.undo()
        for kept in backups_of(path).glob("*") if backups_of(path).is_dir() else ():
            kept.unlink()
        backup.make(log.connection, path, "good")
        bad = backup.make(log.connection, path, "newer-and-bad")
    data = bytearray(bad.read_bytes())
    in_table(tables(path)["note"])(data, Random(1))
    bad.write_bytes(data)
    return path


@dataclass(slots=True)
class Looking:
    """A whole log, and what was found when it was damaged."""

    path: Path
    data: bytes
    held: str
    but_for_counts: str
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unhelped: list[str] = field(default_factory=list)

    def at(self, damage: Damage, seed: str) -> None:
        """Damage the log once and look at it."""
        damaged = bytearray(self.data)
        damage(damaged, Random(seed))
        if damaged == self.data:
            return
        self.path.write_bytes(damaged)
        before, told = listing(self.path.parent), StringIO()
        with redirect_stdout(told), redirect_stderr(told):
            code = main(["--log", str(self.path), "check"], clock)
        self.counts["mutants"] += 1
        if listing(self.path.parent) != before:
            self.wrong.append(f"{seed}: touched")
        if code == WHOLE:
            self._stands(seed)
            return
        self.counts["refused" if code == UNUSABLE else "flagged"] += 1
        if code not in (FOUND, UNUSABLE):
            self.wrong.append(f"{seed}: exit code {code}, {told.getvalue()}")
        mended = code == FOUND and all(line.endswith(REPAIR) for line in told.getvalue().splitlines())
        if not mended and "-good.visavis" not in told.getvalue():
            self.counts["without the newest good backup"] += 1
            self.unhelped.append(f"{seed}: {told.getvalue().strip()}")

    def _stands(self, seed: str) -> None:
        """Hold that a log that is said to be whole is so: it holds what it held, or goes on from higher numbers."""
        if _held(self.path) == self.held:
            self.counts["harmless"] += 1
        elif _held(self.path, without=COUNTS) == self.but_for_counts and _goes_on(self.path):
            self.counts["numbers left out and nothing else"] += 1
        else:
            self.counts["altered unnoticed"] += 1
            self.wrong.append(f"{seed}: altered unnoticed")


COUNTS = "sqlite_sequence"
"""The table by which SQLite counts. A number that is too high leaves some out, and nothing else follows from it."""


def _held(path: Path, without: str = "") -> str:
    """Everything the log at `path` holds, as a hash; nothing where it cannot be read."""
    try:
        with Log(path, clock) as log:
            return fingerprint(log.connection, without=without)
    except (LogUnusable, sqlite3.Error):
        return ""


def _goes_on(path: Path) -> bool:
    """Whether every table of a log gives a number that was never given, and a record is added beside all others."""
    with Log(path, clock) as log:
        before = list(records(log))
        with log.change("Went on") as change:
            fresh = all(change.writer.next_id(table) > highest(log.connection, table) for table in COUNTED)
            change.add("note", {"alliance": log.pairs()[0].uid, "kind": "learning", "text": "Went on"})
        added = len(list(records(log))) == len(before) + 1
        log.undo()
        return fresh and added and list(records(log)) == before and check.problems(log.connection) == []


def looking(folder: Path) -> Looking:
    """A whole log that is about to be damaged."""
    path = made(folder)
    return Looking(path, path.read_bytes(), _held(path), _held(path, without=COUNTS))


def damaged(folder: Path, what: str, count: int) -> Looking:
    """Damage that many logs, each table or each way of the kind in turn."""
    looked = looking(folder)
    roots = tables(looked.path)
    ways = [(damage.__name__, damage) for damage in WHOLE_FILE]
    if what != "the file as a whole":
        ways = [(name, in_table(root)) for name, root in roots.items() if of(name) == what]
    assert ways
    for number in range(10 * count):  # some damage is none: a page of zeros that is zeroed
        name, damage = ways[number % len(ways)]
        looked.at(damage, f"{name} {number}")
        if looked.counts["mutants"] == count:
            break
    return looked


KINDS = ("records", "the journal", "the search index", "what SQLite counts by", "the file as a whole")


def of(table: str) -> str:
    """Of which kind a table is."""
    if table in ("change", "changed_row"):
        return "the journal"
    if table.startswith("sqlite_"):
        return "what SQLite counts by"
    return "the search index" if table.startswith("search_") else "records"


def test_a_little_damage_to_records_is_found(tmp_path: Path) -> None:
    looked = damaged(tmp_path, "records", 18)
    assert looked.wrong == []
    assert looked.counts["flagged"] + looked.counts["refused"] > 5


@pytest.mark.parametrize("what", KINDS)
@counted(sample=None, full=2_000)
def test_damage_is_found(tmp_path: Path, what: str, count: int, tell: Tell) -> None:
    looked = damaged(tmp_path, what, count // len(KINDS))
    tell(looked.counts)
    assert looked.wrong == [], "\n".join(looked.wrong)


@counted(sample=None, full=100)
def test_the_newest_good_backup_is_named(tmp_path: Path, count: int) -> None:
    looked = damaged(tmp_path, "the file as a whole", count)
    assert looked.unhelped == [], "\n".join(looked.unhelped)

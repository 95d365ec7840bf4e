"""A log that a process works on, and a model of what it is to hold: small enough to be seen through at one glance."""

from __future__ import annotations

import json
import os
import signal
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import IO, Any

from storage.care import check
from storage.interchange.exporting import records
from storage.log import Log
from storage.writes import lives
from tests.db.leaving import clock

DAY = "2026-03-02"
NOUNS = ("note", "topic", "decision", "commitment")
NEXT = {("promise",): ("report", "cancel"), ("promise", "report"): ("satisfied",)}
"""Which acts may follow on which, of a commitment."""

Held = tuple[str, str, bool, tuple[str, ...]]
"""A record: its noun, its text, whether it was removed, its acts."""
Step = tuple[str, Held | None, Held]
"""A change: whose, what it was before, what after."""
Operation = dict[str, Any]


@dataclass(slots=True)
class Model:
    """What the log is to hold, and what undo and redo are to do."""

    held: dict[str, Held] = field(default_factory=dict)
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def copy(self) -> Model:
        """The same model, that goes its own way from now on."""
        return Model(dict(self.held), list(self.done), list(self.undone))

    def draw(self, chance: Random, number: int) -> Operation:
        """An operation that is possible now."""
        there = [uid for uid, held in self.held.items() if not held[2]]
        acting = [uid for uid in there if self.held[uid][0] == "commitment" and self.held[uid][3] in NEXT]
        what = chance.choices(
            ("add", "edit", "remove", "act", "undo", "redo", "reopen"), (30, 20 * bool(there), 6 * bool(there),
            20 * bool(acting), 12 * bool(self.done), 10 * bool(self.undone), 2)
        )[0]  # fmt: skip
        match what:
            case "add":
                uid = f"{chance.getrandbits(32):08x}-0000-4000-8000-{number:012x}"
                return {"what": what, "uid": uid, "noun": chance.choice(NOUNS), "text": f"Text {number}"}
            case "edit":
                return {
                    "what": what,
                    "uid": chance.choice(there),
                    "text": f"Text {number} " + "é" * chance.randint(0, 900),
                }
            case "remove":
                return {"what": what, "uid": chance.choice(there)}
            case "act":
                uid = chance.choice(acting)
                return {"what": what, "uid": uid, "act": chance.choice(NEXT[self.held[uid][3]])}
            case _:
                return {"what": what}

    def noun(self, operation: Operation) -> str:
        """Of which noun the record of an operation is; empty where it has none."""
        return operation.get("noun") or (self.held[operation["uid"]][0] if "uid" in operation else "")

    def apply(self, operation: Operation) -> None:
        """Do what the log is to do."""
        match operation["what"]:
            case "reopen":
                return
            case "undo":
                uid, before, _ = self.done[-1]
                self.undone.append(self.done.pop())
                self._set(uid, before)
            case "redo":
                uid, _, after = self.undone[-1]
                self.done.append(self.undone.pop())
                self._set(uid, after)
            case _:
                self.undone.clear()
                before = self.held.get(operation["uid"])
                after = _after(operation, before)
                self.done.append((operation["uid"], before, after))
                self._set(operation["uid"], after)

    def _set(self, uid: str, held: Held | None) -> None:
        if held is None:
            del self.held[uid]
        else:
            self.held[uid] = held


def _after(operation: Operation, before: Held | None) -> Held:
    if before is None:
        noun = operation["noun"]
        return noun, operation["text"], False, ("promise",) if noun == "commitment" else ()
    noun, text, removed, acts = before
    match operation["what"]:
        case "edit":
            return noun, operation["text"], removed, acts
        case "remove":
            return noun, text, True, acts
        case _:
            return noun, text, removed, (*acts, operation["act"])


def found_in(path: Path) -> dict[str, Held]:
    """What a log holds, as the model has it; the log is whole."""
    with Log(path, clock) as log:
        assert check.problems(log.connection) == []
        return {
            line["uid"]: (
                line["type"],
                line["text"],
                "removed_at" in line,
                tuple(e["act"] for e in line.get("events", ())),
            )
            for line in records(log)
            if line["type"] in NOUNS
        }


def perform(log: Log, operation: Operation) -> None:
    """Do an operation on the log."""
    what, noun, pair = operation["what"], operation["noun"], log.pairs()[0]
    if what in ("undo", "redo"):
        (log.undo if what == "undo" else log.redo)()
        return
    if what == "add":
        values = {"uid": operation["uid"], "alliance": pair.uid, "text": operation["text"]}
        values |= {"kind": "learning"} if noun == "note" else {}
        values |= {"from": pair.me.uid, "to": pair.other.uid} if noun == "commitment" else {}
        first = [{"act": "promise", "by": pair.me.uid, "on": DAY, "due": "2026-04-01"}] if noun == "commitment" else []
        with log.change("Added") as change:
            change.add(noun, values, first)
        return
    row = log.connection.execute(f"SELECT id FROM {noun} WHERE uid = ?", (operation["uid"],)).fetchone()[0]
    if what == "act":
        by = pair.me.uid if operation["act"] == "report" else pair.other.uid
        more = {"reason": "two out"} if operation["act"] == "cancel" else {}
        lives.perform(log, pair, noun, row, [{"act": operation["act"], "by": by, "on": DAY, **more}])
        return
    with log.change(what) as change:
        if what == "edit":
            change.edit(noun, row, {"text": operation["text"]})
        else:
            change.remove(noun, row)


@dataclass(slots=True)
class Worker:
    """A process that works on a log: an operation a line in, a word a line out."""

    pid: int
    asks: IO[str]
    says: IO[str]

    def ask(self, operation: Operation) -> None:
        """Send an operation."""
        self.asks.write(json.dumps(operation) + "\n")
        self.asks.flush()

    def end(self) -> str:
        """Kill it; gives what it has said that was not read yet."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        said = self.says.read()
        self.asks.close()
        self.says.close()
        return said


def worker(path: Path) -> Worker:
    """Start a process that works on the log."""
    (asked, asks), (says, saying) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(asks)
            _work(path, os.fdopen(asked), saying)
        except Exception:  # noqa: BLE001 (whatever ends the child is told, and must not go on as its parent)
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(asked)
    os.close(saying)
    return Worker(pid, os.fdopen(asks, "w"), os.fdopen(says))


def _work(path: Path, asked: IO[str], saying: int) -> None:
    log = Log(path, clock)
    for line in asked:
        operation = json.loads(line)
        if operation["what"] == "reopen":
            log.close()
            log = Log(path, clock)
        else:
            perform(log, operation)
        os.write(saying, b"done\n")


def soak(path: Path, count: int, seed: int, kills_in: int) -> tuple[int, int]:
    """Do that many operations and kill the worker in one of so many; gives how many kills, and how many came too early.

    After each kill the log is what it was before the operation or after it; after its word it is what it is then.
    """
    chance, model, kills, early = Random(seed), Model(), 0, 0
    hand = worker(path)
    for number in range(count):
        operation = model.draw(chance, number)
        after = model.copy()
        after.apply(operation)
        hand.ask({**operation, "noun": model.noun(operation)})
        if chance.random() * kills_in >= 1:
            assert hand.says.readline() == "done\n", operation
            model = after
            continue
        time.sleep(chance.uniform(0, 0.03))
        said, held = hand.end(), found_in(path)
        assert held == after.held or (not said and held == model.held), (number, operation)
        kills += 1
        early += held != after.held
        model = after if held == after.held and (said or after.held != model.held) else _which(path, model, after)
        hand = worker(path)
    hand.end()
    assert found_in(path) == model.held
    return kills, early


def _which(path: Path, before: Model, after: Model) -> Model:
    """Which of two models that hold the same the log is at, by what it can undo."""
    with Log(path, clock) as log:
        steps = log.connection.execute("SELECT count(*) FROM change WHERE undone = 0").fetchone()[0]
    return after if steps == len(after.done) else before

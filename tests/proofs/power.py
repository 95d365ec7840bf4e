"""What a power cut may leave: of what was not synced any part, each sector of 512 bytes and each name by itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

from tests.proofs.shim import Call

_T = TypeVar("_T")

SECTOR = 512
WAYS = ("none", "all", "some", "torn", "first", "last")
"""Which part of what was not synced is there: none, all, some calls, some sectors, the first calls, the last ones."""

State = dict[str, bytes]
"""What a power cut has left: the content of each file, by its name."""


@dataclass(slots=True)
class Stored:
    """A file: what is on the disk for certain, and the calls since then."""

    certain: bytes = b""
    since: list[Call] = field(default_factory=list)


class Disk:
    """A disk that is told each call in turn, and can tell what a power cut would leave of it."""

    def __init__(self) -> None:
        self.files: list[Stored] = []
        self.by_inode: dict[int, int] = {}
        self.certain: dict[str, int] = {}
        self.now: dict[str, int] = {}
        self.since: list[tuple[str, str, str, int]] = []

    def take(self, call: Call) -> None:
        """Take one call."""
        match call.kind:
            case "c":
                self.files.append(Stored())
                self.by_inode[call.file] = len(self.files) - 1
                self._name("c", call.name, "", len(self.files) - 1)
            case "w" | "t":
                self._stored(call).since.append(call)
            case "s":
                stored = self._stored(call)
                stored.certain, stored.since = _applied(stored, "all", Random(0)), []
            case "S":
                self.certain, self.since = dict(self.now), []
            case "u" | "r" | "l":
                self._name(call.kind, call.name, call.other, self.now.get(call.name, -1))

    def _stored(self, call: Call) -> Stored:
        return self.files[self.by_inode[call.file]]

    def _name(self, kind: str, name: str, other: str, file: int) -> None:
        self.since.append((kind, name, other, file))
        _rename(self.now, self.since[-1])

    def after_a_cut(self, chance: Random) -> State:
        """What one power cut leaves now; another time it may be something else."""
        way, names = chance.choice(WAYS), dict(self.certain)
        for change in _part(self.since, chance.choice(("none", "all", "some", "first", "last")), chance):
            _rename(names, change)
        return {name: _applied(self.files[file], way, chance) for name, file in names.items()}


def _rename(names: dict[str, int], change: tuple[str, str, str, int]) -> None:
    kind, name, other, file = change
    if kind == "c":
        names[name] = file
    elif kind == "l":
        names[other] = file
    elif kind == "u":
        names.pop(name, None)
    else:
        names.pop(name, None)
        names[other] = file


def _part(whole: list[_T], way: str, chance: Random) -> list[_T]:
    match way:
        case "none":
            return []
        case "some":
            return [one for one in whole if chance.random() < 0.5]
        case "first":
            return whole[: chance.randint(0, len(whole))]
        case "last":
            return whole[chance.randint(0, len(whole)) :]
        case _:
            return whole


def _applied(stored: Stored, way: str, chance: Random) -> bytes:
    if not stored.since:
        return stored.certain
    found = bytearray(stored.certain)
    for call in _part(stored.since, way, chance):
        if call.kind == "t":
            if way != "torn" or chance.random() < 0.5:
                del found[call.at :]
                found.extend(bytes(call.at - len(found)))
        else:
            _write(found, call, way == "torn", chance)
    return bytes(found)


def _write(found: bytearray, call: Call, torn: bool, chance: Random) -> None:
    begin, end = call.at, call.at + len(call.data)
    while begin < end:
        until = min(end, (begin // SECTOR + 1) * SECTOR)
        if not torn or chance.random() < 0.5:
            found.extend(bytes(max(0, until - len(found))))
            found[begin:until] = call.data[begin - call.at : until - call.at]
        begin = until


def laid_out(state: State, folder: Path, into: Path) -> None:
    """Write what a power cut has left of one folder into another one."""
    for name, content in state.items():
        target = into / os.path.relpath(name, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(0o600)

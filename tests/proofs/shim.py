"""The library between a program and the system (shim.c): built here, loaded into a process, and its record read."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("shim.c")
_HEAD = struct.Struct("<cQqIII")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changed something; shim.c says which kinds there are."""

    kind: str
    file: int
    at: int
    name: str
    other: str
    data: bytes


def built(folder: Path) -> Path:
    """Build the library into a folder; the proof is left out where that cannot be done."""
    compiler = next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)
    if compiler is None:
        pytest.skip("a C compiler is needed: cc, gcc or clang")
    target = folder / "shim.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE), "-lpthread"]
    building = subprocess.run(words, capture_output=True, text=True, check=False)
    if building.returncode != 0:
        pytest.skip(f"the C compiler cannot build it: {building.stderr.strip().splitlines()[-1]}")
    return target


def loaded(library: Path, folder: Path, trace: Path | None = None) -> dict[str, str]:
    """The environment of a process between which and the system it stands, for the files of one folder."""
    more = {"VISAVIS_TRACE": str(trace)} if trace else {}
    return {**os.environ, "LD_PRELOAD": str(library), "VISAVIS_FOLDER": str(folder), **more}


def calls(trace: Path) -> Iterator[Call]:
    """Every call of a record, in their order."""
    data, at = trace.read_bytes(), 0
    while at < len(data):
        kind, file, place, *lengths = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        parts = []
        for length in lengths:
            parts.append(data[at : at + length])
            at += length
        yield Call(kind.decode(), file, place, os.fsdecode(parts[0]), os.fsdecode(parts[1]), parts[2])

"""Damage done to a log, one piece at a time: bits flipped, pages zeroed or swapped, the file cut short."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

PAGE = 4096
HEADER = 100
_INTERIOR, _LEAF = 5, 13

Damage = Callable[[bytearray, Random], None]


def tables(path: Path) -> dict[str, int]:
    """The first page of every table that has rows, by its name: records, events, the journal, the search index."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
        found = connection.execute(sql).fetchall()
        held = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name, _ in found}
    return {name: root for name, root in found if held[name]}


def _leaves(data: bytearray, root: int) -> list[int]:
    """The pages of a table on which its rows lie."""
    start = (root - 1) * PAGE
    kind, cells = data[start], struct.unpack_from(">H", data, start + 3)[0]
    if kind != _INTERIOR:
        return [root]
    pointers = struct.unpack_from(f">{cells}H", data, start + 12)
    below = [struct.unpack_from(">I", data, start + at)[0] for at in pointers]
    below.append(struct.unpack_from(">I", data, start + 8)[0])
    return [leaf for child in below for leaf in _leaves(data, child)]


def in_table(root: int) -> Damage:
    """Flip a bit where the rows of a table lie, whose first page is named."""

    def damage(data: bytearray, chance: Random) -> None:
        start = (chance.choice(_leaves(data, root)) - 1) * PAGE
        used = struct.unpack_from(">H", data, start + 5)[0] or PAGE
        data[start + chance.randrange(used, PAGE)] ^= 1 << chance.randrange(8)

    return damage


def in_header(data: bytearray, chance: Random) -> None:
    """Flip a bit of the file's header."""
    data[chance.randrange(HEADER)] ^= 1 << chance.randrange(8)


def anywhere(data: bytearray, chance: Random) -> None:
    """Flip a bit anywhere."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut_short(data: bytearray, chance: Random) -> None:
    """Cut the file short, at a page or within one."""
    del data[chance.choice((chance.randrange(len(data)), chance.randrange(len(data) // PAGE) * PAGE)) :]


def zeroed(data: bytearray, chance: Random) -> None:
    """Zero a page or a sector."""
    size = chance.choice((PAGE, 512))
    at = chance.randrange(len(data) // size) * size
    data[at : at + size] = bytes(size)


def swapped(data: bytearray, chance: Random) -> None:
    """Swap two pages."""
    one, two = (at * PAGE for at in chance.sample(range(len(data) // PAGE), 2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


WHOLE_FILE: list[Damage] = [in_header, anywhere, cut_short, zeroed, swapped]

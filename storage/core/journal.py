"""Undo and redo of every write, across restarts: one stack a log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Damaged, Fault, Refused
from models.records.nouns import NOUNS
from models.records.values import content, named
from storage.core.layout import LAYOUTS
from storage.core.recorded import GONE, UNCHANGED, was_purged
from storage.core.sealed import label, require_changes, require_lines
from storage.core.statements import fetch

if TYPE_CHECKING:
    from models.records.event import Values
    from storage.core.writer import Writer


class _Row(NamedTuple):
    """One line of the journal, as ChangedRow declares it."""

    id: int
    place: str
    row: int
    last: int | None
    before: str | None
    after: bytes | None
    replaced: str | None


def _rows(writer: Writer, change: int, order: str) -> list[_Row]:
    """What a change touched; Damaged where that is not what was written.

    Which change is the next one follows from which are undone, so its neighbours are looked at as well.
    """
    before = fetch(writer.raw, "SELECT max(id) FROM change WHERE id < ?", (change,))[0][0]
    require_lines(writer.raw, before or change)
    require_changes(writer.raw, change, change)
    sql = 'SELECT id, place, "row", last, before, hash_after, replaced FROM changed_row WHERE change = ? ORDER BY id '
    return [_Row(*row) for row in fetch(writer.raw, sql + order, (change,))]


def undo(writer: Writer) -> str:
    """Take the newest change back; gives its title. Refused where there is none, or a row was changed since."""
    found = fetch(writer.raw, "SELECT id, title FROM change WHERE NOT undone ORDER BY id DESC LIMIT 1")
    if not found:
        require_lines(writer.raw, 0)
        raise Refused("there is nothing to undo")
    number, title = found[0]
    for row in _rows(writer, number, "DESC"):
        (_undo_row if row.last is None else _undo_many)(writer, row, title)
    writer.renote("change", number, {"undone": True})
    writer.settle()
    return str(title)


def _undo_row(writer: Writer, row: _Row, title: str) -> None:
    now = writer.read(row.place, row.row)
    if (now[0] if now else None) != row.after:
        raise _changed_since("undone", title, row, now and now[1], row.before)
    writer.renote("changed_row", row.id, {"replaced": content(now[1]) if now else None})
    writer.put(row.place, row.row, json.loads(row.before) if row.before else None)


def _undo_many(writer: Writer, row: _Row, title: str) -> None:
    there = writer.read_many(row.place, row.row, row.last or row.row)
    gone = set(range(row.row, (row.last or row.row) + 1)) - {number for number, *_ in there}
    if gone and not was_purged(writer.raw):
        raise Damaged(f"{label(row.place, min(gone))}: {GONE}")
    if b"".join(digest for _, digest, _ in there) != row.after:
        raise Refused(f'"{title}" cannot be undone: some of what it added was changed since')
    writer.renote("changed_row", row.id, {"replaced": content([[number, values] for number, _, values in there])})
    writer.take_many(row.place, row.row, row.last or row.row)


def redo(writer: Writer) -> str:
    """Do the change again that was undone last; gives its title. Refused as `undo` is."""
    found = fetch(writer.raw, "SELECT id, title FROM change WHERE undone ORDER BY id LIMIT 1")
    if not found:
        require_lines(writer.raw, 0)
        raise Refused("there is nothing to redo")
    number, title = found[0]
    for row in _rows(writer, number, "ASC"):
        if row.last is None:
            _redo_row(writer, row, title)
        else:
            _redo_many(writer, row)
        writer.renote("changed_row", row.id, {"replaced": None})
    writer.renote("change", number, {"undone": False})
    writer.settle()
    return str(title)


def _redo_row(writer: Writer, row: _Row, title: str) -> None:
    now = writer.read(row.place, row.row)
    if (content(now[1]) if now else None) != row.before:
        raise _changed_since("redone", title, row, now and now[1], row.replaced)
    writer.put(row.place, row.row, json.loads(row.replaced) if row.replaced else None)


def _redo_many(writer: Writer, row: _Row) -> None:
    from storage.core.writer import NewRow  # not for an undo of what was added

    if there := writer.read_many(row.place, row.row, row.last or row.row):
        raise Damaged(f"{label(row.place, there[0][0])}: {UNCHANGED}")
    place = LAYOUTS[row.place]
    rows = []
    for _, values in json.loads(row.replaced or "[]"):
        digest = place.hash(values)
        rows.append(NewRow(tuple(values.pop(name) for name in place.uids), values, digest))
    writer.put_many(row.place, row.row, rows, touch=True)


def _changed_since(done: str, title: str, row: _Row, now: Values | None, then: str | None) -> Fault:
    """Tell what stands there now. That a row is gone, or is there that was not, no change has done: it is damage."""
    place, expected = row.place, row.after if done == "undone" else row.before
    if now is None or expected is None:
        return Damaged(f"{label(place, row.row)}: {GONE if now is None else UNCHANGED}")

    def text(values: Values | None) -> str:
        if values is None:
            return "nothing"
        return named(NOUNS[place], values) if place in NOUNS else LAYOUTS[place].name.replace("_", " ")

    there, back = text(now), text(json.loads(then) if then else None)
    return Refused(f'"{title}" cannot be {done}: it was changed since; there is now "{there}", before it was "{back}"')

"""visavis backup list, and restore without a file: which backups there are, and which one is meant."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from models.errors import Unclear
from storage.care.backup import is_sound
from storage.care.earlier import KeptLog, kept_logs, restoring, sound_logs
from storage.disk.beside import backups_of
from tui.cli.output import line, print_json, table
from tui.machine import on_terminal
from tui.text.kept import holds_until, made_at, size, what_differs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tui.cli.context import Context


def list_backups(context: Context) -> int:
    """Print every backup of the log and every log that was put aside, the newest first by what it holds; 0."""
    path = context.log_path
    found = [(item, is_sound(item.path)) for item in kept_logs(path)]
    if context.args.json:
        print_json([_json(item, verified=sound) for item, sound in found])
    elif not found:
        line(f"There is no backup of {path} yet; the next change makes one.")
    else:
        _table(context, [item for item, _ in found], ["yes" if sound else "NO" for _, sound in found])
        line(f"They lie in {backups_of(path)}")
    return 0


def chosen(context: Context) -> Path:
    """The backup that takes the place of the log, asked for at a terminal; else they are listed, and it is Unclear."""
    path = context.log_path
    found = sound_logs(path)
    if not found:
        raise Unclear(f"there is no sound backup of {path}; name the file of one: visavis restore FILE")
    _table(context, found, [str(number) for number in range(1, len(found) + 1)], first="no")
    if not on_terminal():
        raise Unclear(f"name the one that takes the place of the log, as in: {restoring(found[0].path)}")
    number = _asked(len(found))
    if number is None:
        raise Unclear("nothing was restored; the log is as it was")
    return found[number - 1].path


def _asked(count: int) -> int | None:
    """The number that was typed; None where nothing was, or none of these."""
    sys.stdout.write("Which one takes the place of the log? Its number, or nothing to leave it: ")
    sys.stdout.flush()
    typed = sys.stdin.readline().strip()
    return int(typed) if typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= count else None


def _table(context: Context, found: Sequence[KeptLog], marks: Sequence[str], first: str = "verified") -> None:
    days = made_at(found, context.clock().astimezone().date())
    told = [[mark, day, size(item.size)] for mark, day, item in zip(marks, days, found, strict=True)]
    names = [first, "made", "size"]
    if any(item.differs is not None for item in found):  # else it would say the same as what they hold
        names.append("beside the log")
        told = [[*cells, what_differs(item)] for cells, item in zip(told, found, strict=True)]
    rows = [[*cells, holds_until(item), item.why, item.path.name] for cells, item in zip(told, found, strict=True)]
    table(context, [*names, "holds", "why", "file"], rows, right=("size",), whole=("file",))


def _json(item: KeptLog, *, verified: bool) -> dict[str, Any]:
    return {
        "file": str(item.path),
        "at": item.at,
        "bytes": item.size,
        "changes_until": item.held.until if item.held else None,
        "lacks": item.differs.lacks if item.differs else None,
        "more": item.differs.more if item.differs else None,
        "why": item.why,
        "verified": verified,
    }

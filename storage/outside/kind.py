"""Which kind of file was given: by what it holds, whatever it is called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

FileKind = Literal["log", "calendar", "tasks", "table"]

HEAD = 4096
"""How many bytes of a file tell its kind."""

_MARKS = ("\ufeff", " ", "\t", "\r", "\n")


def kind_of_file(path: Path) -> FileKind:
    """The kind of the file at a path; what cannot be read is ours, and is refused as such."""
    try:
        if not path.is_file():
            return "log"
        with path.open("rb") as file:
            return kind_of(file.read(HEAD))
    except (OSError, ValueError):
        return "log"


def kind_of(head: bytes) -> FileKind:
    """The kind of a file by its first bytes: our own, a calendar, a list of tasks, else a table with a head line."""
    text = head.decode("utf-8", "replace").lstrip("".join(_MARKS))
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return "calendar"
    if text.startswith("{"):
        return "log" if _is_entry_of_log(text) else "tasks"
    if text.startswith("["):
        return "log" if '"visavis"' in text else "tasks"
    return "table"


def _is_entry_of_log(text: str) -> bool:
    """Whether a line is one of ours: no task has a type. Half a line is ours too, and is refused as such."""
    try:
        found = json.loads(text.split("\n", 1)[0])
    except ValueError:
        return True
    return not isinstance(found, dict) or "type" in found or "description" not in found

"""The form that brings in a file: which one, and what counts where a record differs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from models.acts.sentences import Became
from models.errors import Refused
from storage.interchange.importing import ImportRefused, import_file
from storage.outside.kind import kind_of_file
from storage.outside.offer import OFFERS, NothingMeant, Offer, offered
from storage.writes.lives import Done
from tui.forms.asking import Asking, WrongField
from tui.forms.export import meant, shortened
from tui.text.cells import visible
from tui.text.imported import import_lines
from tui.widgets.fields.form import Question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.records.pair import Pair
    from storage.log import Log

_DIFFERS = (("", "leave the file"), ("theirs", "take what the file says"))
_PAST = (("", "leave it"), ("planned", "as planned"), ("held", "as held"))
_BY = (("", "as the file says"), ("me", "I promise"), ("partner", "the other does"))
_ORDER = (("", "as they stand"), ("dmy", "3/12 is in December"), ("mdy", "3/12 is in March"))
_GIVEN = ("title", "past", "by", "order", "encoding", "delimiter")
"""Questions that are options of the command by the same names."""

_LONGEST = 4000
"""Letters; whatever is longer is no path."""


@dataclass(frozen=True, slots=True)
class FileOffered(Done):
    """A file that was read and is to be looked at before it is taken: nothing was done yet."""

    offer: Offer | None = None


def of_import(pair: Pair | None, path: str = "") -> Asking:
    """The form that brings in a file, for the alliance that is shown; `path` stands in it at the beginning."""
    questions = [
        Question(
            "file",
            "file",
            "line",
            required=True,
            value=path,
            hint="calendar, table, tasks, log",
            understand=_understood,
            complete=completed,
        ),
        Question("differs", "what differs", "choice", choices=_DIFFERS, may_be_empty=False, more=True),
        Question("title", "its title has", "line", more=True, hint="words, of a calendar"),
        Question("past", "the past", "choice", choices=_PAST, may_be_empty=False, more=True),
        Question("by", "promised by", "choice", choices=_BY, may_be_empty=False, more=True),
        Question("map", "words mean", "text", more=True, hint="IT=me, one a line (--map)"),
        Question("order", "days", "choice", choices=_ORDER, may_be_empty=False, more=True),
        Question("encoding", "written in", "line", more=True, hint="as cp1252 (--encoding)"),
        Question("delimiter", "cells part at", "line", more=True, hint="a sign or tab (--delimiter)"),
    ]
    return Asking("Bring in a file", "bring in", questions, partial(_save, pair=pair), saves="show it")


def file_meant(text: str) -> Path:
    """The file that typed words mean, or what a terminal types where a file is dropped on it: quoted, with backslashes,
    or as the address of a file.
    """
    plain = text.strip()
    found = [meant(way) for way in _ways(plain)]
    return next((path for path in found if _is_there(path)), found[0])


def _ways(text: str) -> Iterator[str]:
    yield text
    if text[:1] == text[-1:] and text[:1] in ("'", '"') and len(text) > 2:
        yield text[1:-1]
    yield re.sub(r"\\(.)", r"\1", text)
    if text.casefold().startswith("file://"):
        yield unquote(urlsplit(text).path)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def dropped(text: str) -> str:
    """The path of a file that was dropped on the terminal; empty where what was pasted is none."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST or "\n" in plain or not re.search(r"[/\\]", plain):
        return ""
    try:
        path = file_meant(plain)
        return str(path) if path.is_file() else ""
    except (OSError, ValueError, Refused):
        return ""


def completed(text: str) -> str:
    """A path as far as it can only go on in one way; empty where it goes on in none."""
    path = meant(text)
    folder, begun = (path, "") if text.endswith("/") else (path.parent, path.name)
    try:
        names = sorted(entry.name + "/" * entry.is_dir() for entry in folder.iterdir() if entry.name.startswith(begun))
    except (OSError, ValueError):
        return ""
    names = [name for name in names if begun.startswith(".") or not name.startswith(".")]
    shared = names[0] if names else ""
    for name in names:
        while not name.startswith(shared):
            shared = shared[:-1]
    return text + shared[len(begun) :] if len(shared) > len(begun) else ""


def _understood(text: str) -> str:
    path = file_meant(text)
    if path.is_dir():
        raise Refused("is a folder; name a file in it")
    if not path.exists():
        if more := completed(text):
            raise Refused(f"right takes {visible(Path(more).name)}")
        raise Refused(f"there is no such file in {visible(shortened(path.parent))}")
    return f"in {visible(shortened(path.parent))}"


def _save(log: Log, typed: Mapping[str, str], _changed: Mapping[str, str], *, pair: Pair | None) -> Done:
    """Read it, and offer what another program's file would bring; ours is taken, by a connection of its own."""
    try:
        _understood(typed["file"])
        path = file_meant(typed["file"])
        kind, overwrite = kind_of_file(path), typed["differs"] == "theirs"
        if kind in OFFERS and pair is not None:
            given: dict[str, Any] = {name: typed[name] or None for name in _GIVEN}
            given |= {"overwrite": overwrite, "map": typed["map"].split("\n") if typed["map"].strip() else None}
            offer = offered(log, pair, kind, path, given)
            return FileOffered("import", 0, "", Became(""), log.today(), changed=False, offer=offer)
        report = import_file(log.path, path, log.clock, overwrite=overwrite)
    except ImportRefused as fault:
        raise WrongField("file", f"{fault.problems[0]}; nothing was changed") from None
    except NothingMeant as fault:
        raise WrongField(fault.field, fault.hint) from None
    except Refused as fault:
        raise WrongField("file", str(fault)) from None
    return Done("import", 0, "", Became("; ".join(import_lines(report))), log.today(), changed=report.anything)

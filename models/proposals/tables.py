"""Tables of what is to be done: which column holds what, and what each row says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.proposals.items import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWNER = re.compile(
    r"(?:owners?|who|who\?|responsib\w*(?: person| party)?|resp\.?|assignees?|assigned(?: to)?|lead|dri|by whom"
    r"|action(?:ed)? by|actioner|person|persons?"
    r"|accountable|pic|name|action owner|task owner|task lead|owned by|whom|owner\(s\)|handled by|contact)$",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"(?:actions?|what|what\?|tasks?|items?|action (?:items?|points?|required)|descriptions?|deliverables?"
    r"|to-?dos?|to do|next steps?|follow[- ]?ups?|activit(?:y|ies)"
    r"|action description|task description|promise|commitments?|details?)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:due(?: date| by| on)?|when|when\?|by|by when|by when\?|deadlines?|(?:target|completion|end|finish)(?: "
    r"date)?|date due|date|dates?|eta|timeline|time ?frame|timing|until)$",
    re.IGNORECASE,
)
_STATUS = re.compile(r"(?:status|state|progress|done|done\?|complete[d]?)$", re.IGNORECASE)
_TYPE = re.compile(r"(?:type|kind|category)$", re.IGNORECASE)
_DONE = re.compile(
    r"(?:done|complete[d]?|closed|finished|cancelled|dropped|yes|x|100 ?%|resolved)\b|.*[✅✔☑]|\[x\]", re.IGNORECASE
)
_TASKS = re.compile(r"action|task|to-?do|to do|next step|follow|deliverable|commitment|promise|what", re.IGNORECASE)


class TaskColumns(NamedTuple):
    """Where in a row stands what; -1 where no column holds it. `tasks`: its head says that it is of things to do."""

    what: int
    owner: int
    when: int = -1
    status: int = -1
    type: int = -1
    tasks: bool = False


class TaskRow(NamedTuple):
    """A row: what is to be done, by whom, by when; `done`, and of which type where that stands there."""

    what: str
    owner: str
    when: str
    done: bool
    type: str = ""


def columns_of(cells: Sequence[str]) -> TaskColumns | None:
    """The columns of a table of things to do by its head row; None where it is none."""
    heads = [plain(cell).strip(" *_:") for cell in cells]
    owner = _first(heads, _OWNER)
    if owner < 0 or len(heads) < 2:
        return None
    what = _first(heads, _WHAT)
    when, status, kind = (_first(heads, pattern) for pattern in (_WHEN, _STATUS, _TYPE))
    taken = {owner, when, status, kind}
    if what < 0:
        what = next((at for at, head in enumerate(heads) if at not in taken and not _small(head)), -1)
    if what < 0:
        return None
    return TaskColumns(what, owner, when, status, kind, _TASKS.search(heads[what]) is not None or when >= 0)


def _first(heads: Sequence[str], pattern: re.Pattern[str]) -> int:
    return next((at for at, head in enumerate(heads) if pattern.match(head)), -1)


def _small(head: str) -> bool:
    return not head or head.casefold().strip("#. ") in (
        "",
        "no",
        "nr",
        "id",
        "ref",
        "priority",
        "prio",
        "notes",
        "comment",
        "comments",
        "date",
    )


def row_of(cells: Sequence[str], columns: TaskColumns) -> TaskRow | None:
    """What a row says; None where it says nothing."""

    def cell(at: int) -> str:
        return plain(cells[at]) if 0 <= at < len(cells) else ""

    what, owner = cell(columns.what), cell(columns.owner)
    if not re.search(r"\w\w", what):
        return None
    return TaskRow(what, owner, cell(columns.when), _DONE.match(cell(columns.status)) is not None, cell(columns.type))

"""A list of tasks as Taskwarrior exports it, read into what it tells: as one JSON list, or one task a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from models.acts.rules import FINAL
from models.errors import BadDate, BadValue, NotFound, Refused, Unclear
from models.records.values import uid
from storage.core.statements import fetch
from storage.disk.safe_json import DECODER, MAX_DEPTH, json_fault, too_deep
from storage.outside.brought import Coming
from storage.outside.promises.plan import Source, by_whom, whose
from storage.outside.promises.told import Faults, Move, Numbering, Told
from storage.outside.tasks.attributes import (
    DONE_MEANS,
    DONE_ON,
    FIRST_DUE,
    FROM,
    NEW_DATE,
    PRIVATE,
    STATE,
    TAGGED,
    TO,
    WHY,
    moved,
    projects,
    read_moment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from models.records.event import Values
    from models.records.pair import Pair
    from storage.log import Log
    from storage.outside.promises.told import Asked

MOST_TASKS = 100_000

_READ = ("uuid", "description", "status", "entry", "modified", "due", "end", "project", "tags", "annotations")
_OURS = (FROM, TO, STATE, FIRST_DUE, DONE_ON)
_COUNTED = ("id", "urgency")
"""What Taskwarrior works out by itself, which is nobody's word."""

_STATUSES = ("pending", "waiting", "completed", "deleted", "recurring")
_MOVED = "moved in Taskwarrior"


def read_tasks(log: Log, name: str, data: bytes, asked: Asked) -> Source:
    """What a list of tasks tells; FileRefused where it cannot be read."""
    faults = Faults()
    job = _Tasks(log, asked, faults)
    for line, task in _tasks(data, faults):
        job.take(line, task)
    if not job.lines and not faults:
        faults.add(1, "the file holds no task")
    for word in asked.words.unused:
        faults.add(1, f'--map names "{word}", which stands nowhere in the file')
    if not job.told and not job.left_out and faults:
        raise faults.refusal(name)
    return Source(name, job.told, job.left_out, faults, _MOVED)


# JSON


def _tasks(data: bytes, faults: Faults) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every task of a list, or of lines, with the line on which it begins; stops where the file cannot be read on."""
    if too_deep(data):
        faults.add(1, f"it is nested deeper than {MAX_DEPTH}")
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(data.count(b"\n", 0, error.start) + 1, f"is not UTF-8 at byte {error.start + 1}; save it as UTF-8")
        return
    place = _Place(text)
    listed = place.passed("[")
    count = 0
    while place.here and not (listed and place.here == "]"):
        line = place.line
        try:
            found = place.value()
        except json.JSONDecodeError as error:
            faults.add(place.line_at(error.pos), json_fault(error))
            return
        except BadValue as error:
            faults.add(line, str(error))
            return
        except (ValueError, RecursionError):
            faults.add(line, "holds a number too long to read")
            return
        count += 1
        if count > MOST_TASKS:
            faults.add(line, f"the file has more than {MOST_TASKS:,} tasks; split it")
            return
        if isinstance(found, dict):
            yield line, found
        else:
            faults.add(line, "is no task")
        parted = place.passed(",")
        if listed and not parted and place.here != "]":
            faults.add(place.line, "the list is not closed; is the file whole?")
            return
    if listed and not place.passed("]"):
        faults.add(place.line, "the list is not closed; is the file whole?")
    elif place.here:
        faults.add(place.line, "behind the list stands more")


class _Place:
    """Where one stands in a text of JSON values."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self._line, self._counted = 1, 0
        self._skip()

    def _skip(self) -> None:
        text = self.text
        while self.at < len(text) and text[self.at] in " \t\r\n":
            self.at += 1

    @property
    def here(self) -> str:
        """The character that comes next; empty at the end."""
        return self.text[self.at : self.at + 1]

    @property
    def line(self) -> int:
        """The line on which it stands, counted from 1."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def line_at(self, place: int) -> int:
        """The line of a place further on."""
        return self.line + self.text.count("\n", self.at, place)

    def passed(self, mark: str) -> bool:
        """Pass a mark where it comes next, and the space behind it."""
        if self.here != mark:
            return False
        self.at += 1
        self._skip()
        return True

    def value(self) -> Any:
        """The value that comes next, passed; raises what the decoder does."""
        found, self.at = DECODER.raw_decode(self.text, self.at)
        self._skip()
        return found


# What a task tells


class _Tasks:
    """One run over the tasks of a file."""

    def __init__(self, log: Log, asked: Asked, faults: Faults) -> None:
        self.log, self.asked, self.faults = log, asked, faults
        self.projects = projects(log.pairs())
        self.told: list[Told] = []
        self.left_out: list[Coming] = []
        self.numbering = Numbering()
        self.lines = 0
        self.usual: Pair | None = None

    def take(self, line: int, task: dict[str, Any]) -> None:
        """Read a task; what is wrong in it is noted."""
        self.lines += 1
        try:
            self._take(line, task)
        except (BadDate, BadValue) as error:
            self.faults.add(line, str(error))
        except Unclear as error:
            self.faults.add_unclear(line, error)

    def _take(self, line: int, task: dict[str, Any]) -> None:
        text, status = _text_of(task, "description"), _text_of(task, "status") or "pending"
        if not text.strip():
            raise BadValue("the task has no description")
        if status not in _STATUSES:
            raise BadValue(f'the status "{status[:20]}" is none of {", ".join(_STATUSES)}')
        pair = self._pair(task)
        due = _day_of(task, "due", pair)
        if self.asked.only is not None and self.asked.only.uid != pair.uid:
            self.left_out.append(Coming("left out", text, due, f"it is of the alliance with {pair.name}", line))
            return
        if why := self._not_taken(task, status):
            self.left_out.append(Coming("left out", text, due, why, line))
            return
        from_ = self._owner(line, task, pair)
        if from_ is None:
            return
        told = Told(line, "", pair, from_, text, _state_of(task, status), due=due)
        key = _text_of(task, "uuid")
        derived = self.numbering.uid(pair, text, from_)
        told.uid = uid(key) if key else derived
        _dates(told, task)
        _texts(told, task)
        self.told.append(told)

    def _pair(self, task: dict[str, Any]) -> Pair:
        found = self.projects.get(_text_of(task, "project"))
        if found is None:
            found = self.usual = self.usual or self.asked.usual()
        return found

    def _not_taken(self, task: dict[str, Any], status: str) -> str:
        """Why a task is not taken; empty where it is."""
        if status == "recurring":
            return "it is the pattern of a recurring task; its single tasks are taken"
        if status != "deleted" or _text_of(task, STATE) in FINAL["commitment"] - {"satisfied"}:
            return ""
        deleted = "it was deleted in Taskwarrior"
        sql = "SELECT id, closed_on FROM commitment WHERE uid = ? AND removed_at IS NULL"
        found = fetch(self.log.connection, sql, (_text_of(task, "uuid").lower(),))
        if not found:
            return deleted
        number, closed_on = found[0]
        here = "is over too" if closed_on else f"stays, until: visavis commitment cancel C{number} --reason WORDS"
        return f"{deleted}; here C{number} {here}"

    def _owner(self, line: int, task: dict[str, Any], pair: Pair) -> str | None:
        """The uid of the one who promises; None, with the fault noted, where that is not known."""
        named = _text_of(task, FROM).strip()
        word = self.asked.words.said(named) or named
        if not word and self.asked.by is not None:
            return by_whom(pair, self.asked.by)
        if not word:
            said = f"the task does not say who promises it ({FROM}); say it with --by me or --by partner"
            self.faults.add(line, said)
            return None
        try:
            return whose(pair, word)
        except (NotFound, Refused):
            said = f'{FROM} is "{word[:40]}", which is not one of {pair.me.name} and {pair.other.name}'
            self.faults.add(line, f'{said}; say who it is, as in --map "{word[:40]}=me"')
            return None


def _text_of(task: dict[str, Any], name: str) -> str:
    """A text of a task, empty where it has none; BadValue where it is something else."""
    found = task.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise BadValue(f"{name} is no text")
    return found


def _day_of(task: dict[str, Any], name: str, pair: Pair) -> date | None:
    """The day of a moment in the alliance's zone; BadDate, naming it, where it is none."""
    found = _moment_of(task, name)
    return pair.day(found) if found else None


def _moment_of(task: dict[str, Any], name: str) -> datetime | None:
    if task.get(name) is None:
        return None
    try:
        return read_moment(task[name])
    except BadDate as error:
        raise BadDate(f"{name} is {error}") from None


def _tags(task: dict[str, Any]) -> list[str]:
    found = task.get("tags") or []
    if isinstance(found, str):
        return found.split(",")
    if not isinstance(found, list) or not all(isinstance(tag, str) for tag in found):
        raise BadValue("tags is no list of words")
    return found


def _state_of(task: dict[str, Any], status: str) -> str:
    """The state that a task stands in: by its status, of a pending one by its tag, else by what we wrote there."""
    ours = _text_of(task, STATE)
    if status == "completed":
        return "satisfied"
    if status == "deleted":
        return ours
    tagged = [tag for tag in _tags(task) if tag in TAGGED]
    if len(tagged) == 1:
        return tagged[0]
    return ours if ours in TAGGED else "promised"


def _dates(told: Told, task: dict[str, Any]) -> None:
    pair = told.pair
    told.on = _day_of(task, "entry", pair)
    told.first_due = _day_of(task, FIRST_DUE, pair)
    told.changed = _moment_of(task, "modified")
    ended = _day_of(task, "end", pair)
    if told.state in FINAL["commitment"]:
        told.ended_on = ended
    if told.state in ("reported", "satisfied"):
        told.done_on = _day_of(task, DONE_ON, pair) or told.ended_on


def _texts(told: Told, task: dict[str, Any]) -> None:
    """The texts of a task's annotations, and what of the task is not kept."""
    tags = _tags(task)
    ours = bool(_text_of(task, FROM))
    values: Values = {"private": True} if PRIVATE in tags and ours else {}
    notes, moves = [], []
    for entry, text in _annotations(task):
        if text.startswith(WHY) and ours:
            values["why"] = text.removeprefix(WHY)
        elif text.startswith(DONE_MEANS) and ours:
            values["done_means"] = text.removeprefix(DONE_MEANS)
        elif ours and (found := moved(text)):
            moves.append(Move(told.pair.day(entry), *found))
        elif not ours or not text.startswith(("proposed ", NEW_DATE)):
            notes.append(text)
    if notes and not ours:
        values["why"] = "\n".join(notes)
    elif notes:
        told.notes.append(f"its note is not kept: {notes[0][:40]}")
    told.values, told.moves = values, moves
    strange = sorted(set(task) - {*_READ, *_OURS, *_COUNTED})
    strange += ["tags"] if set(tags) - {*TAGGED, PRIVATE} else []
    if strange:
        told.notes.append(f"not kept: {', '.join(name[:20] for name in strange)}")


def _annotations(task: dict[str, Any]) -> Iterator[tuple[datetime, str]]:
    found = task.get("annotations") or []
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise BadValue("annotations is no list")
    for item in found:
        moment = _moment_of(item, "entry")
        if moment is None:
            raise BadValue("an annotation has no entry")
        yield moment, _text_of(item, "description")

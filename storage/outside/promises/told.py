"""What a file of another program tells of one promise, whatever the kind of file, and what is wrong in such a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Refused, Unclear
from models.time.words import folded
from storage.core.many import derived_uid, uid_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from models.records.event import Values
    from models.records.pair import Pair

LINES_TOLD = 5
"""On how many lines a fault is told by number; of more their count."""


class Move(NamedTuple):
    """A date that was moved: on which day, to which, and why."""

    on: date
    due: date
    reason: str


@dataclass(slots=True)
class Told:
    """One promise as a file tells it. What the file does not say is None.

    `line` is where it stands, `from_` the uid of the one who promises. `dated`: the file would say a date if it had
    one. `changed` is the moment at which it was changed there last. `notes` are what of it is not taken, in words.
    """

    line: int
    uid: str
    pair: Pair
    from_: str
    text: str
    state: str = "promised"
    values: Values = field(default_factory=dict)
    due: date | None = None
    dated: bool = True
    first_due: date | None = None
    on: date | None = None
    done_on: date | None = None
    ended_on: date | None = None
    changed: datetime | None = None
    moves: Sequence[Move] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def to(self) -> str:
        """The uid of the one who relies on it."""
        return self.pair.across(self.from_).uid


class Meanings:
    """What was said of words of a file, as in --map "IT=me": heads, people, states and days alike."""

    def __init__(self, pairs: Iterable[str] = ()) -> None:
        """Take `WORD=MEANING` each; Unclear where one is not of that form."""
        self._said: dict[str, tuple[str, str]] = {}
        self._used: set[str] = set()
        for pair in pairs:
            word, parted, meaning = pair.rpartition("=")
            if not parted or not word.strip() or not meaning.strip():
                raise Unclear(f'--map "{pair}" has to be of the form "WORD=MEANING", as in --map "IT=me"')
            self._said[_closed(word)] = (word, meaning.strip())

    def said(self, text: str) -> str | None:
        """What was said that a text means, spaces and case aside; None where nothing was."""
        if not self._said:
            return None
        found = self._said.get(key := _closed(text))
        if found is None:
            return None
        self._used.add(key)
        return found[1]

    @property
    def unused(self) -> list[str]:
        """The words that were met nowhere."""
        return [word for key, (word, _) in self._said.items() if key not in self._used]


def _closed(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said beside the name of the file: who promises where it does not say so, and how it is to be read.

    `usual` gives the alliance that is meant where the file names none. `only`: what is of another one is left out.
    """

    usual: Callable[[], Pair]
    only: Pair | None = None
    by: str | None = None
    words: Meanings = field(default_factory=Meanings)
    order: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    overwrite: bool = False


@dataclass(slots=True)
class _Fault:
    lines: list[int]
    what: str


class Faults:
    """What is wrong in a file, collected: the same fault on many lines is told once, with the lines."""

    def __init__(self) -> None:
        self._found: dict[str, _Fault] = {}
        self._unclear: Unclear | None = None

    def add_unclear(self, line: int, error: Unclear) -> None:
        """Note on a line that it takes more than was asked to read it: told with the others, raised where alone."""
        self._unclear = error
        self.add(line, str(error))

    def refusal(self, name: str) -> Refused | Unclear:
        """What is raised where anything is wrong."""
        alone = len(self._found) == 1 and self._unclear
        return alone or FileRefused(name, self.told())

    def add(self, line: int, what: str, kind: str = "") -> None:
        """Note a fault on a line; those of one `kind`, else of the same words, are one."""
        self._found.setdefault(kind or what, _Fault([], what)).lines.append(line)

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._found)

    def told(self) -> list[str]:
        """Each fault in a line that says where, the first in the file first."""
        return [f"{_where(fault.lines)}: {fault.what}" for fault in sorted(self._found.values(), key=_first)]


def _first(fault: _Fault) -> int:
    return fault.lines[0]


def _where(lines: Sequence[int]) -> str:
    shown = folded(len(lines), LINES_TOLD)
    named = ", ".join(map(str, lines[:shown]))
    more = f" and {len(lines) - shown} more" if lines[shown:] else ""
    return f"line {named}" if len(lines) == 1 else f"lines {named}{more}"


class FileRefused(Refused):
    """A file that was refused, with every fault that was found in it, a line each."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        self.problems = problems
        told = f"{name}, {problems[0]}" if len(problems) == 1 else f"{name} holds {len(problems)} faults, told above"
        super().__init__(f"{told}; nothing was changed")


class Numbering:
    """Gives the uids of promises that bring none: from alliance, text, owner and their number among equals.

    So a new date or another state leaves a promise what it was.
    """

    def __init__(self) -> None:
        self._equal: dict[str, int] = {}

    def uid(self, pair: Pair, text: str, from_: str) -> str:
        """The UUIDv5 of the next promise with that text and owner; spaces and case aside."""
        name = f"{' '.join(text.split()).casefold()}\n{from_}"
        key = f"{pair.uid}\n{name}"
        number = self._equal[key] = self._equal.get(key, 0) + 1
        return derived_uid(uid_bytes(pair.uid), f"{name}\n{number}" if number > 1 else name)


def doubled(found: Iterable[Told]) -> list[tuple[int, str]]:
    """The promises whose uid another one before has, as (line, what is wrong)."""
    seen: dict[str, int] = {}
    wrong = []
    for told in found:
        if told.uid in seen:
            wrong.append((told.line, f"has the uid of line {seen[told.uid]}"))
        seen.setdefault(told.uid, told.line)
    return wrong

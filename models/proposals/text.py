"""A text whose lines are read, and what is proposed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.acts.capture import Captured, Kind, line_of

if TYPE_CHECKING:
    from datetime import date

Side = Literal["me", "partner"]

MOST_QUOTED = 300
"""Characters of a sentence that are kept of it."""

OPEN_MARK = ">|<"
"""Stands before a promise of which nobody has said whose it is: one of the two signs is left by whoever takes it."""


@dataclass(frozen=True, slots=True)
class GivenText:
    """The lines of a text, and what its format says of it: who wrote it, to whom, and on which day.

    `first` is the number of the first line in the file. `mail`: it is one, whatever its lines look like.
    """

    lines: tuple[str, ...]
    first: int = 1
    author: str = ""
    to: tuple[str, ...] = ()
    on: date | None = None
    mail: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a text seems to say. `owner` is whose it is to do, None where that is open.

    `quote` is the sentence it rests on, from `line` to `end`, said by `speaker` at the moment `at` of a talk. `why`
    says what speaks for it; `weight` puts those that are not `sure` in order.
    """

    kind: Kind
    owner: Side | None
    text: str
    quote: str
    line: int
    end: int
    why: str
    handled_by: str = ""
    due: date | None = None
    sure: bool = False
    at: str = ""
    speaker: str = ""
    weight: int = 0
    written: str = ""
    """The line as somebody wrote it, where it is none of ours."""

    @property
    def open(self) -> bool:
        """Whether nobody has said yet whose promise it is."""
        return self.kind in ("promise", "request") and self.owner is None

    def capture(self, today: date) -> str:
        """The line that `capture` reads as this, said on `today`; where it is open whose it is, with both signs."""
        if self.written:
            return self.written
        mine = self.owner != "partner" if self.kind != "request" else self.owner == "partner"
        said = Captured(self.kind, mine, self.text, self.due)
        typed = line_of(said, today) or line_of(Captured(self.kind, mine, self.text), today)
        typed = typed or f"{_SIGN[self.kind, mine]} {self.text}"
        return f"{OPEN_MARK}{typed.lstrip('><?')}" if self.open else typed


_SIGN = {
    ("promise", True): ">",
    ("promise", False): "<",
    ("request", True): "?",
    ("request", False): "?<",
    ("disagreement", True): "!",
    ("disagreement", False): "!<",
    ("decision", True): "=",
    ("decision", False): "=",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that a text proposes, the surest first; `day` is what its dates were read from, `lines` how many it has.

    `read_to` is the last line that was read, where the rest was left; 0 where all of it was.
    """

    proposals: tuple[Proposal, ...]
    day: date
    lines: int
    what: Literal["notes", "mail", "talk", "list"]
    read_to: int = 0

    @property
    def extent(self) -> str:
        """How much of the text was read, in words: "312 lines"."""
        all_of_it = f"{self.lines} {'line' if self.lines == 1 else 'lines'}"
        return f"the first {self.read_to} of {all_of_it}" if self.read_to else all_of_it

    @property
    def sure(self) -> tuple[Proposal, ...]:
        """Those that are ticked."""
        return tuple(item for item in self.proposals if item.sure)

    @property
    def maybe(self) -> tuple[Proposal, ...]:
        """The rest."""
        return tuple(item for item in self.proposals if not item.sure)

"""What a file of another program would bring: told row by row before anything is taken, and counted afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

What = Literal["new", "linked", "moved", "changed", "cancelled", "same", "kept", "left out"]
"""What becomes of one entry of the file: `linked` is known by it from now on, `kept` stays as the log has it though the
file says otherwise, `left out` is not taken.
"""

CHANGES: tuple[What, ...] = ("new", "linked", "moved", "changed", "cancelled")
"""Those that change the log."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One entry: what becomes of it, what it is called, its day, why, and the line of the file where that helps."""

    what: What
    title: str
    day: date | None = None
    why: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file would bring. `understood` names, for a table, each column of the file and what it was read as.

    `notes` tell of what is left out as a whole, a line each.
    """

    file: str
    rows: tuple[Coming, ...]
    understood: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[What]:
        """How many entries come to what."""
        return Counter(row.what for row in self.rows)

    @property
    def summary(self) -> str:
        """How many come to what, "12 new, 1 moved"; empty where the log stays as it is."""
        counts = self.counts
        return ", ".join(f"{counts[what]} {what}" for what in CHANGES if counts[what])

    @property
    def anything(self) -> bool:
        """Whether the log would be another one afterwards."""
        return any(row.what in CHANGES for row in self.rows)
